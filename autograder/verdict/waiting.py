"""An exercise that uses another waits for it: its card says where to begin."""

from __future__ import annotations

from collections.abc import Callable

from autograder.checks.contents import Checks, ExerciseChecks
from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.result import Result, nothing_earned

StatusOf = Callable[[str], Status | None]
"""What is known of an exercise by its name; None if it is not there to be seen."""


def or_waiting(result: Result, checks: Checks, status_of: StatusOf) -> Result:
    """The result; amber, if its calls were seen to be wrong and an exercise that it needs is not right yet either."""
    exercise = checks.exercises[result.name]
    first = first_to_do(checks, exercise, status_of) if result.kind else None
    if first is None:
        return result
    needed, status = first
    text = say("needs_started" if status == Status.NOT_STARTED else "needs_first", name=exercise.name, needed=needed)
    return nothing_earned(exercise.name, exercise.parts, Status.WRONG, text, waits_for=needed)


def first_to_do(checks: Checks, exercise: ExerciseChecks, status_of: StatusOf) -> tuple[str, Status] | None:
    """``(name, status)`` of the deepest needed exercise that is not right; None if there is none."""
    for needed in exercise.needs:
        status = status_of(needed)
        if status not in (None, Status.RIGHT):
            return first_to_do(checks, checks.exercises[needed], status_of) or (needed, status)
    return None
