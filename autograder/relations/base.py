"""What a relation is: a fact about every call in which a value is wrong, with one question; never a cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.relations.places import ENOUGH, Place, Sight

CLOSE = 1e-6  # of a number: so near is the same; of the largest number beside it a thousandth of that
NEAR = 1e-4  # of the largest number: so near agrees in its first digits, and nothing else is said of it
EXTREME = 1e30  # a factor beyond it, or beyond its inverse, is no slip

Says = Callable[[Place], str | None]


@dataclass(frozen=True)
class Relation:
    """One word of the vocabulary."""

    name: str
    says: Says  # the sentence, if it is true in every wrong call; else None
    any_shape: bool
    of_zeros: bool

    def __call__(self, place: Place) -> str | None:
        """The sentence where it is certain; None where it is not, or where there is too little to tell."""
        if len(place.wrong) < ENOUGH or not (self.any_shape or place.same_shape):
            return None
        if not self.of_zeros and any(not sight.due.any() for sight in place.wrong):  # nearly everything is true of them
            return None
        if len({(sight.mine.tobytes(), sight.due.tobytes()) for sight in place.wrong}) < ENOUGH:
            return None
        return self.says(place)


def relation(*, any_shape: bool = False, of_zeros: bool = False) -> Callable[[Says], Relation]:
    """Makes a word of the vocabulary of a function.

    ``any_shape``: also where shapes are not those expected; ``of_zeros``: also where zeros are expected.
    """

    def make(says: Says) -> Relation:
        return Relation(says.__name__, says, any_shape, of_zeros)

    return make


def same(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays of one shape hold the same numbers but for rounding."""
    if one.shape != other.shape:
        return False
    return bool(np.all(np.abs(one - other) <= CLOSE * (np.abs(other) + 1e-3 * np.max(np.abs(other), initial=0.0))))


def is_not_due(sight: Sight, other: np.ndarray | None) -> bool:
    """Whether a value is another one, and what is expected is not."""
    return other is not None and same(sight.mine, other) and not same(sight.due, other)


def near(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether the first digits of the largest numbers agree, so that the rest can hardly be told apart."""
    return one.shape == other.shape and bool(np.max(np.abs(one - other)) <= NEAR * np.max(np.abs(other)))


def ratio(one: np.ndarray, other: np.ndarray) -> float | None:
    """The number by which ``other`` has to be multiplied to be ``one``; None where there is none, or an extreme one."""
    squares = float(np.sum(other * other))
    if one.shape != other.shape or not squares:
        return None
    factor = float(np.sum(one * other)) / squares
    return factor if 1 / EXTREME < abs(factor) < EXTREME and same(one, factor * other) else None
