"""``replay``: the call that the card shows, made again in the open."""

from __future__ import annotations

import builtins
import contextlib
import io
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.calling.call import SEED, accepted, repeatable, without_defaults
from autograder.calling.time_limit import TimeLimit, apart, time_limit
from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.messages import say
from autograder.plain.values import GivenFunction, plain
from autograder.practice.card import Card, present, shell
from autograder.practice.checking import in_one_sentence
from autograder.practice.examining import examined
from autograder.practice.exercises import found
from autograder.practice.usage import one_sentence
from autograder.verdict.findings import call_of

SUFFIX = "_replay"
MOST_PRINTED = 20_000  # characters; an endless loop prints more than a browser can show

MADE: dict[str, Any] = {}
"""What earlier calls have put into the notebook, by its name."""


@one_sentence(print)
def replay(function: Callable[..., Any]) -> None:
    """Make the call that the card shows again: its arguments as variables, what the function prints, and the card.

    No variable of the notebook is replaced.
    """
    with in_one_sentence(function):
        checks, exercise = found(function, "replay")
        result = examined(checks, exercise, function)
        if result.case is None or result.waits_for:
            print(say("replay_nothing", name=exercise.name))
        else:
            case = exercise.cases[result.case]
            make_variables(exercise, case, getattr(function, "__globals__", vars(sys.modules["__main__"])))
            call_openly(exercise, case, function)
        present(Card.of(result))


def make_variables(exercise: ExerciseChecks, case: CheckCase, scope: dict[str, Any]) -> None:
    """Put the arguments of the (first) call into the notebook, beside what is already called so, and say how."""
    called, taken = [], []
    for parameter, value in zip(exercise.parameters, fresh(next(case.calls())), strict=False):
        name = parameter
        if not is_free(parameter, scope):
            name = parameter + SUFFIX
            taken.append(parameter)
        scope[name] = MADE[name] = value
        called.append(name)
    print(say("replay_call", call=call_of(exercise, case), names=", ".join(called)))
    if taken:
        print(say("replay_taken", names=", ".join(taken)))


def is_free(name: str, scope: dict[str, Any]) -> bool:
    """Whether nothing is called so, or only what an earlier replay has put there."""
    if name in scope:
        return name in MADE and scope[name] is MADE[name]
    return not hasattr(builtins, name)


def fresh(args: Sequence[Any]) -> list[Any]:
    """Copies of the arguments as a function gets them."""
    return [arg.function if isinstance(arg, GivenFunction) else arg for arg in map(plain, args)]


def call_openly(exercise: ExerciseChecks, case: CheckCase, function: Callable[..., Any]) -> None:
    """Make the calls of a case with the same random numbers as a check, and show all that they print and raise."""
    try:
        with time_limit(exercise.limit), bounded_prints():
            for args in case.calls():
                with repeatable(SEED):
                    taken = accepted(function, without_defaults(function, args, case.left_out), exercise.optional)
                    apart(function, *fresh(taken))
    except TimeLimit:
        pass  # the card says so
    except (Exception, SystemExit, GeneratorExit) as error:
        print(as_python_shows_it(error))


def as_python_shows_it(error: BaseException) -> str:
    """The traceback of a student's exception, from the student's own lines on."""
    step = error.__traceback__
    while step is not None and str(step.tb_frame.f_globals.get("__name__")).startswith("autograder."):
        step = step.tb_next
    if (running := shell()) is not None:
        shown = running.InteractiveTB
        return str(shown.stb2text(shown.structured_traceback(type(error), error, step)))
    return "".join(traceback.format_exception(type(error), error, step)).rstrip()


@contextlib.contextmanager
def bounded_prints() -> Iterator[None]:
    """Pass on what is printed, up to a bound."""
    printed = Bounded(sys.stdout)
    try:
        with contextlib.redirect_stdout(printed):
            yield
    finally:
        if printed.left < 0:
            print(say("replay_cut"))


class Bounded(io.TextIOBase):
    """A screen that has room for so many characters."""

    def __init__(self, screen: Any) -> None:
        self.screen, self.left = screen, MOST_PRINTED

    def write(self, text: str) -> int:
        """Pass on what there is room for."""
        if self.left > 0:
            self.screen.write(text[: self.left])
        self.left -= len(text)
        return len(text)

    def flush(self) -> None:
        """Show what was printed."""
        self.screen.flush()
