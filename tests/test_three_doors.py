"""``autograder judge``, nbgrader and the batch read the same in the same file: code, numbers of cells, repairs, marks."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.authoring.build import configuration
from autograder.batch.grading_process import from_json, graded
from autograder.course.course import Course
from autograder.judge.bench import close_all
from autograder.judge.journal import Journal
from autograder.judge.judge import Judge
from autograder.notebook.clean import as_markdown
from autograder.notebook.read import all_cells
from autograder.plain.status import Status
from autograder.submission import REFUSALS, graded_alone, grading
from autograder.verdict.result import Grade
from tests import tiny_course as tiny
from tests.damaged import READABLE, UNREADABLE, Damaged
from tests.tiny_course import NAME, NOTEBOOK

# nbgrader, SQLAlchemy and the kernels warn about one another.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
)
STUDENTS = sorted([*READABLE, *UNREADABLE])


@dataclass
class Seen:
    """What one way to a mark has judged, said and written down, by student."""

    code: dict[str, tuple[list[str], list[int]]]
    said: dict[str, list[str]]
    scores: dict[str, dict[str, float]]


@dataclass
class Doors:
    """The same class through each door."""

    root: Path
    judge: Seen
    nbgrader: Seen
    batch: Seen
    reasons: dict[str, dict[str, str]]


def scores_of(grade: Grade) -> dict[str, float]:
    assert all(result.status != Status.UNGRADED for result in grade.results)
    return {result.name: result.score for result in grade.results}


def file_of(root: Path, student: str) -> Path:
    return root / "submitted" / student / NAME / f"{NOTEBOOK}.ipynb"


@pytest.fixture(scope="module")
def judged() -> Iterator[list[tuple[list[str], list[int]]]]:
    """Every notebook that the judge is asked about, in order; nothing is taken from the journal."""
    asked: list[tuple[list[str], list[int]]] = []
    grade = Judge.grade

    def listens(judge: Judge, cells: Any, *more: Any, **named: Any) -> Grade:
        asked.append((list(cells), list(named.get("numbers", ()))))
        return grade(judge, cells, *more, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Judge, "grade", listens)
        patched.setattr(Journal, "read", lambda *_: None)
        yield asked


@pytest.fixture(scope="module")
def doors(
    tiny_built: Path, tmp_path_factory: pytest.TempPathFactory, judged: list[tuple[list[str], list[int]]]
) -> Iterator[Doors]:
    here, root = os.getcwd(), Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("doors") / "course"))
    files = {name: damaged.file for name, damaged in READABLE.items()}
    files |= {name: content for name, (content, _) in UNREADABLE.items()}
    for student, content in files.items():
        tiny.hand_in(root, student, []).write_bytes(content)
    reasons: dict[str, dict[str, str]] = {"judge": {}, "nbgrader": {}, "batch": {}}
    yield Doors(
        root,
        by_the_command_line(root, judged, reasons["judge"]),
        by_nbgrader(root, judged, reasons["nbgrader"]),
        by_the_batch(root, judged, reasons["batch"]),
        reasons,
    )
    close_all()
    os.chdir(here)


def by_the_command_line(root: Path, judged: list[Any], reasons: dict[str, str]) -> Seen:
    judged.clear()
    course = Course(root)
    with grading(course, [NAME]) as grade:
        grades = {student: grade(file_of(root, student), NAME)[0] for student in READABLE}
    for student in UNREADABLE:
        with pytest.raises(REFUSALS) as caught:
            graded_alone(file_of(root, student), root, NAME, None)
        reasons[student] = str(caught.value)
    said = {student: [*grade.repairs, *grade.notes] for student, grade in grades.items()}
    scores = {student: scores_of(grade) for student, grade in grades.items()}
    return Seen(dict(zip(READABLE, judged, strict=True)), said, scores)


def by_nbgrader(root: Path, judged: list[Any], reasons: dict[str, str]) -> Seen:
    judged.clear()
    api = NbGraderAPI(config=configuration(root))
    assert api.autograde(NAME, "*")["success"]
    said, scores = {}, {}
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        for student in STUDENTS:
            notebook = gradebook.find_submission_notebook(NOTEBOOK, NAME, student)
            comments = {comment.name: comment.auto_comment for comment in notebook.comments}
            if student in UNREADABLE:
                reasons[student] = comments["double"]
            scores[student] = {grade.name: grade.auto_score for grade in notebook.grades if grade.max_score}
            result = root / "autograded" / student / NAME / f"{NOTEBOOK}.ipynb"
            first, *_ = all_cells(json.loads(result.read_text("utf-8")), NOTEBOOK)
            lines = "".join(first["source"]).split("\n- ") if first["id"] == "before-grading" else [""]
            said[student] = lines[1:]
    return Seen(dict(zip(sorted(READABLE), judged, strict=True)), said, scores)


def by_the_batch(root: Path, judged: list[Any], reasons: dict[str, str]) -> Seen:
    seen = Seen({}, {}, {})
    for student in STUDENTS:
        judged.clear()
        folder = file_of(root, student).parent
        verdict = from_json(graded(str(root), str(root), NAME, str(folder), "nowhere", trial=True)).verdict
        assert not verdict.fault
        if verdict.grade is None:
            reasons[student] = verdict.unreadable
        else:
            (seen.code[student],) = judged
            seen.said[student] = [*verdict.grade.repairs, *verdict.grade.notes]
            seen.scores[student] = scores_of(verdict.grade)
    return seen


@pytest.mark.parametrize("student", READABLE)
def test_the_code_is_the_same(doors: Doors, student: str) -> None:
    code, _ = doors.judge.code[student]
    assert doors.nbgrader.code[student][0] == code
    assert doors.batch.code[student][0] == code


@pytest.mark.parametrize("student", READABLE)
def test_the_cells_have_the_same_numbers(doors: Doors, student: str) -> None:
    wanted: Damaged = READABLE[student]
    for door in (doors.judge, doors.nbgrader, doors.batch):
        assert door.code[student][1] == wanted.numbers


@pytest.mark.parametrize("student", READABLE)
def test_the_same_is_said(doors: Doors, student: str) -> None:
    said = doors.judge.said[student]
    assert said[: len(READABLE[student].repairs)] == list(READABLE[student].repairs)
    assert doors.batch.said[student] == said
    assert doors.nbgrader.said[student] == [as_markdown(sentence) for sentence in said]


@pytest.mark.parametrize("student", READABLE)
def test_the_marks_are_the_same(doors: Doors, student: str) -> None:
    scores = doors.judge.scores[student]
    assert sum(scores.values()) == READABLE[student].points
    assert doors.nbgrader.scores[student] == scores
    assert doors.batch.scores[student] == scores


@pytest.mark.parametrize("student", UNREADABLE)
def test_the_same_files_are_refused_for_the_same_reason(doors: Doors, student: str) -> None:
    reason = doors.reasons["judge"][student]
    assert UNREADABLE[student][1] in reason
    assert doors.reasons["batch"][student] == reason
    assert reason in doors.reasons["nbgrader"][student]
    assert sum(doors.nbgrader.scores[student].values()) == 0


def test_a_number_is_that_of_the_students_file(doors: Doors) -> None:
    """The second of three cells cannot be read; others have been put back before it."""
    for door in (doors.judge, doors.batch):
        assert any(sentence.startswith("Cell 2 could not be read") for sentence in door.said["elsewhere_and_broken"])
