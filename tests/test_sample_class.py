"""Every student of the sample classes gets the mark that the generator says it deserves, on both ways to a mark."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from autograder.checks.made import make_checks
from autograder.judge.judge import Judge
from autograder.judge.zygote import Zygote
from tests.conftest import SEED, impatient
from tests.keys import KEYS
from tests.sample_class import demo
from tests.sample_class.answers import SCRIPT
from tests.sample_class.course import Entry, feedback_of, gradebook, make_course
from tests.sample_class.everybody import SUBMISSIONS
from tests.sample_class.submissions import Mark, Submission
from tests.sample_class.template import Template

ASSIGNMENTS = list(KEYS)
EVERYBODY = [
    pytest.param(name, submission, id=f"{name}-{submission.student}", marks=() if few else pytest.mark.slow)
    for name, submissions in SUBMISSIONS.items()
    for submission in submissions
    for few in [name != ASSIGNMENTS[0] and submission in submissions[:5]]  # nbgrader grades the first class as well
]


@pytest.fixture(scope="module")
def judges(zygote: Zygote) -> dict[str, tuple[Template, Judge]]:
    """For each assignment its notebook and a judge that does not wait long for endless loops."""
    ready = {}
    for name in ASSIGNMENTS:
        template = Template.of(name)
        hidden = impatient(make_checks(template.key, SEED))
        ready[name] = template, Judge(zygote, impatient(template.public), hidden, template.key)
    return ready


def test_every_assignment_has_a_class() -> None:
    assert sorted(SUBMISSIONS) == ASSIGNMENTS
    for submissions in SUBMISSIONS.values():
        assert len({submission.student for submission in submissions}) == len(submissions)


@pytest.mark.parametrize(("name", "submission"), EVERYBODY)
def test_judge(name: str, submission: Submission, judges: dict[str, tuple[Template, Judge]]) -> None:
    template, judge = judges[name]
    grade = judge.grade(submission.cells(template))
    got = {r.name: Mark(r.score, r.status, r.mistake, r.carried_forward) for r in grade.results}
    assert got == submission.deserves(template)


@pytest.mark.slow
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_nbgrader(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class as ``make demo`` has it, with all the time that the key gives: marks, comments, and students' pages."""
    root = make_course(tmp_path / "course")
    monkeypatch.setattr(demo, "DEMO", root)
    assert demo.graded(name, Console(file=io.StringIO())) == []
    template = Template.of(name, root)
    submissions = SUBMISSIONS[name]
    book = gradebook(root, [submission.student for submission in submissions], name)
    scripts = feedback_of(root, "amina", name).read_text("utf-8").count("<script")  # those of nbconvert's own page
    for submission in submissions:
        entries, deserved = book[submission.student], submission.deserves(template)
        for exercise, mark in deserved.items():
            where = f"{submission.student}, {exercise}"
            assert entries[exercise].score == mark.score, where
            assert entries[exercise].by_hand == (not submission.readable), where
            assert demo.mistake_in(template.key.exercises[exercise], entries[exercise].comment) == mark.mistake, where
        page = feedback_of(root, submission.student, name).read_text("utf-8")
        assert submission.told in page, submission.student
        total = sum(mark.score for mark in deserved.values())
        assert f"{total} of {template.key.points} points" in page, submission.student
        assert SCRIPT not in page, submission.student
        assert page.count("<script") == scripts, submission.student


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_marks_of_the_demo_fit_into_the_terminal(name: str, width: int) -> None:
    """Nobody's marks are cut off, or in a column for which there was no room."""
    template = Template.of(name)
    half = {exercise: Entry(points / 2, False, "") for exercise, points in template.points.items()}
    book = {submission.student: half for submission in SUBMISSIONS[name]}
    console = Console(width=width, file=(shown := io.StringIO()))
    console.print(demo.marks(book, template, SUBMISSIONS[name], width))
    assert "…" not in shown.getvalue()
    words = shown.getvalue().replace("│", " ").split()
    assert words.count(demo.SOME) == len(book) * len(half)
