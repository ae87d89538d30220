"""backward_propagation: from the error of the output back to the slope of the cost along W1, b1, W2 and b2."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import all_of, close, proportional, scalar

from ._families import (
    BIAS_DERIVATIVES_NOT_SUMMED,
    BIAS_DERIVATIVES_WITHOUT_KEEPDIMS,
    ERROR_REVERSED,
    FIRST_BIAS_DERIVATIVE_AS_ONE_NUMBER,
    LABELS_NOT_SUBTRACTED,
    LABELS_THE_WRONG_WAY_ROUND,
    NOTEBOOK_VARIABLE,
    NOTHING_AVERAGED,
    ONE_OUTPUT_UNIT,
    SLOPE_AS_MATRIX_PRODUCT,
    SLOPE_NOT_SQUARED,
)
from ._inputs import _cache, _network, _undecided, flower_X, flower_Y  # noqa: F401  (a slip reads the flower)
from .forward_propagation import forward_propagation
from .tanh_derivative import tanh_derivative


@exercise(
    returns={
        # Without the average, with the wrong sign, or with a slope too many the weights' derivatives still have their
        # direction, in a network that says 0.5 of each example.
        "dW1": all_of(
            close("dW1", points=1, rtol=1e-6, atol=1e-7),
            proportional("direction of dW1 at A2 = 0.5", points=1, rtol=1e-6, atol=1e-7),
        ),
        "db1": close("db1", points=1, rtol=1e-6, atol=1e-7),
        "dW2": all_of(
            close("dW2", points=1, rtol=1e-6, atol=1e-7),
            proportional("direction of dW2 at A2 = 0.5", points=1, rtol=1e-6, atol=1e-7),
        ),
        "db2": scalar("db2", points=1, rtol=1e-6, atol=1e-7),
    },
    order=("dW2", "direction of dW2 at A2 = 0.5", "db2", "dW1", "direction of dW1 at A2 = 0.5", "db1"),
    hints=(
        "Every derivative has the shape of what it belongs to. Write these shapes down before any formula.",
        "Begin at the end: the error of the last layer is A2 minus Y. Send it back through W2, then through the slope "
        "of tanh.",
        "A dW is the error of its layer times what arrived there, transposed; a db is the row sums of that error, and "
        "all four share 1/m. With other numbers: np.sum(np.array([[1, 2], [3, 4]]), axis=1, keepdims=True) is the "
        "column [[3], [7]].",
    ),
    equivalent={"m = Y.shape[1]: Y -> X": "both have one column an example", **ONE_OUTPUT_UNIT},
)
def backward_propagation(parameters, cache, X, Y):
    """Gradient of the cost: ``{"dW1" (n_h, n_x), "db1" (n_h, 1), "dW2" (1, n_h), "db2" (1, 1)}``.

    Parameters and cache as in forward_propagation, ``X (n_x, m)``, ``Y (1, m)``. Formula: chain rule from the
    last layer to the first; the cross-entropy of a sigmoid has the error a - y, tanh has the slope 1 - a^2.
    """
    m = Y.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = np.dot(parameters["W2"].T, dZ2)
    dZ1 = dA1 * (1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@backward_propagation.inputs
def backward_propagation_inputs(rng):
    """Caches that belong to the parameters and examples, so that any way to the gradient is right."""
    exactly = {part: part for part in ("dW1", "db1", "dW2", "db2")}
    direction = {part: part for part in ("direction of dW1 at A2 = 0.5", "direction of dW2 at A2 = 0.5")}
    for n_x, n_h, m in [(2, 4, 3), (5, 3, 7), (3, 6, 8)]:
        X, Y, parameters = _network(rng, forward_propagation, n_x, n_h, m)
        yield case(parameters, _cache(forward_propagation, X, parameters), X, Y, part=exactly)
    for n_x, pairs, m in [(3, 2, 7), (2, 3, 5)]:
        X, Y, parameters = _undecided(rng, n_x, pairs, m)
        yield case(parameters, _cache(forward_propagation, X, parameters), X, Y, part=direction)


@backward_propagation.also_correct
def backward_with_loops(parameters, cache, X, Y):
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    (n_h, m), n_x = A1.shape, X.shape[0]
    dW1, db1, dW2, db2 = np.zeros((n_h, n_x)), np.zeros((n_h, 1)), np.zeros((1, n_h)), 0.0
    for j in range(m):
        error = A2[0, j] - Y[0, j]
        db2 += error / m
        for i in range(n_h):
            dW2[0, i] += error * A1[i, j] / m
            sent_back = error * W2[0, i] * (1 - A1[i, j] * A1[i, j])
            db1[i, 0] += sent_back / m
            for k in range(n_x):
                dW1[i, k] += sent_back * X[k, j] / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@backward_propagation.also_correct
def backward_with_multiply_and_tanh_again(parameters, cache, X, Y, verbose=True):
    m = X.shape[1]
    W1, W2 = parameters["W1"], parameters["W2"]
    dZ2 = cache["A2"] - Y
    dW2 = (1 / m) * np.dot(dZ2, np.transpose(cache["A1"]))
    db2 = (1 / m) * np.sum(dZ2)
    dZ1 = np.multiply(W2.T, dZ2) * (1 - np.tanh(cache["Z1"]) ** 2)
    dW1 = (1 / m) * np.dot(dZ1, np.transpose(X))
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    if verbose:
        print(W1.shape, dW1.shape)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dZ1": dZ1}


@backward_propagation.also_correct
def backward_with_einsum(parameters, cache, X, Y):
    error = (cache["A2"] - Y) / Y.size
    hidden = np.einsum("ij,ik->jk", parameters["W2"], error) * tanh_derivative(a=cache["A1"])
    return {
        "dW2": np.einsum("ij,kj->ik", error, cache["A1"]),
        "db2": error.sum(axis=1),
        "dW1": np.einsum("ij,kj->ik", hidden, X),
        "db1": hidden.sum(axis=1).reshape(-1, 1),
    }


@backward_propagation.also_correct
def backward_in_place(parameters, cache, X, Y):
    m, A1 = float(Y.shape[1]), cache["A1"]
    cache["A2"] -= Y
    grads = {"dW2": cache["A2"] @ A1.T / m, "db2": cache["A2"].mean(axis=1, keepdims=True)}
    A1 *= -A1
    A1 += 1
    A1 *= parameters["W2"].T @ cache["A2"]
    grads["dW1"], grads["db1"] = A1 @ X.T / m, A1.mean(axis=1, keepdims=True)
    return grads


@backward_propagation.also_correct
def backward_by_differences(parameters, cache, X, Y, h=1e-5):
    def cost(moved):
        z = np.dot(moved["W2"], np.tanh(np.dot(moved["W1"], X) + moved["b1"])) + moved["b2"]
        return float(np.mean(np.logaddexp(0, z) - Y * z))

    grads = {}
    for key, value in parameters.items():
        grads["d" + key] = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            step = np.zeros(value.shape)
            step[index] = h
            higher, lower = cost({**parameters, key: value + step}), cost({**parameters, key: value - step})
            grads["d" + key][index] = (higher - lower) / (2 * h)
    return grads


backward_propagation.slips(
    # the slope of tanh
    slope_made_of_z=(
        'dZ1 = dA1 * (1 - cache["Z1"] ** 2)',
        "Your dW1 and db1 hold a slope made of Z1, which can even be negative. The formula for the slope of tanh is "
        "made of its value: which entry of the cache is that?",
    ),
    slope_not_squared=SLOPE_NOT_SQUARED,
    slope_of_the_sigmoid=(
        "dZ1 = dA1 * A1 * (1 - A1)",
        "Your dW1 and db1 hold the slope of the sigmoid. Which activation does the hidden layer have?",
    ),
    slope_of_relu=(
        'dZ1 = dA1 * (cache["Z1"] > 0)',
        "Your dW1 and db1 hold the slope of ReLU. Which activation does the hidden layer have?",
    ),
    slope_with_tanh_twice=(
        "dZ1 = dA1 * (1 - np.tanh(A1) ** 2)",
        "Your slope is made of the tanh of A1, and A1 is a tanh already. What is squared in the formula for the slope?",
    ),
    slope_left_out=(
        "dZ1 = dA1",
        "Your dW1 and db1 are those of a hidden layer without tanh. What stands between A1 and Z1 on the way back?",
    ),
    slope_with_plus=(
        "dZ1 = dA1 * (1 + A1**2)",
        "Your slope of tanh is above 1 everywhere, and tanh is never that steep. Which sign stands before the square?",
    ),
    slope_as_matrix_product=SLOPE_AS_MATRIX_PRODUCT,
    m_columns_met_n_h_rows=(
        "dZ1 = dA1 @ (1 - A1**2)",
        "In a matrix product the m columns of one array met the n_h rows of another, and these sizes do not fit. "
        "Should one of them be transposed, or should entries be multiplied one by one?",
    ),
    # the error
    error_reversed=ERROR_REVERSED,
    labels_not_subtracted=LABELS_NOT_SUBTRACTED,
    labels_the_wrong_way_round=LABELS_THE_WRONG_WAY_ROUND,
    slope_of_the_sigmoid_once_more=(
        "dZ2 = (A2 - Y) * A2 * (1 - A2)",
        "Each example's error was also multiplied by A2(1 - A2). With the cross-entropy this factor cancels: try it on "
        "paper.",
    ),
    score_for_probability=(
        'dZ2 = cache["Z2"] - Y',
        "Your error is Z2 minus Y. Labels are compared with probabilities: which entry of the cache holds these?",
    ),
    first_weights_for_second=(
        'dA1 = np.dot(parameters["W1"].T, dZ2)',
        "W1 was handed to the product that sends the error back, and the sizes do not meet. Which weights lie between "
        "the hidden layer and the error of the output?",
    ),
    weights_not_transposed=(
        'dA1 = np.dot(parameters["W2"], dZ2)',
        "In a matrix product (1, n_h) met (1, m), and the sizes do not meet. On the way back n_h rows are needed: how "
        "must W2 lie for that?",
    ),
    gradient_for_weights=(
        "dA1 = np.dot(dW2.T, dZ2)",
        "dW2 took the place of W2 when the error was sent back, so dW1 and db1 are off. What multiplied A1 on the way "
        "forward?",
    ),
    weights_not_passed=(
        "dA1 = dZ2",
        "Your hidden error is made from that of the output and is the same for all hidden neurons: W2 plays no part. "
        "By what is the error shared out among them?",
    ),
    # what the errors are multiplied with
    scores_for_activations=(
        'dW2 = np.dot(dZ2, cache["Z1"].T) / m',
        "Your dW2 was made with Z1. What arrived at the second layer on the way forward, Z1 or A1?",
    ),
    inputs_for_activations=(
        "dW2 = np.dot(dZ2, X.T) / m",
        "Your dW2 was made with X and has n_x entries. What arrived at the second layer on the way forward?",
    ),
    activations_for_inputs=(
        "dW1 = np.dot(dZ1, A1.T) / m",
        "Your dW1 was made with A1 and is a square table. What arrived at the first layer on the way forward?",
    ),
    weight_derivatives_on_their_side=(
        ("dW2 = np.dot(A1, dZ2.T) / m", "dW1 = np.dot(X, dZ1.T) / m"),
        "Your dW1 and dW2 hold the right numbers on their side. A step changes W by a part of dW: which shape must dW "
        "have then?",
    ),
    errors_times_activations_entry_by_entry=(
        "dW2 = dZ2 * A1 / m",
        "Your dW2 still has a column for each example: the products were not added up. Which product sums over the "
        "examples by itself?",
    ),
    # the average
    nothing_averaged=(
        (
            "dW2 = np.dot(dZ2, A1.T)",
            "db2 = np.sum(dZ2, axis=1, keepdims=True)",
            "dW1 = np.dot(dZ1, X.T)",
            "db1 = np.sum(dZ1, axis=1, keepdims=True)",
        ),
        NOTHING_AVERAGED,
    ),
    weight_derivatives_not_averaged=(
        ("dW2 = np.dot(dZ2, A1.T)", "dW1 = np.dot(dZ1, X.T)"),
        "Your dW1 and dW2 are exactly m times too large, db1 and db2 are right. What turns a sum into an average?",
    ),
    bias_derivatives_not_averaged=(
        ("db2 = np.sum(dZ2, axis=1, keepdims=True)", "db1 = np.sum(dZ1, axis=1, keepdims=True)"),
        "Your db1 and db2 are exactly m times too large, dW1 and dW2 are right. What turns a sum into an average?",
    ),
    first_layer_averaged_twice=(
        "dZ1 = dA1 * (1 - A1**2) / m",
        "Your dW1 and db1 are m times too small, dW2 and db2 are right. How often was the error divided by m on its "
        "way back?",
    ),
    averaged_over_features=(
        "m = X.shape[0]",
        "All four derivatives were divided by the number of features. Which axis of X counts the examples?",
    ),
    # the biases
    bias_derivatives_without_keepdims=BIAS_DERIVATIVES_WITHOUT_KEEPDIMS,
    bias_derivatives_not_summed=BIAS_DERIVATIVES_NOT_SUMMED,
    bias_derivatives_along_the_other_axis=(
        ("db2 = np.sum(dZ2, axis=0, keepdims=True) / m", "db1 = np.sum(dZ1, axis=0, keepdims=True) / m"),
        "Your db1 and db2 were summed over the neurons, so a number for each example is left. Along which axis do the "
        "examples lie?",
    ),
    first_bias_derivative_as_one_number=FIRST_BIAS_DERIVATIVE_AS_ONE_NUMBER,
    first_bias_derivative_of_the_output=(
        "db1 = np.sum(dZ2, axis=1, keepdims=True) / m",
        "Your db1 is the sum of the output's error. Each layer has an error of its own: which one belongs to b1?",
    ),
    # what is returned
    layers_exchanged=(
        'return {"dW1": dW2, "db1": db2, "dW2": dW1, "db2": db1}',
        "Your dW1 and db1 are those of the second layer, and the other way round. Which layer is number 1?",
    ),
    tuple_of_derivatives=(
        "return dW1, db1, dW2, db2",
        "Your four derivatives come as a tuple. The text asks for a dictionary with which keys?",
    ),
    notebook_variable_for_derivatives=slip(
        ("m = flower_X.shape[1]", "dZ2 = A2 - flower_Y", "dW1 = np.dot(dZ1, flower_X.T) / m"),
        NOTEBOOK_VARIABLE,
        reads_global=True,
    ),
)
