"""The exercise relu of 02_one_hidden_layer."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close

from ._given import sigmoid


@exercise(
    returns=close("value", points=1),
    hints=(
        "What should become of 3, and what of -3? Say the rule in one sentence before you write it.",
        "Each number is compared with 0, on its own, and the larger of the two stays.",
        "NumPy has a function that takes two arguments and keeps the larger one element by element; its name "
        "begins with max and is longer.",
    ),
)
def relu(z):
    """Rectified linear unit of an array; the result has the shape of ``z``. Formula: max(0, z)."""
    return np.maximum(0, z)


def _mixed(rng, shape, low=0.1, high=3.0):
    """Numbers in random order, both signs in nearly equal number, some of size below 1, none near 0."""
    size = math.prod(shape)
    sizes = np.linspace(low, high, size) + rng.uniform(0, 0.2, size)
    return (np.round(rng.permutation(sizes * (-1.0) ** np.arange(size)), 2)).reshape(shape)


@relu.inputs
def relu_inputs(rng):
    yield case(_mixed(rng, (3,), low=0.4))
    yield case(_mixed(rng, (1, 6), low=0.3))
    yield case(_mixed(rng, (4, 5)))
    yield case(_mixed(rng, (2, 3, 7)))


@relu.also_correct
def relu_with_loop(z):
    a = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        if z[index] > 0:
            a[index] = z[index]
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
    z[z < 0] = 0
    return z


@relu.also_correct
def relu_of_the_size(z):
    return (z + np.abs(z)) / 2


@relu.mistake
def size_of_z(z):
    """Negative z came back as positive numbers: that is the size of z. What does ReLU make of -3?"""
    return np.abs(z)


@relu.mistake
def smaller_for_larger(z):
    """Your values are never above 0: positive z were cut off. Of 0 and z, which one should stay?"""
    return np.minimum(0, z)


@relu.mistake
def sign_of_z_turned(z):
    """Positive z became 0 and negative ones came back as positive. Which side of 0 should pass unchanged?"""
    return np.maximum(0, -z)


@relu.mistake
def slope_for_value(z):
    """Only 0 and 1 come out: that is the slope of ReLU. What is its value for z = 3?"""
    return np.where(z > 0, 1.0, 0.0)


@relu.mistake
def one_for_zero(z):
    """No value of yours is below 1. With which number is each z compared, and what replaces a negative z?"""
    return np.maximum(1, z)


@relu.mistake
def leaks_a_hundredth(z):
    """A hundredth of each negative z came through: that is the leaky ReLU. What does plain ReLU let through?"""
    return np.where(z > 0, z, 0.01 * z)


@relu.mistake
def leaks_a_tenth(z):
    """A tenth of each negative z came through: that is a leaky ReLU. What does plain ReLU let through?"""
    return np.where(z > 0, z, 0.1 * z)


@relu.mistake
def nothing_cut_off(z):
    """Your array is z itself, negative numbers included. What should become of those?"""
    return z


@relu.mistake
def tanh_for_relu(z):
    """Your values lie between -1 and 1: that is tanh. ReLU has no upper end: what comes out for z = 3?"""
    return np.tanh(z)


@relu.mistake
def sigmoid_for_relu(z):
    """Your values lie between 0 and 1: that is the sigmoid. ReLU has no upper end: what comes out for 3?"""
    return sigmoid(z)


@relu.mistake(mentions="truth value of an array")
def one_question_for_a_whole_array(z):
    """Python asked whether a whole array is larger than 0, and an array has no single yes or no. What compares
    element by element?"""
    return z if z > 0 else 0.0


@relu.mistake(mentions="max(")
def max_with_array_as_axis(z):
    """np.max looks for the largest entry of its first argument and takes the second for an axis. Which NumPy
    function compares two things element by element?"""
    return np.max(0, z)


@relu.mistake
def largest_along_an_axis(z):
    """Your result has one axis less than z: it holds the largest entries along the first one. Which NumPy
    function compares each entry with 0?"""
    return np.max(z, 0)
