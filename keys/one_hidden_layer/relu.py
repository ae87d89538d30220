"""relu: the rectified linear unit, which lets positive numbers pass and makes 0 of the others."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise, slip
from autograder.rules import close

from ._families import ONE_QUESTION_FOR_AN_ARRAY
from ._given import sigmoid  # noqa: F401  (a slip calls it)
from ._inputs import _both_signs


@exercise(
    returns=close("value", points=0.5),
    case_points={"a number": 0.5},
    hands_back="a",
    hints=(
        "What should become of 3, and what of -3? Say the rule in one sentence before you write it.",
        "Each number is compared with 0, on its own, and the larger of the two stays.",
        "NumPy has a function for the smaller of two, element by element: np.minimum([1, 9, 4], 5) is [1, 5, 4]. Its "
        "sibling keeps the larger one.",
    ),
)
def relu(z):
    """Rectified linear unit of a number or an array; the result has the shape of ``z``. Formula: max(0, z)."""
    return np.maximum(0, z)


@relu.inputs
def relu_inputs(rng):
    yield from _both_signs(rng)


@relu.also_correct
def relu_with_loop(z):
    a = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        if np.asarray(z)[index] > 0:
            a[index] = np.asarray(z)[index]
    return a


@relu.also_correct
def relu_with_where(z):
    return np.where(z >= 0, z, 0)


@relu.also_correct
def relu_with_product(z, verbose=True):
    if verbose:
        print(z)
    return z * (z > 0)


@relu.also_correct
def relu_in_place(z):
    z = np.asarray(z)
    z[z < 0] = 0
    return z


@relu.also_correct
def relu_of_the_size(z):
    return (z + np.abs(z)) / 2


relu.slips(
    size_of_z=(
        "return np.abs(z)",
        "Negative z came back as positive numbers: that is the size of z. What does ReLU make of -3?",
    ),
    smaller_for_larger=(
        "return np.minimum(0, z)",
        "Your values are never above 0: positive z were cut off. Of 0 and z, which one should stay?",
    ),
    sign_of_z_turned=(
        "return np.maximum(0, -z)",
        "Positive z became 0 and negative ones came back as positive. Which side of 0 should pass unchanged?",
    ),
    slope_for_value=(
        "return np.where(z > 0, 1, 0)",
        "Only 0 and 1 come out: that is the slope of ReLU. What is its value for z = 3?",
    ),
    one_for_zero=(
        "return np.maximum(1, z)",
        "No value of yours is below 1. With which number is each z compared, and what replaces a negative z?",
    ),
    leaks_a_hundredth=(
        "return np.maximum(0.01 * z, z)",
        "A hundredth of each negative z came through: that is the leaky ReLU. What does plain ReLU let through?",
    ),
    leaks_a_tenth=(
        "return np.maximum(0.1 * z, z)",
        "A tenth of each negative z came through: that is a leaky ReLU. What does plain ReLU let through?",
    ),
    nothing_cut_off=(
        "return z",
        "Your array is z itself, negative numbers included. What should become of those?",
    ),
    tanh_for_relu=(
        "return np.tanh(z)",
        "Your values lie between -1 and 1: that is tanh. ReLU has no upper end: what comes out for z = 3?",
    ),
    sigmoid_for_relu=(
        "return sigmoid(z)",
        "Your values lie between 0 and 1: that is the sigmoid. ReLU has no upper end: what comes out for 3?",
    ),
    one_question_for_a_whole_array=slip("return z if z > 0 else 0.0", ONE_QUESTION_FOR_AN_ARRAY, mentions="z > 0"),
    max_with_array_as_axis=slip(
        "return np.max(0, z)",
        "np.max looks for the largest entry of its first argument and takes the second for an axis. Which NumPy "
        "function compares two things element by element?",
        mentions=".max(0",
    ),
    largest_along_an_axis=(
        "return np.max(z, 0)",
        "Your result has one axis less than z: it holds the largest entries along the first one. Which NumPy function "
        "compares each entry with 0?",
    ),
)
