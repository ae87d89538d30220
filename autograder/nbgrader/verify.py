"""First step of generate_assignment: refuses what must not reach a student."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.authoring.verify import verify
from autograder.course.course import Course
from autograder.course.errors import CourseError


class Verify(NbGraderPreprocessor):
    """First step of generate_assignment: refuses, in one sentence, what must not reach a student."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Verify the assignment in whose folder this notebook is."""
        folder = Path(resources["metadata"]["path"] or ".").resolve()
        try:
            verify(Course(folder.parents[1]), folder.name)
        except CourseError as error:
            self.log.error("%s", error)
            raise
        return nb, resources
