"""Numbers from which the input generators of answer keys are made: none that hides a bug."""

from __future__ import annotations

import numpy as np


def signed(
    rng: np.random.Generator, low: float, high: float, shape: int | tuple[int, ...], places: int = 1
) -> np.ndarray:
    """Numbers of this shape and of size ``low`` to ``high``, rounded to ``places``, about half of them negative.

    None of them is 0, as long as ``low`` is not rounded to it.
    """
    sizes = np.round(rng.uniform(low, high, shape), places)
    return np.asarray(sizes * rng.choice([-1.0, 1.0], shape))


# So few balanced labels are always the same read from right to left, or are then either the same or exchanged.
ALWAYS_THE_SAME, ALWAYS_EXCHANGED = (0, 1), (0, 2, 4)


def balanced(rng: np.random.Generator, m: int) -> np.ndarray:
    """Labels ``(1, m)``, half of them 1 (m odd: one more 0), not the same read from right to left.

    Nor are they then the same labels with 0 and 1 exchanged, except for m = 2 and m = 4, where no others are left. For
    m = 0 and m = 1 there is one array only, and that is returned.
    """
    while True:
        Y = np.zeros((1, m))
        Y[0, rng.permutation(m)[: m // 2]] = 1.0
        same, exchanged = np.array_equal(Y, Y[:, ::-1]), np.array_equal(Y, 1 - Y[:, ::-1])
        if (not same or m in ALWAYS_THE_SAME) and (not exchanged or m in ALWAYS_EXCHANGED):
            return Y
