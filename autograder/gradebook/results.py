"""What decided each recorded mark: a table of our own in nbgrader's database, written with the marks at once.

One row for each student and assignment. It says which code was graded, by which version of the answer key, on which
hidden numbers (by a fingerprint that tells nothing of the seed), when, and what the judge found.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, DateTime, LargeBinary, MetaData, String, Table, Text, inspect, select

from autograder.course.folders import Folders
from autograder.gradebook.marks import reading
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


@dataclass(frozen=True)
class Recorded:
    """What was recorded of one hand-in, and what decided it."""

    verdict: StudentVerdict
    stamp: Stamp
    provenance: Provenance


def recorded_in(folders: Folders) -> dict[str, Recorded]:
    """What was recorded of everybody in one assignment; nothing in a gradebook that has only nbgrader's own marks.

    Raises what the database raises, and FileNotFoundError if there is none.
    """
    with reading(folders) as session:
        if not inspect(session.connection()).has_table(TABLE.name):
            return {}
        rows = session.execute(select(TABLE).where(TABLE.c.assignment == folders.assignment_id)).mappings().all()
    return {row["student"]: _recorded(dict(row)) for row in rows}


def _recorded(row: Mapping[str, Any]) -> Recorded:
    verdict = StudentVerdict.from_json(json.loads(zlib.decompress(row["verdict"])))
    exercises = {name: (version, seed) for name, (version, seed) in json.loads(row["exercises"]).items()}
    provenance = Provenance(row["code"], row["grader"], exercises, row["graded_at"])
    return Recorded(verdict, Stamp(row["fingerprint"], row["scores"]), provenance)


def keep(connection: Connection, assignment: str, found: Mapping[str, Recorded]) -> None:
    """Write the rows of some students in the transaction of their marks."""
    TABLE.create(connection, checkfirst=True)
    mine = (TABLE.c.assignment == assignment) & TABLE.c.student.in_(list(found))
    connection.execute(TABLE.delete().where(mine))
    connection.execute(TABLE.insert(), [_row(assignment, student, known) for student, known in found.items()])


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
