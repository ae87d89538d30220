"""A bound on the processor time of any Python code in this process.

Processor time, because it is the same on a quiet machine and on a busy one: nobody is stopped for what others do. Of
this process only the thread that computes is counted, so nobody pays for a library that uses several.
"""

from __future__ import annotations

import contextlib
import random
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

from autograder.calling.deadline import watched

CLOCK: Callable[[], float] = time.monotonic if sys.platform == "emscripten" else time.thread_time
"""In a browser, processor time stands still (``times()`` of Emscripten), and there is one thread."""
WALL = 6  # so many times the processor time on the wall clock: then what only waits is stopped, too
FURTHER = 0.05  # of an allowance, for each piece that is tried once it is used up
FINEST, REPEAT = 0.01, 0.05  # seconds: how soon it is looked again, and how soon it is raised again


class TimeLimit(BaseException):
    """Raised inside a call that has run too long; no ``except Exception`` stops it."""


def has_alarm() -> bool:
    """Whether an alarm can be set in this thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


class Allowance:
    """What several pieces of work may use together: seconds of processor time, and ``wall`` of them on the wall.

    ``purse`` is the larger one that all of it is taken from as well.
    """

    def __init__(self, seconds: float, wall: float | None = None, purse: Allowance | None = None) -> None:
        self.seconds, self.purse = seconds, purse
        self.processor, self.wall = seconds, WALL * seconds if wall is None else wall
        self._further: Allowance | None = None

    def is_up(self) -> bool:
        """Whether nothing is left, here or in the purse."""
        return min(self.processor, self.wall) <= 0 or self.is_purse_up()

    def is_purse_up(self) -> bool:
        """Whether nothing is left of what this is taken from."""
        return self.purse is not None and self.purse.is_up()

    def or_further(self) -> Allowance:
        """Itself while something is left; then a little of it, again and again, for what may do better."""
        if self.is_up() and (self._further is None or self._further.is_up()):
            self._further = Allowance(FURTHER * self.seconds, purse=self.purse)
        return self._further or self

    @contextlib.contextmanager
    def spending(self, clock: Callable[[], float]) -> Iterator[Callable[[], float]]:
        """Take off what the body uses, its processor time by ``clock``.

        Yields a function: how many seconds pass at least before it is up.
        """
        spent = [self] if self.purse is None else [self, self.purse]
        had = [(one.processor, one.wall) for one in spent]
        began, began_on_the_wall = clock(), time.monotonic()

        def left() -> float:
            used, used_on_the_wall = clock() - began, time.monotonic() - began_on_the_wall
            for one, (processor, wall) in zip(spent, had, strict=True):
                one.processor, one.wall = processor - used, wall - used_on_the_wall
            return min(min(one.processor, one.wall) for one in spent)

        try:
            yield left
        finally:
            left()


def apart(function: Callable[..., Any], *args: Any) -> Any:
    """Call a function where what it leaves behind as the exception being handled ends with it.

    A loop that is stopped between two of its lines may leave one, and the next error of anybody would be shown as one
    that came "during handling" of it. A generator has a state of its own for that.
    """

    def called() -> Iterator[tuple[Any, StopIteration | None]]:
        try:
            yield function(*args), None
        except StopIteration as error:  # which a generator may not raise
            yield None, error

    value, error = next(called())
    if error is not None:
        raise error
    return value


@contextlib.contextmanager
def time_limit(allowed: float | Allowance) -> Iterator[None]:
    """Raise TimeLimit in the body when its time is up; repeats if it is swallowed.

    Where no alarm can be set, Python's own calls look at the time (``autograder.calling.deadline``).

    A body that spends nearly all its time inside a ``try`` would swallow every repetition, too. So from the
    second on it is raised at one of the next lines of one of the body's frames, both chosen at random: sooner
    or later that is a line outside of the ``try``.
    """
    allowance = allowed if isinstance(allowed, Allowance) else Allowance(allowed)
    if not has_alarm():
        with allowance.spending(CLOCK) as left, watched(left, TimeLimit):
            yield
        return
    home, tracing = sys._getframe(2), sys.gettrace()
    raised_before, lines_left, choose = False, 0, random.Random(0)

    def stop(_: int, frame: types.FrameType | None) -> None:
        nonlocal raised_before, lines_left
        if not raised_before:
            if (rest := left()) > 0:  # the machine was busy with something else
                signal.setitimer(signal.ITIMER_REAL, max(FINEST, rest), REPEAT)
                return
            raised_before = True
            raise TimeLimit
        frames = []
        while frame is not None and frame is not home:
            if not str(frame.f_globals.get("__name__")).startswith("autograder."):
                frames.append(frame)
            frame = frame.f_back
        if frames:
            chosen, lines_left = choose.choice(frames), choose.randrange(8)
            chosen.f_trace = at_line
            sys.settrace(lambda *_: None)
            if chosen is not frames[0]:  # it goes on only when those that it has called are left
                raise TimeLimit

    def at_line(_: types.FrameType, event: str, __: Any) -> Any:
        nonlocal lines_left
        lines_left -= event == "line"
        if lines_left < 0:
            raise TimeLimit
        return at_line

    with allowance.spending(CLOCK) as left:
        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, max(FINEST, left()), REPEAT)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            if raised_before:
                sys.settrace(tracing)
