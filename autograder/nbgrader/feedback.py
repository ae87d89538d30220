"""The page that a student gets back: each exercise with its score, its parts and its card."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode, from_dict
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from autograder.course.folders import Folders
from autograder.gradebook.shown import Shown, shown_in
from autograder.messages import say
from autograder.nbgrader.markdown import markdown2html, remembered
from autograder.notebook.clean import as_markdown
from autograder.notebook.handed_in import handed_in
from autograder.notebook.paths import names_in
from autograder.notebook.rebuild import cells_of
from autograder.verdict.report import without_points

TEMPLATES = Path(__file__).parent / "templates"
STOCK_TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"


class ShowGrades(GetGrades):
    """GetGrades by one query: scores and comments as the gradebook has them, on cards that agree with them."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Put scores and comments into the cells."""
        names = resources["nbgrader"]
        folders = Folders.like(self.parent.parent.coursedir)
        folders.assignment_id = names["assignment"]
        found = shown_in(folders, names["notebook"], [names["student"]])
        show(nb, resources, found.get(names["student"], Shown()))
        return nb, resources


def show(nb: NotebookNode, resources: Any, shown: Shown) -> None:
    """Put scores and comments into the cells; check cells show their card without a score of 0 / 0.

    The judge's comments are text. Where a person has set other points than the judge, nothing on the page says what the
    judge had given: the comment is the person's, and the card is folded away, without points and parts.
    """
    if "autograder" not in nb.metadata:  # not of our making, so nothing in it can be trusted
        nb.cells = from_dict(cells_of(handed_in(nb.cells, [], lambda name: ())))
    totals = {"score": shown.score, "max_score": shown.points, "late_penalty": shown.penalty}
    resources["nbgrader"].update(totals)
    set_by_hand = {name for name, mark in shown.marks.items() if mark.by_hand}
    for cell in nb.cells:
        mark = cell.metadata.get("nbgrader", {})
        name = mark.get("grade_id", "")
        if mark.get("solution") or mark.get("task"):
            mark["comment"] = comment_on(shown.comments.get(name, ("", "")), name in set_by_hand)
        if name in shown.marks and (mark.get("grade") or mark.get("task")):
            mark["score"], mark["points"] = shown.marks[name].score, shown.marks[name].points
        if name.removeprefix("check_") in set_by_hand:
            cell.outputs = [folded(output) for output in cell.get("outputs", ())]
        if mark.get("grade") and not (mark.get("solution") or mark.get("points") or mark.get("score")):
            del cell.metadata["nbgrader"]


def comment_on(comments: tuple[str, str], by_hand: bool) -> str | None:
    """What the page says of a cell that students write in."""
    manual, auto = comments
    if by_hand:
        return "\n\n".join(filter(None, (say("page_by_hand"), manual)))
    return manual or as_markdown(auto) or None


def folded(output: NotebookNode) -> NotebookNode:
    """A card that is there to be opened, and says no more what was earned."""
    html = output.get("data", {}).get("text/html")
    if html is None:
        return output
    summary = f"<summary>{escape(say('page_checks_found'))}</summary>"
    text = f"<details>{summary}{without_points(''.join(html))}</details>"
    return from_dict({"output_type": "display_data", "data": {"text/html": text}, "metadata": {}})


class FeedbackExporter(HTMLExporter):
    """HTMLExporter with the course's own template, whatever template formgrader asks for."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if isinstance(self.parent, GenerateFeedback):
            self.parent.force = True  # nbgrader keeps a page that is there, whatever a person has since set by hand
            # and it takes brackets in a student's name for a pattern
            folders = Folders.like(self.parent.coursedir)
            for folder in folders.results().values():
                notebooks = (folder / name for name in names_in(folder) if name.endswith(".ipynb"))
                found = [str(path) for path in notebooks if fnmatchcase(path.stem, folders.notebook_id)]
                if found:
                    self.parent.assignments.setdefault(str(folder), found)

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter's own
        self, nb: NotebookNode, resources: Any = None, **more: Any
    ) -> tuple[str, Any]:
        """The page. HTMLExporter would parse it once more, for half of the time that it takes, to find pictures
        without alternative text and cells of JupyterLab's; on this page there are neither."""
        resources = self._init_resources(resources)
        kept = WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", kept)
        self.register_filter("highlight_code", self._highlighted)
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **more)
        return page, resources

    @cached_property
    def _highlighted(self) -> Any:
        """Code in colours; most of it is the course's own, and on everybody's page."""
        colours = Highlight2HTML(pygments_lexer="ipython3", parent=self)
        coloured = remembered(colours)
        return lambda source, **_: coloured(source)

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
        config.FeedbackExporter.optimistic_validation = True  # once behind all preprocessors, not behind each of twelve
        config.FeedbackExporter.exclude_input_prompt = True
        config.FeedbackExporter.exclude_output_prompt = True
        return config
