"""The exercise relu_derivative of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import exercise
from autograder.rules import close

from .relu import relu_inputs


@exercise(
    returns=close("value", points=1),
    hints=(
        "Look at the picture of ReLU: how steep is its line on the right of 0, and how steep on the left?",
        "The slope takes only two values, one for positive z and one for negative z.",
        "A comparison of the whole array with 0 gives true and false; as numbers these are the two slopes.",
    ),
)
def relu_derivative(z):
    """Slope of ReLU at ``z``, an array without zeros; the shape stays. Formula: 1 where z > 0, 0 where z < 0."""
    return np.where(z > 0, 1.0, 0.0)


@relu_derivative.inputs
def relu_derivative_inputs(rng):
    yield from relu_inputs(rng)


@relu_derivative.also_correct
def relu_derivative_as_bool(z):
    return z > 0


@relu_derivative.also_correct
def relu_derivative_with_loop(z):
    slopes = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        slopes[index] = 1 if z[index] >= 0 else 0
    return slopes


@relu_derivative.also_correct
def relu_derivative_in_place(z):
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


@relu_derivative.also_correct
def relu_derivative_with_heaviside(z, verbose=True):
    if verbose:
        print(z.shape)
    return np.heaviside(z, 0.5)


@relu_derivative.also_correct
def relu_derivative_from_the_value(z):
    return np.maximum(0, z) / z


@relu_derivative.mistake
def value_of_relu(z):
    """Your numbers are ReLU itself. How steep is its line at z = 3, whatever its height there?"""
    return np.maximum(0, z)


@relu_derivative.mistake
def slopes_exchanged(z):
    """Every 1 of yours should be a 0, and every 0 a 1. On which side of 0 does ReLU rise?"""
    return np.where(z > 0, 0.0, 1.0)


@relu_derivative.mistake
def sign_for_slope(z):
    """Your slope is -1 where z is negative. ReLU is flat there: what is the slope of a flat line?"""
    return np.sign(z)


@relu_derivative.mistake
def always_rising(z):
    """All your slopes are 1, also where z is negative. How steep is ReLU on the left of 0?"""
    return np.ones(np.shape(z))


@relu_derivative.mistake
def always_flat(z):
    """All your slopes are 0, also where z is positive. How steep is ReLU on the right of 0?"""
    return np.zeros(np.shape(z))


@relu_derivative.mistake
def compared_with_one(z):
    """Your slope is 0 for z between 0 and 1 as well. At which z does the line of ReLU bend?"""
    return np.where(z > 1, 1.0, 0.0)


@relu_derivative.mistake
def compared_with_one_half(z):
    """Your slope is 0 for z between 0 and one half as well. At which z does the line of ReLU bend?"""
    return np.where(z > 0.5, 1.0, 0.0)


@relu_derivative.mistake
def negative_kept(z):
    """Positive z gave 1, yet negative z came back as they are. What is the slope of ReLU there?"""
    return np.where(z > 0, 1.0, z)


@relu_derivative.mistake
def slope_of_the_leaky(z):
    """Your slope is 0.01 where z is negative: that of the leaky ReLU. How steep is plain ReLU there?"""
    return np.where(z > 0, 1.0, 0.01)


@relu_derivative.mistake(mentions="truth value of an array")
def one_question_for_all_slopes(z):
    """Python asked whether a whole array is larger than 0, and an array has no single yes or no. What compares
    element by element?"""
    return 1.0 if z > 0 else 0.0


@relu_derivative.mistake(mentions="to Python scalars")
def array_into_one_number(z):
    """A whole array was to become a single number, and Python refused. How is the type of every entry of an
    array changed?"""
    return float(z > 0)
