"""What the frozen checks say of a function, in the student's own kernel."""

from __future__ import annotations

import contextlib
import linecache
from collections.abc import Callable, Iterator
from typing import Any

from autograder.calling.at_its_end import at_its_end
from autograder.calling.call import observe
from autograder.calling.given import GivenFunctions, same_function
from autograder.calling.reads_global import borrowed_global
from autograder.calling.time_limit import Allowance, TimeLimit, time_limit
from autograder.checks.contents import Checks, ExerciseChecks
from autograder.messages import say
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.practice.state import notes_on_file, stale
from autograder.rules.tree import keys_of
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.findings import names
from autograder.verdict.own_text import with_own_text
from autograder.verdict.result import Result, with_notes
from autograder.verdict.waiting import StatusOf, or_waiting


def examined(checks: Checks, exercise: ExerciseChecks, function: Callable[..., Any]) -> Result:
    """The result of the public checks for a function, or of the exercise that it waits for: the one answer to both
    ``check`` and ``ready``.
    """
    own = with_notes(by_itself(checks, exercise, function), *notes_on_file(exercise, function))
    if own.status == Status.RIGHT:
        return with_notes(own, say("right_but_graded"))
    if not own.kind:  # nothing was seen of a function that has not begun, or is older than its cell
        return own
    own = with_own_text(own, names(exercise), [text_around(function)])
    return or_waiting(own, checks, status_in(checks, getattr(function, "__globals__", {})))


def text_around(function: Callable[..., Any]) -> str:
    """The text of the cell that a function comes from; "" if nobody knows."""
    return "".join(linecache.getlines(getattr(getattr(function, "__code__", None), "co_filename", "")))


def by_itself(checks: Checks, exercise: ExerciseChecks, function: Callable[..., Any]) -> Result:
    """The result of a function, with the student's own versions of given functions or, if better, with the course's."""
    if (older := stale(exercise, function)) is not None:
        return older
    own = run(exercise, function)
    if own.status in (Status.RIGHT, Status.NOT_STARTED):
        return own
    with course_given(checks, function) as changed:
        again = run(exercise, function) if changed else own
    return again if again.score > own.score else own


@contextlib.contextmanager
def course_given(checks: Checks, function: Callable[..., Any]) -> Iterator[bool]:
    """Put the functions that the course gives in the place of the notebook's for a while; whether any was another."""
    scope, given = getattr(function, "__globals__", {}), GivenFunctions(checks.given)
    other = {name: scope[name] for name in given if name in scope and not same_function(scope[name], given[name])}
    scope.update({name: given[name] for name in other})
    try:
        yield bool(other)
    finally:
        scope.update(other)


def status_in(checks: Checks, scope: dict[str, Any]) -> StatusOf:
    """What is known of other exercises from the functions in a notebook."""

    def status_of(name: str) -> Status | None:
        needed = checks.exercises[name]
        theirs = next((scope[known] for known in names(needed) if callable(scope.get(known))), None)
        return None if theirs is None else by_itself(checks, needed, theirs).status

    return status_of


def run(exercise: ExerciseChecks, function: Callable[..., Any]) -> Result:
    """Grade a function in this process with the frozen cases; as in the judge, all calls share the time."""
    allowance = Allowance(exercise.limit)
    outputs = keys_of(exercise.returns) | set(exercise.parts)

    def watched(case: Case, function: Callable[..., Any] = function) -> Outcome:
        try:
            with time_limit(allowance.or_further()):
                outcome = observe(function, case, exercise.optional)
        except TimeLimit:
            return Outcome(Status.TIMED_OUT)
        if outcome.error is not None and outcome.error.type_name == "KeyboardInterrupt":
            raise KeyboardInterrupt  # the person at the keyboard, who does not want to hear of the other cases
        return outcome

    def borrowed(case: Case) -> str:
        try:
            with time_limit(exercise.limit):
                return borrowed_global(function, outputs, case, exercise.optional)
        except TimeLimit:
            return ""

    def ended(case: Case) -> Outcome:
        return watched(case, at_its_end(function, exercise.hands_back))

    return result_of(exercise, each_alone(watched), borrowed, ended)
