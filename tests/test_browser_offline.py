"""A site without a network: the browser has all of one version or nothing, and a newer one takes its place as a whole."""

from __future__ import annotations

import contextlib
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from autograder.site import offline
from autograder.site.scripts import script
from tests.jupyterlab import chromium
from tests.tab import Quiet
from tests.test_browser_site import SLOWLY

pytestmark = pytest.mark.browser

VERSION = "0.6.4"
KEPT = "All of it is in this browser now"
TEXT = '<!DOCTYPE html><title>{0}</title><p id="site-is-kept" hidden>{1}</p><a href="other.html">{0}</a>{2}'
SCRIPT = '<script src="keep_site.js"></script>'
ASK_TO_KEEP = """async () => {
    const { active } = await navigator.serviceWorker.ready;
    const answer = new Promise(resolve => navigator.serviceWorker.onmessage = event => resolve(event.data));
    active.postMessage("keep");
    return answer;
}"""
RENEW = """async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker.state === "installing") await new Promise(next => worker.onstatechange = next);
}"""
KEYS = "caches.open(`files of ${location.href}`).then(kept => kept.keys()).then(all => all.map(key => key.url))"
NUMBER = "fetch('number.txt').then(reply => reply.text())"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address, below a path as a static host has it, for as long as the host can be reached."""
    with ThreadingHTTPServer(("127.0.0.1", PORTS.setdefault(folder, 0)), partial(Quiet, directory=folder)) as server:
        PORTS[folder] = server.server_port
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/courses/networks"
        finally:
            server.shutdown()


PORTS: dict[Path, int] = {}
"""A host that comes back has the address that it had."""


def publish(folder: Path, version: str) -> None:
    """A site of a few files, with JupyterLite's own worker."""
    out = folder / "courses" / "networks"
    out.mkdir(parents=True, exist_ok=True)
    for name in ("index.html", "other.html"):
        (out / name).write_text(TEXT.format(version, KEPT, SCRIPT))
    (out / "number.txt").write_text(version)
    (out / "keep_site.js").write_text(script("keep_site", VERSION))
    with as_file(files("jupyterlite_core")) as package, tarfile.open(next(package.glob("*.tgz"))) as archive:
        (out / offline.WORKER).write_bytes(archive.extractfile(f"package/{offline.WORKER}").read())
    offline.work_offline(out)


def visit(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=SLOWLY)


def test_what_is_kept_opens_without_the_host(tmp_path):
    publish(tmp_path, "one")
    with chromium() as page:
        with served(tmp_path) as address:
            visit(page, address)
        for path in ("", "index.html", "other.html?path=x"):
            page.goto(f"{address}/{path}")
            assert page.title() == page.evaluate(NUMBER) == "one"


@pytest.mark.slow
def test_a_file_of_another_version_is_refused_and_nothing_is_kept(tmp_path):
    publish(tmp_path, "one")
    (tmp_path / "courses" / "networks" / "number.txt").write_text("two")  # published in part
    with chromium() as page:
        with served(tmp_path) as address:
            page.goto(f"{address}/")
            assert page.evaluate(ASK_TO_KEEP) == "not kept"
            assert page.evaluate(NUMBER) == "two"
            expect(page.get_by_text(KEPT)).to_be_hidden()
        with pytest.raises(Exception, match="ERR_FAILED"):
            page.goto(f"{address}/other.html")


@pytest.mark.slow
def test_a_newer_version_comes_as_a_whole_when_no_page_of_the_older_is_open(tmp_path):
    publish(tmp_path, "one")
    with chromium() as page, served(tmp_path) as address:
        visit(page, address)
        with page.expect_popup() as popup:
            page.evaluate("void window.open(location.href)")
        second = popup.value
        publish(tmp_path, "two")
        page.evaluate(RENEW)
        for other in (page, second):
            other.reload()
            assert other.title() == other.evaluate(NUMBER) == "one"
        second.close()
        page.reload()
        expect(page).to_have_title("two", timeout=SLOWLY)
        assert page.evaluate(NUMBER) == "two"
        assert len(page.evaluate(KEYS)) == 4  # and none of the older


@pytest.mark.slow
def test_an_older_version_that_is_not_whole_fetches_no_more_when_a_newer_one_waits(tmp_path):
    publish(tmp_path, "one")
    number = tmp_path / "courses" / "networks" / "number.txt"
    number.write_text("damaged on its way")
    with chromium() as page, served(tmp_path) as address:
        page.goto(f"{address}/")
        assert page.evaluate(ASK_TO_KEEP) == "not kept"
        page.evaluate("void window.open(location.href)")
        publish(tmp_path, "two")
        page.evaluate(RENEW)
        publish(tmp_path, "one")
        assert page.evaluate(ASK_TO_KEEP) == "not kept"  # though now it could


@pytest.mark.slow
def test_where_there_is_no_service_worker_and_no_storage_the_page_opens(tmp_path):
    publish(tmp_path, "one")
    with chromium() as page, served(tmp_path) as address:
        page.add_init_script(
            "delete Navigator.prototype.serviceWorker;"
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
        )
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(f"{address}/")
        assert page.evaluate(NUMBER) == "one"
        assert errors == []
