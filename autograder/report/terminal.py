"""The report in a terminal: the most useful of it, in its width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from autograder.plain.text import printable
from autograder.report.contents import Report, Spread
from autograder.report.page import percent, students

MOST = 10  # of what went wrong


def in_terminal(report: Report, page: Path) -> Iterator[RenderableType]:
    """Sentences and tables, in their order."""
    yield Text(f"{report.assignment}: {students(report.handed_in)} handed in. {of_marks(report.marks)}")
    yield exercises_table(report)
    if report.wrong:
        yield mistakes_table(report)
    if report.helps:
        yield Text(f"{students(report.helps)} with less than half of the points{named(report, 'needs_help')}.")
    if report.looks:
        yield Text(f"{students(report.looks)} for a person to look at{named(report, 'to_look_at')}.")
    if report.unknown:
        yield Text(f"Of {students(report.unknown)} only the marks are known; run `autograder grade` to know more.")
    yield Text(f"All of it: {printable(str(page))}")


def of_marks(marks: Spread | None) -> str:
    """The marks in a sentence."""
    if marks is None:
        return "Nobody has a mark yet."
    low, lower, median, upper, high = (f"{round(value, 2):g}" for value in marks.quartiles)
    return f"Of {marks.points:g} points: {low} to {high}, median {median}, half of them between {lower} and {upper}."


def named(report: Report, field: str) -> str:
    """The first of some students by name; "" in a report without names."""
    who = [printable(one.student) for one in getattr(report, field)[:MOST]]
    more = ", …" if len(getattr(report, field)) > MOST else ""
    return f": {', '.join(who)}{more}" if who else ""


def exercises_table(report: Report) -> Table:
    """How hard each exercise was."""
    table = Table("exercise", title="Exercises", title_justify="left")
    for name in ("points", "earned", "tells apart", "not started"):
        table.add_column(name, justify="right")
    for one in report.exercises:
        apart = "–" if one.discrimination is None else f"{one.discrimination:.2f}"
        table.add_row(Text(one.name), f"{one.points:g}", percent(one.share), apart, str(one.not_started))
    return table


def mistakes_table(report: Report) -> Table:
    """What went wrong most often."""
    table = Table("exercise", "what went wrong", title="What went wrong most often", title_justify="left")
    table.add_column("students", justify="right")
    for one in report.wrong[:MOST]:
        table.add_row(Text(one.exercise), Text(printable(one.name)), str(one.count))
    if len(report.wrong) > MOST:
        table.caption = f"and {len(report.wrong) - MOST} more"
    return table
