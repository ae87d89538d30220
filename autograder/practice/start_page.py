"""The page on which a student begins, a notebook: which notebooks there are, how long they take, what is where.

It is made of the released notebooks, so it fits any course.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from autograder.messages import say
from autograder.notebook.released import Released, mark_of

WORDS_A_MINUTE, MINUTES_AN_EXERCISE = 150, 10
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
"""Read as one word."""
TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def start_page(releases: Sequence[tuple[str, Released]]) -> dict[str, Any]:
    """The page as notebook data; ``releases`` are the assignments by their names, each with its notebook."""
    cells = [
        _cell("markdown", "start", say("start_page", rows="\n".join(_row(*release) for release in releases))),
        _cell("code", "progress", "from autograder import progress\n\nprogress()"),
    ]
    first = next(((path_of(*release), name) for release in releases for name in exercises_in(release[1])), None)
    if first is not None:
        cells.append(_cell("markdown", "what-is-where", say("start_page_where", notebook=first[0], name=first[1])))
    return {"cells": cells, "metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}


def _row(assignment: str, released: Released) -> str:
    """A row of the table: the notebook with a link, its exercises and points, and the time."""
    return say(
        "start_page_row",
        title=title_of(released, assignment).replace("|", "\\|"),
        link=quote(path_of(assignment, released)),
        exercises=len(exercises_in(released)),
        points=f"{points_in(released):g}",
        time=say("start_page_time", count=hours(released)),
    )


def path_of(assignment: str, released: Released) -> str:
    """Where the notebook is, from the page on."""
    return f"{assignment}/{released.name}.ipynb"


def title_of(released: Released, otherwise: str) -> str:
    """The first heading of a notebook."""
    heading = TITLE.search("\n".join(_texts(released)))
    return heading[1].strip() if heading else otherwise


def exercises_in(released: Released) -> list[str]:
    """The names of the cells in which students write code that is graded."""
    return [cell.grade_id for cell in released.cells if cell.solution and cell.kind == "code"]


def points_in(released: Released) -> float:
    """What all cells of a notebook are worth."""
    return sum(mark_of(cell.data).get("points") or 0 for cell in released.cells)


def hours(released: Released) -> float:
    """How long a notebook takes, in half hours: reading its text, and writing its exercises."""
    words = len(FORMULA.sub("x", "\n".join(_texts(released))).split())
    minutes = words / WORDS_A_MINUTE + MINUTES_AN_EXERCISE * len(exercises_in(released))
    return max(0.5, round(minutes / 30) / 2)


def _texts(released: Released) -> Iterable[str]:
    return (cell.text for cell in released.cells if cell.kind == "markdown")


def _cell(kind: str, name: str, source: str) -> dict[str, Any]:
    code: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source.splitlines(keepends=True), **code}
