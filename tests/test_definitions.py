"""The definitions in a notebook: what a graded name needs is run, in the notebook's order, and nothing else."""

from __future__ import annotations

import ast
import sys
import types

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.calling.reads_global import argument_use
from autograder.running import definitions
from autograder.running.definitions import LARGEST_CELL, parse, slice_of
from autograder.running.magics import python_of
from autograder.running.worker import Worker

F = "def f():\n    return 1\n"
SIGMOID = "def sigmoid(z):\n    return 7\n"


def load(*cells: str, names=("f",), given=None, whole=False, proxies=None):
    """A worker's namespace of these cells, in this process, and what it answers."""
    assert plt is sys.modules["matplotlib.pyplot"]
    worker = Worker(None)  # type: ignore[arg-type]
    question = {"cells": list(cells), "names": {name: [name] for name in names}, "given": given or {}}
    return worker, worker.load({**question, "whole": whole, "filled": False, "own_given": False, "lent": proxies or {}})


def result(*cells: str, **options):
    """What f() of these cells returns."""
    worker, answer = load(*cells, **options)
    assert answer["functions"]["f"] == ["defined", ""], answer
    return worker.namespace["f"]()


def state(*cells: str, **options) -> tuple[str, str]:
    return tuple(load(*cells, **options)[1]["functions"]["f"])


# --- cells -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        F,
        "%%time\n" + F,
        "%%time -n 1\n" + F,
        "%%timeit\n" + F,
        "%%capture out --no-stderr\n" + F,
        "%%prun\n" + F,
        "\n  \n%%time\n" + F,
        "%%time\n%%capture\n" + F,
        "# my cell\n%%time\n" + F,
        "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\n%config InlineBackend.figure_format = 'svg'\n" + F,
        "if True:\n    %matplotlib inline\n" + F,
        "!pip install something\n" + F,
        "files = !ls\nt = %time 5\n" + F,
        "np.sum?\n?np.sum\nnp.sum??\n" + F,
        "def f():\n    %time x = 1\n    !ls\n    return 1\n",
        "get_ipython().run_line_magic('matplotlib', 'inline')\nget_ipython().anything.at.all\n" + F,
        "from autograder import check, hint, progress, ready\ncheck(None)\nhint(None, 2)\n" + F,
        "from IPython.display import display\ndisplay(1)\n" + F,
        F.replace("\n", "\r\n"),
        "\x0c" + F,
        "    " + F.replace("\n", "\n    "),
        ">>> def f():\n...     return 1\n",
        "return 5\n" + F,
        "break\n" + F,
        "await anything()\n" + F,
        "x = [await g() for g in []]\n" + F,
        "1 / 0\n" + F,
        "raise SystemExit\n" + F,
        "input()\n" + F,
        "a = 1; b = 2; f = lambda: b - a",
        'if __name__ == "__main__":\n    def f(): return 1',
        "match 1:\n    case 1:\n        f = lambda: 1",
        "x = " + "(" * 90 + "1" + ")" * 90 + "\n" + F,
        "x = {" + ", ".join(f"{i}: [{i}, {i}]" for i in range(3_000)) + "}\n" + F,
        "".join(" " * i + "if 1:\n" for i in range(99)) + " " * 99 + "pass\n" + F,
        "# non-ASCII: é 中 \U0001f600\n" + F,
        'import warnings\nre = "\\d \\w \\ "\n' + F,
    ],
)
@pytest.mark.filterwarnings("ignore:invalid escape sequence")
def test_a_cell_counts_as_the_python_in_it(cell):
    assert result(cell) == 1


@pytest.mark.parametrize(
    "magic", ["%%bash", "%%html", "%%writefile f.py", "%%javascript", "%%latex", "%%script python"]
)
def test_cells_in_other_languages_count_as_nothing(magic):
    assert python_of(f"{magic}\n{F}") == ""
    assert result(f"{magic}\n<b>not python", F) == 1


@pytest.mark.parametrize(
    "text", ["%matplotlib inline\n%%time\n", "!ls\n?x\n", "get_ipython()\n", "%s and %d\n", "50 % of\n% of all"]
)
def test_lines_like_magics_inside_of_a_text_stay_text(text):
    for other in ("", "%matplotlib inline\n", "!ls\n"):
        assert result(f"text = '''\n{text}'''\n{other}def f():\n    return text") == "\n" + text


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("def f(:\n    return 1", "SyntaxError: invalid syntax (line 1)"),
        ("def f():\n    print 'x'\n    return 1", "SyntaxError: Missing parentheses in call to 'print'"),
        ("def f():\n\tif True:\n        return 1", "TabError: inconsistent use of tabs and spaces"),
        ("def f():\nreturn 1", "IndentationError: expected an indented block"),
        ("x = '\0'\n" + F, "source code string cannot contain null bytes"),
        ("x = '\ud800'\n" + F, "UnicodeEncodeError"),
        ("\ufeff" + F, "SyntaxError: invalid non-printable character U+FEFF"),
        ("x = " + "(" * 5_000 + ")" * 5_000 + "\n" + F, "too many nested parentheses"),
        ("x = " + "-" * 50_000 + "1\n" + F, "MemoryError"),
        ("x = " + "+".join(["1"] * 100_000) + "\n" + F, "RecursionError"),
        ("x = a" + ".b" * 50_000 + "\n" + F, "RecursionError"),
        ("nonlocal x\n" + F, "nonlocal declaration not allowed"),
        ("x = '''\n" + F, "unterminated triple-quoted string"),
        ("def f(): return 1 +\n", "SyntaxError"),
        ("async def f():\n    yield 1\n    return 2", ""),
    ],
)
def test_a_broken_cell_costs_only_what_it_defines(cell, reason):
    cells = ("import math\nE = 2", cell, "def g():\n    return E * math.floor(1.5)")
    worker, answer = load(*cells, names=("f", "g"))
    if reason:
        assert answer["functions"]["f"][0] == "crashed"
        assert reason in answer["functions"]["f"][1]
        ((number, said),) = answer["broken"]
        assert number == 2
        assert reason in said
    assert answer["functions"]["g"] == ["defined", ""]
    assert worker.namespace["g"]() == 2


def test_an_earlier_version_counts_where_a_later_one_is_broken():
    assert result(F, "def f(:\n    return 2") == 1


def test_a_cell_of_more_than_a_megabyte_is_left_out():
    assert result(F, "x = '" + "a" * LARGEST_CELL + "'\ndef f():\n    return 2") == 1
    assert state("x = '" + "a" * LARGEST_CELL + "'\n" + F) == ("missing", "")


def test_no_cells_no_functions():
    for cells in ((), ("",), ("   \n\n", "# nothing"), ("x = 1",)):
        assert state(*cells) == ("missing", "")


def test_a_name_whose_statement_stops_is_broken_and_says_why():
    assert state("f = undefined_thing()") == ("crashed", "NameError: name 'undefined_thing' is not defined")
    assert state("f = np.ones(2**46)") == ("crashed", "MemoryError")
    assert state("def f(n=1 / 0): return n") == ("crashed", "ZeroDivisionError: division by zero")
    assert state("@no_such_decorator\n" + F)[0] == "crashed"


# --- what a name needs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # helpers and constants, wherever they stand
        (("def f(): return helper()", "def helper(): return K", "K = 3"), 3),
        (("K = 3", "def f():\n    def inner():\n        return [K for _ in 'ab']\n    return inner()"), [3, 3]),
        (("f = lambda: h()\nh = lambda: 3",), 3),
        (("N = 5\ndef f(n=N): return n",), 5),
        (("def f(n=N): return n", "N = 5"), 5),
        (("def f(*, n=N): return n", "M = 4", "N = M + 1"), 5),
        (("class A(B): pass\ndef f(): return A().x", "class B:\n    x = 3"), 3),
        (("class A:\n    y = K\n    def m(self): return L\ndef f(): return A().m() + A.y", "K = 1\nL = 2"), 3),
        (("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 4\ndef f(): return P().x",), 4),
        (("import functools\ndef deco(g):\n    @functools.wraps(g)\n    def w(): return g() + 1\n    return w",
          "@deco\ndef f(): return 1"), 2),
        # computed
        (("K = sum(i * i for i in range(4))\ndef f(): return K",), 14),
        (("for i in range(3):\n    total = i\ndef f(): return total",), 2),
        (("total = 0\nfor i in range(4):\n    total += i\ndef f(): return total",), 6),
        (("x = 1\nx += 2", "x *= 3\ndef f(): return x"), 9),
        (("P = {}\nP['a'] = 1\nP['b'] = P['a'] + 1\ndef f(): return P",), {"a": 1, "b": 2}),
        (("L = []\nL.append(3)\nL.extend([4])\ndef f(): return L",), [3, 4]),
        (("class C: pass\nC.x = 4\nC.x += 1\ndef f(): return C.x",), 5),
        (("d = {'e': {}}\nd['e']['k'] = [1]\nd['e']['k'].append(2)\ndef f(): return d",), {"e": {"k": [1, 2]}}),
        (("(a, (b, *c)) = 1, (2, 3, 4)\ndef f(): return a, b, c",), (1, 2, [3, 4])),
        (("a = b = 3\ndef f(): return a + b",), 6),
        (("(n := 5)\ndef f(): return n",), 5),
        (("[last := i for i in range(3)]\ndef f(): return last",), 2),
        (("from contextlib import nullcontext\nwith nullcontext(3) as v: pass\ndef f(): return v",), 3),
        (("try:\n    1 / 0\nexcept Exception as e:\n    text = str(e)\ndef f(): return text",), "division by zero"),
        (("x: int = 3\ny: int\ndef f(): return x",), 3),
        (("USE = False\nif USE:\n    def f(): return 1\nelse:\n    def f(): return 2",), 2),
        (("counter = 0\ndef f():\n    global counter\n    counter += 1\n    return counter",), 1),
        (("i = 5\ndef f(): return [i for i in range(3)]",), [0, 1, 2]),
        (("def f(): return list(map(lambda x: x + K, [1]))\nK = 1",), [2]),
        (("K = 2\ndef f():\n    class A:\n        x = K\n    return A.x",), 2),
        (("name, d = 'a', {'k': 1}\ns = f\"{name!r:>{5}} {d['k']} it's\\n\"\ndef f(): return s",), "  'a' 1 it's\n"),
        (("x = 3\ns = f'''{x}\"\n{\"a\"}'''\ndef f(): return s",), '3"\na'),
        (("def f(): return f'{1}\\t\"' f\"'{K:.1f}\"\nK = 2",), "1\t\"'2.0"),
        # defined more than once
        (("def f(): return 1", "def f(): return 2"), 2),
        (("def f(): return g()", "def g(): return 1", "def g(): return 2"), 2),
        (("def f(): return 1", "g = f", "def f(): return g() + 1"), 2),
        (("def f(): return 1", "f = [f][0]", "f = (lambda g: lambda: g() + 1)(f)"), 2),
        (("def solution(): return 3", "f = solution"), 3),
        (("def f(): return 1", "del f"), 1),
        (("K = 1", "def f(): return K", "K = 2"), 2),
        (("K = 1\ndef f(n=K): return n", "K = 2"), 1),
        (("def sigmoid(z): return z", "def f(): return sigmoid(3)"), 3),
        # imports
        (("import math, no_such_module\ndef f(): return math.floor(2.5)",), 2),
        (("from math import *\ndef f(): return sqrt(4)",), 2.0),
        (("import numpy.linalg as la\ndef f(): return la.__name__",), "numpy.linalg"),
        (("try:\n    import no_such_module as m\nexcept ImportError:\n    m = None\ndef f(): return m",), None),
        (("def f():\n    import math\n    return math.floor(1.5)",), 1),
        (("def f(): return np.zeros(1).size + len(plt.__name__)",), 18),
        (("from __future__ import annotations\ndef f(x: 'Nowhere' = None): return 1",), 1),
        (("from typing import Optional\ndef f(x: Optional[int] = None) -> 'np.ndarray': return 1",), 1),
    ],
)  # fmt: skip
def test_a_function_finds_what_it_needs(cells, expected):
    assert result(*cells) == expected


def test_a_vectorised_function_is_the_vectorised_one():
    worker, answer = load("def f(x):\n    return 1 if x > 0 else 0", "f = np.vectorize(f)")
    assert answer["unresolved"] == []
    np.testing.assert_array_equal(worker.namespace["f"](np.array([-1.0, 2.0])), [0, 1])


def test_nothing_else_runs(capsys):
    cells = (
        "ran = []\nran.append('mine')",
        "train = [1]\nran_too = train.append(2)",
        "print(f())\nfigure = plt.figure()\nmodel = f()",
        "def f(): return 1",
        "result = f()\nother.append(result)",
    )
    worker, _ = load(*cells)
    made = worker.namespace.keys() - vars(types.ModuleType("as in Jupyter")).keys() - {"__builtins__"}
    assert made == {"get_ipython", "display", "np", "plt", "f"}
    assert capsys.readouterr().out == ""


def test_what_only_the_whole_notebook_makes_is_made_on_request():
    cells = ("def setup():\n    global P\n    P = 3", "setup()", "def f(): return P", "exec('def g(): return 4')")
    _, answer = load(*cells, names=("f", "g"))
    assert answer["unresolved"] == ["P", "g"]
    assert answer["functions"]["g"] == ["missing", ""]
    worker, answer = load(*cells, names=("f", "g"), whole=True)
    assert answer["unresolved"] == []
    assert (worker.namespace["f"](), worker.namespace["g"]()) == (3, 4)


def test_in_the_whole_notebook_an_error_ends_its_cell_and_no_more():
    cells = ("a = 1\n1 / 0\na = 2", "b = a", "def f(): return a, b")
    assert result(*cells, whole=True) == (1, 1)


def test_several_names_share_what_they_need():
    worker, answer = load("K = [0]", "def f(): K[0] += 1; return K", "def g(): return K", names=("f", "g"))
    assert set(answer["functions"]) == {"f", "g"}
    assert worker.namespace["f"]() is worker.namespace["g"]()


# --- modules that are not here -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "from planar_utils import *\ndef f(): return sigmoid(0)",
        "from planar_utils import plot, sigmoid\ndef f(): return sigmoid(0)",
        "from planar_utils import sigmoid as s\ndef f(): return s(0)",
        "from .utils import sigmoid\ndef f(): return sigmoid(0)",
        "import planar_utils\ndef f(): return planar_utils.sigmoid(0)",
        "import planar_utils as pu, os\ndef f(): return pu.sigmoid(0)",
        "def f(): return sigmoid(0)",
        "def sigmoid(z): return 'the student changed the given helper'\ndef f(): return sigmoid(0)",
    ],
)
def test_missing_modules_resolve_to_the_helpers_that_the_course_gives(cell):
    assert result(cell, given={"sigmoid": SIGMOID}) == 7


def test_what_is_missing_is_said_and_costs_only_who_uses_it():
    worker, answer = load("import no_such_one as n\nfrom no_such_two import thing\n" + F, "def g(): return n.x + thing",
                          names=("f", "g"))  # fmt: skip
    assert answer["imports"] == ["no_such_one", "no_such_two"]
    assert worker.namespace["f"]() == 1
    with pytest.raises(AttributeError, match="the module no_such_one is not available here, nor is its x"):
        worker.namespace["g"]()


# --- aliases and proxies -----------------------------------------------------------------------------------------


def test_a_function_may_go_by_an_alias():
    worker = Worker(None)  # type: ignore[arg-type]
    names = {"initialize_velocity": ["initialize_velocity", "init_velocity"]}
    question = {
        "cells": ["def init_velocity(): return 5"],
        "names": names,
        "given": {},
        "whole": False,
        "filled": False,
        "own_given": False,
        "lent": {},
    }
    assert worker.load(question)["functions"] == {"initialize_velocity": ["defined", ""]}
    assert worker.namespace["initialize_velocity"]() == 5


class Judge:
    """The other end of a proxy: doubles what it is asked about."""

    def __init__(self):
        self.asked = []

    def send(self, message):
        self.asked.append(message)

    def receive(self):
        (arg,) = self.asked[-1]["args"] or self.asked[-1]["keywords"].values()
        return {"value": 2 * arg} if arg < 100 else {"error": "TypeError"}


def test_a_proxy_asks_the_judge_in_the_place_of_the_students_helper():
    worker, _ = load(
        "def h(x): return 'wrong'", "def f(): return h(3) + h(x=4)", names=("f", "h"), proxies={"h": ["x"]}
    )
    judge = worker.channel = Judge()
    assert worker.namespace["f"]() == 14
    assert judge.asked[0] == {"ask": "h", "args": [3], "keywords": {}}
    assert judge.asked[1] == {"ask": "h", "args": [], "keywords": {"x": 4}}
    with pytest.raises(ValueError, match="h cannot be called like this: TypeError"):
        worker.namespace["h"](500)


# --- slices ------------------------------------------------------------------------------------------------------


def needed(*cells: str, name: str = "f") -> list[int]:
    """The cells of the statements that a name needs."""
    return [statement.cell for statement in slice_of(parse(cells), [name])[0]]


def test_the_slice_holds_the_last_definition_and_what_that_loads():
    cells = ("K = 1", "def f(): return 0", "unused = 1", "def f(): return K", "K = 2", "K2 = K")
    assert needed(*cells) == [4, 5]
    assert needed(*cells, name="K2") == [5, 6]
    assert needed(*cells, name="no_such_name") == []


def filled(*cells: str) -> list[int]:
    """The same, with the cells that may fill what it loads."""
    return [statement.cell for statement in slice_of(parse(cells), ["f"], filled=True)[0]]


@pytest.mark.parametrize(
    ("cells", "needed"),
    [
        (("K = [2]", "K.sort()", "def f(): return K"), [1, 2, 3]),
        (("K = [2]", "def f(): return K", "np.put(K, 0, 1)", "other = 3"), [1, 2, 3]),
        (("J = [2]", "K = J", "J.sort()", "def f(): return K", "J.clear()"), [1, 2, 4]),  # as far as one can see
        (("def g(): return 1", "g()", "import np", "np.seed(0)", "def f(): return g() + np"), [1, 3, 5]),
        (("K = 1", "print(f(), K)", "def f(): return 2", "f()"), [3]),
        (("K = 1", "L = [K]", "L.sort()", "for k in L: K += k", "def f(): return K"), [1, 2, 3, 4, 5]),
    ],
)
def test_the_filled_slice_holds_all_that_mentions_a_variable(cells, needed):
    assert filled(*cells) == needed


def test_a_statement_that_runs_at_once_sees_only_what_stands_before():
    assert needed("K = 1", "x = K", "K = 2", name="x") == [1, 2]
    assert needed("x = K", "K = 2", name="x") == [1, 2]


def test_cycles_come_to_an_end():
    assert needed("def f(): return g()", "def g(): return f()") == [1, 2]
    assert needed("a = b", "b = a", name="a") == [1, 2]
    assert needed("x = x", name="x") == [1]


def test_names_that_nothing_binds_are_told_but_not_builtins():
    _, unresolved = slice_of(parse(["def f():\n    return len(nowhere) + max(other, __name__)"]), ["f"])
    assert unresolved == {"nowhere", "other"}


@pytest.mark.parametrize(
    "cell",
    [
        "x = 1; y = 2\nz = 3",
        "x = 1; \\\ny = f(2)",
        "x = 1;",
        "@first\n@second(k)\ndef f(x=default): return g(x)\r\ny = 1\rz = (1,\n 2)",
        "class A:\n  __x = q\n  def f(self): return __x",
        "if a:\n  b = 1\nelse: c = [i for i in d]\nlambda u=v: w",
        "s = '''\n\x0c\n''' # x = y\n\x0cdef f(): global k; k = 1",
        "K.append(f(x := 3))\nK[j] += 1\ndel K",
        "%time x = f(3)",
        "%%time\nx = 1\ny = x",
        "!ls\nx = 2",
        "import numpy as np, math",
        "π = 'é'; x = π\nfor i in π: print(i)",
        "x = 1\nglobal x\ny = x",
    ],
)
def test_a_statement_has_the_names_that_its_tree_has(cell):
    """Its own lines tell them, where no other statement shares one."""
    for statement in parse([cell]).statements:
        if not isinstance(statement.node, ast.Delete):
            (alone,) = parse([ast.unparse(statement.node)]).statements
            names = [(one.binds, one.loads_now, one.loads_later) for one in (statement, alone)]
            assert names[0] == names[1]


# --- cells that many notebooks have --------------------------------------------------------------------------------

SHARED = [
    "import numpy as np, math\nfrom math import *",
    "%matplotlib inline\nK = []",
    "%%time\nK.append(f)",
    "%%writefile helper.py\ndef g(): return 2",
    "@given\ndef f(x=K): return g(x)",
    "def f():\n    return 1",
    "f = f(K)",
    "def broken(:\n    def h(): pass",
    "",
    "# only words",
    "x = 1; y = 2\nz = 3",
]


def told(program) -> tuple:
    """All that a program says, its trees as text."""
    statements = [
        (one.cell, one.position, one.binds, one.loads_now, one.loads_later, ast.dump(one.node, include_attributes=True))
        for one in program.statements
    ]
    return statements, program.broken, program.written


@pytest.mark.parametrize(
    "cells",
    [
        SHARED,
        SHARED[::-1],
        SHARED * 2,
        ["own = 1", *SHARED, "def f():\n    return 2", SHARED[5]],
        [f"{cell}\n" for cell in SHARED],
        [],
    ],
)
def test_a_cell_that_has_been_parsed_before_is_what_it_would_be_now(cells, monkeypatch):
    """Wherever it stands, however often, and beside whatever else."""
    now = told(parse(cells))
    monkeypatch.setattr(definitions, "_PARSED", {})
    definitions.parse_once(SHARED)
    assert definitions._PARSED.keys() == {*SHARED} - {SHARED[7]}  # said of each notebook that has it
    assert told(parse(cells)) == now
    assert told(parse(cells)) == now


def test_of_two_equal_cells_each_has_its_place(monkeypatch):
    monkeypatch.setattr(definitions, "_PARSED", {})
    definitions.parse_once([F])
    again = "def f():\n    return 2\n"
    assert [one.cell for one in parse([F, "x = 1", F]).statements] == [1, 2, 3]
    assert result(F, again) == 2
    assert result(again, F) == 1
    assert result(F, again, F) == 1


def test_what_is_no_text_to_parse_costs_the_others_nothing(monkeypatch):
    monkeypatch.setattr(definitions, "_PARSED", {})
    definitions.parse_once(["(" * 10_000, "x = 1\0", F])
    assert [*definitions._PARSED] == [F]


def test_what_only_the_whole_cell_would_refuse_is_read():
    program = parse(["x = 1\nglobal x\ny = x"])
    assert [sorted(statement.binds) for statement in program.statements] == [["x"], [], ["y"]]


def test_argument_use():
    source = "def f(X, Y, w):\n    def g(): return w + data\n    total = np.sum(X)\n    return total + K + g()"
    assert argument_use(source, "f") == ({"np", "K", "data"}, {"Y"})
    assert argument_use(source, "no_such_function") == (set(), set())
    assert argument_use("def f(:", "f") == (set(), set())
