"""A class of sixty, to whom everything happened that happens, from the release to the file for a learning platform."""

from __future__ import annotations

import csv
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accidents.corpus import all_accidents
from tests.sample_class.course import feedback_of, folder_of, grade_class, make_course
from tests.sample_class.template import FIRST, FIRST_FILE, Template

pytestmark = pytest.mark.slow

CLASS = 60
CUT_OFF, UNTOUCHED, LATE = "cut off", "untouched", "late"


def autograder(root: Path, *arguments: str, code: int) -> str:
    """Run a command of ours in the course; what it prints."""
    command = [sys.executable, "-m", "autograder.cli", *arguments]
    ended = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def hand_in_all(root: Path, template: Template) -> list[str]:
    """Those to whom something happened that may cost nothing; three others beside them."""
    accidents = all_accidents()
    to_files = [one for one in accidents if one.write or one.beside]
    rest = [one for one in accidents if one not in to_files]
    chosen = [*to_files, *random.Random(60).sample(rest, CLASS - 3 - len(to_files))]
    for one in chosen:
        one.hand_in(folder_of(root, one.name, FIRST), template, root)
    whole = (root / "release" / FIRST / FIRST_FILE).read_bytes()
    for student, content in ((CUT_OFF, whole[:5000]), (UNTOUCHED, whole)):
        (folder_of(root, student, FIRST) / FIRST_FILE).write_bytes(content)
    chosen[0].hand_in(folder_of(root, LATE, FIRST), template, root)
    (folder_of(root, LATE, FIRST) / "timestamp.txt").write_text("2030-01-02 00:00:00 UTC")
    return [one.name for one in chosen]


def made(root: Path) -> dict[Path, int]:
    """When each graded notebook was written."""
    return {path: path.stat().st_mtime_ns for path in (root / "autograded").rglob("*.ipynb")}


def exported(root: Path, platform: str) -> list[list[str]]:
    said = autograder(root, "export", FIRST, "--for", platform, code=3)
    assert f"a person has to look at {CUT_OFF} in formgrader" in said
    with (root / f"{FIRST}-{platform}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_from_the_release_to_the_file_for_a_learning_platform(template: Template, tmp_path: Path) -> None:
    from nbgrader.api import Gradebook

    root = make_course(tmp_path / "course")
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    grade_class(root, steps=["generate_assignment"])
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(FIRST, duedate="2030-01-01 00:00:00 UTC")
    lucky = hand_in_all(root, template)
    assert len(list((root / "submitted").iterdir())) == CLASS

    said = autograder(root, "grade", FIRST, code=3)
    assert f"a person has to look at {CUT_OFF}:" in said
    points = sum(template.points.values())
    marks = dict.fromkeys(lucky, f"{points:g}") | {CUT_OFF: "", UNTOUCHED: "0", LATE: "0"}
    _, _, *rows = exported(root, "canvas")
    assert {row[2]: row[4] for row in rows} == marks
    header, *rows = exported(root, "moodle")
    assert header[4:] == [f"{FIRST}: {name}" for name in template.points]
    assert {row[0]: row[3] for row in rows} == marks | {CUT_OFF: "-"}
    assert {tuple(row[4:]) for row in rows if row[0] in lucky} == {tuple(f"{p:g}" for p in template.points.values())}

    grade_class(root, steps=["generate_feedback"])
    for student, mark in marks.items():
        title = re.search(r'<h1 id="top">.*</h1>', feedback_of(root, student).read_text("utf-8"))
        assert title is not None
        assert f": {float(mark or 0)} of {points} points" in title[0], student
    before = made(root)
    autograder(root, "grade", FIRST, code=3)
    assert made(root) == before  # nobody is graded twice
