"""``hint``: what helps with an exercise, from a question to nearly the step; and when a card offers one."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.checks.contents import ChecksError, ExerciseChecks
from autograder.messages import say
from autograder.plain.status import Status
from autograder.practice.exercises import found, found_by_name
from autograder.practice.usage import one_sentence, usage
from autograder.verdict.result import Result

STUCK = 3  # red cards of one kind, one after the other


@dataclass
class Seen:
    """What the student has seen of an exercise in this kernel."""

    kind: str = ""  # of the last red card
    count: int = 0  # of the red cards of this kind, one after the other
    hint: int = 0  # the number of the last hint; 0: none


@dataclass
class Memory:
    """What the student has seen of each exercise; gone with the kernel."""

    exercises: dict[str, Seen] = field(default_factory=dict)

    def of(self, exercise: ExerciseChecks) -> Seen:
        """What was seen of one exercise, to be changed."""
        return self.exercises.setdefault(exercise.name, Seen())


MEMORY = Memory()


@one_sentence(print)
def hint(function: Callable[..., Any] | str, level: int = 1) -> None:
    """Show the hint number ``level`` of an exercise; hints grow from a question to nearly the step."""
    try:
        if not (callable(function) or isinstance(function, str)):
            raise ChecksError(usage("hint", function))
        _, exercise = found_by_name(function) if isinstance(function, str) else found(function, "hint")
    except ChecksError as error:
        print(error)
        return
    count, wanted = len(exercise.hints), number_of(level)
    if wanted < 1:
        print(say("hint_number", name=exercise.name, count=count))
        return
    number = min(wanted, count)
    seen = MEMORY.of(exercise)
    seen.hint = max(seen.hint, number)
    print(say("hint", number=number, of=count, name=exercise.name, text=exercise.hints[number - 1]))
    if number < wanted:
        print(say("no_more_hints", count=count, name=exercise.name))


def number_of(level: Any) -> int:
    """The whole number that was given; 0 for anything else."""
    try:
        return 0 if isinstance(level, bool) else operator.index(level)
    except TypeError:
        return 0


def with_offer(result: Result, exercise: ExerciseChecks) -> Result:
    """The card, which offers the next hint from the third red card of one kind on; what waits is no card of its own."""
    seen = MEMORY.of(exercise)
    if result.waits_for:
        return result
    if result.status in (Status.RIGHT, Status.NOT_STARTED, Status.MISSING) or not result.kind:
        seen.kind, seen.count = "", 0
        return result
    seen.count = seen.count + 1 if result.kind == seen.kind else 1
    seen.kind = result.kind
    if seen.count < STUCK or seen.hint >= len(exercise.hints):
        return result
    return replace(result, offer=say("hint_offered", name=exercise.name, number=seen.hint + 1))
