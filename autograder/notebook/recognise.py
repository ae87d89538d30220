"""Which cell of a handed-in notebook is which cell of the release, whatever the file lost on its way.

By its grade_id, else by the function that it defines, else by its text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from autograder.messages import say
from autograder.notebook.read import cell_text, encodable
from autograder.notebook.released import ReleasedCell, functions_in, grade_id_of, plain

Accepted = Callable[[str], tuple[str, ...]]
"""The function names under which the exercise of a grade_id is accepted; empty where it is no exercise."""
LARGEST_CELL = 1_000_000
"""Code that is longer is parsed by nobody and left out."""
ONE_BY_ONE = ("recognised", "missing")
KINDS = ("recognised", "retyped", "restored", "missing", "repeated", "unfilled")


@dataclass(frozen=True)
class Piece:
    """One cell as it was handed in; ``number`` says how many code cells the file has up to here."""

    kind: str
    text: str
    grade_id: str
    outputs: Any
    number: int

    @cached_property
    def functions(self) -> frozenset[str]:
        """The functions that the text defines."""
        return functions_in(self.text)

    @cached_property
    def plain(self) -> str:
        """The text as it is compared."""
        return plain(self.text)

    def defines(self, names: Sequence[str]) -> bool:
        """Whether the text defines one of these functions."""
        return not self.functions.isdisjoint(names)


def pieces_of(cells: Sequence[dict[str, Any]]) -> list[Piece]:
    """The cells of a notebook; whatever in them is not as it should be is left out."""
    pieces: list[Piece] = []
    number = 0
    for cell in cells:
        number += cell.get("cell_type") == "code"
        text = encodable(cell_text(cell)[: LARGEST_CELL + 1])
        pieces.append(Piece(str(cell.get("cell_type")), text, grade_id_of(cell), cell.get("outputs"), number))
    return pieces


@dataclass
class Repairs:
    """What was mended: cells by the kind of repair, in the order in which they are said.

    ``foreign`` is whether no cell has its mark: then one sentence says so, in the place of those that name every cell.
    """

    foreign: bool = False
    names: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    too_large: list[int] = field(default_factory=list)

    def add(self, kind: str, cell: ReleasedCell) -> None:
        """Remember one mended cell."""
        self.names[kind].append(cell.grade_id)

    def sentences(self) -> list[str]:
        """One sentence for each kind of repair that was made."""
        said = [say("nb_foreign")] if self.foreign else []
        for kind, names in self.names.items():
            if names and not (self.foreign and kind in ONE_BY_ONE):
                said.append(say(f"nb_{kind}", names=", ".join(names)))
        return [*said, *(say("note_large_cell", cell=number) for number in self.too_large)]


def recognised(
    released: Sequence[ReleasedCell], pieces: Sequence[Piece], accepted: Accepted, repairs: Repairs
) -> dict[int, ReleasedCell]:
    """The place of each piece that is a marked cell of the release."""
    marked = [cell for cell in released if cell.grade_id]
    no_answers = unfilled(released, pieces, accepted)
    owners: dict[str, int] = {}
    for cell in marked:
        mine = [i for i, piece in enumerate(pieces) if piece.grade_id == cell.grade_id and i not in no_answers]
        if mine:
            owners[cell.grade_id] = best_of(cell, mine, pieces, accepted)
        if len(mine) > 1:
            repairs.add("repeated", cell)
    repairs.foreign = bool(marked) and not owners
    taken = no_answers.keys() | owners.values() | {i for i, piece in enumerate(pieces) if piece.grade_id in owners}
    for cell in marked:
        if cell.grade_id in owners:
            continue
        free = [i for i in range(len(pieces)) if i not in taken]
        wanted = accepted(cell.grade_id)
        alike = [i for i in free if pieces[i].defines(wanted)] if wanted else []
        alike = [i for i in alike if pieces[i].kind == "code"] or alike
        alike = alike or [i for i in free if pieces[i].plain == cell.plain][:1]
        if alike:
            owners[cell.grade_id] = alike[-1]
            taken.add(alike[-1])
            repairs.add("recognised", cell)
    return {owners[cell.grade_id]: cell for cell in marked if cell.grade_id in owners}


def unfilled(released: Sequence[ReleasedCell], pieces: Sequence[Piece], accepted: Accepted) -> dict[int, ReleasedCell]:
    """The pieces that hold an exercise as it was given out, behind one that defines its function.

    They are no answer, and would take the place of one: the last definition counts.
    """
    given_out = {cell.plain for cell in released}
    found: dict[int, ReleasedCell] = {}
    for cell in released:
        if not (cell.is_unfilled and (names := accepted(cell.grade_id))):
            continue
        is_code = [piece.kind == "code" or piece.grade_id == cell.grade_id for piece in pieces]
        copies = [i for i, piece in enumerate(pieces) if is_code[i] and piece.plain == cell.plain]
        answers = (
            i
            for i, piece in enumerate(pieces[: max(copies, default=0)])
            if is_code[i] and piece.defines(names)
            if piece.plain not in given_out and piece.grade_id in ("", cell.grade_id)
        )
        first = next(answers, len(pieces))
        found |= {i: cell for i in copies if i > first}
    return found


def best_of(cell: ReleasedCell, candidates: Sequence[int], pieces: Sequence[Piece], accepted: Accepted) -> int:
    """Of several copies of a cell the one that counts: the last that defines the function, else the first."""
    wanted = accepted(cell.grade_id)
    defining = [i for i in candidates if pieces[i].defines(wanted)] if wanted else []
    same = [i for i in candidates if pieces[i].plain == cell.plain]
    return defining[-1] if defining else (same or list(candidates))[0]
