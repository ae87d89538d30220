"""What a student calls in the notebook: ``check``, ``hint``, ``ready`` and ``progress``.

``check`` uses the frozen checks beside the notebook, answers at once with one card and never raises; only
under nbgrader's Validate does it raise a one-line failure, so that Validate tells the truth.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator, Sized
from pathlib import Path
from typing import Any

from autograder.calling.call import observe
from autograder.calling.given import GivenFunctions, same_function
from autograder.calling.reads_global import borrowed_global
from autograder.calling.time_limit import Allowance, TimeLimit, can_limit_time, time_limit
from autograder.checks.contents import Checks, ChecksError, ExerciseChecks
from autograder.checks.frozen import load_checks
from autograder.course import locate
from autograder.messages import say
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.rules.tree import keys_of
from autograder.verdict.diagnose import result_of
from autograder.verdict.findings import names
from autograder.verdict.report import to_html, to_text
from autograder.verdict.result import Result, nothing_earned, with_notes


class CheckFailed(AssertionError):
    """Raised only under nbgrader's Validate and autograde; shows as one line."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Card:
    """A result that shows as HTML where that can be shown, and as text everywhere else."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def check(function: Callable[..., Any]) -> None:
    """Check one exercise and show a card: what was seen, in which call, yours and expected side by side.

    Raises:
        CheckFailed: under nbgrader's Validate alone, where something is not right.
    """
    try:
        result = examine(function)
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


def examine(function: Callable[..., Any]) -> Result:
    """The result of the public checks for ``function``, after those of the exercises that it needs."""
    checks, exercise = found(function)
    own = run(exercise, function)
    if own.status not in (Status.RIGHT, Status.NOT_STARTED):  # a student's own version of a given function may do
        with course_given(checks, function) as changed:
            again = run(exercise, function) if changed else own
        own = again if again.score > own.score else own
    if own.status in (Status.RIGHT, Status.NOT_STARTED):
        return with_notes(own, say("right_but_graded")) if own.status == Status.RIGHT else own
    return waiting(checks, exercise, function) or own


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


def waiting(checks: Checks, exercise: ExerciseChecks, function: Callable[..., Any]) -> Result | None:
    """Amber, if an exercise that this function needs is not right yet; None if all are, or are not to be seen."""
    first = first_to_do(checks, exercise, function)
    if first is None:
        return None
    needed, status = first
    text = say("needs_started" if status == Status.NOT_STARTED else "needs_first", name=exercise.name, needed=needed)
    return nothing_earned(exercise.name, exercise.parts, Status.WRONG, text, waits_for=needed)


def first_to_do(checks: Checks, exercise: ExerciseChecks, function: Callable[..., Any]) -> tuple[str, str] | None:
    """``(name, status)`` of the deepest needed exercise in the notebook that is not right; None if there is none."""
    scope = getattr(function, "__globals__", {})
    for needed in exercise.needs:
        theirs = next((scope[name] for name in names(checks.exercises[needed]) if callable(scope.get(name))), None)
        if theirs is None:
            continue
        result = run(checks.exercises[needed], theirs)
        if result.status != Status.RIGHT:
            return first_to_do(checks, checks.exercises[needed], theirs) or (needed, result.status)
    return None


def run(exercise: ExerciseChecks, function: Callable[..., Any]) -> Result:
    """Grade a function in this process with the frozen cases; as in the judge, all calls share the time."""
    allowance = Allowance(exercise.limit)
    outputs = keys_of(exercise.returns) | set(exercise.parts)

    def watched(case: Case) -> Outcome:
        try:
            with time_limit(allowance):
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

    result = result_of(exercise, watched, borrowed)
    return result if can_limit_time() or result.status == Status.RIGHT else with_notes(result, say("unlimited"))


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


def progress(iterable: Iterable[Any], label: str = "") -> Iterator[Any]:
    """Iterate and show how far it is: a bar in the notebook and in a terminal, one line in a log."""
    items = iterable if isinstance(iterable, Sized) else list(iterable)
    if not in_notebook():
        from rich.progress import track

        yield from track(items, description=label or "…", transient=True)
        return
    from IPython.display import ProgressBar

    bar, shown = ProgressBar(max(1, len(items))), time.monotonic()
    if label:
        print(label)
    bar.display()
    for done, item in enumerate(items, 1):
        yield item
        if done == len(items) or time.monotonic() - shown > 0.1:
            bar.progress, shown = done, time.monotonic()


def present(card: Card) -> None:
    """Show a card in the notebook, or print it where there is none."""
    if in_notebook():
        from IPython.display import display

        display(card)
    else:
        print(card.text)


def in_notebook() -> bool:
    """Whether this process is the kernel of a notebook (or an IPython shell)."""
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    return get_ipython() is not None


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
