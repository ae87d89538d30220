"""What an exception means: every entry of the table is met by code that really raises, or by a recorded message."""

from __future__ import annotations

import linecache
import math
import random
import re
import string

import numpy as np
import pytest

from autograder.calling.call import call
from autograder.messages import ENGLISH
from autograder.plain.outcome import Raised
from autograder.plain.shown import shortened
from autograder.running.definitions import parse
from autograder.verdict import glosses
from autograder.verdict.gloss_table import TABLE
from autograder.verdict.glosses import gloss, gloss_of, words_of
from autograder.verdict.stopped import Stopped

ARGUMENTS = ("W", "X", "b", "learning_rate", "grads")
VALUES = (
    np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    np.array([[1.0, 2.0, 3.0, 4.0], [0.5, 0.5, 0.5, 0.5]]),
    np.array([[1.0], [2.0], [3.0]]),
    0.5,
    {"dW": np.ones((3, 2)), "db": np.ones((3, 1)), "count": 4, "nothing": None},
)
HELPERS = """
def pair(x):
    return x, x
def forgets(x):
    y = x
def needs_two(a, b):
    return a + b
def again(x):
    return again(x)
"""


def error_of(body: str) -> Raised:
    """What comes of a function with this body, in a cell of its own."""
    text = f"{HELPERS}\ndef answer({', '.join(ARGUMENTS)}):\n" + "".join(f"    {row}\n" for row in body.split("\n"))
    linecache.cache["<cell 1>"] = (len(text), None, text.splitlines(keepends=True), "<cell 1>")
    scope: dict = {"np": np, "math": math, "rng": np.random.default_rng(1), "random": random}
    exec(compile(text, "<cell 1>", "exec"), scope)
    error = call(scope["answer"], VALUES).error
    assert error is not None, body
    return error


def said(body: str) -> str:
    """The gloss of a body."""
    return gloss(error_of(body))


# What code raises here, and words that its gloss must hold; what none may hold is below.
SNIPPETS = [
    # products of shapes
    ("return np.dot(X, W.T)", "In np.dot(X, W.T), | (2,4) | (2,3) | 4 | 2 | equal"),
    ("return X.dot(W.T)", "In X.dot(W.T), | equal"),
    ("return np.dot(W, np.ones(3))", "(3,) | equal"),
    ("return X @ W.T", "In X @ W.T, | size 4 | size 2"),
    ("return np.matmul(X, b)", "np.matmul(X, b) | size 4 | size 3"),
    ("X @= W\nreturn X", "X @= W"),
    ("return 2 @ learning_rate", "2 @ learning_rate | single number"),
    ("return W @ 2", "W @ 2 | single number"),
    # entry by entry
    ("return W + X", "In W + X, | (3,2) | (2,4) | Counted from the last axis"),
    ("return W * np.ones(3)", "(3,2) | (3,)"),
    ("return np.maximum(W, X)", "np.maximum(W, X)"),
    ("return np.where(W > 0, X, 0)", "(3,2) (2,4) () meet"),
    ("return range[3]", "range is there to be called"),
    ("return None.T", "one of the values is None"),
    ("return int('abc')", "the text 'abc'"),
    ("W += np.ones((2, 3, 2))\nreturn W", "(2,3,2) | keeps its own, (3,2)"),
    ("b -= W\nreturn b", "b -= W | (3,2) | (3,1)"),
    ("W[0] = np.ones(3)", "W[0] | (3,) | (2,)"),
    ("W[:, 0] = X", "(2,4) | (3,)"),
    ("W[[0, 1]] = np.ones((3, 2))", "(3,2) | (2,2)"),
    ("return np.broadcast_to(W, (2, 3))", "(3,2) | (2,3)"),
    ("return np.random.normal(np.zeros(2), np.ones(3))", "(2,) | (3,)"),
    ("W[0, 0] = X[0]", "single entry"),
    ("return np.array([[1, 2], [3]])", "different lengths"),
    ("return X.reshape(3, 2)", "8 numbers | (3,2)"),
    ("return np.reshape(X, (3, -1))", "8 numbers | left open"),
    ("return X.reshape(-1, -1)", "more than one size"),
    ("return np.zeros(3, dtype='number')", "number stands where the type"),
    ("return np.vectorize(needs_two, otype=1)", "vectorize knows no argument with the name otype"),
    ("return np.concatenate([W, X])", "axis 1 | size 2 there, the other 4"),
    ("return np.vstack([W, X])", "axis 1"),
    ("return np.concatenate([W, np.ones(3)])", "2 axes | 1"),
    ("return np.linalg.inv(W)", "square"),
    ("return np.linalg.inv(np.zeros((2, 2)))", "no inverse"),
    ("return np.max(W[:0])", "maximum | without any entries"),
    # one value where several stand, and the other way round
    ("if W > 0:\n    return W", "In W > 0, | yes or no | each"),
    ("return W if W > 0 else -W", "yes or no"),
    ("return W > 0 and W < 1", "yes or no"),
    ("return max(0, W)", "max(0, W) | yes or no"),
    ("return math.exp(W)", "math.exp(W) | single number | NumPy's"),
    ("return float(W)", "float(W) | single number"),
    ("return int(X)", "int(X) | single number"),
    ("return math.exp([1, 2])", "a list"),
    ("return math.sqrt(None)", "None"),
    ("return range(4)[W[0].astype(int)]", "single whole number"),
    ("for i in range(X.shape[1] * 0.5):\n    pass", "range(X.shape[1] * 0.5) | whole number | decimal number"),
    ("return range(np.float64(3))", "whole number"),
    ("return np.zeros((4 / 2, 1))", "np.zeros((4 / 2, 1)) | whole number"),
    ("return np.zeros(4 / 2)", "whole number"),
    ("return np.random.randn((2, 3))", "np.random.randn((2, 3)) | a tuple | brackets too many"),
    ("return range(None)", "None"),
    ("return W[: 3 * 0.5]", "W[: 3 * 0.5] | whole numbers"),
    ("return [1, 2][0.5:]", "whole number"),
    ("return [1, 2] * 0.5", "[1, 2] * 0.5 | repeat"),
    ("return np.zeros(3, 1)", "np.zeros(3, 1) | 1 stands where the type | brackets of its own"),
    ("return np.ones(X.shape[0], X.shape[1])", "4 stands where the type"),
    ("return np.zeros((-1, 2))", "negative"),
    # round brackets
    ("return learning_rate(1 - learning_rate)", "behind learning_rate | decimal number | sign between"),
    ("m = 2\nreturn m(X)", "behind m | whole number"),
    ("return W.shape(0)", "behind W.shape | tuple | square brackets"),
    ("return W.T()", "behind W.T | an array"),
    ("return W(0)", "behind W call | an array"),
    ("return grads('dW')", "behind grads | a dictionary"),
    ("return random(3)", "behind random | module"),
    ("name = 'abc'\nreturn name(1)", "behind name | a text"),
    ("return forgets(1)(2)", "None"),
    # operators
    ("return learning_rate ^ 2", "learning_rate ^ 2 | power"),
    ("return W ^ 2", "W ^ 2 | power"),
    ("return W > 0 & learning_rate", "& | before a comparison"),
    ("return ~W", "~ | decimal"),
    ("return forgets(W) * 2", "None where forgets(W) stands"),
    ("return W - learning_rate * None", "one of the values is None"),
    ("dw = None\nreturn W - dw", "In W - dw, | None where dw stands"),
    ("db = None\nb -= db", "b -= db | may be None"),
    ("return np.dot(W, None)", "np.dot(W, None) | None: no value"),
    ("return 'dW' + 1", "a text | whole number"),
    ("return 1 + 'dW'", "+ | whole number | a text"),
    ("return [1] + 1", "a list | whole number"),
    ("return pair(1) - 1", "- | a tuple | a whole number"),
    ("return [1, 2] - 1", "a list"),
    ("return grads * 2", "a dictionary"),
    ("return np.exp - 1", "a function"),
    ("return -[1]", "a list"),
    ("return pair(W) > 0.5", "pair(W) is a tuple"),
    ("A = forgets(W)\nreturn A > 0.5", "A is None"),
    ("return None > None", "None"),
    ("x = np.array([1, 2])\nx -= 0.5 * np.ones(2)\nreturn x", "x -= | whole numbers | keeps the type"),
    ("x = np.array([1, 2])\nx *= 0.5\nreturn x", "whole number"),
    ("return np.exp('a')", "exp | no answer for the kind"),
    ("return np.exp(grads)", "exp | a dictionary"),
    ("return np.add('a', 1)", "add | no answer for the kind"),
    # values that are taken apart
    ("a, c = 1, 2, 3", "2 values | more than 2"),
    ("a, c, d = pair(1)", "3 values | only 2"),
    ("a, c = forgets(1)", "None"),
    ("a, c = 0.5", "decimal number"),
    ("for a, c in [1, 2]:\n    pass", "whole number"),
    ("m, n = X.shape[0]", "whole number"),
    # positions and keys
    ("return X[2]", "X[2] | no position 2 | axis 0 | 0 to 1"),
    ("return X[0, 7]", "no position 7 | axis 1 | 0 to 3"),
    ("return X[:0][0]", "no entries"),
    ("return np.ones(3).shape[1]", "np.ones(3).shape | one entry for each axis"),
    ("return [1, 2][2]", "begins at 0"),
    ("return (1, 2)[2]", "a tuple"),
    ("x = []\nx[0] = 1", "a list"),
    ("return [].pop()", "none left"),
    ("return W['dW']", "W is an array | 'dW' | dictionaries"),
    ("return W[f'd{1}']", "W is an array"),
    ("return W[0.5]", "square brackets | whole numbers"),
    ("return W[W]", "whole number"),
    ("return W[np.array([True, False])]", "2 times | axis 0 | 3 entries"),
    ("return pair(1)['dW']", "pair(1) is a tuple | dictionaries"),
    ("x = [1, 2]\nreturn x[0, 1]", "two positions | Arrays"),
    ("x = [1, 2]\nreturn x[0.5]", "no whole number"),
    ("x = (1, 2)\nreturn x[0.5]", "no whole number"),
    ("return np.random.shuffle(W)[0]", "np.random.shuffle(W) is None | without a return"),
    ("x = forgets(1)\nx['a'] = 1", "None"),
    ("return np.sum[W]", "np.sum is there to be called"),
    ("return needs_two[0]", "needs_two is there to be called"),
    ("return learning_rate[0]", "learning_rate is a decimal number | no entries"),
    ("return np.float64(1)[0]", "single number"),
    ("x = (1, 2)\nx[0] = 3", "a tuple"),
    ("x = 0.5\nx[0] = 3", "decimal number"),
    ("return len(learning_rate)", "decimal number | length"),
    ("return len(np.array(1.0))", "single number"),
    ("for x in 4:\n    pass", "whole number"),
    ("for x in forgets(1):\n    pass", "None"),
    ("return 1 in forgets(1)", "None"),
    ("for x in np.array(1.0):\n    pass", "single number"),
    ("return {[1]: 2}", "a list | key"),
    ("return {}[W]", "an array | key"),
    ("return W[0, 0, 0]", "3 positions | 2"),
    ("return np.sum(np.ones(3), axis=1)", "axis 1 | axes is 1"),
    ("return W.mean(axis=2)", "axis 2"),
    ("return grads['dW1']", "grads has no key 'dW1'"),
    ("l = 1\nreturn grads['dW{l}']", "'dW{l}' | curly brackets | f before"),
    ("return grads[f'{{x}}{1}']", "no key"),
    ("return {}.pop('a')", "no key 'a'"),
    # attributes
    ("return np.sigmoid(W)", "numpy | sigmoid"),
    ("return np.float(1)", "numpy | float"),
    ("return math.mean([1])", "math | mean"),
    ("return forgets(W).shape", "forgets(W) is None | shape"),
    ("return grads.dW", "a dictionary | dW | square brackets"),
    ("return [1, 2].shape", "a list | shape | arrays have"),
    ("return learning_rate.shape", "learning_rate is a decimal number | shape"),
    ("return W.append(1)", "W is an array | append"),
    # arguments
    ("return needs_two(1)", "needs_two | 'b'"),
    ("return needs_two()", "'a' and 'b'"),
    ("return needs_two(1, 2, 3)", "needs_two takes is 2, and the number given is 3"),
    ("return needs_two(1, c=2)", "needs_two | c"),
    ("return needs_two(1, a=2)", "argument a twice"),
    ("return np.zeros()", "np.zeros | shape"),
    ("return np.sum()", "sum is called without 'a'"),
    ("return math.exp(1, 2)", "math.exp takes is exactly one, and the number given is 2"),
    ("return np.sum(W, keepdim=True)", "sum | keepdim"),
    ("return np.exp(W, axes=3, keepdims=1, no=1)", "np.exp"),
    # names
    ("return exp(-W)", "NumPy | exp"),
    ("return pi", "NumPy | pi"),
    ("return linalg.norm(W)", "linalg"),
    ("return learningrate * W", "learningrate | learning_rate. Is it"),
    ("return w * 2", "no variable w | called W. Is it"),
    ("return needs_tow(1, 2)", "called needs_two. Is it"),
    ("return relu(W)", "no function relu"),
    ("return du", "under this very name"),
    ("cost == 1\nreturn 1", "cost is compared | neither of them gets a value"),
    ("return cost == 1", "no variable cost"),
    ("return np.gradient(np.ones(1))", "np.gradient(np.ones(1)), | neighbours"),
    ("return du * W", "no variable du"),
    ("return mean", "no variable mean"),
    ("if W.size == 0:\n    c = 1\nreturn c", "c is read, and"),
    # numbers
    ("m = 0\nreturn 1 / m", "m is 0"),
    ("m = 0\nreturn 1 // m", "m is 0"),
    ("return 7 % 0", "divided by 0"),
    ("return math.exp(1000)", "too large"),
    ("return 10.0 ** 400", "too large"),
    ("return math.log(0)", "logarithm"),
    ("return math.sqrt(-1)", "root"),
    ("return int(np.inf)", "infinity"),
    ("return int(np.nan)", "NaN"),
    ("return float('abc')", "abc | a number"),
    ("return int('3.5')", "'3.5' | a whole number"),
    ("return np.array([2, 3]) ** -1", "negative power"),
    ("return np.int64(10 ** 30)", "too large | the kind of number"),
    ("return again(1)", "calls itself"),
    # further ones that say no more than is seen
    ("return np.argmax(np.zeros(0))", "argmax | without any entries"),
    ("return np.split(np.ones(5), 2)", "come out even"),
    ("return np.stack([W, X])", "one shape"),
    ("return W.astype(2)", "2 stands where the type"),
    ("return W << 1.5", "no answer for the kind"),
    # what the answer says by itself, and what it looks for
    ("assert W.shape == (1, 1)", "says by itself"),
    ("raise NotImplementedError('answer has not been written yet')", "raise | still there"),
    ("return open('no_such.csv')", "no_such.csv"),
    ("import no_such_module", "no_such_module"),
]


@pytest.mark.parametrize(("body", "words"), SNIPPETS, ids=[body.replace("\n", "; ") for body, _ in SNIPPETS])
def test_a_gloss_says_what_was_seen(body, words):
    sentence = said(body)
    for word in words.split(" | "):
        assert word in sentence, sentence


# Recorded from other versions of Python and NumPy, or from what students seldom write; the line as it may be.
RECORDED = [
    ("TypeError", "only length-1 arrays can be converted to Python scalars", "math.exp(z)", "In math.exp(z), a single"),
    ("TypeError", "only size-1 arrays can be converted to Python scalars", "math.exp(z)", "In math.exp(z), a single"),
    ("TypeError", "must be real number, not numpy.ndarray", "math.exp(z)", "given is an array"),
    ("ValueError", "too many values to unpack (expected 2, got 3)", "a, b", "more than 2 come"),
    ("ValueError", "not enough values to unpack (expected at least 2, got 1)", "a, b, *c", "at least 2 values"),
    ("ValueError", "expected a positive input, got 0.0", "math.log(0.0)", "logarithm"),
    ("ValueError", "expected a nonnegative input, got -1.0", "math.sqrt(x)", "root"),
    ("ZeroDivisionError", "float division by zero", "x / m", "m is 0"),
    ("ZeroDivisionError", "float floor division by zero", "x // (m - 1)", "m - 1 is 0"),
    ("ZeroDivisionError", "division by zero", "", "In the line below, something is divided by 0"),
    ("ZeroDivisionError", "complex division by zero", "x / 0", "something is divided by 0"),
    ("TypeError", "argument of type 'NoneType' is not a container or iterable", "k in d", "None"),
    ("TypeError", "unsupported operand type(s) for ** or pow(): 'NoneType' and 'int'", "x**2", "None where x stands"),
    ("TypeError", "unsupported operand type(s) for **: 'NoneType' and 'int'", "x**2", "None where x stands"),
    ("TypeError", "unsupported operand type(s) for *=: 'NoneType' and 'int'", "x *= 2", "one of the values is None"),
    ("TypeError", "unsupported operand type(s) for +: 'float' and 'NoneType'", "f(x)", "one of the values is None"),
    ("TypeError", "'function' object is not subscriptable", "", "an entry of a function"),
    ("TypeError", "string indices must be integers, not 'str'", "name['a']", "a text (str)"),
    ("TypeError", "list indices must be integers or slices, not str", "x['a']", "x is a list"),
    ("TypeError", "list indices must be integers or slices, not str", "", "a list"),
    ("TypeError", "'slice' object cannot be interpreted as an integer", "range(x)", "type slice"),
    ("TypeError", "unhashable type: 'slice'", "d[:, 0]", "type slice"),
    ("TypeError", "cannot use 'list' as a dict key (unhashable type: 'list')", "d[k]", "a list"),
    ("TypeError", "data type 'abc' not understood", "np.zeros(3, 'abc')", "abc stands where the type"),
    ("TypeError", "'numpy.float64' object is not callable", "a(1 - a)", "behind a call it"),
    ("TypeError", "'numpy.float64' object is not callable", "", "call a decimal number"),
    (
        "TypeError",
        "'builtin_function_or_method' object is not subscriptable",
        "W.sum[0]",
        "W.sum is there to be called",
    ),
    (
        "TypeError",
        "log expected at most 2 arguments, got 3",
        "math.log(1, 2, 3)",
        "at most 2, and the number given is 3",
    ),
    ("TypeError", "'axes' is an invalid keyword argument for sum()", "sum(x, axes=1)", "sum knows no argument"),
    (
        "TypeError",
        "_sum_dispatcher() missing 1 required positional argument: 'a'",
        "np.sum()",
        "np.sum is called without",
    ),
    (
        "TypeError",
        "dot() takes from 2 to 3 positional arguments but 1 were given",
        "np.dot(W)",
        "from 2 to 3, and the number given is 1",
    ),
    ("TypeError", "_mean_dispatcher() got an unexpected keyword argument 'ax'", "np.mean(x, ax=1)", "np.mean knows no"),
    (
        "TypeError",
        "reshape() takes exactly 1 argument (0 given)",
        "X.reshape()",
        "exactly 1, and the number given is 0",
    ),
    (
        "TypeError",
        "propagate() takes 3 positional arguments but 4 were given",
        "",
        "propagate takes is 3, and the number given is 4",
    ),
    (
        "_UFuncOutputCastingError",
        "Cannot cast ufunc 'add' output from dtype('float64') to dtype('uint8') with casting rule 'same_kind'",
        "x += 0.5",
        "x += 0.5, decimal numbers",
    ),
    ("AxisError", "axis -3 is out of bounds for array of dimension 2", "x.sum(axis=-3)", "axis -3"),
    ("ValueError", "axis 2 is out of bounds for array of dimension 2", "x.sum(axis=2)", "axis 2"),
    ("ValueError", "shapes (3,) and (2,) not aligned: 3 (dim 0) != 2 (dim 0)", "np.dot(a, b)", "(3,)"),
    ("AttributeError", "module 'numpy' has no attribute 'row_stack'", "np.row_stack", "row_stack"),
    (
        "AttributeError",
        "'numpy.float64' object has no attribute 'keys'",
        "",
        "a decimal number (float) is asked for keys",
    ),
    ("AttributeError", "'NoneType' object has no attribute 'T'", "", "None"),
    ("KeyError", "'W0'", "", "In the line below, there is no key 'W0'"),
    ("KeyError", "0", "parameters[l]", "parameters has no key 0"),
    ("UnboundLocalError", "local variable 'm' referenced before assignment", "m", "m is read, and"),
    (
        "NameError",
        "cannot access free variable 'm' where it is not associated with a value in enclosing scope",
        "m",
        "m",
    ),
    ("NameError", "free variable 'm' referenced before assignment in enclosing scope", "m", "no variable m"),
    ("RecursionError", "maximum recursion depth exceeded in comparison", "f(x)", "calls itself"),
    ("OverflowError", "int too large to convert to float", "float(x)", "too large"),
    ("OverflowError", "(34, 'Result too large')", "x**y", "too large"),
]
NOT_GLOSSED = [
    ("ValueError", "my own words"),
    ("KeyError", "'pop from an empty set'"),
    ("KeyError", "'popitem(): dictionary is empty'"),
    ("SystemExit", "0"),
    ("KeyboardInterrupt", ""),
    ("AssertionError", ""),  # not on a line of the student's own
    ("NotImplementedError", "no such optimizer"),
    ("StrangeError", "list index out of range"),
    ("ValueError", "shapes (3,2) and (3,4) not aligned: 2 (dim 1) != 4 (dim 1)"),  # np.inner
    ("", ""),
]


@pytest.mark.parametrize(("kind", "message", "part", "words"), RECORDED)
def test_a_recorded_message_is_understood(kind, message, part, words):
    assert words in gloss(Raised(kind, message, "", part or "x = 1", part))


@pytest.mark.parametrize(("kind", "message"), NOT_GLOSSED)
def test_what_nobody_knows_gets_no_gloss(kind, message):
    assert gloss(Raised(kind, message, "", "raise ValueError()", "f(x)")) == ""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def f(x):\n    y = 1\n        return y", "further to the right than the one before"),
        ("def f(x):\nreturn x", "a colon is followed by lines"),
        ("def f(x):\n        y = 1\n    return y", "begins at a place"),
        ("def f(x):\n\tif x:\n        return 1", "tabs"),
        ("def f(x):\n    return (x", "( in that line has no partner"),
        ("def f(x):\n    return x)", ") in that line has no partner"),
        ("def f(x)\n    return x", "colon"),
    ],
)
def test_why_a_cell_cannot_be_read(source, words):
    (broken,) = parse([source]).broken
    assert words in gloss_of(broken.reason)


def test_only_a_cell_that_cannot_be_read_is_explained_by_its_reason():
    assert gloss_of("NameError: name 'x' is not defined") == ""


def entries(errors) -> set[int]:
    """The entries of the table that these exceptions have met, by their numbers."""
    return {
        number for error in errors for number, entry in enumerate(TABLE) if words_of(entry, Stopped(error)) is not None
    }


def test_every_entry_is_met():
    errors = [error_of(body) for body, _ in SNIPPETS]
    errors += [Raised(kind, message, "", part, part) for kind, message, part, _ in RECORDED]
    kinds = ("SyntaxError", "IndentationError", "TabError")
    met = entries(errors) | {number for number, entry in enumerate(TABLE) if entry.kind in kinds}
    assert {entry.message for number, entry in enumerate(TABLE) if number not in met} == set()


def test_every_gloss_is_a_sentence_with_all_its_blanks_filled():
    for entry in TABLE:
        assert entry.says in ENGLISH
        assert len(re.findall(r"\?", ENGLISH[entry.says])) <= 1
    for body, _ in SNIPPETS:
        sentence = said(body)
        assert not re.search(r"\bNoneType\b|gufunc|\{[a-z]{2,}\}|  ", sentence), sentence
        assert sentence[-1] in ".?"
        assert len(sentence) < 500


def test_no_gloss_holds_code_of_a_fix():
    """Calls and brackets come from the student's own line alone."""
    for entry in TABLE:
        text = "".join(text for text, *_ in string.Formatter().parse(ENGLISH[entry.says]))
        assert not re.search(r"\w\(|\w\[|np\.\w|=|`", text), text


HOSTILE = [
    "{0} {name} {place} {",
    "}" * 600,
    "%s %(x)s",
    "\u202e\x1b[2J\x00",
    "<script>alert(1)</script>",
    "(" * 500,
    "-" * 490 + "1",
    "f(" * 160 + ")" * 160,
    "x" * 500,
    "'" * 3,
    "\ud800",
    "\n" * 400,
    "'\\d'",
    "".join(random.Random(1).choice(string.printable) for _ in range(500)),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_of_a_student_break_a_gloss(text):
    for error in [error_of(body) for body, _ in SNIPPETS[::4]]:
        for forged in (
            Raised(error.type_name, text, text, text, text, text, text, text),
            Raised(error.type_name, error.message, text, text, text, text, text, text),
            Raised(error.type_name, error.message + text, text, error.line, error.expression, text, text, text),
            Raised(text, error.message, error.name, error.line, error.expression, text, text, text),
        ):
            sentence = gloss(forged)
            assert isinstance(sentence, str)
            assert len(sentence) < 1_000
    for error in [error_of(body) for body, _ in SNIPPETS if re.search("KeyError|No such", error_of(body).message)]:
        assert "{place}" not in gloss(Raised(error.type_name, f"'{text}'", "", "", "d['a']"))


def test_a_fault_in_the_table_leaves_the_card_as_it_was(monkeypatch):
    def fault(*_):
        raise RuntimeError

    gloss.cache_clear()
    monkeypatch.setattr(glosses, "words_of", fault)
    assert said("return W + X") == ""
    gloss.cache_clear()


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("in the middle of a word", 15, "in the middle …"),
        ("in the middle of a word", 23, "in the middle of a word"),
        ("two\n  lines", 40, "two lines"),
        ("a, b, c", 5, "a …"),
        ("x" * 30, 10, "x" * 9 + "…"),
        ("", 10, ""),
    ],
)
def test_a_long_text_is_cut_at_the_end_of_a_word(text, limit, short):
    assert shortened(text, limit) == short
