"""The exercise backward_propagation of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close, scalar

from ._inputs import _cache, _network, flower_X, flower_Y
from .forward_propagation import forward_propagation
from .tanh_derivative import tanh_derivative


@exercise(
    returns={
        "dW1": close("dW1", points=2, rtol=1e-6, atol=1e-7),
        "db1": close("db1", points=2, rtol=1e-6, atol=1e-7),
        "dW2": close("dW2", points=1, rtol=1e-6, atol=1e-7),
        "db2": scalar("db2", points=1, rtol=1e-6, atol=1e-7),
    },
    order=("dW2", "db2", "dW1", "db1"),
    hints=(
        "Every derivative has the shape of what it belongs to. Write these shapes down before any formula.",
        "Begin at the end: the error of the last layer is A2 minus Y. Send it back through W2, then through the "
        "slope of tanh.",
        "A dW is the error of its layer times what arrived there, transposed; a db is the row sums of that error, "
        "kept as a column; all four share 1/m.",
    ),
    equivalent={
        "line 7: Y -> X": "both have one column an example",
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, keepdims=True)": "there is one output unit",
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, axis=1)": "one number, however it is wrapped",
        "line 11: True -> False": "one number, however it is wrapped",
    },
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
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@backward_propagation.inputs
def backward_propagation_inputs(rng):
    """Caches that belong to the parameters and examples, so that any way to the gradient is right."""
    for n_x, n_h, m in [(2, 4, 3), (5, 3, 7), (3, 6, 8)]:
        X, Y, parameters = _network(rng, forward_propagation, n_x, n_h, m)
        yield case(parameters, _cache(forward_propagation, X, parameters), X, Y)


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


def _sent_back(parameters, cache, X, Y, dZ2=None, slope=None, dZ1=None):
    """The gradient with another error of the last layer, another slope of tanh or another hidden error."""
    m = Y.shape[1]
    dZ2 = cache["A2"] - Y if dZ2 is None else dZ2
    slope = 1 - cache["A1"] ** 2 if slope is None else slope
    dZ1 = np.dot(parameters["W2"].T, dZ2) * slope if dZ1 is None else dZ1
    return {
        "dW1": np.dot(dZ1, X.T) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": np.dot(dZ2, cache["A1"].T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


# backward_propagation: the slope of tanh


@backward_propagation.mistake
def slope_made_of_z(parameters, cache, X, Y):
    """Your dW1 and db1 hold a slope made of Z1, which can even be negative. The formula for the slope of tanh is
    made of its value: which entry of the cache is that?"""
    return _sent_back(parameters, cache, X, Y, slope=1 - cache["Z1"] ** 2)


@backward_propagation.mistake
def slope_not_squared(parameters, cache, X, Y):
    """Your slope of tanh is 1 minus A1, above 1 for negative A1. What happens to A1 before it is taken from 1?"""
    return _sent_back(parameters, cache, X, Y, slope=1 - cache["A1"])


@backward_propagation.mistake
def slope_of_the_sigmoid(parameters, cache, X, Y):
    """Your dW1 and db1 hold the slope of the sigmoid. Which activation does the hidden layer have?"""
    return _sent_back(parameters, cache, X, Y, slope=cache["A1"] * (1 - cache["A1"]))


@backward_propagation.mistake
def slope_of_relu(parameters, cache, X, Y):
    """Your dW1 and db1 hold the slope of ReLU. Which activation does the hidden layer have?"""
    return _sent_back(parameters, cache, X, Y, slope=(cache["Z1"] > 0).astype(float))


@backward_propagation.mistake
def slope_with_tanh_twice(parameters, cache, X, Y):
    """Your slope applies tanh to A1, which is a tanh already. Which of the two, Z1 or A1, is right inside 1 minus
    a square?"""
    return _sent_back(parameters, cache, X, Y, slope=1 - np.tanh(cache["A1"]) ** 2)


@backward_propagation.mistake
def slope_left_out(parameters, cache, X, Y):
    """Your dW1 and db1 are those of a hidden layer without tanh. What stands between A1 and Z1 on the way back?"""
    return _sent_back(parameters, cache, X, Y, slope=1.0)


@backward_propagation.mistake
def slope_with_plus(parameters, cache, X, Y):
    """Your slope of tanh is above 1 everywhere, and tanh is never that steep. Which sign stands before the
    square?"""
    return _sent_back(parameters, cache, X, Y, slope=1 + cache["A1"] ** 2)


@backward_propagation.mistake
def slope_as_matrix_product(parameters, cache, X, Y):
    """Two arrays of the shape (n_h, m) met in a matrix product, and their sizes do not fit. Which operation
    multiplies them, or squares one, entry by entry?"""
    dZ1 = np.dot(np.dot(parameters["W2"].T, cache["A2"] - Y), 1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


@backward_propagation.mistake
def m_columns_met_n_h_rows(parameters, cache, X, Y):
    """In a matrix product the m columns of one array met the n_h rows of another, and these sizes do not fit. Is one
    of them to be turned on its side, or are entries to be multiplied one by one?"""
    dZ1 = parameters["W2"].T @ (cache["A2"] - Y) @ (1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


# backward_propagation: the error


@backward_propagation.mistake
def error_reversed(parameters, cache, X, Y):
    """All four derivatives have the right size and the wrong sign. Is the error A2 minus Y, or Y minus A2?"""
    return _sent_back(parameters, cache, X, Y, dZ2=Y - cache["A2"])


@backward_propagation.mistake
def labels_not_subtracted(parameters, cache, X, Y):
    """Your derivatives are made of A2 alone, as if every label were 0. What tells the network how wrong it was?"""
    return _sent_back(parameters, cache, X, Y, dZ2=cache["A2"])


@backward_propagation.mistake
def labels_the_wrong_way_round(parameters, cache, X, Y):
    """Your derivatives belong to labels in which 0 and 1 have changed places. What is the error of an example
    with label 1?"""
    return _sent_back(parameters, cache, X, Y, dZ2=cache["A2"] - (1 - Y))


@backward_propagation.mistake
def slope_of_the_sigmoid_once_more(parameters, cache, X, Y):
    """Each example's error was also multiplied by A2(1 - A2). With the cross-entropy this factor cancels: try it
    on paper."""
    A2 = cache["A2"]
    return _sent_back(parameters, cache, X, Y, dZ2=(A2 - Y) * A2 * (1 - A2))


@backward_propagation.mistake
def score_for_probability(parameters, cache, X, Y):
    """Your error is Z2 minus Y. Labels are compared with probabilities: which entry of the cache holds these?"""
    return _sent_back(parameters, cache, X, Y, dZ2=cache["Z2"] - Y)


@backward_propagation.mistake
def first_weights_for_second(parameters, cache, X, Y):
    """W1 was handed to the product that sends the error back, and the sizes do not meet. Which weights lie
    between the hidden layer and the error of the output?"""
    dZ1 = np.dot(parameters["W1"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


@backward_propagation.mistake
def weights_not_transposed(parameters, cache, X, Y):
    """W2 and the error met as (1, n_h) and (1, m), and the sizes do not meet. On the way back n_h rows are
    needed: what turns W2?"""
    dZ1 = np.dot(parameters["W2"], cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


@backward_propagation.mistake
def gradient_for_weights(parameters, cache, X, Y):
    """dW2 took the place of W2 when the error was sent back, so dW1 and db1 are off. What multiplied A1 on the
    way forward?"""
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / Y.shape[1]
    return _sent_back(parameters, cache, X, Y, dZ1=np.dot(dW2.T, dZ2) * (1 - cache["A1"] ** 2))


@backward_propagation.mistake
def weights_not_passed(parameters, cache, X, Y):
    """Your hidden error is that of the output, the same for all hidden units: W2 plays no part. How strongly is
    each unit to blame?"""
    return _sent_back(parameters, cache, X, Y, dZ1=(cache["A2"] - Y) * (1 - cache["A1"] ** 2))


# backward_propagation: what the errors are multiplied with


@backward_propagation.mistake
def scores_for_activations(parameters, cache, X, Y):
    """Your dW2 was made with Z1. What arrived at the second layer on the way forward, Z1 or A1?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW2": np.dot(cache["A2"] - Y, cache["Z1"].T) / Y.shape[1]}


@backward_propagation.mistake
def inputs_for_activations(parameters, cache, X, Y):
    """Your dW2 was made with X and has n_x entries. What arrived at the second layer on the way forward?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW2": np.dot(cache["A2"] - Y, X.T) / Y.shape[1]}


@backward_propagation.mistake
def activations_for_inputs(parameters, cache, X, Y):
    """Your dW1 was made with A1 and is a square table. What arrived at the first layer on the way forward?"""
    grads = backward_propagation(parameters, cache, X, Y)
    dZ1 = np.dot(parameters["W2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return {**grads, "dW1": np.dot(dZ1, cache["A1"].T) / Y.shape[1]}


@backward_propagation.mistake
def weight_derivatives_on_their_side(parameters, cache, X, Y):
    """Your dW1 and dW2 hold the right numbers on their side. A step changes W by a part of dW: which shape must
    dW have then?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW1": grads["dW1"].T, "dW2": grads["dW2"].T}


@backward_propagation.mistake
def errors_times_activations_entry_by_entry(parameters, cache, X, Y):
    """Your dW2 still has a column for each example: the products were not added up. Which product sums over the
    examples by itself?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW2": (cache["A2"] - Y) * cache["A1"] / Y.shape[1]}


# backward_propagation: the average


@backward_propagation.mistake
def nothing_averaged(parameters, cache, X, Y):
    """All four derivatives are exactly m times too large: sums over the examples. What turns a sum into an
    average?"""
    return {key: value * Y.shape[1] for key, value in backward_propagation(parameters, cache, X, Y).items()}


@backward_propagation.mistake
def weight_derivatives_not_averaged(parameters, cache, X, Y):
    """Your dW1 and dW2 are exactly m times too large, db1 and db2 are right. What turns a sum into an average?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW1": grads["dW1"] * Y.shape[1], "dW2": grads["dW2"] * Y.shape[1]}


@backward_propagation.mistake
def bias_derivatives_not_averaged(parameters, cache, X, Y):
    """Your db1 and db2 are exactly m times too large, dW1 and dW2 are right. What turns a sum into an average?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": grads["db1"] * Y.shape[1], "db2": grads["db2"] * Y.shape[1]}


@backward_propagation.mistake
def first_layer_averaged_twice(parameters, cache, X, Y):
    """Your dW1 and db1 are m times too small, dW2 and db2 are right. How often was the error divided by m on its
    way back?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW1": grads["dW1"] / Y.shape[1], "db1": grads["db1"] / Y.shape[1]}


@backward_propagation.mistake
def averaged_over_features(parameters, cache, X, Y):
    """All four derivatives were divided by the number of features. Which axis of X counts the examples?"""
    ratio = X.shape[1] / X.shape[0]
    return {key: value * ratio for key, value in backward_propagation(parameters, cache, X, Y).items()}


# backward_propagation: the biases


@backward_propagation.mistake
def bias_derivatives_without_keepdims(parameters, cache, X, Y):
    """Your db1 is a rank-1 array. Taken from b1, a column, it makes a whole table by broadcasting. What keeps the
    axis over which was summed?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": grads["db1"].reshape(-1), "db2": grads["db2"].reshape(-1)}


@backward_propagation.mistake
def bias_derivatives_not_summed(parameters, cache, X, Y):
    """Your db1 and db2 have one entry for each example. A unit has a single bias: what becomes of these entries?"""
    m, grads = Y.shape[1], backward_propagation(parameters, cache, X, Y)
    dZ1 = np.dot(parameters["W2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return {**grads, "db1": dZ1 / m, "db2": (cache["A2"] - Y) / m}


@backward_propagation.mistake
def bias_derivatives_along_the_other_axis(parameters, cache, X, Y):
    """Your db1 and db2 were summed over the units, so a number for each example is left. Along which axis do the
    examples lie?"""
    m, grads = Y.shape[1], backward_propagation(parameters, cache, X, Y)
    dZ1 = np.dot(parameters["W2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    sums = {"db1": np.sum(dZ1, axis=0, keepdims=True) / m, "db2": np.sum(cache["A2"] - Y, axis=0, keepdims=True) / m}
    return {**grads, **sums}


@backward_propagation.mistake
def first_bias_derivative_as_one_number(parameters, cache, X, Y):
    """Your db1 is a single number: the hidden units were added together too. How many biases do n_h units have?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": np.sum(grads["db1"])}


@backward_propagation.mistake
def first_bias_derivative_of_the_output(parameters, cache, X, Y):
    """Your db1 is the sum of the output's error. Each layer has an error of its own: which one belongs to b1?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": grads["db2"]}


# backward_propagation: what is returned


@backward_propagation.mistake
def layers_exchanged(parameters, cache, X, Y):
    """Your dW1 and db1 are those of the second layer, and the other way round. Which layer is number 1?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {"dW1": grads["dW2"], "db1": grads["db2"], "dW2": grads["dW1"], "db2": grads["db1"]}


@backward_propagation.mistake
def tuple_of_derivatives(parameters, cache, X, Y):
    """Your four derivatives come as a tuple. The text asks for a dictionary with which keys?"""
    return tuple(backward_propagation(parameters, cache, X, Y).values())


@backward_propagation.mistake(reads_global=True)
def notebook_variable_for_derivatives(parameters, cache, X, Y):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    m = flower_X.shape[1]
    dZ2 = cache["A2"] - flower_Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    return {
        "dW1": np.dot(dZ1, flower_X.T) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": np.dot(dZ2, cache["A1"].T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }
