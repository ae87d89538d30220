"""The exercise to_one_hot of 04_iris_backpropagation."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import equal

from ._inputs import _some_class_each


@exercise(
    returns=equal("rows", points=2),
    hints=(
        "How many rows and how many columns does the answer have if there are seven flowers of three kinds?",
        "Begin with zeros. In each row one single number changes: which column is it in, and what tells you so?",
        "The number of columns is one more than the largest class, because classes begin at 0. Row i gets "
        "its 1 in the column that entry i of Y names.",
    ),
)
def to_one_hot(Y):
    """Classes ``Y (m,)``, whole numbers from 0 to k-1, as rows ``(m, k)`` of zeros with a single 1.

    Formula: entry (i, j) is 1 where Y_i = j, else 0; k is the largest class plus 1.
    """
    rows = np.zeros((len(Y), np.max(Y) + 1))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.inputs
def to_one_hot_inputs(rng):
    """Every class occurs, because a missing highest one could not be known."""
    for m, k in [(5, 3), (4, 2), (9, 5), (7, 2), (12, 4)]:
        yield case(_some_class_each(rng, m, k))


@to_one_hot.also_correct
def one_hot_of_identity(Y):
    return np.eye(Y.max() + 1)[Y]


@to_one_hot.also_correct
def one_hot_by_comparison(Y):
    return Y[:, None] == np.arange(len(np.unique(Y)))


@to_one_hot.also_correct
def one_hot_with_loop(Y, verbose=True):
    k = len(set(Y.tolist()))
    result = np.zeros(shape=(Y.size, k), dtype=int)
    for i in range(Y.shape[0]):
        for j in range(k):
            if Y[i] == j:
                result[i][j] = 1
    if verbose:
        print(result)
    return result


@to_one_hot.also_correct
def one_hot_as_lists(Y):
    k = int(max(Y)) + 1
    return [[1.0 if j == label else 0.0 for j in range(k)] for label in Y]


# to_one_hot: the number of columns


@to_one_hot.mistake
def largest_class_counts_columns(Y):
    """Your rows have as many columns as the largest class says, and its own column is missing. If classes
    begin at 0, how many are there?"""
    rows = np.zeros((len(Y), np.max(Y)))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.mistake
def three_classes_always(Y):
    """Your answer has three columns, and stops or is too wide where Y holds more or fewer kinds than iris. What
    says how many there are?"""
    rows = np.zeros((len(Y), 3))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.mistake
def column_for_each_example(Y):
    """Your rows have as many columns as there are examples. What do the columns stand for?"""
    return np.eye(len(Y))[Y]


@to_one_hot.mistake
def one_column_too_many(Y):
    """Your last column is all zeros: there is one column more than there are classes. With which number do
    classes begin?"""
    return np.eye(np.max(Y) + 2)[Y]


@to_one_hot.mistake
def first_class_without_column(Y):
    """The column of class 0 is missing, so its rows are all zeros. How many columns do k classes have here?"""
    return np.eye(np.max(Y) + 1)[Y][:, 1:]


# to_one_hot: where the 1 is


@to_one_hot.mistake
def columns_counted_from_one(Y):
    """Each 1 is one column too far left, and that of class 0 came out at the right end. Does Python count
    columns from 0 or from 1?"""
    return np.eye(np.max(Y) + 1)[Y - 1]


@to_one_hot.mistake
def columns_from_the_right(Y):
    """Your columns run from the largest class to class 0. In which order are they expected?"""
    return np.eye(np.max(Y) + 1)[Y][:, ::-1]


@to_one_hot.mistake
def columns_in_order_of_appearance(Y):
    """Your first column stands for the class that comes first in Y. Which class does the first column belong
    to?"""
    seen = list(dict.fromkeys(Y.tolist()))
    return np.array([[float(label == one) for one in seen] for label in Y])


@to_one_hot.mistake
def rows_and_columns_exchanged(Y):
    """Your answer has a row for each class and a column for each example. Examples are rows in this
    notebook."""
    return np.eye(np.max(Y) + 1)[Y].T


@to_one_hot.mistake
def labels_sorted(Y):
    """Your rows are sorted by class, so they belong to other flowers than before. Which row describes flower
    i?"""
    return np.eye(np.max(Y) + 1)[np.sort(Y)]


@to_one_hot.mistake
def identity_returned(Y):
    """You have one row for each class, the identity. Which of these rows does each example get?"""
    return np.eye(np.max(Y) + 1)


@to_one_hot.mistake
def whole_columns_filled(Y):
    """Every entry became 1: all rows were filled for each class that occurs. Which single row does Y[i]
    belong to?"""
    rows = np.zeros((len(Y), np.max(Y) + 1))
    rows[:, Y] = 1
    return rows


# to_one_hot: what stands there


@to_one_hot.mistake
def class_in_place_of_one(Y):
    """The class itself stands where a 1 was expected, so rows of class 0 are all zeros. What marks the
    place?"""
    return np.eye(np.max(Y) + 1)[Y] * Y[:, None]


@to_one_hot.mistake
def zero_marks_the_class(Y):
    """Zeros and ones are exchanged: in your rows a 0 marks the class. Which of the two is the hot one?"""
    return 1 - np.eye(np.max(Y) + 1)[Y]


@to_one_hot.mistake
def minus_one_for_the_others(Y):
    """Your other classes are -1. A sigmoid never gets below 0: which number can it be taught for a no?"""
    return 2 * np.eye(np.max(Y) + 1)[Y] - 1


@to_one_hot.mistake
def all_classes_up_to_the_own(Y):
    """In your rows all columns up to the class hold a 1, like a thermometer. How many ones belong in a row?"""
    return np.array([[float(j <= label) for j in range(np.max(Y) + 1)] for label in Y])


@to_one_hot.mistake
def labels_as_column(Y):
    """Your answer is Y as a column: one number for each example. How many numbers does one example need
    here?"""
    return Y.reshape(-1, 1)
