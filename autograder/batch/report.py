"""A class in tables: the marks of each student as the gradebook has them, and who made which mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from autograder.batch.troubles import Sort, who_met
from autograder.gradebook.marks import Mark, Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.plain.text import printable

MOST_NAMES = 8


def class_report(
    exercises: Sequence[str], verdicts: Mapping[str, StudentVerdict], marks: Mapping[str, Marks], title: str = ""
) -> Iterator[Table]:
    """Two tables: what each student has for each exercise, and which mistake was made how often, by whom."""
    others = {name for known in marks.values() for name, mark in known.cells.items() if mark.points}
    yield marks_table([*exercises, *sorted(others - set(exercises))], verdicts, marks, title)
    if (table := mistakes_table(verdicts)).row_count:
        yield table


def marks_table(
    names: Sequence[str], verdicts: Mapping[str, StudentVerdict], marks: Mapping[str, Marks], title: str
) -> Table:
    """One row for each student; what nobody knows is a ``?``."""
    legend = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    table = Table("student", *map(str, range(1, len(names) + 1)), "points", "", title=title or None, caption=legend)
    table.caption_justify = table.title_justify = "left"
    table.columns[-1].no_wrap = True
    for student, verdict in verdicts.items():
        known = marks.get(student, Marks())
        cells = [of_mark(known.cells.get(name)) for name in names]
        table.add_row(Text(printable(student)), *cells, of_total(known), remark(verdict, known))
    return table


def of_mark(mark: Mark | None) -> str:
    """One exercise of one student."""
    if mark is None or mark.score is None:
        return "?"
    return "✓" if mark.score == mark.points else f"{mark.score:g}/{mark.points:g}"


def of_total(marks: Marks) -> str:
    """All points of one student, less what is taken off for being late."""
    return "?" if marks.score is None else f"{marks.score:g}/{marks.points:g}"


def remark(verdict: StudentVerdict, marks: Marks) -> str:
    """What the numbers alone do not say, in a few words."""
    words = ["not graded"] if verdict.fault or lacking(verdict, marks) else []
    words += ["look at it"] if verdict.unreadable else []
    words += ["by hand"] if marks.by_hand else []
    words += [f"late: −{marks.penalty:g}"] if marks.penalty else []
    return ", ".join(words)


def lacking(verdict: StudentVerdict, marks: Marks) -> list[str]:
    """Exercises that a fault of ours left without a mark, and nobody has given one since."""
    cells = marks.cells
    return [name for name in verdict.ungraded if name not in cells or cells[name].score is None]


def too_slow(verdict: StudentVerdict, marks: Marks) -> list[str]:
    """Exercises that came to an end, but too late, and nobody has changed the mark since."""
    cells, results = marks.cells, verdict.grade.results if verdict.grade else ()
    return [one.name for one in results if one.by_hand and (m := cells.get(one.name)) and m.score == m.judged]


def mistakes_table(verdicts: Mapping[str, StudentVerdict]) -> Table:
    """Which mistake was made how often, by whom; the commonest first."""
    table = Table("exercise", "mistake", "students", "who")
    for trouble, who in who_met(verdicts).items():
        if trouble.sort is not Sort.MISTAKE:
            continue
        names = ", ".join(who[:MOST_NAMES]) + (", …" if len(who) > MOST_NAMES else "")
        table.add_row(trouble.exercise, trouble.name, str(len(who)), Text(printable(names)))
    return table


def reasons(verdicts: Mapping[str, StudentVerdict], marks: Mapping[str, Marks]) -> Iterator[str]:
    """A line for each student who has no grade, or at whose work a person must look although it has one: why."""
    for student, verdict in verdicts.items():
        for why in reasons_for(verdict, marks.get(student, Marks())):
            yield f"{student} {why}"


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
