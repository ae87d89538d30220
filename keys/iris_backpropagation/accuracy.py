"""accuracy: how often the largest output is that of the right class."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, steps
from autograder.rules import all_of, proportional, scalar

from ._inputs import _some_class_each


def _outputs(rng, m, k, first_is_largest=False, clear=False, labels=None, hits=None):
    """Outputs ``(m, k)`` and one-hot labels for which wrong measures give other numbers.

    Some rows are right although no output reaches 0.5, or two do; some are wrong; no row has two largest
    outputs. With ``first_is_largest`` the largest output of all is in the first row, and right. Where it is ``clear``
    just one output of each row is above 0.5, and counting these is right. ``hits`` rows are right.
    """
    while True:
        y = np.eye(k)[_some_class_each(rng, m, k)] if labels is None else labels
        classes = y.argmax(1)
        layer2 = rng.uniform(0.03, 0.45 if clear else 0.55, (m, k))
        hit = rng.permutation(m) < (round(m * rng.uniform(0.5, 0.75)) if hits is None else hits)
        named = np.where(hit, classes, (classes + rng.integers(1, k, m)) % k)
        layer2[np.arange(m), named] = rng.uniform(0.55 if clear else 0.4, 0.95, m)
        if first_is_largest:
            layer2[0, classes[0]] = 0.97
        layer2 = np.round(layer2, 2 if m < 10 else 3)
        chosen, right = layer2.argmax(1), layer2[np.arange(m), classes]
        share = np.mean(chosen == classes)
        others = [
            1 - np.mean(np.abs(y - layer2)),
            1 - np.mean((y - layer2) ** 2),
            1 - share,
            np.mean(layer2.argmax(0) == y.argmax(0)),
            np.mean((layer2 > 0.5) == y),
            np.mean(right),
        ]
        if not clear:
            others += [np.mean(np.all((layer2 > 0.5) == y, axis=1)), np.mean(right > 0.5)]
        rivals = np.where(np.arange(k) == chosen[:, None], -1, layer2).max(1)
        if min(abs(share - other) for other in others) > 0.015 and np.min(layer2.max(1) - rivals) > 0.0005:
            return layer2, y


@exercise(
    returns=all_of(
        scalar("share", points=0.5, rtol=1e-6, atol=1e-9),
        # Who counts right rows, or gives them in percent, has found the right ones.
        proportional("right rows", points=1, rtol=1e-6, atol=1e-9),
    ),
    case_points={"clear outputs": 0.5},
    order=("clear outputs", "right rows", "share"),
    hands_back="share",
    hints=(
        "A net with three outputs looks at one flower and says 0.7, 0.2, 0.4. Which kind does it choose?",
        "np.argmax gives the place of the largest number; with an axis it does so for each row. The place of "
        "the 1 in y is found in the same way.",
        "Compare the two lists of places. The mean of the comparison is the share, because true counts as 1. "
        "On other numbers: np.mean(np.array([4, 7, 9, 2]) == np.array([4, 8, 9, 2])) is 0.75.",
    ),
)
def accuracy(layer2, y):
    """Share of the rows, 0 to 1, in which the largest output is that of the right class.

    ``layer2 (m, classes)`` outputs, ``y (m, classes)`` one-hot. Formula: the mean of [argmax layer2 = argmax y].
    """
    chosen = np.argmax(layer2, axis=1)
    right = np.argmax(y, axis=1)
    return np.mean(chosen == right)


@accuracy.inputs
def accuracy_inputs(rng):
    """Outputs that leave no doubt, only one of a row being above 0.5; others, of which the net names the largest; and
    several outputs for the same labels, for which one factor must do."""
    for m, k in [(5, 3), (9, 4)]:
        yield case(*_outputs(rng, m, k, clear=True), part={"share": "clear outputs"})
    for m, k in [(7, 4), (11, 5), (33, 3), (102, 6)]:
        yield case(*_outputs(rng, m, k, m in (7, 33)), part={"share": "share"})
    for m, k in [(8, 3), (13, 4)]:
        first, y = _outputs(rng, m, k, hits=m // 4)
        several = first, *(_outputs(rng, m, k, labels=y, hits=hits)[0] for hits in (m // 2 + 1, m - 2))
        yield steps(first, y, vary={0: several}, part={"right rows": "right rows"})


@accuracy.also_correct
def accuracy_with_loop(layer2, y):
    count = 0
    for i in range(len(y)):
        guess, truth = 0, 0
        for j in range(y.shape[1]):
            if layer2[i, j] > layer2[i, guess]:
                guess = j
            if y[i, j] == 1:
                truth = j
        count += guess == truth
    return count / len(y)


@accuracy.also_correct
def accuracy_of_largest_outputs(layer2, y, verbose=True):
    right = np.sum(layer2 * y, axis=-1) == layer2.max(axis=-1)
    if verbose:
        print(right)
    return np.array([right.mean()])


@accuracy.also_correct
def accuracy_from_confusion_matrix(layer2, y):
    chosen = np.eye(y.shape[1])[layer2.argmax(axis=1)]
    confusion = y.T @ chosen
    return np.trace(confusion) / confusion.sum()


@accuracy.also_correct
def accuracy_as_one_minus_errors(layer2, y):
    wrong = np.count_nonzero(np.argmax(layer2, 1) != np.argmax(y, 1))
    return float(1 - wrong / y.shape[0])


accuracy.slips(
    # accuracy: closeness for a choice
    one_minus_mean_absolute_error=(
        "return 1 - np.mean(np.abs(y - layer2))",
        "Your number is 1 minus the mean absolute error, a measure of closeness. In how many rows does the largest "
        "output stand in the right place?",
    ),
    one_minus_mean_squared_error=(
        "return 1 - np.mean((y - layer2) ** 2)",
        "Your number is 1 minus the mean squared error, a measure of closeness. In how many rows does the largest "
        "output stand in the right place?",
    ),
    every_output_rounded=(
        "return np.mean(np.all(np.round(layer2) == y, axis=1))",
        "You counted a row as right only if each of its outputs, rounded, is that of y. Does the right class have to "
        "pass 0.5?",
    ),
    single_outputs_counted=(
        "return np.mean((layer2 > 0.5) == y)",
        "Your number is the share of single outputs on the right side of 0.5, so that naming no class at all counts a "
        "lot. What makes a whole row right?",
    ),
    right_class_above_one_half=(
        "return np.mean(layer2[y == 1] > 0.5)",
        "You counted a row as right where the output of its class is above 0.5. What if another one is larger, or none "
        "gets there?",
    ),
    mean_output_of_right_class=(
        "return np.mean(layer2[y == 1])",
        "Your number is the mean output of the right classes. A row is either a hit or a miss: where is its choice "
        "compared with the label?",
    ),
    outputs_equal_to_labels=(
        "return np.mean(layer2 == y)",
        "Your number is 0: no output is exactly 0 or 1. Which two whole numbers of a row can be compared?",
    ),
    # accuracy: the largest output
    largest_of_each_column=(
        ("chosen = np.argmax(layer2, axis=0)", "right = np.argmax(y, axis=0)"),
        "You looked for the largest number of each column: the flower for each kind. Which axis runs through the "
        "outputs of one flower?",
    ),
    largest_of_all=(
        ("chosen = np.argmax(layer2)", "right = np.argmax(y)"),
        "Your number is 0 or 1: of all outputs together a single largest was taken. How many flowers make a choice?",
    ),
    smallest_output_chosen=(
        "chosen = np.argmin(layer2, axis=1)",
        "Your number is the share of rows whose smallest output is the right class. Which output is the network's "
        "choice?",
    ),
    # accuracy: the share
    places_compared_with_rows=(
        "return np.mean(chosen == y)",
        "One number for each row, of shape (m,), was compared with a whole table of shape (m, k). Are both sides the "
        "places of a largest number?",
    ),
    share_of_wrong_rows=(
        "return np.mean(chosen != right)",
        "Your number is the share of the wrong rows. What is it that an accuracy counts?",
    ),
    in_percent=(
        "return 100 * np.mean(chosen == right)",
        "Your number is the right share times 100. The text asks for a share: between which numbers does it lie?",
    ),
    number_of_right_rows=(
        "return np.sum(chosen == right)",
        "Your number counts the right rows. By what is a count divided to become a share?",
    ),
    divided_by_all_entries=(
        "return np.sum(chosen == right) / y.size",
        "Your number is too small by the number of classes: you divided by all entries of y. How many choices were "
        "made?",
    ),
    divided_by_classes=(
        "return np.sum(chosen == right) / y.shape[1]",
        "You divided the number of right rows by the number of classes. How many choices were made?",
    ),
    right_or_wrong_of_each_row=(
        "return chosen == right",
        "Your answer holds a yes or no for each row. What makes one share of them?",
    ),
)
