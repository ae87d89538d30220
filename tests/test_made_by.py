"""The line that makes a wrong value is shown only where there is just one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.plain.status import Status
from autograder.verdict.made_by import line_that_makes, with_made_by
from autograder.verdict.result import Evidence, Part, Result

LINES = [
    ("Z1", "Z1 = W1 @ X\nreturn Z1, {'Z1': Z1}", "Z1 = W1 @ X"),
    ("cache['Z1']", "Z1 = W1 @ X\nreturn Z1, {'Z1': Z1}", "Z1 = W1 @ X"),
    ("cache['Z1']", "score = W1 @ X\nreturn 0, {'Z1': score}", "score = W1 @ X"),
    ("dW1", "return {'dW1': A @ X.T}", "return {'dW1': A @ X.T}"),
    ("dW1", "grads = {'dW1': A @ X.T, 'db1': 0}\nreturn grads", "grads = {'dW1': A @ X.T, 'db1': 0}"),
    ("cost", "if m:\n    cost = -np.mean(\n        logs)\nreturn grads, cost", "cost = -np.mean( logs)"),
    ("f(x)", "return x + 1", "return x + 1"),
    ("f(x)", "y = x + 1\nreturn y", "y = x + 1"),
    ("f(…)", "y = x + 1\nreturn y", "y = x + 1"),
    # made in more than one place, or filled
    ("f(x)", "if x:\n    return x + 1\nreturn x - 1", ""),
    ("f(x)", "y = x\ny = y + 1\nreturn y", ""),
    ("f(x)", "y = x + 1\ny += 1\nreturn y", ""),
    ("f(x)", "y = np.zeros(3)\ny[0] = x\nreturn y", ""),
    ("f(x)", "y = np.zeros(3)\ny.fill(x)\nreturn y", ""),
    ("f(x)", "y = np.zeros(3)\nfor y in x: pass\nreturn y", ""),
    ("f(x)", "for y in x: pass\nreturn y", ""),
    ("f(x)", "y, z = g(x)\nreturn y", ""),
    ("f(x)", "with x as y: pass\nreturn y", ""),
    ("f(x)", "def g():\n    return 1\nreturn g()", ""),
    ("f(x)", "y = z = x + 1\nreturn y", ""),
    ("dW1", "a = {'dW1': A @ X.T}\na = {'dW1': A}\nreturn a", ""),
    # what is handed back is something else, which only the reference calls so
    ("w", "w = np.ones(3)\nreturn np.zeros((3, 1)), 0.0", ""),
    ("dW1", "dW1 = A @ X.T\ngrads = {}\ngrads['dW1'] = dW1 / m\nreturn grads", ""),
    ("W1", "old = {'W1': W1 + 0}\nreturn moved(old_parameters)", ""),
    # nothing is worked out there, or nothing is known
    ("f(x)", "return x", ""),
    ("f(x)", "return", ""),
    ("f(x)", "return 0, 1", ""),
    ("Z1", "return W1 @ X", ""),
    ("value 1 of what f returned", "Z1 = x + 1\nreturn Z1", ""),
    ("f(x)", "return x +", ""),
]


@pytest.mark.parametrize(("what", "body", "line"), LINES)
def test_a_line_is_shown_where_it_is_the_only_one(what, body, line):
    text = "def f(x):\n" + "".join(f"    {row}\n" for row in body.split("\n"))
    assert line_that_makes(what, text)[0] == line


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("dw = np.dot(X, (A - Y).T) / m\nreturn dw", ["X", "A", "Y", "m"]),
        ("y = x + 1\nreturn y", ["x"]),
        ("y = x + x * n\nreturn y", ["x", "n"]),
        ("return sigmoid(z)", ["z"]),
        ("return np.zeros(3) + px", []),  # nothing of its own
        ("return sum(a for a in x)", ["a", "x"]),
        ("sigmoid = g\nreturn sigmoid(x)", ["sigmoid", "x"]),
    ],
)
def test_what_a_value_is_made_of_are_the_functions_own_variables(body, parts):
    rows = "".join(f"    {row}\n" for row in f"A = m = n = z = x\n{body}".split("\n"))
    assert line_that_makes("f(x)", f"def f(x, X, Y):\n{rows}")[1] == parts


WRONG = Result(
    "f",
    Status.WRONG,
    (Part("f", 0.0, 1.0),),
    "It is not the expected value.",
    evidence=Evidence("f(x)", (), "1", "2", what="f(x)"),
)
CELLS = ["x = 1", "def f(x):\n    y = x + 1\n    return y\n", "f = g"]


def test_the_note_says_which_line_it_is():
    (note,) = with_made_by(WRONG, ["f"], CELLS).notes
    assert "y = x + 1" in note
    assert "the result" in note
    assert "does x look as you expect?" in note
    assert with_made_by(WRONG, ["h", "f"], CELLS).notes == (note,)


@pytest.mark.parametrize(
    "better",
    [
        replace(WRONG, status=Status.RIGHT),
        replace(WRONG, status=Status.CRASHED),
        replace(WRONG, mistake="known"),
        replace(WRONG, message="Is it the last axis?"),
        replace(WRONG, evidence=None),
        replace(WRONG, evidence=Evidence("f(x)", (), "", "")),
    ],
)
def test_where_something_better_is_known_nothing_is_added(better):
    assert with_made_by(better, ["f"], CELLS) == better


@pytest.mark.parametrize("cells", [[], ["f = lambda x: x"], ["def f(x):\n  return (", "def g(x): return 1 + x"]])
def test_without_a_text_nothing_is_added(cells):
    assert with_made_by(WRONG, ["f"], cells) == WRONG
