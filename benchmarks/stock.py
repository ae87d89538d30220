"""The solved notebook as stock nbgrader would have it: its public cases as asserts, in a course without any of ours."""

from __future__ import annotations

from pathlib import Path

import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.checks.contents import Checks, ExerciseChecks
from autograder.checks.made import make_checks
from autograder.course.course import Course
from autograder.plain.values import Tree
from benchmarks.processor_time import command
from tests.sample_class.template import FIRST, FIRST_FILE, ROOT


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
    checks = checks or make_checks(Course(ROOT).assignment(FIRST))
    solved = nbformat.read(ROOT / "source" / FIRST / FIRST_FILE, as_version=4)
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


def stock_course(folder: Path, bare: bool) -> Path:
    """A course without any configuration of ours; the notebook that everybody hands in."""
    source = folder / "source" / FIRST / FIRST_FILE
    source.parent.mkdir(parents=True)
    nbformat.write(stock_notebook(bare), source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = '.'\n")
    command(folder, "nbgrader", "generate_assignment", FIRST)
    return source
