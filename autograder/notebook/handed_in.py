"""What was handed in: for every way to a mark the same cells, the same code that is graded, and the same repairs.

The student's cells keep the student's order, because there the last definition of a name counts, here as in any
notebook. Exercises that had become text are code again. Locked cells get their released text back, and a changed text
stays below it as a cell of the student's own. What is missing is put back, never where it would replace a function
that the student has written. Nothing is cleaned here: texts and outputs are as they were handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.messages import say
from autograder.notebook.archive import Opened, opened
from autograder.notebook.read import NotebookError, all_cells
from autograder.notebook.recognise import LARGEST_CELL, Accepted, Piece, Repairs, pieces_of, recognised, unfilled
from autograder.notebook.released import Released, ReleasedCell, functions_in


@dataclass(frozen=True)
class Cell:
    """One cell: ``released`` is the cell of the release that it is, and None for one of the student's own.

    ``number`` says how many code cells the file has up to here; nobody has handed in what was put back.
    """

    kind: str
    text: str
    outputs: Any = None
    released: ReleasedCell | None = None
    number: int = 0
    put_back: bool = False
    placeholder: bool = False

    @property
    def is_graded(self) -> bool:
        """Whether this is code, and not the placeholder of an exercise that was put back, or is written elsewhere."""
        return self.kind == "code" and not self.placeholder


@dataclass(frozen=True)
class HandedIn:
    """The cells of a notebook as it is graded, and sentences that say what was mended."""

    cells: tuple[Cell, ...]
    repairs: tuple[str, ...] = ()

    @property
    def code(self) -> list[str]:
        """The code that is graded."""
        return [cell.text for cell in self.cells if cell.is_graded]

    @property
    def code_handed_in(self) -> list[str]:
        """The same without what was put back."""
        return [cell.text for cell in self.cells if cell.is_graded and not cell.put_back]

    @property
    def numbers(self) -> list[int]:
        """For each text of the code: which code cell of the file it is, or stands behind."""
        numbers: list[int] = []
        number = 1
        for cell in self.cells:
            number = cell.number or number
            numbers += [number] if cell.is_graded else []
        return numbers


def read_handed_in(path: Path, released: Released | None, accepted: Accepted) -> HandedIn:
    """What was handed in in this file, or in the notebook of this name in a zip archive; without a release as it is.

    NotebookError, in one sentence, if it holds no notebook, or one in which nothing stands.
    """
    return work_in(opened(path, released.name if released else ""), released, accepted)


def work_in(file: Opened, released: Released | None, accepted: Accepted) -> HandedIn:
    """The same of what has been opened."""
    work = handed_in(all_cells(file.data, file.name), released.cells if released else (), accepted)
    if all(cell.put_back or not cell.text.strip() for cell in work.cells):
        raise NotebookError(say("file_nothing", name=file.name))
    return replace(work, repairs=(*file.repairs, *work.repairs))


def handed_in(cells: Sequence[dict[str, Any]], released: Sequence[ReleasedCell], accepted: Accepted) -> HandedIn:
    """What was handed in with these cells."""
    pieces, repairs = pieces_of(cells), Repairs()
    owned = recognised(released, pieces, accepted, repairs)
    no_answers = unfilled(released, pieces, accepted)
    for cell in dict.fromkeys(no_answers.values()):
        repairs.add("unfilled", cell)
    unmarked = {cell.plain: cell for cell in released if not cell.grade_id}
    placed: list[tuple[Cell, ReleasedCell | None]] = []
    for place, piece in enumerate(pieces):
        if place in owned:
            placed += [(made, owned[place]) for made in _marked(owned[place], piece, repairs)]
        else:
            same = unmarked.get(piece.plain)
            mine = _cell(piece, same) if same and same.kind == piece.kind else _own(piece, repairs)
            placed.append((replace(mine, placeholder=place in no_answers), same))
    _put_back(released, placed, repairs, all_of_them=not pieces)
    return HandedIn(tuple(cell for cell, _ in placed), tuple(repairs.sentences()))


def _marked(cell: ReleasedCell, piece: Piece, repairs: Repairs) -> Iterator[Cell]:
    """The released cell with the student's text; a locked one with its own, and a changed text below it."""
    if piece.kind != cell.kind:
        repairs.add("retyped", cell)
    if cell.solution:
        yield _cell(piece, cell, _fitting(piece, repairs) if cell.kind == "code" else piece.text)
        return
    yield _cell(piece, cell)
    if piece.plain != cell.plain and piece.text.strip():
        repairs.add("restored", cell)
        yield replace(_own(piece, repairs), outputs=None)


def _cell(piece: Piece, cell: ReleasedCell, text: str | None = None) -> Cell:
    """A cell of the release with a student's outputs and, in a solution, text."""
    return Cell(cell.kind, cell.text if text is None else text, piece.outputs, cell, piece.number)


def _own(piece: Piece, repairs: Repairs) -> Cell:
    """A cell of the student's own, or a released one that the student has changed."""
    text = _fitting(piece, repairs) if piece.kind == "code" else piece.text
    return Cell(piece.kind, text, piece.outputs, None, piece.number)


def _fitting(piece: Piece, repairs: Repairs) -> str:
    """The code of a cell, if it is not so large that nobody would parse it."""
    if len(piece.text) <= LARGEST_CELL:
        return piece.text
    repairs.too_large.append(piece.number)
    return say("nb_large_cell")


def _put_back(
    released: Sequence[ReleasedCell],
    placed: list[tuple[Cell, ReleasedCell | None]],
    repairs: Repairs,
    all_of_them: bool,
) -> None:
    """Insert the marked cells that are missing, each behind the cell that it follows in the release."""
    place, last = 0, _last_places(placed)
    for cell in released:
        if (here := last.get(id(cell))) is not None:
            place = here + 1
        elif cell.grade_id or all_of_them:
            made = Cell(cell.kind, cell.text, None, cell, put_back=True, placeholder=cell.solution)
            placed.insert(min(place, _first_to_define(cell, placed)), (made, cell))
            place, last = place + 1, _last_places(placed)
            if cell.grade_id:
                repairs.add("missing", cell)


def _last_places(placed: Sequence[tuple[Cell, ReleasedCell | None]]) -> dict[int, int]:
    """Where the last cell stands that was each released one, by the ``id`` of that."""
    return {id(origin): place for place, (_, origin) in enumerate(placed)}


def _first_to_define(released: ReleasedCell, placed: Sequence[tuple[Cell, ReleasedCell | None]]) -> int:
    """The place of the student's first code cell with a function of a released one; behind all if there is none."""
    names = functions_in(released.text)
    own = (i for i, (cell, _) in enumerate(placed) if names and cell.kind == "code" and not cell.put_back)
    return next((i for i in own if not names.isdisjoint(functions_in(placed[i][0].text))), len(placed))
