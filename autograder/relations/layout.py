"""The expected numbers in another arrangement, or gathered to fewer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.messages import say
from autograder.relations.base import is_not_due, relation, same
from autograder.relations.places import ENOUGH, Place, Sight


@relation(any_shape=True)
def transposed(place: Place) -> str | None:
    """Rows and columns exchanged."""
    if not all(sight.due.ndim == 2 and is_not_due(sight, sight.due.T) for sight in place.wrong):
        return None
    return say("relation_transposed", calls=place.calls, where=place.where)


@relation(any_shape=True, of_zeros=True)
def turned(place: Place) -> str | None:
    """The expected shape with rows and columns exchanged, whatever numbers are in it."""
    if not all(_differs(s) and s.mine.ndim == 2 and s.mine.shape == s.due.shape[::-1] for s in place.wrong):
        return None
    return f"{_shapes(place)} {say('relation_turned', calls=place.calls)}"


@relation(any_shape=True)
def reshaped(place: Place) -> str | None:
    """The same numbers in the same order, in another shape."""
    if not all(_differs(s) and same(s.mine.reshape(-1), s.due.reshape(-1)) for s in place.wrong):
        return None
    return f"{_shapes(place)} {say('relation_reshaped', calls=place.calls)}"


@relation()
def other_order(place: Place) -> str | None:
    """The numbers in the order in which one reads columns, put into rows."""
    if not all(s.due.ndim == 2 and is_not_due(s, s.due.T.reshape(s.due.shape)) for s in place.wrong):
        return None
    return say("relation_other_order", calls=place.calls, where=place.where)


@relation(any_shape=True, of_zeros=True)
def one_each(place: Place) -> str | None:
    """One number for each row of the expected shape, or for each column, whatever numbers they are."""
    if all(_is_one_each(sight, 0) for sight in place.wrong):
        return f"{_shapes(place)} {say('relation_each_row', calls=place.calls)}"
    if all(_is_one_each(sight, 1) for sight in place.wrong):
        return f"{_shapes(place)} {say('relation_each_column', calls=place.calls)}"
    return None


def _is_one_each(sight: Sight, axis: int) -> bool:
    if sight.due.ndim != 2 or min(sight.due.shape) < 2:
        return False
    count = sight.due.shape[axis]
    return sight.mine.shape in ((count,), (count, 1) if axis == 0 else (1, count))


@relation(any_shape=True, of_zeros=True)
def piece(place: Place) -> str | None:
    """One row, column or entry of what is expected, or all of it but one."""
    if sum(bool(sight.mine.any()) for sight in place.wrong) < ENOUGH:  # zeros are a piece of many things
        return None
    for says, take in PIECES:
        if all(_is_piece(sight, take) for sight in place.wrong):
            return f"{_shapes(place)} {say('relation_piece', calls=place.calls, piece=say(says))}"
    return None


PIECES: tuple[tuple[str, Callable[[np.ndarray], np.ndarray]], ...] = (
    ("relation_first_entry", lambda due: due.reshape(-1)[:1]),
    ("relation_last_entry", lambda due: due.reshape(-1)[-1:]),
    ("relation_first_row", lambda due: due[:1]),
    ("relation_last_row", lambda due: due[-1:]),
    ("relation_first_column", lambda due: due[:, :1]),
    ("relation_last_column", lambda due: due[:, -1:]),
    ("relation_rows_but_first", lambda due: due[1:]),
    ("relation_rows_but_last", lambda due: due[:-1]),
    ("relation_columns_but_first", lambda due: due[:, 1:]),
    ("relation_columns_but_last", lambda due: due[:, :-1]),
)


def _is_piece(sight: Sight, take: Callable[[np.ndarray], np.ndarray]) -> bool:
    """Whether these are its numbers, in their order, and not all there are."""
    if not _differs(sight) or sight.due.ndim > 2:
        return False
    due = take(sight.due if sight.due.ndim == 2 else sight.due.reshape(1, -1))
    return due.size < sight.due.size and same(sight.mine.reshape(-1), due.reshape(-1))


@relation(any_shape=True)
def gathered(place: Place) -> str | None:
    """The sum or the mean of what is expected, of all of it or along an axis."""
    if not all(_differs(sight) and sight.mine.size < sight.due.size for sight in place.wrong):
        return None
    ways: tuple[tuple[Callable[..., np.ndarray], int | None], ...] = tuple(
        (way, axis) for axis in (None, 0, 1) for way in (np.sum, np.mean)
    )
    for way, axis in ways:
        if all(_gathers(sight, way, axis) for sight in place.wrong):
            blanks = {"calls": place.calls, "where": place.where}
            if axis is None:
                return say("relation_sum" if way is np.sum else "relation_mean", **blanks)
            return say("relation_sum_along" if way is np.sum else "relation_mean_along", **blanks, axis=axis)
    return None


def _gathers(sight: Sight, way: Callable[..., np.ndarray], axis: int | None) -> bool:
    """Whether the value is this sum or mean; along an axis that has a single entry it would say nothing."""
    if axis is not None and (sight.due.ndim <= axis or sight.due.shape[axis] == 1):
        return False
    due = np.asarray(way(sight.due, axis=axis)).reshape(-1)
    return same(sight.mine.reshape(-1), due)


def _shapes(place: Place) -> str:
    """What shapes there are, in the call that a student is shown."""
    shown = place.wrong[place.shown].failure
    assert shown is not None
    return shown.message


def _differs(sight: Sight) -> bool:
    return sight.mine.shape != sight.due.shape
