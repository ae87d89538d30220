"""An instructor's afternoon in formgrader, in headless Chromium: by its buttons alone, from a new assignment to feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Locator, Page, expect

from tests import tiny_course as tiny
from tests.accessibility import faults
from tests.jupyterlab import chromium, lab
from tests.test_by_hand import BY_HAND, FOUND, HANDED_IN
from tests.tiny_course import NAME, NOTEBOOK, source_cells

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMMENT = "The idea is **right**; twice, not squared."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with an answer key, and nothing else yet."""
    root = tiny.make_course(tmp_path / "course")
    (root / "source" / NAME / f"{NOTEBOOK}.ipynb").unlink()
    (root / "source" / NAME).rmdir()
    return root


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    with lab(root) as address:
        yield f"{address.removesuffix('/lab')}/formgrader"


def row(page: Page, words: str) -> Locator:
    """The row of a table that holds these words."""
    return page.locator("#main-table tr").filter(has_text=words)


def succeeds(page: Page, button: Locator) -> None:
    """Press a button of a table, and close what formgrader says when it is done."""
    button.click()
    expect(page.locator(".modal-title")).to_have_text("Success", timeout=120_000)
    page.locator(".modal button", has_text=re.compile("Close|OK")).first.click()
    expect(page.locator(".modal")).to_have_count(0)


def create_and_generate(page: Page, root: Path, address: str) -> None:
    page.goto(f"{address}/manage_assignments")
    page.get_by_role("link", name="Add new assignment").click()
    page.locator("#add-assignment-modal input.name").fill(NAME)
    page.locator("#add-assignment-modal button.save").click()
    expect(row(page, NAME)).to_be_visible()
    tiny.write(root / "source" / NAME / f"{NOTEBOOK}.ipynb", source_cells())
    page.reload()
    succeeds(page, row(page, NAME).locator(".assign a"))
    assert sorted(path.name for path in (root / "release" / NAME).iterdir()) == ["checks.json", f"{NOTEBOOK}.ipynb"]
    assert "2 * x" not in (root / "release" / NAME / f"{NOTEBOOK}.ipynb").read_text()


def autograde(page: Page, address: str, student: str, score: str, status: str) -> None:
    page.goto(f"{address}/manage_submissions/{NAME}")
    succeeds(page, row(page, student).locator(".autograde a"))
    expect(row(page, student).locator(".score")).to_have_text(score)
    expect(row(page, student).locator(".status")).to_have_text(status)


def open_submission(page: Page, root: Path, address: str, student: str) -> None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook(NOTEBOOK, NAME, student).id
    page.goto(f"{address}/gradebook/{NAME}/{NOTEBOOK}")
    page.locator(f"#main-table a[href*='{submission}']").first.click()
    expect(page.locator("#double")).to_have_attribute("placeholder", "0")
    page.wait_for_load_state("networkidle")


def saved(page: Page, address: str) -> None:
    """Leave a field, and wait until formgrader has stored it."""
    with page.expect_response(lambda reply: reply.request.method == "PUT") as reply:
        page.keyboard.press("Tab")
    assert reply.value.ok


def feedback(page: Page, root: Path, address: str) -> None:
    """Make the page with formgrader's button, and open it."""
    page.goto(f"{address}/manage_submissions/{NAME}")
    succeeds(page, row(page, "ada").locator(".generate-feedback a"))
    page.goto((root / "feedback" / "ada" / NAME / f"{NOTEBOOK}.html").as_uri())


def agrees(page: Page) -> None:
    """The page says what was set by hand: in its title, the table, the exercise, the comment and the card."""
    expect(page.locator("#top")).to_have_text("tiny: 3.5 of 5.0 points")
    expect(page.locator("tbody tr", has_text="double")).to_have_text(re.compile(r"double\s*1.5 / 2.0"))
    graded = page.locator("section.graded", has=page.locator("#double"))
    expect(graded.locator("h2")).to_contain_text("1.5 of 2.0 points")
    expect(graded.locator(".comment")).to_have_text(re.compile(rf"{BY_HAND}\s+The idea is right; twice, not squared\."))
    card = page.locator("details", has_text=FOUND)
    expect(card).to_have_count(1)
    expect(card.get_by_text("not right yet: double")).to_be_hidden()
    expect(page.get_by_text("0 of 2 points")).to_have_count(0)
    expect(page.get_by_text("(2 of 3 points)")).to_be_visible()  # the card of the exercise that nobody has touched
    expect(page.get_by_text("mean ✓ · largest ✗").last).to_be_visible()
    assert faults(page, "html") == []
    card.locator("summary").first.click()
    expect(card.get_by_text("not right yet: double")).to_be_visible()
    assert faults(page, "html") == []


def test_from_a_new_assignment_to_feedback_that_agrees_with_a_score_set_by_hand(root: Path, address: str) -> None:
    with chromium() as page:
        create_and_generate(page, root, address)
        tiny.hand_in(root, "ada", HANDED_IN)
        tiny.hand_in(root, "bob", []).write_bytes(b"{")
        autograde(page, address, "ada", "2 / 5", "graded")
        autograde(page, address, "bob", "0 / 5", "needs manual grading")

        open_submission(page, root, address, "ada")
        page.locator("#double").fill("1.5")
        saved(page, address)
        page.locator("textarea.comment").first.fill(COMMENT)
        saved(page, address)
        feedback(page, root, address)
        agrees(page)

        autograde(page, address, "ada", "3.5 / 5", "needs manual grading")
        with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
            grade = gradebook.find_grade("double", NOTEBOOK, NAME, "ada")
            assert (grade.auto_score, grade.manual_score) == (0, 1.5)
            assert gradebook.find_comment("double", NOTEBOOK, NAME, "ada").manual_comment == COMMENT
        feedback(page, root, address)
        agrees(page)
