"""``make lab`` opens the student's door."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_make_lab_is_the_students_command(tmp_path):
    program = tmp_path / "autograder"
    program.write_text('#!/bin/sh\necho "autograder $*"\n')
    program.chmod(0o755)
    command = ["make", "--silent", "--file", str(ROOT / "Makefile"), "--assume-old=setup", "lab", f"BIN={tmp_path}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["autograder lab work"]
