"""Right work that has met with an accident earns what right work earns."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.judge.judge import Judge
from autograder.verdict.report import grade_to_text
from tests.accidents.corpus import all_accidents
from tests.attacks.corpus import Attack, cells_of
from tests.sample_class.course import make_course
from tests.sample_class.template import Template

ACCIDENTS = all_accidents()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("accidents") / "course")


@pytest.mark.parametrize(
    "accident",
    [pytest.param(one, id=one.name, marks=() if one.everyday else pytest.mark.slow) for one in ACCIDENTS],
)
def test_an_accident_costs_nothing(accident: Attack, template: Template, judge: Judge, course: Path) -> None:
    cells = cells_of(accident, template, course)
    assert cells is not None
    grade = judge.grade(cells)
    assert {result.name: result.score for result in grade.results} == template.points, grade_to_text(grade)


def test_there_are_at_least_a_hundred_accidents_and_each_is_another(template: Template, course: Path) -> None:
    before = template.filled()
    for accident in ACCIDENTS:
        assert accident.write or accident.beside or accident.notebook(template, course) != before, accident.name
    assert len(ACCIDENTS) >= 100
