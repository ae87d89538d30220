"""What a student's page says of marks: as the gradebook has them when the page is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Notebook, SubmittedAssignment, SubmittedNotebook

from autograder.course.folders import Folders
from autograder.gradebook.marks import reading


@dataclass(frozen=True)
class ShownMark:
    """One cell: what it earned, what it is worth, and whether a person has set that."""

    score: float
    points: float
    by_hand: bool


@dataclass
class Shown:
    """One notebook: marks and comments by the names of the cells (a person's and the judge's), and what was late."""

    marks: dict[str, ShownMark] = field(default_factory=dict)
    comments: dict[str, tuple[str, str]] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def score(self) -> float:
        """What counts in all."""
        return max(0.0, sum(mark.score for mark in self.marks.values()) - self.penalty)

    @property
    def points(self) -> float:
        """What all cells are worth."""
        return sum(mark.points for mark in self.marks.values())

    def to_json(self) -> dict[str, Any]:
        """As JSON data."""
        return {"marks": {name: vars(mark) for name, mark in self.marks.items()}} | {
            "comments": self.comments,
            "penalty": self.penalty,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Shown:
        """What was JSON data."""
        marks = {name: ShownMark(**mark) for name, mark in data["marks"].items()}
        return cls(marks, {name: (hand, judge) for name, (hand, judge) in data["comments"].items()}, data["penalty"])


def shown_in(folders: Folders, notebook: str, students: Collection[str]) -> dict[str, Shown]:
    """What the gradebook has of these students, of whom it knows something, in one notebook.

    Raises what the database raises, and FileNotFoundError if there is no gradebook.
    """
    found: dict[str, Shown] = {}
    with reading(folders) as session:

        def rows(table: type, *columns: Any) -> Any:
            """These columns of each cell, behind student, penalty and the cell's name."""
            first = SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty, BaseCell.name
            return (
                session.query(*first, *columns)
                .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
                .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
                .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
                .join(table, table.notebook_id == SubmittedNotebook.id)  # type: ignore[attr-defined]
                .join(BaseCell, table.cell_id == BaseCell.id)  # type: ignore[attr-defined]
                .filter(Assignment.name == folders.assignment_id, Notebook.name == notebook)
                .filter(SubmittedAssignment.student_id.in_(students))
            )

        for who, penalty, cell, auto, manual, score, points in rows(
            Grade, Grade.auto_score, Grade.manual_score, Grade.score, Grade.max_score
        ):
            shown = found.setdefault(who, Shown(penalty=penalty or 0.0))
            by_hand = score != (auto or 0) or (auto is None and manual is not None)
            shown.marks[cell] = ShownMark(score, points, by_hand)
        for who, _, cell, manual, auto in rows(Comment, Comment.manual_comment, Comment.auto_comment):
            found.setdefault(who, Shown()).comments[cell] = manual or "", auto or ""
    return found
