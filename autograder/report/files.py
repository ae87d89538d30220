"""The files of a report: the page, a table of each kind, all of it as JSON. They appear together, or none does."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.course.errors import CourseError
from autograder.plain.spreadsheet import as_csv, field
from autograder.report.contents import ExerciseFigures, Report
from autograder.report.page import page_of

PAGE = "report.html"
NAMES = (PAGE, "report.json", "exercises.csv", "mistakes.csv", "students.csv")
"""All files that any report has; a folder that holds others is not replaced."""


def files_of(report: Report) -> dict[str, str]:
    """The text of each file by its name; without names there is no table of students."""
    files = {
        PAGE: page_of(report),
        "report.json": json.dumps(dataclasses.asdict(report), indent=1, allow_nan=False) + "\n",
        "exercises.csv": exercises_table(report),
        "mistakes.csv": mistakes_table(report),
        "students.csv": students_table(report),
    }
    return {name: text for name, text in files.items() if text}


def exercises_table(report: Report) -> str:
    """A row for each exercise."""
    columns = [column.name for column in dataclasses.fields(ExerciseFigures)]
    return table_of(columns, (dataclasses.astuple(exercise) for exercise in report.exercises))


def mistakes_table(report: Report) -> str:
    """A row for each thing that went wrong in an exercise."""
    columns = ("exercise", "sort", "name", "students", "told", *(() if report.anonymous else ("who",)))
    rows = ((one.exercise, one.sort, one.name, one.count, one.sentence, "; ".join(one.who)) for one in report.met)
    return table_of(columns, (row[: len(columns)] for row in rows))


def students_table(report: Report) -> str:
    """A row for each student; "" for a report without names."""
    if report.anonymous:
        return ""
    columns = ("student", "score", "points", "late_penalty", *(exercise.name for exercise in report.exercises))
    return table_of(columns, ((s.student, s.score, s.points, s.penalty, *s.exercises) for s in report.students))


def table_of(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """A table whose fields end no row and are no formula to a spreadsheet."""
    return as_csv(map(field, row) for row in (columns, *rows))


def write_whole(files: Mapping[str, str], folder: Path) -> None:
    """Write these files into a folder of their own, in the place of an earlier report; all of them or none.

    CourseError if the folder cannot be written, or holds anything that is not of a report.
    """
    folder = Path(os.path.abspath(folder))
    made: Path | None = None
    try:
        refuse_others(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        (new := made / "new").mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        swap(new, folder, made / "old")
    except OSError as error:
        raise CourseError(f"{folder} cannot be written ({error.strerror}): name another folder") from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def refuse_others(folder: Path) -> None:
    """CourseError for a folder that is not for a report alone: all that is in it would be gone."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CourseError(f"{folder} is no folder: name another one with --output")
    others = sorted({path.name for path in folder.iterdir()} - {*NAMES}) if folder.exists() else []
    if others:
        raise CourseError(
            f"{folder} holds other files ({others[0]}{', …' if len(others) > 1 else ''}), and a report takes the place "
            "of all that is in its folder: name a new folder with --output"
        )


def swap(new: Path, folder: Path, old: Path) -> None:
    """Put a folder in the place of another; if that fails, the other is back."""
    try:
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:  # Ctrl-C as well
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
