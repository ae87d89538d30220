"""Last step of generate_assignment: the public checks, written beside the students' notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.authoring.regions import regions
from autograder.authoring.source import source_notebook
from autograder.checks.contents import ChecksError
from autograder.checks.frozen import to_text
from autograder.checks.made import make_checks
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.key.exercises import DescriptionError

SHORTEST_LINE = 10


class WriteChecks(NbGraderPreprocessor):
    """Hand ``checks.json`` to nbgrader's writer, which puts it beside the notebook, also with ``--force``."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Make the checks from the answer key; refuse if a line of a solution is in what students get."""
        folder = Path(resources["metadata"]["path"] or ".").resolve()
        course = Course(folder.parents[1])
        try:
            text = to_text(make_checks(course.assignment(folder.name)))
        except (ChecksError, DescriptionError) as error:
            raise self.refused(str(error)) from None
        said = [cell.source for cell in nb.cells] + list(strings(json.loads(text)))
        for line in solution_lines(source_notebook(course, folder.name)):
            if any(line in part for part in said):
                raise self.refused(f"a line of the solution would be released with {folder.name}: {line}")
        resources["outputs"] = {**(resources["outputs"] or {}), "checks.json": text.encode()}
        return nb, resources

    def refused(self, sentence: str) -> CourseError:
        """The error that says why nothing is written; nbgrader logs a line of its own for whatever stops it."""
        self.log.error("%s", sentence)
        return CourseError(sentence)


def solution_lines(notebook: NotebookNode) -> Iterator[str]:
    """The lines between the markers of the source, but for short ones and those that are shown elsewhere."""
    inside: dict[str, None] = {}
    outside: set[str] = set()
    for cell in notebook.cells:
        found = regions(cell.source) if cell.cell_type == "code" else []
        for number, line in enumerate(cell.source.split("\n"), 1):
            code = line.partition("#")[0].strip()
            if any(region.start < number < region.end for region in found):
                inside[code] = None
            else:
                outside.add(code)
    return (line for line in inside if len(line) >= SHORTEST_LINE and line not in outside)


def strings(data: Any) -> Iterator[str]:
    """Every text in JSON data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from strings(item)
