"""JupyterLab in headless Chromium: what a student really sees."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright


ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NAME, FILE = "01_logistic_regression", "logistic_regression.ipynb"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a folder with a fresh copy of the release; its address."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "release" / NAME, folder / NAME)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--allow-root"]
    command += ["--ServerApp.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / ".config"), "AUTOGRADER_HOME": ""}
    log = (folder / "lab.log").open("wb")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}/lab"
    try:
        wait_for(address, process)
        yield address, folder
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address, process):
    """Until the server answers; it either comes up or ends."""
    while process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=60).close()
            return
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
    raise AssertionError("JupyterLab did not start")


@pytest.fixture(scope="module")
def page():
    """A page of Debian's (or any installed) Chromium."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert path is not None, "no Chromium was found: install the package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser.new_page(viewport={"width": 1280, "height": 1000})
        browser.close()


def cell(page, text):
    """The code cell whose text begins with these words."""
    return page.locator(".jp-CodeCell").filter(has_text=text).first


def test_a_student_writes_a_function_and_sees_red_then_green(lab, page):
    address, _ = lab
    page.goto(f"{address}/tree/{NAME}/{FILE}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
    run_cell(page, "from autograder import")
    write(page, "def sigmoid", "import numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(z))")
    card = run_cell(page, "check(sigmoid)")
    expect(card).to_contain_text("not right yet", timeout=60_000)
    expect(card).to_contain_text("expected")
    write(page, "def sigmoid", "import numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))")
    card = run_cell(page, "check(sigmoid)")
    expect(card).to_contain_text("right: sigmoid", timeout=60_000)
    expect(card).to_contain_text("Grading uses other numbers.")


def write(page, begins, text):
    """Replace the text of a cell and run it."""
    target = cell(page, begins)
    target.scroll_into_view_if_needed()
    target.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def run_cell(page, begins):
    """Run a cell; its outputs."""
    target = cell(page, begins)
    target.scroll_into_view_if_needed()
    target.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return target.locator(".jp-OutputArea")


