"""What a student of the class of 200 costs: judging, notebook, recording and page together, group by group.

The command is run on one solved notebook, and then on that and a group; what it costs more is the group's. So its start
is in no figure but its own. One process grades, so that no second one has to start either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.class_of_200 import (
    ACCIDENTS,
    ENDLESS,
    MISTAKES,
    RIGHT,
    SOLVED,
    STUDENTS,
    THIRD,
    UNFINISHED,
    ClassOf200,
    Student,
)
from benchmarks.processor_time import ENDED_WELL, GRADE, PAGES, command, emptied
from tests.sample_class.course import make_course
from tests.sample_class.template import FIRST, Data

MIXED = "the whole class but for endless loops"
START = "start of autograder grade"
GOALS = {  # seconds of processor time for a student, and for the start
    (FIRST, SOLVED): 0.15,
    (FIRST, MIXED): 0.30,
    (THIRD, SOLVED): 0.22,
    (THIRD, MISTAKES): 0.50,
    (FIRST, START): 4.0,
    (THIRD, START): 4.0,
}
ROWS = (SOLVED, RIGHT, MISTAKES, UNFINISHED, ACCIDENTS, MIXED, ENDLESS, START)


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time for each of so many students."""

    students: int
    grading: float
    page: float

    @property
    def together(self) -> float:
        """All that a student costs."""
        return self.grading + self.page


class Measured:
    """A course with the class of one assignment; ``most`` students of each group, None: all."""

    def __init__(self, folder: Path, assignment: str, executed: Data, most: int | None = None) -> None:
        self.course, self.assignment = make_course(folder), assignment
        self.people = ClassOf200(assignment, executed)
        self.most = most

    def groups(self) -> dict[str, list[Student]]:
        """The students of each group; where not all are wanted, some of each kind in turn."""
        students = sorted(self.people.students(), key=lambda student: student.kind.group)
        return {
            group: in_turn(list(members))[: self.most]
            for group, members in groupby(students, key=lambda student: student.kind.group)
        }

    def round(self) -> dict[str, Cost]:
        """The cost of each group, by its name, of the class without endless loops, and of the start."""
        first = Student(STUDENTS, self.people.kinds[0])
        costs: dict[str, Cost] = {}
        starts: dict[str, float] = {}
        for group, members in self.groups().items():
            grade_one, page_one = self.seconds([first])  # just before: no machine is as fast all the time
            grade, page = self.seconds([first, *members])
            costs[group] = Cost(len(members), (grade - grade_one) / len(members), (page - page_one) / len(members))
            starts[group] = grade_one
        costs[MIXED] = mean({group: cost for group, cost in costs.items() if group != ENDLESS}, self.people)
        costs[START] = Cost(1, starts[SOLVED] - costs[SOLVED].grading, 0.0)
        return costs

    def seconds(self, students: Sequence[Student]) -> tuple[float, float]:
        """What it costs to grade so many of whom nothing is known, and to make their pages."""
        emptied(self.course)
        (self.course / "gradebook.db").unlink(missing_ok=True)
        for student in students:
            self.people.hand_in(self.course, student)
        grade = command(self.course, *GRADE, self.assignment, well=ENDED_WELL)
        return grade, command(self.course, *PAGES, self.assignment, well=ENDED_WELL)


def in_turn(students: Iterable[Student]) -> list[Student]:
    """One of each kind, then the second of each, and so on."""
    of_kind: dict[str, list[Student]] = {}
    for student in students:
        of_kind.setdefault(student.kind.what, []).append(student)
    rows = max(map(len, of_kind.values()))
    return [members[row] for row in range(rows) for members in of_kind.values() if row < len(members)]


def mean(costs: dict[str, Cost], people: ClassOf200) -> Cost:
    """Of several groups together, each with the share that it has of the class of 200."""
    share = {group: sum(kind.count for kind in people.kinds if kind.group == group) for group in costs}
    total = sum(share.values())
    grading, page = (sum(getattr(costs[g], part) * share[g] for g in costs) / total for part in ("grading", "page"))
    return Cost(sum(cost.students for cost in costs.values()), grading, page)
