"""Last step of generate_assignment: the public checks, written beside the students' notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.checks import make_checks, to_text
from autograder.course import Course


class WriteChecks(NbGraderPreprocessor):
    """Hand ``checks.json`` to nbgrader's writer, which puts it beside the notebook, also with ``--force``."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Make the checks from the answer key."""
        folder = Path(resources["metadata"]["path"] or ".").resolve()
        checks = make_checks(Course(folder.parents[1]).assignment(folder.name))
        resources["outputs"] = {**(resources["outputs"] or {}), "checks.json": to_text(checks).encode()}
        return nb, resources
