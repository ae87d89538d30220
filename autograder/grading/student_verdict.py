"""What is known of one student's hand-in, as data that crosses to other processes and is kept in the gradebook."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from autograder.judge.journal import grade_from_json
from autograder.plain.status import Status
from autograder.verdict.result import Grade


@dataclass(frozen=True)
class StudentVerdict:
    """A grade, or why there is none.

    ``unreadable`` is why the file cannot be read; ``fault`` what went wrong on our side. ``sharing``: who else handed
    in the very same file.
    """

    grade: Grade | None = None
    unreadable: str = ""
    fault: str = ""
    sharing: tuple[str, ...] = ()

    @property
    def ungraded(self) -> list[str]:
        """Exercises that could not be graded because of a fault of ours."""
        return [result.name for result in self.grade.results if result.status == Status.UNGRADED] if self.grade else []

    @property
    def finished(self) -> bool:
        """Whether no fault of ours is in it: then nobody has to try again."""
        return not self.fault and not self.ungraded

    def scores(self) -> dict[str, float]:
        """What the gradebook should have of it."""
        results = self.grade.results if self.grade else ()
        return {result.name: result.score for result in results if result.status != Status.UNGRADED}

    def to_json(self) -> dict[str, Any]:
        """The verdict as JSON data."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StudentVerdict:
        """A verdict that was JSON data."""
        grade = data["grade"]
        return cls(**{**data, "grade": grade and grade_from_json(grade), "sharing": tuple(data["sharing"])})
