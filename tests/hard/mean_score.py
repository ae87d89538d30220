"""mean_score: an exercise of a hard kind."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import scalar

from ._hints import HINTS
from .scores_rows import row_cases, scores_rows


@exercise(returns=scalar("value", points=1), hints=HINTS, needs=[scores_rows])
def mean_score(X, w, b):
    """The mean of the scores."""
    return float(np.mean(scores_rows(X, w, b)))


@mean_score.inputs
def mean_cases(rng):
    yield from row_cases(rng)


@mean_score.also_correct
def by_sum(X, w, b):
    return np.sum(scores_rows(X, w, b)) / len(X)


@mean_score.mistake
def summed(X, w, b):
    """The number is m times the mean. What turns a sum into a mean?"""
    return float(np.sum(scores_rows(X, w, b)))


@mean_score.mistake
def median(X, w, b):
    """The number is the middle one of the scores, which is another kind of average."""
    return float(np.median(scores_rows(X, w, b)))


@mean_score.mistake
def first_only(X, w, b):
    """The number is the score of the first example alone. Which rows should count?"""
    return float(scores_rows(X, w, b)[0, 0])
