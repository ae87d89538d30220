"""The student's path from the wheel alone, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.keys import KEYS

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_data_and_release_and_no_answer_key(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "neural_networks/data/galaxy_nebula.h5" in names
    assert "neural_networks/data/galaxy_nebula_credits.csv" in names
    for table in ("two_moons.csv", "iris.csv", "temperatures.csv"):
        assert f"neural_networks/data/{table}" in names
    assert not any(name.startswith("neural_networks/data/build") for name in names)
    pages = {page.name for key in KEYS.values() for page in key.glob("[!_]*.py")}
    assert len(pages) > 40
    assert not {Path(name).name for name in names} & pages
    assert all(f"neural_networks/release/{name}/checks.json" in names for name in KEYS)
    assert not any("keys" in Path(name).parts or name.startswith(("source", "tests")) for name in names)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel's files in a folder of their own, in front of the checkout on the path."""
    folder = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def run(installed, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_student_starts_checks_and_loads_data_in_an_empty_folder(installed, tmp_path):
    started = run(installed, tmp_path, "-m", "autograder.cli", "start", "course")
    assert started.returncode == 0, started.stderr
    (notebook,) = (tmp_path / "course" / "01_logistic_regression").glob("*.ipynb")
    assert notebook.with_name("checks.json").is_file()
    script = (
        "import autograder, numpy as np\n"
        "from autograder import check, datasets as old, plots as old_plots\n"
        "from neural_networks import datasets, plots\n"
        "assert (old, old_plots) == (datasets, plots)\n"
        f"assert autograder.__file__.startswith({str(installed)!r}), autograder.__file__\n"
        "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
        "check(sigmoid)\n"
        "print(len(datasets.load_galaxy_nebula().train_set_x))\n"
        "print(datasets.load_iris().X.shape, datasets.load_two_moons()[0].shape, len(datasets.load_temperatures()))\n"
    )
    done = run(installed, notebook.parent, "-c", script)
    assert done.returncode == 0, done.stderr
    assert "sigmoid: ✓ right" in done.stdout
    assert "201" in done.stdout
    assert "(150, 4) (2, 300) 365" in done.stdout


def test_starting_twice_leaves_a_students_work_alone(installed, tmp_path):
    assert run(installed, tmp_path, "-m", "autograder.cli", "start").returncode == 0
    (notebook,) = (tmp_path / "01_logistic_regression").glob("*.ipynb")
    notebook.write_text("mine")
    again = run(installed, tmp_path, "-m", "autograder.cli", "start")
    assert "left alone" in again.stdout
    assert notebook.read_text() == "mine"


def test_a_learner_without_the_answer_key_tests_and_judges_what_is_done(installed, tmp_path):
    """Also where a folder above looks like a course, and pytest has a configuration beside the notebook."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "conf.py").write_text("1 / 0")
    assert run(installed, tmp_path, "-m", "autograder.cli", "start").returncode == 0
    folder = tmp_path / "01_logistic_regression"
    for command, code in (("test", 1), ("judge", 0)):
        done = run(installed, folder, "-m", "autograder.cli", command, "logistic_regression.ipynb")
        assert (done.returncode, done.stderr) == (code, "")
        assert "practice: the public checks" in done.stdout
        assert "0 of 30 points" in done.stdout
