"""What the reference returns to the last bit is right, and no rule is asked; anything else is compared as ever."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from autograder.calling.call import observe
from autograder.checks.contents import CheckCase
from autograder.checks.made import make_checks
from autograder.judge.judge import Judge
from autograder.judge.session import _outcome
from autograder.judge.zygote import Zygote
from autograder.key.assignment import Assignment, load_assignment
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree, make_read_only
from autograder.rules.base import Failure, Rung
from autograder.rules.numbers import Close
from autograder.verdict.diagnose import each_alone, result_of
from tests.conftest import SEED
from tests.keys import ALL, write_key

KEY = '''
import numpy as np
from autograder.key import case, exercise
from autograder.rules import close


@exercise(returns={"mean": close("mean", points=1), "all": close("all", points=1)}, hints=("How?",), keeps_arguments=True)
def shares(x, whole):
    """What each is of the whole, and the mean."""
    return {"mean": float(np.mean(x)) / whole, "all": x / whole}


@shares.inputs
def shares_inputs(rng):
    for size in (2, 3, 5):
        yield case(rng.uniform(-4, 4, size), 2)
    yield case(np.zeros(3), 1)
    yield case(np.array([1.0, np.nan]), 1)
    yield case(np.ones(4), 1)
'''


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return load_assignment(write_key(tmp_path_factory.mktemp("key"), KEY, "01_shares", ("shares",)))


@pytest.fixture(scope="module")
def judge(zygote: Zygote, key: Assignment) -> Judge:
    return Judge(zygote, make_checks(key), make_checks(key, SEED), key)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Tree]:
    """The values for which a rule is asked."""
    got: list[Tree] = []
    usual = Close.failure

    def failure(self: Close, *values: Any) -> Failure | None:
        got.append(values[0])
        return usual(self, *values)

    monkeypatch.setattr(Close, "failure", failure)
    return got


def graded(judge: Judge, body: str) -> Any:
    (result,) = judge.grade(["import numpy as np", f"def shares(x, whole):\n    {body}"]).results
    return result


SAME = "return {'mean': float(np.mean(x)) / whole, 'all': x / whole}"


def test_no_rule_is_asked_of_what_is_the_same_to_the_last_bit(judge, asked):
    assert graded(judge, SAME).status == Status.RIGHT
    assert asked == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("return {'mean': np.nextafter(float(np.mean(x)) / whole, 9), 'all': x / whole}", "right"),
        ("return {'all': x / whole, 'mean': float(np.mean(x)) / whole}", "right"),  # in another order
        ("return {'mean': float(np.mean(x)) / whole, 'all': (x / whole).tolist()}", "right"),
        ("return {'mean': np.array(np.mean(x)) / whole, 'all': x / whole, 'more': 1}", "right"),
        ("return {'mean': float(np.mean(x)) / whole, 'all': (x / whole * 3 / 3)}", "right"),
        ("return {'mean': float(np.mean(x)) / whole, 'all': x / whole + 0.01}", "wrong"),
        ("return {'mean': float(np.mean(x)) / whole, 'all': (x / whole)[:, None]}", "wrong"),
        ("return {'mean': float(np.mean(x)) / whole}", "wrong"),
        ("x /= whole\n    return {'mean': float(np.mean(x)), 'all': x.copy()}", "wrong"),  # the argument has changed
        ("return None", "wrong"),
    ],
)
def test_anything_else_is_compared(judge, body, status, asked):
    assert graded(judge, body).status == status
    assert asked or "None" in body or "/=" in body


@pytest.mark.parametrize(
    "number", ["1", "1.0", "True", "np.True_", "np.float64(1)", "np.int8(1)", "-0.0", "0", "0.0", "np.nan"]
)
def test_numbers_that_are_equal_are_not_the_same(judge, monkeypatch, number):
    """Python says that True is 1 and -0.0 is 0; what counts is what the rule says of each."""
    body = f"return {{'mean': {number}, 'all': x / whole}}"
    with_it = graded(judge, body)
    monkeypatch.setattr(CheckCase, "of_the_reference", ("", None))
    assert with_it == graded(judge, body)


def test_the_laws_ask_every_rule_of_the_reference(key, monkeypatch):
    reject = Failure(Rung.VALUE, "This rule rejects what the reference returns.")
    monkeypatch.setattr(Close, "failure", lambda *_: reject)
    (checks,) = make_checks(key, SEED).exercises.values()
    reference = key.exercises["shares"].reference
    result = result_of(checks, each_alone(lambda case: observe(reference, case, checks.optional)))
    assert (result.status, result.score) == (Status.WRONG, 0)


def told(outcome: Outcome) -> str:
    return json.dumps(outcome.to_json())


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_what_is_taken_is_what_would_have_been_read(folder):
    cases = [case for checks in make_checks(load_assignment(folder), SEED).exercises.values() for case in checks.cases]
    assert cases
    for case in cases:
        text, outcome = case.of_the_reference
        assert _outcome(json.loads(text), case) is outcome
        in_another_order = dict(reversed(json.loads(text).items()))
        read = _outcome(in_another_order, case)
        assert read is not outcome
        assert told(read) == told(outcome) == told(Outcome(Status.RETURNED, case.expected[0]))


def test_nobody_writes_to_what_a_class_shares(key):
    (checks,) = make_checks(key, SEED).exercises.values()
    value = checks.cases[0].of_the_reference[1].value
    with pytest.raises(ValueError, match="read-only"):
        value["all"][0] = 7
    nested = {"a": [np.ones(1), (np.ones(2), {"b": np.ones(3)})], "c": 1, "d": None}
    make_read_only(nested)
    arrays = [nested["a"][0], nested["a"][1][0], nested["a"][1][1]["b"]]
    assert not any(array.flags.writeable for array in arrays)
