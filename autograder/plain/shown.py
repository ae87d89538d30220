"""How values are shown to a student: what kind each is, and what it holds, in few words and short."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.messages import say
from autograder.plain.values import GivenFunction, NotData, Tree, Unsupported, is_number

LONG = 24  # numbers; an array of more is summed up
FEW, MOST_KEPT = 200, 2_000  # numbers of an array whose text is kept, and how many texts are
DIGITS: Any = {
    "threshold": LONG,
    "edgeitems": 3,
    "linewidth": 75,
    "suppress": False,
    "nanstr": "nan",
    "infstr": "inf",
    "sign": "-",
    "formatter": None,
    "floatmode": "maxprec",
    "legacy": False,
}
BLANK_LINES = re.compile(r"\n(?: *\n)+")  # between the tables of an array of more than two axes
BEYOND = {
    NotData.LARGE: "type_large",
    NotData.DEEP: "type_deep",
    NotData.DEEP_OR_LARGE: "type_deep_or_large",
}


def describe(tree: Tree) -> str:
    """A few words that say what kind of value this is: ``an array of shape (3, 1)``."""
    if tree is None:
        return "None"
    if isinstance(tree, np.ndarray):
        return _array(tree.shape)
    if isinstance(tree, bool | np.bool_):
        return say("kind_bool")
    if is_number(tree):
        return say("kind_number")
    if isinstance(tree, tuple):
        return say("kind_tuple", count=len(tree))
    if isinstance(tree, list):
        return say("kind_list", count=len(tree))
    if isinstance(tree, dict):
        return say("kind_dictionary_with", keys=keys_shown(tree)) if tree else say("kind_dictionary_empty")
    if isinstance(tree, str):
        return say("kind_text")
    return say("kind_of_type", type=_called(tree)) if isinstance(tree, Unsupported) else say("kind_function")


def _array(shape: tuple[int, ...]) -> str:
    """An array in words; one without axes is a number."""
    if not shape:
        return say("kind_number")
    return say("kind_row", count=shape[0]) if len(shape) == 1 else say("kind_array_of_shape", shape=shape)


def _called(tree: Unsupported) -> str:
    """What is known of a value that is not data."""
    if tree.why is NotData.ITEMS:
        return say("type_of_items", type=tree.type_name, count=tree.items)
    if tree.why is NotData.SHAPE:
        return say("type_of_shape", shape=tree.type_name)
    if tree.why is NotData.DTYPE:
        return say("type_of_dtype", dtype=tree.type_name)
    return say(BEYOND[tree.why]) if tree.why in BEYOND else tree.type_name


def keys_shown(tree: dict[Any, Tree]) -> str:
    """The first keys of a dictionary, each of them short."""
    return ", ".join(show(key, 60) for key in list(tree)[:12])


def show(tree: Tree, limit: int = 400, digits: int = 6) -> str:
    """The value as a student would print it, short: arrays with a few digits, long ones summarised."""
    if type(tree) is np.ndarray and tree.size <= FEW and not tree.dtype.hasobject:
        text = _few_numbers(tree.dtype, tree.shape, tree.tobytes(), digits)
    elif isinstance(tree, np.ndarray):
        text = _numbers(tree, digits)
    elif isinstance(tree, np.bool_ | bool):
        text = str(bool(tree))
    elif isinstance(tree, float | np.floating):
        text = f"{float(tree):.{digits + 2}g}"
    elif isinstance(tree, np.integer):
        text = str(int(tree))
    elif isinstance(tree, tuple):
        text = "(" + ", ".join(show(item, limit) for item in tree[:8]) + (", …)" if len(tree) > 8 else ")")
    elif isinstance(tree, list):
        text = "[" + ", ".join(show(item, limit) for item in tree[:8]) + (", …]" if len(tree) > 8 else "]")
    elif isinstance(tree, dict):
        text = "{" + ", ".join(f"{show(key, 60)}: {show(item, limit)}" for key, item in list(tree.items())[:12]) + "}"
    elif isinstance(tree, Unsupported):
        text = f"<{_called(tree)}>"
    elif isinstance(tree, GivenFunction):
        text = say("shown_function", name=tree.name)
    else:
        try:
            text = repr(tree)
        except ValueError:  # an int of more than 4,300 digits
            text = say("shown_large_number")
    return text if len(text) <= limit else text[: limit - 1] + "…"


@functools.lru_cache(MOST_KEPT)
def _few_numbers(dtype: np.dtype[Any], shape: tuple[int, ...], numbers: bytes, digits: int) -> str:
    """An array as text, kept: a wrong answer is compared with much, and most of a class is wrong in the same ways."""
    return _numbers(np.ndarray(shape, dtype, numbers), digits)


def _numbers(array: np.ndarray, digits: int) -> str:
    with np.printoptions(**DIGITS, precision=digits):  # not those that the notebook has set
        return BLANK_LINES.sub("\n", np.array2string(array))


def show_in_turn(values: Iterable[Tree]) -> str:
    """The values that an argument has in one call after the other."""
    return functools.reduce(lambda earlier, later: say("in_turn", earlier=earlier, later=later), map(show, values))


def shortened(text: str, limit: int) -> str:
    """A text in one line; a longer one is cut at the end of a word, and ends in "…"."""
    if len(text) <= limit and "\n" not in text:
        return text
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    words = line[:limit].rpartition(" ")[0].rstrip(" ,;:")
    return f"{words} …" if words else f"{line[: limit - 1]}…"
