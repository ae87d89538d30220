"""The order of messages: of all that is wrong with an answer, what a student hears of.

One thing at a time: the first rung of the ladder (``rules.base.Rung``) on which something fails, in the smallest case
that shows it. Where a mistake is certain, it is the smallest case that shows the mistake.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.verdict.certain_mistake import Named
from autograder.verdict.findings import Finding


def first_of(findings: Sequence[Finding], mistake: Named | None) -> Finding:
    """The finding that the student hears of."""
    if mistake is None:
        return min(findings, key=lambda finding: (finding.failure.rung, finding.case))
    shown = [finding for finding in findings if not mistake.parts or finding.part in mistake.parts]
    return min(shown, key=lambda finding: (finding.case, finding.failure.rung))
