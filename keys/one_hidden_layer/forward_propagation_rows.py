"""forward_propagation_rows: from examples to probabilities where the examples of X are rows."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed, slip
from autograder.rules import close, follows

from ._families import BOTH_BIASES_LEFT_OUT, CACHE_NOT_RETURNED, SIGMOID_DROPPED, TANH_IN_THE_OUTPUT_LAYER
from ._given import sigmoid
from ._inputs import _in_rows, _network, _parameters
from .forward_propagation import forward_propagation


@exercise(
    # Each value from the student's own one before it, so that a slip costs one value and not all behind it.
    returns=(
        follows("output", "sigmoid(Z2)", points=1),
        {
            "Z1": close("Z1", points=0.5),
            "A1": follows("A1", "tanh(Z1)", points=0.5),
            "Z2": follows("output", 'params["w2"] @ A1 + params["b2"]'),
            "A2": follows("output", "sigmoid(Z2)"),
        },
    ),
    case_points={"one example": 1},
    reasons={"sizes": "One example by itself is a single row, as a bias is a single column."},
    order=("one example", "Z1", "A1", "output"),
    hints=(
        "Write the shape under every array again: w1 is (n_h, n), and here X is (m, n). Which sizes must meet?",
        "One single array has to be transposed, once, and from there on everything is as in the column network.",
        "Transpose X in the first product, so that Z1 is (n_h, m). With other numbers: np.array([[1, 2, 3], "
        "[4, 5, 6]]).T has three rows, [1, 4], [2, 5] and [3, 6].",
    ),
)
def forward_propagation_rows(X, params):
    """From examples in rows to probabilities: ``(A2 (1, m), {"Z1", "A1" (n_h, m), "Z2", "A2" (1, m)})``.

    ``X (m, n)``, params ``w1 (n_h, n)``, ``b1 (n_h, 1)``, ``w2 (1, n_h)``, ``b2 (1, 1)``. Formula: that of
    forward_propagation with the transpose of X.
    """
    Z1 = np.dot(params["w1"], X.T) + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(params["w2"], A1) + params["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation_rows.inputs
def forward_propagation_rows_inputs(rng):
    for n, n_h, m in [(2, 4, 3), (5, 3, 6), (3, 6, 8)]:
        X, _, parameters = _network(rng, forward_propagation, n, n_h, m)
        yield case(X.T, _in_rows(parameters))
    for n, n_h in [(2, 5), (4, 3)]:
        yield case(signed(rng, 0.2, 1.6, (1, n)), _in_rows(_parameters(rng, n, n_h)), part="one example")


@forward_propagation_rows.also_correct
def forward_rows_turned_back(X, params):
    Z1 = (X @ params["w1"].T).T + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = params["w2"] @ A1 + params["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation_rows.also_correct
def forward_rows_by_columns(X, params, verbose=True):
    parameters = {"W1": params["w1"], "b1": params["b1"], "W2": params["w2"], "b2": params["b2"]}
    if verbose:
        print(X.shape)
    return forward_propagation(np.transpose(X), parameters)


@forward_propagation_rows.also_correct
def forward_rows_with_loop(X, params):
    columns = []
    for x in X:
        z1 = params["w1"] @ x.reshape(-1, 1) + params["b1"]
        z2 = params["w2"] @ np.tanh(z1) + params["b2"]
        columns.append((z1, np.tanh(z1), z2, sigmoid(z2)))
    Z1, A1, Z2, A2 = (np.concatenate(arrays, axis=1) for arrays in zip(*columns, strict=True))
    return [A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "X": X}]


forward_propagation_rows.slips(
    # rows and columns
    examples_not_transposed=(
        'Z1 = np.dot(params["w1"], X) + params["b1"]',
        "w1 met X as (n_h, n) and (m, n), and the sizes do not fit. Which of the two must be transposed?",
    ),
    examples_not_transposed_with_at=(
        'Z1 = params["w1"] @ X + params["b1"]',
        "In a matrix product n columns met the m rows of X, and these sizes do not fit. Which of w1 and X must be "
        "transposed?",
    ),
    bias_meets_rows=(
        'Z1 = np.dot(X, params["w1"].T) + params["b1"]',
        "Your product is (m, n_h), and b1 is a column of n_h: the two cannot be added. Which shape does the text give "
        "the scores?",
    ),
    results_left_in_rows=(
        (
            'Z1 = np.dot(X, params["w1"].T) + params["b1"].T',
            'Z2 = np.dot(A1, params["w2"].T) + params["b2"]',
        ),
        "Your arrays have the examples in rows. The numbers are right: with which shapes does the text ask for them?",
    ),
    # the activations
    second_layer_of_rows_skips_the_activation=(
        'Z2 = np.dot(params["w2"], Z1) + params["b2"]',
        "Your Z2 is made from Z1, so tanh bends nothing. What arrives at the second layer?",
    ),
    sigmoid_of_rows_dropped=SIGMOID_DROPPED,
    tanh_of_rows_dropped=("A1 = Z1", "Your A1 is equal to Z1. What bends the boundary in the hidden layer?"),
    sigmoid_in_both_layers_of_rows=(
        "A1 = sigmoid(Z1)",
        "Your A1 lies between 0 and 1: that is the sigmoid. Which activation does the hidden layer have here, as "
        "before?",
    ),
    relu_in_the_hidden_layer_of_rows=(
        "A1 = np.maximum(0, Z1)",
        "Your A1 is 0 wherever Z1 is negative: that is ReLU. Which activation does the hidden layer have here, as "
        "before?",
    ),
    tanh_in_both_layers_of_rows=TANH_IN_THE_OUTPUT_LAYER,
    # the biases
    first_bias_of_rows_left_out=(
        'Z1 = np.dot(params["w1"], X.T)',
        "Your Z1 is that of a network without b1. What is added to the product of w1 and the examples?",
    ),
    second_bias_of_rows_left_out=(
        'Z2 = np.dot(params["w2"], A1)',
        "Your Z1 is right, and your Z2 is that of a network without b2. What is added to the product of w2 and A1?",
    ),
    both_biases_of_rows_left_out=(
        ('Z1 = np.dot(params["w1"], X.T)', 'Z2 = np.dot(params["w2"], A1)'),
        BOTH_BIASES_LEFT_OUT,
    ),
    # names
    capital_keys_looked_up=slip(
        'Z1 = np.dot(params["W1"], X.T) + params["b1"]',
        "A dictionary was asked for 'W1' and has no such key. What are the parameters called in this section?",
    ),
    cache_of_rows_not_returned=CACHE_NOT_RETURNED,
)
