"""Each centre moves to the middle of its points: the second half of a step of k-means."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close


@exercise(
    returns=close("centres", points=2),
    case_points={"no points": 1},
    hints=(
        "Which points belong to the first centre, and where is the middle of them?",
        "Comparing labels with a number gives true and false, and these pick rows of X. Along which axis is the mean?",
        "Begin with a copy of the centres. For each number among the labels, the mean of its rows takes its place.",
    ),
)
def move_centres(X, labels, centres):
    """The mean of the points of each centre, ``(k, n)``; a centre without points stays.

    ``X (m, n)``, ``labels (m,)``, ``centres (k, n)``.
    """
    moved = np.array(centres)
    for c in np.unique(labels):
        moved[c] = np.mean(X[labels == c], axis=0)
    return moved


def points_with_labels(rng, m, n, k, used):
    """Points, centres, and labels of which ``used`` different ones occur, the last one several times."""
    labels = rng.permutation([*range(used), *[used - 1] * (m - used)])
    return np.round(rng.uniform(-5, 5, (m, n)), 1), labels, np.round(rng.uniform(1, 5, (k, n)), 1)


@move_centres.inputs
def move_centres_inputs(rng):
    for m, n, k in [(5, 2, 3), (9, 3, 4), (14, 4, 6)]:
        yield case(*points_with_labels(rng, m, n, k, k))
    for m, n, k in [(6, 2, 4), (11, 3, 5)]:
        yield case(*points_with_labels(rng, m, n, k, k - 2), part="no points")


move_centres.slips(
    sum_for_mean=(
        "moved[c] = np.sum(X[labels == c], axis=0)",
        "Your centres are sums of points, so they run away where there are many. What turns a sum into a middle?",
    ),
    mean_of_all_points=(
        "moved[c] = np.mean(X, axis=0)",
        "Your centres are all in one place, the middle of all points. Which points belong to one centre?",
    ),
    mean_of_all_numbers=(
        "moved[c] = np.mean(X[labels == c])",
        "All coordinates of one of your centres are the same number. Along which axis is a mean of points?",
    ),
    median_for_mean=(
        "moved[c] = np.median(X[labels == c], axis=0)",
        "Your centres are medians, which do not feel how far the outer points are. Which middle does the text name?",
    ),
    halfway=(
        "moved[c] = (centres[c] + np.mean(X[labels == c], axis=0)) / 2",
        "Your centres go only half of the way to the middle of their points. Does the old place still count?",
    ),
    mean_of_nothing=(
        "for c in range(len(centres)):",
        "A centre without points becomes nan, the mean of nothing. What does the text say about such a centre?",
    ),
    zeros_without_points=(
        "moved = np.zeros(centres.shape)",
        "A centre without points jumps to 0. What does the text say about where such a centre goes?",
    ),
)


@move_centres.also_correct
def with_a_table_of_who_belongs(X, labels, centres):
    belongs = np.equal.outer(np.arange(len(centres)), labels)
    counts = belongs.sum(axis=1, keepdims=True)
    return np.where(counts > 0, belongs @ X / np.maximum(counts, 1), centres)
