"""The class in the terminal: everybody by their whole name and points, at every width, of a class of every size."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Mapping
from itertools import chain, repeat

import pytest
from rich.console import Console

from autograder.batch.marks_table import ROWS, marks_tables, row_of
from autograder.gradebook.marks import Mark, Marks
from autograder.grading.student_verdict import StudentVerdict

EXERCISES = tuple(f"exercise_{number}" for number in range(1, 16))


def earned(*scores: float | None, of: float = 3.0) -> Marks:
    """The marks of somebody."""
    return Marks({name: Mark("n", score, of, score) for name, score in zip(EXERCISES, scores, strict=False)})


def printed(verdicts: Mapping[str, StudentVerdict], marks: Mapping[str, Marks], names=EXERCISES, width=80, title=""):
    """What is shown on a terminal of this width."""
    file = io.StringIO()
    console = Console(file=file, width=width)
    rows = [row_of(student, verdict, marks.get(student, Marks()), names) for student, verdict in verdicts.items()]
    for table in marks_tables(names, rows, title, width):
        console.print(table)
    return file.getvalue()


def column(text: str, number: int, start: str = "│") -> list[str]:
    """One column of all rows, the lines of a cell joined."""
    cells: list[str] = []
    for line in text.splitlines():
        if line.startswith(start):
            parts = [part.strip() for part in line.strip(start).split(start)]
            if parts[0] or not cells or number == 0:
                cells.append(parts[number])
            else:
                cells[-1] += parts[number]
    return cells


def test_a_class_that_fits_has_a_column_for_each_exercise():
    text = printed(
        {"ada": StudentVerdict(), "bo": StudentVerdict()}, {"ada": earned(3, 1.5), "bo": earned(3, None)}, EXERCISES[:2]
    )
    assert column(text, 1) == ["✓", "✓"]
    assert column(text, 2) == ["1.5/3", "?"]
    assert column(text, 3) == ["4.5/6", "?"]
    assert "1 exercise_1, 2 exercise_2" in text


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_what_does_not_fit_is_said_by_where_points_are_missing(width):
    marks = {"student00001": earned(*[3] * 6, 0, *[3] * 7, 1.5), "student00002": earned(*[3] * 15)}
    text = printed(dict.fromkeys(marks, StudentVerdict()), marks, width=width)
    assert max(map(len, text.splitlines())) <= width
    rows = [[part.strip() for part in line.strip("│").split("│")] for line in text.splitlines() if line[0] == "│"]
    assert "".join(row[0] for row in rows) == "student00001student00002"
    assert [row[1] for row in rows if row[1]] == ["40.5/45", "45/45"]
    assert " ".join(row[2] for row in rows if row[2]) == "7, 15 (1.5/3)"
    assert "7 exercise_7" in " ".join(text.split())  # which exercise that is


@pytest.mark.parametrize("width", [5, 10, 20])
def test_a_terminal_of_no_use_is_no_error(width):
    marks = {"ada": earned(*[0] * 15)}
    assert "15" in printed({"ada": StudentVerdict(unreadable="cut off")}, marks, width=width).replace("\n", "")


def test_one_long_name_takes_nobodys_columns():
    marks = {"ada": earned(3, 1.5), "x" * 200: earned(3, 3)}
    text = printed(dict.fromkeys(marks, StudentVerdict()), marks, EXERCISES[:2], width=60)
    assert max(map(len, text.splitlines())) == 60
    assert column(text, 2) == ["1.5/3", "✓"] + [""] * (len(column(text, 2)) - 2)
    assert "".join(column(text, 0)) == "ada" + "x" * 200


def test_nothing_is_said_of_full_marks_and_what_nobody_knows_is_a_question():
    marks = {"ada": earned(*[3] * 15), "bo": earned(*[None] * 15)}
    text = printed(dict.fromkeys((*marks, "cy"), StudentVerdict(fault="no")), marks, width=80)
    assert column(text, 2)[0] == ""
    assert column(text, 2)[1].startswith("1 (?), 2 (?), 3 (?)")
    assert column(text, 1) == ["45/45", "?", "?"]
    assert column(text, 3) == ["not graded"] * 3


@pytest.mark.parametrize("name", ["x" * 100, "[red]x[/red]", "李 明" * 20, "a\nb\x1b[31m", "│"])
@pytest.mark.parametrize("width", [40, 200])
def test_a_name_is_shown_whole_and_changes_nothing(name, width):
    text = printed({name: StudentVerdict()}, {name: earned(*[3] * 15)}, width=width)
    whole = "".join("".join(line.split("│")[1:2]) if name != "│" else line for line in text.splitlines() if "│" in line)
    wanted = name.encode("unicode_escape").decode() if "\n" in name else name
    assert wanted.replace(" ", "") in whole.replace(" ", "")
    assert "45/45" in text
    assert "\x1b" not in text


def test_a_large_class_is_shown_in_parts_that_look_alike():
    students = [f"student{number:05}" for number in range(2 * ROWS + 50)]
    marks = dict(zip(students, chain([earned(3, 1.5)], repeat(earned(3, 0))), strict=False))  # one mark is wider
    text = printed(dict.fromkeys(students, StudentVerdict()), marks, EXERCISES[:2], title="As judged")
    assert column(text, 0) == students
    heads = [line for line in text.splitlines() if line.startswith("┃")]
    assert len(heads) == 3
    assert len({len(line) for line in text.splitlines() if line[0] in "│┃└┡┏"}) == 1
    assert text.count("As judged") == 1
    assert text.count("1 exercise_1, 2 exercise_2") == 1
    assert text.rstrip().endswith("exercise_2")


def test_a_class_of_nobody_has_a_head():
    text = printed({}, {})
    assert "student" in text
    assert "points" in text


def test_memory_hardly_grows_with_the_class():
    def highest(count: int) -> int:
        console = Console(file=io.StringIO(), width=80)
        tracemalloc.start()
        try:
            rows = [row_of(str(n), StudentVerdict(), earned(*[3, 0, 1.5] * 5), EXERCISES) for n in range(count)]
            for table in marks_tables(EXERCISES, rows, "", 80):
                console.print(table)
                console.file.seek(0)  # nobody keeps what is shown
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    highest(10 * ROWS)  # fills the caches of Rich, which are limited
    assert highest(10 * ROWS) - highest(2 * ROWS) < 8 * ROWS * 1000  # bytes; one table of all takes 12,000 a student
