"""The pages for people name files, folders and modules that are there."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keys import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(ROOT.glob("[!.]*/README.md")),
    *sorted(ROOT.glob("docs/*.md")),
]
EXAMPLE = ROOT / "examples" / "own_course"
ROOTS = (ROOT, ROOT / "autograder", ROOT / "neural_networks", EXAMPLE)  # where a path on a page may begin
TOP = ("autograder", "benchmarks", "data", "docs", "examples", "keys", "neural_networks", "release", "source", "tests")
OURS = {*TOP, *(path.name for root in ROOTS[1:] for path in root.iterdir() if path.is_dir())}
FILES = {path.name for path in ROOT.iterdir()} | {path.name for top in TOP for path in (ROOT / top).rglob("*")}
ADDED = {
    "keys/logistic_regression/mean_absolute_error.py",  # docs/keys.md shows how to add it
    *(f"release/k_means{file}" for file in ("", "/checks.json", "/k_means.ipynb")),  # docs/tutorial.md builds it
    "source/05_k_means/k_means.ipynb",  # docs/instructors.md begins it
    "keys/k_means/__init__.py",
}

CODE = re.compile(r"^```\w*\n(.*?)^```$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?<![\w/.~-])(?:[\w<>*.-]+/)+[\w<>*.-]*")
FILE = re.compile(r"(?<![\w/.*>~-])[\w-]+\.(?:py|md|toml|ini|json|lock|yml)\b")
MODULE = re.compile(r"(?<![\w/.-])(?:autograder|neural_networks)(?:\.\w+)+")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#\S*)?\)")


def wrong_in(page: str, folder: Path) -> Iterator[str]:
    """What a page in a folder names of ours and is not there."""
    for found in CODE.finditer(page):
        code = found[1] or found[2]
        yield from (path for path in PATH.findall(code) if not is_there(path.removeprefix("path/to/")))
        yield from (file for file in FILE.findall(code) if file not in FILES)
        yield from (module for module in MODULE.findall(code) if not can_be_found(module))
    yield from (link for link in LINK.findall(page) if not (folder / link).exists())


def is_there(path: str) -> bool:
    """Whether something fits a path of ours, in which ``<package>`` stands for any name; other paths pass."""
    if path in ADDED or not (path.partition("/")[0] in OURS or path.endswith(".py")):
        return True
    pattern = re.sub("<[^>]*>", "*", path.rstrip("/"))
    return any(any(root.glob(pattern)) for root in ROOTS)


def can_be_found(module: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    try:
        pkgutil.resolve_name(module)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    assert sorted(set(wrong_in(page.read_text("utf-8"), page.parent))) == []


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("`autograder/laws.py` is gone, `autograder/authoring/laws.py` is there", ["autograder/laws.py"]),
        ("`verdict/dianose.py`, `verdict/diagnose.py`, `plots/`", ["verdict/dianose.py"]),
        ("`nowhere/laws.py`", ["nowhere/laws.py"]),
        ("`class_report.py`, `python laws.py`, `python class_report.py`", ["class_report.py"] * 2),
        ("`keys/<package>/<exercise>.py`, `keys/<package>/_nothing.py`", ["keys/<package>/_nothing.py"]),
        ("`docs/flats.md`, `submitted/<student>/x.ipynb`, `pytest --pyargs autograder`", ["docs/flats.md"]),
        ("`import autograder.exercise`", ["autograder.exercise"]),
        ("`autograder.key.exercises.Exercise`, `autograder.key.Exercise`", ["autograder.key.Exercise"]),
        ("`neural_networks.plots`, `neural_networks.pots`", ["neural_networks.pots"]),
        ("```python\nfrom autograder.inputs import signed\n```", ["autograder.inputs"]),
        ("[keys](docs/keys.md#versions), [code](docs/cods.md)", ["docs/cods.md"]),
    ],
)
def test_what_is_not_there_is_noticed(page: str, wrong: list[str]) -> None:
    assert list(wrong_in(page, ROOT)) == wrong


def test_the_floor_plan_has_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "autograder").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"`{room}/`" not in page] == []
