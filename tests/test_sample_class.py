"""Every student of the sample class gets the mark that the generator says it deserves, on both ways to a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.judge import Judge
from tests.sample_class.answers import SCRIPT
from tests.sample_class.course import feedback_of, grade_class, gradebook, hand_in, make_course
from tests.sample_class.demo import mistake_in
from tests.sample_class.submissions import CLASS, Mark, Submission
from tests.sample_class.template import Template

MESSAGES = {  # a student, and words of the page that only the right message holds
    "dinesh": "has not been started",
    "hiroshi": "exactly m times what was expected",
    "mateo": "my_pictures",
    "olumide": "NameError",
    "priya": "Does the loop come to an end?",
    "quynh": "more memory",
    "rosa": "was never closed",
    "sven": "logistic_regression (1).ipynb",
    "wanjiru": "cut off",
    "aaron": "is a link",
}


@pytest.mark.parametrize("submission", CLASS, ids=lambda submission: submission.student)
def test_judge(submission: Submission, template: Template, judge: Judge) -> None:
    grade = judge.grade(submission.cells(template))
    got = {r.name: Mark(r.score, r.status, r.mistake, r.carried_forward) for r in grade.results}
    assert got == submission.deserves(template)


def test_nbgrader(template: Template, tmp_path: Path) -> None:
    """The whole class through nbgrader's own commands: marks, comments, and the pages that students get."""
    root = make_course(tmp_path / "course", impatient=True)
    for submission in CLASS:
        hand_in(root, submission, template)
    grade_class(root)
    book = gradebook(root, [submission.student for submission in CLASS])
    scripts = feedback_of(root, "amina").read_text("utf-8").count("<script")  # those of nbconvert's own page
    for submission in CLASS:
        entries = book[submission.student]
        for name, mark in submission.deserves(template).items():
            where = f"{submission.student}, {name}"
            assert entries[name].score == mark.score, where
            assert entries[name].by_hand == (not submission.readable), where
            assert mistake_in(template.key.exercises[name], entries[name].comment) == mark.mistake, where
        page = feedback_of(root, submission.student).read_text("utf-8")
        assert MESSAGES.get(submission.student, "") in page, submission.student
        total = sum(mark.score for mark in submission.deserves(template).values())
        assert f"{total:.1f} of {sum(template.points.values()):.1f} points" in page, submission.student
        assert SCRIPT not in page, submission.student
        assert page.count("<script") == scripts, submission.student
    assert "3 of 5 points. cost ✓ · dw ✗ · db ✓. Your dw" in feedback_of(root, "hiroshi").read_text("utf-8")
