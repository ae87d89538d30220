"""The batch: all students on all cores, resumed where it was stopped, one writer, and nothing shown but what is kept."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError

from autograder.authoring.build import build
from autograder.batch import feedback
from autograder.batch import run as batch
from autograder.batch.grading_process import from_json
from autograder.batch.grading_process import graded as graded_by_pool
from autograder.batch.pool import Died, Pool
from autograder.batch.settings import Settings
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.gradebook import anchored, file_of
from autograder.judge.bench import bench_for
from autograder.judge.journal import Journal
from autograder.notebook.handed_in import Cell, HandedIn
from autograder.notebook.read import read_notebook
from autograder.notebook.rebuild import rebuilt
from tests import tiny_course as tiny
from tests.sample_class.course import session_of
from tests.tiers import one_of
from tests.tiny_course import DOUBLE, KEY, NAME, NOTEBOOK, STATISTICS, code, hand_in, source_cells

GOOD = source_cells()
WRONG = source_cells(double=DOUBLE.replace("2 * x", "x * x"))
# The judge lends its own `double` to a `statistics` that was written against a wrong one, with the student's numbers.
DEADLY = source_cells(
    double=DOUBLE.replace("2 * x", "x * x"),
    statistics=STATISTICS.replace("y = double(x)", "y = double(np.array([42.0]))"),
)
SPECIAL = '''

import os
import signal
import sys


def _hold(phase):
    """Tell a test that this phase has been reached, and stay in it."""
    if os.environ.get("HOLD") == phase:
        with open(os.environ["HOLD_PIPE"], "w") as pipe:
            pipe.write("x")
        signal.pause()


def _special(x):
    if 42 in np.ravel(x):
        _hold("judging")
        os._exit(3)


_hold(next((word.split(".")[-1] for word in sys.orig_argv if word.startswith("autograder.")), ""))
'''
HOLDING = KEY.replace("import numpy as np\n", "import numpy as np\n" + SPECIAL, 1).replace(
    "    return 2 * x\n", "    _special(x)\n    return 2 * x\n", 1
)


HOLDING_HOOKS = (
    SPECIAL[: SPECIAL.index("def _special")]
    + """
from nbgrader.plugins import LateSubmissionPlugin


class Holding(LateSubmissionPlugin):
    def late_submission_penalty(self, *arguments):
        _hold("transaction")
        return super().late_submission_penalty(*arguments)


c.AssignLatePenalties.plugin_class = Holding
c.Autograde.post_convert_hook = lambda **_: _hold("recording")
"""
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of three: one right, one with a mistake, one whose file is cut off."""
    root = tiny.make_course(tmp_path_factory.mktemp("built") / "course", key=HOLDING)
    build(root)
    hand_in(root, "ada", GOOD)
    hand_in(root, "bo", WRONG)
    cut = hand_in(root, "cy", GOOD)
    cut.write_bytes(cut.read_bytes()[:500])
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(HOLDING_HOOKS)
    return root


@pytest.fixture(scope="module")
def graded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The same after ``autograder grade``, and what that printed."""
    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(built, root)
    return root, command("grade", "01", cwd=root)


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    """Nobody has been graded yet."""
    return Path(shutil.copytree(built, tmp_path / "course"))


@pytest.fixture
def again(graded: tuple[Path, object], tmp_path: Path) -> Path:
    """Everybody has been graded once."""
    return Path(shutil.copytree(graded[0], tmp_path / "course"))


def book(root: Path) -> dict[str, float]:
    """The score of everybody in the gradebook."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {submission.student.id: submission.score for submission in gradebook.assignment_submissions(NAME)}


def row(text: str, student: str) -> list[str]:
    """What the table of marks printed for a student."""
    line = next(line for line in text.splitlines() if re.match(rf"│ {re.escape(student)} +│", line))
    return [cell.strip() for cell in line.strip("│").split("│")][1:]


def configure(root: Path, *lines: str) -> None:
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines) + "\n")


# --- What is printed is what is recorded --------------------------------------------------------------------


def test_a_class_is_judged_recorded_and_reported(graded):
    root, run = graded
    assert run.returncode == 3, run
    assert "a person has to look at cy: formgrader lists what needs manual grading" in run.stderr
    assert row(run.stdout, "ada") == ["✓", "✓", "5/5", ""]
    assert row(run.stdout, "bo") == ["0/2", "✓", "3/5", ""]
    assert row(run.stdout, "cy") == ["0/2", "0/3", "0/5", "look at it"]
    assert "squared" in run.stdout
    assert book(root) == {"ada": 5, "bo": 3, "cy": 0}


def test_what_was_judged_anew_is_recorded_and_shown_as_the_gradebook_has_it(again, capsys):
    """Replaced files, a late one, a score set by hand; none but the late one has a timestamp."""
    configure(again, "c.LateSubmissionPlugin.penalty_method = 'zero'")
    with Gradebook(f"sqlite:///{again / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("double", NOTEBOOK, NAME, "bo").manual_score = 1.5
        gradebook.update_or_create_assignment(NAME, duedate="2030-01-01 00:00:00 UTC")
    untouched = again / "autograded" / "ada" / NAME / f"{NOTEBOOK}.ipynb"
    before = untouched.stat().st_mtime_ns
    hand_in(again, "bo", [*WRONG, code("again = 1")])
    hand_in(again, "cy", GOOD)
    late = hand_in(again, "late", [*GOOD, code("first = 1")])
    (late.parent / "timestamp.txt").write_text("2030-01-02 00:00:00 UTC")
    assert batch.run(Settings(NAME, again)) == 3
    assert untouched.stat().st_mtime_ns == before
    assert book(again) == {"ada": 5, "bo": 4.5, "cy": 5, "late": 5}
    text, said = capsys.readouterr()
    assert "a person has to look at bo:" in said  # the score by hand was for other work
    assert row(text, "bo") == ["1.5/2", "✓", "4.5/5", "by hand"]
    assert row(text, "cy") == ["✓", "✓", "5/5", ""]
    assert row(text, "late") == ["✓", "✓", "0/5", "late: −5"]
    changed = text[text.index("These marks changed") :]
    assert re.findall(r"│ (\w+) +│ (\w+) +│ (\S+) +│ (\S+) +│ (.+?) +│", changed) == [
        ("cy", "double", "0", "2", "it could not be read before"),
        ("cy", "statistics", "0", "3", "it could not be read before"),
    ]


# --- Faults of ours -----------------------------------------------------------------------------------------


def test_a_process_that_dies_costs_one_student_a_question_mark(again, capsys):
    hand_in(again, "cy", DEADLY)
    others = [f"student {number}" for number in range(5)]
    for name in others:
        hand_in(again, name, [*GOOD, code(f"me = {name!r}")])
    assert batch.run(Settings(NAME, again)) == 3
    said = capsys.readouterr()
    assert row(said.out, "cy") == ["?", "?", "?", "not graded"]  # and no longer the 0 of before
    assert "cy is not graded: the process that judged it ended: exit code 3" in said.out
    assert "a person has to look at cy" in said.err
    assert book(again) == {"ada": 5, "bo": 3, "cy": 0} | dict.fromkeys(others, 5)
    with Gradebook(f"sqlite:///{again / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("statistics", NOTEBOOK, NAME, "cy")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)


def test_a_journal_that_cannot_be_written_stops_nobody(course, capsys):
    (course / "gradebook.results").write_text("no folder")
    assert batch.run(Settings(NAME, course)) == 3
    said = capsys.readouterr()
    assert row(said.out, "ada") == ["?", "?", "?", "not graded"]
    assert row(said.out, "cy") == ["0/2", "0/3", "0/5", "look at it"]
    assert re.search("ada is not graded: .*gradebook.results", said.out)


@pytest.mark.parametrize(
    "broken",
    [
        "judge.bench.read_handed_in",
        "judge.bench.notebook_of",
        "grading.marking.to_html",
        "grading.marking.rebuilt",
        "judge.judge.Judge.grade",
        "batch.grading_process.write_unfinished",
        "batch.grading_process.bench_for",
    ],
)
def test_any_exception_is_said_in_the_answer(course, monkeypatch, broken):
    whole = f"autograder.{broken}"
    monkeypatch.setattr(whole, failing_once(1) if broken.endswith("rebuilt") else failing_once(99))
    said = ask(course, "ada")
    assert "ZeroDivisionError" in (said["fault"] if "fault" in said else from_json(said).verdict.fault)
    bench_for(course, course, NAME).close()


def failing_once(times):
    """Stops so many times; then the fault itself can be written down."""
    left = [times]

    def stop(*arguments, **named):
        left[0] -= 1
        return rebuilt(*arguments, **named) if left[0] < 0 else 1 / 0

    return stop


def ask(course, student, **more):
    """What a process of the pool says of one student."""
    folder, result = (course / step / student / NAME for step in ("submitted", "autograded"))
    return graded_by_pool(str(course), str(course), NAME, str(folder), str(result), **more)


def test_odd_names_of_folders(course, capsys):
    good, odd = (
        (
            "-rf",
            "[x]",
            "{y}",
            "李 明",
            "a'b",
            "per%cent",
            "+",
            " a ",
            "~",
            "$(x);`y`",
            "a, b",
            "\\",
            '"',
            "*?",
            "x" * 255,
        ),
        ("two\nlines", "\t", "\x1b[2J\x7f", b"\xff\xfe".decode(errors="surrogateescape")),
    )
    for name in (*good, *odd, ".hidden"):
        hand_in(course, name, GOOD)
    shutil.rmtree(course / "submitted" / "cy")  # so that nobody else is for a person to look at
    assert batch.run(Settings(NAME, course)) == 3
    said = capsys.readouterr()
    shown = ("two\\nlines", "\\t", "\\x1b[2J\\x7f", "\\udcff\\udcfe")
    for name in good[:7]:
        assert row(said.out, name) == ["✓", "✓", "5/5", ""]
    for name in shown:
        assert f"{name} is not graded: the folder's name holds a line break" in said.out
        assert row(said.out, name) == ["?", "?", "?", "not graded"]
    assert said.out.count("rename the folder") == len(odd)
    assert "a person has to look at 4 students" in said.err
    assert {student for student, score in book(course).items() if score == 5} == {*good, "ada"}
    pages = command("-m", "nbgrader", "generate_feedback", NAME, cwd=course)
    assert pages.returncode == 0, pages
    assert {path.parents[1].name for path in course.glob("feedback/*/*/*.html")} == {*good, "ada", "bo"}


def test_processes_that_never_start_are_not_started_for_ever():
    orders = [{"folder": str(number)} for number in range(100)]
    with Pool("autograder.nothing_of_this_name", 2) as pool:
        answers = list(pool.work(orders))
    assert sorted(int(order["folder"]) for order, _ in answers) == list(range(100))
    assert all(isinstance(answer, Died) for _, answer in answers)
    assert "No module named autograder.nothing_of_this_name" in answers[-1][1].reason


def test_pages_of_a_class_that_is_asked_for_in_parts(again, monkeypatch, capsys):
    monkeypatch.setattr(feedback, "AT_A_TIME", 2)
    for name in ("dee", "eve"):
        shutil.copytree(again / "submitted" / ("bo" if name == "eve" else "ada"), again / "submitted" / name)
    assert batch.run(Settings(NAME, again)) == 3
    shutil.copytree(again / "autograded" / "ada", again / "autograded" / "zoe")
    assert feedback.run(NAME, again) == 1
    assert "autograder: zoe has no new page: the gradebook holds no mark of it" in capsys.readouterr().err
    pages = {page.parents[1].name: page.read_text() for page in again.glob("feedback/*/*/*.html")}
    assert {name: re.findall(r": ([\d.]+) of 5.0 points", text) for name, text in pages.items()} == {
        "ada": ["5.0"],
        "bo": ["3.0"],
        "cy": ["0.0"],
        "dee": ["5.0"],
        "eve": ["3.0"],
    }


def test_a_result_under_a_name_that_no_gradebook_keeps_takes_nobodys_page(again, capsys):
    for name in (b"\xff\xfe".decode(errors="surrogateescape"), "two\nlines"):
        shutil.copytree(again / "autograded" / "ada", again / "autograded" / name)
    assert feedback.run(NAME, again) == 1
    said = capsys.readouterr().err
    for shown in ("\\udcff\\udcfe", "two\\nlines"):
        assert f"autograder: {shown} has no new page: the gradebook holds no mark of it" in said
    assert {page.parents[1].name for page in again.glob("feedback/*/*/*.html")} == {"ada", "bo", "cy"}


def test_a_gradebook_that_breaks_between_two_parts_is_said_and_ends_the_pages(again, monkeypatch):
    shown_in, parts = feedback.shown_in, []

    def breaking(folders, notebook, students):
        parts.append(students)
        if len(parts) == 2:
            raise OperationalError("select", {}, sqlite3.OperationalError("disk I/O error"))
        return shown_in(folders, notebook, students)

    monkeypatch.setattr(feedback, "AT_A_TIME", 2)
    monkeypatch.setattr(feedback, "shown_in", breaking)
    with pytest.raises(CourseError, match="the gradebook cannot be read .*disk I/O error.*: mend that"):
        feedback.run(NAME, again)
    assert parts == [["ada", "bo"], ["cy"]]
    assert {page.parents[1].name for page in again.glob("feedback/*/*/*.html")} <= {"ada", "bo"}


# --- Recording that fails -----------------------------------------------------------------------------------


def test_no_driver_for_the_gradebook_is_said_before_any_work(course, capsys):
    configure(course, "c.CourseDirectory.db_url = 'mysql+nothing://me:word@localhost/marks'")
    with pytest.raises(CourseError, match="the gradebook cannot be used .*: nothing was graded") as caught:
        batch.run(Settings(NAME, course))
    assert "word" not in str(caught.value)
    assert not (course / "autograded").exists()


def test_a_course_on_a_server_needs_the_extra_postgres(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    configure(course, "c.CourseDirectory.db_url = 'postgresql+psycopg://me@localhost/marks'")
    with pytest.raises(CourseError, match="its driver is not installed: .* its extra postgres"):
        batch.run(Settings(NAME, course))


def test_a_server_that_is_away_is_said_before_any_work_and_in_a_dry_run(course, tmp_path):
    configure(course, f"c.CourseDirectory.db_url = 'postgresql+psycopg://me:word@/marks?host={tmp_path}'")
    before = sorted(course.rglob("*"))
    for trial in (False, True):
        with pytest.raises(CourseError, match="the gradebook cannot be used .*: nothing was graded") as caught:
            batch.run(Settings(NAME, course, trial=trial))
        assert "word" not in str(caught.value)
        assert "\n" not in str(caught.value)
    assert sorted(course.rglob("*")) == before


@pytest.mark.parametrize(
    "address",
    [
        "me:word",
        "postgresql+psycopg://me:word",
        "postgresql+psycopg://me:a@word@h/d",
        "postgresql+psycopg://me:pa@ss/word@h/d",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(course, address):
    configure(course, f"c.CourseDirectory.db_url = {address!r}")
    with pytest.raises(CourseError, match="db_url is no address of a database: write .* into ~/.pgpass") as caught:
        batch.run(Settings(NAME, course))
    assert "word@" not in str(caught.value)
    assert "me:" not in str(caught.value)


@pytest.mark.slow
def test_a_gradebook_that_is_locked_is_loud(again, capsys):
    hand_in(again, "ada", WRONG)
    with closing(sqlite3.connect(again / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert batch.run(Settings(NAME, again)) == 1
    said = capsys.readouterr()
    last = said.err.strip().splitlines()[-1]
    assert "the marks of ada are NOT RECORDED" in last
    assert "database is locked" in last
    assert row(said.out, "ada")[:3] == ["✓", "✓", "5/5"]  # that is what the gradebook has
    assert batch.run(Settings(NAME, again)) == 3
    assert row(capsys.readouterr().out, "ada") == ["0/2", "✓", "3/5", ""]


# --- One gradebook, one secret ------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_configured_places_are_the_only_ones(course):
    (course / "kept").mkdir()
    (course / "hand-ins").mkdir()
    (course / "submitted").rename(course / "hand-ins" / "autumn")
    configure(course, "c.CourseDirectory.db_url = 'sqlite:///kept/marks.db'")
    configure(course, "c.CourseDirectory.submitted_directory = 'hand-ins/autumn'")
    judged = command("judge", str(course / "release" / NAME / f"{NOTEBOOK}.ipynb"), cwd=course)
    assert judged.returncode == 0, judged
    run = command("grade", NAME, cwd=course / "source")
    assert run.returncode == 3, run
    stock = command("-m", "nbgrader", "autograde", NAME, f"--course-dir={course}", cwd=course.parent)
    assert stock.returncode == 0, stock
    assert stock.stderr.count("Skipping existing assignment") == 3
    assert list(course.parent.rglob("gradebook.secret")) == [course / "kept" / "gradebook.secret"]
    assert [path.name for path in course.parent.rglob("*.db")] == ["marks.db"]
    assert not (course / "gradebook.results").exists()


@pytest.mark.parametrize(
    ("db_url", "same", "file"),
    [
        ("sqlite:///marks.db", "sqlite:////course/marks.db", "/course/marks.db"),
        ("sqlite:////else/where/marks #1.db", "sqlite:////else/where/marks #1.db", "/else/where/marks #1.db"),
        ("sqlite+pysqlite:///a/b.db?x=1", "sqlite+pysqlite:////course/a/b.db?x=1", "/course/a/b.db"),
        ("sqlite:///file:/a/b.db?mode=ro&uri=true", "sqlite:///file:/a/b.db?mode=ro&uri=true", "/a/b.db"),
        ("postgresql://me:word@host/marks", "postgresql://me:word@host/marks", None),
    ],
)
def test_where_a_gradebook_is(db_url, same, file):
    assert anchored(db_url, Path("/course")) == same
    assert file_of(db_url, Path("/course")) == (file and Path(file))


def test_another_order_of_folders_is_refused_in_a_sentence(course):
    configure(course, "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'")
    with pytest.raises(CourseError, match="remove that line"):
        batch.run(Settings(NAME, course))


# --- Stopping -----------------------------------------------------------------------------------------------


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of ours, or one of Python's."""
    mine = [] if arguments[0] == "-m" else ["-m", "autograder.cli"]
    return subprocess.run(
        [sys.executable, *mine, *arguments], cwd=cwd, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def children_of(process: psutil.Process) -> list[psutil.Process]:
    """Whom a process has started, and they; nobody if it has just ended."""
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


class Held:
    """``autograder grade`` in a session of its own, stopped in one phase."""

    def __init__(self, course: Path, phase: str) -> None:
        pipe, self.temporary = course / "reached", course.parent / "temporary"
        os.mkfifo(pipe)
        self.temporary.mkdir()
        reached = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder.cli", "grade", NAME],
            cwd=course,
            env={**os.environ, "HOLD": phase, "HOLD_PIPE": str(pipe), "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self.reached = bool(select.select([reached], [], [], 120)[0])
        os.close(reached)
        session = {process for process in psutil.process_iter() if session_of(process.pid) == self.process.pid}
        self.everybody = session.union(*map(children_of, session))

    def left(self) -> list[psutil.Process | Path]:
        """Who is still there, a few seconds later, and which temporary files."""
        for process in psutil.process_iter(["cmdline"]):  # whoever had not started yet when all were counted
            if str(self.temporary) in " ".join(process.info["cmdline"] or ()):
                self.everybody.add(process)
        return [*psutil.wait_procs(self.everybody, timeout=8)[1], *self.temporary.iterdir()]


@pytest.fixture
def held(course: Path) -> Iterator[Callable[[str], Held]]:
    """Starts a run over a class with a submission that ends its judge, and waits until it has come to a phase."""
    started: list[Held] = []

    def start(phase: str) -> Held:
        late = hand_in(course, "dee", GOOD if phase in ("recording", "transaction") else DEADLY)
        (late.parent / "timestamp.txt").write_text("2030-01-02 00:00:00 UTC")
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2030-01-01 00:00:00 UTC")
        started.append(Held(course, phase))
        assert started[-1].reached
        return started[-1]

    yield start
    for run in started:
        for process in run.everybody:
            if process.is_running():
                process.kill()
        run.process.communicate()


PHASES = one_of("judging", "recording", "cli", "grading_process", "transaction")


@pytest.mark.parametrize("phase", PHASES)
def test_ctrl_c_ends_soon_and_says_what_is_true(held, phase):
    run = held(phase)
    os.killpg(run.process.pid, signal.SIGINT)
    out, err = run.process.communicate(timeout=4)
    assert run.process.returncode == 130
    recorded = {"cli": "0", "grading_process": "0", "transaction": "[0-3]"}.get(phase, "[0-4]")
    assert re.search(f"interrupted: {recorded} of 4 recorded; run the same command again", err), err
    assert "Traceback" not in out + err and "nothing was changed" not in err
    assert run.left() == []


@pytest.mark.slow
@pytest.mark.parametrize(("phase", "number"), [("judging", signal.SIGINT), ("recording", signal.SIGTERM)])
def test_a_signal_to_the_parent_alone_does_the_same(held, phase, number):
    run = held(phase)
    run.process.send_signal(number)
    _, err = run.process.communicate(timeout=4)
    assert run.process.returncode == 130
    assert "interrupted: " in err
    assert run.left() == []


@pytest.mark.parametrize("phase", PHASES)
def test_kill_9_leaves_nothing_behind_and_the_next_run_goes_on(held, course, phase):
    run = held(phase)
    run.process.kill()
    assert run.left() == []
    if phase in ("recording", "transaction"):
        assert batch.run(Settings(NAME, course)) == 3
        assert book(course) == {"ada": 5, "bo": 3, "cy": 0, "dee": 5}
        files = sorted(path.name for path in (course / "autograded").rglob("*") if path.is_file())
        assert files == ["timestamp.txt", *[f"{NOTEBOOK}.ipynb"] * 4]


# --- The journal --------------------------------------------------------------------------------------------


def test_a_second_run_takes_what_the_first_has_judged(course, monkeypatch):
    first = {name: from_json(ask(course, name)) for name in ("ada", "bo", "cy")}
    monkeypatch.setattr("autograder.judge.judge.Judge.grade", lambda *_, **__: pytest.fail("judged again"))
    assert {name: from_json(ask(course, name)) for name in first} == first
    assert first["cy"].verdict.grade is None and first["cy"].verdict.unreadable
    bench_for(course, course, NAME).close()


def work(*texts: str) -> HandedIn:
    """Code cells as they are."""
    return HandedIn(tuple(Cell("code", text) for text in texts))


def test_an_entry_of_another_key_seed_or_text_is_not_taken(course):
    _, hidden, _assignment = Course(course).official(NAME)
    cells = read_notebook(course / "source" / NAME / f"{NOTEBOOK}.ipynb").code
    bench = bench_for(course, course, NAME)
    grade = bench.grade(work(*cells))
    bench.close()
    journal = Journal(course, hidden, 5)
    numbers = range(1, len(cells) + 1)
    journal.write(cells, numbers, grade)
    assert journal.read(cells, numbers) == grade
    assert journal.read([*cells, "x = 1"], [*numbers, 9]) is None
    assert journal.read(cells, [1, *numbers[:-1]]) is None
    assert Journal(course, hidden, 6).read(cells, numbers) is None
    journal.path(cells, numbers).write_text("{", "utf-8")
    assert journal.read(cells, numbers) is None


def test_an_entry_that_cannot_be_written_leaves_no_litter(course, monkeypatch):
    _, hidden, _assignment = Course(course).official(NAME)
    bench = bench_for(course, course, NAME)
    grade = bench.grade(work("x = 1"))
    bench.close()
    journal = Journal(course, hidden, 5)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dumps", full)
    with pytest.raises(OSError, match="No space"):
        journal.write(["x = 1"], [1], grade)
    assert list(journal.folder.iterdir()) == []


def test_nothing_handed_in_is_one_sentence(course):
    shutil.rmtree(course / "submitted")
    with pytest.raises(CourseError, match="nothing is handed in"):
        batch.run(Settings(NAME, course))
