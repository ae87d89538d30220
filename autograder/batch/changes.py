"""Whose mark is another one than before, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.table import Column, Table
from rich.text import Text

from autograder.gradebook.marks import Marks
from autograder.gradebook.results import Recorded
from autograder.grading.marking import Marking
from autograder.grading.provenance import Provenance
from autograder.plain.text import printable


@dataclass(frozen=True)
class Change:
    """One mark of the judge that changes; None: none was given. ``by_hand``: a score set by hand stays and counts."""

    student: str
    exercise: str
    before: float | None
    after: float | None
    by_hand: bool
    why: str


def changes(
    student: str, marks: Marks, recorded: Recorded | None, marking: Marking, provenance: Provenance
) -> Iterator[Change]:
    """What a new marking changes for a student who had marks."""
    for exercise, (after, _) in marking.scores.items():
        mark = marks.cells.get(exercise)
        if mark is not None and mark.judged != after:
            why = reason(exercise, recorded, marking, provenance)
            yield Change(student, exercise, mark.judged, after, mark.by_hand, why)


def reason(exercise: str, recorded: Recorded | None, marking: Marking, provenance: Provenance) -> str:
    """Why a mark changes, as far as that is known."""
    if marking.verdict.fault:
        return "a fault of ours now"
    if recorded is None:
        return "nothing is known of how it was recorded"
    before, verdict = recorded.provenance, recorded.verdict
    if verdict.fault or exercise in verdict.ungraded:
        return "a fault of ours before"
    if verdict.unreadable or marking.verdict.unreadable:
        return "it could not be read before" if verdict.unreadable else "it cannot be read now"
    if before.code != provenance.code:
        return "other code was handed in"
    if (known := before.exercises.get(exercise)) != (now := provenance.exercises.get(exercise)):
        versions = f" ({known[0]} → {now[0]})" if known and now and known[0] != now[0] else ""
        return f"the answer key of {exercise} changed{versions}" if versions else "the hidden numbers changed"
    if before.grader != provenance.grader:
        return f"version {provenance.grader} of the grader (it was {before.grader})"
    if before.exercises != provenance.exercises:
        return "the answer key of another exercise changed"
    return "the gradebook held another mark than was recorded, or it came out otherwise this time"


def changes_table(found: list[Change], trial: bool) -> Table:
    """One row for each mark."""
    title = "These marks would change" if trial else "These marks changed"
    heads = ("student", "exercise", "from", "to", "why")
    table = Table(*(Column(head, overflow="fold") for head in heads), title=title)
    table.title_justify = "left"
    for change in found:
        why = f"{change.why}; the score set by hand stays" if change.by_hand else change.why
        table.add_row(
            Text(printable(change.student)), change.exercise, shown(change.before), shown(change.after), Text(why)
        )
    return table


def shown(score: float | None) -> str:
    """A score; ``?`` where there is none."""
    return "?" if score is None else f"{score:g}"
