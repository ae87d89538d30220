"""The page that a student gets back: each exercise with its score, its parts and its card."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode, from_dict
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from autograder.course.folders import Folders
from autograder.messages import say
from autograder.nbgrader.markdown import markdown2html
from autograder.notebook.clean import as_markdown
from autograder.notebook.handed_in import handed_in
from autograder.notebook.rebuild import cells_of

TEMPLATES = Path(__file__).parent / "templates"
STOCK_TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"


class ShowGrades(GetGrades):
    """GetGrades; comments of the judge are text, and check cells show their card without a score of 0 / 0."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Put scores and comments into the cells."""
        if "autograder" not in nb.metadata:  # not of our making, so nothing in it can be trusted
            nb.cells = from_dict(cells_of(handed_in(nb.cells, [], lambda name: ())))
        nb, resources = super().preprocess(nb, resources)
        for cell in nb.cells:
            mark = cell.metadata.get("nbgrader", {})
            if mark.get("grade") and not mark.get("solution") and not mark.get("points"):
                del cell.metadata["nbgrader"]
        return nb, resources

    def _get_comment(self, cell: NotebookNode, resources: Any) -> None:
        name = cell.metadata["nbgrader"]["grade_id"]
        comment = self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)
        text = comment.manual_comment or as_markdown(comment.auto_comment or "")
        cell.metadata.nbgrader["comment"] = text or None


class FeedbackExporter(HTMLExporter):
    """HTMLExporter with the course's own template, whatever template formgrader asks for."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if isinstance(self.parent, GenerateFeedback):  # nbgrader takes brackets in a student's name for a pattern
            folders = Folders.like(self.parent.coursedir)
            for folder in folders.results().values():
                found = [str(path) for path in folder.glob("*.ipynb") if fnmatchcase(path.stem, folders.notebook_id)]
                if found:
                    self.parent.assignments.setdefault(str(folder), found)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """What the template may call: ``'page_late' | say``; formulas are MathML."""
        yield from super().default_filters()
        yield "say", say
        yield "markdown2html", markdown2html

    @property
    def default_config(self) -> Config:
        """The template, below what a configuration file says."""
        config = super().default_config
        config.FeedbackExporter.template_name = "graded"
        config.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES), str(STOCK_TEMPLATES)]
        config.FeedbackExporter.exclude_input_prompt = True
        config.FeedbackExporter.exclude_output_prompt = True
        return config
