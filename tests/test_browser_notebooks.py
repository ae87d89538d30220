"""Every solved notebook in JupyterLab in headless Chromium, from top to bottom."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.jupyterlab import cell, chromium, lab, open_notebook, run_all, save
from tests.keys import KEYS

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("name", list(KEYS))
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
        last = cell(page, max("".join(cells[-1]["source"]).splitlines(), key=len).strip())  # one that no other cell has
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
