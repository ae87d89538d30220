"""The rule for outputs that are drawn at random, with any generator and seed that the exercise allows.

The false-alarm rate of :class:`Drawn` is at most 1e-9 for each output, by the bounds named there, not by experiment.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.plain.values import Tree, as_array
from autograder.rules.base import Failure, Rule, Rung, misshapen, unlike

FALSE_ALARM = 1e-9
SHARES = 10  # tests among which it is shared: two tails each of mean, squares and distribution function, and the others


@dataclass(frozen=True)
class Drawn(Rule):
    """An array of independent numbers from a normal or uniform distribution, of the expected shape.

    Tests share the false-alarm rate: the mean (Gaussian or Hoeffding tail), the sum of squares (chi-square
    bounds of Laurent and Massart 2000, lemma 1; Hoeffding for the uniform), the distribution function
    (Dvoretzky-Kiefer-Wolfowitz with Massart's constant, 1990), the largest of many normal numbers (exact), and
    the number of repeated values. Nor may it be too even: quantiles follow the distribution function more closely
    than chance does, and a pattern goes on in equal steps.
    """

    family: str = "normal"  # or "uniform"
    mean: float = 0.0
    std: float = 1.0  # of a uniform distribution too: half its width divided by sqrt(3)
    fan_in: bool = False  # std / sqrt(n) for weights (units, n): He et al. 2015, equation 10, where std is sqrt(2)
    kind: ClassVar[str] = "drawn"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Shape first, then four tests of the distribution."""
        mine, theirs = as_array(got), as_array(expected)
        assert theirs is not None
        if mine is None:
            return unlike(where, got, expected)
        if mine.shape != theirs.shape:
            return misshapen(where, mine, theirs)
        if not np.all(np.isfinite(mine)):
            return Failure(Rung.NOT_FINITE, say("not_finite", where=where), show(got))
        std = self.std / math.sqrt(theirs.shape[1]) if self.fan_in else self.std
        failure = self._unlikely(mine.reshape(-1), std, where)
        return replace(failure, got=show(mine)) if failure else None

    @np.errstate(all="ignore")
    def _unlikely(self, sample: np.ndarray, std: float, where: str) -> Failure | None:
        n, sample = sample.size, sample.astype(float)
        if len(np.unique(sample)) < 0.99 * n:
            return Failure(Rung.VALUE, say("draws_constant", where=where))
        z = np.sort((sample - self.mean) / std)
        x = math.log(SHARES / FALSE_ALARM)
        if self.family == "normal":
            mean_bound = math.sqrt(2 * x / n)
            low, high = n - 2 * math.sqrt(n * x), n + 2 * math.sqrt(n * x) + 2 * x
            cumulative = 0.5 * (1 + np.array([math.erf(v / math.sqrt(2)) for v in z]))
        else:
            half_width = math.sqrt(3)
            mean_bound = half_width * math.sqrt(2 * x / n)
            spread = 3 * math.sqrt(n * x / 2)
            low, high = n - spread, n + spread
            cumulative = np.clip((z + half_width) / (2 * half_width), 0, 1)
        squares = float(np.sum(z**2))
        if abs(float(z.mean())) > mean_bound or not low <= squares <= high:
            message = say(
                "draws_differently",
                where=where,
                mean=f"{sample.mean():.3g}",
                std=f"{sample.std():.3g}",
                count=n,
                expected_mean=f"{self.mean:.3g}",
                expected_std=f"{std:.3g}",
            )
            return Failure(Rung.VALUE, message)
        steps = np.arange(n + 1) / n
        distance = max(np.max(cumulative - steps[:-1]), np.max(steps[1:] - cumulative))
        largest = math.erf(max(-z[0], z[-1]) / math.sqrt(2))
        without_tails = self.family == "normal" and largest**n < FALSE_ALARM / SHARES
        if distance > math.sqrt(x / (2 * n)) or without_tails:
            message = say("draws_not_normal" if self.family == "normal" else "draws_not_uniform", where=where)
            return Failure(Rung.VALUE, message)
        if distance < _least_distance(n) or _in_equal_steps(sample):
            return Failure(Rung.VALUE, say("draws_too_even", where=where))
        return None

    @np.errstate(all="ignore")
    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Two samples that the same wrong version could have drawn: equal shapes, means, spreads, families."""
        mine, theirs = as_array(got), as_array(other)
        if mine is None or theirs is None or mine.shape != theirs.shape:
            return False
        a, b = np.sort(mine.reshape(-1).astype(float)), np.sort(theirs.reshape(-1).astype(float))
        if np.array_equal(a, b):
            return True
        n, scale = a.size, float(b.std())
        if n < 100 or not np.all(np.isfinite(a)) or len(np.unique(a)) < 0.99 * n or len(np.unique(b)) < 0.99 * n:
            return False
        close_spread = abs(float(a.std()) / scale - 1) < 6 / math.sqrt(n)
        close_mean = abs(float(a.mean() - b.mean())) < 8 * scale / math.sqrt(n)
        close_tails = abs(_kurtosis(a) - _kurtosis(b)) < 4 * math.sqrt(48 / n)
        merged = np.concatenate([a, b])
        gaps = np.searchsorted(a, merged, side="right") - np.searchsorted(b, merged, side="right")
        close_counts = float(np.max(np.abs(gaps))) / n < 2.5 / math.sqrt(n)
        return close_spread and close_mean and close_tails and close_counts


def _least_distance(n: int) -> float:
    """A distance from the distribution function below which n numbers hardly ever stay.

    Within a distance c/n the number of rank i is in an interval of the probability (2c - 1)/n, so this has at most the
    probability n! ((2c - 1)/n)^n.
    """
    width = math.exp((math.log(FALSE_ALARM / SHARES) - math.lgamma(n + 1)) / n)  # of one interval
    return (width + 1 / n) / 2


def _in_equal_steps(sample: np.ndarray) -> bool:
    """Whether the steps from each number to the next are few different ones, as in a pattern that repeats.

    Of n random numbers hardly two steps are the same, in single precision too; here most of them are.
    """
    steps = np.diff(sample)
    scale = float(np.max(np.abs(sample)))
    return len(steps) >= 20 and len(np.unique(np.round(steps / scale, 9))) < len(steps) / 2


def _kurtosis(sample: np.ndarray) -> float:
    """3 for a normal distribution, 1.8 for a uniform one."""
    z = (sample - sample.mean()) / sample.std()
    return float(np.mean(z**4))
