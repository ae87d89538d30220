"""Which exercise of which assignment a function is, and its frozen checks."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.checks.contents import Checks, ChecksError, ExerciseChecks
from autograder.checks.frozen import load_checks
from autograder.course import locate
from autograder.messages import say
from autograder.practice.usage import usage
from autograder.verdict.findings import names


def found(function: Callable[..., Any], called: str = "check") -> tuple[Checks, ExerciseChecks]:
    """The checks for a function and its exercise; ChecksError, in one sentence, if there are none.

    ``called`` is the one of our functions that it was given to.
    """
    if not callable(function):
        raise ChecksError(usage(called, function))
    checks = checks_for(getattr(function, "__name__", ""), getattr(function, "__globals__", {}))
    scope = getattr(function, "__globals__", vars(sys.modules["__main__"]))
    for exercise in checks.exercises.values():  # a lambda or decorated function goes by what the notebook calls it
        if any(scope.get(name) is function for name in names(exercise)):
            return checks, exercise
    if not getattr(function, "__name__", ""):
        raise ChecksError(usage(called, function))
    return checks, exercise_of(checks, function.__name__)


def found_by_name(name: str) -> tuple[Checks, ExerciseChecks]:
    """The checks for the exercise that is called so; ChecksError, in one sentence, if there are none."""
    checks = checks_for(name, vars(sys.modules["__main__"]))
    return checks, exercise_of(checks, name)


def exercise_of(checks: Checks, name: str) -> ExerciseChecks:
    """The exercise called ``name``, or one that accepts it as an alias."""
    for exercise in checks.exercises.values():
        if name in names(exercise):
            return exercise
    known = ", ".join(checks.exercises)
    raise ChecksError(say("not_an_exercise", name=name, assignment=checks.assignment, names=known))


def checks_for(name: str, scope: dict[str, Any]) -> Checks:
    """The frozen checks for a function: beside the notebook, else of the assignment that fits its names best."""
    beside = Path.cwd() / "checks.json"
    if can_be_opened(beside):
        return load_checks(beside)
    candidates = [load_checks(path) for path in locate.all_checks()]
    fitting = [c for c in candidates if any(name in names(exercise) for exercise in c.exercises.values())]
    if not fitting:
        raise ChecksError(say("no_checks", name=name))
    notebook, folder = Path(os.environ.get("JPY_SESSION_NAME", "")).stem, Path.cwd().name
    for checks in fitting:
        if checks.assignment == folder or (notebook and checks.assignment.endswith(notebook)):
            return checks
    return max(fitting, key=lambda checks: sum(_is_defined(scope, name) for name in checks.exercises))


def can_be_opened(path: Path) -> bool:
    """Whether a file is there to be read: the drive of a browser shows some that it does not open."""
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def _is_defined(scope: dict[str, Any], name: str) -> bool:
    return isinstance(scope.get(name), types.FunctionType)
