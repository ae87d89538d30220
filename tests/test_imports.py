"""What is loaded, and when: nothing is, before somebody needs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

LOADED = "loaded = sorted(set(sys.modules) - before); import json; print(json.dumps(loaded))"
LIGHT = {"autograder", "autograder.course_package", "autograder.version"}
HEAVY = {"numpy", "IPython", "rich", "nbformat", "nbgrader", "nbconvert", "matplotlib", "h5py", "sqlalchemy", "dask"}


def loaded(*lines: str, **environment: str) -> set[str]:
    """The modules that these lines load in a Python of their own."""
    text = "\n".join(("import sys", "before = set(sys.modules)", *lines, LOADED))
    command = [sys.executable, *(() if environment else ("-I",)), "-c", text]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(json.loads(done.stdout.splitlines()[-1]))


def foreign(modules: set[str]) -> set[str]:
    """The packages among these modules that do not come with Python."""
    return {name.split(".")[0] for name in modules} - sys.stdlib_module_names


def engine(modules: set[str]) -> set[str]:
    """The modules of the engine among these."""
    return {name for name in modules if name.split(".")[0] == "autograder"}


def test_importing_the_engine_loads_next_to_nothing():
    modules = loaded("import autograder")
    assert foreign(modules) == {"autograder"}
    assert engine(modules) == LIGHT
    heavy = {"importlib.metadata", "inspect", "dataclasses", "json", "ast", "subprocess", "ctypes", "email", "zipfile"}
    assert not modules & heavy


def test_looking_at_the_engine_loads_nothing_more():
    modules = loaded(
        "import autograder",
        "dir(autograder), autograder.__version__, autograder.__all__, repr(autograder)",
        "hasattr(autograder, '__path__'), hasattr(autograder, '__wrapped__'), hasattr(autograder, '_anything')",
    )
    assert engine(modules) == LIGHT


def test_what_is_asked_for_is_loaded_then():
    assert "autograder.practice" in loaded("from autograder import check")
    asked = loaded("from autograder import check, hint, progress, ready")
    assert "numpy" in asked
    assert not foreign(asked) & (HEAVY - {"numpy"})
    assert not {name for name in asked if name.startswith(("autograder.judge", "autograder.key", "neural_networks"))}


def test_a_module_that_is_nowhere_is_looked_for_without_loading_a_course():
    modules = loaded("import autograder", "try: import no_such_module", "except ImportError: pass")
    assert engine(modules) == LIGHT
    assert "neural_networks" not in modules


def test_somebody_elses_test_run_loads_nothing_of_the_engine_but_its_door(tmp_path):
    """pytest imports the plugins of all that is installed, so ours is in everybody's runs."""
    (tmp_path / "test_theirs.py").write_text(
        "import json, sys\nWHERE = __file__ + '.json'\n"
        "def test_theirs():\n    json.dump(sorted(sys.modules), open(WHERE, 'w'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "test_theirs.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    modules = set(json.loads((tmp_path / "test_theirs.py.json").read_text()))
    assert engine(modules) == {*LIGHT, "autograder.pytest_plugin"}
    assert not foreign(modules) & (HEAVY | {"neural_networks"})


HELP = ("import autograder.cli as cli", "try: cli.main(['{}', '--help'])", "except SystemExit: pass")


@pytest.mark.parametrize("command", ["judge", "test", "grade", "new", "build", "start"])
def test_help_loads_nothing_that_only_grading_needs(command):
    modules = loaded(*(line.format(command) for line in HELP))
    assert foreign(modules) == {"autograder"}
    assert not {
        name for name in modules if name.startswith(("autograder.judge", "autograder.key", "autograder.verdict"))
    }


def test_an_interruption_while_python_loads_something_is_one_sentence(tmp_path):
    (tmp_path / "numpy.py").write_text("raise KeyboardInterrupt\n")
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "judge", "any.ipynb"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "autograder: interrupted; nothing was changed\n"
    assert (done.returncode, done.stdout) == (130, "")
