"""When a catalogued mistake is named: only where the outcomes prove it, else it is not mentioned.

Its sentence speaks of the whole mistake. So an answer must agree with it in every part in which the mistake is wrong,
and be wrong there itself, on every case, passed ones included; at least two of the cases must prove something
(:mod:`autograder.verdict.proof`); and no other catalogued version may agree as well. Parts in which the mistake is
right may be wrong in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.checks.cells import Cell
from autograder.checks.contents import CheckCase, ExerciseChecks, KnownMistake, WrongVersion
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.rules.base import Rung
from autograder.rules.tree import agreeing_parts
from autograder.verdict.findings import Finding
from autograder.verdict.proof import places, shows

ConfirmGlobal = Callable[[CheckCase], str]
"""Calls the function without the notebook's data variables; the name that it then misses, or ''."""

ENOUGH = 2  # cases that prove something
SAYS_WHAT_IS_RIGHT = re.compile(r"\b(is|are) right\b")  # such a sentence speaks of other parts, too
QUOTED_OR_NUMBER = re.compile(r"'[^']*'|\d+")


@dataclass(frozen=True)
class Named:
    """A mistake that is certain; ``parts`` are those that it explains (empty: all)."""

    known: KnownMistake
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """One version of a mistake, and the cells in which an answer does the same on every case."""

    known: KnownMistake
    version: WrongVersion
    agreed: frozenset[Cell]


def certain_mistake(
    checks: ExerciseChecks,
    outcomes: Sequence[Outcome],
    findings: Sequence[Finding],
    confirm_global: ConfirmGlobal | None = None,
) -> tuple[Named | None, str]:
    """The one catalogued mistake that these outcomes prove, with its hint; (None, '') where there is doubt."""
    lost = frozenset(finding.part for finding in findings)
    candidates = [
        Candidate(known, version, agreed)
        for known in checks.mistakes
        for version in known.versions
        if (agreed := _agreement(checks, outcomes, known, version, lost))
    ]
    whole = {one.known.name: one for one in candidates if one.agreed == checks.cells}
    if len(whole) == 1:
        (one,) = whole.values()
        if _is_proven(checks, outcomes, one):
            return Named(one.known), one.known.hint
    for known in checks.mistakes:
        if known.reads_global and confirm_global is not None:
            name = confirm_global(checks.cases[findings[0].case])
            if name:
                return Named(known), known.hint.replace("{name}", name)
        if known.changes_input and all(f.failure.rung is Rung.CHANGED_INPUT for f in findings):
            return Named(known), known.hint
    return (None, "") if whole else _named_by_parts(checks, outcomes, findings, candidates)


def _named_by_parts(
    checks: ExerciseChecks, outcomes: Sequence[Outcome], findings: Sequence[Finding], candidates: Sequence[Candidate]
) -> tuple[Named | None, str]:
    """The mistake that explains all of the first part of which just one does; nothing else may be misshapen."""
    broken = {finding.part for finding in findings if finding.failure.rung <= Rung.SHAPE}
    explaining = []
    for one in candidates:
        if not broken & _parts(checks.cells - one.agreed) and not SAYS_WHAT_IS_RIGHT.search(one.known.hint):
            wrong = wrong_cells(checks, one.version)
            if wrong <= one.agreed and _is_proven(checks, outcomes, one):
                explaining.append((one.known, _parts(wrong)))
    for part in checks.parts:
        found = {known.name: (known, wrong) for known, wrong in explaining if part in wrong}
        if len(found) == 1:
            ((known, wrong_parts),) = found.values()
            return Named(known, wrong_parts), known.hint
    return None, ""


def _parts(cells: frozenset[Cell]) -> frozenset[str]:
    return frozenset(own or part for own, part in cells)


def _agreement(
    checks: ExerciseChecks,
    outcomes: Sequence[Outcome],
    known: KnownMistake,
    version: WrongVersion,
    lost: frozenset[str],
) -> frozenset[Cell]:
    """The cells in which a student and a known mistake agree on every case, passed ones included.

    No cell where these explain nothing of what is ``lost``, or where they differ as the mistake shows: then it is not
    this one, and what it does in further cases need not be found out.
    """
    agreeing = checks.cells
    everything = zip(checks.cases, checks.views, outcomes, version.outcomes, strict=True)
    for number, (case, view, outcome, theirs) in enumerate(everything):
        differing: frozenset[Cell] = frozenset()
        if outcome.kind == Status.RETURNED == theirs.kind:
            table = agreeing_parts(view.returns, outcome.value, theirs.value, case.seen)
            differing = frozenset((own, part) for part, own in view.owners.items() if not table[part])
        elif not (outcome.kind == theirs.kind == Status.RAISED and _same_exception(outcome, theirs, known)):
            differing = view.cells
        agreeing -= differing
        if not _parts(agreeing) & lost:
            return frozenset()
        if differing and not version.is_made and differing & checks.mistaken(version, number):
            return frozenset()
    return agreeing


def _same_exception(outcome: Outcome, theirs: Outcome, known: KnownMistake) -> bool:
    """Never by the type alone: name and message must be the same.

    Where the mistake mentions words, these must be on the student's own line (blanks do not matter), and the message
    the same but for its numbers and what it quotes, which are the student's own.
    """
    mine, other = outcome.error, theirs.error
    assert mine is not None
    assert other is not None
    if known.mentions:
        same = (mine.type_name, _sentence(mine.message)) == (other.type_name, _sentence(other.message))
        return same and _without_blanks(known.mentions) in _without_blanks(mine.line)
    said = bool(mine.name or mine.message)  # a bare assert says nothing
    return said and (mine.type_name, mine.name, mine.message) == (other.type_name, other.name, other.message)


def _sentence(message: str) -> str:
    return QUOTED_OR_NUMBER.sub("", message)


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def wrong_cells(checks: ExerciseChecks, version: WrongVersion) -> frozenset[Cell]:
    """The cells in which a wrong version is not what the version that it was made of returns."""
    return frozenset[Cell]().union(*(checks.mistaken(version, number) for number in range(len(checks.cases))))


def _is_proven(checks: ExerciseChecks, outcomes: Sequence[Outcome], one: Candidate) -> bool:
    """Whether enough cases prove that an answer, which agrees where the mistake is wrong, is this mistake there.

    What agrees may still be right: a number in an array is as good as the number, not the other way round.
    """
    wrong_itself = frozenset[Cell]().union(*checks.wrong_in_cases(outcomes, one.version.variant))
    if not wrong_cells(checks, one.version) <= wrong_itself:
        return False
    return sum(_proves(checks, number, outcomes, one) for number in range(len(checks.cases))) >= ENOUGH


def _proves(checks: ExerciseChecks, number: int, outcomes: Sequence[Outcome], one: Candidate) -> bool:
    """Whether one case proves something where the mistake is wrong; that an exception is the same, always does."""
    case, owners = checks.cases[number], checks.views[number].owners
    wrong, theirs = checks.mistaken(one.version, number), one.version.outcomes[number]
    if theirs.kind != Status.RETURNED or not wrong:
        return bool(wrong)
    expected = case.expected[one.version.variant]
    return any(
        (owners.get(rule.part), rule.part) in wrong and shows(rule, *values)
        for rule, values in places(checks.returns, outcomes[number].value, theirs.value, expected)
    )
