"""What the pages of the application do beside JupyterLite: a script of ours in each of them."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.course.errors import CourseError
from autograder.messages import say
from autograder.site.lite import APPS
from autograder.site.scripts import script

KEEP, NOTEBOOK, BEGUN = "keep_site.js", "notebook_page.js", "begun.js"
BEGINS = "<head>"


def add_scripts(out: Path) -> None:
    """Write the scripts beside the front page, which asks for them too, and begin each page with them."""
    config = json.loads((out / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    (out / KEEP).write_text(script("keep_site", config["appVersion"]), "utf-8")
    (out / BEGUN).write_text(script("begun"), "utf-8")
    words = {
        "starting": say("site_python_starting"),
        "late": say("site_python_late"),
        "unreachable": say("site_python_unreachable"),
        "impossible": say("site_python_impossible"),
        "home": say("site_home"),
    }
    (out / NOTEBOOK).write_text(script("notebook_page", words), "utf-8")
    put_first(out / "notebooks" / "index.html", f'<script src="../{NOTEBOOK}" defer></script>')
    for app in APPS:
        put_first(out / app / "index.html", f'<script src="../{KEEP}"></script>')


def put_first(path: Path, html: str) -> None:
    """Begin the head of a page with this."""
    text = path.read_text("utf-8")
    if BEGINS not in text:
        page = f"{path.parent.name}/{path.name}"
        raise CourseError(f"{page} of JupyterLite has no {BEGINS}: install the extra `site` again")
    text = text.replace(BEGINS, f"{BEGINS}\n{html}", 1).replace("<html>", '<html lang="en">')
    path.write_text(text, "utf-8")
