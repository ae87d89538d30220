"""The rules for the second of two layers: right if it follows from the first, as the student has it.

A slip in one layer is in all that comes behind it. These rules look from where the student is, so that it costs the one
layer alone. What is right is right all the same, also beside a wrong first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from autograder.plain.values import Tree, as_array
from autograder.rules.base import Failure, unlike
from autograder.rules.numbers import Close
from autograder.rules.tree import unpacked


@dataclass(frozen=True)
class FromOwn(Close):
    """One of two arrays that are returned together; examples are rows."""

    at: int = 1  # where it stands; the one that it is made from stands at the other place
    weights: int = 2  # the position of the weights between them, (units, units behind)

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """As for Close, against what is expected and then against what follows from the other array."""
        pair = unpacked(got)
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            return unlike(where, got, expected)
        problem = super().failure(pair[self.at], expected[self.at], args, self.part)
        first, due = as_array(pair[1 - self.at]), as_array(expected[1 - self.at])
        assert due is not None
        if problem is None or first is None or first.shape != due.shape:
            return problem
        with np.errstate(all="ignore"):
            following = self.following(first.astype(float), args)
        if not np.all(np.isfinite(following)) or not np.any(following):  # of nothing follows nothing
            return problem
        return problem if super().failure(pair[self.at], following, args, self.part) else None

    def following(self, first: np.ndarray, args: Sequence[Tree]) -> np.ndarray:
        """What is made from the first array."""
        raise NotImplementedError

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The same numbers at this place."""
        mine, theirs = unpacked(got), unpacked(other)
        if not all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in (mine, theirs)):
            return Close().agrees(got, other, args)
        return Close(rtol=self.rtol, atol=self.atol).agrees(mine[self.at], theirs[self.at], args)


@dataclass(frozen=True)
class OwnOutput(FromOwn):
    """The sigmoid of the first layer times the weights."""

    kind: ClassVar[str] = "own_output"

    def following(self, first: np.ndarray, args: Sequence[Tree]) -> np.ndarray:
        """Forwards."""
        return np.asarray(1 / (1 + np.exp(-(first @ np.asarray(args[self.weights])))))


@dataclass(frozen=True)
class OwnDelta(FromOwn):
    """What comes back through the weights, times the slope of the sigmoid whose output an argument holds."""

    outputs: int = 1  # the position of that argument, (examples, units)
    kind: ClassVar[str] = "own_delta"

    def following(self, first: np.ndarray, args: Sequence[Tree]) -> np.ndarray:
        """Backwards."""
        layer = np.asarray(args[self.outputs])
        return np.asarray((first @ np.asarray(args[self.weights]).T) * layer * (1 - layer))
