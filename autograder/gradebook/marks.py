"""What the gradebook says: read as it is, and nothing is written or made by reading."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import Assignment, BaseCell, Grade, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.orm import Session

from autograder.course.folders import Folders

ROWS = 1000  # that are read at a time
SECONDS = 5  # to wait for a gradebook that is locked, as nbgrader does


@dataclass(frozen=True, slots=True)
class Mark:
    """One graded cell of one student: the score that counts (None: nobody has given one yet), and the judge's."""

    notebook: str
    score: float | None
    points: float
    judged: float | None
    by_hand: bool = False  # whether a person has set the score
    waits: bool = False  # whether it is only there until a person has looked

    @property
    def settled(self) -> float | None:
        """The score, if it is one that a person need not give first."""
        return None if self.waits else self.score


@dataclass(slots=True)
class Marks:
    """All graded cells of one student by their names, and what each notebook loses for being late."""

    cells: dict[str, Mark] = field(default_factory=dict)
    penalties: dict[str, float] = field(default_factory=dict)
    to_look_at: bool = False  # whether something is on formgrader's list of what a person has to grade

    @property
    def by_hand(self) -> bool:
        """Whether a person has set one of the scores."""
        return any(mark.by_hand for mark in self.cells.values())

    @property
    def penalty(self) -> float:
        """What is taken off for being late."""
        return sum(self.penalties.values())

    def judged(self, notebook: str) -> dict[str, float | None]:
        """The judge's scores in one notebook, as they were recorded."""
        return {name: mark.judged for name, mark in self.cells.items() if mark.notebook == notebook}

    @property
    def score(self) -> float | None:
        """What counts in all; None as long as a part of it is missing."""
        known = [mark.score for mark in self.cells.values() if mark.score is not None]
        return max(0.0, sum(known) - self.penalty) if known and len(known) == len(self.cells) else None

    @property
    def settled(self) -> float | None:
        """What counts in all; None also as long as a person has to give a part of it."""
        return None if any(mark.waits for mark in self.cells.values()) else self.score

    @property
    def points(self) -> float:
        """What all cells are worth."""
        return sum(mark.points for mark in self.cells.values())


def engine_of(folders: Folders) -> Engine:
    """The gradebook as it is; FileNotFoundError if there is no file of it.

    A server may have ended a connection since it was last used, so each is tried before it is used again.
    """
    file = folders.gradebook()
    if file is None:
        return create_engine(folders.db_url, pool_pre_ping=True)
    if not file.exists():
        raise FileNotFoundError(f"there is no file {file}")
    return create_engine(folders.db_url, connect_args={"timeout": SECONDS})


def has_gradebook(folders: Folders) -> bool:
    """Whether there is a gradebook already. Raises what the database raises."""
    try:
        with reading(folders):
            return True
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def reading(folders: Folders) -> Iterator[Session]:
    """The gradebook, to be read. FileNotFoundError if there is none."""
    engine = engine_of(folders)
    try:
        with Session(engine) as session:
            if not inspect(session.connection()).has_table(Assignment.__tablename__):
                raise FileNotFoundError("nbgrader has made no gradebook in this database")
            yield session
    finally:
        engine.dispose()


def marks_in(folders: Folders) -> dict[str, Marks]:
    """The marks of everybody in the gradebook, for one assignment. Raises what the database raises.

    A large class has few different marks, and each is kept once.
    """
    found: dict[str, Marks] = {}
    once: dict[Any, Any] = {}
    with reading(folders) as session:
        rows = (
            session.query(
                SubmittedAssignment.student_id,
                Notebook.name,
                SubmittedNotebook.late_submission_penalty,
                BaseCell.name,
                Grade.auto_score,
                Grade.manual_score,
                Grade.score,
                Grade.max_score,
                Grade.needs_manual_grade,
            )
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .filter(Assignment.name == folders.assignment_id)
            .yield_per(ROWS)
        )
        for student, notebook, penalty, name, judged, by_hand, score, points, listed in rows:
            marks = found.setdefault(student, Marks())
            given = judged is not None or by_hand is not None
            waits = bool(listed) and by_hand is None
            mark = Mark(notebook, score if given else None, points, judged, by_hand is not None, waits)
            marks.cells[once.setdefault(name, name)] = once.setdefault(mark, mark)
            marks.to_look_at |= bool(listed)
            if penalty:
                marks.penalties[notebook] = penalty
    return found
