"""``check``: one exercise, examined with the frozen checks beside the notebook, and shown as one card at once.

It never raises; only under nbgrader's Validate does it raise a one-line failure, so that Validate tells the truth.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from autograder.checks.contents import ChecksError
from autograder.messages import say
from autograder.plain.status import Status
from autograder.practice.card import Card, present
from autograder.practice.examining import examined
from autograder.practice.exercises import found
from autograder.practice.hints import with_offer
from autograder.practice.usage import one_sentence
from autograder.verdict.report import to_html, to_text


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
    try:
        checks, exercise = found(function)
        result = with_offer(examined(checks, exercise, function), exercise)
        present(Card(to_html(result), to_text(result)))
        problem = "" if result.status == Status.RIGHT else f"{result.name}: {result.message}"
    except ChecksError as error:
        print(problem := str(error))
    except KeyboardInterrupt:
        print(problem := say("check_interrupted", name=_called(function)))
    except Exception as error:  # a fault of ours must not look like one of the student's
        print(problem := say("check_fault", name=_called(function), error=f"{type(error).__name__}: {error}"))
    if problem and os.environ.get("NBGRADER_EXECUTION"):
        raise CheckFailed(problem)


def _called(function: Any) -> str:
    return str(getattr(function, "__name__", say("nameless")))
