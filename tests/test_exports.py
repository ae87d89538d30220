"""What learning platforms are given is what the gradebook holds, whatever students are called; no field is a formula."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder import cli
from autograder.batch.exports import number
from autograder.course.course import Course
from autograder.course.folders import Folders
from autograder.gradebook.register import register
from autograder.judge.bench import Bench
from autograder.plain import spreadsheet
from tests.tiers import one_of
from tests.tiny_course import NAME, NOTEBOOK

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
)
FORMULA = "=cmd|' /C calc'!A0"
LINES = "two\nlines,\r\x1b[2J\u202e"
SCORES: dict[str, tuple[float | None, float | None]] = {  # what the judge gave for `double` and `statistics`
    "ada": (2, 3),
    "bob": (0, 0),
    "late": (2, 1.5),
    "by_hand": (0, 3),
    "again": (2, 3),
    "fault": (None, None),
    "unreadable": (0, 0),
    "slow": (2, 0),
    FORMULA: (1, 0.1 + 0.2),
    "Smith, John": (2, 0),
    "-minus": (2, 1),
    LINES: (2, 2),
    'qu"ote;semi': (1, 1),
    "محمد": (1, 2),
    "李 明": (0, 1),
}
TOTALS = {
    "ada": "5",
    "bob": "0",
    "late": "2.5",
    "by_hand": "4.25",
    "again": "4.5",
    "fault": "",
    "unreadable": "",
    "slow": "",
    "nobody": "",
    f"'{FORMULA}": "1.3",
    "Smith, John": "2",
    "'-minus": "3",
    r"two\nlines,\r\x1b[2J\u202e": "4",
    'qu"ote;semi': "2",
    "محمد": "3",
    "李 明": "1",
}


@pytest.fixture(scope="module")
def made(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a gradebook; nothing was graded, so that each score is what this file says."""
    root = Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("exports") / "course"))
    folders = Folders.of(root)
    register(Bench(Course(root), NAME), folders)
    with Gradebook(folders.db_url) as gradebook:
        gradebook.update_or_create_student("nobody")
        for student, scores in SCORES.items():
            gradebook.update_or_create_student(student)
            notebook = gradebook.update_or_create_submission(NAME, student).notebooks[0]
            for grade in notebook.grades:
                grade.auto_score = dict(zip(("double", "statistics"), scores, strict=True)).get(grade.name, 0)
                grade.needs_manual_grade = student in ("fault", "unreadable")
            gradebook.db.commit()
        gradebook.find_submission_notebook(NOTEBOOK, NAME, "late").late_submission_penalty = 1
        gradebook.find_grade("double", NOTEBOOK, NAME, "by_hand").manual_score = 1.25
        again = gradebook.find_grade("double", NOTEBOOK, NAME, "again")
        again.manual_score, again.needs_manual_grade = 1.5, True  # set by hand for what was handed in before
        gradebook.find_grade("statistics", NOTEBOOK, NAME, "slow").needs_manual_grade = True
        gradebook.update_or_create_student("ada", last_name="Lovelace", first_name="Ada", email="ada@x.org")
        gradebook.update_or_create_student("李 明", last_name="李", first_name="明")
        gradebook.update_or_create_student("bob", last_name="@Bob", first_name="Points Possible")
        gradebook.db.commit()
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Iterator[Path]:
    here = os.getcwd()
    root = Path(shutil.copytree(made, tmp_path / "course"))
    os.chdir(root)
    yield root
    os.chdir(here)


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return rows


def exported(platform: str, code: int = 3) -> list[list[str]]:
    assert cli.main(["export", "01", "--for", platform, "--to", "out.csv"]) == code
    return table(Path("out.csv"))


def assert_harmless(rows: list[list[str]]) -> None:
    for field in (field for row in rows for field in row):
        assert not field.startswith(tuple("=+@\t\r")), field
        assert field == "-" or not field.startswith("-"), field
        assert field.isprintable(), field


def test_canvas(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header, points, *rows = exported("canvas")
    assert header == ["Student", "ID", "SIS Login ID", "Section", NAME]
    assert points == ["    Points Possible", "", "", "", "5"]
    assert {row[2]: row[4] for row in rows} == TOTALS
    assert {row[2]: row[0] for row in rows} == {student: student for student in TOTALS} | {
        "ada": "Lovelace, Ada",
        "李 明": "李, 明",
        "bob": "'@Bob, points possible",
    }
    assert not [row for row in rows if "Points Possible" in row[0]]
    assert_harmless(rows)
    said = capsys.readouterr()
    assert said.out == "made: out.csv (16 students, 5 points)\n"
    assert said.err == (
        "autograder: a person has to look at 3 students (fault, slow, unreadable) in formgrader: what is not graded yet "
        "is left empty\n"
    )


def test_moodle(course: Path) -> None:
    header, *rows = exported("moodle")
    assert header == ["Username", "First name", "Last name", NAME, f"{NAME}: double", f"{NAME}: statistics"]
    assert {row[0]: row[3] for row in rows} == {student: mark or "-" for student, mark in TOTALS.items()}
    marks = {row[0]: row[4:] for row in rows}
    assert marks["late"] == ["2", "1.5"]
    assert marks["by_hand"] == ["1.25", "3"]
    assert marks["slow"] == ["2", "-"]
    assert marks["unreadable"] == marks["fault"] == marks["nobody"] == ["-", "-"]
    assert marks["bob"] == ["0", "0"]
    assert all(row[0] for row in rows)
    assert_harmless(rows)


def test_moodle_has_addresses_if_everybody_has_one(course: Path) -> None:
    with Gradebook(Folders.of(course).db_url) as gradebook:
        for student in gradebook.students:
            student.email = f"{len(student.id)}@x.org"
        gradebook.db.commit()
    header, *rows = exported("moodle")
    assert header[3] == "Email address"
    assert all(row[3].endswith("@x.org") for row in rows)


def test_a_table_for_spreadsheets(course: Path) -> None:
    header, *rows = exported("csv")
    found = {row[1]: dict(zip(header, row, strict=True)) for row in rows}
    assert {student: row["score"] for student, row in found.items()} == TOTALS
    assert found["late"] == {
        "assignment": NAME,
        "student_id": "late",
        "last_name": "",
        "first_name": "",
        "email": "",
        "double": "2",
        "statistics": "1.5",
        "late_submission_penalty": "1",
        "score": "2.5",
        "max_score": "5",
    }
    assert found["nobody"]["late_submission_penalty"] == found["nobody"]["double"] == ""
    assert found["ada"]["email"] == "ada@x.org"
    assert_harmless(rows)


def test_nobody_has_to_look(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Gradebook(Folders.of(course).db_url) as gradebook:
        for student in ("fault", "slow", "unreadable"):
            gradebook.remove_student(student)
    exported("canvas", code=0)
    assert capsys.readouterr().err == ""


def test_a_file_that_is_there_stays(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported("csv")
    before = Path("out.csv").read_bytes()
    for platform in ("csv", "canvas"):
        assert cli.main(["export", NAME, "--for", platform, "--to", "out.csv"]) == 2
        assert capsys.readouterr().err.endswith(
            "autograder: out.csv exists, and nothing was written: name another file with --to, or remove it\n"
        )
    assert Path("out.csv").read_bytes() == before
    Path("link.csv").symlink_to("nowhere")
    assert cli.main(["export", NAME, "--for", "csv", "--to", "link.csv"]) == 2
    assert cli.main(["export", NAME, "--for", "csv"]) == 3
    assert table(Path(f"{NAME}-csv.csv")) == table(Path("out.csv"))


@pytest.mark.parametrize("target", ["none/out.csv", "x" * 300])
def test_a_file_that_cannot_be_written(course: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(course.iterdir())
    assert cli.main(["export", NAME, "--for", "csv", "--to", target]) == 2
    said = capsys.readouterr().err
    assert "cannot be written (" in said
    assert said.count("\n") == 1
    assert sorted(course.iterdir()) == before


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "marks.csv"
    spreadsheet.write_whole(target, "old\n")

    def full(path: Path, text: str, **_: object) -> int:
        with path.open("w") as file:
            file.write(text[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        spreadsheet.write_whole(target, "new and longer\n")
    assert target.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [target]


def test_no_gradebook(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "gradebook.db").unlink()
    assert cli.main(["export", NAME, "--for", "csv"]) == 2
    assert f"run `autograder grade {NAME}` first" in capsys.readouterr().err
    assert not (course / "gradebook.db").exists()
    (course / "gradebook.db").write_bytes(b"no database" * 999)
    assert cli.main(["export", NAME, "--for", "csv"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_nothing_but_a_platform_that_is_known(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([NAME, "--for", "blackboard"], [NAME], ["09_none", "--for", "csv"]):
        try:
            code = cli.main(["export", *arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        assert code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("mark", "text"), [(None, ""), (0.0, "0"), (5, "5"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (2.5, "2.5")]
)
def test_numbers(mark: float | None, text: str) -> None:
    assert number(mark) == text


@pytest.mark.parametrize("plugin", one_of("MoodleExport", "CanvasExport"))
def test_nbgrader_exports_the_same(course: Path, plugin: str) -> None:
    usual = f"{plugin.removesuffix('Export').lower()}.csv"
    rows = exported(usual.removesuffix(".csv"))
    Path(usual).write_text("old")
    command = [sys.executable, "-m", "nbgrader", "export", f"--exporter=autograder.nbgrader.export.{plugin}"]
    done = subprocess.run(command, cwd=course, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"Replacing {usual}" in done.stderr
    assert table(course / usual) == rows
    done = subprocess.run(
        [*command, "--student", "['ada']", "--to", "one.csv"], cwd=course, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert next(row for row in table(course / "one.csv") if "ada" in row)[-1] in ("5", "3")
    assert len(table(course / "one.csv")) == len(rows) - len(SCORES)
