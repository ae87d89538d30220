"""Fixtures that several files of tests share: the notebook of assignment 01, and a judge of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from autograder.checks import Checks, make_checks
from autograder.judge import Judge, judging
from tests.sample_class.template import Template

SEED = 7


@pytest.fixture(scope="session")
def template() -> Template:
    """The released notebook of assignment 01 with its solutions, key and public checks."""
    return Template.of()


@pytest.fixture(scope="session")
def judge(template: Template) -> Iterator[Judge]:
    """A judge of assignment 01 that gives each exercise one second."""
    hidden = impatient(make_checks(template.key, SEED))
    with judging(impatient(template.public), hidden, template.key) as judge:
        yield judge


def impatient(checks: Checks, seconds: float = 1.0) -> Checks:
    """The same checks with less time for each exercise."""
    exercises = {name: dataclasses.replace(e, seconds=seconds) for name, e in checks.exercises.items()}
    return dataclasses.replace(checks, exercises=exercises)
