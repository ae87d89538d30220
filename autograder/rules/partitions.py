"""Rules for examples that are dealt out at random: mini-batches, and training and test part."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.values import Tree, as_array, certainly_alike
from autograder.rules.base import Failure, Rule, Rung, unlike
from autograder.rules.precision import is_single

Piece = list[np.ndarray]
"""Some of the examples: of each array that was dealt out its part, (rows, examples)."""
RARE = 2_000_000_000  # one in so many right answers may be taken for a wrong one
ENOUGH_TO_SHUFFLE = 13  # so many examples keep their order by chance once in 13! > 6e9 shuffles


@dataclass(frozen=True)
class Partition(Rule):
    """Every example of some arguments is in exactly one piece, together with its labels, in a new order."""

    of: tuple[int, ...] = (0, 1)  # the positions of the arguments that are dealt out together
    sentences: ClassVar[dict[str, str]] = {}  # the ids of what is said of their sizes, columns, pairs and order

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Count and sizes of the pieces first, then what they hold."""
        pieces = self.pieces(got, args)
        if pieces is None:
            return unlike(where, got, expected)
        originals, allowed = self.originals(args), self.sizes(args)
        if is_single(got):
            originals = [original.astype(np.float32).astype(float) for original in originals]
            pieces = [[array.astype(np.float32).astype(float) for array in piece] for piece in pieces]
        if len(pieces) != len(allowed[0]):
            return Failure(Rung.VALUE, say("batch_count", where=where, count=len(pieces), expected=len(allowed[0])))
        for number, piece in enumerate(pieces):
            for i, (array, original) in enumerate(zip(piece, originals, strict=True)):
                if array.ndim != 2 or array.shape[0] != original.shape[0]:
                    return Failure(Rung.SHAPE, self.misfit(where, got, (number, i), args))
        for number, piece in enumerate(pieces):
            if other := {array.shape[1] for array in piece} - {count := piece[0].shape[1]}:
                return Failure(Rung.VALUE, self.uneven(number, count, other.pop()))
        widths = [piece[0].shape[1] for piece in pieces]
        if widths not in allowed:
            return Failure(Rung.VALUE, say(self.sentences["sizes"], got=widths, expected=allowed[0]))
        together = [np.concatenate([piece[i] for piece in pieces], axis=1) for i in range(len(originals))]
        for array, original in zip(together, originals, strict=True):
            if _columns(array) != _columns(original):
                return Failure(Rung.VALUE, say(self.sentences["columns"]))
        if _columns(np.concatenate(together)) != _columns(np.concatenate(originals)):
            return Failure(Rung.VALUE, say(self.sentences["pairs"]))
        if self.ordered(pieces, originals):
            return Failure(Rung.VALUE, say(self.sentences["order"]))
        return None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Two wrong answers agree when they lose, repeat, cut and order the examples in the same way."""
        mine, theirs = self._signature(got, args), self._signature(other, args)
        return certainly_alike(got, other) if mine is None is theirs else mine == theirs

    def pieces(self, got: Tree, args: Sequence[Tree]) -> list[Piece] | None:
        """The pieces, each with its part of every array, examples in columns; None for what is no such thing."""
        raise NotImplementedError

    def originals(self, args: Sequence[Tree]) -> Piece:
        """The arrays that were dealt out, examples in columns."""
        return [np.asarray(args[i], dtype=float) for i in self.of]

    def sizes(self, args: Sequence[Tree]) -> list[list[int]]:
        """The numbers of examples that the pieces may have."""
        raise NotImplementedError

    def misfit(self, where: str, got: Any, place: tuple[int, int], args: Sequence[Tree]) -> str:
        """The sentence for an array of a wrong form: which piece it is in, and which of its arrays it is."""
        raise NotImplementedError

    def uneven(self, number: int, count: int, labels: int) -> str:
        """The sentence for a piece with another number of labels than of examples."""
        raise NotImplementedError

    def ordered(self, pieces: list[Piece], originals: Piece) -> bool:
        """Whether the examples still stand in their old order."""
        if originals[0].shape[1] < ENOUGH_TO_SHUFFLE:
            return False
        return np.array_equal(np.concatenate([piece[0] for piece in pieces], axis=1), originals[0])

    def _signature(self, got: Tree, args: Sequence[Tree]) -> tuple[object, ...] | None:
        pieces = self.pieces(got, args)
        if pieces is None or any(array.ndim != 2 for piece in pieces for array in piece):
            return None
        originals = self.originals(args)
        if sum(array.shape[1] for piece in pieces for array in piece) > 100 * originals[0].shape[1] + 1_000:
            return None  # columns without a row cost nothing to make, but time to count
        facts: list[object] = [tuple(tuple(array.shape for array in piece) for piece in pieces)]
        for i, original in enumerate(originals):
            have = sum((_columns(piece[i]) for piece in pieces), Counter[bytes]())
            want = _columns(original)
            facts.append((sum((want - have).values()), sum((have - want).values())))
        if pieces and all(len({array.shape[1] for array in piece}) == 1 for piece in pieces):
            stacked = sum((_columns(np.concatenate(piece)) for piece in pieces), Counter[bytes]())
            facts.append(sum((stacked - _columns(np.concatenate(originals))).values()) > 0)
            first = np.concatenate([piece[0] for piece in pieces], axis=1)
            facts.append(np.array_equal(first, originals[0][:, : first.shape[1]]) or self.ordered(pieces, originals))
        return tuple(facts)


@dataclass(frozen=True)
class ColumnsPartition(Partition):
    """A list of tuples of arrays: mini-batches of examples in columns, ``[(X (n, size), Y (1, size)), ...]``."""

    size: int = 2  # the position of the argument with the mini-batch size: all but the last hold so many columns
    kind: ClassVar[str] = "columns_partition"
    sentences: ClassVar[dict[str, str]] = {
        "uneven": "batch_uneven",
        "sizes": "batch_sizes",
        "columns": "batch_columns",
        "pairs": "batch_pairs",
        "order": "batch_order",
    }

    def pieces(self, got: Tree, args: Sequence[Tree]) -> list[Piece] | None:
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
        return batches

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


@dataclass(frozen=True)
class RowsSplit(Partition):
    """A flat tuple: for each array of ``of`` its training part, then its test part; examples are rows.

    Where the share is no whole number of rows, the next one below or above will do.
    """

    share: int = 2  # the position of the argument with the part that goes to the test, from 0 to 1
    kind: ClassVar[str] = "rows_split"
    sentences: ClassVar[dict[str, str]] = {
        "uneven": "split_uneven",
        "sizes": "split_sizes",
        "columns": "split_columns",
        "pairs": "split_pairs",
        "order": "split_order",
    }

    def pieces(self, got: Tree, args: Sequence[Tree]) -> list[Piece] | None:
        """Training part and test part."""
        if not isinstance(got, list | tuple) or len(got) != 2 * len(self.of):
            return None
        arrays = [as_array(array) for array in got]
        if any(array is None for array in arrays):
            return None
        columns = [
            _standing(np.asarray(array, dtype=float), np.ndim(args[self.of[i // 2]])) for i, array in enumerate(arrays)
        ]
        return [columns[0::2], columns[1::2]]

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
        inner = say("place_value", number=index + 1, where=where)
        return say("wrong_shape", where=inner, got=np.shape(got[index]), expected=f"(m,{row})")

    def uneven(self, number: int, count: int, labels: int) -> str:
        """The part by its name."""
        return say("split_uneven_test" if number else "split_uneven_training", size=count, labels=labels)

    def ordered(self, pieces: list[Piece], originals: Piece) -> bool:
        """Whether the test part is the end of the old order, or its beginning; a choice by a mask rarely is."""
        choices = math.comb(originals[0].shape[1], pieces[1][0].shape[1])
        return choices > RARE and (super().ordered(pieces, originals) or super().ordered(pieces[::-1], originals))


def _standing(array: np.ndarray, axes: int) -> np.ndarray:
    """Rows as columns; an array of one axis as one row. One of another number of axes stays what it is: no match."""
    if array.ndim != axes:
        return np.zeros((0,))
    return array.reshape(1, -1) if axes == 1 else array.T


def _columns(array: np.ndarray) -> Counter[bytes]:
    return Counter(np.ascontiguousarray(column).tobytes() for column in (array + 0.0).T)
