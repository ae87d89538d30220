"""``autograder report``: what marks and verdicts say of a class, written beside the course and shown in short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.batch.report import holds
from autograder.checks.contents import Checks
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.folders import Folders
from autograder.gradebook.marks import Marks, marks_in
from autograder.gradebook.results import Results, recorded_in
from autograder.gradebook.unusable import UNUSABLE, sentence_of
from autograder.report.anonymous import without_names
from autograder.report.collect import Class, report_of
from autograder.report.examples import Examples
from autograder.report.files import PAGE, files_of, write_whole
from autograder.report.terminal import in_terminal

FOLDER = "reports"


def run(assignment: str, root: Path | None = None, output: Path | None = None, anonymous: bool = False) -> int:
    """Write the report of an assignment, and show it in short; 0. CourseError where there is nothing to report."""
    course = Course.find(root)
    name = course.assignment_called(assignment)
    report = report_of(class_of(course, name), f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}")
    if anonymous:
        report = without_names(report)
    folder = output or course.root / FOLDER / name
    write_whole(files_of(report), folder)
    console = Console(highlight=False)
    for shown in in_terminal(report, folder / PAGE):
        console.print(shown, soft_wrap=isinstance(shown, Text))  # a path stays whole, to be copied
    return 0


def class_of(course: Course, name: str) -> Class:
    """All that is known of a class; CourseError if nobody has been graded."""
    folders = Folders.of(course.root)
    folders.assignment_id = name
    marks, found = marks_of(folders, name)
    public, released = course.public(name), course.released(name)
    verdicts = {student: one.verdict for student, one in found.items() if holds(marks.get(student), one.verdict)}
    return Class(
        name,
        points_of(public, marks),
        list(folders.submissions()),
        verdicts,
        marks,
        {(e.name, known.name): known.hint for e in public.exercises.values() for known in e.mistakes},
        Examples(folders, released.name) if released else lambda students, exercise: None,
    )


def points_of(public: Checks, marks: Mapping[str, Marks]) -> dict[str, float]:
    """The points of each exercise, in the order of the notebook; behind them those of other cells with points."""
    cells = {name: mark.points for known in marks.values() for name, mark in known.cells.items() if mark.points}
    exercises = {name: cells.get(name, exercise.points) for name, exercise in public.exercises.items()}
    return {**exercises, **dict(sorted(cells.items() - exercises.items()))}


def marks_of(folders: Folders, name: str) -> tuple[dict[str, Marks], Results]:
    """What the gradebook holds, and what decided it; CourseError if that is nothing, or nobody can read it."""
    try:
        marks, found = marks_in(folders), recorded_in(folders)
    except FileNotFoundError:
        marks, found = {}, Results()
    except UNUSABLE as error:
        raise CourseError(f"the gradebook cannot be read ({sentence_of(error)}): mend that and run it again") from None
    if not marks:
        raise CourseError(f"nobody has been graded in {name}: run `autograder grade {name}` first")
    return marks, found
