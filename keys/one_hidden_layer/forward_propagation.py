"""forward_propagation: from the examples through a hidden layer of tanh to one probability each."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, signed, slip
from autograder.rules import close, follows

from ._families import (
    BOTH_BIASES_LEFT_OUT,
    CACHE_NOT_RETURNED,
    NOTEBOOK_VARIABLE,
    SIGMOID_DROPPED,
    TANH_IN_THE_OUTPUT_LAYER,
)
from ._given import sigmoid
from ._inputs import _network, _parameters, flower_X  # noqa: F401  (a slip reads the flower)


@exercise(
    # Each value from the student's own one before it, so that a slip costs one value and not all behind it.
    returns=(
        follows("A2", "sigmoid(Z2)", points=1),
        {
            "Z1": close("Z1", points=1),
            "A1": follows("A1", "tanh(Z1)", points=1),
            "Z2": follows("Z2", 'parameters["W2"] @ A1 + parameters["b2"]', points=0.5),
            "A2": follows("A2", "sigmoid(Z2)"),
        },
    ),
    case_points={"several outputs": 0.5},
    order=("Z1", "A1", "Z2", "A2", "several outputs"),
    reasons={"sizes": "The network of the notebook has one output, as a bias has one column; further cases have more."},
    hints=(
        "Write the shape under every array: W1 is (n_h, n_x) and X is (n_x, m). Which product gives (n_h, m)?",
        "Each layer does two things: weights times what arrives, plus bias; then its activation. The hidden one uses "
        "tanh, the last one the sigmoid.",
        "What arrives at the second layer is the activation of the first. A matrix product with other numbers: "
        "np.dot(np.array([[1, 2]]), np.array([[3], [4]])) + 5 is [[16]].",
    ),
)
def forward_propagation(X, parameters):
    """From examples to probabilities: ``(A2 (n_y, m), {"Z1", "A1" (n_h, m), "Z2", "A2" (n_y, m)})``.

    ``X (n_x, m)``, parameters as in initialize_parameters. Formula: each layer applies its activation (tanh,
    then sigmoid) to W A + b, where A is what the layer before gave.
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.inputs
def forward_propagation_inputs(rng):
    for n_x, n_h, m in [(2, 4, 3), (5, 3, 6), (3, 6, 8)]:
        X, _, parameters = _network(rng, forward_propagation, n_x, n_h, m)
        yield case(X, parameters)
    for n_x, n_h, n_y, m in [(4, 5, 2, 7), (2, 6, 3, 5)]:
        yield case(signed(rng, 0.2, 1.6, (n_x, m)), _parameters(rng, n_x, n_h, n_y), part="several outputs")


@forward_propagation.also_correct
def forward_with_loops(X, parameters):
    W1, b1, W2, b2 = (np.asarray(parameters[key]) for key in ("W1", "b1", "W2", "b2"))
    n_h, n_y, m = W1.shape[0], W2.shape[0], X.shape[1]
    Z1, A1, Z2, A2 = np.zeros((n_h, m)), np.zeros((n_h, m)), np.zeros((n_y, m)), np.zeros((n_y, m))
    for j in range(m):
        for i in range(n_h):
            Z1[i, j] = sum(W1[i, k] * X[k, j] for k in range(X.shape[0])) + b1[i, 0]
            A1[i, j] = math.tanh(Z1[i, j])
        for k in range(n_y):
            Z2[k, j] = sum(W2[k, i] * A1[i, j] for i in range(n_h)) + b2[k, 0]
            A2[k, j] = 1 / (1 + math.exp(-Z2[k, j]))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.also_correct
def forward_with_matrix_products(X, parameters, verbose=True):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = (np.exp(Z1) - np.exp(-Z1)) / (np.exp(Z1) + np.exp(-Z1))
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(z=Z2)
    assert A2.shape == (len(W2), X.shape[1])
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
    cache["Z2"] = np.dot(parameters["W2"], cache["A1"]) + parameters["b2"]
    cache["A2"] = np.power(1 + np.exp(-cache["Z2"]), -1)
    return cache["A2"], cache


forward_propagation.slips(
    # the activations
    second_layer_skips_the_activation=(
        "Z2 = np.dot(W2, Z1) + b2",
        "Your Z2 is made from Z1, so tanh bends nothing: two layers without a bend are one. What arrives at the second "
        "layer?",
    ),
    sigmoid_dropped=SIGMOID_DROPPED,
    tanh_dropped=(
        "A1 = Z1",
        "Your A1 is equal to Z1. Without a bend in the hidden layer the boundary stays a line: what bends it?",
    ),
    both_activations_dropped=(
        ("A1 = Z1", "A2 = Z2"),
        "Your A1 is equal to Z1 and your A2 to Z2. Each layer has a second step after weights and bias: which one?",
    ),
    sigmoid_in_the_hidden_layer=(
        "A1 = sigmoid(Z1)",
        "Your A1 lies between 0 and 1: that is the sigmoid. Which activation does the text give the hidden layer?",
    ),
    relu_in_the_hidden_layer=(
        "A1 = np.maximum(0, Z1)",
        "Your A1 is 0 wherever Z1 is negative: that is ReLU. Which activation does the text give the hidden layer?",
    ),
    tanh_in_the_output_layer=TANH_IN_THE_OUTPUT_LAYER,
    activations_exchanged=(
        ("A1 = sigmoid(Z1)", "A2 = np.tanh(Z2)"),
        "Your hidden layer uses the sigmoid and your last layer tanh. Which of the two gives a probability?",
    ),
    sigmoid_twice=(
        "A2 = sigmoid(sigmoid(Z2))",
        "Your A2 is the sigmoid of the sigmoid, between 0.5 and 0.74. How often is it applied to Z2?",
    ),
    sigmoid_falls=(
        "A2 = sigmoid(-Z2)",
        "Your A2 falls as Z2 grows: it is 1 minus the expected one. With which sign does Z2 go into the sigmoid?",
    ),
    decision_for_probability=(
        "A2 = np.where(sigmoid(Z2) > 0.5, 1, 0)",
        "Your A2 holds only 0 and 1: the decisions. The cost needs the probability itself: what comes before the "
        "decision?",
    ),
    # the biases
    first_bias_left_out=(
        "Z1 = np.dot(W1, X)",
        "Your Z1 is that of a network without b1. What is added to the product of W1 and X?",
    ),
    second_bias_left_out=(
        "Z2 = np.dot(W2, A1)",
        "Your Z1 is right, and your Z2 is that of a network without b2. What is added to the product of W2 and A1?",
    ),
    both_biases_left_out=(("Z1 = np.dot(W1, X)", "Z2 = np.dot(W2, A1)"), BOTH_BIASES_LEFT_OUT),
    biases_subtracted=(
        ("Z1 = np.dot(W1, X) - b1", "Z2 = np.dot(W2, A1) - b2"),
        "In your Z1 and Z2 the bias was taken away from the product. Which sign does the formula have?",
    ),
    second_bias_in_both_layers=(
        "Z1 = np.dot(W1, X) + b2",
        "Your Z1 was moved by b2, the same number for all hidden neurons. Which bias belongs to the first layer?",
    ),
    # the products
    elementwise_first_product=(
        "Z1 = W1 * X + b1",
        "W1 and X met entry by entry, and their shapes do not allow it. Which product lets rows of W1 meet columns of "
        "X?",
    ),
    first_weights_on_their_side=(
        "Z1 = np.dot(W1.T, X) + b1",
        "W1 was transposed before the product with X, and the sizes do not meet. Does (n_h, n_x) times (n_x, m) need "
        "that?",
    ),
    factors_in_the_other_order=(
        "Z1 = np.dot(X, W1) + b1",
        "X stands in front of W1 in the product, and the sizes do not meet. In which order do (n_h, n_x) and (n_x, m) "
        "fit together?",
    ),
    second_layer_sees_the_inputs=(
        "Z2 = np.dot(W2, X) + b2",
        "W2 was multiplied with X, and the sizes do not meet. What does the hidden layer hand on to the second?",
    ),
    # what is returned
    cache_before_probabilities=(
        'return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}, A2',
        "The numbers are right, but the dictionary comes before A2. Which order does the text give?",
    ),
    cache_not_returned=CACHE_NOT_RETURNED,
    cache_returned_alone=(
        'return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}',
        "The dictionary came back alone. Which value does the text put in front of it?",
    ),
    cache_with_activations_for_scores=(
        'return A2, {"Z1": A1, "A1": A1, "Z2": A2, "A2": A2}',
        "Your entries Z1 and Z2 hold A1 and A2. Which two arrays exist before the activations are applied?",
    ),
    cache_with_z_and_a_exchanged=(
        'return A2, {"Z1": A1, "A1": Z1, "Z2": A2, "A2": Z2}',
        "In your dictionary Z and A have changed places in both layers. Which of them comes before the activation?",
    ),
    notebook_variable_for_examples=slip("Z1 = np.dot(W1, flower_X) + b1", NOTEBOOK_VARIABLE, reads_global=True),
)
