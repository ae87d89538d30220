"""The exercise compute_cost_rows of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import scalar

from ._inputs import COST_SLACK, _probabilities
from .compute_cost import compute_cost


@exercise(
    returns=scalar("cost", points=2, rtol=0, atol=COST_SLACK),
    hints=(
        "A2 and Y still have one column an example. What is different from compute_cost, if anything?",
        "A cost is one number. Try np.shape on what you return: what should it say?",
        "Multiply entry by entry, add both terms, sum over the examples, divide by m, and turn the sign.",
    ),
)
def compute_cost_rows(A2, Y):
    """Cross-entropy, one number, of the probabilities ``A2 (1, m)`` and the labels ``Y (1, m)``.

    Formula: the mean of -(y log a + (1 - y) log(1 - a)), as in compute_cost.
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost_rows.inputs
def compute_cost_rows_inputs(rng):
    for m, agreement in [(3, 1), (6, -1), (11, 1), (16, -1)]:
        yield case(*_probabilities(rng, m, agreement))


@compute_cost_rows.also_correct
def cost_of_rows_summed(A2, Y):
    m = Y.shape[1]
    return -1 / m * np.sum(np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2)))


@compute_cost_rows.also_correct
def cost_of_rows_with_products(A2, Y, epsilon=1e-5):
    m = A2.shape[1]
    print(m)
    return np.squeeze((-np.dot(Y, np.log(A2 + epsilon).T) - np.dot(1 - Y, np.log(1 - A2 + epsilon).T)) / m)


@compute_cost_rows.also_correct
def cost_of_rows_as_before(A2, Y):
    return [[compute_cost(A2, Y, {})]]


@compute_cost_rows.mistake
def cost_of_rows_not_summed(A2, Y):
    """Your cost is an array with one entry an example, not one number. What makes a single number of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.size


@compute_cost_rows.mistake
def losses_of_rows_not_summed(A2, Y):
    """Your array holds the loss of each example, and nothing was added up or divided. What makes their average
    of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost_rows.mistake
def cost_of_rows_summed_over_the_other_axis(A2, Y):
    """Your cost is a rank-1 array with one entry an example: the sum ran down the single row. Along which axis
    do the examples lie?"""
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=0) / Y.size


@compute_cost_rows.mistake
def cost_of_rows_not_averaged(A2, Y):
    """Your cost is exactly m times what was expected. Which size of Y counts the examples: the first or the
    second?"""
    return compute_cost(A2, Y) * Y.size


@compute_cost_rows.mistake
def sign_of_rows_missing(A2, Y):
    """Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a cost
    of them?"""
    return -compute_cost(A2, Y)


@compute_cost_rows.mistake
def labels_of_rows_the_wrong_way_round(A2, Y):
    """Your cost is small where the predictions are bad. For an example with label 1, whose logarithm should
    count?"""
    return compute_cost(A2, 1 - Y)


@compute_cost_rows.mistake
def first_term_of_rows_alone(A2, Y):
    """Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?"""
    return -np.mean(Y * np.log(A2))


@compute_cost_rows.mistake
def first_term_of_rows_alone_not_averaged(A2, Y):
    """Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and
    what is 1/m for?"""
    return -np.sum(Y * np.log(A2))


@compute_cost_rows.mistake
def minus_between_the_terms_of_rows(A2, Y):
    """In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two terms, and
    how far do the brackets behind the minus go?"""
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@compute_cost_rows.mistake
def cost_of_rows_as_table(A2, Y):
    """Your cost is a table of m by m numbers: every label met every example's logarithm. Which transpose is
    one too many?"""
    return -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))) / Y.size


@compute_cost_rows.mistake
def product_of_two_rows_of_numbers(A2, Y):
    """Two rows were handed to a matrix product, and their sizes do not meet. Which operation multiplies label
    and logarithm entry by entry?"""
    return -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2))) / Y.size


@compute_cost_rows.mistake
def squared_error_of_rows(A2, Y):
    """Your cost is the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    return np.mean((A2 - Y) ** 2)
