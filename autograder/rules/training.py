"""The rules for what training returns, whatever the initialisation: the parameters, and the costs on the way."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.plain.values import Tree, as_array, certainly_alike, differing, numbers_close
from autograder.rules.base import Failure, Rung, inside, side_by_side, unlike, wrong_value
from autograder.rules.network import Network, Parameters, dictionary_in
from autograder.rules.optimizers import BEGINNINGS, OPTIMIZERS, Memory

Columns = tuple[int, ...]


@dataclass(frozen=True)
class Trajectory(Network):
    """Parameters at consecutive iteration counts: each epoch moves them as the optimiser would from there.

    Gradient descent may be seen from any iteration on. An optimiser with a memory is followed from its first
    step, so the first result must be the untouched parameters, which a call with learning rate 0 gives. With
    mini-batches an epoch is right if some order of the examples explains it, and so do the epochs before.
    Epsilon may stand inside the root or outside, of corrected averages or of plain ones, in all the steps alike.
    """

    rtol: float = 1e-6  # as in Close
    atol: float = 1e-9
    kind: ClassVar[str] = "trajectory"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then each epoch against the gradient."""
        for mine, theirs in zip(got, expected, strict=True):
            if problem := self.structure(mine, theirs, where):
                return problem
        counts = self.counts(args, len(got))
        optimizer = str(self.setting("optimizer", args, "gd"))
        memories = list(BEGINNINGS[optimizer])
        for (first, before), (second, after) in itertools.pairwise(zip(counts, map(self.parameters, got), strict=True)):
            if second != first + 1:
                continue
            ends = [end for memory in memories for end in self._epochs(before, memory, optimizer, args)]
            memories = [memory for theta, memory in ends if self._same(after, theta)]
            if not memories:
                name = next(name for name in self.names() if not self._close(after[name], ends[0][0][name]))
                inner, due = inside(where, name), ends[0][0][name]
                if len(ends) == 1 and optimizer == "gd":
                    message = say("step_wrong", first=first, second=second, where=inner)
                else:
                    message = say("epoch_wrong", first=first, second=second, where=inner, optimizer=optimizer)
                differ = differing(after[name], due, self.rtol, self.atol)
                failure = replace(side_by_side(Rung.VALUE, message, after[name], due, differ), what=inner)
                return (
                    failure if self.whole_batches(args) else Failure(Rung.VALUE, message, show(after[name]), what=inner)
                )
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Only the very same parameters are certain to come from the same wrong version."""
        names, mine, theirs = set(self.names()), [*map(dictionary_in, got)], [*map(dictionary_in, other)]
        if not all(isinstance(value, dict) and names <= value.keys() for value in (*mine, *theirs)):
            return certainly_alike(mine, theirs)
        return all(same_numbers(a[name], b[name]) for a, b in zip(mine, theirs, strict=True) for name in names)

    @np.errstate(all="ignore")
    def _epochs(
        self, theta: Parameters, memory: Memory, optimizer: str, args: Sequence[Tree]
    ) -> list[tuple[Parameters, Memory]]:
        """Every place where one epoch can end, one for each way of cutting the examples into mini-batches."""
        X, Y = self.data(args)
        m = X.shape[1]
        settings = {name: self.number(name, args) for name in ("rate", "beta", "beta1", "beta2", "epsilon")}
        ends = []
        for batches in orders(tuple(range(m)), int(self.number("batch", args, m))):
            here, carried = theta, memory
            for columns in batches:
                gradient = self.gradient(here, X[:, columns], Y[:, columns])
                direction, carried = OPTIMIZERS[optimizer](carried, gradient, settings)
                here = {name: here[name] - settings["rate"] * direction[name] for name in here}
            ends.append((here, carried))
        return ends

    def _same(self, one: Parameters, other: Parameters) -> bool:
        return all(self._close(one[name], other[name]) for name in self.names())

    def _close(self, one: np.ndarray, other: np.ndarray) -> bool:
        return numbers_close(one, other, self.rtol, self.atol)


@dataclass(frozen=True)
class TrainingCosts(Network):
    """The second of the returned values: costs on the way, judged by the parameters.

    The entry of iteration k is the cost of the parameters that k iterations have made, so it is compared
    wherever a result with that many iterations is there; the number of entries always is. With mini-batches it is the
    mean over all examples, and known where the learning rate was 0.
    """

    every: int = 100  # iterations from one entry to the next
    measure: str = "cost"  # or "absolute_error", its mean over outputs and examples
    optional: bool = False  # whether the parameters may be returned alone
    rtol: float = 1e-6  # as in Close
    atol: float = 1e-8
    kind: ClassVar[str] = "training_costs"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """The number of entries, then those that are known."""
        counts = self.counts(args, len(got))
        iterations = self.setting("iterations", args)
        known = {}
        for value, wanted, count in zip(got, expected, counts, strict=True):
            if problem := self.structure(value, wanted, where):
                return problem
            if self.whole_batches(args) or count == 0:  # else the parameters move while the cost is taken
                known[count] = self._measured(self.parameters(value), args)
        for value, wanted, count in zip(got, expected, iterations, strict=True):
            if self.optional and isinstance(value, dict):
                continue
            if not isinstance(value, tuple | list) or len(value) < 2:
                return unlike(where, value, wanted)
            costs = np.zeros(0) if isinstance(value[1], tuple | list) and not len(value[1]) else as_array(value[1])
            if costs is None or costs.ndim == 0:
                return unlike(self.part, value[1], wanted[1])
            length = -(-int(count) // self.every)
            if len(costs) != length or costs.size != length:
                message = say("wrong_length", where=self.part, count=len(costs), expected=length, every=self.every)
                return Failure(Rung.SHAPE, message, show(costs), show(wanted[1]), what=self.part)
            frozen = counts[0] == 0 and iterations[0] == count and value is got[0]
            for entry, cost in enumerate(costs.reshape(-1)):
                due = known.get(0 if frozen else entry * self.every) if frozen or self.whole_batches(args) else None
                if due is None:
                    continue
                differ = differing(np.asarray(cost), np.asarray(due), self.rtol, self.atol)
                if differ.any():
                    inner = f"{self.part}[{entry}]"
                    return replace(wrong_value(inner, cost, due, differ), what=inner)
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The very same lists."""
        if not all(isinstance(value, tuple | list) and len(value) > 1 for value in (*got, *other)):
            return certainly_alike(got, other)
        return all(certainly_alike(a[1], b[1]) for a, b in zip(got, other, strict=True))

    @np.errstate(all="ignore")
    def _measured(self, theta: Parameters, args: Sequence[Tree]) -> float:
        X, Y = self.data(args)
        if self.measure == "absolute_error":
            return float(np.mean(np.abs(Y - self.output(theta, X))))
        return float(self.cost_of(theta, X, Y))


def orders(columns: Columns, size: int) -> Iterator[tuple[Columns, ...]]:
    """Every way of cutting the columns into pieces of ``size``, the last one smaller; order within a piece is free.

    m! / (size!^k r!) of them, for k whole pieces and a rest of r: examples are few where this is asked.
    """
    if len(columns) <= size:
        yield (columns,)
        return
    for piece in itertools.combinations(columns, size):
        rest = tuple(column for column in columns if column not in piece)
        for further in orders(rest, size):
            yield (piece, *further)


def same_numbers(a: Tree, b: Tree) -> bool:
    """Whether two parameters hold the same numbers in the same shape."""
    one, other = as_array(a), as_array(b)
    return one is not None and other is not None and one.shape == other.shape and numbers_close(one, other, 1e-9, 1e-12)
