"""How much less than stock nbgrader a right notebook costs, the harder comparison first.

Stock ``nbgrader autograde`` on a bare notebook, which holds nothing but the solutions and the public cases as asserts;
stock on the notebook as students have it; and ours on that with all its outputs, and with the hidden cases. The pages
that students get back are measured apart. Each is measured with one submission and with more, so that start-up and the
cost of a submission are told apart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from nbformat.v4 import new_code_cell

from benchmarks.processor_time import GRADE, PAGES, command, emptied
from benchmarks.stock import stock_course
from tests.sample_class.course import folder_of, make_course
from tests.sample_class.template import FIRST, FIRST_FILE, Data

MORE_OF_OURS = 24  # ours are so short that they must be many to stand out from the noise of start-up
GOALS = {"bare": 10.0, "bare with page": 25.0, "as students have it": 80.0}


@dataclass(frozen=True)
class Way:
    """One way to grade: its course, what is handed in, how many, and the commands that grade and make pages."""

    name: str
    folder: Path
    notebook: Data
    submissions: int
    grade: tuple[str, ...]
    pages: tuple[str, ...]

    def measured(self) -> dict[str, float]:
        """Seconds for grading each further submission, and for its page."""
        self.hand_in(1)
        one, one_page = command(self.folder, *self.grade, FIRST), command(self.folder, *self.pages, FIRST)
        self.hand_in(1 + self.submissions)
        many, many_pages = command(self.folder, *self.grade, FIRST), command(self.folder, *self.pages, FIRST)
        return {"grading": (many - one) / self.submissions, "page": (many_pages - one_page) / self.submissions}

    def hand_in(self, count: int) -> None:
        """So many students hand in the same solved notebook, each with a cell of their own; nobody has been graded."""
        emptied(self.folder)
        for number in range(count):
            cells = [*self.notebook["cells"], new_code_cell(f"me = {number}")]
            path = folder_of(self.folder, f"student{number:03d}", FIRST) / FIRST_FILE
            path.write_text(json.dumps({**self.notebook, "cells": cells}), encoding="utf-8")


def ways(folder: Path, executed: Data, submissions: int) -> list[Way]:
    """The three, the harder comparison first."""
    bare, stock = folder / "bare", folder / "stock"
    theirs = ("nbgrader", "autograde"), ("nbgrader", "generate_feedback")
    of_stock = [
        Way(
            name, course, json.loads(stock_course(course, bare=course is bare).read_text("utf-8")), submissions, *theirs
        )
        for name, course in (("stock, bare", bare), ("stock, as students have it", stock))
    ]
    ours = Way("ours", make_course(folder / "ours"), executed, submissions * MORE_OF_OURS, GRADE, PAGES)
    return [*of_stock, ours]


def ratios(costs: dict[str, dict[str, float]]) -> dict[str, float]:
    """How many times what ours costs, by the names of ``GOALS``; ``costs`` by the names of the ways."""
    bare, stock, ours = (costs[name] for name in ("stock, bare", "stock, as students have it", "ours"))
    return {
        "bare": bare["grading"] / ours["grading"],
        "bare with page": sum(bare.values()) / sum(ours.values()),
        "as students have it": stock["grading"] / ours["grading"],
    }
