"""The nearest centre of each point: the first half of a step of k-means."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close


@exercise(
    returns=close("labels", points=1),
    hints=(
        "How far is one point from one centre, and which of the centres is the nearest to it?",
        "All distances are a table with a row for each point and a column for each centre. What picks one of a row?",
        "Subtract all centres from X[:, None], take the length along the last axis, then the place of the smallest.",
    ),
)
def nearest_centres(X, centres):
    """The number of the nearest centre of each point, ``(m,)``; points are rows of ``X (m, n)``, ``centres (k, n)``."""
    distances = np.linalg.norm(X[:, None] - centres, axis=-1)
    labels = np.argmin(distances, axis=1)
    return labels


@nearest_centres.inputs
def nearest_centres_inputs(rng):
    """Points of which none is equally far from two centres, and for which it matters how a distance is measured."""
    for m, n, k in [(5, 2, 3), (9, 3, 4), (14, 4, 6)]:
        while True:
            X, centres = np.round(rng.uniform(-5, 5, (m, n)), 1), np.round(rng.uniform(-5, 5, (k, n)), 1)
            steps = X[:, None] - centres
            squares, along_axes = np.sum(steps**2, axis=-1), np.sum(np.abs(steps), axis=-1)
            labels = np.argmin(squares, axis=1)
            apart = np.diff(np.sort(squares, axis=1), axis=1).min() > 0.01
            if apart and len(set(labels)) == k and np.any(labels != np.argmin(along_axes, axis=1)):
                break
        yield case(X, centres)


nearest_centres.slips(
    farthest_centre=(
        "labels = np.argmax(distances, axis=1)",
        "Your labels are those of the centres farthest away. Which end of a row of distances is asked for?",
    ),
    distance_for_its_place=(
        "labels = np.min(distances, axis=1)",
        "Your values are the distances to the nearest centres themselves. Asked for is which centre that is.",
    ),
    nearest_point_of_each_centre=(
        "labels = np.argmin(distances, axis=0)",
        "You have one number for each centre: its nearest point. Of what does the text ask for the nearest?",
    ),
    counted_from_one=(
        "labels = np.argmin(distances, axis=1) + 1",
        "Your labels are all one too large. With which number does Python begin to count?",
    ),
    along_the_axes=(
        "distances = np.sum(np.abs(X[:, None] - centres), axis=-1)",
        "Some of your labels belong to the way along the axes, street by street. How long is the straight way?",
    ),
    signs_left=(
        "distances = np.sum(X[:, None] - centres, axis=-1)",
        "Your distances can be negative, since steps to the left and to the right cancel. What makes lengths of them?",
    ),
)


@nearest_centres.also_correct
def with_loops(X, centres):
    labels = []
    for x in X:
        squares = [sum((x - centre) ** 2) for centre in centres]
        labels.append(squares.index(min(squares)))
    return labels
