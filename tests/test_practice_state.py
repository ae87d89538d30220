"""A card speaks of the code in the cell, or says why it cannot: in a real kernel, which hears of cells by their id."""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel import Kernel, kernel
from tests.test_practice import RIGHT, SQUARED, frozen, stub  # noqa: F401

RUN = "The cell that defines double was run again and "
OLDER = "What double stands for is still what an earlier run of that cell made; this card does not speak of it."
SQUARED_SAID = "Each number came back multiplied by itself."
FILE = "practice.ipynb"


@pytest.fixture(scope="module")
def folder(frozen, tmp_path_factory) -> Path:  # noqa: F811
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "checks.json").write_text(frozen, "utf-8")
    return folder


@pytest.fixture(scope="module")
def started(folder) -> Iterator[Kernel]:
    with kernel(folder, JPY_SESSION_NAME=str(folder / FILE)) as started:
        started.run("import numpy as np\nfrom autograder import check, hint, progress, ready")
        yield started


@pytest.fixture
def run(started, folder, names=itertools.count()) -> Iterator:  # noqa: B008
    """Run a cell by a name of its own in this test; the functions of the tests before are forgotten."""
    test = next(names)
    (folder / FILE).unlink(missing_ok=True)
    started.run("for name in ('double', 'twice', 'statistics'):\n    globals().pop(name, None)")
    return lambda source, cell="a": started.run(source, cell and f"{test} {cell}")


def both(run, name: str = "double") -> str:
    """The card, after ``ready`` was seen to say the same."""
    card = run(f"check({name})", "check")
    assert run(f"ready({name})", "ready").endswith("True" if "✓ right" in card else "False")
    return card


@pytest.mark.parametrize("before", [RIGHT["double"], SQUARED, stub("double")])
@pytest.mark.parametrize(
    ("source", "reason", "meaning"),
    [
        ("def double(x)\n    return 2 * x", "SyntaxError: expected ':' (line 1)", "A line such as def"),
        ("def double(x):\n    y = x\n      return 2 * y", "IndentationError: unexpected indent (line 3)", "That line"),
        ("def double(x):\n# todo", "IndentationError: expected an indented block after", "A line that ends in a colon"),
        ("def double(x):\n    return 2 * (x", "SyntaxError: '(' was never closed", "The bracket ( in that"),
    ],
)
def test_a_cell_that_cannot_be_read_is_said_and_the_older_function_is_not_spoken_of(
    run, before, source, reason, meaning
):
    run(before)
    run(source)
    status, said, gloss, older = both(run).splitlines()
    assert status == "double: ✗ stopped with an error"
    assert said.startswith(f"{RUN}could not be read: {reason}")
    assert gloss.startswith(meaning)
    assert older == OLDER
    run(RIGHT["double"])
    assert "✓ right" in both(run)


def test_a_cell_that_stops_before_it_makes_the_function_is_said(run):
    run(SQUARED)
    run(f"shape = np.ones(3).shpe\n{RIGHT['double']}")
    assert both(run).splitlines() == [
        "double: ✗ stopped with an error",
        f"{RUN}stopped before it made double: AttributeError: 'numpy.ndarray' object has no attribute 'shpe'",
        "In np.ones(3).shpe, np.ones(3) is an array, and that has nothing called shpe.",
        OLDER,
        "The line that stopped: shape = np.ones(3).shpe",
    ]


def test_a_cell_that_stops_after_it_has_made_the_function_is_what_the_card_speaks_of(run):
    run(RIGHT["double"])
    run(f"{SQUARED}\n1 / 0")
    assert SQUARED_SAID in both(run)
    assert SQUARED_SAID in run(f"{SQUARED}\ncheck(double)\n1 / 0")
    assert "✓ right" in run(f"{RIGHT['double']}\ncheck(double)")


@pytest.mark.parametrize(
    "source", ["def doubel(x):\n    return 2 * x", "y = 3", "# def double", "def twice(x):\n    return x + x\ntwice(2)"]
)
def test_a_cell_that_no_longer_defines_the_function_is_said(run, source):
    run(RIGHT["double"])
    run(source)
    assert both(run).splitlines() == [
        "double: ○ missing",
        "The cell that defined double was run again, and no longer defines it.",
        OLDER,
    ]
    if "twice" in source:
        assert "✓ right" in both(run, "twice")


def test_the_cell_itself_may_ask(run):
    run(RIGHT["double"])
    assert "no longer defines it" in run("check(double)")
    run(RIGHT["double"])
    assert "✓ right" in run(f"check(double)\n{SQUARED}")


@pytest.mark.parametrize(
    "source",
    [
        "double = lambda x: 2 * x",
        "def other(f): return lambda x: 2 * x\n@other\ndef double(x): pass",
        "if True:\n    def double(x): return x + x",
        "exec('def double(x): return 2 * x')",
        "%%time\ndef double(x):\n    return 2 * x",
        "if 'done' not in globals():\n    def double(x): return x + x\n    done = True",
        "for double in (double, lambda x: 2 * x): pass",
        "class double:\n    pass\ndef double(x): return 2 * x",
    ],
)
def test_a_function_may_be_made_in_any_way(run, source):
    run(SQUARED)
    run("globals().pop('done', None)", "other")
    for _ in range(2):
        run(source)
        assert "✓ right" in both(run), source


def test_another_name_for_a_function_makes_nobody_its_maker(run, started):
    """Nor does showing it: the cell that made it ran before anybody looked."""
    started.run(RIGHT["double"])
    for source in ("same = double", "y = 1", "double", "y = 1", "def double(x)"):
        run(source)
        assert "✓ right" in both(run), source


def test_a_function_that_comes_from_a_file_is_the_same_when_its_cell_stops_later(run, folder):
    (folder / "mine.py").write_text(RIGHT["double"])
    for source in ("from mine import double", "from mine import double\n1 / 0"):
        run(source)
        assert "✓ right" in both(run)
    run("y = 1")
    assert "no longer defines it" in both(run)


def test_a_magic_whose_body_cannot_be_read_is_said(run):
    run(f"%%time\n{RIGHT['double']}")
    run("%%time\ndef double(x)\n    return x")
    assert f"{RUN}stopped before it made double: SyntaxError" in both(run)


def test_other_cells_do_not_matter(run):
    run(RIGHT["double"])
    for source in ("def double(x)", "1 / 0\ndef double(x): pass", "y = 1", "same = double"):
        run(source, "scratch")
        assert "✓ right" in both(run)
    run(SQUARED, "b")  # moved to a cell of its own
    for source in ("def double(x)", "y = 1", "1 / 0"):
        run(source)
        assert SQUARED_SAID in both(run)


def test_where_no_ids_come_nothing_is_said(run):
    run(RIGHT["double"], None)
    run("def double(x)", None)
    assert "✓ right" in both(run)


def test_a_function_waits_for_one_whose_cell_was_broken(run):
    run(RIGHT["double"], "a")
    run("def statistics(x):\n    return double(x).mean(), 7", "b")
    run("def double(x)", "a")
    assert "Your double is not right yet; statistics uses it." in both(run, "statistics")
    run(RIGHT["statistics"], "b")
    assert "✓ right" in both(run, "statistics")


# --- the notebook on disk ----------------------------------------------------------------------------------------

NOT_RUN = "In the saved notebook, the cell of double reads otherwise than when it was run last."


def save(folder: Path, started: Kernel, number: int, source: str, age: float = -1.0) -> None:
    """Write the notebook with this text in the cell that was run last, as old as this many seconds."""
    cell = started.run("from autograder.practice.cells import CELLS; print(CELLS.makers['double'][1].cell)")
    cells = [
        {"cell_type": "markdown", "id": "other", "source": "x"},
        {"cell_type": "code", "id": cell, "source": source.splitlines(keepends=True), "execution_count": number},
    ]
    (folder / FILE).write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    os.utime(folder / FILE, (time.time() - age,) * 2)


def test_a_cell_that_was_changed_and_saved_and_not_run_is_said(run, started, folder):
    run(RIGHT["double"])
    number = started.number
    save(folder, started, number, SQUARED)
    assert NOT_RUN in both(run)
    save(folder, started, number, f"{RIGHT['double']}  \n")
    assert NOT_RUN not in both(run)
    save(folder, started, number, SQUARED, age=1000)  # saved before it was run
    assert NOT_RUN not in both(run)
    save(folder, started, number - 1, SQUARED)  # it shows an earlier run
    assert NOT_RUN not in both(run)
    (folder / FILE).write_text("{")
    assert NOT_RUN not in both(run)
    save(folder, started, number, SQUARED)
    run(stub("double"))
    assert NOT_RUN not in both(run)


# --- placeholders ------------------------------------------------------------------------------------------------

HALF = """def double(x):
    ### START CODE HERE ###
    y = x + x
    ### END CODE HERE ###
    ### START CODE HERE ###
    {}
    ### END CODE HERE ###
    return y"""


def test_a_placeholder_left_in_a_second_region_is_said(run):
    run(HALF.format("y = None"))
    assert "In a region of double there is still what stood there as its placeholder: y = None" in both(run)
    run("def double(x)")  # of an older function nothing is said
    assert "placeholder" not in both(run)
    run(HALF.format("y = y / 3"))
    assert "placeholder" not in both(run)
    run(HALF.format("pass"))  # a right answer is not told of it
    assert "placeholder" not in both(run)


def test_a_raise_left_below_a_finished_solution_is_said(run):
    left = "raise NotImplementedError('double has not been written yet')"
    run(
        f"def double(x):\n    ### START CODE HERE ###\n    y = 2 * x\n    {left}\n    ### END CODE HERE ###\n    return y"
    )
    assert "The line with raise is still there: the function ends at it" in both(run)
