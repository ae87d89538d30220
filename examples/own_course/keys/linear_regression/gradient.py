"""In which direction, and how steeply, the cost of a linear model rises."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, scalar

from ._inputs import _line
from .predict import predict


@exercise(
    returns=(close("dw", points=2), scalar("db", points=1)),
    needs=[predict],
    hints=(
        "If one weight grows a little, what becomes of each prediction, and so of the cost?",
        "The half and the square cancel: what is left is the mean of the errors, each times what it is derived by.",
        "For dw multiply the columns of X with the errors and average over the examples; for db average the errors.",
    ),
)
def gradient(X, y, w, b):
    """``(dw (n,), db)``, the derivatives of the cost; ``X (m, n)``, ``y (m,)``, ``w (n,)``, ``b`` a number."""
    errors = predict(X, w, b) - y
    dw = X.T @ errors / errors.size
    db = np.mean(errors)
    return dw, db


@gradient.inputs
def gradient_inputs(rng):
    for m, n in [(3, 2), (5, 4), (8, 3)]:
        yield case(*_line(rng, m, n))


gradient.slips(
    dw_not_averaged=(
        "dw = X.T @ errors",
        "Your dw is a sum over the examples. What turns it into their mean?",
    ),
    db_not_averaged=(
        "db = np.sum(errors)",
        "Your db is a sum over the examples. What turns it into their mean?",
    ),
    downhill=(
        "errors = y - predict(X, w, b)",
        "Your dw and db point downhill. A derivative says in which direction the cost rises: which difference does?",
    ),
    dw_of_the_squares=(
        "dw = 2 * X.T @ errors / errors.size",
        "Your dw is twice as large. What becomes of the half in the cost when the square is derived?",
    ),
    db_for_each_example=(
        "db = errors",
        "Your db is one number for each example. How many numbers is b, and so its derivative?",
    ),
    averaged_over_features=(
        "dw = X.T @ errors / w.size",
        "Your dw is divided by the number of the weights. Over what is the mean of the cost taken?",
    ),
)


@gradient.also_correct
def with_loops(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for row, label in zip(X, y, strict=True):
        error = row @ w + b - label
        dw, db = dw + error * row, db + error
    return dw / len(y), db / len(y)
