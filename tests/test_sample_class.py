"""Every student of the sample class gets the mark that the generator says it deserves."""

from __future__ import annotations

import pytest
from autograder.judge import Judge
from tests.sample_class.submissions import CLASS, Mark, Submission
from tests.sample_class.template import Template


@pytest.mark.parametrize("submission", CLASS, ids=lambda submission: submission.student)
def test_judge_gives_the_deserved_mark(submission: Submission, template: Template, judge: Judge) -> None:
    grade = judge.grade(submission.cells(template))
    got = {r.name: Mark(r.score, r.status, r.mistake, r.carried_forward) for r in grade.results}
    assert got == submission.deserves(template)
