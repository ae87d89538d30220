"""What is wrong with an answer: every failed comparison, against the right version that explains most points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.shown import shortened
from autograder.plain.status import Status
from autograder.rules.base import Failure, Rung
from autograder.rules.tree import compare, each_rule, parts_of, seen_by, with_names
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
    """The accepted version that explains most points, and what is still wrong against it."""
    tried = []
    for variant in range(1 + len(checks.variants)):
        findings = list(findings_of(checks, outcomes, variant))
        if not findings:
            return variant, findings
        lost = sum(checks.parts[part] for part in {finding.part for finding in findings})
        tried.append((lost, variant, findings))
    _, variant, findings = min(tried, key=lambda item: item[:2])
    return variant, findings


def made_from_own(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int) -> tuple[str, ...]:
    """Parts with other values than are expected, which are right because they follow from wrong ones before them."""
    exactly = replace(checks, returns=each_rule(checks.returns, lambda rule: rule.as_expected()))
    if exactly.returns == checks.returns:
        return ()
    wrong = {finding.part for finding in findings_of(checks, outcomes, variant)}
    other = {finding.part for finding in findings_of(exactly, outcomes, variant)}
    return tuple(part for part in checks.parts if part in other - wrong)


def findings_of(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int) -> Iterable[Finding]:
    """Every comparison with this version that failed, in the order of the cases."""
    for number in range(len(checks.cases)):
        outcome = outcomes[number] if number < len(outcomes) else outcomes[-1]
        yield from findings_in(checks, number, outcome, variant)


def findings_in(checks: ExerciseChecks, number: int, outcome: Outcome, variant: int) -> Iterable[Finding]:
    """Every comparison of one case with this version that failed."""
    case = checks.cases[number]
    parts = parts_of(case, checks.returns, checks.parts)
    if outcome.kind != Status.RETURNED:
        failure = _not_returned(checks, case, outcome)
        yield from (Finding(number, part, failure) for part in parts)
        return
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
    where = say("place_returned", name=checks.name)
    if outcome.value is None:
        failure = Failure(Rung.RETURNED_NONE, say("returned_none", call=call_of(checks, case)))
        for part in parts_of(case, checks.returns, checks.parts):
            yield part, failure
        return
    returns = seen_by(case, checks.returns)
    if not case.vary:  # where it varies, the values are results of one call after the other
        returns = with_names(returns, checks.outputs)
    for part, problem in compare(returns, outcome.value, case.expected[variant], case.seen, where):
        yield part, problem if problem is None else by_its_call(checks, case, problem)


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
