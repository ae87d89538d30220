"""``reset`` and ``autograder reset``: an exercise as it was given out, and no work is lost."""

from __future__ import annotations

import copy
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import cli, reset
from autograder.checks.frozen import to_text
from autograder.checks.made import make_checks
from autograder.course.course import Course
from autograder.notebook import resetting
from autograder.notebook.read import NotebookError
from autograder.notebook.released import Released, with_texts
from autograder.notebook.resetting import KEPT, reset_in_file
from tests import tiny_course as tiny
from tests.kernel import Kernel, kernel
from tests.keys import write_key
from tests.test_practice import said
from tests.tiny_course import NAME, NOTEBOOK, source_cells, text

STUB = '''def {}(x):
    """As it was given out."""
    ### START CODE HERE ### (≈ 1 line of code)
    raise NotImplementedError("not yet")  # replace this line
    ### END CODE HERE ###
    return y
'''
RELEASED_CELLS = source_cells(STUB.format("double"), STUB.format("statistics"))
RELEASED = Released(NOTEBOOK, with_texts(tiny.notebook(copy.deepcopy(RELEASED_CELLS)), "tiny.ipynb"))
NAMES = {"double": ("double", "twice"), "statistics": ("statistics",)}
MINE = "def double(x):\n    # é, my work of a whole evening\n    return x + x"
PLACE, CHECK = 3, 4  # of the cell of double, and of its check


def accepted(name: str) -> tuple[str, ...]:
    return NAMES.get(name, ())


def written(path: Path, *more: dict, **fields: object) -> Path:
    """A student's notebook, run and saved."""
    cells = source_cells(MINE)
    card = {"output_type": "display_data", "data": {"text/plain": "double: ✓ right"}, "metadata": {}}
    cells[PLACE].update(execution_count=7, outputs=[card], **fields)
    cells[CHECK].update(execution_count=8, outputs=[card])
    return tiny.write(path, [*cells, *more])


@pytest.fixture
def mine(tmp_path) -> Path:
    return written(tmp_path / "tiny.ipynb")


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text("utf-8"))["cells"]


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def the_reset(path: Path, name: str = "double") -> resetting.Reset:
    done = reset_in_file(path, name, RELEASED, accepted)
    assert done is not None
    return done


@pytest.mark.parametrize("name", ["double", "twice"])
def test_one_cell_is_as_it_was_given_out_and_its_text_is_in_a_file(mine, name):
    before = cells_of(mine)
    mine.chmod(0o640)
    done = the_reset(mine, name)
    after = cells_of(mine)
    assert after[PLACE] == {**before[PLACE], "source": STUB.format("double"), "outputs": [], "execution_count": None}
    assert after[CHECK] == {**before[CHECK], "outputs": [], "execution_count": None}
    assert [cell for i, cell in enumerate(after) if i not in (PLACE, CHECK)] == [
        cell for i, cell in enumerate(before) if i not in (PLACE, CHECK)
    ]
    assert stat.S_IMODE(mine.stat().st_mode) == 0o640
    assert done.name == "double" and done.others == ()
    assert done.kept.read_text("utf-8") == MINE + "\n"
    assert files_in(mine.parent) == [f"{KEPT}/{done.kept.name}", "tiny.ipynb"]


def test_what_is_as_it_was_given_out_is_left_alone(mine):
    the_reset(mine)
    before = mine.read_bytes()
    assert reset_in_file(mine, "double", RELEASED, accepted) is None
    assert mine.read_bytes() == before
    assert len(files_in(mine.parent / KEPT)) == 1


def test_two_in_one_second_are_kept_both(mine, monkeypatch):
    monkeypatch.setattr(resetting.time, "strftime", lambda _: "now")
    the_reset(mine)
    the_reset(written(mine))
    assert files_in(mine.parent / KEPT) == ["double-now-2.py", "double-now.py"]


@pytest.mark.parametrize(
    ("fields", "others"),
    [
        ({"source": MINE.splitlines(keepends=True)}, ()),
        ({"metadata": {}}, ()),  # known by its function alone
        ({"cell_type": "markdown", "attachments": {}}, ()),
        ({"source": MINE.replace("double", "twice")}, ()),
        ({"source": "# nothing is left"}, ()),
    ],
)
def test_the_cell_is_found_whatever_has_become_of_it(tmp_path, fields, others):
    path = written(tmp_path / "tiny.ipynb", **fields)
    old = fields.get("source", MINE)
    done = the_reset(path)
    cell = cells_of(path)[PLACE]
    assert "".join(cell["source"]) == STUB.format("double")
    assert isinstance(cell["source"], type(old))
    assert cell["cell_type"] == "code" and "attachments" not in cell
    assert done.kept.read_text("utf-8") == "".join(old) + "\n"


def test_other_cells_that_define_it_are_named_and_left_alone(tmp_path):
    path = written(tmp_path / "tiny.ipynb", tiny.code("def twice(x):\n    return 3"), text("def double(x): no code"))
    assert the_reset(path).others == (7,)
    assert cells_of(path)[-2]["source"] == "def twice(x):\n    return 3"


def test_a_notebook_of_an_old_format(tmp_path):
    cells = source_cells(MINE)
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    path = tmp_path / "tiny.ipynb"
    path.write_text(json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3, "metadata": {}}))
    the_reset(path)
    cell = json.loads(path.read_text("utf-8"))["worksheets"][0]["cells"][PLACE]
    assert cell["input"] == STUB.format("double") and "source" not in cell


def test_halves_of_characters_are_no_obstacle(tmp_path):
    path = written(tmp_path / "tiny.ipynb", text("\ud800"), source=MINE + "\ud800")
    assert the_reset(path).kept.read_text("utf-8").endswith("\ufffd\n")
    assert cells_of(path)[-1]["source"] == "\ud800"


def unwritable(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (path.parent / KEPT).write_text("a file")
    return "your text would not be kept: nothing was changed"


def saved_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(resetting, "_text", lambda _: os.utime(path, (1, 1)) or b"x")
    return "tiny.ipynb was saved by another program just now: nothing was changed"


def full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(resetting.os, "replace", fails)
    return "cannot be written (No space left on device): nothing was changed"


def no_cell(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    tiny.write(path, source_cells()[:PLACE])
    return 'No cell of tiny.ipynb is that of double, so nothing was changed. In the notebook, reset("double")'


def damaged(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path.write_text('{"cells": [')
    return "tiny.ipynb is not a notebook or was cut off"


@pytest.mark.parametrize("obstacle", [unwritable, saved_meanwhile, full_disk, no_cell, damaged])
def test_whatever_stops_it_the_notebook_stays_as_it_is(mine, monkeypatch, obstacle):
    words = obstacle(mine, monkeypatch)
    before = mine.read_bytes()
    with pytest.raises(NotebookError) as refused:
        reset_in_file(mine, "double", RELEASED, accepted)
    assert words in str(refused.value)
    assert mine.read_bytes() == before
    assert [path.name for path in mine.parent.iterdir() if path.name != KEPT] == ["tiny.ipynb"]


@pytest.mark.parametrize("name", ["no_such", "check_double", "imports", ""])
def test_what_is_no_exercise_is_one_sentence(mine, name):
    with pytest.raises(NotebookError, match="is not one of the exercises of tiny: double, statistics"):
        reset_in_file(mine, name, RELEASED, accepted)


# --- in a terminal and in the notebook ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A course with its release."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").touch()
    write_key(root, tiny.KEY, NAME, ("double", "statistics"))
    tiny.write(root / "release" / NAME / f"{NOTEBOOK}.ipynb", copy.deepcopy(RELEASED_CELLS))
    (root / "release" / NAME / "checks.json").write_text(to_text(make_checks(Course(root).assignment(NAME))), "utf-8")
    return root


@pytest.fixture
def folder(home, tmp_path, monkeypatch) -> Path:
    """Where a student works on the notebook of that course."""
    monkeypatch.setenv("AUTOGRADER_HOME", str(home))
    path = written(tmp_path / "work" / NAME / "tiny.ipynb")
    path.with_name("checks.json").write_bytes((home / "release" / NAME / "checks.json").read_bytes())
    monkeypatch.chdir(path.parent)
    return path.parent


def test_in_a_terminal_it_says_where_the_text_is_and_what_to_do_in_jupyterlab(folder, capsys):
    assert cli.main(["reset", "double", "tiny.ipynb"]) == cli.GRADED
    out, err = capsys.readouterr()
    (kept,) = (folder / KEPT).iterdir()
    assert out.splitlines() == [
        f"double in tiny.ipynb is as it was given out. Your text is kept in {KEPT}/{kept.name}.",
        "Is tiny.ipynb open in JupyterLab? Then choose File > Reload Notebook from Disk before you go on.",
    ]
    assert err == ""
    assert cells_of(folder / "tiny.ipynb")[PLACE]["source"] == STUB.format("double")
    assert cli.main(["reset", "double", "tiny.ipynb"]) == cli.GRADED
    assert capsys.readouterr().out == "double in tiny.ipynb is as it was given out: nothing was changed.\n"


def test_in_a_terminal_other_cells_with_the_function_are_said(folder, capsys):
    written(folder / "tiny.ipynb", tiny.code("def double(x):\n    return 3"))
    assert cli.main(["reset", "double", "tiny.ipynb"]) == cli.GRADED
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == "Code cell 7 of tiny.ipynb defines double, too; what stands last counts."


def test_in_a_terminal_what_cannot_be_done_is_one_sentence(folder, home, capsys):
    (folder / "link.ipynb").symlink_to("tiny.ipynb")
    for name, notebook, words in (
        ("no_such", "tiny.ipynb", "no_such is not one of the exercises of tiny: double, statistics."),
        ("double", "none.ipynb", "there is no file none.ipynb: check the path"),
        ("double", "link.ipynb", "link.ipynb is a link to another file"),
        ("double", str(home / "release" / NAME / "tiny.ipynb"), "is the course's own, as it is given out"),
    ):
        before = {path: path.read_bytes() for path in (*folder.glob("*"), *(home / "release" / NAME).glob("*"))}
        assert cli.main(["reset", name, notebook]) == cli.BAD_INPUT
        err = capsys.readouterr().err
        assert words in err and err.count("\n") == 1
        assert {path: path.read_bytes() for path in before} == before
    assert not (folder / KEPT).exists()


@pytest.fixture
def started(folder, home) -> Iterator[Kernel]:
    with kernel(folder, AUTOGRADER_HOME=str(home), JPY_SESSION_NAME=str(folder / "tiny.ipynb")) as started:
        started.run("import numpy as np\nfrom autograder import check, reset")
        yield started


def test_in_the_notebook_the_original_is_a_new_cell_and_all_else_stays(started, folder):
    before = (folder / "tiny.ipynb").read_bytes()
    started.run(MINE, "mine")
    for call in ("reset(double)", 'reset("double")', 'reset("twice")'):
        shown, kept = started.run(call).splitlines()
        assert started.next_cells == [STUB.format("double")]
        assert shown.startswith("double as it was given out stands in a new cell below. Your own cell is as it was:")
        place = kept.removeprefix("What you ran last of double is kept in ").removesuffix(", too.")
        assert (folder / place).read_text("utf-8") == MINE + "\n"
    assert (folder / "tiny.ipynb").read_bytes() == before
    assert started.run("check(double)").startswith("double: ✓ right")  # the function, too


def test_in_the_notebook_nothing_is_kept_where_nothing_was_written(started, folder):
    for source in ("1", STUB.format("double")):
        started.run(source, "mine")
        assert len(started.run('reset("double")').splitlines()) == 1
        assert started.next_cells == [STUB.format("double")]
    assert not (folder / KEPT).exists()


def test_in_the_notebook_what_cannot_be_done_is_one_sentence(started, folder):
    assert started.run('reset("no_such")').startswith("no_such is not one of the exercises")
    assert started.next_cells == []
    (folder / KEPT).write_text("a file")
    started.run(MINE, "mine")
    assert "your text would not be kept: nothing was changed" in started.run("reset(double)")
    assert started.next_cells == []


def test_without_a_notebook_the_original_is_printed(folder):
    assert said(reset, "double") == STUB.format("double").strip()


def test_the_notebook_itself_is_never_taken_for_the_original(folder, home, monkeypatch):
    monkeypatch.chdir(home / "release" / NAME)
    monkeypatch.setattr("autograder.practice.resetting.locate.shipped", lambda _: [])
    assert said(reset, "double") == (
        "The original of double is not on this machine: get the notebook once more where you got this one."
    )
