"""The rule for a value that is made from others which are returned beside it: right if it follows from the student's.

A slip in one value is in all that are made from it. This rule looks from where the student is, so that it costs the
one value alone. What is right is right all the same, also beside a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from autograder.plain.values import Tree, as_array
from autograder.rules.base import Rule
from autograder.rules.formula import value_of
from autograder.rules.numbers import Close
from autograder.rules.precision import is_single

Path = tuple[str | int, ...]
"""The keys and positions that lead to a value."""


@dataclass(frozen=True)
class Whole:
    """All that was returned in one call, and all that was expected."""

    got: Tree
    expected: Tree
    args: Sequence[Tree]  # of the call
    single: bool  # whether a number of single precision was returned

    @classmethod
    def of(cls, got: Tree, expected: Tree, args: Sequence[Tree]) -> Whole:
        """Of one call."""
        return cls(got, expected, args, is_single(got))


@dataclass(frozen=True)
class Follows(Close):
    """As for Close; or what the formula makes of the student's own values, if these have the right shapes."""

    formula: str = field(default="", kw_only=True)  # see autograder.rules.formula
    own: tuple[tuple[str, Path], ...] = field(default=(), kw_only=True)  # where each returned value in it stands
    arguments: tuple[tuple[str, int], ...] = field(default=(), kw_only=True)  # the position of each argument in it
    kind: ClassVar[str] = "follows"

    def due(self, got: Tree, expected: Tree, whole: Whole) -> Tree:
        """What is expected here: what follows from the student's own values if that is what stands here."""
        if self.failure(got, expected, whole.args, self.part) is None:
            return expected
        following = self._following(expected, whole)
        if following is None or self.failure(got, following, whole.args, self.part) is not None:
            return expected
        return following

    def as_expected(self) -> Rule:
        """The same numbers, whatever the student's own values are."""
        return Close(self.part, self.rtol, self.atol, points=self.points)

    def _following(self, expected: Tree, whole: Whole) -> np.ndarray | None:
        """What the formula makes of them; None where they do not allow it, and where it makes nothing but zeros."""
        values = {name: whole.args[position] for name, position in self.arguments}
        for name, path in self.own:
            values[name] = _as_expected(at(whole.got, path), at(whole.expected, path))
        try:
            following = value_of(self.formula, values)
        except (KeyError, TypeError, ValueError):
            return None
        due = as_array(expected)
        if due is None or following.shape != due.shape or not np.all(np.isfinite(following)):
            return None
        return following if np.any(following) else None


def follows(part: str, formula: str, *, points: float = 0.0, rtol: float = 1e-7, atol: float = 1e-9) -> Follows:
    """The rule, with the names of other returned values and of arguments in its formula.

    Returned values go by what the last line of the reference or a dictionary calls them:
    ``follows("Z2", 'parameters["W2"] @ A1 + parameters["b2"]', points=1)``. :func:`exercise` finds where they stand.
    """
    return Follows(part, rtol, atol, formula=formula, points=points)


def at(tree: Tree, path: Path) -> Tree:
    """What stands at a place of several values or a dictionary; None if nothing does."""
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, tuple | list | np.ndarray) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _as_expected(mine: Tree, theirs: Tree) -> np.ndarray | None:
    """A value of the student's, if it has the shape that is expected; a number may be wrapped in any way."""
    one, other = as_array(mine), as_array(theirs)
    if one is None or other is None:
        return None
    if other.ndim == 0 and one.size == 1 and one.ndim <= 2:
        one = one.reshape(())
    return one if one.shape == other.shape else None
