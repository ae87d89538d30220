"""What checks are made of: cases with what is expected, and what the known mistakes do with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from autograder.checks.cells import Cell, View, view_of
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree, make_read_only
from autograder.rules.tree import Returns, each_rule

SLOWER = 30  # how many times as long as the reference a right answer may take


class ChecksError(ValueError):
    """A file of checks is missing, damaged or of another version; the message is one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class CheckCase(Case):
    """A case with the expected outcome of the reference and of each accepted variant."""

    expected: tuple[Tree, ...] = ()  # what each returns, the reference first; of a case that varies a list of results

    @cached_property
    def of_the_reference(self) -> tuple[str, Outcome]:
        """What a worker would say of the reference, as text, and what that is, read.

        Whoever reads the very same takes this one, so that nobody compares it once more: it is right to the last bit.
        Nothing in it can be written to, as a whole class shares it.
        """
        text = json.dumps(Outcome(Status.RETURNED, self.expected[0]).to_json())
        outcome = Outcome.from_json(json.loads(text))
        make_read_only(outcome.value)
        return text, outcome


class OnDemand(Sequence[Outcome]):
    """Outcomes of which each is made when it is first asked for: most mistakes differ from an answer in the first."""

    def __init__(self, making: Sequence[Callable[[], Outcome]]) -> None:
        self._making = making
        self._made: dict[int, Outcome] = {}

    def __len__(self) -> int:
        return len(self._making)

    def __getitem__(self, number: Any) -> Any:
        if number not in self._made:
            self._made[number] = self._making[number]()
        return self._made[number]

    @property
    def is_made(self) -> bool:
        """Whether none is still to be made."""
        return len(self._made) == len(self._making)


@dataclass(frozen=True, eq=False)
class WrongVersion:
    """What a mistake does on every case, made in the reference or in one of its variants; equal only to itself."""

    variant: int  # 0: the reference; n: the variant number n, which is ``expected[n]`` of each case
    outcomes: Sequence[Outcome]  # one for each case, in their order

    @property
    def is_made(self) -> bool:
        """Whether all that it does is known, and not still to be found out."""
        return not isinstance(self.outcomes, OnDemand) or self.outcomes.is_made


@dataclass(frozen=True)
class KnownMistake:
    """A catalogued mistake: its hint, and how it is recognised."""

    name: str  # its id in the answer key
    hint: str  # what the student reads; with ``reads_global``, {name} in it is the variable
    versions: tuple[WrongVersion, ...]  # empty with either flag below: it is not known by what it returns
    reads_global: bool = False  # it uses a variable of the notebook in the place of an argument
    changes_input: bool = False  # it changes an argument that must stay as it is
    mentions: str = ""  # words on the student's own line that stopped; "": the message is the very same


@dataclass(frozen=True)
class ExerciseChecks:
    """All that is needed to grade and diagnose one exercise without its answer key."""

    name: str
    version: str  # sixteen hex digits of what decides its marks; "" where nobody asks
    parameters: tuple[str, ...]  # their names, in order
    optional: int  # how many of the last ones a student's function may lack
    parts: dict[str, float]  # points of each part, in the order in which a student hears of them
    returns: Returns  # the tree of rules for what is returned
    needs: tuple[str, ...]  # names of the exercises that it calls
    outputs: tuple[str, ...]  # names of several values that it returns, as its last line has them; "" for no name
    chain: tuple[str, ...]  # parts of which each is made from the one before; () for none
    idle: tuple[str, ...]  # parameters that play no part in what is right
    hands_back: str  # what the notebook's own last line of it returns, "u, v, J"; "" if nobody knows
    hints: tuple[str, ...]  # from a question to nearly the step
    aliases: tuple[str, ...]  # other names under which a student may define it
    seconds: float  # of processor time that the key gives to all its calls together
    keeps_arguments: bool  # changing an argument is wrong here; else it is worth a note
    cases: tuple[CheckCase, ...]  # smallest first
    variants: tuple[str, ...]  # of each accepted variant: how it differs from the reference, in a sentence
    catalogue: Callable[[], tuple[KnownMistake, ...]] = field(repr=False, compare=False)  # see ``mistakes``
    reference_seconds: float = field(default=0.0, compare=False)  # that the reference took here; 0 in what is frozen

    @cached_property
    def mistakes(self) -> tuple[KnownMistake, ...]:
        """What every known mistake does; run only once somebody's answer is not right."""
        return self.catalogue()

    @cached_property
    def views(self) -> tuple[View, ...]:
        """What each case asks for; the same for every answer."""
        return tuple(view_of(case, self.returns, self.parts, self.outputs) for case in self.cases)

    @cached_property
    def without_mistakes(self) -> ExerciseChecks:
        """The same, with no mistake that is known."""
        return replace(self, catalogue=tuple)

    @cached_property
    def one_call(self) -> ExerciseChecks:
        """The first case alone, with the mistakes that are not known by what they return."""
        return replace(
            self, cases=self.cases[:1], catalogue=lambda: tuple(known for known in self.mistakes if not known.versions)
        )

    @cached_property
    def as_expected(self) -> ExerciseChecks | None:
        """The same, where what follows from the student's own values is not right; None: nothing would be different."""
        exact = replace(self, returns=each_rule(self.returns, lambda rule: rule.as_expected()))
        return exact if exact.returns != self.returns else None

    @cached_property
    def cells(self) -> frozenset[Cell]:
        """All that is compared."""
        return frozenset[Cell]().union(*(view.cells for view in self.views))

    def wrong_in_cases(self, outcomes: Sequence[Outcome], variant: int) -> tuple[frozenset[Cell], ...]:
        """The cells of each case in which outcomes are not those of a right version."""
        cases = zip(self.cases, self.views, outcomes, strict=True)
        return tuple(view.wrong_in(outcome, case.expected[variant], case.seen) for case, view, outcome in cases)

    @cached_property
    def mistaken(self) -> Callable[[WrongVersion, int], frozenset[Cell]]:
        """The cells of one case in which a wrong version is not what the one that it was made of returns."""

        @cache
        def mistaken(version: WrongVersion, number: int) -> frozenset[Cell]:
            case = self.cases[number]
            return self.views[number].wrong_in(version.outcomes[number], case.expected[version.variant], case.seen)

        return mistaken

    @property
    def limit(self) -> float:
        """Seconds of processor time for all calls together: enough on a machine on which the reference is slow, too."""
        return max(self.seconds, SLOWER * self.reference_seconds)

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(self.parts.values()))


@dataclass(frozen=True)
class Checks:
    """The checks of a whole assignment."""

    assignment: str  # its name
    exercises: dict[str, ExerciseChecks]  # by name, in the order of the notebook
    given: dict[str, str]  # the source text of each function that the course gives, by name

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
