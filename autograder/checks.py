"""Checks: cases with expected outputs, what known wrong versions do, rules and texts, made from an answer key.

Those of the notebook are frozen (autograder.checks_file), with no code and no solution in them. The judge makes its
own from the same generators with a secret seed, so both are one type.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.assignment import Assignment
from autograder.exercise import Case, Exercise, Mistake
from autograder.outcome import RETURNED, Outcome, observe
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
class KnownMistake:
    """A catalogued wrong version: its hint, and what it does on every case."""

    name: str
    hint: str
    outcomes: tuple[Outcome, ...]
    reads_global: bool = False
    changes_input: bool = False
    raises: str = ""
    mentions: str = ""


@dataclass(frozen=True)
class ExerciseChecks:
    """All that is needed to grade and diagnose one exercise without its answer key."""

    name: str
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
    version: str
    exercises: dict[str, ExerciseChecks]
    given: dict[str, str]

    @property
    def points(self) -> float:
        """What the whole assignment is worth."""
        return sum(exercise.points for exercise in self.exercises.values())

    def accepted(self, name: str) -> tuple[str, ...]:
        """The function names under which an exercise is accepted; empty for what is no exercise."""
        found = self.exercises.get(name)
        return (found.name, *found.aliases) if found else ()


def make_checks(assignment: Assignment, seed: int = PUBLIC_SEED) -> Checks:
    """Draw the cases of every exercise with ``seed`` and compute the expected outputs from the key."""
    exercises = {name: exercise_checks(exercise, seed) for name, exercise in assignment.exercises.items()}
    given = {helper.name: helper.source for helper in assignment.given}
    return Checks(assignment.name, assignment.version, exercises, given)


def exercise_checks(exercise: Exercise, seed: int) -> ExerciseChecks:
    """The checks of one exercise; its cases depend on the seed and its own name alone."""
    rng = np.random.default_rng([seed, zlib.crc32(exercise.name.encode())])
    cases = [Case(tuple(plain(arg) for arg in c.args), c.part, c.vary) for c in exercise.cases(rng)]
    versions = [exercise.reference, *exercise.variants]
    frozen = tuple(
        CheckCase(c.args, c.part, c.vary, tuple(_expected(version, c, exercise) for version in versions)) for c in cases
    )

    def catalogue() -> tuple[KnownMistake, ...]:
        return tuple(known_mistake(mistake, frozen, exercise.optional) for mistake in exercise.mistakes)

    return ExerciseChecks(
        exercise.name,
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


def known_mistake(mistake: Mistake, cases: tuple[CheckCase, ...], optional: int) -> KnownMistake:
    """What one wrong version does on these cases; the lines at which it stops are the answer key's, and stay there."""
    outcomes = [observe(mistake.function, case, optional) for case in cases]
    return KnownMistake(
        mistake.name,
        mistake.hint,
        tuple(replace(o, error=o.error and replace(o.error, line="", line_number=0)) for o in outcomes),
        mistake.reads_global,
        mistake.changes_input,
        mistake.raises,
        mistake.mentions,
    )
