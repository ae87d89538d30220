"""What a session that has seen hidden cases or lent answers may say: marks, and sentences of the answer key.

A worker that has seen them can put their numbers into every word that it chooses: the text of an exception, the name
of a type, a key, a variable. So a verdict has no room for such a word. What a student reads beside the marks comes
from a session that has seen the notebook's own cases alone.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.checks.contents import ExerciseChecks
from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.result import Part, Result

BLANK = "{name}"


@dataclass(frozen=True)
class Verdict:
    """Status, parts, and the mistake by its name in the key; ``hint`` is the key's own, its blank not filled in."""

    name: str
    status: Status
    parts: tuple[Part, ...]
    mistake: str | None
    hint: str
    notes: tuple[str, ...]
    from_own: tuple[str, ...] = ()  # names of parts, as in a result
    by_hand: bool = False  # whether a person must look at it

    @classmethod
    def of(cls, checks: ExerciseChecks, result: Result) -> Verdict:
        """What is left of a result; the sentences are looked up in the key, not taken over."""
        changed = (say("note_changes_argument", name=checks.name, argument=name) for name in checks.parameters)
        known = {*checks.variants, *changed}
        hint = (
            next((known.hint for known in checks.mistakes if known.name == result.mistake), "")
            if result.mistake
            else ""
        )
        notes = tuple(note for note in result.notes if note in known)
        own = tuple(part for part in checks.parts if part in result.from_own)
        return cls(checks.name, result.status, result.parts, result.mistake, hint, notes, own)

    @property
    def score(self) -> float:
        """What was earned."""
        return float(sum(part.score for part in self.parts))

    @property
    def needs_a_name(self) -> bool:
        """Whether the hint speaks of something by the name that the student gave it."""
        return BLANK in self.hint

    def without_mistake(self) -> Verdict:
        """The same marks, with no mistake named."""
        return replace(self, mistake=None, hint="")

    def result(self, message: str) -> Result:
        """A result of this verdict and one sentence."""
        result = Result(self.name, self.status, self.parts, message, self.mistake, self.hint, notes=self.notes)
        return replace(result, from_own=self.from_own, by_hand=self.by_hand)

    def shown_by(self, shown: Result, message: str) -> Result:
        """This verdict with the words of a result that has seen no secret: its call, both values, its line."""
        words = ("relation", "evidence", "line", "line_in", "line_caller", "line_calling", "chain")
        known = {name: getattr(shown, name) for name in words}
        return replace(self.result(message), **known)


def fault(error: BaseException) -> str:
    """A fault of our own without its text, which may repeat a worker's: what it is and where it happened."""
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    return say("fault", error=type(error).__name__, file=Path(frame.f_code.co_filename).name, line=line)
