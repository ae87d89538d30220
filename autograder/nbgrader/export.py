"""`nbgrader export`: the table of nbgrader's own exporter, of which no field can end a row or become a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from autograder.plain.text import printable

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
FORMULA = tuple("=+-@＝＋－＠")
"""A field that begins so is a formula to a spreadsheet (OWASP, CSV injection); an apostrophe makes it a text."""


class CsvExport(ExportPlugin):
    """One row for each assignment and student, to ``--to`` (``grades.csv``), with nbgrader's columns."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table at once, so that a run that is stopped leaves the old one."""
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", printable(str(target)))
        unfinished = target.with_name(f".{target.name}.new")
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(COLUMNS)
            for assignment in chosen(gradebook.assignments, self.assignment, "name"):
                for student in chosen(gradebook.students, self.student, "id"):
                    table.writerow(map(field, row(gradebook, assignment, student)))
        unfinished.replace(target)


def chosen(everything: list, names: list, attribute: str) -> Iterator:
    """Those with one of these names; all if there are none."""
    wanted = set(map(str, names))
    return (one for one in everything if not wanted or getattr(one, attribute) in wanted)


def row(gradebook: Gradebook, assignment: Assignment, student: Student) -> tuple[object, ...]:
    """What a student has of an assignment, in the order of COLUMNS; 0 where nothing was handed in."""
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
        earned, penalty, when = submission.score, submission.late_submission_penalty, submission.timestamp
    except MissingEntry:
        earned, penalty, when = 0.0, 0.0, ""
    person = student.id, student.last_name, student.first_name, student.email
    marks = earned, penalty, max(0.0, earned - penalty), assignment.max_score
    return assignment.name, assignment.duedate, when, *person, *marks


def field(value: object) -> object:
    """A number as it is, anything else as a text of one line."""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.startswith(FORMULA) else text
