"""The exercise backward_propagation_rows of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close, scalar

from ._inputs import _cache, _in_rows, _network
from .backward_propagation import backward_propagation
from .forward_propagation import forward_propagation


@exercise(
    returns={
        "dw1": close("first", points=2, rtol=1e-6, atol=1e-7),
        "db1": close("first", rtol=1e-6, atol=1e-7),
        "dw2": close("second", points=1, rtol=1e-6, atol=1e-7),
        "db2": scalar("second", rtol=1e-6, atol=1e-7),
    },
    order=("second", "first"),
    hints=(
        "On the way forward X was turned on its side. dw1 is (n_h, n): which product of dZ1 (n_h, m) and X (m, n) "
        "has that shape?",
        "Only one line differs from the column network, and the number of examples is now a size of another axis of X.",
        "dZ1 times X as it stands gives dw1; db1 is the row sums of dZ1, kept as a column; everything shares 1/m.",
    ),
    equivalent={
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, keepdims=True)": "there is one output unit",
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, axis=1)": "one number, however it is wrapped",
        "line 11: True -> False": "one number, however it is wrapped",
    },
)
def backward_propagation_rows(params, cache, X, Y):
    """Gradient of the cost: ``{"dw1" (n_h, n), "db1" (n_h, 1), "dw2" (1, n_h), "db2" (1, 1)}``.

    Params and cache as in forward_propagation_rows, ``X (m, n)``, ``Y (1, m)``. Formula: that of
    backward_propagation, where the transpose of the transpose of X is X itself.
    """
    m = Y.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dw2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - A1**2)
    dw1 = np.dot(dZ1, X) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


@backward_propagation_rows.inputs
def backward_propagation_rows_inputs(rng):
    for n, n_h, m in [(2, 4, 3), (5, 3, 7), (3, 6, 8)]:
        X, Y, parameters = _network(rng, forward_propagation, n, n_h, m)
        yield case(_in_rows(parameters), _cache(forward_propagation, X, parameters), X.T, Y)


@backward_propagation_rows.also_correct
def backward_rows_by_columns(params, cache, X, Y):
    parameters = {"W1": params["w1"], "b1": params["b1"], "W2": params["w2"], "b2": params["b2"]}
    grads = backward_propagation(parameters, cache, X.T, Y)
    return {key.lower(): value for key, value in grads.items()}


@backward_propagation_rows.also_correct
def backward_rows_with_multiply(params, cache, X, Y, verbose=True):
    m = X.shape[0]
    dZ2 = cache["A2"] - Y
    dZ1 = np.multiply(params["w2"].T, dZ2) * (1 - np.power(np.tanh(cache["Z1"]), 2))
    grads = {"dw2": dZ2 @ cache["A1"].T / m, "db2": np.sum(dZ2) / m}
    grads["dw1"], grads["db1"] = (1 / m) * (X.T @ dZ1.T).T, np.mean(dZ1, axis=1).reshape(-1, 1)
    if verbose:
        print(grads)
    return grads


@backward_propagation_rows.also_correct
def backward_rows_with_loop(params, cache, X, Y):
    m, w2 = len(X), params["w2"]
    dw1, db1, dw2, db2 = np.zeros(params["w1"].shape), np.zeros(params["b1"].shape), np.zeros(w2.shape), 0.0
    for j, x in enumerate(X):
        error = cache["A2"][0, j] - Y[0, j]
        hidden = error * w2.T * (1 - cache["A1"][:, j : j + 1] ** 2)
        dw1, db1 = dw1 + hidden * x / m, db1 + hidden / m
        dw2, db2 = dw2 + error * cache["A1"][:, j] / m, db2 + error / m
    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": np.array([db2])}


def _rows_sent_back(params, cache, X, Y, dZ2=None, slope=None):
    """The gradient over rows with another error of the last layer or another slope of tanh."""
    m = Y.shape[1]
    dZ2 = cache["A2"] - Y if dZ2 is None else dZ2
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - cache["A1"] ** 2 if slope is None else slope)
    return {
        "dw1": np.dot(dZ1, X) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dw2": np.dot(dZ2, cache["A1"].T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def _hidden_error(params, cache, Y):
    """The error of the hidden layer, ``(n_h, m)``."""
    return np.dot(params["w2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)


# backward_propagation_rows: rows and columns


@backward_propagation_rows.mistake
def examples_transposed_once_more(params, cache, X, Y):
    """dZ1 met X turned on its side, (n_h, m) and (n, m), and the sizes do not fit. How does X stand before any
    transpose?"""
    return {"dw1": np.dot(_hidden_error(params, cache, Y), X.T)}


@backward_propagation_rows.mistake
def examples_transposed_once_more_with_at(params, cache, X, Y):
    """In a matrix product m columns met an array of n rows, and these sizes do not fit. Examples are rows here: how
    does X stand before any transpose?"""
    return {"dw1": _hidden_error(params, cache, Y) @ X.T}


@backward_propagation_rows.mistake
def features_of_rows_counted(params, cache, X, Y):
    """All four derivatives were divided by the number of features. Where X has its examples in rows, which size
    counts them?"""
    ratio = X.shape[0] / X.shape[1]
    return {key: value * ratio for key, value in backward_propagation_rows(params, cache, X, Y).items()}


@backward_propagation_rows.mistake
def derivatives_of_rows_on_their_side(params, cache, X, Y):
    """Your dw1 and dw2 hold the right numbers on their side. A step changes w by a part of dw: which shape must dw
    have then?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "dw1": grads["dw1"].T, "dw2": grads["dw2"].T}


@backward_propagation_rows.mistake
def first_derivative_of_rows_on_its_side(params, cache, X, Y):
    """Your dw1 holds the right numbers on its side. A step changes w1 by a part of dw1: which shape must dw1 have
    then?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "dw1": grads["dw1"].T}


@backward_propagation_rows.mistake
def capital_keys_returned(params, cache, X, Y):
    """Your numbers are right under the keys dW1 and dW2. How are the parameters called in this section?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {key.replace("w", "W"): value for key, value in grads.items()}


# backward_propagation_rows: the biases


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_without_keepdims(params, cache, X, Y):
    """Your db1 is a rank-1 array. Taken from b1, a column, it makes a whole table by broadcasting. What keeps the
    axis over which was summed?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": grads["db1"].reshape(-1), "db2": grads["db2"].reshape(-1)}


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_not_summed(params, cache, X, Y):
    """Your db1 and db2 have one entry for each example. A unit has a single bias: what becomes of these entries?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": _hidden_error(params, cache, Y) / Y.size, "db2": (cache["A2"] - Y) / Y.size}


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_along_the_other_axis(params, cache, X, Y):
    """Your db1 and db2 were summed over the units, so a number for each example is left. X has its examples in
    rows; along which axis of dZ1 do they lie?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    hidden = np.sum(_hidden_error(params, cache, Y), axis=0, keepdims=True) / Y.size
    return {**grads, "db1": hidden, "db2": (cache["A2"] - Y) / Y.size}


@backward_propagation_rows.mistake
def first_bias_derivative_of_rows_as_one_number(params, cache, X, Y):
    """Your db1 is a single number: the hidden units were added together too. How many biases do n_h units have?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": np.sum(grads["db1"])}


# backward_propagation_rows: the errors


@backward_propagation_rows.mistake
def labels_of_rows_exchanged(params, cache, X, Y):
    """Your derivatives belong to labels in which 0 and 1 have changed places. What is the error of an example
    with label 1?"""
    return _rows_sent_back(params, cache, X, Y, dZ2=cache["A2"] - (1 - Y))


@backward_propagation_rows.mistake
def error_of_rows_reversed(params, cache, X, Y):
    """All four derivatives have the right size and the wrong sign. Is the error A2 minus Y, or Y minus A2?"""
    return _rows_sent_back(params, cache, X, Y, dZ2=Y - cache["A2"])


@backward_propagation_rows.mistake
def labels_of_rows_not_subtracted(params, cache, X, Y):
    """Your derivatives are made of A2 alone, as if every label were 0. What tells the network how wrong it was?"""
    return _rows_sent_back(params, cache, X, Y, dZ2=cache["A2"])


@backward_propagation_rows.mistake
def slope_of_rows_made_of_z(params, cache, X, Y):
    """Your dw1 and db1 hold a slope made of Z1, which can even be negative. The formula for the slope of tanh is
    made of its value: which entry of the cache is that?"""
    return _rows_sent_back(params, cache, X, Y, slope=1 - cache["Z1"] ** 2)


@backward_propagation_rows.mistake
def slope_of_rows_not_squared(params, cache, X, Y):
    """Your slope of tanh is 1 minus A1, above 1 for negative A1. What happens to A1 before it is taken from 1?"""
    return _rows_sent_back(params, cache, X, Y, slope=1 - cache["A1"])


@backward_propagation_rows.mistake
def slope_of_rows_left_out(params, cache, X, Y):
    """Your dw1 and db1 are those of a hidden layer without tanh. What stands between A1 and Z1 on the way back?"""
    return _rows_sent_back(params, cache, X, Y, slope=1.0)


@backward_propagation_rows.mistake
def slope_of_rows_of_the_sigmoid(params, cache, X, Y):
    """Your dw1 and db1 hold the slope of the sigmoid. Which activation does the hidden layer have?"""
    return _rows_sent_back(params, cache, X, Y, slope=cache["A1"] * (1 - cache["A1"]))


@backward_propagation_rows.mistake
def slope_of_rows_as_matrix_product(params, cache, X, Y):
    """Two arrays of the shape (n_h, m) met in a matrix product, and their sizes do not fit. Which operation
    multiplies them, or squares one, entry by entry?"""
    return {"dw1": np.dot(np.dot(params["w2"].T, cache["A2"] - Y), 1 - cache["A1"] ** 2)}


@backward_propagation_rows.mistake
def scores_of_rows_for_activations(params, cache, X, Y):
    """Your dw2 was made with Z1. What arrived at the second layer on the way forward, Z1 or A1?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "dw2": np.dot(cache["A2"] - Y, cache["Z1"].T) / Y.shape[1]}


@backward_propagation_rows.mistake
def nothing_of_rows_averaged(params, cache, X, Y):
    """All four derivatives are exactly m times too large: sums over the examples. What turns a sum into an
    average?"""
    return {key: value * Y.shape[1] for key, value in backward_propagation_rows(params, cache, X, Y).items()}


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_not_averaged(params, cache, X, Y):
    """Your db1 and db2 are exactly m times too large, dw1 and dw2 are right. What turns a sum into an average?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": grads["db1"] * Y.shape[1], "db2": grads["db2"] * Y.shape[1]}
