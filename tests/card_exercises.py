"""Small exercises whose numbers are known, for what cards say of answers to them (tests/test_card.py)."""

from __future__ import annotations

import numpy as np

from autograder.key.exercises import Exercise, case, exercise
from autograder.rules import close, columns_partition, cost_history, drawn, labels, layers, rows_split, scalar

HINTS = ("What is asked for?", "Which sum is it?", "Divide the sum by the count.")
Z = np.array([[0.5, -1.25, 2.0], [1.5, 0.25, -0.75]])
W = np.array([[2.0, -1.0], [0.5, 1.0], [1.0, 3.0]])
LONG = np.arange(60.0).reshape(3, 20)
MANY = np.arange(28.0).reshape(2, 14)


@exercise(returns=close("value", points=2), case_points={"a number": 1}, hints=HINTS)
def bend(z, slope=2.0):
    """One result, which has no name of its own."""
    return np.where(z > 0, slope * z, 0.5 * z)


@bend.inputs
def bend_inputs(rng):
    yield case(3, part="a number")
    yield case(Z)
    yield case(np.array([0.5, -1.5, 2.5]))
    yield case(LONG - 30.5)


@bend.mistake
def bend_halved(z, slope=2.0):
    """Everything is halved, the positive numbers as well. Which of them keep their size?"""
    return 0.5 * np.asarray(z)


@exercise(
    returns=(close("A2"), {"Z1": close("Z1", points=1), "A1": close("A1", points=1), "A2": close("A2", points=1)}),
    order=("Z1", "A1", "A2"),
    hints=HINTS,
)
def forward(X, weights):
    """Values of which each is made from the one before."""
    Z1 = weights @ X
    A1 = np.tanh(Z1)
    A2 = A1.sum(axis=0, keepdims=True)
    return A2, {"Z1": Z1, "A1": A1, "A2": A2}


@forward.inputs
def forward_inputs(rng):
    for factor in (1.0, 0.5, 0.25):
        yield case(factor * Z, W)


@exercise(
    returns=({"dw": close("dw", points=1), "db": scalar("db", points=1)}, scalar("cost", points=1)),
    order=("cost", "dw", "db"),
    hints=HINTS,
)
def slopes(A, Y, parameters, seed=0):
    """Values that do not hang on each other; two arguments play no part."""
    cost = np.mean((A - Y) ** 2)
    return {"dw": np.mean(A - Y, axis=1, keepdims=True), "db": np.mean(A - Y)}, cost


@slopes.inputs
def slopes_inputs(rng):
    for factor in (1.0, 2.0):
        yield case(factor * Z, np.ones((2, 3)), {"W1": W})


@slopes.mistake
def slopes_summed(A, Y, parameters, seed=0):
    """Your db is a sum over the examples and outputs. How does a sum become a mean?"""
    return {"dw": np.mean(A - Y, axis=1, keepdims=True), "db": np.sum(A - Y)}, np.mean((A - Y) ** 2) + 1


@exercise(
    returns=(layers({"W": close("parameters", points=1)}), layers({"dW": close("v", points=1)})),
    order=("v", "parameters"),
    hints=HINTS,
)
def move(parameters, gradients, v):
    """Two dictionaries with keys like those of the arguments."""
    v = {f"dW{i}": 0.9 * v[f"dW{i}"] + 0.1 * gradients[f"dW{i}"] for i in (1, 2)}
    parameters = {f"W{i}": parameters[f"W{i}"] - v[f"dW{i}"] for i in (1, 2)}
    return parameters, v


@move.inputs
def move_inputs(rng):
    for factor in (1.0, 3.0):
        gradients = {"dW1": factor * Z, "dW2": factor * W}
        yield case({"W1": Z + 1, "W2": W + 1}, gradients, {"dW1": Z - 1, "dW2": W - 1})


@exercise(returns=(scalar("sizes", points=1), scalar("sizes"), scalar("sizes")), hints=HINTS)
def sizes(X, Y):
    """Three numbers that count together, each with a name."""
    n_x, n_h, n_y = X.shape[0], 4, Y.shape[0]
    return n_x, n_h, n_y


@sizes.inputs
def sizes_inputs(rng):
    for n in (2, 3):
        yield case(np.zeros((n, 5)), np.zeros((1, 5)))


@exercise(returns=cost_history("costs", points=1, every=10), hints=HINTS)
def descend(start):
    """A list of numbers."""
    return [start, start / 2, start / 4]


@descend.inputs
def descend_inputs(rng):
    for start in (0.5, 3.0):
        yield case(start)


@exercise(returns=labels("labels", points=1), hints=HINTS)
def decide(A):
    """Predictions."""
    return (A > 0.5).astype(int)


@decide.inputs
def decide_inputs(rng):
    for last in (0.9, 0.1):
        yield case(np.array([[0.2, 0.6, 0.7, last]]))


@exercise(returns=columns_partition("batches", points=1), hints=HINTS)
def deal(X, Y, size):
    """Mini-batches."""
    order = np.random.default_rng(0).permutation(X.shape[1])
    parts = [order[k : k + size] for k in range(0, len(order), size)]
    return [(X[:, part], Y[:, part]) for part in parts]


@deal.inputs
def deal_inputs(rng):
    for m in (7, 14):
        yield case(MANY[:, :m], MANY[:1, :m] + 0.5, 3)


@exercise(returns=rows_split("split", points=1), hints=HINTS)
def cut(X, Y, share):
    """Training and test part."""
    order = np.random.default_rng(0).permutation(len(X))
    test, train = order[: int(share * len(X))], order[int(share * len(X)) :]
    return X[train], X[test], Y[train], Y[test]


@cut.inputs
def cut_inputs(rng):
    for m in (8, 12):
        yield case(MANY.T[:m], MANY.T[:m, :1], 0.25)


@exercise(returns={"W1": drawn("weights", points=1), "b1": close("biases", points=1)}, hints=HINTS)
def begin(n, m):
    """Random numbers."""
    return {"W1": np.random.default_rng(1).normal(size=(n, m)), "b1": np.zeros((n, 1))}


@begin.inputs
def begin_inputs(rng):
    for n in (12, 20):
        yield case(n, 11)


@exercise(
    returns=({"dz": close("dz", points=1)}, scalar("cost", points=1)),
    case_points={"bias": 1},
    order=("cost", "dz", "bias"),
    hints=HINTS,
)
def neuron(x, b, extra):
    """What is returned counts for another part in some calls; a whole number plays no part."""
    z = x + b
    cost = np.sum(z**2)
    return {"dz": 2 * z}, cost


@neuron.inputs
def neuron_inputs(rng):
    for x in (Z, 2 * Z):
        yield case(x, 0.0, 7)
    yield case(Z, 0.5, 7, part={"cost": "bias", "dz": "dz"})


ALL: tuple[Exercise, ...] = (bend, forward, slopes, move, sizes, descend, decide, deal, cut, begin, neuron)
