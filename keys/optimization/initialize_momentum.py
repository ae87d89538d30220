"""initialize_momentum: the averages of the gradients before the first step, which are zeros."""

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
    returns=layers({"dW": close("v", points=1), "db": close("v")}),
    hands_back="v",
    hints=(
        "v averages the gradients. Which shapes do the gradients of W1 and b1 have, and under which keys do they come?",
        "Nothing has been averaged before the first step. Which function of NumPy makes zeros in the shape of another "
        "array?",
        "For each layer two arrays of zeros, one in the shape of W and one in the shape of b; their keys begin with d. "
        "Elsewhere it might be:\n    debts['tea'] = np.zeros_like(prices['tea'])",
    ),
    aliases=("initialize_velocity",),
    keeps_arguments=True,
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_momentum(parameters):
    """The averages before the first step, ``{"dW1": zeros like W1, "db1": zeros like b1, ...}``. Formula: none."""
    averages = {}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        dW, db = "dW" + str(l), "db" + str(l)
        averages[dW] = np.zeros(W.shape)
        averages[db] = np.zeros(b.shape)
    return averages


initialize_momentum.inputs(_zero_inputs)

initialize_momentum.slips(**WRONG_ZEROS)

initialize_momentum.also_correct(zeros_in_a_loop)
initialize_momentum.also_correct(zeros_from_the_shape)
initialize_momentum.also_correct(zeros_by_multiplication)
