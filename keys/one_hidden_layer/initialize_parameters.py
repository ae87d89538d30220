"""initialize_parameters: small random weights and biases of zero, where a network begins."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, drawn

from ._families import TUPLE_OF_PARAMETERS


@exercise(
    returns={
        "W1": drawn("weights", points=2, std=0.01),
        "b1": close("biases", points=1),
        "W2": drawn("weights", std=0.01),
        "b2": close("biases"),
    },
    hints=(
        "A row of W1 holds the weights of one hidden neuron. How many rows are there then, and how long is each?",
        "np.random.randn takes the sizes one by one; np.zeros takes the whole shape as one pair in brackets.",
        "Each W has as many rows as its layer has neurons and as many columns as the layer before. With other "
        "numbers: 0.5 * np.random.randn(3, 2) has three rows of two numbers that spread by 0.5, and np.zeros((6, 1)) "
        "is a column of six.",
    ),
    equivalent={
        "np.random.seed(2): 2 -> 3": "any seed is right; 2 gives the published cost 0.693048 on the flower",
        "np.random.seed(2): 2 -> 1": "any seed is right; 2 gives the published cost 0.693048 on the flower",
    },
    reasons={"trivial": "zeros biases: zeros of the right shape are the very answer that is asked for."},
)
def initialize_parameters(n_x, n_h, n_y):
    """Parameters ``W1 (n_h, n_x)``, ``b1 (n_h, 1)``, ``W2 (n_y, n_h)``, ``b2 (n_y, 1)`` to start with.

    Formula: weights are 0.01 times a standard normal number, so that hidden units differ and none is
    saturated; biases are 0.
    """
    np.random.seed(2)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@initialize_parameters.inputs
def initialize_parameters_inputs(rng):
    """Layers so large that a hundred weights and more tell how they were drawn."""
    for n_x, n_h, n_y in [(11, 10, 13), (15, 12, 17)]:
        yield case(n_x + int(rng.integers(0, 2)), n_h, n_y + int(rng.integers(0, 2)))


@initialize_parameters.also_correct
def initialize_without_seed(n_x, n_h, n_y):
    parameters = {}
    parameters["W2"] = 0.01 * np.random.randn(n_y, n_h)
    parameters["b2"] = np.zeros(shape=(n_y, 1))
    parameters["W1"] = 0.01 * np.random.randn(n_h, n_x)
    parameters["b1"] = np.zeros(shape=(n_h, 1))
    return parameters


@initialize_parameters.also_correct
def initialize_with_generator(n_x, n_h, n_y, seed=7):
    rng = np.random.default_rng(seed)
    sizes = n_x, n_h, n_y
    parameters: dict[str, Any] = {}
    for layer in (1, 2):
        parameters[f"W{layer}"] = rng.normal(scale=0.01, size=(sizes[layer], sizes[layer - 1]))
        parameters[f"b{layer}"] = [[0]] * sizes[layer]
    return parameters


@initialize_parameters.also_correct
def initialize_one_by_one(n_x, n_h, n_y):
    import random

    W1 = np.array([[random.gauss(0, 1) / 100 for _ in range(n_x)] for _ in range(n_h)])
    W2 = np.array([[random.gauss(0, 1) / 100 for _ in range(n_h)] for _ in range(n_y)])
    print(W1.shape, W2.shape)
    return {"W1": W1, "b1": np.zeros((n_h, 1), dtype=int), "W2": W2, "b2": 0.0 * W2[:, :1]}


@initialize_parameters.also_correct
def initialize_with_random_normal(n_x, n_h, n_y):
    np.random.seed(3)
    W1, W2 = np.random.normal(0, 0.01, (n_h, n_x)), np.random.normal(0, 0.01, size=(n_y, n_h))
    return {"W1": W1, "b1": np.full((n_h, 1), 0.0), "W2": W2, "b2": np.zeros((1, n_y)).T}


initialize_parameters.slips(
    # how the weights are drawn
    hundredth_left_out=(
        ("W1 = np.random.randn(n_h, n_x)", "W2 = np.random.randn(n_y, n_h)"),
        "Your weights have the size 1, a hundred times too large, and tanh is nearly flat there. By what is randn "
        "multiplied?",
    ),
    tenth_for_hundredth=(
        ("W1 = np.random.randn(n_h, n_x) * 0.1", "W2 = np.random.randn(n_y, n_h) * 0.1"),
        "Your weights are spread by 0.1, ten times as far as the text asks. Which factor stands beside randn?",
    ),
    divided_by_a_hundredth=(
        ("W1 = np.random.randn(n_h, n_x) / 0.01", "W2 = np.random.randn(n_y, n_h) / 0.01"),
        "Your weights have the size 100. Dividing by 0.01 makes larger: which operation makes smaller?",
    ),
    rand_for_randn=(
        ("W1 = np.random.rand(n_h, n_x) * 0.01", "W2 = np.random.rand(n_y, n_h) * 0.01"),
        "All your weights lie between 0 and 0.01, none is negative. Which of rand and randn is normal, with both "
        "signs?",
    ),
    rand_without_factor=(
        ("W1 = np.random.rand(n_h, n_x)", "W2 = np.random.rand(n_y, n_h)"),
        "All your weights lie between 0 and 1. The text asks for normal numbers of both signs, and for a small factor: "
        "which two things change?",
    ),
    zeros_for_weights=(
        ("W1 = np.zeros((n_h, n_x))", "W2 = np.zeros((n_y, n_h))"),
        "All your weights are 0, so all hidden neurons would stay alike for ever. What makes them differ at the start?",
    ),
    same_weight_everywhere=(
        ("W1 = np.ones((n_h, n_x)) * 0.01", "W2 = np.ones((n_y, n_h)) * 0.01"),
        "All your weights are 0.01, so all hidden neurons would stay alike for ever. What makes them differ at the "
        "start?",
    ),
    scaled_by_the_layer_before=(
        ("W1 = np.random.randn(n_h, n_x) / np.sqrt(n_x)", "W2 = np.random.randn(n_y, n_h) / np.sqrt(n_h)"),
        "Your weights spread by 1 over the root of the size of the layer before. That rule comes in notebook 3: which "
        "factor is asked for here?",
    ),
    only_first_weights_scaled=(
        "W2 = np.random.randn(n_y, n_h)",
        "Your W1 is small and your W2 has the size 1. Does the factor belong to one layer alone?",
    ),
    # shapes
    sizes_fixed_at_four_and_two=(
        "n_x, n_h, n_y = 2, 4, 1",
        "Your shapes are those of 2 inputs, 4 hidden neurons and 1 output, whatever the arguments say. Where do fixed "
        "numbers stand for n_x, n_h and n_y?",
    ),
    weights_transposed=(
        ("W1 = np.random.randn(n_x, n_h) * 0.01", "W2 = np.random.randn(n_h, n_y) * 0.01"),
        "Both weight arrays lie on their side: rows and columns are exchanged. W1 times X is taken: which size of W1 "
        "meets the rows of X?",
    ),
    first_weights_transposed=(
        "W1 = np.random.randn(n_x, n_h) * 0.01",
        "Your W1 lies on its side, W2 does not. W1 times X is taken: which size of W1 meets the rows of X?",
    ),
    second_weights_transposed=(
        "W2 = np.random.randn(n_h, n_y) * 0.01",
        "Your W2 lies on its side, W1 does not. W2 times A1 is taken: which size of W2 meets the rows of A1?",
    ),
    biases_without_column=(
        ("b1 = np.zeros(n_h)", "b2 = np.zeros(n_y)"),
        "Your b1 and b2 are rank-1 arrays. Added to a table of n_h rows, such an array goes along which axis?",
    ),
    biases_as_rows=(
        ("b1 = np.zeros((1, n_h))", "b2 = np.zeros((1, n_y))"),
        "Your b1 and b2 are rows. One bias belongs to each neuron, and each neuron has a row of W: which shape fits "
        "these?",
    ),
    biases_of_the_layer_before=(
        ("b1 = np.zeros((n_x, 1))", "b2 = np.zeros((n_h, 1))"),
        "Your b1 has n_x entries and your b2 has n_h: those of the layer before. To which neurons is a bias added?",
    ),
    single_biases=(
        ("b1 = 0.0", "b2 = 0.0"),
        "Your b1 and b2 are single numbers. How many neurons does each layer have, and how many biases then?",
    ),
    random_biases=(
        ("b1 = np.random.randn(n_h, 1) * 0.01", "b2 = np.random.randn(n_y, 1) * 0.01"),
        "Your biases are small random numbers. The weights make the neurons differ already: which number do the biases "
        "start with?",
    ),
    # what is returned
    tuple_of_parameters=TUPLE_OF_PARAMETERS,
)
