"""The result of grading one exercise, and of a whole notebook: what every report is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from autograder.plain.beside import Spans
from autograder.plain.status import Status


@dataclass(frozen=True)
class Part:
    """One part of an exercise."""

    name: str
    score: float  # points earned: all, half where its numbers are right but not handed back as asked, or none
    points: float  # what it is worth


@dataclass(frozen=True)
class Evidence:
    """The smallest failing call with both values side by side, each as short text."""

    call: str  # "propagate(w, b, X, Y)"
    arguments: tuple[tuple[str, str], ...]  # (name, value) of each
    got: str  # "" where there is nothing to show
    expected: str  # "" also where several values would be right
    what: str = ""  # what these two are, as the student knows it: "dW1", "sigmoid(z)", "costs[1]"
    marked: tuple[Spans, Spans] = ((), ())  # where in both texts the entries stand that differ
    counts_for: str = ""  # the part that is lost by them, where they are a part that is earned by other calls


@dataclass(frozen=True)
class Result:
    """What one exercise earned and the one thing to say about it."""

    name: str  # of the exercise
    status: Status  # RIGHT exactly when all points are earned
    parts: tuple[Part, ...]  # all of them, in the order of the answer key
    message: str  # the one thing to say
    mistake: str | None = None  # the id of the known mistake that it certainly is; None: none is certain
    hint: str = ""  # the sentence of that mistake, which is then the message too; "" without one
    relation: str | None = None  # the id of the fact that the message states where no mistake is certain; None: none
    evidence: Evidence | None = None  # None where no call can be shown, or none may be
    line: str = ""  # the student's own line that stopped; "" where none did
    line_in: str = ""  # the function that holds it, if that is another one; "" if not, or nobody knows
    line_caller: str = ""  # who called that function; "" if nobody knows
    line_calling: str = ""  # the line from which it was called; "" if nobody knows
    notes: tuple[str, ...] = ()  # further sentences, which cost nothing
    from_own: tuple[str, ...] = ()  # parts with other values than expected, right as they follow from wrong ones before
    carried_forward: bool = False  # whether its points were earned with right answers lent for what it needs
    kind: str = ""  # of what is said: cards of one kind say the same of an answer; "" where none of its calls was seen
    by_hand: bool = False  # whether a person must look at it, although it has a mark
    case: int | None = None  # the number of the case whose call the evidence shows
    chain: tuple[str, ...] = ()  # names of parts of which each is made from the one before
    offer: str = ""  # a next action that is known; in the notebook only
    waits_for: str | None = None  # an exercise that it needs and that is not right yet; in the notebook only

    @property
    def score(self) -> float:
        """What was earned."""
        return float(sum(part.score for part in self.parts))

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(part.points for part in self.parts))

    @property
    def did_not_end(self) -> bool:
        """Whether it came to no end in its time, or no time was left for it."""
        return self.status == Status.TIMED_OUT or (self.status == Status.UNGRADED and self.by_hand)

    @property
    def asks(self) -> bool:
        """Whether what is said asks a question: one is enough."""
        return "?" in self.message

    def to_json(self) -> dict[str, Any]:
        """The result as JSON data."""
        return {
            "name": self.name,
            "score": None if self.status == Status.UNGRADED else self.score,
            "points": self.points,
            "status": self.status,
            "mistake": self.mistake,
            "relation": self.relation,
            "carried_forward": self.carried_forward,
            "message": self.message,
            "parts": [vars(part) for part in self.parts],
        }


@dataclass(frozen=True)
class Grade:
    """The graded notebook."""

    assignment: str  # its name
    notebook: str  # its path, as it was given; "" where nobody said
    seed: int | None  # that was asked for; None: the course's own secret numbers, or practice
    results: tuple[Result, ...]  # of every exercise, in the order of the notebook
    repairs: tuple[str, ...] = ()  # what was mended before grading, in sentences
    notes: tuple[str, ...] = ()  # what else was seen

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
