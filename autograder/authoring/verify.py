"""No student version is made while the notebook breaks a law or its solution does not earn every point."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from autograder.authoring.clashes import clashes
from autograder.authoring.fill_in import to_fill_in
from autograder.authoring.regions import cleared, code_of, functions, owner, regions
from autograder.authoring.source import source_notebook
from autograder.checks.contents import ChecksError
from autograder.checks.made import PUBLIC_SEED, make_checks
from autograder.course.course import Course
from autograder.course.errors import CourseError, Faults
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import SandboxError
from autograder.key.assignment import Assignment
from autograder.key.exercises import DescriptionError, Exercise
from autograder.key.last_line import returned_names
from autograder.plain.status import Status
from autograder.verdict.result import Grade

SEEDS = (PUBLIC_SEED, 2, 3)
FLAGS = ("grade", "solution", "locked")
MOST_FAULTS = 8
_PROVEN: set[tuple[str, tuple[str, ...]]] = set()


def verify(course: Course, name: str) -> Assignment:
    """Check the source of one assignment; its answer key. Raises CourseError with all that is wrong or missing."""
    if places := list(to_fill_in(course, name)):
        raise Faults(places)
    assignment = course.assignment(name)
    notebook = source_notebook(course, name)
    faults = [*hygiene(notebook), *law_7(notebook, assignment)]
    faults += [*given_functions(notebook, assignment), *clashes(notebook, assignment)]
    if faults:
        more = f" (and {len(faults) - MOST_FAULTS} more)" if len(faults) > MOST_FAULTS else ""
        raise CourseError(f"source/{name}: {'; '.join(faults[:MOST_FAULTS])}{more}")
    code = tuple(cell.source for cell in notebook.cells if cell.cell_type == "code")
    prove(assignment, code)
    return assignment


def hygiene(notebook: NotebookNode) -> Iterator[str]:
    """The source notebook is text: no outputs, no execution counts, every cell id once."""
    seen: set[str] = set()
    for cell in notebook.cells:
        if cell.id in seen:
            yield f"the cell id {cell.id} is there twice"
        seen.add(cell.id)
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield f"the cell {cell.id} has outputs: clear them"


def law_7(notebook: NotebookNode, assignment: Assignment) -> Iterator[str]:
    """Cells and descriptions belong together, one to one, and every region to one exercise."""
    graded = {}
    order = {}
    for position, cell in enumerate(notebook.cells):
        mark = cell.metadata.get("nbgrader", {})
        if mark.get("grade_id"):
            if mark["grade_id"] in graded:
                yield f"the grade_id {mark['grade_id']} is there twice"
            graded[mark["grade_id"]], order[mark["grade_id"]] = cell, position
        stray = cell.cell_type == "code" and not mark.get("solution") and regions(cell.source)
        if stray and mark.get("grade_id") not in assignment.exercises:
            yield f"the cell {cell.id} has a region but belongs to no exercise"
    for name, exercise in assignment.exercises.items():
        if name not in graded:
            yield f"{name} is described in the answer key but no cell has the grade_id {name}"
            continue
        yield from _exercise_cell(graded[name], exercise)
        check = graded.get(f"check_{name}")
        if check is None or order[f"check_{name}"] < order[name]:
            yield f"no cell check_{name} follows {name}"
        elif _flags(check) != (True, False, True) or check.metadata.nbgrader.get("points") != 0:
            yield f"check_{name} must be grade, locked, no solution, 0 points"
        elif check.source.strip() != f"check({name})":
            yield f"check_{name} must hold check({name}) and no more"


def given_functions(notebook: NotebookNode, assignment: Assignment) -> Iterator[str]:
    """Students see the very functions that grading uses, in a locked cell."""
    locked = [
        cell.source for cell in notebook.cells if "nbgrader" in cell.metadata and _flags(cell) == (False, False, True)
    ]
    shown = {function.name: code_of(function) for source in locked for function in functions(source)}
    for given in assignment.given:
        (function,) = functions(given.source)
        if shown.get(given.name) != code_of(function):
            yield f"no locked cell defines {given.name} as the answer key does, where it is given"


def _flags(cell: NotebookNode) -> tuple[bool, ...]:
    return tuple(bool(cell.metadata.nbgrader.get(flag)) for flag in FLAGS)


def _exercise_cell(cell: NotebookNode, exercise: Exercise) -> Iterator[str]:
    name, points = exercise.name, cell.metadata.nbgrader.get("points")
    if cell.cell_type != "code" or _flags(cell) != (True, True, False):
        yield f"{name} must be a code cell: grade, solution, not locked"
        return
    if points != exercise.points:
        yield f"{name} has {points} points in the notebook and {exercise.points:g} in the answer key"
    defined = functions(cell.source)
    if name not in {function.name for function in defined}:
        yield f"the cell {name} does not define {name}"
    found = regions(cell.source)
    if not found:
        yield f"{name} has no region between START CODE HERE and END CODE HERE"
    for region in found:
        holder = owner(region, defined)
        if holder is None or holder.name != name:
            yield f"a region in the cell {name} is not in the function {name}"
    for function in defined:
        line, free = returned_names(function), not any(region.holds(function.body[-1]) for region in found)
        if function.name == name and line and free and line != exercise.hands_back:
            yield f'{name} ends in return {line} in the notebook; its answer key does not say so: hands_back="{line}"'


def prove(assignment: Assignment, code: Sequence[str]) -> None:
    """Let the judge grade the solution on several seeds, and the student version; it remembers success."""
    pages = b"".join(page.read_bytes() for page in sorted(assignment.path.glob("*.py")))
    name, stamp = assignment.name, (hashlib.sha256(pages).hexdigest(), tuple(code))
    if stamp in _PROVEN:
        return
    try:
        checks = [make_checks(assignment, seed) for seed in SEEDS]
        with judging(checks[0], None, assignment) as judge:
            for seed, made in zip(SEEDS, checks, strict=True):
                solved(name, Judge(judge.zygote, made, None, assignment).grade(code), seed)
            untouched(name, judge.grade([cleared(cell) for cell in code]))
    except (SandboxError, ChecksError, DescriptionError) as error:
        raise CourseError(f"{name}: {error}") from None
    _PROVEN.add(stamp)


def solved(name: str, grade: Grade, seed: int) -> None:
    """CourseError unless everything is right."""
    for result in grade.results:
        if result.status != Status.RIGHT or result.carried_forward:
            raise CourseError(
                f"the solution of {result.name} in source/{name} earns {result.score:g} of {result.points:g} "
                f"points (seed {seed}), so no student version is made: {result.message}"
            )


def untouched(name: str, grade: Grade) -> None:
    """CourseError unless the student version earns nothing and reads "not started" everywhere."""
    for result in grade.results:
        if result.status != Status.NOT_STARTED or result.score:
            raise CourseError(
                f"the student version of {result.name} in {name} is {result.status} "
                f"({result.score:g} points): it should be not started. {result.message}"
            )
