"""docs/instructors.md shows every command, and what it prints today."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from autograder.arguments import parser
from tests.instructors_page import BLOCK, PAGE, course, run_all


def test_every_command_is_shown() -> None:
    (commands,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    shown = {" ".join(command.split()[:2]) for command in BLOCK.findall(PAGE.read_text("utf-8"))}
    ending = commands.choices.keys() - {"lab", "site"}  # one is there until somebody ends it, one needs Pyodide
    assert {f"autograder {name}" for name in ending} <= shown
    assert "`autograder lab`" in PAGE.read_text("utf-8")
    assert {"nbgrader autograde", "nbgrader generate_feedback", "nbgrader export"} <= shown


@pytest.mark.slow
def test_the_commands_print_what_the_page_says(tmp_path: Path) -> None:
    """After a change of words: python -m tests.instructors_page."""
    page = PAGE.read_text("utf-8")
    assert run_all(page, course(tmp_path / "course")) == page
