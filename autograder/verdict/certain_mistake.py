"""When a catalogued mistake is named: only where the outcomes prove it, else it is not mentioned.

Its outputs agree with the student's on every case, passed ones included; on at least two cases it differs from the
expected outputs; and no other catalogued version agrees as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.checks.contents import CheckCase, ExerciseChecks, KnownMistake, WrongVersion
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.rules.base import Rung
from autograder.rules.tree import agreeing_parts, parts_of, seen_by
from autograder.verdict.findings import Finding, compare_case

ConfirmGlobal = Callable[[CheckCase], str]
"""Calls the function without the notebook's data variables; the name that it then misses, or ''."""


@dataclass(frozen=True)
class Named:
    """A mistake that is certain; ``parts`` are those that it explains (empty: all)."""

    known: KnownMistake
    parts: frozenset[str] = frozenset()


def certain_mistake(
    checks: ExerciseChecks,
    outcomes: Sequence[Outcome],
    findings: Sequence[Finding],
    confirm_global: ConfirmGlobal | None = None,
) -> tuple[Named | None, str]:
    """The one catalogued mistake that these outcomes prove, with its hint; (None, '') where there is doubt."""
    if len(outcomes) < len(checks.cases):
        return None, ""
    agreeing = [
        (known, version, _agreement(checks, outcomes, known, version))
        for known in checks.mistakes
        for version in known.versions
    ]
    whole = {known.name: (known, version) for known, version, parts in agreeing if parts == checks.parts.keys()}
    if len(whole) == 1:
        ((known, version),) = whole.values()
        if _differing_cases(checks, version) >= 2:
            return Named(known), known.hint
    for known in checks.mistakes:
        if known.reads_global and confirm_global is not None:
            name = confirm_global(checks.cases[findings[0].case])
            if name:
                return Named(known), known.hint.replace("{name}", name)
        if known.changes_input and all(f.failure.rung is Rung.CHANGED_INPUT for f in findings):
            return Named(known), known.hint
    if whole:
        return None, ""
    for part in checks.parts:
        if any(finding.part == part for finding in findings):
            agree = {known.name: (known, version) for known, version, parts in agreeing if part in parts}
            if len(agree) == 1:
                ((known, version),) = agree.values()
                if _differing_cases(checks, version, part) >= 2:
                    return Named(known, frozenset([part])), known.hint
    return None, ""


def _agreement(
    checks: ExerciseChecks, outcomes: Sequence[Outcome], known: KnownMistake, version: WrongVersion
) -> set[str]:
    """The parts in which a student and a known mistake agree on every case, passed ones included."""
    agreeing = set(checks.parts)
    for case, outcome, theirs in zip(checks.cases, outcomes, version.outcomes, strict=True):
        parts = parts_of(case, checks.returns, checks.parts)
        if outcome.kind == Status.RETURNED == theirs.kind:
            table = _values_agree(checks, case, outcome, theirs, parts)
            agreeing -= {part for part in parts if not table[part]}
        elif not (outcome.kind == theirs.kind == Status.RAISED and _same_exception(outcome, theirs, known)):
            agreeing -= set(parts)
        if not agreeing:
            break
    return agreeing


def _values_agree(
    checks: ExerciseChecks, case: CheckCase, outcome: Outcome, theirs: Outcome, parts: Sequence[str]
) -> dict[str, bool]:
    below = agreeing_parts(seen_by(case, checks.returns), outcome.value, theirs.value, case.seen)
    return {part: below[part] for part in parts}


def _same_exception(outcome: Outcome, theirs: Outcome, known: KnownMistake) -> bool:
    """Never by the type alone: the words that the mistake mentions, or else name and message, must be the same."""
    mine, other = outcome.error, theirs.error
    assert mine is not None
    assert other is not None
    if known.mentions:
        return mine.type_name == other.type_name and (known.mentions in mine.message or known.mentions in mine.line)
    said = bool(mine.name or mine.message)  # a bare assert says nothing
    return said and (mine.type_name, mine.name, mine.message) == (other.type_name, other.name, other.message)


def _differing_cases(checks: ExerciseChecks, version: WrongVersion, part: str | None = None) -> int:
    """On how many cases a wrong version (or one part of it) is not what the version that it was made of returns."""
    count = 0
    for case, outcome in zip(checks.cases, version.outcomes, strict=True):
        if outcome.kind != Status.RETURNED:
            count += part is None or part in parts_of(case, checks.returns, checks.parts)
        else:
            compared = compare_case(checks, case, outcome, version.variant)
            count += any(problem is not None and part in (None, name) for name, problem in compared)
    return count
