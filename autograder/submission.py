"""Notebook files, graded by themselves: which assignment each is, what can be mended, and what it earns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.checks.contents import Checks, ChecksError
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import SandboxError, Zygote
from autograder.key.assignment import Assignment
from autograder.key.exercises import DescriptionError
from autograder.messages import say
from autograder.notebook.archive import called_in, opened
from autograder.notebook.handed_in import read_handed_in
from autograder.notebook.read import Notebook, NotebookError, code_cells
from autograder.notebook.released import Released
from autograder.plain.status import Status
from autograder.verdict.result import Grade
from autograder.verdict.waiting import or_waiting

REFUSALS = (NotebookError, ChecksError, CourseError, DescriptionError)
"""What is wrong with a file or a course, in one sentence."""


def assignment_of(course: Course, path: Path, wanted: str | None = None) -> str:
    """The name of the assignment that a notebook is of; ``wanted`` is what somebody calls it. Raises REFUSALS."""
    name = course.assignment_called(wanted) if wanted else ""
    released = course.released(name) if name else None
    file = opened(path, released.name if released else "")
    return name or course.assignment_of(Notebook(path, tuple(code_cells(file.data, file.name))))


def assignments_in(course: Course, path: Path, wanted: str | None = None) -> list[str]:
    """The names of all assignments of which there is a notebook in a file, which may be a zip archive; raises REFUSALS.

    Of several notebooks in an archive their names say it, as in the batch.
    """
    called = called_in(path)
    if wanted or len(called) < 2:
        return [assignment_of(course, path, wanted)]
    released = {name: notebook.name for name in course.names() if (notebook := course.released(name)) is not None}
    return [name for name, notebook in released.items() if notebook in called] or [assignment_of(course, path)]


def refuse_link(path: Path) -> None:
    """NotebookError for a link, here as in the batch: what it leads to may be open to the one who grades alone."""
    if path.is_symlink():
        raise NotebookError(say("file_link", path=path))


@contextlib.contextmanager
def grading(
    course: Course, names: Iterable[str], seed: int | None = None, require_sandbox: bool = False
) -> Iterator[Callable[[Path, str], tuple[Grade, bool]]]:
    """What grades a notebook of one of these assignments: ``(grade, whether it is practice: public checks alone)``.

    Both raise REFUSALS and SandboxError.
    """
    if seed is not None and seed < 0:
        raise CourseError(f"--seed takes a whole number of at least 0, not {seed}")
    with Zygote(readable=locate.shipped("data")) as zygote:  # warms up while the checks are made
        graders = {name: (checks_for(course, name, seed), course.released(name)) for name in set(names)}
        say_what_is_missing(zygote.missing, require_sandbox)

        def grade(path: Path, name: str) -> tuple[Grade, bool]:
            checks, released = graders[name]
            return graded(Judge(zygote, *checks), released, path, seed)

        yield grade


def graded_alone(path: Path, named: Path | None, wanted: str | None, seed: int | None) -> tuple[Grade, bool]:
    """The grade of one file, and whether it is practice; ``named`` is the course that was asked for."""
    course = Course.find(named, [path])
    refuse_link(path)
    name = assignment_of(course, path, wanted)
    with grading(course, [name], seed) as grade:
        return grade(path, name)


def graded(judge: Judge, released: Released | None, path: Path, seed: int | None) -> tuple[Grade, bool]:
    """The grade of one file, and whether it is practice."""
    work = read_handed_in(path, released, judge.public.accepted)
    grade = replace(judge.grade(work.code, str(path), seed, numbers=work.numbers), repairs=work.repairs)
    if judge.hidden is None:
        grade = replace(grade, notes=(say("practice"), *grade.notes))
    return grade, judge.hidden is None


def practised(path: Path, named: Path | None, wanted: str | None) -> Grade:
    """What ``check`` says of every exercise in a file: the public checks, and what waits for another exercise."""
    course = Course.find(named, [path])
    name = assignment_of(course, path, wanted)
    public = course.public(name)
    with judging(public) as judge:
        say_what_is_missing(judge.zygote.missing, required=False)
        grade, _ = graded(judge, course.released(name), path, None)
    known = {result.name: result.status for result in grade.results if result.status != Status.MISSING}
    return replace(grade, results=tuple(or_waiting(result, public, known.get) for result in grade.results))


def checks_for(course: Course, name: str, seed: int | None) -> tuple[Checks, Checks | None, Assignment | None]:
    """``(public, hidden, key)``; without the answer key only the public checks, which is practice."""
    if course.key(name) is None:
        return course.public(name), None, None
    if seed is None:
        return course.official(name)
    assignment = course.assignment(name)
    return make_checks(assignment), make_checks(assignment, seed), assignment


def say_what_is_missing(missing: Sequence[str], required: bool) -> None:
    """Say loudly which protections this platform cannot give; SandboxError if all are required."""
    if missing and required:
        raise SandboxError("nothing was graded, because the sandbox is not complete here: " + " ".join(missing))
    for sentence in missing:
        Console(stderr=True, soft_wrap=True).print(Text(f"autograder: WARNING: {sentence}"))
