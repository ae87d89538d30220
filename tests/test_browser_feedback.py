"""The page that a student gets back, made by nbgrader's own commands, in headless Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from autograder.verdict.report import to_html
from autograder.verdict.result import nothing_earned
from tests.accessibility import faults
from tests.jupyterlab import chromium
from tests.sample_class import answers
from tests.sample_class.course import feedback_of, grade_class, hand_in, make_course
from tests.sample_class.submissions import Submission
from tests.sample_class.template import Data, Template, code, fill, with_cells

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = f"# {'a long line, ' * 30}\nprint('{'unbroken' * 40}')"
HANDED_IN = to_html(nothing_earned("handed_in", {"all": 3.0}, "not_started", "A card in the student's own cell."))


def one_right_one_wrong(template: Template) -> Data:
    """The rest is not started; below, a cell of the student's own with long lines and somebody's card."""
    notebook = fill(template.partly("sigmoid"), {"propagate": answers.DW_NOT_AVERAGED})
    output = {"output_type": "display_data", "data": {"text/html": HANDED_IN}, "metadata": {}}
    return with_cells(notebook, {**code(LONG), "outputs": [output]})


def test_a_feedback_page_can_be_read_whatever_the_reader_prefers(template, tmp_path):
    root = make_course(tmp_path / "course")
    hand_in(root, Submission("ada", "", one_right_one_wrong), template)
    grade_class(root, steps=["autograde", "generate_feedback"])
    with chromium() as page:
        page.goto(feedback_of(root, "ada").as_uri())
        for words in (
            "✓ right: sigmoid",
            "✗ not right yet: propagate",
            "○ not started: predict",
            "○ not started: handed_in",
        ):
            expect(page.get_by_text(words)).to_be_visible()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page, "html") == [], scheme
            assert set(grounds(page)) == {"rgb(255, 255, 255)"}
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def grounds(page):
    """The grounds of the cards and of the page itself."""
    return page.locator("body, [role=status]").evaluate_all("all => all.map(e => getComputedStyle(e).backgroundColor)")
