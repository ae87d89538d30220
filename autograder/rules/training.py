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
from autograder.rules.base import Failure, Rung, inside, misshapen, side_by_side, unlike, wrong_value
from autograder.rules.draws import Drawn
from autograder.rules.network import Network, Parameters
from autograder.rules.numbers import Close
from autograder.rules.optimizers import BEGINNINGS, OPTIMIZERS, Memory
from autograder.rules.shuffles import RARE

Columns = tuple[int, ...]
LITTLE = 0.002  # what a bias of 0 may be after a step that was not asked for, far below any that is drawn


@dataclass(frozen=True)
class Trajectory(Network):
    """Parameters at consecutive iteration counts: each epoch moves them as the optimiser would from there.

    Gradient descent may be seen from any iteration on. An optimiser with a memory is followed from its first
    step, so the first result must be the untouched parameters, which a call with learning rate 0 gives. With
    mini-batches an epoch is right if some order of the examples explains it, and so do the epochs before; where many
    epochs are seen they must not all have the same.
    Epsilon may stand inside the root or outside, of corrected averages or of plain ones, in all the steps alike.
    Weights that begin all alike stay so, or never move, whatever the steps are: from there nothing is proven.
    """

    rtol: float = 1e-6  # as in Close
    atol: float = 1e-9
    kind: ClassVar[str] = "trajectory"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then each epoch against the gradient."""
        for mine, theirs in zip(got, expected, strict=True):
            if problem := self.structure(mine, theirs, where):
                return problem
        began = self.parameters(got[0])
        for weights, _, _ in self.network:
            if began[weights].size > 1 and not np.ptp(began[weights]):
                return Failure(Rung.VALUE, say("start_level", where=inside(where, weights)))
        counts = self.counts(args, len(got))
        optimizer = str(self.setting("optimizer", args, "gd"))
        memories = list(BEGINNINGS[optimizer])
        dealt, chance = [], 1.0  # every way in which each epoch can have dealt the examples out, by its number
        for (first, before), (second, after) in itertools.pairwise(zip(counts, map(self.parameters, got), strict=True)):
            if second != first + 1:
                continue
            ends = [self._epochs(before, memory, optimizer, args) for memory in memories]
            fitting = [self._fitting(after, theta) for theta, _ in ends]
            memories = [
                picked(memory, way)
                for (_, memory), ways in zip(ends, fitting, strict=True)
                for way in one_of(ways, memory)
            ]
            if not memories:
                due = {name: value[0] for name, value in ends[0][0].items()}
                return self._wrong_epoch((first, second), after, due, optimizer, args, where)
            dealt.append({int(way) for ways in fitting for way in ways})
            count = len(ends[0][0][self.names()[0]])
            chance *= len(dealt[-1]) / count
            if set.intersection(*dealt) and chance * count * RARE < 1:
                return Failure(Rung.VALUE, say("dealt_once", epochs=len(dealt)))
        return None

    def _wrong_epoch(
        self,
        epochs: tuple[int, int],
        after: Parameters,
        due: Parameters,
        optimizer: str,
        args: Sequence[Tree],
        where: str,
    ) -> Failure:
        """The first parameter that has not moved as it should, and where it should be, if that is certain."""
        name = next(name for name in self.names() if not self._close(after[name], due[name]))
        inner = inside(where, name)
        if after[name].shape != due[name].shape:  # of own widths, which may not change on the way
            return replace(misshapen(inner, after[name], due[name]), what=inner)
        numbers = {"first": epochs[0], "second": epochs[1], "where": inner}
        if self.whole_batches(args) and optimizer == "gd":
            message = say("step_wrong", **numbers)
        else:
            message = say("epoch_wrong", optimizer=optimizer, **numbers)
        if not self.whole_batches(args):  # one of many ways to deal, which may end anywhere
            return Failure(Rung.VALUE, message, show(after[name]), what=inner)
        differ = differing(after[name], due[name], self.rtol, self.atol)
        return replace(side_by_side(Rung.VALUE, message, after[name], due[name], differ), what=inner)

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Only the very same parameters are certain to come from the same wrong version."""
        return self.same_parameters(got, other)

    @np.errstate(all="ignore")
    def _epochs(
        self, theta: Parameters, memory: Memory, optimizer: str, args: Sequence[Tree]
    ) -> tuple[Parameters, Memory]:
        """Where one epoch can end: arrays with an axis in front, for each way of cutting examples into mini-batches."""
        X, Y = self.data(args)
        m = X.shape[1]
        settings = {name: self.number(name, args) for name in ("rate", "beta", "beta1", "beta2", "epsilon")}
        ways = list(orders(tuple(range(m)), int(self.number("batch", args, m))))
        here = {name: np.repeat(value[np.newaxis], len(ways), axis=0) for name, value in theta.items()}
        for batch in zip(*ways, strict=True):
            columns = np.array(batch)
            gradient = self.gradient(here, np.moveaxis(X[:, columns], 0, 1), np.moveaxis(Y[:, columns], 0, 1))
            direction, memory = OPTIMIZERS[optimizer](memory, gradient, settings)
            here = {name: here[name] - settings["rate"] * direction[name] for name in here}
        return here, memory

    def _fitting(self, after: Parameters, ends: Parameters) -> list[int]:
        """The numbers of the ways that lead to these parameters."""
        count = len(ends[self.names()[0]])
        return [way for way in range(count) if all(self._close(after[name], ends[name][way]) for name in self.names())]

    def _close(self, one: np.ndarray, other: np.ndarray) -> bool:
        return one.shape == other.shape and numbers_close(one, other, self.rtol, self.atol)


@dataclass(frozen=True)
class HeStart(Network):
    """The parameters before the first step, which a call with learning rate 0 gives: drawn as He draws them, biases 0.

    Who makes a step all the same moves them a little; inputs are small in a case for this rule.
    """

    kind: ClassVar[str] = "he_start"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Keys and shapes first, then how the weights are spread."""
        he, zeros = Drawn(std=2**0.5, fan_in=True), Close(rtol=0.0, atol=LITTLE)
        for mine, theirs, count in zip(got, expected, self.counts(args, len(got)), strict=True):
            if problem := self.structure(mine, theirs, where):
                return problem
            theta = self.parameters(mine)
            for weights, bias, _ in self.network if count == 0 else ():
                due = np.zeros(theta[bias].shape)
                if problem := he.failure(theta[weights], theta[weights], args, inside(where, weights)):
                    return problem
                if problem := zeros.failure(theta[bias], due, args, inside(where, bias)):
                    return problem
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """The very same parameters."""
        return self.same_parameters(got, other)


@dataclass(frozen=True)
class TrainingCosts(Network):
    """The second of the returned values: costs on the way, judged by the parameters.

    The entry of iteration k is the cost of the parameters that k iterations have made, so it is compared
    wherever a result with that many iterations is there; the number of entries always is. With mini-batches it is the
    mean over all examples, and known where the learning rate was 0. Parameters alone have none.
    """

    every: int = 100  # iterations from one entry to the next
    measure: str = "cost"  # or "absolute_error", its mean over outputs and examples
    up_to_a_factor: bool = False  # whether all may be multiplied by one number: then only where they were taken counts
    rtol: float = 1e-6  # as in Close
    atol: float = 1e-8
    kind: ClassVar[str] = "training_costs"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """The number of entries, then those that are known."""
        counts = self.counts(args, len(got))
        iterations = self.setting("iterations", args)
        place = self.part if self.part.isidentifier() else say("place_value", number=2, where=where)
        known = {}
        for value, wanted, count in zip(got, expected, counts, strict=True):
            if problem := self.structure(value, wanted, where):
                return problem
            if self.whole_batches(args) or count == 0:  # else the parameters move while the cost is taken
                known[count] = self._measured(self.parameters(value), args)
        taken: list[tuple[int, int, float, float]] = []  # number of the entry, its epoch, the cost kept, the one due
        for value, wanted, count in zip(got, expected, iterations, strict=True):
            if not isinstance(value, tuple | list) or len(value) < 2:
                return unlike(where, value, wanted)
            costs = np.zeros(0) if isinstance(value[1], tuple | list) and not len(value[1]) else as_array(value[1])
            if costs is None or costs.ndim == 0:
                return unlike(place, value[1], wanted[1])
            length = -(-int(count) // self.every)
            if len(costs) != length or costs.size != length:
                message = say("wrong_length", where=place, count=len(costs), expected=length, every=self.every)
                return Failure(Rung.SHAPE, message, show(costs), show(wanted[1]), what=place)
            frozen = counts[0] == 0 and iterations[0] == count and value is got[0]
            for entry, cost in enumerate(costs.reshape(-1)):
                epoch = 0 if frozen else entry * self.every
                due = known.get(epoch) if frozen or self.whole_batches(args) else None
                taken += [(entry, epoch, float(cost), due)] if due is not None else []
        return self._compared(taken, place)

    def _compared(self, taken: Sequence[tuple[int, int, float, float]], place: str) -> Failure | None:
        """The first of these costs that is not the one that it is due, or not in its proportion to the others."""
        factor = taken[0][2] / taken[0][3] if self.up_to_a_factor and taken else 1.0
        dues = {epoch: due for _, epoch, _, due in taken}
        standing = len(dues) > 1 and len(set(dues.values())) == 1  # where nothing moves, any epoch has the same cost
        if factor == 0 or not np.isfinite(factor) or (self.up_to_a_factor and standing):
            return Failure(Rung.VALUE, say("costs_of_others", where=place, every=self.every))
        for entry, _, cost, due in taken:
            differ = differing(np.asarray(cost / factor), np.asarray(due), self.rtol, self.atol)
            if differ.any():
                if self.up_to_a_factor:
                    return Failure(Rung.VALUE, say("costs_of_others", where=place, every=self.every))
                inner = f"{place}[{entry}]"
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


def one_of(ways: list[int], memory: Memory) -> list[int]:
    """Those of which the optimiser remembers something; where it remembers nothing, one stands for all."""
    return ways if memory.v or memory.s else ways[:1]


def picked(memory: Memory, way: int) -> Memory:
    """What is remembered of one way."""
    v, s = ({name: value[way] for name, value in averages.items()} for averages in (memory.v, memory.s))
    return replace(memory, v=v, s=s)


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
