"""``hint``: what helps with an exercise, from a question to nearly the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.messages import say
from autograder.practice.exercises import found


def hint(function: Callable[..., Any], level: int = 1) -> None:
    """Show the hint number ``level`` of an exercise; hints grow from a question to nearly the step."""
    try:
        _, exercise = found(function)
    except ChecksError as error:
        print(error)
        return
    level = level if isinstance(level, int) else 1
    count = len(exercise.hints)
    number = min(max(1, level), count)
    print(say("hint", number=number, of=count, name=exercise.name, text=exercise.hints[number - 1]))
    if number < level:
        print(say("no_more_hints", count=count, name=exercise.name))
