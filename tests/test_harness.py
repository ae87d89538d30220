"""The pytest harness: a submission as a test run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"


def harness(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--pyargs", "autograder", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_solved_notebook_passes_with_one_item_for_each_exercise(tmp_path):
    done = harness(ROOT, "--submission", str(ROOT / "source" / NAME / FILE), "-v")
    assert done.returncode == 0, done.stdout
    assert "9 passed" in done.stdout
    assert "::sigmoid PASSED" in done.stdout
    assert "30 of 30 points" in done.stdout


def test_a_mistake_fails_with_the_card_and_no_traceback(tmp_path):
    text = (ROOT / "source" / NAME / FILE).read_text("utf-8")
    shutil.copytree(ROOT / "keys", tmp_path / "keys")
    shutil.copytree(ROOT / "release", tmp_path / "release")
    mine = tmp_path / "mine.ipynb"
    mine.write_text(text.replace("np.exp(-z)", "np.exp(z)"), "utf-8")
    done = harness(tmp_path, "--submission", str(mine))
    assert done.returncode == 1
    assert "sigmoid: ✗ not right yet" in done.stdout
    assert "Traceback" not in done.stdout
    assert "autograder/judge.py" not in done.stdout


def test_without_the_answer_key_it_is_practice(tmp_path):
    shutil.copytree(ROOT / "release", tmp_path / "release")
    mine = tmp_path / "release" / NAME / FILE
    shutil.copyfile(ROOT / "source" / NAME / FILE, mine)
    done = harness(tmp_path, "--submission", str(mine))
    assert done.returncode == 0, done.stdout
    assert "practice" in done.stdout


def test_bad_input_is_one_sentence(tmp_path):
    done = harness(ROOT, "--submission", str(tmp_path / "nowhere.ipynb"))
    assert done.returncode == 4
    assert "there is no file" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_ordinary_test_run_is_left_alone(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one():\n    pass\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_one.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "1 passed" in done.stdout
