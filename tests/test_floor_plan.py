"""The contracts in pyproject.toml bite, and what is loaded beside a stranger's code is what docs/architecture.md says.

That they are kept is what ``make lint`` looks at.
"""

from __future__ import annotations

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

BESIDE_A_STRANGER = {"calling", "course_package", "plain", "running", "sandbox", "version"}


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
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    said = [line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")]
    assert done.returncode == bool(said), done.stdout + done.stderr
    return said


@pytest.mark.parametrize(
    ("file", "line", "contracts"),
    [
        ("autograder/running/worker.py", "import autograder.rules.tree", [STRANGER]),
        ("autograder/calling/call.py", "from autograder.notebook import read", [STRANGER]),
        ("autograder/sandbox/lock.py", "import autograder.key.assignment", [LAYERS, STRANGER]),
        ("autograder/plain/values.py", "def late():\n    import autograder.rules.tree", [LAYERS, STRANGER]),
        ("autograder/verdict/diagnose.py", "from autograder.judge.judge import Judge", [LAYERS, NOTEBOOK]),
        ("autograder/practice.py", "import autograder.key", [NOTEBOOK]),
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


def test_the_parent_of_the_workers_has_loaded_no_answer_no_test_and_no_mark() -> None:
    script = (
        "import sys\nfrom autograder.running import forkserver\nforkserver.warm_up()\n"
        "print(*(name for name in sys.modules if name.startswith('autograder.')))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "autograder.running.worker" in loaded
    others = {name for name in loaded if name.split(".")[1] not in BESIDE_A_STRANGER}
    assert others == {"autograder.course", "autograder.course.locate"}  # where the data sets of the course are
