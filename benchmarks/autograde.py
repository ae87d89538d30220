"""How much faster than stock nbgrader? ``python -m benchmarks.autograde [--submissions N] [--rounds R]``

All grade the same solved notebook on the same machine in the same run, in turn: stock ``nbgrader autograde`` with the
public cases of every exercise as assert cells in the place of ``check(f)``; stock once more with a bare notebook that
holds nothing but the solutions and those asserts; and ours, with the hidden cases. Each is timed with one submission
and with N more (ours: 8 N), so that start-up and the cost of a submission are told apart. Exit code 1 if the ratio of
the cost of a submission, for the notebook as students have it, is under 12.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
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


def nbgrader(folder: Path, *arguments: str) -> float:
    """Seconds that an nbgrader command takes."""
    binaries = str(Path(sys.executable).parent)
    # Threads that wait for each other on a busy machine would flatter us: stock runs every figure and training cell.
    environment = {**os.environ, "PATH": binaries + os.pathsep + os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - start


def hand_in(folder: Path, source: Path, count: int) -> None:
    """So many students hand in the same solved notebook; what was graded before is forgotten."""
    for name in ("submitted", "autograded"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for number in range(count):
        target = folder / "submitted" / f"student{number:03d}" / NAME
        target.mkdir(parents=True)
        shutil.copyfile(source, target / NOTEBOOK)


def stock_course(folder: Path, bare: bool) -> Path:
    """A course without any configuration of ours; the notebook that everybody hands in."""
    source = folder / "source" / NAME / NOTEBOOK
    source.parent.mkdir(parents=True)
    nbformat.write(stock_notebook(bare), source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = '.'\n")
    nbgrader(folder, "generate_assignment", NAME)
    return source


def our_course(folder: Path) -> Path:
    """A copy of this course."""
    for name in ("keys", "source", "release"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    return folder / "source" / NAME / NOTEBOOK


def measured(folder: Path, notebook: Path, submissions: int) -> tuple[float, float]:
    """``(seconds of start-up and one submission, seconds of each further submission)``."""
    hand_in(folder, notebook, 1)
    one = nbgrader(folder, "autograde", NAME)
    hand_in(folder, notebook, 1 + submissions)
    return one, (nbgrader(folder, "autograde", NAME) - one) / submissions


def main() -> int:
    """Measure, print, and fail if the ratio is too small."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=4, metavar="N")
    parser.add_argument("--rounds", type=int, default=2, metavar="R")
    parser.add_argument("--judge", action="store_true", help="time checks and the judge alone, without nbgrader")
    options = parser.parse_args()
    if options.judge:
        return judge.main()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        stock, bare, ours = (Path(folder, name) for name in ("stock", "bare", "ours"))
        for course in (stock, bare, ours):
            course.mkdir()
        runs = [
            (stock, stock_course(stock, bare=False), options.submissions),
            (bare, stock_course(bare, bare=True), options.submissions),
            (ours, our_course(ours), options.submissions * MORE_OF_OURS),
        ]
        for _ in range(options.rounds):
            rows.append([measured(*run) for run in runs])
    table = Table("round", "stock: first, each", "bare stock: first, each", "ours: first, each", "ratio", "bare ratio")
    for number, row in enumerate(rows, 1):
        shown = [f"{first:.2f} s, {each:.3f} s" for first, each in row]
        table.add_row(str(number), *shown, f"{row[0][1] / row[2][1]:.1f}", f"{row[1][1] / row[2][1]:.1f}")
    Console().print(table)
    ratio, bare_ratio = (statistics.median(row[i][1] / row[2][1] for row in rows) for i in (0, 1))
    print(f"A submission costs stock nbgrader {ratio:.1f} times what it costs here (median; at least {LEAST_RATIO}),")
    print(f"and {bare_ratio:.1f} times if the notebook is stripped to solutions and asserts.")
    return 0 if ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
