"""The only sanitising step of autograde: ``autograded/`` from the release and what intake has read."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading.marking import notebook_for


class Rebuild(NbGraderPreprocessor):
    """The only sanitising step: makes ``autograded/`` from the release and what intake has read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Rebuild one notebook."""
        made, self.parent.fault = notebook_for(self.parent.bench, self.parent.intake, self.log)
        return from_dict(made), resources
