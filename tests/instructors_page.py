"""docs/instructors.md: its words are written by hand, what stands below a ``$`` is what the command printed.

``python -m tests.instructors_page`` runs all of its commands, in order, in a course of four students, and writes the page
anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.sample_class import answers
from tests.sample_class.course import hand_in, make_course
from tests.sample_class.submissions import Submission
from tests.sample_class.template import FIRST_FILE, ROOT, Template, fill

PAGE = ROOT / "docs" / "instructors.md"
BLOCK = re.compile(r"^```console\n\$ (.+)\n(?:.*\n)*?```$", re.MULTILINE)
PASSING = re.compile(r"^(?:grading |pages |platform |rootdir: |configfile: ).*\n|(?<=passed) in [^=]*=+$", re.MULTILINE)
"""What is another one at every run: progress, with the time that it took, and pytest's words about the machine."""
SHOWN_AS = "/home/you/course"


def course(root: Path) -> Path:
    """Ada has all right, Bob has made a mistake, Cy has handed in a zip archive, and Dan's file is cut off."""
    template = Template.of()
    make_course(root)
    hand_in(root, Submission("ada", "", lambda template: template.filled()), template)
    hand_in(root, Submission("bob", "", lambda template: fill(
        template.filled(), {"propagate": answers.DW_NOT_AVERAGED})), template)  # fmt: skip
    whole = hand_in(root, Submission("cy", "", lambda template: template.filled()), template)
    with zipfile.ZipFile(whole.with_name("work.zip"), "w") as archive:
        archive.write(whole, f"work/{FIRST_FILE}")
    whole.unlink()
    cut = hand_in(root, Submission("dan", "", lambda template: template.filled()), template)
    cut.write_bytes(cut.read_bytes()[:3000])
    return root


def printed(command: str, root: Path) -> str:
    """What a command prints in the course, in a terminal of 110 columns; how it ended, if not with 0."""
    path = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
    environment = {**os.environ, "PATH": path, "COLUMNS": "110", "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        command,
        shell=True,  # the commands are those of our own page
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
        encoding="utf-8",
    )
    text = PASSING.sub("", ended.stdout).replace(str(root), SHOWN_AS)
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join([*lines, *([f"[exit code {ended.returncode}]"] if ended.returncode else [])])


def run_all(page: str, root: Path) -> str:
    """The page with what its commands print now."""

    def run(block: re.Match[str]) -> str:
        text = printed(block[1], root)
        return "\n".join(filter(None, ["```console", f"$ {block[1]}", text, "```"]))

    return BLOCK.sub(run, page)


def main() -> None:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(run_all(PAGE.read_text("utf-8"), course(Path(folder, "course"))), "utf-8")


if __name__ == "__main__":
    main()
