"""The exercise forward of 04_iris_backpropagation."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close

from ._given import sigmoid
from ._inputs import _net
from .sigmoid_derivative import sigmoid_derivative


@exercise(
    returns=(close("layer1", points=1), close("layer2", points=2)),
    hints=(
        "Write the shape beside every array: layer0 is (m, n), w0 is (n, hidden). Which product of the two has "
        "a row for each flower?",
        "The same two steps happen twice: a matrix product with the weights, then the sigmoid of all of it.",
        "What the first pair of steps gives is layer1. It takes the place of layer0 in the second pair, with "
        "w1; return both layers.",
    ),
)
def forward(layer0, w0, w1):
    """Both layers of the net without biases, ``(layer1 (m, hidden), layer2 (m, classes))``.

    ``layer0 (m, n)``, ``w0 (n, hidden)``, ``w1 (hidden, classes)``. Formula: each layer is the sigmoid of the
    layer before times the weights between them.
    """
    layer1 = sigmoid(np.dot(layer0, w0))
    layer2 = sigmoid(np.dot(layer1, w1))
    return layer1, layer2


@forward.inputs
def forward_inputs(rng):
    for m, n, h, k in [(2, 3, 4, 1), (5, 2, 4, 3), (6, 4, 3, 5), (7, 4, 6, 2)]:
        layer0, w0, w1, _, _ = _net(rng, m, n, h, k)
        yield case(layer0, w0, w1)


@forward.also_correct
def forward_with_loops(layer0, w0, w1):
    layers = [layer0]
    for w in (w0, w1):
        before = layers[-1]
        after = np.zeros((len(before), w.shape[1]))
        for i in range(len(before)):
            for j in range(w.shape[1]):
                z = sum(before[i, k] * w[k, j] for k in range(len(w)))
                after[i, j] = 1 / (1 + math.exp(-z))
        layers.append(after)
    return layers[1:]


@forward.also_correct
def forward_with_einsum(layer0, w0, w1, verbose=True):
    z1 = np.einsum("mi,ih->mh", layer0, w0)
    layer1 = sigmoid(z=z1)
    if verbose:
        print(layer1.shape)
    return layer1, sigmoid(np.einsum("mh,hk->mk", layer1, w1))


@forward.also_correct
def forward_transposed_within(layer0, w0, w1):
    layer1 = sigmoid(w0.T @ layer0.T)
    return layer1.T, sigmoid(np.matmul(w1.T, layer1)).T


@forward.also_correct
def forward_with_tanh_formula(layer0, w0, w1):
    layer1 = (1 + np.tanh(layer0 @ w0 / 2)) / 2
    return [layer1, (1 + np.tanh(layer1 @ w1 / 2)) / 2]


# forward: the activation


@forward.mistake
def no_sigmoid_at_all(layer0, w0, w1):
    """Your layers are plain sums, below 0 and above 1: no sigmoid bent them. What happens after each product?"""
    layer1 = layer0 @ w0
    return layer1, layer1 @ w1


@forward.mistake
def hidden_layer_not_bent(layer0, w0, w1):
    """Your layer1 is the plain sum of layer0 times w0. What happens to it before it goes on?"""
    layer1 = layer0 @ w0
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def output_layer_not_bent(layer0, w0, w1):
    """layer1 is right, and your layer2 is a plain sum. Which function keeps an output between 0 and 1?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, layer1 @ w1


@forward.mistake
def output_from_unbent_sum(layer0, w0, w1):
    """layer1 is right, but layer2 was made from the sum before the sigmoid. Which of the two goes on?"""
    z1 = layer0 @ w0
    return sigmoid(z1), sigmoid(z1 @ w1)


@forward.mistake
def sums_returned(layer0, w0, w1):
    """Your two values are the sums before the sigmoid. Which arrays do the names layer1 and layer2 stand for?"""
    z1 = layer0 @ w0
    return z1, sigmoid(z1) @ w1


@forward.mistake
def sigmoid_before_the_product(layer0, w0, w1):
    """The sigmoid bent layer0 before it met w0. What comes first in each layer, the product or the sigmoid?"""
    layer1 = sigmoid(layer0) @ w0
    return layer1, sigmoid(layer1) @ w1


@forward.mistake
def sigmoid_of_the_inputs(layer0, w0, w1):
    """Your layer0 went through the sigmoid before anything else. Measurements are inputs: which layers are
    bent?"""
    layer1 = sigmoid(sigmoid(layer0) @ w0)
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def hidden_layer_bent_twice(layer0, w0, w1):
    """layer1 is right, but it went through the sigmoid once more on its way to layer2. How often is a sum
    bent?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, sigmoid(sigmoid(layer1) @ w1)


@forward.mistake
def output_layer_bent_twice(layer0, w0, w1):
    """layer1 is right; every entry of your layer2 is above 0.5, because it was bent twice. How often is
    needed?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, sigmoid(sigmoid(layer1 @ w1))


@forward.mistake
def tanh_in_hidden_layer(layer0, w0, w1):
    """Your layer1 lies between -1 and 1: it was bent by tanh. Which function bends both layers of this
    net?"""
    layer1 = np.tanh(layer0 @ w0)
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def relu_in_hidden_layer(layer0, w0, w1):
    """Your layer1 has zeros where its sum is negative: it was bent by ReLU. Which function bends both layers
    of this net?"""
    layer1 = np.maximum(0, layer0 @ w0)
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def tanh_in_both_layers(layer0, w0, w1):
    """Your layers lie between -1 and 1: tanh bent them. Which function is meant, if an output is to lie
    between 0 and 1?"""
    layer1 = np.tanh(layer0 @ w0)
    return layer1, np.tanh(layer1 @ w1)


@forward.mistake
def shares_of_the_row(layer0, w0, w1):
    """Each row of your layer2 adds up to 1: that is softmax. Do the outputs of this net depend on each other?"""
    layer1 = sigmoid(layer0 @ w0)
    e = np.exp(layer1 @ w1)
    return layer1, e / np.sum(e, axis=1, keepdims=True)


@forward.mistake
def derivative_for_sigmoid(layer0, w0, w1):
    """No entry of your layers is above 0.25: they hold the slope of the sigmoid. When is the slope needed?"""
    layer1 = sigmoid_derivative(sigmoid(layer0 @ w0))
    return layer1, sigmoid_derivative(sigmoid(layer1 @ w1))


# forward: what is added, rounded, returned


@forward.mistake
def ones_as_biases(layer0, w0, w1):
    """Your sums are larger by 1, as if there were biases. This net has none: what is between product and
    sigmoid?"""
    layer1 = sigmoid(layer0 @ w0 + 1)
    return layer1, sigmoid(layer1 @ w1 + 1)


@forward.mistake
def outputs_rounded(layer0, w0, w1):
    """layer1 is right, and your layer2 holds only 0 and 1. What would tell the net how far off it is?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, np.round(sigmoid(layer1 @ w1))


@forward.mistake
def output_layer_only(layer0, w0, w1):
    """One array came back, the right layer2. The way back will need both layers: where is layer1?"""
    return sigmoid(sigmoid(layer0 @ w0) @ w1)


@forward.mistake
def input_layer_too(layer0, w0, w1):
    """Three layers came back, with layer0 first. Which two does the text ask for?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer0, layer1, sigmoid(layer1 @ w1)


@forward.mistake
def layers_exchanged(layer0, w0, w1):
    """Both layers are right, but the output came first. In which order does the text name them?"""
    layer1 = sigmoid(layer0 @ w0)
    return sigmoid(layer1 @ w1), layer1


@forward.mistake
def layers_transposed(layer0, w0, w1):
    """Your layers hold the right numbers with examples in columns. In this notebook a flower is a row: which
    transpose is too many?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1.T, sigmoid(layer1 @ w1).T
