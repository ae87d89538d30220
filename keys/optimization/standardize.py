"""standardize: every feature brought to mean 0 and standard deviation 1."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import all_of, close, proportional


@exercise(
    returns=all_of(
        proportional("mean", points=1, rows=True, rtol=1e-5, atol=1e-6),
        close("spread", points=0.5, rtol=1e-5, atol=1e-6),
    ),
    case_points={"several features": 0.5, "constant feature": 1},
    hands_back="standardized",
    hints=(
        "Each row of X is one feature. Along which axis do you average to get one number for each row?",
        "keepdims=True leaves the means and the spreads as columns, which then stretch over all the examples.",
        "Take the mean of each row away, then divide by its standard deviation; where that is 0, divide by 1 instead. "
        "NumPy can choose number by number; here, 5 in the place of what is negative:\n    np.where(a < 0, 5, a)",
    ),
    equivalent={
        "divisor = np.where(spread == 0, 1, spread): 1 -> 2": "a constant feature is 0 once it is centred, "
        "whatever divides it"
    },
)
def standardize(X):
    """Each feature (row) of ``X (n, m)`` with mean 0 and standard deviation 1, same shape.

    Formula: (x - mean) / standard deviation over the m examples, divided by m; a constant feature becomes 0.
    """
    mean = np.mean(X, axis=1, keepdims=True)
    spread = np.std(X, axis=1, keepdims=True)
    divisor = np.where(spread == 0, 1, spread)
    return (X - mean) / divisor


def _features(rng, n, m):
    """Rows with means between 4 and 60 on either side of 0 and spreads between 1 and 12, all apart."""
    while True:
        X = np.round(
            signed(rng, 4, 60, (n, 1), places=2) + rng.uniform(1.5, 9, (n, 1)) * rng.uniform(-1.6, 1.6, (n, m)), 1
        )
        spread = np.std(X, axis=1)
        apart = n == 1 or (np.min(np.std(X, axis=0)) > 1.2 and np.min(np.diff(np.sort(spread))) > 0.3)
        if np.min(spread) > 1.2 and apart:
            return X


@standardize.inputs
def standardize_inputs(rng):
    """One feature alone, then several of different size and place, whole numbers too, then one that is constant.

    A spread is asked for where the means are 0 already, and a mean up to the length of each row.
    """
    for m in (3, 7):
        yield case(_features(rng, 1, m), part={"mean": "mean"})
        X = _features(rng, 1, m + 2)
        yield case(np.round(X - np.mean(X), 12), part={"spread": "spread"})
    for n, m in [(2, 3), (4, 7), (3, 12)]:
        yield case(_features(rng, n, m), part={"spread": "several features"})
    yield case(
        rng.permuted(np.array([[2, 3, 5, 9, 14], [1, 6, 7, 8, 20]]), axis=1), part={"spread": "several features"}
    )
    for n, m, constant in [(2, 4, 3.0), (3, 5, -2.5), (4, 6, 7.5)]:
        X = _features(rng, n, m)
        X[rng.integers(0, n)] = constant
        yield case(X, part={"mean": "constant feature"})


standardize.slips(
    # the axis
    standardize_columns=(
        ("mean = np.mean(X, axis=0, keepdims=True)", "spread = np.std(X, axis=0, keepdims=True)"),
        "Each of your columns has mean 0: the examples were standardised, not the features. Which axis runs over the "
        "examples?",
    ),
    standardize_all_at_once=(
        ("mean = np.mean(X)", "spread = np.std(X)"),
        "One mean and one spread were taken of all the numbers together. How many features are there, each with its "
        "own scale?",
    ),
    standardize_without_keepdims=(
        ("mean = np.mean(X, axis=1)", "spread = np.std(X, axis=1)"),
        "An array of shape (n,) met one of shape (n, m) and does not stretch over it. What keeps the second axis of "
        "means and spreads?",
    ),
    # the two steps
    standardize_only_centred=(
        "return X - mean",
        "Your features have mean 0, but keep their spread. Which second step follows?",
    ),
    standardize_only_scaled=(
        "return X / divisor",
        "Your features have spread 1, but keep a mean far from 0. Which step comes first?",
    ),
    standardize_brackets_lost=(
        "return X - mean / divisor",
        "In your formula only the mean was divided by the spread. Where do brackets help?",
    ),
    standardize_scaled_then_centred=(
        "return X / divisor - mean",
        "Your X was divided first, and then the mean of the unscaled numbers was taken away. In which order do the "
        "two steps come?",
    ),
    standardize_mean_added=(
        "return (X + mean) / divisor",
        "The mean of each feature was added, so it lies twice as far from 0. Which sign brings it to 0?",
    ),
    standardize_multiplied=(
        "return (X - mean) * divisor",
        "Your features were multiplied by their spread, so the wide ones are wider still. Multiply or divide?",
    ),
    # another measure than the standard deviation
    standardize_by_the_variance=(
        "spread = np.var(X, axis=1, keepdims=True)",
        "Your features were divided by their variance, a mean of squares. What undoes a square?",
    ),
    standardize_variance_of_what_was_centred_only=(
        "spread = np.sqrt(np.mean(X**2, axis=1, keepdims=True))",
        "Your spread is the root of the mean square of X as it came in. Of which differences is a spread made?",
    ),
    standardize_with_m_minus_one=(
        "spread = np.std(X, axis=1, ddof=1, keepdims=True)",
        "Your spread was divided by m - 1, as for a sample (ddof=1). By what does the text divide?",
    ),
    standardize_to_unit_length=(
        "spread = np.linalg.norm(X - mean, axis=1, keepdims=True)",
        "Your rows have length 1: each was divided by the root of its sum of squares. What does the text do with that "
        "sum before it takes the root?",
    ),
    standardize_normalised=(
        "return X / np.linalg.norm(X, axis=1, keepdims=True)",
        "Your rows were divided by their length and not centred. Which two steps does the text name?",
    ),
    standardize_between_zero_and_one=(
        (
            "mean = np.min(X, axis=1, keepdims=True)",
            "spread = np.max(X, axis=1, keepdims=True) - np.min(X, axis=1, keepdims=True)",
        ),
        "Your features run from 0 to 1: smallest and largest were used. Which two numbers does the text take of each "
        "row?",
    ),
    standardize_by_the_range=(
        "spread = np.max(X, axis=1, keepdims=True) - np.min(X, axis=1, keepdims=True)",
        "Your features were centred and then divided by largest minus smallest. Which measure of spread is asked for?",
    ),
    # the constant feature
    standardize_constant_becomes_nan=(
        "return (X - mean) / spread",
        "All is right but the constant feature: its spread is 0, and 0 divided by 0 is nan. By what could such a row "
        "be divided?",
    ),
    standardize_constant_becomes_one=(
        "return np.where(spread == 0, 1, (X - mean) / divisor)",
        "All is right but the constant feature, which became 1. How far is each of its numbers from its mean?",
    ),
    standardize_constant_left_alone=(
        "return np.where(spread == 0, X, (X - mean) / divisor)",
        "All is right but the constant feature, which stayed as it was. How far is each of its numbers from its mean?",
    ),
    standardize_constant_row_removed=(
        "return ((X - mean) / divisor)[spread[:, 0] > 0]",
        "All is right but the constant feature, which is gone. Which shape does the text promise?",
    ),
)


@standardize.also_correct
def standardize_with_a_small_epsilon(X):
    X = X - X.mean(axis=1).reshape(-1, 1)
    return X / (np.sqrt(np.mean(X**2, axis=1, keepdims=True)) + 1e-8)


@standardize.also_correct
def standardize_row_by_row(X):
    rows = []
    for row in X:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row))
        rows.append([(x - mean) / spread if spread > 0 else 0.0 for x in row])
    return rows


@standardize.also_correct
def standardize_in_place(X, verbose=True):
    X = X.astype(float)
    X -= np.mean(X, axis=1, keepdims=True)
    spread = np.std(X, axis=1, keepdims=True)
    if verbose:
        print("spread", spread.ravel())
    np.divide(X, spread, out=X, where=spread != 0)
    return X


@standardize.also_correct
def standardize_transposed(X):
    columns = X.T
    spread = columns.std(0)
    return ((columns - columns.mean(0)) / np.where(spread > 1e-9, spread, 1)).T


@standardize.also_correct
def standardize_with_nan_to_num(X):
    mean, variance = np.mean(X, axis=1, keepdims=True), np.var(X, axis=1, keepdims=True)
    return np.nan_to_num((X - mean) / np.sqrt(variance))
