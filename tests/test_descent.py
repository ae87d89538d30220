"""The rule for gradient descent with all examples, parameter by parameter, against a descent of its own."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.rules import awake, descent
from autograder.rules.base import Rung

RATE, COUNTS = 0.3, (1, 1, 2, 3)
X = np.random.default_rng(5).normal(size=(7, 3))
Y = np.eye(2)[np.arange(7) % 2]
ARGS = (X, Y, (0.0, RATE, RATE, RATE), COUNTS)
NETWORK = {
    "network": (("w0", "", "sigmoid"), ("w1", "", "sigmoid")),
    "cost": "squared_error",
    "rows": True,
    "arguments": {"rate": 2, "iterations": 3},
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def start(seed=0, hidden=4):
    rng = np.random.default_rng(seed)
    return {"w0": rng.uniform(-1, 1, (3, hidden)), "w1": rng.uniform(-1, 1, (hidden, 2))}


def slopes(theta):
    layer1 = sigmoid(X @ theta["w0"])
    layer2 = sigmoid(layer1 @ theta["w1"])
    delta2 = (layer2 - Y) * layer2 * (1 - layer2)
    delta1 = delta2 @ theta["w1"].T * layer1 * (1 - layer1)
    return {"w0": X.T @ delta1, "w1": layer1.T @ delta2}


def walk(theta, w0=1.0, w1=1.0, again=False):
    """The places that one passes; w0 and w1 say how often each step is made, ``again`` makes the first one always."""
    places, first = [theta], slopes(theta)
    for _ in range(3):
        down = first if again else slopes(theta)
        theta = {"w0": theta["w0"] - w0 * RATE * down["w0"], "w1": theta["w1"] - w1 * RATE * down["w1"]}
        places.append(theta)
    return places


def w1_too_early(theta):
    places = [theta]
    for _ in range(3):
        w1 = theta["w1"] - RATE * slopes(theta)["w1"]
        theta = {"w0": theta["w0"] - RATE * slopes({"w0": theta["w0"], "w1": w1})["w0"], "w1": w1}
        places.append(theta)
    return places


ZEROS = {"w0": np.zeros((3, 4)), "w1": np.zeros((4, 2))}
WAYS = {
    # name: (the places, which is refused of: w0 exactly, w1 exactly, the way of w0, the way of w1)
    "right": (walk(start()), ""),
    "another start": (walk(start(7)), ""),
    "single precision": ([{k: v.astype(np.float32) for k, v in t.items()} for t in walk(start())], "single"),
    "pairs with more in them": ([({**t, "n": 3}, [1.0]) for t in walk(start())], ""),
    "uphill": (walk(start(), -1, -1), "w0 w1"),
    "too short": (walk(start(), 1 / 7, 1 / 7), "w0 w1"),
    "only w0": (walk(start(), 1, 0), "w1 way1"),
    "only w1": (walk(start(), 0, 1), "w0 way0"),
    "nothing": ([start()] * 4, "w0 w1 way0 way1"),
    "the first step again": (walk(start(), again=True), "w0 w1 way0 way1"),
    "w1 too early": (w1_too_early(start()), "w0 way0"),
    "other weights each time": ([start(seed) for seed in range(4)], "w0 w1 way0 way1"),
    "from zeros, where w0 has no slope at first": (walk(ZEROS), ""),
    "left at a saddle": ([{"w0": np.zeros((3, 4)), "w1": np.zeros((4, 2)) + 1e3}] * 4, "w0 w1 way0 way1"),
    "zeros for ever": ([ZEROS] * 4, "w0 w1 way0 way1"),
    "huge": ([{k: v * 1e300 for k, v in t.items()} for t in walk(start())], "w0 w1 way0 way1"),
}


@pytest.mark.parametrize("name", [name for name in WAYS if name != "single precision"])
def test_each_parameter_is_judged_from_where_all_of_them_were(name):
    got, wrong = WAYS[name]
    rules = {
        "w0": descent("w0", only=("w0",), **NETWORK),
        "w1": descent("w1", only=("w1",), **NETWORK),
        "way0": descent("way0", only=("w0",), up_to_a_factor=True, **NETWORK),
        "way1": descent("way1", only=("w1",), up_to_a_factor=True, **NETWORK),
    }
    refused = {key for key, rule in rules.items() if rule.failure(got, walk(start(9)), ARGS, "what train returned")}
    assert refused == set(wrong.split())
    both = descent("both", **NETWORK).failure(got, walk(start(9)), ARGS, "what train returned")
    assert (both is not None) == bool(refused & {"w0", "w1"})


@pytest.mark.parametrize("often", [1e-8, -1e-8, 1e-10])
def test_a_very_small_step_goes_along_the_slopes_or_does_not(often):
    """Within what is close in any case, the way still has a direction; noise of that size has another."""
    way, rng = descent("way", up_to_a_factor=True, **NETWORK), np.random.default_rng(1)
    tiny = walk(start(), w0=often, w1=often)
    noisy = [{name: value + 1e-10 * rng.normal(size=value.shape) for name, value in start().items()} for _ in range(4)]
    still = [start()] * 4
    found = [way.failure(places, places, ARGS, "what train returned") is None for places in (tiny, noisy, still)]
    assert found == [True, False, False]


def test_from_zeros_the_first_step_of_w0_shows_nothing():
    first = (X, Y, (0.0, RATE), (1, 1))
    for rule in (descent(only=("w0",), **NETWORK), descent(only=("w0",), up_to_a_factor=True, **NETWORK)):
        failure = rule.failure(walk(ZEROS)[:2], walk(start())[:2], first, "what train returned")
        assert failure is not None
        assert failure.message.startswith("Where w0 began its gradient is 0")
        assert rule.failure(walk(start())[:2], walk(start())[:2], first, "what train returned") is None


def test_a_wrong_step_shows_where_it_should_lead_and_a_wrong_way_does_not():
    got = walk(start(), 0, 1)
    exact = descent(**NETWORK).failure(got, got, ARGS, "what train returned")
    assert exact is not None
    assert exact.message.startswith("From iteration 0 to 1, w0 did not move")
    assert exact.expected
    way = descent(up_to_a_factor=True, **NETWORK).failure(got, got, ARGS, "what train returned")
    assert way is not None
    assert way.message.startswith("From iteration 0 to 1, w0 did not move along its gradient")
    assert not way.expected


@pytest.mark.parametrize(
    ("got", "rung"),
    [
        ([None] * 4, Rung.TYPE),
        ([list(t.values()) for t in walk(start())], Rung.TYPE),
        ([{"w0": t["w0"]} for t in walk(start())], Rung.KEYS),
        (walk(start(hidden=5)), Rung.SHAPE),
        ([{**t, "w1": t["w1"] * np.nan} for t in walk(start())], Rung.NOT_FINITE),
    ],
)
def test_parameters_have_keys_and_shapes_first(got, rung):
    failure = descent(only=("w0",), **NETWORK).failure(got, walk(start()), ARGS, "what train returned")
    assert failure is not None
    assert failure.rung is rung


def test_only_the_same_places_agree():
    rule = descent(only=("w0",), **NETWORK)
    assert rule.agrees(walk(start()), walk(start()), ARGS)
    assert not rule.agrees(walk(start()), walk(start(), 1, 0), ARGS)
    assert not rule.agrees([None] * 4, walk(start()), ARGS)


def test_inputs_alone_may_have_their_examples_in_rows():
    """Labels and weights lie as ever, so the steps are those of the inputs turned."""
    rng = np.random.default_rng(2)
    inputs, labels = rng.normal(size=(5, 2)), np.array([[1.0, 0, 0, 1, 0]])
    here = {"W1": rng.normal(size=(1, 2)), "b1": np.array([[0.2]])}
    error = sigmoid(here["W1"] @ inputs.T + here["b1"]) - labels
    there = {"W1": here["W1"] - RATE * error @ inputs / 5, "b1": here["b1"] - RATE * error.mean()}
    network = {"network": (("W1", "b1", "sigmoid"),), "settings": {"rate": RATE}}
    way, args = [here, there], (inputs, labels)
    assert descent(rows="inputs", **network).failure(way, way, args, "") is None
    assert descent(**network).failure(way, way, (inputs.T, labels), "") is None
    assert descent(rows="inputs", **network).failure([here, here], way, args, "") is not None


def test_a_bias_need_not_move_but_may_not_move_of_itself():
    network = {"network": (("W1", "b1", "tanh"),), "settings": {"rate": RATE}, "cost": "squared_error"}
    inputs, labels = np.array([[1.0, -1.0]]), np.array([[0.5, -0.5]])
    rule, args = descent(**network), (inputs, labels)
    slope = -2 * (0.5 - np.tanh(0.1)) * (1 - np.tanh(0.1) ** 2)
    here, there = {"W1": [[0.1]], "b1": [[0.0]]}, {"W1": [[0.1 - RATE * slope]], "b1": [[0.0]]}
    assert rule.failure([here, there], [here, there], args, "") is None
    assert rule.failure([here, {**there, "b1": [[0.2]]}], [here, there], args, "") is not None


@pytest.mark.parametrize(
    ("got", "at_rest"),
    [
        (walk(start()), False),
        (walk(start(), 0, 1), False),
        (walk(start(), again=True), False),
        (walk(ZEROS), False),
        ([ZEROS] * 4, True),
        ([{"w0": np.zeros((3, 4)), "w1": np.full((4, 2), 1e3)}] * 4, True),
        ([None] * 4, False),  # nothing to judge
    ],
)
def test_parameters_are_awake_where_each_weight_has_a_slope_somewhere(got, at_rest):
    failure = awake("awake", **NETWORK).failure(got, walk(start(3)), ARGS, "what train returned")
    assert (failure is not None) == at_rest


def test_of_a_step_that_is_too_small_to_be_seen_uphill_shows_as_little():
    """Else it would be chance which parameters of one that climbs are told to stand still."""
    here, step = np.full((2, 2), 1e-4), np.array([[9e-10, 1e-10], [-9e-10, 0.0]])
    rule = descent("way", up_to_a_factor=True, **NETWORK)
    assert rule._right(here, step, here + step)
    assert rule._right(here, step, here - step)
    assert not rule._right(here, step, here + 1e-6)
    assert not rule._right(here, np.zeros((2, 2)), here + 1e-6)
    assert not descent("steps", **NETWORK)._right(here, step, here - 2 * step)
