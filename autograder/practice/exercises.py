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
from autograder.verdict.findings import names


def found(function: Callable[..., Any]) -> tuple[Checks, ExerciseChecks]:
    """The checks for a function and its exercise; ChecksError, in one sentence, if there are none."""
    if not callable(function):
        raise ChecksError(say("check_takes_function", got=type(function).__name__))
    checks = checks_of(function)
    scope = getattr(function, "__globals__", vars(sys.modules["__main__"]))
    for exercise in checks.exercises.values():  # a lambda or decorated function goes by what the notebook calls it
        if any(scope.get(name) is function for name in names(exercise)):
            return checks, exercise
    if not getattr(function, "__name__", ""):
        raise ChecksError(say("check_takes_function", got=type(function).__name__))
    return checks, exercise_of(checks, function.__name__)


def exercise_of(checks: Checks, name: str) -> ExerciseChecks:
    """The exercise called ``name``, or one that accepts it as an alias."""
    for exercise in checks.exercises.values():
        if name in names(exercise):
            return exercise
    known = ", ".join(checks.exercises)
    raise ChecksError(say("not_an_exercise", name=name, assignment=checks.assignment, names=known))


def checks_of(function: Callable[..., Any]) -> Checks:
    """The frozen checks for a function: beside the notebook, else of the assignment that fits it best."""
    name = getattr(function, "__name__", "")
    beside = Path.cwd() / "checks.json"
    if beside.is_file():
        return load_checks(beside)
    candidates = [load_checks(path) for path in locate.all_checks()]
    fitting = [c for c in candidates if any(name in names(exercise) for exercise in c.exercises.values())]
    if not fitting:
        raise ChecksError(say("no_checks", name=name))
    notebook = Path(os.environ.get("JPY_SESSION_NAME", "")).stem
    for checks in fitting:
        if notebook and checks.assignment.endswith(notebook):
            return checks
    scope = getattr(function, "__globals__", {})
    return max(fitting, key=lambda checks: sum(_is_defined(scope, name) for name in checks.exercises))


def _is_defined(scope: dict[str, Any], name: str) -> bool:
    return isinstance(scope.get(name), types.FunctionType)
