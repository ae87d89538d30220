"""Plain values: the only kinds of data that are compared, frozen or sent between processes.

A *tree* is ``None``, a bool, int, float, str, NumPy number, NumPy array of numbers, or a tuple, list or
dictionary of trees. :func:`plain` turns whatever a function returned into a tree; what is none of these
becomes :class:`Unsupported`. Nothing here calls a method that a student's object could have replaced.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

type_of = type
NUMBER_KINDS = "biuf"
DEEPEST = 20
LONGEST = 100_000
LONGEST_TEXT = 2_000
LONGEST_SENTENCE = 500
LARGEST_ARRAY = 32 * 2**20
LARGEST_TREE = 40 * 2**20  # bytes on the wire, roughly; what is larger is not data that anybody asks for
NODE = 256  # what one node counts, so that a structure has 160,000 at most
FEW = 30  # numbers of an array up to which Python compares them one by one in less time than NumPy all at once
MOST_BITS = 2_048
MOST_BITS_OF_A_KEY = 60  # the hash of such a number is the number, so nobody can choose many of one hash


class NotData(StrEnum):
    """Why a value is not data."""

    TYPE = "type"  # it is of another type than those
    ITEMS = "items"  # it holds too many of them
    SHAPE = "shape"  # it is too large an array
    DTYPE = "dtype"  # it is an array of something else than numbers
    LARGE = "large"
    DEEP = "deep"
    DEEP_OR_LARGE = "deep_or_large"


@dataclass(frozen=True)
class Unsupported:
    """A value that is not data, remembered by the name of its type alone; of an array that is its shape or dtype.

    :mod:`autograder.plain.shown` has the words: two of these may be compared, whatever language they are shown in.
    """

    type_name: str = ""
    why: NotData = NotData.TYPE
    items: int = 0


@dataclass(frozen=True)
class GivenFunction:
    """A function that the course gives, handed to a student's function: as data its name, and here what it names."""

    name: str
    function: Callable[..., Any] | None = field(default=None, compare=False, repr=False)


Tree = Any
"""None, bool, int, float, str, np.generic, np.ndarray, GivenFunction, Unsupported, or tuple, list, dict of trees."""


def plain(value: Any) -> Tree:
    """Copy ``value`` into a tree of exact built-in types and base-class arrays.

    Subclasses (``np.matrix``, named tuples, ordered dictionaries) become their base; every array is a
    fresh C-ordered copy, so a later change of the original does not show. Raises nothing but MemoryError.
    """
    return _plain(value, 0, [LARGEST_TREE])


def _plain(value: Any, depth: int, left: list[int]) -> Tree:
    """``left[0]`` is what the rest of the tree may still cost. Only exact base-class methods are called."""
    kind = type(value)
    left[0] -= NODE
    if left[0] < 0:
        return Unsupported(why=NotData.LARGE)
    if value is None or kind is bool or kind is float or kind is GivenFunction:
        return value
    if depth > DEEPEST:
        return Unsupported(why=NotData.DEEP)
    # issubclass of the true type: isinstance would believe an object's own __class__.
    if issubclass(kind, np.ndarray):
        return _plain_array(value, left)
    if issubclass(kind, np.generic):
        number = np.ndarray.__getitem__(np.generic.__array__(value), ())
        if isinstance(number, np.str_):
            return str.__str__(number)[:LONGEST_TEXT]
        return number if number.dtype.kind in NUMBER_KINDS else Unsupported(name_of(kind))
    if issubclass(kind, str):
        left[0] -= 6 * min(str.__len__(value), LONGEST_TEXT)
        return str.__str__(value)[:LONGEST_TEXT]
    if issubclass(kind, int):
        left[0] -= int.bit_length(value) // 2
        return int.__int__(value) if int.bit_length(value) <= MOST_BITS else Unsupported(name_of(kind))
    if issubclass(kind, float):
        return float.__float__(value)
    for base in (tuple, list, dict):
        if issubclass(kind, base):
            if (count := base.__len__(value)) > LONGEST:
                return Unsupported(name_of(kind), NotData.ITEMS, count)
            return _plain_items(value, base, depth, left)
    return Unsupported(name_of(kind))


def _plain_array(value: np.ndarray, left: list[int]) -> Tree:
    shape, size = np.ndarray.shape.__get__(value), np.ndarray.nbytes.__get__(value)
    if size > LARGEST_ARRAY or any(n > LARGEST_ARRAY for n in shape):
        return Unsupported(str(shape), NotData.SHAPE)
    left[0] -= size * 4 // 3 + 300
    if left[0] < 0:
        return Unsupported(why=NotData.LARGE)
    copy = np.array(value, order="C", subok=False)
    return copy if copy.dtype.kind in NUMBER_KINDS else Unsupported(copy.dtype.name[:100], NotData.DTYPE)


def _plain_items(value: Any, base: type, depth: int, left: list[int]) -> Tree:
    if base is tuple:
        return tuple([_plain(item, depth + 1, left) for item in tuple.__iter__(value)])
    if base is list:
        return [_plain(item, depth + 1, left) for item in list.__iter__(value)]
    return {_plain_key(key, left): _plain(item, depth + 1, left) for key, item in dict.items(value)}


def _plain_key(key: Any, left: list[int]) -> str | int | Unsupported:
    known = issubclass(type(key), str) or is_numbered(key)
    return _plain(key, 0, left) if known else Unsupported(name_of(type(key)))


def is_numbered(key: Any) -> bool:
    """Whether this is a number that may be a key of a dictionary."""
    return type(key) is int and int.bit_length(key) <= MOST_BITS_OF_A_KEY


def name_of(kind: type) -> str:
    """The name of a type, whatever its metaclass says, short and without invisible characters."""
    return visible(str.__str__(type.__dict__["__name__"].__get__(kind)))[:100].replace("\n", "\\n")


def visible(text: str) -> str:
    """At most 500 characters, with control, bidirectional and surrogate characters shown as escapes."""
    shown = "".join(
        c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode("ascii")
        for c in text[:LONGEST_SENTENCE]
    )
    return shown[:LONGEST_SENTENCE]


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
            return array if array.dtype.kind in NUMBER_KINDS else np.array(float(tree))  # above 64 bits
        except OverflowError:
            return None
    if isinstance(tree, tuple | list) and len(tree):
        items = [as_array(item) for item in tree]
        if any(item is None for item in items) or len({item.shape for item in items if item is not None}) > 1:
            return None
        try:
            return np.array(items)
        except ValueError:  # more axes than an array can have
            return None
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
        return len(one) == len(other) and all(alike(a, b, rtol, atol) for a, b in zip(one, other, strict=True))
    return a is None and b is None and type_of(one) is type_of(other) and one == other


def identical(one: Tree, other: Tree) -> bool:
    """Whether two trees are the same to the last bit, and so alike; of many that are not it says so much sooner."""
    kind = type_of(one)
    if kind is not type_of(other):
        return False
    if kind is np.ndarray:
        return bool(one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes())
    if kind is dict:
        return one.keys() == other.keys() and all(identical(item, other[key]) for key, item in one.items())
    if kind is list or kind is tuple:
        return len(one) == len(other) and all(map(identical, one, other))
    return one is other or bool(one == other)


def make_read_only(tree: Tree) -> None:
    """Let nobody write to the arrays of a tree."""
    if isinstance(tree, np.ndarray):
        tree.flags.writeable = False
    elif isinstance(tree, dict):
        make_read_only(tuple(tree.values()))
    elif isinstance(tree, list | tuple):
        for item in tree:
            make_read_only(item)


def certainly_alike(one: Tree, other: Tree) -> bool:
    """Whether two trees are alike and data throughout: two sets are of one type, yet who knows what they hold."""
    return alike(one, other) and not _holds_unsupported(one)


def _holds_unsupported(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return any(_holds_unsupported(item) for item in (*tree, *tree.values()))
    if isinstance(tree, tuple | list):
        return any(_holds_unsupported(item) for item in tree)
    return isinstance(tree, Unsupported)


def numbers_close(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> bool:
    """Elementwise closeness of two arrays of one shape; nan equals nan, and inf equals only itself."""
    if a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes():
        return True  # as of most right answers, and sooner seen
    if a.size > FEW or a.shape != b.shape:
        return not differing(a, b, rtol, atol).any()
    ours, theirs = (one.astype(float, copy=False).ravel().tolist() for one in (a, b))
    return all(
        (abs(x - y) <= atol + rtol * abs(y) and math.isfinite(y)) or x == y or (x != x and y != y)
        for x, y in zip(ours, theirs, strict=True)
    )


def differing(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    """Which entries of two arrays of one shape are not close."""
    a, b = a.astype(float, copy=False), b.astype(float, copy=False)
    with np.errstate(all="ignore"):  # what np.isclose says, which takes three times as long for a few numbers
        near, finite = np.abs(a - b) <= atol + rtol * np.abs(b), np.isfinite(b)
        if finite.all():
            return np.asarray(~near)
        return np.asarray(~((near & finite) | (a == b) | (np.isnan(a) & np.isnan(b))))
