"""What a report holds, as data: page, tables and terminal are made of it and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.batch.troubles import Sort


@dataclass(frozen=True)
class Spread:
    """The marks of all who have one, in points, with late penalties and scores set by hand."""

    points: float  # that there were to earn
    scores: tuple[float, ...]  # sorted
    mean: float
    quartiles: tuple[float, float, float, float, float]  # lowest, lower quartile, median, upper quartile, highest
    late: int  # students who lost points for being late
    by_hand: int  # students who have a score that was set by hand


@dataclass(frozen=True)
class ExerciseFigures:
    """One exercise: the shares are those of its points, the counts are students."""

    name: str
    points: float
    share: float | None  # mean share of its points, 0 to 1; None: nobody has a mark
    discrimination: float | None  # correlation with the sum of the others, -1 to 1; None: not defined, or too few
    all_points: int
    some_points: int
    no_points: int  # of those who have started
    not_started: int
    lent: int  # of those with points: right once a right helper was lent


@dataclass(frozen=True)
class Example:
    """What one student wrote."""

    student: str
    code: str


@dataclass(frozen=True)
class Met:
    """One thing that went wrong in one exercise, and who met it."""

    exercise: str
    sort: str
    name: str  # as people read it
    sentence: str  # what students were told; "" where nothing but the name is known
    count: int
    who: tuple[str, ...]
    example: Example | None


@dataclass(frozen=True)
class SameAnswer:
    """A wrong answer that several students gave to the same call."""

    exercise: str
    call: str
    arguments: tuple[tuple[str, str], ...]  # (name, value) of each
    what: str  # what the two values are
    got: str
    expected: str
    known_as: str  # the mistake or fact that explains it; "" where none does
    count: int
    who: tuple[str, ...]


@dataclass(frozen=True)
class Repair:
    """One kind of repair that was made before grading."""

    sentence: str
    count: int


@dataclass(frozen=True)
class ToLookAt:
    """Somebody whom formgrader lists for manual grading."""

    student: str
    why: str


@dataclass(frozen=True)
class NeedsHelp:
    """Somebody who has lost most."""

    student: str
    score: float
    points: float
    not_started: tuple[str, ...]  # exercises
    lost_most: str  # the exercise that cost most points of those that were started; "" where none did
    trouble: str  # what went wrong in it, as people read it


@dataclass(frozen=True)
class StudentRow:
    """The marks of one student."""

    student: str
    score: float | None
    points: float
    penalty: float
    exercises: tuple[float | None, ...]  # in the order of the report's exercises


@dataclass(frozen=True)
class Report:
    """All of it."""

    assignment: str
    made: str  # date and time
    anonymous: bool
    handed_in: int  # students
    unreadable: int  # of these: whose file is no notebook, so that they are in no statistics
    unknown: int  # of these: what is kept of what went wrong is older than the marks, damaged, or not there
    marks: Spread | None  # None: nobody has a mark
    exercises: tuple[ExerciseFigures, ...]
    met: tuple[Met, ...]
    same_answers: tuple[SameAnswer, ...]
    repairs: tuple[Repair, ...]
    looks: int
    to_look_at: tuple[ToLookAt, ...]
    helps: int
    needs_help: tuple[NeedsHelp, ...]
    students: tuple[StudentRow, ...]

    @property
    def wrong(self) -> tuple[Met, ...]:
        """What went wrong, without exercises that were not started: the figures of each exercise have these."""
        return tuple(one for one in self.met if one.sort != Sort.NOT_STARTED)

    @property
    def counted(self) -> int:
        """Students who have a mark."""
        return len(self.marks.scores) if self.marks else 0
