"""Make the gradebook know an assignment as it is released, so that grading can begin in a fresh clone."""

from __future__ import annotations

from nbformat import from_dict
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells

from autograder.course.errors import CourseError
from autograder.gradebook.new import make_if_new
from autograder.judge.bench import Bench
from autograder.notebook.released import Released, mark_of


def register(bench: Bench, folders: CourseDirectory) -> bool:
    """Write down the released cells and their points, as generate_assignment does; whether that was needed.

    CourseError if cells were added or removed although somebody has been graded already.
    """
    make_if_new(folders.db_url)
    with Gradebook(folders.db_url, folders.course_id) as gradebook:
        if is_known(gradebook, bench.name, bench.released):
            return False
        gradebook.update_or_create_assignment(bench.name)
    names = {"notebook": bench.released.name, "assignment": bench.name, "db_url": folders.db_url}
    try:
        SaveCells(parent=folders).preprocess(from_dict(bench.released.data), {"nbgrader": names})
    except RuntimeError as error:
        raise CourseError(f"{bench.name}: {error}") from None
    return True


def is_known(gradebook: Gradebook, assignment: str, released: Released) -> bool:
    """Whether the gradebook holds the graded cells of this notebook, with these points."""
    try:
        known = gradebook.find_notebook(released.name, assignment)
    except MissingEntry:
        return False
    marks = [mark for mark in (mark_of(cell.data) for cell in released.cells) if mark.get("grade")]
    return {cell.name: cell.max_score for cell in known.grade_cells} == {
        mark["grade_id"]: float(mark["points"]) for mark in marks
    }
