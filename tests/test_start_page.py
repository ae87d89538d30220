"""Where a student begins: the start page, and JupyterLab without what only teachers need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from autograder import cli
from autograder.messages import say
from autograder.notebook.released import Released, released_in, with_texts
from autograder.practice import lab
from autograder.practice.start_page import exercises_in, hours, points_in, start_page, title_of
from tests import tiny_course as tiny
from tests.keys import KEYS, ROOT
from tests.tiny_course import source_cells, text

RELEASES = [(name, released_in(ROOT / "release" / name)) for name in KEYS]
POINTS = {"01": (9, 30), "02": (16, 40), "03": (14, 40), "04": (10, 31)}


def released(*cells: dict) -> Released:
    return Released("tiny", with_texts(tiny.notebook(list(cells)), "tiny.ipynb"))


def texts() -> list[str]:
    return ["".join(cell["source"]) for cell in start_page(RELEASES)["cells"]]


def test_the_page_is_a_notebook_that_shows_all_notebooks_with_their_times():
    page = nbformat.from_dict(start_page(RELEASES))
    nbformat.validate(page)
    table = [line.strip("| ").split(" | ") for line in texts()[0].splitlines() if line.startswith("| [")]
    assert len(table) == len(KEYS)
    for (name, notebook), (title, exercises, points, time) in zip(RELEASES, table, strict=True):
        words, link = title.strip("[)").split("](")
        assert (ROOT / "release" / unquote(link)).is_file()
        assert words == title_of(notebook, "")
        assert int(exercises) == len(exercises_in(notebook)) >= POINTS[name[:2]][0]
        assert float(points) == points_in(notebook) >= POINTS[name[:2]][1]
        assert time == f"about {hours(notebook):g} hours"
        assert 1.5 <= hours(notebook) <= 6


def test_the_cell_of_the_page_can_be_run(tmp_path):
    (call,) = (cell["source"] for cell in start_page(RELEASES)["cells"] if cell["cell_type"] == "code")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", "".join(call)], cwd=tmp_path, env=environment, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"No notebooks of the course were found" in done.stdout


def test_what_the_page_says_can_be_typed_can_be_typed():
    name, notebook = RELEASES[0]
    first = exercises_in(notebook)[0]
    assert f"`reset({first})`" in texts()[2]
    assert f"`autograder reset {first} {name}/{notebook.name}.ipynb`" in texts()[2]
    assert {"reset", "progress", "check"} <= cli.COMMANDS.keys()


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ([text("# One word")], 0.5),
        ([text("word " * 150 * 60)], 1),
        ([text("word " * 150 * 70)], 1),
        ([text("word " * 150 * 80)], 1.5),
        ([text("$$\na + b\n$$ $c + d$ " * 9_000)], 2),  # a formula is one word
        (source_cells() * 3, 1),
    ],
)
def test_the_time_counts_150_words_a_minute_and_ten_minutes_for_an_exercise(cells, count):
    assert hours(released(*cells)) == count
    assert "150 words of text a minute and ten minutes for each\nexercise" in say("start_page", rows="")


def test_a_course_without_titles_or_exercises_has_a_page_too():
    page = start_page([("05_a|b c", released(text("No heading, ## nowhere.")))])
    assert "| [05_a\\|b c](05_a%7Cb%20c/tiny.ipynb) | 0 | 0 | about 0.5 hours |" in "".join(page["cells"][0]["source"])
    assert len(page["cells"]) == 2
    assert title_of(released(text("## Two"), text("text\n\n#  A | B ")), "x") == "A | B"


# --- JupyterLab ---------------------------------------------------------------------------------------------------


def test_it_opens_the_start_page_and_only_the_superuser_gives_leave(tmp_path):
    opened = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={tmp_path}",
        "--LabApp.default_url=/lab/tree/start.ipynb",
    ]
    assert lab.command(tmp_path, user=1000) == opened
    assert lab.command(tmp_path, user=0) == [*opened, "--allow-root"]


def test_its_settings_go_first_and_others_stay():
    programs = os.path.dirname(sys.executable)
    assert lab.surroundings({"A": "b"}) == {"A": "b", "JUPYTER_CONFIG_PATH": str(lab.SETTINGS), "PATH": programs}
    there = lab.surroundings({"JUPYTER_CONFIG_PATH": "/mine", "PATH": "/bin"})
    assert there["JUPYTER_CONFIG_PATH"] == f"{lab.SETTINGS}{os.pathsep}/mine"
    assert there["PATH"] == f"{programs}{os.pathsep}/bin"


def test_the_command_makes_the_folder_and_becomes_jupyterlab_there(tmp_path, monkeypatch, capsys):
    started = []
    monkeypatch.setattr(lab.os, "execve", lambda *given: started.append(given) or sys.exit(0))
    with pytest.raises(SystemExit):
        cli.main(["lab", str(tmp_path / "work")])
    ((program, arguments, environment),) = started
    assert program == sys.executable
    assert arguments[:4] == lab.command(tmp_path / "work", user=1)[:4]
    assert environment["JUPYTER_CONFIG_PATH"].startswith(str(lab.SETTINGS))
    assert (tmp_path / "work" / "start.ipynb").is_file()
    assert capsys.readouterr().out.endswith("start.ipynb: begin here\n")


WHAT_IS_ON = """
import json, os
from jupyter_core.paths import jupyter_config_path, jupyter_path
from jupyter_server.extension.config import ExtensionConfigManager
from jupyterlab_server.config import get_page_config
page = get_page_config(jupyter_path("labextensions"))
server = ExtensionConfigManager(read_config_path=jupyter_config_path()).get_jpserver_extensions()
print(json.dumps([page["disabledExtensions"], sorted(name for name, on in server.items() if on)]))
"""


def what_is_on(environment: dict[str, str]) -> tuple[list[str], list[str]]:
    """``(extensions of JupyterLab that are switched off, extensions of the server that are on)``."""
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IS_ON], env=environment, capture_output=True, text=True, check=True
    )
    off, on = json.loads(done.stdout)
    return off, on


@pytest.mark.slow
def test_nbgraders_menus_and_the_news_are_off_and_nothing_else(tmp_path):
    before = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path)}
    off, on = what_is_on(before)
    assert off == [] and [name for name in on if name.startswith("nbgrader.")]
    students_off, students_on = what_is_on(lab.surroundings(before))
    assert sorted(students_off) == ["@jupyter/nbgrader", "@jupyterlab/apputils-extension:announcements"]
    assert students_on == [name for name in on if not name.startswith("nbgrader.")]
    assert what_is_on(before) == (off, on)


def test_the_extension_that_is_switched_off_is_the_one_that_is_installed():
    extensions = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    names = [json.loads(path.read_text("utf-8"))["name"] for path in extensions.glob("@*/*/package.json")]
    assert "@jupyter/nbgrader" in names
