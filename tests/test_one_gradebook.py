"""`autograder grade` and `nbgrader autograde` write the same rows and the same files, whatever was handed in or set."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring.build import build
from autograder.course.gradebook import CONFIGURATION
from tests import tiny_course as tiny
from tests.test_nbgrader import hand_in_all
from tests.tiny_course import NAME, NOTEBOOK, STATISTICS, code, hand_in, released, source_cells

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
)

GOOD = source_cells()
WRONG = source_cells(double=tiny.DOUBLE.replace("2 * x", "x * x"))
SETTINGS = """
from nbgrader.plugins import LateSubmissionPlugin


class Half(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {"early": 1, "less": -2, "more": 99}.get(student_id, score / 2)


c.AssignLatePenalties.plugin_class = Half
c.Autograde.permissions = 640
"""
ROWS = {
    "marks": """
        select s.student_id, s.timestamp, n.late_submission_penalty, c.name, c.type, g.auto_score, g.manual_score,
               g.extra_credit, g.needs_manual_grade
        from grade g join submitted_notebook n on g.notebook_id = n.id join submitted_assignment s
            on n.assignment_id = s.id join base_cell c on g.cell_id = c.id order by 1, 4, 5""",
    "comments": """
        select s.student_id, c.name, c.type, m.auto_comment, m.manual_comment
        from comment m join submitted_notebook n on m.notebook_id = n.id join submitted_assignment s
            on n.assignment_id = s.id join base_cell c on m.cell_id = c.id order by 1, 2, 3""",
    "students": "select id, first_name, last_name, email from student order by 1",
    "what decided them": "select assignment, student, code, grader, exercises from autograder_result order by 1, 2",
}


def rows(root: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the gradebook holds, without names of rows that mean nothing."""
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        return {what: database.execute(query).fetchall() for what, query in ROWS.items()}


def files(root: Path) -> dict[str, Any]:
    """Every result and every page, as data where it is a notebook, and with its permissions."""
    found: dict[str, Any] = {}
    for path in sorted((*(root / "autograded").rglob("*"), *(root / "feedback").rglob("*"))):
        name = str(path.relative_to(root))
        if path.is_file():
            content: Any = nbformat.read(path, 4) if path.suffix == ".ipynb" else path.read_text()
            found[name] = oct(path.stat().st_mode), content
        else:
            found[name] = "folder"
    return found


def both(root: Path) -> tuple[Path, Path]:
    """Two copies of a course that has its secret, one for each command."""
    other = root.with_name("other")
    (root / "gradebook.secret").write_text("5" * 64)
    shutil.copytree(root, other, symlinks=True, ignore=_no_pipes)
    return root, other


def _no_pipes(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(folder, name).is_fifo()]


def grade_both(ours: Path, stock: Path) -> None:
    """Grade one with each command."""
    commands = (
        (ours, ("autograder.cli", "grade")),
        (ours, ("autograder.cli", "feedback")),
        (stock, ("nbgrader", "autograde")),
        (stock, ("nbgrader", "generate_feedback")),
    )
    for folder, what in commands:
        run = subprocess.run(
            [sys.executable, "-m", *what, NAME], cwd=folder, check=False, capture_output=True, text=True
        )
        assert run.returncode in (0, 3), run.stderr


def assert_same(ours: Path, stock: Path) -> None:
    """All rows and all files."""
    for what, found in rows(ours).items():
        assert found == rows(stock)[what], what
    assert_same_files(ours, stock)


def assert_same_files(ours: Path, stock: Path) -> None:
    """All files."""
    made, expected = files(ours), files(stock)
    assert made.keys() == expected.keys()
    for name in expected:
        assert made[name] == expected[name], name


def set_by_hand(root: Path, *statements: str) -> None:
    """What an instructor does in formgrader or with `nbgrader db`."""
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        for statement in statements:
            assert database.execute(statement).rowcount, statement
        database.commit()


def of(student: str, cell: str, table: str = "grade") -> str:
    """The condition for one row."""
    return (
        f"cell_id in (select id from base_cell where name = '{cell}') and notebook_id in (select n.id from "
        f"submitted_notebook n join submitted_assignment s on n.assignment_id = s.id where s.student_id = '{student}')"
    )


@pytest.mark.slow
def test_a_term_with_late_hand_ins_hand_set_scores_and_new_hand_ins(tmp_path: Path) -> None:
    root = tiny.make_course(tmp_path / "course")
    build(root)
    with (root / CONFIGURATION).open("a") as file:
        file.write(SETTINGS)
    (root / "source" / NAME / "more").mkdir()
    (root / "source" / NAME / "more" / "notes.txt").write_text("for everybody")
    for student in ("ada", "early", "less", "more", "late", "stays"):
        hand_in(root, student, GOOD)
    hand_in(root, "bo", WRONG)
    hand_in(root, "cut", GOOD).write_text("{")
    hand_in(root, "untouched", released(root))
    hand_in(root, "half", source_cells(statistics=STATISTICS.replace("np.max", "np.min")))
    times = {"early": "02", "less": "03", "more": "04", "late": "05", "ada": "01", "half": "09"}
    for student, day in times.items():
        note = root / "submitted" / student / NAME / "timestamp.txt"
        note.write_text(f"2030-01-{day} 12:00:00.5 Europe/Berlin")
    ours, stock = both(root)
    grade_both(ours, stock)
    assert_same(ours, stock)
    for course in (ours, stock):
        set_by_hand(
            course,
            "update assignment set duedate = '2030-01-01 12:00:00.000000'",
            "update submitted_assignment set extension = '1970-01-05 00:00:00.000000' where student_id = 'more'",
            f"update grade set manual_score = 1.5 where {of('bo', 'double')}",
            f"update grade set manual_score = 0, extra_credit = 0.5 where {of('late', 'statistics')}",
            f"update comment set manual_comment = 'Well *done*' where {of('bo', 'double')}",
            f"update grade set needs_manual_grade = 0 where {of('cut', 'double')}",
        )
        for student in ("bo", "early", "less", "more", "late", "half", "ada"):
            hand_in(course, student, [*GOOD, code("again = 1")])
        hand_in(course, "new", WRONG)
    grade_both(ours, stock)
    assert_same(ours, stock)
    marks = {(row[0], row[3]): row for row in rows(ours)["marks"]}
    assert marks["bo", "double"][5:9] == (2, 1.5, None, 1)
    assert [marks[name, "double"][2] for name in ("early", "less", "late", "half", "bo")] == [1, 0, 1.25, 2.5, None]


@pytest.mark.slow
def test_hand_ins_of_every_kind(tmp_path: Path) -> None:
    root = tiny.make_course(tmp_path / "course")
    build(root)
    hand_in_all(root)
    ours, stock = both(root)
    for place in ("pipe", "time_pipe"):
        for path in (ours / "submitted" / place / NAME).iterdir():
            if path.is_fifo():
                os.mkfifo(stock / path.relative_to(ours))
    for name in ("victim", "hard_link"):
        (stock / "submitted" / name / NAME / f"{NOTEBOOK}.ipynb").unlink()
    victim = hand_in(stock, "victim", GOOD)
    os.link(victim, stock / "submitted" / "hard_link" / NAME / f"{NOTEBOOK}.ipynb")
    grade_both(ours, stock)
    assert_same(ours, stock)
