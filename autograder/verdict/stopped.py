"""What the line that stopped says about its exception: which part it was, what stands left and right, what is called.

The line is a student's text, short and read as text only. Whatever it does not say for certain is left out.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.messages import say
from autograder.plain.outcome import Raised
from autograder.plain.shown import shortened

LONGEST_CODE = 60
Words = dict[str, str]
SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitXor: "^",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}
TYPES = {
    "NoneType": "gloss_type_none",
    "float": "gloss_type_float",
    "int": "gloss_type_int",
    "bool": "gloss_type_bool",
    "str": "gloss_type_str",
    "tuple": "gloss_type_tuple",
    "list": "gloss_type_list",
    "dict": "gloss_type_dict",
    "set": "gloss_type_set",
    "ndarray": "gloss_type_array",
    "module": "gloss_type_module",
    "function": "gloss_type_function",
}
ALSO = {
    "builtin_function_or_method": "function",
    "method": "function",
    "ufunc": "function",
    "_ArrayFunctionDispatcher": "function",
    "float64": "float",
    "float32": "float",
    "int64": "int",
    "int32": "int",
    "uint8": "int",
    "bool_": "bool",
    "str_": "str",
}


@dataclass(frozen=True)
class Stopped:
    """An exception and its line."""

    error: Raised

    @cached_property
    def node(self) -> ast.AST | None:
        """The part of the line that stopped, parsed; None if it is unknown or no whole piece of Python."""
        text = self.error.expression
        statement = parsed(f"({text}\n)") or parsed(text)
        return statement.value if isinstance(statement, ast.Expr) else statement

    @property
    def place(self) -> str:
        """Where it was: the part itself where it is known and short, or else the line."""
        code = short(self.error.expression)
        whole = isinstance(self.node, ast.expr | ast.AugAssign) and not isinstance(self.node, ast.Tuple | ast.Name)
        if code and whole:
            return say("gloss_in_code", code=code)
        return say("gloss_in_line") if self.error.line else say("gloss_in_call")


def parsed(source: str) -> ast.stmt | None:
    """The one statement in a piece of a student's text; None if it is none, or several."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # who wrote it has seen them
        try:
            (statement,) = ast.parse(source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    return statement


def short(text: str) -> str:
    """The text of a piece of code in one line; "" if it is too long to stand in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_CODE else ""


def kind(type_name: str) -> str:
    """A few words for a type, such as ``a decimal number (float)``."""
    name = type_name.rpartition(".")[2]
    name = ALSO.get(name, name)
    return say(TYPES[name]) if name in TYPES else say("kind_of_type", type=shortened(type_name, LONGEST_CODE))


def source_of(node: ast.AST | None) -> str:
    """A piece of the student's line as Python writes it; "" if there is none, or it is too long."""
    return short(ast.unparse(node)) if node is not None else ""


# --- readers: what an entry of the table fills in beside the words of the message; None where it does not fit --------


def types(stopped: Stopped, words: Words) -> Words | None:
    """The types that the message names, in words."""
    return {name: kind(words[name]) for name in ("type", "left", "right") if name in words}


def the_none(stopped: Stopped, words: Words) -> Words | None:
    """Which side of an operator is None, by what stands there."""
    node, sides = stopped.node, (words["left"], words["right"])
    if not isinstance(node, ast.BinOp) or SYMBOLS.get(type(node.op)) != words["op"]:
        return None
    if sides.count("NoneType") != 1:
        return None
    name = source_of(node.left if sides[0] == "NoneType" else node.right)
    return {"name": name} if name not in ("", "None") else None


def compared(stopped: Stopped, words: Words) -> Words | None:
    """What stands on the side of a comparison that cannot be compared: the None or the tuple."""
    node, sides = stopped.node, (words["left"], words["right"])
    odd = [side in ("NoneType", "tuple", "list", "dict", "function", "str") for side in sides]
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or odd.count(True) != 1:
        return None
    name, other = source_of(node.left if odd[0] else node.comparators[0]), sides[odd.index(True)]
    return {"name": name, "type": kind(other)} if name else None


def called(stopped: Stopped, words: Words) -> Words | None:
    """What the round brackets stand behind."""
    name = source_of(stopped.node.func) if isinstance(stopped.node, ast.Call) else ""
    return {"name": name, **(types(stopped, words) or {})} if name else None


def asked(stopped: Stopped, words: Words) -> Words | None:
    """What stands in front of the square brackets, or of the dot."""
    node = stopped.node
    name = source_of(node.value) if isinstance(node, ast.Subscript | ast.Attribute) else ""
    return {"name": name, **(types(stopped, words) or {})} if name not in ("", "None") else None


def asked_by_text(stopped: Stopped, words: Words) -> Words | None:
    """What is asked for a key: square brackets with a text in them."""
    node = stopped.node
    if not isinstance(node, ast.Subscript) or not _is_text(node.slice):
        return None
    found = asked(stopped, words)
    key = source_of(node.slice)
    return {**found, "key": key} if found and key else None


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def key_with_brackets(stopped: Stopped, words: Words) -> Words | None:
    """A key with curly brackets in it that the line holds as it is, in a text without f."""
    node = stopped.node
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and words["key"] == repr(node.slice.value)
    ):
        return {}
    return None


def divisor(stopped: Stopped, words: Words) -> Words | None:
    """What stands behind the sign of division."""
    node = stopped.node
    if not isinstance(node, ast.BinOp | ast.AugAssign) or not isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod):
        return None
    name = source_of(node.right if isinstance(node, ast.BinOp) else node.value)
    return {"name": name} if name and not name.isdigit() else None


def caret(stopped: Stopped, words: Words) -> Words | None:
    """Nothing, where the part that stopped is one with ^."""
    node = stopped.node
    return {} if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.BitXor) else None


def of_numpy(stopped: Stopped, words: Words) -> Words | None:
    """A name of NumPy's that is called, or one of its numbers, without its ``np.``."""
    name = words["name"]
    known = name.isidentifier() and not name.startswith("_") and hasattr(np, name)
    if not known:
        return None
    is_called = called_name(stopped, words) is not None and callable(getattr(np, name))
    is_part = name in ("random", "linalg") and re.search(rf"(?<![\w.]){name}\s*[.]", stopped.error.line)
    return {} if is_called or is_part or name in ("pi", "inf", "nan", "newaxis") else None


def near_name(stopped: Stopped, words: Words) -> Words | None:
    """The one variable that is called nearly the same."""
    return {"near": stopped.error.near} if stopped.error.near else None


def called_name(stopped: Stopped, words: Words) -> Words | None:
    """Nothing, where the name that is missing is called as a function."""
    return {} if re.search(rf"(?<![\w.]){words['name']}\s*[(]", stopped.error.line) else None


def compared_name(stopped: Stopped, words: Words) -> Words | None:
    """Nothing, where the whole line only compares the name that is missing with something."""
    statement = parsed(stopped.error.line)
    node = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq) or not isinstance(node.left, ast.Name):
        return None
    return {} if node.left.id == words["name"] else None


def last_place(stopped: Stopped, words: Words) -> Words | None:
    """Of which axis or list the positions are counted, and how many there are."""
    return {"last": str(int(words["size"]) - 1)} if int(words["size"]) > 0 else None


def of_shape(stopped: Stopped, words: Words) -> Words | None:
    """An entry of an array's shape."""
    node = stopped.node
    fits = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    return asked(stopped, words) if fits else None


def own_assertion(stopped: Stopped, words: Words) -> Words | None:
    """Nothing, where the line that stopped is an assertion."""
    return {} if stopped.error.line.startswith("assert") else None


def placeholder(stopped: Stopped, words: Words) -> Words | None:
    """Nothing, where the line that stopped is the one that students find in a region."""
    return {} if stopped.error.message.endswith(say("nb_stub", name="").strip()) else None
