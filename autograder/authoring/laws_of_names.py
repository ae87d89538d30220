"""The laws about names: texts help, and the name of a mistake is true in all that it claims."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from autograder.checks.cells import Cell
from autograder.checks.contents import CheckCase, ExerciseChecks, WrongVersion
from autograder.key.exercises import Exercise
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree
from autograder.rules.base import Rule
from autograder.rules.tree import AllOf, Fields, Keys, Layers, Returns, asked, leaves, unpacked
from autograder.verdict.certain_mistake import certain_mistake, wrong_cells
from autograder.verdict.findings import best_variant

FEWEST_MISTAKES = 3
FEWEST_WORDS = 8
MOST_HALVES = 30  # of one version of a mistake


class NoMixture(Exception):
    """Two values have no outputs in common, so none can be exchanged."""


def law_4_texts(exercise: Exercise) -> Iterator[str]:
    """Hints are three or more, long enough and give no line away; mistakes and alternatives are enough."""
    lines = {line.strip() for line in inspect.getsource(exercise.reference).splitlines()}
    steps = {line for line in lines if len(line) > 8 and not line.startswith(("@", "def ", '"', "#", "hints"))}
    texts = [*exercise.hints, *(mistake.hint for mistake in exercise.mistakes)]
    for text in texts:
        if not long_enough(text):
            yield f"{exercise.name}: the text is too short to help: {text!r}"
        for line in steps & {part.strip(" `") for part in text.split("`")} | {s for s in steps if s in text}:
            yield f"{exercise.name}: a text holds a line of the solution: {line!r}"
    if len(exercise.hints) < 3:
        yield f"{exercise.name} has {len(exercise.hints)} hints; three were expected"
    if len(exercise.mistakes) < FEWEST_MISTAKES and "mistakes" not in exercise.reasons:
        yield f"{exercise.name} has {len(exercise.mistakes)} mistakes; {FEWEST_MISTAKES} were expected"
    if not exercise.alternatives and "alternatives" not in exercise.reasons:
        yield f"{exercise.name} has no alternative version; one was expected"


def long_enough(text: str) -> bool:
    """Eight words, or sixteen Chinese characters."""
    chinese = sum("一" <= c <= "鿿" for c in text)
    return len(text.split()) >= FEWEST_WORDS or chinese >= 2 * FEWEST_WORDS


def law_13_half_a_mistake_has_no_name(checks: ExerciseChecks) -> Iterator[str]:
    """Who shares only some of the parts in which a mistake is wrong, and is right in the others, is not called it."""
    for known in checks.mistakes:
        for version in known.versions:
            for cells in halves(wrong_cells(checks, version)):
                try:
                    outcomes = half_of(checks, version, cells)
                except NoMixture:
                    continue
                if name_of(checks, outcomes) == known.name:
                    shared = sorted(" of ".join(filter(None, (part, own))) for own, part in cells)
                    yield f"{checks.name}: {known.name} is named by a part of it, {', '.join(shared)}"


def name_of(checks: ExerciseChecks, outcomes: Sequence[Outcome]) -> str | None:
    """The mistake that a function is told which does this."""
    named, _ = certain_mistake(checks, outcomes, best_variant(checks, outcomes)[1])
    return named.known.name if named else None


def halves(cells: frozenset[Cell]) -> Iterable[frozenset[Cell]]:
    """Proper parts of a set, those that lack one thing and those that have one first."""
    sizes = sorted(range(1, len(cells)), key=lambda size: min(size, len(cells) - size))
    ordered = sorted(cells, key=lambda cell: (cell[0] or "", cell[1]))
    every = (frozenset(some) for size in sizes for some in itertools.combinations(ordered, size))
    return itertools.islice(every, MOST_HALVES)


def half_of(checks: ExerciseChecks, version: WrongVersion, cells: frozenset[Cell]) -> list[Outcome]:
    """What is right but for these cells, where it is what the mistake does; NoMixture if there is no such thing."""
    return [
        half_of_case(checks.returns, case, outcome, case.expected[version.variant], cells)
        for case, outcome in zip(checks.cases, version.outcomes, strict=True)
    ]


def half_of_case(
    returns: Returns, case: CheckCase, outcome: Outcome, expected: Tree, cells: frozenset[Cell]
) -> Outcome:
    """Those of one case; an exception cannot be divided."""
    here = {(own, part) for part, own in asked(case, returns).items()}
    if here <= cells:
        return outcome
    right = Outcome(Status.RETURNED, expected)
    if not here & cells:
        return right
    if outcome.kind != Status.RETURNED or case.vary:
        raise NoMixture
    return replace(right, value=mixed(returns, expected, outcome.value, {part for own, part in here & cells}))


def mixed(returns: Returns, right: Tree, wrong: Tree, parts: set[str]) -> Tree:
    """The right value with the wrong one's outputs in these parts."""
    named = {rule.part for rule in leaves(returns)}
    if not named & parts or named <= parts:
        return wrong if named & parts else right
    if isinstance(returns, Layers):
        returns = returns.keys(right)
    if isinstance(returns, Rule | AllOf):  # several rules about one value
        raise NoMixture
    if isinstance(returns, Keys):
        if not (isinstance(wrong, dict) and returns.items.keys() <= wrong.keys()):
            raise NoMixture
        return {**right, **{key: mixed(item, right[key], wrong[key], parts) for key, item in returns.items.items()}}
    return _mixed_row(returns, unpacked(right), unpacked(wrong), parts)


def _mixed_row(returns: Fields, right: Tree, wrong: Tree, parts: set[str]) -> Tree:
    if not isinstance(wrong, tuple | list) or len(wrong) < len(returns.items):
        raise NoMixture
    return tuple(mixed(item, a, b, parts) for item, a, b in zip(returns.items, right, wrong, strict=False))
