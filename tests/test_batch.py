"""The batch: all students on all cores, resumed where it was stopped, one writer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder import batch
from autograder.course import Course, CourseError
from autograder.journal import Journal
from autograder.notebook import read_notebook

ROOT = Path(__file__).resolve().parents[1]
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"


@pytest.fixture
def course(tmp_path):
    """A course of three: one right, one with a mistake, one whose file is cut off."""
    for name in ("keys", "source", "release"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", tmp_path / "nbgrader_config.py")
    solved = (ROOT / "source" / NAME / FILE).read_text("utf-8")
    wrong = solved.replace("w = w - learning_rate", "w = w + learning_rate")
    for student, text in (("ada", solved), ("bo", wrong), ("cy", solved[:500])):
        folder = tmp_path / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / FILE).write_text(text, "utf-8")
    return tmp_path


def test_a_class_is_judged_recorded_and_reported(course, capsys):
    assert batch.run("01", root=course) == 0
    text = capsys.readouterr().out
    assert "optimize" in text
    assert "cannot be read" in text
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        scores = {student: gradebook.find_submission(NAME, student).score for student in ("ada", "bo", "cy")}
    assert scores["ada"] == 30
    assert 0 < scores["bo"] < 30
    assert scores["cy"] == 0


def test_a_second_run_takes_what_the_first_has_judged(course, monkeypatch):
    grades = batch.grade_class(course, NAME, None, Console(quiet=True))
    monkeypatch.setattr("autograder.judge.Judge.grade", lambda *_: pytest.fail("judged again"))
    assert batch.judge_submission(str(course), NAME, "ada") == grades["ada"]
    assert batch.judge_submission(str(course), NAME, "bo") == grades["bo"]
    assert grades["cy"] is None


def test_an_entry_of_another_key_seed_or_text_is_not_taken(course):
    _, hidden, _assignment = Course(course).official(NAME)
    cells = read_notebook(course / "source" / NAME / FILE).code
    grades = batch.grade_class(course, NAME, None, Console(quiet=True))
    journal = Journal(course, hidden, 5)
    journal.write(cells, grades["ada"])
    assert journal.read(cells) == grades["ada"]
    assert journal.read([*cells, "x = 1"]) is None
    assert Journal(course, hidden, 6).read(cells) is None
    journal.path(cells).write_text("{", "utf-8")
    assert journal.read(cells) is None


def test_nothing_handed_in_is_one_sentence(course):
    shutil.rmtree(course / "submitted")
    with pytest.raises(CourseError, match="nothing is handed in"):
        batch.run(NAME, root=course)
