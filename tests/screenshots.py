"""Makes the pictures in docs/images: ``python -m tests.screenshots`` (after ``make demo``, for the feedback page)."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import expect

from autograder.notebook.released import released_in
from autograder.site.cards import pictures
from autograder.site.front_page import front_page
from tests.jupyterlab import cell, chromium, lab, open_notebook, run_cell, write_cell

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
RED = re.compile(r"✗ not right yet: <code[^>]*>(\w+)<")
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
RANK_ONE = "def initialize_with_zeros(dim):\n    w = np.zeros(dim)\n    b = 0.0\n    return w, b"


def notebook() -> None:
    """A green and a red card in JupyterLab."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "release" / NAME, Path(folder, NAME))
        with lab(Path(folder)) as address, chromium(1200, 1900) as page:
            open_notebook(page, address, f"{NAME}/{FILE}")
            run_cell(page, "from autograder import")
            write_cell(page, "def sigmoid", SIGMOID)
            expect(run_cell(page, "check(sigmoid)")).to_contain_text("right: sigmoid", timeout=60_000)
            run_cell(page, "if ready(sigmoid)").locator("img").wait_for(timeout=60_000)
            write_cell(page, "def initialize_with_zeros", RANK_ONE)
            card = run_cell(page, "check(initialize_with_zeros)")
            expect(card).to_contain_text("expected", timeout=60_000)
            page.get_by_role("button", name="No", exact=True).click()  # to JupyterLab's news
            page.locator(".Toastify__toast").wait_for(state="detached")
            cell(page, "check(initialize_with_zeros)").scroll_into_view_if_needed()
            page.mouse.move(1190, 5)
            page.screenshot(path=IMAGES / "notebook.png")


def feedback() -> None:
    """The feedback page of one student of the sample class."""
    pages = sorted((ROOT / "demo" / "feedback").glob(f"*/{NAME}/*.html"))
    assert pages, "no feedback page was found: run `make demo` first"
    found = ((path, RED.search(path.read_text("utf-8"))) for path in pages)
    path, red = next((path, red) for path, red in found if red)
    with chromium(1000, 1050) as page:
        page.goto(f"{path.as_uri()}#{red[1]}", wait_until="domcontentloaded")
        page.screenshot(path=IMAGES / "feedback.png")


def site() -> None:
    """The front page of the course in a browser tab."""
    notebooks = [(folder.name, released_in(folder)) for folder in sorted((ROOT / "release").iterdir())]
    with tempfile.TemporaryDirectory() as folder, chromium(1000, 880) as page:
        path = Path(folder, "index.html")
        path.write_text(front_page(notebooks, pictures(path.parent)), "utf-8")
        page.goto(path.as_uri())
        page.screenshot(path=IMAGES / "site.png")


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    site()
    notebook()
    feedback()
