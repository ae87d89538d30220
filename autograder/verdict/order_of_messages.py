"""The order of messages: of all that is wrong with an answer, what a student hears of.

One thing at a time: the first rung of the ladder (``rules.base.Rung``) on which something fails, in the smallest case
that shows it, and there in the first part. What is made from a wrong value is not spoken of. Where a mistake is
certain, it is the smallest case that shows what its sentence speaks of. A case shows it if both values can be told
apart as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from autograder.checks.contents import ExerciseChecks
from autograder.rules.base import Failure, Rung
from autograder.verdict.certain_mistake import Named
from autograder.verdict.findings import Finding

NAME = re.compile(r"\w+(\[('\w+'|\d+)\])?")  # w, cache['Z1'], costs[1]


def first_of(checks: ExerciseChecks, findings: Sequence[Finding], mistake: Named | None) -> Finding:
    """The finding that the student hears of."""
    parts = {part: place for place, part in enumerate(checks.parts)}
    order = {one: parts[value_of(one, parts)] for one in findings}
    if mistake is None:
        return min(
            without_consequences(checks, findings),
            key=lambda one: (
                one.failure.rung,
                not is_seen(one.failure),
                is_right_elsewhere(checks, findings, one),
                one.case,
                order[one],
            ),
        )
    shown = [one for one in findings if not mistake.parts or one.part in mistake.parts]
    hint = mistake.known.hint
    return min(
        shown,
        key=lambda one: (
            not speaks_of(hint, one.failure.what),
            not is_seen(one.failure),
            one.case,
            one.failure.rung,
            order[one],
        ),
    )


def without_consequences(checks: ExerciseChecks, findings: Sequence[Finding]) -> list[Finding]:
    """Those whose value is not made from one that is wrong in the same case."""
    place = {part: number for number, part in enumerate(checks.chain)}
    first: dict[int, int] = {}
    for one in findings:
        number = place.get(value_of(one, place), len(place))
        first[one.case] = min(number, first.get(one.case, number))
    return [
        one
        for one in findings
        if one.failure.rung <= Rung.CHANGED_INPUT or place.get(value_of(one, place), 0) <= first[one.case]
    ]


def is_right_elsewhere(checks: ExerciseChecks, findings: Sequence[Finding], one: Finding) -> bool:
    """Whether a value that is a part is earned as such, and wrong only in cases that count for another part."""
    what = one.failure.what
    return what in checks.parts and all(other.part != what for other in findings)


def value_of(finding: Finding, parts: Container[str]) -> str:
    """The part that is the value itself, also in a case that counts for another one."""
    return finding.failure.what if finding.failure.what in parts else finding.part


def speaks_of(sentence: str, what: str) -> bool:
    """Whether a sentence has the name of a value, or of the dictionary that it is in."""
    names = re.findall(r"[^\W\d]\w*", what) if NAME.fullmatch(what) else ()
    return any(re.search(rf"(?<![\w'’]){re.escape(name)}(?!\w)", sentence) for name in names)


def is_seen(failure: Failure) -> bool:
    """Whether the two values differ as they are printed; where one is not shown, there is nothing to confuse."""
    return not failure.got or failure.got != failure.expected
