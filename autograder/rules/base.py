"""What every comparison rule is: data that says when a returned value is right.

A rule is a frozen dataclass; it travels to the student as JSON, without the answer key. ``failure`` gives
the reason why a value is not right, or None; ``agrees`` says whether a value is what a known wrong version
returns. Shapes are compared before values and never broadcast. How a number is wrapped (``()``, ``(1,)``,
``(1, 1)``, float, list for array) explains a failed comparison but never causes one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.beside import Spans, beside
from autograder.plain.shown import describe, keys_shown, show
from autograder.plain.values import Tree, as_array


class Rung(IntEnum):
    """What a failure is about, in the order in which a student should hear of it."""

    RAISED = 1
    RETURNED_NONE = 2
    CHANGED_INPUT = 3
    TYPE = 4
    KEYS = 5
    SHAPE = 6
    NOT_FINITE = 7
    VALUE = 8


@dataclass(frozen=True)
class Failure:
    """Why one output is not right: a rung, a sentence, and the two values to show side by side."""

    rung: Rung  # what it is about
    message: str  # one sentence
    got: str = ""  # the student's value, short; "" where there is nothing to show
    expected: str = ""  # "" also where several values would be right
    what: str = ""  # what these two are, as the student knows it: "dW1"; "" until who asked for it fills it in
    entry: str = ""  # "[1, 7]" where they are one entry of it
    marked: tuple[Spans, Spans] = ((), ())  # where in both texts the entries stand that differ
    explained: bool = False  # whether the sentence says what is wrong with it, so that nothing better is looked for


@dataclass(frozen=True)
class Rule:
    """One output's rule."""

    part: str = ""  # the part of the exercise that hangs on it; "" in a key where the exercise has one part only
    points: float = field(default=0.0, kw_only=True)  # what the part is worth: one rule of each part says it, others 0
    kind: ClassVar[str] = ""  # its name in JSON; "" for what only other rules are made of

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Why ``got`` is not right, or None. ``args`` are the call's arguments, ``where`` names the output.

        ``expected`` is the reference's output, ``got`` any tree; where the case varies, both are lists of all results.
        """
        raise NotImplementedError

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Whether ``got`` behaves as ``other``, the output of a catalogued version, does."""
        return self.failure(got, other, args, "") is None

    def as_expected(self) -> Rule:
        """The rule that asks for what is expected, where this one looks from what the student has; else the same."""
        return self

    def slack(self) -> tuple[float, float]:
        """The tolerance (relative, absolute) within which re-made frozen outputs must agree, times 100."""
        return 1e-7, 1e-9

    def to_json(self) -> dict[str, Any]:
        """The rule as JSON data."""
        return {"rule": self.kind, **dataclasses.asdict(self)}


def inside(where: str, key: str) -> str:
    """The name of what is under a key, as the student knows it: by the key, in a dictionary that has a name by both."""
    return f"{where}[{key!r}]" if where.isidentifier() else key


def wrong_value(where: str, got: Tree, expected: Tree, differ: np.ndarray | None = None) -> Failure:
    """The shapes agree, the numbers do not; ``differ`` says which, where that is known."""
    message = say("wrong_value", where=where)
    if differ is not None and not differ.all():
        message = say("wrong_entries", where=where, count=int(differ.sum()), of=differ.size)
    return side_by_side(Rung.VALUE, message, got, expected, differ)


def side_by_side(rung: Rung, message: str, got: Tree, expected: Tree, differ: np.ndarray | None) -> Failure:
    """A failure of two values of one shape that differ in these entries."""
    shown = beside(got, expected, differ)
    return Failure(rung, message, shown.got, shown.expected, entry=shown.entry, marked=shown.marked)


def unlike(where: str, got: Tree, expected: Tree) -> Failure:
    """What was returned is another kind of thing; of two lists of one length it is the first entry that is."""
    one, other = describe(got), describe(expected)
    if one == other and isinstance(got, tuple | list) and isinstance(expected, tuple | list):
        for number, (mine, theirs) in enumerate(zip(got, expected, strict=True), 1):
            if describe(mine) != describe(theirs):
                return unlike(say("place_value", number=number, where=where), mine, theirs)
    return Failure(Rung.TYPE, say("wrong_type", where=where, got=one, expected=other), show(got), what=where)


def misshapen(where: str, got: Tree, expected: np.ndarray) -> Failure:
    """The shapes of numbers differ; a rank-1 array is called by its name, which no list has, a number is no array."""
    mine = as_array(got)
    assert mine is not None
    if mine.ndim and expected.ndim:
        rank_one = isinstance(got, np.ndarray) and mine.ndim == 1 and expected.ndim == 2
        message = say("rank_one" if rank_one else "wrong_shape", where=where, got=mine.shape, expected=expected.shape)
    else:
        message = say("wrong_type", where=where, got=describe(mine), expected=describe(expected))
    return Failure(Rung.SHAPE, message, show(mine), show(expected))


def without_key(where: str, got: dict[Any, Tree], key: str) -> Failure:
    """A dictionary lacks a key."""
    if not got:
        return Failure(Rung.KEYS, say("no_keys", where=where, missing=repr(key)))
    return Failure(Rung.KEYS, say("missing_keys", where=where, missing=repr(key), got=keys_shown(got)))
