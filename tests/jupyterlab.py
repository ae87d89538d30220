"""JupyterLab and Chromium for tests and for the pictures in docs/."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextlib.contextmanager
def lab(folder: Path) -> Iterator[str]:
    """JupyterLab on a folder; its address, as soon as it says that it is running."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port=0"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--LabApp.news_url="]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with running(command, folder) as address:
        yield address


@contextlib.contextmanager
def students_lab(folder: Path) -> Iterator[str]:
    """JupyterLab as ``autograder lab`` starts it on a folder, but without a browser of its own; its address."""
    settings = folder.parent / ".jupyter"
    settings.mkdir()
    served = {"ServerApp": {"open_browser": False, "port": 0}, "IdentityProvider": {"token": ""}}
    (settings / "jupyter_server_config.json").write_text(json.dumps(served))
    with running([sys.executable, "-m", "autograder.cli", "lab", str(folder)], folder.parent) as address:
        yield address.partition("/tree/")[0]


@contextlib.contextmanager
def running(command: list[str], folder: Path) -> Iterator[str]:
    """A command that becomes a JupyterLab, with settings of its own in this folder; its address."""
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / ".jupyter")}
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(folder / ".jupyter" / "lab")
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            address = next((line.split()[-1] for line in process.stderr if "http://" in line), "")
            reader = threading.Thread(target=process.stderr.read)
            reader.start()
            assert address, "JupyterLab did not start"
            address = address.rstrip("/").replace("localhost", "127.0.0.1")  # on which alone it listens
            _wait_until_it_listens(process, address)
            yield address
        finally:
            process.terminate()
            reader.join()


def _wait_until_it_listens(process: subprocess.Popen[str], address: str) -> None:
    """JupyterLab names its address before it listens there: its loop of events, which binds it, starts afterwards."""
    place = urlsplit(address)
    while process.poll() is None:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection((place.hostname, place.port)):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.02)
    raise AssertionError(f"JupyterLab named {address} and ended before it listened there")


@contextlib.contextmanager
def chromium(width: int = 1280, height: int = 1000) -> Iterator[Page]:
    """A page of the Chromium or Chrome that is installed here."""
    found = [path for name in (os.environ.get("CHROMIUM", ""), *CHROMIUM) if name and (path := shutil.which(name))]
    assert found, "no Chromium was found: install the package chromium, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=FLAGS)
        yield browser.new_page(viewport={"width": width, "height": height})
        browser.close()


def open_notebook(page: Page, address: str, path: str) -> None:
    """Open a notebook and wait until its kernel is there."""
    page.goto(f"{address}/tree/{path}", timeout=120_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)


def cell(page: Page, begins: str) -> Locator:
    """The code cell that holds these words; JupyterLab draws cells as they scroll into view."""
    found = page.locator(".jp-CodeCell").filter(has_text=begins).first
    page.locator(".jp-WindowedPanel-outer").first.hover()
    while not found.is_visible():
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(20)  # one frame, for the cells to be drawn
    found.scroll_into_view_if_needed()
    return found


def run_cell(page: Page, begins: str) -> Locator:
    """Run a cell; its outputs."""
    target = cell(page, begins)
    target.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return target.locator(".jp-OutputArea")


def add_cell(page: Page, text: str) -> None:
    """Write a new cell below the one that was run last, and run it."""
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    fresh = page.locator(".jp-CodeCell.jp-mod-active").filter(has_not=page.locator(".jp-OutputArea-child"))
    expect(fresh.locator(".cm-content")).to_have_text("")
    page.keyboard.press("Enter")
    expect(fresh.locator(".cm-editor.cm-focused")).to_be_visible()
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def write_cell(page: Page, begins: str, text: str) -> None:
    """Replace the text of a cell, and run it."""
    target = cell(page, begins)
    target.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def run_all(page: Page) -> None:
    """Run every cell, as the menu does."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def save(page: Page) -> None:
    """Save the notebook, and wait until it is on disk."""
    with page.expect_response(lambda reply: reply.request.method == "PUT" and "/api/contents/" in reply.url):
        page.keyboard.press("Control+S")


def themes(page: Page) -> list[str]:
    """The names of all themes in the menu."""
    names = _theme_menu(page).all_inner_texts()
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu").first.wait_for(state="detached")
    return names


def use_theme(page: Page, name: str) -> None:
    """Choose a theme in the menu, and wait until it is shown."""
    _theme_menu(page).get_by_text(name, exact=True).click()
    page.locator(f'body[data-jp-theme-name="{name}"]').wait_for(state="attached")
    page.locator("#jupyterlab-splash").wait_for(state="detached")


def _theme_menu(page: Page) -> Locator:
    """The themes in the menu, which is opened."""
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).hover()
    entries = page.locator("[data-command='apputils:change-theme'] .lm-Menu-itemLabel")
    entries.first.wait_for()
    return entries
