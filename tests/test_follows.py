"""A value is right if it follows from the student's own values before it: a slip costs one value, not all behind it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.key.exercises import DescriptionError, exercise
from autograder.rules import all_of, anything, close, follows, scalar, values
from autograder.rules.as_json import returns_from_json, returns_to_json
from autograder.rules.base import Rung
from autograder.rules.formula import names_read, value_of
from autograder.rules.tree import agreeing_parts, compare

RNG = np.random.default_rng(3)
X, W0, W1 = RNG.normal(size=(5, 2)), RNG.normal(size=(2, 4)), RNG.normal(size=(4, 3))
LAYERS = X, W0, W1


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def described(reference, returns):
    """What a key says of the values, with the names of the reference's last line and of its arguments."""
    reference.__doc__ = "What it returns."
    return exercise(returns=returns, hints=("?",))(reference).returns


def wrong(returns, got, expected, args):
    """The parts that are lost, each with the rung of its failure."""
    found = compare(returns, got, expected, args, "what f returned")
    return {part: failure.rung for part, failure in found if failure is not None}


def forward(layer0, w0, w1):
    layer1 = sigmoid(layer0 @ w0)
    layer2 = sigmoid(layer1 @ w1)
    return layer1, layer2


FORWARD = described(
    forward, values(close("layer1", points=1), follows("layer2", "sigmoid(layer1 @ w1)", points=1), extra=1)
)
LAYER1, LAYER2 = RIGHT = forward(*LAYERS)
TANH, SUM = np.tanh(X @ W0), X @ W0


@pytest.mark.parametrize(
    ("got", "lost"),
    [
        (RIGHT, {}),
        ([LAYER1.tolist(), LAYER2.tolist()], {}),
        ((TANH, sigmoid(TANH @ W1)), {"layer1": Rung.VALUE}),
        ((TANH.tolist(), sigmoid(TANH @ W1).tolist(), X), {"layer1": Rung.VALUE}),
        ((SUM, LAYER2), {"layer1": Rung.VALUE}),  # right all the same
        ((SUM, sigmoid(SUM @ W1).astype(np.float32)), {"layer1": Rung.VALUE}),
        ((TANH, np.tanh(TANH @ W1)), {"layer1": Rung.VALUE, "layer2": Rung.VALUE}),
        ((LAYER1, sigmoid(LAYER2)), {"layer2": Rung.VALUE}),
        ((LAYER1.T, LAYER2 / 2), {"layer1": Rung.SHAPE, "layer2": Rung.VALUE}),
        ((LAYER1 * np.nan, LAYER2 * np.nan), {"layer1": Rung.NOT_FINITE, "layer2": Rung.NOT_FINITE}),
        ((LAYER1 * np.inf, LAYER2 / 2), {"layer1": Rung.NOT_FINITE, "layer2": Rung.VALUE}),
        ((None, LAYER2 / 2), {"layer1": Rung.TYPE, "layer2": Rung.VALUE}),
        (("layer1", LAYER2 / 2), {"layer1": Rung.TYPE, "layer2": Rung.VALUE}),
        ((TANH, sigmoid(TANH @ W1).T), {"layer1": Rung.VALUE, "layer2": Rung.SHAPE}),
        ((LAYER2, LAYER1), {"layer1": Rung.SHAPE, "layer2": Rung.SHAPE}),
        ((LAYER1,), {"layer1": Rung.TYPE, "layer2": Rung.TYPE}),
        (3, {"layer1": Rung.TYPE, "layer2": Rung.TYPE}),
        ((0 * LAYER1, 0 * LAYER2), {"layer1": Rung.VALUE, "layer2": Rung.VALUE}),
        ((0 * LAYER1 + 1, 0 * LAYER2 + 1), {"layer1": Rung.VALUE, "layer2": Rung.VALUE}),
    ],
)
def test_outputs_follow_from_the_hidden_layer(got, lost):
    assert wrong(FORWARD, got, RIGHT, LAYERS) == lost


def backward(layer1, layer2, y, w1):
    layer2_delta = (y - layer2) * layer2 * (1 - layer2)
    layer1_delta = (layer2_delta @ w1.T) * layer1 * (1 - layer1)
    return layer1_delta, layer2_delta


BACKWARD = described(
    backward,
    (
        follows("layer1_delta", "(layer2_delta @ w1.T) * layer1 * (1 - layer1)", points=2),
        close("layer2_delta", points=2),
    ),
)
ERROR = np.eye(3)[[0, 2, 1, 1, 0]] - LAYER2
BACK = LAYER1, LAYER2, np.eye(3)[[0, 2, 1, 1, 0]], W1
DELTA1, DELTA2 = backward(*BACK)
SLOPE = LAYER1 * (1 - LAYER1)


@pytest.mark.parametrize(
    ("got", "lost"),
    [
        ((DELTA1, DELTA2), set()),
        ((-DELTA1, -DELTA2), {"layer2_delta"}),
        (((ERROR @ W1.T) * SLOPE, ERROR), {"layer2_delta"}),
        ((DELTA1, -DELTA2), {"layer2_delta"}),
        ((-DELTA1, DELTA2), {"layer1_delta"}),
        ((DELTA2 @ W1.T, DELTA2), {"layer1_delta"}),
        ((0 * DELTA1, 0 * DELTA2), {"layer1_delta", "layer2_delta"}),  # of nothing follows nothing
        ((0 * DELTA1 + 1, 0 * DELTA2 + 1), {"layer1_delta", "layer2_delta"}),
    ],
)
def test_a_value_may_follow_from_one_that_is_returned_behind_it(got, lost):
    assert set(wrong(BACKWARD, got, (DELTA1, DELTA2), BACK)) == lost


def graph(a, b, c):
    u = b * c
    v = a + u
    J = 3 * v
    return u, v, J


GRAPH = described(graph, (scalar("u", points=1), follows("v", "a + u", points=1), follows("J", "3 * v", points=1)))


@pytest.mark.parametrize(
    ("got", "lost"),
    [
        ((6, 11, 33), set()),
        ((6.0, np.array([11]), [[33.0]]), set()),
        ((5, 10, 30), {"u"}),
        ((np.array([5]), 10, np.array([[30]])), {"u"}),
        ((6, 30, 90), {"v"}),
        ((6, 11, 14), {"J"}),
        ((5, 25, 75), {"u", "v"}),
        ((33, 11, 6), {"u", "J"}),
        ((0, 0, 0), {"u", "v", "J"}),
        ((6, 0, 0), {"v", "J"}),  # three times nothing is nothing
        ((None, 11, 33), {"u"}),
        ((None, 5, 15), {"u", "v"}),
        (("6", 5, 15), {"u", "v"}),
        ((True, 6, 18), {"u"}),  # True is 1
    ],
)
def test_each_number_of_a_chain_is_judged_by_the_one_before(got, lost):
    assert set(wrong(GRAPH, got, (6, 11, 33), (5, 2, 3))) == lost


def network(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


NETWORK = described(
    network,
    (
        follows("A2", "sigmoid(Z2)", points=1),
        {
            "Z1": close("Z1", points=1),
            "A1": follows("A1", "tanh(Z1)", points=1),
            "Z2": follows("Z2", 'parameters["W2"] @ A1 + parameters["b2"]', points=1),
            "A2": follows("A2", "sigmoid(Z2)"),
        },
    ),
)
PARAMETERS = {
    name: RNG.normal(size=size) for name, size in {"W1": (4, 2), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}.items()
}
NET = X.T, PARAMETERS


def changed(**changes):
    """What the network returns if one of its steps is another one."""
    W1, b1, W2, b2 = PARAMETERS.values()
    Z1 = changes.get("Z1", W1 @ X.T + b1)
    A1 = changes.get("A1", np.tanh)(Z1)
    Z2 = W2 @ A1 + (0 if "Z2" in changes else b2)
    A2 = changes.get("A2", sigmoid)(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({}, set()),
        ({"Z1": PARAMETERS["W1"] @ X.T}, {"Z1"}),
        ({"A1": sigmoid}, {"A1"}),
        ({"Z2": "no bias"}, {"Z2"}),
        ({"A2": np.tanh}, {"A2"}),
        ({"A1": sigmoid, "A2": np.tanh}, {"A1", "A2"}),
    ],
)
def test_the_values_of_a_network_stand_in_two_places_and_follow_from_what_is_beside_them(changes, lost):
    assert set(wrong(NETWORK, changed(**changes), network(*NET), NET)) == lost


def test_a_value_that_is_not_there_leaves_what_is_expected():
    A2, cache = changed(Z1=PARAMETERS["W1"] @ X.T)
    del cache["A1"]
    assert set(wrong(NETWORK, (A2, cache), network(*NET), NET)) == {"Z1", "A1", "Z2"}
    assert set(wrong(NETWORK, (A2, "cache"), network(*NET), NET)) == {"Z1", "A1", "Z2", "A2"}


def test_two_answers_agree_by_what_stands_at_each_place():
    wrong_twice = TANH, sigmoid(TANH @ W1)
    assert agreeing_parts(FORWARD, wrong_twice, (TANH, LAYER2), LAYERS) == {"layer1": True, "layer2": False}
    assert agreeing_parts(FORWARD, wrong_twice, wrong_twice, LAYERS) == {"layer1": True, "layer2": True}


def test_the_rule_travels_as_data():
    for returns in (FORWARD, BACKWARD, GRAPH, NETWORK):
        assert returns_from_json(returns_to_json(returns)) == returns


def test_a_formula_knows_arithmetic_two_functions_and_nothing_else():
    names = {"a": 2, "b": [1.0, 2.0], "p": {"W": np.eye(2)}}
    assert value_of("-a + 3 * a / 2 - 1", names) == 0
    assert np.array_equal(value_of('p["W"].T @ b', names), [1, 2])
    assert np.array_equal(value_of("sigmoid(0 * b) + tanh(0 * b)", names), [0.5, 0.5])
    assert names_read('sigmoid(p["W"] @ b) * a') == {"p", "b", "a"}


@pytest.mark.parametrize(
    "formula", ["", "a +", "a = 3", "open('x')", "a.real", "[a]", "lambda: a", "a ** 2", "sigmoid(a, b)", "p[0]", "'a'"]
)
def test_any_other_formula_is_refused_where_it_is_written(formula):
    with pytest.raises(DescriptionError, match="formula"):
        described(graph, (scalar("u", points=1), follows("v", formula, points=1), follows("J", "3 * v", points=1)))


def test_a_name_that_is_neither_returned_nor_handed_over_is_refused():
    with pytest.raises(DescriptionError, match="'w'"):
        described(graph, (scalar("u", points=1), follows("v", "a + w", points=1), follows("J", "3 * v", points=1)))


def test_a_value_cannot_follow_from_itself():
    with pytest.raises(DescriptionError, match="'v'"):
        described(graph, (scalar("u", points=1), follows("v", "v", points=1), follows("J", "3 * v", points=1)))


def test_a_dictionary_and_what_stands_beside_it_may_be_asked_by_several_rules():
    def pair(a):
        dw = 2 * a
        db = dw + 1
        return {"dw": dw, "db": db}

    returns = described(pair, all_of({"dw": scalar("dw", points=1)}, {"db": follows("db", "dw + 1", points=1)}))
    assert set(wrong(returns, {"dw": 5, "db": 6}, {"dw": 6, "db": 7}, (3,))) == {"dw"}
    assert set(
        wrong(
            described(graph, (anything(), scalar("v", points=1), follows("J", "3 * v", points=1))),
            (0, 1, 3),
            (6, 11, 33),
            (5, 2, 3),
        )
    ) == {"v"}
