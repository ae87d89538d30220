"""Wrong answers that behave alike: who returned the very same, in the call that the card shows?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from autograder.batch.troubles import Sort, trouble_of
from autograder.grading.student_verdict import StudentVerdict
from autograder.report.contents import SameAnswer
from autograder.verdict.result import Evidence, Result

SEVERAL = 2  # students


def same_answers(verdicts: Mapping[str, StudentVerdict]) -> tuple[SameAnswer, ...]:
    """Each wrong answer that several students gave, that of most students first."""
    groups: dict[tuple[object, ...], list[tuple[str, Result]]] = defaultdict(list)
    for student, verdict in verdicts.items():
        for result in verdict.grade.results if verdict.grade else ():
            if (shown := result.evidence) is not None and shown.got:
                alike = (result.name, result.status, shown.call, shown.arguments, shown.what, shown.got)
                groups[alike].append((student, result))
    found = [_answer(group) for group in groups.values() if len(group) >= SEVERAL]
    return tuple(sorted(found, key=lambda answer: -answer.count))


def _answer(group: list[tuple[str, Result]]) -> SameAnswer:
    _, first = group[0]
    shown: Evidence = first.evidence  # type: ignore[assignment]
    return SameAnswer(
        first.name,
        shown.call,
        shown.arguments,
        shown.what,
        shown.got,
        shown.expected,
        _known_as([result for _, result in group]),
        len(group),
        tuple(student for student, _ in group),
    )


def _known_as(results: list[Result]) -> str:
    """The mistake or fact that was found in one of them; "" where none was."""
    troubles = [trouble for result in results if (trouble := trouble_of(result))]
    named = sorted({(t.sort, t.words) for t in troubles if t.sort in (Sort.MISTAKE, Sort.FACT)})
    return ", ".join(words for _, words in named)
