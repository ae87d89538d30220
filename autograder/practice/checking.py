"""``check``: one exercise, examined with the frozen checks beside the notebook, and shown as one card at once.

It never raises; only under nbgrader's Validate does it raise a one-line failure, so that Validate tells the truth.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.messages import say
from autograder.plain.status import Status
from autograder.practice.card import Card, present
from autograder.practice.examining import examined
from autograder.practice.exercises import found
from autograder.practice.hints import with_offer
from autograder.practice.usage import one_sentence


class CheckFailed(AssertionError):
    """Raised only under nbgrader's Validate and autograde; shows as one line."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def refused(sentence: str) -> None:
    """Say the sentence; nothing was checked, and Validate has to know it."""
    print(sentence)
    if os.environ.get("NBGRADER_EXECUTION"):
        raise CheckFailed(sentence)


@one_sentence(refused)
def check(function: Callable[..., Any]) -> None:
    """Check one exercise and show a card: what was seen, in which call, yours and expected side by side.

    Raises:
        CheckFailed: under nbgrader's Validate alone, where something is not right.
    """
    with in_one_sentence(function) as problems:
        checks, exercise = found(function)
        result = with_offer(examined(checks, exercise, function), exercise)
        present(Card.of(result))
        if result.status != Status.RIGHT:
            problems.append(f"{result.name}: {result.message}")
    if problems and os.environ.get("NBGRADER_EXECUTION"):
        raise CheckFailed(problems[0])


@contextlib.contextmanager
def in_one_sentence(function: Any) -> Iterator[list[str]]:
    """Print one sentence in the place of an exception of ours, and add it to the problems."""
    problems: list[str] = []
    try:
        yield problems
    except ChecksError as error:
        problems.append(str(error))
        print(error)
    except KeyboardInterrupt:
        problems.append(say("check_interrupted", name=_called(function)))
        print(problems[-1])
    except Exception as error:  # a fault of ours must not look like one of the student's
        problems.append(say("check_fault", name=_called(function), error=f"{type(error).__name__}: {error}"))
        print(problems[-1])


def _called(function: Any) -> str:
    return str(getattr(function, "__name__", say("nameless")))
