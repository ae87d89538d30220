"""Checks: cases with expected outputs, what known wrong versions do, rules and texts, made from an answer key.

Those of the notebook are frozen (autograder.checks.frozen), with no code and no solution in them. The judge makes its
own from the same generators with a secret seed, so both are one type.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from autograder.calling.call import observe
from autograder.calling.time_limit import TimeLimit, time_limit
from autograder.checks.contents import (
    CheckCase,
    Checks,
    ChecksError,
    ExerciseChecks,
    KnownMistake,
    OnDemand,
    WrongVersion,
)
from autograder.key.anatomy import anatomy
from autograder.key.assignment import Assignment
from autograder.key.exercises import Exercise
from autograder.key.mistakes import Mistake
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree, plain

PUBLIC_SEED = 1
CALL_SECONDS = 20.0  # of processor time, for one call of what a key holds


def make_checks(assignment: Assignment, seed: int | Mapping[str, int] = PUBLIC_SEED) -> Checks:
    """Draw the cases of every exercise with ``seed``, its own or one for all, and compute the expected outputs."""
    seeds = dict.fromkeys(assignment.exercises, seed) if isinstance(seed, int) else seed
    exercises = {
        name: exercise_checks(exercise, seeds[name], assignment.versions[name])
        for name, exercise in assignment.exercises.items()
    }
    given = {given.name: given.source for given in assignment.given}
    return Checks(assignment.name, exercises, given)


def exercise_checks(exercise: Exercise, seed: int, version: str = "") -> ExerciseChecks:
    """The checks of one exercise; its cases depend on the seed and its own name alone."""
    rng = np.random.default_rng([seed, zlib.crc32(exercise.name.encode())])
    cases = [replace(c, args=tuple(plain(arg) for arg in c.args)) for c in exercise.cases(rng)]
    began = time.thread_time()
    right = [_expected(exercise.reference, c, exercise) for c in cases]
    took = time.thread_time() - began
    variants = [tuple(_expected(variant, c, exercise) for variant in exercise.variants) for c in cases]
    frozen = tuple(
        CheckCase(c.args, c.part, c.vary, c.left_out, (value, *others))
        for c, value, others in zip(cases, right, variants, strict=True)
    )

    def catalogue() -> tuple[KnownMistake, ...]:
        return tuple(known_mistake(mistake, frozen, exercise) for mistake in exercise.mistakes)

    known = anatomy(exercise.reference, exercise.parts, exercise.returns)
    return ExerciseChecks(
        name=exercise.name,
        version=version,
        parameters=exercise.parameters,
        optional=exercise.optional,
        parts=exercise.parts,
        returns=exercise.returns,
        needs=tuple(needed.name for needed in exercise.needs),
        outputs=known.outputs,
        chain=known.chain,
        idle=known.idle,
        hands_back=exercise.hands_back,
        hints=exercise.hints,
        aliases=exercise.aliases,
        seconds=exercise.seconds,
        keeps_arguments=exercise.keeps_arguments,
        cases=frozen,
        variants=tuple((variant.__doc__ or "").strip() for variant in exercise.variants),
        catalogue=catalogue,
        reference_seconds=took,
    )


def _expected(version: Callable[..., Any], case: Case, exercise: Exercise) -> Tree:
    outcome = in_time(version, case, exercise, version.__name__)
    if outcome.kind != Status.RETURNED:
        raise ChecksError(f"{version.__name__} of {exercise.name} did not return on its own inputs: {outcome.error}")
    return outcome.value


def in_time(function: Callable[..., Any], case: Case, exercise: Exercise, called: str) -> Outcome:
    """What a function of the key does; ChecksError if it comes to no end."""
    outcome = watched(function, case, exercise.optional, CALL_SECONDS)
    if outcome.kind == Status.TIMED_OUT:
        raise ChecksError(
            f"{called} of {exercise.name} did not come to an end within {CALL_SECONDS:g} seconds on its own inputs"
        )
    return outcome


def watched(function: Callable[..., Any], case: Case, optional: int, seconds: float) -> Outcome:
    """Observe any function of ours in this process, as ``check`` does, up to a processor time for each case."""
    try:
        with time_limit(seconds):
            return observe(function, case, optional)
    except TimeLimit:
        return Outcome(Status.TIMED_OUT)


def known_mistake(mistake: Mistake, cases: tuple[CheckCase, ...], exercise: Exercise) -> KnownMistake:
    """What a mistake does on these cases; the lines at which it stops are the answer key's, and stay there."""

    def does(function: Callable[..., Any], case: CheckCase) -> Outcome:
        return _without_line(in_time(function, case, exercise, mistake.name))

    versions = [
        WrongVersion(variant, OnDemand([partial(does, function, case) for case in cases]))
        for variant, function in (() if mistake.reads_global or mistake.changes_input else mistake.versions)
    ]
    if mistake.mentions and not any(
        outcome.kind == Status.RAISED for version in versions for outcome in version.outcomes
    ):
        raise ChecksError(
            f"{mistake.name} of {exercise.name} never stops, so that mentions={mistake.mentions!r} means nothing"
        )
    return KnownMistake(
        name=mistake.name,
        hint=mistake.hint,
        versions=tuple(versions),
        reads_global=mistake.reads_global,
        changes_input=mistake.changes_input,
        mentions=mistake.mentions,
    )


def _without_line(outcome: Outcome) -> Outcome:
    return replace(outcome, error=outcome.error and outcome.error.without_line())
