"""sigmoid_derivative: the slope of the sigmoid, from its output."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close

from ._given import sigmoid


@exercise(
    returns=close("value", points=1.5),
    case_points={"a number": 0.5},
    hands_back="slope",
    hints=(
        "Where is the sigmoid steepest, and how large is its output there? What is the slope at an output of 0 or 1?",
        "The argument is what came out of the sigmoid. The sigmoid has done its work: it is not needed again.",
        "The slope is the output times what the output lacks to 1, number by number. On other numbers: "
        "np.array([2, 3]) * (10 - np.array([2, 3])) is [16, 21].",
    ),
)
def sigmoid_derivative(a):
    """Slope of the sigmoid where its output is ``a``, a number or an array; the shape is that of ``a``.

    Formula: from a = 1 / (1 + e^(-z)) follows da/dz = a (1 - a), so z itself is not needed.
    """
    return a * (1 - a)


@sigmoid_derivative.inputs
def sigmoid_derivative_inputs(rng):
    """Outputs between 0 and 1, not 0.5; most are not such that two formulas agree."""
    for choices in ([0.1, 0.2, 0.7, 0.8], [0.15, 0.4, 0.65, 0.9]):
        yield case(float(rng.choice(choices)), part="a number")
    yield case(np.round(rng.permutation([0.15, 0.35, 0.85]) + rng.uniform(-0.05, 0.05, 3), 2))
    yield case(np.round(rng.permutation([0.06, 0.3, 0.64, 0.9, 0.2, 0.75]).reshape(2, 3) + rng.uniform(0, 0.04), 2))
    yield case(np.round(rng.uniform(0.02, 0.98, (5, 4)), 3))
    yield case(np.round(rng.uniform(0.02, 0.98, (6, 1)), 3))


@sigmoid_derivative.also_correct
def derivative_as_difference(a):
    return a - np.square(a)


@sigmoid_derivative.also_correct
def derivative_with_loops(a):
    if np.ndim(a) == 0:
        return a * (1.0 - a)
    result = np.zeros(np.shape(a))
    for index in np.ndindex(np.shape(a)):
        result[index] = a[index] * (1 - a[index])
    return result


@sigmoid_derivative.also_correct
def derivative_from_the_score(a, verbose=True):
    z = np.log(a) - np.log1p(-np.asarray(a))
    if verbose:
        print("z =", z)
    return np.exp(-z) * sigmoid(z) ** 2


@sigmoid_derivative.also_correct
def derivative_in_place(a):
    a = np.asarray(a, dtype=float)
    rest = np.subtract(1, a)
    a *= rest
    return a


@sigmoid_derivative.also_correct
def derivative_around_the_middle(a):
    return 0.25 - (np.asarray(a) - 0.5) ** 2


sigmoid_derivative.slips(
    sigmoid_applied_twice=(
        "a = sigmoid(a)",
        "Your values lie between 0.196 and 0.25, even for outputs near 0 and 1: a went through the sigmoid once more. "
        "Is a a score or already an output?",
    ),
    sigmoid_applied_to_one_factor=(
        "return a * (1 - sigmoid(a))",
        "In one of your two factors a went through the sigmoid once more. Is a a score or already an output?",
    ),
    sigmoid_returned=(
        "return sigmoid(a)",
        "Your values are the sigmoid of a. Here its slope is asked for, and a is what came out of it.",
    ),
    derivative_of_tanh=(
        "return 1 - a**2",
        "Your values are 1 minus the square of a, the slope of tanh. How steep can a sigmoid be at most?",
    ),
    rest_to_one=(
        "return 1 - a",
        "Your value is 1 minus a alone, so an output near 0 gets the largest slope. Which factor is missing?",
    ),
    plus_for_minus=(
        "return a * (1 + a)",
        "Your slope grows with a, even above 0.25. Near an output of 1 the curve is flat: which sign stands in the "
        "bracket?",
    ),
    sign_turned=(
        "return a * (a - 1)",
        "Your values have the right size and are negative. Does a sigmoid ever fall?",
    ),
    brackets_lost=(
        "return a * 1 - a",
        "Your value is 0 everywhere, as if a had been multiplied by 1 and then taken away. Which part of the formula "
        "stands in brackets?",
    ),
    squared_rest=(
        "return a * (1 - a) ** 2",
        "In your product the second factor, 1 minus a, is squared. How often does the formula have each factor?",
    ),
    output_squared=(
        "return a**2 * (1 - a)",
        "In your product the first factor, a, is squared. How often does the formula have each factor?",
    ),
    slope_of_relu=(
        "return np.where(a > 0, 1.0, 0.0)",
        "Your value is 1 wherever a is positive, the slope of ReLU. Which function gave this output?",
    ),
    matrix_product_of_outputs=(
        "return np.dot(a, 1 - a)",
        "A matrix product adds up or stops where single numbers were to be multiplied. Which operation keeps the shape "
        "of a?",
    ),
    slopes_added_up=(
        "return np.sum(a * (1 - a))",
        "Your answer is one number, the sum of all slopes. How many slopes belong to an array of outputs?",
    ),
)
