"""``before_you_hand_in``: the saved file beside what was run, and the judge's word on the file."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder import before_you_hand_in
from autograder.practice import handing_in
from autograder.practice.handing_in import compared, said_of
from tests import tiny_course as tiny
from tests.kernel import kernel
from tests.test_practice import said
from tests.test_reset import RELEASED_CELLS, home  # noqa: F401
from tests.tiny_course import NAME, code, source_cells, text

LAST = "from autograder import before_you_hand_in\n\nbefore_you_hand_in()"
SAME = ("✓", "Every cell above was run once, from top to bottom, and the saved file reads the same.")


@pytest.fixture
def kernel_of(monkeypatch):
    """Make this process a kernel that has run these cells, the last of which is running."""

    def make(*ran: str) -> None:
        history = SimpleNamespace(input_hist_raw=["", *ran])
        monkeypatch.setattr(handing_in, "shell", lambda: SimpleNamespace(history_manager=history))

    return make


A, B, C = "a = 1", "def f(x):\n    return x", "c = f(a)"


@pytest.mark.parametrize(
    ("cells", "ran", "line"),
    [
        ([A, B, LAST], [A, B, LAST], None),
        ([A, "", B, "  \n", LAST], [A, B, LAST], None),  # what is empty is not run
        ([A + "\n\n", B, LAST], [A, B + "  ", LAST], None),  # nobody sees what is at the end of a line
        ([A, B, LAST, C], [A, B, LAST], None),  # what stands below is no part of it
        ([A, B, LAST], [A, B, LAST, LAST, LAST], None),  # looked at again
        ([LAST], [LAST], None),
        ([A, B, LAST], [A, LAST], "def f(x):"),
        ([A, B, LAST], [B, A, LAST], "a = 1"),
        ([A, B, LAST], [A, B, B, LAST], "def f(x):"),
        ([A, B, LAST], [A, C, B, LAST], "def f(x):"),  # of a cell that is there no more
        ([A, B, LAST], [A, B, C, LAST], "c = f(a)"),
        ([A, B, LAST], [A, B + " + 1", LAST], "def f(x):"),  # not saved since
        ([A, B, LAST], [LAST], "a = 1"),
        (["x" * 500, LAST], [LAST], "x" * 60),
    ],
)
def test_the_file_is_compared_with_what_was_run(tmp_path, kernel_of, cells, ran, line):
    path = tiny.write(tmp_path / "x.ipynb", [text("words"), *map(code, cells)])
    kernel_of(*ran)
    sign, sentence = compared(path)
    if line is None:
        assert (sign, sentence) == SAME
    else:
        assert sign == "✗"
        assert f"differ first at the cell that begins `{line}`. Save the notebook" in sentence


def test_exercises_are_named_by_what_is_to_be_done():
    statuses = {"a": "right", "b": "wrong", "c": "not_started", "d": "missing", "e": "crashed"}
    exercises = [{"name": name, "status": status} for name, status in statuses.items()]
    assert said_of(exercises) is not None
    assert list(said_of(exercises)) == [
        ("✗", "1 of 5 exercises in the file pass their checks."),
        ("✗", "Not right yet: b, e."),
        ("✗", "Not begun: c, d."),
    ]
    assert list(said_of(exercises[:1])) == [("✓", "1 of 1 exercise in the file passes its checks.")]


def test_where_the_file_is_not_known_it_says_what_to_do(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert said(before_you_hand_in).startswith("Which file this notebook is, is not known here. In a terminal,")


def test_under_nbgrader_nothing_happens(monkeypatch, tmp_path):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert said(before_you_hand_in) == ""


def test_a_damaged_file_is_one_sentence(monkeypatch, tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("{")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert said(before_you_hand_in).startswith("x.ipynb is not a notebook or was cut off")


def test_in_a_kernel_it_is_seen_whether_all_is_ready(home, tmp_path):  # noqa: F811
    """Not saved; saved; a mistake in the file that the kernel does not have."""
    folder = tmp_path / NAME
    path = folder / "tiny.ipynb"
    cells = source_cells()
    tiny.write(path, [*copy.deepcopy(RELEASED_CELLS), code(LAST)])
    (folder / "checks.json").write_bytes((home / "release" / NAME / "checks.json").read_bytes())
    with kernel(folder, AUTOGRADER_HOME=str(home), JPY_SESSION_NAME=str(path)) as started:
        for cell in cells:
            if cell["cell_type"] == "code":
                started.run(cell["source"])
        lines = run_last(started, path)
        assert lines[1].startswith("✗ What was run is not the saved file")
        assert lines[2:4] == ["✗ 0 of 2 exercises in the file pass their checks.", "✗ Not begun: double, statistics."]
        tiny.write(path, [*cells, code(LAST)])
        assert run_last(started, path)[1:] == [
            f"✓ {SAME[1]}",
            "✓ 2 of 2 exercises in the file pass their checks.",
            "Nothing was handed in, and nothing was changed. The grading uses other numbers.",
        ]
        cells[3]["source"] = "def double(x):\n    return x * x"
        tiny.write(path, [*cells, code(LAST)])
        lines = run_last(started, path)
        assert lines[1].startswith("✗") and lines[2] == "✗ 0 of 2 exercises in the file pass their checks."
        assert lines[3] == "✗ Not right yet: double, statistics."


def run_last(started, path: Path) -> list[str]:
    lines = started.run(LAST).splitlines()
    saved = time.strftime("%H:%M:%S", time.localtime(path.stat().st_mtime))
    assert lines[0] == f"tiny.ipynb, as it was saved at {saved}"
    return lines
