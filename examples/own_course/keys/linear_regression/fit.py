"""Gradient descent from zeros: how a linear model learns."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, scalar

from ._inputs import _line
from .cost import cost
from .gradient import gradient


@exercise(
    returns=(close("w", points=2), scalar("b", points=1), close("costs", points=1)),
    needs=[cost, gradient],
    hints=(
        "Where does the model begin, and which way is downhill from there?",
        "One step takes rate times the derivatives away from both parameters. When is the cost of a step known?",
        "In each turn: the gradient at the present w and b, then both are moved, then the cost goes into the list.",
    ),
)
def fit(X, y, rate, num_iterations):
    """``(w (n,), b, costs)`` after so many steps from zeros; ``costs`` has the cost after each of them."""
    w, b, costs = np.zeros(X.shape[1]), 0.0, []
    for _ in range(num_iterations):
        dw, db = gradient(X, y, w, b)
        w, b = w - rate * dw, b - rate * db
        costs.append(cost(X, y, w, b))
    return w, b, costs


@fit.inputs
def fit_inputs(rng):
    for m, n, rate, steps in [(5, 2, 0.1, 1), (7, 4, 0.15, 3), (9, 6, 0.05, 8)]:
        X, y, *_ = _line(rng, m, n)
        yield case(X, y, rate, steps)


fit.slips(
    uphill=(
        "w, b = w + rate * dw, b + rate * db",
        "Your costs grow from step to step. In which direction does a gradient point?",
    ),
    rate_left_out=(
        "w, b = w - dw, b - db",
        "Your steps are whole gradients, whatever rate says. Which argument shortens them?",
    ),
    bias_never_moves=(
        "w, b = w - rate * dw, b",
        "Your b is still 0. Which of the two derivatives have you not used?",
    ),
    one_step_too_few=(
        "for _ in range(1, num_iterations):",
        "You are one step behind. How many numbers does range give to your loop?",
    ),
    begins_with_ones=(
        "w, b, costs = np.ones(X.shape[1]), 0.0, []",
        "Your training begins somewhere else. Which numbers does the text begin with?",
    ),
    costs_with_the_old_bias=(
        "costs.append(cost(X, y, w, b + rate * db))",
        "Your costs belong to the new w and the old b. With which parameters does a step end?",
    ),
)


@fit.also_correct
def with_one_matrix(X, y, rate, num_iterations):
    A = np.hstack([X, np.ones((len(X), 1))])
    theta, costs = np.zeros(A.shape[1]), []
    for _ in range(num_iterations):
        theta = theta - rate * A.T @ (A @ theta - y) / len(y)
        costs.append(np.mean((A @ theta - y) ** 2) / 2)
    return theta[:-1], theta[-1], costs
