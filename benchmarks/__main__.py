"""What grading costs, against its goals: ``python -m benchmarks [--students N] [--rounds R] [--write]``, ``make bench``

Processor time for each student of the class of 200, what stock nbgrader needs for the same, the share of each step, and
bytes on the disk. ``--students N``: no more than N of each group, for a busy machine. ``--write``: keep the figures in
``benchmarks/grading.json``, and make the tables of docs/scale.md of them. Exit code 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import comparison, disk, page
from benchmarks.class_of_200 import CLASSES
from benchmarks.floor import Grader
from benchmarks.goals import goals
from benchmarks.per_student import Measured
from benchmarks.processor_time import executed
from tests.sample_class.template import FIRST, Data

SOLVED_ONES = 24  # whose steps are measured, and how much room they take


def medians(rounds: Sequence[Any]) -> Any:
    """Of figures in equal structures the median of each, over the rounds."""
    if isinstance(rounds[0], dict):
        return {name: medians([one[name] for one in rounds]) for name in rounds[0]}
    return statistics.median(rounds)


def counted(rounds: int, measure: Callable[[], dict]) -> Any:
    """Medians of so many rounds, after one that is not counted."""
    return medians([measure() for _ in range(rounds + 1)][1:])


def per_student(folder: Path, assignment: str, solved: Data, most: int | None, rounds: int) -> Any:
    """The groups of one class."""
    course = Measured(folder / f"class-{assignment}", assignment, solved, most)
    return counted(rounds, lambda: {group: asdict(cost) for group, cost in course.round().items()})


def against_stock(folder: Path, solved: Data, most: int | None, rounds: int) -> Any:
    """The three ways."""
    ways = comparison.ways(folder, solved, min(4, most or 4))
    return counted(rounds, lambda: {way.name: way.measured() for way in ways})


def steps_and_room(folder: Path, assignment: str, solved: Data, students: int) -> tuple[Any, Any]:
    """Seconds of each step, and bytes of each folder."""
    with Grader(folder / f"steps-{assignment}", assignment, solved) as grader:
        empty = disk.size(grader.course / disk.GRADEBOOK)
        shares = grader.shares(students)
        return {step: asdict(share) for step, share in shares.items()}, disk.per_student(grader.course, students, empty)


def measure(most: int | None, rounds: int) -> dict[str, Any]:
    """All figures, as they are kept."""
    solved = {assignment: executed(assignment) for assignment in CLASSES}
    kept: dict[str, Any] = {"rounds": rounds, "most": most, "per_student": {}, "steps": {}, "disk": {}, "outputs": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for assignment, notebook in solved.items():
            found = steps_and_room(folder, assignment, notebook, min(SOLVED_ONES, most or SOLVED_ONES))
            kept["steps"][assignment], kept["disk"][assignment] = found
            kept["outputs"][assignment] = disk.contents(notebook)
        kept["stock"] = against_stock(folder, solved[FIRST], most, rounds)
        for assignment, notebook in solved.items():
            kept["per_student"][assignment] = per_student(folder, assignment, notebook, most, rounds)
    return kept


def main() -> int:
    """Measure, print, and fail if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--students", type=int, metavar="N", help="no more than so many of each group")
    parser.add_argument("--rounds", type=int, default=2, metavar="R", help="rounds after the first, which never counts")
    parser.add_argument("--write", action="store_true", help="keep the figures, and make the tables of docs/scale.md")
    options = parser.parse_args()
    kept = measure(options.students, options.rounds)
    if options.write:
        page.keep(page.GRADING, kept)
    table = Table("what", "goal", "measured", "", title="A class of 200")
    found = goals(kept)
    for goal in found:
        table.add_row(*goal.row())
    for section in (page.of_groups, page.of_steps, page.of_disk):
        print(section(kept))
    Console().print(table)
    return 0 if all(goal.met for goal in found) else 1


if __name__ == "__main__":
    sys.exit(main())
