"""initialize_rmsprop: the averages of the squared gradients before the first step, which are zeros."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import close, layers

from ._families import (
    WRONG_ZEROS,
    zeros_by_multiplication,
    zeros_from_the_shape,
    zeros_in_a_loop,
)
from ._inputs import ZEROS_ARE_ASKED_FOR, _zero_inputs


@exercise(
    returns=layers({"dW": close("s", points=1), "db": close("s")}),
    hands_back="s",
    hints=(
        "s averages the squares of the gradients, number by number. Which shape does an array have once it is squared?",
        "Before the first step there is nothing in the average yet: the same zeros as for momentum.",
        "For each layer two arrays of zeros, one in the shape of W and one in the shape of b; their keys begin with d. "
        "A key that is put together from a word and a number:\n    rows[f'day{n}'] = np.zeros((4, 7))",
    ),
    keeps_arguments=True,
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_rmsprop(parameters):
    """The averages before the first step, ``{"dW1": zeros like W1, "db1": zeros like b1, ...}``. Formula: none."""
    averages = {}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        dW, db = "dW" + str(l), "db" + str(l)
        averages[dW] = np.zeros(W.shape)
        averages[db] = np.zeros(b.shape)
    return averages


initialize_rmsprop.inputs(_zero_inputs)

initialize_rmsprop.slips(**WRONG_ZEROS)

initialize_rmsprop.also_correct(zeros_in_a_loop)
initialize_rmsprop.also_correct(zeros_from_the_shape)
initialize_rmsprop.also_correct(zeros_by_multiplication)
