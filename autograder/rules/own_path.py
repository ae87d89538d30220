"""The rules for what training returns beside its parameters: right if it fits the student's own way down.

A wrong step leads elsewhere, and all that is worked out there would be wrong with it. These rules look from where the
student's parameters are, so that a slip in the step costs the step alone.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from autograder.plain.values import Tree, as_array, certainly_alike, numbers_close
from autograder.rules.base import Failure, Rule, Rung, unlike, without_key
from autograder.rules.network import Network, Parameters
from autograder.rules.numbers import Close, CostHistory, Scalar

FARTHEST = 1000  # steps that a loop may make instead of those that were asked for
ADDED = 1.001e-5  # the most that anybody adds to a probability, so that no logarithm is taken of 0
ROUNDING = 4 * np.finfo(float).eps  # of 1 - A: where little is left of it, its logarithm is off by up to about 1
SATURATED = 33.0  # a score for which 1 - A may be 0, and a cost no number, even where the loss is small


@dataclass(frozen=True)
class Places:
    """Where the results say that one was on the way."""

    known: Mapping[int, Parameters]  # by the number of iterations that led there; also the start, 0
    unreadable: frozenset[int]  # numbers of iterations whose result holds no parameters of the right shapes

    def anything_is_right(self, count: int) -> bool:
        """Whether nobody can tell what is right at this place, for no fault of the student's.

        It was not asked for, or its numbers have left all bounds; and others are known, by which the rest is judged.
        """
        return count not in self.known and count not in self.unreadable and any(self.known)


Way = tuple[np.ndarray, np.ndarray]
"""Weights (steps, inputs) and biases (steps, 1)."""


@dataclass(frozen=True)
class OwnPath(Network):
    """Where a neuron was after so many iterations: results are tuples that begin with its parameters.

    Its weights are a column, (inputs, 1), and its bias is a number, under the two keys of ``network``.
    """

    start: tuple[int, int] = (0, 1)  # the positions of the arguments that hold weights and bias to begin with
    at: int = 1  # where in the tuple the value stands that is judged

    @np.errstate(all="ignore")
    def places(self, got: Sequence[Tree], args: Sequence[Tree]) -> Places:
        """The parameters of each result that can be read and are finite."""
        size, names, places, unreadable = np.size(args[self.start[0]]), self.names(), {}, set()
        for count, value in zip(self.setting("iterations", args), got, strict=True):
            params = value[0] if isinstance(value, tuple | list) and len(value) else None
            w, b = (_inner(params, name) for name in names)
            if w is not None and b is not None and w.shape == (size, 1) and b.size == 1:
                places[int(count)] = self._as_layer(w, b)
            else:
                unreadable.add(int(count))
        places[0] = self._as_layer(*(np.asarray(args[position]) for position in self.start))
        known = {count: theta for count, theta in places.items() if all(map(_finite, theta.values()))}
        return Places(known, frozenset(unreadable))

    def judged(self, value: Tree) -> Tree:
        """What stands at the place that is judged; None where nothing does."""
        return value[self.at] if isinstance(value, tuple | list) and len(value) > self.at else None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The very same values, wherever the parameters were."""
        return all(same_tree(self.judged(mine), self.judged(theirs)) for mine, theirs in zip(got, other, strict=True))

    def _as_layer(self, w: np.ndarray, b: np.ndarray) -> Parameters:
        weights, bias = self.names()
        return {weights: w.reshape(1, -1).astype(float), bias: b.reshape(1, 1).astype(float)}


class FromNowhere:
    """An own path of which nothing is known, so that right is what is expected."""

    def places(self, got: Sequence[Tree], args: Sequence[Tree]) -> Places:
        """None."""
        return Places({}, frozenset())


@dataclass(frozen=True)
class OnTheWay(OwnPath):
    """Weights and bias that steps lead to, be they as many as were asked for or not: then the step itself is right."""

    at: int = 0
    rtol: float = 1e-6
    atol: float = 1e-9
    kind: ClassVar[str] = "on_the_way"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Why the first result is wrong that is neither as expected nor where one to FARTHEST steps lead."""
        for value, wanted in zip(got, expected, strict=True):
            failed = self._unexpected(self.judged(value), self.judged(wanted), args)
            if failed is None:
                continue
            if failed.rung < Rung.NOT_FINITE:
                return failed
            w, b = (_inner(self.judged(value), name) for name in self.names())
            if w is None or b is None or not self._passes(self._way(args), w, b):
                return failed
        return None

    def _unexpected(self, mine: Tree, theirs: Tree, args: Sequence[Tree]) -> Failure | None:
        if not isinstance(mine, dict):
            return unlike(self.part, mine, theirs)
        for name, rule in zip(self.names(), (Close, Scalar), strict=True):
            if name not in mine:
                return without_key(self.part, mine, name)
            failed = rule(rtol=self.rtol, atol=self.atol).failure(mine[name], theirs[name], args, name)
            if failed is not None:
                return replace(failed, what=name)
        return None

    def _way(self, args: Sequence[Tree]) -> Way:
        """All the weights and all the biases that one comes by."""
        here = self._as_layer(*(np.asarray(args[position]) for position in self.start))
        data = *here.values(), *self.data(args)
        return _walked(self, self.number("rate", args), *((array.shape, array.tobytes()) for array in data))

    def _passes(self, way: Way, w: np.ndarray, b: np.ndarray) -> bool:
        """Whether one comes by a place."""
        places, own = np.hstack(way), np.append(w.reshape(-1), b.reshape(-1))
        if own.size != places.shape[1]:
            return False
        return bool(np.any(np.all(np.abs(places - own) <= self.atol + self.rtol * np.abs(places), axis=1)))


@dataclass(frozen=True)
class OwnGradient(OwnPath):
    """The gradient of the last step: that of where this step began. Its keys are those of the parameters behind a d."""

    rtol: float = 1e-6
    atol: float = 1e-9
    kind: ClassVar[str] = "own_gradient"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then the numbers where a result tells where the last step began."""
        places = self.places(got, args)
        for value, wanted, count in zip(got, expected, self.setting("iterations", args), strict=True):
            grads, theirs = self.judged(value), self.judged(wanted)
            if not isinstance(grads, dict):
                return unlike(self.part, grads, theirs)
            before = int(count) - 1
            here = places.known.get(before)
            due = None if here is None else self.gradient(here, *self.data(args))
            for name in self.names():
                key = f"d{name}"
                if key not in grads:
                    return without_key(self.part, grads, key)
                shaped = np.asarray(theirs[key])
                free = as_array(grads[key]) if places.anything_is_right(before) else shaped
                numbers = free if due is None else due[name].reshape(shaped.shape)
                fitting = numbers if numbers is not None and numbers.size == shaped.size else shaped
                close = Close(rtol=self.rtol, atol=self.atol)
                # What is right is right, wherever the parameters are.
                failed = close.failure(grads[key], fitting.reshape(shaped.shape), args, key)
                if failed and close.failure(grads[key], shaped, args, key):
                    return replace(failed, what=key)
        return None

    def as_expected(self) -> Rule:
        """The expected gradient."""
        return ExpectedGradient(**vars(self))


class ExpectedGradient(FromNowhere, OwnGradient):
    """The gradient that is expected."""


@dataclass(frozen=True)
class OwnCosts(OwnPath):
    """A cost for every ``every`` iterations, that of where the student was then."""

    at: int = 2
    every: int = 100
    rtol: float = 0.0
    atol: float = 1e-8
    kind: ClassVar[str] = "own_costs"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """The number of costs first, then those of places that are known; at another, all results must say the same."""
        places, said = self.places(got, args), dict[int, float]()
        for value, wanted in zip(got, expected, strict=True):
            mine, right = self.judged(value), np.array([float(np.squeeze(cost)) for cost in self.judged(wanted)])
            due = right.copy()
            own = as_array(mine)
            costs = () if own is None or own.size != len(due) else own.reshape(-1)
            for entry, cost in enumerate(map(float, costs)):
                place = entry * self.every
                if place in places.known:
                    due[entry] = self._due(cost, places.known[place], args)
                elif places.anything_is_right(place) and np.isclose(
                    said.setdefault(place, cost), cost, self.rtol, self.atol, equal_nan=True
                ):
                    due[entry] = cost
            if mine is None:
                return unlike(self.part, mine, due)
            history = CostHistory(rtol=self.rtol, atol=self.atol, every=self.every)
            failed = history.failure(mine, due, args, self.part)
            if failed and history.failure(mine, right, args, self.part):
                return replace(failed, what=self.part)
        return None

    @np.errstate(all="ignore")
    def _due(self, own: float, here: Parameters, args: Sequence[Tree]) -> float:
        """The cost of a place; or their own, where it is one of those that a place so far off may get."""
        X, Y = self.data(args)
        losses = self.losses(here, X, Y)
        least = np.mean(-np.log(np.exp(-losses) + ADDED)) - self.atol
        most = np.mean(losses + np.minimum(ROUNDING * np.exp(losses), 1)) + self.atol
        if np.abs(self.scores(here, X)).max() >= SATURATED and not math.isfinite(own):
            return own
        return own if least <= own <= most else float(np.mean(losses))

    def as_expected(self) -> Rule:
        """The expected costs."""
        return ExpectedCosts(**vars(self))


class ExpectedCosts(FromNowhere, OwnCosts):
    """The costs that are expected."""


@functools.lru_cache(maxsize=64)  # every wrong answer to a case is held against the same way
@np.errstate(all="ignore")
def _walked(rule: OnTheWay, rate: float, *arrays: tuple[tuple[int, ...], bytes]) -> Way:
    """FARTHEST steps at this rate, from these parameters and with these examples: their shapes and their numbers."""
    w, b, X, Y = (np.frombuffer(numbers).reshape(shape) for shape, numbers in arrays)
    here, way = dict(zip(rule.names(), (w, b), strict=True)), []
    for _ in range(FARTHEST):
        slope = rule.gradient(here, X, Y)
        here = {name: here[name] - rate * slope[name] for name in here}
        way.append([here[name].reshape(-1) for name in here])
    weights, biases = zip(*way, strict=True)
    return np.array(weights), np.array(biases)


def _finite(numbers: np.ndarray) -> bool:
    return bool(np.all(np.isfinite(numbers)))


def _inner(params: Tree, name: str) -> np.ndarray | None:
    return as_array(params[name]) if isinstance(params, dict) and name in params else None


def same_tree(one: Tree, other: Tree) -> bool:
    """Whether two trees of numbers are the same but for rounding, in the same shapes."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_tree(one[key], other[key]) for key in one)
    a, b = as_array(one), as_array(other)
    if a is None or b is None:
        return certainly_alike(one, other)
    return a.size == b.size and numbers_close(a.reshape(-1), b.reshape(-1), 1e-7, 1e-9)
