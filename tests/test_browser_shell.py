"""The whole site around a notebook: two clicks to an exercise, what is said meanwhile, what is kept, and no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from autograder.messages import say
from autograder.site.build import build
from tests.jupyterlab import cell, chromium, run_cell, write_cell
from tests.tab import LONG, PYODIDE
from tests.test_browser_offline import KEPT, served
from tests.test_browser_site import SLOWLY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
STATUS = "jupyterapp.shell.currentWidget.context.sessionContext.kernelDisplayStatus"
OURS = {"html-has-lang", "document-title", "meta-viewport"}
"""What axe-core asks of a page, and is not of JupyterLite's own buttons, fields and cells."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    build(folder / "courses" / "networks", PYODIDE, lambda _: None)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as page:
        yield page.context.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def open_first(page: Page, address: str) -> None:
    """From the front page into the first notebook."""
    page.goto(f"{address}/")
    page.get_by_role("link", name="Logistic regression").click()
    expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=LONG)


def test_python_is_announced_unsaved_work_is_not_lost_unasked_and_saved_work_is_on_the_front_page(root, page):
    starting = page.get_by_role("status").filter(has_text=say("site_python_starting"))
    with served(root) as address:
        page.goto(f"{address}/")
        expect(page.get_by_text("Begun")).to_have_count(4)
        expect(page.get_by_text("Begun").first).to_be_hidden()
        page.get_by_role("link", name="Logistic regression").click()
        expect(starting).to_be_visible(timeout=SLOWLY)
        expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=LONG)
        expect(starting).to_be_hidden(timeout=LONG)
        assert page.evaluate(STATUS) == "idle"
        assert page.get_by_role("link", name=say("site_home")).get_attribute("href") == f"{address}/"
        found = Axe().run(page, "html", options=None).response["violations"]
        assert OURS.isdisjoint(rule["id"] for rule in found)
        write_cell(page, "def sigmoid", SIGMOID)
        kinds: list[str] = []
        page.on("dialog", lambda dialog: (kinds.append(dialog.type), dialog.dismiss()))
        page.evaluate("void setTimeout(() => location.reload())")
        page.wait_for_event("dialog")
        assert kinds == ["beforeunload"]
        page.keyboard.press("Control+S")
        page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty", timeout=SLOWLY)
        page.goto(f"{address}/")
        assert kinds == ["beforeunload"]
        expect(page.get_by_text("Begun").first).to_be_visible()
        assert page.locator("time").first.inner_text()


def test_a_student_goes_on_without_a_network(root, page):
    with served(root) as address:
        page.goto(f"{address}/")
        expect(page.get_by_text(KEPT)).to_be_visible(timeout=LONG)
    open_first(page, address)
    run_cell(page, "from autograder import")
    expect(cell(page, "from autograder import").locator(".jp-InputPrompt")).to_contain_text("[1]", timeout=LONG)
    write_cell(page, "def sigmoid", SIGMOID)
    expect(run_cell(page, "check(sigmoid)")).to_contain_text("right: sigmoid", timeout=SLOWLY)
    page.keyboard.press("Control+S")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty", timeout=SLOWLY)
    open_first(page, address)  # JupyterLite looks at its worker when it finds one
    expect(page.get_by_text(say("site_python_starting"))).to_be_hidden(timeout=LONG)
    assert page.evaluate(STATUS) == "idle"
    assert SIGMOID in page.evaluate("jupyterapp.shell.currentWidget.content.model.toJSON().cells.map(c => c.source)")
