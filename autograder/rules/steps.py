"""The rules for one step of an optimiser: its formula, and that all arrays are treated by it.

A slip in a formula is in every array, and a forgotten layer is in all that is returned. So a formula is judged by the
first array alone, a step by the averages that the student has, and the other arrays by the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.plain.values import Tree, as_array, certainly_alike, numbers_close
from autograder.rules.base import Failure, Rule, Rung, inside, misshapen, unlike, without_key, wrong_value
from autograder.rules.network import Parameters
from autograder.rules.numbers import Close
from autograder.rules.optimizers import BEGINNINGS, DIRECTIONS

PARAMETERS = "parameters"  # as the notebook calls what a step moves
ENOUGH = 2  # entries that are numbers; fewer say too little


@dataclass(frozen=True)
class FirstArray(Close):
    """A dictionary of arrays, of which the first one is looked at, ``W1`` or ``dW1``."""

    kind: ClassVar[str] = "first_array"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """As for Close."""
        first = next(iter(expected))
        if not isinstance(got, dict):
            return unlike(where, got, expected)
        if first not in got:
            return without_key(where, got, first)
        inner = inside(where, first)
        failed = super().failure(got[first], expected[first], args, inner)
        return replace(failed, what=inner) if failed else None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """All the arrays are the same: what is said of a formula is said of each of them."""
        return same_arrays(got, other)


@dataclass(frozen=True)
class OwnStep(FirstArray):
    """The parameters after a step, in a tuple with the averages that made it: right also by those averages.

    Where they are not the expected ones, the step is right if they lead to it, wherever epsilon stands.
    """

    optimizer: str = "momentum"
    arguments: Any = ()  # (name, position) of what an argument says; a key writes a dictionary
    kind: ClassVar[str] = "own_step"

    def __post_init__(self) -> None:
        pairs = self.arguments.items() if isinstance(self.arguments, Mapping) else self.arguments
        object.__setattr__(self, "arguments", tuple(pairs))

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """As for the first array of what is expected, then for what own averages lead to."""
        if not isinstance(got, tuple | list) or not got:
            return unlike(where, got, expected)
        failed = super().failure(got[0], expected[0], args, PARAMETERS)
        if failed is None or failed.rung < Rung.NOT_FINITE:
            return failed
        own = self._own_averages(got[1:], expected[1:])
        for due in self._led_to(own, args) if own else []:
            if FirstArray.failure(self, got[0], due, args, PARAMETERS) is None:
                return None
        return failed

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The same parameters."""
        rows = all(isinstance(value, tuple | list) and len(value) for value in (got, other))
        return same_arrays(got[0], other[0]) if rows else certainly_alike(got, other)

    def as_expected(self) -> Rule:
        """The expected step."""
        return ExpectedStep(**vars(self))

    def _own_averages(self, got: Sequence[Tree], expected: Sequence[Tree]) -> dict[str, Parameters]:
        """The first array of each average, if they are of the expected form and not the expected ones."""
        own, same = {}, True
        names = DIRECTIONS[self.optimizer][1]
        for name, mine, due in zip(names, got, expected, strict=False):
            first = next(iter(due))
            array = as_array(mine[first]) if isinstance(mine, dict) and first in mine else None
            if array is None or array.shape != np.shape(due[first]):
                return {}
            own[name] = {first: array.astype(float)}
            same = same and numbers_close(array, np.asarray(due[first]), self.rtol, self.atol)
        return {} if same or len(own) < len(names) else own

    @np.errstate(all="ignore")
    def _led_to(self, own: dict[str, Parameters], args: Sequence[Tree]) -> list[Tree]:
        """The first of the parameters after a step along these averages, by each place of epsilon.

        An average of no squares may be negative in some places, whose root is nan: chance must not decide by them.
        """
        values = {name: args[position] for name, position in self.arguments}
        settings = {name: float(values[name]) for name in ("beta", "beta1", "beta2", "epsilon") if name in values}
        ((key, _),) = next(iter(own.values())).items()
        gradient = {key: np.asarray(values["gradients"][key], dtype=float)}
        name = key.removeprefix("d")
        before, rate, along = values["parameters"][name], float(values["rate"]), DIRECTIONS[self.optimizer][0]
        t, v, s = int(values.get("t", 0)), own.get("v", {}), own.get("s", {})
        memories = [replace(memory, t=t, v=v, s=s) for memory in BEGINNINGS[self.optimizer]]
        ends = [before - rate * along(memory, gradient, settings)[key] for memory in memories]
        return [{name: end} for end in ends if np.isfinite(end).sum() >= ENOUGH]


class ExpectedStep(OwnStep):
    """The step that is expected, whatever the averages are."""

    def _own_averages(self, got: Sequence[Tree], expected: Sequence[Tree]) -> dict[str, Parameters]:
        return {}


@dataclass(frozen=True)
class Alike(Rule):
    """Dictionaries of arrays in which all arrays are treated as the first one is, be that right or wrong.

    Numbers that went in alike, with the same gradient and the same averages, come out alike, in whichever array they
    are. So a case for this rule holds the numbers of the first array again in the others.
    """

    of: tuple[int, ...] = (0,)  # the positions of the arguments that are returned changed, in their order
    rtol: float = 1e-6
    atol: float = 1e-9
    kind: ClassVar[str] = "alike"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first; then that all arrays have moved, or none; then numbers that went in alike."""
        mine, theirs = ((tree,) if isinstance(tree, dict) else tree for tree in (got, expected))
        if not isinstance(mine, tuple | list) or not mine:
            return unlike(where, got, expected)
        some = False
        for value, due, position in zip(mine, theirs, self.of, strict=False):
            moved = {}
            for name in due:
                if failed := _misplaced(value, due, name, where):
                    return failed
                moved[name] = not self._same(value[name], args[position][name])
            if any(moved.values()) and not all(moved.values()):
                name = next(name for name in moved if not moved[name])
                return Failure(Rung.VALUE, say("array_unmoved", name=name, other=next(filter(moved.get, moved))))
            if failed := self._apart(value, due, args, where):
                return failed
            some = some or any(moved.values())
        return None if some else wrong_value(where, got, expected)

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The very same arrays."""
        mine, theirs = ((tree,) if isinstance(tree, dict) else tree for tree in (got, other))
        if not all(isinstance(row, tuple | list) for row in (mine, theirs)) or len(mine) < len(theirs):
            return certainly_alike(got, other)
        return all(same_arrays(*pair) for pair in zip(mine, theirs, strict=False))

    def _apart(self, value: dict[str, Tree], due: dict[str, Tree], args: Sequence[Tree], where: str) -> Failure | None:
        """Two numbers that went in alike and came out different, or all of them one and the same."""
        seen: dict[tuple[float, ...], tuple[str, np.ndarray]] = {}
        for name in due:
            row = np.asarray(value[name], dtype=float).reshape(-1)
            for origin, number in zip(_origins(args, name.removeprefix("d")), row, strict=True):
                other, twin = seen.setdefault(origin, (name, number))
                if not self._same(number, twin):
                    shown = {"number": show(float(number)), "twin": show(float(twin))}
                    return Failure(Rung.VALUE, say("array_apart", name=name, other=other, **shown))
        first = next(number for _, number in seen.values())
        if all(self._same(number, first) for _, number in seen.values()):
            return wrong_value(where, value, due)
        return None

    def _same(self, one: Tree, other: Tree) -> bool:
        return numbers_close(np.asarray(one), np.asarray(other), self.rtol, self.atol)


def _misplaced(value: Tree, due: dict[str, Tree], name: str, where: str) -> Failure | None:
    """What is wrong with the form of one array."""
    if not isinstance(value, dict):
        return unlike(where, value, due)
    if name not in value:
        return without_key(where, value, name)
    mine, theirs = as_array(value[name]), np.asarray(due[name])
    if mine is None:
        return unlike(name, value[name], due[name])
    return None if mine.shape == theirs.shape else replace(misshapen(name, mine, theirs), what=name)


def _origins(args: Sequence[Tree], name: str) -> Iterator[tuple[float, ...]]:
    """For each number of a parameter what went in: itself, its gradient, and what is remembered of it."""
    arrays = [arg[key] for arg in args if isinstance(arg, dict) for key in (name, f"d{name}") if key in arg]
    return zip(*(np.asarray(array, dtype=float).reshape(-1).tolist() for array in arrays), strict=True)


def same_arrays(got: Tree, other: Tree) -> bool:
    """Whether a dictionary holds all the arrays of another one, in the same shapes."""
    if not isinstance(got, dict) or not isinstance(other, dict):
        return certainly_alike(got, other)
    return other.keys() <= got.keys() and all(_same_array(got[name], other[name]) for name in other)


def _same_array(got: Tree, other: Tree) -> bool:
    mine, theirs = as_array(got), as_array(other)
    if mine is None or theirs is None:
        return certainly_alike(got, other)
    return mine.shape == theirs.shape and numbers_close(mine, theirs, 1e-7, 1e-9)
