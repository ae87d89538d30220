"""JupyterLab in headless Chromium: what a student really sees."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from autograder.notebook.clean import clean_html
from autograder.verdict.report import to_html
from autograder.verdict.result import Evidence, Part, Result, nothing_earned
from tests.accessibility import faults
from tests.jupyterlab import cell, chromium, lab, open_notebook, run_cell, themes, use_theme, write_cell
from tests.tiny_course import code, write

ROOT = Path(__file__).resolve().parents[1]
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp({}))"

PARTS = (Part("cost", 2.0, 2.0), Part("dw", 0.0, 1.5))
LONG = f"'{'long' * 60}'"
EVIDENCE = Evidence(f"f(w, {LONG})", (("w", "[[1.]\n [2.]]"), ("s", LONG)), "[1. 2.]", f"[[1.]\n {LONG}]")
NOTES = ("Good to know: f changes its argument w in place.",)
RED_CARD = to_html(Result("f", "wrong", PARTS, "dw is not right.", evidence=EVIDENCE, line="x / 0", notes=NOTES), True)
AMBER_CARD = to_html(nothing_earned("g", {"all": 3.0}, "not_started", "Not yet."))
GREEN_CARD = to_html(Result("h", "right", (Part("value", 2.0, 2.0),), "All 4 checks pass.", notes=NOTES), True)
CARDS = [card for fresh in (RED_CARD, AMBER_CARD, GREEN_CARD) for card in (fresh, clean_html(fresh))]
SHOW = "import json\nfrom IPython.display import HTML, display\nfor card in json.load(open('cards.json')):\n    display(HTML(card))"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """JupyterLab on the released notebook, and on one that shows cards: saved by somebody else, and run again."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "release" / NAME, folder / NAME)
    saved = [{"output_type": "display_data", "data": {"text/html": card}, "metadata": {}} for card in CARDS]
    write(folder / "cards.ipynb", [{**code("'saved'", "saved"), "outputs": saved}, code(SHOW, "run")])
    (folder / "cards.json").write_text(json.dumps(CARDS), "utf-8")
    with lab(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page(address):
    """The released notebook, open in JupyterLab."""
    with chromium() as page:
        open_notebook(page, address, f"{NAME}/{FILE}")
        yield page


@pytest.fixture
def tab(page):
    """Another tab of that browser, high enough for all cards."""
    with page.context.browser.new_page(viewport={"width": 1200, "height": 4000}) as tab:
        yield tab


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


def test_a_student_is_told_of_the_cell_offered_a_hint_and_shown_the_call(page):
    run_cell(page, "from autograder import")
    write_cell(page, "def sigmoid", SIGMOID.format("z"))
    write_cell(page, "def sigmoid", SIGMOID.format("z").replace(":", ""))
    card = run_cell(page, "check(sigmoid)")
    expect(card).to_contain_text("was run again and could not be read: SyntaxError: expected ':'", timeout=60_000)
    expect(card).not_to_contain_text("yours")
    write_cell(page, "def sigmoid", SIGMOID.format("z"))
    for _ in range(3):
        card = run_cell(page, "check(sigmoid)")
    expect(card).to_contain_text("not shown yet: hint(sigmoid, 1)", timeout=60_000)
    loud = SIGMOID.format("z").replace("\n", "\n    print('z is', z)\n", 1)
    write_cell(page, "def sigmoid", f"{loud}\n\nhint('sigmoid')\nhint(3)\nreplay(sigmoid)")
    shown = cell(page, "def sigmoid").locator(".jp-OutputArea")
    for words in ("Hint 1 of 3 for sigmoid", "hint takes a function or its name", "z is", "not right yet: sigmoid"):
        expect(shown).to_contain_text(words, timeout=60_000)
    expect(shown).to_contain_text("Its arguments are variables of the notebook now: z.")


def test_a_figure_carries_a_description_for_those_who_cannot_see_it(page):
    run_cell(page, "from autograder import")
    figure = run_cell(page, "plots.show(plots.computation_graph(5, 3, 2))").locator("img")
    figure.wait_for(timeout=60_000)
    assert "Computation graph" in figure.get_attribute("alt")


@pytest.mark.slow
def test_cards_can_be_read_in_every_theme_of_jupyterlab(address, tab):
    """As the kernel sends them, as JupyterLab shows those that it does not trust, and as nbgrader's page gets them."""
    open_notebook(tab, f"{address}/workspaces/cards", "cards.ipynb")  # not over the notebook of the other tab
    tab.add_style_tag(content="html, body { height: 100% }")  # it has none, so axe-core takes all in it for hidden
    run_cell(tab, "import json")
    expect(tab.locator(".jp-OutputArea-output")).to_have_count(2 * len(CARDS), timeout=60_000)
    seen = set()
    for theme in themes(tab):
        use_theme(tab, theme)
        assert faults(tab, ".jp-OutputArea-output") == [], theme
        seen.add((theme, ground_of(tab)))
    assert seen >= {
        ("JupyterLab Light", "rgb(255, 255, 255)"),
        ("JupyterLab Dark", "rgb(33, 33, 33)"),
        ("JupyterLab Dark High Contrast", "rgb(17, 17, 17)"),
    }


def ground_of(page: Page) -> str:
    """The ground of the cards that are shown as they were made."""
    (ground,) = set(
        page.locator("[role=status]").evaluate_all("all => all.map(e => getComputedStyle(e).backgroundColor)")
    )
    return ground


# a page that knows nothing of JupyterLab's themes, and says what elements look like in its own
LIGHT_PAGE = "body, div, span, code, pre { color: #000; background: #fff }"
DARK_PAGE = "body, div, span, code, pre { color: #eee; background: #111 }"


@pytest.mark.parametrize("style", ["", LIGHT_PAGE, DARK_PAGE], ids=["plain", "light", "dark"])
def test_cards_can_be_read_on_any_other_page(tab, style):
    cards = f"<style>{style}</style><main>{''.join(CARDS)}</main>"
    tab.set_content(f"<!doctype html><html lang='en'><title>Cards</title>{cards}</html>")
    assert faults(tab, "main") == []
    assert ground_of(tab) == "rgb(255, 255, 255)"


def test_yours_and_expected_are_side_by_side(tab):
    tab.set_content(
        to_html(Result("f", "wrong", PARTS, "", evidence=Evidence("f(w)", (), "[1. 2.]", "[[1.]\n [2.]]", "w")))
    )
    yours, expected = (tab.get_by_text(name).bounding_box() for name in ("your w", "w expected"))
    assert yours["y"] == expected["y"]
    assert yours["x"] + yours["width"] <= expected["x"]


def test_nothing_in_a_card_is_cut_off_or_needs_scrolling(tab):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.set_content("".join(CARDS))
    cut = "all => all.filter(e => e.clientWidth && e.scrollWidth > e.clientWidth).map(e => e.outerHTML)"
    assert tab.locator("*").evaluate_all(cut) == []
