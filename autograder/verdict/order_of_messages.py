"""The order of messages: of all that is wrong with an answer, what a student hears of.

One thing at a time: the first rung of the ladder (``rules.base.Rung``) on which something fails, in the smallest case
that shows it. Where a mistake is certain, it is the smallest case that shows the mistake. A case shows it if both
values can be told apart as they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.rules.base import Failure
from autograder.verdict.certain_mistake import Named
from autograder.verdict.findings import Finding


def first_of(findings: Sequence[Finding], mistake: Named | None) -> Finding:
    """The finding that the student hears of."""
    if mistake is None:
        return min(findings, key=lambda finding: (finding.failure.rung, not is_seen(finding.failure), finding.case))
    shown = [finding for finding in findings if not mistake.parts or finding.part in mistake.parts]
    return min(shown, key=lambda finding: (not is_seen(finding.failure), finding.case, finding.failure.rung))


def is_seen(failure: Failure) -> bool:
    """Whether the two values differ as they are printed; where one is not shown, there is nothing to confuse."""
    return not failure.got or failure.got != failure.expected
