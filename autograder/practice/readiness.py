"""``ready``: whether a cell that shows something can show what the text around it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.messages import say
from autograder.plain.status import Status
from autograder.practice.examining import examined
from autograder.practice.exercises import found
from autograder.practice.usage import one_sentence


def not_ready(sentence: str) -> bool:
    """Say the sentence; the answer is no."""
    print(sentence)
    return False


@one_sentence(not_ready)
def ready(function: Callable[..., Any], *functions: Callable[..., Any]) -> bool:
    """Whether ``check`` says of every function that it is right, so that what is shown below fits the text.

    Else it says which are missing.
    """
    missing = []
    for one in (function, *functions):
        try:
            checks, exercise = found(one, "ready")
            if examined(checks, exercise, one).status != Status.RIGHT:
                missing.append(exercise.name)
        except ChecksError as error:
            return not_ready(str(error))
    return not missing or not_ready(say("still_missing", names=", ".join(missing)))
