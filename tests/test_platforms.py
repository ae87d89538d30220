"""The workflow files that docs/platforms.md hands out call what there is, and ask for no right and no secret."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from autograder.arguments import parser
from autograder.site import pyodide
from tests.keys import ROOT

FOLDER = ROOT / "docs" / "workflows"
WORKFLOWS = [FOLDER / "github.yml", FOLDER / "gitlab.yml"]  # for repositories of students
SITE = FOLDER / "site.yml"
NOTEBOOKS = {str(path.relative_to(ROOT / "release")) for path in ROOT.glob("release/*/*.ipynb")}
COMMAND = re.compile(r"^ +- (?:run: )?((?:pip|autograder) .*)$", re.MULTILINE)
NAMED = re.compile(r"^ +- (\S+\.ipynb)$", re.MULTILINE)
GIVES_MORE = re.compile(r"secrets|token|write|privileged|pull_request_target|services:", re.IGNORECASE)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_checks_and_does_nothing_else(path: Path) -> None:
    text = path.read_text("utf-8")
    install, check = (shlex.split(command) for command in COMMAND.findall(text))
    assert install == ["pip", "install", "$COURSE"]
    assert check == ["autograder", "check", "$NOTEBOOK"]
    assert parser().parse_args(check[1:]).notebook == Path("$NOTEBOOK")
    assert set(NAMED.findall(text)) <= NOTEBOOKS
    assert NAMED.findall(text)
    assert len(re.findall(r"^ +(?:- )?(?:run|script):", text, re.MULTILINE)) == (1 if path.name == "gitlab.yml" else 2)
    assert not GIVES_MORE.search(text)
    assert not re.search(r"run:.*\$\{\{", text)  # what a name holds never becomes a command


def test_on_github_a_job_may_read_and_keeps_no_credentials() -> None:
    text = next(path for path in WORKFLOWS if path.name == "github.yml").read_text("utf-8")
    assert "\npermissions:\n  contents: read\njobs:" in text
    assert "uses: actions/checkout@v4\n        with:\n          persist-credentials: false\n" in text


def test_both_are_handed_out() -> None:
    page = (ROOT / "docs" / "platforms.md").read_text("utf-8")
    assert sorted(FOLDER.iterdir()) == [*WORKFLOWS, SITE]
    for path in WORKFLOWS:
        assert f"](workflows/{path.name})" in page


def test_the_site_is_made_of_pyodides_own_release_and_only_one_job_may_publish() -> None:
    text = SITE.read_text("utf-8")
    build, publish = text.split("  publish:\n")
    archive = f"pyodide-{pyodide.excerpt()['info']['version']}.tar.bz2"
    (release,) = re.findall(r"RELEASE: (\S+)", text)
    assert release.startswith("https://github.com/pyodide/pyodide/releases/download/") and release.endswith(
        f"/{archive}"
    )
    (command,) = re.findall(r"run: \.venv/bin/autograder (.*)", text)
    options = parser().parse_args(shlex.split(command))
    assert (options.folder, options.pyodide) == (Path("site"), Path(archive))
    assert f"path: {options.folder}\n" in build
    assert "\npermissions:\n  contents: read\n" in build and "write" not in build and "run:" not in publish
    assert not re.search(r"secrets|run:.*\$\{\{", text)
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in re.findall(r"uses: (\S+)", text))
    assert "](workflows/site.yml)" in (ROOT / "docs" / "browser.md").read_text("utf-8")
