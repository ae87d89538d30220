"""How far a student is by the notebooks that are saved: the last card of each exercise, as the file has it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.checks.frozen import load_checks
from autograder.course import locate
from autograder.messages import say
from autograder.notebook.names import is_hidden
from autograder.notebook.read import NotebookError, all_cells, cell_text, read_json
from autograder.notebook.released import functions_in
from autograder.plain.status import Status
from autograder.practice.browser import IN_BROWSER
from autograder.practice.cells import CELLS
from autograder.verdict.report import MARKS

NEVER = -1  # the number of a run that nobody knows


@dataclass(frozen=True)
class Standing:
    """How far a student is in one assignment."""

    assignment: str
    folder: Path
    checks: Path
    notebook: Path | None  # None: there is none in the folder
    exercises: tuple[str, ...]  # in the order of the notebook
    done: frozenset[str]
    trouble: str = ""  # why nothing is known, in a sentence

    @property
    def next(self) -> str:
        """The first exercise that is not done; "" if there is none, or nothing is known."""
        return "" if self.trouble else next((name for name in self.exercises if name not in self.done), "")


def this_file() -> Path | None:
    """The file of the notebook whose kernel this is, where Jupyter says it, or the browser shows it."""
    path = Path(os.environ.get("JPY_SESSION_NAME", ""))
    if path.is_absolute() and path.is_file():
        return path
    found = notebooks_in(Path.cwd()) if IN_BROWSER else []
    return saved_last(found if len(found) < 2 else [path for path in found if has_cell(path, CELLS.running)])


def standings(start: Path) -> list[Standing]:
    """How far a student is in every assignment in a folder, or beside it if it is that of one; perhaps in none."""
    return [standing(folder, checks) for folder, checks in places(start.resolve()).items()]


def places(start: Path) -> dict[Path, Path]:
    """The folders of assignments in a folder, or beside it if it is that of one, each with the file of its checks.

    Where the checks are not beside the notebook, as in a browser, they come with the course.
    """
    shipped = {path.parent.name: path for home in locate.shipped("checks") for path in home.glob("*/checks.json")}
    folder = start.parent if start.name in shipped or (start / "checks.json").is_file() else start
    found = {folder / name: path for name, path in shipped.items() if notebooks_in(folder / name)}
    found |= {path.parent: path for path in folder.glob("*/checks.json") if not is_hidden(path.parent.name)}
    return dict(sorted(found.items()))


def standing(folder: Path, file: Path) -> Standing:
    """How far a student is in the assignment in this folder, whose checks are in a file."""
    try:
        checks = load_checks(file)
    except ChecksError as error:
        return Standing(folder.name, folder, file, None, (), frozenset(), str(error))
    known = {name: checks.accepted(name) for name in checks.exercises}
    path = notebook_in(folder, checks.assignment)
    if path is None:
        return Standing(checks.assignment, folder, file, None, tuple(known), frozenset())
    try:
        done = right_in(all_cells(read_json(path), path.name), known)
    except NotebookError as error:
        return Standing(checks.assignment, folder, file, path, tuple(known), frozenset(), str(error))
    return Standing(checks.assignment, folder, file, path, tuple(known), done)


def notebook_in(folder: Path, assignment: str) -> Path | None:
    """The notebook of an assignment: the one with its name, else the one that was saved last."""
    found = notebooks_in(folder)
    return saved_last([path for path in found if assignment.endswith(path.stem)] or found)


def notebooks_in(folder: Path) -> list[Path]:
    """All notebooks in a folder."""
    return [path for path in folder.glob("*.ipynb") if not is_hidden(path.name)]


def saved_last(found: Sequence[Path]) -> Path | None:
    """The one of some files that was saved last; None if there are none."""
    return max(found, key=lambda path: path.stat().st_mtime) if len(found) > 1 else next(iter(found), None)


def has_cell(path: Path, cell: str) -> bool:
    """Whether a notebook holds the cell with this id."""
    try:
        return any(one.get("id") == cell for one in all_cells(read_json(path), path.name))
    except NotebookError:
        return False


def right_in(cells: Sequence[dict[str, Any]], known: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The exercises whose last card in these cells says that they are right.

    ``known`` has the names under which each is accepted. A card that is older than the last run of a cell with the
    function says nothing of what stands there now.
    """
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    made = [(number_of(cell), functions_in(cell_text(cell))) for cell in code]
    cards = [(number_of(cell), text) for cell in code for text in cards_in(cell)]
    right = set()
    for name, accepted in known.items():
        of_it = [(number, text) for number, text in cards if text.startswith(f"{name}: ")]
        number, last = max(of_it, key=lambda card: card[0], default=(NEVER, ""))
        run_later = any(later > number for later, functions in made if not functions.isdisjoint(accepted))
        if last.startswith(f"{name}: {MARKS[Status.RIGHT]} {say('status_right')}") and not run_later:
            right.add(name)
    return frozenset(right)


def number_of(cell: Mapping[str, Any]) -> int:
    """The number that a cell shows: of its last run before it was saved."""
    number = cell.get("execution_count", cell.get("prompt_number"))
    return number if isinstance(number, int) else NEVER


def cards_in(cell: Mapping[str, Any]) -> Iterator[str]:
    """The text of everything that a cell shows, cards among it."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        data = output.get("data") if isinstance(output, dict) else None
        text = data.get("text/plain") if isinstance(data, dict) else None
        if isinstance(text, list):
            text = "".join(line for line in text if isinstance(line, str))
        if isinstance(text, str):
            yield text
