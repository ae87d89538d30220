"""``replay``: the failing call again, with its arguments as variables and the student's own prints."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder import check, replay
from autograder.practice import replaying
from tests.kernel import kernel
from tests.test_practice import (  # noqa: F401
    folder,
    frozen,
    notebook,
    said,
    stub,
)

CALL = "The call of the card once more: {}. Its arguments are variables of the notebook now: {}."
LOUD = "def double(x):\n    print('x is', x.shape)\n    y = x * x\n    print('y done')\n    return y"


@pytest.fixture(autouse=True)
def nothing_made(monkeypatch):
    monkeypatch.setattr(replaying, "MADE", {})


@pytest.fixture
def case(frozen):  # noqa: F811
    """The first argument of the smallest call, as the card shows it."""
    return from_checks(frozen)


def from_checks(frozen):  # noqa: F811
    from autograder.checks.frozen import from_text

    return from_text(frozen).exercises["double"].cases[0].args[0]


def test_the_failing_call_is_made_again_with_its_prints_and_the_card(folder, case):  # noqa: F811
    scope = notebook(double=LOUD)
    first, shape, done, *card = said(replay, scope["double"]).splitlines()
    assert first == CALL.format("double(x)", "x")
    assert (shape, done) == ("x is (3,)", "y done")
    assert "\n".join(card) == said(check, scope["double"])
    assert np.array_equal(scope["x"], case)
    scope["x"] *= 0  # a copy, to be changed at will
    said(replay, scope["double"])
    assert np.array_equal(scope["x"], case)


def test_nothing_of_the_notebook_is_replaced(folder, case):  # noqa: F811
    scope = notebook("x = 'mine'", double=LOUD)
    text = said(replay, scope["double"])
    assert text.startswith(f"{CALL.format('double(x)', 'x_replay')}\nWhat you call x stays as it is.\n")
    assert scope["x"] == "mine" and np.array_equal(scope["x_replay"], case)
    del scope["x"]
    assert CALL.format("double(x)", "x") in said(replay, scope["double"])
    scope["x"] = scope["x"] + 1  # it is the student's now
    kept = scope["x"]
    assert CALL.format("double(x)", "x_replay") in said(replay, scope["double"])
    assert scope["x"] is kept


def test_a_function_may_change_its_arguments(folder, case):  # noqa: F811
    scope = notebook(double="def double(x):\n    x *= 3\n    return x")
    said(replay, scope["double"])
    assert np.array_equal(scope["x"], case)


def test_an_exception_is_shown_from_the_students_lines_on(folder):  # noqa: F811
    text = said(
        replay, notebook(double="def helper(x):\n    return x.no_such\ndef double(x):\n    return helper(x)")["double"]
    )
    traceback = text.partition("Traceback")[2].partition("double: ✗")[0]
    assert "in double\n    return helper(x)" in traceback and "in helper\n    return x.no_such" in traceback
    assert "AttributeError: 'numpy.ndarray' object has no attribute 'no_such'" in traceback
    assert "autograder" not in text
    assert "double: ✗ stopped with an error" in text


@pytest.mark.parametrize("end", ["raise SystemExit(3)", "raise KeyboardInterrupt", "raise GeneratorExit", "input('?')"])
def test_replay_never_raises(folder, end):  # noqa: F811
    assert said(replay, notebook(double=f"def double(x):\n    {end}")["double"])


def test_an_endless_loop_is_stopped_and_what_it_prints_is_bounded(folder, monkeypatch):  # noqa: F811
    monkeypatch.setattr(replaying, "MOST_PRINTED", 100)
    text = said(replay, notebook(double="def double(x):\n    while True:\n        print('again')")["double"])
    assert text.count("again\n") == 16
    assert "… more was printed and is not shown." in text
    assert "double: ✗ took too long" in text


def test_random_numbers_are_those_of_the_check(folder):  # noqa: F811
    text = said(
        replay, notebook(double="def double(x):\n    y = x * np.random.rand()\n    print(y)\n    return y")["double"]
    )
    printed, yours = text.splitlines()[1], next(line for line in text.splitlines() if "your double(x):" in line)
    assert printed.split()[1][:5] in yours


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, "double: ✓ right"),
        ({"double": stub("double")}, "double: ○ not started"),
    ],
)
def test_where_there_is_no_failing_call_it_says_so(folder, changed, status):  # noqa: F811
    scope = notebook(**changed)
    assert said(replay, scope["double"]).startswith(f"There is no call of double to make once more.\n{status}")
    assert "x" not in scope
    waits = notebook(double=stub("double"))
    assert "statistics: ○ waiting" in said(replay, waits["statistics"]) and "x" not in waits


def test_wrong_use_gets_one_sentence(folder):  # noqa: F811
    takes = "replay takes one function, by its name alone, as in replay(sigmoid); it was given {}."
    assert said(replay) == takes.format("nothing")
    assert said(replay, 3) == takes.format("a whole number (int)")
    assert said(replay, "double") == "replay takes the function itself: its name stands there without quotation marks."
    assert said(replay, max).startswith("max is not one of the exercises")
    (folder / "checks.json").write_text("{}")
    assert "damaged" in said(replay, notebook()["double"])


def test_in_a_kernel_variables_are_the_notebooks_and_the_traceback_is_its_own(folder):  # noqa: F811
    with kernel(folder) as started:
        started.run("import numpy as np\nfrom autograder import replay", "imports")
        started.run("def double(x):\n    print('here')\n    return x.no_such", "a")
        text = started.run("replay(double)", "b")
        assert started.run("print(x.shape)", "c") == "(3,)"
    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    shown = plain.partition("here\n")[2].partition("double: ✗")[0]
    assert "AttributeError" in shown and "Cell In[2], line 3, in double(x)" in shown
    assert "autograder" not in plain
