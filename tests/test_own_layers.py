"""A second layer is judged from the first one as the student has it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.rules import own_delta, own_output
from autograder.rules.base import Rung

RNG = np.random.default_rng(3)
X, W0, W1 = RNG.normal(size=(5, 2)), RNG.normal(size=(2, 4)), RNG.normal(size=(4, 3))
LAYER1 = 1 / (1 + np.exp(-X @ W0))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


LAYER2 = sigmoid(LAYER1 @ W1)
TANH = np.tanh(X @ W0)
RIGHT = LAYER1, LAYER2


@pytest.mark.parametrize(
    ("got", "reason"),
    [
        (RIGHT, None),
        ([LAYER1.tolist(), LAYER2.tolist()], None),
        ((TANH, sigmoid(TANH @ W1)), None),
        ((X @ W0, LAYER2), None),  # right all the same
        ((TANH, np.tanh(TANH @ W1)), Rung.VALUE),
        ((LAYER1, sigmoid(LAYER2)), Rung.VALUE),
        ((LAYER1.T, LAYER2 / 2), Rung.VALUE),
        ((LAYER1 * np.nan, LAYER2 * np.nan), Rung.NOT_FINITE),
        ((None, LAYER2 / 2), Rung.VALUE),
        ((TANH, sigmoid(TANH @ W1).T), Rung.SHAPE),
        ((LAYER2, LAYER1), Rung.SHAPE),
        ((LAYER1,), Rung.TYPE),
        (None, Rung.TYPE),
        (3, Rung.TYPE),
        ((0 * LAYER1, 0 * LAYER2), Rung.VALUE),
        ((0 * LAYER1 + 1, 0 * LAYER2 + 1), Rung.VALUE),
    ],
)
def test_outputs_follow_from_the_hidden_layer(got, reason):
    failure = own_output("layer2", at=1, weights=2).failure(got, RIGHT, (X, W0, W1), "what forward returned")
    assert (None if failure is None else failure.rung) is reason


Y = np.eye(3)[[0, 2, 1, 1, 0]]
DELTA2 = (Y - LAYER2) * LAYER2 * (1 - LAYER2)
SLOPE = LAYER1 * (1 - LAYER1)
DELTA1 = (DELTA2 @ W1.T) * SLOPE


@pytest.mark.parametrize(
    ("got", "right"),
    [
        ((DELTA1, DELTA2), True),
        ((-DELTA1, -DELTA2), True),
        ((((Y - LAYER2) @ W1.T) * SLOPE, Y - LAYER2), True),
        ((DELTA1, -DELTA2), True),
        ((-DELTA1, DELTA2), False),
        ((DELTA2 @ W1.T, DELTA2), False),
        ((0 * DELTA1, 0 * DELTA2), False),
        ((0 * DELTA1 + 1, 0 * DELTA2 + 1), False),
    ],
)
def test_the_hidden_delta_follows_from_that_of_the_outputs(got, right):
    rule, args = own_delta("layer1_delta", at=0, weights=4, outputs=1), (X, LAYER1, LAYER2, Y, W1)
    assert (rule.failure(got, (DELTA1, DELTA2), args, "what backward returned") is None) == right


def test_two_answers_agree_by_what_stands_at_this_place():
    rule, args = own_output("layer2", at=1, weights=2), (X, W0, W1)
    assert rule.agrees(RIGHT, (TANH, LAYER2), args)
    assert not rule.agrees(RIGHT, (TANH, sigmoid(TANH @ W1)), args)
    assert not rule.agrees(RIGHT, LAYER2, args)
    assert rule.agrees(LAYER2, LAYER2, args)
