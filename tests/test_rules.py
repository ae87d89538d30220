"""Comparison rules: every right answer however it is wrapped, no wrong one, and the reason in the right order."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.calling.call import observe
from autograder.key.assignment import load_assignment
from autograder.plain.case import Case
from autograder.plain.values import Unsupported, plain
from autograder.rules import (
    alike,
    all_of,
    anything,
    awake,
    close,
    columns_partition,
    cost_history,
    descent,
    drawn,
    either_way,
    equal,
    first_array,
    follows,
    he_start,
    labels,
    layers,
    learned,
    on_the_way,
    own_costs,
    own_gradient,
    own_step,
    proportional,
    rows_split,
    scalar,
    training_costs,
    trajectory,
)
from autograder.rules.as_json import RULES, returns_from_json, returns_to_json
from autograder.rules.base import Rung
from autograder.rules.numbers import Close
from autograder.rules.tree import (
    Fields,
    Keys,
    agreeing_parts,
    as_returns,
    compare,
    keys_of,
    leaves,
    parts_of,
    seen_by,
    with_part,
)
from tests.keys import ALL
from tests.tiers import one_of

ROOT = Path(__file__).resolve().parents[1]
repeatable = settings(derandomize=True, deadline=None, database=None)


def rung(rule, got, expected, args=()):
    """What a rule objects to: None if nothing."""
    failure = rule.failure(plain(got), plain(expected), args, "what f returned")
    return None if failure is None else failure.rung


def parts(returns, got, expected, args=()) -> dict[str, Rung | None]:
    """For each part its first objection."""
    found: dict[str, Rung | None] = {}
    for part, failure in compare(as_returns(returns), plain(got), plain(expected), args, "what f returned"):
        found[part] = found.get(part) or (None if failure is None else failure.rung)
    return found


# --- arrays ------------------------------------------------------------------------------------------------------

EXPECTED = np.array([[1.0, -2.0, 3.5]])


@pytest.mark.parametrize(
    "got",
    [
        EXPECTED,
        EXPECTED.astype(np.float32),
        EXPECTED.astype(np.longdouble),
        EXPECTED.tolist(),
        ((1.0, -2, np.float64(3.5)),),
        [np.array([1, -2, 3.5])],
        EXPECTED.view(np.matrix),
        np.asfortranarray(EXPECTED),
        EXPECTED + 5e-8,
        EXPECTED * (1 + 5e-8),
    ],
)
def test_close_takes_an_array_in_any_wrapping(got):
    assert rung(close(), got, EXPECTED) is None


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (EXPECTED.T, Rung.SHAPE),
        (EXPECTED[0], Rung.SHAPE),
        (EXPECTED[None], Rung.SHAPE),
        (EXPECTED[:, :1], Rung.SHAPE),
        (np.repeat(EXPECTED, 2, axis=0), Rung.SHAPE),
        (1.0, Rung.SHAPE),
        (np.zeros((1, 0)), Rung.SHAPE),
        ([], Rung.TYPE),
        ([[1, 2], [3]], Rung.TYPE),
        ("[[1, -2, 3.5]]", Rung.TYPE),
        ({"a": EXPECTED}, Rung.TYPE),
        ({1, 2}, Rung.TYPE),
        (np.array([[1, -2, 3.5]], dtype=object), Rung.TYPE),
        (EXPECTED.astype(complex), Rung.TYPE),
        (np.array([["1", "-2", "3.5"]]), Rung.TYPE),
        ([[1.0, -2.0, np.nan]], Rung.NOT_FINITE),
        ([[1.0, -np.inf, 3.5]], Rung.NOT_FINITE),
        (EXPECTED.astype(int), Rung.VALUE),
        (EXPECTED > 0, Rung.VALUE),
        (EXPECTED + 1e-6, Rung.VALUE),
        (-EXPECTED, Rung.VALUE),
        (EXPECTED.astype(np.uint8), Rung.VALUE),
    ],
)
def test_close_looks_at_the_type_then_the_shape_then_the_values(got, reason):
    assert rung(close(), got, EXPECTED) is reason


THIRDS = np.array([[1 / 3, -200 / 7, 1e-3 / 3]])


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (THIRDS.astype(np.float32), True),
        (THIRDS + 1e-6, False),
        (list(THIRDS.astype(np.float32)), True),
        (THIRDS.astype(np.float16), False),
        ((THIRDS + 1e-6).astype(np.float32), True),  # as a difference of numbers like the second leaves it
        ((THIRDS * (1 + 1e-4)).astype(np.float32), False),
        (THIRDS.astype(np.float32).T, False),
    ],
)
def test_single_precision_is_judged_by_what_it_holds(got, right):
    assert (parts(close("value"), got, THIRDS) == {"value": None}) == right


def test_one_single_number_tells_of_the_precision_of_all_that_was_made_with_it():
    returns, expected = ({"w": close("w")}, {"dw": close("dw")}), ({"w": THIRDS}, {"dw": THIRDS})
    off = THIRDS * (1 + 1e-6)
    assert parts(returns, ({"w": off}, {"dw": THIRDS.astype(np.float32)}), expected) == {"w": None, "dw": None}
    assert parts(returns, ({"w": off}, {"dw": THIRDS}), expected) == {"w": Rung.VALUE, "dw": None}


@pytest.mark.parametrize("table", [np.arange(6.0).reshape(2, 3), np.arange(9.0).reshape(3, 3)])
def test_a_table_may_lie_on_its_side_where_the_key_says_so(table):
    either = either_way()
    assert rung(either, table, table) is rung(either, table.T, table) is None
    assert rung(close(), table.T, table) is (Rung.VALUE if len(table) == 3 else Rung.SHAPE)
    assert rung(either, table[::-1], table) is Rung.VALUE
    assert rung(either, table[::-1].T, table) is (Rung.VALUE if len(table) == 3 else Rung.SHAPE)
    assert rung(either, table.ravel(), table) is Rung.SHAPE
    assert not either.agrees(table.T, table, ())


def test_no_shape_is_ever_broadcast():
    ones = {shape: np.ones(shape) for shape in [(), (1,), (3,), (1, 1), (1, 3), (3, 1), (3, 3), (1, 1, 3)]}
    for mine, got in ones.items():
        for theirs, expected in ones.items():
            single = theirs == () and mine in ((), (1,), (1, 1))
            assert (rung(close(), got, expected) is None) == (mine == theirs or single), (mine, theirs)


def test_nan_and_infinity_are_values_where_they_are_expected():
    expected = np.array([np.nan, np.inf, -np.inf, 1.0])
    assert rung(close(), expected, expected) is None
    assert rung(close(), [np.nan, np.inf, np.inf, 1.0], expected) is Rung.VALUE
    assert rung(close(), [np.inf, np.inf, -np.inf, 1.0], expected) is Rung.VALUE
    assert rung(close(), [0.0, np.inf, -np.inf, 1.0], expected) is Rung.VALUE


def test_tolerances_are_absolute_plus_relative():
    rule = close(rtol=1e-3, atol=1e-2)
    assert rung(rule, [100.0 + 0.109, 0.009], [100.0, 0.0]) is None
    assert rung(rule, [100.0 + 0.111, 0.0], [100.0, 0.0]) is Rung.VALUE
    assert rung(rule, [100.0, 0.011], [100.0, 0.0]) is Rung.VALUE
    assert rule.slack() == (1e-3, 1e-2)


@repeatable
@given(npst.arrays(float, npst.array_shapes(max_dims=3, max_side=3), elements=st.floats(-1e6, 1e6)), st.data())
def test_close_finds_any_single_wrong_number(expected, data):
    wrong = expected.copy()
    index = data.draw(st.integers(0, expected.size - 1))
    wrong.flat[index] += data.draw(st.sampled_from([1.0, -1.0, 1e9, np.inf, -np.inf, np.nan]))
    assert rung(close(), expected, expected) is None
    assert rung(close(), wrong, expected) in (Rung.VALUE, Rung.NOT_FINITE)


def test_a_rank_one_array_is_called_by_its_name():
    failure = close().failure(np.zeros(3), np.zeros((3, 1)), (), "dw")
    assert failure is not None
    assert "(3,), a rank-1 array" in failure.message
    assert "(3, 1)" in failure.message


def test_a_failure_shows_both_values_side_by_side():
    failure = close().failure(np.array([1.5]), np.array([2.5]), (), "dw")
    assert failure is not None
    assert (failure.got, failure.expected) == ("[1.5]", "[2.5]")
    assert "1.5" not in failure.message  # the sentence alone gives no number away


# --- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [scalar(), equal()])
@pytest.mark.parametrize("expected", [2.0, np.float64(2), np.array(2.0), np.array([2.0]), np.array([[2.0]]), 2])
@pytest.mark.parametrize(
    "got",
    [2.0, 2, np.float64(2), np.float32(2), np.int8(2), np.array(2), np.array([2.0]), np.array([[2]]), [2], [[2.0]]],
)
def test_one_number_is_the_same_however_it_is_wrapped(rule, got, expected):
    if isinstance(rule, equal):
        expected = float(np.asarray(expected).reshape(()))
    assert rung(rule, got, expected) is None


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (True, Rung.VALUE),
        (2.001, Rung.VALUE),
        (-2.0, Rung.VALUE),
        (10**400, Rung.TYPE),
        (float("nan"), Rung.NOT_FINITE),
        (np.inf, Rung.NOT_FINITE),
        ([2.0, 2.0], Rung.SHAPE),
        (np.full((2, 1), 2.0), Rung.SHAPE),
        (np.full((1, 1, 1), 2.0), Rung.SHAPE),
        (np.zeros(0), Rung.SHAPE),
        ("2.0", Rung.TYPE),
        (2 + 0j, Rung.TYPE),
        ({"cost": 2.0}, Rung.TYPE),
        ((), Rung.TYPE),
    ],
)
def test_scalar_refuses(got, reason):
    assert rung(scalar(), got, 2.0) is reason


def test_truth_values_count_as_the_numbers_they_are():
    assert rung(scalar(), True, 1.0) is None
    assert rung(scalar(), np.False_, 0) is None


def test_whole_numbers_of_any_size_are_numbers():
    assert rung(scalar(), 10**30, 1e30) is None
    assert rung(scalar(), 10**30 + 10**25, 1e30) is Rung.VALUE


@pytest.mark.parametrize(
    ("got", "expected", "reason"),
    [
        ("he", "he", None),
        (np.str_("he"), "he", None),
        ("He", "he", Rung.VALUE),
        (5, "he", Rung.VALUE),
        ("5", 5, Rung.TYPE),
        (True, True, None),
        (1, True, None),
        (0, True, Rung.VALUE),
        ([1, 2], (1, 2), None),
        (np.array([1, 2]), [1, 2], None),
        ([2, 1], [1, 2], Rung.VALUE),
        ([1, 2, 3], [1, 2], Rung.SHAPE),
        ([[1, 2]], [1, 2], Rung.SHAPE),
        (1.0 + 1e-12, 1.0, Rung.VALUE),
        (["a", 1], ["a", 1], None),
        (["a", 2], ["a", 1], Rung.VALUE),
        ({"a": 1}, {"a": 1}, None),
        ({"a": 1}, [1], Rung.TYPE),
    ],
)
def test_equal_is_exact(got, expected, reason):
    assert rung(equal(), got, expected) is reason


# --- predictions -------------------------------------------------------------------------------------------------

Y = np.array([[1.0, 0.0, 1.0, 1.0]])


@pytest.mark.parametrize("expected", [Y, Y[0], Y.astype(bool), Y.astype(int)])
@pytest.mark.parametrize(
    "got",
    [Y, Y[0], Y > 0.5, (Y > 0.5)[0], Y.astype(int), Y.astype(np.uint8), Y.astype(np.float32), Y.tolist(), Y[0].tolist(),
     [True, False, True, True], (1, 0, 1, 1), [np.int64(1), 0.0, np.True_, 1]],
)  # fmt: skip
def test_labels_come_as_bool_int_or_float_with_one_axis_or_a_row(got, expected):
    assert rung(labels(), got, expected) is None


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (Y.T, Rung.SHAPE),
        (Y[:, :3], Rung.SHAPE),
        (Y[None], Rung.SHAPE),
        (1.0, Rung.SHAPE),
        (np.repeat(Y, 2, axis=0), Rung.SHAPE),
        (1 - Y, Rung.VALUE),
        (2 * Y - 1, Rung.VALUE),
        (Y * 0.9, Rung.VALUE),
        (np.where(Y > 0, Y, np.nan), Rung.VALUE),
        ("1011", Rung.TYPE),
        (["cat", "no", "cat", "cat"], Rung.TYPE),
        (None, Rung.TYPE),
    ],
)
def test_labels_refuse(got, reason):
    assert rung(labels(), got, Y) is reason


def test_labels_say_how_many_are_wrong():
    failure = labels().failure(1 - Y, Y, (), "labels")
    assert failure is not None
    assert failure.message.startswith("4 of 4 predictions")


def test_labels_agree_with_a_wrong_version_only_in_the_same_shape():
    probabilities = np.array([[0.2, 0.7, 0.5]])
    assert labels().agrees(probabilities, probabilities[0] * (1 + 1e-12), ())
    assert not labels().agrees(probabilities, probabilities + 1e-4, ())
    assert labels().agrees(Y.T, Y.T, ())
    assert not labels().agrees(Y, Y.T, ())  # Y is right: a wrong version that turns it is not the student's


# --- cost histories ----------------------------------------------------------------------------------------------

COSTS = [0.7, 0.6, 0.5]


@pytest.mark.parametrize(
    "got",
    [
        COSTS,
        tuple(COSTS),
        np.array(COSTS),
        np.array([COSTS]),
        np.array(COSTS)[:, None],
        [np.array(c) for c in COSTS],
        [np.array([c]) for c in COSTS],
        [np.array([[c]]) for c in COSTS],
        [np.float64(c) for c in COSTS],
        [COSTS],
    ],
)
def test_a_cost_history_is_any_list_of_numbers(got):
    assert rung(cost_history(), got, COSTS) is None


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        ([], Rung.SHAPE),
        (COSTS[:2], Rung.SHAPE),
        ([*COSTS, 0.4], Rung.SHAPE),
        (np.zeros((3, 3)), Rung.SHAPE),
        (np.zeros((1, 2)), Rung.SHAPE),
        (0.7, Rung.TYPE),
        ("0.7", Rung.TYPE),
        (["0.7", "0.6", "0.5"], Rung.TYPE),
        ({0: 0.7}, Rung.TYPE),
        ([0.7, [0.6], 0.5], Rung.TYPE),
        ([0.7, 0.6, np.nan], Rung.NOT_FINITE),
        ([0.7, 0.6, 0.51], Rung.VALUE),
        (COSTS[::-1], Rung.VALUE),
    ],
)
def test_a_cost_history_refuses(got, reason):
    assert rung(cost_history(), got, COSTS) is reason


def test_a_history_of_one_cost_and_of_none():
    for got in ([0.7], np.array([0.7]), [[0.7]], [[[0.7]]]):
        assert rung(cost_history(), got, [0.7]) is None
    assert rung(cost_history(every=7), [], [0.7]) is Rung.SHAPE
    failure = cost_history(every=7).failure([], [0.7], (), "costs")
    assert failure is not None
    assert "every 7 iterations" in failure.message


def test_histories_of_arrays_agree_with_the_wrong_version_that_keeps_them():
    kept = [np.array([[0.1, 0.2]]), np.array([[0.3, 0.4]])]
    assert cost_history().agrees(plain(kept), plain(kept), ())
    assert not cost_history().agrees(plain(kept), plain([kept[0], kept[0]]), ())


# --- several values ----------------------------------------------------------------------------------------------

GRADIENT = ({"dw": close("dw"), "db": scalar("db")}, scalar("cost"))
RIGHT = ({"dw": np.ones((2, 1)), "db": 0.5}, 0.25)
PASSES = {"dw": None, "db": None, "cost": None}


@pytest.mark.parametrize(
    "got",
    [
        RIGHT,
        list(RIGHT),
        ({**RIGHT[0], "A": "more", 3: None}, 0.25),
        ({"db": [[0.5]], "dw": [[1], [1]]}, np.array([0.25])),
    ],
)
def test_structures_are_taken_as_tuple_or_list_with_more_keys(got):
    assert parts(GRADIENT, got, RIGHT) == PASSES


@pytest.mark.parametrize(
    ("got", "reasons"),
    [
        (None, (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        (5, (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        ("ab", (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        ({"grads": RIGHT[0], "cost": 0.25}, (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        (RIGHT[0], (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        ((*RIGHT, 1), (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        (RIGHT[:1], (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        (RIGHT[::-1], (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        ((np.ones((2, 1)), 0.5, 0.25), (Rung.TYPE, Rung.TYPE, Rung.TYPE)),
        ((None, 0.25), (Rung.TYPE, Rung.TYPE, None)),
        ((RIGHT[0], None), (None, None, Rung.TYPE)),
        (({}, 0.25), (Rung.KEYS, Rung.KEYS, None)),
        (({"dw": None, "db": 0.5}, 0.25), (Rung.TYPE, None, None)),
        (({"dW": RIGHT[0]["dw"], "db": 0.5}, 0.25), (Rung.KEYS, None, None)),
        (({"dw": np.ones(2), "db": 0.5}, 9), (Rung.SHAPE, None, Rung.VALUE)),
        (({"dw": RIGHT[0]["dw"], "db": np.ones(3)}, 0.25), (None, Rung.SHAPE, None)),
    ],
)
def test_each_part_has_its_own_reason(got, reasons):
    assert parts(GRADIENT, got, RIGHT) == dict(zip(("dw", "db", "cost"), reasons, strict=True))


def test_an_array_is_unpacked_where_several_numbers_are_due():
    returns = (scalar("u"), scalar("v"))
    assert parts(returns, np.array([1.0, 2.0]), (1.0, 2.0)) == {"u": None, "v": None}
    assert parts(returns, np.array([[1.0], [2.0]]), (1.0, 2.0)) == {"u": None, "v": None}
    assert parts(returns, np.array([1.0, 3.0]), (1.0, 2.0)) == {"u": None, "v": Rung.VALUE}
    for got in (np.array([1.0, 2.0, 3.0]), np.array(1.0), np.zeros(200)):
        assert parts(returns, got, (1.0, 2.0)) == {"u": Rung.TYPE, "v": Rung.TYPE}


def test_more_values_are_taken_where_the_key_says_so():
    returns = Fields((scalar("a"), scalar("b")), extra=2)
    for count in (2, 3, 4):
        assert parts(returns, tuple(range(count)), (0, 1)) == {"a": None, "b": None}
    for count in (1, 5):
        assert parts(returns, tuple(range(count)), (0, 1)) == {"a": Rung.TYPE, "b": Rung.TYPE}


def test_messages_name_the_output_as_the_student_knows_it():
    messages = [
        failure.message
        for _, failure in compare(as_returns(GRADIENT), ({"dw": 1}, "x"), RIGHT, (), "what propagate returned")
        if failure is not None
    ]
    assert messages == [
        "dw is a number; expected is an array of shape (2, 1).",
        "value 1 of what propagate returned has no key 'db'; its keys are 'dw'.",
        "value 2 of what propagate returned is a text; expected is a number.",
    ]


def test_missing_keys_show_no_text_of_any_length():
    got = {"\x1b[31m" + "k" * 2_000: 1, Unsupported("set"): 2}
    (_, failure), *_ = compare(as_returns({"w": close("w")}), got, {"w": 1.0}, (), "what f returned")
    assert failure is not None
    assert len(failure.message) < 250
    assert failure.message.isprintable()


def test_parts_agree_one_by_one():
    returns = as_returns(GRADIENT)
    other = ({"dw": 2 * np.ones((2, 1)), "db": 0.5}, 0.25)
    assert agreeing_parts(returns, other, other, ()) == {"dw": True, "db": True, "cost": True}
    assert agreeing_parts(returns, RIGHT, other, ()) == {"dw": False, "db": True, "cost": True}
    assert agreeing_parts(returns, None, other, ()) == {"dw": False, "db": False, "cost": False}
    assert agreeing_parts(returns, None, None, ()) == {"dw": True, "db": True, "cost": True}


def test_what_is_not_data_is_never_certain_to_agree():
    for got in ({1, 2}, [{1, 2}], ({"dw": {1, 2}, "db": 0.5}, 0.25)):
        assert not agreeing_parts(as_returns(GRADIENT), plain(got), plain(got), ())["dw"]
    assert not agreeing_parts(close("w"), plain({1, 2}), plain({3}), ())["w"]


@pytest.mark.parametrize("odd", [None, 3, "x", (1, 2, 3), {"dw": 1}, [], ({"dw": {}}, 0), (RIGHT[0], [1, "a"]), {}])
@pytest.mark.parametrize("path", one_of(*ALL), ids=lambda path: path.name)
def test_comparing_with_what_a_wrong_version_returns_never_stops(path, odd):
    for exercise in load_assignment(path).exercises.values():
        case = exercise.cases(np.random.default_rng(1))[0]
        right = observe(exercise.reference, case, exercise.optional).value
        odds = [odd] * len(right) if case.vary else odd
        returns = seen_by(case, exercise.returns)
        list(compare(returns, odds, right, case.seen, exercise.name))
        for got, other in ((odds, odds), (right, odds), (odds, right)):
            agreed = agreeing_parts(returns, got, other, case.seen)
            assert set(agreed) <= set(exercise.parts)
            if got is other:
                assert all(agreed.values())


# --- up to a factor ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("factor", [1, 3, -1, 0.001, -1e6])
def test_a_direction_is_right_up_to_any_factor_but_0(factor):
    expected = np.array([[0.5], [-1.5], [2.0]])
    assert rung(proportional(), factor * expected, expected) is None
    assert rung(proportional(), (factor * expected).T, expected) is None  # a row for a column
    assert rung(proportional(entries=("a", "b")), {"a": factor * 2.0, "b": np.array([[factor * 5]])}, AB) is None


AB = {"a": 2, "b": 5}


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (np.zeros((3, 1)), Rung.VALUE),
        (np.ones((3, 1)), Rung.VALUE),
        (np.array([[0.5], [-1.5], [2.001]]), Rung.VALUE),
        (np.full((3, 1), np.nan), Rung.VALUE),
        (np.full((3, 1), np.inf), Rung.VALUE),
        (np.ones((3, 2)), Rung.SHAPE),
        (2.0, Rung.SHAPE),
        ("up", Rung.TYPE),
        ({"a": 1}, Rung.TYPE),
    ],
)
def test_what_has_another_direction_is_refused(got, reason):
    assert rung(proportional(), got, np.array([[0.5], [-1.5], [2.0]])) is reason


def test_a_table_on_its_side_has_another_direction():
    table = np.arange(1.0, 7.0).reshape(2, 3)
    assert rung(proportional(), table.T, table) is Rung.SHAPE


def test_entries_that_share_a_factor_are_numbers_of_a_dictionary():
    rule = proportional(entries=("a", "b"))
    assert rung(rule, {"a": 2, "b": 6}, AB) is Rung.VALUE
    for got in ({"a": 2}, {"a": 2, "b": [1, 2]}, (2, 5), {"a": 2, "b": "5"}):
        assert rung(rule, got, AB) is Rung.TYPE


def test_two_wrong_answers_of_one_direction_need_not_be_the_same_mistake():
    assert not proportional().agrees(np.array([1.0, 2.0]), np.array([2.0, 4.0]), ())
    assert proportional().agrees(np.array([1.0, 2.0]), np.array([1.0, 2.0]), ())


# --- what a case asks --------------------------------------------------------------------------------------------


def test_a_case_asks_what_it_names_and_counts_it_where_it_says():
    returns = as_returns(({"w": close("params"), "b": scalar("params")}, all_of(scalar("cost"), proportional("way"))))
    right, wrong = ({"w": [1.0], "b": 2.0}, 3.0), ({"w": [1.0], "b": 0.0}, 3.0)
    parts = {"params": 1.0, "cost": 1.0, "way": 1.0, "one step": 1.0, "all": 1.0}
    for part, counted, lost in [
        (None, ["params", "cost", "way"], {"params"}),
        ("all", ["all"], {"all"}),
        ({"params": "one step"}, ["one step"], {"one step"}),
        ({"cost": "cost"}, ["cost"], set()),
        ({"params": "all", "cost": "all", "way": "way"}, ["way", "all"], {"all"}),
    ]:
        case = Case((), part)
        assert parts_of(case, returns, parts) == counted
        seen = seen_by(case, returns)
        failed = {name for name, failure in compare(seen, plain(wrong), plain(right), (), "f") if failure}
        assert failed == lost
        agreed = agreeing_parts(seen, plain(wrong), plain(right), ())
        assert {name for name in counted if not agreed[name]} == lost


# --- along one's own way -----------------------------------------------------------------------------------------

COUNTS = (2, 3, 100, 101)
WALK = {"network": (("w", "b", "sigmoid"),), "inputs": 2, "labels": 3, "arguments": {"iterations": 4}}
START = (
    np.array([[0.3], [-0.6]]),
    0.2,
    np.array([[0.5, -1.0, 0.8], [1.2, 0.4, -0.7]]),
    np.array([[1.0, 0.0, 0.0]]),
    COUNTS,
)


def walked(
    rate,
    *,
    every_cost=False,
    gradient_once=False,
    gradient_after=False,
    cost_after=False,
    first_returned=False,
    clip=0.0,
    counts=COUNTS,
):
    """What gradient descent returns after each of COUNTS, with a slip."""

    def after(count):
        w, b, X, Y, _ = START
        costs = []
        for i in range(count):
            if not (gradient_once and i):
                grads, cost = slope_and_cost(w, b, X, Y, clip)
            w, b = w - rate * grads["dw"], b - rate * grads["db"]
            if every_cost or i % 100 == 0:
                costs.append(slope_and_cost(w, b, X, Y)[1] if cost_after else cost)
        w, b = START[:2] if first_returned else (w, b)
        return {"w": w, "b": b}, slope_and_cost(w, b, X, Y)[0] if gradient_after else grads, costs

    return plain([after(count) for count in counts])


def lying(results):
    """The same with w on its side."""
    return [({**params, "w": params["w"].T}, grads, costs) for params, grads, costs in results]


def without_parameters(results):
    """The same with no parameters at all."""
    return [({}, grads, costs) for _, grads, costs in results]


def far_away(results):
    """The same with parameters that answer nothing but 0 and 1."""
    return [({**params, "w": params["w"] * 1e4}, grads, costs) for params, grads, costs in results]


def with_costs(results, cost):
    """The same with another cost at the hundredth step."""
    return [(params, grads, [costs[0], cost][: len(costs)]) for params, grads, costs in results]


@np.errstate(all="ignore")
def slope_and_cost(w, b, X, Y, clip=0.0):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    grads = {"dw": X @ (A - Y).T / Y.size, "db": np.mean(A - Y)}
    A = np.clip(A, clip, 1 - clip)
    return grads, -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@pytest.mark.parametrize(
    ("got", "gradient", "costs"),
    [
        (walked(0.3), True, True),
        (walked(-0.05), True, True),  # uphill: the step is wrong, what is worked out on the way is not
        (walked(0.01), True, True),
        (walked(0.05, gradient_once=True), False, False),
        (walked(0.3, gradient_after=True), False, True),
        (walked(0.3, every_cost=True), True, False),
        (walked(0.3, first_returned=True), True, True),  # right all the same, beside wrong parameters
        (walked(0.01, first_returned=True), False, False),
        (walked(0.3, cost_after=True), True, False),
        ([None] * 4, False, False),
        ([({"w": 1.0}, {}, [])] * 4, False, False),
        ([({"w": np.zeros((2, 1)), "b": 0.0}, {"dw": np.zeros((2, 1)), "db": 0.0}, [0.0])] * 4, False, False),
        # Without parameters that can be read nobody knows where one is: then right is what is expected.
        (lying(walked(0.3)), True, True),
        (lying(walked(0.05)), False, False),
        (lying(walked(0.3, every_cost=True)), True, False),
        (without_parameters(walked(0.3)), True, True),
        (without_parameters(walked(0.05, gradient_once=True)), False, False),
        ([({"w": np.zeros((1, 2)), "b": 0.0}, {"dw": np.ones((2, 1)), "db": 7.0}, [0.5])] * 4, False, False),
        (far_away(walked(0.3)), True, True),
        (far_away(walked(0.05, gradient_once=True)), False, False),
        # So far off that probabilities are 0 or 1: slopes are what they are, and costs what such numbers may give.
        (walked(-90.0), True, True),
        (walked(-90.0, clip=1e-5), True, True),
        (walked(-90.0, clip=1e-15), True, True),
        (walked(-90.0, gradient_after=True), True, True),  # far off slopes are alike
        (walked(-90.0, gradient_once=True), False, False),
        (with_costs(walked(-90.0), 0.3), True, False),
        (with_costs(walked(-90.0), 1e6), True, False),
        (with_costs(walked(-90.0), math.inf), True, True),
        (with_costs(walked(-90.0), math.nan), True, True),
        (with_costs(walked(2e4), math.nan), True, True),  # all answers right and certain: 0 times log(0)
        (with_costs(walked(-0.05), math.inf), True, False),
        (with_costs(walked(0.3), math.nan), True, False),
    ],
)
def test_gradients_and_costs_are_judged_from_where_one_is(got, gradient, costs):
    right = walked(0.3)
    rules = own_gradient("grads", **WALK), own_costs("costs", every=100, **WALK)
    assert tuple(rule.failure(got, right, START, "optimize") is None for rule in rules) == (gradient, costs)
    for rule in rules:
        assert rule.agrees(got, got, START)
        assert rule.agrees(got, walked(0.7), START) is False


@pytest.mark.parametrize(("hundredth", "right"), [((4.0, 4.0), True), ((4.0, 5.0), False), ((math.nan,) * 2, True)])
def test_a_place_that_nobody_knows_has_one_cost_whatever_the_number_of_steps(hundredth, right):
    counts = (2, 3, 200, 201)
    start, way = (*START[:4], counts), walked(-0.05, counts=counts)
    told = [
        (params, grads, [costs[0], cost, *costs[2:]])
        for (params, grads, costs), cost in zip(way[2:], hundredth, strict=True)
    ]
    got = [*way[:2], *told]
    failed = own_costs("costs", every=100, **WALK).failure(got, walked(0.3, counts=counts), start, "optimize")
    assert (failed is None) == right


def test_what_is_expected_of_the_way_is_known_beside_what_fits():
    right, uphill = walked(0.3), walked(-0.05)
    for rule in (own_gradient("grads", **WALK), own_costs("costs", every=100, **WALK)):
        exactly = rule.as_expected()
        assert rule.failure(uphill, right, START, "optimize") is None
        assert exactly.failure(uphill, right, START, "optimize") is not None
        assert exactly.failure(right, right, START, "optimize") is None
        assert exactly != rule
    assert close("w").as_expected() == close("w")


STEPPING = {**WALK, "settings": {"rate": 0.3}}


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (walked(0.3), True),
        ([walked(0.3)[0]] * 4, True),  # two steps whatever was asked for
        ([walked(0.3)[2]] * 4, True),
        (walked(0.3)[1:] + walked(0.3)[:1], True),
        (walked(0.05), False),
        (walked(-0.3), False),
        (walked(0.3, first_returned=True), False),  # no step at all
        (walked(0.3, gradient_once=True), False),
        ([walked(0.3)[0], *walked(0.05)[1:]], False),
        (lying(walked(0.3)), False),
        (without_parameters(walked(0.3)), False),
        (far_away(walked(0.3)), False),
        ([({"w": params["w"], "b": np.ones(9)}, grads, costs) for params, grads, costs in walked(0.05)], False),
        ([None] * 4, False),
    ],
)
def test_the_step_is_right_however_many_are_made(got, right):
    rule = on_the_way("step", **STEPPING)
    assert (rule.failure(got, walked(0.3), START, "optimize") is None) == right


LEARNER = {"network": (("W", "b", "sigmoid"),), "settings": {"rate": 1.0}, "arguments": {"iterations": 2}}
EASY = np.array([[1.0, -1.0, 1.2, -0.8]]), np.array([[1.0, 0.0, 1.0, 0.0]]), (300,)


@pytest.mark.parametrize(
    ("w", "b", "right"),
    [(5.0, 0.0, True), (50.0, 1.0, True), (0.0, 0.0, False), (0.5, 0.0, False), (-5.0, 0.0, False), (1e3, 2e3, False)],
)
def test_whoever_trains_has_learned_what_is_easy(w, b, right):
    value = {"W": np.array([[w]]), "b": np.array([[b]])}
    failure = learned("learns", **LEARNER).failure([value], [value], EASY, "model")
    assert (failure is None) == right
    assert right or "After 300 steps" in failure.message


def test_what_has_no_parameters_has_learned_nothing():
    value = {"W": np.array([[5.0]]), "b": np.array([[0.0]])}
    for got in (
        {"W": np.array([[5.0]])},
        None,
        {"W": np.array([5.0]), "b": 0.0},
        {"W": np.array([[np.nan]]), "b": [[0]]},
    ):
        assert learned("learns", **LEARNER).failure([got], [value], EASY, "model") is not None


# --- drawn at random ---------------------------------------------------------------------------------------------

SIZES = [(1, 1), (2, 1), (3, 2), (1, 40), (25, 16), (60, 30)]
FAMILIES = {
    "normal": (drawn(std=0.01), lambda rng, shape: rng.normal(0, 0.01, shape)),
    "shifted": (drawn(mean=3.0, std=2.0), lambda rng, shape: rng.normal(3, 2, shape)),
    "he": (drawn(std=np.sqrt(2), fan_in=True), lambda rng, shape: rng.normal(size=shape) * np.sqrt(2 / shape[1])),
    "uniform": (drawn(family="uniform", mean=0.5, std=12**-0.5), lambda rng, shape: rng.random(shape)),
    "float32": (drawn(), lambda rng, shape: rng.standard_normal(shape, dtype=np.float32)),
    "legacy": (drawn(std=0.01), lambda rng, shape: np.random.RandomState(rng.integers(2**31)).randn(*shape) * 0.01),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_thousands_of_right_draws_raise_no_alarm(family):
    rule, draw = FAMILIES[family]
    rng = np.random.default_rng(20)
    for shape in SIZES:
        for _ in range(400):
            failure = rule.failure(draw(rng, shape), np.zeros(shape), (), "W1")
            assert failure is None, failure


# The bounds are those of the theorems, so extremes of the right distribution must pass, not only typical draws.
@pytest.mark.parametrize("n", [1, 2, 10, 1_000])
def test_what_chance_brings_once_in_a_hundred_million_draws_is_no_alarm(n):
    rng = np.random.default_rng(n)
    sample = rng.normal(size=n)
    shifted = sample - sample.mean() + 5.6 / np.sqrt(n)  # a mean of 5.6 standard errors: two-sided 2e-8
    assert drawn().failure(shifted, np.zeros(n), (), "W") is None


WRONG_DRAWS = {
    "factor left out": lambda rng, shape: rng.normal(size=shape),
    "factor twice": lambda rng, shape: rng.normal(size=shape) * 1e-4,
    "doubled": lambda rng, shape: rng.normal(size=shape) * 0.02,
    "rand": lambda rng, shape: rng.random(shape) * 0.01,
    "uniform of the same spread": lambda rng, shape: rng.uniform(-1, 1, shape) * 0.01 * np.sqrt(3),
    "absolute": lambda rng, shape: np.abs(rng.normal(size=shape)) * 0.01,
    "shifted": lambda rng, shape: rng.normal(size=shape) * 0.01 + 0.01,
    "integers": lambda rng, shape: rng.integers(-2, 3, shape) * 0.01 / np.sqrt(2),
    "one number": lambda rng, shape: np.full(shape, rng.normal() * 0.01),
    "one row": lambda rng, shape: np.repeat(rng.normal(size=(1, shape[1])) * 0.01, shape[0], axis=0),
    "zeros": lambda rng, shape: np.zeros(shape),
    "overflow": lambda rng, shape: rng.normal(size=shape) * 1e300,
}


@pytest.mark.parametrize("name", WRONG_DRAWS)
def test_wrong_draws_are_found_at_sensible_sizes(name):
    rng = np.random.default_rng(3)
    for shape in [(60, 50), (100, 100)]:
        for _ in range(50):
            failure = drawn(std=0.01).failure(WRONG_DRAWS[name](rng, shape), np.zeros(shape), (), "W1")
            assert failure is not None
            assert failure.rung is Rung.VALUE


def normal_quantile(p):
    return np.array([NormalDist().inv_cdf(float(value)) for value in np.ravel(np.clip(p, 1e-6, 1 - 1e-6))]).reshape(
        np.shape(p)
    )


def spread(n):
    """Numbers from 0 to 1 in equal steps, each in the middle of its own."""
    return (np.arange(n) + 0.5) / n


PATTERNS = {
    "in equal steps": spread,
    "from end to end": lambda n: np.linspace(0, 1, n + 2)[1:-1],
    "in equal steps, shuffled": lambda n: np.random.default_rng(1).permutation(spread(n)),
    "golden ratio": lambda n: (np.arange(n) + 1) * (5**0.5 - 1) / 2 % 1,
    "rolled": lambda n: np.roll(spread(n), n // 3),
    "there and back": lambda n: np.abs(2 * spread(n) - 1),
}


@pytest.mark.parametrize("shape", [(8, 29), (9, 27), (60, 3), (4, 25)])
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_not_drawn_however_well_it_is_spread(name, shape):
    p = PATTERNS[name](shape[0] * shape[1]).reshape(shape)
    uniform = drawn(family="uniform", mean=0.5, std=12**-0.5)
    assert rung(uniform, p, np.zeros(shape)) is Rung.VALUE
    if name != "golden ratio":  # which normal numbers hide in steps of all lengths
        assert rung(drawn(), normal_quantile(p), np.zeros(shape)) is Rung.VALUE


@pytest.mark.parametrize("n", [1, 2, 3, 5, 12, 40, 240])
def test_numbers_as_even_as_chance_makes_them_once_in_a_thousand_draws_are_drawn(n):
    rng, uniform = np.random.default_rng(n), drawn(family="uniform", mean=0.5, std=12**-0.5)
    samples = np.sort(rng.random((2_000, n)), axis=1)
    for sample in samples[np.argsort(np.abs(samples - spread(n)).max(axis=1))[:3]]:  # the most even of them
        for dtype in (np.float64, np.float32):
            shuffled = rng.permutation(sample).astype(dtype)
            assert rung(uniform, shuffled, shuffled) is None


@pytest.mark.parametrize("shape", [(40, 25), (25, 40), (64, 100)])
def test_he_and_xavier_and_the_wrong_fan_are_told_apart(shape):
    rng, he, xavier = np.random.default_rng(5), drawn(std=np.sqrt(2), fan_in=True), drawn(fan_in=True)
    for _ in range(50):
        draws = rng.normal(size=shape)
        for rule, factor in ((he, 2), (xavier, 1)):
            assert rung(rule, draws * np.sqrt(factor / shape[1]), draws) is None
            assert rung(rule, draws * np.sqrt((3 - factor) / shape[1]), draws) is Rung.VALUE
            assert rung(rule, draws * np.sqrt(factor / shape[0]), draws) is Rung.VALUE
            assert rung(rule, draws * factor / shape[1], draws) is Rung.VALUE


def test_a_normal_is_not_a_uniform():
    rng, shape = np.random.default_rng(6), (80, 60)
    rule = drawn(family="uniform", mean=0.5, std=12**-0.5)
    for _ in range(50):
        assert rung(rule, rng.normal(0.5, 12**-0.5, shape), np.zeros(shape)) is Rung.VALUE
        assert rung(rule, rng.random(shape) - 0.5, np.zeros(shape)) is Rung.VALUE
        assert rung(rule, rng.beta(2, 2, shape), np.zeros(shape)) is Rung.VALUE


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (None, Rung.TYPE),
        ({"W1": 1}, Rung.TYPE),
        (np.zeros(6), Rung.SHAPE),
        (np.zeros((3, 2)), Rung.SHAPE),
        (np.full((2, 3), np.nan), Rung.NOT_FINITE),
        ([[0.1, np.inf, 0.3], [0.4, 0.5, 0.6]], Rung.NOT_FINITE),
    ],
)
def test_draws_have_a_type_and_a_shape_first(got, reason):
    assert rung(drawn(), got, np.zeros((2, 3))) is reason


def test_wrong_draws_say_what_was_measured():
    sample = np.random.default_rng(1).normal(size=(40, 30))
    failure = drawn(std=0.01).failure(sample, sample, (), "W1")
    assert failure is not None
    assert failure.message.startswith("W1 has mean ")
    assert "over 1200 numbers; expected are about 0 and 0.01" in failure.message


def test_two_samples_agree_if_one_wrong_version_could_have_drawn_both():
    rng = np.random.default_rng(8)
    for _ in range(100):
        one, other = rng.normal(size=(2, 50, 40))
        assert drawn().agrees(one, other, ())
        assert not drawn().agrees(one, other * 1.5, ())
        assert not drawn().agrees(one, other + 0.5, ())
        assert not drawn().agrees(one, rng.uniform(-1, 1, one.shape) * np.sqrt(3), ())
        assert not drawn().agrees(one, other.T, ())
        assert not drawn().agrees(one, np.zeros(one.shape), ())
    assert drawn().agrees(np.zeros((3, 2)), np.zeros((3, 2)), ())
    assert not drawn().agrees(rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), ())  # too few to be certain


# --- mini-batches ------------------------------------------------------------------------------------------------

M, SIZE = 17, 5
X_ALL = np.arange(2.0 * M).reshape(2, M)
Y_ALL = (np.arange(M) % 3 == 0).reshape(1, M).astype(float) + X_ALL[:1] / 100
ARGS = (X_ALL, Y_ALL, SIZE)
ORDER = np.random.default_rng(4).permutation(M)


def cut(X, Y, size=SIZE):
    return [(X[:, k : k + size], Y[:, k : k + size]) for k in range(0, X.shape[1], size)]


RIGHT_BATCHES = cut(X_ALL[:, ORDER], Y_ALL[:, ORDER])
EXPECTED_BATCHES = cut(X_ALL[:, ORDER[::-1]], Y_ALL[:, ORDER[::-1]])


@pytest.mark.parametrize(
    "got",
    [
        RIGHT_BATCHES,
        EXPECTED_BATCHES,
        tuple(RIGHT_BATCHES),
        [list(batch) for batch in RIGHT_BATCHES],
        [(x.tolist(), y.tolist()) for x, y in RIGHT_BATCHES],
        [(x.astype(np.float32), y) for x, y in cut(X_ALL[:, ORDER], Y_ALL[:, ORDER])],
    ],
)
def test_any_partition_of_the_columns_is_right(got):
    assert rung(columns_partition(), got, EXPECTED_BATCHES, ARGS) is None


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (None, Rung.TYPE),
        ({}, Rung.TYPE),
        ([x for x, _ in RIGHT_BATCHES], Rung.TYPE),
        ([(x, y, x) for x, y in RIGHT_BATCHES], Rung.TYPE),
        ([(x, "y") for x, _ in RIGHT_BATCHES], Rung.TYPE),
        ([], Rung.VALUE),
        (RIGHT_BATCHES[:-1], Rung.VALUE),
        ([*RIGHT_BATCHES, RIGHT_BATCHES[0]], Rung.VALUE),
        ([*RIGHT_BATCHES, (X_ALL[:, :0], Y_ALL[:, :0])], Rung.VALUE),
        (RIGHT_BATCHES[::-1], Rung.VALUE),
        (cut(X_ALL[:, ORDER], Y_ALL[:, ORDER], 6), Rung.VALUE),
        (cut(X_ALL, Y_ALL), Rung.VALUE),
        (cut(X_ALL[:, ORDER], Y_ALL), Rung.VALUE),
        (cut(X_ALL[:, ORDER], Y_ALL[:, ORDER[::-1]]), Rung.VALUE),
        ([*RIGHT_BATCHES[:2], RIGHT_BATCHES[0], RIGHT_BATCHES[3]], Rung.VALUE),
        ([(x + 1, y) for x, y in RIGHT_BATCHES], Rung.VALUE),
        ([(x, y[:, :1]) for x, y in RIGHT_BATCHES], Rung.VALUE),
        ([(x.T, y.T) for x, y in RIGHT_BATCHES], Rung.SHAPE),
        ([(x, y[0]) for x, y in RIGHT_BATCHES], Rung.SHAPE),
        ([(y, x) for x, y in RIGHT_BATCHES], Rung.SHAPE),
    ],
)
def test_anything_else_is_no_partition(got, reason):
    assert rung(columns_partition(), got, EXPECTED_BATCHES, ARGS) is reason


def test_every_shuffle_of_few_columns_is_right():
    few = (X_ALL[:, :4], Y_ALL[:, :4], 3)
    assert rung(columns_partition(), cut(*few), cut(*few), few) is None


def test_wrong_partitions_agree_if_they_go_wrong_in_the_same_way():
    rule, lost = columns_partition(), [plain(cut(X_ALL[:, o], Y_ALL[:, o])[:-1]) for o in (ORDER, ORDER[::-1])]
    assert rule.agrees(lost[0], lost[1], ARGS)
    assert not rule.agrees(lost[0], RIGHT_BATCHES, ARGS)
    assert not rule.agrees(cut(X_ALL[:, ORDER], Y_ALL), RIGHT_BATCHES, ARGS)
    assert rule.agrees("batches", "batches", ARGS)
    assert not rule.agrees("batches", RIGHT_BATCHES, ARGS)


def test_columns_without_a_row_cannot_keep_the_judge_busy():
    endless = [(np.zeros((0, 2**25)), np.zeros((0, 2**25)))] * 4
    assert rung(columns_partition(), endless, EXPECTED_BATCHES, ARGS) is Rung.SHAPE
    assert not columns_partition().agrees(endless, endless[:3], ARGS)


# --- training ----------------------------------------------------------------------------------------------------

NETWORK = (("W1", "b1", "relu"), ("W2", "b2", "sigmoid"))
RULE = trajectory(network=NETWORK, arguments={"rate": 2})
RNG = np.random.default_rng(9)
X_TRAIN, Y_TRAIN = RNG.normal(size=(2, 9)), (RNG.random((1, 9)) < 0.5).astype(float)
TRAINING = (X_TRAIN, Y_TRAIN, 0.3)


def start(seed=0, n_h=3):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(n_h, 2)), "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(1, n_h)), "b2": rng.normal(size=(1, 1)),
    }  # fmt: skip


def backward(theta):
    Z1 = theta["W1"] @ X_TRAIN + theta["b1"]
    A1 = np.maximum(Z1, 0)
    A2 = 1 / (1 + np.exp(-(theta["W2"] @ A1 + theta["b2"])))
    d2, m = A2 - Y_TRAIN, X_TRAIN.shape[1]
    d1 = theta["W2"].T @ d2 * (Z1 > 0)
    return {
        "W1": d1 @ X_TRAIN.T / m, "b1": d1.sum(1, keepdims=True) / m,
        "W2": d2 @ A1.T / m, "b2": d2.sum(1, keepdims=True) / m,
    }  # fmt: skip


def train(theta, steps=3, rate=0.3, frozen=()):
    path = [theta]
    for _ in range(steps):
        gradient = backward(path[-1])
        path.append({k: v - rate * gradient[k] * (k not in frozen) for k, v in path[-1].items()})
    return path


def test_the_gradient_by_complex_step_is_that_of_backpropagation():
    theta = start()
    gradient = RULE.gradient(theta, X_TRAIN, Y_TRAIN)
    for name, value in backward(theta).items():
        np.testing.assert_allclose(gradient[name], value, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("seed", range(4))
def test_training_is_right_from_any_start(seed):
    assert rung(RULE, train(start(seed)), train(start(99)), TRAINING) is None
    more = [{**theta, "costs": [1], "b2": theta["b2"].tolist()} for theta in train(start(seed))]
    assert rung(RULE, more, train(start(99)), TRAINING) is None


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (train(start(), rate=0.31), Rung.VALUE),
        (train(start(), rate=-0.3), Rung.VALUE),
        (train(start(), frozen=("b1",)), Rung.VALUE),
        ([start()] * 4, Rung.VALUE),
        ([start(k) for k in range(4)], Rung.VALUE),
        (train(start())[::-1], Rung.VALUE),
        (train(start(n_h=4)), Rung.SHAPE),
        ([{**t, "b2": t["b2"][0]} for t in train(start())], Rung.SHAPE),
        ([{k: v for k, v in t.items() if k != "b1"} for t in train(start())], Rung.KEYS),
        ([{**t, "W1": "W1"} for t in train(start())], Rung.TYPE),
        ([list(t.values()) for t in train(start())], Rung.TYPE),
        ([None] * 4, Rung.TYPE),
        ([{**t, "W1": t["W1"] * np.nan} for t in train(start())], Rung.NOT_FINITE),
        ([{k: v * 1e300 for k, v in t.items()} for t in train(start())], Rung.VALUE),
    ],
)
def test_training_of_another_kind_is_refused(got, reason):
    assert rung(RULE, got, train(start(5)), TRAINING) is reason


def test_the_message_names_the_step_and_the_parameter():
    failure = RULE.failure(train(start(), frozen=("b1",)), train(start(5)), TRAINING, "what model returned")
    assert failure is not None
    assert failure.message.startswith("From iteration 0 to 1, b1 did not move")
    assert failure.got != failure.expected


# --- a rule that stops -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stops(Close):
    """A rule that cannot judge some values."""

    cannot: tuple[float, ...] = ()

    def failure(self, got, expected, args, where):
        if got in self.cannot:
            raise ZeroDivisionError("a fault of the rule")
        return super().failure(got, expected, args, where)


def test_a_rule_that_stops_at_an_answer_costs_its_part_alone():
    returns = as_returns((Stops("a", cannot=(7.0,)), close("b")))
    found = dict(compare(returns, (7.0, 2.0), (1.0, 2.0), (), "what f returned"))
    assert found["b"] is None
    assert found["a"].rung is Rung.TYPE
    assert (
        found["a"].message == "value 1 of what f returned is a number, which cannot be compared with what is expected."
    )


def test_a_rule_that_stops_at_the_right_answer_too_is_a_fault_of_ours():
    with pytest.raises(ZeroDivisionError):
        list(compare(Stops("a", cannot=(7.0, 1.0)), 7.0, 1.0, (), "what f returned"))


# --- the tree as data --------------------------------------------------------------------------------------------

TREES = [
    close("w", rtol=1e-5, atol=0.0),
    scalar("b"),
    labels("labels"),
    equal("n"),
    cost_history("costs", every=7),
    drawn("W", family="uniform", mean=0.5, std=0.1, fan_in=True),
    columns_partition("batches", of=(0, 2), size=3),
    first_array("v", rtol=1e-5),
    own_step("step", optimizer="adam", arguments={"parameters": 0, "gradients": 1, "t": 4, "rate": 5}),
    alike("every array", of=(0, 2)),
    he_start("start", network=NETWORK, settings={"rate": 0.0}),
    rows_split("split", of=(0, 1), share=2),
    layers({"dW": close("weights"), "db": close("biases")}),
    all_of(
        trajectory("training", network=NETWORK, arguments={"rate": 3, "optimizer": 2}, cost="squared_error", rows=True),
        training_costs("costs", network=NETWORK, settings={"batch": 5}, every=7, measure="absolute_error"),
    ),
    trajectory("training", network=NETWORK, inputs=1, labels=0, settings={"rate": 0.7}),
    as_returns((close("layer1"), follows("layer2", "sigmoid(layer1 @ w1)"))),
    as_returns((anything(), scalar("b"))),
    either_way("dW", rtol=1e-3),
    awake("first step", network=NETWORK, settings={"rate": 1.2}),
    descent("steps", network=NETWORK, only=("W1",), up_to_a_factor=True, arguments={"rate": 3}),
    all_of(own_gradient("grads", **WALK), own_costs("costs", every=7, **WALK), on_the_way("step", **WALK)),
    learned("learns", network=NETWORK, at_most=0.25),
    proportional("way", entries=("db", "dc")),
    as_returns(GRADIENT),
    Fields((scalar("a"), Keys({"b": close("b")})), extra=2),
]


def test_every_kind_of_rule_is_tried_here():
    assert {rule.kind for tree in TREES for rule in leaves(tree)} | {"anything"} == set(RULES)


def test_a_value_of_which_nothing_is_asked_must_be_there_and_may_be_anything():
    tree = as_returns((anything(), scalar("b", points=1)))
    assert [rule.part for rule in leaves(tree)] == ["b"]
    for got, reason in [((None, 2.0), None), (("what", 2.0), None), ((1.0, 3.0), Rung.VALUE), ((2.0,), Rung.TYPE)]:
        assert [f and f.rung for _, f in compare(tree, got, (1.0, 2.0), (), "pair")] == [reason]
    assert agreeing_parts(tree, (1.0, 2.0), (5.0, 2.0), ())["b"]


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: type(tree).__name__)
def test_a_tree_of_rules_survives_as_json(tree):
    assert returns_from_json(json.loads(json.dumps(returns_to_json(tree)))) == tree


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_the_rules_of_every_key_survive_as_json(path):
    for exercise in load_assignment(path).exercises.values():
        assert returns_from_json(json.loads(json.dumps(returns_to_json(exercise.returns)))) == exercise.returns


def test_the_tree_knows_its_leaves_keys_and_parts():
    tree = as_returns(({"dw": close(), "inner": {"b": scalar("own")}}, scalar()))
    assert [rule.kind for rule in leaves(tree)] == ["close", "scalar", "scalar"]
    assert keys_of(tree) == {"dw", "inner", "b"}
    assert [rule.part for rule in leaves(with_part(tree, "p"))] == ["p", "own", "p"]
    with pytest.raises(TypeError, match="a rule, or a tuple or dictionary of rules, not list"):
        as_returns([close()])
