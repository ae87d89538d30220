"""What was handed in beside the folders of the assignments is said: nobody's work goes unseen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.batch.misplaced import misplaced
from autograder.batch.run import run
from autograder.batch.settings import Settings
from autograder.course.folders import Folders
from tests.tiny_course import NAME, hand_in, source_cells

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def found(root: Path, *others: str) -> list[str]:
    folders = Folders.of(root)
    folders.assignment_id = NAME
    return misplaced(folders, {NAME, *others})


@pytest.fixture
def course(tiny_built: Path, tmp_path: Path) -> Path:
    root = Path(shutil.copytree(tiny_built, tmp_path / "course"))
    hand_in(root, "bo", source_cells())
    return root


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("ada/tiny.ipynb", "ada/tiny.ipynb"),
        ("ada/work.zip", "ada/work.zip"),
        ("ada/notes.txt", "ada/notes.txt"),
        ("ada/1/tiny.ipynb", "ada/1"),
        (f"ada/{NAME.upper()} /deep/tiny.ipynb", f"ada/{NAME.upper()} "),
        (f"ada/{NAME}", f"ada/{NAME}"),  # a file
        ("ada.ipynb", "ada.ipynb"),
        ("ada\n/tiny.ipynb", "ada\n/tiny.ipynb"),
        ("ада/тетрадь.ipynb", "ада/тетрадь.ipynb"),
        ("ada/other/tiny.ipynb", None),
        ("ada/timestamp.txt", None),
        ("ada/.DS_Store", None),
        ("__MACOSX/tiny.ipynb", None),
        (".hidden/tiny.ipynb", None),
        ("class.csv", None),
        ("downloads.zip", None),
        (".ada.ipynb", None),
        ("bo/scratch.ipynb", None),  # who has a folder of this assignment is graded
    ],
)
def test_what_belongs_to_no_assignment(course: Path, path: str, named: str | None) -> None:
    file = course / "submitted" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}")
    assert found(course, "other") == ([] if named is None else [named])


def test_empty_folders_are_nobodys_work(course: Path) -> None:
    (course / "submitted/ada/somewhere").mkdir(parents=True)
    (course / "submitted/amy").mkdir()
    assert found(course) == []


def test_who_is_left_out_by_the_configuration_is_not_spoken_of(course: Path) -> None:
    (course / "submitted/ada").mkdir()
    (course / "submitted/ada/tiny.ipynb").write_text("{}")
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("\nc.CourseDirectory.student_id_exclude = 'ada'\n")
    assert found(course) == []


def test_it_is_said_at_the_end_and_a_person_has_to_look(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = course / "submitted/ada/tiny.ipynb"
    file.parent.mkdir()
    shutil.copyfile(next((course / "submitted/bo" / NAME).glob("*.ipynb")), file)
    (course / "submitted/amy/of_source").mkdir(parents=True)
    (course / "submitted/amy/of_source/work.ipynb").write_text("{}")
    (course / "source/of_source").mkdir()
    sentence = f"not graded, because it does not lie in a folder submitted/<student>/{NAME}: ada/tiny.ipynb"
    for trial in (False, True):
        assert run(Settings(NAME, course, trial=trial)) == 3
        said = capsys.readouterr()
        assert sentence in said.err
        assert "amy" not in said.err
        assert " bo " in said.out
    assert run(Settings(NAME, course, students=("bo",))) == 0
    assert "ada" not in capsys.readouterr().err
    file.parent.rename(course / "elsewhere")
    assert run(Settings(NAME, course)) == 0
