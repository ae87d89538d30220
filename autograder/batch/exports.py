"""The marks of an assignment as learning platforms import them: what the gradebook says, one row for each student.

A mark that nobody has given yet is no 0: its field is empty. So is one that is on formgrader's list of what a person
has to grade, as long as nobody has set it by hand, because the 0 in the gradebook only stands for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.folders import Folders
from autograder.gradebook.marks import Marks, marks_in
from autograder.gradebook.roll import Person, people_in
from autograder.gradebook.unusable import UNUSABLE, sentence_of
from autograder.notebook.released import mark_of
from autograder.plain.spreadsheet import as_csv, field, write_whole

Rows = list[list[object]]
NO_MARK_IN_MOODLE = "-"
"""How Moodle's import is told so; it takes an empty field in a new column for a mark."""
POINTS_POSSIBLE = "Points Possible"


@dataclass(frozen=True)
class ClassMarks:
    """An assignment: what each exercise is worth, in the notebook's order, who could have done it, and their marks."""

    name: str
    exercises: Mapping[str, float]
    people: Sequence[Person]
    marks: Mapping[str, Marks]

    @property
    def points(self) -> float:
        """What all exercises are worth."""
        return sum(self.exercises.values())

    def of(self, person: Person) -> Marks:
        """What the gradebook has of somebody."""
        return self.marks.get(person.id, Marks())

    def waiting(self) -> list[str]:
        """Who has handed in and has no mark yet, because a person has to look."""
        return [person.id for person in self.people if self.of(person).cells and self.of(person).settled is None]


def class_marks(course: Course, folders: Folders, name: str) -> ClassMarks:
    """What the gradebook of a course has of an assignment. CourseError if it cannot be read."""
    released = course.released(name)
    if released is None:
        raise CourseError(f"release/{name} holds no notebook: run `autograder build`")
    cells = (mark_of(cell.data) for cell in released.cells)
    exercises = {mark["grade_id"]: float(mark["points"]) for mark in cells if mark.get("grade") and mark["points"]}
    folders.assignment_id = name
    try:
        return ClassMarks(name, exercises, people_in(folders), marks_in(folders))
    except FileNotFoundError as error:
        raise CourseError(f"the gradebook cannot be read ({error}): run `autograder grade {name}` first") from None
    except UNUSABLE as error:
        raise CourseError(f"the gradebook cannot be read ({sentence_of(error)}): mend that and run it again") from None


def for_canvas(classes: Sequence[ClassMarks]) -> Rows:
    """A gradebook as Canvas imports it: who, by the login, then a column for each assignment.

    Every further column would become an assignment of its own there, so there is none for an exercise.
    """
    header = ["Student", "ID", "SIS Login ID", "Section", *(one.name for one in classes)]
    points = [f"    {POINTS_POSSIBLE}", "", "", "", *(number(one.points) for one in classes)]
    rows = [
        [name_of(who), "", who.id, "", *(number(one.of(who).settled) for one in classes)] for who in everybody(classes)
    ]
    return [list(map(field, row)) for row in (header, points, *rows)]


def for_moodle(classes: Sequence[ClassMarks]) -> Rows:
    """A table for Moodle's CSV import, which asks what each column is: total and exercises of each assignment.

    A row whose identifying field is empty gets its marks booked for the student above. So the username, which everybody
    has, comes first, and the e-mail address only if everybody has one.
    """
    people = everybody(classes)
    columns: dict[str, Callable[[Person], object]] = {
        "Username": lambda person: person.id,
        "First name": lambda person: person.first_name,
        "Last name": lambda person: person.last_name,
    }
    if all(person.email for person in people):
        columns["Email address"] = lambda person: person.email
    rows = [[field(column(who)) for column in columns.values()] for who in people]
    header = [*columns]
    for one in classes:
        header += [one.name, *(f"{one.name}: {exercise}" for exercise in one.exercises)]
        for row, who in zip(rows, people, strict=True):
            row += [known or NO_MARK_IN_MOODLE for known in (number(one.of(who).settled), *by_exercise(one, who))]
    return [list(map(field, header)), *rows]


def for_spreadsheets(classes: Sequence[ClassMarks]) -> Rows:
    """A table for people and programs; of several assignments one below the other."""
    rows: Rows = []
    for one in classes:
        header = ["assignment", "student_id", "last_name", "first_name", "email", *one.exercises]
        rows.append([*map(field, header), "late_submission_penalty", "score", "max_score"])
        for who in one.people:
            penalty = number(one.of(who).penalty) if one.of(who).cells else ""
            person = map(field, (one.name, who.id, who.last_name, who.first_name, who.email))
            rows.append([*person, *by_exercise(one, who), penalty, number(one.of(who).settled), number(one.points)])
    return rows


PLATFORMS: Mapping[str, Callable[[Sequence[ClassMarks]], Rows]] = {
    "canvas": for_canvas,
    "moodle": for_moodle,
    "csv": for_spreadsheets,
}


def export(assignment: str, platform: str, target: Path | None, root: Path | None) -> tuple[Path, ClassMarks]:
    """``autograder export``: write a file that does not exist yet; its path, and what is in it. Or CourseError."""
    course = Course.find(root)
    name = course.assignment_called(assignment)
    found = class_marks(course, Folders.of(course.root), name)
    target = target or Path(f"{name}-{platform}.csv")
    if os.path.lexists(target):
        raise CourseError(f"{target} exists, and nothing was written: name another file with --to, or remove it")
    try:
        write_whole(target, as_csv(PLATFORMS[platform]([found])))
    except OSError as error:
        raise CourseError(f"{target} cannot be written ({error.strerror}): name another file with --to") from None
    return target, found


def everybody(classes: Sequence[ClassMarks]) -> Sequence[Person]:
    """The people of the gradebook, who are the same for each of its assignments."""
    return classes[0].people if classes else []


def name_of(person: Person) -> str:
    """A name as Canvas sorts it. A row that speaks of possible points would be none of a student's to Canvas."""
    name = ", ".join(part for part in (person.last_name, person.first_name) if part) or person.id
    return name.replace(POINTS_POSSIBLE, POINTS_POSSIBLE.lower())


def by_exercise(one: ClassMarks, person: Person) -> list[str]:
    """The marks of one student for each exercise."""
    cells = one.of(person).cells
    return [number(cells[name].settled) if name in cells else "" for name in one.exercises]


def number(mark: float | None) -> str:
    """A mark as any program reads it; '' for none."""
    return "" if mark is None else repr(round(float(mark), 6)).removesuffix(".0")
