"""``ready``: whether a cell that shows something can show what the text around it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.messages import say
from autograder.plain.status import Status
from autograder.practice.examining import run
from autograder.practice.exercises import found


def ready(*functions: Callable[..., Any]) -> bool:
    """Whether every function is right, so that what is shown below fits the text; else says what is missing."""
    missing = []
    for function in functions:
        try:
            _, exercise = found(function)
            if run(exercise, function).status != Status.RIGHT:
                missing.append(exercise.name)
        except ChecksError as error:
            print(error)
            return False
    if missing:
        print(say("still_missing", names=", ".join(missing)))
    return not missing
