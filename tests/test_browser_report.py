"""The report on a class in headless Chromium: it asks for nothing, runs nothing, and everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.report.anonymous import without_names
from autograder.report.collect import report_of
from autograder.report.page import page_of
from tests.accessibility import faults
from tests.jupyterlab import chromium
from tests.made_up_class import hostile
from tests.test_browser_pages import EVIL, REFUSED, TRY, watched
from tests.tiers import one_of

pytestmark = pytest.mark.browser
OPEN = "all => all.forEach(details => { details.open = true; })"
CUT_OFF = """all => all.filter(e => e.scrollWidth > e.clientWidth && getComputedStyle(e).overflowX === "visible")
    .map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module", params=one_of("names", "anonymous"))
def file(request, tmp_path_factory) -> Path:
    """A page about a class that writes what could run or load wherever it can."""
    report = report_of(hostile(EVIL), "2030-01-01")
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page_of(without_names(report) if request.param == "anonymous" else report), "utf-8")
    return path


def test_a_report_loads_nothing_runs_nothing_and_has_its_figures(file):
    with watched() as (page, seen):
        page.goto(file.as_uri())
        assert [url for url in seen.asked if not url.startswith("data:image/svg+xml;base64,")] == [file.as_uri()]
        assert seen.refused == []
        assert page.evaluate("window.ran") is None
        pictures = page.locator("img")
        expect(pictures).to_have_count(3)
        assert pictures.evaluate_all("all => all.every(e => e.complete && e.naturalWidth > 0 && e.alt.length > 40)")


def test_its_policy_refuses_what_would_run_or_load(file):
    with watched() as (page, seen):
        page.goto(file.as_uri())
        assert {made: page.evaluate(TRY, made) for made in REFUSED} == REFUSED
        assert page.evaluate("window.ran") == 0
        assert not [url for url in seen.came if url.startswith("http")]


@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_read_it(file, width):
    with chromium(width) as page:
        page.goto(file.as_uri())
        page.locator("details").evaluate_all(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("main *").evaluate_all(CUT_OFF) == []
        if width == 1280:  # axe-core measures no contrast of what is scrolled out of sight
            assert faults(page, "main") == []


def test_in_print_all_is_open(file):
    with chromium() as page:
        page.goto(file.as_uri())
        folded = page.locator("details pre, details p").first
        expect(folded).not_to_be_visible()
        page.emulate_media(media="print")
        expect(folded).to_be_visible()
        expect(page.locator("nav")).not_to_be_visible()
