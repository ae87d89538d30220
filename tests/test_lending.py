"""Right answers that are lent: worked out once for a class, and never another than the reference gives."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from autograder.checks.made import make_checks
from autograder.judge import lending
from autograder.judge.lending import Lender, RightAnswers
from autograder.key.assignment import Assignment, load_assignment
from autograder.plain.wire import WireError, from_json, to_json
from tests.keys import write_key

KEY = '''
import numpy as np
from autograder.key import case, exercise
from autograder.rules import close


@exercise(returns=close("half", points=1), hints=("How?",))
def half(x, times=1):
    """Half of x, again and again; a random start where x is None."""
    if x is None:
        return np.random.rand(2)
    if np.any(np.asarray(x) == 13):
        raise ValueError
    return x / 2**times if np.ndim(x) else x // 2**times


@half.inputs
def half_inputs(rng):
    yield case(rng.uniform(3, 4, 3))


@exercise(returns=close("value", points=1), needs=[half], hints=("How?",))
def quarter(x):
    """A quarter of x."""
    return half(half(x))


@quarter.inputs
def quarter_inputs(rng):
    yield case(rng.uniform(3, 4, 3))
'''


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return load_assignment(write_key(tmp_path_factory.mktemp("key"), KEY, "01_halves", ("half", "quarter")))


@pytest.fixture
def answers(key: Assignment) -> RightAnswers:
    return RightAnswers(key)


@pytest.fixture
def lender(key: Assignment) -> Any:
    """Makes the lender of one session."""
    asking = make_checks(key, 5).exercises["quarter"]
    return lambda answers: Lender(answers, ["half"], asking)


@pytest.fixture
def called(key: Assignment, lender: Any) -> Any:
    """How often the reference has been called since."""
    before = key.exercises["half"].called
    return lambda: key.exercises["half"].called - before


def asks(lent: Lender, *args: Any, **keywords: Any) -> dict[str, Any]:
    """The reply to what a worker would send."""
    request = {
        "ask": "half",
        "args": [to_json(arg) for arg in args],
        "keywords": {name: to_json(value) for name, value in keywords.items()},
    }
    return lent.answer(json.loads(json.dumps(request)), 5.0)


def test_the_same_question_is_worked_out_once_for_a_class(lender, answers, called):
    first = asks(lender(answers), np.ones((2, 3)))
    again = [asks(lender(answers), np.ones((2, 3))) for _ in range(5)]
    assert again == [first] * 5
    assert called() == 1
    assert np.array_equal(from_json(first["value"]), np.full((2, 3), 0.5))


QUESTIONS = [
    ((4,), {}),
    ((4.0,), {}),
    ((np.float32(4),), {}),
    ((np.array([4.0]),), {}),
    ((np.array([[4.0]]),), {}),
    ((np.array([4], dtype=np.int32),), {}),
    ((np.array([4], dtype=np.int64),), {}),
    ((np.array([-0.0]),), {}),
    ((np.array([0.0]),), {}),
    ((np.array([np.nan, np.inf]),), {}),
    ((np.array([4.0]), 2), {}),
    ((np.array([4.0]),), {"times": 2}),
    ((np.array([4.0]),), {"times": 3}),
    ((), {"x": np.array([4.0])}),
    ((None,), {}),
]


def test_each_question_has_its_own_answer(lender, answers, key):
    fresh = [asks(lender(RightAnswers(key)), *args, **keywords) for args, keywords in QUESTIONS]
    kept = [[asks(lender(answers), *args, **keywords) for args, keywords in QUESTIONS] for _ in range(2)]
    assert kept == [fresh, fresh]
    assert all("value" in reply for reply in fresh)
    assert len(answers.kept) == len(QUESTIONS)


def test_a_kept_answer_counts_as_one_that_was_asked_for(lender, answers, monkeypatch):
    monkeypatch.setattr(lending, "FEWEST_CALLS", 1)
    lent = lender(answers)
    for _ in range(20):  # ten times what the right answer asks
        asks(lent, np.ones(3))
    with pytest.raises(WireError, match="not offered"):
        asks(lent, np.ones(3))


def test_what_could_not_be_answered_is_tried_again(lender, answers, called, monkeypatch):
    assert asks(lender(answers), 13) == asks(lender(answers), 13) == {"error": "ValueError"}
    assert called() == 2
    monkeypatch.setattr(lending, "MOST_NUMBERS", 5)
    assert set(asks(lender(answers), np.ones(6))) == {"error"}
    monkeypatch.undo()
    assert set(asks(lender(answers), np.ones(6))) == {"value"}


def test_no_more_is_kept_than_there_is_room_for(lender, answers, called, monkeypatch):
    monkeypatch.setattr(lending, "MOST_KEPT", 3)
    for number in (1.0, 2.0, 3.0, 1.0, 4.0):
        asks(lender(answers), np.array([number]))
    assert (len(answers.kept), called()) == (3, 4)
    asks(lender(answers), np.array([1.0]))  # which was asked for again before the fourth came
    assert called() == 4
    asks(lender(answers), np.array([2.0]))
    assert (len(answers.kept), called()) == (3, 5)


def test_large_answers_are_not_kept(lender, answers, called):
    for _ in range(2):
        asks(lender(answers), np.ones(1_000))
    assert (len(answers.kept), called()) == (0, 2)


@pytest.mark.parametrize(
    "request_",
    [
        {"ask": "half", "args": 3, "keywords": {}},
        {"ask": "half", "args": [], "keywords": []},
        {"ask": "half", "args": [{"npy": "x"}], "keywords": {}},
        {"ask": "half", "keywords": {}},
        {"ask": ["half"], "args": [1], "keywords": {}},
        {"ask": "quarter", "args": [1], "keywords": {}},
    ],
)
def test_what_is_no_request_is_refused(lender, answers, request_):
    with pytest.raises(WireError):
        lender(answers).answer(request_, 5.0)
    assert not answers.kept
