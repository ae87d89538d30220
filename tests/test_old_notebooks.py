"""Notebooks of the first version, which import the course's figures and data from the engine, go on working."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.judge.judge import Judge
from tests.keys import ROOT
from tests.sample_class.template import FIRST, Template, code, with_cells

WAYS = {
    "the import cell of the first release": (
        "import matplotlib.pyplot as plt\nimport numpy as np\n\n"
        "from autograder import check, datasets, hint, plots, progress, ready",
        "x1, x2, y = 1.0, 2.0, 1.0\nw1, w2, b = 0.5, -1.0, 0.5\nz = w1 * x1 + w2 * x2 + b\na = 1 / (1 + np.exp(-z))\n"
        "L = -(y * np.log(a) + (1 - y) * np.log(1 - a))\n"
        'values = {"x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": b, "z": z, "a": a, "y": y, "L": L}\n'
        'slopes = {"da": -y / a + (1 - y) / (1 - a), "dz": a - y, "dw1": x1 * (a - y), "dw2": x2 * (a - y), '
        '"db": a - y}\n'
        "plots.show(plots.neuron_graph(values, slopes))\nassert len(datasets.load_iris().X) == 150",
    ),
    "modules by their names": (
        "import autograder.plots as plots\nfrom autograder.datasets import load_iris\nfrom autograder import check\n"
        "import numpy as np",
        "assert len(load_iris().X) == 150\nplots.show(plots.computation_graph(5, 3, 2))",
    ),
    "a module in a module": (
        "import numpy as np\nfrom autograder.plots.figure import show\nfrom autograder.plots import computation_graph\n"
        "import autograder, autograder.datasets.small\nfrom autograder import check",
        "show(computation_graph(5, 3, 2))\nassert autograder.datasets.small.load_iris().X.shape == (150, 4)",
    ),
}
"""``(the import cell, a cell that uses what it imports)``."""

KERNEL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance()
with capture_output() as captured:
    done = [shell.run_cell(cell) for cell in json.load(sys.stdin)]
for result in done:
    result.raise_error()
kinds = [sorted(output.data) for output in captured.outputs]
print(json.dumps([kinds, captured.stdout, captured.stderr]))
"""


@pytest.mark.parametrize("way", WAYS)
def test_an_old_notebook_runs(way, template, tmp_path):
    shutil.copy(ROOT / "release" / FIRST / "checks.json", tmp_path)
    cells = [*WAYS[way], template.solutions["sigmoid"], "check(sigmoid)"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", KERNEL],
        cwd=tmp_path,
        input=json.dumps(cells),
        env={**os.environ, "MPLBACKEND": "agg", "IPYTHONDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    (figure, card), printed, errors = json.loads(done.stdout)
    assert "image/svg+xml" in figure or "text/html" in figure or "image/png" in figure
    assert card == ["text/html", "text/plain"]
    assert (printed, errors) == ("", "")


@pytest.mark.parametrize("way", WAYS)
def test_an_old_notebook_earns_everything(way, template: Template, judge: Judge):
    notebook = template.filled()
    imports, draws = WAYS[way]
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "from autograder import" in source:
            cell["source"] = imports
    used = "def flatten_images(images):\n    assert shown is None\n    return images.reshape(images.shape[0], -1).T"
    drawn = f"def draw():\n    {draws.replace(chr(10), chr(10) + '    ')}\nshown = draw()"
    with_cells(notebook, code(drawn), code(used))  # what is drawn has to be drawn, or this earns nothing
    grade = judge.grade(["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"])
    assert {result.name: result.score for result in grade.results} == template.points
    assert grade.notes == ()


def python(folder: Path, text: str, *options: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program in which the packages in ``path`` come first."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-W", "error", *options, "-c", text],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(path or ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_both_names_mean_the_same_module(tmp_path):
    """Whichever is imported first, also of the modules that a package does not import itself."""
    modules = sorted((ROOT / "neural_networks").glob("*/*.py"))
    names = [".".join(path.relative_to(ROOT / "neural_networks").with_suffix("").parts) for path in modules]
    names = [name.removesuffix(".__init__") for name in names]
    assert "plots.figure" in names
    for first, second in (("autograder", "neural_networks"), ("neural_networks", "autograder")):
        text = f"from importlib import import_module as m\nfor n in {names}:\n"
        done = python(tmp_path, text + f"    assert m('{first}.' + n) is m('{second}.' + n), n")
        assert (done.returncode, done.stderr) == (0, "")


# --- no course, several courses ------------------------------------------------------------------------------------


@pytest.fixture
def engine_alone(tmp_path) -> Path:
    """The engine without the course that says by an entry point that it is one."""
    shutil.copytree(ROOT / "autograder", tmp_path / "site" / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("import autograder; autograder.datasets", "AttributeError: module 'autograder' has no attribute 'datasets'"),
        ("from autograder import datasets", "ImportError: cannot import name 'datasets' from 'autograder'"),
        ("import autograder.datasets", "ModuleNotFoundError: No module named 'autograder.datasets'"),
        ("from autograder.plots.figure import show", "ModuleNotFoundError: No module named 'autograder.plots'"),
    ],
)
def test_without_a_course_its_modules_are_missing_in_one_sentence(engine_alone, tmp_path, text, sentence):
    done = python(tmp_path, text, "-S", path=engine_alone)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(sentence)
    assert "During handling" not in done.stderr


def test_without_a_course_the_engine_works(engine_alone, tmp_path):
    text = (
        "import autograder\nfrom autograder import course_package\nfrom autograder.course import locate\n"
        "assert (course_package.packages(), course_package.modules()) == ((), {})\n"
        "assert (locate.shipped('data'), locate.installed_course(), locate.all_checks()) == ([], None, [])\n"
        "assert not hasattr(autograder, 'plots')\n"
    )
    far = tmp_path / "1" / "2" / "3" / "4"  # from any checks.json
    far.mkdir(parents=True)
    done = python(far, text, "-S", path=engine_alone)
    assert (done.returncode, done.stderr) == (0, "")


def course(site: Path, package: str, module: str, text: str) -> None:
    """Install another course, of one module."""
    (site / package).mkdir(parents=True)
    (site / package / "__init__.py").write_text(f"__all__ = [{module!r}]\n")
    (site / package / f"{module}.py").write_text(text)
    info = site / f"{package}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[autograder.course]\n{package} = {package}\n")


def test_two_courses_are_found_beside_each_other(tmp_path):
    course(tmp_path / "site", "statistics_course", "dice", "FACES = 6\n")
    text = (
        "import autograder.dice, sys\nfrom autograder import datasets, dice, course_package\n"
        "assert dice.FACES == 6 and dice is sys.modules['statistics_course.dice']\n"
        "assert datasets.__name__ == 'neural_networks.datasets'\n"
        "assert course_package.packages() == ('neural_networks', 'statistics_course')\n"
        "assert len(course_package.folders()) == 2\n"
    )
    done = python(tmp_path, text, path=tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("package", ["a_course", "z_course"])
def test_of_two_courses_with_a_module_of_one_name_the_first_is_meant(tmp_path, package):
    """As everywhere where courses are asked in turn: in the order of their names."""
    course(tmp_path / "site", package, "plots", "")
    text = "import autograder\nprint(autograder.plots.__name__, autograder.course_package.packages()[0])"
    done = python(tmp_path, text, path=tmp_path / "site")
    found, first = done.stdout.split()
    assert found == f"{first}.plots"


def test_a_folder_that_an_update_has_left_behind_hides_no_module(tmp_path):
    """Python takes any folder for a package: ``git pull`` removes a package's files, not its ``__pycache__``."""
    engine = tmp_path / "autograder"
    shutil.copytree(ROOT / "autograder", engine, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("datasets", "plots"):
        (engine / name / "__pycache__").mkdir(parents=True)
    looks = "import autograder.plots as p; from autograder.datasets import load_iris; print(p.__name__, p.__file__)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import autograder; print(autograder.__file__); {looks}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    where, found = done.stdout.splitlines()
    assert where.startswith(str(tmp_path))
    assert found.startswith("neural_networks.plots ")
