"""Fixtures that several files of tests share: the notebook of assignment 01, and a judge of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from autograder.checks.contents import Checks
from autograder.checks.made import make_checks
from autograder.judge.judge import Judge, judging
from tests.sample_class.course import IMPATIENT
from tests.sample_class.template import Template

SEED = 7


@pytest.fixture(scope="session")
def template() -> Template:
    """The released notebook of assignment 01 with its solutions, key and public checks."""
    return Template.of()


@pytest.fixture(scope="session")
def judge(template: Template) -> Iterator[Judge]:
    """A judge of assignment 01 that does not wait long for endless loops where tests have them.

    Whatever it was made to grade, in the end it still grades right work right.
    """
    public, hidden = impatient(template.public), impatient(make_checks(template.key, SEED))
    with judging(public, hidden, template.key) as judge:
        yield judge
        honest = judge.grade(["".join(cell["source"]) for cell in template.filled()["cells"] if "outputs" in cell])
        assert honest.score == honest.points


def impatient(checks: Checks) -> Checks:
    """The same checks with less time for some exercises."""
    exercises = {
        name: dataclasses.replace(exercise, seconds=IMPATIENT.get(name, exercise.seconds))
        for name, exercise in checks.exercises.items()
    }
    return dataclasses.replace(checks, exercises=exercises)
