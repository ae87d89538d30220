"""docs/keys.md: its example is a complete exercise, and its snippets are what the engine understands."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from autograder.authoring import laws
from autograder.authoring.build import build
from autograder.course.course import Course
from autograder.rules import __all__ as rules
from tests import tiny_course as tiny
from tests.keys import ROOT

PAGE = (ROOT / "docs" / "keys.md").read_text("utf-8")
NAME = "01_logistic_regression"


def blocks(language: str, text: str = PAGE) -> list[str]:
    """The blocks of code of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of the exercise that the page adds, as somebody writes it who has read the page."""
    page, *_ = blocks("python")
    (name,) = set(re.findall(r"^def (\w+)\(A, Y\):\n    \"\"\"The mean", page, re.MULTILINE))
    folder = tmp_path / "keys" / "logistic_regression"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(f'assignment = "{NAME}"\nexercises = ("{name}",)\n')
    (folder / f"{name}.py").write_text(page)
    imports = tiny.code(
        "import numpy as np\nfrom autograder import check", "imports", tiny.mark("imports", locked=True)
    )
    tiny.write(tmp_path / "source" / NAME / "notebook.ipynb", [imports, *map(json.loads, blocks("json"))])
    (tmp_path / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    return tmp_path


def test_the_exercise_that_it_adds_is_complete(course: Path) -> None:
    assert len(build(course)) == 2
    assert build(course, check=True) == []
    assignment = Course(course).assignment(NAME)
    for exercise in assignment.exercises.values():
        assert list(laws.broken_laws(exercise, 3)) == []


def test_its_snippets_are_understood(tmp_path: Path) -> None:
    _, *snippets = blocks("python")
    path = tmp_path / "snippets.py"
    path.write_text("\n".join(snippets))
    spec = importlib.util.spec_from_file_location("snippets", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["snippets"] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        descend = module.descend
        descend.slips(**module.SHARED)
        names = [mistake.name for mistake in descend.mistakes]
        assert names[:3] == ["uphill", "rate_left_out", "one_step_too_few"]
        assert "row_after_row" in names
        assert list(descend.parts.items()) == [("cost", 1.0), ("weights", 2.0), ("no steps", 1.0)]
        assert list(laws.law_1_right_passes(descend, range(1, 4))) == []
        for mistake in descend.mistakes:
            if not mistake.reads_global:
                result = laws.judged(descend, 1, mistake.function)
                assert result.status != "right", mistake.name
                assert result.mistake == mistake.name
    finally:
        del sys.modules["snippets"]


def test_every_rule_is_on_the_page() -> None:
    table = PAGE[PAGE.index("| rule | right is |") : PAGE.index("Further options")]
    assert [rule for rule in rules if f"`{rule}" not in table] == []


def test_every_option_is_on_the_page() -> None:
    from inspect import signature

    from autograder.key.exercises import exercise
    from autograder.key.mistakes import Slip

    options = [*signature(exercise).parameters, *list(signature(Slip).parameters)[2:]]
    assert [option for option in options if not re.search(rf"`{option}\b", PAGE)] == []
