"""Two values beside each other: with as many digits as show the difference, and with the entries that differ marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from autograder.plain.shown import LONG, show
from autograder.plain.values import Tree, as_array

DIGITS = (6, 9, 12, 17)  # behind the point; those of a single number are two more, all in all
ENTRY = re.compile(r"[^\s\[\]]+")
Spans = tuple[tuple[int, int], ...]
"""Where in a text the marked entries stand: from, to."""


@dataclass(frozen=True)
class Beside:
    """Both values as texts that can be told apart."""

    got: str
    expected: str
    marked: tuple[Spans, Spans] = ((), ())  # in both texts; nothing where all entries differ, or nobody knows which
    entry: str = ""  # "[1, 7]" where one entry of each is shown, because the arrays are too long to show it


def beside(got: Tree, expected: Tree, differ: np.ndarray | None = None) -> Beside:
    """Both values; ``differ`` says which entries of two arrays of one shape are not the same."""
    mine, theirs = as_array(got), as_array(expected)
    if mine is None or theirs is None or differ is None or not differ.any():
        return Beside(show(got), show(expected))
    if mine.size > LONG and not differ.all():
        place = tuple(int(i) for i in np.argwhere(differ)[0])
        both = _both(mine[place], theirs[place], np.array(True))
        return Beside(both.got, both.expected, entry=f"[{', '.join(map(str, place))}]")
    return _both(mine, theirs, differ)


def _both(mine: np.ndarray, theirs: np.ndarray, differ: np.ndarray) -> Beside:
    """Two arrays of one shape, with the fewest digits that tell apart what differs."""
    for digits in DIGITS:
        got, expected = (show(_one(array), digits=digits) for array in (mine, theirs))
        entries = [list(ENTRY.finditer(text)) for text in (got, expected)]
        if any(len(found) != mine.size for found in entries):  # summed up, or cut
            if got != expected:
                break
            continue
        pairs = [pair for pair, differs in zip(zip(*entries, strict=True), differ.flat, strict=True) if differs]
        if all(one[0] != other[0] for one, other in pairs):
            if differ.all():
                break
            mine_marked, theirs_marked = (tuple(found.span() for found in side) for side in zip(*pairs, strict=True))
            return Beside(got, expected, (mine_marked, theirs_marked))
    return Beside(got, expected)


def _one(array: np.ndarray) -> Tree:
    """An array whose digits are those of its numbers, not of their type; a single number as a number."""
    wide = array.astype(float) if array.dtype.kind == "f" else array
    return wide if wide.ndim else wide.item()
