"""The numbers from which input generators are made: balanced labels for every m, and the same ones for ever."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from autograder.key.inputs import balanced

SEEDS = (0, 1, 7, 2026)
DRAWS_AT_MOST = 200
NONE_FULFILS_ALL = (0, 1, 2, 4)


class Counted:
    """A generator that ends the test in the place of a loop that does not end."""

    def __init__(self, seed: int) -> None:
        self.rng, self.draws = np.random.default_rng(seed), 0

    def permutation(self, m: int) -> np.ndarray:
        self.draws += 1
        assert self.draws <= DRAWS_AT_MOST, "a loop without end"
        return self.rng.permutation(m)


def as_released(rng, m: int) -> np.ndarray:
    """How the labels of the released checks were drawn."""
    while True:
        Y = np.zeros((1, m))
        Y[0, rng.permutation(m)[: m // 2]] = 1.0
        if not np.array_equal(Y, Y[:, ::-1]) and not np.array_equal(Y, 1 - Y[:, ::-1]):
            return Y


def fulfils_all(Y: np.ndarray) -> bool:
    return not np.array_equal(Y, Y[:, ::-1]) and not np.array_equal(Y, 1 - Y[:, ::-1])


@pytest.mark.parametrize("m", range(13))
def test_which_numbers_of_labels_have_none_that_fulfil_all(m):
    every = (np.isin(np.arange(m), ones)[None].astype(float) for ones in itertools.combinations(range(m), m // 2))
    assert any(map(fulfils_all, every)) == (m not in NONE_FULFILS_ALL)


@pytest.mark.parametrize("m", range(41))
@pytest.mark.parametrize("seed", SEEDS)
def test_labels_are_balanced_and_come_for_every_m(m, seed):
    rng = Counted(seed)
    for _ in range(20):
        rng.draws = 0
        Y = balanced(rng, m)
        assert Y.shape == (1, m) and Y.dtype == float
        assert np.isin(Y, (0, 1)).all() and Y.sum() == m // 2
        assert m < 2 or not np.array_equal(Y, Y[:, ::-1])
        assert fulfils_all(Y) == (m not in NONE_FULFILS_ALL)


@pytest.mark.parametrize("m", [m for m in range(41) if m not in NONE_FULFILS_ALL])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_numbers_of_released_checks_stay_as_they_are(m, seed):
    now, then = np.random.default_rng(seed), np.random.default_rng(seed)
    for _ in range(20):
        assert balanced(now, m).tobytes() == as_released(then, m).tobytes()
    assert now.bit_generator.state == then.bit_generator.state
