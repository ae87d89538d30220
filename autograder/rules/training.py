"""The rule for parameters that are reached by training, whatever the initialisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from autograder.messages import say
from autograder.rules.base import Failure, Rule, Rung
from autograder.values import Tree, as_array, certainly_alike, describe, numbers_close, show

ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "identity": lambda z: z,
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: z * (z.real > 0),
}


@dataclass(frozen=True)
class Trajectory(Rule):
    """A training loop seen at several iteration counts: theta(k+1) = theta(k) - rate * gradient(theta(k)).

    The case varies its argument ``iterations`` (see ``exercise.steps``), so the value is one dictionary of
    parameters for each count. ``network`` lists (weights, bias, activation) of each layer; the cost is the
    mean cross-entropy of the argument ``labels`` given the argument ``inputs`` (examples in columns). The
    gradient is taken by the complex step (Squire and Trapp 1998), exact to rounding, so any initialisation
    is right and no reference implementation is needed. ``rate`` is a number, or the index of the argument
    that holds it.
    """

    network: tuple[tuple[str, str, str], ...] = ()
    inputs: int = 0
    labels: int = 1
    rate: float = 0.0
    rate_argument: int | None = None
    rtol: float = 1e-6
    atol: float = 1e-9
    kind: ClassVar[str] = "trajectory"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then each step against the gradient."""
        for mine, theirs in zip(got, expected, strict=True):
            problem = self._structure(mine, theirs, where)
            if problem is not None:
                return problem
        rate = self.rate if self.rate_argument is None else float(args[self.rate_argument])
        X, Y = (np.asarray(args[i], dtype=float) for i in (self.inputs, self.labels))
        for k, (before, after) in enumerate(pairwise(got)):
            theta = {name: np.asarray(before[name], dtype=float) for name in self._names()}
            gradient = self.gradient(theta, X, Y)
            for name in self._names():
                due = theta[name] - rate * gradient[name]
                if not numbers_close(np.asarray(after[name], dtype=float), due, self.rtol, self.atol):
                    message = say("step_wrong", first=k, second=k + 1, where=f"{where}[{name!r}]")
                    return Failure(Rung.VALUE, message, show(after[name]), show(due))
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Only the very same parameters are certain to come from the same wrong version."""
        names = set(self._names())
        if not all(isinstance(value, dict) and names <= value.keys() for value in (*got, *other)):
            return certainly_alike(got, other)
        return all(same_numbers(a[name], b[name]) for a, b in zip(got, other, strict=True) for name in self._names())

    def _names(self) -> list[str]:
        return [name for weights, bias, _ in self.network for name in (weights, bias)]

    def _structure(self, mine: Tree, theirs: Tree, where: str) -> Failure | None:
        if not isinstance(mine, dict):
            message = say("wrong_type", where=where, got=describe(mine), expected=describe(theirs))
            return Failure(Rung.TYPE, message, show(mine))
        for name in self._names():
            if name not in mine:
                message = say("missing_keys", where=where, missing=repr(name), got=describe(mine))
                return Failure(Rung.KEYS, message)
            array, expected = as_array(mine[name]), as_array(theirs[name])
            assert expected is not None
            if array is None:
                return Failure(
                    Rung.TYPE,
                    say("wrong_type", where=f"{where}[{name!r}]", got=describe(mine[name]), expected="an array"),
                )
            if array.shape != expected.shape:
                return Failure(
                    Rung.SHAPE,
                    say("wrong_shape", where=f"{where}[{name!r}]", got=array.shape, expected=expected.shape),
                )
            if not np.all(np.isfinite(array)):
                return Failure(Rung.NOT_FINITE, say("not_finite", where=f"{where}[{name!r}]"))
        return None

    @np.errstate(all="ignore")
    def gradient(self, theta: dict[str, np.ndarray], X: np.ndarray, Y: np.ndarray) -> dict[str, np.ndarray]:
        """d cost / d theta for each parameter, by the complex step with h = 1e-30."""
        h = 1e-30
        gradient = {name: np.zeros_like(value) for name, value in theta.items()}
        for name, value in theta.items():
            for index in np.ndindex(value.shape):
                moved = {key: array.astype(complex) for key, array in theta.items()}
                moved[name][index] += 1j * h
                gradient[name][index] = self._cost(moved, X, Y).imag / h
        return gradient

    def _cost(self, theta: dict[str, np.ndarray], X: np.ndarray, Y: np.ndarray) -> complex:
        A = X.astype(complex)
        for weights, bias, activation in self.network:
            A = ACTIVATIONS[activation](theta[weights] @ A + theta[bias])
        return complex(-np.mean(np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=0)))


def same_numbers(a: Tree, b: Tree) -> bool:
    """Whether two parameters hold the same numbers in the same shape."""
    one, other = as_array(a), as_array(b)
    return one is not None and other is not None and one.shape == other.shape and numbers_close(one, other, 1e-9, 1e-12)
