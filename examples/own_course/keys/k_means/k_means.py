"""The whole of k-means: both halves of a step, again and again."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close

from .move_centres import move_centres
from .nearest_centres import nearest_centres


@exercise(
    returns=(close("centres", points=2), close("labels", points=1)),
    needs=[nearest_centres, move_centres],
    hints=(
        "Which two functions make one step, and which of them has to come first?",
        "In a loop: labels from the centres, then centres from the labels. What do the last centres not have yet?",
        "After the loop the centres have moved once more, so look again which of them is nearest to each point.",
    ),
)
def k_means(X, centres, num_iterations):
    """So many steps from these centres: ``(centres (k, n), labels (m,))``, the labels those of the last centres."""
    for _ in range(num_iterations):
        labels = nearest_centres(X, centres)
        centres = move_centres(X, labels, centres)
    labels = nearest_centres(X, centres)
    return centres, labels


@k_means.inputs
def k_means_inputs(rng):
    """Points none of which is equally far from two centres, and of which each step, also a further one, moves some."""
    for m, n, k, steps in [(9, 2, 3, 1), (16, 3, 4, 2), (21, 3, 5, 3)]:
        while True:
            X, centres = np.round(rng.uniform(-5, 5, (m, n)), 1), np.round(rng.uniform(-5, 5, (k, n)), 1)
            squares = np.sum((X[:, None] - centres) ** 2, axis=-1)
            apart = np.diff(np.sort(squares, axis=1), axis=1).min() > 0.01
            before, now, after = (k_means(X, centres, count)[1] for count in (steps - 1, steps, steps + 1))
            if apart and np.any(before != now) and np.any(now != after):
                break
        yield case(X, centres, steps)


k_means.slips(
    one_step_too_few=(
        "for _ in range(1, num_iterations):",
        "You are one step behind. How many numbers does range give to your loop?",
    ),
    one_step_too_many=(
        "for _ in range(num_iterations + 1):",
        "You are one step ahead of what is asked for. How many numbers does range give to your loop?",
    ),
    labels_of_the_step_before=(
        "def k_means():\n    labels = labels",
        "Your labels belong to the centres before their last move. Which centres does the text want them for?",
    ),
    always_from_the_start=(
        "for _ in range(num_iterations):\n    labels = nearest_centres(X, X[: len(centres)])",
        "Your labels come from the first points and not from the centres that are given. What has moved meanwhile?",
    ),
)


@k_means.also_correct
def with_while(X, centres, num_iterations):
    labels = nearest_centres(X, centres)
    while num_iterations:
        centres = move_centres(X, labels, centres)
        labels = nearest_centres(X, centres)
        num_iterations -= 1
    return centres, labels
