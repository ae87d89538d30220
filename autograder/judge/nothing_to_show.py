"""Results that need no numbers: right, not started, not there, out of time, or a fault of ours."""

from __future__ import annotations

from functools import partial

from autograder.checks.contents import ExerciseChecks
from autograder.judge.attempts import Standing
from autograder.judge.session import Session
from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.glosses import gloss_of
from autograder.verdict.result import Result, nothing_earned
from autograder.verdict.sealed import Verdict, fault


def ungraded(exercise: ExerciseChecks, error: Exception) -> Result:
    """Of an exercise in which a fault of ours came up."""
    return nothing_earned(exercise.name, exercise.parts, Status.UNGRADED, say("ungraded"), notes=(fault(error),))


def without_function(session: Session, exercise: ExerciseChecks) -> Result | None:
    """The result of an exercise whose function is not there; None where it is."""
    nothing = partial(nothing_earned, exercise.name, exercise.parts)
    if not session.start():
        return nothing(Status.CRASHED, say("cell_crashed", name=exercise.name))
    state, reason = session.state(exercise.name)
    if state == Status.MISSING:
        return nothing(Status.MISSING, say("missing", name=exercise.name))
    if state != Status.DEFINED:
        message = [say("missing_broken", name=exercise.name, reason=reason), gloss_of(reason)]
        return nothing(Status.CRASHED, "\n".join(filter(None, message)))
    return None


def not_reached(exercise: ExerciseChecks, standing: Standing) -> Result:
    """Of an exercise for which no time was left: no mark, and a person looks at it."""
    message = say("not_reached", name=exercise.name, count=standing.purse.seconds)
    return nothing_earned(exercise.name, exercise.parts, Status.UNGRADED, message, by_hand=True)


def without_numbers(verdict: Verdict, exercise: ExerciseChecks, seconds: float) -> str:
    """The sentence of an exercise of which nothing need be shown."""
    if verdict.status == Status.RIGHT:
        return say("right", count=len(exercise.cases))
    if verdict.status == Status.NOT_STARTED:
        return say("not_started", name=exercise.name)
    call = f"{exercise.name}({', '.join(exercise.parameters[: len(exercise.cases[0].args)])})"
    return say("too_slow" if verdict.by_hand else "timed_out", call=call, count=seconds)
