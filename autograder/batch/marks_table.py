"""The marks of a class in the terminal: everybody by their whole name, at any width, in tables of some hundred rows.

A table knows all of its rows before it is shown. That of ten thousand students would fill hundreds of megabytes, and
nobody would still see its head; so there are many, whose columns are as wide as the class needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from autograder.gradebook.marks import Mark, Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.plain.text import printable

ROWS = 100  # of one table
FULL, UNKNOWN = "✓", "?"
STUDENT, POINTS, MISSING = "student", "points", "points missing in"
EDGES, EDGE = 3, 1  # what a column takes beside its words, and the table beside its columns
NAME = 20  # characters that a name keeps where exercises have columns
LIST = 32  # characters that a list keeps where names are long


@dataclass(frozen=True, slots=True)
class Row:
    """One student: the marks of the exercises in their order, all points, and what the numbers alone do not say."""

    student: str
    marks: tuple[str, ...]
    points: str
    remark: str

    def in_columns(self) -> tuple[str, ...]:
        """With a column for each exercise."""
        return self.student, *self.marks, self.points, self.remark

    def in_a_list(self) -> tuple[str, ...]:
        """With one column for the exercises in which points are missing, and what they earned if not nothing."""
        missing = [
            f"{number}" if mark.startswith("0/") else f"{number} ({mark})"
            for number, mark in enumerate(self.marks, 1)
            if mark != FULL
        ]
        return self.student, self.points, ", ".join(missing), self.remark


def marks_tables(names: Sequence[str], rows: Sequence[Row], title: str, width: int) -> Iterator[Table]:
    """One row for each student; each exercise has a column if so many fit into ``width`` (characters)."""
    heads, shown = (STUDENT, *map(str, range(1, len(names) + 1)), POINTS, ""), Row.in_columns
    widths = _with_columns(_widest(heads, map(shown, rows)), width)
    if not widths:
        heads, shown = (STUDENT, POINTS, MISSING, ""), Row.in_a_list
        widths = _with_a_list(_widest(heads, map(shown, rows)), width)
    yield from _with_words(_tables(heads, widths, map(shown, rows)), title, names)


def row_of(student: str, verdict: StudentVerdict, marks: Marks, names: Sequence[str]) -> Row:
    """What is shown of one student; what nobody knows is a ``?``."""
    cells = tuple(of_mark(marks.cells.get(name)) for name in names)
    return Row(printable(student), cells, of_total(marks), remark(verdict, marks))


@cache
def of_mark(mark: Mark | None) -> str:
    """One exercise of one student."""
    if mark is None or mark.score is None:
        return UNKNOWN
    return FULL if mark.score == mark.points else f"{mark.score:g}/{mark.points:g}"


def of_total(marks: Marks) -> str:
    """All points of one student, less what is taken off for being late."""
    return _of_points(marks.score, marks.points)


@cache
def _of_points(score: float | None, points: float) -> str:
    return UNKNOWN if score is None else f"{score:g}/{points:g}"


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


def _widest(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """How many characters of a terminal the widest cell of each column takes."""
    widths = [cell_len(head) for head in heads]
    for row in rows:
        widths = [max(width, cell_len(cell)) for width, cell in zip(widths, row, strict=True)]
    return widths


def _with_columns(widths: Sequence[int], width: int) -> list[int]:
    """A column for each exercise within this width, which folds only a very long name; nothing if that cannot be."""
    student, *others = widths
    room = width - EDGE - EDGES - sum(other + EDGES for other in others)
    return [min(student, room), *others] if room >= min(student, NAME) else []


def _with_a_list(widths: Sequence[int], width: int) -> list[int]:
    """The columns with a list in it, within this width: points are never folded, the list gets most of the room."""
    student, points, missing, remarks = widths
    room = width - EDGE - 4 * EDGES - points
    remarks = min(remarks, room // 4)
    room -= remarks
    student = min(student, max(room // 3, room - min(missing, LIST)))
    return [student, points, min(missing, room - student), remarks]


def _tables(heads: Sequence[str], widths: Sequence[int], rows: Iterator[Sequence[str]]) -> Iterator[Table]:
    """Tables of at most :data:`ROWS` rows; at least one."""
    part = list(islice(rows, ROWS))
    while True:
        table = Table()
        table.title_justify = table.caption_justify = "left"
        for head, width in zip(heads, widths, strict=True):
            table.add_column(head, width=width, overflow="fold")
        for row in part:
            table.add_row(*map(Text, row))
        part = list(islice(rows, ROWS))
        yield table
        if not part:
            return


def _with_words(tables: Iterator[Table], title: str, names: Sequence[str]) -> Iterator[Table]:
    """The title above the first one, and below the last one which exercise has which number."""
    table = next(tables)
    table.title = title or None
    for following in tables:
        yield table
        table = following
    table.caption = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    yield table
