"""The page that a student gets back: each exercise with its score, its parts and its card."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from html import escape
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_grade, is_task
from traitlets.config import Config

from autograder.course.folders import Folders
from autograder.messages import say
from autograder.nbgrader.markdown import markdown2html
from autograder.notebook.clean import as_markdown
from autograder.notebook.handed_in import handed_in
from autograder.notebook.rebuild import cells_of
from autograder.verdict.report import without_points

TEMPLATES = Path(__file__).parent / "templates"
STOCK_TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"


class ShowGrades(GetGrades):
    """GetGrades; comments of the judge are text, and check cells show their card without a score of 0 / 0.

    Where a person has set other points than the judge, nothing on the page says what the judge had given: the comment
    is the person's, and the card is folded away, without points and parts.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Put scores and comments into the cells."""
        self.set_by_hand: set[str] = set()
        if "autograder" not in nb.metadata:  # not of our making, so nothing in it can be trusted
            nb.cells = from_dict(cells_of(handed_in(nb.cells, [], lambda name: ())))
        nb, resources = super().preprocess(nb, resources)
        resources["nbgrader"]["score"] = max(0.0, resources["nbgrader"]["score"])
        for cell in nb.cells:
            mark = cell.metadata.get("nbgrader", {})
            if mark.get("grade_id", "").removeprefix("check_") in self.set_by_hand:
                cell.outputs = [folded(output) for output in cell.get("outputs", ())]
            if mark.get("grade") and not (mark.get("solution") or mark.get("points") or mark.get("score")):
                del cell.metadata["nbgrader"]
        return nb, resources

    def _get_comment(self, cell: NotebookNode, resources: Any) -> None:
        name = cell.metadata["nbgrader"]["grade_id"]
        place = name, self.notebook_id, self.assignment_id, self.student_id
        comment = self.gradebook.find_comment(*place)
        text = comment.manual_comment or as_markdown(comment.auto_comment or "")
        if is_grade(cell) or is_task(cell):
            grade = self.gradebook.find_grade(*place)
            if grade.score != (grade.auto_score or 0) or (grade.auto_score is None and grade.manual_score is not None):
                self.set_by_hand.add(name)
                text = "\n\n".join(filter(None, (say("page_by_hand"), comment.manual_comment)))
        cell.metadata.nbgrader["comment"] = text or None


def folded(output: NotebookNode) -> NotebookNode:
    """A card that is there to be opened, and says no more what was earned."""
    html = output.get("data", {}).get("text/html")
    if html is None:
        return output
    summary = f"<summary>{escape(say('page_checks_found'))}</summary>"
    return new_output(
        "display_data", data={"text/html": f"<details>{summary}{without_points(''.join(html))}</details>"}
    )


class FeedbackExporter(HTMLExporter):
    """HTMLExporter with the course's own template, whatever template formgrader asks for."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if isinstance(self.parent, GenerateFeedback):
            self.parent.force = True  # nbgrader keeps a page that is there, whatever a person has since set by hand
            # and it takes brackets in a student's name for a pattern
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
