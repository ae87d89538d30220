"""Facts about training: how the student's own parameters move, where it is not as they should.

Each says that a training of another setting would be right: it is the rule itself that judges that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks.contents import ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.values import Tree, as_array
from autograder.relations.arguments import Marks, marks_of
from autograder.relations.places import ENOUGH, calls_of
from autograder.rules.base import Failure, Rung
from autograder.rules.network import Network
from autograder.rules.optimizers import OPTIMIZERS
from autograder.rules.training import TrainingCosts, Trajectory, orders
from autograder.rules.tree import asked, leaves

FACTORS = (2.0, 0.5)


@dataclass(frozen=True)
class Run:
    """One case: the results after so many iterations, and what the rule says of them."""

    case: int
    got: Sequence[Tree]
    expected: Sequence[Tree]
    args: tuple[Any, ...]
    marks: Marks
    failure: Failure


@dataclass(frozen=True)
class Training:
    """All cases in which a rule about training is broken."""

    rule: Network
    parameters: tuple[str, ...]
    wrong: tuple[Run, ...]
    right: tuple[Marks, ...]  # of the cases in which it is kept
    tried: int

    @property
    def calls(self) -> str:
        """In which of them it is so."""
        return calls_of([run.marks for run in self.wrong], self.right, self.tried)

    def as_if(self, changed: Callable[[Run], Network | None]) -> bool:
        """Whether every run is right by a rule that is changed; a None is wrong."""
        rules = [(run, changed(run)) for run in self.wrong]
        return all(rule is not None and _right(rule, run) for run, rule in rules)


def trainings(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int) -> Iterator[Training]:
    """Every rule about training that is broken in numbers, and in nothing else, in two cases at least."""
    for rule in leaves(checks.returns):
        if not isinstance(rule, Trajectory | TrainingCosts):
            continue
        runs: list[Run] = []
        right: list[Marks] = []
        for number, (case, outcome) in enumerate(zip(checks.cases, outcomes, strict=True)):
            if not (case.vary and rule.part in asked(case, checks.returns) and isinstance(outcome.value, tuple | list)):
                continue
            told = marks_of(checks.parameters, case)
            failure = rule.failure(outcome.value, case.expected[variant], case.seen, "")
            if failure is None:
                right.append(told)
            else:
                runs.append(Run(number, outcome.value, case.expected[variant], case.seen, told, failure))
        if len(runs) >= ENOUGH and all(run.failure.rung is Rung.VALUE for run in runs):
            yield Training(rule, checks.parameters, tuple(runs), tuple(right), len(runs) + len(right))


def _right(rule: Network, run: Run) -> bool:
    return rule.failure(run.got, run.expected, run.args, "") is None


def _set(rule: Network, name: str, value: Any) -> Network:
    """The rule with a setting of its own, whatever the arguments say."""
    settings = {**dict(rule.settings), name: value}
    arguments = {key: at for key, at in rule.arguments if key != name}
    return replace(rule, settings=tuple(settings.items()), arguments=tuple(arguments.items()))


def _scaled(run: Run, rule: Network, factor: float) -> Network:
    """The rule for steps that are so many times as long; where the rate is 0 they stay so."""
    rate = rule.setting("rate", run.args)
    scaled = tuple(factor * one for one in rate) if isinstance(rate, tuple) else factor * rate
    return _set(rule, "rate", scaled)


def still(training: Training) -> str | None:
    """Nothing moves."""
    if not isinstance(training.rule, Trajectory) or not all(_is_still(training.rule, run) for run in training.wrong):
        return None
    return say("relation_training_still", calls=training.calls)


def _is_still(rule: Trajectory, run: Run) -> bool:
    first, *others = (rule.parameters(value) for value in run.got)
    return bool(others) and all(np.array_equal(first[name], other[name]) for other in others for name in first)


def length(training: Training) -> str | None:
    """Every step turned round, or so many times as long."""
    rule = training.rule
    if not isinstance(rule, Trajectory):
        return None
    if training.as_if(lambda run: _scaled(run, rule, -1)):
        return say("relation_training_back", calls=training.calls)
    for factor in FACTORS:
        if training.as_if(lambda run, factor=factor: _scaled(run, rule, factor)):  # type: ignore[misc]
            return say("relation_training_length", calls=training.calls, factor=f"{factor:g}")
    number = _examples(training.wrong[0], rule)
    if training.as_if(lambda run: _scaled(run, rule, _examples(run, rule))):
        return say("relation_training_times", calls=training.calls, number=number)
    if training.as_if(lambda run: _scaled(run, rule, 1 / _examples(run, rule))):
        return say("relation_training_divided", calls=training.calls, number=number)
    position = dict(rule.arguments).get("rate")
    if position is not None and training.as_if(lambda run: _scaled(run, rule, 1 / rule.number("rate", run.args))):
        return say("relation_training_rate", calls=training.calls, name=training.parameters[position])
    return None


def _examples(run: Run, rule: Network) -> int:
    return rule.data(run.args)[0].shape[1]


def optimizer(training: Training) -> str | None:
    """Another optimiser than was asked for."""
    rule = training.rule
    position = dict(rule.arguments).get("optimizer")
    if position is None or not isinstance(rule, Trajectory):
        return None
    for name in OPTIMIZERS:
        others = all(run.args[position] != name for run in training.wrong)
        if others and training.as_if(lambda run, name=name: _set(rule, "optimizer", name)):  # type: ignore[misc]
            return say("relation_training_optimizer", calls=training.calls, optimizer=name)
    return None


def one_batch(training: Training) -> str | None:
    """All examples at once, where mini-batches were asked for."""
    rule = training.rule
    if not isinstance(rule, Trajectory) or any(rule.whole_batches(run.args) for run in training.wrong):
        return None
    if training.as_if(lambda run: _set(rule, "batch", _examples(run, rule))):
        return say("relation_training_one_batch", calls=training.calls)
    return None


def averages(training: Training) -> str | None:
    """Costs that are another average of those of the mini-batches, as far as they are known: before the first step."""
    rule = training.rule
    if not isinstance(rule, TrainingCosts) or rule.measure != "cost":
        return None
    for says, average in AVERAGES:
        if all(_is_average(rule, run, average) for run in training.wrong):
            return say(says, calls=training.calls)
    return None


Average = Callable[[np.ndarray, np.ndarray, float], float]
AVERAGES: tuple[tuple[str, Average], ...] = (
    ("relation_costs_alike", lambda costs, sizes, size: float(np.mean(costs))),
    ("relation_costs_full", lambda costs, sizes, size: float(np.sum(costs) * size / np.sum(sizes))),
    ("relation_costs_last", lambda costs, sizes, size: float(costs[-1])),
    ("relation_costs_sum", lambda costs, sizes, size: float(np.sum(costs))),
    ("relation_costs_unweighted", lambda costs, sizes, size: float(np.sum(costs) / np.sum(sizes))),
)


@np.errstate(all="ignore")
def _is_average(rule: TrainingCosts, run: Run, average: Average) -> bool:
    """Whether the first cost is this average, for some order of the examples, and not the right one."""
    costs = as_array(run.got[0][1]) if isinstance(run.got[0], tuple | list) else None
    if costs is None or not costs.size or rule.counts(run.args, len(run.got))[0] != 0:
        return False
    X, Y = rule.data(run.args)
    theta, m = rule.parameters(run.got[0]), X.shape[1]
    size = int(min(rule.number("batch", run.args, m), m))
    first, due = float(costs.reshape(-1)[0]), float(rule.cost_of(theta, X, Y))
    if abs(first - due) <= rule.rtol * abs(due) + rule.atol:
        return False
    for batches in orders(tuple(range(m)), size):
        each = [(float(rule.cost_of(theta, X[:, list(b)], Y[:, list(b)])), len(b)) for b in batches]
        found = average(np.array([cost for cost, _ in each]), np.array([count for _, count in each]), size)
        if abs(first - found) <= rule.rtol * abs(found) + rule.atol:
            return True
    return False


FACTS: tuple[Callable[[Training], str | None], ...] = (still, length, optimizer, one_batch, averages)
"""In the order in which they are tried."""
