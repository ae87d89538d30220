"""``autograder judge``: exit codes, JSON of the agreed shape, and one sentence for whatever cannot be graded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import cli, submission
from autograder.checks.frozen import to_text
from autograder.checks.made import make_checks
from autograder.course.course import Course
from autograder.judge.zygote import SandboxError
from tests.keys import write_key

pytestmark = pytest.mark.usefixtures("one_parent_of_workers")

ROOT = Path(__file__).resolve().parents[1]
NAME = "01_first"
KEY = '''
from autograder.key import case, exercise
from autograder.rules import close, scalar


@exercise(returns=close("value", points=2), hints=("What is twice a number?",), seconds=2)
def double(x):
    """Twice x."""
    return 2 * x


@double.inputs
def double_inputs(rng):
    for size in (3, 5):
        yield case(rng.uniform(2, 9, size))


@double.mistake
def squared(x):
    """Each number came back multiplied by itself. By which number should it be multiplied?"""
    return x * x


@exercise(returns=(scalar("mean", points=1.5), scalar("sum", points=1)), needs=[double], hints=("How?",), seconds=2)
def statistics(x):
    """Mean and sum of double(x)."""
    return double(x).mean(), double(x).sum()


@statistics.inputs
def statistics_inputs(rng):
    yield from double_inputs(rng)
'''
DOUBLE = "def double(x):\n    return x * x"
STATISTICS = "from no_such_module import *\ndef statistics(x):\n    return double(x).mean(), double(x).sum()"


def code(*sources: str) -> list[dict]:
    return [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A course of one assignment, and a folder for what is to be judged."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").touch()
    (root / "work").mkdir()
    write_key(root, KEY, NAME, ("double", "statistics"))
    released = root / "release" / NAME
    released.mkdir(parents=True)
    checks = make_checks(Course(root).assignment(NAME))
    (released / "checks.json").write_text(to_text(checks), encoding="utf-8")
    return root


@pytest.fixture
def course(template, tmp_path, monkeypatch) -> Path:
    """A copy of the course for one test, in which one stands."""
    monkeypatch.chdir(shutil.copytree(template, tmp_path / "course"))
    return Path.cwd()


def write(course: Path, *sources: str, name: str = "nn.ipynb", **more) -> Path:
    path = course / "work" / name
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": code(*sources), **more}))
    return path


def release(course: Path, name: str) -> Path:
    """Put a notebook beside the released checks."""
    return Path(shutil.copy(write(course, DOUBLE, STATISTICS), course / "release" / NAME / f"{name}.ipynb"))


def judged(capsys, *arguments: object) -> dict:
    """The JSON that is printed for these arguments."""
    assert cli.main(["judge", "--json", *map(str, arguments)]) == cli.GRADED
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return json.loads(out)


def refused(capsys, *arguments: object) -> str:
    """The one sentence on stderr for what cannot be graded."""
    assert cli.main(["judge", *map(str, arguments)]) == cli.BAD_INPUT
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("autograder: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def test_several_notebooks_are_graded_one_after_the_other(course, capsys):
    right, half = write(course, DOUBLE, STATISTICS), write(course, DOUBLE, name="half.ipynb")
    grades = judged(capsys, right, half, right)
    assert [grade["notebook"] for grade in grades] == [str(right), str(half), str(right)]
    assert grades == [judged(capsys, path) for path in (right, half, right)]
    assert cli.main(["judge", str(right), str(half)]) == cli.GRADED
    assert capsys.readouterr().out.count(NAME) >= 2


def test_who_cannot_be_graded_is_named_and_stops_nobody(course, capsys):
    right, empty = write(course, DOUBLE, STATISTICS), course / "work" / "empty.ipynb"
    empty.touch()
    other = write(course, "print('nothing of ours')", name="other.ipynb")
    link = course / "work" / "link.ipynb"
    link.symlink_to(right)
    alone = judged(capsys, right)
    for named in ([course / "work"], [empty, link, right, other]):
        assert cli.main(["judge", "--json", *map(str, named)]) == cli.BAD_INPUT
        out, err = capsys.readouterr()
        assert json.loads(out) == [alone]
        assert [line.split(": ")[:2] for line in sorted(err.splitlines())] == [
            ["autograder", str(empty)],
            ["autograder", f"{link} is a link to another file"],
            ["autograder", str(other)],
        ]
    blank = write(course, " ", name="blank.ipynb")  # of which nobody can say that it is no notebook of this assignment
    assert cli.main(["judge", "--json", "--assignment", NAME, str(blank), str(right)]) == cli.BAD_INPUT
    out, err = capsys.readouterr()
    assert json.loads(out) == [alone]
    assert "blank.ipynb is a notebook in which nothing stands" in err
    assert "nothing stands" in refused(capsys, blank, "--assignment", NAME)
    assert "none.ipynb" in refused(capsys, course / "work" / "none.ipynb")
    assert cli.main(["judge", str(right), str(course / "work" / "none.ipynb")]) == cli.BAD_INPUT
    out, err = capsys.readouterr()
    assert NAME in out and "there is no file" in err
    assert "there is no assignment 07" in refused(capsys, right, empty, "--assignment", "07")


# --- graded ------------------------------------------------------------------------------------------------------


def test_the_json_of_a_grade(course, capsys):
    path = write(course, DOUBLE, STATISTICS)
    grade = judged(capsys, path, "--seed", 8)
    assert grade == {
        "assignment": NAME,
        "notebook": str(path),
        "seed": 8,
        "score": 2.5,
        "points": 4.5,
        "repairs": [],
        "notes": ["no_such_module is not available here; what needs it may stop."],
        "exercises": [
            {
                "name": "double",
                "score": 0.0,
                "points": 2.0,
                "status": "wrong",
                "mistake": "squared",
                "relation": None,
                "carried_forward": False,
                "message": "Each number came back multiplied by itself. By which number should it be multiplied?",
                "parts": [{"name": "value", "score": 0.0, "points": 2.0}],
            },
            {
                "name": "statistics",
                "score": 2.5,
                "points": 2.5,
                "status": "right",
                "mistake": None,
                "relation": None,
                "carried_forward": True,
                "message": "Graded once more with a correct double: a mistake there is not counted again here.",
                "parts": [{"name": "mean", "score": 1.5, "points": 1.5}, {"name": "sum", "score": 1.0, "points": 1.0}],
            },
        ],
    }
    assert list(grade) == ["assignment", "notebook", "seed", "score", "points", "repairs", "notes", "exercises"]


def test_the_text_of_a_grade(course, capsys):
    path = write(course, DOUBLE + "\n# [/x] [red]", STATISTICS)
    assert cli.main(["judge", str(path)]) == cli.GRADED
    out, err = capsys.readouterr()
    assert out.startswith(f"{NAME}: 2.5 of 4.5 points\n  double      0/2  ✗ not right yet\n")
    assert "your double(x):     [" in out
    assert err == ""


def test_without_a_seed_the_course_grades_on_its_own_secret_numbers(course, capsys):
    path = write(course, DOUBLE, STATISTICS)
    first, again = judged(capsys, path), judged(capsys, path)
    assert first == again
    assert first["seed"] is None
    assert (course / "gradebook.secret").is_file()


def test_without_a_key_it_is_practice(course, capsys):
    shutil.rmtree(course / "keys")
    grade = judged(capsys, write(course, DOUBLE, STATISTICS))
    assert grade["notes"][0] == "practice: the public checks of the notebook"
    assert grade["score"] == 0  # nobody can answer for double
    assert grade["exercises"][0]["mistake"] == "squared"


@pytest.mark.parametrize("wanted", [NAME, "01", "01_f"])
def test_an_assignment_may_be_named_by_its_beginning(course, capsys, wanted):
    grade = judged(capsys, write(course, "x = 1"), "--assignment", wanted)
    assert (grade["assignment"], grade["score"]) == (NAME, 0.0)
    assert {exercise["status"] for exercise in grade["exercises"]} == {"missing"}


@pytest.mark.parametrize(
    "name", ["é 中 notebook (1).ipynb", "'; rm -rf $HOME.ipynb", "[bold]x[bold].ipynb", "-5.ipynb", "nn"]
)
def test_a_notebook_may_have_any_name(course, capsys, name):
    path = write(course, DOUBLE.replace("x * x", "2 * x"), STATISTICS, name=name)
    grade = judged(capsys, path)
    assert (grade["notebook"], grade["score"]) == (str(path), 4.5)


def test_a_notebook_of_nbformat_3_is_graded(course, capsys):
    sheet = [{"cell_type": "code", "input": source, "language": "python"} for source in (DOUBLE, STATISTICS)]
    path = write(course, nbformat=3, worksheets=[{"cells": sheet}], cells=None)
    assert judged(capsys, path)["score"] == 2.5


def test_a_notebook_without_metadata_is_graded(course, capsys):
    path = course / "work" / "nn.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [DOUBLE]}]}))
    assert judged(capsys, path)["exercises"][0]["mistake"] == "squared"


def test_an_exercise_that_could_not_be_graded_is_a_fault_of_ours(course, capsys, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("autograder.judge.verdicts.result_of", fails)
    assert cli.main(["judge", "--json", str(write(course, DOUBLE, STATISTICS))]) == cli.OUR_FAULT
    grade = json.loads(capsys.readouterr().out)
    assert {exercise["status"] for exercise in grade["exercises"]} == {"ungraded"}
    assert {exercise["score"] for exercise in grade["exercises"]} == {None}


# --- refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b'{"cells": [{"cell_type": "code", "sou', "was cut off"),
        (b"This is no notebook.", "is not a notebook"),
        (b"\x00\xff" * 500, "is not a notebook"),
        (b"[]", "is JSON but not a notebook"),
        (b'{"nbformat": 4}', "has no list of cells"),
        (b'{"nbformat": 4, "cells": []}', "it is not certain which assignment"),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=range(8),
)
def test_a_file_that_is_no_notebook_is_refused_in_one_sentence(course, capsys, data, words):
    path = course / "work" / "nn [red] [x.ipynb"
    path.write_bytes(data)
    assert words in refused(capsys, path)


def test_a_path_that_is_no_file_is_refused_in_one_sentence(course, capsys):
    assert "there is no file" in refused(capsys, course / "none.ipynb")
    os.mkfifo(course / "work" / "pipe.ipynb")
    assert "is not a file" in refused(capsys, course / "work" / "pipe.ipynb")


def test_a_link_is_nobodys_work(course, capsys):
    """It may lead to a classmate's notebook or to the solution, which the one who grades can read, and the student not."""
    (course / "work" / "link.ipynb").symlink_to(write(course, DOUBLE, name="solution"))
    (course / "work" / "circle.ipynb").symlink_to("circle.ipynb")
    for named in ("link.ipynb", "circle.ipynb", "l*.ipynb"):
        assert ".ipynb is a link to another file" in refused(capsys, course / "work" / named)
    assert cli.main(["test", str(course / "work" / "link.ipynb")]) == cli.BAD_INPUT
    assert capsys.readouterr().out == ""


def test_an_unknown_assignment_is_refused_in_one_sentence(course, capsys):
    path = write(course, DOUBLE)
    assert f"there is no assignment 07; assignments are {NAME}" in refused(capsys, path, "--assignment", "07")
    other = write(course, "def something_else(): pass")
    assert f"say --assignment, one of {NAME}" in refused(capsys, other)


def test_a_seed_is_a_whole_number_that_is_not_negative(course, capsys):
    path = write(course, DOUBLE)
    assert "--seed takes a whole number" in refused(capsys, path, "--seed", "-1")
    with pytest.raises(SystemExit) as caught:
        cli.main(["judge", str(path), "--seed", "many"])
    assert caught.value.code == cli.BAD_INPUT
    assert judged(capsys, path, "--seed", 2**100)["seed"] == 2**100


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda c: (c / "release" / NAME / "checks.json").write_text("{}"), "checks.json is damaged"),
        (lambda c: (c / "release" / NAME / "checks.json").unlink(), "cannot be read"),
        (
            lambda c: write_key(c, KEY.replace("2 * x", "3 * x"), NAME, ("double", "statistics")),
            "run `autograder build`",
        ),
        (
            lambda c: write_key(c, "1 / 0", NAME, ("double", "statistics")),
            "stopped while it was read: ZeroDivisionError",
        ),
        (lambda c: write_key(c, "double = statistics = 1", NAME, ("double", "statistics")), "describes no exercise"),
        (lambda c: (c / "gradebook.secret").write_text("short"), "is damaged"),
        (lambda c: [release(c, name) for name in ("nn", "old")], "there are 2 notebooks (nn.ipynb, old.ipynb)"),
        (lambda c: release(c, "nn").write_text("{}"), f"release/{NAME}: nn.ipynb has no list of cells"),
    ],
)
def test_a_damaged_course_is_refused_in_one_sentence(course, capsys, monkeypatch, damage, words):
    monkeypatch.setattr("autograder.course.course.SECRET_WAIT", 0.0, raising=False)
    path = write(course, DOUBLE)
    damage(course)
    assert words in refused(capsys, path, "--assignment", NAME)


# --- faults of ours ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (SandboxError("the sandbox does not hold"), cli.OUR_FAULT, "autograder: the sandbox does not hold"),
        (ValueError("[/x] oops"), cli.OUR_FAULT, "a fault of ours, please report it: ValueError: [/x] oops"),
        (KeyboardInterrupt(), 130, "autograder: interrupted; nothing was changed"),
        (BrokenPipeError(), cli.GRADED, ""),
    ],
)
def test_every_end_has_its_exit_code_and_no_traceback(course, capsys, monkeypatch, error, code, words):
    def fails(*_, **__):
        raise error

    monkeypatch.setattr(submission, "Zygote", fails)
    assert cli.main(["judge", str(write(course, DOUBLE, STATISTICS))]) == code
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == bool(words)


def test_what_is_missing_is_said_loudly_or_refused(capsys):
    submission.say_what_is_missing([], True)
    submission.say_what_is_missing(["Files are not restricted."], False)
    assert capsys.readouterr().err == "autograder: WARNING: Files are not restricted.\n"
    with pytest.raises(SandboxError, match="nothing was graded, because the sandbox is not complete here: Files are"):
        submission.say_what_is_missing(["Files are not restricted."], True)


@pytest.mark.parametrize("arguments", [[], ["judge"], ["no-such-command"], ["judge", "--no", "x"]])
def test_wrong_arguments_are_bad_input(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == cli.BAD_INPUT
    assert "usage: autograder" in capsys.readouterr().err


# --- as a program ------------------------------------------------------------------------------------------------


def program(folder: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_as_a_program_it_prints_json_and_nothing_else(course):
    write(course, DOUBLE, STATISTICS, name="é.ipynb")
    done = program(course / "work", "judge", "é.ipynb", "--json", LC_ALL="C", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["notebook"] == "é.ipynb"
    for name, shown in (("none.ipynb", "none.ipynb"), (os.fsdecode(b"\xff.ipynb"), "\\udcff.ipynb")):
        done = program(course / "work", "judge", name)
        assert done.returncode == 2
        assert done.stderr == f"autograder: there is no file {shown}: check the path\n"


@pytest.fixture
def released(course, monkeypatch) -> Path:
    """The release that `autograder start` copies."""
    monkeypatch.setattr(cli.locate, "shipped", lambda kind: [course / "release"])
    release(course, "nn")
    return course / "release"


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_the_notebooks_are_copied_to_a_folder_to_work_in(released, tmp_path, capsys):
    work = tmp_path / "work"
    assert cli.main(["start", str(work)]) == cli.GRADED
    assert files_in(work) == [f"{NAME}/checks.json", f"{NAME}/nn.ipynb", "start.ipynb"]
    assert capsys.readouterr().out.splitlines()[-1] == f"{work}/start.ipynb: begin here"
    for name in (f"{NAME}/nn.ipynb", "start.ipynb"):
        (work / name).write_text("my own work")
    assert cli.main(["start", str(work)]) == cli.GRADED
    for name in (f"{NAME}/nn.ipynb", "start.ipynb"):
        assert (work / name).read_text() == "my own work"
    assert capsys.readouterr().out.count("is already there and was left alone") == 3


def test_what_systems_and_programs_leave_in_the_release_is_not_copied(released, tmp_path, capsys):
    for place in (released, released / NAME, released / NAME / "images"):
        place.mkdir(exist_ok=True)
        for name in (".DS_Store", "Thumbs.db", "old.pyc"):
            (place / name).write_bytes(b"clutter")
        for folder in (".ipynb_checkpoints", "__pycache__"):
            (place / folder).mkdir()
            (place / folder / "nn-checkpoint.ipynb").write_text("{}")
    (released / "README.txt").write_text("stray")
    (released / "not an assignment").mkdir()
    (released / NAME / "images" / "sigmoid.png").write_bytes(b"picture")
    work = tmp_path / "work"
    for _ in range(2):
        assert cli.main(["start", str(work)]) == cli.GRADED
        own = ["checks.json", "images/sigmoid.png", "nn.ipynb"]
        assert files_in(work) == [*(f"{NAME}/{name}" for name in own), "start.ipynb"]
    assert {path.name for path in work.iterdir()} == {NAME, "start.ipynb"}
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_made_is_one_sentence(released, tmp_path, capsys):
    (tmp_path / "work").write_text("a file")
    assert cli.main(["start", str(tmp_path / "work")]) == cli.BAD_INPUT
    assert capsys.readouterr().err.endswith("name another folder\n")
