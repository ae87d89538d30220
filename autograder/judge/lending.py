"""Right answers, lent to a student's function in the place of the needed exercises that are not right.

Only numbers cross, in both directions, and their size and count are bounded.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from autograder.calling.call import observe, quiet
from autograder.calling.time_limit import time_limit
from autograder.checks.contents import ExerciseChecks
from autograder.key.assignment import Assignment
from autograder.messages import say
from autograder.plain.values import Tree, plain
from autograder.plain.wire import MALFORMED, WireError, from_json, to_json

FEWEST_CALLS = 2_000  # that everybody may make
MORE_CALLS = 10  # times as many as the reference makes
MOST_NUMBERS = 100_000  # in one argument
LARGEST_NUMBER = 5_000  # of iterations and the like
MEMORY = 512 * 2**20  # bytes for one call
FEW_NUMBERS = 2_000  # each with each are 32 MB: no need to ask the kernel for a limit, which takes as long as the call
MOST_KEPT, LONGEST_KEPT = 10_000, 4_000  # right answers that are kept, and characters of each, and of what was asked


class RightAnswers:
    """What the exercises of an assignment return, and how often they call each other: worked out once for a class.

    Who has the same exercise wrong asks mostly the same, and quiet calls repeat themselves.
    """

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.calls: dict[str, dict[str, int]] = {}
        self.kept: dict[bytes, dict[str, Any]] = {}  # by the hash of what was asked; the one asked for last is last

    def calls_of(self, asking: ExerciseChecks) -> dict[str, int]:
        """How often the right answer to an exercise calls each exercise in these cases."""
        if asking.name not in self.calls:
            self.calls[asking.name] = calls_of_the_reference(self.assignment, asking)
        return self.calls[asking.name]

    def reply(self, name: str, args: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """What an exercise returns, or why nothing, as JSON data like its arguments; one of MALFORMED if these are not.

        What stopped may do better next time, so only values are kept.
        """
        asked = json.dumps([name, args, keywords])
        key = hashlib.sha256(asked.encode()).digest()
        if key in self.kept:
            self.kept[key] = self.kept.pop(key)
            return self.kept[key]
        reply = self._worked_out(name, args, keywords, seconds)
        if "value" in reply and len(asked) <= LONGEST_KEPT and len(json.dumps(reply)) <= LONGEST_KEPT:
            self.kept[key] = reply
            if len(self.kept) > MOST_KEPT:
                del self.kept[next(iter(self.kept))]
        return reply

    def _worked_out(self, name: str, args: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """The same, by a call within ``seconds`` of processor time."""
        args = [from_json(arg) for arg in args]
        keywords = {str(key): from_json(value) for key, value in keywords.items()}
        given = (*args, *keywords.values())
        few = sum(map(_numbers_in, given)) <= FEW_NUMBERS
        if not all(map(_bounded, given)):
            return {"error": say("lent_too_large")}
        try:
            with quiet(0), contextlib.nullcontext() if few else memory_limit(MEMORY), time_limit(seconds):
                return {"value": to_json(plain(self.assignment.exercises[name](*args, **keywords)))}
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return {"error": type(error).__name__}


class Lender:
    """Answers for some exercises of one session, which asks ``asking``, by what their references return."""

    def __init__(self, answers: RightAnswers, names: Sequence[str], asking: ExerciseChecks) -> None:
        self.answers, self.names, self.asking = answers, tuple(names), asking
        self.asked = 0

    @cached_property
    def most(self) -> int:
        """How often it may ask; counted when somebody asks more often than everybody may."""
        calls = self.answers.calls_of(self.asking)
        return MORE_CALLS * sum(calls[name] for name in self.names)

    def answer(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer to a worker's request, within ``seconds`` of processor time; WireError if it breaks the rules."""
        name, self.asked = str(request["ask"])[:100], self.asked + 1
        if name not in self.names or (self.asked > FEWEST_CALLS and self.asked > self.most):
            raise WireError("a request for help that was not offered")
        try:
            return self.answers.reply(name, request["args"], request["keywords"], seconds)
        except MALFORMED:
            raise WireError("not a request for help") from None


def calls_of_the_reference(assignment: Assignment, asking: ExerciseChecks) -> dict[str, int]:
    """How often the right answer to an exercise calls each exercise in these cases; the same for a whole class."""
    before = {name: exercise.called for name, exercise in assignment.exercises.items()}
    for case in asking.cases:
        observe(assignment.exercises[asking.name].reference, case, asking.optional)
    return {name: exercise.called - before[name] for name, exercise in assignment.exercises.items()}


def _bounded(value: Tree) -> bool:
    """Whether the reference can be called with this value without costing the judge its time."""
    if isinstance(value, dict):
        return len(value) <= 100 and all(_bounded(item) for item in value.values())
    if isinstance(value, list | tuple):
        return len(value) <= 100 and all(_bounded(item) for item in value)
    if isinstance(value, np.ndarray):
        return value.size <= MOST_NUMBERS
    return not isinstance(value, int | float | np.generic) or not abs(float(value)) > LARGEST_NUMBER


def _numbers_in(value: Tree) -> float:
    """How many numbers a value holds; a single one, which may be a size, counts as many as it says. nan: who knows."""
    if isinstance(value, dict):
        return sum(map(_numbers_in, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_numbers_in, value))
    if isinstance(value, np.ndarray) and value.ndim:
        return value.size
    return abs(float(value)) if isinstance(value, int | float | np.generic | np.ndarray) else 0


@contextlib.contextmanager
def memory_limit(further: int) -> Iterator[None]:
    """MemoryError in the body beyond this many further bytes, where the platform can (Linux)."""
    try:
        pages = Path("/proc/self/statm").read_text()
    except FileNotFoundError:
        yield
        return
    import resource

    most = int(pages.split()[0]) * resource.getpagesize() + further
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if soft < 0 else min(most, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
