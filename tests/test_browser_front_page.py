"""The front page of a site as it is seen: on a phone, by the keyboard alone, and by those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from autograder.notebook.released import released_in
from autograder.site.cards import pictures
from autograder.site.front_page import front_page
from tests.accessibility import faults
from tests.jupyterlab import chromium
from tests.keys import KEYS, ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("site")
    notebooks = [(name, released_in(ROOT / "release" / name)) for name in KEYS]
    (folder / "index.html").write_text(front_page(notebooks, pictures(folder)), "utf-8")
    with chromium(width=360, height=740) as page:
        page.goto(Path(folder, "index.html").as_uri())
        yield page


def test_everything_is_seen_on_a_phone_and_nothing_is_wrong_for_anybody(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_role("listitem").count() == len(KEYS)
    assert faults(page, "html") == []


def test_each_notebook_has_a_small_picture_that_is_described(page):
    images = page.get_by_role("listitem").get_by_role("img")
    assert images.count() == len(KEYS)
    for image in images.all():
        assert len(image.get_attribute("alt")) > 40
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
        path = Path(image.evaluate("image => new URL(image.src).pathname"))
        assert path.stat().st_size < 40_000


def test_the_keyboard_alone_reaches_each_notebook_and_it_is_seen_where_one_is(page):
    page.locator("body").focus()
    for name in KEYS:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert f"path={name}/" in focused.get_attribute("href")
        card = page.get_by_role("listitem").filter(has=focused)
        assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"


def test_the_whole_card_is_the_link(page):
    card = page.get_by_role("listitem").first
    hit = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.href ?? ''"
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert next(iter(KEYS)) in page.evaluate(hit, [box["x"] + 5, box["y"] + 5])
