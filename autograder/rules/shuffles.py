"""Whether examples were dealt out at random: what no shuffle does, but for once in RARE times.

An order is not random that goes through the examples in equal steps: from the first to the last, back from the last,
from somewhere in the middle, every third of them. Nor is a choice, if all that keeps one piece from the next are as
many borders as there are pieces. How many orders and choices are of such a kind is counted, not tried: where they are
more than one in RARE of all, because examples are few, a shuffle may have made them and nothing is said.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import cache

import numpy as np

RARE = 2_000_000_000  # one in so many right answers may be taken for a wrong one


def goes_in_steps(places: Sequence[int]) -> bool:
    """Whether an order, 0 to m-1 each once, goes round the examples in equal steps, as a shuffle hardly ever does."""
    m = len(places)
    steps = {(following - place) % m for place, following in itertools.pairwise(places)}
    if m < 2 or len(steps) != 1:
        return False
    if steps <= {1, m - 1}:
        ends = (places[0], places[-1]) in ((0, m - 1), (m - 1, 0))
        alike = 2 if ends else 2 * m
    else:
        alike = m * m
    return alike * RARE <= math.factorial(m)


def lies_in_blocks(pieces: Sequence[int]) -> bool:
    """Whether the number of the piece that each example went to hardly ever changes from one example to the next.

    The next one is one further, or two, or any number, the same for all. A choice of examples at random looks like
    that hardly ever. The order within a piece says nothing: who picks them by a mask leaves it as it is.
    """
    labels = np.asarray(pieces)
    m, counts = len(labels), np.unique(labels, return_counts=True)[1]
    k = len(counts)
    if k < 2:
        return False
    choices = math.factorial(m) // math.prod(math.factorial(int(count)) for count in counts)
    if np.count_nonzero(labels[1:] != labels[:-1]) < k and math.factorial(k) * RARE <= choices:
        return True
    steps = np.arange(1, m // 2 + 1)
    borders = np.count_nonzero(labels[(np.arange(m) + steps[:, None]) % m] != labels, axis=1)
    return any(_choices_in_blocks(m, k, int(step)) * RARE <= choices for step in steps[borders <= k])


@cache
def _choices_in_blocks(m: int, k: int, step: int) -> int:
    """At most so many choices have no more than k borders, of which the last piece has one to the first."""
    rounds = math.gcd(step, m)
    if rounds == 1:  # each piece is one block, somewhere on the one round through all
        return m * math.factorial(k - 1) * (1 if step == 1 else m)
    # A round without a border is of one piece; one with borders has as many stretches as borders, two or more.
    return m * (k**rounds + sum(math.comb(m, count) * k ** (rounds - 1 + count) for count in range(2, k + 1)))
