"""Endless loops end where no alarm can be set: in a thread, on Windows, in a browser."""

from __future__ import annotations

import itertools
import sys
import threading
import time

import numpy as np
import pytest

from autograder.calling.call import call
from autograder.calling.time_limit import has_alarm, time_limit
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status

AT_JUMPS = sys.version_info >= (3, 12)


def in_thread(function, *args, seconds=0.1):
    """What becomes of a call in a thread, where nobody can set an alarm."""
    found = []

    def elsewhere():
        assert not has_alarm()
        with time_limit(seconds):
            found.append(call(function, args))

    thread = threading.Thread(target=elsewhere, daemon=True)
    thread.start()
    thread.join(5)
    return found[0] if found else None


def loops():
    while True:
        pass


def swallows_everything():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def swallows_twice():
    while True:
        try:
            try:
                while True:
                    pass
            except BaseException:
                while True:
                    pass
        except BaseException:
            pass


def goes_on_for_ever():
    for _ in itertools.count():
        pass


def gathers():
    return [x for x in itertools.count() if x < 0]


def generates():
    return sum(x for x in itertools.count() if x < 0)


def calls_itself():
    try:
        calls_itself()
    except BaseException:
        calls_itself()


def calls_others():
    def nothing():
        pass

    while True:
        nothing()


def steps_of_arrays():
    x = np.ones((3, 3))
    while True:
        x = x @ x / 3


ENDLESS = [
    loops,
    *((swallows_everything, swallows_twice, calls_itself) if AT_JUMPS else ()),
    goes_on_for_ever,
    gathers,
    generates,
    calls_others,
    steps_of_arrays,
]


@pytest.mark.parametrize("function", ENDLESS)
def test_an_endless_loop_ends_in_a_thread(function):
    assert in_thread(function) == Outcome(Status.TIMED_OUT)


def test_what_ends_in_time_is_right():
    assert in_thread(lambda n: sum(i for i in range(n)), 1000, seconds=5) == Outcome(Status.RETURNED, 499500)


def test_what_is_used_is_processor_time():
    assert in_thread(time.sleep, 0.3, seconds=0.2) == Outcome(Status.RETURNED, None)


def test_other_threads_go_on():
    going, turns = threading.Event(), []

    def other():
        going.set()
        for _ in range(20):
            turns.append(sum(range(20_000)))

    worker = threading.Thread(target=other)
    worker.start()
    going.wait()
    assert in_thread(loops) == Outcome(Status.TIMED_OUT)
    worker.join()
    assert len(turns) == 20


def tools():
    return [sys.monitoring.get_tool(number) for number in range(6)] if AT_JUMPS else sys.gettrace()


def test_nothing_is_watched_afterwards():
    before = tools()
    in_thread(loops)
    in_thread(lambda: 1)
    assert tools() == before


def test_a_limit_inside_another_is_kept():
    def inner():
        with time_limit(0.05):
            return call(loops, ()).kind

    assert in_thread(inner, seconds=5) == Outcome(Status.RETURNED, Status.TIMED_OUT)


def test_who_traces_goes_on_tracing():
    seen = []

    def elsewhere():
        sys.settrace(lambda *_: None)
        mine = sys.gettrace()
        with time_limit(0.05):
            call(loops, ())
        seen.append(sys.gettrace() is mine)
        sys.settrace(None)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [True]


def test_where_others_use_all_places_lines_are_looked_at():
    taken = [number for number, tool in enumerate(tools() or ()) if tool is None]
    for number in taken:
        sys.monitoring.use_tool_id(number, "other")
    try:
        assert in_thread(loops) == Outcome(Status.TIMED_OUT)
    finally:
        for number in taken:
            sys.monitoring.free_tool_id(number)
