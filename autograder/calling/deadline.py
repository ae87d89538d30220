"""A bound on the time of Python code where no alarm can be set: in a browser, on Windows, in any thread but the first.

Python calls back at each jump and at each call (``sys.monitoring``, from Python 3.12 on), and there the time is looked
at. A loop jumps back outside of the ``try`` in it, so whoever swallows the exception meets it again. Python 3.11 calls
back at each line (``sys.settrace``), and no more once an exception was raised there. What never comes back to Python,
such as ``sum(itertools.count())``, is not stopped.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import numpy as np

import autograder

FOLDERS = (str(Path(module).parent) for module in (autograder.__file__, contextlib.__file__, np.__file__))
SPARED = (*FOLDERS, "<string>", "<frozen ")
"""Where our own code is, and that by which it puts back what a student's code has left: never stopped."""
NAME = "autograder"
TOOLS = range(6)  # the numbers that Python has for tools
Look = Callable[..., None]


@contextlib.contextmanager
def watched(left: Callable[[], float], stop: type[BaseException]) -> Iterator[None]:
    """Raise ``stop`` in the body, in this thread, once no seconds are ``left``, again and again until it ends."""
    here, next_look = threading.get_ident(), time.monotonic() + left()

    def look(code: CodeType, *_: object) -> None:
        nonlocal next_look
        if time.monotonic() < next_look or threading.get_ident() != here or code.co_filename.startswith(SPARED):
            return
        if (rest := left()) <= 0:
            raise stop
        next_look = time.monotonic() + rest

    with called_at_jumps(look) if sys.version_info >= (3, 12) else called_at_lines(look):
        yield


@contextlib.contextmanager
def called_at_jumps(look: Look) -> Iterator[None]:
    """Have a function called with the code that jumps, or begins; at lines where others use all the places for that."""
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined]
    number = next((number for number in TOOLS if monitoring.get_tool(number) is None), None)
    if number is None:
        with called_at_lines(look):
            yield
        return
    events = (monitoring.events.JUMP, monitoring.events.PY_START, monitoring.events.PY_RESUME)
    monitoring.use_tool_id(number, NAME)
    try:
        for event in events:
            monitoring.register_callback(number, event, look)
        monitoring.set_events(number, sum(events))
        yield
    finally:
        monitoring.set_events(number, 0)
        for event in events:
            monitoring.register_callback(number, event, None)
        monitoring.free_tool_id(number)


@contextlib.contextmanager
def called_at_lines(look: Look) -> Iterator[None]:
    """Have a function called with the code of each line that is about to run, in what is called from here on."""

    def at_line(frame: FrameType, *_: object) -> Any:
        look(frame.f_code)
        return at_line

    before = sys.gettrace()
    sys.settrace(at_line)
    try:
        yield
    finally:
        sys.settrace(before)
