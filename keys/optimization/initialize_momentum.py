"""The exercise initialize_momentum of 03_optimization."""

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
    returns=layers({"dW": close("v", points=1), "db": close("v")}),
    hints=(
        "v averages the gradients. Which shapes do the gradients of W1 and b1 have, and under which keys do they come?",
        "Before the first step nothing has been averaged, so every entry of v holds zeros.",
        "For each layer two arrays of zeros, one in the shape of W and one in the shape of b; their keys begin with d.",
    ),
    aliases=("initialize_velocity",),
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_momentum(parameters):
    """The averages before the first step, ``{"dW1": zeros like W1, "db1": zeros like b1, ...}``. Formula: none."""
    return {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}


initialize_momentum.inputs(_zero_inputs)


initialize_momentum.also_correct(zeros_in_a_loop)


initialize_momentum.also_correct(zeros_from_the_shape)


initialize_momentum.also_correct(zeros_by_multiplication)


initialize_momentum.mistake(keys_without_d)


initialize_momentum.mistake(parameters_copied)


initialize_momentum.mistake(ones_for_zeros)


initialize_momentum.mistake(db_as_wide_as_w)


initialize_momentum.mistake(db_from_the_columns_of_w)


initialize_momentum.mistake(db_rank_one)


initialize_momentum.mistake(db_is_a_number)


initialize_momentum.mistake(db_as_a_row)


initialize_momentum.mistake(dw_transposed)


initialize_momentum.mistake(biases_without_entry)


initialize_momentum.mistake(last_layer_without_entry)


initialize_momentum.mistake(counted_from_zero)


initialize_momentum.mistake(random_for_zeros)
