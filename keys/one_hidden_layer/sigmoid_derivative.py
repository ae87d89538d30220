"""sigmoid_derivative: how steep the sigmoid is, told from the value that it gave."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import close

from ._given import sigmoid  # noqa: F401  (slips call it)
from ._inputs import _activations


@exercise(
    returns=close("value", points=0.5),
    case_points={"a number": 0.5},
    hands_back="slope",
    hints=(
        "The argument is what the sigmoid gave already. Is there anything left to put into an exponential?",
        "At a = 0.5 the sigmoid is steepest, with the slope 0.25; near a = 0 and near a = 1 the slope is almost 0.",
        "The slope is a product of two numbers: the activation, and what it lacks to 1. With other numbers: for p = "
        "np.array([2, 3]), p * (10 - p) is [16, 21].",
    ),
)
def sigmoid_derivative(a):
    """Slope of the sigmoid where its value is ``a``, a number or an array; the shape stays. Formula: a (1 - a)."""
    return a * (1 - a)


@sigmoid_derivative.inputs
def sigmoid_derivative_inputs(rng):
    yield from _activations(rng, 0.0, 1.0)


@sigmoid_derivative.also_correct
def sigmoid_derivative_expanded(a):
    return a - a**2


@sigmoid_derivative.also_correct
def sigmoid_derivative_by_way_of_z(a):
    z = np.log(a) - np.log(1 - a)
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@sigmoid_derivative.also_correct
def sigmoid_derivative_with_loop(a, verbose=True):
    if verbose:
        print("a", a)
    slopes = np.zeros(np.shape(a))
    for index in np.ndindex(np.shape(a)):
        value = float(np.asarray(a)[index])
        slopes[index] = 0.25 - (value - 0.5) ** 2
    return slopes


@sigmoid_derivative.also_correct
def sigmoid_derivative_in_place(a):
    b = 1 - a
    a *= b
    return a


sigmoid_derivative.slips(
    sigmoid_applied_again=(
        "return sigmoid(a) * (1 - sigmoid(a))",
        "Your numbers are the slope for z = a, so the sigmoid was applied once more. What has already happened to the "
        "argument?",
    ),
    plus_in_the_bracket=(
        "return a * (1 + a)",
        "Your slope keeps growing as a nears 1, where the sigmoid is flat. Which sign joins 1 and a?",
    ),
    slope_turned_negative=(
        "return a * (a - 1)",
        "Your slopes have the right size and are negative. Does the sigmoid fall anywhere?",
    ),
    slope_of_tanh=(
        "return 1 - a**2",
        "Your numbers are the slope of tanh, up to 1 at a = 0. The slope of the sigmoid is never above 0.25: how does "
        "its formula differ?",
    ),
    second_factor_alone=(
        "return 1 - a",
        "Your numbers are 1 minus a, which is the second factor alone. By what is it multiplied?",
    ),
    brackets_around_difference_lost=(
        "return a * 1 - a",
        "All your numbers are 0. Python multiplies before it subtracts: where does the formula have brackets?",
    ),
    activation_squared=(
        "return a * a",
        "Your numbers are the squares of a. The second factor of the slope is not a once more: what is it?",
    ),
    value_for_slope=(
        "return sigmoid(a)",
        "Your numbers are the sigmoid of a, a value and no slope. Two factors made of a alone give the slope: which?",
    ),
    product_of_matrices=(
        "return np.dot(a, 1 - a)",
        "Rows met columns: a matrix product was taken where every entry stands for itself. Which sign multiplies entry "
        "by entry?",
    ),
)
