"""random_mini_batches: the examples shuffled, and cut into mini-batches; the last one holds what is left."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import numpy as np

from autograder.key import case, exercise, slip, steps
from autograder.rules import all_of, columns_partition

_DEALT: dict[str, Any] = {"of": (0, 1), "size": 2, "seed": 3}


@exercise(
    returns=all_of(
        columns_partition("shuffled", points=1, ask="order", **_DEALT),
        columns_partition("shuffled", ask="seed", **_DEALT),
        columns_partition("examples", points=1, ask="columns", **_DEALT),
        columns_partition("examples", ask="pairs", **_DEALT),
        columns_partition("sizes", points=1, ask="sizes", **_DEALT),
    ),
    case_points={"last batch": 1},
    hints=(
        "Which numbers does np.random.permutation(5) give? What happens if you pick the columns of X in that order?",
        "One order serves X and Y. And try what X[:, 4:100] is, where X has seven columns: what does a slice do that "
        "reaches too far?",
        "Batch k begins at column k times mini_batch_size. What is left behind the last full batch is one more, "
        "shorter batch; if nothing is left there is none. Eight letters in threes:\n"
        "    [letters[i : i + 3] for i in range(0, 8, 3)]",
    ),
    equivalent={
        "m = X.shape[1]: X -> Y": "both have one column an example",
    },
)
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """The examples in random order, cut into a list of pairs ``(X_batch (n, size), Y_batch (1, size))``.

    ``X (n, m)``, ``Y (1, m)``. Formula: a random permutation of the columns; the last batch holds what is left.
    """
    np.random.seed(seed)
    m = X.shape[1]
    permutation = np.random.permutation(m)
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation]
    mini_batches = []
    full = m // mini_batch_size
    for k in range(full):
        first = k * mini_batch_size
        behind = (k + 1) * mini_batch_size
        X_batch = shuffled_X[:, first:behind]
        Y_batch = shuffled_Y[:, first:behind]
        mini_batches.append((X_batch, Y_batch))
    if m % mini_batch_size != 0:
        first = full * mini_batch_size
        behind = m
        X_batch = shuffled_X[:, first:behind]
        Y_batch = shuffled_Y[:, first:behind]
        mini_batches.append((X_batch, Y_batch))
    return mini_batches


@random_mini_batches.inputs
def random_mini_batches_inputs(rng):
    """No rest behind the full batches, then one, or fewer examples than a batch holds: that is for the last batch.

    Then one seed twice, and another. Labels tell lost ones, as they are no half and not the same from behind; every
    number is a different one.
    """

    def examples(n, m):
        while True:
            X = np.round(rng.permutation(np.linspace(-3, 3, n * m)).reshape(n, m), 2)
            Y = (rng.random((1, m)) < 0.5).astype(float)
            if len(np.unique(X)) == X.size and 0.3 < np.mean(Y) < 0.7 and not np.array_equal(Y, Y[:, ::-1]):
                return X, Y

    def seed():
        return int(rng.choice([2, 5, 7, 9]))

    for n, m, size in [(2, 6, 3), (3, 15, 5), (2, 16, 8)]:
        yield case(*examples(n, m), size, seed(), part={"sizes": "sizes", "examples": "examples"})
    for n, m, size in [(2, 7, 3), (3, 14, 4), (4, 17, 6), (2, 13, 17), (4, 15, 64)]:
        yield case(*examples(n, m), size, seed(), part={"sizes": "last batch", "examples": "last batch"})
    for n, m, size in [(2, 16, 8), (3, 18, 5)]:
        one = seed()
        yield steps(*examples(n, m), size, one, vary={3: (one, one, one + 1)}, part={"shuffled": "shuffled"})


random_mini_batches.slips(
    # the rest behind the full batches
    loop_variable_after_the_loop=slip(
        "if m % mini_batch_size != 0:\n    first = (k + 1) * mini_batch_size",
        "With fewer examples than mini_batch_size there is no full batch, and a variable is read that has no value "
        "yet. Which line gives it one, and does that line run then?",
        mentions="mini_batch_size",
    ),
    last_batch_begins_at_the_length_of_the_rest=(
        "if m % mini_batch_size != 0:\n    first = m - mini_batch_size * full",
        "Your last batch begins at column m - size·n, which is how long the rest is, not where it begins. How many "
        "columns do n full batches hold?",
    ),
    last_batch_from_the_front=(
        (
            "if m % mini_batch_size != 0:\n    first = 0",
            "if m % mini_batch_size != 0:\n    behind = m - mini_batch_size * full",
        ),
        "Your last batch is of the right size, but holds the first columns once more. Which examples have not been "
        "used yet?",
    ),
    rest_dropped=(
        "if m % mini_batch_size != 0:\n    mini_batches.append(...)",
        "All your batches are full, and the examples behind the last full one are lost. Which batch should hold them?",
    ),
    rest_not_shuffled=(
        (
            "if m % mini_batch_size != 0:\n    X_batch = X[:, first:behind]",
            "if m % mini_batch_size != 0:\n    Y_batch = Y[:, first:behind]",
        ),
        "Your last batch was cut from X and Y as they came in, not from the shuffled ones. Which examples are twice "
        "in the list now?",
    ),
    empty_batch_at_the_end=(
        "if full * mini_batch_size <= m:",
        "Where the batches come out even, your list ends with one that holds no example. When is there a rest at all?",
    ),
    # the order
    nothing_shuffled_in_the_batches=(
        ("shuffled_X = X", "shuffled_Y = Y"),
        "Your batches hold the examples in their old order. Which array do you cut, X or the shuffled one?",
    ),
    y_in_another_order=(
        "shuffled_Y = Y",
        "Your examples are shuffled, but the labels are not in the same order, so an example gets the label of "
        "another. How many permutations does the text ask for, and what are they used on?",
    ),
    only_y_shuffled=(
        "shuffled_X = X",
        "In your batches the examples keep their old order while the labels move. What keeps pairs of X and Y "
        "together?",
    ),
    seed_ignored=(
        "np.random.seed(0)",
        "The argument seed changes nothing in your mini-batches. Which line begins the random numbers, and with what?",
    ),
    turned_round=(
        "permutation = np.roll(np.arange(m), seed)",
        "Your examples were only turned round, and each still has its old neighbours. What does a shuffled pack of "
        "cards look like?",
    ),
    drawn_again_and_again=(
        "permutation = np.random.randint(0, m, m)",
        "Some examples are in your batches twice and others never. Does a permutation leave any number out?",
    ),
    # where batches begin and end
    always_the_first_batch=(
        ("for k in range(full):\n    first = 0", "for k in range(full):\n    behind = mini_batch_size"),
        "Every full batch of your list holds the same examples. What in the limits of the slice changes from round to "
        "round?",
    ),
    first_batch_skipped=(
        "for k in range(1, full):",
        "The first batch is missing in your list. Which number does the loop over the batches begin with?",
    ),
    one_column_short=(
        "for k in range(full):\n    behind = (k + 1) * mini_batch_size - 1",
        "Every full batch is one example short. Does a slice include the number behind its colon?",
    ),
    one_column_shared=(
        "for k in range(full):\n    behind = (k + 1) * mini_batch_size + 1",
        "Every full batch holds one example too many, which the next batch holds as well. Does a slice include the "
        "number behind its colon?",
    ),
    batches_grow=(
        ("for k in range(full):\n    first = 0", "if m % mini_batch_size != 0:\n    first = 0"),
        "Each of your batches begins at the first column and is longer than the one before. Which limit of the slice "
        "is still missing?",
    ),
    windows_one_apart=(
        ("for k in range(full):\n    first = k", "for k in range(full):\n    behind = k + mini_batch_size"),
        "Each of your batches begins only one column behind the one before. How far apart do full batches begin?",
    ),
    size_always_64=(
        "mini_batch_size = 64",
        "Your batches hold up to 64 examples whatever mini_batch_size says. Where is the argument used?",
    ),
    rows_counted=(
        "m = X.shape[0]",
        "Your list holds no more examples than X has rows. Which entry of X.shape counts the examples?",
    ),
    # what a batch is
    labels_in_front=(
        (
            "for k in range(full):\n    mini_batches.append((Y_batch, X_batch))",
            "if m % mini_batch_size != 0:\n    mini_batches.append((Y_batch, X_batch))",
        ),
        "Each of your pairs begins with the labels. In which order does the text name the two?",
    ),
    two_lists=(
        "return [batch[0] for batch in mini_batches], [batch[1] for batch in mini_batches]",
        "Two lists came back, one of X and one of Y. Expected is one list; what does each of its items hold?",
    ),
    labels_lose_an_axis=(
        (
            "for k in range(full):\n    Y_batch = shuffled_Y[0, first:behind]",
            "if m % mini_batch_size != 0:\n    Y_batch = shuffled_Y[0, first:behind]",
        ),
        "The labels in your batches have the shape (size,). Y itself has two axes: how is its row kept in a slice?",
    ),
)


@random_mini_batches.also_correct
def batches_with_a_rest(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    full = math.floor(m / mini_batch_size)
    for k in range(full):
        first, behind = k * mini_batch_size, (k + 1) * mini_batch_size
        mini_batches.append((shuffled_X[:, first:behind], shuffled_Y[:, first:behind]))
    if m % mini_batch_size != 0:
        mini_batches.append((shuffled_X[:, full * mini_batch_size :], shuffled_Y[:, full * mini_batch_size :]))
    return mini_batches


@random_mini_batches.also_correct
def batches_with_array_split(X, Y, mini_batch_size=64, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    cuts = np.arange(mini_batch_size, X.shape[1], mini_batch_size)
    return tuple([X[:, part], Y[:, part]] for part in np.split(order, cuts))


@random_mini_batches.also_correct
def batches_shuffled_together(X, Y, mini_batch_size=64, seed=0):
    both = np.vstack([X, Y]).T
    np.random.seed(seed)
    np.random.shuffle(both)
    both, batches = both.T, []
    while both.shape[1]:
        batches.append((both[:-1, :mini_batch_size], both[-1:, :mini_batch_size]))
        both = both[:, mini_batch_size:]
    return batches


@random_mini_batches.also_correct
def batches_with_a_loop_over_examples(X, Y, mini_batch_size=64, seed=0, verbose=True):
    order = np.random.RandomState(seed).permutation(X.shape[1]).tolist()
    batches = []
    for k in range(int(np.ceil(len(order) / mini_batch_size))):
        columns = [order.pop() for _ in range(min(mini_batch_size, len(order)))]
        batches.append((np.stack([X[:, c] for c in columns], axis=1), Y[0, columns].reshape(1, -1)))
        if verbose:
            print("batch", k, batches[-1][0].shape)
    return batches


@random_mini_batches.also_correct
def batches_by_sorting_random_numbers(X, Y, mini_batch_size=64, seed=0):
    order = np.argsort(np.random.RandomState(seed).rand(X.shape[1]))
    return [
        (X[:, order[k : k + mini_batch_size]], Y[:, order[k : k + mini_batch_size]])
        for k in range(0, len(order), mini_batch_size)
    ]


@random_mini_batches.also_correct
def batches_of_the_standard_library(X, Y, mini_batch_size=64, seed=0):
    examples = list(zip(X.T.tolist(), Y.T.tolist(), strict=True))
    random.Random(seed).shuffle(examples)
    batches = []
    while examples:
        some, examples = examples[:mini_batch_size], examples[mini_batch_size:]
        batches.append([np.array(part).T for part in zip(*some, strict=True)])
    return batches


@random_mini_batches.also_correct
def batches_as_a_generator_makes_them(X, Y, mini_batch_size=64, seed=0):
    def pieces():
        rng, left = np.random.default_rng(seed), set(range(X.shape[1]))
        while left:
            columns = rng.choice(sorted(left), min(mini_batch_size, len(left)), replace=False)
            left -= set(columns.tolist())
            yield X.take(columns, axis=1), Y.take(columns, axis=1)

    return list(pieces())


@random_mini_batches.also_correct
def batches_like_fisher_and_yates(X, Y, mini_batch_size=64, seed=0):
    X, Y, m = X.copy(), Y.copy(), X.shape[1]
    np.random.seed(seed)
    for last in range(m - 1, 0, -1):
        swapped = [np.random.randint(last + 1), last]
        X[:, swapped[::-1]], Y[:, swapped[::-1]] = X[:, swapped], Y[:, swapped]
    cuts = [*range(0, m, mini_batch_size), m]
    return [(X[:, a:b], Y[:, a:b]) for a, b in itertools.pairwise(cuts)]
