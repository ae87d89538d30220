"""``autograder check``: in a terminal what ``check`` says in the notebook, with the student's code in a worker."""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path

import pytest

from autograder import check, cli
from tests.test_practice import HALVED, OTHER_HALF, RIGHT, SQUARED, frozen, notebook, said, stub  # noqa: F401

pytestmark = pytest.mark.usefixtures("one_parent_of_workers")


@pytest.fixture
def home(frozen, tmp_path, monkeypatch) -> Path:  # noqa: F811
    """A folder with the release and no answer key, and beside it one to work in."""
    release = tmp_path / "course" / "release" / "01_practice"
    release.mkdir(parents=True)
    (release / "checks.json").write_text(frozen, "utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("AUTOGRADER_HOME", str(tmp_path / "course"))
    return work


def write(home: Path, *sources: str, **changed: str) -> str:
    """A notebook with the right functions but for those given, and the cells after them."""
    cells = ["import numpy as np", *{**RIGHT, **changed}.values(), *sources]
    data = {"cells": [{"cell_type": "code", "source": cell} for cell in cells], "nbformat": 4, "nbformat_minor": 5}
    (home / "mine.ipynb").write_text(json.dumps(data), "utf-8")
    return str(home / "mine.ipynb")


def run(*arguments: str) -> tuple[int, str]:
    """The exit code, and what is printed."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        code = cli.main(["check", *arguments])
    return code, screen.getvalue()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"double": SQUARED},
        {"double": stub("double")},
        {"statistics": "def statistics(x):\n    return 7, 7"},
        {"statistics": "def statistics(x):\n    return x.none", "double": "def double(x):\n    return 3 * x"},
        {"report": stub("report"), "statistics": "def statistics(x):\n    return double(x).mean(), 7"},
        {"report": "def report(x):\n    return 5", "double": SQUARED},
        {"statistics": "def statistics(x):\n    return 2 * x.mean(), 2 * x.max()", "double": stub("double")},
        {"double": f"{OTHER_HALF}\n{HALVED}"},
    ],
)
def test_it_says_what_check_says_in_the_notebook(home, changed):
    code, text = run(write(home, **changed), "--json")
    exercises = {exercise["name"]: exercise for exercise in json.loads(text)["exercises"]}
    scope = notebook(**changed)
    cards = {name: said(check, scope[name]) for name in RIGHT}
    _, as_text = run(str(home / "mine.ipynb"))
    for name, card in cards.items():
        mark, *lines = card.split("\n")
        assert exercises[name]["message"].split("\n")[0] in lines
        assert mark.removeprefix(f"{name}: ") in next(line for line in as_text.splitlines() if f"  {name} " in line)
    assert code == (0 if all("✓ right" in card for card in cards.values()) else 1)
    assert "practice: the public checks of the notebook" in as_text


def test_what_the_file_says_of_a_cell_is_said(home):
    code, text = run(write(home, double="def double(x)\n    return x", statistics="y = 1"), "--json")
    double, statistics, _ = json.loads(text)["exercises"]
    assert (code, double["status"], statistics["status"]) == (1, "crashed", "missing")
    assert double["message"].startswith("The cell that defines double could not be read: SyntaxError: expected ':'")


def test_the_answer_key_is_not_asked(home, tmp_path):
    keys = tmp_path / "course" / "keys" / "practice"
    keys.mkdir(parents=True)
    (keys / "__init__.py").write_text("assignment = '01_practice'\nraise SystemExit('a key was run')\n")
    (tmp_path / "course" / "nbgrader_config.py").touch()
    assert run(write(home))[0] == 0


def test_the_code_runs_elsewhere(home):
    code, _ = run(write(home, double="import os\ndef double(x):\n    return x * os.getpid()"), "--json")
    assert code == 1
    assert (
        run(write(home, double=f"import os\ndef double(x):\n    return 2 * x * (os.getpid() != {os.getpid()})"))[0] == 0
    )


def test_what_cannot_be_read_is_one_sentence(home, capsys):
    (home / "empty.ipynb").touch()
    for name, words in (("none.ipynb", "there is no file"), ("empty.ipynb", "is empty"), ("..", "is not a file")):
        assert run(str(home / name)) == (cli.BAD_INPUT, "")
        assert words in capsys.readouterr().err


def test_the_shape_is_that_of_judge(home, capsys):
    path = write(home)
    assert cli.main(["judge", path, "--json"]) == cli.GRADED
    assert json.loads(run(path, "--json")[1]) == json.loads(capsys.readouterr().out)
