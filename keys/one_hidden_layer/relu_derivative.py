"""relu_derivative: how steep ReLU is, 1 where it rises and 0 where it is flat."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise, slip
from autograder.rules import close

from ._families import ONE_QUESTION_FOR_AN_ARRAY
from ._inputs import _both_signs


@exercise(
    returns=close("value", points=0.5),
    case_points={"a number": 0.5},
    hands_back="slope",
    hints=(
        "By how much does max(0, z) grow while z goes from 3 to 4? And while z goes from -4 to -3?",
        "The slope takes only two values, one for positive z and one for negative z.",
        "A condition can choose between two values, element by element: np.where(np.array([4, 9]) > 5, 10.0, 20.0) is "
        "[20.0, 10.0].",
    ),
)
def relu_derivative(z):
    """Slope of ReLU at ``z``, a number or an array without zeros; the shape stays. Formula: 1 if z > 0, 0 if z < 0."""
    return np.where(z > 0, 1.0, 0.0)


@relu_derivative.inputs
def relu_derivative_inputs(rng):
    yield from _both_signs(rng)


@relu_derivative.also_correct
def relu_derivative_as_bool(z):
    return z > 0


@relu_derivative.also_correct
def relu_derivative_with_loop(z):
    slopes = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        slopes[index] = 1 if np.asarray(z)[index] >= 0 else 0
    return slopes


@relu_derivative.also_correct
def relu_derivative_in_place(z):
    z = np.asarray(z)
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


@relu_derivative.also_correct
def relu_derivative_with_heaviside(z, verbose=True):
    if verbose:
        print(np.shape(z))
    return np.heaviside(z, 0.5)


@relu_derivative.also_correct
def relu_derivative_from_the_value(z):
    return np.maximum(0, z) / z


relu_derivative.slips(
    value_of_relu=(
        "return np.maximum(0, z)",
        "Your numbers are ReLU itself. How steep is its line at z = 3, whatever its height there?",
    ),
    slopes_exchanged=(
        "return np.where(z > 0, 0.0, 1.0)",
        "Every 1 of yours should be a 0, and every 0 a 1. On which side of 0 does ReLU rise?",
    ),
    sign_for_slope=(
        "return np.sign(z)",
        "Your slope is -1 where z is negative. ReLU is flat there: what is the slope of a flat line?",
    ),
    always_rising=(
        "return np.ones(np.shape(z))",
        "All your slopes are 1, also where z is negative. How steep is ReLU on the left of 0?",
    ),
    always_flat=(
        "return np.zeros(np.shape(z))",
        "All your slopes are 0, also where z is positive. How steep is ReLU on the right of 0?",
    ),
    compared_with_one=(
        "return np.where(z > 1, 1.0, 0.0)",
        "Your slope is 0 for z between 0 and 1 as well. At which z does the line of ReLU bend?",
    ),
    compared_with_one_half=(
        "return np.where(z > 0.5, 1.0, 0.0)",
        "Your slope is 0 for z between 0 and one half as well. At which z does the line of ReLU bend?",
    ),
    negative_kept=(
        "return np.where(z > 0, 1.0, z)",
        "Positive z gave 1, yet negative z came back as they are. What is the slope of ReLU there?",
    ),
    slope_of_the_leaky=(
        "return np.where(z > 0, 1.0, 0.01)",
        "Your slope is 0.01 where z is negative: that of the leaky ReLU. How steep is plain ReLU there?",
    ),
    one_question_for_all_slopes=slip("return 1.0 if z > 0 else 0.0", ONE_QUESTION_FOR_AN_ARRAY, mentions="z > 0"),
    array_into_one_number=slip(
        "return float(z > 0)",
        "A whole array was to become a single number, and Python refused. How is the type of every entry of an array "
        "changed?",
        mentions="(z",
    ),
)
