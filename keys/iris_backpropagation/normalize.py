"""normalize: each row (or column) divided by its length."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import close


@exercise(
    returns=close("rows", points=1, rtol=1e-6, atol=1e-7),
    case_points={"columns": 0.5, "order": 0.5, "zeros": 0.5, "whole numbers": 0.5},
    hands_back="unit",
    hints=(
        "How long is the row (3, 4)? What becomes of it if its length is to be 1 and its direction is to stay?",
        "np.linalg.norm knows the order and the axis; ask it to keep the axis, so that the lengths still fit X.",
        "A row of zeros has the length 0, and 0 divided by 0 is nan. Put a 1 wherever a length is 0 before you divide. "
        "On other numbers: with t = np.array([5, 0, 6]), np.where(t < 1, 9, t) is [5, 9, 6].",
    ),
    equivalent={"divisor = np.where(length == 0, 1, length): 1 -> 2": "0 divided by 2 is 0 as well"},
)
def normalize(X, axis=-1, order=2):
    """``X (m, n)`` with every row (``axis`` -1 or 1) or column (``axis`` 0) divided by its length.

    Formula: the length of order p is (sum of |x|^p)^(1/p). A row or column of zeros has none and stays as it
    is.
    """
    length = np.linalg.norm(X, order, axis, keepdims=True)
    divisor = np.where(length == 0, 1, length)
    return X / divisor


@normalize.inputs
def normalize_inputs(rng):
    """One idea after the other: rows, the notebook's own case, with the lengths of the first line, too; columns; other
    orders; rows and columns of zeros; whole numbers, as in the text. Lengths are above and below 1."""

    def table(m, n):
        X = signed(rng, 0.3, 2.5, (m, n))
        X[-1] /= 20
        return X

    yield case(np.round(signed(rng, 0.5, 3.0, (2, 3))), -1, 2)
    yield case(table(4, 5), 1, 2)
    yield case(table(6, 3), -1, 2, left_out=2)
    for m, n in [(4, 3), (3, 5)]:
        yield case(table(n, m).T, 0, 2, part="columns")
    for m, n, axis, order in [(3, 5, -1, 1), (5, 4, 1, 3), (6, 4, -1, 4)]:
        yield case(table(m, n), axis, order, part="order")
    for m, n, axis in [(3, 2, -1), (5, 3, 1), (2, 4, 0), (4, 6, 0)]:
        X = signed(rng, 1.1, 2.9, (m, n))
        X[rng.integers(1, m) if axis else slice(None), slice(None) if axis else rng.integers(1, n)] = 0
        yield case(X, axis, 2, part="zeros")
    for m, n in [(3, 4), (5, 2)]:
        yield case(rng.choice([-1, 1], (m, n)) * rng.integers(1, 10, (m, n)), -1, 2, part="whole numbers")


@normalize.also_correct
def normalize_with_expanded_lengths(X, axis=-1, order=2):
    lengths = np.atleast_1d(np.linalg.norm(X, order, axis))
    lengths[lengths == 0] = 1
    return X / np.expand_dims(lengths, axis)


@normalize.also_correct
def normalize_by_powers(X, axis=-1, order=2):
    length = np.sum(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order)
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(X / length)


@normalize.also_correct
def normalize_with_loops(X, axis=-1, order=2):
    result = np.zeros(X.shape)
    rows, target = (X.T, result.T) if axis == 0 else (X, result)
    for i, row in enumerate(rows):
        length = sum(abs(v) ** order for v in row) ** (1 / order)
        for j, v in enumerate(row):
            target[i, j] = v / length if length > 0 else 0.0
    return result


@normalize.also_correct
def normalize_with_tiny_number(X, axis=-1, order=2, epsilon=1e-12, verbose=True):
    if verbose:
        print(X.shape)
    return X / (np.linalg.norm(X, ord=order, axis=axis, keepdims=True) + epsilon)


@normalize.also_correct
def normalize_along_axis(X, axis=-1, order=2):
    def unit(v):
        length = np.linalg.norm(v, order)
        return v / length if length else v

    return np.apply_along_axis(unit, axis, X)


@normalize.also_correct
def normalize_where_possible(X, axis=-1, order=2):
    length = np.linalg.norm(X, order, axis, keepdims=True)
    return np.divide(X, length, out=np.zeros(X.shape), where=length != 0)


@normalize.also_correct
def normalize_turned_round(X, axis=-1, order=2):
    turned = X.T if axis == 0 else X
    unit = np.array([row / max(np.linalg.norm(row, order), np.finfo(float).tiny) for row in turned])
    return unit.T if axis == 0 else unit


@normalize.also_correct
def normalize_only_what_has_a_length(X, axis=-1, order=2):
    result = np.moveaxis(np.array(X, dtype=float), axis, -1).copy()
    some = np.any(result != 0, axis=-1)
    result[some] = result[some] / np.linalg.norm(result[some], order, axis=-1)[:, None]
    return np.moveaxis(result, -1, axis)


@normalize.also_correct
def normalize_in_single_precision(X, axis=-1, order=2):
    X = np.asarray(X, np.float32)
    length = np.linalg.norm(X, order, axis, keepdims=True)
    return X / (length + (length == 0))


@normalize.also_correct
def normalize_scaled_first(X, axis=-1, order=2):
    largest = np.abs(X).max(axis=axis, keepdims=True)
    shares = X / np.where(largest > 0, largest, 1.0)
    root = np.sum(np.abs(shares) ** order, axis, keepdims=True) ** (1.0 / order)
    return (shares / np.maximum(root, 1e-300)).tolist()


@normalize.also_correct
def normalize_by_logarithms(X, axis=-1, order=2):
    with np.errstate(divide="ignore", invalid="ignore"):
        sizes = np.log(np.abs(X))
        lengths = np.log(np.sum(np.exp(order * sizes), axis=axis, keepdims=True)) / order
        return np.where(X == 0, 0, np.sign(X) * np.exp(sizes - lengths))


normalize.slips(
    # normalize: zeros
    zero_rows_become_nan=(
        "return X / length",
        "A row of zeros became nan: 0 divided by its length 0. What could its length be set to, so that the row stays "
        "as it is?",
    ),
    one_added_to_every_length=(
        "divisor = length + 1",
        "All your rows are too short: 1 was added to every length, not only where it is 0. Which lengths may change?",
    ),
    one_zero_row_stops_all=(
        "return X if np.any(length == 0) else X / length",
        "Where one length is 0, none of your rows was divided. Which rows does a length of 0 concern?",
    ),
    zero_rows_become_ones=(
        "return np.where(length == 0, 1, X / divisor)",
        "Your rows of zeros became ones. What shall become of a row of zeros?",
    ),
    short_rows_not_stretched=(
        "divisor = np.maximum(length, 1)",
        "Rows that are longer than 1 are right, and shorter ones stayed short. Which length should every row have in "
        "the end?",
    ),
    whole_numbers_cut_off=(
        "return (X / divisor).astype(X.dtype)",
        "Whole numbers stayed whole: what stood behind the point was cut off. Which type do lengths and shares have?",
    ),
    # normalize: axis and order
    axis_ignored=(
        "length = np.linalg.norm(X, order, -1, keepdims=True)",
        "Your rows have length 1 even where columns were asked for. Which argument says along which axis to measure?",
    ),
    axis_always_zero=(
        "length = np.linalg.norm(X, order, 0, keepdims=True)",
        "Your columns have length 1 even where rows were asked for. Which argument says along which axis to measure?",
    ),
    rows_and_columns_confused=(
        "length = np.linalg.norm(X, order, 1 if axis == 0 else 0, keepdims=True)",
        "Where rows were asked for, your columns have length 1, and the other way round. Along which axis do the "
        "numbers of one row lie?",
    ),
    order_ignored=(
        "length = np.linalg.norm(X, 2, axis, keepdims=True)",
        "Your lengths are of order 2, whatever order says. Which argument did the length not receive?",
    ),
    order_and_axis_ignored=(
        "length = np.linalg.norm(X, 2, -1, keepdims=True)",
        "Your rows always have length 1 of order 2. Which two arguments did the length not receive?",
    ),
    always_order_one=(
        "length = np.linalg.norm(X, 1, axis, keepdims=True)",
        "Your numbers are divided by the sum of their sizes, the length of order 1, whatever order says. Where does "
        "order enter?",
    ),
    length_of_the_whole=(
        "length = np.sum(np.abs(X) ** order) ** (1 / order)",
        "All of X was divided by one single number. How many lengths are there if each row has its own?",
    ),
    lengths_without_their_axis=(
        "length = np.linalg.norm(X, order, axis)",
        "The lengths of m rows form an array of shape (m,), and that does not fit X of shape (m, n). How can NumPy be "
        "told to keep the axis?",
    ),
    # normalize: the length
    root_forgotten=(
        "length = np.sum(np.abs(X) ** order, axis=axis, keepdims=True)",
        "You divided by the sum of the powers: the root is missing. What is the length of (3, 4), 25 or 5?",
    ),
    always_a_square_root=(
        "length = np.sqrt(np.sum(np.abs(X) ** order, axis=axis, keepdims=True))",
        "Your powers follow order, and then always a square root is taken. Which root undoes a power of 3?",
    ),
    powers_always_squares=(
        "length = np.sum(X**2, axis=axis, keepdims=True) ** (1 / order)",
        "Your root follows order, but the numbers under it are always squares. Which power does order ask for?",
    ),
    sizes_not_taken=(
        "length = np.sum(X**order, axis=axis, keepdims=True) ** (1 / order)",
        "Where order is odd, negative numbers lowered your length. What makes a size of a number before its power is "
        "taken?",
    ),
    divided_by_the_largest=(
        "length = np.max(np.abs(X), axis=axis, keepdims=True)",
        "The largest number of each of your rows is 1 or -1: you divided by it. Which numbers of a row count for its "
        "length?",
    ),
    divided_by_the_mean_power=(
        "length = np.mean(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order)",
        "Your length is too short: the powers were averaged, not added. Which of the two stands under the root in the "
        "formula?",
    ),
    # normalize: what is done with it
    lengths_returned=(
        "return length",
        "Your answer holds the lengths themselves. What is to be done to X with them?",
    ),
    multiplied_by_length=(
        "return X * length",
        "Your rows became longer still: they were multiplied by their length. Which operation makes the length 1?",
    ),
    signs_lost=(
        "return np.abs(X) / divisor",
        "All your numbers are positive. The sizes count for the length; what becomes of the signs in X?",
    ),
    standardised_instead=(
        ("X = X - np.mean(X, axis=axis, keepdims=True)", "length = np.std(X, axis=axis, keepdims=True)"),
        "Your rows have mean 0 and spread 1: that is standardising. Here the length of each row is to become 1.",
    ),
    stretched_from_zero_to_one=(
        ("X = X - np.min(X, axis=axis, keepdims=True)", "length = np.max(X, axis=axis, keepdims=True)"),
        "Each of your rows runs from 0 to 1: its smallest number was taken away. Does a length depend on the smallest "
        "number?",
    ),
)
