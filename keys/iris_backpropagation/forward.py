"""forward: from the measurements to the outputs, layer by layer, examples in rows."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, follows

from ._given import sigmoid
from ._inputs import _net


@exercise(
    # layer2 from the student's own layer1, so that a slip in that costs no more than that.
    returns=(close("layer1", points=1.5), follows("layer2", "sigmoid(layer1 @ w1)", points=1.5)),
    hints=(
        "Write the shape beside every array: layer0 is (m, n), w0 is (n, hidden). Which product of the two has "
        "a row for each flower?",
        "The same two steps happen twice: a matrix product with the weights, then the sigmoid of all of it.",
        "What the first pair of steps gives is layer1. It takes the place of layer0 in the second pair, with "
        "w1. On other numbers: np.dot(np.array([[1, 2]]), np.array([[3, 4], [5, 6]])) is [[13, 16]].",
    ),
)
def forward(layer0, w0, w1):
    """Both layers of the net without biases, ``(layer1 (m, hidden), layer2 (m, classes))``.

    ``layer0 (m, n)``, ``w0 (n, hidden)``, ``w1 (hidden, classes)``. Formula: each layer is the sigmoid of the
    layer before times the weights between them.
    """
    z1 = np.dot(layer0, w0)
    layer1 = sigmoid(z1)
    z2 = np.dot(layer1, w1)
    layer2 = sigmoid(z2)
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


forward.slips(
    # forward: the activation
    no_sigmoid_at_all=(
        ("layer1 = z1", "layer2 = z2"),
        "Your layers are plain sums, below 0 and above 1: no sigmoid bent them. What happens after each product?",
    ),
    hidden_layer_not_bent=(
        "layer1 = z1",
        "Your layer1 is the plain sum of layer0 times w0. What happens to it before it goes on?",
    ),
    output_layer_not_bent=(
        "layer2 = z2",
        "layer1 is right, and your layer2 is a plain sum. Which function keeps an output between 0 and 1?",
    ),
    output_from_unbent_sum=(
        "z2 = np.dot(z1, w1)",
        "layer1 is right, but layer2 was made from the sum before the sigmoid. Which of the two goes on?",
    ),
    sums_returned=(
        "return z1, z2",
        "Your two values are the sums before the sigmoid. Which arrays do the names layer1 and layer2 stand for?",
    ),
    sigmoid_before_the_product=(
        ("layer1 = np.dot(sigmoid(layer0), w0)", "layer2 = np.dot(sigmoid(layer1), w1)"),
        "The sigmoid bent layer0 before it met w0. What comes first in each layer, the product or the sigmoid?",
    ),
    sigmoid_of_the_inputs=(
        "z1 = np.dot(sigmoid(layer0), w0)",
        "Your layer0 went through the sigmoid before anything else. Measurements are inputs: which layers are bent?",
    ),
    hidden_layer_bent_twice=(
        "z2 = np.dot(sigmoid(layer1), w1)",
        "layer1 is right, but it went through the sigmoid once more on its way to layer2. How often is a sum bent?",
    ),
    output_layer_bent_twice=(
        "layer2 = sigmoid(sigmoid(z2))",
        "layer1 is right; every entry of your layer2 is above 0.5, because it was bent twice. How often does the "
        "formula apply the sigmoid?",
    ),
    tanh_in_hidden_layer=(
        "layer1 = np.tanh(z1)",
        "Your layer1 lies between -1 and 1: it was bent by tanh. Which function bends both layers of this network?",
    ),
    relu_in_hidden_layer=(
        "layer1 = np.maximum(0, z1)",
        "Your layer1 has zeros where its sum is negative: it was bent by ReLU. Which function bends both layers of "
        "this network?",
    ),
    tanh_in_both_layers=(
        ("layer1 = np.tanh(z1)", "layer2 = np.tanh(z2)"),
        "Your layers lie between -1 and 1: tanh bent them. Which function is meant, if an output is to lie between 0 "
        "and 1?",
    ),
    shares_of_the_row=(
        "layer2 = np.exp(z2) / np.sum(np.exp(z2), axis=1, keepdims=True)",
        "Each row of your layer2 adds up to 1: that is softmax. Do the outputs of this network depend on each other?",
    ),
    derivative_for_sigmoid=(
        ("layer1 = sigmoid(z1) * (1 - sigmoid(z1))", "layer2 = sigmoid(z2) * (1 - sigmoid(z2))"),
        "No entry of your layers is above 0.25: they hold the slope of the sigmoid. When is the slope needed?",
    ),
    # forward: what is added, rounded, returned
    ones_as_biases=(
        ("z1 = np.dot(layer0, w0) + 1", "z2 = np.dot(layer1, w1) + 1"),
        "Your sums are larger by 1, as if there were biases. This network has none: what stands between product and "
        "sigmoid?",
    ),
    outputs_rounded=(
        "layer2 = np.round(sigmoid(z2))",
        "layer1 is right, and your layer2 holds only 0 and 1. What would tell the network how far off it is?",
    ),
    output_layer_only=(
        "return layer2",
        "One array came back, the right layer2. The way back will need both layers: where is layer1?",
    ),
    input_layer_too=(
        "return layer0, layer1, layer2",
        "Three layers came back, with layer0 first. Which two does the text ask for?",
    ),
    layers_exchanged=(
        "return layer2, layer1",
        "Both layers are right, but the output came first. In which order does the text name them?",
    ),
    layers_transposed=(
        "return layer1.T, layer2.T",
        "Your layers hold the right numbers with examples in columns. In this notebook a flower is a row: which "
        "transpose is too many?",
    ),
)
