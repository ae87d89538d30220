"""JupyterLab in headless Chromium: what a student really sees."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.jupyterlab import chromium, lab, open_notebook, run_cell, write_cell

ROOT = Path(__file__).resolve().parents[1]
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp({}))"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The released notebook, open in JupyterLab."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "release" / NAME, folder / NAME)
    with lab(folder) as address, chromium() as page:
        open_notebook(page, address, f"{NAME}/{FILE}")
        yield page


def test_a_student_sees_amber_then_red_then_green(page):
    run_cell(page, "from autograder import")
    run_cell(page, "def sigmoid")
    expect(run_cell(page, "check(sigmoid)")).to_contain_text("not started", timeout=60_000)
    write_cell(page, "def sigmoid", SIGMOID.format("z"))
    card = run_cell(page, "check(sigmoid)")
    expect(card).to_contain_text("not right yet", timeout=60_000)
    expect(card).to_contain_text("expected")
    write_cell(page, "def sigmoid", SIGMOID.format("-z"))
    card = run_cell(page, "check(sigmoid)")
    expect(card).to_contain_text("right: sigmoid", timeout=60_000)
    expect(card).to_contain_text("Grading uses other numbers.")


def test_a_figure_carries_a_description_for_those_who_cannot_see_it(page):
    run_cell(page, "from autograder import")
    figure = run_cell(page, "plots.show(plots.computation_graph(5, 3, 2))").locator("img")
    figure.wait_for(timeout=60_000)
    assert "Computation graph" in figure.get_attribute("alt")
