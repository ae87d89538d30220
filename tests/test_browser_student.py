"""What a student sees around the exercises, in JupyterLab as ``autograder lab`` starts it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from autograder.practice.resetting import given_out
from tests.jupyterlab import (
    add_cell,
    cell,
    chromium,
    lab,
    open_notebook,
    run_all,
    run_cell,
    save,
    students_lab,
    write_cell,
)
from tests.sample_class.template import FIRST, Template
from tests.tiny_course import code, notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEACHERS = re.compile("nbgrader|formgrader|assignment list|create assignment|validate", re.IGNORECASE)
NEWS = "Would you like to receive official Jupyter news?"
NOTEBOOK = f"{FIRST}/logistic_regression.ipynb"
CURVE = "from neural_networks import plots\nplots.show(plots.learning_curve([0.7, 0.6]))"


@pytest.fixture(scope="module")
def work(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("student") / "work"


@pytest.fixture(scope="module")
def address(work) -> Iterator[str]:
    with students_lab(work) as address:
        yield address


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as page:
        yield page


def menus(page: Page) -> str:
    """All that the menus offer, and what stands on the page."""
    page.locator(".lm-MenuBar-item").last.wait_for(timeout=120_000)
    words = []
    for menu in page.locator(".lm-MenuBar-item").all():
        menu.click()
        words += page.locator(".lm-Menu").all_inner_texts()
        page.keyboard.press("Escape")
    return "\n".join([*words, *page.locator("body").all_inner_texts()])


def test_it_opens_the_start_page_without_what_teachers_need(address, page):
    page.goto(address.removesuffix("lab"), timeout=120_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
    expect(page.get_by_role("heading", name="Start here").first).to_be_visible()
    expect(page.get_by_role("link", name="Logistic regression: a neuron that classifies pictures")).to_be_visible()
    shown = run_cell(page, "from autograder import progress")
    expect(shown).to_contain_text("Next: graph_forward, in 01_logistic_regression/logistic_regression.ipynb.")
    shown.get_by_role("link", name="01_logistic_regression").click()
    page.get_by_role("tab", name="logistic_regression.ipynb").wait_for()
    assert not page.get_by_text(NEWS).count()
    assert not TEACHERS.findall(menus(page))


def test_a_teachers_own_start_has_all_of_it(tmp_path, page):
    with lab(tmp_path) as address:
        page.goto(address, timeout=120_000)
        assert TEACHERS.findall(menus(page))


def test_a_reset_brings_the_original_in_a_new_cell_and_leaves_the_old_one(address, page, work):
    open_notebook(page, address, f"{NOTEBOOK}?reset")
    run_cell(page, "import matplotlib.pyplot as plt")
    write_cell(page, "def graph_forward", "def graph_forward(a, b, c):\n    return 'my own work'")
    add_cell(page, "from autograder import reset\nreset(graph_forward)")
    asked = cell(page, "reset(graph_forward)")
    expect(asked.locator(".jp-OutputArea")).to_contain_text("stands in a new cell below", timeout=30_000)
    texts = page.locator(".jp-CodeCell .cm-content").all_inner_texts()
    (place,) = (i for i, text in enumerate(texts) if "reset(graph_forward)" in text)
    original = given_out(FIRST, work)
    assert original is not None
    (text,) = (one.text for one in original.cells if one.grade_id == "graph_forward")
    assert texts[place + 1].split() == text.split()
    assert "my own work" in texts[place - 1]
    (kept,) = (work / FIRST / "kept").iterdir()
    assert "my own work" in kept.read_text("utf-8")


def test_the_last_cell_compares_what_is_saved_with_what_was_run_and_judges_it(address, page, work):
    path = work / FIRST / "solved.ipynb"
    path.write_text(json.dumps(Template.of().filled()), "utf-8")
    open_notebook(page, address, f"{FIRST}/{path.name}?reset")
    run_all(page)
    card = cell(page, "before_you_hand_in()").locator(".jp-OutputArea")
    expect(card).to_contain_text("✓ 9 of 9 exercises in the file pass their checks.", timeout=180_000)
    expect(card).to_contain_text("✓ Every cell above was run once, from top to bottom")
    write_cell(page, "def sigmoid", "def sigmoid(z):\n    return z")
    expect(run_cell(page, "before_you_hand_in()")).to_contain_text(
        "✗ What was run is not the saved file", timeout=60_000
    )
    save(page)
    expect(run_cell(page, "before_you_hand_in()")).to_contain_text("Not right yet: sigmoid", timeout=60_000)


def test_a_figure_has_its_alternative_text_also_once_it_was_saved(address, page, work):
    path = work / "figure.ipynb"
    path.write_text(json.dumps(notebook([code(CURVE, "curve")])), "utf-8")
    open_notebook(page, address, f"{path.name}?reset")
    run_cell(page, "plots.learning_curve([0.7")
    figure = cell(page, "plots.learning_curve([0.7").get_by_role("img", name=re.compile("curve", re.IGNORECASE))
    expect(figure).to_be_visible(timeout=60_000)
    save(page)
    text = path.read_text("utf-8")
    assert text.count("data:image/png") == 1 and '"image/png"' not in text
    page.reload()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
    expect(figure).to_be_visible(timeout=60_000)
    assert figure.evaluate("image => image.naturalWidth") > 100
