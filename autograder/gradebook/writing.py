"""Marks into the gradebook, of many students in one transaction: all of theirs is there, or nothing.

nbgrader's own way opens the gradebook seven times for a student and commits after each cell; the rows that come of it
are the same. A score that was set by hand is never touched; nbgrader's mark that it is to be looked at again is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import Connection, Engine, Row, Table, bindparam, select

from autograder.course.errors import CourseError
from autograder.gradebook.marks import SECONDS
from autograder.gradebook.results import Recorded, keep
from autograder.grading.marking import Marking
from autograder.grading.provenance import Provenance

STUDENTS: Table = Student.__table__
SUBMISSIONS: Table = SubmittedAssignment.__table__
NOTEBOOKS: Table = SubmittedNotebook.__table__
GRADES: Table = Grade.__table__
COMMENTS: Table = Comment.__table__
GRADED, WRITTEN = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")

Penalty = Callable[[str, float, float], float | None]
"""What a student loses of this score for being late by so many seconds; nbgrader's plugin knows."""


@dataclass(frozen=True)
class Entry:
    """What is to be written of one student; ``timestamp`` is when it was handed in, None where nobody knows."""

    marking: Marking
    provenance: Provenance
    timestamp: datetime | None = None


@dataclass(frozen=True)
class Place:
    """Where the marks of an assignment go: the rows that nbgrader made of its release.

    ``cells``: by the kind of cell the id of each notebook's cells, by their names.
    """

    id: str
    name: str
    duedate: datetime | None
    notebooks: Mapping[str, str]
    cells: Mapping[tuple[str, str], Mapping[str, str]]

    @classmethod
    def of(cls, connection: Connection, assignment: str) -> Place:
        """The rows of an assignment; CourseError if the gradebook does not know it."""
        row = connection.execute(
            select(Assignment.id, Assignment.duedate).where(Assignment.name == assignment)
        ).one_or_none()
        if row is None:
            raise CourseError(f"the gradebook does not know {assignment}: run `nbgrader generate_assignment`")
        found = connection.execute(select(Notebook.name, Notebook.id).where(Notebook.assignment_id == row.id)).all()
        notebooks = {row.name: row.id for row in found}
        cells: dict[tuple[str, str], dict[str, str]] = {}
        base: Table = BaseCell.__table__
        wanted = select(base.c.notebook_id, base.c.type, base.c.name, base.c.id).where(
            base.c.notebook_id.in_(notebooks.values())
        )
        for notebook, kind, name, cell in connection.execute(wanted):
            cells.setdefault((notebook, kind), {})[name] = cell
        return cls(row.id, assignment, row.duedate, notebooks, cells)

    def cells_of(self, notebook: str, kinds: Iterable[str]) -> dict[str, str]:
        """The ids of the cells of these kinds."""
        return {name: id for kind in kinds for name, id in self.cells.get((notebook, kind), {}).items()}


def write(
    engine: Engine, assignment: str, notebook: str, entries: Mapping[str, Entry], penalty: Penalty | None
) -> None:
    """Write these entries, by student. Raises what the database raises; then nothing is written.

    In the order of their names, so that of two that write at once on a server one waits, and neither for ever.
    """
    entries = dict(sorted(entries.items()))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # it would wait for ever; SQLite is told when it is opened
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{SECONDS}s'")
        Writer(connection, Place.of(connection, assignment), notebook, entries, penalty).write()


class Writer:
    """One transaction."""

    def __init__(
        self,
        connection: Connection,
        place: Place,
        notebook: str,
        entries: Mapping[str, Entry],
        penalty: Penalty | None,
    ) -> None:
        self.connection, self.place, self.entries, self.penalty = connection, place, entries, penalty
        self.notebook = place.notebooks[notebook]

    def write(self) -> None:
        """Write all of it."""
        self._students()
        submissions = self._submissions()
        notebooks = self._notebooks(submissions)
        self._grades(notebooks)
        self._comments(notebooks)
        self._penalties(submissions, notebooks)
        found = {
            student: Recorded(entry.marking.verdict, entry.marking.stamp, entry.provenance)
            for student, entry in self.entries.items()
        }
        keep(self.connection, self.place.name, found)

    def _students(self) -> None:
        known = set(self._among(select(STUDENTS.c.id), STUDENTS.c.id, self.entries).scalars())
        self._insert(STUDENTS, [{"id": student} for student in self.entries if student not in known])

    def _submissions(self) -> dict[str, Row[Any]]:
        """The submission of each student, which is made where there is none."""
        wanted = select(SUBMISSIONS).where(SUBMISSIONS.c.assignment_id == self.place.id)
        known = {row.student_id: row for row in self._among(wanted, SUBMISSIONS.c.student_id, self.entries)}
        new = [
            {"id": new_uuid(), "assignment_id": self.place.id, "student_id": student, "timestamp": entry.timestamp}
            for student, entry in self.entries.items()
            if student not in known
        ]
        self._insert(SUBMISSIONS, new)
        dated = [
            {"row": known[student].id, "value": entry.timestamp}
            for student, entry in self.entries.items()
            if student in known and entry.timestamp not in (None, known[student].timestamp)
        ]
        self._update(SUBMISSIONS, dated, timestamp="value")
        if new or dated:
            known = {row.student_id: row for row in self._among(wanted, SUBMISSIONS.c.student_id, self.entries)}
        return {student: known[student] for student in self.entries}  # in their order, as all that follows

    def _notebooks(self, submissions: Mapping[str, Row[Any]]) -> dict[str, str]:
        """The submitted notebook of each student, which is made where there is none."""
        ids = [row.id for row in submissions.values()]
        rows = self._among(select(NOTEBOOKS), NOTEBOOKS.c.assignment_id, ids)
        known = {(row.assignment_id, row.notebook_id): row.id for row in rows}
        new = [
            {"id": new_uuid(), "assignment_id": submission, "notebook_id": notebook, "flagged": False}
            for submission in ids
            for notebook in self.place.notebooks.values()
            if (submission, notebook) not in known
        ]
        self._insert(NOTEBOOKS, new)
        known |= {(row["assignment_id"], row["notebook_id"]): row["id"] for row in new}
        return {student: known[row.id, self.notebook] for student, row in submissions.items()}

    def _grades(self, notebooks: Mapping[str, str]) -> None:
        cells = self.place.cells_of(self.notebook, GRADED)
        rows = self._among(select(GRADES), GRADES.c.notebook_id, notebooks.values())
        known = {(row.notebook_id, row.cell_id): row for row in rows}
        new, other = [], []
        for student, notebook in notebooks.items():
            for name, cell in cells.items():
                score, by_hand = self.entries[student].marking.scores.get(name, (None, True))
                row = known.get((notebook, cell))
                if row is None:
                    new.append(
                        {"id": new_uuid(), "notebook_id": notebook, "cell_id": cell}
                        | {"auto_score": score, "needs_manual_grade": by_hand}
                    )
                    continue
                listed = by_hand or row.manual_score is not None
                if (row.auto_score, row.needs_manual_grade) != (score, listed):
                    other.append({"row": row.id, "score": score, "listed": listed})
        self._insert(GRADES, new)
        self._update(GRADES, other, auto_score="score", needs_manual_grade="listed")

    def _comments(self, notebooks: Mapping[str, str]) -> None:
        cells = self.place.cells_of(self.notebook, WRITTEN)
        rows = self._among(select(COMMENTS), COMMENTS.c.notebook_id, notebooks.values())
        known = {(row.notebook_id, row.cell_id): row for row in rows}
        new, other = [], []
        for student, notebook in notebooks.items():
            for name, cell in cells.items():
                text, row = self.entries[student].marking.comments.get(name), known.get((notebook, cell))
                if row is None:
                    new.append({"id": new_uuid(), "notebook_id": notebook, "cell_id": cell, "auto_comment": text})
                elif row.auto_comment != text:
                    other.append({"row": row.id, "text": text})
        self._insert(COMMENTS, new)
        self._update(COMMENTS, other, auto_comment="text")

    def _penalties(self, submissions: Mapping[str, Row[Any]], notebooks: Mapping[str, str]) -> None:
        """What is taken off for being late: never less than nothing, and never more than there is."""
        if self.penalty is None:
            return
        rows = self._among(
            select(Grade.notebook_id, Grade.score.label("score")), GRADES.c.notebook_id, notebooks.values()
        )
        earned: dict[str, float] = {}
        for row in rows:
            earned[row.notebook_id] = earned.get(row.notebook_id, 0.0) + row.score
        taken = []
        for student, notebook in notebooks.items():
            seconds, score = late_by(submissions[student], self.place.duedate), earned.get(notebook, 0.0)
            loss = self.penalty(student, score, seconds) if seconds > 0 else None
            taken.append({"row": notebook, "value": None if loss is None else min(max(0.0, loss), score)})
        self._update(NOTEBOOKS, taken, late_submission_penalty="value")

    def _among(self, wanted: Any, column: Any, values: Iterable[str]) -> Any:
        return self.connection.execute(wanted.where(column.in_(list(values))))

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self.connection.execute(table.insert(), rows)

    def _update(self, table: Table, rows: Sequence[Mapping[str, Any]], **columns: str) -> None:
        if rows:
            values: dict[str, Any] = {column: bindparam(name) for column, name in columns.items()}
            self.connection.execute(table.update().where(table.c.id == bindparam("row")).values(values), rows)


def late_by(submission: Row[Any], duedate: datetime | None) -> float:
    """By how many seconds a hand-in was late; 0 where nobody knows its time, or there is no date."""
    if submission.timestamp is None or duedate is None:
        return 0.0
    due = duedate + (submission.extension or timedelta())
    return max(0.0, (submission.timestamp - due).total_seconds())
