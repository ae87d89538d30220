"""decay_cosine: the learning rate of an epoch along half a wave, from the first rate down to the lowest one.

Ilya Loshchilov and Frank Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts (2016), equation 5, without the
restarts.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise
from autograder.rules import scalar

from ._families import FACTOR_ALONE, RATE_OF_THE_NEXT_EPOCH
from ._inputs import _sizes


@exercise(
    returns=scalar("rate", points=0.5),
    case_points={"with a minimum": 0.5},
    hands_back="alpha",
    hints=(
        "Which rate should come out in epoch 0, which one at the very end, and which one half-way between the two?",
        "A cosine falls from 1 to -1 while its angle grows from 0 to pi. A share of the way has to fall from 1 to 0.",
        "First make that share of the cosine. Then stretch it over the distance from minimum to alpha0, and lift it. "
        "The gondola of a big wheel, 40 m high, begins 3 m above the ground and is at the top after 6 minutes:\n"
        "    height = 3 + 40 * (1 - np.cos(np.pi * minutes / 6)) / 2",
    ),
)
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    """Learning rate of an epoch, a number.

    Formula: minimum + (alpha0 - minimum) * (1 + cos(pi * epoch / num_epochs)) / 2.
    """
    share = 0.5 * (1 + np.cos(np.pi * epoch / num_epochs))
    return minimum + (alpha0 - minimum) * share


@decay_cosine.inputs
def decay_cosine_inputs(rng):
    """Down to 0, beginning with the numbers of the text, then to a minimum: on the way, at both ends, whole numbers.

    None half-way, where a cosine is 0 and a straight line meets the wave. With a minimum the start comes first: there
    one sees best whether the wave is too high.
    """

    def rates():
        return float(_sizes(rng, 0.3, 0.7, ())), float(_sizes(rng, 0.03, 0.12, ()))

    yield case(0.2, 1, 4, 0, left_out=1)
    for first, last, epochs in [(2, 4, 11), (9, 12, 17)]:
        yield case(rates()[0], int(rng.integers(first, last)), epochs, 0)
    yield case(rates()[0], 0, 6, 0)
    yield case(rates()[0], 8, 8, 0)
    for first, last, epochs in [(0, 1, 5), (2, 4, 9), (10, 13, 15), (6, 9, 25), (10, 11, 10)]:
        alpha0, minimum = rates()
        yield case(alpha0, int(rng.integers(first, last)), epochs, minimum, part="with a minimum")
    yield case(int(rng.integers(5, 9)), 2, 7, int(rng.integers(2, 4)), part="with a minimum")


decay_cosine.slips(
    # the angle
    cosine_whole_wave=(
        "share = 0.5 * (1 + np.cos(2 * np.pi * epoch / num_epochs))",
        "In the second half of the epochs your rate climbs back to alpha0: that is a whole wave. At which angle is "
        "half of it over?",
    ),
    cosine_quarter_wave=(
        "share = np.cos(np.pi * epoch / num_epochs / 2)",
        "Your rate falls along a quarter of a wave, fastest at the end. How does half a wave arrive at its lowest "
        "place?",
    ),
    cosine_without_pi=(
        "share = 0.5 * (1 + np.cos(epoch / num_epochs))",
        "At the end your rate has gone less than a quarter of the way down, since your angle ends at 1. At which angle "
        "is a cosine lowest?",
    ),
    cosine_of_degrees=(
        "share = 0.5 * (1 + np.cos(180 * epoch / num_epochs))",
        "Your angle grows to 180, and np.cos takes it for many turns. In which unit does NumPy measure angles?",
    ),
    cosine_with_a_rounded_pi=(
        "share = 0.5 * (1 + np.cos(3.14 * epoch / num_epochs))",
        "Your rate is nearly the expected one, as with 3.14 for pi. Where does NumPy keep more digits of it?",
    ),
    cosine_of_the_epoch_alone=(
        "share = 0.5 * (1 + np.cos(np.pi * epoch))",
        "Your rate jumps up and down from one epoch to the next, whatever num_epochs says. Which share of the training "
        "is over after an epoch?",
    ),
    cosine_divided_afterwards=(
        "share = 0.5 * (1 + np.cos(np.pi * epoch) / num_epochs)",
        "The cosine was taken of pi times epoch, and only its value was divided by num_epochs. Where does your bracket "
        "close?",
    ),
    cosine_of_pi_alone=(
        "share = 0.5 * (1 + np.cos(np.pi) * epoch / num_epochs)",
        "Your rate begins half-way down and goes on along a straight line: the cosine was taken of pi alone, which is "
        "-1. What else stands in its brackets in the formula?",
    ),
    cosine_of_whole_shares=(
        "share = 0.5 * (1 + np.cos(np.pi * (epoch // num_epochs)))",
        "Your rate stays at alpha0 until the last epoch, as if the share of epochs were cut to a whole number. What "
        "does // do with what is behind the point?",
    ),
    cosine_of_the_fraction_turned_over=(
        "share = 0.5 * (1 + np.cos(np.pi * num_epochs / epoch))",
        "num_epochs was divided by epoch, which has no value in epoch 0. Which of the two is a share of the other?",
    ),
    cosine_one_epoch_ahead=(
        "share = 0.5 * (1 + np.cos(np.pi * (epoch + 1) / num_epochs))",
        RATE_OF_THE_NEXT_EPOCH,
    ),
    cosine_one_epoch_behind=(
        "share = 0.5 * (1 + np.cos(np.pi * (epoch - 1) / num_epochs))",
        "Your rate is that of the epoch before. Which number has the first epoch?",
    ),
    cosine_over_one_epoch_early=(
        "share = 0.5 * (1 + np.cos(np.pi * epoch / (num_epochs - 1)))",
        "Your wave is at its lowest place one epoch too early. In which epoch does the text let it end?",
    ),
    # from the cosine to a share
    cosine_not_lifted=(
        "share = np.cos(np.pi * epoch / num_epochs)",
        "In the second half of the epochs your rate is below minimum: a cosine falls to -1. To which number should a "
        "share fall?",
    ),
    cosine_not_halved=(
        "share = 1 + np.cos(np.pi * epoch / num_epochs)",
        "Your rate begins far above alpha0: 1 plus a cosine falls from 2 to 0. From which number should a share fall?",
    ),
    cosine_brackets_lost=(
        "share = 0.5 * 1 + np.cos(np.pi * epoch / num_epochs)",
        "Your share falls from 1.5 to -0.5: the 1 was halved, and the cosine was not. Where do brackets help?",
    ),
    cosine_alone_halved=(
        "share = 1 + np.cos(np.pi * epoch / num_epochs) / 2",
        "Your share falls from 1.5 to 0.5: the cosine was halved, and the 1 was not. Where do brackets help?",
    ),
    cosine_upside_down=(
        "share = 0.5 * (1 - np.cos(np.pi * epoch / num_epochs))",
        "Your rate climbs, from minimum to alpha0. Which of the two should it begin with?",
    ),
    sine_for_cosine=(
        "share = 0.5 * (1 + np.sin(np.pi * epoch / num_epochs))",
        "Your rate begins half-way, climbs to alpha0 and comes back, as a sine does. Which wave begins at its highest "
        "place?",
    ),
    cosine_left_out=(
        "share = 1 - epoch / num_epochs",
        "Your rate falls along a straight line, by the same amount in every epoch. Which function bends it at both "
        "ends?",
    ),
    # from the share to a rate
    cosine_minimum_ignored=(
        "minimum = 0",
        "Your rate falls to 0, whatever minimum says. Where does it end in the formula?",
    ),
    cosine_minimum_on_top=(
        "return minimum + alpha0 * share",
        "Your rate begins above alpha0: minimum was added to a wave that is alpha0 high. How far is it from minimum up "
        "to alpha0?",
    ),
    cosine_cut_off_at_minimum=(
        "return max(minimum, alpha0 * share)",
        "Your wave goes on down to 0 and is cut off at minimum. When does the wave of the formula arrive at minimum?",
    ),
    cosine_not_lifted_to_minimum=(
        "return (alpha0 - minimum) * share",
        "Your rate is too low by minimum in every epoch, and ends at 0. What lifts a whole wave?",
    ),
    cosine_minimum_as_a_share=(
        "return alpha0 * (minimum + (1 - minimum) * share)",
        "Your rate ends at minimum times alpha0. In the text minimum is a rate itself, and no share of one: where does "
        "the wave end?",
    ),
    cosine_minimum_alone_multiplied=(
        "return minimum + alpha0 - minimum * share",
        "Your rate never falls below alpha0: only minimum was multiplied with the wave. Where do brackets help?",
    ),
    cosine_alone=("return share", FACTOR_ALONE),
)


@decay_cosine.also_correct
def cosine_between_two_rates(alpha0, epoch, num_epochs, minimum=0):
    middle, half = (alpha0 + minimum) / 2, (alpha0 - minimum) / 2
    return middle + half * math.cos(epoch / num_epochs * math.pi)


@decay_cosine.also_correct
def cosine_squared(alpha0, epoch, num_epochs, minimum=0.0):
    quarter = np.cos(np.pi / 2 * epoch / num_epochs) ** 2
    return np.array([alpha0 * quarter + minimum * (1 - quarter)])


@decay_cosine.also_correct
def cosine_held_behind_the_end(alpha0, epoch, num_epochs, minimum=0, verbose=True):
    if epoch >= num_epochs:
        return minimum
    rate = minimum + (alpha0 - minimum) * (1 + np.cos(np.radians(180 * epoch / num_epochs))) / 2
    if verbose:
        print(rate)
    return rate


@decay_cosine.also_correct
def cosine_looked_up(alpha0, epoch, num_epochs, minimum=0):
    wave = np.cos(np.linspace(0, np.pi, num_epochs + 1))
    return (minimum + (alpha0 - minimum) * (wave + 1) * 0.5)[epoch]


@decay_cosine.also_correct
def cosine_from_epoch_to_epoch(alpha0, epoch, num_epochs, minimum=0):
    rate = alpha0
    for t in range(1, epoch + 1):
        shorter = (1 + np.cos(np.pi * t / num_epochs)) / (1 + np.cos(np.pi * (t - 1) / num_epochs))
        rate = minimum + (rate - minimum) * shorter
    return rate


@decay_cosine.also_correct
def cosine_of_a_turning_number(alpha0, epoch, num_epochs, minimum=0):
    turned = np.exp(1j * np.pi * epoch / num_epochs)
    return alpha0 - (alpha0 - minimum) * (1 - turned.real) / 2
