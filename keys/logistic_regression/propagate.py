"""propagate: forward to the cost of a neuron, and back to the gradient of its weights and its bias."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import all_of, close, proportional, scalar

from ._families import READS_THE_NOTEBOOK
from ._inputs import COST_SLACK, _examples
from .sigmoid import sigmoid

train_set_x = np.array([[0.3, -0.8, 1.1], [0.6, 0.2, -0.4]])  # a variable of the notebook, read by a slip


@exercise(
    returns=(
        {
            # Without the average, or with the wrong sign, dw still has its direction.
            "dw": all_of(
                close("dw", points=1, rtol=1e-6, atol=1e-7),
                proportional("dw up to a factor", points=1, rtol=1e-6, atol=1e-7),
            ),
            "db": scalar("db", points=1, rtol=1e-6, atol=1e-7),
        },
        scalar("cost", points=1.5, rtol=0, atol=COST_SLACK),
    ),
    case_points={"bias": 0.5},
    needs=[sigmoid],
    order=("cost", "dw", "dw up to a factor", "db", "bias"),
    hints=(
        "Write the shape beside every array: X is (n, m), w is (n, 1). Which product of the two has one number for "
        "each example?",
        "For the cost, take a single example first: if its label is 1, which of the two logarithms counts? For dw: "
        "which product with X adds up over the examples and leaves a column of n?",
        "A product adds up along the inner length: np.dot(np.ones((3, 5)), np.ones((2, 5)).T) has the shape (3, 2), "
        "with a 5 in each place. And np.mean(p * np.log(q)) goes through two arrays entry by entry, and averages.",
    ),
    equivalent={"m = X.shape[1]: X -> Y": "both have one column an example"},
)
def propagate(w, b, X, Y):
    """Cost and gradient of logistic regression: ``({"dw": (n, 1), "db": number}, cost number)``.

    ``w (n, 1)``, ``b`` a number, ``X (n, m)``, ``Y (1, m)`` of 0 and 1. Formula: cross-entropy of Bernoulli
    labels, the mean of -(y log a + (1 - y) log(1 - a)); its derivative by the score is a - y.
    """
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost


@propagate.inputs
def propagate_inputs(rng):
    """With a bias and without one, as training begins: who forgets it in the score loses no more than that."""
    with_bias = {"cost": "bias", "dw up to a factor": "bias", "dw": "dw", "db": "db"}
    for n, m, agreement, bias in [
        (2, 3, 1, True),
        (4, 7, -1, False),
        (6, 5, 1, False),
        (3, 11, -1, True),
        (8, 16, 1, True),
    ]:
        yield case(*_examples(rng, n, m, agreement, bias), part=with_bias if bias else None)


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


propagate.slips(
    # propagate: the average
    cost_not_averaged=(
        "cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
        "Your cost is exactly m times what was expected. By what is a sum divided to become an average?",
    ),
    dw_not_averaged=(
        "dw = np.dot(X, dZ.T)",
        "Your dw is exactly m times what was expected: a sum over the examples. What turns it into their average?",
    ),
    db_not_averaged=(
        "db = np.sum(dZ)",
        "Your db is exactly m times what was expected: a sum over the examples. What turns it into their average?",
    ),
    averaged_over_features=(
        "m = X.shape[0]",
        "Cost, dw and db were divided by the number of features. Which axis of X counts the examples?",
    ),
    cost_halved=(
        "cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / (2 * m)",
        "Your cost is exactly half of what was expected. The factor 1/2 belongs to squared errors: is it here too?",
    ),
    # propagate: the cost
    cost_sign_missing=(
        "cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m",
        "Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a cost of "
        "them?",
    ),
    cost_of_ones_only=(
        "cost = -np.sum(Y * np.log(A)) / m",
        "Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?",
    ),
    cost_of_ones_only_not_averaged=(
        "cost = -np.sum(Y * np.log(A))",
        "Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and what is "
        "1/m for?",
    ),
    cost_terms_exchanged=(
        "cost = -np.sum(Y * np.log(1 - A) + (1 - Y) * np.log(A)) / m",
        "Your cost is small where the predictions are bad. For an example with label 1, which of the two logarithms "
        "should count?",
    ),
    cost_minus_between_terms=(
        "cost = -np.sum(Y * np.log(A) - (1 - Y) * np.log(1 - A)) / m",
        "In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two terms?",
    ),
    cost_not_summed=(
        "cost = -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m",
        "Your cost is an array with one entry for each example, not one number. What makes a single number of them?",
    ),
    cost_as_table=(
        "cost = -(np.dot(Y.T, np.log(A)) + np.dot((1 - Y).T, np.log(1 - A))) / m",
        "Your cost is a table of m by m numbers: every label met every example's logarithm. Which shapes did the two "
        "have when they met?",
    ),
    squared_error_as_cost=(
        "cost = np.sum((A - Y) ** 2) / m",
        "Your cost is the mean squared difference of A and Y. Here the cost is the cross-entropy: where are its "
        "logarithms?",
    ),
    logarithm_of_base_ten=(
        "cost = -np.sum(Y * np.log10(A) + (1 - Y) * np.log10(1 - A)) / m",
        "Your cost is smaller by the factor 2.3026. Which base does the logarithm in the formula have?",
    ),
    # propagate: the activation
    sigmoid_left_out=(
        "A = np.dot(w.T, X) + b",
        "Your A is the raw score, so the logarithm meets numbers below 0. What turns a score into a probability?",
    ),
    bias_not_added=(
        "A = sigmoid(np.dot(w.T, X))",
        "Your numbers are those of a neuron whose bias is 0, whatever b says. Where does b enter the score?",
    ),
    notebook_variable_for_x=slip(
        (
            "m = train_set_x.shape[1]",
            "A = sigmoid(np.dot(w.T, train_set_x) + b)",
            "dw = np.dot(train_set_x, dZ.T) / m",
        ),
        READS_THE_NOTEBOOK,
        reads_global=True,
    ),
    # propagate: the gradient
    error_reversed=(
        "dZ = Y - A",
        "Your dw and db have the right size and the wrong sign. Is the error A minus Y or Y minus A, and does a minus "
        "stand in front?",
    ),
    labels_not_subtracted=(
        "dZ = A",
        "Your dw and db are made of A alone, as if every label were 0. What tells the neuron how wrong it was?",
    ),
    slope_of_sigmoid_once_more=(
        "dZ = (A - Y) * A * (1 - A)",
        "Each example's error was also multiplied by A(1 - A). With the cross-entropy this factor cancels: try it on "
        "paper.",
    ),
    dw_elementwise=(
        "dw = X * dZ / m",
        "Your dw has the shape of X: a number for each feature of each example. Which of the two does the formula add "
        "up?",
    ),
    dw_as_one_number=(
        "dw = np.sum(X * dZ) / m",
        "Your dw is a single number: features were added together too. How many derivatives do n weights have?",
    ),
    dw_as_row=(
        "dw = np.dot(dZ, X.T) / m",
        "Your dw holds the right numbers as a row. A step changes w by a part of dw: which shape must dw have then?",
    ),
    db_not_summed=(
        "db = dZ / m",
        "Your db is an array with one entry for each example. A neuron has a single bias: what becomes of these "
        "entries?",
    ),
    # propagate: what is returned
    three_values_returned=(
        "return dw, db, cost",
        "The numbers are right, but dw, db and cost come back one by one. Which two of them share a dictionary?",
    ),
    cost_returned_first=(
        'return cost, {"dw": dw, "db": db}',
        "The numbers are right, but the cost comes before the dictionary. Which order does the text give?",
    ),
    dw_and_db_exchanged=(
        'return {"dw": db, "db": dw}, cost',
        "The entry dw holds your db, and the entry db your dw. Which of the two has one number for each feature?",
    ),
)
