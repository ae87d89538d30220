"""``make lab`` opens JupyterLab, for the superuser too, who needs its leave."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run_as(tmp_path):
    """Runs ``make lab`` with programs that only say what they are started with, as the user of this number."""

    def run(user: int) -> list[str]:
        for name, text in (
            ("autograder", 'echo "autograder $*"'),
            ("jupyter", 'echo "jupyter $*"'),
            ("id", f"echo {user}"),
        ):
            (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
            (tmp_path / name).chmod(0o755)
        command = ["make", "--silent", "--file", str(ROOT / "Makefile"), "--assume-old=setup", "lab", f"BIN={tmp_path}"]
        surroundings = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def test_only_the_superuser_gives_jupyterlab_leave_to_run(run_as):
    assert run_as(0) == ["autograder start work", "jupyter lab --notebook-dir=work --allow-root"]
    assert run_as(1000) == ["autograder start work", "jupyter lab --notebook-dir=work"]
