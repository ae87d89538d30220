"""What the rules for examples that are dealt out at random share: the pieces, and what can be wrong with them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.values import Tree, certainly_alike
from autograder.rules.base import Failure, Rule, Rung, unlike
from autograder.rules.precision import is_single
from autograder.rules.shuffles import lies_in_blocks

Piece = list[np.ndarray]
"""Some of the examples: of each array that was dealt out its part, (rows, examples)."""


@dataclass(frozen=True)
class Dealt:
    """The pieces that were found in one result."""

    pieces: list[Piece]
    places: tuple[int, ...] = ()  # where each array stood, if not where the text wants it

    def alone(self, i: int) -> np.ndarray:
        """All that came of the array number ``i``."""
        return np.concatenate([piece[i] for piece in self.pieces], axis=1)

    def pairs(self) -> np.ndarray | None:
        """All examples with their labels below them; None where some piece has not as many of both."""
        if any(len({array.shape[1] for array in piece}) > 1 for piece in self.pieces):
            return None
        return np.concatenate([np.concatenate(piece) for piece in self.pieces], axis=1)


@dataclass(frozen=True)
class Partition(Rule):
    """Every example of some arguments is in exactly one piece, together with its labels, chosen at random.

    ``ask`` names the one thing that is looked at, so that each can be a part: ``"sizes"``; ``"columns"``, each example
    once; ``"pairs"``, each with its labels; ``"order"``, chosen at random; ``"seed"``, other seeds make other pieces
    and the same makes the same, which only a case can show that varies the seed. An answer that holds anything but
    examples has none of it. "" looks at all.
    """

    of: tuple[int, ...] = (0, 1)  # the positions of the arguments that are dealt out together
    seed: int = -1  # the position of the seed; -1: there is none
    ask: str = ""
    sentences: ClassVar[dict[str, str]] = {}  # the ids of what is said of their sizes, columns, pairs and order
    asks: ClassVar[tuple[str, ...]] = ("", "sizes", "columns", "pairs", "order", "seed")

    def __post_init__(self) -> None:
        """TypeError for something to ask that there is not."""
        if self.ask not in self.asks:
            raise TypeError(f"{self.kind} asks for one of {self.asks}, not for {self.ask!r}")

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Count and sizes of the pieces first, then what they hold, then what the seed makes of them."""
        results, wanted = (got, expected) if self.varies(args) else ([got], [expected])
        all_dealt = []
        for result, due in zip(results, wanted, strict=True):
            dealt = self.dealt(result, args)
            if dealt is None:
                return unlike(where, result, due)
            originals = self.originals(args)
            if is_single(result):
                originals = [original.astype(np.float32).astype(float) for original in originals]
                dealt = Dealt([[a.astype(np.float32).astype(float) for a in p] for p in dealt.pieces], dealt.places)
            problems = self._problems(dealt, result, originals, args, where)
            if problem := next((problem for fact, problem in problems if fact in ("", self.ask) or not self.ask), None):
                return problem
            all_dealt.append(dealt)
        return self._seed_ignored(all_dealt, args) if self.varies(args) and self.ask in ("", "seed") else None

    def agrees(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        """Two wrong answers agree when they lose, repeat, cut and order the examples in the same way."""
        if not self.varies(args):
            return self._agree(got, other, args)
        if not all(self._agree(mine, theirs, args) for mine, theirs in zip(got, other, strict=True)):
            return False
        return self.ask not in ("", "seed") or _repeated(got) == _repeated(other)

    def varies(self, args: Sequence[Tree]) -> bool:
        """Whether the case tries several seeds, so that there is a result for each."""
        return self.seed >= 0 and isinstance(args[self.seed], tuple)

    def dealt(self, got: Tree, args: Sequence[Tree]) -> Dealt | None:
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

    def ordered(self, dealt: Dealt, originals: Piece) -> bool:
        """Whether the examples still stand, or were cut, as no shuffle does it."""
        return lies_in_blocks(numbers_of_pieces(dealt, originals))

    def _problems(
        self, dealt: Dealt, got: Tree, originals: Piece, args: Sequence[Tree], where: str
    ) -> Iterator[tuple[str, Failure]]:
        """Each thing that is wrong, behind what it is about; "" for what leaves nothing to look at."""
        allowed, pieces = self.sizes(args), dealt.pieces
        if len(pieces) != len(allowed[0]):
            message = say("batch_count", where=where, count=len(pieces), expected=len(allowed[0]))
            yield "sizes", Failure(Rung.VALUE, message)
        for number, piece in enumerate(pieces):
            for i, (array, original) in enumerate(zip(piece, originals, strict=True)):
                if array.ndim != 2 or array.shape[0] != original.shape[0]:
                    yield "", Failure(Rung.SHAPE, self.misfit(where, got, (number, i), args))
                    return
        if dealt.places:
            yield "arrays", Failure(Rung.VALUE, say("split_arrays"))
        for number, piece in enumerate(pieces):
            if other := {array.shape[1] for array in piece} - {count := piece[0].shape[1]}:
                yield "sizes", Failure(Rung.VALUE, self.uneven(number, count, other.pop()))
        widths = [piece[0].shape[1] for piece in pieces]
        if widths not in allowed:
            message = say(self.sentences["sizes"], got=widths, expected=allowed[0])
            if sum(widths) != (count := originals[0].shape[1]):
                message = f"{message} {say('sizes_together', total=sum(widths), given=count)}"
            yield "sizes", Failure(Rung.VALUE, message)
        lost = Failure(Rung.VALUE, say(self.sentences["columns"]))
        if not pieces or not _columns(dealt.alone(0)).keys() <= _columns(originals[0]).keys():
            yield "", lost
        elif self.ask in ("", "columns") and not all(
            _columns(dealt.alone(i)) == _columns(original) for i, original in enumerate(originals)
        ):
            yield "columns", lost
        elif self.ask in ("", "pairs") and not _in_pairs(dealt, originals):
            yield "pairs", Failure(Rung.VALUE, say(self.sentences["pairs"]))
        elif self.ask in ("", "order") and self.ordered(dealt, originals):
            yield "order", Failure(Rung.VALUE, say(self.sentences["order"]))

    def _seed_ignored(self, results: list[Dealt], args: Sequence[Tree]) -> Failure | None:
        seeds = args[self.seed]
        for i, k in itertools.combinations(range(len(results)), 2):
            same = all(
                np.array_equal(mine, theirs)
                for one, other in zip(results[i].pieces, results[k].pieces, strict=False)
                for mine, theirs in zip(one, other, strict=True)
            )
            if same and seeds[i] != seeds[k]:
                return Failure(Rung.VALUE, say("same_for_all_seeds", first=seeds[i], second=seeds[k]))
            if not same and seeds[i] == seeds[k]:
                return Failure(Rung.VALUE, say("other_for_one_seed", seed=seeds[i]))
        return None

    def _agree(self, got: Tree, other: Tree, args: Sequence[Tree]) -> bool:
        mine, theirs = self.dealt(got, args), self.dealt(other, args)
        if mine is None or theirs is None or self._odd(mine, args) or self._odd(theirs, args):
            return certainly_alike(got, other)
        originals = self.originals(args)
        facts = (self._facts(dealt, originals) for dealt in (mine, theirs))
        return all(one == another for one, another in itertools.zip_longest(*facts))

    def _odd(self, dealt: Dealt, args: Sequence[Tree]) -> bool:
        """Whether there is something that cannot be counted; columns without a row cost nothing to make, but time."""
        arrays = [array for piece in dealt.pieces for array in piece]
        if any(array.ndim != 2 for array in arrays):
            return True
        return sum(array.shape[1] for array in arrays) > 100 * self.originals(args)[0].shape[1] + 1_000

    def _facts(self, dealt: Dealt, originals: Piece) -> Iterator[object]:
        """The forms, and of what is asked for all that two wrong answers share."""
        pieces = dealt.pieces
        yield dealt.places, tuple(tuple(array.shape for array in piece) for piece in pieces)
        if self.ask in ("", "columns"):
            for i, original in enumerate(originals):
                have, want = _counted([piece[i] for piece in pieces]), _columns(original)
                yield sum((want - have).values()), sum((have - want).values())
        if not pieces or any(len({array.shape[1] for array in piece}) > 1 for piece in pieces):
            return
        if self.ask in ("", "pairs"):
            stacked = _counted([np.concatenate(piece) for piece in pieces])
            yield sum((stacked - _columns(np.concatenate(originals))).values()) > 0
        if self.ask in ("", "order") and all(len(piece[0]) == len(originals[0]) for piece in pieces):
            first = dealt.alone(0)
            in_front = np.array_equal(first, originals[0][:, : first.shape[1]])
            yield numbers_of_pieces(dealt, originals) if in_front or self.ordered(dealt, originals) else None


def _in_pairs(dealt: Dealt, originals: Piece) -> bool:
    """Whether each example still has its own labels."""
    pairs = dealt.pairs()
    return pairs is not None and _columns(pairs).keys() <= _columns(np.concatenate(originals)).keys()


def _counted(arrays: list[np.ndarray]) -> Counter[bytes]:
    return Counter(key for array in arrays for key in _keys(array))


def _columns(array: np.ndarray) -> Counter[bytes]:
    return Counter(_keys(array))


def _keys(array: np.ndarray) -> list[bytes]:
    """What tells one column from another."""
    columns = np.ascontiguousarray((array + 0.0).T)
    together, size = columns.tobytes(), columns[:1].nbytes
    return [together[i * size : (i + 1) * size] for i in range(len(columns))]


def places_of(array: np.ndarray, original: np.ndarray) -> list[int]:
    """Where each column stood in the original; -1 for what was not there, or not so often. Equal ones in turn."""
    free: dict[bytes, list[int]] = {}
    for place, key in enumerate(_keys(original)):
        free.setdefault(key, []).append(place)
    return [free[key].pop(0) if free.get(key) else -1 for key in _keys(array)]


def numbers_of_pieces(dealt: Dealt, originals: Piece) -> list[int]:
    """For each example the number of the piece that it is in; -1 for one that was lost."""
    owners = [number for number, piece in enumerate(dealt.pieces) for _ in range(piece[0].shape[1])]
    found = dict(zip(places_of(dealt.alone(0), originals[0]), owners, strict=True))
    return [found.get(place, -1) for place in range(originals[0].shape[1])]


def _repeated(results: Sequence[Tree]) -> list[bool]:
    """Of which results there are two."""
    return [certainly_alike(one, other) for one, other in itertools.combinations(results, 2)]
