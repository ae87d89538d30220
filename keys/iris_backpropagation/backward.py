"""backward: the delta of each layer, from the error of the outputs back through w1."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import all_of, close, follows, proportional, values

from ._given import sigmoid
from ._inputs import _net, _some_class_each
from .sigmoid_derivative import sigmoid_derivative


@exercise(
    returns=all_of(
        values(
            # From the student's own layer2_delta, so that a slip in that costs no more than that.
            follows("layer1_delta", "(layer2_delta @ w1.T) * layer1 * (1 - layer1)", points=1.5),
            close("layer2_delta", points=1.5),
        ),
        values(
            proportional("directions if all slopes are alike", points=1),
            proportional("directions if all slopes are alike"),
        ),
    ),
    needs=[sigmoid_derivative],
    order=("directions if all slopes are alike", "layer2_delta", "layer1_delta"),
    hints=(
        "By how much, and in which direction, should each output change? How steep is the sigmoid there?",
        "A delta is an error times the slope of its own layer. For layer1 nobody tells the error: it is what "
        "comes back from layer2_delta through the weights.",
        "Multiply layer2_delta with the transposed w1: that has one column for each hidden neuron, like "
        "layer1. Then the slope, entry by entry. On other numbers: "
        "np.dot(np.array([[1, 2]]), np.array([[3, 4], [5, 6]]).T) is [[11, 17]], and "
        "np.array([[1, 2]]) * np.array([[3, 4]]) is [[3, 8]].",
    ),
)
def backward(layer0, layer1, layer2, y, w1):
    """Deltas of both layers, ``(layer1_delta (m, hidden), layer2_delta (m, classes))``, pointing downhill.

    ``layer0 (m, n)`` is not needed here, ``layer1 (m, hidden)``, ``layer2`` and ``y`` ``(m, classes)``,
    ``w1 (hidden, classes)``. Formula: with E half the sum of (y - layer2)^2, a delta is -dE by the sum that
    enters its sigmoid (chain rule; Rumelhart, Hinton and Williams 1986), so that weights learn by adding.
    """
    layer2_error = y - layer2
    layer2_delta = layer2_error * sigmoid_derivative(layer2)
    layer1_error = np.dot(layer2_delta, w1.T)
    layer1_delta = layer1_error * sigmoid_derivative(layer1)
    return layer1_delta, layer2_delta


@backward.inputs
def backward_inputs(rng):
    """Layers that belong to each other; in the first case one output for each of two flowers. Then some where every
    slope of the sigmoid is the same number: there the errors and the way back through w1 decide the direction."""
    deltas = {"layer1_delta": "layer1_delta", "layer2_delta": "layer2_delta"}
    for m, n, h, k in [(2, 3, 4, 1), (5, 2, 4, 3), (6, 4, 3, 5), (7, 4, 6, 2)]:
        layer0, _, w1, layer1, layer2 = _net(rng, m, n, h, k)
        classes = _some_class_each(rng, m, k) if k > 1 else rng.permutation(m)
        y = np.eye(k)[classes] if k > 1 else classes.reshape(m, 1).astype(float)
        # to ten decimals: the next ones are another processor's own
        yield case(layer0, np.round(layer1, 10), np.round(layer2, 10), y, w1, part=deltas)
    for m, n, h, k in [(5, 2, 4, 3), (7, 3, 6, 2)]:
        half = signed(rng, 0.4, 1.6, (h // 2, k))
        halves = np.full((m, h), 0.5), np.full((m, k), 0.5)  # no input leads to no score
        y = np.eye(k)[_some_class_each(rng, m, k)]
        yield case(
            np.zeros((m, n)),
            *halves,
            y,
            np.vstack([half, -half]),
            part={"directions if all slopes are alike": "directions if all slopes are alike"},
        )


@backward.also_correct
def backward_with_loops(layer0, layer1, layer2, y, w1):
    m, hidden = layer1.shape
    classes = layer2.shape[1]
    d1, d2 = np.zeros((m, hidden)), np.zeros((m, classes))
    for i in range(m):
        for k in range(classes):
            a = layer2[i, k]
            d2[i, k] = (y[i, k] - a) * a * (1 - a)
        for j in range(hidden):
            back = 0
            for k in range(classes):
                back += d2[i, k] * w1[j, k]
            d1[i, j] = back * layer1[i, j] * (1 - layer1[i, j])
    return d1, d2


@backward.also_correct
def backward_with_errors_named(layer0, layer1, layer2, y, w1, verbose=True):
    layer2_error = y - layer2
    if verbose:
        print("error:", np.mean(np.abs(layer2_error)))
    layer2_delta = layer2_error * sigmoid_derivative(a=layer2)
    layer1_error = layer2_delta.dot(np.transpose(w1))
    return layer1_error * sigmoid_derivative(layer1), layer2_delta


@backward.also_correct
def backward_with_einsum(layer0, layer1, layer2, y, w1):
    layer2_delta = np.multiply(y - layer2, layer2 - layer2**2)
    return [np.einsum("mk,hk,mh->mh", layer2_delta, w1, layer1 * (1 - layer1)), layer2_delta]


@backward.also_correct
def backward_in_place(layer0, layer1, layer2, y, w1):
    y -= layer2
    y *= layer2
    y *= 1 - layer2
    layer1 *= 1 - layer1
    layer1 *= (w1 @ y.T).T
    return layer1, y


@backward.also_correct
def backward_by_differences(layer0, layer1, layer2, y, w1, h=1e-5):
    def halves(z1):
        return 0.5 * np.sum((y - sigmoid(sigmoid(z1) @ w1)) ** 2, axis=1)

    z1 = np.log(layer1 / (1 - layer1))
    layer1_delta = np.zeros(layer1.shape)
    for j in range(layer1.shape[1]):
        step = np.zeros(layer1.shape)
        step[:, j] = h
        layer1_delta[:, j] = -(halves(z1 + step) - halves(z1 - step)) / (2 * h)
    return layer1_delta, (y - layer2) * layer2 * (1 - layer2)


backward.slips(
    # backward: the error
    error_reversed=(
        "layer2_error = layer2 - y",
        "Your deltas have the right size and the wrong sign: they are made of layer2 - y. The text adds the step: "
        "which order does it need?",
    ),
    size_of_error=(
        "layer2_error = np.abs(y - layer2)",
        "None of the numbers in your layer2_delta is negative: only the size of the error is left. How would an output "
        "that is too large learn to fall?",
    ),
    squared_error_for_error=(
        "layer2_error = (y - layer2) ** 2",
        "Your layer2_delta starts from the squared error. What is the derivative of half of a square?",
    ),
    error_doubled=(
        "layer2_error = 2 * (y - layer2)",
        "Your deltas are exactly twice the expected ones. The cost is half a square: what does its derivative lose?",
    ),
    averaged_over_examples=(
        "layer2_error = (y - layer2) / len(y)",
        "Your deltas are divided by the number of examples. In this notebook each flower has a delta of its own: is "
        "there an average?",
    ),
    labels_for_error=(
        "layer2_error = y",
        "Your layer2_delta starts from y itself, so right answers are pushed on as well. What is still to be taken "
        "from y?",
    ),
    # backward: the slopes
    sigmoid_applied_in_both_slopes=(
        (
            "layer2_delta = layer2_error * sigmoid_derivative(sigmoid(layer2))",
            "layer1_delta = layer1_error * sigmoid_derivative(sigmoid(layer1))",
        ),
        "Your slopes belong to sigmoid(layer1) and sigmoid(layer2), but the layers have been through the sigmoid "
        "already. What does sigmoid_derivative take?",
    ),
    slopes_left_out=(
        ("layer2_delta = layer2_error", "layer1_delta = layer1_error"),
        "Your deltas are plain errors: no slope is in them. A neuron near 0 or 1 hardly moves: which factor says so?",
    ),
    slope_of_output_left_out=(
        "layer2_delta = layer2_error",
        "Your layer2_delta is the plain error, as with the cross-entropy. The cost is a squared error here: which "
        "factor stays?",
    ),
    slope_of_hidden_left_out=(
        "layer1_delta = layer1_error",
        "layer2_delta is right; your layer1_delta is what came back through w1 and no more. How steep is layer1 there?",
    ),
    slopes_of_tanh=(
        ("layer2_delta = layer2_error * (1 - layer2**2)", "layer1_delta = layer1_error * (1 - layer1**2)"),
        "Your slopes are 1 minus a square, those of tanh. Which function made these layers?",
    ),
    hidden_slope_of_tanh=(
        "layer1_delta = layer1_error * (1 - layer1**2)",
        "layer2_delta is right; in layer1_delta the slope is that of tanh. Which function made layer1?",
    ),
    layers_for_slopes=(
        ("layer2_delta = layer2_error * layer2", "layer1_delta = layer1_error * layer1"),
        "Your errors are multiplied with the layers themselves. Which function of a layer says how steep it is?",
    ),
    # backward: the way through w1
    error_for_delta_in_hidden=(
        "layer1_error = np.dot(layer2_error, w1.T)",
        "layer2_delta is right, but into layer1_delta went the error without its slope. What is sent back through w1?",
    ),
    w1_not_transposed=(
        "layer1_error = np.dot(layer2_delta, w1)",
        "In a matrix product (m, k) met w1, which is (hidden, k), and the inner sizes do not fit. Which way does w1 "
        "have to be turned?",
    ),
    sizes_of_weights=(
        "layer1_error = np.dot(layer2_delta, np.abs(w1).T)",
        "layer2_delta is right, but layer1_delta was made with the sizes of w1. What does a negative weight do to an "
        "error?",
    ),
    # backward: what is returned
    output_delta_first=(
        "return layer2_delta, layer1_delta",
        "Both deltas are right, but that of the output came first. In which order does the text name them?",
    ),
    steps_returned=(
        "return np.dot(layer0.T, layer1_delta), np.dot(layer1.T, layer2_delta)",
        "Your two arrays have the shapes of w0 and w1: they are the steps of the weights. Which arrays were they made "
        "from?",
    ),
    errors_returned=(
        "return layer1_error, layer2_error",
        "What came back are the errors of both layers, each before its slope. What makes a delta of an error?",
    ),
    output_delta_only=(
        "return layer2_delta",
        "One array came back, the right layer2_delta. What tells w0 how to change?",
    ),
)
