"""A gradebook on a PostgreSQL server is what it is in a file: the same rows, files, reports and refusals."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from nbgrader.api import Base, Gradebook
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import OperationalError

from autograder.authoring.build import build
from autograder.batch.recorder import Recorder
from autograder.batch.settings import Configured
from autograder.cli import main
from autograder.course.course import Course
from autograder.course.folders import Folders
from autograder.course.gradebook import CONFIGURATION
from autograder.gradebook.marks import engine_of, has_gradebook
from autograder.gradebook.register import register
from autograder.gradebook.results import TABLE
from autograder.gradebook.writing import Entry, write
from autograder.grading.marking import Marking
from autograder.grading.provenance import Provenance
from autograder.grading.student_verdict import StudentVerdict
from autograder.judge.bench import close_all
from tests import tiny_course as tiny
from tests.postgresql import PASSWORD, Server, running_server
from tests.test_one_gradebook import assert_same_files, files, grade_both
from tests.tiny_course import DOUBLE, NAME, NOTEBOOK, code, hand_in, source_cells

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
    ),
]

GOOD = source_cells()
WRONG = source_cells(double=DOUBLE.replace("2 * x", "x * x"))
LATE = """
from nbgrader.plugins import LateSubmissionPlugin


class Half(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        if os.path.exists("kill") and student_id == "late":
            os.kill(os.getpid(), 9)  # in the middle of the transaction
        return score / 2


c.AssignLatePenalties.plugin_class = Half
"""
REPORTS = ("mistakes", "exercises", "students")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The password stands where an instructor puts it: not in the configuration."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    yield
    close_all()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that has handed in once; nobody is graded."""
    root = tiny.make_course(tmp_path_factory.mktemp("begun") / "course")
    build(root)
    with (root / CONFIGURATION).open("a") as file:
        file.write(LATE)
    (root / "gradebook.secret").write_text("5" * 64)
    for student in ("ada", "extended", "late"):
        hand_in(root, student, GOOD)
    hand_in(root, "bo", WRONG)
    hand_in(root, "cut", GOOD).write_text("{")
    for student, day in {"ada": "01", "extended": "04", "late": "05"}.items():
        note = root / "submitted" / student / NAME / "timestamp.txt"
        note.write_text(f"2030-01-{day} 12:00:00.5 Europe/Berlin")
    return root


def copy_of(course: Path, folder: Path, address: str | None = None) -> Path:
    """The course again, with its gradebook at this address; None: in a file."""
    root = Path(shutil.copytree(course, folder))
    if address is not None:
        with (root / CONFIGURATION).open("a") as file:
            file.write(f"\nc.CourseDirectory.db_url = {address!r}\n")
    return root


def tables(root: Path) -> dict[str, list[str]]:
    """Every row of every table, sorted. What has a made-up id is called by what it holds; when it was graded is left out."""
    engine = create_engine(Folders.of(root).db_url)
    with engine.connect() as connection:
        found = dict(_tables(connection))
    engine.dispose()
    return found


def _tables(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    names: dict[Any, str] = {}
    for table in (*Base.metadata.sorted_tables, TABLE):
        rows: list[str] = []
        for row in connection.execute(select(table)).mappings():
            made_up = re.fullmatch("[0-9a-f]{32}", str(row.get("id"))) and row["id"] not in names
            left_out = {"graded_at", "id"} if made_up else {"graded_at"}
            rows.append(repr({key: names.get(value, value) for key, value in row.items() if key not in left_out}))
            if made_up:
                names[row["id"]] = rows[-1]
        yield table.name, sorted(rows)
    yield "version", [connection.execute(text("select version_num from alembic_version")).scalar_one()]


def by_hand(root: Path) -> None:
    """What an instructor does in formgrader, which has nbgrader's own way to the gradebook."""
    with Gradebook(Folders.of(root).db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=datetime(2030, 1, 1))
        gradebook.update_or_create_student("ada", first_name="Ada", last_name="Lovelace", email="ada@x.org")
        gradebook.find_submission(NAME, "extended").extension = timedelta(days=4)
        gradebook.find_grade("double", NOTEBOOK, NAME, "bo").manual_score = 1.5
        gradebook.find_comment("double", NOTEBOOK, NAME, "bo").manual_comment = "Well *done*, 李 明"
        gradebook.find_grade("statistics", NOTEBOOK, NAME, "late").extra_credit = 0.5
        gradebook.db.commit()


def hand_in_again(root: Path) -> None:
    for student in ("ada", "extended", "late", "bo"):
        hand_in(root, student, [*GOOD, code("again = 1")])
    hand_in(root, "new", WRONG)


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as it is typed in the course."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=root, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def everything(root: Path) -> tuple[dict[str, list[str]], list[datetime], dict[str, Any]]:
    """Rows, when they were written, and files."""
    engine = create_engine(Folders.of(root).db_url)
    with engine.connect() as connection:
        times = list(connection.execute(select(TABLE.c.graded_at).order_by(TABLE.c.student)).scalars())
    engine.dispose()
    return tables(root), times, files(root)


def test_a_term_on_a_server(
    server: Server, begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_server = copy_of(begun, tmp_path / "server", server.create("marks"))
    stock = copy_of(begun, tmp_path / "stock", server.create("stock"))
    in_file = copy_of(begun, tmp_path / "file")
    courses = (on_server, stock, in_file)

    def grade_all() -> None:
        """Ours on the server and in a file; nbgrader's own commands on the server."""
        grade_both(on_server, stock)
        for what in ("grade", "feedback"):
            assert command(in_file, "autograder.cli", what, NAME).returncode in (0, 3)

    assert main(["grade", NAME, "--dry-run", "--course", str(on_server)]) == 2
    assert "nothing is recorded yet" in capsys.readouterr().err
    grade_all()
    assert tables(on_server) == tables(in_file)
    for course in courses:
        by_hand(course)
        hand_in_again(course)

    before = everything(on_server)
    assert main(["grade", NAME, "--dry-run", "--course", str(on_server)]) == 3
    said = capsys.readouterr()
    assert "would change" in said.out
    assert "double" in said.out
    assert everything(on_server) == before

    (on_server / "kill").touch()
    assert command(on_server, "autograder.cli", "grade", NAME, "--quiet").returncode == -9
    with Gradebook(Folders.of(on_server).db_url) as gradebook:
        assert gradebook.find_submission_notebook(NOTEBOOK, NAME, "late").late_submission_penalty is None
    (on_server / "kill").unlink()
    grade_all()
    assert tables(on_server) == tables(in_file)
    assert tables(stock) == tables(in_file)
    assert_same_files(on_server, in_file)
    assert_same_files(on_server, stock)
    penalties = re.findall("late_submission_penalty': ([^,}]*)", "".join(tables(on_server)["submitted_notebook"]))
    assert sorted(set(penalties)) == ["2.5", "2.75", "None"]
    with Gradebook(Folders.of(on_server).db_url) as gradebook:
        assert gradebook.find_grade("double", NOTEBOOK, NAME, "bo").manual_score == 1.5
        assert gradebook.find_submission(NAME, "late").score == 5.5

    assert main(["grade", NAME, "--force", "--quiet", "--course", str(on_server)]) == 3
    assert tables(on_server) == tables(in_file)
    monkeypatch.chdir(tmp_path)
    for course in (on_server, in_file):
        for platform in ("csv", "canvas", "moodle"):
            to = str(course / f"{platform}.csv")
            assert main(["export", NAME, "--for", platform, "--to", to, "--course", str(course)]) in (0, 3)
        assert main(["report", NAME, "--course", str(course)]) == 0
        assert command(course, "nbgrader", "export", "--to", "grades.csv").returncode == 0
    for name in (
        "csv.csv",
        "canvas.csv",
        "moodle.csv",
        "grades.csv",
        *(f"reports/{NAME}/{one}.csv" for one in REPORTS),
    ):
        assert (on_server / name).read_text() == (in_file / name).read_text(), name
    assert "bo" in (on_server / "reports" / NAME / "report.html").read_text()
    for path in on_server.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path


def test_a_server_that_cannot_be_used_is_one_sentence_and_nothing_is_half_written(
    server: Server, begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of(begun, tmp_path / "course", server.create("away"))
    course = ("--course", str(root))
    monkeypatch.chdir(tmp_path)
    for what in (("report", NAME), ("export", NAME, "--for", "csv")):  # a database in which nothing is
        assert main([*what, *course]) == 2
        assert "`autograder grade 01_tiny` first" in capsys.readouterr().err
    assert main(["grade", NAME, "--quiet", *course]) == 3
    hand_in_again(root)
    before = everything(root)

    def refused(why: str) -> None:
        commands = (
            ("grade", NAME),
            ("grade", NAME, "--dry-run"),
            ("feedback", NAME),
            ("report", NAME),
            ("export", NAME, "--for", "csv"),
        )
        capsys.readouterr()
        for what in commands:
            assert main([*what, *course]) == 2, what
            said = capsys.readouterr()
            assert said.out == ""
            assert re.fullmatch(f"autograder: the gradebook cannot be (used|read) \\(.*{why}.*\\): .*\n", said.err), (
                said
            )
            assert PASSWORD not in said.err
        stock = command(root, "nbgrader", "autograde", NAME)
        assert stock.returncode == 1
        assert re.search(rf"the gradebook cannot be used \(.*{why}", stock.stderr)
        assert PASSWORD not in stock.stderr

    server.stop()
    refused("connection to server on socket .* failed")
    server.start()
    assert everything(root) == before
    monkeypatch.setenv("PGPASSWORD", "wrong")
    refused("password authentication failed")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert everything(root) == before
    assert main(["grade", NAME, "--quiet", *course]) == 3
    with (root / CONFIGURATION).open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = {server.url('nowhere')!r}\n")
    refused('database "nowhere" does not exist')


def entry(score: float, handed_in: datetime | None = None) -> Entry:
    """What is written of a student of whom nothing was judged."""
    scores = {"double": (score, False), "statistics": (None, True), "check_double": (0.0, False)}
    marking = Marking(StudentVerdict(), "f" * 64, scores, {"double": "Twice, 李", "statistics": None})
    return Entry(marking, Provenance("c" * 64, "0.1.0", {"double": ("v", "s")}, datetime(2030, 1, 1)), handed_in)


def half(student: str, score: float, seconds: float) -> float:
    return score / 2


def refuses(student: str, score: float, seconds: float) -> float:
    raise ValueError("of a plugin")


def test_one_transaction_is_all_or_nothing_and_waits_for_nobody_for_ever(
    server: Server, begun: Path, tmp_path: Path
) -> None:
    courses = (copy_of(begun, tmp_path / "file"), copy_of(begun, tmp_path / "server", server.create("written")))
    for root in courses:
        folders = Folders.of(root)
        folders.assignment_id = NAME
        bench = SimpleNamespace(name=NAME, released=Course(root).released(NAME))  # all that is asked of it
        assert not has_gradebook(folders)
        assert register(bench, folders) and not register(bench, folders)
        engine = engine_of(folders)
        first = {
            "late": entry(2.0, datetime(2030, 1, 5, 11, 0, 0, 500000)),
            "extended": entry(2.0, datetime(2030, 1, 4)),
        }
        write(engine, NAME, NOTEBOOK, {**first, "bo": entry(0.1 + 0.2), "ada": entry(1.0)}, None)
        by_hand(root)
        write(engine, NAME, NOTEBOOK, {"late": entry(1.5, datetime(2030, 1, 6)), "new": entry(0.5)}, half)
        before = tables(root)
        with pytest.raises(ValueError, match="of a plugin"):
            write(engine, NAME, NOTEBOOK, {"late": entry(0.0), "other": entry(1.0)}, refuses)
        assert tables(root) == before
        engine.dispose()
    assert tables(courses[0]) == tables(courses[1])

    engine = engine_of(folders)  # on the server
    with engine.connect() as other:
        other.execute(text("select * from grade for update"))
        with pytest.raises(OperationalError, match="lock timeout"):
            write(engine, NAME, NOTEBOOK, {"late": entry(0.25)}, None)
        assert tables(root) == before
        recorder = Recorder(folders, Configured(folders), NOTEBOOK)
        recorder.add("late", entry(0.25))
        recorder.add("of whom nobody holds a row", entry(1.0))
        recorder.flush()
        recorder.close()
        assert recorder.recorded == {"of whom nobody holds a row"} and "lock timeout" in recorder.failure
    before = tables(root)
    server.stop()  # and with it every connection that waits to be used again
    server.start()
    write(engine, NAME, NOTEBOOK, {"late": entry(0.25)}, None)
    engine.dispose()
    assert tables(root) != before
