"""A course of two exercises, small enough to be built and graded many times in a test run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.keys import write_key

REPOSITORY = Path(__file__).resolve().parents[1]
NAME, NOTEBOOK = "01_tiny", "tiny"

KEY = '''"""Answer key of a tiny assignment."""

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, scalar


def _numbers(rng):
    for size in (3, 5, 8):
        yield case(rng.uniform(2, 9, size))


@exercise(
    returns=close("value", points=2), hints=("What is twice a number?",), aliases=("twice",), seconds=1, hands_back="y"
)
def double(x):
    """Twice ``x``, an array of any shape."""
    return 2 * x


@double.inputs
def double_inputs(rng):
    yield from _numbers(rng)


@double.mistake
def squared(x):
    """Each number came back multiplied by itself. By which number should it be multiplied instead?"""
    return x * x


@exercise(
    returns=(scalar("mean", points=2), scalar("largest", points=1)),
    needs=[double],
    seconds=1,
    hints=("What is a mean?",),
    hands_back="mean, largest",
)
def statistics(x):
    """Mean and largest number of ``double(x)``, two numbers."""
    y = double(x)
    return np.mean(y), np.max(y)


@statistics.mistake
def off_by_one(x):
    """Your function stops because it asks for an entry behind the last. What is the index of the last?"""
    y = double(x)
    mean = np.mean(y)
    return mean, x[len(x)]


@statistics.mistake
def through_the_list(x):
    """Your function stops because a list has no mean of its own. What turns a list into an array?"""
    largest = np.max(double(x)).nothing
    return largest


@statistics.inputs
def statistics_inputs(rng):
    yield from _numbers(rng)


@statistics.mistake
def summed(x):
    """Your mean grows with the number of entries. By what is a sum divided to become a mean?"""
    return np.sum(2 * x), np.max(2 * x)
'''

DOUBLE = '''def double(x):
    """Twice x."""
    ### START CODE HERE ### (≈ 1 line of code)
    y = 2 * x
    ### END CODE HERE ###
    return y
'''
STATISTICS = '''def statistics(x):
    """Mean and largest number of double(x)."""
    ### START CODE HERE ### (≈ 2 lines of code)
    y = double(x)
    mean = np.mean(y)
    ### END CODE HERE ###
    ### START CODE HERE ### (≈ 1 line of code)
    largest = np.max(y)
    ### END CODE HERE ###
    return mean, largest
'''


def mark(grade_id: str, **fields: Any) -> dict[str, Any]:
    """nbgrader's metadata of a cell."""
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**flags, "grade_id": grade_id, "cell_type": "code", **fields}}


def exercise_mark(name: str, points: float) -> dict[str, Any]:
    """The metadata of an exercise cell."""
    return mark(name, grade=True, solution=True, points=points)


def check_mark(name: str) -> dict[str, Any]:
    """The metadata of a check cell."""
    return mark(f"check_{name}", grade=True, locked=True, points=0)


def code(text: str, cell_id: str = "", metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    """A code cell as JSON data."""
    cell = {
        "cell_type": "code",
        "source": text,
        "metadata": metadata or {},
        "outputs": [],
        "execution_count": None,
    }
    return {**cell, "id": cell_id} if cell_id else cell


def text(source: str, cell_id: str = "", kind: str = "markdown") -> dict[str, Any]:
    """A Markdown or raw cell as JSON data."""
    cell: dict[str, Any] = {"cell_type": kind, "source": source, "metadata": {}}
    return {**cell, "id": cell_id} if cell_id else cell


def notebook(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """A notebook of these cells as JSON data."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def source_cells(double: str = DOUBLE, statistics: str = STATISTICS) -> list[dict[str, Any]]:
    """The cells of the instructor's notebook."""
    return [
        text("# Tiny\n\nWhat $a < b$ means, and <em>twice</em> it.", "title"),
        code("import numpy as np\nfrom autograder import check, ready", "imports", mark("imports", locked=True)),
        text("## Twice", "double-text"),
        code(double, "double", exercise_mark("double", 2)),
        code("check(double)", "double-check", check_mark("double")),
        code(statistics, "statistics", exercise_mark("statistics", 3)),
        code("check(statistics)", "statistics-check", check_mark("statistics")),
        code("if ready(statistics):\n    print(statistics(np.ones(3)))", "look"),
    ]


def write(path: Path, cells: list[dict[str, Any]]) -> Path:
    """Write a notebook file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook(cells), indent=1) + "\n", encoding="utf-8")
    return path


def make_course(root: Path, key: str = KEY, cells: list[dict[str, Any]] | None = None) -> Path:
    """Write the source of the tiny course and this repository's configuration into ``root``."""
    write(root / "source" / NAME / f"{NOTEBOOK}.ipynb", source_cells() if cells is None else cells)
    write_key(root, key, NAME, ("double", "statistics"))
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    return root


def hand_in(root: Path, student: str, cells: list[dict[str, Any]], name: str = f"{NOTEBOOK}.ipynb") -> Path:
    """Put a submission in its place."""
    return write(root / "submitted" / student / NAME / name, cells)


def released(root: Path) -> list[dict[str, Any]]:
    """The cells of the students' notebook."""
    data: dict[str, Any] = json.loads((root / "release" / NAME / f"{NOTEBOOK}.ipynb").read_text("utf-8"))
    return data["cells"]  # type: ignore[no-any-return]
