"""Checks: cases with expected outputs, made from an answer key and frozen as ``checks.json``.

Frozen checks hold inputs, expected outputs, what known wrong versions return, rules and texts; no code and
no solution. The judge makes its own checks from the same generators with a secret seed, so both are one type.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from autograder.assignment import Assignment
from autograder.exercise import Case, Exercise, Mistake
from autograder.outcome import RETURNED, Outcome, observe
from autograder.rules.tree import Returns, returns_from_json, returns_to_json
from autograder.values import Helper, Tree, plain
from autograder.wire import WireError, from_json, to_json

FORMAT = 1
ENGINE = 1
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


def to_text(checks: Checks) -> str:
    """The checks as the text of ``checks.json``."""
    data = {
        "format": FORMAT,
        "engine": ENGINE,
        "assignment": checks.assignment,
        "key_version": checks.version,
        "given": checks.given,
        "exercises": [_exercise_to_json(exercise) for exercise in checks.exercises.values()],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def from_text(text: str, name: str = "checks.json") -> Checks:
    """The checks that :func:`to_text` wrote; ChecksError, in one sentence, for anything else."""
    again = "download it again, or run `autograder build`"
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ChecksError(f"{name} has the format {data['format']!r}; this version reads {FORMAT}: {again}")
        if data["engine"] > ENGINE:
            raise ChecksError(f"{name} needs a newer autograder: upgrade neural-networks-from-numpy")
        given = GivenFunctions(data["given"])
        exercises = {item["name"]: _exercise_from_json(item, given) for item in data["exercises"]}
        return Checks(data["assignment"], data["key_version"], exercises, data["given"])
    except ChecksError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, WireError, RecursionError) as error:
        raise ChecksError(f"{name} is damaged ({type(error).__name__}): {again}") from None


def load_checks(path: Path) -> Checks:
    """Read a file of checks; ChecksError if it is missing or damaged."""
    try:
        return from_text(path.read_text("utf-8"), path.name)
    except OSError as error:
        raise ChecksError(f"the checks {path} cannot be read ({error.strerror}): download the file again") from None
    except UnicodeDecodeError:
        raise ChecksError(f"{path} is not text: download the file again") from None


def _exercise_to_json(exercise: ExerciseChecks) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "parameters": list(exercise.parameters),
        "optional": exercise.optional,
        "parts": exercise.parts,
        "returns": returns_to_json(exercise.returns),
        "needs": list(exercise.needs),
        "hints": list(exercise.hints),
        "aliases": list(exercise.aliases),
        "seconds": exercise.seconds,
        "keeps_arguments": exercise.keeps_arguments,
        "variants": list(exercise.variants),
        "cases": [case_to_json(case) for case in exercise.cases],
        "mistakes": [
            {**vars(mistake), "outcomes": [outcome.to_json() for outcome in mistake.outcomes]}
            for mistake in exercise.mistakes
        ],
    }


def question_of(case: CheckCase) -> dict[str, Any]:
    """The case as a question to a worker: without the expected outputs."""
    return {**case_to_json(case), "expected": []}


def case_to_json(case: CheckCase) -> dict[str, Any]:
    """The case as it stands in a file."""
    return {
        "args": [to_json(arg) for arg in case.args],
        "part": case.part,
        "vary": [[position, to_json(values)] for position, values in case.vary],
        "expected": [to_json(tree) for tree in case.expected],
    }


def case_from_json(data: dict[str, Any], given: Mapping[str, Callable[..., Any]]) -> CheckCase:
    """A case as it stands in a file, or in a question to a worker; ``given`` are the functions it may name."""
    args = [from_json(arg) for arg in data["args"]]
    vary = tuple((int(position), tuple(from_json(values))) for position, values in data["vary"])
    expected = tuple(from_json(tree) for tree in data["expected"])
    known = (Helper(arg.name, given[arg.name]) if isinstance(arg, Helper) else arg for arg in args)
    return CheckCase(tuple(known), data["part"], vary, expected)


class GivenFunctions(Mapping[str, Callable[..., Any]]):
    """The given helpers by name, from their source texts, which are run when one is first asked for."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = sources

    @cached_property
    def functions(self) -> dict[str, Any]:
        """A namespace in which every source has been run."""
        namespace: dict[str, Any] = {"np": np}
        for source in self.sources.values():
            exec(compile(source, "<given>", "exec"), namespace)
        return namespace

    def __getitem__(self, name: str) -> Callable[..., Any]:
        function: Callable[..., Any] = self.functions[name]
        return function

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def _exercise_from_json(data: dict[str, Any], given: Mapping[str, Callable[..., Any]]) -> ExerciseChecks:
    mistakes = tuple(
        KnownMistake(**{**item, "outcomes": tuple(Outcome.from_json(outcome) for outcome in item["outcomes"])})
        for item in data["mistakes"]
    )
    return ExerciseChecks(
        data["name"],
        tuple(data["parameters"]),
        data["optional"],
        {part: float(points) for part, points in data["parts"].items()},
        returns_from_json(data["returns"]),
        tuple(data["needs"]),
        tuple(data["hints"]),
        tuple(data["aliases"]),
        data["seconds"],
        data["keeps_arguments"],
        tuple(case_from_json(case, given) for case in data["cases"]),
        tuple(data["variants"]),
        lambda: mistakes,
    )
