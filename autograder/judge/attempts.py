"""The ways in which a notebook is run, from the plainest to the most generous: for each exercise the best counts.

A right answer may depend on how its notebook is run. So what is missing or not right is run once more in another way,
where that can help, and what is better there counts. Each way is a row of a table; the judge goes through it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from autograder.calling.time_limit import Allowance
from autograder.checks.contents import ExerciseChecks
from autograder.plain.status import Status
from autograder.verdict.result import Result
from autograder.verdict.sealed import Verdict

SUBMISSION, SUBMISSION_ON_THE_WALL = 60.0, 100.0
"""Seconds that one notebook may use in all, so that none holds a class: of processor time, and on the wall."""
RESERVE = 20.0
"""Seconds of both, once that is used up, for other exercises than the one that has used it: what they are with a right
answer lent, and their words."""
FIRST_ROUND = 2.0
"""Seconds of processor time for each exercise at first, so that one that never ends leaves the others their turn."""
NOT_RIGHT = frozenset({Status.WRONG, Status.CRASHED})
DYNAMIC = re.compile(
    r"\b(exec|eval|globals|locals|vars|setattr|__dict__|__import__|import_module|global|import __main__)\b"
)


@dataclass(frozen=True)
class Lent:
    """What an exercise earns with right answers lent for some that it needs."""

    verdict: Verdict | None = None  # None: its function is not there
    asked: bool = False  # whether it has called any of them
    cut_off: bool = False  # whether it is not right, and time ended before every way was tried

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with them."""
        return self.verdict is not None and self.verdict.status == Status.RIGHT


@dataclass
class Standing:
    """How a notebook stands after the attempts so far."""

    cells: Sequence[str]
    numbers: Sequence[int]  # of the cells in the student's file
    results: dict[str, Result] = field(default_factory=dict)  # of each exercise, in the order of the key
    final: dict[str, Result] = field(default_factory=dict)  # the same, with answers lent where that helps
    never_ended: set[str] = field(default_factory=set)  # exercises whose definitions did not come to an end
    whole_never_ends: bool = False  # nor does the whole notebook, which had its time
    unresolved: frozenset[str] = frozenset()  # names that the definitions load and nothing binds
    reads: dict[str, bool] = field(default_factory=dict)  # as in Loaded, of each exercise when it was first tried
    rebound: bool = False  # whether the student has another version of a given function
    misreads: set[str] = field(default_factory=set)  # what certainly reads a variable in the place of an argument
    unsure: set[str] = field(default_factory=set)  # exercises that are not right, perhaps for what another left behind
    unexplained: dict[str, tuple[Verdict, Attempt]] = field(default_factory=dict)  # what is still to be put into words
    notes: list[str] = field(default_factory=list)
    purse: Allowance = field(default_factory=lambda: Allowance(SUBMISSION, wall=SUBMISSION_ON_THE_WALL))
    reserve: Allowance = field(default_factory=lambda: Allowance(RESERVE, wall=RESERVE))
    lent: dict[tuple[str, ...], Lent] = field(default_factory=dict)  # what is right with others lent: by all the names

    def add(self, result: Result, ended: bool = True) -> bool:
        """Count a result, if it is the first of its exercise or better than what was known; whether it was."""
        known = self.results.get(result.name)
        if better := known is None or result.score > known.score:
            self.results[result.name] = result
            self.unexplained.pop(result.name, None)
            if known is not None:
                self.unsure.discard(result.name)
            self.never_ended = self.never_ended - {result.name} if ended else self.never_ended | {result.name}
        return better

    def leave(self, not_reached: Result) -> None:
        """Count that no time was left for an exercise: it has no other result, or one that is not certain."""
        if not_reached.name in self.results:
            self.unsure.add(not_reached.name)
        else:
            self.add(not_reached)

    def may_be_lent_to(self, exercise: ExerciseChecks) -> bool:
        """Whether something that an exercise needs is not right, so that it is tried once more with that lent."""
        needed = (self.results.get(name) for name in exercise.needs)
        return any(result is not None and result.status not in (Status.RIGHT, Status.UNGRADED) for result in needed)

    def may_wait_for_another(self, exercise: ExerciseChecks) -> bool:
        """Whether something that an exercise needs does not end, which is tried once more with a right answer lent."""
        return any(self.results[name].did_not_end for name in exercise.needs if name in self.results)

    def purse_for(self, seconds: float = 0) -> Allowance:
        """What so many seconds are taken from: the reserve if not as many are left, and there is one."""
        enough = min(self.purse.processor, self.purse.wall) > seconds
        return self.purse if enough or self.reserve.is_up() else self.reserve

    def to_lend(
        self, exercise: ExerciseChecks, exercises: Mapping[str, ExerciseChecks], right_once_lent: Callable[[str], bool]
    ) -> list[str]:
        """Names of what an exercise needs, directly or not, and is wrong itself.

        What is right as soon as what it needs is lent stays as the student wrote it: others may call it in its own way.
        """
        found: list[str] = []
        for needed in exercise.needs:
            result = self.results.get(needed)
            if result is None or (result.status in (Status.RIGHT, Status.UNGRADED) and not result.did_not_end):
                continue
            right = right_once_lent(needed)
            found += self.to_lend(exercises[needed], exercises, right_once_lent) if right else [needed]
        return list(dict.fromkeys(found))

    def has_enough_for(self, attempt: Attempt) -> bool:
        """Whether others have left what an attempt may use, or most of what there was."""
        return min(self.purse.processor, self.purse.wall) >= min(attempt.seconds, self.purse.seconds / 2)

    def may_be_filled(self, name: str, not_right: Container[Status] = NOT_RIGHT) -> bool:
        """Whether an exercise is not right and loads variables that more statements mention than have run."""
        known = self.results.get(name)
        may_change = known is not None and known.status in not_right
        return may_change and self.reads.get(name, False) and name not in self.misreads

    def may_need_everything(self, name: str, not_right: Container[Status] = NOT_RIGHT) -> bool:
        """Whether an exercise is not right, or not there, for want of what only the whole notebook makes."""
        if (known := self.results.get(name)) is None or self.whole_never_ends:
            return False
        if known.status in not_right and name in self.reads and name not in self.misreads:
            return True
        return known.status in (Status.MISSING, Status.CRASHED) and self.makes_names_elsewhere()

    def is_lent_to(self, name: str) -> bool:
        """Whether right answers for what an exercise needs may change what it earns."""
        status = self.results[name].status
        # what never ended would only do it again
        if name in self.never_ended or status in (Status.RIGHT, Status.NOT_STARTED, Status.UNGRADED):
            return False
        return status != Status.MISSING or self.may_need_everything(name)

    def may_need_the_courses(self, name: str) -> bool:
        """Whether an exercise is not right, and the notebook has other versions of what the course gives."""
        return self.results[name].status in NOT_RIGHT and self.rebound

    def makes_names_elsewhere(self) -> bool:
        """Whether names are missing that only running the notebook could make: by exec, globals() and the like."""
        statuses = {result.status for result in self.results.values()}
        lacking = Status.MISSING in statuses or (self.unresolved and Status.CRASHED in statuses)
        return bool(lacking) and any(map(DYNAMIC.search, self.cells))


@dataclass(frozen=True)
class Attempt:
    """One way to run a notebook; the exercises that have no result yet are tried in it, and those that it may help."""

    seconds: float  # of processor time for the definitions
    may_help: Callable[[Standing, str], bool] = lambda *_: False
    alone: bool = False  # a worker for each exercise, which holds no other's definitions
    filled: bool = False  # every statement runs that mentions a variable which the exercises load
    whole: bool = False  # every cell runs, not only what the exercises need
    own_given: bool = True  # the student's own versions of given functions are used; else the course's
    note: str = ""  # the id of what is said about it


TOGETHER = Attempt(20.0)
ALONE = Attempt(5.0, alone=True)
FILLED = Attempt(20.0, Standing.may_be_filled, alone=True, filled=True)
GIVEN = Attempt(20.0, Standing.may_need_the_courses, own_given=False)  # a student's own is as good, unless it is wrong
WHOLE = Attempt(60.0, Standing.may_need_everything, whole=True, note="note_whole_notebook")
ATTEMPTS = (TOGETHER, ALONE, FILLED, GIVEN, WHOLE)

OR_IN_ANOTHERS_LOOP = NOT_RIGHT | {Status.TIMED_OUT}
LENT = Attempt(20.0, lambda *_: True)
LENT_AND_GIVEN = Attempt(20.0, lambda standing, _: standing.rebound, own_given=False)
LENT_AND_FILLED = Attempt(20.0, partial(Standing.may_be_filled, not_right=OR_IN_ANOTHERS_LOOP), filled=True)
LENT_AND_WHOLE = Attempt(
    20.0, partial(Standing.may_need_everything, not_right=OR_IN_ANOTHERS_LOOP), whole=True, note="note_whole_notebook"
)
LENDING = (LENT, LENT_AND_GIVEN, LENT_AND_FILLED, LENT_AND_WHOLE)
"""With right answers for the needed exercises that are not right: a mistake there is not counted twice."""


def rounds(tried: Sequence[ExerciseChecks], later: Sequence[ExerciseChecks]) -> Iterator[tuple[ExerciseChecks, float]]:
    """Every exercise with the processor time of the first round; then those that were put off, with all that they have.

    Nothing that one exercise does takes the others their turn. ``later`` may grow until the first round ends.
    """
    yield from ((exercise, FIRST_ROUND) for exercise in tried)
    yield from ((exercise, math.inf) for exercise in later)
