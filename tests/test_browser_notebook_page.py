"""What a script says on the page of a notebook while Python starts, and when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from autograder.messages import say
from autograder.site.scripts import script
from tests.accessibility import faults
from tests.jupyterlab import chromium
from tests.test_browser_offline import served

pytestmark = pytest.mark.browser

WORDS = {name: say(f"site_python_{name}") for name in ("starting", "late", "unreachable", "impossible")}
WORDS["home"] = say("site_home")
PAGE = '<!DOCTYPE html><html lang="en"><title>x</title><script src="../notebook_page.js" defer></script><main></main>'
OPENED = """() => {
    const signal = () => ({
        slots: [], connect(slot) { this.slots.push(slot) },
        disconnect(slot) { this.slots = this.slots.filter(other => other !== slot) },
        emit(...values) { this.slots.forEach(slot => slot(...values)) },
    });
    const sessionContext = { kernelDisplayStatus: "unknown", statusChanged: signal() };
    window.context = { sessionContext, saveState: signal() };
    window.status_is = status => { sessionContext.kernelDisplayStatus = status; sessionContext.statusChanged.emit() };
    window.jupyterapp = { shell: { currentWidget: { context } } };
    document.querySelector("main").append("opened");
}"""
"""What JupyterLite shows of itself to a script."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page with the script and no JupyterLite, below a path."""
    site = tmp_path / "courses" / "networks"
    for name in ("notebooks", "pyodide"):
        (site / name).mkdir(parents=True)
    (site / "notebooks" / "index.html").write_text(PAGE)
    (site / "pyodide" / "pyodide.js").write_text("")
    (site / "notebook_page.js").write_text(script("notebook_page", WORDS))
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as page:
        yield page.context.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/notebooks/index.html")
    expect(page.get_by_role("status")).to_have_text(WORDS["starting"])
    page.evaluate(OPENED)


def test_it_is_said_until_python_is_there_and_when_it_starts_again(folder, page):
    with served(folder) as address:
        opened(page, address)
        assert faults(page, "[role=status]") == []
        for status, seen in (
            ("starting", True),
            ("idle", False),
            ("busy", False),
            ("restarting", True),
            ("idle", False),
        ):
            page.evaluate("status => status_is(status)", status)
            sign = page.locator("[role=status]")
            expect(sign).to_be_visible() if seen else expect(sign).to_be_hidden()


def test_a_python_that_cannot_be_fetched_is_one_sentence(folder, page):
    (folder / "courses" / "networks" / "pyodide" / "pyodide.js").unlink()
    with served(folder) as address:
        page.goto(f"{address}/notebooks/index.html")
        expect(page.get_by_role("status")).to_have_text(WORDS["unreachable"])


def test_a_python_that_does_not_come_is_one_sentence_and_goes_when_it_is_there(folder, page):
    with served(folder) as address:
        page.clock.install()
        opened(page, address)
        page.clock.fast_forward("03:00")
        expect(page.get_by_role("status")).to_have_text(WORDS["late"])
        page.evaluate("status_is('idle')")
        expect(page.locator("[role=status]")).to_be_hidden()


def test_a_browser_that_cannot_run_python_is_one_sentence(folder, page):
    with served(folder) as address:
        page.add_init_script("delete window.WebAssembly")
        page.goto(f"{address}/notebooks/index.html")
        expect(page.get_by_role("status")).to_have_text(WORDS["impossible"])


def test_the_browser_is_asked_once_to_keep_what_was_saved(folder, page):
    with served(folder) as address:
        opened(page, address)
        page.evaluate("window.asked = 0; navigator.storage.persist = () => { asked += 1 }; null")
        page.evaluate("for (const state of ['started', 'failed']) context.saveState.emit(null, state)")
        assert page.evaluate("asked") == 0
        page.evaluate("for (const _ of '12') context.saveState.emit(null, 'completed')")
        assert page.evaluate("asked") == 1
