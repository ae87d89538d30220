"""The exercise tanh_derivative of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import exercise
from autograder.rules import close

from ._inputs import _activations


@exercise(
    returns=close("value", points=1),
    hints=(
        "The argument is what tanh gave already. Which slope does tanh have where it crosses 0?",
        "The slope is 1 where a is 0, and it vanishes where a is near 1 and where a is near -1.",
        "Positive and negative a of the same size have the same slope, so a comes in as its square; 1 is what "
        "it is taken from.",
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


@tanh_derivative.mistake
def tanh_applied_again(a):
    """Your numbers are the slope for z = a, so tanh was applied once more. What has already happened to the
    argument?"""
    return 1 - np.tanh(a) ** 2


@tanh_derivative.mistake
def square_forgotten(a):
    """Your slope is above 1 where a is negative, and tanh is never that steep. What happens to a before it is
    taken from 1?"""
    return 1 - a


@tanh_derivative.mistake
def slope_of_sigmoid(a):
    """Your numbers are the slope of the sigmoid, even below 0 for negative a. Which formula belongs to tanh?"""
    return a * (1 - a)


@tanh_derivative.mistake
def plus_before_the_square(a):
    """Your slopes are above 1 and grow towards the ends, where tanh is flat. Which sign stands before the
    square?"""
    return 1 + a**2


@tanh_derivative.mistake
def difference_turned_round(a):
    """Your slopes have the right size and are negative. Does tanh fall anywhere?"""
    return a**2 - 1


@tanh_derivative.mistake
def difference_squared(a):
    """Your square holds the 1 as well, so a and -a have different slopes. What alone is squared?"""
    return (1 - a) ** 2


@tanh_derivative.mistake
def doubled_for_squared(a):
    """You took a twice from 1, not its square. How is a power written in Python?"""
    return 1 - a * 2


@tanh_derivative.mistake
def square_alone(a):
    """Your numbers are the squares of a: largest where tanh is flat. From which number is the square taken?"""
    return a**2


@tanh_derivative.mistake
def value_of_tanh(a):
    """Your numbers are tanh of a, a value and no slope. Which formula gives the slope from the value?"""
    return np.tanh(a)


@tanh_derivative.mistake
def slope_of_the_slope(a):
    """Your numbers are minus two times a: the formula itself was differentiated. It is the slope already: what
    is left to do?"""
    return -2 * a


@tanh_derivative.mistake
def matrix_square(a):
    """Rows met columns: a matrix product was taken where every entry is squared for itself. Which operator
    squares entry by entry?"""
    return 1 - np.dot(a, a)
