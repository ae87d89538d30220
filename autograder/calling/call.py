"""One quiet call of anybody's function, and what came of it.

Quiet: nothing it prints, warns, seeds or sets is left behind, it cannot ask for input, it gets fresh copies
of its arguments, and whatever it raises becomes data. The same code observes references, wrong versions and
students, in the notebook and in the worker.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import os
import random
import sys
import threading
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.calling.raised import raised
from autograder.calling.time_limit import TimeLimit, apart
from autograder.messages import say
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import GivenFunction, Tree, alike, identical, plain
from autograder.plain.values import visible as visible

SEED = 20
TURNS = threading.RLock()  # what quiet sets and puts back is the whole process's, so threads take turns
_draws_elsewhere = True


def draws_only_in_quiet_calls() -> None:
    """Say that nothing else in this process, of the judge's or a worker, draws from the generators of NumPy and Python.

    Each quiet call seeds both, so their state need not be put back: to keep and restore it takes longer than all else.
    """
    global _draws_elsewhere
    _draws_elsewhere = False


@contextlib.contextmanager
def quiet(seed: int) -> Iterator[None]:
    """Silence the body, make its random numbers repeatable, and put back every setting that it may change."""
    with (
        TURNS,
        repeatable(seed),
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Make the random numbers of the body repeatable, let nobody wait, and put back every setting it may change."""
    before = (np.random.get_state(), random.getstate()) if _draws_elsewhere else None
    default_rng, ask, pause = np.random.default_rng, builtins.input, sys.breakpointhook

    usual_seed = seed

    def seeded(seed: Any = None) -> np.random.Generator:
        return default_rng(usual_seed if seed is None else seed)

    def no_input(*_: Any, **__: Any) -> str:
        raise EOFError(say("no_input"))

    np.random.seed(seed)
    random.seed(seed)
    np.random.default_rng = seeded
    builtins.input = no_input
    sys.breakpointhook = no_input
    try:
        with warnings.catch_warnings(), np.errstate(), np.printoptions():
            yield
    finally:
        np.random.default_rng, builtins.input, sys.breakpointhook = default_rng, ask, pause
        if before is not None:
            np.random.set_state(before[0])
            random.setstate(before[1])


def observe(function: Callable[..., Any], case: Case, optional: int, seed: int = SEED) -> Outcome:
    """Call ``function`` as the case says; ``optional`` trailing arguments may be dropped if it takes fewer."""
    values, changed = [], set()
    for args in case.calls():
        outcome = call(function, without_defaults(function, args, case.left_out), optional, seed)
        if outcome.kind != Status.RETURNED:
            return outcome
        values.append(outcome.value)
        changed |= set(outcome.changed)
    return Outcome(Status.RETURNED, values if case.vary else values[0], None, tuple(sorted(changed)))


def call(function: Callable[..., Any], args: Sequence[Tree], optional: int = 0, seed: int = SEED) -> Outcome:
    """One positional call with fresh copies of ``args``."""
    with quiet(seed):
        try:
            given = [plain(arg) for arg in accepted(function, args, optional)]
            before = [plain(arg) for arg in given]
            value = plain(apart(function, *(arg.function if isinstance(arg, GivenFunction) else arg for arg in given)))
            after = [plain(arg) for arg in given]
        except TimeLimit:
            return Outcome(Status.TIMED_OUT)
        except MemoryError:
            return Outcome(Status.TOO_MUCH_MEMORY)
        except BaseException as error:  # SystemExit and KeyboardInterrupt too: it is all data here
            return Outcome(Status.RAISED, None, raised(error, function))
    pairs = enumerate(zip(after, before, strict=True))
    changed = tuple(i for i, (a, b) in pairs if not (identical(a, b) or alike(a, b, 0, 0)))
    return Outcome(Status.RETURNED, value, None, changed)


def accepted(function: Callable[..., Any], args: Sequence[Tree], optional: int) -> Sequence[Tree]:
    """The arguments without those trailing optional ones that the function's shorter signature lacks."""
    if type(function) is types.FunctionType and not function.__dict__:  # nearly all: no need to take it apart
        code = function.__code__
        return args if code.co_flags & inspect.CO_VARARGS else args[: max(code.co_argcount, len(args) - optional)]
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return args
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters):
        return args
    takes = sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters)
    return args[: max(takes, len(args) - optional)]


def without_defaults(function: Callable[..., Any], args: Sequence[Tree], left_out: int) -> Sequence[Tree]:
    """The arguments without the last ``left_out``, as far as the function has defaults for them."""
    if not left_out:
        return args
    try:
        parameters = list(inspect.signature(function).parameters.values())[len(args) - left_out : len(args)]
    except (TypeError, ValueError):
        return args
    if any(parameter.default is parameter.empty for parameter in parameters):
        return args
    return args[: len(args) - left_out]
