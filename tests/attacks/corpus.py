"""What an attack is: a notebook around some hostile or unlucky text, and the marks that it honestly earns."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from autograder.course.course import Course
from autograder.notebook.files import RefusedError, notebook_of
from autograder.notebook.handed_in import read_handed_in
from autograder.notebook.read import NotebookError
from tests.sample_class.template import FIRST, FIRST_FILE, PACKAGE, Data, Template, code, with_cells

FAMILIES = ("objects", "channel", "oracle", "snooping", "processes", "floods", "state", "telling", "texts", "files")
CANARY = "canary-7d1f0c9e4b"
COURSE = "@COURSE@"  # in the text of an attack: the folder of the course, which attackers may well know

# Text that attacks share. A leak announces itself with a word that stands nowhere in the attack's own text.
LEAK = """
def leaked(what):
    raise ValueError("LEA" + "KED " + repr(what)[:300])
"""
LEAKED = "LEAKED"
ZEROS = "\n\ndef flatten_images(images):\n    return np.zeros((3, len(images)))\n"


@dataclass(frozen=True)
class Attack:
    """One attack. ``tried`` says in a sentence what is tried. ``functions`` replace exercises; of these only the
    ``honest`` ones earn their points.

    ``front`` and ``back`` are cells around the notebook, ``beside`` files beside it, ``write`` puts something
    else than the notebook's file into the folder. ``readable`` is False where nobody could read what is handed
    in, ``everyday`` for accidents that ``make test`` tries. ``slow`` says that the answer may end after its time but
    within three times that, so that a person has to look at it. ``load_seconds`` is how long definitions may take,
    where that is not the usual time.
    """

    name: str
    tried: str
    functions: dict[str, str] = field(default_factory=dict)
    honest: tuple[str, ...] = ()
    partly: dict[str, float] = field(default_factory=dict)
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    change: Callable[[Data], Data] | None = None
    write: Callable[[Path, bytes], None] | None = None
    readable: bool = True
    everyday: bool = False
    slow: bool = False
    load_seconds: float = 0.0
    family: str = ""

    def earns(self, template: Template) -> dict[str, float]:
        """The score of every exercise."""
        lost = template.points if not self.readable else set(self.functions) - set(self.honest)
        return {name: 0.0 if name in lost else points for name, points in template.points.items()} | self.partly

    def notebook(self, template: Template, course: Path) -> Data:
        """The notebook as JSON data."""
        notebook = template.filled(**self.functions)
        with_cells(notebook, *map(code, self.front), front=True)
        with_cells(notebook, *map(code, self.back))
        return self.change(notebook) if self.change else located(notebook, course)

    def hand_in(self, folder: Path, template: Template, course: Path) -> Path:
        """Write everything into ``folder``; the path where the notebook is expected."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.beside.items():
            (folder / name).write_text(text)
        data = json.dumps(self.notebook(template, course)).encode()
        if self.write is not None:
            self.write(folder / FIRST_FILE, data)
        else:
            (folder / FIRST_FILE).write_bytes(data)
        return folder / FIRST_FILE


def located(notebook: Data, course: Path) -> Data:
    """The notebook with the real folder of the course in its code."""
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace(COURSE, str(course))
    return notebook


ATTACKS: list[Attack] = []


def attack(name: str, tried: str, **fields: object) -> None:
    """Add an attack to the corpus."""
    if any(known.name == name or known.tried == tried for known in ATTACKS):
        raise ValueError(f"two attacks are called {name}, or are told as {tried!r}")
    if not (tried[:1].isupper() and tried.endswith(".")):
        raise ValueError(f"{name} says what is tried in no sentence: {tried!r}")
    ATTACKS.append(Attack(name, tried, **fields))  # type: ignore[arg-type]


def flatten(name: str, tried: str, text: str, **fields: object) -> None:
    """Add an attack that takes the place of ``flatten_images``, which no other exercise needs."""
    attack(name, tried, functions={"flatten_images": text}, **fields)


def all_attacks() -> list[Attack]:
    """The whole corpus."""
    for family in FAMILIES:
        first = len(ATTACKS)
        import_module(f"tests.attacks.{family}")
        ATTACKS[first:] = [replace(attack, family=family) for attack in ATTACKS[first:]]
    return ATTACKS


def secrets_of(course: Path) -> list[Path]:
    """The files that no worker may read or change."""
    return [
        course / "keys" / PACKAGE / "flatten_images.py",
        course / "gradebook.db",
        course / "gradebook.secret",
        course / "submitted" / "victim" / FIRST / FIRST_FILE,
    ]


def cells_of(attack: Attack, template: Template, course: Path) -> list[str] | None:
    """Hand in, and read what was handed in as grading does; None if nobody may or can read it."""
    folder = course / "submitted" / attack.name / FIRST
    attack.hand_in(folder, template, course)
    try:
        file = notebook_of(folder, Path(template.file).stem)
        return read_handed_in(file, Course(course).released(FIRST), template.public.accepted).code
    except (RefusedError, NotebookError):
        return None
    finally:
        shutil.rmtree(folder.parent)
