"""Which binding of a graded name counts: the last that makes it a function, whatever else the name is used for later."""

from __future__ import annotations

import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.running.definitions import parse, slice_of
from autograder.running.worker import Worker

F = "def f(x=1):\n    return x"
G = "def g():\n    return f(10)"
SLOW = "while True: pass"  # what must not run


def load(*cells: str, names=("f",), whole=False, given=None):
    """A worker that holds these cells, in this process, and what it answers."""
    assert plt is sys.modules["matplotlib.pyplot"]
    worker = Worker(None)  # type: ignore[arg-type]
    accepted = {name: [name] for name in names} if not isinstance(names, dict) else names
    question = {"cells": list(cells), "names": accepted, "given": given or {}, "whole": whole}
    return worker, worker.load({**question, "filled": False, "own_given": False, "lent": {}, "graded": ["f", "g", "h"]})


def result(*cells: str, **options):
    worker, answer = load(*cells, **options)
    assert answer["functions"]["f"] == ["defined", ""], answer
    return worker.namespace["f"](), answer["eclipsed"]


LATER = {
    "the result of its own call": "f = f(1)",
    "whose arguments would never come": f"{SLOW}\ntrain = 1\nf = f(train)",
    "which lacks an argument": "f = f(no_such_data)",
    "an item of it": "f = f([1, 2])[0]",
    "an attribute of it": "f = f(np.ones(3)).T",
    "a method of it": "f = f(np.ones(3)).mean()",
    "the result of another exercise": "f = g()",
    "one of several": "f, costs = f(1), [2]",
    "unpacked from a call": "f, costs = f((1, 2))",
    "unpacked from a given call": "costs, (f, x) = g()",
    "a chain": "y = f = f(1)",
    "a walrus": "print(f := f(1))",
    "a walrus in a condition": "if (f := 3) > 2:\n    pass",
    "a walrus in a comprehension": "[f := i for i in range(3)]",
    "a number": "f = 3",
    "none": "f = None",
    "a text": "f = f'{3}'",
    "a list": "f = [f, f]",
    "a dictionary": "f = {'f': f}",
    "a comparison": f"{SLOW}\nA = 1\nf = (A > 0.5) * 1",
    "annotated": "f: int = 3",
    "only annotated": "f: int",
    "a data variable": f"{SLOW}\nA = np.ones(3)\nf = A",
    "a loop": "for f in range(3):\n    print(f)",
    "a loop over data": f"{SLOW}\nA = np.ones(3)\nfor i, f in enumerate(A):\n    pass",
    "a loop in a loop": "for i in range(2):\n    for f in 'ab':\n        pass",
    "a loop over numbers": "for f in (1, 2, 3):\n    pass",
    "a file": "with open('no such file') as f:\n    text = f.read()",
    "a file that is there": "with open('/dev/null') as f:\n    text = f.read()",
    "an exception": "try:\n    1 / 0\nexcept ZeroDivisionError as f:\n    pass",
    "augmented": "f = 0\nf += 1",
    "augmented by itself": "f += f(1)",
    "a module": "import math as f",
    "a module that is missing": "import f",
    "a name in a module that is missing": "from solutions import f",
    "one that another name hides": "from solutions import model as f",
    "deleted": "del f",
    "in a condition": "if True:\n    f = f(3)",
    "in a try": "try:\n    f = f(3)\nexcept Exception:\n    f = None",
    "a pattern": "match 3:\n    case f:\n        pass",
    "an array": "f = np.zeros(3)",
    "an array of many": "f = np.squeeze(np.array([1.0]))",
    "what stops": "f = np.dot(1, 'x') if 1 / 0 else 3",
    "what stops in a call": "f = undefined(f)",
    "an instance": "class Net:\n    pass\nf = Net()",
    "a list to fill": "f = []\nfor i in range(3):\n    f.append(f)",
    "items": "f = {}\nf['a'] = 3",
    "set in a function": "def run():\n    global f\n    f = 3\nrun()",
    "a magic": "%time f = f(1)",
    "the value of a magic": "f = %time f(1)",
    "the output of a command": "f = !ls",
    "below a magic": "%%time\nf = f(1)",
    "a decorator that is missing": "@no_such_decorator\ndef f():\n    return 2",
    "a default that is missing": "def f(x=no_such_default):\n    return 2",
}  # fmt: skip


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_a_function_counts_whatever_its_name_is_used_for_later(later):
    for cells in ((F, later, G), (F + "\n" + later, G), (G, F, "x = 2", later)):
        value, _ = result(*cells)
        assert value == 1
        worker, _ = load(*cells, names=("g",))  # what another function calls is the function, too
        assert worker.namespace["g"]() == 10
        worker, _ = load(*cells, names=("f", "g"))
        assert worker.namespace["g"]() == 10


@pytest.mark.parametrize("later", [text for text in LATER.values() if SLOW not in text])
def test_a_function_counts_where_the_whole_notebook_runs(later):
    value, _ = result(F, later, whole=True)
    assert value == 1


ANEW = {
    "defined": "def f(): return 2",
    "in a condition": "if True:\n    def f(): return 2",
    "in the other branch": "if False:\n    f = 3\nelse:\n    def f(): return 2",
    "in a try": "try:\n    from solutions import f\nexcept ImportError:\n    def f(): return 2",
    "in a with": "with np.errstate(all='ignore'):\n    def f(): return 2",
    "in a loop": "for i in range(3):\n    def f(): return i",
    "and used in the same block": "if True:\n    def f(): return 2\n    f = f()",
    "and used in the same try": "try:\n    def f(): return 2\n    f = f()\nfinally:\n    pass",
    "a lambda": "f = lambda: 2",
    "an annotated lambda": "f: object = lambda: 2",
    "a walrus": "(f := lambda: 2)",
    "a choice": "f = (lambda: 2) if True else None",
    "another name": "def mine(): return 2\nf = mine",
    "another name's other name": "def mine(): return 2\nours = mine\nf = ours",
    "one of several": "def mine(): return 2\nf, x = mine, 3",
    "unpacked": "pair = (lambda: 2), 3\nf, x = pair",
    "out of a list": "f = [lambda: 1, lambda: 2][1]",
    "out of a dictionary": "table = {'f': lambda: 2}\nf = table['f']",
    "in part": "import functools\ndef mine(x): return x\nf = functools.partial(mine, 2)",
    "in part of itself": "import functools\nf = functools.partial(f, 2)",
    "wrapped": "def twice(g):\n    return lambda: 2 * g()\nf = twice(f)",
    "decorated": "def twice(g):\n    return lambda: 2 * g()\n@twice\ndef f(): return 1",
    "vectorised": "f = np.vectorize(lambda x=2: x)\nf_ = f\nf = lambda: int(f_(2))",
    "a class": "class f(int):\n    def __new__(cls): return int.__new__(int, 2)",
    "an instance that can be called": "class Net:\n    def __call__(self): return 2\nf = Net()",
    "a loop over functions": "def one(): return 1\ndef two(): return 2\nfor f in (one, two):\n    print(f())",
    "a loop over pairs": "def one(): return 1\ndef two(): return 2\nfor name, f in [('a', one), ('b', two)]:\n    pass",
    "imported": "from operator import length_hint as f\nf = lambda g=f: g([1, 2])",
    "with a number in between": "f = 3\ndef f(): return 2",
    "with a call in between": "f = f()\ndef f(): return 2",
    "with an attribute": "def f(): return f.value\nf.value = 2",
    "with a growing attribute": "def f():\n    f.calls += 1\n    return f.calls\nf.calls = 0\nf.calls += 1",
    "with a default from above": "N = 2\ndef f(n=N): return n\nN = 3",
    "with a default from below": "def f(n=N): return n\nN = 2",
}  # fmt: skip


@pytest.mark.parametrize("later", ANEW.values(), ids=ANEW)
def test_the_last_function_counts_and_nothing_is_said(later):
    assert result(F, later) == (2, [])
    assert result(F, "f = f(no_such_data)", later) == (2, [])
    value, eclipsed = result(F, later, "f = f()")
    assert value == 2
    assert [name for name, *_ in eclipsed] == ["f"]


@pytest.mark.parametrize("later", [text for name, text in ANEW.items() if "below" not in name])
def test_the_last_function_counts_where_the_whole_notebook_runs(later):
    assert result(F, later, "f = 3", whole=True)[0] == 2


# --- what is said ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((F, "x = 1", "f = f(1)"), [["f", 1, 3, True]]),
        ((F + "\nf = f(1)",), [["f", 1, 1, True]]),
        ((F, "f = 2", "f = lambda: 3", "x = 1", "for f in range(3): pass", "f = 3"), [["f", 3, 5, True]]),
        ((F, "f = np.zeros(3)"), [["f", 1, 2, True]]),
        ((F, "import f"), [["f", 1, 2, True]]),
        ((F, "from solutions import f"), [["f", 1, 2, False]]),
        ((F, "f = undefined(f)"), [["f", 1, 2, False]]),
        ((F, "@no_such_decorator\ndef f(): return 2"), [["f", 1, 2, False]]),
        ((F, "g = g(1)", G), []),
        ((G, F, "f = 1", "g = 2"), [["f", 2, 3, True], ["g", 1, 4, True]]),
        ((F, "f = np.vectorize(f)"), []),
        ((F, "f.note = 3"), []),
        ((F, "f: object"), []),
        ((F, "del f"), []),
        ((F, "f = f"), []),
        ((F, "if False:\n    def f(): return 2"), []),
        ((F, "if False:\n    def f(): return 2", "f = 3"), [["f", 1, 3, True]]),
        ((F, "try:\n    from solutions import f\nexcept ImportError:\n    pass"), []),
        ((F, "x = f(1)\ny = [f for f in range(3)]\ndef other(f): return f"), []),
        ((F, F, F), []),
        (("f = 1", F), []),
        (("import f\nfrom solutions import f", F), []),
        (("f = 3",), []),
    ],
)
def test_a_note_says_where_the_name_was_used_again_and_which_function_counts(cells, said):
    assert load(*cells, names=("f", "g"))[1]["eclipsed"] == said


# --- what is not touched -----------------------------------------------------------------------------------------


def test_data_variables_keep_their_meaning_for_the_statements_in_between():
    cells = (F, "f = f(5)", "best = f + 1", "for f in range(3): pass", "last = f", "def g(): return best, last, f(7)")
    worker, _ = load(*cells, names=("f", "g"))
    assert worker.namespace["g"]() == (6, 2, 7)


def test_only_graded_names_are_looked_after():
    worker, answer = load("def k(): return 1", "k = k()", "def f(): return k")
    assert worker.namespace["f"]() == 1
    assert answer["eclipsed"] == []


@pytest.mark.parametrize(
    ("cells", "needed"),
    [
        ((F, "data = 1", "f = f(data)"), [1]),
        ((F, "data = 1", "f = np.dot(data, 1)"), [1, 2, 3]),
        ((F, "for f in range(9): pass"), [1]),
        ((F, F, "f = 3"), [2]),
        ((F, "f = 1", F), [3]),
        ((F, "g = f", "f = g"), [1, 2, 3]),
        (("f = 3",), [1]),
        (("f = f(3)",), []),
        (("x = f(2)\nf = f(x)", F, "f = f(3)"), [2]),
    ],
)
def test_the_slice_holds_no_use_of_the_function(cells, needed):
    statements, _ = slice_of(parse(cells), ["f"])
    assert [statement.cell for statement in statements] == needed


def test_what_may_turn_out_to_be_no_function_has_little_time():
    """An endless loop there costs nothing: the function that was checked is there already."""
    worker, answer = load(F, "n = 0\nwhile True:\n    n += 1", "f = make(n)", "def g(): return 3", names=("f", "g"))
    assert (worker.namespace["f"](), worker.namespace["g"]()) == (1, 3)
    assert answer["eclipsed"] == [["f", 1, 3, False]]
    worker, _ = load(F, "def make(n):\n    while True: pass", "f = make(3)\nf = make(4)")
    assert worker.namespace["f"]() == 1


@pytest.mark.parametrize(
    "cells",
    [
        ["def init_v(): return 5", "initialize_v = init_v()"],
        ["def init_v(): return 5", "initialize_v = 3"],
        ["def initialize_v(): return 5", "init_v = initialize_v()"],
        ["def init_v(): return 4", "def initialize_v(): return 5", "init_v = init_v()"],
        ["def init_v(): return 5", "initialize_v = init_v", "init_v = initialize_v()"],
    ],
)
def test_an_alias_that_is_a_function_counts_before_a_name_that_is_not(cells):
    worker, answer = load(*cells, names={"initialize_v": ["initialize_v", "init_v"]})
    assert answer["functions"]["initialize_v"] == ["defined", ""]
    assert worker.namespace["initialize_v"]() == 5


def test_a_broken_cell_is_told_where_the_name_is_only_used():
    _, answer = load("def f(:\n    return 1", "f = f(3)")
    state, reason = answer["functions"]["f"]
    assert state == "crashed"
    assert reason.startswith("SyntaxError")


def test_a_chain_of_a_thousand_names_comes_to_an_end():
    chain = "\n".join(f"a{i + 1} = a{i}" for i in range(1_000))
    assert result(F, f"a0 = lambda: 2\n{chain}\nf = a1000") == (2, [])


def test_numpys_functions_may_take_the_place():
    worker, answer = load(F, "f = np.vectorize(lambda x: 2 * x)")
    np.testing.assert_array_equal(worker.namespace["f"](np.arange(3)), [0, 2, 4])
    assert answer["eclipsed"] == []
