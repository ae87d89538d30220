"""A folder that whoever grades may not open stops nobody else, and is said: run as a user whom permissions bind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ordinary_user import ORDINARY_USER, ROOT, as_ordinary_user, skip_where_nobody_can_become_one
from tests.tiny_course import NAME, NOTEBOOK, hand_in, source_cells

MEND = "or the folder that it is in may not be opened: let whoever grades read both."
BEHIND_IT = f"{NAME} {MEND}"


class Grader:
    """An ordinary user with a course of four students, all of them right."""

    def __init__(self, home: Path, built: Path) -> None:
        self.home, self.root = home, home / "course"
        shutil.copytree(built, self.root)
        for student in ("ada", "bo", "cy", "eve"):
            hand_in(self.root, student, source_cells())
        if os.geteuid() == 0:
            for path in [home, *home.rglob("*")]:
                os.chown(path, ORDINARY_USER, ORDINARY_USER)

    def runs(self, program: str, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and what was said beside it."""
        command = [str(Path(sys.executable).with_name(program)), *arguments]
        there = [
            sys.executable,
            "-c",
            f"import os; os.chdir({str(self.root)!r}); os.execv({command[0]!r}, {command!r})",
        ]
        if os.geteuid() == 0:
            done = as_ordinary_user(there, self.home)
        else:
            done = subprocess.run(there, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    def close(self, *paths: str) -> None:
        for path in paths:
            (self.root / path).chmod(0)

    def open(self, *paths: str) -> None:
        for path in paths:
            (self.root / path).chmod(0o755)


@pytest.fixture
def grader(tiny_built: Path) -> Iterator[Grader]:
    if os.geteuid() == 0:
        skip_where_nobody_can_become_one()
    with TemporaryDirectory(prefix="closed-", ignore_cleanup_errors=True) as folder:
        made = Grader(Path(folder), tiny_built)
        yield made
        for path in made.root.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)


def points(output: str) -> dict[str, str]:
    """What the table of marks, the first, says of each student in its column of points."""
    rows = [line.split("│") for line in output.partition("└")[0].splitlines() if line.startswith("│")]
    return {cells[1].strip(): cells[4].strip() for cells in rows}


def test_what_nobody_may_open_is_for_a_person_and_the_others_are_graded(grader: Grader) -> None:
    grader.close("submitted/bo", f"submitted/cy/{NAME}", f"submitted/eve/{NAME}/{NOTEBOOK}.ipynb")
    code, output, said = grader.runs("autograder", "grade", NAME, "--jobs", "1")
    assert code == 3
    assert points(output) == {"ada": "5/5", "bo": "0/5", "cy": "0/5", "eve": "0/5"}
    assert f"bo is for you to look at: {BEHIND_IT}" in output
    assert f"cy is for you to look at: {BEHIND_IT}" in output
    assert f"eve is for you to look at: {NOTEBOOK}.ipynb {MEND}" in output
    assert "a person has to look at 3 students (bo, cy, eve)" in said


@pytest.mark.slow
def test_once_it_is_opened_it_counts(grader: Grader) -> None:
    grader.close("submitted/bo", f"submitted/cy/{NAME}")
    grader.runs("autograder", "grade", NAME)
    grader.open("submitted/bo", f"submitted/cy/{NAME}")
    code, output, _ = grader.runs("autograder", "grade", NAME)
    assert code == 0
    assert points(output) == dict.fromkeys(("ada", "bo", "cy", "eve"), "5/5")
    assert output.count("it could not be read before") == 4


@pytest.mark.slow
def test_nbgraders_own_command_stops_for_nobody_either(grader: Grader) -> None:
    grader.close("submitted/bo")
    code, _, said = grader.runs("nbgrader", "autograde", NAME, "--create")
    assert (code, BEHIND_IT in said) == (0, True)
    graded = [student for student in ("ada", "bo", "cy", "eve") if (grader.root / "autograded" / student).is_dir()]
    assert graded == ["ada", "bo", "cy", "eve"]


@pytest.mark.slow
def test_where_all_that_was_handed_in_is_closed_that_is_the_sentence(grader: Grader) -> None:
    grader.close("submitted")
    for command in (["grade", NAME], ["report", NAME]):
        code, output, said = grader.runs("autograder", *command)
        assert (code, output.strip()) == (2, "")
        assert "cannot be opened: check its permissions" in said or "nobody has been graded" in said


@pytest.mark.slow
@pytest.mark.parametrize("mode", [0, 0o555])
def test_a_result_that_cannot_be_replaced_keeps_its_marks_and_stops_nobody(grader: Grader, mode: int) -> None:
    """As another grader's may be, in a course that several share."""
    hand_in(grader.root, "bo", [])
    grader.runs("autograder", "grade", NAME)
    hand_in(grader.root, "bo", source_cells())
    theirs = grader.root / "autograded" / "ada" / NAME
    theirs.chmod(mode)
    code, output, said = grader.runs("autograder", "grade", NAME, "--force")
    assert code == 1
    assert points(output) == dict.fromkeys(("ada", "bo", "cy", "eve"), "5/5")
    changed = output.partition("These marks changed")[2].partition("└")[0]
    assert "bo" in changed and "ada" not in changed
    assert "ada is not graded: PermissionError" in output
    assert "the marks of ada are NOT RECORDED" in said and "those of the other 3 are" in said
    theirs.chmod(0o755)
    code, output, _ = grader.runs("autograder", "grade", NAME)
    assert (code, points(output)["ada"]) == (0, "5/5")


@pytest.mark.slow
def test_pages_are_made_of_all_others(grader: Grader) -> None:
    grader.runs("autograder", "grade", NAME)
    grader.close("autograded/ada")
    code, _, said = grader.runs("autograder", "feedback", NAME)
    assert code == 1
    assert "ada has no new page: PermissionError" in said and said.count("has no new page") == 1
    assert len(list(grader.root.glob("feedback/*/*/*.html"))) == 3
    code, _, _ = grader.runs("nbgrader", "generate_feedback", NAME)
    assert code == 0
