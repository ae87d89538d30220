"""Plain values: the only kinds of data that are compared, frozen or sent between processes.

A *tree* is ``None``, a bool, int, float, str, NumPy number, NumPy array of numbers, or a tuple, list or
dictionary of trees. :func:`plain` turns whatever a function returned into a tree; what is none of these
becomes :class:`Unsupported`. Nothing here calls a method that a student's object could have replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

type_of = type
NUMBER_KINDS = "biuf"
DEEPEST = 20
LONGEST = 100_000
LONGEST_TEXT = 2_000


@dataclass(frozen=True)
class Unsupported:
    """A value that is not data, remembered by the name of its type alone."""

    type_name: str


Tree = Any
"""None, bool, int, float, str, np.generic, np.ndarray, Unsupported, or tuple, list, dict of trees."""


def plain(value: Any, depth: int = 0) -> Tree:
    """Copy ``value`` into a tree of exact built-in types and base-class arrays.

    Subclasses (``np.matrix``, named tuples, ordered dictionaries) become their base; every array is a
    fresh C-ordered copy, so a later change of the original does not show.
    """
    if value is None or type(value) in (bool, int, float):
        return value
    if depth > DEEPEST:
        return Unsupported("a very deep structure")
    if isinstance(value, np.ndarray):
        copy = np.array(value, order="C", subok=False)
        return copy if copy.dtype.kind in NUMBER_KINDS else Unsupported(f"array of {copy.dtype.name}")
    if isinstance(value, np.generic):
        kind = np.ndarray.__getitem__(np.array(value, subok=False), ())
        if isinstance(kind, np.str_):
            return str.__str__(kind)[:LONGEST_TEXT]
        return kind if kind.dtype.kind in NUMBER_KINDS else Unsupported(type(value).__name__)
    if isinstance(value, str):
        return str.__str__(value)[:LONGEST_TEXT]
    if isinstance(value, bool | int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, tuple | list | dict) and len(value) > LONGEST:
        return Unsupported(f"{type(value).__name__} of {len(value)} items")
    if isinstance(value, tuple):
        return tuple(plain(item, depth + 1) for item in tuple.__iter__(value))
    if isinstance(value, list):
        return [plain(item, depth + 1) for item in list.__iter__(value)]
    if isinstance(value, dict):
        return {
            (key if type(key) in (str, int) else Unsupported(type(key).__name__)): plain(item, depth + 1)
            for key, item in dict.items(value)
        }
    return Unsupported(type(value).__name__)


def is_number(tree: Tree) -> bool:
    """Whether ``tree`` is a single number (a bool counts as one)."""
    return isinstance(tree, bool | int | float | np.number | np.bool_)


def as_array(tree: Tree) -> np.ndarray | None:
    """``tree`` as an array of numbers, or None where it is not one.

    Numbers become 0-d arrays and nested lists of equal lengths become arrays: how numbers are wrapped
    never decides whether they are right.
    """
    if isinstance(tree, np.ndarray):
        return tree
    if is_number(tree):
        try:
            array = np.array(tree)
        except OverflowError:
            return None
        return array if array.dtype.kind in NUMBER_KINDS else None
    if isinstance(tree, tuple | list) and len(tree):
        items = [as_array(item) for item in tree]
        if any(item is None for item in items) or len({item.shape for item in items if item is not None}) > 1:
            return None
        return np.array(items)
    return None


def alike(one: Tree, other: Tree, rtol: float = 1e-7, atol: float = 1e-9) -> bool:
    """Whether two trees have the same structure, shapes and (within tolerance) numbers."""
    if isinstance(one, dict) or isinstance(other, dict):
        return (
            isinstance(one, dict)
            and isinstance(other, dict)
            and one.keys() == other.keys()
            and all(alike(one[key], other[key], rtol, atol) for key in one)
        )
    a, b = as_array(one), as_array(other)
    if a is not None and b is not None:
        return a.shape == b.shape and numbers_close(a, b, rtol, atol)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(
            alike(a, b, rtol, atol) for a, b in zip(one, other, strict=True)
        )
    return a is None and b is None and type_of(one) is type_of(other) and one == other


def numbers_close(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> bool:
    """Elementwise closeness of two arrays of one shape; nan equals nan, and inf equals only itself."""
    with np.errstate(all="ignore"):
        return bool(np.all(np.isclose(a.astype(float), b.astype(float), rtol=rtol, atol=atol, equal_nan=True)))


def describe(tree: Tree) -> str:
    """A few words that say what kind of value this is: ``an array of shape (3, 1)``."""
    if tree is None:
        return "None"
    if isinstance(tree, np.ndarray):
        return f"an array of shape {tree.shape}"
    if isinstance(tree, bool | np.bool_):
        return "a bool"
    if is_number(tree):
        return "a number"
    if isinstance(tree, tuple):
        return f"a tuple of {len(tree)} values"
    if isinstance(tree, list):
        return f"a list of {len(tree)} values"
    if isinstance(tree, dict):
        return "a dictionary with " + (", ".join(repr(key) for key in list(tree)[:12]) or "no keys")
    if isinstance(tree, str):
        return "a text"
    return f"a value of type {tree.type_name}" if isinstance(tree, Unsupported) else "something else"


def show(tree: Tree, limit: int = 400) -> str:
    """The value as a student would print it, short: arrays with a few digits, long ones summarised."""
    if isinstance(tree, np.ndarray):
        text = np.array2string(tree, precision=6, threshold=24, edgeitems=3, suppress_small=False)
    elif isinstance(tree, np.bool_ | bool):
        text = str(bool(tree))
    elif isinstance(tree, float | np.floating):
        text = f"{float(tree):.8g}"
    elif isinstance(tree, np.integer):
        text = str(int(tree))
    elif isinstance(tree, tuple):
        text = "(" + ", ".join(show(item, limit) for item in tree[:8]) + (", …)" if len(tree) > 8 else ")")
    elif isinstance(tree, list):
        text = "[" + ", ".join(show(item, limit) for item in tree[:8]) + (", …]" if len(tree) > 8 else "]")
    elif isinstance(tree, dict):
        text = "{" + ", ".join(f"{key!r}: {show(item, limit)}" for key, item in list(tree.items())[:12]) + "}"
    elif isinstance(tree, Unsupported):
        text = f"<{tree.type_name}>"
    else:
        try:
            text = repr(tree)
        except ValueError:  # an int of more than 4,300 digits
            text = "a very large number"
    return text if len(text) <= limit else text[: limit - 1] + "…"
