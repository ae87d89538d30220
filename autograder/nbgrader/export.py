"""`nbgrader export`: nbgrader's own table, and those of learning platforms; no field ends a row or is a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from autograder.batch.exports import ClassMarks, class_marks, for_canvas, for_moodle
from autograder.course.course import Course
from autograder.course.folders import Folders
from autograder.plain.spreadsheet import as_csv, field, write_whole
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


class CsvExport(ExportPlugin):
    """One row for each assignment and student, to ``--to`` (``grades.csv``), with nbgrader's columns."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        rows = [
            map(field, row(gradebook, assignment, student))
            for assignment in chosen(gradebook.assignments, self.assignment, "name")
            for student in sorted(chosen(gradebook.students, self.student, "id"), key=by_name)
        ]
        write(self, "grades.csv", as_csv([COLUMNS, *rows]))


class CanvasExport(ExportPlugin):
    """A column for each assignment, to ``--to`` (``canvas.csv``), for the import of a Canvas gradebook."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        write(self, "canvas.csv", as_csv(for_canvas(classes(self, gradebook))))


class MoodleExport(ExportPlugin):
    """Columns for each assignment and its exercises, to ``--to`` (``moodle.csv``), for Moodle's CSV import."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        write(self, "moodle.csv", as_csv(for_moodle(classes(self, gradebook))))


def write(plugin: ExportPlugin, usual: str, text: str) -> None:
    """Write to where the plugin is asked to; as with nbgrader, a file that is there is replaced."""
    target = Path(plugin.to or usual)
    plugin.log.info("Exporting grades to %s", printable(str(target)))
    if target.exists():
        plugin.log.warning("Replacing %s", printable(str(target)))
    write_whole(target, text)


def classes(plugin: ExportPlugin, gradebook: Gradebook) -> list[ClassMarks]:
    """The marks of the assignments and students that were asked for."""
    folders = Folders.like(plugin.parent.coursedir)
    course = Course(Path(folders.root))
    names = [assignment.name for assignment in chosen(gradebook.assignments, plugin.assignment, "name")]
    found = [class_marks(course, folders, name) for name in names]
    return [replace(one, people=list(chosen(list(one.people), plugin.student, "id"))) for one in found]


def chosen(everything: list, names: list, attribute: str) -> Iterator:
    """Those with one of these names; all if there are none."""
    wanted = set(map(str, names))
    return (one for one in everything if not wanted or getattr(one, attribute) in wanted)


def by_name(student: Student) -> tuple[str, str, str]:
    """What students are put in order by: nbgrader leaves it to the database where no names are."""
    return student.last_name or "", student.first_name or "", student.id


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
