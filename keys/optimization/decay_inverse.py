"""decay_inverse: the learning rate of an epoch when one divided by it grows evenly."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import scalar

from ._families import FACTOR_ALONE, RATE_OF_THE_NEXT_EPOCH
from ._inputs import _sizes


@exercise(
    returns=scalar("rate", points=1),
    hands_back="alpha",
    hints=(
        "What should come out in epoch 0, before anything has decayed, and what becomes of it as the epochs go by?",
        "Below the line stands a sum that is 1 in epoch 0 and grows evenly; brackets keep it together.",
        "Multiply decay_rate with epoch, add 1, and divide alpha0 by all of that. A cake for four people and two more "
        "from each car:\n    cake / (4 + 2 * cars)",
    ),
)
def decay_inverse(alpha0, decay_rate, epoch):
    """Learning rate of an epoch, a number. Formula: alpha0 / (1 + decay_rate * epoch)."""
    return alpha0 / (1 + decay_rate * epoch)


@decay_inverse.inputs
def decay_inverse_inputs(rng):
    """The numbers of the text, then others; of epoch 0 the text asks nothing that epoch 1 does not."""
    yield case(0.2, 1.0, 4)
    yield case(0.2, 0.5, 1)
    for low, high in [(2, 5), (6, 12), (13, 30)]:
        yield case(float(_sizes(rng, 0.12, 0.7, ())), float(_sizes(rng, 0.3, 0.9, ())), int(rng.integers(low, high)))


decay_inverse.slips(
    inverse_without_one=(
        "return alpha0 / (decay_rate * epoch)",
        "Your rate is alpha0 divided by decay_rate times epoch, which has no value in epoch 0. What else is below the "
        "line?",
    ),
    inverse_brackets_lost=(
        "return alpha0 / 1 + decay_rate * epoch",
        "Your rate grows from epoch to epoch: alpha0 was divided by 1 alone. Where do brackets help?",
    ),
    inverse_brackets_too_small=(
        "return alpha0 / ((1 + decay_rate) * epoch)",
        "In your formula 1 and decay_rate are added before epoch multiplies them. Which two numbers does the formula "
        "multiply first?",
    ),
    inverse_divided_then_multiplied=(
        "return alpha0 / (1 + decay_rate) * epoch",
        "alpha0 was divided by 1 + decay_rate, and then multiplied by epoch. Which brackets are missing?",
    ),
    inverse_multiplied=(
        "return alpha0 * (1 + decay_rate * epoch)",
        "Your rate grows from epoch to epoch: alpha0 times the sum. Multiply or divide?",
    ),
    inverse_minus=(
        "return alpha0 / (1 - decay_rate * epoch)",
        "Below your line stands 1 minus the product, which becomes 0 or negative. Which sign keeps it growing?",
    ),
    inverse_with_power=(
        "return alpha0 / (1 + decay_rate**epoch)",
        "In your formula decay_rate is raised to the power epoch. Which sign stands between the two?",
    ),
    inverse_one_epoch_ahead=("return alpha0 / (1 + decay_rate * (epoch + 1))", RATE_OF_THE_NEXT_EPOCH),
    inverse_without_epoch=(
        "return alpha0 / (1 + decay_rate)",
        "Your rate is the same in every epoch. What does decay_rate multiply?",
    ),
    inverse_without_decay_rate=(
        "return alpha0 / (1 + epoch)",
        "Your rate does not depend on decay_rate. What multiplies the epoch?",
    ),
    inverse_alone=("return 1 / (1 + decay_rate * epoch)", FACTOR_ALONE),
    inverse_linear=(
        "return alpha0 - decay_rate * epoch",
        "Your rate falls along a straight line and then below 0. Which operation never leads below 0?",
    ),
)


@decay_inverse.also_correct
def inverse_with_a_power(alpha0, decay_rate, epoch):
    return np.multiply(alpha0, (1.0 + np.array([epoch]) * decay_rate) ** -1)


@decay_inverse.also_correct
def inverse_written_out(alpha0, decay_rate, epoch, verbose=True):
    below = 1
    for _ in range(epoch):
        below += decay_rate
    if verbose:
        print(alpha0 / below)
    return 1 / below * alpha0
