"""The rule for gradient descent with all examples, parameter by parameter."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.plain.values import Tree, differing, numbers_close
from autograder.rules.base import Failure, Rung, inside, side_by_side
from autograder.rules.network import Network, dictionary_in
from autograder.rules.own_path import same_tree

NEARLY = 1e-3  # of the length of a step


@dataclass(frozen=True)
class Descent(Network):
    """Parameters at consecutive iteration counts: each step moves them by minus the rate times the gradient from there.

    Nothing is carried from one step to the next, so each parameter can be judged by itself, from wherever all of them
    were. A start from which weights need not move proves nothing: whoever leaves them where they are looks the same.
    """

    only: tuple[str, ...] = ()  # the parameters that are looked at; (): all
    up_to_a_factor: bool = False  # whether a step may have any length but 0, and go uphill
    rtol: float = 1e-6  # as in Close
    atol: float = 1e-9
    kind: ClassVar[str] = "descent"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then each step, then whether there was anything to see."""
        for mine, theirs in zip(got, expected, strict=True):
            if problem := self.structure(mine, theirs, where):
                return problem
        rate, weights = self.number("rate", args), {weights for weights, _, _ in self.network}
        at_rest = {name for name in self.only or self.names() if name in weights}
        places = zip(self.counts(args, len(got)), map(self.parameters, got), strict=True)
        for (first, before), (second, after) in itertools.pairwise(places):
            if second != first + 1:
                continue
            gradient = self.gradient(before, *self.data(args))
            for name in self.only or self.names():
                step, here = -rate * gradient[name], before[name]
                if not self._close(here + step, here):
                    at_rest.discard(name)
                if self._right(here, step, after[name]):
                    continue
                inner = inside(where, name)
                if self.up_to_a_factor:
                    message = say("move_wrong", first=first, second=second, where=inner)
                    return Failure(Rung.VALUE, message, show(after[name]), what=inner)
                message, due = say("step_wrong", first=first, second=second, where=inner), here + step
                differ = differing(after[name], due, self.rtol, self.atol)
                return replace(side_by_side(Rung.VALUE, message, after[name], due, differ), what=inner)
        if at_rest:
            return Failure(Rung.VALUE, say("start_at_rest", where=inside(where, min(at_rest))))
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Only the very same parameters are certain to come from the same wrong version."""
        return all(same_tree(dictionary_in(a), dictionary_in(b)) for a, b in zip(got, other, strict=True))

    @np.errstate(all="ignore")
    def _right(self, here: np.ndarray, step: np.ndarray, after: np.ndarray) -> bool:
        """Whether one gets by this step from here to there, within what numbers of this size can hold."""
        if self._close(after, here + step):
            return True
        if not self.up_to_a_factor:
            return False
        if self._close(here + step, here):  # nothing to be seen of a step, then of one uphill neither
            return self._close(after, here)
        factor = float(np.sum((after - here) * step) / np.sum(step * step))
        if not self._close(here + factor * step, here):
            return self._close(after, here + factor * step)
        # So small a step is close to any other, but it has a direction: no rounding hides a thousandth of its length.
        away, length = np.max(np.abs(after - here - factor * step)), np.max(np.abs(factor * step))
        return bool(length > 0 and away <= NEARLY * length)

    def _close(self, one: np.ndarray, other: np.ndarray) -> bool:
        return numbers_close(one, other, self.rtol, self.atol)


@dataclass(frozen=True)
class Awake(Network):
    """Parameters from which weights move: for a part that looks at something else and would be right at a saddle, too.

    What has no such parameters is for other rules to judge.
    """

    rtol: float = 1e-6  # as in Close
    atol: float = 1e-9
    kind: ClassVar[str] = "awake"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Whether each weight has a slope at one of the places."""
        places = [mine for mine, theirs in zip(got, expected, strict=True) if not self.structure(mine, theirs, where)]
        at_rest = {weights for weights, _, _ in self.network} if places else set()
        for here in map(self.parameters, places):
            gradient = self.gradient(here, *self.data(args))
            rate = self.number("rate", args)
            at_rest -= {
                name
                for name in at_rest
                if not numbers_close(here[name] - rate * gradient[name], here[name], self.rtol, self.atol)
            }
        if at_rest:
            return Failure(Rung.VALUE, say("start_at_rest", where=inside(where, min(at_rest))))
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Both awake, or neither."""
        return self.failure(got, got, args, "") == self.failure(other, other, args, "")


@dataclass(frozen=True)
class Learned(Network):
    """Parameters with a far smaller cost than one has who knows nothing but the mean of each label.

    For examples that whoever trains at all has learned by then, be the steps as many as were asked for or more.
    """

    at_most: float = 0.5  # of that cost
    kind: ClassVar[str] = "learned"

    @np.errstate(all="ignore")
    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then the cost of each result."""
        X, Y = self.data(args)
        guess = self._cost(np.broadcast_to(Y.mean(axis=1, keepdims=True), Y.shape), Y)
        for mine, theirs, count in zip(got, expected, self.counts(args, len(got)), strict=True):
            if problem := self.structure(mine, theirs, where):
                return problem
            cost = self._cost(self.output(self.parameters(mine), X), Y)
            if not cost <= self.at_most * guess:
                values = {"cost": show(cost), "guess": show(guess)}
                return Failure(Rung.VALUE, say("not_learned", steps=count, **values))
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The very same parameters."""
        return self.same_parameters(got, other)

    def _cost(self, A: np.ndarray, Y: np.ndarray) -> float:
        """The cost of these answers; a probability may be as good as 0 or 1."""
        if self.cost == "squared_error":
            return float(np.sum((Y - A) ** 2) / 2)
        A = np.clip(A, np.finfo(float).tiny, 1 - np.finfo(float).epsneg)
        return float(-np.mean(np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=0)))
