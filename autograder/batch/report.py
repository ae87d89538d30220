"""A class in tables: the marks of each student as the gradebook has them, and who made which mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Column, Table
from rich.text import Text

from autograder.batch.marks_table import Row, lacking, marks_tables, row_of
from autograder.batch.troubles import Sort, Trouble, WhoMet
from autograder.gradebook.marks import Mark, Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.plain.text import printable

MOST_NAMES = 8


class ClassReport:
    """What is shown of a class: made of one verdict after the other, each of which is needed no longer then."""

    def __init__(self, names: Sequence[str]) -> None:
        """``names``: the graded cells that are shown, in their order."""
        self.names = names
        self.reasons: list[str] = []
        self._rows: list[Row] = []
        self._met = WhoMet()

    def add(self, student: str, verdict: StudentVerdict, marks: Marks) -> None:
        """Take one student, with the marks that count."""
        self._rows.append(row_of(student, verdict, marks, self.names))
        self.reasons += reasons(student, verdict, marks)
        self._met.add(student, verdict)

    def tables(self, title: str, width: int) -> Iterator[Table]:
        """What each student has for each exercise; and which mistake was made how often, by whom."""
        yield from marks_tables(self.names, self._rows, title, width)
        if (table := mistakes_table(self._met.ranked())).row_count:
            yield table


def shown_cells(exercises: Sequence[str], marks: Mapping[str, Marks]) -> list[str]:
    """The exercises, and behind them what else has points in the gradebook."""
    others = {name for known in marks.values() for name, mark in known.cells.items() if mark.points}
    return [*exercises, *sorted(others - set(exercises))]


def too_slow(verdict: StudentVerdict, marks: Marks) -> list[str]:
    """Exercises that came to an end, but too late, and nobody has changed the mark since."""
    cells, results = marks.cells, verdict.grade.results if verdict.grade else ()
    return [one.name for one in results if one.by_hand and (m := cells.get(one.name)) and m.score == m.judged]


def mistakes_table(met: Mapping[Trouble, Sequence[str]]) -> Table:
    """Which mistake was made how often, by whom; the commonest first."""
    table = Table(*(Column(head, overflow="fold") for head in ("exercise", "mistake", "students", "who")))
    for trouble, who in met.items():
        if trouble.sort is not Sort.MISTAKE:
            continue
        names = ", ".join(who[:MOST_NAMES]) + (", …" if len(who) > MOST_NAMES else "")
        table.add_row(trouble.exercise, trouble.name, str(len(who)), Text(printable(names)))
    return table


def reasons(student: str, verdict: StudentVerdict, marks: Marks) -> list[str]:
    """A line for each reason why a student has no grade, or why a person must look at the work although it has one."""
    return [f"{student} {why}" for why in reasons_for(verdict, marks)]


def reasons_for(verdict: StudentVerdict, marks: Marks) -> Iterator[str]:
    """The same of one student, who is the subject of each sentence."""
    if verdict.unreadable:
        yield f"is for you to look at: {verdict.unreadable}"
    elif verdict.fault:
        yield f"is not graded: {verdict.fault}"
    elif names := lacking(verdict, marks):
        yield f"is not graded in {', '.join(names)}, because of a fault of ours"
    if names := too_slow(verdict, marks):
        yield f"is for you to look at in {', '.join(names)}: it ends, but too late"
    if verdict.sharing:
        yield f"handed in one file with {', '.join(verdict.sharing)} (a hard link), and each was graded"


def as_judged(verdict: StudentVerdict) -> Marks:
    """The marks of a verdict, for want of a gradebook."""
    results = verdict.grade.results if verdict.grade else ()
    known = verdict.scores()
    return Marks({r.name: Mark("", known.get(r.name), r.points, known.get(r.name)) for r in results})


def holds(marks: Marks | None, verdict: StudentVerdict) -> bool:
    """Whether the gradebook has what was judged, and nothing older."""
    if verdict.fault:
        return marks is None or all(mark.judged is None for mark in marks.cells.values())
    if marks is None:
        return False
    if verdict.unreadable:
        return not any(mark.judged is None or mark.judged for mark in marks.cells.values())
    known = {name: mark.judged for name, mark in marks.cells.items()}
    return all(known.get(name) == score for name, score in verdict.scores().items())


def names_of(students: Sequence[str]) -> str:
    """Some students by name."""
    named = ", ".join(students[:5])
    return f"{len(students)} students ({named}{', …' if len(students) > 5 else ''})" if len(students) > 1 else named
