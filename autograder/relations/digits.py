"""The right numbers, but not all of their digits: before anything else is said."""

from __future__ import annotations

import math

import numpy as np

from autograder.messages import say
from autograder.relations.base import near, relation
from autograder.relations.places import Place, Sight

MOST_DECIMALS = 8
LEAST = 6  # numbers that are not 0, which has many reasons


@relation()
def rounded(place: Place) -> str | None:
    """To so many decimals."""
    for decimals in range(1, MOST_DECIMALS + 1):
        if all(np.allclose(sight.mine, np.round(sight.due, decimals), 0, 1e-12) for sight in place.wrong):
            if not _tells(place):
                return None
            return say("relation_rounded", calls=place.calls, where=place.where, count=decimals)
    return None


@relation()
def cut_off(place: Place) -> str | None:
    """Whole numbers: nothing is left behind the point."""
    if not all(np.array_equal(sight.mine, np.trunc(sight.due)) for sight in place.wrong):
        return None
    if not _tells(place):
        return None
    return say("relation_cut_off", calls=place.calls, where=place.where)


@relation()
def first_digits(place: Place) -> str | None:
    """The largest numbers agree in their first digits, and no argument does so, from which they are a short step."""
    if not all(near(sight.mine, sight.due) and not _comes_near(sight) for sight in place.wrong):
        return None
    worst = max(float(np.max(np.abs(sight.mine - sight.due)) / np.max(np.abs(sight.due))) for sight in place.wrong)
    digits = math.floor(-math.log10(worst))
    return say("relation_first_digits", calls=place.calls, where=place.where, count=digits)


def _comes_near(sight: Sight) -> bool:
    """Whether an argument comes as near to what is expected as the answer does, within a hundred times."""
    missed = np.max(np.abs(sight.mine - sight.due))
    alike = [array for array in sight.args.values() if array.shape == sight.due.shape]
    return any(np.max(np.abs(array - sight.due)) <= 100 * missed for array in alike)


def _tells(place: Place) -> bool:
    """Whether so many numbers are hardly rounded by chance."""
    return sum(int(np.count_nonzero(sight.mine)) for sight in place.wrong) >= LEAST
