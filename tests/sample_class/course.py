"""A course folder that can be thrown away: made from this checkout, filled with submissions, graded by nbgrader."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from autograder.course.course import SECRET_NAME
from tests.sample_class.submissions import Submission
from tests.sample_class.template import FIRST, ROOT, Template

SECRET = "5a" * 32  # the hidden cases are the same in every run


@dataclass(frozen=True)
class Entry:
    """What the gradebook says of one exercise of one student."""

    score: float | None
    by_hand: bool
    comment: str


IMPATIENT = {  # the exercises in which tests put endless loops (or that call these), and their time there
    "flatten_images": 1.0,
    "numerical_gradient": 2.0,
    "exponentially_weighted_average": 2.0,
    "settle": 2.0,
    "settle_gradient": 2.0,
}


def make_course(root: Path, impatient: bool = False) -> Path:
    """Copy the course of this checkout, without anybody's work; its secret is a fixed one.

    ``impatient``: its key gives some exercises less time, so that a test need not wait for endless loops.
    """
    root.mkdir(parents=True)
    skip = shutil.ignore_patterns("__pycache__", ".*")
    for folder in ("keys", "source", "release"):
        shutil.copytree(ROOT / folder, root / folder, ignore=skip)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    if impatient:
        for name, time in IMPATIENT.items():
            for page in (root / "keys").glob(f"*/{name}.py"):
                page.write_text(f"{page.read_text('utf-8')}\n{name}.seconds = {time}\n", "utf-8")
    (root / SECRET_NAME).write_text(SECRET)
    return root


def folder_of(root: Path, student: str, assignment: str) -> Path:
    """Where a student hands in."""
    folder = root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hand_in(root: Path, submission: Submission, template: Template) -> Path:
    """Write one submission; the path of the file."""
    path = folder_of(root, submission.student, template.name) / (submission.filename or template.file)
    if submission.link:
        path.symlink_to(root / "submitted" / submission.link / template.name / template.file)
    else:
        path.write_bytes(submission.file(template))
    return path


def nbgrader(root: Path, *arguments: str) -> Iterator[str]:
    """Run one of nbgrader's commands in a course; yields what it prints, line by line.

    AssertionError if it leaves a process behind, CalledProcessError if it fails.
    """
    bin_folder = os.path.dirname(sys.executable)
    environment = {**os.environ, "PATH": bin_folder + os.pathsep + os.environ.get("PATH", ""), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        last: deque[str] = deque(maxlen=20)
        for line in process.stdout:
            last.append(line)
            yield line
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, "".join(last))
    left = [other.info for other in psutil.process_iter(["pid", "cmdline"]) if session_of(other.pid) == process.pid]
    assert not left, left


def session_of(process_id: int) -> int:
    """The session of a process, which is that of its ancestors; 0 where it has just gone."""
    try:
        return os.getsid(process_id)
    except ProcessLookupError:
        return 0


STEPS = ("generate_assignment", "autograde", "generate_feedback")


def grade_class(
    root: Path,
    heard: Callable[[str, str], object] | None = None,
    steps: Sequence[str] = STEPS,
    assignment: str = FIRST,
) -> list[str]:
    """Run nbgrader's commands on an assignment; ``heard`` is told each step and line. All lines."""
    lines: list[str] = []
    for step in steps:
        options = ["--force"] if step == "generate_assignment" else []
        for line in nbgrader(root, step, assignment, *options):
            lines.append(line)
            if heard:
                heard(step, line)
    return lines


def gradebook(root: Path, students: Iterable[str], assignment: str = FIRST) -> dict[str, dict[str, Entry]]:
    """What the gradebook holds: for each student every graded cell by its name."""
    from nbgrader.api import Gradebook

    book: dict[str, dict[str, Entry]] = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as records:
        for student in students:
            (notebook,) = records.find_submission(assignment, student).notebooks
            comments = {comment.name: comment.auto_comment or "" for comment in notebook.comments}
            book[student] = {
                grade.name: Entry(grade.auto_score, bool(grade.needs_manual_grade), comments.get(grade.name, ""))
                for grade in notebook.grades
            }
    return book


def feedback_of(root: Path, student: str, assignment: str = FIRST) -> Path:
    """The page that a student gets back."""
    (source,) = (root / "source" / assignment).glob("*.ipynb")
    return root / "feedback" / student / assignment / source.with_suffix(".html").name
