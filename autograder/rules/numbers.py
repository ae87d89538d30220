"""Rules for numbers: close arrays, scalars, predictions, exact values, cost histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.plain.values import Tree, alike, as_array, certainly_alike, differing, numbers_close
from autograder.rules.base import Failure, Rule, Rung, misshapen, side_by_side, unlike, wrong_value

WHOLE = 3  # whole numbers in an array: so many are no count that stands in the wrong place


@dataclass(frozen=True)
class Close(Rule):
    """An array of the expected shape whose numbers agree within ``atol + rtol * |expected|``."""

    rtol: float = 1e-7  # a part of the expected number
    atol: float = 1e-9  # in its unit
    kind: ClassVar[str] = "close"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Shape first, then closeness; a number may be wrapped in any way."""
        mine, theirs = as_array(got), as_array(expected)
        assert theirs is not None
        if mine is None:
            return unlike(where, got, expected)
        if theirs.ndim == 0 and mine.size == 1 and mine.ndim <= 2:
            mine = mine.reshape(())
        if mine.shape != theirs.shape:
            return misshapen(where, got, theirs)
        if numbers_close(mine, theirs, self.rtol, self.atol):
            return None
        differ = differing(mine, theirs, self.rtol, self.atol)
        if not np.all(np.isfinite(mine)) and np.all(np.isfinite(theirs)):
            return side_by_side(Rung.NOT_FINITE, say("not_finite", where=where), mine, theirs, ~np.isfinite(mine))
        if message := _of_another_type(where, mine, theirs):
            return replace(side_by_side(Rung.VALUE, message, mine, theirs, differ), explained=True)
        if _is_whole(mine, theirs) and mine.size >= WHOLE:
            message = say("whole_numbers", where=where, dtype=mine.dtype.name)
            return side_by_side(Rung.VALUE, message, mine, theirs, differ)
        return wrong_value(where, mine, theirs, differ)

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The same numbers in the same shape, even a wrong one; else as if ``other`` had been expected."""
        mine, theirs = as_array(got), as_array(other)
        if mine is not None and theirs is not None and mine.shape == theirs.shape:
            return numbers_close(mine, theirs, self.rtol, self.atol)
        return super().agrees(got, other, args)

    def slack(self) -> tuple[float, float]:
        """The tolerance itself."""
        return self.rtol, self.atol


def _of_another_type(where: str, mine: np.ndarray, theirs: np.ndarray) -> str:
    """The sentence for numbers that are wrong by their type alone, as far as can be seen; "" for others."""
    if mine.dtype.kind == "b" and theirs.dtype.kind != "b":
        return say("truth_values", where=where)
    if _is_whole(mine, theirs) and np.array_equal(mine, np.trunc(theirs)):
        return say("point_cut_off", where=where, dtype=mine.dtype.name)
    return ""


def _is_whole(mine: np.ndarray, theirs: np.ndarray) -> bool:
    """Whether an array cannot hold what is expected, because it is one of whole numbers."""
    return mine.dtype.kind in "iu" and theirs.dtype.kind == "f" and not np.array_equal(theirs, np.trunc(theirs))


@dataclass(frozen=True)
class Scalar(Close):
    """One number, however it is wrapped: float, 0-d, ``(1,)`` or ``(1, 1)``."""

    kind: ClassVar[str] = "scalar"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """As for Close, with any wrapping of one number."""
        return super().failure(got, float(np.asarray(expected).reshape(())), args, where)


@dataclass(frozen=True)
class EitherWay(Close):
    """As for Close, but rows and columns may be exchanged."""

    kind: ClassVar[str] = "either_way"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Right on its side, or as for Close."""
        mine, theirs = as_array(got), as_array(expected)
        assert theirs is not None
        if (
            mine is not None
            and mine.shape[::-1] == theirs.shape
            and numbers_close(mine.T, theirs, self.rtol, self.atol)
        ):
            return None
        return super().failure(got, expected, args, where)

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The same way up."""
        return Close(rtol=self.rtol, atol=self.atol).agrees(got, other, args)


@dataclass(frozen=True)
class Proportional(Close):
    """The expected numbers up to one factor that is not 0: the way is right, the length may not be.

    A row for a column is another shape and the same way; a table on its side is not.
    """

    entries: tuple[str, ...] = ()  # of a dictionary of numbers that share the factor; (): the value itself is an array
    rows: bool = False  # whether each row of a table has a factor of its own; where zeros are expected, there is none
    kind: ClassVar[str] = "proportional"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """As for Close, against the expected numbers times the factor that fits best."""
        mine, theirs = self._numbers(got), self._numbers(expected)
        assert theirs is not None
        if mine is None:
            return unlike(where, got, expected)
        if (mine.shape != theirs.shape) if self.rows else (mine.squeeze().shape != theirs.squeeze().shape):
            return misshapen(where, mine, theirs)
        pairs = zip(mine, theirs, strict=True) if self.rows else [(mine.reshape(-1), theirs.reshape(-1))]
        return None if all(self._one_way(*pair) for pair in pairs) else wrong_value(where, got, expected)

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The very same numbers, factor and all."""
        mine, theirs = self._numbers(got), self._numbers(other)
        if mine is None or theirs is None:
            return certainly_alike(got, other)
        return mine.shape == theirs.shape and numbers_close(mine, theirs, self.rtol, self.atol)

    @np.errstate(all="ignore")
    def _one_way(self, mine: np.ndarray, theirs: np.ndarray) -> bool:
        factor = float(np.sum(mine * theirs) / np.sum(theirs * theirs)) if theirs.any() else 1.0
        return bool(factor) and np.isfinite(factor) and numbers_close(mine / factor, theirs, self.rtol, self.atol)

    def _numbers(self, tree: Tree) -> np.ndarray | None:
        if not self.entries:
            return as_array(tree)
        if not isinstance(tree, dict) or not set(self.entries) <= tree.keys():
            return None
        arrays = [as_array(tree[key]) for key in self.entries]
        return (
            None
            if any(one is None or one.size != 1 for one in arrays)
            else np.array([*(float(one.reshape(-1)[0]) for one in arrays if one is not None)])
        )


@dataclass(frozen=True)
class Labels(Rule):
    """Predictions, 0 or 1, as bool, int or float, of shape ``(1, m)`` or ``(m,)``."""

    kind: ClassVar[str] = "labels"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """How many labels are not the expected ones."""
        mine, theirs = as_array(got), as_array(expected)
        assert theirs is not None
        if mine is None:
            return unlike(where, got, expected)
        flat = theirs.reshape(-1)
        if mine.shape not in (flat.shape, (1, flat.size)):
            return misshapen(where, got, theirs)
        theirs = theirs.reshape(mine.shape)
        differ = np.asarray(mine != theirs)
        if not differ.any():
            return None
        message = say("wrong_labels", where=where, count=int(differ.sum()), of=differ.size)
        return side_by_side(Rung.VALUE, message, mine, theirs, differ)

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The same numbers: one row or one axis is the same shape, any other must be the very same."""
        mine, theirs = as_array(got), as_array(other)
        if mine is None or theirs is None:
            return certainly_alike(got, other)
        shapes = [array.shape[1:] if array.ndim == 2 and len(array) == 1 else array.shape for array in (mine, theirs)]
        if shapes[0] != shapes[1]:
            return False
        return numbers_close(mine.reshape(-1), theirs.reshape(-1), *self.slack())


@dataclass(frozen=True)
class Equal(Rule):
    """The very same numbers, texts or truth values; numbers may be wrapped in any way of one shape."""

    kind: ClassVar[str] = "equal"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Shape first, then the very same values."""
        mine, theirs = as_array(got), as_array(expected)
        if mine is not None and theirs is not None:
            if theirs.ndim == 0 and mine.size == 1:
                mine = mine.reshape(())
            if mine.shape != theirs.shape:
                return misshapen(where, got, theirs)
            differ = np.asarray(mine != theirs)
            return wrong_value(where, mine, theirs, differ) if differ.any() else None
        if (mine is None) != (theirs is None) and not isinstance(expected, str):
            return unlike(where, got, expected)
        return None if alike(got, expected, 0, 0) else wrong_value(where, got, expected)


@dataclass(frozen=True)
class CostHistory(Close):
    """A cost for every ``every`` iterations: a list, tuple or array of numbers, each wrapped in any way."""

    rtol: float = 1e-6
    atol: float = 1e-8
    every: int = 100  # iterations; only the sentence about a wrong number of costs needs it
    kind: ClassVar[str] = "cost_history"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """The number of costs first, then their closeness."""
        theirs = as_array(expected)
        assert theirs is not None
        mine = np.zeros(0) if isinstance(got, tuple | list) and not len(got) else as_array(got)
        if mine is None or mine.ndim == 0:
            return unlike(where, got, expected)
        if mine.size != len(mine) and mine.shape[0] == 1:  # one row holding all the costs
            mine = mine.reshape(-1)
        if len(mine) != len(theirs) or mine.size != len(mine):
            message = say("wrong_length", where=where, count=len(mine), expected=len(theirs), every=self.every)
            return Failure(Rung.SHAPE, message, show(got), show(expected))
        return super().failure(mine.reshape(-1), theirs.reshape(-1), args, where)
