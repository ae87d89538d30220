"""JupyterLab in headless Chromium: what a student really sees."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.jupyterlab import cell, chromium, lab, open_notebook, run_all, run_cell, save, write_cell

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


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "source").glob("*.py")))
def test_a_solved_notebook_runs_from_top_to_bottom(name, tmp_path):
    (source,) = (ROOT / "source" / name).glob("*.ipynb")
    folder = tmp_path / name
    folder.mkdir()
    shutil.copy(source, folder)
    shutil.copy(ROOT / "release" / name / "checks.json", folder)
    cells = [cell for cell in json.loads(source.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    with lab(tmp_path) as address, chromium() as page:
        open_notebook(page, address, f"{name}/{source.name}")
        run_all(page)
        last = cell(page, "".join(cells[-1]["source"]).splitlines()[-1].strip())
        expect(last.locator(".jp-InputPrompt").first).to_have_text(re.compile(r"\d"), timeout=180_000)
        save(page)
    outputs = [
        output
        for cell in json.loads((folder / source.name).read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]
    html = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert sum("✓ right" in text for text in html) == sum("".join(c["source"]).startswith("check(") for c in cells)
    assert sum("data:image/gif" in text for text in html) == {"02_one_hidden_layer": 1, "03_optimization": 1}.get(
        name, 0
    )
