"""One student's code for each thing that went wrong, from the notebooks that were written when they were graded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from autograder.course.folders import Folders
from autograder.notebook.read import NotebookError, all_cells, cell_text, read_json
from autograder.notebook.released import grade_id_of
from autograder.report.contents import Example

TRIED = 5  # of those who met the same: the shortest of their codes shows best what is wrong
MOST_LINES, MOST_LETTERS = 60, 2000
KEPT = 500  # notebooks


class Examples:
    """Looks into ``autograded/``, never into what was handed in."""

    def __init__(self, folders: Folders, notebook: str) -> None:
        self.folders, self.notebook = folders, notebook
        self._cells = lru_cache(maxsize=KEPT)(cells_by_name)

    def __call__(self, students: Sequence[str], exercise: str) -> Example | None:
        """The shortest code that one of these students wrote for an exercise; None where there is none to show."""
        found = [(len(code), student, code) for student in students[:TRIED] if (code := self.code(student, exercise))]
        return Example(min(found)[1], shortened(min(found)[2])) if found else None

    def code(self, student: str, exercise: str) -> str:
        """The text of the cell of an exercise; "" where it cannot be read."""
        return self._cells(self.folders.result(student) / f"{self.notebook}.ipynb").get(exercise, "").strip("\n")


def cells_by_name(path: Path) -> dict[str, str]:
    """The text of each marked code cell of a notebook; empty if it cannot be read."""
    try:
        cells = all_cells(read_json(path), path.name)
    except (NotebookError, OSError, ValueError):
        return {}
    return {name: cell_text(cell) for cell in cells if cell.get("cell_type") == "code" and (name := grade_id_of(cell))}


def shortened(code: str) -> str:
    """As much of a code as a page has room for."""
    lines = code.expandtabs(4)[:MOST_LETTERS].split("\n")
    kept = "\n".join(lines[:MOST_LINES])
    return kept if len(kept) == len(code.expandtabs(4)) else f"{kept}\n…"
