"""Notebooks of the tiny course as they come back: what was done to each, and what has to be read in it.

Every way to a mark has to read the same (test_handed_in.py, test_three_doors.py).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.authoring.regions import cleared
from tests import tiny_course as tiny
from tests.tiny_course import DOUBLE, STATISTICS, code, source_cells, text

Cells = list[dict[str, Any]]
GOOD = source_cells()
SOLVED = {cell["id"]: cell["source"] for cell in GOOD}
HELPER = "def helper(x):\n    return x + x"
USES_HELPER = "def double(x):\n    return helper(x)"
STUB = "def {}(x):\n    ### START CODE HERE ###\n    raise NotImplementedError\n    ### END CODE HERE ###\n"
HUGE = "x = '" + "a" * 1_100_000 + "'"
BROKEN = "def oops(:"
LEFT_OUT = "# This cell is larger than 1 MB and was left out."
EVERYTHING = "imports double double-check statistics statistics-check look"
FOREIGN = (
    "No cell of this notebook has its mark: they were recognised by their function or text, and what was missing is "
    "back."
)
RETYPED = "Cells that had become text and are code again: {}."
RECOGNISED = "Cells without their mark, recognised by their function or text: {}."
RESTORED = "Locked cells that were changed (the original is back, the change is below it): {}."
MISSING = "Cells that were missing and are back: {}."
REPEATED = "Cells that are there more than once (the last definition counts): {}."
UNFILLED = "As they were given out beside the student's own text (which counts): {}."
TOO_LARGE = "Cell {} is larger than 1 MB and was left out."


@dataclass(frozen=True)
class Damaged:
    """A file, and what is read in it: its code (ids of released cells, or texts), their numbers, repairs, points."""

    data: Any
    code: str | list[str]
    numbers: list[int]
    repairs: tuple[str, ...] = ()
    points: float = 5

    @property
    def file(self) -> bytes:
        """What is handed in."""
        return self.data if isinstance(self.data, bytes) else json.dumps(self.data).encode()

    def texts(self) -> list[str]:
        """The code in full."""
        known = self.code.split() if isinstance(self.code, str) else self.code
        return [SOLVED.get(name, name) for name in known]


def of(cells: Cells, code: str | list[str], numbers: str, *repairs: str, points: float = 5) -> Damaged:
    """A notebook of these cells."""
    return Damaged(tiny.notebook(cells), code, [int(number) for number in numbers.split()], repairs, points)


def changed(change: Callable[[dict[str, Any]], Any], cells: Cells = GOOD) -> Cells:
    """The right solution with every cell changed in place."""
    cells = copy.deepcopy(cells)
    for cell in cells:
        change(cell)
    return cells


def with_texts(**texts: str) -> Cells:
    """The right solution with other texts in some cells."""
    return [{**cell, "source": texts.get(cell["id"].replace("-", "_"), cell["source"])} for cell in GOOD]


def without(*names: str) -> Cells:
    """The right solution without these cells."""
    return [cell for cell in GOOD if cell["id"] not in names]


def unmarked(cell: dict[str, Any]) -> None:
    cell["metadata"] = {"colab": {"base_uri": "x"}}
    del cell["id"]


def nonsense(cell: dict[str, Any]) -> None:
    cell["metadata"] = [1, {"nbgrader": {"grade_id": {}}}]
    cell["source"] = [*cell["source"].splitlines(keepends=True), 3, None]
    cell["outputs"], cell["id"] = {"not": "a list"}, 7


def other_names(cell: dict[str, Any]) -> None:
    if mark := cell["metadata"].get("nbgrader"):
        mark["grade_id"] = f"cell-{mark['grade_id']}"


def as_text(cell: dict[str, Any]) -> None:
    if cell["id"] in SOLVED and cell["metadata"].get("nbgrader", {}).get("solution"):
        cell["cell_type"] = "raw" if cell["id"] == "double" else "markdown"


def copied(name: str) -> Cells:
    """The right solution with one cell there twice, the second time below all."""
    return [*GOOD, *(cell for cell in GOOD if cell["id"] == name)]


def renamed(name: str) -> Cells:
    cells = copy.deepcopy(GOOD)
    next(cell for cell in cells if cell["id"] == name)["metadata"]["nbgrader"]["grade_id"] = "mine"
    return cells


def format_3() -> dict[str, Any]:
    """The right solution as nbformat 3 has it."""
    sheet = [
        {"cell_type": "code", "input": cell["source"].splitlines(keepends=True), "language": "python"}
        if cell["cell_type"] == "code"
        else {"cell_type": cell["cell_type"], "source": cell["source"]}
        for cell in GOOD
    ]
    return {"worksheets": [{"cells": sheet}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}


def stubbed(name: str) -> Cells:
    """The cell of an exercise as it was given out."""
    return [{**cell, "source": cleared(cell["source"])} for cell in GOOD if cell["id"] == name]


STUBBED = cleared(DOUBLE)
TWICE = "def twice(x):\n    return 2 * x"
NOTES = "My notes:\n\n```\ndef double(x):\n```\ndef double(x):"
LATE = "def double(x):\n    return x * x"
SHORT = [code(DOUBLE), code(BROKEN), code(STATISTICS)]
CHECKED = f"{HELPER}\ncheck(double)"

READABLE: dict[str, Damaged] = {
    "right": of(GOOD, EVERYTHING, "1 2 3 4 5 6"),
    "no_metadata": of(changed(unmarked), EVERYTHING, "1 2 3 4 5 6", FOREIGN),
    "nonsense": of(changed(nonsense), EVERYTHING, "1 2 3 4 5 6", FOREIGN),
    "cells_of_no_kind": of([None, 3, "x", {}, *GOOD], EVERYTHING, "1 2 3 4 5 6"),  # type: ignore[list-item]
    "other_names": of(changed(other_names), EVERYTHING, "1 2 3 4 5 6", FOREIGN),
    "one_renamed": of(renamed("double"), EVERYTHING, "1 2 3 4 5 6", RECOGNISED.format("double")),
    "format_3": Damaged(format_3(), EVERYTHING, [1, 2, 3, 4, 5, 6], (FOREIGN,)),
    "retyped": of(changed(as_text), EVERYTHING, "1 1 2 2 3 4", RETYPED.format("double, statistics")),
    "retyped_first": of(
        [text(DOUBLE), code(STATISTICS)],
        ["imports", "double", "double-check", "statistics", "statistics-check"],
        "1 1 1 1 1",
        FOREIGN,
        RETYPED.format("double"),
    ),
    "notes": of([*without("look"), text(NOTES)], EVERYTHING.removesuffix(" look"), "1 2 3 4 5"),
    "all_twice": of(
        [*GOOD, *GOOD],
        f"{EVERYTHING} {EVERYTHING}",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        REPEATED.format("imports, double, check_double, statistics, check_statistics"),
    ),
    "a_check_twice": of(
        copied("double-check"), f"{EVERYTHING} double-check", "1 2 3 4 5 6 7", REPEATED.format("check_double")
    ),
    "wrong_below": of([*GOOD, code(LATE)], [*EVERYTHING.split(), LATE], "1 2 3 4 5 6 7", points=3),
    "moved": of(GOOD[::-1], " ".join(EVERYTHING.split()[::-1]), "1 2 3 4 5 6"),
    "locked_changed": of(
        with_texts(imports=HELPER, double=USES_HELPER),
        ["imports", HELPER, USES_HELPER, *EVERYTHING.split()[2:]],
        "1 1 2 3 4 5 6",
        RESTORED.format("imports"),
    ),
    "check_changed": of(
        with_texts(double_check=CHECKED, double=USES_HELPER),
        ["imports", USES_HELPER, "double-check", CHECKED, *EVERYTHING.split()[3:]],
        "1 2 3 3 4 5 6",
        RESTORED.format("check_double"),
    ),
    "locked_emptied": of(with_texts(imports=" \n"), EVERYTHING, "1 2 3 4 5 6"),
    "blanks": of(with_texts(imports=SOLVED["imports"].replace("\n", "  \n") + "\n"), EVERYTHING, "1 2 3 4 5 6"),
    "one_missing": of(
        without("statistics", "statistics-check"),
        "imports double double-check statistics-check look",
        "1 2 3 3 4",
        MISSING.format("statistics, check_statistics"),
        points=2,
    ),
    "imports_missing": of(without("imports"), EVERYTHING, "1 1 2 3 4 5", MISSING.format("imports")),
    "own_cells": of([code(HELPER), *with_texts(double=USES_HELPER, look="1 / 0")],
                    [HELPER, "imports", USES_HELPER, *EVERYTHING.split()[2:-1], "1 / 0"], "1 2 3 4 5 6 7"),
    "a_placeholder_left": of(
        with_texts(statistics=STUB.format("statistics")),
        ["imports", "double", "double-check", STUB.format("statistics"), "statistics-check", "look"],
        "1 2 3 4 5 6",
        points=2,
    ),
    # what was given out is no answer, wherever it stands beside one
    "given_out_below": of([*GOOD, code(STUBBED)], EVERYTHING, "1 2 3 4 5 6", UNFILLED.format("double")),
    "given_out_below_with_its_mark": of(
        [*GOOD, *stubbed("double")], EVERYTHING, "1 2 3 4 5 6", UNFILLED.format("double")
    ),
    "given_out_twice_below": of(
        [*GOOD, code(STUBBED), *stubbed("double"), code(f"\n{STUBBED} \n")],
        EVERYTHING,
        "1 2 3 4 5 6",
        UNFILLED.format("double"),
    ),
    "own_cell_above": of(
        [code(DOUBLE), *with_texts(double=STUBBED)],
        ["double", "imports", *EVERYTHING.split()[2:]],
        "1 2 4 5 6 7",
        RECOGNISED.format("double"),
        UNFILLED.format("double"),
    ),
    "another_name_above": of(
        [code(TWICE), *with_texts(double=STUBBED)],
        [TWICE, "imports", *EVERYTHING.split()[2:]],
        "1 2 4 5 6 7",
        RECOGNISED.format("double"),
        UNFILLED.format("double"),
    ),
    "own_cell_below": of(
        [*with_texts(double=STUBBED), code(DOUBLE)],
        ["imports", STUBBED, *EVERYTHING.split()[2:], DOUBLE],
        "1 2 3 4 5 6 7",
    ),
    "only_notes_above": of(
        [text(DOUBLE), *with_texts(double=STUBBED)],
        ["imports", STUBBED, *EVERYTHING.split()[2:]],
        "1 2 3 4 5 6",
        points=3,
    ),
    "given_out_and_nothing_else": of(
        [*with_texts(double=STUBBED), code(STUBBED)],
        ["imports", STUBBED, *EVERYTHING.split()[2:], STUBBED],
        "1 2 3 4 5 6 7",
        points=3,
    ),
    "given_out_below_a_wrong_one": of(
        [*with_texts(double=LATE), code(STUBBED)],
        ["imports", LATE, *EVERYTHING.split()[2:]],
        "1 2 3 4 5 6",
        UNFILLED.format("double"),
        points=3,
    ),
    "elsewhere_and_broken": of(
        SHORT,
        ["imports", "double", "double-check", BROKEN, "statistics", "statistics-check"],
        "1 1 1 2 3 3",
        FOREIGN,
    ),
    "huge": of([code(HUGE), *GOOD], [LEFT_OUT, *EVERYTHING.split()], "1 2 3 4 5 6 7", TOO_LARGE.format(1)),
    "huge_text": of([text(HUGE), *GOOD], EVERYTHING, "1 2 3 4 5 6"),
    "huge_exercise": of(
        with_texts(double=f"{DOUBLE}\n{HUGE}"),
        ["imports", LEFT_OUT, *EVERYTHING.split()[2:]],
        "1 2 3 4 5 6",
        TOO_LARGE.format(2),
        points=3,
    ),
    "half_a_character": of([code("x = '\ud800'"), *GOOD], ["x = '�'", *EVERYTHING.split()], "1 2 3 4 5 6 7"),
}  # fmt: skip

UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "truncated": (json.dumps(tiny.notebook(GOOD)).encode()[:900], "was cut off"),
    "no_cells": (json.dumps(tiny.notebook([])).encode(), "nothing stands"),
    "no_text": (json.dumps(tiny.notebook([code(""), text(" \n")])).encode(), "nothing stands"),
    "no_list": (b'{"cells": 3}', "has no list of cells"),
    "deep": (b"[" * 100_000, "nested too deeply"),
    "millions": (b'{"cells": [' + b"[]," * 1_600_000 + b"0]}", "millions of pieces"),
}
