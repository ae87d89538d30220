"""``pytest --pyargs autograder --submission PATH``: a submission as a test run, one item for each exercise.

The judge decides, as everywhere. Without the answer key the public checks do, and the header says "practice".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.result import RIGHT, Grade, Result


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--submission``, ``--assignment`` and ``--seed``."""
    group = parser.getgroup("autograder", "grading a notebook")
    group.addoption("--submission", metavar="NOTEBOOK", help="grade this notebook: one test for each exercise")
    group.addoption("--assignment", metavar="NAME", help="which assignment it is (found out if not given)")
    group.addoption("--grading-seed", metavar="N", type=int, help="grade on the numbers that N stands for")


class NotCorrect(Exception):
    """An exercise that is not right; its text is the card."""


class ExerciseItem(pytest.Item):
    """One exercise of the submission."""

    def __init__(self, *, result: Result, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.result = result

    def runtest(self) -> None:
        """Fail with the card, unless the exercise is right."""
        from autograder.report import to_text

        if self.result.status != RIGHT:
            raise NotCorrect(to_text(self.result, points=True))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The card alone: no traceback of ours."""
        return str(excinfo.value) if isinstance(excinfo.value, NotCorrect) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """How pytest names the item."""
        return self.path, None, f"{self.result.name}: {self.result.score:g} of {self.result.points:g} points"


class Submission(pytest.File):
    """The notebook, graded once."""

    grade: Grade

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each exercise."""
        for result in self.grade.results:
            yield ExerciseItem.from_parent(self, name=result.name, result=result)


def pytest_configure(config: pytest.Config) -> None:
    """Grade before anything is collected, so that bad input is one sentence."""
    path = config.getoption("--submission", None)
    if path is None:
        return
    from autograder.submission import REFUSALS, grading

    try:
        with grading([Path(path)], config.getoption("--assignment"), config.getoption("--grading-seed")) as grades:
            grade, practice = next(grades)
    except REFUSALS as error:
        raise pytest.UsageError(str(error)) from None
    config.pluginmanager.register(Harness(config, Path(path), grade, practice), "autograder-submission")


class Harness:
    """Puts the graded notebook in the place of whatever else would be collected."""

    def __init__(self, config: pytest.Config, path: Path, grade: Grade, practice: bool) -> None:
        self.config, self.path, self.grade, self.practice = config, path, grade, practice

    def pytest_report_header(self) -> list[str]:
        """Name the assignment and, without a key, say that this is practice."""
        from autograder.messages import say

        lines = [f"submission: {self.path} ({self.grade.assignment})"]
        return [*lines, say("practice")] if self.practice else lines

    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """The exercises, and nothing else."""
        submission = Submission.from_parent(session, path=self.path.resolve())
        submission.grade = self.grade
        items[:] = submission.collect()

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The points, and what else was seen."""
        terminalreporter.section("grade")
        terminalreporter.write_line(f"{self.grade.score:g} of {self.grade.points:g} points")
        for note in (*self.grade.repairs, *self.grade.notes):
            terminalreporter.write_line(note)
