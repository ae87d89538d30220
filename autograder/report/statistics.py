"""Numbers about a class: how marks are spread, how hard an exercise was, and whether it tells students apart.

Difficulty and discrimination are those of classical test theory, as Moodle's quiz statistics have them: the facility
index, and the discrimination index (docs.moodle.org/dev/Quiz_statistics_calculations).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FEWEST = 20
"""Students that a correlation needs: with 20, chance alone goes beyond ±0.44 in one class of twenty (t-test, 5 %)."""


def quartiles(scores: Sequence[float]) -> tuple[float, float, float, float, float]:
    """The lowest score, that below which a quarter lies, the median, that above which a quarter lies, the highest."""
    low, lower, middle, upper, high = np.percentile(np.asarray(scores, float), (0, 25, 50, 75, 100))
    return float(low), float(lower), float(middle), float(upper), float(high)


def share_earned(scores: Sequence[float], points: float) -> float | None:
    """Mean share of the points of an exercise, 0 to 1: the less, the harder. None where there is nobody, or no point.

    Moodle's facility index; the "difficulty" p of an item in test theory.
    """
    return float(np.mean(scores)) / points if len(scores) and points else None


def discrimination(scores: Sequence[Sequence[float]], item: int) -> float | None:
    """Correlation (Pearson) of the score of one exercise with the sum of all others, -1 to 1.

    ``scores`` has a row for each student and a column for each exercise. This is Moodle's discrimination index, the
    "corrected item-total correlation" of test theory: an exercise is not compared with a sum that it is in itself.
    None where it is not defined, as one of the two is the same for everybody, and in a class that is too small.
    """
    table = np.asarray(scores, float)
    if len(table) < FEWEST or table.shape[1] < 2:
        return None
    own = table[:, item]
    rest = table.sum(axis=1) - own
    if _constant(own) or _constant(rest):
        return None
    return float(np.corrcoef(own, rest)[0, 1])


def _constant(values: np.ndarray) -> bool:
    """Whether all are the same, but for rounding in sums of points."""
    return bool(np.ptp(values) < 1e-9)
