"""The contracts in pyproject.toml bite; that they are kept is what ``make lint`` looks at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keys import ROOT

LAYERS = "Lower rooms know nothing of higher ones"
STRANGER = "Beside a stranger's code there is no answer, no test and no mark"
NOTEBOOK = "A student's notebook needs no answer key and no judge"
ENGINE = "The engine knows no course"
COURSE = "A course's figures and data sets know of the engine only where files are"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that the contracts are about."""
    folder = tmp_path_factory.mktemp("tree")
    for package in ("autograder", "neural_networks"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def broken(tree: Path) -> list[str]:
    """The contracts that a copy breaks, as ``make lint`` would say it."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--no-cache"]
    wide = {**os.environ, "COLUMNS": "200"}  # no line is broken
    done = subprocess.run(command, cwd=tree, env=wide, capture_output=True, text=True, check=False)
    said = [line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")]
    assert done.returncode == bool(said), done.stdout + done.stderr
    return said


@pytest.mark.parametrize(
    ("file", "line", "contracts"),
    [
        ("autograder/running/worker.py", "import autograder.rules.tree", [STRANGER]),
        ("autograder/calling/call.py", "from autograder.notebook import read", [STRANGER]),
        ("autograder/running/worker.py", "import autograder.relations.find", [LAYERS, STRANGER]),
        ("autograder/relations/find.py", "import autograder.verdict.findings", [LAYERS]),
        ("autograder/sandbox/lock.py", "import autograder.key.assignment", [LAYERS, STRANGER]),
        ("autograder/plain/values.py", "def late():\n    import autograder.rules.tree", [LAYERS, STRANGER]),
        ("autograder/verdict/diagnose.py", "from autograder.judge.judge import Judge", [LAYERS, NOTEBOOK]),
        ("autograder/practice/examining.py", "import autograder.key", [NOTEBOOK]),
        ("autograder/messages.py", "import neural_networks.plots", [ENGINE]),
        ("neural_networks/plots/figure.py", "import autograder.rules", [COURSE]),
    ],
)
def test_an_import_that_points_the_wrong_way_is_refused(tree: Path, file: str, line: str, contracts: list[str]) -> None:
    text = (ROOT / file).read_text("utf-8")
    try:
        (tree / file).write_text(f"{text}\n\n{line}\n", "utf-8")
        assert broken(tree) == contracts
    finally:
        (tree / file).write_text(text, "utf-8")


def test_a_room_without_a_place_is_refused(tree: Path) -> None:
    room = tree / "autograder" / "attic"
    room.mkdir()
    try:
        (room / "__init__.py").touch()
        assert broken(tree) == [LAYERS]
    finally:
        shutil.rmtree(room)
