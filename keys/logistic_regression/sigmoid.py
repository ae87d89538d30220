"""sigmoid: from a score, any number at all, to a probability between 0 and 1."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import close


@exercise(
    returns=close("value", points=1),
    case_points={"a number": 0.5, "whole numbers": 0.5, "large": 1},
    hints=(
        "What should come out for z = 0, for a very large z, and for a very small one? Try your function on these.",
        "np.exp takes a number or a whole array. Which sign must its argument have so that large z leads towards 1?",
        "The whole sum stands below the line, so it needs brackets. With other numbers: 5 / (2 + np.exp(3 * t)), for "
        "a number or an array t.",
    ),
)
def sigmoid(z):
    """Logistic function of ``z``, a number or an array of any shape; the result has the shape of ``z``.

    Formula: 1 / (1 + e^(-z)). For z below -709 the exponential overflows to inf, which gives the right 0.
    """
    s = 1 / (1 + np.exp(-z))
    return s


@sigmoid.inputs
def sigmoid_inputs(rng):
    yield case(float(rng.integers(2, 10)) / 10, part="a number")
    yield case(-float(rng.integers(12, 20)) / 10, part="a number")
    yield case(int(rng.integers(2, 5)), part="a number")
    yield case(np.round(rng.permutation([-2.5, -0.7, 1.8]) + rng.uniform(-0.4, 0.4, 3), 1))
    yield case(np.round(rng.permutation([-4.0, -1.5, 2.0, 3.0, 0.6, -0.3]) + rng.uniform(-0.2, 0.2, 6), 2)[None, :])
    yield case(rng.permutation(np.linspace(-6, 7, 20) + rng.uniform(-0.2, 0.2, 20)).reshape(4, 5))
    yield case(rng.permutation([-3, 0, 1, 2]) * int(rng.integers(1, 3)), part="whole numbers")
    yield case(rng.permutation([-4, -2, -1, 1, 3, 5]).reshape(2, 3), part="whole numbers")
    yield case(800.0, part="large")
    yield case(-800.0, part="large")
    yield case(rng.permutation([-1.0, 1.0, -1.0]) * rng.integers(760, 840, 3), part="large")
    yield case(rng.permutation([-800.0, 780.0, 1.5, -0.5, 800.0, -790.0, 2.5, 810.0]).reshape(2, 4), part="large")


@sigmoid.also_correct
def sigmoid_with_loops(z):
    if np.ndim(z) == 0:
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
    s = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        x = float(z[index])
        s[index] = 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
    return s


@sigmoid.also_correct
def sigmoid_with_tanh(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@sigmoid.also_correct
def sigmoid_clipped(z):
    return np.power(1.0 + np.exp(-np.clip(z, -500, 500)), -1)


@sigmoid.also_correct
def sigmoid_with_logaddexp(z, verbose=True):
    if verbose:
        print("z =", z)
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


@sigmoid.also_correct
def sigmoid_in_place(z):
    z = np.asarray(z, dtype=float)
    np.negative(z, out=z)
    np.exp(z, out=z)
    return np.reciprocal(1 + z)


sigmoid.slips(
    exponent_without_minus=(
        "s = 1 / (1 + np.exp(z))",
        "Your values fall as z grows, so a sure yes becomes a sure no. Which sign belongs in the exponent?",
    ),
    one_forgotten_in_denominator=(
        "s = 1 / np.exp(-z)",
        "Your values are e to the power of z, so they grow beyond 1. What else does the formula have below the line?",
    ),
    brackets_of_denominator_lost=(
        "s = 1 / 1 + np.exp(-z)",
        "Your values are 1 plus the exponential, never below 1. Python divides before it adds: what is divided by what "
        "in your line?",
    ),
    minus_in_denominator=(
        "s = 1 / (1 - np.exp(-z))",
        "Your values are above 1 or below 0, and break down near z = 0. Which sign joins the 1 and the exponential?",
    ),
    exp_of_the_math_module=slip(
        "s = 1 / (1 + math.exp(-z))",
        "Single numbers work and arrays stop with a TypeError. Does the exp of the math module know arrays?",
        mentions="math.exp(",
    ),
    overflow_becomes_nan=(
        "s = np.exp(z) / (1 + np.exp(z))",
        "All is right until z is about 710; above that you get nan, which is inf divided by inf. What if only exp(-z) "
        "is used?",
    ),
    tanh_instead=(
        "s = np.tanh(z)",
        "Your values lie between -1 and 1: that is tanh. A probability lies between which two numbers?",
    ),
    derivative_returned=(
        "return s * (1 - s)",
        "Your values are never above 0.25: that is the slope of the sigmoid. Here its value is asked for.",
    ),
    rounded_to_a_decision=(
        "s = np.where(z > 0, 1.0, 0.0)",
        "Only 0 and 1 come out, as if each value were decided already. The sigmoid gives the probability in between.",
    ),
    relu_instead=(
        "s = np.maximum(0, z)",
        "Positive z come back as they are and negative ones become 0. That is ReLU; which curve bends like an S?",
    ),
    shares_of_the_whole=(
        ("s = np.exp(z - np.max(z))", "return s / np.sum(s)"),
        "Your values of one array add up to 1: that is softmax. Should one element's sigmoid depend on the others?",
    ),
)
