"""The exercise initialize_rmsprop of 03_optimization."""

from __future__ import annotations

import numpy as np

from autograder.exercise import exercise
from autograder.rules import close, layers

from ._families import (
    biases_without_entry,
    counted_from_zero,
    db_as_a_row,
    db_as_wide_as_w,
    db_from_the_columns_of_w,
    db_is_a_number,
    db_rank_one,
    dw_transposed,
    keys_without_d,
    last_layer_without_entry,
    ones_for_zeros,
    parameters_copied,
    random_for_zeros,
    zeros_by_multiplication,
    zeros_from_the_shape,
    zeros_in_a_loop,
)
from ._inputs import ZEROS_ARE_ASKED_FOR, _zero_inputs


@exercise(
    returns=layers({"dW": close("s", points=1), "db": close("s")}),
    hints=(
        "s averages the squares of the gradients, number by number. Which shape does an array have once it is squared?",
        "Before the first step there is nothing in the average yet: the same zeros as for momentum.",
        "For each layer two arrays of zeros, one in the shape of W and one in the shape of b; their keys begin with d.",
    ),
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_rmsprop(parameters):
    """The averages before the first step, ``{"dW1": zeros like W1, "db1": zeros like b1, ...}``. Formula: none."""
    return {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}


initialize_rmsprop.inputs(_zero_inputs)


initialize_rmsprop.also_correct(zeros_in_a_loop)


initialize_rmsprop.also_correct(zeros_from_the_shape)


initialize_rmsprop.also_correct(zeros_by_multiplication)


initialize_rmsprop.mistake(keys_without_d)


initialize_rmsprop.mistake(parameters_copied)


initialize_rmsprop.mistake(ones_for_zeros)


initialize_rmsprop.mistake(db_as_wide_as_w)


initialize_rmsprop.mistake(db_from_the_columns_of_w)


initialize_rmsprop.mistake(db_rank_one)


initialize_rmsprop.mistake(db_is_a_number)


initialize_rmsprop.mistake(db_as_a_row)


initialize_rmsprop.mistake(dw_transposed)


initialize_rmsprop.mistake(biases_without_entry)


initialize_rmsprop.mistake(last_layer_without_entry)


initialize_rmsprop.mistake(counted_from_zero)


initialize_rmsprop.mistake(random_for_zeros)
