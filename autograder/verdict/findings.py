"""What is wrong with an answer: every failed comparison, against the right version that explains most points."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.shown import shortened
from autograder.plain.status import Status
from autograder.rules.base import Failure, Rung
from autograder.rules.tree import compare
from autograder.verdict.glosses import gloss

LONGEST_ERROR = 240
LONGEST_CALL = 40  # in front of a value
SIGNATURE = re.compile(r",? with gufunc signature \S+")  # in NumPy's sentence about shapes, which says all without it


@dataclass(frozen=True)
class Finding:
    """One failed comparison: case number, part, reason."""

    case: int
    part: str
    failure: Failure


def names(checks: ExerciseChecks) -> tuple[str, ...]:
    """The names under which the function is accepted."""
    return (checks.name, *checks.aliases)


def best_variant(checks: ExerciseChecks, outcomes: Sequence[Outcome]) -> tuple[int, list[Finding]]:
    """The accepted version that explains most points, the first of several, and what is still wrong against it."""
    best, findings = 0, list(findings_of(checks, outcomes, 0))
    for variant in range(1, 1 + len(checks.variants)):
        if not findings:
            break
        others = _better(checks, outcomes, variant, findings)
        if others is not None:
            best, findings = variant, others
    return best, findings


def _better(
    checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int, than: Sequence[Finding]
) -> list[Finding] | None:
    """What is wrong against this version, if that costs fewer points; None as soon as it costs as many.

    The cases that have failed against another version are compared first: they decide soonest.
    """
    most, failed = _lost(checks, than), {finding.case for finding in than}
    found: list[Finding] = []
    for number in sorted(range(len(checks.cases)), key=lambda number: number not in failed):
        found += findings_in(checks, number, _outcome(outcomes, number), variant)
        if found and _lost(checks, found) >= most:
            return None
    return sorted(found, key=lambda finding: finding.case)


def _lost(checks: ExerciseChecks, findings: Iterable[Finding]) -> float:
    return sum(checks.parts[part] for part in {finding.part for finding in findings})


def made_from_own(
    checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int, wrong: Container[str]
) -> tuple[str, ...]:
    """Parts with other values than are expected, which are right because they follow from wrong ones before them."""
    if checks.as_expected is None:
        return ()
    other = {finding.part for finding in findings_of(checks.as_expected, outcomes, variant)}
    return tuple(part for part in checks.parts if part in other and part not in wrong)


def findings_of(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int) -> Iterable[Finding]:
    """Every comparison with this version that failed, in the order of the cases."""
    for number in range(len(checks.cases)):
        yield from findings_in(checks, number, _outcome(outcomes, number), variant)


def _outcome(outcomes: Sequence[Outcome], number: int) -> Outcome:
    """Of a case; where no more were tried, that of the last one."""
    return outcomes[min(number, len(outcomes) - 1)]


def findings_in(checks: ExerciseChecks, number: int, outcome: Outcome, variant: int) -> Iterable[Finding]:
    """Every comparison of one case with this version that failed."""
    case, parts = checks.cases[number], checks.views[number].parts
    if variant == 0 and outcome is case.of_the_reference[1]:
        return  # right by every rule: the laws, whose outcomes are never this very one, have asked
    if outcome.kind != Status.RETURNED:
        failure = _not_returned(checks, case, outcome)
        yield from (Finding(number, part, failure) for part in parts)
        return
    if checks.keeps_arguments and outcome.changed:
        argument = checks.parameters[min(outcome.changed[0], len(checks.parameters) - 1)]
        failure = Failure(Rung.CHANGED_INPUT, say("changed_argument", name=checks.name, argument=argument))
        yield from (Finding(number, part, failure) for part in parts)
    if outcome.value is None:
        failure = Failure(Rung.RETURNED_NONE, say("returned_none", call=call_of(checks, case)))
        yield from (Finding(number, part, failure) for part in parts)
        return
    where, counted = say("place_returned", name=checks.name), checks.views[number].counted
    for part, problem in compare(counted, outcome.value, case.expected[variant], case.seen, where):
        if problem is not None:
            yield Finding(number, part, by_its_call(checks, case, problem))


def by_its_call(checks: ExerciseChecks, case: CheckCase, failure: Failure) -> Failure:
    """A failure whose two values, where they are all that was returned, go by the call that made them."""
    if failure.what != say("place_returned", name=checks.name):
        return failure
    call = call_of(checks, case)
    return replace(failure, what=call if len(call) <= LONGEST_CALL else f"{checks.name}(…)")


def _not_returned(checks: ExerciseChecks, case: CheckCase, outcome: Outcome) -> Failure:
    call = call_of(checks, case)
    if outcome.error is not None:
        said = SIGNATURE.sub("", outcome.error.message)
        error = shortened(f"{outcome.error.type_name}: {said}".rstrip(": "), LONGEST_ERROR)
        meaning = gloss(outcome.error)
        return Failure(Rung.RAISED, "\n".join(filter(None, [meaning, say("raised", call=call, error=error)])))
    if outcome.kind == Status.TIMED_OUT:
        return Failure(Rung.RAISED, say("timed_out", call=call, count=checks.limit))
    too_much = outcome.kind == Status.TOO_MUCH_MEMORY
    return Failure(Rung.RAISED, say("too_much_memory" if too_much else "crashed", call=call))


def call_of(checks: ExerciseChecks, case: CheckCase) -> str:
    """The call as a student would write it, with the names of the arguments."""
    names = checks.parameters[: len(case.args)]
    return f"{checks.name}({', '.join(names)})"
