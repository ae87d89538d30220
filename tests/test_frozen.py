"""A file of checks: of the known mistakes in it no more is read than somebody asks for."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from autograder.checks import frozen
from autograder.checks.contents import Checks, ChecksError, ExerciseChecks
from autograder.checks.frozen import from_text, to_text
from autograder.checks.made import make_checks
from autograder.checks.sharing import followed, unshare
from autograder.key.assignment import load_assignment
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.verdict.diagnose import each_alone, result_of
from tests.keys import write_key

KEY = '''
from autograder.key import case, exercise
from autograder.rules import close


@exercise(returns=close("double", points=1), hints=("How?",))
def double(x):
    """Twice x."""
    return 2 * x


@double.inputs
def double_inputs(rng):
    yield from (case(rng.uniform(3, 4, 3)) for _ in range(4))


@double.mistake
def thrice(x):
    """You take x three times: how often does the text say?"""
    return 3 * x


@double.mistake
def nothing(x):
    """You return x as it came."""
    return x
'''


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Checks:
    return make_checks(load_assignment(write_key(tmp_path_factory.mktemp("key"), KEY, "01_twice", ("double",))))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every outcome that is read from a file."""
    seen: list[Any] = []
    from_json = Outcome.from_json

    class Counted(Outcome):
        @classmethod
        def from_json(cls, data: Any) -> Outcome:
            seen.append(data)
            return from_json(data)

    monkeypatch.setattr(frozen, "Outcome", Counted)
    return seen


def graded(checks: ExerciseChecks, function: Any) -> Any:
    """The result of a function that is called here."""
    return result_of(checks, each_alone(lambda case: Outcome(Status.RETURNED, function(*case.args))))


def test_what_is_read_again_is_what_was_written(made):
    text = to_text(made)
    assert to_text(from_text(text)) == text


def test_a_right_answer_reads_none_of_the_mistakes(made, read):
    checks = from_text(to_text(made)).exercises["double"]
    assert graded(checks, lambda x: 2 * x).status == "right"
    assert read == []


def test_a_wrong_answer_reads_what_the_first_call_shows_of_most(made, read):
    checks = from_text(to_text(made)).exercises["double"]
    assert graded(checks, lambda x: x + 7).mistake is None
    assert len(read) == 2  # of each mistake the first of four
    assert graded(checks, lambda x: 3 * x).mistake == "thrice"
    assert len(read) == 5  # and three more of the one that it is
    assert graded(checks, lambda x: x).mistake == "nothing"
    assert len(read) == 8
    assert graded(checks, lambda x: 3 * x).mistake == "thrice"
    assert len(read) == 8


@pytest.mark.parametrize("damage", [5, None, {"same": 9_999}, {"kind": "returned", "value": {"npy": "x"}}, [], {}])
def test_damage_is_one_sentence_when_somebody_comes_upon_it(made, damage):
    data = json.loads(to_text(made))
    (exercise,) = data["exercises"]
    exercise["mistakes"] = unshare(exercise["mistakes"], exercise["shared"])
    exercise["mistakes"][0]["versions"][0][1][1] = damage
    checks = from_text(json.dumps(data), "its name").exercises["double"]
    assert graded(checks, lambda x: x).mistake == "nothing"  # in the first call it is another already
    with pytest.raises(ChecksError, match="its name"):
        graded(checks, lambda x: 3 * x)


@pytest.mark.parametrize("damage", [5, None, {"same": 9_999}, [5], [[0]], [[0, 5]], [[0, [], 1]]])
def test_damaged_mistakes_are_one_sentence_at_once(made, damage):
    data = json.loads(to_text(made))
    data["exercises"][0]["mistakes"][0]["versions"] = damage
    checks = from_text(json.dumps(data), "its name").exercises["double"]
    with pytest.raises(ChecksError, match="its name"):
        graded(checks, lambda x: x)


def test_what_refers_to_itself_is_damaged():
    shared = [{"same": 1}, {"same": 0}]
    for read in (followed, unshare):
        with pytest.raises(RecursionError):
            read({"same": 0}, shared)


def test_followed_is_what_it_refers_to_and_no_more():
    shared = [{"same": 1}, [{"same": 2}, 3], "text"]
    assert followed({"same": 0}, shared) == [{"same": 2}, 3]
    assert followed([{"same": 2}], shared) == [{"same": 2}]
    assert unshare({"same": 0}, shared) == ["text", 3]
    assert np.array_equal(unshare([{"a": {"same": 2}}], shared), [{"a": "text"}])
