"""The exercise forward_propagation of 02_one_hidden_layer."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close

from ._given import sigmoid
from ._inputs import _network, flower_X
from .relu import relu


@exercise(
    returns=(
        close("output", points=2),
        {"Z1": close("hidden", points=2), "A1": close("hidden"), "Z2": close("output"), "A2": close("output")},
    ),
    order=("hidden", "output"),
    hints=(
        "Write the shape under every array: W1 is (n_h, n_x) and X is (n_x, m). Which product gives (n_h, m)?",
        "Each layer does two things: weights times what arrives, plus bias; then its activation. The hidden one "
        "uses tanh, the last one the sigmoid.",
        "What arrives at the second layer is the activation of the first. Return A2 first, then the dictionary of "
        "all four arrays.",
    ),
)
def forward_propagation(X, parameters):
    """From examples to probabilities: ``(A2 (n_y, m), {"Z1", "A1" (n_h, m), "Z2", "A2" (n_y, m)})``.

    ``X (n_x, m)``, parameters as in initialize_parameters. Formula: each layer applies its activation (tanh,
    then sigmoid) to W A + b, where A is what the layer before gave.
    """
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.inputs
def forward_propagation_inputs(rng):
    for n_x, n_h, m in [(2, 4, 3), (5, 3, 6), (3, 6, 8)]:
        X, _, parameters = _network(rng, forward_propagation, n_x, n_h, m)
        yield case(X, parameters)


@forward_propagation.also_correct
def forward_with_loops(X, parameters):
    W1, b1, W2, b2 = (np.asarray(parameters[key]) for key in ("W1", "b1", "W2", "b2"))
    n_h, m = W1.shape[0], X.shape[1]
    Z1, A1, Z2, A2 = np.zeros((n_h, m)), np.zeros((n_h, m)), np.zeros((1, m)), np.zeros((1, m))
    for j in range(m):
        for i in range(n_h):
            Z1[i, j] = sum(W1[i, k] * X[k, j] for k in range(X.shape[0])) + b1[i, 0]
            A1[i, j] = math.tanh(Z1[i, j])
        Z2[0, j] = sum(W2[0, i] * A1[i, j] for i in range(n_h)) + b2[0, 0]
        A2[0, j] = 1 / (1 + math.exp(-Z2[0, j]))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.also_correct
def forward_with_matrix_products(X, parameters, verbose=True):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = (np.exp(Z1) - np.exp(-Z1)) / (np.exp(Z1) + np.exp(-Z1))
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(z=Z2)
    assert A2.shape == (1, X.shape[1])
    if verbose:
        print(A2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "W1": W1, "b1": b1, "W2": W2, "b2": b2}


@forward_propagation.also_correct
def forward_with_examples_in_rows(X, parameters):
    W1, b1, W2, b2 = parameters["W1"].T, parameters["b1"].T, parameters["W2"].T, parameters["b2"].T
    Z1 = np.matmul(X.T, W1) + b1
    A1 = np.tanh(Z1)
    Z2 = np.matmul(A1, W2) + b2
    A2 = 0.5 * (1 + np.tanh(Z2 / 2))
    return A2.T, {"Z1": Z1.T, "A1": A1.T, "Z2": Z2.T, "A2": A2.T}


@forward_propagation.also_correct
def forward_with_biases_in_the_weights(X, parameters):
    ones = np.ones((1, X.shape[1]))
    first = np.concatenate([parameters["W1"], parameters["b1"]], axis=1)
    second = np.hstack([parameters["W2"], parameters["b2"]])
    Z1 = np.einsum("ij,jk->ik", first, np.vstack([X, ones]))
    Z2 = np.einsum("ij,jk->ik", second, np.vstack([np.tanh(Z1), ones]))
    cache = {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2, "A2": sigmoid(Z2)}
    return [cache["A2"], cache]


@forward_propagation.also_correct
def forward_in_place(X, parameters):
    parameters["b1"] = parameters["b1"].reshape(-1, 1)
    X -= 0
    Z1 = np.dot(parameters["W1"], X)
    Z1 += parameters["b1"]
    cache = {"Z1": Z1, "A1": np.tanh(Z1)}
    cache["Z2"] = np.dot(parameters["W2"], cache["A1"]) + float(parameters["b2"][0, 0])
    cache["A2"] = np.power(1 + np.exp(-cache["Z2"]), -1)
    return cache["A2"], cache


def _layers(X, parameters, hidden=np.tanh, output=sigmoid, b1=1.0, b2=1.0):
    """A forward pass with other activations, or with the biases taken ``b1`` and ``b2`` times."""
    Z1 = np.dot(parameters["W1"], X) + b1 * parameters["b1"]
    A1 = hidden(Z1)
    Z2 = np.dot(parameters["W2"], A1) + b2 * parameters["b2"]
    A2 = output(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# forward_propagation: the activations


@forward_propagation.mistake
def second_layer_skips_the_activation(X, parameters):
    """Your Z2 is made from Z1, so tanh bends nothing: two layers without a bend are one. What arrives at the
    second layer?"""
    A2, cache = forward_propagation(X, parameters)
    Z2 = np.dot(parameters["W2"], cache["Z1"]) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {**cache, "Z2": Z2, "A2": A2}


@forward_propagation.mistake
def sigmoid_dropped(X, parameters):
    """Your A2 is equal to Z2, any number at all. What turns the last score into a probability?"""
    return _layers(X, parameters, output=np.positive)


@forward_propagation.mistake
def tanh_dropped(X, parameters):
    """Your A1 is equal to Z1. Without a bend in the hidden layer the boundary stays a line: what bends it?"""
    return _layers(X, parameters, hidden=np.positive)


@forward_propagation.mistake
def both_activations_dropped(X, parameters):
    """Your A1 is equal to Z1 and your A2 to Z2. Each layer has a second step after weights and bias: which one?"""
    return _layers(X, parameters, hidden=np.positive, output=np.positive)


@forward_propagation.mistake
def sigmoid_in_the_hidden_layer(X, parameters):
    """Your A1 lies between 0 and 1: that is the sigmoid. Which activation does the text give the hidden layer?"""
    return _layers(X, parameters, hidden=sigmoid)


@forward_propagation.mistake
def relu_in_the_hidden_layer(X, parameters):
    """Your A1 is 0 wherever Z1 is negative: that is ReLU. Which activation does the text give the hidden layer?"""
    return _layers(X, parameters, hidden=relu.reference)


@forward_propagation.mistake
def tanh_in_the_output_layer(X, parameters):
    """Your A2 lies between -1 and 1: that is tanh. A probability lies between which two numbers?"""
    return _layers(X, parameters, output=np.tanh)


@forward_propagation.mistake
def activations_exchanged(X, parameters):
    """Your hidden layer uses the sigmoid and your last layer tanh. Which of the two gives a probability?"""
    return _layers(X, parameters, hidden=sigmoid, output=np.tanh)


@forward_propagation.mistake
def sigmoid_twice(X, parameters):
    """Your A2 is the sigmoid of the sigmoid, between 0.5 and 0.74. How often is it applied to Z2?"""
    return _layers(X, parameters, output=lambda z: sigmoid(sigmoid(z)))


@forward_propagation.mistake
def sigmoid_falls(X, parameters):
    """Your A2 falls as Z2 grows: it is 1 minus the expected one. Which sign belongs in the exponent?"""
    return _layers(X, parameters, output=lambda z: sigmoid(-z))


@forward_propagation.mistake
def decision_for_probability(X, parameters):
    """Your A2 holds only 0 and 1: the decisions. The cost needs the probability itself: what comes before the
    decision?"""
    return _layers(X, parameters, output=lambda z: np.where(z > 0, 1.0, 0.0))


# forward_propagation: the biases


@forward_propagation.mistake
def first_bias_left_out(X, parameters):
    """Your Z1 is that of a network without b1. What is added to the product of W1 and X?"""
    return _layers(X, parameters, b1=0.0)


@forward_propagation.mistake
def second_bias_left_out(X, parameters):
    """Your Z1 is right, and your Z2 is that of a network without b2. What is added to the product of W2 and A1?"""
    return _layers(X, parameters, b2=0.0)


@forward_propagation.mistake
def both_biases_left_out(X, parameters):
    """Your numbers are those of a network without biases. Where do b1 and b2 enter?"""
    return _layers(X, parameters, b1=0.0, b2=0.0)


@forward_propagation.mistake
def biases_subtracted(X, parameters):
    """Your Z1 and Z2 are too far from the products by twice the bias: it was taken away. Which sign does the
    formula have?"""
    return _layers(X, parameters, b1=-1.0, b2=-1.0)


@forward_propagation.mistake
def second_bias_in_both_layers(X, parameters):
    """Your Z1 was moved by b2, the same number for all hidden units. Which bias belongs to the first layer?"""
    return forward_propagation(X, {**parameters, "b1": parameters["b2"]})


# forward_propagation: the products


@forward_propagation.mistake
def elementwise_first_product(X, parameters):
    """W1 and X were multiplied entry by entry, and their shapes do not allow it. Which product lets rows of W1
    meet columns of X?"""
    Z1 = parameters["W1"] * X + parameters["b1"]
    return np.tanh(Z1), {}


@forward_propagation.mistake
def first_weights_on_their_side(X, parameters):
    """W1 was turned on its side before the product with X, and the sizes do not meet. Does (n_h, n_x) times
    (n_x, m) need a transpose?"""
    Z1 = np.dot(parameters["W1"].T, X) + parameters["b1"]
    return np.tanh(Z1), {}


@forward_propagation.mistake
def factors_in_the_other_order(X, parameters):
    """X stands in front of W1 in the product, and the sizes do not meet. In which order do (n_h, n_x) and
    (n_x, m) fit together?"""
    Z1 = np.dot(X, parameters["W1"]) + parameters["b1"]
    return np.tanh(Z1), {}


@forward_propagation.mistake
def second_layer_sees_the_inputs(X, parameters):
    """W2 was multiplied with X, and the sizes do not meet. What does the hidden layer hand on to the second?"""
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    Z2 = np.dot(parameters["W2"], X) + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1}


# forward_propagation: what is returned


@forward_propagation.mistake
def cache_before_probabilities(X, parameters):
    """The numbers are right, but the dictionary comes before A2. Which order does the text give?"""
    A2, cache = forward_propagation(X, parameters)
    return cache, A2


@forward_propagation.mistake
def cache_not_returned(X, parameters):
    """A2 came back alone. The way back will need Z1, A1, Z2 and A2: which second value holds these?"""
    return forward_propagation(X, parameters)[0]


@forward_propagation.mistake
def cache_returned_alone(X, parameters):
    """The dictionary came back alone. Which value does the text put in front of it?"""
    return forward_propagation(X, parameters)[1]


@forward_propagation.mistake
def cache_with_activations_for_scores(X, parameters):
    """Your entries Z1 and Z2 hold A1 and A2. Which two arrays exist before the activations are applied?"""
    A2, cache = forward_propagation(X, parameters)
    return A2, {**cache, "Z1": cache["A1"], "Z2": cache["A2"]}


@forward_propagation.mistake
def cache_with_z_and_a_exchanged(X, parameters):
    """In your dictionary Z and A have changed places in both layers. Which of them comes before the activation?"""
    A2, cache = forward_propagation(X, parameters)
    return A2, {"Z1": cache["A1"], "A1": cache["Z1"], "Z2": cache["A2"], "A2": cache["Z2"]}


@forward_propagation.mistake(reads_global=True)
def notebook_variable_for_examples(X, parameters):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    Z1 = np.dot(parameters["W1"], flower_X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}
