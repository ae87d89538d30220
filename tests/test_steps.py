"""The rules for one step of an optimiser, against steps with one slip each."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.rules import alike, all_of, first_array, own_step, proportional, values
from autograder.rules.base import Rung
from autograder.rules.tree import compare

RATE, BETA, EPSILON = 0.3, 0.7, 0.02
SETTINGS = {"parameters": 0, "gradients": 1, "beta": 3, "rate": 4, "epsilon": 5}
RULES = {
    "momentum": all_of(
        values({}, first_array("average", points=1)),
        own_step("step", points=1, optimizer="momentum", arguments=SETTINGS),
        alike("all", points=1, of=(0, 2)),
    ),
    "rmsprop": all_of(
        values({}, first_array("average", points=1)),
        own_step("step", points=1, optimizer="rmsprop", arguments=SETTINGS),
        alike("all", points=1, of=(0, 2)),
    ),
}
NUMBERS = np.array([0.4, -1.2, 0.9, 1.7, -0.6, 2.1])
SLOPES = np.array([-0.8, 0.5, 1.1, -0.3, 0.7, 1.6])
MEMORY = np.array([0.3, 0.8, 0.2, 1.4, 0.6, 0.9])
CHOSEN = {"W1": [0, 1, 2, 3, 4, 5], "b1": [3, 0], "W2": [5, 1], "b2": [4]}
SHAPES = {"W1": (2, 3), "b1": (2, 1), "W2": (1, 2), "b2": (1, 1)}


def filled(row, letter=""):
    return {letter + name: row[CHOSEN[name]].reshape(SHAPES[name]) for name in CHOSEN}


ARGS = (filled(NUMBERS), filled(SLOPES, "d"), filled(MEMORY, "d"), BETA, RATE, EPSILON)


def average(old, slope, optimizer, beta=BETA):
    return beta * old + (1 - beta) * (slope**2 if optimizer == "rmsprop" else slope)


def direction(kept, slope, optimizer):
    return slope / (np.sqrt(kept) + EPSILON) if optimizer == "rmsprop" else kept


def step(optimizer, averaged=average, along=direction, names=tuple(CHOSEN), sign=-1.0, stored=True):
    """One step, with any of it done otherwise."""
    moved, kept = dict(ARGS[0]), dict(ARGS[2])
    for name in names:
        slope = ARGS[1]["d" + name]
        new = averaged(ARGS[2]["d" + name], slope, optimizer)
        moved[name] = ARGS[0][name] + sign * RATE * along(new, slope, optimizer)
        kept["d" + name] = new if stored else kept["d" + name]
    return moved, kept


def lost(optimizer, got):
    table = compare(RULES[optimizer], got, step(optimizer), ARGS, "what it returned")
    return {part: failure for part, failure in table if failure is not None}


BOTH = pytest.mark.parametrize("optimizer", ["momentum", "rmsprop"])


@BOTH
def test_a_right_step_is_right(optimizer):
    moved, kept = step(optimizer)
    assert lost(optimizer, (moved, kept)) == {}
    assert lost(optimizer, [dict(reversed(moved.items())), {k: v.tolist() for k, v in kept.items()}]) == {}


@BOTH
def test_a_slip_in_the_average_costs_the_average(optimizer):
    assert lost(optimizer, step(optimizer, lambda old, slope, o: average(old, slope, o, 0.5))).keys() == {"average"}


@BOTH
def test_an_average_that_is_not_kept_costs_the_average(optimizer):
    assert lost(optimizer, step(optimizer, stored=False)).keys() == {"average"}


@BOTH
def test_a_slip_in_the_step_costs_the_step(optimizer):
    assert lost(optimizer, step(optimizer, sign=1.0)).keys() == {"step"}


@BOTH
@pytest.mark.parametrize("names", [("W1", "W2"), ("W1", "b1"), ("W1",)])
def test_what_is_left_out_costs_one_part(optimizer, names):
    found = lost(optimizer, step(optimizer, names=names))
    assert found.keys() == {"all"}
    name = next(name for name in CHOSEN if name not in names)
    assert found["all"].message == f"{name} has not moved, but W1 has."


@BOTH
def test_arrays_that_are_treated_in_two_ways_cost_one_part(optimizer):
    moved, kept = step(optimizer)
    moved["b2"] = ARGS[0]["b2"] - 2 * RATE * direction(kept["db2"], ARGS[1]["db2"], optimizer)
    found = lost(optimizer, (moved, kept))
    assert found.keys() == {"all"}
    assert found["all"].message.startswith("A number of b2 came out as")


@BOTH
def test_epsilon_stands_where_it_likes_by_own_averages_too(optimizer):
    def halved(old, slope, o):
        return average(old, slope, o, 0.5)

    def inside(kept, slope, o):
        return slope / np.sqrt(kept + EPSILON) if o == "rmsprop" else kept

    assert lost(optimizer, step(optimizer, halved, inside)).keys() == {"average"}
    assert lost(optimizer, step(optimizer, halved, inside, sign=1.0)).keys() == {"average", "step"}


def test_by_right_averages_a_step_is_not_excused():
    got = step("rmsprop", along=lambda kept, slope, o: slope / np.sqrt(kept + EPSILON))
    assert lost("rmsprop", got).keys() == {"step"}  # one variant for all cases: the judge tries each


@BOTH
@pytest.mark.parametrize("fill", [np.zeros_like, np.ones_like, lambda array: array * np.nan])
def test_no_thought_earns_nothing(optimizer, fill):
    got = tuple({name: fill(array) for name, array in tree.items()} for tree in step(optimizer))
    assert {"average", "step"} <= lost(optimizer, got).keys()
    assert "all" in lost(optimizer, got)


@BOTH
def test_nothing_that_stays_is_alike(optimizer):
    assert lost(optimizer, (ARGS[0], ARGS[2])).keys() == {"average", "step", "all"}


@pytest.mark.parametrize(
    ("got", "rung"),
    [
        (None, Rung.TYPE),
        (3.0, Rung.TYPE),
        ((), Rung.TYPE),
        ("W1", Rung.TYPE),
        (({"W1": 1.0}, {}), Rung.SHAPE),
        (({}, {}), Rung.KEYS),
        (([1], [2]), Rung.TYPE),
        (({**ARGS[0], "b1": "b1"}, ARGS[2]), Rung.TYPE),
        (({**ARGS[0], "b1": ARGS[0]["W1"]}, ARGS[2]), Rung.SHAPE),
    ],
)
def test_what_is_no_step(got, rung):
    assert lost("momentum", got)["all"].rung is rung


@BOTH
def test_single_precision_is_as_good(optimizer):
    got = tuple({name: array.astype(np.float32) for name, array in tree.items()} for tree in step(optimizer))
    assert lost(optimizer, got) == {}


def test_wrong_steps_agree_by_all_their_arrays():
    wrong, other = step("momentum", sign=1.0), step("momentum", sign=1.0, names=("W1", "b1"))
    _, own, all_alike = RULES["momentum"].items
    for rule in (own, all_alike):
        assert rule.agrees(wrong, wrong, ARGS)
        assert not rule.agrees(wrong, other, ARGS)
        assert not rule.agrees(wrong[:0], wrong, ARGS)
        assert not rule.agrees(None, wrong, ARGS)
    first = first_array("average")
    assert first.agrees(wrong[1], dict(reversed(wrong[1].items())), ARGS)
    assert not first.agrees({**wrong[1], "db2": wrong[1]["db2"] + 1}, wrong[1], ARGS)


def test_each_row_may_have_a_factor_of_its_own():
    due = np.array([[1.0, -2.0, 1.0], [0.5, 0.0, -0.5], [0.0, 0.0, 0.0]])
    rule = proportional("mean", rows=True)
    for factors, rung in [
        ((2, 3, 1), None),
        ((-1, 0.1, 5), None),
        ((0, 1, 1), Rung.VALUE),
        ((np.nan, 1, 1), Rung.VALUE),
    ]:
        failure = rule.failure(due * np.array(factors)[:, np.newaxis], due, (), "it")
        assert (None if failure is None else failure.rung) is rung
    for wrong in (due + 1, due + np.array([[0], [0], [1]]), due.T[:, ::-1]):
        assert rule.failure(wrong, due, (), "it").rung is Rung.VALUE
    assert rule.failure(due[:2], due, (), "it").rung is Rung.SHAPE
    assert rule.failure(due.reshape(-1), due, (), "it").rung is Rung.SHAPE
