"""numerical_gradient: the slope of any function, found by small steps, to check the way back with."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import all_of, close, proportional

from ._given import bowl, waves


@exercise(
    returns=all_of(
        close("gradient", points=0.5, rtol=1e-4, atol=1e-6),
        # A lost bracket in the quotient makes all slopes wrong by the same factor.
        proportional("direction", points=1, rtol=3e-4, atol=1e-6),
    ),
    case_points={"one entry": 1, "whole numbers": 0.5},
    order=("one entry", "direction", "gradient", "whole numbers"),
    hints=(
        "If one entry of theta grows by 0.00001 and all the others stay, by how much does f change? That, divided by "
        "what, is the slope?",
        "For one place: f a little to the right, f a little to the left, all other entries as they were. How far are "
        "the two places apart?",
        "An array that moves one entry alone: after nudge = np.zeros(3) and nudge[1] = 0.5, nudge is [0, 0.5, 0]. "
        "Added to theta or taken from it, it leaves theta itself as it is.",
    ),
    equivalent={
        "h = 1e-05: 1e-05 -> 2e-05": "any small step is right",
        "gradient = np.zeros(theta.shape): np.zeros(theta.shape) -> np.ones(theta.shape)": "each entry is set later",
    },
)
def numerical_gradient(f, theta):
    """Slope of ``f`` along each entry of ``theta``, an array of its shape. ``f`` maps such an array to a number.

    Formula: central difference, (f(theta + h e) - f(theta - h e)) / 2h for each unit vector e; its error falls
    with h^2.
    """
    h = 1e-5
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        step = np.zeros(theta.shape)
        step[index] = h
        gradient[index] = (f(theta + step) - f(theta - step)) / (2 * h)
    return gradient


@numerical_gradient.inputs
def numerical_gradient_inputs(rng):
    """Places where no slope is so small that a difference to one side with a step of 1e-4 would look wrong."""
    for _ in range(2):
        yield case(bowl, signed(rng, 0.6, 1.6, (1,)), part={"gradient": "one entry"})
    yield case(bowl, signed(rng, 0.6, 1.6, (2,)))
    for shape in [(3, 1), (2, 5)]:
        while True:
            theta = signed(rng, 0.1, 0.9, shape, places=2)
            if np.min(np.abs(np.cos(theta) - np.sin(np.sum(theta) / 2) / 2)) > 0.65:
                break
        yield case(waves, theta)
    yield case(bowl, signed(rng, 0.6, 1.6, (4, 3)))
    for whole in (rng.permutation([-3, 1, 2]), rng.permutation([-4, -1, 2, 3, 5, -2]).reshape(2, 3)):
        yield case(bowl, whole, part={"gradient": "whole numbers"})


@numerical_gradient.also_correct
def gradient_one_sided(f, theta, epsilon=1e-7):
    flat = theta.flatten() * 1.0
    slopes = []
    for i in range(flat.size):
        moved = flat.copy()
        moved[i] += epsilon
        slopes.append((f(moved.reshape(theta.shape)) - f(theta)) / epsilon)
    return np.array(slopes).reshape(theta.shape)


@numerical_gradient.also_correct
def gradient_one_sided_to_the_left(f, theta):
    gradient, value = np.zeros(theta.shape), f(theta)
    for index in np.ndindex(*theta.shape):
        moved = np.array(theta, dtype=float)
        moved[index] -= 1e-4
        gradient[index] = (value - f(moved)) / 1e-4
    return gradient


@numerical_gradient.also_correct
def gradient_in_place(f, theta, h=1e-6, verbose=True):
    gradient = np.zeros(theta.shape)
    if theta.dtype.kind == "i":
        theta = theta.astype(float)
    places = np.nditer(theta, flags=["multi_index"])
    while not places.finished:
        at = places.multi_index
        before = theta[at]
        theta[at] = before + h
        right = f(theta)
        theta[at] = before - h
        left = f(theta)
        theta[at] = before
        gradient[at] = (right - left) / (2 * h)
        if verbose:
            print(at, gradient[at])
        places.iternext()
    return gradient


@numerical_gradient.also_correct
def gradient_of_higher_order(f, theta, h=1e-3):
    gradient = np.zeros(theta.size)
    for i, row in enumerate(np.eye(theta.size)):
        e = h * row.reshape(theta.shape)
        gradient[i] = (8 * (f(theta + e) - f(theta - e)) - (f(theta + 2 * e) - f(theta - 2 * e))) / (12 * h)
    return gradient.reshape(theta.shape).tolist()


numerical_gradient.slips(
    # the quotient
    differences_not_divided=(
        "gradient[index] = f(theta + step) - f(theta - step)",
        "Your numbers are tiny: the bare differences of f. A slope is a rise divided by what?",
    ),
    divided_by_one_step=(
        "gradient[index] = (f(theta + step) - f(theta - step)) / h",
        "Your slopes are exactly twice too large. How far apart are the two places at which f was taken?",
    ),
    one_side_divided_by_two_steps=(
        "gradient[index] = (f(theta + step) - f(theta)) / (2 * h)",
        "Your slopes are half as large as they should be. How far apart are the two places at which f was taken?",
    ),
    left_minus_right=(
        "gradient[index] = (f(theta - step) - f(theta + step)) / (2 * h)",
        "Your slopes have the right size and the wrong sign. From which of the two values is the other one taken?",
    ),
    brackets_of_the_quotient_lost=(
        "gradient[index] = f(theta + step) - f(theta - step) / (2 * h)",
        "Your numbers are huge: only one of the two values of f was divided. Python divides before it subtracts: what "
        "do your brackets hold together?",
    ),
    sum_for_difference=(
        "gradient[index] = (f(theta + step) + f(theta - step)) / (2 * h)",
        "Your numbers are huge: the two values of f were added. Which operation of the two says how much f changes?",
    ),
    # the step
    step_of_one_tenth=(
        "h = 0.1",
        "Where f is curved your slopes are off in the third digit: the step is 0.1. How small should a step be?",
    ),
    step_of_one=(
        "h = 1.0",
        "Where f is curved your slopes are far off: the step is 1. How small should a step be?",
    ),
    step_of_a_hundredth_to_one_side=(
        ("h = 0.01", "gradient[index] = (f(theta + step) - f(theta)) / h"),
        "Your slopes lean to one side: f was taken 0.01 to the right and at theta itself. What makes the error much "
        "smaller, besides a smaller step?",
    ),
    theta_not_moved=(
        "h = 1e-20",
        "All your slopes are 0: both times f saw the same theta. Is your step so small that it is lost in rounding, "
        "is it never added, or are two names one and the same array?",
    ),
    # which entries move
    all_entries_moved_at_once=(
        "gradient[index] = (f(theta + h) - f(theta - h)) / (2 * h)",
        "All your slopes are the same number: every entry of theta moved at once. Which ones stay while one moves?",
    ),
    single_number_returned=(
        "return (f(theta + h) - f(theta - h)) / (2 * h)",
        "One number came back: every entry of theta moved at once. How many slopes does an array of theta's shape "
        "hold?",
    ),
    only_first_entry=(
        "gradient[index] = (f(theta + step) - f(theta - step)) / (2 * h)\nreturn gradient",
        "The slope along the first entry is right, and all the others are 0. How many places does your loop visit "
        "before the function returns?",
    ),
    whole_rows_moved=(
        "for index in range(len(theta)):",
        "With one column your slopes are right; with several, all entries of a row moved together. What visits each "
        "single entry?",
    ),
    # what is returned
    flat_gradient=(
        "return gradient.reshape(-1)",
        "Your slopes are right, in one long rank-1 array. Which shape should they have, so that a step fits theta?",
    ),
    values_for_slopes=(
        "gradient[index] = f(theta)",
        "Your entries are the value of f itself. A slope compares the value at two places: which two?",
    ),
    slopes_averaged=(
        "return gradient / theta.size",
        "Your slopes were divided by the number of entries. f is one number already: what would be averaged?",
    ),
)
