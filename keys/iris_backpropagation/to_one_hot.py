"""to_one_hot: a row for each label, with a single 1 in it."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import all_of, either_way, equal

from ._inputs import _some_class_each


@exercise(
    returns=all_of(
        equal("rows", points=0.5),
        # Who has a column for each label has found the right place of each 1.
        either_way("ones", points=0.5, rtol=0, atol=0),
    ),
    case_points={"three classes": 1},
    order=("three classes", "ones", "rows"),
    hands_back="y",
    hints=(
        "How many rows and how many columns does the answer have if there are seven flowers of three kinds?",
        "Begin with zeros. In each row one single number changes: which column is it in, and what tells you so?",
        "The number of columns is one more than the largest class, because classes begin at 0. Row i gets "
        "its 1 in the column that entry i of Y names. On other numbers: with t = np.zeros((2, 3)), the line "
        "t[[0, 1], [2, 0]] = 7 makes t [[0, 0, 7], [7, 0, 0]].",
    ),
)
def to_one_hot(Y):
    """Classes ``Y (m,)``, whole numbers from 0 to k-1, as rows ``(m, k)`` of zeros with a single 1.

    Formula: entry (i, j) is 1 where Y_i = j, else 0; k is the largest class plus 1.
    """
    k = np.max(Y) + 1
    rows = np.zeros((len(Y), k))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.inputs
def to_one_hot_inputs(rng):
    """Three classes, as irises have, and other numbers. Each occurs, as a missing highest one could not be known."""
    for m, k in [(5, 3), (4, 2), (9, 5), (7, 2), (12, 4), (8, 3)]:
        yield case(_some_class_each(rng, m, k), part={"ones": "three classes"} if k == 3 else None)


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


to_one_hot.slips(
    # to_one_hot: the number of columns
    largest_class_counts_columns=(
        "k = np.max(Y)",
        "Your rows have as many columns as the largest class says, and its own column is missing. If classes begin at "
        "0, how many are there?",
    ),
    three_classes_always=(
        "k = 3",
        "Your table always gets three columns, and that stops or is too wide where Y holds more or fewer kinds than "
        "iris. What in Y says how many there are?",
    ),
    column_for_each_example=(
        "k = len(Y)",
        "Your rows have as many columns as there are examples. What do the columns stand for?",
    ),
    one_column_too_many=(
        "k = np.max(Y) + 2",
        "Your last column is all zeros: there is one column more than there are classes. With which number do classes "
        "begin?",
    ),
    first_class_without_column=(
        "return rows[:, 1:]",
        "The column of class 0 is missing, so its rows are all zeros. How many columns do k classes have here?",
    ),
    # to_one_hot: where the 1 is
    columns_counted_from_one=(
        "k = np.max(Y) + 1\nY = Y - 1",
        "Each 1 is one column too far left, and that of class 0 came out at the right end. Does Python count columns "
        "from 0 or from 1?",
    ),
    columns_from_the_right=(
        "return rows[:, ::-1]",
        "Your columns run from the largest class to class 0. In which order are they expected?",
    ),
    columns_in_order_of_appearance=(
        "k = np.max(Y) + 1\nseen = list(dict.fromkeys(Y))\nY = [seen.index(label) for label in Y]",
        "Your first column stands for the class that comes first in Y. Which class does the first column belong to?",
    ),
    rows_and_columns_exchanged=(
        "return rows.T",
        "Your answer has a row for each class and a column for each example. Examples are rows in this notebook.",
    ),
    labels_sorted=(
        "Y = np.sort(Y)",
        "Your rows are sorted by class, so they belong to other flowers than before. Which row describes flower i?",
    ),
    identity_returned=(
        "return np.eye(k)",
        "You have one row for each class, the identity. Which of these rows does each example get?",
    ),
    whole_columns_filled=(
        ("rows = np.zeros((len(Y), k))\nrows[:, Y] = 1", "rows[np.arange(len(Y)), Y] = ..."),
        "Every entry became 1: all rows were filled for each class that occurs. Which single row does Y[i] belong to?",
    ),
    # to_one_hot: what stands there
    class_in_place_of_one=(
        "rows[np.arange(len(Y)), Y] = Y",
        "The class itself stands where a 1 was expected, so rows of class 0 are all zeros. What marks the place?",
    ),
    zero_marks_the_class=(
        ("rows = np.ones((len(Y), k))", "rows[np.arange(len(Y)), Y] = 0"),
        "Zeros and ones are exchanged: in your rows a 0 marks the class. Which of the two is the hot one?",
    ),
    minus_one_for_the_others=(
        "rows = -np.ones((len(Y), k))",
        "Your other classes are -1. A sigmoid never gets below 0: which number can it be taught for a no?",
    ),
    all_classes_up_to_the_own=(
        "return Y[:, None] >= np.arange(k)",
        "In your rows all columns up to the class hold a 1, like a thermometer. How many ones belong in a row?",
    ),
    labels_as_column=(
        "return Y.reshape(-1, 1)",
        "Your answer is Y as a column: one number for each example. How many numbers does one example need here?",
    ),
)
