"""backward_propagation_rows: the same way back where the examples of X are rows."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import all_of, close, proportional, scalar

from ._families import (
    BIAS_DERIVATIVES_NOT_SUMMED,
    BIAS_DERIVATIVES_WITHOUT_KEEPDIMS,
    ERROR_REVERSED,
    FIRST_BIAS_DERIVATIVE_AS_ONE_NUMBER,
    LABELS_NOT_SUBTRACTED,
    LABELS_THE_WRONG_WAY_ROUND,
    NOTHING_AVERAGED,
    ONE_OUTPUT_UNIT,
    SLOPE_AS_MATRIX_PRODUCT,
    SLOPE_NOT_SQUARED,
)
from ._inputs import _cache, _in_rows, _network, _undecided
from .backward_propagation import backward_propagation
from .forward_propagation import forward_propagation


@exercise(
    returns={
        "dw1": all_of(
            close("dw1", points=0.5, rtol=1e-6, atol=1e-7),
            proportional("direction of dw1 at A2 = 0.5", points=1, rtol=1e-6, atol=1e-7),
        ),
        "db1": close("db1", points=0.5, rtol=1e-6, atol=1e-7),
        "dw2": all_of(
            close("second layer", points=0.5, rtol=1e-6, atol=1e-7),
            proportional("direction of dw2 at A2 = 0.5", points=0.5, rtol=1e-6, atol=1e-7),
        ),
        "db2": scalar("second layer", rtol=1e-6, atol=1e-7),
    },
    order=("second layer", "direction of dw2 at A2 = 0.5", "dw1", "direction of dw1 at A2 = 0.5", "db1"),
    hints=(
        "On the way forward X was transposed. dw1 is (n_h, n): which product of dZ1 (n_h, m) and X (m, n) has that "
        "shape?",
        "Only one line differs from the column network; everything made of A1, A2 and Y is as it was.",
        "Inner sizes must be equal: np.dot(np.ones((4, 7)), np.ones((7, 2))) has the shape (4, 2), and nothing was "
        "transposed. A db is a sum along axis=1 with keepdims=True, and everything shares 1/m.",
    ),
    equivalent=ONE_OUTPUT_UNIT,
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
    dA1 = np.dot(params["w2"].T, dZ2)
    dZ1 = dA1 * (1 - A1**2)
    dw1 = np.dot(dZ1, X) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


@backward_propagation_rows.inputs
def backward_propagation_rows_inputs(rng):
    exactly = {part: part for part in ("dw1", "db1", "second layer")}
    direction = {part: part for part in ("direction of dw1 at A2 = 0.5", "direction of dw2 at A2 = 0.5")}
    for n, n_h, m in [(2, 4, 3), (5, 3, 7), (3, 6, 8)]:
        X, Y, parameters = _network(rng, forward_propagation, n, n_h, m)
        yield case(_in_rows(parameters), _cache(forward_propagation, X, parameters), X.T, Y, part=exactly)
    for n, pairs, m in [(3, 2, 7), (2, 3, 5)]:
        X, Y, parameters = _undecided(rng, n, pairs, m)
        yield case(_in_rows(parameters), _cache(forward_propagation, X, parameters), X.T, Y, part=direction)


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


backward_propagation_rows.slips(
    # rows and columns
    examples_transposed_once_more=(
        "dw1 = np.dot(dZ1, X.T) / m",
        "In a matrix product (n_h, m) met (n, m), and the sizes do not fit. Examples are rows here: how does X lie "
        "before any transpose?",
    ),
    examples_transposed_once_more_with_at=(
        "dw1 = dZ1 @ X.T / m",
        "In a matrix product m columns met an array of n rows, and these sizes do not fit. Examples are rows here: how "
        "does X lie before any transpose?",
    ),
    features_of_rows_counted=(
        "m = X.shape[1]",
        "All four derivatives were divided by the number of features. Where X has its examples in rows, which size "
        "counts them?",
    ),
    derivatives_of_rows_on_their_side=(
        ("dw2 = np.dot(A1, dZ2.T) / m", "dw1 = np.dot(X.T, dZ1.T) / m"),
        "Your dw1 and dw2 hold the right numbers on their side. A step changes w by a part of dw: which shape must dw "
        "have then?",
    ),
    first_derivative_of_rows_on_its_side=(
        "dw1 = np.dot(X.T, dZ1.T) / m",
        "Your dw1 holds the right numbers on its side. A step changes w1 by a part of dw1: which shape must dw1 have "
        "then?",
    ),
    capital_keys_returned=(
        'return {"dW1": dw1, "db1": db1, "dW2": dw2, "db2": db2}',
        "Your numbers are right under the keys dW1 and dW2. What are the parameters called in this section?",
    ),
    # the biases
    bias_derivatives_of_rows_without_keepdims=BIAS_DERIVATIVES_WITHOUT_KEEPDIMS,
    bias_derivatives_of_rows_not_summed=BIAS_DERIVATIVES_NOT_SUMMED,
    bias_derivatives_of_rows_along_the_other_axis=(
        ("db2 = np.sum(dZ2, axis=0, keepdims=True) / m", "db1 = np.sum(dZ1, axis=0, keepdims=True) / m"),
        "Your db1 and db2 were summed over the neurons, so a number for each example is left. X has its examples in "
        "rows; along which axis of dZ1 do they lie?",
    ),
    first_bias_derivative_of_rows_as_one_number=FIRST_BIAS_DERIVATIVE_AS_ONE_NUMBER,
    # the errors
    labels_of_rows_exchanged=LABELS_THE_WRONG_WAY_ROUND,
    error_of_rows_reversed=ERROR_REVERSED,
    labels_of_rows_not_subtracted=LABELS_NOT_SUBTRACTED,
    slope_of_rows_made_of_z=(
        'dZ1 = dA1 * (1 - cache["Z1"] ** 2)',
        "Your dw1 and db1 hold a slope made of Z1, which can even be negative. The formula for the slope of tanh is "
        "made of its value: which entry of the cache is that?",
    ),
    slope_of_rows_not_squared=SLOPE_NOT_SQUARED,
    slope_of_rows_left_out=(
        "dZ1 = dA1",
        "Your dw1 and db1 are those of a hidden layer without tanh. What stands between A1 and Z1 on the way back?",
    ),
    slope_of_rows_of_the_sigmoid=(
        "dZ1 = dA1 * A1 * (1 - A1)",
        "Your dw1 and db1 hold the slope of the sigmoid. Which activation does the hidden layer have?",
    ),
    slope_of_rows_as_matrix_product=SLOPE_AS_MATRIX_PRODUCT,
    scores_of_rows_for_activations=(
        'dw2 = np.dot(dZ2, cache["Z1"].T) / m',
        "Your dw2 was made with Z1. What arrived at the second layer on the way forward, Z1 or A1?",
    ),
    nothing_of_rows_averaged=(
        (
            "dw2 = np.dot(dZ2, A1.T)",
            "db2 = np.sum(dZ2, axis=1, keepdims=True)",
            "dw1 = np.dot(dZ1, X)",
            "db1 = np.sum(dZ1, axis=1, keepdims=True)",
        ),
        NOTHING_AVERAGED,
    ),
    bias_derivatives_of_rows_not_averaged=(
        ("db2 = np.sum(dZ2, axis=1, keepdims=True)", "db1 = np.sum(dZ1, axis=1, keepdims=True)"),
        "Your db1 and db2 are exactly m times too large, dw1 and dw2 are right. What turns a sum into an average?",
    ),
)
