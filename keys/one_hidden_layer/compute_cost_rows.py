"""compute_cost_rows: the cross-entropy once more; the probabilities of rows still have one column an example."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import all_of, proportional, scalar

from ._families import (
    COST_AS_TABLE,
    COST_NOT_SUMMED,
    COST_SUMMED_OVER_THE_OTHER_AXIS,
    FIRST_TERM_ALONE,
    FIRST_TERM_ALONE_NOT_AVERAGED,
    LABELS_THE_WRONG_WAY_ROUND_IN_THE_COST,
    LOSSES_NOT_SUMMED,
    MINUS_BETWEEN_THE_TERMS,
    PRODUCT_OF_TWO_ROWS,
    SIGN_MISSING,
    SQUARED_ERROR,
)
from ._inputs import COST, COST_SLACK, _one_example, _probabilities, _several_costs
from .compute_cost import compute_cost


@exercise(
    returns=all_of(
        scalar("cost", points=1, rtol=0, atol=COST_SLACK),
        proportional("cost up to a factor", points=0.5, rtol=1e-3, atol=COST_SLACK),
    ),
    case_points={"one example": 0.5},
    reasons={"sizes": "One example by itself is one row and one column."},
    hands_back="cost",
    hints=(
        "A2 and Y still have one column for each example. What is different from compute_cost, if anything?",
        "A cost is one number. Try np.shape on what you return: what should it say?",
        "Sum and division can be had at once: np.mean(np.array([[2, 4, 9]])) is 5.0, one number. Of which row do you "
        "need the mean, and with which sign?",
    ),
)
def compute_cost_rows(A2, Y):
    """Cross-entropy, one number, of the probabilities ``A2 (1, m)`` and the labels ``Y (1, m)``.

    Formula: the mean of -(y log a + (1 - y) log(1 - a)), as in compute_cost.
    """
    losses = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    return np.mean(losses)


@compute_cost_rows.inputs
def compute_cost_rows_inputs(rng):
    for label in (1, 0):
        yield case(*_one_example(rng, label), part={"cost": "one example"})
    for m, agreement in [(3, 1), (6, -1), (11, 1), (16, -1)]:
        yield case(*_probabilities(rng, m, agreement), part=COST)
    for m in (5, 8):
        yield _several_costs(rng, m)


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


compute_cost_rows.slips(
    cost_of_rows_not_summed=COST_NOT_SUMMED,
    losses_of_rows_not_summed=LOSSES_NOT_SUMMED,
    cost_of_rows_summed_over_the_other_axis=COST_SUMMED_OVER_THE_OTHER_AXIS,
    cost_of_rows_not_averaged=(
        "return np.sum(losses)",
        "Your cost is exactly m times what was expected. By what is the sum divided, and which size of Y counts the "
        "examples?",
    ),
    sign_of_rows_missing=SIGN_MISSING,
    labels_of_rows_the_wrong_way_round=LABELS_THE_WRONG_WAY_ROUND_IN_THE_COST,
    first_term_of_rows_alone=FIRST_TERM_ALONE,
    first_term_of_rows_alone_not_averaged=FIRST_TERM_ALONE_NOT_AVERAGED,
    minus_between_the_terms_of_rows=MINUS_BETWEEN_THE_TERMS,
    cost_of_rows_as_table=COST_AS_TABLE,
    product_of_two_rows_of_numbers=PRODUCT_OF_TWO_ROWS,
    squared_error_of_rows=SQUARED_ERROR,
)
