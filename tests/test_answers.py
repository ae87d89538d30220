"""No right answer loses points, and no wrong one keeps them all, in what people wrote from the notebooks alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from autograder.plain.status import Status
from autograder.verdict.result import Result
from tests.answers import Answer, answers, truth
from tests.answers.judged import judging
from tests.keys import KEYS

ANSWERS = list(answers())
RIGHT = [answer for answer in ANSWERS if answer.is_right]
WRONG = [answer for answer in ANSWERS if not answer.is_right]
# What the judge does not see yet, each with the reason; whoever mends one takes it out.
REJECTED: dict[str, str] = {}
ACCEPTED: dict[str, str] = {}
BARE: dict[str, str] = {}  # exceptions that nothing explains, each with the reason


@pytest.fixture(scope="module")
def judge() -> Iterator[Callable[[Answer], Result]]:
    with judging() as judge:
        yield judge


def test_there_are_answers_to_every_exercise() -> None:
    exercises = {(name, page.stem) for name, key in KEYS.items() for page in key.glob("[!_]*.py")}
    assert {(answer.assignment, answer.exercise) for answer in ANSWERS} == exercises
    assert {*Counter(answer.name for answer in ANSWERS).values()} == {1}
    for kind in (RIGHT, WRONG):
        assert min(Counter(answer.exercise for answer in kind).values()) >= 3
    assert REJECTED.keys() <= {answer.name for answer in RIGHT}
    assert {*ACCEPTED, *BARE} <= {answer.name for answer in WRONG}


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: answer.name)
def test_a_right_answer_earns_everything(answer: Answer, judge: Callable[[Answer], Result]) -> None:
    result = judge(answer)
    assert result.points == answer.points
    assert (result.status == Status.RIGHT) == (answer.name not in REJECTED), result.message


@pytest.mark.slow
@pytest.mark.parametrize("answer", WRONG, ids=lambda answer: answer.name)
def test_a_wrong_answer_does_not(answer: Answer, judge: Callable[[Answer], Result]) -> None:
    result = judge(answer)
    assert result.points == answer.points
    assert result.status != Status.UNGRADED
    assert (result.score < answer.points) == (answer.name not in ACCEPTED), answer.true
    if result.mistake is None and "stopped with" in result.message:
        meaning, _, python = result.message.rpartition("\n")
        assert "stopped with" in python
        assert (meaning == "") == (answer.name in BARE), python


@pytest.mark.slow
def test_the_page_of_figures_is_up_to_date() -> None:
    assert truth.PAGE.read_text("utf-8") == truth.page(truth.judged())
