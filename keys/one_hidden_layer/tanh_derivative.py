"""tanh_derivative: how steep tanh is, told from the value that it gave."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import close

from ._inputs import _activations


@exercise(
    returns=close("value", points=0.5),
    case_points={"a number": 0.5},
    hands_back="slope",
    hints=(
        "The argument is what tanh gave already. Which slope does tanh have where it crosses 0?",
        "The slope is 1 where a is 0, and it vanishes where a is near 1 and where a is near -1.",
        "Positive and negative a of the same size have the same slope, so a comes in as its square. With other "
        "numbers: 10 - np.array([1, -2]) ** 2 is [9, 6].",
    ),
)
def tanh_derivative(a):
    """Slope of tanh where its value is ``a``, a number or an array; the shape stays. Formula: 1 - a^2."""
    return 1 - a**2


@tanh_derivative.inputs
def tanh_derivative_inputs(rng):
    yield from _activations(rng, -1.0, 1.0)


@tanh_derivative.also_correct
def tanh_derivative_as_product(a):
    return (1 - a) * (1 + a)


@tanh_derivative.also_correct
def tanh_derivative_by_way_of_z(a):
    return 1 / np.cosh(np.arctanh(a)) ** 2


@tanh_derivative.also_correct
def tanh_derivative_with_power(a, verbose=True):
    if verbose:
        print(a)
    return 1 - np.power(a, 2)


@tanh_derivative.also_correct
def tanh_derivative_with_loop(a):
    slopes = np.ones(np.shape(a))
    for index in np.ndindex(np.shape(a)):
        slopes[index] -= float(np.asarray(a)[index]) * float(np.asarray(a)[index])
    return slopes


tanh_derivative.slips(
    tanh_applied_again=(
        "return 1 - np.tanh(a) ** 2",
        "Your numbers are the slope for z = a, so tanh was applied once more. What has already happened to the "
        "argument?",
    ),
    square_forgotten=(
        "return 1 - a",
        "Your slope is above 1 where a is negative, and tanh is never that steep. What happens to a before it is taken "
        "from 1?",
    ),
    slope_of_sigmoid=(
        "return a * (1 - a)",
        "Your numbers are the slope of the sigmoid, even below 0 for negative a. Which formula belongs to tanh?",
    ),
    plus_before_the_square=(
        "return 1 + a**2",
        "Your slopes are above 1 and grow towards the ends, where tanh is flat. Which sign stands before the square?",
    ),
    difference_turned_round=(
        "return a**2 - 1",
        "Your slopes have the right size and are negative. Does tanh fall anywhere?",
    ),
    difference_squared=(
        "return (1 - a) ** 2",
        "Your square holds the 1 as well, so a and -a have different slopes. What alone is squared?",
    ),
    doubled_for_squared=(
        "return 1 - a * 2",
        "In your numbers a was taken twice, and not squared. How is a power written in Python?",
    ),
    square_alone=(
        "return a**2",
        "Your numbers are the squares of a: largest where tanh is flat. From which number is the square taken?",
    ),
    value_of_tanh=(
        "return np.tanh(a)",
        "Your numbers are tanh of a, a value and no slope. Which formula gives the slope from the value?",
    ),
    slope_of_the_slope=(
        "return -2 * a",
        "Your numbers are minus two times a: the formula itself was differentiated. It is the slope already: what is "
        "left to do?",
    ),
    matrix_square=(
        "return 1 - np.dot(a, a)",
        "Rows met columns: a matrix product was taken where every entry is squared for itself. Which operator squares "
        "entry by entry?",
    ),
)
