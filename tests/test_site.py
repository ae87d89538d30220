"""The site for a browser: what comes along and what does not, and what is said where something is missing."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.cli import main
from autograder.course.errors import CourseError
from autograder.nbgrader.release import solution_lines
from autograder.notebook.released import released_in
from autograder.site import build, lite, pyodide, wheel
from autograder.site.front_page import front_page
from tests.keys import ROOT

THERE = {"numpy", "matplotlib", "PIL", "IPython"}
"""Foreign packages that Pyodide has."""
ELSEWHERE = {"h5py", "rich"}  # asked for where they are: HDF5 files, and a bar in a terminal
RELEASES = sorted(path.parent for path in (ROOT / "release").glob("*/checks.json"))
NO_OTHERS = """
import sys
sys.modules.update(dict.fromkeys({refused}))
sys.path.insert(0, {folder!r})
"""


@pytest.fixture(scope="module")
def students(tmp_path_factory) -> Path:
    """The student's wheel, unpacked."""
    name, content = wheel.students_part()
    assert re.fullmatch(r"neural_networks_from_numpy-[\d.]+-py3-none-any\.whl", name)
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def modules_of(folder: Path) -> set[str]:
    paths = [path.relative_to(folder) for path in folder.rglob("*.py")]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths}


def test_what_is_imported_is_there(students):
    modules, missing = modules_of(students), set()
    for path in students.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named = [f"{node.module}.{alias.name}" for alias in node.names]
                missing |= {node.module} if not modules & {node.module, *named} else set()
            elif isinstance(node, ast.Import):
                missing |= {alias.name for alias in node.names} - modules
    assert {name.partition(".")[0] for name in missing} - sys.stdlib_module_names - THERE == ELSEWHERE


def test_nothing_that_judges_or_grades_comes_along(students):
    rooms = {path.name for path in (students / "autograder").iterdir() if path.is_dir()}
    assert rooms == {"course", "notebook", *wheel.ROOMS}
    assert not any(students.rglob("*key*")) and not any(students.rglob("*.h5"))


def test_no_line_of_a_solution_comes_along(students):
    texts = [path.read_text("utf-8") for path in students.rglob("*") if path.suffix in (".py", ".ipynb", ".json")]
    whole = "\n".join(texts)
    for release in RELEASES:
        (source,) = (ROOT / "source" / release.name).glob("*.ipynb")
        lines = list(solution_lines(nbformat.read(source, as_version=4)))
        assert lines
        assert [line for line in lines if line in whole or json.dumps(line)[1:-1] in whole] == []


def run(students: Path, folder: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """Run lines in a Python that has the wheel, and of foreign packages only those that Pyodide has."""
    refused = {"h5py", "nbgrader", "nbconvert", "nbformat", "jupyterlab", "sqlalchemy", "rich", "nh3", "sandlock"}
    text = "\n".join((NO_OTHERS.format(refused=refused, folder=str(students)), *lines))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-I", "-c", text],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_students_part_runs_without_the_others(students, tmp_path):
    lines = [
        "import autograder; assert autograder.__file__.startswith(sys.path[0]), autograder.__file__",
        "from autograder import check, hint, progress, ready, replay, reset",
        "from neural_networks import datasets, plots",
        "import neural_networks; assert neural_networks.__file__.startswith(sys.path[0])",
        "print(datasets.load_galaxy_nebula().train_set_x.shape)",
        "def graph_forward(a, b, c): return a + b * c, b * c, 0",
        "check(graph_forward)",
        "hint(graph_forward)",
    ]
    folder = tmp_path / "a" / "b" / "c" / "d"  # what lies above is looked at, too
    folder.mkdir(parents=True)
    done = run(students, folder, *lines)
    assert done.stderr == ""
    assert done.stdout.startswith("(201, 64, 64, 3)\n") and "graph_forward: ✗ not right yet" in done.stdout


def test_a_wheel_is_the_same_every_time_and_lists_what_is_in_it():
    name, content = wheel.students_part()
    assert wheel.students_part() == (name, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (record,) = (file for file in archive.namelist() if file.endswith("/RECORD"))
        rows = archive.read(record).decode().splitlines()
        assert {row.split(",")[0] for row in rows} == set(archive.namelist())


# --- the files of Pyodide ---------------------------------------------------------------------------------

FILES = {"pyodide.js": b"javascript", "numpy-2.whl": b"wheel"}


@pytest.fixture
def known(monkeypatch):
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    entry = {"file_name": "numpy-2.whl", "sha256": hashes["numpy-2.whl"]}
    excerpt = {"info": {"version": "1.2"}, "core": {"pyodide.js": hashes["pyodide.js"]}, "packages": {"numpy": entry}}
    monkeypatch.setattr(pyodide, "excerpt", lambda: excerpt)


def folder_with(folder: Path, files: dict[str, bytes]) -> Path:
    (folder / "deep").mkdir()
    for name, content in files.items():
        (folder / "deep" / name).write_bytes(content)
    return folder


def test_files_are_taken_from_a_folder_or_an_archive(known, tmp_path):
    folder = folder_with(tmp_path, {**FILES, "other.whl": b"other"})
    assert pyodide.collected(folder) == FILES
    with tarfile.open(tmp_path / "release.tar.bz2", "w:bz2") as archive:
        archive.add(folder / "deep", "pyodide")
    assert pyodide.collected(tmp_path / "release.tar.bz2") == FILES


def test_files_that_were_not_released_are_refused(known, tmp_path):
    folder = folder_with(tmp_path, {**FILES, "numpy-2.whl": b"another wheel"})
    with pytest.raises(CourseError, match=r"does not hold numpy-2\.whl as released with Pyodide 1\.2: name a folder"):
        pyodide.collected(folder)


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_bytes(b"no archive")])
def test_what_is_no_folder_and_no_archive_is_one_sentence(known, tmp_path, make):
    make(tmp_path / "x")
    with pytest.raises(CourseError, match=r"x cannot be read \(.+\): name a folder or an archive of Pyodide"):
        pyodide.collected(tmp_path / "x")


def test_the_excerpt_holds_all_that_its_packages_need():
    known = pyodide.excerpt()
    names = {name.replace("_", "-") for name in known["packages"]}
    needed = {need.replace("_", "-") for package in known["packages"].values() for need in package["depends"]}
    assert needed <= names and {"numpy", "matplotlib", "pillow", "ipython"} <= names
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in pyodide.wanted().values())


# --- the command ------------------------------------------------------------------------------------------


def test_a_folder_that_is_there_is_left_alone(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["site", str(tmp_path), "--pyodide", str(tmp_path)]) == 2
    assert "is there already: name a new folder, or an empty one" in " ".join(capsys.readouterr().err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(lite, "NEEDED", ("no_such_module",))
    with pytest.raises(CourseError, match=r"a site needs no_such_module: install the extra"):
        build.build(tmp_path / "site", tmp_path)


def test_what_cannot_be_built_leaves_nothing_behind(tmp_path, capsys):
    out = tmp_path / "site"
    assert main(["site", str(out), "--pyodide", str(tmp_path)]) == 2
    assert "does not hold" in capsys.readouterr().err
    assert not out.exists()


def test_the_front_page_leads_to_each_notebook_and_escapes_what_it_says():
    notebooks = [(release.name, released_in(release)) for release in RELEASES]
    page = front_page(notebooks)
    for release, (_, notebook) in zip(RELEASES, notebooks, strict=True):
        assert f'href="notebooks/index.html?path={release.name}/{notebook.name}.ipynb"' in page
    assert page.count(" exercises, ") == len(RELEASES)
    assert "<b>" not in front_page([("<b>", notebooks[0][1])]).replace("<body>", "")
