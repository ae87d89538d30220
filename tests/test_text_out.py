"""Whatever students name their files, and whatever their code says: no exit lets through what a terminal would obey."""

from __future__ import annotations

import csv
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder import cli
from autograder.authoring.build import configuration
from autograder.batch.run import run
from autograder.batch.settings import Settings
from autograder.judge.bench import close_all
from autograder.nbgrader.log import PRINTABLE
from autograder.plain.text import HIDDEN, printable, printable_lines
from autograder.pytest_plugin import present
from autograder.submission import graded_alone
from tests import tiny_course as tiny
from tests.tiers import one_of
from tests.tiny_course import NAME, NOTEBOOK

pytestmark = [
    pytest.mark.usefixtures("one_parent_of_workers"),
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
    ),
]
NASTY = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\u202e\u2066\u200f\u2028\ufeff"
NAMED = f"=cmd {NASTY}\nautograder: all right [red]<b> .ipynb"
"""The name of a file."""
STUDENT = "=eve \u202e\u2028\u200f[red]<b>"
"""The name of a folder that a gradebook can keep."""
SAYS = f"def double(x):\n    print({NASTY!r})\n    raise ValueError({NASTY!r})  # \x1b[2J \u202e\n"
WRONG = f"def double(x):\n    y = 3 * x  # \x1b[2J \u202e\n    return y\nNASTY = {NASTY!r}\n"


def hidden_in(text: str, but: str = "\n") -> list[str]:
    """What would not be seen, or do something."""
    return sorted({repr(letter) for letter in text if unicodedata.category(letter) in HIDDEN and letter not in but})


@pytest.fixture(scope="module")
def course(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    here, root = os.getcwd(), Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("text") / "course"))
    for student, text in (("says", SAYS), ("wrong", WRONG), (STUDENT, SAYS)):
        cells = [{**cell, "source": text} if cell["id"] == "double" else cell for cell in tiny.source_cells()]
        (file := tiny.hand_in(root, student, cells)).rename(file.with_name(NAMED))
    tiny.hand_in(root, f"{STUDENT} broken", []).write_bytes(b"{")
    for name in (NAMED, f"2{NAMED}"):
        (root / "submitted" / f"{STUDENT} two" / NAME / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "submitted" / f"{STUDENT} two" / NAME / name).write_bytes(b"{")
    yield root
    close_all()
    os.chdir(here)


def handed_in(root: Path, student: str) -> Path:
    return root / "submitted" / student / NAME / NAMED


def test_what_is_not_seen_is_shown() -> None:
    assert printable(NASTY) == r"\x1b[2J\x1b]0;owned\x07\x9b31m\r\u202e\u2066\u200f\u2028\ufeff"
    assert printable("a\nb\tc\udcff") == r"a\nb\tc\udcff"
    assert printable_lines("a\r\nb\u2029") == "a\\r\nb\\u2029"
    seen = "é 山田\u3000太郎 \u200d\u200c 😀 ✓ · … [red] <b> =1+1"
    assert printable(seen) == seen


@pytest.mark.parametrize("student", ["says", "wrong", STUDENT])
def test_a_grade_in_a_terminal_and_as_json(course: Path, student: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["judge", str(handed_in(course, student)), "--course", str(course)]
    assert cli.main(arguments) == cli.GRADED
    text = capsys.readouterr()
    assert hidden_in(text.out + text.err) == []
    assert "2 of 5 points" in text.out or "3 of 5 points" in text.out
    assert cli.main([*arguments, "--json"]) == cli.GRADED
    out = capsys.readouterr().out
    assert hidden_in(out) == []
    assert out.isascii()
    assert json.loads(out)["assignment"] == NAME


@pytest.mark.parametrize("command", ["check", "judge", "test"])
def test_a_refusal(course: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    broken = course / "submitted" / f"{STUDENT} two" / NAME / NAMED
    for path in (broken, broken.with_name(f"none{NASTY}")):
        assert cli.main([command, str(path), "--course", str(course)]) == cli.BAD_INPUT
        said = capsys.readouterr().err
        assert hidden_in(said) == []
        assert said.count("\n") == 1
        assert r"\x1b[2J" in said


def test_folders_patterns_and_what_a_shell_makes_of_a_star(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    submitted = course / "submitted"
    assert cli.main(["judge", str(submitted / STUDENT), str(submitted / "s*"), "--course", str(course)]) == cli.GRADED
    assert cli.main(["judge", str(submitted / "none" / NASTY / "*"), "--course", str(course)]) == cli.BAD_INPUT
    assert cli.main(["judge", str(submitted), "--course", str(course / NASTY)]) == cli.BAD_INPUT
    with pytest.raises(SystemExit):
        cli.main(["judge", f"--{NASTY}"])
    text = capsys.readouterr()
    assert hidden_in(text.out + text.err) == []


@pytest.mark.parametrize("student", one_of(STUDENT, "says", "wrong"))
def test_a_test_run(course: Path, student: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = handed_in(course, student)
    grade, practice = graded_alone(path, course, None, None)
    assert present(path, grade, practice) == 1
    text = capsys.readouterr()
    assert hidden_in(text.out + text.err) == []
    assert "double" in text.out


def test_a_test_run_with_a_report_in_xml(course: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    command = ["-P", "-m", "pytest", "--pyargs", "autograder", "-v", f"--junitxml={report}"]
    ended = subprocess.run(
        [sys.executable, *command, "--submission", str(handed_in(course, "says"))],
        cwd=course,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    assert hidden_in(ended.stdout + ended.stderr) == []
    written = report.read_text("utf-8")
    assert hidden_in(written) == []
    cases = list(ElementTree.fromstring(written).iter("testcase"))
    assert [case.get("name") for case in cases] == ["double", "statistics"]


def test_the_batch_and_what_it_records(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tables, the reasons, the gradebook's comments and the pages."""
    run(Settings(NAME, course))
    text = capsys.readouterr()
    assert hidden_in(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text.out + text.err), "\n\r") == []
    assert r"=eve \u202e\u2028\u200f[red]<b> broken is for you to look at: " in text.out
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for student in ("says", "wrong", STUDENT, f"{STUDENT} broken", f"{STUDENT} two"):
            notebook = gradebook.find_submission_notebook(NOTEBOOK, NAME, student)
            comments = [comment.auto_comment or "" for comment in notebook.comments]
            assert hidden_in("".join(comments)) == []
            assert any(comments)
            page = course / "autograded" / student / NAME / f"{NOTEBOOK}.ipynb"
            cells = json.loads(page.read_text("utf-8"))["cells"]
            said = ["".join(cell["source"]) for cell in cells if cell["id"] == "before-grading"]
            assert hidden_in("".join(said)) == []


def test_the_exported_table_has_as_many_fields_as_columns_and_no_formula(course: Path, tmp_path: Path) -> None:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment("=later")
        gradebook.update_or_create_student(
            "minus", last_name="-1+cmd|' /C calc'!A0", first_name='a,"b"\nrow', email="@x"
        )
        gradebook.update_or_create_student("plain", last_name="Dvořák-Ünal", first_name="Zoë", email="z@x.org")
    command = [sys.executable, "-m", "nbgrader", "export", "--to", str(tmp_path / "marks.csv")]
    done = subprocess.run(command, cwd=course, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["marks.csv"]
    with (tmp_path / "marks.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    assert {len(row) for row in rows} == {len(columns)}
    assert not [field for row in rows for field in row if field.startswith(tuple("=+-@\t\r"))]
    assert hidden_in("".join(field for row in rows for field in row), "") == []
    table = [dict(zip(columns, row, strict=True)) for row in rows]
    minus, plain = ({row["student_id"]: row for row in table}[name] for name in ("minus", "plain"))
    assert (minus["last_name"], minus["first_name"]) == ("'-1+cmd|' /C calc'!A0", r'a,"b"\nrow')
    assert (plain["last_name"], plain["email"], plain["score"]) == ("Dvořák-Ünal", "z@x.org", "0.0")
    marks = {row["student_id"]: float(row["score"]) for row in table if row["assignment"] == NAME}
    assert marks["wrong"] > 0 == marks["minus"]
    assert {row["assignment"] for row in table} == {NAME, "'=later"}


def test_the_log_of_nbgrader(course: Path) -> None:
    api = NbGraderAPI(config=configuration(course))
    log = api.autograde(NAME, "*", force=True)["log"]
    assert "cannot be read" in log or "could be meant" in log
    assert r"\u202e" in log
    ours = [line for line in log.split("\n") if "No notebooks were matched" not in line]  # before our step
    assert hidden_in("".join(ours)) == []
    assert "\nautograder: all right" not in log


def test_a_record_without_arguments_is_logged_as_it_is() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "100 % of %s\x1b", (), None)
    assert PRINTABLE.filter(record)
    assert record.getMessage() == r"100 % of %s\x1b"
