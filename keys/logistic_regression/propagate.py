"""The exercise propagate of 01_logistic_regression."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close, scalar

from ._inputs import COST_SLACK, _examples, train_set_x
from .sigmoid import sigmoid


@exercise(
    returns=(
        {"dw": close("dw", points=2, rtol=1e-6, atol=1e-7), "db": scalar("db", points=1, rtol=1e-6, atol=1e-7)},
        scalar("cost", points=2, rtol=0, atol=COST_SLACK),
    ),
    needs=[sigmoid],
    order=("cost", "dw", "db"),
    hints=(
        "Write the shape beside every array: X is (n, m), w is (n, 1). Which product of the two has one "
        "number an example?",
        "Forward: score, sigmoid, cost as an average over m. Backward: the error A minus Y tells how "
        "wrong each example is.",
        "dw multiplies X with the transposed error, so that the sum runs over the examples; db sums the "
        "error; both share 1/m.",
    ),
)
def propagate(w, b, X, Y):
    """Cost and gradient of logistic regression: ``({"dw": (n, 1), "db": number}, cost number)``.

    ``w (n, 1)``, ``b`` a number, ``X (n, m)``, ``Y (1, m)`` of 0 and 1. Formula: cross-entropy of Bernoulli
    labels, the mean of -(y log a + (1 - y) log(1 - a)); its derivative by the score is a - y.
    """
    m = Y.size
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@propagate.inputs
def propagate_inputs(rng):
    for n, m, agreement in [(2, 3, 1), (4, 7, -1), (6, 5, 1), (3, 11, -1), (8, 16, 1)]:
        yield case(*_examples(rng, n, m, agreement))


@propagate.also_correct
def propagate_with_loops(w, b, X, Y):
    n, m = X.shape
    cost, db, dw = 0.0, 0.0, np.zeros((n, 1))
    for j in range(m):
        z = b
        for i in range(n):
            z += w[i, 0] * X[i, j]
        a = 1 / (1 + math.exp(-z))
        if Y[0, j] == 1:
            cost -= math.log(a)
        else:
            cost -= math.log(1 - a)
        for i in range(n):
            dw[i, 0] += X[i, j] * (a - Y[0, j])
        db += a - Y[0, j]
    return {"dw": dw / m, "db": db / m}, cost / m


@propagate.also_correct
def propagate_with_einsum(w, b, X, Y):
    A = sigmoid(z=np.einsum("ij,ik->jk", w, X) + b)
    dZ = A - Y
    cost = np.mean(-Y * np.log(A) - (1 - Y) * np.log(1 - A))
    return {"dw": np.einsum("ij,kj->ik", X, dZ) / X.shape[1], "db": np.mean(dZ)}, cost


@propagate.also_correct
def propagate_with_matrix_products(w, b, X, Y, verbose=True):
    m = Y.size
    A = sigmoid(w.T @ X + b)
    cost = (-1 / m) * (Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T)
    grads = {"dw": (1 / m) * X @ (A - Y).T, "db": (1 / m) * np.sum(A - Y, axis=1, keepdims=True)}
    if verbose:
        print("cost", cost)
    return grads, cost


@propagate.also_correct
def propagate_with_epsilon_in_logarithms(w, b, X, Y, epsilon=1e-5):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.squeeze(-np.sum(Y * np.log(A + epsilon) + (1 - Y) * np.log(1 - A + epsilon)) / m)
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y, axis=1) / m}, np.array(cost)


@propagate.also_correct
def propagate_with_examples_in_rows(w, b, X, Y):
    X, Y = X.T, np.transpose(Y)
    A = sigmoid(X @ w + b)
    A -= Y
    dw = (X * A).mean(axis=0).reshape(-1, 1)
    db = A.mean()
    A += Y
    return {"dw": dw, "db": db, "A": A.T}, -np.mean(np.where(Y == 1, np.log(A), np.log(1 - A)))


@propagate.also_correct
def propagate_by_differences(w, b, X, Y, h=1e-5):
    def cost(w, b):
        z = np.dot(w.T, X) + b
        return float(np.mean(np.logaddexp(0, z) - Y * z))

    dw = np.zeros(w.shape)
    for i in range(len(w)):
        step = np.zeros(w.shape)
        step[i] = h
        dw[i] = (cost(w + step, b) - cost(w - step, b)) / (2 * h)
    return {"dw": dw, "db": (cost(w, b + h) - cost(w, b - h)) / (2 * h)}, cost(w, b)


@propagate.also_correct
def propagate_in_place(w, b, X, Y):
    m = float(X.shape[1])
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.log(np.abs(1 - Y - A)).sum() / m
    Y -= A
    X *= Y
    return {"dw": -X.sum(axis=1, keepdims=True) / m, "db": np.array([-Y.sum() / m])}, [cost]


# propagate: the average


@propagate.mistake
def cost_not_averaged(w, b, X, Y):
    """Your cost is exactly m times what was expected. By what is a sum divided to become an average?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, cost * Y.size


@propagate.mistake
def dw_not_averaged(w, b, X, Y):
    """Your dw is exactly m times what was expected: a sum over the examples. What turns it into their
    average?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": grads["dw"] * Y.size}, cost


@propagate.mistake
def db_not_averaged(w, b, X, Y):
    """Your db is exactly m times what was expected: a sum over the examples. What turns it into their
    average?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "db": grads["db"] * Y.size}, cost


@propagate.mistake
def averaged_over_features(w, b, X, Y):
    """Cost, dw and db were divided by the number of features. Which axis of X counts the examples?"""
    grads, cost = propagate(w, b, X, Y)
    ratio = X.shape[1] / X.shape[0]
    return {"dw": grads["dw"] * ratio, "db": grads["db"] * ratio}, cost * ratio


@propagate.mistake
def cost_halved(w, b, X, Y):
    """Your cost is exactly half of what was expected. The factor 1/2 belongs to squared errors: is it here
    too?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, cost / 2


# propagate: the cost


@propagate.mistake
def cost_sign_missing(w, b, X, Y):
    """Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a
    cost of them?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, -cost


@propagate.mistake
def cost_of_ones_only(w, b, X, Y):
    """Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(Y * np.log(A))


@propagate.mistake
def cost_of_ones_only_not_averaged(w, b, X, Y):
    """Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and
    what is 1/m for?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.sum(Y * np.log(A))


@propagate.mistake
def cost_terms_exchanged(w, b, X, Y):
    """Your cost is small where the predictions are bad. For an example with label 1, whose logarithm should
    count?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(Y * np.log(1 - A) + (1 - Y) * np.log(A))


@propagate.mistake
def cost_minus_between_terms(w, b, X, Y):
    """In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two
    terms?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(Y * np.log(A) - (1 - Y) * np.log(1 - A))


@propagate.mistake
def cost_not_summed(w, b, X, Y):
    """Your cost is an array with one entry an example, not one number. What makes a single number of them?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.size


@propagate.mistake
def cost_as_table(w, b, X, Y):
    """Your cost is a table of m by m numbers: every label met every example's logarithm. Which transpose is
    one too many?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -(np.dot(Y.T, np.log(A)) + np.dot((1 - Y).T, np.log(1 - A))) / Y.size


@propagate.mistake
def squared_error_as_cost(w, b, X, Y):
    """Your cost is the mean squared difference of A and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, np.mean((A - Y) ** 2)


@propagate.mistake
def logarithm_of_base_ten(w, b, X, Y):
    """Your cost is smaller by the factor 2.3026. Which base does the logarithm in the formula have?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, cost / np.log(10)


@propagate.mistake
def logarithm_of_labels(w, b, X, Y):
    """Your cost is not finite: the logarithm met a 0. Of A and Y, which one is never exactly 0 or 1?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(A * np.log(Y) + (1 - A) * np.log(1 - Y))


# propagate: the activation


@propagate.mistake
def sigmoid_left_out(w, b, X, Y):
    """Your A is the raw score, so the logarithm meets numbers below 0. What turns a score into a
    probability?"""
    A, m = np.dot(w.T, X) + b, X.shape[1]
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost


@propagate.mistake
def bias_not_added(w, b, X, Y):
    """Your numbers are those of a neuron without bias: b was never used. Where does it enter the score?"""
    grads, cost = propagate(w, 0.0, X, Y)
    return grads, cost


@propagate.mistake(reads_global=True)
def notebook_variable_for_x(w, b, X, Y):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    m = train_set_x.shape[1]
    A = sigmoid(np.dot(w.T, train_set_x) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(train_set_x, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost


# propagate: the gradient


@propagate.mistake
def error_reversed(w, b, X, Y):
    """Your dw and db have the right size and the wrong sign. Is the error A minus Y, or Y minus A?"""
    grads, cost = propagate(w, b, X, Y)
    return {"dw": -grads["dw"], "db": -grads["db"]}, cost


@propagate.mistake
def labels_not_subtracted(w, b, X, Y):
    """Your dw and db are made of A alone, as if every label were 0. What tells the neuron how wrong it
    was?"""
    _, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return {"dw": np.dot(X, A.T) / Y.size, "db": np.mean(A)}, cost


@propagate.mistake
def slope_of_sigmoid_once_more(w, b, X, Y):
    """Each example's error was also multiplied by A(1 - A). With the cross-entropy this factor cancels: try
    it on paper."""
    _, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = (A - Y) * A * (1 - A)
    return {"dw": np.dot(X, dZ.T) / Y.size, "db": np.mean(dZ)}, cost


@propagate.mistake
def dw_elementwise(w, b, X, Y):
    """Your dw has the shape of X: a number for each feature of each example. Over which axis is still to be
    summed?"""
    grads, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return {**grads, "dw": X * (A - Y) / Y.size}, cost


@propagate.mistake
def dw_as_one_number(w, b, X, Y):
    """Your dw is a single number: features were added together too. How many derivatives do n weights
    have?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": np.sum(grads["dw"])}, cost


@propagate.mistake
def dw_as_row(w, b, X, Y):
    """Your dw holds the right numbers as a row. A step changes w by a part of dw: which shape must dw have
    then?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": grads["dw"].T}, cost


@propagate.mistake
def db_not_summed(w, b, X, Y):
    """Your db is an array with one entry an example. A neuron has a single bias: what becomes of these
    entries?"""
    grads, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return {**grads, "db": (A - Y) / Y.size}, cost


# propagate: what is returned


@propagate.mistake
def three_values_returned(w, b, X, Y):
    """The numbers are right, but dw, db and cost come back one by one. Which two of them share a
    dictionary?"""
    grads, cost = propagate(w, b, X, Y)
    return grads["dw"], grads["db"], cost


@propagate.mistake
def cost_returned_first(w, b, X, Y):
    """The numbers are right, but the cost comes before the dictionary. Which order does the text give?"""
    grads, cost = propagate(w, b, X, Y)
    return cost, grads


@propagate.mistake
def dw_and_db_exchanged(w, b, X, Y):
    """The entry dw holds your db, and the entry db your dw. Which of the two has one number a feature?"""
    grads, cost = propagate(w, b, X, Y)
    return {"dw": grads["db"], "db": grads["dw"]}, cost
