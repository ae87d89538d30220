"""Processor time of a whole process tree; the wall clock depends on who else works.

What a command costs is user and system time of all that it starts, as the kernel adds it up when they are waited for.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sample_class.template import ROOT, Data

MADE = ("submitted", "autograded", "feedback", "gradebook.results")
GRADE, PAGES = ("autograder.cli", "grade", "--jobs", "1"), ("autograder.cli", "feedback", "--jobs", "1")
ENDED_WELL = (0, 3)  # 3: a person has to look at somebody


def surroundings() -> dict[str, str]:
    """The environment of a command: this Python's programs, and one thread for linear algebra.

    Threads that wait for each other on a busy machine would flatter us: stock nbgrader runs every figure and training.
    """
    binaries = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": binaries + os.pathsep + os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"}


def children() -> float:
    """Seconds that all processes that this one has waited for have computed, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(folder: Path, *words: str, well: tuple[int, ...] = (0,)) -> float:
    """Seconds of processor time that ``python -m words`` takes in a folder; SystemExit if it does not end well."""
    before = children()
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=surroundings(), capture_output=True, check=False
    )
    if done.returncode not in well:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return children() - before


def executed(assignment: str) -> Data:
    """The solved notebook as it looks when all of it has been run."""
    (source,) = (ROOT / "source" / assignment).glob("*.ipynb")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, source.name)
        command(ROOT, "jupyter", "nbconvert", "--to", "notebook", "--execute", f"--output={made}", str(source))
        return json.loads(made.read_text("utf-8"))


def emptied(course: Path) -> None:
    """Take away what was handed in and what was made of it, so that nobody has been graded."""
    for name in MADE:
        shutil.rmtree(course / name, ignore_errors=True)
