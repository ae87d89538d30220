"""What is otherwise in the tab of a browser, as far as that can be seen without one."""

from __future__ import annotations

import json
import logging
import shutil
import sys
import zipfile
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from pathlib import Path
from types import SimpleNamespace

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder import before_you_hand_in, progress
from autograder.course.course import Course
from autograder.notebook.archive import opened
from autograder.practice import cells as watched
from autograder.practice import exercises, handing_in, overview, saved
from autograder.practice.cells import CELLS, Cells
from autograder.practice.my_work import archive_of, my_work
from autograder.site import lite, pyodide, wheel
from autograder.submission import assignments_in
from tests.keys import ROOT
from tests.test_practice import said

FIRST, SECOND = "01_logistic_regression", "02_one_hidden_layer"
FILES = {FIRST: "logistic_regression.ipynb", SECOND: "one_hidden_layer.ipynb"}
ZIP = "my_work.zip"


@pytest.fixture
def tab(tmp_path, monkeypatch) -> Path:
    """The drive of a tab, with two notebooks as they were given out; the first is open."""
    tmp_path = tmp_path / "a" / "b" / "c" / "d"  # what lies above is looked at, too
    for name, file in FILES.items():
        (tmp_path / name).mkdir(parents=True)
        shutil.copyfile(ROOT / "release" / name / file, tmp_path / name / file)
    for variable in ("AUTOGRADER_HOME", "JPY_SESSION_NAME", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path / FIRST)
    for module in (handing_in, overview, saved):
        monkeypatch.setattr(module, "IN_BROWSER", True)
    monkeypatch.setattr(handing_in, "address_of", lambda content, kind: f"blob:{len(content)}")
    return tmp_path


def work_on(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    data["cells"].append({"cell_type": "code", "id": "mine", "source": "x = 1", "outputs": [], "metadata": {}})
    path.write_text(json.dumps(data), "utf-8")


def test_progress_knows_the_notebooks_by_their_folders(tab):
    lines = said(progress).splitlines()
    assert lines[:2] == [f"{FIRST}  0 of 9   graph_forward", f"{SECOND}     0 of 19  relu"]
    assert lines[2] == "Next: graph_forward, in this notebook."


def test_the_card_says_what_was_run_here_and_how_to_hand_in(tab, monkeypatch):
    work_on(tab / FIRST / FILES[FIRST])
    shown = []
    monkeypatch.setattr(handing_in, "present", shown.append)
    before_you_hand_in()
    (card,) = shown
    lines = card.text.splitlines()
    assert lines[0].startswith(f"{FILES[FIRST]}, as it was saved at ")
    assert lines[1].startswith("✗ What was run is not the saved file from top to bottom")
    assert lines[2] == "✗ 0 of 9 exercises pass their checks, as they were run in this tab."
    assert lines[-1].startswith(
        f"To hand in, choose File > Download, or take {ZIP}: it holds {FIRST}/{FILES[FIRST]}, each"
    )
    assert card.html.count(f'download="{ZIP}">{ZIP}</a>') == 1 and 'href="blob:' in card.html


def test_where_nothing_was_written_there_is_nothing_to_download(tab):
    assert said(before_you_hand_in).splitlines()[-1].startswith("There is nothing to download yet")


def test_where_no_files_are_shown_it_is_said(tab, monkeypatch):
    (tab / "elsewhere").mkdir()
    monkeypatch.chdir(tab / "elsewhere")
    assert said(before_you_hand_in).startswith("This browser does not show the saved notebooks to Python")
    assert said(progress).startswith("This browser does not show the saved notebooks to Python")


def test_the_open_notebook_is_the_one_with_the_running_cell(tab, monkeypatch):
    copy = shutil.copyfile(tab / FIRST / FILES[FIRST], tab / FIRST / "copy.ipynb")
    work_on(Path(copy))
    monkeypatch.setattr(CELLS, "running", "mine")
    assert saved.this_file() == copy
    assert list(my_work(copy)) == [f"{FIRST}/{FILES[FIRST]}"]  # under the name by which the grading knows it
    monkeypatch.setattr(CELLS, "running", "in no file")
    assert saved.this_file() is None


def test_one_archive_holds_all_work_and_judge_finds_each(tab):
    for name, file in FILES.items():
        work_on(tab / name / file)
    files = my_work(tab / FIRST / FILES[FIRST])
    assert list(files) == [f"{name}/{file}" for name, file in FILES.items()]
    path = tab / ZIP
    path.write_bytes(archive_of(files))
    assert zipfile.ZipFile(path).testzip() is None
    course = Course(ROOT)
    assert assignments_in(course, path) == [FIRST, SECOND]
    assert assignments_in(course, path, "02") == [SECOND]
    assert opened(path, "one_hidden_layer").data["cells"][-1]["id"] == "mine"


def test_a_folder_says_which_assignment_a_function_is_of(tab, monkeypatch):
    assert exercises.checks_for("predict", {}).assignment == FIRST
    monkeypatch.chdir(tab / SECOND)
    assert exercises.checks_for("predict", {}).assignment == SECOND


def test_the_id_of_a_cell_comes_with_the_message_where_the_shell_does_not_tell_it():
    parent = {"metadata": {"cellId": "abc"}}
    shell = SimpleNamespace(user_ns={}, kernel=SimpleNamespace(get_parent=lambda: parent))
    info = SimpleNamespace(cell_id=None, raw_cell="def f(): pass")
    cells = Cells()
    cells._begins(shell, info)
    shell.user_ns["f"] = function = lambda: None
    cells._ends(shell, SimpleNamespace(info=info, execution_count=1, error_before_exec=None, error_in_exec=None))
    assert cells.running == "abc" and cells.maker("f", function).source == info.raw_cell


class TabKernel:
    """A kernel that looks for imports first, and hands over to the shell only what Python can read, as a tab's does."""

    def __init__(self) -> None:
        self.shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}))
        self.shell.kernel = self
        self.cells = Cells()
        self.cells.watch(self.shell)
        self.parent = {"metadata": {}}

    def get_parent(self) -> dict:
        return self.parent

    def run(self, source: str, cell: str, wanted_packages_come: bool = True) -> None:
        self.parent = {"metadata": {"cellId": cell}}
        text = self.shell.transform_cell(source)
        try:
            compile(text, "imports", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError:
            return
        if not wanted_packages_come:
            return
        if self.shell.should_run_async(source, transformed_cell=text):
            self.shell.loop_runner(self.shell.run_cell_async(source, store_history=True, transformed_cell=text))
        else:
            self.shell.run_cell(source, store_history=True)

    def unread(self, name: str = "double") -> str:
        """Why the cell of a function could not be read when it was run again, as a later cell knows it."""
        self.run("later = 1", "later")
        later = self.cells.later_run(name, self.shell.user_ns[name])
        return later.unread if later else "it was not run again"


@pytest.fixture
def tab_kernel(monkeypatch) -> TabKernel:
    monkeypatch.setattr(watched, "IN_BROWSER", True)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # in whose place the shell puts its own
    return TabKernel()


DOUBLE = "def double(x):\n    return 2 * x"
COLON = "SyntaxError: expected ':' (line 1)"


@pytest.mark.parametrize(
    ("runs", "unread"),
    [
        ([("def double(x)", "a")], COLON),
        ([("def double(x)", "a"), ("y = 1", "b"), ("y = (", "b")], COLON),
        ([("def double(x)", "a"), ("def double(x)", "a")], COLON),
        ([("y = (", "a"), ("def double(x)", "a")], COLON),
        ([("%time y = 1\ndef double(x)", "a")], COLON.replace("1", "2")),
        ([("def double(x)", "a"), (DOUBLE, "a")], "it was not run again"),
        ([("def double(x)", "b")], "it was not run again"),
        ([("%time y = 1", "b"), ("await nothing()", "b")], "it was not run again"),
    ],
)
def test_a_cell_that_the_kernel_of_a_tab_cannot_read_is_noticed(tab_kernel, runs, unread):
    tab_kernel.run("async def nothing(): pass", "nothing")
    tab_kernel.run(DOUBLE, "a")
    for source, cell in runs:
        tab_kernel.run(source, cell)
    assert tab_kernel.unread() == unread


def test_of_a_cell_that_was_not_run_for_another_reason_nothing_is_said(tab_kernel):
    tab_kernel.run(DOUBLE, "a")
    tab_kernel.run("import far_away", "a", wanted_packages_come=False)
    assert tab_kernel.unread() == "it was not run again"


@pytest.mark.parametrize("source", [f"%time y = 1\n{DOUBLE}", DOUBLE])
def test_what_a_tab_runs_is_as_it_was(tab_kernel, source):
    tab_kernel.run(source, "a")
    assert tab_kernel.unread() == "it was not run again"
    assert tab_kernel.cells.maker("double", tab_kernel.shell.user_ns["double"]).source == source


def test_python_gets_ready_before_the_first_cell_and_leaves_no_name_behind(tmp_path, monkeypatch):
    (tmp_path / "jupyter-lite.json").write_text('{"jupyter-config-data": {}}')
    lite.configure(tmp_path, "title", ["numpy"])
    settings = json.loads((tmp_path / "jupyter-lite.json").read_text())["jupyter-config-data"]["litePluginSettings"]
    file = settings[lite.SETTINGS]["loadPyodideOptions"]["env"]["PYTHONSTARTUP"]
    folder = f"/lib/python{pyodide.excerpt()['info']['python'].rpartition('.')[0]}/site-packages/"
    assert file.startswith(folder)
    (tmp_path / "wheel.zip").write_bytes(wheel.students_part()[1])
    text = zipfile.ZipFile(tmp_path / "wheel.zip").read(file.removeprefix(folder))
    log, names = logging.getLogger("matplotlib.font_manager"), {}
    level = log.level
    try:
        exec(compile(text, file, "exec"), names)
        assert log.level == logging.ERROR
    finally:
        log.setLevel(level)
    assert set(names) == {"__builtins__", "__doc__"}  # which every notebook has
