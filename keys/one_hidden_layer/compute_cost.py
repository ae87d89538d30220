"""The exercise compute_cost of 02_one_hidden_layer."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import scalar

from ._inputs import COST_SLACK, _parameters, _probabilities, flower_Y


@exercise(
    returns=scalar("cost", points=3, rtol=0, atol=COST_SLACK),
    hints=(
        "How large should the cost of one example be if its label is 1 and A2 says 0.9? And if A2 says 0.1?",
        "Each example brings one logarithm: that of A2 if its label is 1, that of 1 minus A2 if it is 0. The labels "
        "themselves can switch the two on and off.",
        "Multiply entry by entry, add both terms, sum over all examples, divide by m, and turn the sign.",
    ),
)
def compute_cost(A2, Y, parameters=None):
    """Cross-entropy, one number, of the probabilities ``A2 (1, m)`` and the labels ``Y (1, m)``.

    The third argument is not needed. Formula: the mean of -(y log a + (1 - y) log(1 - a)).
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost.inputs
def compute_cost_inputs(rng):
    for n_x, n_h, m, agreement in [(2, 4, 3, 1), (3, 5, 7, -1), (4, 3, 10, 1), (5, 2, 17, -1)]:
        yield case(*_probabilities(rng, m, agreement), _parameters(rng, n_x, n_h))


@compute_cost.also_correct
def cost_of_two_arguments(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -1 / m * np.sum(logprobs)
    return float(np.squeeze(cost))


@compute_cost.also_correct
def cost_with_loop(A2, Y, parameters):
    W1, W2 = parameters["W1"], parameters["W2"]
    print(W1.shape, W2.shape)
    cost = 0
    for a, y in zip(A2[0], Y[0], strict=True):
        cost -= math.log(a) if y == 1 else math.log(1 - a)
    return cost / len(Y[0])


@compute_cost.also_correct
def cost_with_matrix_products(A2, Y, parameters=None, verbose=True):
    cost = (-1 / Y.shape[1]) * (Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T)
    if verbose:
        print("cost", cost)
    return cost


@compute_cost.also_correct
def cost_with_epsilon(A2, Y, parameters=None, epsilon=1e-5):
    m = A2.shape[1]
    return np.squeeze(-np.dot(np.log(A2 + epsilon), Y.T) - np.dot(np.log(1 - A2 + epsilon), (1 - Y).T)) / m


@compute_cost.also_correct
def cost_in_place(A2, Y, parameters=None):
    A2[Y == 0] = 1 - A2[Y == 0]
    return [-np.log(A2).mean()]


# compute_cost: the average and the sign


@compute_cost.mistake
def cost_not_averaged(A2, Y, parameters=None):
    """Your cost is exactly m times what was expected. By what is a sum divided to become an average?"""
    return compute_cost(A2, Y) * Y.size


@compute_cost.mistake
def cost_averaged_twice(A2, Y, parameters=None):
    """Your cost is m times too small. A mean is divided by m already: how often did you divide?"""
    return compute_cost(A2, Y) / Y.size


@compute_cost.mistake
def cost_halved(A2, Y, parameters=None):
    """Your cost is exactly half of what was expected. The factor 1/2 belongs to squared errors: is it here
    too?"""
    return compute_cost(A2, Y) / 2


@compute_cost.mistake
def sign_missing(A2, Y, parameters=None):
    """Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a cost
    of them?"""
    return -compute_cost(A2, Y)


@compute_cost.mistake
def sign_missing_and_not_averaged(A2, Y, parameters=None):
    """Your cost is negative and m times too large: the bare sum of the logarithms. Which two things stand in
    front of the sum?"""
    return -compute_cost(A2, Y) * Y.size


# compute_cost: the two terms


@compute_cost.mistake
def first_term_alone(A2, Y, parameters=None):
    """Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?"""
    return -np.mean(Y * np.log(A2))


@compute_cost.mistake
def first_term_alone_not_averaged(A2, Y, parameters=None):
    """Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and
    what is 1/m for?"""
    return -np.sum(Y * np.log(A2))


@compute_cost.mistake
def second_term_alone(A2, Y, parameters=None):
    """Your cost counts only the examples whose label is 0. Which term speaks for those with label 1?"""
    return -np.mean((1 - Y) * np.log(1 - A2))


@compute_cost.mistake
def terms_exchanged(A2, Y, parameters=None):
    """Your cost is small where the predictions are bad. For an example with label 1, whose logarithm should
    count?"""
    return -np.mean(Y * np.log(1 - A2) + (1 - Y) * np.log(A2))


@compute_cost.mistake
def minus_between_the_terms(A2, Y, parameters=None):
    """In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two terms, and
    how far do the brackets behind the minus go?"""
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@compute_cost.mistake
def labels_not_used_in_second_term(A2, Y, parameters=None):
    """Your second term counts every example, also those with label 1. Which factor switches it off for these?"""
    return -np.mean(Y * np.log(A2) + np.log(1 - A2))


# compute_cost: what is added up


@compute_cost.mistake
def cost_not_summed(A2, Y, parameters=None):
    """Your cost is an array with one entry an example, not one number. What makes a single number of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.size


@compute_cost.mistake
def losses_not_summed(A2, Y, parameters=None):
    """Your array holds the loss of each example, and nothing was added up or divided. What makes their average
    of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost.mistake
def summed_over_the_other_axis(A2, Y, parameters=None):
    """Your cost is a rank-1 array with one entry an example: the sum ran down the single row. Along which axis
    do the examples lie?"""
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=0) / Y.size


@compute_cost.mistake
def cost_as_table(A2, Y, parameters=None):
    """Your cost is a table of m by m numbers: every label met every example's logarithm. Which transpose is
    one too many?"""
    return -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))) / Y.size


@compute_cost.mistake
def product_of_two_rows(A2, Y, parameters=None):
    """Two rows were handed to a matrix product, and their sizes do not meet. Which operation multiplies label
    and logarithm entry by entry?"""
    return -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2))) / Y.size


# compute_cost: another formula


@compute_cost.mistake
def squared_error(A2, Y, parameters=None):
    """Your cost is the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    return np.mean((A2 - Y) ** 2)


@compute_cost.mistake
def half_squared_error(A2, Y, parameters=None):
    """Your cost is half the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are
    its logarithms?"""
    return np.mean((A2 - Y) ** 2) / 2


@compute_cost.mistake
def absolute_error(A2, Y, parameters=None):
    """Your cost is the mean distance between A2 and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    return np.mean(np.abs(A2 - Y))


@compute_cost.mistake
def logarithm_of_base_ten(A2, Y, parameters=None):
    """Your cost is smaller by the factor 2.3026. Which base does the logarithm in the formula have?"""
    return compute_cost(A2, Y) / np.log(10)


@compute_cost.mistake
def logarithm_of_base_two(A2, Y, parameters=None):
    """Your cost is larger by the factor 1.4427. Which base does the logarithm in the formula have?"""
    return compute_cost(A2, Y) / np.log(2)


@compute_cost.mistake
def logarithm_of_labels(A2, Y, parameters=None):
    """Your cost is not finite: the logarithm met a 0. Of A2 and Y, which one is never exactly 0 or 1?"""
    return -np.mean(A2 * np.log(Y) + (1 - A2) * np.log(1 - Y))


@compute_cost.mistake(mentions="float)")
def assert_after_squeeze(A2, Y, parameters=None):
    """An assert of your own stopped the function before any number was compared. After np.squeeze a cost can be
    an array of shape (): is that a Python float?"""
    cost = np.squeeze(-(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / Y.size)
    assert isinstance(cost, float)
    return cost


@compute_cost.mistake(reads_global=True)
def notebook_variable_for_labels(A2, Y, parameters=None):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    return -np.mean(flower_Y * np.log(A2) + (1 - flower_Y) * np.log(1 - A2))
