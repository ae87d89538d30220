"""One file in two submissions: its owner keeps a mark, whoever has made the link."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from autograder.batch.report import reasons
from autograder.gradebook.marks import Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.notebook import files
from autograder.notebook.files import RefusedError, notebook_of, sharing

NAME, FILE = "01_tiny", "tiny.ipynb"
BELONGS = {"ada": 1, "eve": 2, "bob": 3}


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    """Eve's file is Ada's; Bob has a copy, and a backup of it somewhere else."""
    for student in BELONGS:
        (tmp_path / "submitted" / student / NAME).mkdir(parents=True)
    ada, eve, bob = (tmp_path / "submitted" / student / NAME / FILE for student in BELONGS)
    ada.write_text("{}")
    os.link(ada, eve)
    shutil.copyfile(ada, bob)
    os.link(bob, tmp_path / "backup")
    os.link(bob, bob.with_name("copy.txt"))
    return tmp_path / "submitted"


def who_may(submitted: Path) -> set[str]:
    """The students whose notebook is read."""
    may = set(BELONGS)
    for student in BELONGS:
        try:
            assert notebook_of(submitted / student / NAME, "tiny").name == FILE
        except RefusedError as error:
            assert "belongs there" in str(error)
            may.remove(student)
    return may


def test_where_all_has_one_owner_each_counts_and_others_are_named(submitted: Path) -> None:
    assert who_may(submitted) == {"ada", "eve", "bob"}
    assert {student: sharing(submitted / student / NAME, submitted / student / NAME / FILE) for student in BELONGS} == {
        "ada": ["eve"],
        "eve": ["ada"],
        "bob": [],
    }


@pytest.mark.parametrize(
    ("owner_of_the_file", "may"),
    [
        (1, {"ada", "bob"}),  # Ada's own: Eve has linked it
        (2, {"eve", "bob"}),
        (9, {"ada", "eve", "bob"}),  # the instructor's, who has put it there
    ],
)
def test_where_folders_have_owners_the_file_is_one_of_theirs(
    submitted: Path, owner_of_the_file: int, may: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def owner_of(path: Path) -> int:
        return BELONGS[path.parent.name] if path.name == NAME else owner_of_the_file

    monkeypatch.setattr(files, "owner_of", owner_of)
    assert who_may(submitted) - {"bob"} == may - {"bob"}
    assert "bob" in who_may(submitted)


def test_a_folder_that_is_a_link_is_no_other_submission(submitted: Path) -> None:
    (submitted / "eve" / NAME / FILE).unlink()
    os.link(submitted / "ada" / NAME / FILE, submitted.parent / "another")
    (submitted / "mallory").symlink_to(submitted / "ada")
    assert sharing(submitted / "ada" / NAME, submitted / "ada" / NAME / FILE) == []


def test_the_batch_names_them() -> None:
    said = reasons("eve", StudentVerdict(sharing=("ada", "bob")), Marks())
    (line,) = [line for line in said if "hard link" in line]
    assert line == "eve handed in one file with ada, bob (a hard link), and each was graded"
