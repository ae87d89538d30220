"""random_mini_batches: an exercise of a hard kind."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import columns_partition

from ._hints import HINTS


@exercise(
    returns=columns_partition("batches", points=3, of=(0, 1), size=2),
    hints=HINTS,
    equivalent={
        "np.random.seed(seed): seed -> Y": "any seed gives a random order",
        "np.random.seed(seed): seed -> mini_batch_size": "any seed gives a random order",
        "m = X.shape[1]: X -> Y": "X and Y have equally many columns",
    },
)
def random_mini_batches(X, Y, mini_batch_size, seed=0):
    """The columns of X and Y in a random order, cut into pieces; the last one may be smaller."""
    np.random.seed(seed)
    m = X.shape[1]
    order = np.random.permutation(m)
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k : k + mini_batch_size], Y[:, k : k + mini_batch_size]) for k in range(0, m, mini_batch_size)]


@random_mini_batches.inputs
def batch_cases(rng):
    for n, m, size in ((2, 13, 5), (3, 32, 8), (4, 17, 29), (5, 19, 7)):
        yield case(rng.normal(size=(n, m)), (rng.random((1, m)) < 0.5).astype(int), size, int(rng.integers(1, 9)))


@random_mini_batches.also_correct
def with_another_shuffle(X, Y, mini_batch_size, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    return [
        [X[:, order[k : k + mini_batch_size]], Y[:, order[k : k + mini_batch_size]]]
        for k in range(0, X.shape[1], mini_batch_size)
    ]


@random_mini_batches.mistake
def rest_lost(X, Y, mini_batch_size, seed=0):
    """Some examples at the end are in no mini-batch. What happens to those that do not fill a whole one?"""
    batches = random_mini_batches(X, Y, mini_batch_size, seed)
    return [batch for batch in batches if batch[0].shape[1] == mini_batch_size]


@random_mini_batches.mistake
def labels_left_behind(X, Y, mini_batch_size, seed=0):
    """The pictures were shuffled but their labels were not. Do column 3 of X and of Y still belong together?"""
    return [
        (x, Y[:, k * mini_batch_size : k * mini_batch_size + x.shape[1]])
        for k, (x, _) in enumerate(random_mini_batches(X, Y, mini_batch_size, seed))
    ]


@random_mini_batches.mistake
def not_shuffled(X, Y, mini_batch_size, seed=0):
    """The mini-batches hold the examples in their old order. Which step makes the order a random one?"""
    m = X.shape[1]
    return [(X[:, k : k + mini_batch_size], Y[:, k : k + mini_batch_size]) for k in range(0, m, mini_batch_size)]
