"""The course in ``examples/own_course``: other functions, no line of the engine, and all that a course can do."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder import cli
from autograder.authoring import laws
from autograder.authoring.build import build
from autograder.authoring.trial import SEEDS
from autograder.course.course import Course
from autograder.key.assignment import load_assignment
from tests.keys import ROOT

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

EXAMPLE = ROOT / "examples" / "own_course"
POINTS = {"k_means": 7.0, "linear_regression": 9.0}
EXERCISES = [
    pytest.param(exercise, id=f"{key.name}-{name}", marks=pytest.mark.slow if place else ())
    for key in Course(EXAMPLE).keys().values()
    for place, (name, exercise) in enumerate(load_assignment(key).exercises.items())
]
WRONG = {
    "farthest": ("k_means", "np.argmin(distances, axis=1)", "np.argmax(distances, axis=1)"),
    "summed": ("linear_regression", "np.mean(X.T * errors, axis=1)", "X.T @ errors"),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, built; the configuration that it takes over lies two folders above it, as here."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    root = folder / "examples" / "own_course"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("release", "gradebook*", "__pycache__"))
    assert len(build(root)) == 2 * len(POINTS)
    return root


@pytest.fixture(scope="module")
def grades(course: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the judge says of both solutions, of both as they are released, and of two solutions with a mistake."""
    folder = tmp_path_factory.mktemp("handed_in")
    for step in ("source", "release"):
        for name in POINTS:
            shutil.copy(course / step / name / f"{name}.ipynb", folder / f"{step}_{name}.ipynb")
    for name, (assignment, right, wrong) in WRONG.items():
        text = (folder / f"source_{assignment}.ipynb").read_text("utf-8")
        assert text.count(right) == 1
        (folder / f"{name}.ipynb").write_text(text.replace(right, wrong), "utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert cli.main(["judge", "--json", "--course", str(course), str(folder)]) == cli.GRADED
    return {Path(grade["notebook"]).stem: grade for grade in json.loads(out.getvalue())}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_its_exercises_obey_the_laws(exercise):
    assert list(laws.broken_laws(exercise, SEEDS)) == []


def test_what_it_builds_is_not_stale(course):
    assert build(course, check=True) == []
    assert Course(course).names() == sorted(POINTS)


@pytest.mark.parametrize("name", POINTS)
def test_its_solution_earns_everything_and_its_release_nothing(grades, name):
    solved, begun = grades[f"source_{name}"], grades[f"release_{name}"]
    assert (solved["score"], solved["points"]) == (POINTS[name], POINTS[name])
    assert {exercise["status"] for exercise in solved["exercises"]} == {"right"}
    assert (begun["score"], begun["points"]) == (0, POINTS[name])
    assert {exercise["status"] for exercise in begun["exercises"]} == {"not_started"}


@pytest.mark.parametrize(
    ("notebook", "exercise", "score", "mistake", "sentence"),
    [
        ("farthest", "nearest_centres", 0, "farthest_centre", "Your labels are those of the centres farthest away."),
        ("summed", "gradient", 1, "dw_not_averaged", "Your dw is a sum over the examples."),
    ],
)
def test_a_wrong_answer_is_called_by_its_name(grades, notebook, exercise, score, mistake, sentence):
    results = {one["name"]: one for one in grades[notebook]["exercises"]}
    wrong = results.pop(exercise)
    assert (wrong["score"], wrong["mistake"]) == (score, mistake)
    assert sentence in wrong["message"]
    assert {one["status"] for one in results.values()} == {"right"}


def test_the_course_around_it_does_not_know_it():
    assert not set(Course(ROOT).names()) & set(POINTS)
