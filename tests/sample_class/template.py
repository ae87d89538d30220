"""The notebook of an assignment as a student has it, and ready-made ways to fill it in."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.checks.contents import Checks
from autograder.checks.frozen import load_checks
from autograder.course.course import Course
from autograder.key.assignment import Assignment

ROOT = Path(__file__).resolve().parents[2]
FIRST, FIRST_FILE, PACKAGE = "01_logistic_regression", "logistic_regression.ipynb", "logistic_regression"

Data = dict[str, Any]


@dataclass(frozen=True)
class Template:
    """The released notebook, the instructor's solutions by exercise, the key and the public checks."""

    released: Data
    solutions: dict[str, str]
    key: Assignment
    public: Checks

    file: str

    @classmethod
    def of(cls, name: str = FIRST, root: Path = ROOT) -> Template:
        """Read it from a course folder."""
        (path,) = (root / "release" / name).glob("*.ipynb")
        released = json.loads(path.read_text("utf-8"))
        source = json.loads((root / "source" / name / path.name).read_text("utf-8"))
        key = Course(root).assignment(name)
        solutions = {name_of(cell): text_of(cell) for cell in source["cells"] if name_of(cell) in key.exercises}
        return cls(released, solutions, key, load_checks(path.with_name("checks.json")), path.name)

    @property
    def name(self) -> str:
        """The assignment's name."""
        return self.key.name

    @cached_property
    def points(self) -> dict[str, float]:
        return {name: exercise.points for name, exercise in self.key.exercises.items()}

    def untouched(self) -> Data:
        """The notebook as it was released."""
        return copy.deepcopy(self.released)

    def filled(self, **functions: str) -> Data:
        """Everything solved, but for the functions given here as text; cells hold one exercise each."""
        return fill(self.untouched(), {**self.solutions, **functions})

    def partly(self, *names: str) -> Data:
        """Only these exercises solved."""
        return fill(self.untouched(), {name: self.solutions[name] for name in names})


def fill(notebook: Data, functions: dict[str, str]) -> Data:
    """Write functions into their exercise cells, in place."""
    for cell in notebook["cells"]:
        if (name := name_of(cell)) in functions:
            cell["source"] = functions[name].strip("\n")
    return notebook


def name_of(cell: Data) -> str:
    """The grade_id of a cell, or ''."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def text_of(cell: Data) -> str:
    """The text of a cell, stored as a string or as lines."""
    return "".join(cell["source"])


def cell_called(notebook: Data, name: str) -> Data:
    """The cell with this grade_id."""
    return next(cell for cell in notebook["cells"] if name_of(cell) == name)


def code(text: str) -> Data:
    """A code cell of a student's own."""
    return {"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None}


def with_cells(notebook: Data, *cells: Data, front: bool = False) -> Data:
    """Add cells at the end of a notebook, or in front, in place."""
    notebook["cells"] = [*cells, *notebook["cells"]] if front else [*notebook["cells"], *cells]
    return notebook


def notebook_of(*texts: str) -> Data:
    """A notebook from elsewhere: code cells with these texts, and nothing that a course has put in."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": [code(text.strip("\n")) for text in texts], "metadata": kernel, "nbformat": 4, "nbformat_minor": 2}
