"""initialize_parameters_he: random weights whose spread suits ReLU, and biases of 0, for any number of layers."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import close, drawn, layers


@exercise(
    returns=layers({"W": drawn("weights", points=2, std=2**0.5, fan_in=True), "b": close("biases", points=1)}),
    hints=(
        "Which two numbers of [2, 5, 1] give the shape of W1, and which two that of W2?",
        "Draw standard normal numbers in the shape (this layer, layer before), then scale them. Biases are zeros.",
        "The factor is the square root of 2 divided by the width of the layer before; it is another one in each layer. "
        "Three rows of four numbers with the standard deviation 7 would be:\n    7 * np.random.randn(3, 4)",
    ),
    reasons={"trivial": "zeros biases: zeros of the right shape are what is asked for there."},
)
def initialize_parameters_he(layer_dims):
    """He initialisation, ``{"W1": (n1, n0), "b1": (n1, 1), ...}`` for ``layer_dims = [n0, n1, ..., nL]``.

    Formula: He et al. 2015, weights normal with variance 2 / n_{l-1}, biases 0.
    """
    parameters = {}
    for l in range(1, len(layer_dims)):
        factor = np.sqrt(2 / layer_dims[l - 1])
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * factor
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


@initialize_parameters_he.inputs
def initialize_parameters_he_inputs(rng):
    """Layers of 100 weights or more, one of 690 or more in each case, so that a wrong spread shows."""
    one, two, three = (int(rng.integers(0, 3)) for _ in range(3))
    yield case([15 + one, 47 + two])
    yield case([5, 21 + two, 34 + three, 3])


initialize_parameters_he.slips(
    # the factor
    he_not_scaled=(
        'parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1])',
        "Your weights have a spread near 1 in every layer, however wide it is. Which factor multiplies the draws?",
    ),
    he_root_forgotten=(
        "factor = 2 / layer_dims[l - 1]",
        "Your weights spread by 2/n, where n is the width of the layer before. What is taken of that fraction?",
    ),
    he_one_for_two=(
        "factor = np.sqrt(1 / layer_dims[l - 1])",
        "Your weights are smaller by a factor of about 1.41. That variance, 1/n, goes with tanh; which goes with ReLU?",
    ),
    he_width_of_the_layer_itself=(
        "factor = np.sqrt(2 / layer_dims[l])",
        "Your factor comes from the width of the layer itself. How many numbers does each neuron add up?",
    ),
    he_glorot_factor=(
        "factor = np.sqrt(2 / (layer_dims[l - 1] + layer_dims[l]))",
        "Your factor has the widths of two layers in it. Which single width does He's rule use?",
    ),
    he_factor_inverted=(
        "factor = np.sqrt(layer_dims[l - 1] / 2)",
        "Your weights become larger as the layer before becomes wider. What stands above the line in He's factor?",
    ),
    he_one_hundredth=(
        "factor = 0.01",
        "Your weights spread by 0.01, the factor of notebook 2. Which factor does He's rule put there?",
    ),
    he_ten_times=(
        "factor = 10",
        "Your weights have a spread near 10 in every layer, however wide it is. Which factor does He's rule put there?",
    ),
    # the weights
    he_uniform_draws=(
        'parameters["W" + str(l)] = np.random.rand(layer_dims[l], layer_dims[l - 1]) * factor',
        "None of your weights is negative: rand draws evenly between 0 and 1. Which function draws normal numbers?",
    ),
    he_weights_zero=(
        'parameters["W" + str(l)] = np.zeros((layer_dims[l], layer_dims[l - 1]))',
        "All your weights are 0, so all neurons of a layer stay alike for ever. What sets them apart at the start?",
    ),
    he_weights_transposed=(
        'parameters["W" + str(l)] = np.random.randn(layer_dims[l - 1], layer_dims[l]) * factor',
        "Each W has the shape (layer before, layer). In W times A, which axis of W meets the neurons of the layer "
        "before?",
    ),
    he_shape_in_brackets=slip(
        'parameters["W" + str(l)] = np.random.randn((layer_dims[l], layer_dims[l - 1])) * factor',
        "randn stopped with a TypeError: a pair of numbers came as one argument. How does randn take its two sizes, "
        "unlike zeros?",
        mentions="randn(",
    ),
    # the biases
    he_biases_random=(
        'parameters["b" + str(l)] = np.random.randn(layer_dims[l], 1) * factor',
        "Your biases are random, like the weights. Which number does the text put in their place?",
    ),
    he_biases_rank_one=(
        'parameters["b" + str(l)] = np.zeros(layer_dims[l])',
        "Your biases have the shape (n,), without a second axis. Added to (n, m), along which axis does that spread?",
    ),
    he_biases_of_the_layer_before=(
        'parameters["b" + str(l)] = np.zeros((layer_dims[l - 1], 1))',
        "Each b has as many rows as the layer before has neurons. To what is the bias of a layer added?",
    ),
    # the layers
    he_last_layer_missing=(
        "for l in range(1, len(layer_dims) - 1):",
        "The last layer has no parameters. Which is the last number that your loop over the layers reaches?",
    ),
    he_one_layer_too_many=slip(
        "for l in range(1, len(layer_dims) + 1):",
        "layer_dims was asked for an entry behind its last one. With L + 1 numbers in it, how many layers have "
        "weights?",
        mentions="layer_dims[",
    ),
)


@initialize_parameters_he.also_correct
def he_with_another_generator(layer_dims, seed=4):
    rng = np.random.default_rng(seed)
    sizes = list(itertools.pairwise(layer_dims))
    weights = {f"W{l}": rng.normal(0, math.sqrt(2 / n), (k, n)) for l, (n, k) in enumerate(sizes, 1)}
    return weights | {f"b{l}": np.zeros((k, 1)) for l, (_, k) in enumerate(sizes, 1)}


@initialize_parameters_he.also_correct
def he_with_a_seed_inside(layer_dims):
    np.random.seed(3)
    parameters: dict[str, Any] = {}
    L = len(layer_dims) - 1
    for l in range(1, L + 1):
        parameters["W" + str(l)] = np.random.normal(size=(layer_dims[l], layer_dims[l - 1]))
        parameters["W" + str(l)] *= (2.0 / layer_dims[l - 1]) ** 0.5
        parameters["b" + str(l)] = [[0]] * layer_dims[l]
    return parameters


@initialize_parameters_he.also_correct
def he_recursive(layer_dims):
    if len(layer_dims) == 1:
        return {}
    parameters = he_recursive(layer_dims[:-1])
    n, k = layer_dims[-2:]
    last = len(layer_dims) - 1
    parameters[f"W{last}"] = np.random.standard_normal((n, k)).T * np.sqrt(2) / np.sqrt(n)
    parameters[f"b{last}"] = np.zeros(k).reshape(-1, 1)
    return parameters
