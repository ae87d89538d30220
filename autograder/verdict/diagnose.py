"""From the outcomes of one exercise to its result: points part by part, and one message with the call that shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome, Raised
from autograder.plain.shown import shortened, show, show_in_turn
from autograder.plain.status import Status
from autograder.plain.values import Tree, is_number
from autograder.relations.find import relation_of
from autograder.rules.base import Rung, inside
from autograder.verdict.certain_mistake import ConfirmGlobal, Named, certain_mistake
from autograder.verdict.findings import Finding, best_variant, by_its_call, call_of, made_from_own, names
from autograder.verdict.half import half_earned
from autograder.verdict.order_of_messages import first_of, is_right_elsewhere, is_seen
from autograder.verdict.result import Evidence, Part, Result, nothing_earned

Observe = Callable[[Sequence[CheckCase]], Sequence[Outcome]]
"""Makes the calls of the first of these cases, one at least; it may stop where it likes, and does at one of FATAL."""

LONGEST_LINE = 200
FATAL = (Status.TIMED_OUT, Status.TOO_MUCH_MEMORY, Status.CRASHED)


def result_of(
    checks: ExerciseChecks,
    observe: Observe,
    confirm_global: ConfirmGlobal | None = None,
    at_its_end: Callable[[CheckCase], Outcome] | None = None,
    in_words: bool = True,
) -> Result:
    """The result of one function. ``observe`` makes the calls of its cases, wherever the function lives.

    ``at_its_end`` makes those of one case, and returns what the notebook's own last line would have returned. Not
    ``in_words``: of what is wrong a mistake is named and nothing else is said, as nobody may read it.
    """
    outcomes = _observed(checks, observe)
    if unstarted(checks, outcomes[0]):
        return nothing_earned(checks.name, checks.parts, Status.NOT_STARTED, say("not_started", name=checks.name))
    variant, findings = best_variant(checks, outcomes)
    lost = {finding.part for finding in findings}
    ended = any(outcome.kind in FATAL for outcome in outcomes)  # it is not called once more, and nothing is certain
    half = set() if ended else half_earned(checks, outcomes, variant, findings, at_its_end)
    share = {**dict.fromkeys(lost, 0.0), **dict.fromkeys(half, 0.5)}
    parts = tuple(Part(name, share.get(name, 1.0) * points, points) for name, points in checks.parts.items())
    notes = _notes(checks, outcomes)
    if not findings:
        if variant:
            notes = (checks.variants[variant - 1], *notes)
        return Result(checks.name, Status.RIGHT, parts, say("right", count=len(checks.cases)), notes=notes)
    mistake, hint = (None, "") if ended else certain_mistake(checks, outcomes, findings, confirm_global)
    named = mistake.known.name if mistake else None
    own = made_from_own(checks, outcomes, variant, lost)
    result = Result(checks.name, _status(outcomes), parts, hint, named, hint, notes=notes, from_own=own)
    return _explained(result, checks, outcomes, variant, findings, mistake) if in_words else result


def _observed(checks: ExerciseChecks, observe: Observe) -> list[Outcome]:
    """The outcome of each case.

    A call that does not come to an end costs its own parts and no others: from then on only what decides about others
    is tried.
    """
    outcomes: list[Outcome] = []
    ended: Outcome | None = None
    lost: set[str] = set()
    while left := checks.cases[len(outcomes) :]:
        views = checks.views[len(outcomes) :]
        wanted = len(views) if ended is None else len([*takewhile(lambda view: not lost.issuperset(view.parts), views)])
        if ended is not None and not wanted:
            outcomes.append(ended)
            continue
        outcomes += observe(left[:wanted])
        if unstarted(checks, outcomes[0]):
            break
        if outcomes[-1].kind in FATAL:
            ended = ended or outcomes[-1]
            lost.update(checks.views[len(outcomes) - 1].parts)
    return outcomes


def each_alone(observe: Callable[[CheckCase], Outcome]) -> Observe:
    """Makes the calls of one case after another."""
    return lambda cases: [observe(cases[0])]


def unstarted(checks: ExerciseChecks, outcome: Outcome) -> bool:
    """Whether the call met the placeholder of this exercise's own unfilled region."""
    error = outcome.error
    return error is not None and error.type_name == "NotImplementedError" and error.name in names(checks)


def _status(outcomes: Sequence[Outcome]) -> Status:
    """Of what is not right: how the first call ended that did not return."""
    stopped = next((outcome.kind for outcome in outcomes if outcome.kind != Status.RETURNED), Status.WRONG)
    return Status.CRASHED if stopped == Status.RAISED else Status(stopped)


def _explained(
    result: Result,
    checks: ExerciseChecks,
    outcomes: Sequence[Outcome],
    variant: int,
    findings: list[Finding],
    mistake: Named | None,
) -> Result:
    """A result in words: one sentence, and the call that shows it."""
    first = first_of(checks, findings, mistake)
    related = None if mistake else relation_of(checks, outcomes, variant, first.failure.rung)
    if related is not None:
        failure = by_its_call(checks, checks.cases[related.case], related.failure)
        first = Finding(related.case, related.part, failure)
    outcome = outcomes[min(first.case, len(outcomes) - 1)]
    relation = related.name if related else None
    result = replace(
        result,
        message=result.hint or first.failure.message,
        relation=relation,
        evidence=_evidence(checks, first, is_right_elsewhere(checks, findings, first)),
        case=first.case,
        kind=result.mistake or relation or _kind(first, outcome),
        chain=checks.chain,
    )
    return replace(result, **_line(checks, outcome.error)) if first.failure.rung is Rung.RAISED else result


def _kind(finding: Finding, outcome: Outcome) -> str:
    """What is wrong, whatever the numbers are and however the line reads: rung and part, or how the call ended."""
    if finding.failure.rung is not Rung.RAISED:
        return f"{finding.failure.rung.name} {finding.part}"
    return outcome.error.type_name if outcome.error is not None else outcome.kind


def _line(checks: ExerciseChecks, error: Raised | None) -> dict[str, Any]:
    """The line that stopped, and whose it was if it stands in another function than the one that was asked."""
    if error is None or not error.line:
        return {}
    line = shortened(error.line, LONGEST_LINE)
    if error.function in names(checks):
        return {"line": line}
    calling = shortened(error.calling, LONGEST_LINE)
    return {"line": line, "line_in": error.function, "line_caller": error.caller, "line_calling": calling}


def _evidence(checks: ExerciseChecks, finding: Finding, right_elsewhere: bool) -> Evidence:
    case = checks.cases[finding.case]
    in_turn = {position: show_in_turn(values) for position, values in case.vary}
    shown: list[tuple[str, str]] = []
    for position, (name, arg) in enumerate(zip(checks.parameters, case.args, strict=False)):
        if name not in checks.idle or is_number(arg):
            shown += [(name, in_turn[position])] if position in in_turn else _entries(name, arg)
    failure = finding.failure
    call = Evidence(call_of(checks, case), tuple(shown), "", "")
    if not failure.got or not is_seen(failure):
        return call
    return replace(
        call,
        got=failure.got,
        expected=failure.expected,
        what=failure.what + failure.entry,
        marked=failure.marked,
        counts_for=finding.part if right_elsewhere else "",
    )


def _entries(name: str, arg: Tree) -> list[tuple[str, str]]:
    """An argument with its name; of a dictionary each of its entries."""
    if isinstance(arg, dict) and arg:
        return [(inside(name, key), show(value)) for key, value in arg.items()]
    return [(name, show(arg))]


def _notes(checks: ExerciseChecks, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    if checks.keeps_arguments:
        return ()
    changed = {index for outcome in outcomes for index in outcome.changed if index < len(checks.parameters)}
    return tuple(
        say("note_changes_argument", name=checks.name, argument=checks.parameters[index]) for index in sorted(changed)
    )
