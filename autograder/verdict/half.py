"""Half of a part's points for numbers that are right and only not handed back as the text asks.

A slip in the last line, an array on its side or a line that stops behind the right ones is one idea of several, and
does not cost the others everything. Of a call that did not come to an end nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree
from autograder.verdict.findings import Finding, findings_in

Reading = Callable[[CheckCase, Outcome], Outcome]


def half_earned(
    checks: ExerciseChecks,
    outcomes: Sequence[Outcome],
    variant: int,
    findings: Sequence[Finding],
    at_its_end: Callable[[CheckCase], Outcome] | None,
) -> set[str]:
    """The lost parts whose numbers are right in all of their cases, if one reads all that came back in one other way.

    ``at_its_end`` calls once more, and returns what the notebook's own last line would have returned.
    """
    lost: dict[int, set[str]] = {}
    for finding in findings:
        lost.setdefault(finding.case, set()).add(finding.part)
    readings: list[Reading] = [_on_its_side, _in_place]
    if at_its_end is not None and checks.hands_back:
        readings.append(lambda case, _: at_its_end(case))
    return set[str]().union(*(_right_in(checks, outcomes, variant, lost, reading) for reading in readings))


def _right_in(
    checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int, lost: dict[int, set[str]], reading: Reading
) -> set[str]:
    """Those of the parts that each case has lost which are right in this reading.

    Cases that have failed are read first: they decide soonest, and a call may cost what the student's function costs.
    """
    left = set[str]().union(*lost.values())
    for number in sorted(range(len(checks.cases)), key=lambda number: number not in lost):
        case, outcome = checks.cases[number], outcomes[number]
        if left.isdisjoint(checks.views[number].parts):
            continue
        other = reading(case, outcome)
        if other is outcome:  # nothing to read in another way
            left -= lost.get(number, set())
        else:
            left -= {finding.part for finding in findings_in(checks, number, other, variant)}
    return left


def _on_its_side(_: CheckCase, outcome: Outcome) -> Outcome:
    """Rows for columns: every matrix turned."""
    return replace(outcome, value=_turned(outcome.value)) if outcome.kind == Status.RETURNED else outcome


def _turned(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: _turned(item) for key, item in tree.items()}
    if isinstance(tree, tuple | list):
        return type(tree)(map(_turned, tree))
    return tree.T if isinstance(tree, np.ndarray) and tree.ndim == 2 else tree


def _in_place(_: CheckCase, outcome: Outcome) -> Outcome:
    """What came back, whatever happened to the arguments."""
    return replace(outcome, changed=()) if outcome.changed else outcome
