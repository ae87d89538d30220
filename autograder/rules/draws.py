"""Rules for outputs that are drawn at random or split at random.

They hold for any generator and seed that the exercise allows. The false-alarm rate of
:class:`Drawn` is at most 1e-9 for each output, by the bounds named there, not by experiment.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from autograder.messages import say
from autograder.rules.base import Failure, Rule, Rung, misshapen, unlike
from autograder.values import Tree, as_array, certainly_alike, show

FALSE_ALARM = 1e-9


@dataclass(frozen=True)
class Drawn(Rule):
    """An array of independent numbers from a normal or uniform distribution.

    ``mean`` and ``std`` describe it; with ``fan_in`` the standard deviation is ``std / sqrt(columns)``.
    Tests share the false-alarm rate: the mean (Gaussian or Hoeffding tail), the sum of squares (chi-square
    bounds of Laurent and Massart 2000, lemma 1; Hoeffding for the uniform), the distribution function
    (Dvoretzky-Kiefer-Wolfowitz with Massart's constant, 1990), the largest of many normal numbers (exact), and
    the number of repeated values.
    """

    family: str = "normal"
    mean: float = 0.0
    std: float = 1.0
    fan_in: bool = False
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
        return self._unlikely(mine.reshape(-1), std, where)

    @np.errstate(all="ignore")
    def _unlikely(self, sample: np.ndarray, std: float, where: str) -> Failure | None:
        n, sample = sample.size, sample.astype(float)
        if len(np.unique(sample)) < 0.99 * n:
            return Failure(Rung.VALUE, say("draws_constant", where=where), show(sample))
        z = np.sort((sample - self.mean) / std)
        x = math.log(8 / FALSE_ALARM)
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
            return Failure(Rung.VALUE, message, show(sample))
        steps = np.arange(n + 1) / n
        distance = max(np.max(cumulative - steps[:-1]), np.max(steps[1:] - cumulative))
        largest = math.erf(max(-z[0], z[-1]) / math.sqrt(2))
        without_tails = self.family == "normal" and largest**n < FALSE_ALARM / 8
        if distance > math.sqrt(x / (2 * n)) or without_tails:
            return Failure(Rung.VALUE, say("draws_other_family", where=where, family=self.family), show(sample))
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


def _kurtosis(sample: np.ndarray) -> float:
    """3 for a normal distribution, 1.8 for a uniform one."""
    z = (sample - sample.mean()) / sample.std()
    return float(np.mean(z**4))


@dataclass(frozen=True)
class ColumnsPartition(Rule):
    """A list of tuples of arrays that together hold every column of the arguments ``of`` exactly once.

    The argument number ``size`` is the mini-batch size; all batches but the last hold so many columns, the
    columns of the arrays of one batch belong together, and with ``shuffled`` the order is not the old one.
    """

    of: tuple[int, ...] = (0, 1)
    size: int = 2
    shuffled: bool = True
    kind: ClassVar[str] = "columns_partition"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Count and sizes of the batches first, then what they hold."""
        batches = self._batches(got)
        if batches is None:
            return unlike(where, got, expected)
        originals = [np.asarray(args[i], dtype=float) for i in self.of]
        m, size = originals[0].shape[1], int(args[self.size])
        sizes = [size] * (m // size) + ([m % size] if m % size else [])
        if len(batches) != len(sizes):
            return Failure(Rung.VALUE, say("batch_count", where=where, got=len(batches), expected=len(sizes)))
        for batch in batches:
            for array, original in zip(batch, originals, strict=True):
                if array.ndim != 2 or array.shape[0] != original.shape[0]:
                    return Failure(
                        Rung.SHAPE,
                        say(
                            "wrong_shape",
                            where=f"a mini-batch in {where}",
                            got=array.shape,
                            expected=(original.shape[0], min(size, m)),
                        ),
                    )
        widths = [batch[0].shape[1] for batch in batches]
        if widths != sizes or any(array.shape[1] != batch[0].shape[1] for batch in batches for array in batch):
            return Failure(Rung.VALUE, say("batch_sizes", got=widths, expected=sizes))
        together = [np.concatenate([batch[i] for batch in batches], axis=1) for i in range(len(originals))]
        for array, original in zip(together, originals, strict=True):
            if _columns(array) != _columns(original):
                return Failure(Rung.VALUE, say("batch_columns"))
        if _columns(np.concatenate(together)) != _columns(np.concatenate(originals)):
            return Failure(Rung.VALUE, say("batch_pairs"))
        # Thirteen columns keep their order by chance once in 13! > 6e9 shuffles.
        if self.shuffled and m >= 13 and np.array_equal(together[0], originals[0]):
            return Failure(Rung.VALUE, say("batch_order"))
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Two wrong lists agree when they lose, repeat, cut and order the columns in the same way."""
        mine, theirs = self._signature(got, args), self._signature(other, args)
        return certainly_alike(got, other) if mine is None is theirs else mine == theirs

    def _batches(self, got: Tree) -> list[list[np.ndarray]] | None:
        if not isinstance(got, list | tuple):
            return None
        batches = []
        for batch in got:
            if not isinstance(batch, list | tuple) or len(batch) != len(self.of):
                return None
            arrays = [as_array(array) for array in batch]
            if any(array is None for array in arrays):
                return None
            batches.append([np.asarray(array, dtype=float) for array in arrays])
        return batches

    def _signature(self, got: Tree, args: Sequence[Tree]) -> tuple[object, ...] | None:
        batches = self._batches(got)
        if batches is None or any(array.ndim != 2 for batch in batches for array in batch):
            return None
        originals = [np.asarray(args[i], dtype=float) for i in self.of]
        if sum(array.shape[1] for batch in batches for array in batch) > 100 * originals[0].shape[1] + 1_000:
            return None  # columns without a row cost nothing to make, but time to count
        shapes = tuple(tuple(array.shape for array in batch) for batch in batches)
        facts: list[object] = [shapes]
        for i, original in enumerate(originals):
            have = sum((_columns(batch[i]) for batch in batches), Counter[bytes]())
            want = _columns(original)
            facts.append((sum((want - have).values()), sum((have - want).values())))
        paired = all(len({array.shape[1] for array in batch}) == 1 for batch in batches) and batches
        if paired:
            stacked = sum((_columns(np.concatenate(batch)) for batch in batches), Counter[bytes]())
            facts.append(sum((stacked - _columns(np.concatenate(originals))).values()) > 0)
            first = np.concatenate([batch[0] for batch in batches], axis=1)
            facts.append(np.array_equal(first, originals[0][:, : first.shape[1]]))
        return tuple(facts)


def _columns(array: np.ndarray) -> Counter[bytes]:
    return Counter(np.ascontiguousarray(column).tobytes() for column in (array + 0.0).T)
