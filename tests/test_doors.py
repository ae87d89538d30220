"""Where the judge's course comes from: what lies around a hand-in neither runs, nor decides, nor stops anything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder import cli
from autograder.checks.frozen import to_text
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.course.course import Course
from autograder.course.errors import CourseError
from tests import tiny_course as tiny
from tests.tiny_course import NAME

ANSWERS = ("def double(x):\n    return 2 * x", "def statistics(x):\n    return sum(double(x)) / len(x), max(2 * x)")
POINTS = 5.0
FOUND_KEYS = (
    *("keys/tiny/__init__.py", "keys/tiny/double.py", "keys/logistic_regression/__init__.py", "keys/__init__.py"),
    *(f"source/{NAME}.py", "source/conf.py", f"{NAME}.py", "__init__.py", "conf.py"),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A course of one assignment with its release."""
    root = tiny.make_course(tmp_path_factory.mktemp("course"))
    (root / "release" / NAME).mkdir(parents=True)
    checks = to_text(make_checks(Course(root).assignment(NAME)))
    (root / "release" / NAME / "checks.json").write_text(checks, "utf-8")
    return root


@pytest.fixture(autouse=True)
def surroundings(one_parent_of_workers, tmp_path, monkeypatch) -> None:
    """A place to stand in that holds nothing; an environment that names no course."""
    monkeypatch.delenv("AUTOGRADER_HOME", raising=False)
    monkeypatch.delenv("PWD", raising=False)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


@pytest.fixture
def course(template, tmp_path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "course"))


@pytest.fixture
def ran(tmp_path) -> Callable[[], list[str]]:
    """Which of the traps have run."""
    return lambda: (tmp_path / "ran").read_text().splitlines() if (tmp_path / "ran").exists() else []


@pytest.fixture
def trap(tmp_path) -> Callable[..., Path]:
    """Makes a folder look like a course: whatever is run in it tells, and its checks are damaged."""

    def make(folder: Path, marker: bool = True) -> Path:
        for name in (*FOUND_KEYS, *["nbgrader_config.py"] * marker):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            listed = f"assignment = {NAME!r}\nexercises = ('double',)\n"
            (folder / name).write_text(
                f"print({name!r}, file=open({str(tmp_path / 'ran')!r}, 'a'))\n{listed}{tiny.KEY}"
            )
        for name in ("checks.json", f"release/{NAME}/checks.json", "release/01_logistic_regression/checks.json"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("{}")
        return folder

    return make


def hand_in(folder: Path, name: str = "tiny.ipynb") -> Path:
    return tiny.write(folder / name, [tiny.code(text) for text in ANSWERS])


def judged(capsys, *arguments: object) -> Any:
    code = cli.main(["judge", "--json", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (code, err) == (cli.GRADED, "")
    return json.loads(out)


def sentence(capsys, *arguments: object) -> str:
    assert cli.main([*map(str, arguments)]) == cli.BAD_INPUT
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("autograder: ") and err.count("\n") == 1
    return err


# --- whatever lies around the notebook -----------------------------------------------------------------------------


@pytest.mark.parametrize("above", range(3))
@pytest.mark.parametrize("where", ["deep/er/ada", "deep/er/source", f"deep/er/release/{NAME}", f"submitted/ada/{NAME}"])
@pytest.mark.parametrize("door", ["--course", "AUTOGRADER_HOME", "here"])
def test_traps_beside_and_above_do_nothing(course, tmp_path, trap, ran, capsys, monkeypatch, above, where, door):
    path = hand_in(tmp_path / "hand-in" / where)
    trap(path.parents[above])
    arguments: list[object] = [path]
    if door == "--course":
        arguments += ["--course", course]
    elif door == "AUTOGRADER_HOME":
        monkeypatch.setenv("AUTOGRADER_HOME", str(course))
    else:
        monkeypatch.chdir(course / "source")
    grade = judged(capsys, *arguments)
    assert (grade["assignment"], grade["score"], grade["notes"]) == (NAME, POINTS, [])
    assert ran() == []


@pytest.mark.parametrize("door", ["--course", "AUTOGRADER_HOME"])
def test_traps_do_nothing_where_one_stands_among_them(course, tmp_path, trap, ran, capsys, monkeypatch, door):
    path = hand_in(trap(tmp_path / "hand-in"))
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("AUTOGRADER_HOME", str(course if door != "--course" else tmp_path / "hand-in"))
    named = ["--course", course] if door == "--course" else []
    assert judged(capsys, "tiny.ipynb", *named)["score"] == POINTS
    assert ran() == []


@pytest.mark.parametrize(
    "argument", ["tiny.ipynb", "./tiny.ipynb", "sub/../tiny.ipynb", "../hand-in/tiny.ipynb", "*.ipynb"]
)
def test_a_folder_with_the_notebook_in_it_is_no_course(tmp_path, trap, ran, capsys, monkeypatch, argument):
    path = hand_in(trap(tmp_path / "hand-in"))
    (path.parent / "sub").mkdir()
    monkeypatch.chdir(path.parent)
    assert "one of 01_logistic_regression, 02_" in sentence(capsys, "judge", argument)  # the course of the package
    assert ran() == []


def test_nor_is_one_to_which_a_link_leads_or_from_which_one_comes(tmp_path, trap, ran, capsys, monkeypatch):
    path = hand_in(trap(tmp_path / "hand-in"))
    linked = tmp_path / "elsewhere" / "linked.ipynb"
    linked.symlink_to(path)
    monkeypatch.chdir(path.parent)
    assert "not certain" in sentence(capsys, "check", linked)
    (trap(tmp_path / "other") / "link.ipynb").symlink_to(linked)
    monkeypatch.chdir(tmp_path / "other")
    assert "not certain" in sentence(capsys, "check", "link.ipynb")
    (tmp_path / "circle.ipynb").symlink_to("circle.ipynb")
    assert "cannot be read" in sentence(capsys, "check", tmp_path / "circle.ipynb")
    assert ran() == []


@pytest.mark.parametrize("argument", [".", "..", "../hand-in", "../hand*", "sub"])
def test_a_folder_that_is_judged_is_no_course_nor_is_what_it_holds(tmp_path, trap, ran, capsys, monkeypatch, argument):
    hand_in(trap(tmp_path / "hand-in") / "sub")
    monkeypatch.chdir(trap(tmp_path / "hand-in" / "sub") if argument == ".." else tmp_path / "hand-in")
    if argument == "sub":
        (tmp_path / "hand-in" / "nbgrader_config.py").unlink()
    assert "not certain" in sentence(capsys, "judge", argument)
    assert ran() == []


def test_a_key_or_a_page_of_documentation_makes_no_course(tmp_path, trap, ran, capsys, monkeypatch):
    path = hand_in(trap(tmp_path / "hand-in", marker=False) / "deep")
    monkeypatch.chdir(path.parent)
    assert "one of 01_logistic_regression, 02_" in sentence(capsys, "judge", "tiny.ipynb")
    assert ran() == []


@pytest.mark.parametrize("argument", ["work", "*", "*/*.ipynb", "./w*"])
def test_a_course_may_hold_what_is_judged_in_folders_of_its_own(course, capsys, monkeypatch, argument):
    shutil.rmtree(course / "source" / NAME)  # the instructor's own notebook would be judged too
    hand_in(course / "work")
    monkeypatch.chdir(course)
    assert judged(capsys, argument)["score"] == POINTS
    assert judged(capsys, argument, "--course", ".")["score"] == POINTS


# --- submitted/ ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["submitted", "Submitted"])
def test_standing_in_what_was_handed_in_the_real_course_decides(course, trap, ran, capsys, monkeypatch, name):
    path = hand_in(course / name / "ada" / NAME / "deep")
    for folder in path.parents[:4]:
        trap(folder)
    for folder in path.parents[:4]:
        monkeypatch.chdir(folder)
        assert Course.find().root == course
        assert judged(capsys, path)["score"] == POINTS
        assert judged(capsys, os.path.relpath(path, folder))["score"] == POINTS
        assert "in a folder called submitted" in sentence(capsys, "build")
    assert ran() == []


def test_a_link_in_submitted_does_not_make_its_target_a_course(course, tmp_path, trap, ran, capsys, monkeypatch):
    path = hand_in(trap(tmp_path / "disk" / "ada") / NAME)
    (course / "submitted").mkdir()
    (course / "submitted" / "ada").symlink_to(tmp_path / "disk" / "ada")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PWD", str(course / "submitted" / "ada" / NAME))  # as a shell has it after `cd submitted/ada/..`
    assert judged(capsys, "tiny.ipynb")["score"] == POINTS
    (course / "nbgrader_config.py").unlink()
    assert "not certain" in sentence(capsys, "judge", "tiny.ipynb")
    assert ran() == []


def test_a_link_to_what_was_handed_in_is_no_course(course, tmp_path, trap, ran, capsys, monkeypatch):
    path = hand_in(trap(course / "submitted" / "ada") / NAME)
    (tmp_path / "short").symlink_to(course / "submitted" / "ada")
    monkeypatch.chdir(path.parents[1])
    monkeypatch.setenv("PWD", str(tmp_path / "short"))
    assert judged(capsys, f"{NAME}/tiny.ipynb")["score"] == POINTS
    assert "in a folder called submitted" in sentence(capsys, "judge", path, "--course", tmp_path / "short")
    assert ran() == []


@pytest.mark.parametrize("shown", ["", "/", "relative", "{}/elsewhere", "{}/course/submitted/../../hand-in"])
def test_what_the_shell_shows_counts_only_if_it_is_where_one_stands(course, tmp_path, monkeypatch, shown):
    (course / "submitted").mkdir()
    (tmp_path / "hand-in").mkdir()
    monkeypatch.setenv("PWD", shown.replace("{}", str(tmp_path)))
    monkeypatch.chdir(course / "source")
    assert list(locate.standing()) == [course / "source", *(course / "source").parents]


# --- the course that is named, and the one that is installed -------------------------------------------------------


@pytest.mark.parametrize("option", ["--course", "AUTOGRADER_HOME"])
@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("none", "and there is no such folder"),
        ("a-file", "and there is no such folder"),
        ("empty", "which is no course: use the folder that holds nbgrader_config.py"),
        ("only-keys", "which is no course"),
        ("course/submitted/ada", "in a folder called submitted"),
        ("hand-in", "where tiny.ipynb lies too, and nothing beside a notebook decides its mark"),
    ],
)
def test_a_folder_that_is_named_and_is_no_course_is_one_sentence(
    course, tmp_path, trap, ran, capsys, monkeypatch, option, folder, words
):
    path = hand_in(trap(tmp_path / "hand-in"))
    (tmp_path / "a-file").touch()
    (tmp_path / "empty").mkdir()
    trap(course / "submitted" / "ada")
    shutil.rmtree(trap(tmp_path / "only-keys", marker=False) / "release")
    named = ["--course", tmp_path / folder] if option == "--course" else []
    monkeypatch.setenv("AUTOGRADER_HOME", str(course if named else tmp_path / folder))
    monkeypatch.chdir(course)
    for command in (["judge", path], ["test", path]):
        assert f"{option} is {tmp_path / folder}, {words}" in sentence(capsys, *command, *named)
    if folder != "hand-in":
        assert words in sentence(capsys, "grade", NAME, *named)
    assert ran() == []


def test_the_order_of_the_places(course, tmp_path, monkeypatch):
    others = [tiny.make_course(tmp_path / name) for name in ("named", "home")]
    monkeypatch.chdir(course)
    assert Course.find().root == course
    monkeypatch.setenv("AUTOGRADER_HOME", str(others[1]))
    assert Course.find().root == others[1]
    assert Course.find(others[0]).root == others[0]
    monkeypatch.setenv("AUTOGRADER_HOME", "")
    assert Course.find().root == course


def test_releases_alone_are_practice_and_no_key_beside_them_is_run(course, trap, tmp_path, ran, capsys, monkeypatch):
    home = trap(tmp_path / "home", marker=False)
    shutil.rmtree(home / "release")
    shutil.copytree(course / "release", home / "release")
    monkeypatch.setenv("AUTOGRADER_HOME", str(home))
    grade = judged(capsys, hand_in(tmp_path / "hand-in"))
    assert (grade["score"], grade["notes"]) == (POINTS, ["practice: the public checks of the notebook"])
    assert "is no course" in sentence(capsys, "judge", "--course", home, tmp_path / "hand-in")
    with pytest.raises(CourseError, match="has no answer key"):
        Course.find().assignment(NAME)
    assert ran() == []


def test_what_is_installed_is_the_last_place(course, tmp_path, monkeypatch):
    assert Course.find().root == tiny.REPOSITORY
    package = tmp_path / "site" / "autograder"
    package.mkdir(parents=True)
    monkeypatch.setattr("autograder.course_package.folders", lambda: (package,))
    with pytest.raises(CourseError, match=r"is not in a course .*: give the folder of the course with --course"):
        Course.find()
    shutil.copytree(course / "release", package / "release")
    assert (Course.find().root, Course.find().names(), Course.find().key(NAME)) == (package, [NAME], None)


def test_build_takes_the_folder_that_one_stands_in_or_names_and_no_other(course, trap, ran, capsys, monkeypatch):
    folder = trap(course / "deep", marker=False)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("AUTOGRADER_HOME", str(course))
    assert f"this folder is {folder}, which is no course: use the folder that" in sentence(capsys, "build")
    assert f"--course is {folder}, which is no course" in sentence(capsys, "build", "--check", "--course", folder)
    assert cli.main(["build", "--check", "--course", str(course)]) == cli.STALE
    assert f"release/{NAME}/tiny.ipynb is missing" in capsys.readouterr().out
    assert ran() == []


def test_grade_takes_the_course_that_is_named(course, capsys):
    assert "nothing is handed in" in sentence(capsys, "grade", NAME, "--course", course)


# --- as a program --------------------------------------------------------------------------------------------------


def test_modules_where_one_stands_are_not_imported(tmp_path, ran):
    """A function in a cell that has become text is mended with the help of modules that are imported late."""
    source = tiny.REPOSITORY / "source" / "01_logistic_regression" / "logistic_regression.ipynb"
    data = json.loads(source.read_text("utf-8"))
    for cell in data["cells"]:
        if "def sigmoid(" in "".join(cell["source"]):
            cell["cell_type"] = "raw"
    (tmp_path / "hand-in").mkdir()
    (tmp_path / "hand-in" / "nn.ipynb").write_text(json.dumps(data))
    for name in ("nbformat", "nbgrader", "pytest", "pluggy", "sitecustomize_", "conftest"):
        (tmp_path / "hand-in" / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})")
    for command in ("judge", "test"):
        done = subprocess.run(
            [sys.executable, "-m", "autograder.cli", command, "nn.ipynb"],
            cwd=tmp_path / "hand-in",
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "30 of 30 points" in done.stdout
        assert ran() == []
