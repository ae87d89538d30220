"""The table of the source texts in docs/course.md: the sections are there, and the notebooks have the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.key.assignment import load_assignment
from neural_networks import datasets, plots
from tests.keys import KEYS
from tests.test_course_page import ROOT, headings

SECTION = "\n## Where the source texts are\n"
ROWS = [
    line.strip("| ").split(" | ")
    for line in (ROOT / "docs" / "course.md").read_text("utf-8").split(SECTION)[1].splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| source"))
]


def release(number: int) -> Path:
    (path,) = (ROOT / "release").glob(f"0{number}_*/*.ipynb")
    return path


def names_of(number: int) -> set[str]:
    """Exercises with their aliases, what is given, and what the notebooks show."""
    (name,) = (name for name in KEYS if name.startswith(f"0{number}"))
    assignment = load_assignment(KEYS[name])
    known = {other for exercise in assignment.exercises.values() for other in (exercise.name, *exercise.aliases)}
    return known | {helper.name for helper in assignment.given} | set(dir(datasets)) | set(plots.__all__)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_what_the_table_points_to_is_there(number):
    rows = [here for _, _, here in ROWS if here.startswith(f"{number} · ")]
    assert len(rows) > 5
    known, titles = names_of(number), {re.sub(r"^[\d.]+ ", "", heading) for heading in headings(release(number))}
    for here in rows:
        for place in re.sub(r"( |, )`\w+`", "", here).split("; "):
            notebook, title = place.split(" · ")
            assert int(notebook) != number or title in titles, place
        assert set(re.findall(r"`(\w+)`", here)) <= known, here


def test_every_function_of_the_source_texts_has_a_row_of_its_own_place():
    listed = [(source, name) for source, there, _ in ROWS for name in re.findall(r"`(\w+)`", there)]
    assert len(listed) == len(set(listed))
    assert all(len(row) == 3 for row in ROWS)
