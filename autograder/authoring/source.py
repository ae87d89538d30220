"""The instructor's notebook of an assignment, the one file in its folder in ``source/``."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.notebook.read import NotebookError, read_json
from autograder.notebook.released import with_texts


def source_path(course: Course, name: str) -> Path:
    """Where it lies."""
    found = sorted(course.source(name).glob("*.ipynb"))
    if len(found) != 1:
        raise CourseError(f"source/{name} holds {len(found)} notebooks; one is expected")
    return found[0]


def source_notebook(course: Course, name: str) -> NotebookNode:
    """What is in it. CourseError, in one sentence, if that is no notebook of today's format."""
    path = source_path(course, name)
    try:
        data = with_texts(read_json(path), path.name)
    except NotebookError as error:
        raise CourseError(f"source/{name}: {error}") from None
    if data.get("nbformat") != 4 or not all("id" in cell for cell in data["cells"]):
        raise CourseError(f"{path.name} has cells without an id: open it in JupyterLab and save it")
    return nbformat.from_dict(data)
