"""Values one after the other: all there but for one at an end, or each in the place of its neighbour."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.messages import say
from autograder.relations.base import relation, same
from autograder.relations.places import Place, Sight

Ends = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
LEAST = 2  # values that have to be in the place of a neighbour


@relation(any_shape=True)
def history(place: Place) -> str | None:
    """A value too few or too many, at the beginning or at the end; or all of them one place on."""
    blanks = {"calls": place.calls, "where": place.where}
    if _all(place, -1, lambda mine, due: (mine, due[1:])):
        return say("relation_lacks_first", **blanks)
    if _all(place, -1, lambda mine, due: (mine, due[:-1])):
        return say("relation_lacks_last", **blanks)
    if _all(place, 1, lambda mine, due: (mine[1:], due)):
        return say("relation_one_before", **blanks)
    if _all(place, 1, lambda mine, due: (mine[:-1], due)):
        return say("relation_one_behind", **blanks)
    if _all(place, 0, lambda mine, due: (mine[1:], due[:-1])):
        return say("relation_late", **blanks)
    if _all(place, 0, lambda mine, due: (mine[:-1], due[1:])):
        return say("relation_early", **blanks)
    return None


def _all(place: Place, longer: int, ends: Ends) -> bool:
    """Whether in all wrong calls these pieces are the same; of values that are not all one number."""
    return all(_same(sight, longer, ends) for sight in place.wrong)


def _same(sight: Sight, longer: int, ends: Ends) -> bool:
    mine, due = sight.mine, sight.due
    if mine.ndim != 1 or due.ndim != 1 or len(mine) != len(due) + longer:
        return False
    here, there = ends(mine, due)
    return len(here) >= LEAST and same(here, there) and float(np.ptp(due)) > 0
