"""initialize_with_zeros: the weights and the bias from which a neuron begins to learn."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, scalar


@exercise(
    returns=(close("w", points=1), scalar("b", points=1)),
    hints=(
        "Every input has a weight, and the text says that w is a column. How many rows and how many columns are that?",
        "np.zeros takes the whole shape as one argument: a pair of numbers in brackets of its own.",
        "np.ones((4, 2)) has four rows and two columns, all ones. Which pair of numbers does w need? And b is no "
        "array, but a plain number such as 1.5.",
    ),
    reasons={"trivial": "zeros w, zeros b: zeros of the right shape are the very answer that is asked for."},
)
def initialize_with_zeros(dim):
    """Weights ``(dim, 1)`` and the bias, a number, all zero. Formula: none; the cost has one minimum."""
    w = np.zeros((dim, 1))
    b = 0.0
    return w, b


@initialize_with_zeros.inputs
def initialize_with_zeros_inputs(rng):
    for low, high in [(2, 4), (4, 7), (7, 11), (11, 19), (192, 200)]:
        yield case(int(rng.integers(low, high)))


@initialize_with_zeros.also_correct
def zeros_from_a_list(dim):
    return [[0.0] for _ in range(dim)], 0


@initialize_with_zeros.also_correct
def zeros_with_reshape(dim):
    w = np.zeros(dim).reshape(dim, 1)
    b = np.zeros(1)
    print(w.shape, b)
    return w, b


@initialize_with_zeros.also_correct
def zeros_with_full(dim, value=0):
    return np.full(shape=(dim, 1), fill_value=value), np.zeros((1, 1))


@initialize_with_zeros.also_correct
def zeros_of_numpy_kind(dim):
    w = np.ones((1, dim)).T
    w -= 1
    return w, np.float64(0)


initialize_with_zeros.slips(
    small_random_weights=(
        "w = np.random.randn(dim, 1) * 0.01",
        "Your w holds small random numbers. Which number does the name of the function ask for?",
    ),
    random_weights=(
        "w = np.random.randn(dim, 1)",
        "Your w holds random numbers of size about 1. The name of the function says which number goes everywhere.",
    ),
    weights_without_column=(
        "w = np.zeros(dim)",
        "Your w has the shape (dim,), a rank-1 array, and its .T changes nothing. How is a column of dim rows shaped?",
    ),
    weights_as_row=(
        "w = np.zeros((1, dim))",
        "Your w is a row of dim numbers; a column was expected. Which of the two numbers in a shape counts the rows?",
    ),
    ones_for_weights=(
        "w = np.ones((dim, 1))",
        "Every weight of your w is 1. Which number does the name of the function ask for?",
    ),
    bias_as_column=(
        "b = np.zeros((dim, 1))",
        "w is right, but your b is a whole column of zeros. How many biases does a single neuron have?",
    ),
    bias_before_weights=(
        "return b, w",
        "The bias came back first and the weights second. In which order does the text name them?",
    ),
    dictionary_for_pair=(
        'return {"w": w, "b": b}',
        "A dictionary came back where two values, w and then b, are unpacked by the caller. What stands after return?",
    ),
)
