"""Fixtures that several files of tests share, since each takes a while to make: judges, workers, built courses."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import submission
from autograder.authoring.build import build
from autograder.checks.contents import Checks
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.judge import judge as judges
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import Zygote
from tests import tiny_course as tiny
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


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A warm parent of workers, for who may share one."""
    with Zygote(readable=locate.shipped("data")) as started:
        yield started


@pytest.fixture
def one_parent_of_workers(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """All judges that a test makes in this process share it; the runs of the program itself start their own."""
    for module in (judges, submission):
        monkeypatch.setattr(module, "Zygote", lambda **_: contextlib.nullcontext(zygote))


@pytest.fixture(scope="session")
def tiny_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course with its release, to be copied: no test writes into it."""
    root = tiny.make_course(tmp_path_factory.mktemp("tiny") / "course")
    build(root)
    return root


def impatient(checks: Checks) -> Checks:
    """The same checks with less time for some exercises."""
    exercises = {
        name: dataclasses.replace(exercise, seconds=IMPATIENT.get(name, exercise.seconds))
        for name, exercise in checks.exercises.items()
    }
    return dataclasses.replace(checks, exercises=exercises)
