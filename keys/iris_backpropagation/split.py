"""The exercise split of 04_iris_backpropagation."""

from __future__ import annotations

import math
import random

import numpy as np

from autograder.exercise import case, exercise
from autograder.inputs import signed
from autograder.rules import rows_split

from ._inputs import X_train, Y_train, _some_class_each


@exercise(
    returns=rows_split("split", points=3, of=(0, 1), share=2),
    hints=(
        "The file lists all flowers of one kind before the next kind. What would the last third of it be?",
        "Shuffle the numbers of the rows, not the rows: one random order then picks from X and from Y alike.",
        "Cut the order after test_size times the number of rows. X and Y, each indexed with the two pieces, "
        "give the four arrays; mind the order in which they are returned.",
    ),
    equivalent={
        "line 7: X -> Y": "both have a row for each example",
        "line 8: X -> Y": "both have a row for each example",
    },
)
def split(X, Y, test_size=0.33, seed=0):
    """``X (m, n)`` and ``Y (m,)`` or ``(m, k)`` cut at random: ``X_train, X_test, Y_train, Y_test``.

    The test part holds ``test_size`` of the rows, rounded up (down is as good). Formula: a random permutation
    of 0 to m-1 picks the rows of both arrays; ``seed`` makes it repeatable.
    """
    order = np.random.default_rng(seed).permutation(len(X))
    count = math.ceil(test_size * len(X))
    test, train = order[:count], order[count:]
    return X[train], X[test], Y[train], Y[test]


@split.inputs
def split_inputs(rng):
    """Labels as classes and as one-hot rows, shares that are whole numbers of rows and such that are not.

    A new order is asked for from 13 rows on. Who picks the test rows and leaves both parts in the old order is
    right, too; that picks the first or last rows of 38 or 41 by chance once in more than 5e9 times.
    """
    for m, n, k, test_size in [(5, 2, 3, 0.4), (12, 4, 0, 0.15), (38, 2, 4, 0.6), (11, 5, 3, 0.25), (41, 3, 0, 0.45)]:
        X = signed(rng, 0.1, 9.9, (m, n), places=2)
        Y = _some_class_each(rng, m, k or 3)
        yield case(X, np.eye(k)[Y] if k else Y, test_size, int(rng.integers(2, 100)))


@split.also_correct
def split_with_last_rows_for_the_test(X, Y, test_size=0.33, seed=0):
    np.random.seed(seed)
    rows = np.arange(X.shape[0])
    np.random.shuffle(rows)
    X, Y = X[rows], Y[rows]
    count = int(X.shape[0] * (1 - test_size))
    return X[:count], X[count:], Y[:count], Y[count:]


@split.also_correct
def split_with_mask(X, Y, test_size=0.33, seed=0):
    rng = np.random.RandomState(seed)
    chosen = rng.choice(len(Y), size=int(test_size * len(Y)), replace=False)
    mask = np.zeros(len(Y), dtype=bool)
    mask[chosen] = True
    return X[~mask], X[mask], Y[~mask], Y[mask]


@split.also_correct
def split_as_lists(X, Y, test_size=0.33, seed=0, verbose=True):
    pairs = list(zip(X.tolist(), Y.tolist(), strict=True))
    random.seed(seed)
    random.shuffle(pairs)
    count = math.ceil(len(pairs) * test_size)
    if verbose:
        print(count, "for the test")
    test, train = pairs[:count], pairs[count:]
    return [x for x, _ in train], [x for x, _ in test], [y for _, y in train], [y for _, y in test]


@split.also_correct
def split_in_place(X, Y, test_size=0.33, seed=0):
    for array in (X, Y):
        np.random.default_rng(seed).shuffle(array)
    (X_test, X_train), (Y_test, Y_train) = (np.split(array, [math.ceil(test_size * len(array))]) for array in (X, Y))
    return X_train, X_test, Y_train, Y_test


def _cut(X, Y, test_size, seed):
    """The numbers of the rows of both parts: what the wrong versions share."""
    order = np.random.default_rng(seed).permutation(len(X))
    count = math.ceil(test_size * len(X))
    return order[count:], order[:count]


@split.mistake
def not_shuffled(X, Y, test_size=0.33, seed=0):
    """Your parts are the rows in their old order, cut once. The file is sorted by kind: which kinds would be in
    the test part?"""
    count = len(X) - math.ceil(test_size * len(X))
    return X[:count], X[count:], Y[:count], Y[count:]


@split.mistake
def rows_and_labels_apart(X, Y, test_size=0.33, seed=0):
    """Rows of X got labels of other flowers: X and Y were not shuffled in the same order. How many random
    orders are there?"""
    rng = np.random.default_rng(seed)
    count = len(X) - math.ceil(test_size * len(X))
    X, Y = X[rng.permutation(len(X))], Y[rng.permutation(len(X))]
    return X[:count], X[count:], Y[:count], Y[count:]


@split.mistake
def parts_exchanged(X, Y, test_size=0.33, seed=0):
    """The part that you return for training has the size of the test part, and the other way round. Which of
    them does test_size measure?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[test], X[train], Y[test], Y[train]


@split.mistake
def parts_of_labels_exchanged(X, Y, test_size=0.33, seed=0):
    """X is split well, but your Y_train has the length of X_test. In which order are the four returned?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train], X[test], Y[test], Y[train]


@split.mistake
def labels_beside_rows(X, Y, test_size=0.33, seed=0):
    """Your second value is Y_train and your third X_test. The text names both parts of X first: in which order
    then?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train], Y[train], X[test], Y[test]


@split.mistake
def labels_first(X, Y, test_size=0.33, seed=0):
    """The parts of Y came before those of X. In which order does the text name the four?"""
    train, test = _cut(X, Y, test_size, seed)
    return Y[train], Y[test], X[train], X[test]


@split.mistake
def rows_without_labels(X, Y, test_size=0.33, seed=0):
    """Two arrays came back, the parts of X. What tells the net which flower is which?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train], X[test]


@split.mistake
def two_pairs_returned(X, Y, test_size=0.33, seed=0):
    """Two pairs came back, one for each part. The text unpacks four arrays: which is the second?"""
    train, test = _cut(X, Y, test_size, seed)
    return (X[train], Y[train]), (X[test], Y[test])


@split.mistake
def share_always_a_third(X, Y, test_size=0.33, seed=0):
    """Your test part is a third of the rows, whatever test_size says. Where does a number stand for it?"""
    train, test = _cut(X, Y, 0.33, seed)
    return X[train], X[test], Y[train], Y[test]


@split.mistake
def share_always_a_fifth(X, Y, test_size=0.33, seed=0):
    """Your test part is a fifth of the rows, whatever test_size says. Where does a number stand for it?"""
    train, test = _cut(X, Y, 0.2, seed)
    return X[train], X[test], Y[train], Y[test]


@split.mistake
def all_rows_in_training(X, Y, test_size=0.33, seed=0):
    """Your training part holds all rows, those of the test part, too. What would a test say of flowers that
    were learnt by heart?"""
    _, test = _cut(X, Y, test_size, seed)
    return X, X[test], Y, Y[test]


@split.mistake
def one_row_lost_between(X, Y, test_size=0.33, seed=0):
    """One row is in neither of your parts: the second piece begins one too late. Where does a slice end that
    stops at count?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train[1:]], X[test], Y[train[1:]], Y[test]


@split.mistake
def last_row_lost(X, Y, test_size=0.33, seed=0):
    """The last row of each part is lost. Which row does a slice leave out when it ends at -1?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train[:-1]], X[test[:-1]], Y[train[:-1]], Y[test[:-1]]


@split.mistake
def same_rows_in_both(X, Y, test_size=0.33, seed=0):
    """Your test rows are among your training rows: both pieces begin at the front of the order. Where does the
    second piece begin?"""
    train, test = _cut(X, Y, test_size, seed)
    order = np.concatenate([test, train])
    return X[order[: len(train)]], X[test], Y[order[: len(train)]], Y[test]


@split.mistake
def rows_drawn_with_replacement(X, Y, test_size=0.33, seed=0):
    """Some rows are there twice and others not at all: they were drawn like dice. What does a shuffled pack of
    cards do instead?"""
    order = np.random.default_rng(seed).choice(len(X), len(X))
    count = math.ceil(test_size * len(X))
    return X[order[count:]], X[order[:count]], Y[order[count:]], Y[order[:count]]


@split.mistake
def numbers_of_rows_returned(X, Y, test_size=0.33, seed=0):
    """What came back are the numbers of the rows. What has to be picked from X and Y with them?"""
    train, test = _cut(X, Y, test_size, seed)
    return train, test, train, test


@split.mistake(reads_global=True)
def notebook_variable_to_split(X, Y, test_size=0.33, seed=0):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    train, test = _cut(X_train, Y_train, test_size, seed)
    return X_train[train], X_train[test], Y_train[train], Y_train[test]
