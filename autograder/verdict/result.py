"""The result of grading one exercise, and of a whole notebook: what every report is made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from autograder.plain.status import Status


@dataclass(frozen=True)
class Part:
    """One part of an exercise: the points it is worth and those earned (all or none)."""

    name: str
    score: float
    points: float


@dataclass(frozen=True)
class Evidence:
    """The smallest failing call with both values side by side, each as short text."""

    call: str
    arguments: tuple[tuple[str, str], ...]
    got: str
    expected: str


@dataclass(frozen=True)
class Result:
    """What one exercise earned and the one thing to say about it.

    ``status`` is right exactly when all points are earned. ``waits_for`` names an unfinished exercise that it needs.
    """

    name: str
    status: Status
    parts: tuple[Part, ...]
    message: str
    mistake: str | None = None
    hint: str = ""
    evidence: Evidence | None = None
    line: str = ""
    notes: tuple[str, ...] = ()
    carried_forward: bool = False
    waits_for: str | None = None

    @property
    def score(self) -> float:
        """What was earned."""
        return float(sum(part.score for part in self.parts))

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(part.points for part in self.parts))

    def to_json(self) -> dict[str, Any]:
        """The result as JSON data."""
        return {
            "name": self.name,
            "score": None if self.status == Status.UNGRADED else self.score,
            "points": self.points,
            "status": self.status,
            "mistake": self.mistake,
            "carried_forward": self.carried_forward,
            "message": self.message,
            "parts": [vars(part) for part in self.parts],
        }


@dataclass(frozen=True)
class Grade:
    """The graded notebook. ``repairs`` say what was mended before grading, ``notes`` what else was seen."""

    assignment: str
    notebook: str
    seed: int | None
    results: tuple[Result, ...]
    repairs: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def score(self) -> float:
        """What was earned in all."""
        return float(sum(result.score for result in self.results))

    @property
    def points(self) -> float:
        """What all exercises are worth."""
        return float(sum(result.points for result in self.results))

    def to_json(self) -> dict[str, Any]:
        """The grade as JSON data, as `autograder judge --json` prints it."""
        return {
            "assignment": self.assignment,
            "notebook": self.notebook,
            "seed": self.seed,
            "score": self.score,
            "points": self.points,
            "repairs": list(self.repairs),
            "notes": list(self.notes),
            "exercises": [result.to_json() for result in self.results],
        }


def nothing_earned(name: str, parts: dict[str, float], status: Status, message: str, **fields: Any) -> Result:
    """A result without points."""
    return Result(name, status, tuple(Part(part, 0.0, points) for part, points in parts.items()), message, **fields)


def with_notes(result: Result, *notes: str) -> Result:
    """The same result with more notes."""
    return replace(result, notes=(*result.notes, *notes))
