"""What checks are made of: cases with what is expected, and what the known mistakes do with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.values import Tree
from autograder.rules.tree import Returns


class ChecksError(ValueError):
    """A file of checks is missing, damaged or of another version; the message is one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class CheckCase(Case):
    """A case with the expected outcome of the reference and of each accepted variant."""

    expected: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class WrongVersion:
    """What a mistake does on every case, made in the reference (``variant`` 0) or in one of its variants."""

    variant: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class KnownMistake:
    """A catalogued mistake: its hint, and what its versions do; none are kept where no output is compared with them."""

    name: str
    hint: str
    versions: tuple[WrongVersion, ...]
    reads_global: bool = False
    changes_input: bool = False
    mentions: str = ""


@dataclass(frozen=True)
class ExerciseChecks:
    """All that is needed to grade and diagnose one exercise without its answer key."""

    name: str
    version: str
    parameters: tuple[str, ...]
    optional: int
    parts: dict[str, float]
    returns: Returns
    needs: tuple[str, ...]
    hints: tuple[str, ...]
    aliases: tuple[str, ...]
    seconds: float
    keeps_arguments: bool
    cases: tuple[CheckCase, ...]
    variants: tuple[str, ...]
    catalogue: Callable[[], tuple[KnownMistake, ...]] = field(repr=False, compare=False)

    @cached_property
    def mistakes(self) -> tuple[KnownMistake, ...]:
        """What every known mistake does; run only once somebody's answer is not right."""
        return self.catalogue()

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(self.parts.values()))


@dataclass(frozen=True)
class Checks:
    """The checks of a whole assignment. ``given`` maps the name of each given function to its source text."""

    assignment: str
    exercises: dict[str, ExerciseChecks]
    given: dict[str, str]

    @property
    def version(self) -> str:
        """Sixteen hex digits, the version of the answer key: a hash of those of its exercises."""
        versions = sorted((name, exercise.version) for name, exercise in self.exercises.items())
        return hashlib.sha256(repr(versions).encode()).hexdigest()[:16]

    @property
    def points(self) -> float:
        """What the whole assignment is worth."""
        return sum(exercise.points for exercise in self.exercises.values())

    def accepted(self, name: str) -> tuple[str, ...]:
        """The function names under which an exercise is accepted; empty for what is no exercise."""
        found = self.exercises.get(name)
        return (found.name, *found.aliases) if found else ()
