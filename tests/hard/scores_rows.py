"""scores_rows: an exercise of a hard kind."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close

from ._hints import HINTS


@exercise(returns=close("scores", points=2), hints=HINTS)
def scores_rows(X, w, b):
    """One score for each row of X ``(m, n)``: ``(m, 1)``."""
    return X @ w + b


@scores_rows.inputs
def row_cases(rng):
    for m, n in ((3, 2), (7, 5)):
        yield case(rng.normal(size=(m, n)), rng.normal(size=(n, 1)), float(rng.normal() + 2))


@scores_rows.also_correct
def row_by_row(X, w, b):
    return np.array([[float(sum(x * v for x, v in zip(row, w[:, 0], strict=True)) + b)] for row in X])


@scores_rows.mistake
def columns_in_place_of_rows(X, w, b):
    """The scores lie in a row; the examples here are rows, so their scores stand below one another."""
    return (X @ w + b).T


@scores_rows.mistake
def flat_scores(X, w, b):
    """The scores have a single axis. How many axes does an array of m rows and one column have?"""
    return (X @ w + b).ravel()


@scores_rows.mistake
def bias_left_out(X, w, b):
    """Every score is off by the same amount, and that amount is b. Does b take part in the sum?"""
    return X @ w
