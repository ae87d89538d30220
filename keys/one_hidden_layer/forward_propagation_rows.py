"""The exercise forward_propagation_rows of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close

from ._given import sigmoid
from ._inputs import _in_rows, _network
from .forward_propagation import forward_propagation
from .relu import relu


@exercise(
    returns=(
        close("output", points=2),
        {"Z1": close("hidden", points=1), "A1": close("hidden"), "Z2": close("output"), "A2": close("output")},
    ),
    order=("hidden", "output"),
    hints=(
        "Write the shape under every array again: w1 is (n_h, n), and here X is (m, n). Which sizes must meet?",
        "One single array has to be transposed, once, and from there on everything is as in the column network.",
        "Turn X on its side in the first product, so that Z1 is (n_h, m); A1, Z2 and A2 follow as before.",
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


@forward_propagation_rows.mistake
def examples_not_transposed(X, params):
    """w1 met X as (n_h, n) and (m, n), and the sizes do not fit. Which of the two must be turned on its side?"""
    return forward_propagation_rows(X.T, params)


@forward_propagation_rows.mistake
def examples_not_transposed_with_at(X, params):
    """In a matrix product n columns met the m rows of X, and these sizes do not fit. Which of w1 and X must be
    turned on its side?"""
    return np.tanh(params["w1"] @ X + params["b1"]), {}


@forward_propagation_rows.mistake
def bias_meets_rows(X, params):
    """Your product is (m, n_h), and b1 is a column of n_h: the two cannot be added. Which layout does b1 expect?"""
    return np.tanh(np.dot(X, params["w1"].T) + params["b1"]), {}


@forward_propagation_rows.mistake
def results_left_in_rows(X, params):
    """Your arrays have the examples in rows. The numbers are right: with which shapes does the text ask for them?"""
    A2, cache = forward_propagation_rows(X, params)
    return A2.T, {key: value.T for key, value in cache.items()}


def _rows_layers(X, params, hidden=np.tanh, output=sigmoid, b1=1.0, b2=1.0):
    """A forward pass over rows with other activations, or with the biases taken ``b1`` and ``b2`` times."""
    Z1 = np.dot(params["w1"], X.T) + b1 * params["b1"]
    A1 = hidden(Z1)
    Z2 = np.dot(params["w2"], A1) + b2 * params["b2"]
    A2 = output(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation_rows.mistake
def second_layer_of_rows_skips_the_activation(X, params):
    """Your Z2 is made from Z1, so tanh bends nothing. What arrives at the second layer?"""
    _, cache = forward_propagation_rows(X, params)
    Z2 = np.dot(params["w2"], cache["Z1"]) + params["b2"]
    return sigmoid(Z2), {**cache, "Z2": Z2, "A2": sigmoid(Z2)}


@forward_propagation_rows.mistake
def sigmoid_of_rows_dropped(X, params):
    """Your A2 is equal to Z2, any number at all. What turns the last score into a probability?"""
    return _rows_layers(X, params, output=np.positive)


@forward_propagation_rows.mistake
def tanh_of_rows_dropped(X, params):
    """Your A1 is equal to Z1. What bends the boundary in the hidden layer?"""
    return _rows_layers(X, params, hidden=np.positive)


@forward_propagation_rows.mistake
def sigmoid_in_both_layers_of_rows(X, params):
    """Your A1 lies between 0 and 1: that is the sigmoid. Which activation does the hidden layer have here as
    before?"""
    return _rows_layers(X, params, hidden=sigmoid)


@forward_propagation_rows.mistake
def relu_in_the_hidden_layer_of_rows(X, params):
    """Your A1 is 0 wherever Z1 is negative: that is ReLU. Which activation does the hidden layer have here as
    before?"""
    return _rows_layers(X, params, hidden=relu.reference)


@forward_propagation_rows.mistake
def tanh_in_both_layers_of_rows(X, params):
    """Your A2 lies between -1 and 1: that is tanh. A probability lies between which two numbers?"""
    return _rows_layers(X, params, output=np.tanh)


@forward_propagation_rows.mistake
def first_bias_of_rows_left_out(X, params):
    """Your Z1 is that of a network without b1. What is added to the product of w1 and the examples?"""
    return _rows_layers(X, params, b1=0.0)


@forward_propagation_rows.mistake
def second_bias_of_rows_left_out(X, params):
    """Your Z1 is right, and your Z2 is that of a network without b2. What is added to the product of w2 and A1?"""
    return _rows_layers(X, params, b2=0.0)


@forward_propagation_rows.mistake
def both_biases_of_rows_left_out(X, params):
    """Your numbers are those of a network without biases. Where do b1 and b2 enter?"""
    return _rows_layers(X, params, b1=0.0, b2=0.0)


@forward_propagation_rows.mistake(mentions="'W1'")
def capital_keys_looked_up(X, params):
    """A dictionary was asked for 'W1' and has no such key. How are the parameters called in this section?"""
    return forward_propagation(X.T, params)


@forward_propagation_rows.mistake
def cache_of_rows_not_returned(X, params):
    """A2 came back alone. The way back will need Z1, A1, Z2 and A2: which second value holds these?"""
    return forward_propagation_rows(X, params)[0]
