"""Checks: cases with expected outputs, what known wrong versions do, rules and texts, made from an answer key.

Those of the notebook are frozen (autograder.checks_file), with no code and no solution in them. The judge makes its
own from the same generators with a secret seed, so both are one type.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.assignment import Assignment, version_of_all
from autograder.cases import Case
from autograder.exercise import Exercise
from autograder.mistakes import Mistake
from autograder.outcome import RAISED, RETURNED, Outcome, observe
from autograder.rules.tree import Returns
from autograder.values import Tree, plain

PUBLIC_SEED = 1


class ChecksError(ValueError):
    """A file of checks is missing, damaged or of another version; the message is one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class CheckCase(Case):
    """A case with the expected outcome of the reference and of each accepted variant."""

    expected: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class WrongVersion:
    """What a mistake does on every case, made in the reference (``variant`` 0) or in one of its variants."""

    variant: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class KnownMistake:
    """A catalogued mistake: its hint, and what its versions do; none are kept where no output is compared with them."""

    name: str
    hint: str
    versions: tuple[WrongVersion, ...]
    reads_global: bool = False
    changes_input: bool = False
    mentions: str = ""


@dataclass(frozen=True)
class ExerciseChecks:
    """All that is needed to grade and diagnose one exercise without its answer key."""

    name: str
    version: str
    parameters: tuple[str, ...]
    optional: int
    parts: dict[str, float]
    returns: Returns
    needs: tuple[str, ...]
    hints: tuple[str, ...]
    aliases: tuple[str, ...]
    seconds: float
    keeps_arguments: bool
    cases: tuple[CheckCase, ...]
    variants: tuple[str, ...]
    catalogue: Callable[[], tuple[KnownMistake, ...]] = field(repr=False, compare=False)

    @cached_property
    def mistakes(self) -> tuple[KnownMistake, ...]:
        """What every known mistake does; run only once somebody's answer is not right."""
        return self.catalogue()

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(self.parts.values()))


@dataclass(frozen=True)
class Checks:
    """The checks of a whole assignment. ``given`` maps the name of each given helper to its source text."""

    assignment: str
    exercises: dict[str, ExerciseChecks]
    given: dict[str, str]

    @property
    def version(self) -> str:
        """The version of the answer key, made of those of the exercises."""
        return version_of_all({name: exercise.version for name, exercise in self.exercises.items()})

    @property
    def points(self) -> float:
        """What the whole assignment is worth."""
        return sum(exercise.points for exercise in self.exercises.values())

    def accepted(self, name: str) -> tuple[str, ...]:
        """The function names under which an exercise is accepted; empty for what is no exercise."""
        found = self.exercises.get(name)
        return (found.name, *found.aliases) if found else ()


def make_checks(assignment: Assignment, seed: int | Mapping[str, int] = PUBLIC_SEED) -> Checks:
    """Draw the cases of every exercise with ``seed``, its own or one for all, and compute the expected outputs."""
    seeds = dict.fromkeys(assignment.exercises, seed) if isinstance(seed, int) else seed
    exercises = {
        name: exercise_checks(exercise, seeds[name], assignment.versions[name])
        for name, exercise in assignment.exercises.items()
    }
    given = {helper.name: helper.source for helper in assignment.given}
    return Checks(assignment.name, exercises, given)


def exercise_checks(exercise: Exercise, seed: int, version: str = "") -> ExerciseChecks:
    """The checks of one exercise; its cases depend on the seed and its own name alone."""
    rng = np.random.default_rng([seed, zlib.crc32(exercise.name.encode())])
    cases = [Case(tuple(plain(arg) for arg in c.args), c.part, c.vary) for c in exercise.cases(rng)]
    versions = [exercise.reference, *exercise.variants]
    frozen = tuple(
        CheckCase(c.args, c.part, c.vary, tuple(_expected(version, c, exercise) for version in versions)) for c in cases
    )

    def catalogue() -> tuple[KnownMistake, ...]:
        return tuple(known_mistake(mistake, frozen, exercise) for mistake in exercise.mistakes)

    return ExerciseChecks(
        exercise.name,
        version,
        exercise.parameters,
        exercise.optional,
        exercise.parts,
        exercise.returns,
        tuple(helper.name for helper in exercise.needs),
        exercise.hints,
        exercise.aliases,
        exercise.seconds,
        exercise.keeps_arguments,
        frozen,
        tuple((variant.__doc__ or "").strip() for variant in exercise.variants),
        catalogue,
    )


def _expected(version: Callable[..., Any], case: Case, exercise: Exercise) -> Tree:
    outcome = observe(version, case, exercise.optional)
    if outcome.kind != RETURNED:
        raise ChecksError(f"{version.__name__} of {exercise.name} did not return on its own inputs: {outcome.error}")
    return outcome.value


def known_mistake(mistake: Mistake, cases: tuple[CheckCase, ...], exercise: Exercise) -> KnownMistake:
    """What a mistake does on these cases; the lines at which it stops are the answer key's, and stay there."""
    versions = [
        WrongVersion(variant, tuple(_without_line(observe(function, case, exercise.optional)) for case in cases))
        for variant, function in (() if mistake.reads_global or mistake.changes_input else mistake.versions)
    ]
    if mistake.mentions and not any(outcome.kind == RAISED for version in versions for outcome in version.outcomes):
        raise ChecksError(
            f"{mistake.name} of {exercise.name} never stops, so that mentions={mistake.mentions!r} means nothing"
        )
    return KnownMistake(
        mistake.name, mistake.hint, tuple(versions), mistake.reads_global, mistake.changes_input, mistake.mentions
    )


def _without_line(outcome: Outcome) -> Outcome:
    return replace(outcome, error=outcome.error and replace(outcome.error, line="", line_number=0))
