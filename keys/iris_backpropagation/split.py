"""split: the rows of X and Y in a random order, cut into a training and a test part."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np

from autograder.key import case, exercise, signed, slip, steps
from autograder.rules import all_of, rows_split

from ._families import READS_THE_NOTEBOOK
from ._inputs import _some_class_each

# What the notebook has lying around.
X_train = np.array([[0.8, 0.5, 0.3, 0.1], [0.7, 0.4, 0.5, 0.2], [0.7, 0.3, 0.6, 0.2]])
Y_train = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

_SPLIT: dict[str, Any] = {
    "of": (0, 1),
    "share": 2,
    "seed": 3,
    "names": ("X_train", "X_test", "Y_train", "Y_test"),
}


@exercise(
    returns=all_of(
        rows_split("four arrays", points=0.5, ask="arrays", **_SPLIT),
        rows_split("sizes", points=0.5, ask="sizes", **_SPLIT),
        rows_split("each row once", points=0.5, ask="columns", **_SPLIT),
        rows_split("pairs", points=0.5, ask="pairs", **_SPLIT),
        rows_split("shuffled", points=0.5, ask="order", **_SPLIT),
        rows_split("seed", points=0.5, ask="seed", **_SPLIT),
    ),
    hands_back="X_train, X_test, Y_train, Y_test",
    hints=(
        "The file lists all flowers of one kind before the next kind. What would the last third of it be?",
        "Shuffle the numbers of the rows, not the rows: one random order then picks from X and from Y alike.",
        "Cut the order after test_size times the number of rows. X and Y, each indexed with the two pieces, "
        "give the four arrays. On other numbers: with t = np.array([5, 6, 7, 8]) and order = np.array([3, 0, 2, 1]), "
        "t[order[:1]] is [8], and t[order[1:]] is [5, 7, 6].",
    ),
    equivalent={
        "order = rng.permutation(len(X)): X -> Y": "both have a row for each example",
        "count = math.ceil(test_size * len(X)): X -> Y": "both have a row for each example",
    },
)
def split(X, Y, test_size=0.33, seed=0):
    """``X (m, n)`` and ``Y (m,)`` or ``(m, k)`` cut at random: ``X_train, X_test, Y_train, Y_test``.

    The test part holds ``test_size`` of the rows, rounded up (down is as good). Formula: a random permutation
    of 0 to m-1 picks the rows of both arrays; ``seed`` makes it repeatable.
    """
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    count = math.ceil(test_size * len(X))
    test, train = order[:count], order[count:]
    return X[train], X[test], Y[train], Y[test]


@split.inputs
def split_inputs(rng):
    """Labels as classes and as one-hot rows, shares that are whole numbers of rows and such that are not.

    What chance does not do, and what the seed does, is asked of 61 and 67 rows. Who picks the test rows and leaves both
    parts in the old order is right, too.
    """
    of_few = {part: part for part in ("four arrays", "sizes", "each row once", "pairs")}
    for m, n, k, test_size in [(5, 2, 3, 0.4), (12, 4, 0, 0.15), (38, 2, 4, 0.6), (11, 5, 3, 0.25)]:
        yield case(*_rows(rng, m, n, k), test_size, int(rng.integers(2, 100)), part=of_few)
    for m, test_size in [(61, 0.45), (67, 0.35)]:
        seed, other = (int(number) for number in rng.choice(np.arange(2, 100), 2, replace=False))
        seeds = {3: (seed, seed, other)}
        yield steps(*_rows(rng, m, 2, 0), test_size, seed, vary=seeds, part={"shuffled": "shuffled", "seed": "seed"})


def _rows(rng, m, n, k):
    """Examples ``(m, n)`` and their labels: one-hot rows ``(m, k)``, or classes ``(m,)`` where k is 0."""
    X, Y = signed(rng, 0.1, 9.9, (m, n), places=2), _some_class_each(rng, m, k or 3)
    return X, np.eye(k)[Y] if k else Y


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


@split.also_correct
def split_by_sorting_random_numbers(X, Y, test_size=0.33, seed=0):
    keys = np.random.default_rng(seed).random(len(Y))
    border = np.sort(keys)[round(len(Y) * test_size) - 1]
    test = keys <= border
    return tuple(array[rows] for array in (X, Y) for rows in (~test, test))


@split.also_correct
def split_like_fisher_and_yates(X, Y, test_size=0.33, seed=0):
    dice, order = random.Random(seed), list(range(len(X)))
    for last in range(len(order) - 1, 0, -1):
        other = dice.randint(0, last)
        order[last], order[other] = order[other], order[last]
    cut = len(order) - int(len(order) * test_size)
    parts = [[array[i] for i in some] for array in (X, Y) for some in (order[:cut], order[cut:])]
    return [np.array(part) for part in parts]


@split.also_correct
def split_by_drawing_until_enough(X, Y, test_size=0.33, seed=0):
    rng = np.random.RandomState(seed)
    chosen: list[int] = []
    while len(chosen) < math.floor(test_size * len(X)):
        row = rng.randint(len(X))
        if row not in chosen:
            chosen.append(row)
    rest = np.setdiff1d(np.arange(len(X)), chosen)
    return X[rest], X[chosen], Y[rest], Y[chosen]


@split.also_correct
def split_of_one_table(X, Y, test_size=0.33, seed=0):
    table = np.column_stack([X, Y])
    np.random.default_rng([seed, 7]).shuffle(table, axis=0)
    n, m = X.shape[1], int(np.ceil(test_size * len(X)))
    learn, judge = table[m:], table[:m]
    return learn[:, :n], judge[:, :n], *(part[:, n:].reshape(len(part), *Y.shape[1:]) for part in (learn, judge))


@split.also_correct
def split_by_random_sample(X, Y, test_size=0.33, seed=0):
    random.seed(f"flowers {seed}")
    test = sorted(random.sample(range(len(X)), int(len(X) * test_size)))
    train = [i for i in range(len(X)) if i not in test]
    return np.take(X, train, 0), np.take(X, test, 0), np.take(Y, train, 0), np.take(Y, test, 0)


@split.also_correct
def split_by_deleting(X, Y, test_size=0.33, seed=0):
    rng = np.random.Generator(np.random.PCG64(seed))
    test = rng.permutation(X.shape[0])[: -(-int(100 * test_size) * X.shape[0] // 100)]
    return np.delete(X, test, axis=0), X[test], np.delete(Y, test, axis=0), Y[test]


split.slips(
    # split: the order
    not_shuffled=(
        ("order = np.arange(len(X))", "train, test = order[:-count], order[-count:]"),
        "Your parts are the rows in their old order, cut once. The file is sorted by kind: which kinds would be in the "
        "test part?",
    ),
    rows_and_labels_apart=(
        "rng = np.random.default_rng(seed)\nX, Y = rng.permutation(X), rng.permutation(Y)",
        "Rows of X got labels of other flowers: X and Y were not shuffled in the same order. How many random orders "
        "are there?",
    ),
    rows_drawn_with_replacement=(
        "order = rng.choice(len(X), len(X))",
        "Some rows are there twice and others not at all: they were drawn like dice. What does a shuffled pack of "
        "cards do instead?",
    ),
    cut_before_the_shuffle=(
        "test, train = rng.permutation(count), rng.permutation(np.arange(count, len(X)))",
        "Each of your parts was shuffled by itself, and they were cut in the old order. The file is sorted by kind: "
        "which kinds would be in the test part?",
    ),
    the_same_for_all_seeds=(
        "rng = np.random.default_rng(0)",
        "Your split is the same whatever seed says. Which argument starts the random numbers?",
    ),
    turned_round=(
        "order = np.roll(np.arange(len(X)), int(rng.integers(1, len(X))))",
        "Your rows were only turned round, and each still has its old neighbours. The file is sorted by kind: which "
        "kinds would be in the test part?",
    ),
    # split: the two pieces
    share_always_a_third=(
        "test_size = 0.33",
        "Your test part is a third of the rows, whatever test_size says. Where does a number stand in its place?",
    ),
    share_always_a_fifth=(
        "test_size = 0.2",
        "Your test part is a fifth of the rows, whatever test_size says. Where does a number stand in its place?",
    ),
    parts_exchanged=(
        "train, test = order[:count], order[count:]",
        "The part that you return for training has the size of the test part, and the other way round. Which of them "
        "does test_size measure?",
    ),
    one_row_lost_between=(
        "test, train = order[:count], order[count + 1 :]",
        "One row is in neither of your parts: the second piece begins one too late. Where does a slice end that stops "
        "at count?",
    ),
    last_row_lost=(
        "test, train = order[: count - 1], order[count:-1]",
        "The last row of each part is lost. Which row does a slice leave out when it ends at -1?",
    ),
    same_rows_in_both=(
        "test, train = order[:count], order[: len(X) - count]",
        "Your test rows are among your training rows: both pieces begin at the front of the order. Where does the "
        "second piece begin?",
    ),
    all_rows_in_training=(
        "return X, X[test], Y, Y[test]",
        "Your training part holds all rows, those of the test part, too. What would a test say of flowers that were "
        "learnt by heart?",
    ),
    # split: what is returned
    parts_of_labels_exchanged=(
        "return X[train], X[test], Y[test], Y[train]",
        "X is split well, but your Y_train has the length of X_test. In which order are the four returned?",
    ),
    labels_beside_rows=(
        "return X[train], Y[train], X[test], Y[test]",
        "Your second value is Y_train and your third X_test. In which order does the text name the four?",
    ),
    labels_first=(
        "return Y[train], Y[test], X[train], X[test]",
        "The parts of Y came before those of X. In which order does the text name the four?",
    ),
    rows_without_labels=(
        "return X[train], X[test]",
        "Two arrays came back, the parts of X. What tells the network which flower is which?",
    ),
    two_pairs_returned=(
        "return (X[train], Y[train]), (X[test], Y[test])",
        "Two pairs came back, one for each part. The text unpacks four arrays: which is the second?",
    ),
    numbers_of_rows_returned=(
        "return train, test, train, test",
        "What came back are the numbers of the rows. What has to be picked from X and Y with them?",
    ),
    notebook_variable_to_split=slip(
        (
            "order = rng.permutation(len(X_train))",
            "count = math.ceil(test_size * len(X_train))",
            "return X_train[train], X_train[test], Y_train[train], Y_train[test]",
        ),
        READS_THE_NOTEBOOK,
        reads_global=True,
    ),
)
