"""What is expected and something added to it, or without something: an argument, or one number."""

from __future__ import annotations

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.relations.arguments import last_key
from autograder.relations.base import CLOSE, is_not_due, relation
from autograder.relations.places import Place, Sight

LEAST = 4  # numbers with the same difference
TIMES = {-1: "relation_without", 1: "relation_added", -2: "relation_less_twice", 2: "relation_more_by_twice"}
"""How often an argument has been added to what is expected."""


@relation()
def argument_added(place: Place) -> str | None:
    """An argument added that should not be, or the other way round; a column goes to every column."""
    names = sorted(place.wrong[0].args, key=lambda name: last_key(name) == place.key)
    for name in names:
        for times in TIMES:
            if all(_is_with(sight, name, times) for sight in place.wrong):
                own = place.where in (name, last_key(name))
                told = say("relation_given", name=name) if own else name
                return say(TIMES[times], calls=place.calls, where=place.where, name=told)
    return None


def _is_with(sight: Sight, name: str, times: int) -> bool:
    """Whether a value is what is expected and so many times an argument."""
    other = sight.args.get(name)
    if other is None or other.ndim not in (0, sight.due.ndim):
        return False
    if any(size not in (1, due) for size, due in zip(other.shape, sight.due.shape, strict=False)):
        return False
    return is_not_due(sight, sight.due + times * other)


@relation()
def number_added(place: Place) -> str | None:
    """The same number more, or less, in every entry."""
    more = np.concatenate([(sight.mine - sight.due).reshape(-1) for sight in place.wrong])
    largest = max(float(np.max(np.abs(sight.due))) for sight in place.wrong)
    if more.size < LEAST or np.ptp(more) > CLOSE * largest or abs(more[0]) <= 1e3 * CLOSE * largest:
        return None
    number = float(np.mean(more))
    return say(
        "relation_number_more" if number > 0 else "relation_number_less",
        calls=place.calls,
        where=place.where,
        number=show(round(abs(number), 9)),
    )
