"""The report as one HTML page that loads nothing and runs nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.plain.text import printable_lines
from autograder.report import statistics
from autograder.report.anonymous import SMALL
from autograder.report.contents import Report
from autograder.report.figures import pictures

TEMPLATES = Path(__file__).parent / "templates"
MOST = 30
"""Rows of a table on the page; the files beside it have all of them."""
MOST_NAMES = 12
"""In front of what they met."""


def page_of(report: Report) -> str:
    """The page."""
    small = report.anonymous and report.counted < SMALL
    known = {
        "most": MOST,
        "most_names": MOST_NAMES,
        "small": small,
        "pictures": pictures(report),
        "fewest": statistics.FEWEST,
    }
    return templates().get_template("report.html.j2").render(report=report, **known)


@cache
def templates() -> Environment:
    """Templates in which every value is escaped, and shown as :func:`printable_lines` shows it: none can forget to."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(percent=percent, students=students)
    return environment


def shown(value: object) -> object:
    """A value on its way into the page; what a template has made of values is left as it is."""
    return printable_lines(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def percent(share: float | None) -> str:
    """A share in hundredths."""
    return "–" if share is None else f"{100 * share:.0f} %"


def students(count: int) -> str:
    """So many students, in words."""
    return "1 student" if count == 1 else f"{count} students"
