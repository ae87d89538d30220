"""Rules for examples that are dealt out at random: mini-batches, and training and test part."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.values import Tree, as_array
from autograder.rules.dealing import Dealt, Partition, Piece, places_of
from autograder.rules.shuffles import goes_in_steps


@dataclass(frozen=True)
class ColumnsPartition(Partition):
    """A list of tuples of arrays: mini-batches of examples in columns, ``[(X (n, size), Y (1, size)), ...]``."""

    size: int = 2  # the position of the argument with the mini-batch size: all but the last hold so many columns
    kind: ClassVar[str] = "columns_partition"
    sentences: ClassVar[dict[str, str]] = {
        "sizes": "batch_sizes",
        "columns": "batch_columns",
        "pairs": "batch_pairs",
        "order": "batch_order",
    }

    def dealt(self, got: Tree, args: Sequence[Tree]) -> Dealt | None:
        """Each mini-batch as it stands."""
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
        return Dealt(batches)

    def sizes(self, args: Sequence[Tree]) -> list[list[int]]:
        """Whole mini-batches, and a smaller last one for the rest."""
        m, size = self.originals(args)[0].shape[1], int(args[self.size])
        return [[size] * (m // size) + ([m % size] if m % size else [])]

    def misfit(self, where: str, got: Any, place: tuple[int, int], args: Sequence[Tree]) -> str:
        """Its shape, and that of a whole mini-batch."""
        number, i = place
        original, size = np.shape(args[self.of[i]]), int(args[self.size])
        inner = say("place_value", number=i + 1, where=say("place_batch", number=number + 1))
        return say(
            "wrong_shape", where=inner, got=np.shape(got[number][i]), expected=(original[0], min(size, original[1]))
        )

    def uneven(self, number: int, count: int, labels: int) -> str:
        """The mini-batch by its number."""
        return say("batch_uneven", number=number + 1, size=count, labels=labels)

    def ordered(self, dealt: Dealt, originals: Piece) -> bool:
        """Also whether they stand, one mini-batch behind the other, in equal steps."""
        places = places_of(dealt.alone(0), originals[0])
        whole = sorted(places) == list(range(originals[0].shape[1]))
        return (whole and goes_in_steps(places)) or super().ordered(dealt, originals)


@dataclass(frozen=True)
class RowsSplit(Partition):
    """A flat tuple: for each array of ``of`` its training part, then its test part; examples are rows.

    Where the share is no whole number of rows, the next one below or above will do. ``ask="arrays"``: the parts are
    in their places. For all else they may stand anywhere, if they can be told apart by their shapes.
    """

    share: int = 2  # the position of the argument with the part that goes to the test, from 0 to 1
    names: tuple[str, ...] = field(default=(), kw_only=True)  # of the arrays that come back, as the text has them
    kind: ClassVar[str] = "rows_split"
    sentences: ClassVar[dict[str, str]] = {
        "sizes": "split_sizes",
        "columns": "split_columns",
        "pairs": "split_pairs",
        "order": "split_order",
    }
    asks: ClassVar[tuple[str, ...]] = (*Partition.asks, "arrays")

    def dealt(self, got: Tree, args: Sequence[Tree]) -> Dealt | None:
        """Training part and test part; as they stand, unless they fit together in one other way."""
        flat = got
        if isinstance(got, list | tuple) and len(got) == 2 and all(isinstance(pair, list | tuple) for pair in got):
            flat = [array for pair in got for array in pair]
        if not isinstance(flat, list | tuple) or len(flat) != 2 * len(self.of):
            return None
        if any(as_array(array) is None for array in flat):
            return None
        originals, axes = self.originals(args), [np.ndim(args[i]) for i in self.of]
        arrays = [np.asarray(as_array(array), dtype=float) for array in flat]
        standing = [[_standing(array, count) for count in axes] for array in arrays]
        fitting = [
            [
                part.shape[1] if part.shape[:1] == original.shape[:1] else -1
                for part, original in zip(parts, originals, strict=True)
            ]
            for parts in standing
        ]
        natural = tuple(range(len(arrays)))
        for order in itertools.permutations(natural):
            widths = [fitting[i][k // 2] for k, i in enumerate(order)]
            if min(widths) >= 0 and widths[2:] == widths[:-2]:
                moved = () if flat is got and order == natural else (len(got), *order)
                return Dealt(_in_pieces([standing[i][k // 2] for k, i in enumerate(order)]), moved)
        if flat is not got:
            return None
        return Dealt(_in_pieces([standing[i][i // 2] for i in natural]))

    def originals(self, args: Sequence[Tree]) -> Piece:
        """Rows become columns."""
        return [_standing(np.asarray(args[i], dtype=float), np.ndim(args[i])) for i in self.of]

    def sizes(self, args: Sequence[Tree]) -> list[list[int]]:
        """The share rounded either way."""
        m = len(args[self.of[0]])
        exact = m * float(args[self.share])
        return [[m - test, test] for test in sorted({math.floor(exact), math.ceil(exact)}, reverse=True)]

    def misfit(self, where: str, got: Any, place: tuple[int, int], args: Sequence[Tree]) -> str:
        """Its shape, and that of the array that was split, with m for its rows."""
        part, i = place
        index = 2 * i + part
        row = "".join(f" {size}" for size in np.shape(args[self.of[i]])[1:])
        inner = self.names[index] if self.names else say("place_value", number=index + 1, where=where)
        return say("wrong_shape", where=inner, got=np.shape(got[index]), expected=f"(m,{row})")

    def uneven(self, number: int, count: int, labels: int) -> str:
        """The part by its name."""
        return say("split_uneven_test" if number else "split_uneven_training", size=count, labels=labels)


def _in_pieces(parts: Piece) -> list[Piece]:
    return [parts[0::2], parts[1::2]]


def _standing(array: np.ndarray, axes: int) -> np.ndarray:
    """Rows as columns; an array of one axis as one row. One of another number of axes stays what it is: no match."""
    if array.ndim != axes:
        return np.zeros((0,))
    return array.reshape(1, -1) if axes == 1 else array.T
