"""Whose mark changes when a class is graded again, why, and what stays: `autograder grade` with its options."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.authoring.build import build
from autograder.batch import recorder
from autograder.batch.changes import reason
from autograder.batch.run import run
from autograder.batch.settings import Settings
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.folders import Folders
from autograder.course.gradebook import CONFIGURATION
from autograder.gradebook.results import Results, recorded_in
from autograder.gradebook.writing import write
from autograder.grading.marking import Marking
from autograder.judge.bench import bench_for, close_all
from autograder.report.run import run as report
from tests import tiny_course as tiny
from tests.tiers import one_of
from tests.tiny_course import DOUBLE, KEY, NAME, NOTEBOOK, code, hand_in, source_cells

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

GOOD = source_cells()
WRONG = source_cells(double=DOUBLE.replace("2 * x", "x * x"))


@pytest.fixture(scope="module")
def graded(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("graded") / "course"))
    for student in ("ada", "amy"):
        hand_in(root, student, GOOD)
    hand_in(root, "bo", WRONG)
    hand_in(root, "cy", GOOD).write_text("{")
    assert run(Settings(NAME, root)) == 3
    return root


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Path:
    """Everybody has been graded once."""
    return Path(shutil.copytree(graded, tmp_path / "course"))


def everything(root: Path) -> dict[str, str]:
    """Every file but those of Python's own, by its content."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def rows(root: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        found = database.execute(query).fetchall()
        database.commit()
        return found


def recorded(root: Path) -> Results:
    folders = Folders.of(root)
    folders.assignment_id = NAME
    return recorded_in(folders)


def changed(text: str) -> list[tuple[str, ...]]:
    """The table of changed marks, as it was printed; "why" without its line breaks."""
    if "These marks" not in text:
        return []
    found: list[list[str]] = []
    for line in text[text.index("These marks") :].splitlines():
        if line.startswith("│"):
            cells = [cell.strip() for cell in line.strip("│").split("│")]
            if cells[0]:
                found.append(cells)
            else:
                found[-1][-1] += f" {cells[-1]}"
    return [tuple(cells) for cells in found]


def test_a_dry_run_says_what_a_run_does_and_changes_nothing(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows(course, "update grade set manual_score = 1 where cell_id in (select id from base_cell where name = 'double')")
    hand_in(course, "bo", GOOD)
    hand_in(course, "ada", WRONG)
    hand_in(course, "new", GOOD)
    before = everything(course)
    assert run(Settings(NAME, course, trial=True)) == 3
    said = capsys.readouterr()
    assert everything(course) == before
    why = "other code was handed in; the score set by hand stays"
    expected = [("ada", "double", "2", "0", why), ("bo", "double", "0", "2", why)]
    assert changed(said.out) == expected
    assert "would change" in said.out
    assert run(Settings(NAME, course)) == 3
    said = capsys.readouterr()
    assert changed(said.out) == expected
    assert "These marks changed" in said.out
    assert rows(
        course,
        "select distinct manual_score from grade g join base_cell c on g.cell_id = c.id "
        "join submitted_notebook n on g.notebook_id = n.id join submitted_assignment s on "
        "n.assignment_id = s.id where c.name = 'double' and s.student_id <> 'new'",
    ) == [(1.0,)]
    assert run(Settings(NAME, course, trial=True)) == 3
    assert "No mark would change." in capsys.readouterr().out


def test_a_dry_run_before_the_first_run_makes_nothing(course: Path) -> None:
    for path in ("gradebook.db", "gradebook.secret"):
        (course / path).unlink()
    before = everything(course)
    with pytest.raises(CourseError, match="nothing is recorded yet"):
        run(Settings(NAME, course, trial=True))
    assert everything(course) == before


def test_another_key_and_other_numbers_are_told_apart(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (key,) = course.glob("keys/*/_all.py")
    double = "return 2 * x\n\n\n@double.inputs"
    assert double in KEY
    key.write_text(
        KEY.replace(double, double.replace("2 * x", "x * x"))
        .replace("def squared(x):", "def doubled(x):")
        .replace("    return x * x\n\n\n@exercise", "    return 2 * x\n\n\n@exercise")
        .replace("came back multiplied by itself", "came back twice as large")
        .replace("np.sum(2 * x), np.max(2 * x)", "np.sum(x * x), np.max(x * x)")
    )
    cells = source_cells(double=DOUBLE.replace("2 * x", "x * x"))
    tiny.write(course / "source" / NAME / f"{NOTEBOOK}.ipynb", cells)
    build(course)
    assert run(Settings(NAME, course, students=("a*", "bo"))) == 0
    found = changed(capsys.readouterr().out)
    assert [row[:4] for row in found if row[1] == "double"] == [
        ("ada", "double", "2", "0"),
        ("amy", "double", "2", "0"),
        ("bo", "double", "0", "2"),
    ]
    assert all(
        re.fullmatch(r"the answer key of double changed \(\w+ → \w+\)", row[4]) for row in found if row[1] == "double"
    )


def test_every_reason(course: Path) -> None:
    bench = bench_for(course, course, NAME)

    known = recorded(course)
    bench.close()
    assert known.keys() == {"ada", "amy", "bo", "cy"}
    ada, cy = known["ada"], known["cy"]

    now = Marking(ada.verdict, "f", {}, {})
    same = ada.provenance

    def why(marking: Marking = now, record: object = ada, **changes: object) -> str:
        return reason("double", record, marking, replace(same, **changes))  # type: ignore[arg-type]

    other = {**same.exercises, "double": ("another", "seed")}
    seeded = {**same.exercises, "double": (same.exercises["double"][0], "another seed")}
    beside = {**same.exercises, "statistics": ("another", "seed")}
    fault = replace(now, verdict=replace(now.verdict, fault="MemoryError: x"))
    assert why(fault) == "a fault of ours now"
    assert why(record=None) == "nothing is known of how it was recorded"
    assert why(record=replace(ada, verdict=fault.verdict)) == "a fault of ours before"
    assert why(record=cy) == "it could not be read before"
    assert why(replace(now, verdict=cy.verdict)) == "it cannot be read now"
    assert why(code="other") == "other code was handed in"
    assert why(exercises=other).startswith("the answer key of double changed (")
    assert why(exercises=seeded) == "the hidden numbers changed"
    assert why(grader="9") == f"version 9 of the grader (it was {same.grader})"
    assert why(exercises=beside) == "the answer key of another exercise changed"
    assert why().startswith("the gradebook held another mark")


def test_what_is_kept_tells_nothing_of_a_seed(course: Path) -> None:
    found = rows(course, "select student, exercises, code, graded_at from autograder_result order by 1")
    assert [row[0] for row in found] == ["ada", "amy", "bo", "cy"]
    real = Course(course)
    seeds = real.seeds(real.assignment(NAME))
    kept = json.loads(str(found[0][1]))
    assert kept.keys() == seeds.keys()
    for name, (version, mark) in kept.items():
        assert version == real.assignment(NAME).versions[name]
        assert int(mark, 16) != seeds[name] and str(seeds[name]) not in str(found)
    assert found[0][2] == found[1][2] != found[2][2]  # ada and amy wrote the same


@pytest.mark.parametrize(
    "damage",
    one_of(
        "verdict = x''",
        "verdict = x'789c00'",
        "verdict = 'text'",
        "verdict = (select substr(r.verdict, 1, 40) from autograder_result r where r.student = 'amy')",
        "exercises = '{\"double\": 1}'",
        "exercises = 'null'",
        "of another version",
    ),
)
def test_a_damaged_row_beside_the_marks_is_said_and_the_student_graded_again(
    course: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if damage == "of another version":
        with closing(sqlite3.connect(course / "gradebook.db")) as database, database:
            ((kept,),) = database.execute("select verdict from autograder_result where student = 'bo'")
            other = {**json.loads(zlib.decompress(kept)), "of tomorrow": 1}
            written = zlib.compress(json.dumps(other).encode())
            database.execute("update autograder_result set verdict = ? where student = 'bo'", (written,))
    else:
        rows(course, f"update autograder_result set {damage} where student = 'bo'")
    rows(course, "update grade set manual_score = 1 where cell_id in (select id from base_cell where name = 'double')")
    marks = rows(course, "select id, auto_score, manual_score from grade order by id")
    assert report(NAME, course) == 0
    assert "Of 1 student only the marks are known" in capsys.readouterr().out
    sentence = "what the gradebook keeps beside the marks of bo is damaged, or of another version: graded again"
    for trial in (True, False):
        assert run(Settings(NAME, course, trial=trial)) == 3
        assert sentence in capsys.readouterr().err
    assert rows(course, "select id, auto_score, manual_score from grade order by id") == marks
    assert run(Settings(NAME, course)) == 3
    assert "damaged" not in capsys.readouterr().err
    assert set(recorded(course)) == {"ada", "amy", "bo", "cy"}


def test_a_damaged_row_of_somebody_else_is_not_spoken_of(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows(course, "update autograder_result set verdict = x'' where student = 'bo'")
    assert run(Settings(NAME, course, students=("ada",))) == 0
    assert "bo" not in capsys.readouterr().err


def test_only_some_all_anew_in_silence_and_a_log(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = course / "log.jsonl"
    settings = Settings(NAME, course, students=("ada", "b*"), quiet=True, log=log)
    assert run(settings) == 0
    assert [json.loads(line) for line in log.read_text().splitlines()] == [
        {"student": "ada", "outcome": "unchanged"},
        {"student": "bo", "outcome": "unchanged"},
    ]
    assert run(Settings(NAME, course, students=("ada", "b*"), quiet=True, log=log, anew=True, jobs=1)) == 0
    said = capsys.readouterr()
    assert said.out + said.err == ""
    ada, bo = sorted((json.loads(line) for line in log.read_text().splitlines()[2:]), key=lambda one: one["student"])
    assert (ada["outcome"], ada["scores"]["double"], ada["changed"]) == ("graded", 2, {})
    assert bo["mistakes"] == {"double": "squared"} and bo["statuses"]["double"] == "wrong"
    assert ada["provenance"]["exercises"].keys() == {"double", "statistics"}
    with pytest.raises(CourseError, match="nobody: nobody of this name is in what was handed in"):
        run(Settings(NAME, course, students=("nobody",)))
    with pytest.raises(CourseError, match="cannot be written"):
        run(Settings(NAME, course, log=course / "no" / "folder"))


def test_what_nbgrader_alone_can_do_is_not_left_out_without_a_word(course: Path) -> None:
    with (course / CONFIGURATION).open("a") as file:
        file.write("c.Autograde.autograde_preprocessors.append('nbgrader.preprocessors.LimitOutput')\n")
    with pytest.raises(CourseError, match=r"limitoutput\.LimitOutput into Autograde\.autograde_preprocessors"):
        run(Settings(NAME, course))


def test_students_whom_nobody_added(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (course / CONFIGURATION).open("a") as file:
        file.write("c.Autograde.create_student = False\nc.Autograde.post_convert_hook = lambda **names: print(names)\n")
    hand_in(course, "stranger", GOOD)
    hand_in(course, "bo", GOOD)
    rows(course, "insert into student (id) values ('enrolled')")
    hand_in(course, "enrolled", GOOD)
    assert run(Settings(NAME, course)) == 3
    said = capsys.readouterr().out
    assert "stranger is not graded: nobody of this name is in the gradebook" in said
    assert sorted(re.findall(r"'student': '(\w+)'", said)) == ["bo", "enrolled"]  # the hook hears of whoever is graded
    assert rows(course, "select id from student where id = 'stranger'") == []
    assert not (course / "autograded" / "stranger").exists()


def test_one_student_whom_no_row_can_hold_stops_nobody_else(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:

    def picky(engine: object, assignment: str, notebook: str, entries: dict[str, object], penalty: object) -> None:
        if "bo" in entries:
            raise ValueError("a row of bo's")
        write(engine, assignment, notebook, entries, penalty)  # type: ignore[arg-type]

    monkeypatch.setattr(recorder, "write", picky)
    for student in ("ada", "amy", "bo"):
        hand_in(course, student, [*GOOD, code("again = 1")])
    assert run(Settings(NAME, course)) == 1
    said = capsys.readouterr()
    assert "the marks of bo are NOT RECORDED (ValueError: a row of bo's)" in said.err
    monkeypatch.undo()
    assert run(Settings(NAME, course)) == 3
    assert rows(course, "select count(*) from autograder_result") == [(4,)]
    assert [path.name for path in (course / "autograded").rglob(".*")] == []
    close_all()


def test_a_hook_that_stops_stops_nobody_and_is_said(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (course / CONFIGURATION).open("a") as file:
        file.write("c.Autograde.post_convert_hook = lambda **names: 1 / 0\n")
    for student in ("ada", "bo"):
        hand_in(course, student, [*GOOD, code("again = 1")])
    assert run(Settings(NAME, course)) == 1
    assert "recording did not end well (" in (said := capsys.readouterr().err) and "ZeroDivisionError" in said
    assert rows(course, "select count(*) from grade where auto_score = 2") == [(3,)]
    assert [path.name for path in (course / "autograded").rglob(".*")] == []
