"""The course in a browser tab: what a student sees of it who has installed nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import faults
from tests.jupyterlab import add_cell, cell, chromium, run_cell, write_cell
from tests.tab import LONG, served_site

SLOWLY = 60_000
FORWARD = "def graph_forward(a, b, c):\n    {}\n    return u, v, J"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The site below a path of its own, as a static host has it."""
    with served_site(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Where the page and its workers have asked for something."""
    return []


@pytest.fixture(scope="module")
def page(address, asked) -> Iterator[Page]:
    """The first notebook, two clicks from the front page, with its first cell run."""
    with chromium() as page:
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/")
        page.get_by_role("link", name="Logistic regression").click()
        expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=SLOWLY)
        run_cell(page, "from autograder import")
        expect(cell(page, "from autograder import").locator(".jp-InputPrompt")).to_contain_text("[1]", timeout=LONG)
        yield page


def test_the_front_page_can_be_used_by_everybody(address):
    with chromium(width=390, height=800) as page:
        page.goto(f"{address}/")
        assert page.get_by_role("listitem").count() == 4
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(page, "html") == []


def test_a_student_sees_red_then_green_and_a_hint(page):
    write_cell(page, "def graph_forward", FORWARD.format("u = b + c; v = a + u; J = 3 * v"))
    card = run_cell(page, "check(graph_forward)")
    expect(card).to_contain_text("not right yet", timeout=SLOWLY)
    expect(card).to_contain_text("expected")
    add_cell(page, "hint(graph_forward)")
    expect(page.locator(".jp-OutputArea").filter(has_text="1 of 3").first).to_be_visible(timeout=SLOWLY)
    write_cell(page, "def graph_forward", FORWARD.format("u = b * c; v = a + u; J = 3 * v"))
    expect(run_cell(page, "check(graph_forward)")).to_contain_text("right: graph_forward", timeout=SLOWLY)


def test_a_cell_that_python_cannot_read_is_said(page):
    write_cell(page, "def graph_forward", FORWARD.format("u = b * c; v = a + u; J = 3 * v").replace(":", "", 1))
    card = run_cell(page, "check(graph_forward)")
    expect(card).to_contain_text("could not be read: SyntaxError: expected ':' (line 1)", timeout=SLOWLY)


@pytest.mark.parametrize(
    "loop", ["while True: pass", "while True:\n        try: a += 1\n        except BaseException: pass"]
)
def test_an_endless_loop_ends_in_a_card(page, loop):
    write_cell(page, "def graph_forward", FORWARD.format(loop))
    expect(run_cell(page, "check(graph_forward)")).to_contain_text("Does the loop come to an end?", timeout=LONG)


def test_the_pictures_are_there(page):
    add_cell(page, "print(datasets.load_galaxy_nebula().train_set_x.shape, 'pictures')")
    expect(page.get_by_text("(201, 64, 64, 3) pictures")).to_be_visible(timeout=SLOWLY)


def test_nothing_is_asked_of_another_host(page, address, asked):
    host = address.removesuffix("/courses/networks")
    assert len(asked) > 50
    assert [url for url in asked if not url.startswith((f"{host}/", "data:", "blob:"))] == []
