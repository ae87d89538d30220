"""Every source notebook and its release, run as their readers run them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.checks.made import make_checks
from autograder.judge.judge import judging
from autograder.key.assignment import load_assignment
from autograder.notebook.read import read_notebook
from tests.keys import KEYS
from tests.tiers import one_of

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENTS = list(KEYS)
WIDEST = 90  # characters that JupyterLab shows of a line where the window is 1280 pixels wide


def notebook_of(folder: str, name: str) -> Path:
    (path,) = (ROOT / folder / name).glob("*.ipynb")
    return path


def run(path: Path) -> nbformat.NotebookNode:
    """Run a notebook from top to bottom in its folder; any exception ends it."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    return client.execute()


def shown(notebook: nbformat.NotebookNode) -> str:
    return "\n".join(
        str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_source_runs_and_every_check_is_green(name):
    notebook = run(notebook_of("source", name))
    text = shown(notebook)
    exercises = load_assignment(KEYS[name]).exercises
    assert text.count("✓ right") == len(exercises), text
    assert "Still to do" not in text
    assert all(
        "alt=" in output["data"]["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "<img" in output.get("data", {}).get("text/html", "")
    )


@pytest.mark.parametrize("name", one_of(*ASSIGNMENTS))
def test_the_untouched_release_runs_and_reads_not_started(name):
    notebook = run(notebook_of("release", name))
    text = shown(notebook)
    exercises = load_assignment(KEYS[name]).exercises
    assert text.count("○ not started") == len(exercises)
    assert not any(output.output_type == "error" for cell in notebook.cells for output in cell.get("outputs", []))


@pytest.mark.parametrize("name", one_of(*ASSIGNMENTS))  # `autograder build --check` grades both of all four
def test_the_untouched_release_scores_0_and_the_source_full_marks(name):
    assignment = load_assignment(KEYS[name])
    with judging(make_checks(assignment), make_checks(assignment, 7), assignment) as judge:
        untouched = judge.grade(read_notebook(notebook_of("release", name)).code)
        solved = judge.grade(read_notebook(notebook_of("source", name)).code)
    assert untouched.score == 0
    assert {result.status for result in untouched.results} == {"not_started"}
    assert solved.score == solved.points == assignment.points


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_line_of_a_solution_is_in_the_release(name):
    solution = notebook_of("source", name).read_text("utf-8")
    cells = json.loads(solution)["cells"]
    regions = re.findall(
        r"### START CODE HERE ###.*?\n(.*?)### END CODE HERE ###",
        "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"),
        re.DOTALL,
    )
    assert regions
    lines = {line.strip() for region in regions for line in region.splitlines() if len(line.strip()) > 12}
    for page in KEYS[name].glob("*.py"):
        for node in ast.walk(ast.parse(page.read_text("utf-8"))):
            if isinstance(node, ast.Return) and node.value is not None:
                lines.add(ast.unparse(node))
    shown = {line.strip() for helper in load_assignment(KEYS[name]).given for line in helper.source.splitlines()}
    lines -= shown
    for file in sorted((ROOT / "release" / name).iterdir()):
        text = file.read_text("utf-8")
        released = {line.strip() for line in text.replace("\\n", "\n").splitlines()}
        given = {line.strip() for cell in cells for line in "".join(cell["source"]).splitlines()} - lines
        leaked = {line for line in lines - given if len(line) > 12 and line in text and line in released}
        assert not leaked, (file.name, leaked)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_source_is_clean(name):
    notebook = nbformat.read(notebook_of("source", name), as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert re.fullmatch(r"[a-z0-9-]+", cell.id)
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_line_of_code_is_cut_on_a_small_screen(name):
    notebook = nbformat.read(notebook_of("source", name), as_version=4)
    lines = [line for cell in notebook.cells if cell.cell_type == "code" for line in cell.source.splitlines()]
    assert [line for line in lines if len(line) > WIDEST] == []


WHOLE = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$|!?\[[^\]]*\]\([^)]*\)", re.DOTALL)
"""What cannot be broken, or is left as it is: formulas and links."""


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_line_of_prose_is_longer_than_one_of_code(name):
    notebook = nbformat.read(notebook_of("source", name), as_version=4)
    texts = [WHOLE.sub(in_one_piece, cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
    lines = [line for text in texts for line in text.splitlines() if not line.startswith(("|", "<"))]
    assert [line for line in lines if len(line) > WIDEST and " " in line.strip()] == []


def in_one_piece(found: re.Match[str]) -> str:
    """A piece without spaces, as long as it is; a displayed formula is no line of prose."""
    return "" if found[0].startswith("$$") else found[0].replace(" ", "_")
