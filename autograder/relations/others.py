"""Another value where the expected one should be: an argument, another output, one number."""

from __future__ import annotations

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.relations.arguments import last_key, sizes_of
from autograder.relations.base import is_not_due, relation, same
from autograder.relations.places import Place, Sight

PLAIN = 6  # so small whole numbers, as labels are, agree by chance
DIFFERENT, LEAST = 3, 4  # numbers that are expected in the place of one; how many, if that one is 0 or 1


def _tells(place: Place) -> bool:
    """Whether the student's numbers are too many or too odd to agree with others by chance."""
    values = [sight.mine for sight in place.wrong]
    odd = [array for array in values if np.any(array != np.round(array))]
    large = [array for array in values if np.any(np.abs(array) > PLAIN)]
    return len(odd) > 1 or len(large) > 2 or sum(array.size for array in values) > PLAIN**2


@relation()
def argument(place: Place) -> str | None:
    """An argument as it was handed over; one with the same key before others."""
    for name in sorted(place.wrong[0].args, key=lambda name: last_key(name) != place.key):
        if _tells(place) and all(is_not_due(sight, sight.args.get(name)) for sight in place.wrong):
            return say("relation_argument", calls=place.calls, where=place.where, name=name)
    return None


@relation()
def quantity(place: Place) -> str | None:
    """One number: a size of an argument, where another number is expected."""
    if any(sight.mine.ndim for sight in place.wrong):
        return None
    tables = [{size.name: size.value for size in sizes_of(sight.args)} for sight in place.wrong]
    mine = [float(sight.mine) for sight in place.wrong]
    for name in tables[0] if len(set(mine)) >= DIFFERENT else ():
        if [table.get(name) for table in tables] == mine:
            return say("relation_quantity", calls=place.calls, where=place.where, name=name)
    return None


@relation(any_shape=True)
def other_value(place: Place) -> str | None:
    """What is expected of another of the returned values."""
    for name in place.wrong[0].beside:
        if _tells(place) and all(name in one.beside and is_not_due(one, one.beside[name][1]) for one in place.wrong):
            return say("relation_other_value", calls=place.calls, where=place.where, name=name)
    return None


@relation()
def own_value(place: Place) -> str | None:
    """The same as another of the student's values, where the two should differ."""
    for name in place.wrong[0].beside:
        if _tells(place) and all(_is_own(sight, name) for sight in place.wrong):
            return say("relation_own_value", calls=place.calls, where=place.where, name=name)
    return None


def _is_own(sight: Sight, name: str) -> bool:
    """Whether a value is another of the student's, which is not expected to be the same."""
    if name not in sight.beside:
        return False
    mine, due = sight.beside[name]
    return is_not_due(sight, mine) and not same(sight.due, due)


@relation()
def one_number(place: Place) -> str | None:
    """One and the same number everywhere, where several are expected."""
    first = place.wrong[0].mine.flat[0]
    if not all(np.all(sight.mine == first) for sight in place.wrong):
        return None
    due = np.concatenate([sight.due.reshape(-1) for sight in place.wrong])
    different = len({round(float(number), 6) for number in due})
    if different < DIFFERENT or (first in (0, 1) and due.size < LEAST):
        return None
    number = show(float(first) + 0.0)  # never -0
    if all(sight.mine.ndim == 0 for sight in place.wrong):
        return say("relation_one_number", calls=place.calls, where=place.where, number=number)
    return say("relation_all_entries", calls=place.calls, where=place.where, number=number)
