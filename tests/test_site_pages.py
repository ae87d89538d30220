"""What a site has beside JupyterLite: the list of files that a browser keeps, and the scripts of its pages."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from autograder.course.errors import CourseError
from autograder.site import pages
from autograder.site.offline import work_offline

THEIRS = "self.addEventListener('fetch', onFetch);"


def listed(text: str) -> dict[str, str]:
    """The files that a worker keeps, by their addresses."""
    (line,) = (line for line in text.splitlines() if line.startswith("keepFiles("))
    return json.loads(line.removeprefix("keepFiles(").removesuffix(");"))


def test_the_worker_has_a_hash_of_every_file_and_jupyterlites_part_as_it_was(tmp_path):
    files = {"index.html": b"front", "lab/index.html": b"lab", "files/a b.ipynb": b"{}", "x/@y/z.js": b"z"}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    worker = tmp_path / "service-worker.js"
    worker.write_text(THEIRS)
    work_offline(tmp_path)
    text = worker.read_text()
    assert text.endswith(THEIRS)
    digests = {name: base64.b64encode(hashlib.sha256(content).digest()).decode() for name, content in files.items()}
    addresses = {"index.html": "", "lab/index.html": "lab/", "files/a b.ipynb": "files/a%20b.ipynb"}
    assert listed(text) == {addresses.get(name, name): f"sha256-{digest}" for name, digest in digests.items()}


def application(folder, html):
    (folder / "jupyter-lite.json").write_text('{"jupyter-config-data": {"appVersion": "0.6.4"}}')
    for app in ("lab", "notebooks"):
        (folder / app).mkdir()
        (folder / app / "index.html").write_text(html)


def test_each_page_begins_with_the_script_that_keeps_the_site(tmp_path):
    application(tmp_path, "<html>\n<head>\n<title>JupyterLite</title></head></html>")
    pages.add_scripts(tmp_path)
    for app in ("lab", "notebooks"):
        head = (tmp_path / app / "index.html").read_text().split("<head>\n")[1]
        assert head.startswith('<script src="../keep_site.js"></script>\n')
        assert ("notebook_page.js" in head) == (app == "notebooks")
    assert (tmp_path / "keep_site.js").read_text().endswith('\nkeepSite("0.6.4");\n')


def test_a_page_that_is_not_as_expected_is_one_sentence(tmp_path):
    application(tmp_path, "<html></html>")
    with pytest.raises(CourseError, match=r"/index\.html of JupyterLite has no <head>: install the extra `site` again"):
        pages.add_scripts(tmp_path)
