"""The exercise random_mini_batches of 03_optimization."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import columns_partition


@exercise(
    returns=columns_partition("batches", points=3, of=(0, 1), size=2),
    case_points={"few examples": 1},
    hints=(
        "Which numbers does np.random.permutation(5) give? What happens if you pick the columns of X in that order?",
        "Shuffle once, X and Y with the same order; then cut both after every mini_batch_size columns.",
        "Batch k begins at column k times mini_batch_size. What is left behind the last full batch is one more, "
        "shorter batch; if nothing is left there is none.",
    ),
    equivalent={
        "line 6: seed -> mini_batch_size": "any random order is right",
        "line 7: X -> Y": "both have one column an example",
    },
)
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """The examples in random order, cut into a list of pairs ``(X_batch (n, size), Y_batch (1, size))``.

    ``X (n, m)``, ``Y (1, m)``. Formula: a random permutation of the columns; the last batch holds what is left.
    """
    np.random.seed(seed)
    m = X.shape[1]
    permutation = np.random.permutation(m)
    mini_batches = []
    for start in range(0, m, mini_batch_size):
        chosen = permutation[start : start + mini_batch_size]
        mini_batches.append((X[:, chosen], Y[:, chosen]))
    return mini_batches


@random_mini_batches.inputs
def random_mini_batches_inputs(rng):
    """A rest behind the last full batch, none, and fewer examples than one batch holds (a part of its own).

    No half of the labels is alike, so that lost ones show; every number is a different one.
    """
    for n, m, size, part in [
        (2, 7, 3, None),
        (3, 14, 4, None),
        (4, 17, 6, None),
        (3, 15, 5, None),
        (2, 16, 8, None),
        (2, 13, 17, "few examples"),
        (4, 15, 64, "few examples"),
    ]:
        while True:
            X = np.round(rng.permutation(np.linspace(-3, 3, n * m)).reshape(n, m), 2)
            Y = (rng.random((1, m)) < 0.5).astype(float)
            if len(np.unique(X)) == X.size and 0.3 < np.mean(Y) < 0.7 and not np.array_equal(Y, Y[:, ::-1]):
                break
        yield case(X, Y, size, int(rng.choice([2, 5, 7, 9])), part=part)


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


def _shuffled(X, Y, seed):
    """X and Y in a random order, the same one for both."""
    np.random.seed(seed)
    permutation = list(np.random.permutation(X.shape[1]))
    return X[:, permutation], Y[:, permutation]


def _cut(X, Y, edges):
    """The columns between each pair of edges."""
    return [(X[:, first:behind], Y[:, first:behind]) for first, behind in edges]


def _edges(m, size):
    """First column of each batch, and the column behind its last."""
    return [(first, min(first + size, m)) for first in range(0, m, size)]


@random_mini_batches.mistake(mentions="not associated with a value")
def loop_variable_after_the_loop(X, Y, mini_batch_size=64, seed=0):
    """With fewer examples than mini_batch_size your loop makes no round, so its variable never gets a value. Where
    does the last batch begin then?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    for k in range(full):
        last = k
    rest = [((last + 1) * mini_batch_size, m)] if m % mini_batch_size else []
    return _cut(X, Y, [(k * mini_batch_size, (k + 1) * mini_batch_size) for k in range(full)] + rest)


@random_mini_batches.mistake
def last_batch_begins_at_the_length_of_the_rest(X, Y, mini_batch_size=64, seed=0):
    """Your last batch begins at column m - size·n, which is how long the rest is, not where it begins. How many
    columns do n full batches hold?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    rest = [(m - mini_batch_size * full, m)] if m % mini_batch_size else []
    return _cut(X, Y, _edges(m, mini_batch_size)[:full] + rest)


@random_mini_batches.mistake
def last_batch_from_the_front(X, Y, mini_batch_size=64, seed=0):
    """Your last batch is of the right size, but holds the first columns once more. Which examples have not been used
    yet?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    rest = [(0, m - mini_batch_size * full)] if m % mini_batch_size else []
    return _cut(X, Y, _edges(m, mini_batch_size)[:full] + rest)


@random_mini_batches.mistake
def rest_dropped(X, Y, mini_batch_size=64, seed=0):
    """All your batches are full, and the examples behind the last full one are lost. Where do they belong?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    return _cut(X, Y, _edges(m, mini_batch_size)[: m // mini_batch_size])


@random_mini_batches.mistake
def rest_not_shuffled(X, Y, mini_batch_size=64, seed=0):
    """Your last batch was cut from X and Y as they came in, not from the shuffled ones. Which examples are twice in
    the list now?"""
    m, (mixed_X, mixed_Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    batches = _cut(mixed_X, mixed_Y, _edges(m, mini_batch_size)[:full])
    return batches + _cut(X, Y, _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def nothing_shuffled_in_the_batches(X, Y, mini_batch_size=64, seed=0):
    """Your batches hold the examples in their old order. Which array do you cut, X or the shuffled one?"""
    return _cut(X, Y, _edges(X.shape[1], mini_batch_size))


@random_mini_batches.mistake
def y_in_another_order(X, Y, mini_batch_size=64, seed=0):
    """Your examples are shuffled, but the labels are not in the same order, so examples carry foreign labels. How many
    permutations does the text ask for, and what are they used on?"""
    mixed, _ = _shuffled(X, Y, seed)
    return _cut(mixed, Y, _edges(X.shape[1], mini_batch_size))


@random_mini_batches.mistake
def only_y_shuffled(X, Y, mini_batch_size=64, seed=0):
    """In your batches the examples keep their old order while the labels move. What keeps pairs of X and Y
    together?"""
    _, mixed = _shuffled(X, Y, seed)
    return _cut(X, mixed, _edges(X.shape[1], mini_batch_size))


@random_mini_batches.mistake
def empty_batch_at_the_end(X, Y, mini_batch_size=64, seed=0):
    """Where the batches come out even, your list ends with one that holds no example. When is there a rest at all?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, [*_edges(m, mini_batch_size)[:full], (full * mini_batch_size, m)])


@random_mini_batches.mistake
def always_the_first_batch(X, Y, mini_batch_size=64, seed=0):
    """Every full batch of your list holds the same examples. What in the limits of the slice changes from round to
    round?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, [(0, mini_batch_size)] * full + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def first_batch_skipped(X, Y, mini_batch_size=64, seed=0):
    """The first batch is missing in your list. Which number does the loop over the batches begin with?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, _edges(m, mini_batch_size)[min(1, full) :])


@random_mini_batches.mistake
def one_column_short(X, Y, mini_batch_size=64, seed=0):
    """Every full batch is one example short. Does a slice include the number behind its colon?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    short = [(first, behind - 1) for first, behind in _edges(m, mini_batch_size)[:full]]
    return _cut(X, Y, short + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def one_column_shared(X, Y, mini_batch_size=64, seed=0):
    """Every full batch holds one example too many, which the next batch holds as well. Does a slice include the
    number behind its colon?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    long = [(first, behind + 1) for first, behind in _edges(m, mini_batch_size)[:full]]
    return _cut(X, Y, long + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def batches_grow(X, Y, mini_batch_size=64, seed=0):
    """Each of your batches begins at the first column and is longer than the one before. Which limit of the slice is
    still missing?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    return _cut(X, Y, [(0, behind) for _, behind in _edges(m, mini_batch_size)])


@random_mini_batches.mistake
def windows_one_apart(X, Y, mini_batch_size=64, seed=0):
    """Each of your batches begins only one column behind the one before. How far apart do full batches begin?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, [(k, k + mini_batch_size) for k in range(full)] + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def size_always_64(X, Y, mini_batch_size=64, seed=0):
    """Your batches hold up to 64 examples whatever mini_batch_size says. Where is the argument used?"""
    return _cut(*_shuffled(X, Y, seed), _edges(X.shape[1], 64))


@random_mini_batches.mistake
def rows_counted(X, Y, mini_batch_size=64, seed=0):
    """Your list holds no more examples than X has rows. Which entry of X.shape counts the examples?"""
    m = X.shape[0]
    np.random.seed(seed)
    permutation = list(np.random.permutation(m))
    return _cut(X[:, permutation], Y[:, permutation], _edges(m, mini_batch_size))


@random_mini_batches.mistake
def labels_in_front(X, Y, mini_batch_size=64, seed=0):
    """Each of your pairs begins with the labels. In which order does the text name the two?"""
    return [(labels, examples) for examples, labels in random_mini_batches(X, Y, mini_batch_size, seed)]


@random_mini_batches.mistake
def two_lists(X, Y, mini_batch_size=64, seed=0):
    """Two lists came back, one of X and one of Y. Expected is one list; what does each of its items hold?"""
    batches = random_mini_batches(X, Y, mini_batch_size, seed)
    return [examples for examples, _ in batches], [labels for _, labels in batches]


@random_mini_batches.mistake
def labels_lose_an_axis(X, Y, mini_batch_size=64, seed=0):
    """The labels in your batches have the shape (size,). Y itself has two axes: how is its row kept in a slice?"""
    return [(examples, labels[0]) for examples, labels in random_mini_batches(X, Y, mini_batch_size, seed)]


@random_mini_batches.mistake
def drawn_again_and_again(X, Y, mini_batch_size=64, seed=0):
    """Some examples are in your batches twice and others never. Does a permutation leave any number out?"""
    np.random.seed(seed)
    m = X.shape[1]
    chosen = np.random.randint(0, m, m)
    return _cut(X[:, chosen], Y[:, chosen], _edges(m, mini_batch_size))
