"""What would earn next to nothing for a reason that is not in the work is for a person to look at, and nothing else is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.judge.bench import Bench
from autograder.notebook.files import RefusedError
from autograder.notebook.handed_in import HandedIn
from autograder.notebook.read import NotebookError, read_notebook
from tests import tiny_course as tiny
from tests.tiny_course import NAME, NOTEBOOK, REPOSITORY

FILE = f"{NOTEBOOK}.ipynb"


@pytest.fixture(scope="module")
def bench(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root = Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("doubts") / "course"))
    return Bench(Course(root), NAME)


@pytest.fixture
def folder(bench: Bench) -> Path:
    """Where one student hands in."""
    folder = bench.course.root / "submitted" / "ada" / NAME
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def solved(folder: Path, name: str = FILE) -> Path:
    (folder / name).write_text(json.dumps(tiny.notebook(tiny.source_cells())))
    return folder / name


def untouched(bench: Bench, folder: Path, name: str = FILE) -> Path:
    return Path(shutil.copy(bench.course.root / "release" / NAME / FILE, folder / name))


def refused(bench: Bench, folder: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        bench.read(folder)
    return str(caught.value)


def is_solved(work: HandedIn) -> bool:
    return any("2 * x" in text for text in work.code)


@pytest.mark.parametrize("cells", [[], [tiny.code("", "a"), tiny.text("  \n", "b")]])
def test_a_notebook_in_which_nothing_stands(bench: Bench, folder: Path, cells: list[dict]) -> None:
    (folder / FILE).write_text(json.dumps(tiny.notebook(cells)))
    with pytest.raises(NotebookError, match=f"{FILE} is a notebook in which nothing stands"):
        bench.read(folder)


def test_one_as_it_was_given_out_beside_one_that_is_not(bench: Bench, folder: Path) -> None:
    untouched(bench, folder)
    assert not is_solved(bench.read(folder))  # alone it is what it is
    before = bench.fingerprint(folder)
    untouched(bench, folder, f"{NOTEBOOK} (1).ipynb")
    (folder / "notes.ipynb").write_text(json.dumps(tiny.notebook([tiny.code("x = 1", "mine")])))
    (folder / "broken.ipynb").write_text("{")
    (folder / "link.ipynb").symlink_to(FILE)
    (folder / "folder.ipynb").mkdir()
    bench.read(folder)
    solved(folder, f"{NOTEBOOK} (2).ipynb")
    assert refused(bench, folder) == (
        f"{FILE} is as it was given out, and beside it lies a notebook that is not: {NOTEBOOK} (2).ipynb."
    )
    assert bench.fingerprint(folder) != before
    solved(folder)
    assert is_solved(bench.read(folder))  # whatever lies beside it


def test_one_that_was_touched_but_not_finished_is_what_it_is(bench: Bench, folder: Path) -> None:
    path = untouched(bench, folder)
    data = json.loads(path.read_text())
    data["cells"].append(tiny.code("print('I have tried')", "mine"))
    path.write_text(json.dumps(data))
    solved(folder, f"{NOTEBOOK} (1).ipynb")
    assert not is_solved(bench.read(folder))


@pytest.mark.parametrize("name", [f"{FILE}.txt", f"{FILE}.json", f"{NOTEBOOK} (3).ipynb.TXT", "my work.ipynb.txt"])
def test_an_ending_that_a_browser_has_added(bench: Bench, folder: Path, name: str) -> None:
    solved(folder, name)
    work = bench.read(folder)
    assert is_solved(work)
    assert work.repairs[0] == f"{name} was taken for {FILE}."


def test_no_notebook_says_what_there_is(bench: Bench, folder: Path) -> None:
    assert refused(bench, folder) == f"No notebook was handed in: there is no file {FILE}; the folder is empty."
    (folder / "timestamp.txt").write_text("2026-11-01")
    assert "the folder is empty" in refused(bench, folder)
    for name in ("work.rar", "work.py", ".ipynb", "d", "e", "f", "g"):
        (folder / name).touch()
    assert refused(bench, folder).endswith("; the folder holds d, e, f, g, work.py, ….")


NAMES = sorted(path.name for path in (REPOSITORY / "release").iterdir())


def code_of(name: str) -> list[str]:
    (path,) = (REPOSITORY / "release" / name).glob("*.ipynb")
    return list(read_notebook(path).code)


@pytest.mark.parametrize("name", NAMES)
def test_another_assignment_is_named(name: str) -> None:
    course = Course(REPOSITORY)
    for other in NAMES:
        said = course.other_than(name, "\n".join(code_of(other)))
        assert said == (None if other == name else other), (name, other)


def test_what_could_be_this_assignment_is_not_taken_for_another() -> None:
    course, mine, other = Course(REPOSITORY), NAMES[0], "\n".join(code_of(NAMES[1]))
    assert course.other_than(mine, "x = 1") is None
    assert course.other_than(mine, "def flatten_images(images): pass") is None
    half = "\n".join(f"def {name}(): pass" for name in ("flatten_images", "propagate", "optimize", "predict", "model"))
    assert course.other_than(mine, f"{half}\n{other}") is None
    assert course.other_than(mine, "\n".join(code_of(NAMES[1])[:9])) is None


def test_a_person_looks_at_another_assignments_notebook(bench: Bench, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(Course, "other_than", lambda self, name, text: "02_other" if "2 * x" in text else None)
    solved(folder)
    assert refused(bench, folder) == f"This is 02_other, and it was handed in for {NAME}."
