"""Partly right: which entries of a value, and which of the values that count for one part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.relations.base import relation, same
from autograder.relations.places import Place, Sight, what_tells

LEAST, ENOUGH = 4, 16  # entries on either side, and in all, before it can be said what they have in common

KINDS: tuple[tuple[str, Callable[[np.ndarray], np.ndarray]], ...] = (
    ("relation_where_negative", lambda array: array < 0),
    ("relation_where_positive", lambda array: array > 0),
    ("relation_where_zero", lambda array: array == 0),
    ("relation_where_between", lambda array: (array > 0) & (array < 1)),
    ("relation_where_beyond", lambda array: array > 1),
)


@relation()
def entries(place: Place) -> str | None:
    """Wrong in just those entries in which an argument is negative, positive, 0, between 0 and 1, or above 1."""
    sights = [*place.wrong, *place.right]
    for name, array in place.wrong[0].args.items():
        if any(sight.args.get(name, array[None]).shape != sight.due.shape for sight in sights):
            continue
        wrong = np.concatenate([~sight.right_entries().reshape(-1) for sight in sights])
        values = np.concatenate([sight.args[name].reshape(-1) for sight in sights])
        due = np.concatenate([sight.due.reshape(-1) for sight in sights])
        if min(wrong.sum(), (~wrong).sum()) < LEAST or wrong.size < ENOUGH:
            return None
        for says, holds in KINDS:
            if np.array_equal(wrong, holds(values)):
                there = _there(sights, wrong, values, name)
                if there or np.count_nonzero(due[~wrong]) >= LEAST:  # else it is right where anything would be
                    fact = say(says, calls=place.calls, where=place.where, name=name)
                    return " ".join(filter(None, [fact, there, say("relation_there")]))
    return None


def _there(sights: Sequence[Sight], wrong: np.ndarray, values: np.ndarray, name: str) -> str:
    """What stands in the wrong entries, if that is simple."""
    mine = np.concatenate([sight.mine.reshape(-1) for sight in sights])[wrong]
    if same(mine, values[wrong]):
        return say("relation_there_argument", name=name)
    if same(mine, -values[wrong]):
        return say("relation_there_negated", name=name)
    if np.all(mine == mine[0]):
        return say("relation_there_number", number=show(float(mine[0]) + 0.0))
    return ""


LINES = {
    ("first", "row"): "relation_but_first_row",
    ("last", "row"): "relation_but_last_row",
    ("first", "column"): "relation_but_first_column",
    ("last", "column"): "relation_but_last_column",
    ("first", "entry"): "relation_but_first_entry",
    ("last", "entry"): "relation_but_last_entry",
}


@relation()
def one_line(place: Place) -> str | None:
    """Right but for the first or the last row, column or entry."""
    for axis in (0, 1):
        lines = [_lines(sight, axis) for sight in place.wrong]
        if any(line is None for line in lines) or max(len(line) for line in lines if line is not None) < 3:
            continue
        kinds = {_kind(line) for line in lines if line is not None}
        if len(kinds) == 1 and (kind := kinds.pop()):
            what = "entry" if place.wrong[0].due.ndim == 1 else ("row", "column")[axis]
            return say(LINES[kind, what], calls=place.calls, where=place.where)
    return None


def _lines(sight: Sight, axis: int) -> np.ndarray | None:
    """Which rows (0) or columns (1) are right as a whole; None if one is so in part only, or there are not several."""
    if sight.due.ndim not in (1, 2) or axis >= sight.due.ndim or sight.due.shape[axis] < 2:
        return None
    right = sight.right_entries()
    table = right.reshape(-1, 1) if right.ndim == 1 else np.moveaxis(right, axis, 0)
    whole = np.asarray(table.all(axis=1))
    return whole if np.array_equal(whole, table.any(axis=1)) else None


def _kind(right: np.ndarray) -> str:
    if not right[0] and right[1:].all():
        return "first"
    if not right[-1] and right[:-1].all():
        return "last"
    return ""


@relation(any_shape=True, of_zeros=True)
def some_calls(place: Place) -> str | None:
    """Wrong in some calls and right in all others, and the arguments tell which."""
    told = what_tells([sight.marks for sight in place.wrong], [sight.marks for sight in place.right])
    if not place.right or len(place.wrong) + len(place.right) != place.tried or told is None:
        return None
    return say("relation_some_calls", calls=place.calls, where=place.where)
