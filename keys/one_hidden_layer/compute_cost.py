"""compute_cost: the cross-entropy, one number for how far all probabilities are from their labels."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, slip
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
    NOTEBOOK_VARIABLE,
    PRODUCT_OF_TWO_ROWS,
    SIGN_MISSING,
    SQUARED_ERROR,
)
from ._inputs import (
    COST,
    COST_SLACK,
    _one_example,
    _parameters,
    _probabilities,
    _several_costs,
    flower_Y,  # noqa: F401  (a slip reads the flower)
)


@exercise(
    returns=all_of(
        scalar("cost", points=0.5, rtol=0, atol=COST_SLACK),
        # Of several costs: without the average, or with the wrong sign, they still grow and shrink together.
        proportional("cost up to a factor", points=1, rtol=1e-3, atol=COST_SLACK),
    ),
    case_points={"one example of label 1": 0.5, "one example of label 0": 0.5, "two arguments": 0.5},
    reasons={"sizes": "One example by itself is one row and one column; the shape first shown is (1, 1)."},
    hands_back="cost",
    hints=(
        "How large should the cost of one example be if its label is 1 and A2 says 0.9? And if A2 says 0.1?",
        "Each example brings one logarithm: that of A2 if its label is 1, that of 1 minus A2 if it is 0. The labels "
        "themselves can switch the two on and off.",
        "A label of 0 switches a number off: np.array([[1, 0, 1]]) * np.array([[5, 6, 7]]) is [[5, 0, 7]], and np.sum "
        "of that is 12. Do so with both terms, then divide by m and turn the sign.",
    ),
)
def compute_cost(A2, Y, parameters=None):
    """Cross-entropy, one number, of the probabilities ``A2 (1, m)`` and the labels ``Y (1, m)``.

    The third argument is not needed. Formula: the mean of -(y log a + (1 - y) log(1 - a)).
    """
    losses = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    return np.mean(losses)


@compute_cost.inputs
def compute_cost_inputs(rng):
    """With all three arguments and with two; one example by itself knows neither a sum nor an average, several costs of
    as many examples know no factor."""
    for label in (1, 0, 1, 0):
        yield case(*_one_example(rng, label), _parameters(rng, 3, 4), part={"cost": f"one example of label {label}"})
    for n_x, n_h, m, agreement in [(2, 4, 3, 1), (3, 5, 7, -1), (4, 3, 10, 1), (5, 2, 17, -1)]:
        yield case(*_probabilities(rng, m, agreement), _parameters(rng, n_x, n_h), part=COST)
    for m in (4, 9):
        yield _several_costs(rng, m, _parameters(rng, 3, 2))
    for m in (6, 11):
        yield case(*_probabilities(rng, m, 1), _parameters(rng, 2, 5), part={"cost": "two arguments"}, left_out=1)


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
    cost = 0.0
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


compute_cost.slips(
    # the average and the sign
    cost_not_averaged=(
        "return np.sum(losses)",
        "Your cost is exactly m times what was expected. By what is a sum divided to become an average?",
    ),
    cost_averaged_twice=(
        "return np.mean(losses) / Y.shape[1]",
        "Your cost is m times too small. A mean is divided by m already: how often did you divide?",
    ),
    cost_halved=(
        "return np.mean(losses) / 2",
        "Your cost is exactly half of what was expected. The factor 1/2 belongs to squared errors: is it here too?",
    ),
    sign_missing=SIGN_MISSING,
    sign_missing_and_not_averaged=(
        ("losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)", "return np.sum(losses)"),
        "Your cost is negative and m times too large: the bare sum of the logarithms. Which two things stand in front "
        "of the sum?",
    ),
    # the two terms
    first_term_alone=FIRST_TERM_ALONE,
    first_term_alone_not_averaged=FIRST_TERM_ALONE_NOT_AVERAGED,
    second_term_alone=(
        "losses = -(1 - Y) * np.log(1 - A2)",
        "Your cost counts only the examples whose label is 0. Which term speaks for those with label 1?",
    ),
    terms_exchanged=LABELS_THE_WRONG_WAY_ROUND_IN_THE_COST,
    minus_between_the_terms=MINUS_BETWEEN_THE_TERMS,
    labels_not_used_in_second_term=(
        "losses = -(Y * np.log(A2) + np.log(1 - A2))",
        "Your second term counts every example, also those with label 1. Which factor switches it off for these?",
    ),
    # what is added up
    cost_not_summed=COST_NOT_SUMMED,
    losses_not_summed=LOSSES_NOT_SUMMED,
    summed_over_the_other_axis=COST_SUMMED_OVER_THE_OTHER_AXIS,
    cost_as_table=COST_AS_TABLE,
    product_of_two_rows=PRODUCT_OF_TWO_ROWS,
    # another formula
    squared_error=SQUARED_ERROR,
    half_squared_error=(
        "losses = (A2 - Y) ** 2 / 2",
        "Your cost is half the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are its "
        "logarithms?",
    ),
    absolute_error=(
        "losses = np.abs(A2 - Y)",
        "Your cost is the mean distance between A2 and Y. Here the cost is the cross-entropy: where are its "
        "logarithms?",
    ),
    logarithm_of_base_ten=(
        "losses = -(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2))",
        "Your cost is smaller by the factor 2.3026. Which base does the logarithm in the formula have?",
    ),
    logarithm_of_base_two=(
        "losses = -(Y * np.log2(A2) + (1 - Y) * np.log2(1 - A2))",
        "Your cost is larger by the factor 1.4427. Which base does the logarithm in the formula have?",
    ),
    assert_after_squeeze=slip(
        (
            "losses = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T))\n"
            "cost = np.squeeze(losses / Y.shape[1])\n"
            "assert isinstance(cost, float)",
            "return cost",
        ),
        "Your assert wants a Python float, and cost is something else when that line runs. What does the line before "
        "make of it: one number, or an array that holds one?",
        mentions="isinstance(cost, float)",
    ),
    notebook_variable_for_labels=slip(
        "losses = -(flower_Y * np.log(A2) + (1 - flower_Y) * np.log(1 - A2))", NOTEBOOK_VARIABLE, reads_global=True
    ),
)
