"""Make the gradebook know an assignment as it is released, so that grading can begin in a fresh clone."""

from __future__ import annotations

from copy import deepcopy

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells

from autograder.course.errors import CourseError
from autograder.judge.bench import Bench


def register(bench: Bench, folders: CourseDirectory) -> bool:
    """Write down the released cells and their points, as generate_assignment does; whether that was needed.

    CourseError if cells were added or removed although somebody has been graded already.
    """
    with Gradebook(folders.db_url, folders.course_id) as gradebook:
        if all(is_known(gradebook, bench.name, name, nb) for name, nb in bench.notebooks.items()):
            return False
        gradebook.update_or_create_assignment(bench.name)
    for name, nb in bench.notebooks.items():
        names = {"notebook": name, "assignment": bench.name, "db_url": folders.db_url}
        try:
            SaveCells(parent=folders).preprocess(deepcopy(nb), {"nbgrader": names})
        except RuntimeError as error:
            raise CourseError(f"{bench.name}: {error}") from None
    return True


def is_known(gradebook: Gradebook, assignment: str, name: str, nb: NotebookNode) -> bool:
    """Whether the gradebook holds the graded cells of this notebook, with these points."""
    try:
        known = gradebook.find_notebook(name, assignment)
    except MissingEntry:
        return False
    marks = [cell.metadata.nbgrader for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return {cell.name: cell.max_score for cell in known.grade_cells} == {
        mark.grade_id: float(mark.points) for mark in marks
    }
