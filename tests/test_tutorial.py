"""docs/tutorial.md: its commands are run and its files are written, from nothing, and what it shows is what they print.

A line of three dots in what is shown stands for any lines.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.keys import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?:^(?P<above>\S[^\n]*)\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(?P<path>[\w/.]+\.(?:py|ipynb))`(?:, cell `(?P<cell>[\w-]+)`)?:")
PROJECT = "neural-networks-from-numpy"  # what it is called in the home of who follows the tutorial
WARNING = "autograder: WARNING:"  # of a machine that lacks a protection


@dataclass
class Reader:
    """Somebody who does what the page says: where they are, and what they have seen that is not what is shown."""

    home: Path
    here: Path
    printed: str = ""  # by the last commands
    surprises: list[str] = field(default_factory=list)

    def do(self, above: str, language: str, text: str) -> None:
        """Follow one block of the page; ``above`` is the line in front of it."""
        named = FILE.fullmatch(above)
        if language == "sh":
            self.run(text)
        elif language == "text":
            if not is_shown(text, self.printed):
                self.surprises.append(f"--- shown:\n{text}--- printed:\n{self.printed}")
        elif named is not None and named["cell"]:
            self.write_cell(self.here / named["path"], named["cell"], text)
        else:
            assert named is not None, f"no line names the file of this block: {text[:60]}"
            assert (self.here / named["path"]).is_file(), f"{named['path']} is not there yet"
            (self.here / named["path"]).write_text(text, "utf-8")

    def run(self, commands: str) -> None:
        """Type commands, and stay in the folder to which they lead."""
        end = self.home / "where"
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("AUTOGRADER")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["sh", "-c", f'{commands}pwd > "{end}"'],
            cwd=self.here,
            env={**surroundings, "HOME": str(self.home), "PATH": path, "PWD": str(self.here)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=True,
        )
        self.here = Path(end.read_text("utf-8").strip())
        self.printed = "".join(line for line in done.stdout.splitlines(True) if not line.startswith(WARNING))

    def write_cell(self, notebook: Path, cell_id: str, text: str) -> None:
        """Write a cell of a notebook, as JupyterLab saves it."""
        data = json.loads(notebook.read_text("utf-8"))
        (cell,) = [cell for cell in data["cells"] if cell["id"] == cell_id]
        cell["source"] = text.removesuffix("\n")
        notebook.write_text(json.dumps(data), "utf-8")


def is_shown(shown: str, printed: str) -> bool:
    """Whether this was printed, where a line of three dots stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == "...\n" else re.escape(line) for line in shown.splitlines(True))
    return re.fullmatch(pattern, printed) is not None


def blocks() -> list[tuple[str, str, str]]:
    return [(found["above"] or "", found["language"], found["text"]) for found in BLOCK.finditer(page())]


def page() -> str:
    return TUTORIAL.read_text("utf-8")


@pytest.mark.slow
def test_the_tutorial_is_what_happens(tmp_path: Path) -> None:
    (tmp_path / PROJECT).mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path / PROJECT)
    reader = Reader(tmp_path, tmp_path)
    for block in blocks():
        reader.do(*block)
    assert not reader.surprises, "\n".join(reader.surprises)
    assert reader.here == tmp_path / "my-course"


def test_every_block_is_found_and_followed() -> None:
    found = blocks()
    assert len(found) == page().count("\n```") / 2
    assert {language for _, language, _ in found} == {"sh", "text", "python", "markdown"}


def test_it_begins_the_course_that_is_the_example() -> None:
    (key,) = [text for above, _, text in blocks() if above.startswith("`keys/")]
    assert key == (ROOT / "examples/own_course/keys/k_means/nearest_centres.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("a\n...\n", "b\n", False),
        ("", "a\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_what_counts_as_shown(shown: str, printed: str, same: bool) -> None:
    assert is_shown(shown, printed) == same
