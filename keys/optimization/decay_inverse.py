"""The exercise decay_inverse of 03_optimization."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import scalar

from ._inputs import _sizes


@exercise(
    returns=scalar("rate", points=1),
    hints=(
        "What should come out in epoch 0, before anything has decayed, and what becomes of it as the epochs go by?",
        "Below the line stands a sum that is 1 in epoch 0 and grows evenly; brackets keep it together.",
        "Multiply decay_rate with epoch, add 1, and divide alpha0 by all of that.",
    ),
)
def decay_inverse(alpha0, decay_rate, epoch):
    """Learning rate of an epoch, a number. Formula: alpha0 / (1 + decay_rate * epoch)."""
    return alpha0 / (1 + decay_rate * epoch)


@decay_inverse.inputs
def decay_inverse_inputs(rng):
    yield case(0.2, 1.0, 4)
    for low, high in [(2, 5), (6, 12), (13, 30)]:
        yield case(float(_sizes(rng, 0.12, 0.7, ())), float(_sizes(rng, 0.3, 0.9, ())), int(rng.integers(low, high)))


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


@decay_inverse.mistake
def inverse_without_one(alpha0, decay_rate, epoch):
    """Your rate is alpha0 divided by decay_rate times epoch, which has no value in epoch 0. What else is below the
    line?"""
    return alpha0 / (decay_rate * epoch)


@decay_inverse.mistake
def inverse_brackets_lost(alpha0, decay_rate, epoch):
    """Your rate grows from epoch to epoch: alpha0 was divided by 1 alone. Where do brackets help?"""
    return alpha0 / 1 + decay_rate * epoch


@decay_inverse.mistake
def inverse_brackets_too_small(alpha0, decay_rate, epoch):
    """In your formula 1 and decay_rate are added before epoch multiplies them. What does a product bind to first?"""
    return alpha0 / ((1 + decay_rate) * epoch)


@decay_inverse.mistake
def inverse_divided_then_multiplied(alpha0, decay_rate, epoch):
    """alpha0 was divided by 1 + decay_rate, and then multiplied by epoch. Which brackets are missing?"""
    return alpha0 / (1 + decay_rate) * epoch


@decay_inverse.mistake
def inverse_multiplied(alpha0, decay_rate, epoch):
    """Your rate grows from epoch to epoch: alpha0 times the sum. Multiply or divide?"""
    return alpha0 * (1 + decay_rate * epoch)


@decay_inverse.mistake
def inverse_minus(alpha0, decay_rate, epoch):
    """Below your line stands 1 minus the product, which becomes 0 or negative. Which sign keeps it growing?"""
    return alpha0 / (1 - decay_rate * epoch)


@decay_inverse.mistake
def inverse_with_power(alpha0, decay_rate, epoch):
    """In your formula decay_rate is raised to the power epoch. Which sign stands between the two?"""
    return alpha0 / (1 + decay_rate**epoch)


@decay_inverse.mistake
def inverse_one_epoch_ahead(alpha0, decay_rate, epoch):
    """Your rate is that of the next epoch. In which epoch is the rate still alpha0?"""
    return alpha0 / (1 + decay_rate * (epoch + 1))


@decay_inverse.mistake
def inverse_without_epoch(alpha0, decay_rate, epoch):
    """Your rate is the same in every epoch. What does decay_rate multiply?"""
    return alpha0 / (1 + decay_rate)


@decay_inverse.mistake
def inverse_without_decay_rate(alpha0, decay_rate, epoch):
    """Your rate does not depend on decay_rate. What multiplies the epoch?"""
    return alpha0 / (1 + epoch)


@decay_inverse.mistake
def inverse_alone(alpha0, decay_rate, epoch):
    """Your result is the factor alone, 1 in epoch 0. Which rate does it scale?"""
    return 1 / (1 + decay_rate * epoch)


@decay_inverse.mistake
def inverse_linear(alpha0, decay_rate, epoch):
    """Your rate falls along a straight line and then below 0. Which operation never leads below 0?"""
    return alpha0 - decay_rate * epoch
