"""What decided each recorded mark: a table of our own in nbgrader's database, written with the marks at once.

One row for each student and assignment. It says which code was graded, by which version of the answer key, on which
hidden numbers (by a fingerprint that tells nothing of the seed), when, and what the judge found.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, DateTime, LargeBinary, MetaData, String, Table, Text, inspect, select

from autograder.course.folders import Folders
from autograder.gradebook.marks import ROWS, reading
from autograder.grading.provenance import Provenance
from autograder.grading.stamp import Stamp
from autograder.grading.student_verdict import StudentVerdict

TABLE = Table(
    "autograder_result",
    MetaData(),
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("scores", String(64), nullable=False),
    Column("code", String(64), nullable=False),
    Column("grader", String(64), nullable=False),
    Column("exercises", Text, nullable=False),
    Column("graded_at", DateTime, nullable=False),
    Column("verdict", LargeBinary, nullable=False),
)
NOT_UNDERSTOOD = (zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What is raised by a row that is damaged, or that another version wrote."""


@dataclass(frozen=True)
class Recorded:
    """What was recorded of one hand-in, and what decided it."""

    verdict: StudentVerdict
    stamp: Stamp
    provenance: Provenance


_Row = tuple[Stamp, str, str, str, datetime, bytes]


class Results(Mapping[str, Recorded]):
    """What was recorded of each student: kept as the gradebook keeps it, and made out whenever it is asked for.

    ``damaged``: students whose row says nothing that this version understands; nothing is known of them.
    """

    def __init__(self) -> None:
        self.damaged: list[str] = []
        self._rows: dict[str, _Row] = {}
        self._once: dict[str, str] = {}  # students of one class have the same exercises, and mostly the same grader

    def add(self, row: Mapping[str, Any]) -> None:
        """Take one row of the table."""
        exercises, grader = (self._once.setdefault(text, text) for text in (row["exercises"], row["grader"]))
        stamp = Stamp(row["fingerprint"], row["scores"])
        kept = stamp, row["code"], grader, exercises, row["graded_at"], row["verdict"]
        try:
            _recorded(kept)
        except NOT_UNDERSTOOD:
            self.damaged.append(row["student"])
        else:
            self._rows[row["student"]] = kept

    def stamp(self, student: str) -> Stamp | None:
        """What decided a student's marks; None if nothing is recorded."""
        return self._rows[student][0] if student in self._rows else None

    def __getitem__(self, student: str) -> Recorded:
        return _recorded(self._rows[student])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def recorded_in(folders: Folders) -> Results:
    """What was recorded of everybody in one assignment; nothing in a gradebook that has only nbgrader's own marks.

    Raises what the database raises, and FileNotFoundError if there is none.
    """
    found = Results()
    with reading(folders) as session:
        if inspect(session.connection()).has_table(TABLE.name):
            wanted = select(TABLE).where(TABLE.c.assignment == folders.assignment_id)
            for row in session.execute(wanted.execution_options(yield_per=ROWS)).mappings():
                found.add(dict(row))
    return found


def keep(connection: Connection, assignment: str, found: Mapping[str, Recorded]) -> None:
    """Write the rows of some students in the transaction of their marks."""
    TABLE.create(connection, checkfirst=True)
    mine = (TABLE.c.assignment == assignment) & TABLE.c.student.in_(list(found))
    connection.execute(TABLE.delete().where(mine))
    connection.execute(TABLE.insert(), [_row(assignment, student, known) for student, known in found.items()])


def _recorded(row: _Row) -> Recorded:
    """What a row says; one of :data:`NOT_UNDERSTOOD` if that is nothing."""
    stamp, code, grader, text, graded_at, verdict = row
    exercises = {name: (version, seed) for name, (version, seed) in json.loads(text).items()}
    provenance = Provenance(code, grader, exercises, graded_at)
    return Recorded(StudentVerdict.from_json(json.loads(zlib.decompress(verdict))), stamp, provenance)


def _row(assignment: str, student: str, known: Recorded) -> dict[str, Any]:
    return {
        "assignment": assignment,
        "student": student,
        **vars(known.stamp),
        "code": known.provenance.code,
        "grader": known.provenance.grader,
        "exercises": json.dumps(known.provenance.exercises),
        "graded_at": known.provenance.at,
        "verdict": zlib.compress(json.dumps(known.verdict.to_json()).encode()),
    }
