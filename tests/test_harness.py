"""A submission as a test run: ``autograder test``, and ``pytest --pyargs autograder --submission``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import cli, submission
from autograder.judge.zygote import SandboxError
from autograder.key.assignment import load_assignment
from autograder.plain.status import Status
from autograder.pytest_plugin import exit_code
from autograder.verdict.result import Grade, Part, Result
from tests.keys import KEYS
from tests.tiers import one_of

pytestmark = pytest.mark.usefixtures("one_parent_of_workers")

ROOT = Path(__file__).resolve().parents[1]
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"
SOLVED = ROOT / "source" / NAME / FILE

INI = "addopts = --collect-only\npythonpath = .\npython_files = *.py\nfilterwarnings = error\n"
TOML = 'addopts = "--collect-only"\npythonpath = ["."]\npython_files = ["*.py"]\n'
CONFIGURATIONS = {
    "pytest.toml": "[pytest]\n" + TOML.replace('"--collect-only"', '["--collect-only"]'),
    ".pytest.toml": "",
    "pytest.ini": f"[pytest]\n{INI}",
    ".pytest.ini": f"[pytest]\n{INI}",
    "pyproject.toml": f"[tool.pytest.ini_options]\n{TOML}",
    "tox.ini": f"[pytest]\n{INI}",
    "setup.cfg": f"[tool:pytest]\n{INI}",
}
"""What a student can put beside a notebook so that pytest runs no test and ends well."""

OURS = ("PWD", "AUTOGRADER_HOME", "PYTEST_ADDOPTS")
"""What is meant for the run of these tests, and not for the one that a test begins."""


def run(folder: Path, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def program(folder: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """``autograder test`` as a program."""
    return run(folder, "-m", "autograder.cli", "test", *arguments, **environment)


def harness(folder: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same from within pytest, as the program ``pytest`` starts it."""
    return run(folder, "-P", "-m", "pytest", "--pyargs", "autograder", *arguments, **environment)


@pytest.fixture(autouse=True)
def no_course_is_named(monkeypatch) -> None:
    monkeypatch.delenv("AUTOGRADER_HOME", raising=False)


@pytest.fixture
def mine(tmp_path) -> Path:
    """A notebook with one mistake, in a function that no other one calls, in a folder of its own."""
    path = tmp_path / "hand-in" / "ada" / "mine.ipynb"
    path.parent.mkdir(parents=True)
    solved, right = SOLVED.read_text("utf-8"), "images.reshape(images.shape[0], -1).T"
    assert solved.count(right) == 1
    path.write_text(solved.replace(right, "np.zeros((3, len(images)))"), "utf-8")
    return path


@pytest.fixture
def ran(tmp_path):
    """Which of the traps have run."""
    return lambda: (tmp_path / "ran").read_text() if (tmp_path / "ran").exists() else ""


def trap(folder: Path) -> None:
    """Python files that tell when they are run, under each name by which pytest could find them."""
    tell = f"open({str(folder.parents[0] / 'ran')!r}, 'a').write(__file__)\n"
    for name in ("conftest.py", "test_it.py", "evil.py", "setup.py", "tests/conftest.py", "autograder/conftest.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(tell)


def trap_plugin(folder: Path) -> None:
    """A plugin that pytest takes for an installed one wherever the folder is on Python's path."""
    (folder / "evil-1.dist-info").mkdir()
    (folder / "evil-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1\n")
    (folder / "evil-1.dist-info" / "entry_points.txt").write_text("[pytest11]\nevil = evil\n")


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "__pycache__" not in path.parts}


# --- what is shown, and the exit code ------------------------------------------------------------------------------


@pytest.mark.parametrize("way", one_of("test", "pytest"))
def test_a_solved_notebook_passes_with_one_item_for_each_exercise(tmp_path, way):
    done = program(ROOT, SOLVED) if way == "test" else harness(ROOT, "--submission", SOLVED, "-v")
    assert (done.returncode, done.stderr) == (0, "")
    assert "9 passed" in done.stdout
    assert f"{FILE}::sigmoid PASSED" in done.stdout
    assert "30 of 30 points" in done.stdout
    assert NAME in done.stdout


@pytest.mark.parametrize("way", one_of("test", "pytest"))
def test_a_mistake_fails_with_the_card_and_no_traceback(mine, way):
    before = files_in(mine.parents[1])
    done = program(mine.parent, mine.name) if way == "test" else harness(mine.parent, "--submission", mine.name)
    assert (done.returncode, done.stderr) == (1, "")
    assert "flatten_images: ✗ not right yet" in done.stdout
    assert "28 of 30 points" in done.stdout
    assert "Traceback" not in done.stdout
    assert "autograder/judge.py" not in done.stdout
    assert files_in(mine.parents[1]) == before, "something was left beside the notebook"


def test_the_options_of_the_judge(mine, tmp_path):
    for name in ("keys", "release"):
        shutil.copytree(ROOT / name, tmp_path / "course" / name)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path / "course")
    done = program(tmp_path, mine, "--course", tmp_path / "course", "--assignment", "01", "--seed", 5)
    assert (done.returncode, done.stderr) == (1, "")
    assert "practice" not in done.stdout
    done = harness(tmp_path / "course", "--submission", mine, "--assignment", "02", "--grading-seed", 5)
    assert done.returncode == 1
    exercises = load_assignment(KEYS["02_one_hidden_layer"]).exercises
    assert f"{len(exercises)} failed" in done.stdout


@pytest.mark.parametrize("way", one_of("test", "pytest"))
def test_without_the_answer_key_it_is_practice(tmp_path, way):
    shutil.copytree(ROOT / "release", tmp_path / "release")
    arguments = [SOLVED] if way == "test" else ["-c", os.devnull, "--submission", SOLVED]
    done = (program if way == "test" else harness)(tmp_path, *arguments, AUTOGRADER_HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "practice: the public checks" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.ipynb"], "there is no file"),
        (["."], "is not a file"),
        (["mine.ipynb", "--assignment", "07"], "there is no assignment 07"),
        (["mine.ipynb", "--course", "."], "which is no course"),
    ],
)
def test_bad_input_is_one_sentence(mine, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(mine.parent)
    assert cli.main(["test", *arguments]) == cli.BAD_INPUT
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert words in err
    if "--course" not in arguments:
        assert pytest.main(["--pyargs", "autograder", "--submission", *arguments]) == 4
        out, err = capsys.readouterr()
        assert (out, err.strip().count("\n")) == ("", 0)
        assert words in err


def test_the_exit_code_is_the_grades():
    def grade(*statuses: str) -> Grade:
        return Grade("a", "b", None, tuple(Result(s, s, (Part("p", 1.0, 1.0),), "") for s in statuses))

    assert exit_code(grade(Status.RIGHT, Status.RIGHT)) == 0
    assert exit_code(grade(Status.RIGHT, Status.WRONG)) == exit_code(grade(Status.WRONG)) == exit_code(grade()) == 1
    assert exit_code(grade(Status.RIGHT, Status.UNGRADED, Status.WRONG)) == exit_code(grade(Status.UNGRADED)) == 3


@pytest.mark.parametrize(
    ("error", "words"),
    [(SandboxError("the sandbox does not hold"), "ERROR: the sandbox"), (KeyError("x"), "a fault of ours, please")],
)
def test_a_fault_of_ours_is_one_sentence(mine, monkeypatch, capsys, error, words):
    def fails(*_, **__):
        raise error

    monkeypatch.setattr(submission, "Zygote", fails)
    assert cli.main(["test", str(mine)]) == cli.OUR_FAULT
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(SystemExit) as caught:
        pytest.main(["--pyargs", "autograder", "--submission", str(mine)])
    assert caught.value.code == cli.OUR_FAULT
    assert words in capsys.readouterr().err


def test_nobody_who_reads_what_is_shown_changes_the_exit_code(mine):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "autograder.cli", "test", mine.name]
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(command, cwd=mine.parent, stdout=gone, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


# --- nothing of the student's is obeyed ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", one_of(*CONFIGURATIONS))
def test_a_configuration_beside_the_notebook_is_not_obeyed(mine, ran, name):
    trap(mine.parents[1])
    (mine.parents[1] / name).write_text(CONFIGURATIONS[name])
    done = harness(mine.parent, "--submission", mine)
    assert (done.returncode, done.stdout) == (4, "")
    assert f"takes its configuration from {mine.parents[1] / name}, which is not the course's" in done.stderr
    assert f"use `autograder test {mine}`" in done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert ran() == ""


@pytest.mark.parametrize("standing", one_of("hand-in", "elsewhere", "hand-in/ada"))
def test_nothing_around_runs_in_a_test_run_of_ours(mine, tmp_path, ran, standing):
    (tmp_path / "elsewhere").mkdir()
    for folder in (tmp_path / "hand-in", mine.parent, tmp_path / "elsewhere"):
        trap(folder)
        trap_plugin(folder)
        for name, text in CONFIGURATIONS.items():
            (folder / name).write_text(text.replace("--collect-only", "--collect-only -p evil"))
    environment = {"PYTEST_ADDOPTS": "--collect-only -p evil", "PYTEST_PLUGINS": "evil", "PYTEST_THEME": "none"}
    folder = tmp_path / standing
    before = files_in(tmp_path)
    done = program(folder, os.path.relpath(mine, folder), PYTHONPATH=".", **environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert "1 failed, 8 passed" in done.stdout
    assert (ran(), files_in(tmp_path)) == ("", before)


@pytest.mark.parametrize(
    "name", one_of("nn[1].ipynb", "-x.ipynb", "$HOME/nn.ipynb", "a b/é 中.ipynb", "@nn.ipynb", "a::b.ipynb")
)
def test_a_notebook_may_have_any_name(mine, monkeypatch, capsys, name):
    path = mine.parent / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(mine, path)
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")
    assert cli.main(["test", "--", path.name]) == 1
    assert "1 failed, 8 passed" in capsys.readouterr().out
    assert os.environ["PYTEST_ADDOPTS"] == "--collect-only"
    assert "PYTEST_DISABLE_PLUGIN_AUTOLOAD" not in os.environ


@pytest.mark.parametrize("here", one_of(True, False))
def test_no_file_of_tests_is_run_with_a_submission(mine, ran, capsys, monkeypatch, here):
    trap(mine.parent)
    monkeypatch.chdir(mine.parent if here else mine.parents[2])
    more = [str(mine.parent)] if here else []
    assert pytest.main(["--pyargs", "autograder", "--submission", str(mine), *more]) == 1
    assert "1 failed, 8 passed" in capsys.readouterr().out
    assert ran() == ""


@pytest.mark.parametrize(
    "options",
    one_of(
        "--collect-only --lf",
        "--co -q -k nothing",
        "--deselect mine.ipynb::flatten_images -x --sw",
        "--ignore . --cache-show",
        "--setup-plan -p no:terminal",
        "--help",
        "-VV",
    ),
)
@pytest.mark.parametrize("door", one_of("arguments", "environment"))
def test_no_option_changes_the_exit_code(mine, capsys, monkeypatch, options, door):
    monkeypatch.chdir(mine.parent)
    monkeypatch.setenv("PYTEST_ADDOPTS", options if door == "environment" else "")
    more = options.split() if door == "arguments" else []
    assert pytest.main([*more, "--pyargs", "autograder", f"--submission={mine.name}"]) == 1
    assert "INTERNALERROR" not in capsys.readouterr().out


# --- other people's tests ------------------------------------------------------------------------------------------


def test_an_ordinary_test_run_is_left_alone(tmp_path):
    """Even one that has options of the same names, and a configuration and caches of its own."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -q\n")
    (tmp_path / "conftest.py").write_text(
        "def pytest_addoption(parser):\n"
        "    for name in ('--submission', '--assignment', '--grading-seed', '--course'):\n"
        "        parser.addoption(name)\n"
    )
    (tmp_path / "test_one.py").write_text("def test_one(pytestconfig):\n    print(pytestconfig.option.submission)\n")
    done = run(tmp_path, "-m", "pytest", "-s", "test_one.py", "--submission", "theirs", "--assignment", "x")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "theirs" in done.stdout
    assert "1 passed" in done.stdout
    assert (tmp_path / ".pytest_cache").is_dir()
    assert run(tmp_path, "-m", "pytest", "none.py").returncode == 4
