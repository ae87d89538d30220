"""The ways from what was handed in to marks, for a whole class: nbgrader, and the commands of this project.

Each of ROUTES grades what lies in a course and says what everybody got. It runs as a program of its own, whose home and
folder for temporary files are empty before it and have to be empty behind it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import psutil

from tests.sample_class.course import grade_class, gradebook
from tests.sample_class.template import FIRST, Template

Scores = dict[str, float]
PROGRAM = Path(sys.executable).with_name("autograder")
ALL_RIGHT, NOT_ALL_RIGHT, BAD_INPUT, SOMEBODY_MUST_LOOK = 0, 1, 2, 3
PASSED = re.compile(r"::(\w+) PASSED")
FAILED = re.compile(r"^_+ (\w+): ([\d.]+) of [\d.]+ points _+$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a class is graded: the folder of the course, and beside it a home and a folder for temporary files."""

    root: Path

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def aside(self) -> tuple[Path, Path]:
        """Home and folder for temporary files."""
        return self.root / "home", self.root / "temporary"

    def environment(self) -> dict[str, str]:
        """What a program is told of them; nothing of the folder in which the tests run."""
        for folder in self.aside:
            folder.mkdir(exist_ok=True)
        home, temporary = map(str, self.aside)
        kept = {name: value for name, value in os.environ.items() if name not in ("PWD", "AUTOGRADER_HOME")}
        return {**kept, "HOME": home, "TMPDIR": temporary, "NO_COLOR": "1"}

    def run(self, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """One command of ours, as a program."""
        return subprocess.run(
            [PROGRAM, *words],
            cwd=cwd,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def files_left(self) -> list[str]:
        """What is still there of what the programs put aside."""
        return [str(path) for folder in self.aside for path in folder.rglob("*")]

    def processes_left(self) -> list[psutil.Process]:
        """Who of the processes that the programs started does not come to its end."""
        return psutil.wait_procs(list(started_with(self.aside[1])), timeout=8)[1]


def started_with(folder: Path) -> Iterator[psutil.Process]:
    """The processes that were started with this folder for their temporary files, and all that they have forked."""
    for process in psutil.process_iter():
        try:
            words = [*process.cmdline(), *process.environ().values()]
        except psutil.Error:
            continue
        if any(str(folder) in word for word in words):
            yield process


@dataclass
class Graded:
    """What a route says of a class: the scores of each student, exit codes, and everything that it has printed.

    Who is refused has no scores, or none but 0. ``codes`` is by student where each is a run of its own.
    """

    scores: dict[str, Scores] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    said: str = ""


def by_nbgrader(place: Place, files: dict[str, Path], refused: set[str], template: Template) -> Graded:
    with mock.patch.dict(os.environ, place.environment(), clear=True):
        said = "".join(grade_class(place.course, steps=["autograde", "generate_feedback"]))
    return Graded(recorded(place, files), {}, said)


def by_grade(place: Place, files: dict[str, Path], refused: set[str], template: Template) -> Graded:
    """``autograder grade``: a pool of judges, and nbgrader's process that records."""
    done = place.run("grade", FIRST, cwd=place.course)
    assert done.returncode == (SOMEBODY_MUST_LOOK if refused else ALL_RIGHT), done
    return Graded(recorded(place, files), {}, done.stdout + done.stderr)


def recorded(place: Place, files: dict[str, Path]) -> dict[str, Scores]:
    """What the gradebook has."""
    book = gradebook(place.course, files)
    return {
        student: {name: entry.score or 0.0 for name, entry in entries.items() if not name.startswith("check_")}
        for student, entries in book.items()
    }


def by_test(place: Place, files: dict[str, Path], refused: set[str], template: Template) -> Graded:
    """``autograder test``, once for each student, among whatever they put beside their notebook."""
    graded = Graded()
    for student, file in files.items():
        done = place.run("test", "--", handed_in(file).name, cwd=file.parent)
        graded.codes[student] = done.returncode
        graded.said += done.stdout + done.stderr
        failed = {name: float(score) for name, score in FAILED.findall(done.stdout)}
        graded.scores[student] = {name: template.points[name] for name in PASSED.findall(done.stdout)} | failed
    return graded


def handed_in(file: Path) -> Path:
    """What lies where this file is expected, if under another name."""
    return file if os.path.lexists(file) else next(file.parent.glob("*.ipynb"))


def by_judge(place: Place, files: dict[str, Path], refused: set[str], template: Template) -> Graded:
    """``autograder judge`` on the folder with everybody: who cannot be read is named, and stops nobody."""
    submitted = place.course / "submitted"
    graded = Graded()
    done = place.run("judge", "--json", str(submitted), cwd=place.course)
    assert done.returncode == (BAD_INPUT if refused else ALL_RIGHT), done
    assert all(str(submitted / student) in done.stderr for student in refused), done
    graded.said += done.stdout + done.stderr
    for grade in json.loads(done.stdout):
        student = Path(grade["notebook"]).relative_to(submitted).parts[0]
        assert student not in graded.scores, "two notebooks of one student"
        graded.scores[student] = {exercise["name"]: exercise["score"] for exercise in grade["exercises"]}
    return graded


ROUTES: dict[str, Callable[[Place, dict[str, Path], set[str], Template], Graded]] = {
    "nbgrader": by_nbgrader,
    "grade": by_grade,
    "test": by_test,
    "judge": by_judge,
}
MAY_WRITE = {
    "nbgrader": ("autograded", "feedback", "gradebook.db", "gradebook.results"),
    "grade": ("autograded", "gradebook.db", "gradebook.results"),
    "test": (),
    "judge": (),
}
"""Where in a course a route puts its marks; everywhere else all has to stay as it was."""
