"""A notebook in a browser's tab, through JupyterLite's own application: cells as they are run, and what they show."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from autograder.site.build import build

ROOT = Path(__file__).resolve().parents[1]
PYODIDE = Path(os.environ.get("PYODIDE", ROOT / ".venv" / "pyodide"))
LONG = 300_000  # milliseconds: Python starts, on a busy machine
IS_READY = "globalThis.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"
REWRITE = """texts => {
    for (const cell of jupyterapp.shell.currentWidget.content.model.cells) {
        if (cell.id in texts) cell.sharedModel.setSource(texts[cell.id]);
    }
}"""
RUN_ALL = """async () => {
    const { content, context } = jupyterapp.shell.currentWidget;
    const { kernel } = context.sessionContext.session;
    const cellOf = {}, began = {}, seconds = {};
    const note = (_, { msg, direction }) => {
        const asked = msg.parent_header?.msg_id;
        if (direction === "send" && msg.header.msg_type === "execute_request") {
            cellOf[msg.header.msg_id] = msg.metadata.cellId;
        } else if (direction === "recv" && asked in cellOf && msg.header.msg_type === "execute_input") {
            began[asked] = performance.now();
        } else if (direction === "recv" && asked in began && msg.content.execution_state === "idle") {
            seconds[cellOf[asked]] = (performance.now() - began[asked]) / 1000;
        }
    };
    kernel.anyMessage.connect(note);
    const start = performance.now();
    try {
        await jupyterapp.commands.execute("notebook:run-all-cells");
    } finally {
        kernel.anyMessage.disconnect(note);
    }
    return { cells: content.model.toJSON().cells, seconds, all: (performance.now() - start) / 1000 };
}"""
RUN = """async ([source, cellId]) => {
    const { kernel } = jupyterapp.shell.currentWidget.context.sessionContext.session;
    const future = kernel.requestExecute({ code: source, stop_on_error: false }, false, { cellId });
    const shown = [];
    future.onIOPub = ({ content }) => shown.push(content.text ?? content.ename ?? content.data?.["text/plain"] ?? "");
    await future.done;
    return shown.join("").trim();
}"""


@dataclass(frozen=True)
class Ran:
    """A notebook after *Run All*: its cells as they are saved, and wall-clock seconds, by the ids of the cells."""

    cells: list[dict[str, Any]]
    seconds: dict[str, float]
    all: float


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def served_site(folder: Path) -> Iterator[str]:
    """The course's site below a path of its own, as a static host has it; its address."""
    build(folder / "courses" / "networks", PYODIDE, lambda _: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/courses/networks"
        finally:
            server.shutdown()


def open_in_tab(page: Page, address: str, notebook: str) -> None:
    """Open a notebook (``folder/name.ipynb``) of the site, and wait until Python is ready."""
    page.set_default_timeout(LONG)
    page.goto(f"{address}/notebooks/index.html?path={notebook}")
    expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=LONG)
    page.wait_for_function(IS_READY, timeout=LONG)


def rewrite(page: Page, texts: dict[str, str]) -> None:
    """Give cells other texts, by their ids."""
    page.evaluate(REWRITE, texts)


def run_all(page: Page) -> Ran:
    """Run every cell, as the menu does."""
    return Ran(**page.evaluate(RUN_ALL))


def run(page: Page, source: str, cell: str) -> str:
    """Run one text as the cell of this id; what it prints and shows, as text, and the name of its exception."""
    return str(page.evaluate(RUN, [source, cell]))


def address_in_site(path: Path) -> str:
    """How the site calls a notebook of this repository."""
    return f"{path.parent.name}/{path.name}"
