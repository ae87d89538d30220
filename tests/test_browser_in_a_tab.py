"""What a student does in the course in a browser tab, beside writing and checking: as far as it is otherwise there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.jupyterlab import add_cell, cell, chromium, run_cell, write_cell
from tests.sample_class.course import folder_of, gradebook, make_course
from tests.tab import LONG, ROOT
from tests.test_browser_site import FORWARD, address  # noqa: F401

NOTEBOOK = "01_logistic_regression/logistic_regression.ipynb"
AUTOGRADER = [sys.executable, "-m", "autograder.cli"]
IMPORTS = "from autograder import"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def page(address) -> Iterator[Page]:  # noqa: F811
    """The first notebook, with its first cell run and one exercise done."""
    with chromium() as page:
        page.set_default_timeout(LONG)
        page.goto(f"{address}/notebooks/index.html?path={NOTEBOOK}")
        expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=LONG)
        run_cell(page, IMPORTS)
        expect(cell(page, IMPORTS).locator(".jp-InputPrompt")).to_contain_text("[1]", timeout=LONG)
        write_cell(page, "def graph_forward", FORWARD.format("u = b * c; v = a + u; J = 3 * v"))
        expect(run_cell(page, "check(graph_forward)")).to_contain_text("right: graph_forward", timeout=LONG)
        yield page


def said(page: Page, text: str, mark: str) -> str:
    """What a new cell says that ends with a mark of its own."""
    add_cell(page, f"{text}\nprint({mark!r})")
    shown = page.locator(".jp-OutputArea").filter(has_text=mark).first
    expect(shown).to_be_visible(timeout=LONG)
    return shown.inner_text()


def test_the_first_cell_says_nothing_of_fonts(page):
    assert "font" not in cell(page, IMPORTS).locator(".jp-OutputArea").inner_text()


def test_progress_tells_of_all_notebooks(page):
    text = said(page, "progress()", "END OF PROGRESS")
    assert re.search(r"01_logistic_regression\s+1 of 9\s+graph_backward", text)
    assert re.search(r"04_iris_backpropagation\s+0 of 10\s+settle", text)


def test_all_work_is_downloaded_in_one_archive_that_judge_and_grade_take(page, tmp_path):
    page.keyboard.press("Escape")
    page.keyboard.press("Control+S")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty", timeout=LONG)
    text = said(page, "from autograder import before_you_hand_in\nbefore_you_hand_in()", "END OF HANDING IN")
    assert "1 of 9 exercises pass their checks, as they were run in this tab." in text
    with page.expect_download() as begun:
        page.get_by_role("link", name="my_work.zip").click()
    assert begun.value.suggested_filename == "my_work.zip"
    begun.value.save_as(tmp_path / "my_work.zip")
    command = [*AUTOGRADER, "judge", "--json", str(tmp_path / "my_work.zip")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    grade = json.loads(done.stdout)
    statuses = {one["name"]: one["status"] for one in grade["exercises"]}
    assert statuses.pop("graph_forward") == "right" and set(statuses.values()) == {"not_started"}
    course = make_course(tmp_path / "course")
    folder = folder_of(course, "ada", "01_logistic_regression")
    shutil.copy(tmp_path / "my_work.zip", folder)
    subprocess.run([*AUTOGRADER, "grade", "01_logistic_regression"], cwd=course, check=True)
    marks = gradebook(course, ["ada"])["ada"]
    assert {name: mark.score for name, mark in marks.items() if mark.score} == {"graph_forward": 3}
    cell(page, "END OF HANDING IN").locator(".cm-content").click()  # the next cell comes below it


def test_an_exercise_comes_back_in_a_new_cell_and_what_was_written_is_kept(page):
    assert "kept in kept/graph_forward-" in said(page, "reset(graph_forward)", "END OF RESET")
    fresh = page.locator(".jp-CodeCell").filter(has_text="Forward through the graph")
    expect(fresh.first).to_be_visible(timeout=LONG)
