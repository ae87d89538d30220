"""decay_exponential: the learning rate of an epoch when every epoch keeps the same share of it."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import scalar

from ._families import CARET_FOR_POWER, FACTOR_ALONE, RATE_OF_THE_NEXT_EPOCH
from ._inputs import _sizes


@exercise(
    returns=scalar("rate", points=1),
    hands_back="alpha",
    hints=(
        "Every epoch keeps 95 % of the rate of the one before. How much is left after two epochs, after three?",
        "In epoch 0 the rate is alpha0; with each epoch one more factor base joins in.",
        "Raise base to the power epoch and scale alpha0 with it. Python writes a power with two stars:\n"
        "    savings * 1.03**years",
    ),
)
def decay_exponential(alpha0, epoch, base=0.95):
    """Learning rate of an epoch, a number. Formula: alpha0 * base^epoch."""
    return alpha0 * base**epoch


@decay_exponential.inputs
def decay_exponential_inputs(rng):
    """The base that is given if there is none, then others."""
    yield case(0.2, int(rng.integers(2, 5)))
    for (low, high), base in zip([(3, 6), (6, 9), (10, 15)], rng.permutation([0.8, 0.87, 0.9]), strict=True):
        yield case(float(_sizes(rng, 0.12, 0.7, ())), int(rng.integers(low, high)), float(base))


decay_exponential.slips(
    exponential_as_product=(
        "return alpha0 * base * epoch",
        "Your rate grows with the epoch: base was multiplied by it. What does the small epoch above the base mean?",
    ),
    exponential_of_both=(
        "return (alpha0 * base) ** epoch",
        "Your alpha0 was raised to the power epoch as well. Which number alone carries it?",
    ),
    exponential_of_alpha=(
        "return base * alpha0**epoch",
        "In your formula alpha0 carries the power epoch and base does not. Which one is it in the text?",
    ),
    exponential_turned_round=(
        "return alpha0 * epoch**base",
        "Your formula raises epoch to the power base. Which one of the two is below, and which above?",
    ),
    exponential_of_e=(
        "return alpha0 * np.exp(-base * epoch)",
        "Your rate falls with e to the power of minus base times epoch. Which number is raised to a power here?",
    ),
    exponential_divided=(
        "return alpha0 / base**epoch",
        "Your rate grows: dividing by a number below 1 makes it larger. Multiply or divide?",
    ),
    exponential_one_epoch_ahead=("return alpha0 * base ** (epoch + 1)", RATE_OF_THE_NEXT_EPOCH),
    exponential_one_epoch_behind=(
        "return alpha0 * base ** (epoch - 1)",
        "Your rate is that of the epoch before. Which power belongs to epoch 0?",
    ),
    exponential_base_fixed=(
        "base = 0.95",
        "Your base is 0.95 whatever the argument says. Where is base used?",
    ),
    exponential_alone=("return base**epoch", FACTOR_ALONE),
    exponential_without_epoch=(
        "return alpha0 * base",
        "Your rate is the same in every epoch. How often does base enter the rate of epoch 3?",
    ),
    inverse_for_exponential=(
        "return alpha0 / (1 + base * epoch)",
        "Your rate is alpha0 divided by 1 + base times epoch: the other kind of decay. Where does epoch stand in the "
        "formula of this one?",
    ),
    exponential_caret=slip("return alpha0 * (base ^ epoch)", CARET_FOR_POWER, mentions="^"),
)


@decay_exponential.also_correct
def exponential_with_logarithm(alpha0, epoch, base=0.95):
    return np.array([alpha0 * np.exp(epoch * np.log(base))])


@decay_exponential.also_correct
def exponential_in_a_loop(alpha0, epoch, base=0.95, verbose=False):
    for _ in range(epoch):
        alpha0 *= base
        if verbose:
            print(alpha0)
    return alpha0


@decay_exponential.also_correct
def exponential_with_numpy(alpha0, epoch, base=0.95):
    return np.power(base, float(epoch)) * alpha0
