"""Where an answer is wrong: each value that it returns, call by call, beside what is expected and the arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.contents import ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.values import Tree, as_array
from autograder.relations.arguments import Marks, arrays_of, marks_of
from autograder.rules.base import Failure, Rule, Rung, inside
from autograder.rules.follows import Path, Whole
from autograder.rules.numbers import Close, CostHistory, EitherWay, Equal, Labels, Proportional, Scalar
from autograder.rules.steps import FirstArray, OwnStep
from autograder.rules.tree import Fields, Keys, Layers, Returns, asked, asked_here, failure_of, unpacked, with_names

ENOUGH = 2  # wrong calls; what is seen in a single one may be chance

LENIENT = (EitherWay, Proportional)  # rules for which other numbers than the expected ones may be right
ENTRY_BY_ENTRY = (Close, Scalar, Proportional, CostHistory, Equal, Labels)  # rules that compare numbers with numbers


@dataclass(frozen=True)
class Sight:
    """A value in one call. Shapes may differ; of one number, or a list of costs, the wrapping is gone."""

    case: int
    part: str  # that it costs if it is wrong
    mine: np.ndarray
    due: np.ndarray
    args: Mapping[str, np.ndarray]  # every array and number in the arguments, by what a student writes for it
    marks: Marks  # what tells its call from others
    beside: Mapping[str, tuple[np.ndarray, np.ndarray]]  # the other values of the call: the student's, the expected
    slack: tuple[float, float]  # within which an entry is right: relative, absolute
    failure: Failure | None  # None: right
    as_expected: bool  # whether it is what is expected, where it is right

    def right_entries(self) -> np.ndarray:
        """Which entries are right; both shapes are the same."""
        rtol, atol = self.slack
        return np.asarray(np.abs(self.mine - self.due) <= atol + rtol * np.abs(self.due))


def what_tells(wrong: Sequence[Marks], right: Sequence[Marks]) -> tuple[str, str] | None:
    """The plainest that is true of all the wrong calls and of none of the right ones."""
    return next((m for m in wrong[0] if all(m in one for one in wrong) and not any(m in one for one in right)), None)


def calls_of(wrong: Sequence[Marks], right: Sequence[Marks], tried: int) -> str:
    """The calls of which a sentence about all the wrong ones is true, and what tells them from the right ones."""
    count = len(wrong)
    if count == tried:
        return say("relation_both_calls") if count == ENOUGH else say("relation_all_calls", count=count)
    if count + len(right) == tried and (told := what_tells(wrong, right)):
        return say("relation_calls_with", count=count, tried=tried, name=told[0], value=told[1])
    return say("relation_calls", count=count, tried=tried)


@dataclass(frozen=True)
class Place:
    """One of the values that a function returns: what it is called, and the calls in which it is wrong and right."""

    where: str
    key: str  # under which it stands in a dictionary; "" where it stands in none
    part: str  # the first that it costs, or counts for
    rung: Rung | None  # the first on which it fails; None: it is right in all its calls
    wrong: tuple[Sight, ...]
    right: tuple[Sight, ...]
    tried: int  # calls in which it was looked at, for any part

    @property
    def calls(self) -> str:
        """The calls of which a sentence about all the wrong ones is true."""
        return calls_of([sight.marks for sight in self.wrong], [sight.marks for sight in self.right], self.tried)

    @property
    def always(self) -> bool:
        """Whether it is wrong in all its calls."""
        return len(self.wrong) == self.tried

    @property
    def shown(self) -> int:
        """Which wrong call a student is shown: the first in which both differ as printed, not by the sign alone."""
        seen = [n for n, one in enumerate(self.wrong) if one.failure and one.failure.got != one.failure.expected]
        odd = (n for n in seen if not np.array_equal(abs(self.wrong[n].mine), abs(self.wrong[n].due)))
        return next(odd, seen[0] if seen else 0)

    @property
    def same_shape(self) -> bool:
        """Whether the student's shape is the expected one in every wrong call."""
        return all(sight.mine.shape == sight.due.shape for sight in self.wrong)


@dataclass(frozen=True)
class _Spot:
    """One value of one call, and what one rule says of it."""

    path: Path
    where: str  # what a student calls it
    rule: Rule
    counts: str  # the part that it counts for in this call
    failure: Failure | None  # None: right
    as_expected: bool  # whether it is what is expected, where it is right
    mine: np.ndarray
    due: np.ndarray


def places_of(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int) -> list[Place]:
    """Every value, in the order of its parts.

    It comes once for all its calls, and once more for each part that only some of them cost. One that is no finite
    number somewhere is left out: what is true of it elsewhere may have another cause there.
    """
    returns, where = with_names(checks.returns, checks.outputs), say("place_returned", name=checks.name)
    calls = [
        list(_spots(returns, everything.got, everything.expected, where, (), _Asked(asked(case, returns), everything)))
        for case, outcome in zip(checks.cases, outcomes, strict=True)
        for everything in [Whole.of(outcome.value, case.expected[variant], case.seen)]
    ]
    names = {spot.path: spot.where for spots in calls for spot in spots}
    seen: dict[Path, dict[str, list[Sight]]] = {}
    for number, (case, spots) in enumerate(zip(checks.cases, calls, strict=True)):
        args, told = arrays_of(checks.parameters, case), marks_of(checks.parameters, case)
        values = {spot.path: (spot.mine, spot.due) for spot in spots}
        for spot in spots:
            beside = {names[path]: pair for path, pair in values.items() if path != spot.path}
            slack = spot.rule.slack() if isinstance(spot.rule, Close) else (0.0, 0.0)
            judged = spot.failure, spot.as_expected
            sight = Sight(number, spot.counts, spot.mine, spot.due, args, told, beside, slack, *judged)
            seen.setdefault(spot.path, {}).setdefault(spot.counts, []).append(sight)
    order = list(checks.parts)
    found = [place for path, cells in seen.items() for place in _places(order, names[path], path, cells)]
    return sorted(found, key=lambda place: order.index(place.part))


def _places(order: list[str], where: str, path: Path, cells: dict[str, list[Sight]]) -> Iterator[Place]:
    """The place that a value is in all its calls; then in those that count for one part."""
    whole = [sight for sights in cells.values() for sight in sights]
    if not all(np.isfinite(sight.mine).all() for sight in whole):
        return
    tried = len({sight.case for sight in whole})
    done: list[tuple[int, ...]] = []
    for sights in (whole, *cells.values()):
        wrong = {sight.case: sight for sight in reversed(sights) if sight.failure is not None}
        right = {sight.case: sight for sight in sights if sight.case not in wrong and sight.as_expected}
        failures = [sight.failure for sight in sights if sight.failure is not None]
        if (cases := tuple(sorted(wrong))) not in done:
            done.append(cases)
            costs = [sight.part for sight in sights if sight.failure is not None]
            part = min(costs or [sight.part for sight in sights], key=order.index)
            rung = min((failure.rung for failure in failures), default=None)
            key = path[-1] if path else ""
            pieces = tuple(wrong[case] for case in cases), tuple(right.values())
            yield Place(where, key if isinstance(key, str) else "", part, rung, *pieces, tried)


@dataclass(frozen=True)
class _Asked:
    """What a case asks for: the parts of rules, each with the one that it counts for; and all that came back."""

    parts: Mapping[str, str | None]
    whole: Whole


def _spots(returns: Returns, got: Tree, expected: Tree, where: str, path: Path, here: _Asked) -> Iterator[_Spot]:
    """Each value that rules compare entry by entry; nothing below a place at which the structure is another."""
    if isinstance(returns, Rule):
        if isinstance(returns, FirstArray) and not isinstance(returns, OwnStep) and isinstance(got, dict):
            first = next(iter(expected))  # the others are for another rule
            if first in got:
                close = Close(returns.part, returns.rtol, returns.atol)
                yield from _spots(close, got[first], expected[first], inside(where, first), (*path, first), here)
        elif isinstance(returns, ENTRY_BY_ENTRY) and returns.part in here.parts:
            rule, due = asked_here(returns, got, expected, here.whole)
            yield from _spot(rule, got, due, where, path, here)
        return
    if isinstance(returns, Layers):
        returns = returns.keys(expected)
    if isinstance(returns, Keys):
        if isinstance(got, dict):
            for key, item in returns.items.items():
                if key in got:
                    yield from _spots(item, got[key], expected[key], inside(where, key), (*path, key), here)
    elif isinstance(returns, Fields):
        row = unpacked(got)
        if isinstance(row, tuple | list) and len(row) >= len(returns.items):
            for index, item in enumerate(returns.items):
                inner = returns.name(index) or say("place_value", number=index + 1, where=where)
                yield from _spots(item, row[index], expected[index], inner, (*path, index), here)
    else:
        for item in returns.items:
            yield from _spots(item, got, expected, where, path, here)


def _spot(rule: Rule, got: Tree, expected: Tree, where: str, path: Path, here: _Asked) -> Iterator[_Spot]:
    """The value as two arrays of decimal numbers."""
    mine, due = as_array(got), as_array(expected)
    if mine is None or due is None or not due.size or not mine.size:
        return
    problem = failure_of(rule, got, expected, (), where)
    flat = _is_one_row(rule, mine)
    if flat or (due.ndim == 0 and mine.size == 1):
        shape = (-1,) if flat else ()
        mine, due = mine.reshape(shape), due.reshape(shape)
    counts = here.parts[rule.part] or rule.part
    close = Close(rtol=rule.rtol, atol=rule.atol) if isinstance(rule, LENIENT) else None
    as_expected = problem is None and (close is None or failure_of(close, got, expected, (), where) is None)
    yield _Spot(path, where, rule, counts, problem, as_expected, mine.astype(float), due.astype(float))


def _is_one_row(rule: Rule, mine: np.ndarray) -> bool:
    """Whether a value is a row of numbers for its rule, however they are wrapped."""
    if isinstance(rule, CostHistory):
        return mine.size == max(mine.shape, default=1)
    return isinstance(rule, Labels) and mine.size == (mine.shape[-1] if mine.ndim else 1)
