"""``checks.json``: frozen checks as the text that travels to students; no code but the given functions, no solution."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from autograder.calling.given import GivenFunctions
from autograder.checks.contents import (
    CheckCase,
    Checks,
    ChecksError,
    ExerciseChecks,
    KnownMistake,
    OnDemand,
    WrongVersion,
)
from autograder.checks.sharing import followed, share, unshare
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.wire import WireError, from_json, to_json
from autograder.rules.as_json import returns_from_json, returns_to_json

FORMAT = 6
ENGINE = 3
OPEN_LEVELS = 4


def to_text(checks: Checks) -> str:
    """The checks as the text of ``checks.json``."""
    data = {
        "format": FORMAT,
        "engine": ENGINE,
        "assignment": checks.assignment,
        "given": checks.given,
        "exercises": [_exercise_to_json(exercise) for exercise in checks.exercises.values()],
    }
    return layout(data) + "\n"


def layout(data: Any, depth: int = 0) -> str:
    """JSON with one line for each case and each mistake."""
    if depth == OPEN_LEVELS or not data or not isinstance(data, dict | list):
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    inner = "\n" + " " * (depth + 1)
    if isinstance(data, dict):
        items = [f"{json.dumps(key, ensure_ascii=False)}: {layout(item, depth + 1)}" for key, item in data.items()]
        return "{" + inner + f",{inner}".join(items) + "\n" + " " * depth + "}"
    return "[" + inner + f",{inner}".join(layout(item, depth + 1) for item in data) + "\n" + " " * depth + "]"


def from_text(text: str, name: str = "checks.json") -> Checks:
    """The checks that :func:`to_text` wrote; ChecksError, in one sentence, for anything else."""
    with sentence_for_damage(name):
        data = _parsed(text, name)
        given = GivenFunctions(data["given"])
        exercises = {item["name"]: _exercise_from_json(item, given, name) for item in data["exercises"]}
        return Checks(data["assignment"], exercises, data["given"])


def _parsed(text: str, name: str) -> Any:
    """The JSON data of checks that this engine knows."""
    data = json.loads(text)
    if data["format"] != FORMAT:
        raise ChecksError(say("checks_format", name=name, format=repr(data["format"]), known=FORMAT))
    if data["engine"] > ENGINE:
        raise ChecksError(say("checks_newer", name=name))
    return data


@contextlib.contextmanager
def sentence_for_damage(name: str) -> Iterator[None]:
    """Whatever is wrong with the data in a file becomes one sentence."""
    try:
        yield
    except ChecksError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, WireError, RecursionError) as error:
        raise ChecksError(say("checks_damaged", name=name, error=type(error).__name__)) from None


def load_checks(path: Path) -> Checks:
    """Read a file of checks, once while it stays the same; ChecksError if it is missing or damaged."""
    return _read(path, _state_of(path))


def names_in(path: Path) -> frozenset[str]:
    """The functions that a file of checks asks for, aliases included; ChecksError as above.

    Its cases, which are nearly all of it, are not looked at: most often it is another notebook's.
    """
    return _names(path, _state_of(path))


def _state_of(path: Path) -> tuple[int, ...]:
    try:
        state = path.stat()
    except OSError as error:
        raise ChecksError(say("checks_unreadable", path=path, reason=error.strerror)) from None
    return state.st_mtime_ns, state.st_size, state.st_ino


@lru_cache(maxsize=8)
def _read(path: Path, _state: tuple[int, ...]) -> Checks:
    return from_text(_text_of(path), path.name)


@lru_cache
def _names(path: Path, _state: tuple[int, ...]) -> frozenset[str]:
    with sentence_for_damage(path.name):
        exercises = _parsed(_text_of(path), path.name)["exercises"]
        return frozenset(name for item in exercises for name in (item["name"], *item["aliases"]))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ChecksError(say("checks_unreadable", path=path, reason=error.strerror)) from None
    except UnicodeDecodeError:
        raise ChecksError(say("checks_no_text", path=path)) from None


def _exercise_to_json(exercise: ExerciseChecks) -> dict[str, Any]:
    known = [
        {field: value for field, value in vars(m).items() if value or field == "versions"} for m in exercise.mistakes
    ]
    for mistake in known:
        mistake["versions"] = [
            [version.variant, [outcome.to_json() for outcome in version.outcomes]] for version in mistake["versions"]
        ]
    (cases, mistakes), shared = share([[_case_to_json(case) for case in exercise.cases], known])
    return {
        "name": exercise.name,
        "version": exercise.version,
        "parameters": list(exercise.parameters),
        "optional": exercise.optional,
        "parts": exercise.parts,
        "returns": returns_to_json(exercise.returns),
        "needs": list(exercise.needs),
        "outputs": list(exercise.outputs),
        "chain": list(exercise.chain),
        "idle": list(exercise.idle),
        "hands_back": exercise.hands_back,
        "hints": list(exercise.hints),
        "aliases": list(exercise.aliases),
        "seconds": exercise.seconds,
        "keeps_arguments": exercise.keeps_arguments,
        "variants": list(exercise.variants),
        "cases": cases,
        "mistakes": mistakes,
        "shared": shared,
    }


def _case_to_json(case: CheckCase) -> dict[str, Any]:
    return {**case.question, "expected": [to_json(tree) for tree in case.expected]}


def _case_from_json(data: dict[str, Any], given: Mapping[str, Callable[..., Any]]) -> CheckCase:
    return CheckCase.asked(data, given, expected=tuple(from_json(tree) for tree in data["expected"]))


def _exercise_from_json(data: dict[str, Any], given: Mapping[str, Callable[..., Any]], name: str) -> ExerciseChecks:
    def outcome(stored: Any) -> Outcome:
        with sentence_for_damage(name):
            return Outcome.from_json(unshare(stored, shared))

    def version(stored: Any) -> WrongVersion:
        variant, outcomes = followed(stored, shared)
        return WrongVersion(variant, OnDemand([partial(outcome, one) for one in followed(outcomes, shared)]))

    def mistake(stored: Any) -> KnownMistake:
        fields = dict(followed(stored, shared))
        versions = tuple(map(version, followed(fields.pop("versions"), shared)))
        return KnownMistake(versions=versions, **unshare(fields, shared))

    def catalogue() -> tuple[KnownMistake, ...]:  # hundreds of arrays, of which a wrong answer needs a few
        with sentence_for_damage(name):
            return tuple(map(mistake, data["mistakes"]))

    shared = data["shared"]
    return ExerciseChecks(
        name=data["name"],
        version=data["version"],
        parameters=tuple(data["parameters"]),
        optional=data["optional"],
        parts={part: float(points) for part, points in data["parts"].items()},
        returns=returns_from_json(data["returns"]),
        needs=tuple(data["needs"]),
        outputs=tuple(data["outputs"]),
        chain=tuple(data["chain"]),
        idle=tuple(data["idle"]),
        hands_back=data["hands_back"],
        hints=tuple(data["hints"]),
        aliases=tuple(data["aliases"]),
        seconds=data["seconds"],
        keeps_arguments=data["keeps_arguments"],
        cases=tuple(_case_from_json(case, given) for case in unshare(data["cases"], shared)),
        variants=tuple(data["variants"]),
        catalogue=catalogue,
    )
