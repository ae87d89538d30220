"""How much less than stock nbgrader? ``python -m benchmarks.autograde [--submissions N] [--rounds R]``

Processor time of the whole process tree, since the machines on which this runs are shared. All grade the same solved
notebook in the same run, in turn: stock ``nbgrader autograde`` on a bare notebook that holds nothing but the solutions
and the public cases as asserts (the harder comparison, so it is quoted first); stock on the notebook as students have
it; and ours, ``autograder grade``, on that with all its outputs, 4 MB, and with the hidden cases. The pages that
students get back are measured apart: ``nbgrader generate_feedback`` against ``autograder feedback``. Each is measured
with one submission and with N more (ours: 8 N), so that start-up and the cost of a submission are told apart, after a
round that is not counted.
Exit code 1 if a submission of the notebook as students have it costs stock less than 12 times what it costs here.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from rich.table import Table

from autograder.checks.contents import Checks, ExerciseChecks
from autograder.checks.made import make_checks
from autograder.course.course import Course
from autograder.plain.values import Tree
from benchmarks import judge

ROOT = Path(__file__).resolve().parents[1]
NAME, NOTEBOOK = "01_logistic_regression", "logistic_regression.ipynb"
LEAST_RATIO = 12
MORE_OF_OURS = 8  # ours are so short that they must be many to stand out from the noise of start-up


def literal(tree: Tree) -> str:
    """A value as a Python expression."""
    if isinstance(tree, np.ndarray):
        return f"np.array({tree.tolist()!r})"
    if isinstance(tree, np.generic):
        return repr(tree.item())
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key!r}: {literal(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list | tuple):
        return "(" + "".join(f"{literal(item)}, " for item in tree) + ")"
    return repr(tree)


def asserts(got: str, expected: Tree) -> list[str]:
    """The assert lines for one returned value."""
    if isinstance(expected, dict | list | tuple):
        items = expected.items() if isinstance(expected, dict) else enumerate(expected)
        return [line for key, item in items for line in asserts(f"{got}[{key!r}]", item)]
    return [f"assert np.allclose(np.squeeze({got}), np.squeeze({literal(expected)}), rtol=1e-6, atol=1e-8)"]


def test_cell(exercise: ExerciseChecks) -> str:
    """All public cases of one exercise as asserts."""
    lines = []
    for case in exercise.cases:
        expected = case.expected[0] if case.vary else [case.expected[0]]
        for args, value in zip(case.calls(), expected, strict=True):
            lines.append(f"result = {exercise.name}({', '.join(map(literal, args))})")
            lines += asserts("result", value)
    return "\n".join(lines)


def marked(source: str, name: str, solution: bool, points: float) -> NotebookNode:
    """A code cell with nbgrader's metadata."""
    metadata = {"grade": not solution, "grade_id": name, "locked": not solution, "schema_version": 3, "task": False}
    metadata |= {"solution": solution, "cell_type": "code"} | ({} if solution else {"points": points})
    return new_code_cell(source, metadata={"nbgrader": metadata})


def stock_notebook(bare: bool, checks: Checks | None = None) -> NotebookNode:
    """The solved notebook with its checks as stock nbgrader has them; ``bare``: without other cells."""
    checks = checks or make_checks(Course(ROOT).assignment(NAME))
    solved = nbformat.read(ROOT / "source" / NAME / NOTEBOOK, as_version=4)
    cells = [new_code_cell("import warnings\nimport numpy as np\nwarnings.simplefilter('ignore')")]
    for cell in solved.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        exercise = checks.exercises.get(name.removeprefix("check_"))
        if exercise is None:
            cells += [] if bare else [cell]
        elif name.startswith("check_"):
            cells.append(marked(test_cell(exercise), name, solution=False, points=exercise.points))
        else:
            source = cell.source.replace("### START CODE HERE ###", "### BEGIN SOLUTION")
            source = source.replace("### END CODE HERE ###", "### END SOLUTION")
            cells.append(marked(source, name, solution=True, points=0))
    return new_notebook(cells=cells, metadata=solved.metadata)


def command(folder: Path, *words: str) -> float:
    """Seconds of processor time that a command takes with all that it starts."""
    binaries = str(Path(sys.executable).parent)
    # Threads that wait for each other on a busy machine would flatter us: stock runs every figure and training cell.
    environment = {**os.environ, "PATH": binaries + os.pathsep + os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", *words], cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def hand_in(folder: Path, source: Path, count: int) -> None:
    """So many students hand in the same solved notebook, each with a cell of their own; nobody has been graded."""
    for name in ("submitted", "autograded", "feedback", "gradebook.results"):
        shutil.rmtree(folder / name, ignore_errors=True)
    solved = json.loads(source.read_text("utf-8"))
    for number in range(count):
        target = folder / "submitted" / f"student{number:03d}" / NAME
        target.mkdir(parents=True)
        own = new_code_cell(f"me = {number}")
        (target / NOTEBOOK).write_text(json.dumps({**solved, "cells": [*solved["cells"], own]}), encoding="utf-8")


def stock_course(folder: Path, bare: bool) -> Path:
    """A course without any configuration of ours; the notebook that everybody hands in."""
    source = folder / "source" / NAME / NOTEBOOK
    source.parent.mkdir(parents=True)
    nbformat.write(stock_notebook(bare), source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = '.'\n")
    command(folder, "nbgrader", "generate_assignment", NAME)
    return source


def our_course(folder: Path, solved: Path) -> Path:
    """A copy of this course; what is handed in there is the solved notebook with its outputs."""
    for name in ("keys", "source", "release"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    return solved


def executed(folder: Path) -> Path:
    """The solved notebook as it looks when all of it has been run."""
    made = folder / NOTEBOOK
    words = ("jupyter", "nbconvert", "--to", "notebook", "--execute", f"--output={made}")
    command(ROOT, *words, str(ROOT / "source" / NAME / NOTEBOOK))
    return made


@dataclass(frozen=True)
class Way:
    """One way to grade: its course, what is handed in, how many, and the commands that grade and make pages."""

    name: str
    folder: Path
    notebook: Path
    submissions: int
    grade: tuple[str, ...]
    pages: tuple[str, ...]

    def measured(self) -> tuple[float, float, float]:
        """``(start-up and one submission, each further one, the page of each further one)``, in seconds."""
        hand_in(self.folder, self.notebook, 1)
        one, one_page = command(self.folder, *self.grade), command(self.folder, *self.pages)
        hand_in(self.folder, self.notebook, 1 + self.submissions)
        many, many_pages = command(self.folder, *self.grade), command(self.folder, *self.pages)
        return one, (many - one) / self.submissions, (many_pages - one_page) / self.submissions


def ways(folder: Path, submissions: int) -> list[Way]:
    """The three, the harder comparison first."""
    solved = executed(folder)
    bare, stock, ours = (folder / name for name in ("bare", "stock", "ours"))
    for course in (bare, stock, ours):
        course.mkdir()
    theirs = ("nbgrader", "autograde", NAME), ("nbgrader", "generate_feedback", NAME)
    mine = ("autograder.cli", "grade", NAME), ("autograder.cli", "feedback", NAME)
    return [
        Way("stock, bare notebook", bare, stock_course(bare, bare=True), submissions, *theirs),
        Way("stock, as students have it", stock, stock_course(stock, bare=False), submissions, *theirs),
        Way("ours, as students have it", ours, our_course(ours, solved), submissions * MORE_OF_OURS, *mine),
    ]


def main() -> int:
    """Measure, print, and fail if the ratio is too small."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--submissions", type=int, default=4, metavar="N")
    parser.add_argument("--rounds", type=int, default=2, metavar="R")
    parser.add_argument("--judge", action="store_true", help="time checks and the judge alone, without nbgrader")
    options = parser.parse_args()
    if options.judge:
        return judge.main()
    table = Table("round", "", "start and first", "each", "its page", title="Seconds of processor time")
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        compared = ways(Path(folder), options.submissions)
        for number in range(options.rounds + 1):
            figures = [way.measured() for way in compared]
            rounds += [figures] if number else []
            for way, found in zip(compared, figures, strict=True):
                shown = f"{number}" if number else "not counted"
                table.add_row(shown, way.name, *(f"{seconds:.3f}" for seconds in found))
    Console().print(table)
    bare, stock = (
        [statistics.median(sum(one[which][1:end]) / sum(one[2][1:end]) for one in rounds) for end in (2, 3)]
        for which in (0, 1)
    )
    print(f"Stripped to solutions and asserts, a submission costs stock nbgrader {bare[0]:.1f} times what the whole")
    print(
        f"notebook costs here ({bare[1]:.1f} times with the pages of both); as students have it, {stock[0]:.1f} times"
    )
    print(f"({stock[1]:.1f} with pages; at least {LEAST_RATIO} without). Medians of {options.rounds} rounds.")
    return 0 if stock[0] >= LEAST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
