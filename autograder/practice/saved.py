"""How far a student is by the notebooks that are saved: the last card of each exercise, as the file has it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.checks.frozen import load_checks
from autograder.messages import say
from autograder.notebook.names import is_hidden
from autograder.notebook.read import NotebookError, all_cells, cell_text, read_json
from autograder.notebook.released import functions_in
from autograder.plain.status import Status
from autograder.verdict.report import MARKS

NEVER = -1  # the number of a run that nobody knows


@dataclass(frozen=True)
class Standing:
    """How far a student is in one assignment."""

    assignment: str
    folder: Path
    notebook: Path | None  # None: there is none in the folder
    exercises: tuple[str, ...]  # in the order of the notebook
    done: frozenset[str]
    trouble: str = ""  # why nothing is known, in a sentence

    @property
    def next(self) -> str:
        """The first exercise that is not done; "" if there is none, or nothing is known."""
        return "" if self.trouble else next((name for name in self.exercises if name not in self.done), "")


def this_file() -> Path | None:
    """The file of the notebook whose kernel this is, where Jupyter says it."""
    path = Path(os.environ.get("JPY_SESSION_NAME", ""))
    return path if path.is_absolute() and path.is_file() else None


def standings(start: Path) -> list[Standing]:
    """How far a student is in every assignment in a folder, or beside it if it is that of one; perhaps in none."""
    start = start.resolve()
    folder = start.parent if (start / "checks.json").is_file() else start
    found = sorted(path.parent for path in folder.glob("*/checks.json") if not is_hidden(path.parent.name))
    return list(map(standing, found))


def standing(folder: Path) -> Standing:
    """How far a student is in the assignment in this folder."""
    try:
        checks = load_checks(folder / "checks.json")
    except ChecksError as error:
        return Standing(folder.name, folder, None, (), frozenset(), str(error))
    known = {name: checks.accepted(name) for name in checks.exercises}
    path = notebook_in(folder, checks.assignment)
    if path is None:
        return Standing(checks.assignment, folder, None, tuple(known), frozenset())
    try:
        done = right_in(all_cells(read_json(path), path.name), known)
    except NotebookError as error:
        return Standing(checks.assignment, folder, path, tuple(known), frozenset(), str(error))
    return Standing(checks.assignment, folder, path, tuple(known), done)


def notebook_in(folder: Path, assignment: str) -> Path | None:
    """The notebook of an assignment: the one with its name, else the one that was saved last."""
    found = [path for path in folder.glob("*.ipynb") if not is_hidden(path.name)]
    named = [path for path in found if assignment.endswith(path.stem)]
    return max(named or found, key=lambda path: path.stat().st_mtime, default=None)


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
