"""How a student of the sample class is described: what is handed in, and the mark that it deserves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autograder.key.exercises import Exercise
from autograder.plain.status import Status
from tests.sample_class.template import Data, Template, text_of

CRASHED, TIMED_OUT, TOO_MUCH_MEMORY = "crashed", "timed_out", "too_much_memory"
STATUSES = (Status.RIGHT, Status.WRONG, Status.NOT_STARTED, Status.MISSING, CRASHED, TIMED_OUT, TOO_MUCH_MEMORY)


@dataclass(frozen=True)
class Mark:
    """What one exercise deserves: points, status, the mistake that is named, and whether a helper was lent."""

    score: float
    status: str
    mistake: str | None = None
    carried_forward: bool = False


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one exercise: how it ends, the mistake that is named, the parts it costs, wholly or by half.

    Where neither is said, it costs all.
    """

    status: str
    mistake: str | None = None
    lost: tuple[str, ...] = ()
    half: tuple[str, ...] = ()  # right by itself, but not handed back as the text asks

    def mark(self, exercise: Exercise) -> Mark:
        """The mark that it leaves."""
        lost = self.lost if self.lost or self.half else tuple(exercise.parts)
        cost = sum(exercise.parts[part] for part in lost) + sum(exercise.parts[part] / 2 for part in self.half)
        return Mark(exercise.points - cost, self.status, self.mistake)


@dataclass(frozen=True)
class Submission:
    """A student's work. ``flaws`` holds what is not simply right, ``lent`` what is right once a helper is lent.

    ``done``: only these exercises are, the others have not been started. ``told`` are words of the feedback page that only the right message holds; ``link`` hands in a link to the named
    classmate's file in the place of a file.
    """

    student: str
    about: str
    make: Callable[[Template], Data]
    flaws: dict[str, Flaw] = field(default_factory=dict)
    lent: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    everything: Flaw | None = None
    told: str = ""
    filename: str = ""
    link: str = ""
    cut: float = 1.0
    readable: bool = True

    def deserves(self, template: Template) -> dict[str, Mark]:
        """The mark of every exercise."""
        return {name: self._mark(exercise) for name, exercise in template.key.exercises.items()}

    def _mark(self, exercise: Exercise) -> Mark:
        unfinished = Flaw(Status.NOT_STARTED) if self.done and exercise.name not in self.done else None
        flaw = self.flaws.get(exercise.name, unfinished or self.everything)
        return flaw.mark(exercise) if flaw else Mark(exercise.points, Status.RIGHT, None, exercise.name in self.lent)

    def file(self, template: Template) -> bytes:
        """The bytes that are handed in."""
        data = json.dumps(self.make(template), indent=1).encode()
        return data[: int(len(data) * self.cut)]

    def cells(self, template: Template) -> list[str]:
        """The code cells in it; none where nobody can read them."""
        if not self.readable:
            return []
        return [text_of(cell) for cell in self.make(template)["cells"] if cell["cell_type"] == "code"]


CLASSES: dict[str, list[Submission]] = defaultdict(list)
"""Who hands in which assignment."""


def class_of(assignment: str) -> Callable[..., Callable[[Any], Any]]:
    """A decorator that enrols a student, with the function that makes the notebook, in one assignment's class."""

    def hands_in(student: str, about: str, **fields: Any) -> Callable[[Any], Any]:
        def enrol(make: Callable[[Template], Data]) -> Callable[[Template], Data]:
            CLASSES[assignment].append(Submission(student, about, make, **fields))
            return make

        return enrol

    return hands_in


def enrol_usual(hands_in: Callable[..., Callable[[Any], Any]], half: tuple[str, ...], told: str) -> None:
    """Enrol those who are in every class: all right, ``half`` done, and not started. ``told``: see Submission."""
    hands_in("amina", "everything right")(Template.filled)
    hands_in("dinesh", "half of the exercises", done=half, told=told)(lambda template: template.partly(*half))
    hands_in("ewa", "not started", everything=Flaw(Status.NOT_STARTED))(Template.untouched)
