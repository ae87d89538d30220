"""One notebook in one worker: questions out, outcomes back, and bounded help for helpers that are not right."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autograder.calling.call import quiet
from autograder.calling.time_limit import time_limit
from autograder.checks.contents import CheckCase, Checks, ExerciseChecks
from autograder.judge.zygote import Worker, Zygote
from autograder.key.assignment import Assignment
from autograder.messages import say
from autograder.plain.outcome import CRASHED, TIMED_OUT, Outcome
from autograder.plain.values import DEEPEST, LONGEST, Tree, Unsupported, plain, visible
from autograder.plain.wire import WireError, WireTimeout, from_json, to_json
from autograder.rules.tree import keys_of
from autograder.verdict.diagnose import names
from autograder.verdict.result import MISSING

LOAD_SECONDS = 20.0
ALONE_SECONDS = 5.0  # for the definitions of one exercise, where those of all did not come to an end
WHOLE_SECONDS = 60.0
PROXY_CALLS = 2_000
PROXY_NUMBERS = 100_000
PROXY_COUNT = 5_000
PROXY_MEMORY = 512 * 2**20
MALFORMED = (KeyError, TypeError, IndexError, ValueError, AttributeError, ArithmeticError, RecursionError)


class Session:
    """One worker that holds one notebook; started when first asked, started anew after it died."""

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[str],
        checks: Checks,
        wanted: Iterable[ExerciseChecks],
        *,
        whole: bool = False,
        alone: bool = False,
        proxies: Sequence[str] = (),
        own_helpers: bool = True,
        assignment: Assignment | None = None,
    ) -> None:
        self.zygote, self.assignment, self.whole, self.alone = zygote, assignment, whole, alone
        self.load: dict[str, Any] = {
            "do": "load",
            "cells": list(cells),
            "names": {exercise.name: list(names(exercise)) for exercise in wanted},
            "graded": [name for exercise in checks.exercises.values() for name in names(exercise)],
            "given": checks.given,
            "whole": whole,
            "own_helpers": own_helpers,
            "proxies": {name: list(checks.exercises[name].parameters) for name in proxies},
        }
        for name in proxies:
            self.load["names"].setdefault(name, list(names(checks.exercises[name])))
        self.worker: Worker | None = None
        self.loaded: dict[str, Any] = {}
        self.asked = 0

    def start(self) -> bool:
        """Load the definitions into a fresh worker; whether that came to an end."""
        if self.worker is None:
            self.worker = self.zygote.fork()
            try:
                seconds = WHOLE_SECONDS if self.whole else ALONE_SECONDS if self.alone else LOAD_SECONDS
                answer = self._ask(self.load, time.monotonic() + seconds)
                functions = answer["functions"]
                self.loaded = {
                    "functions": {name: (str(functions[name][0]), str(functions[name][1])) for name in functions},
                    "unresolved": [str(name) for name in answer["unresolved"]],
                    "rebound": answer["rebound"] is True,
                    "notes": [
                        *(say("note_import", module=visible(str(module))) for module in answer["imports"][:20]),
                        *(self._eclipsed(*item) for item in answer["eclipsed"][:50]),
                        *(
                            say("note_broken_cell", cell=int(cell), reason=visible(str(reason)))
                            for cell, reason in answer["broken"][:20]
                        ),
                    ],
                }
            except (*MALFORMED, WireError):
                self.close()
                return False
        return True

    def _eclipsed(self, name: str, cell: int, later: int, certain: bool) -> str:
        """A graded name is used for something else below the function that counts."""
        if name not in self.load["graded"] or not 0 < cell <= later <= len(self.load["cells"]):
            raise ValueError("no such name or cell")
        return say("note_name_reused" if certain else "note_not_made", name=name, cell=int(cell), later=int(later))

    def state(self, name: str) -> tuple[str, str]:
        """``(defined | broken | missing, reason)`` of a graded name."""
        state, reason = self.loaded["functions"].get(name, (MISSING, ""))
        return state, visible(reason)

    def observe(self, checks: ExerciseChecks, case: CheckCase, deadline: float) -> Outcome:
        """Make the calls of one case in the worker."""
        if not self.start():
            return Outcome(CRASHED)
        question = {"do": "call", "name": checks.name, "case": case.question(), "optional": checks.optional}
        try:
            return _outcome(self._ask(question, deadline).get("outcome"))
        except WireTimeout:
            self.close()
            return Outcome(TIMED_OUT)
        except (WireError, RecursionError):
            timed_out = self.worker is not None and self.worker.ran_out_of_time()
            self.close()
            return Outcome(TIMED_OUT if timed_out else CRASHED)

    def borrowed_global(self, checks: ExerciseChecks, case: CheckCase, deadline: float) -> str:
        """The notebook variable that the function reads in the place of an argument, or ''."""
        question = {
            "do": "borrowed",
            "name": checks.name,
            "case": case.question(),
            "optional": checks.optional,
            "outputs": sorted(keys_of(checks.returns) | set(checks.parts)),
        }
        try:
            return visible(str(self._ask(question, deadline).get("name", ""))) if self.start() else ""
        except (WireError, RecursionError):
            self.close()
            return ""

    def close(self) -> None:
        """End the worker."""
        if self.worker is not None:
            self.worker.end()
            self.worker = None

    def _ask(self, question: dict[str, Any], deadline: float) -> dict[str, Any]:
        assert self.worker is not None
        message: dict[str, Any] = {}
        for message in self.worker.ask(question, deadline):
            if "ask" in message:
                self.worker.reply(self._help(message, deadline), deadline)
                if time.monotonic() > deadline:
                    raise WireTimeout("requests for help without an end")
        return message

    def _help(self, message: dict[str, Any], deadline: float) -> dict[str, Any]:
        """Answer for a helper of the student's that is not right: numbers only, and within bounds."""
        name, self.asked = str(message["ask"])[:100], self.asked + 1
        if self.assignment is None or name not in self.load["proxies"] or self.asked > PROXY_CALLS:
            raise WireError("a request for help that was not offered")
        try:
            args = [from_json(arg) for arg in message["args"]]
            keywords = {str(key): from_json(value) for key, value in message["keywords"].items()}
            bounded = all(_bounded(value) for value in (*args, *keywords.values()))
        except MALFORMED:
            raise WireError("not a request for help") from None
        if not bounded:
            return {"error": "the arguments are too large"}
        try:
            left = max(0.01, deadline - time.monotonic())
            with quiet(0), memory_limit(PROXY_MEMORY), time_limit(left):
                return {"value": to_json(plain(self.assignment.exercises[name](*args, **keywords)))}
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return {"error": type(error).__name__}


def _bounded(value: Tree) -> bool:
    """Whether the reference can be called with this value without costing the judge its time."""
    if isinstance(value, dict):
        return len(value) <= 100 and all(_bounded(item) for item in value.values())
    if isinstance(value, list | tuple):
        return len(value) <= 100 and all(_bounded(item) for item in value)
    if isinstance(value, np.ndarray):
        return value.size <= PROXY_NUMBERS
    return not isinstance(value, int | float | np.generic) or not abs(float(value)) > PROXY_COUNT


@contextlib.contextmanager
def memory_limit(further: int) -> Iterator[None]:
    """MemoryError in the body beyond this many further bytes, where the platform can (Linux)."""
    if not Path("/proc/self/statm").exists():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + further
    resource.setrlimit(resource.RLIMIT_AS, (most if soft < 0 else min(most, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _outcome(data: Any) -> Outcome:
    """What a worker says came of a call, however it was forged; WireError if it is no such thing."""
    try:
        outcome = Outcome.from_json(data)
    except RecursionError:
        raise WireError("a very deep structure") from None
    if any(index < 0 for index in outcome.changed):
        raise WireError("not an argument")
    return replace(outcome, value=_shallow(outcome.value))


def _shallow(tree: Tree, depth: int = 0) -> Tree:
    """The tree, cut off where :func:`plain` would have, with the names of types made visible."""
    if isinstance(tree, Unsupported):
        return Unsupported(visible(tree.type_name))
    if not isinstance(tree, tuple | list | dict):
        return tree
    if depth > DEEPEST or len(tree) > LONGEST:
        return Unsupported("a very deep or large structure")
    if isinstance(tree, dict):
        return {_shallow(key): _shallow(item, depth + 1) for key, item in tree.items()}
    return type(tree)(_shallow(item, depth + 1) for item in tree)
