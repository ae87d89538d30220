"""From outcomes to a result: points part by part, then one headline, and a mistake only if it is certain.

A mistake is named only if its outputs agree with the student's on every case, passed ones included, if on at
least two cases it differs from the expected outputs, and if no other catalogued version agrees as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from autograder.checks.contents import CheckCase, ExerciseChecks, KnownMistake, WrongVersion
from autograder.messages import say
from autograder.plain.outcome import CRASHED, RAISED, RETURNED, TIMED_OUT, TOO_MUCH_MEMORY, Outcome
from autograder.plain.values import show
from autograder.rules.base import Failure, Rung
from autograder.rules.tree import agreeing_parts, compare, parts_of
from autograder.verdict.result import NOT_STARTED, RIGHT, WRONG, Evidence, Part, Result, nothing_earned

Observe = Callable[[CheckCase], Outcome]
ConfirmGlobal = Callable[[CheckCase], str]
"""Calls the function without the notebook's data variables; the name that it then misses, or ''."""

FATAL = (TIMED_OUT, TOO_MUCH_MEMORY, CRASHED)


@dataclass(frozen=True)
class Finding:
    """One failed comparison: case number, part, reason."""

    case: int
    part: str
    failure: Failure


def grade(checks: ExerciseChecks, observe: Observe, confirm_global: ConfirmGlobal | None = None) -> Result:
    """Grade one function. ``observe`` makes the calls of a case, wherever the function lives."""
    outcomes: list[Outcome] = []
    for case in checks.cases:
        outcomes.append(observe(case))
        if unstarted(checks, outcomes[0]):
            return nothing_earned(checks.name, checks.parts, NOT_STARTED, say("not_started", name=checks.name))
        if outcomes[-1].kind in FATAL:  # the process is gone; the remaining cases fail with it
            break
    variant, findings = best_variant(checks, outcomes)
    lost = {finding.part for finding in findings}
    parts = tuple(Part(name, 0.0 if name in lost else points, points) for name, points in checks.parts.items())
    notes = _notes(checks, outcomes)
    if not findings:
        if variant:
            notes = (checks.variants[variant - 1], *notes)
        return Result(checks.name, RIGHT, parts, say("right", count=len(checks.cases)), notes=notes)
    return _explain(checks, outcomes, findings, parts, notes, confirm_global)


def unstarted(checks: ExerciseChecks, outcome: Outcome) -> bool:
    """Whether the call met the placeholder of this exercise's own unfilled region."""
    error = outcome.error
    return error is not None and error.type_name == "NotImplementedError" and error.name in names(checks)


def names(checks: ExerciseChecks) -> tuple[str, ...]:
    """The names under which the function is accepted."""
    return (checks.name, *checks.aliases)


def best_variant(checks: ExerciseChecks, outcomes: Sequence[Outcome]) -> tuple[int, list[Finding]]:
    """The accepted version that explains most points, and what is still wrong against it."""
    tried = []
    for variant in range(1 + len(checks.variants)):
        findings = list(_findings(checks, outcomes, variant))
        lost = sum(checks.parts[part] for part in {finding.part for finding in findings})
        tried.append((lost, variant, findings))
    _, variant, findings = min(tried, key=lambda item: item[:2])
    return variant, findings


def _findings(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int) -> Iterable[Finding]:
    for number, case in enumerate(checks.cases):
        parts = parts_of(case, checks.returns, checks.parts)
        outcome = outcomes[number] if number < len(outcomes) else outcomes[-1]
        if outcome.kind != RETURNED:
            failure = _not_returned(checks, case, outcome)
            yield from (Finding(number, part, failure) for part in parts)
            continue
        if checks.keeps_arguments and outcome.changed:
            argument = checks.parameters[min(outcome.changed[0], len(checks.parameters) - 1)]
            failure = Failure(Rung.CHANGED_INPUT, say("changed_argument", name=checks.name, argument=argument))
            yield from (Finding(number, part, failure) for part in parts)
        for part, problem in compare_case(checks, case, outcome, variant):
            if problem is not None:
                yield Finding(number, part, problem)


def compare_case(
    checks: ExerciseChecks, case: CheckCase, outcome: Outcome, variant: int = 0
) -> Iterable[tuple[str, Failure | None]]:
    """Each output of a returned case: the part that it counts for, and why it is not right (None: right)."""
    where = f"what {checks.name} returned"
    if outcome.value is None:
        failure = Failure(Rung.RETURNED_NONE, say("returned_none", call=_call(checks, case)))
        for part in parts_of(case, checks.returns, checks.parts):
            yield part, failure
        return
    for part, problem in compare(checks.returns, outcome.value, case.expected[variant], case.seen, where):
        yield case.part or part, problem


def _not_returned(checks: ExerciseChecks, case: CheckCase, outcome: Outcome) -> Failure:
    call = _call(checks, case)
    if outcome.error is not None:
        error = f"{outcome.error.type_name}: {outcome.error.message}".rstrip(": ")
        return Failure(Rung.RAISED, say("raised", call=call, error=error))
    if outcome.kind == TIMED_OUT:
        return Failure(Rung.RAISED, say("timed_out", call=call, seconds=f"{checks.seconds:g}"))
    return Failure(Rung.RAISED, say(outcome.kind, call=call))


def _explain(
    checks: ExerciseChecks,
    outcomes: Sequence[Outcome],
    findings: list[Finding],
    parts: tuple[Part, ...],
    notes: tuple[str, ...],
    confirm_global: ConfirmGlobal | None,
) -> Result:
    first = min(findings, key=lambda finding: (finding.failure.rung, finding.case))
    outcome = outcomes[min(first.case, len(outcomes) - 1)]
    mistake, hint = certain_mistake(checks, outcomes, findings, confirm_global)
    if mistake is not None:  # show the smallest case on which it shows
        named = [finding for finding in findings if not mistake.parts or finding.part in mistake.parts]
        first = min(named, key=lambda finding: (finding.case, finding.failure.rung))
    stopped = next((outcome for outcome in outcomes if outcome.kind != RETURNED), None)
    status = WRONG if stopped is None else CRASHED if stopped.kind in (RAISED, CRASHED) else stopped.kind
    return Result(
        checks.name,
        status,
        parts,
        hint or first.failure.message,
        mistake=mistake.known.name if mistake else None,
        hint=hint,
        evidence=_evidence(checks, first),
        line=outcome.error.line if outcome.error is not None and first.failure.rung is Rung.RAISED else "",
        notes=notes,
    )


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
        if outcome.kind == RETURNED == theirs.kind:
            table = _values_agree(checks, case, outcome, theirs, parts)
            agreeing -= {part for part in parts if not table[part]}
        elif not (outcome.kind == theirs.kind == RAISED and _same_exception(outcome, theirs, known)):
            agreeing -= set(parts)
        if not agreeing:
            break
    return agreeing


def _values_agree(
    checks: ExerciseChecks, case: CheckCase, outcome: Outcome, theirs: Outcome, parts: Sequence[str]
) -> dict[str, bool]:
    below = agreeing_parts(checks.returns, outcome.value, theirs.value, case.seen)
    if case.part is not None:
        return {case.part: all(below.values())}
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
        if outcome.kind != RETURNED:
            count += part is None or part in parts_of(case, checks.returns, checks.parts)
        else:
            compared = compare_case(checks, case, outcome, version.variant)
            count += any(problem is not None and part in (None, name) for name, problem in compared)
    return count


def _call(checks: ExerciseChecks, case: CheckCase) -> str:
    names = checks.parameters[: len(case.args)]
    return f"{checks.name}({', '.join(names)})"


def _evidence(checks: ExerciseChecks, finding: Finding) -> Evidence:
    case = checks.cases[finding.case]
    shown = tuple((name, show(arg)) for name, arg in zip(checks.parameters, case.args, strict=False))
    for position, values in case.vary:
        in_turn = " and then ".join(show(value) for value in values)
        shown = tuple((name, in_turn if i == position else text) for i, (name, text) in enumerate(shown))
    return Evidence(_call(checks, case), shown, finding.failure.got, finding.failure.expected)


def _notes(checks: ExerciseChecks, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    if checks.keeps_arguments:
        return ()
    changed = {index for outcome in outcomes for index in outcome.changed if index < len(checks.parameters)}
    return tuple(
        say("note_changes_argument", name=checks.name, argument=checks.parameters[index]) for index in sorted(changed)
    )
