"""The released notebook around a student's text: whatever a file lost on its way, its cells are known again.

Cells are found by their grade_id, else by the function they define, else by their text. The student's cells
keep the student's order, because there the last definition of a name counts, here as in any notebook. Locked
cells get their released text back, and a changed text stays below it as a cell of the student's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.messages import say
from autograder.notebook.clean import as_markdown, clean_markdown, clean_outputs, literal, text_of
from autograder.notebook.read import cell_text

LARGEST_CELL = 1_000_000
MOST_MARKDOWN = 300_000
NOTES = "before-grading"
DEFINED = re.compile(r"^(?:async )?def (\w+)", re.MULTILINE)
KINDS = ("recognised", "retyped", "restored", "missing", "repeated")
Names = Callable[[str], tuple[str, ...]]
"""The function names under which the exercise of a grade_id is accepted; empty where it is no exercise."""


def notebook_with(
    cells: list[NotebookNode], notes: Sequence[str], released: NotebookNode, state: dict[str, str]
) -> NotebookNode:
    """A notebook of these cells, the notes in front, with nothing of the student's own metadata."""
    metadata = {key: released.metadata[key] for key in ("kernelspec", "language_info") if key in released.metadata}
    nb = new_notebook(cells=cells, metadata={**metadata, "autograder": {**state, "graded": False}})
    note_in_front(nb, notes)
    return nb


def note_in_front(nb: NotebookNode, notes: Sequence[str]) -> None:
    """Say at the top of a notebook what was seen before and while it was graded."""
    if not notes:
        return
    if not nb.cells or nb.cells[0].id != NOTES:
        nb.cells.insert(0, new_markdown_cell(f"**{say('nb_before_grading')}**\n", id=NOTES))
    nb.cells[0].source += "".join(f"\n- {as_markdown(note)}" for note in notes)


def code_of(notebook: NotebookNode) -> list[str]:
    """The code that is graded: every code cell, but for placeholders that were put back."""
    return [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and not cell.metadata.get("autograder", {}).get("placeholder")
    ]


@dataclass
class Piece:
    """One cell as it was handed in."""

    kind: str
    text: str
    grade_id: str
    cell_id: str
    outputs: Any

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Piece:
        """Read a cell; whatever is not as it should be is left out."""
        metadata = raw.get("metadata")
        mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        grade_id = mark.get("grade_id") if isinstance(mark, dict) else None
        return cls(
            str(raw.get("cell_type")),
            text_of(cell_text(raw), LARGEST_CELL + 1),
            grade_id if isinstance(grade_id, str) else "",
            str(raw.get("id", "")),
            raw.get("outputs"),
        )

    @cached_property
    def functions(self) -> frozenset[str]:
        """The functions that the text defines at its top level; nothing is parsed here."""
        return frozenset(DEFINED.findall(self.text))

    @cached_property
    def plain(self) -> str:
        """The text without blanks at its ends and those of its lines."""
        return _plain(self.text)

    def defines(self, names: Sequence[str]) -> bool:
        """Whether the text defines one of these functions."""
        return not self.functions.isdisjoint(names)

    def same_text(self, released: NotebookNode) -> bool:
        """Whether the text is that of a released cell, but for blanks at line ends."""
        return self.plain == _plain(released.source)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@dataclass
class Repairs:
    """What was mended: cells by the kind of repair, in the order in which they are said."""

    names: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def add(self, kind: str, cell: NotebookNode) -> None:
        """Remember one mended cell."""
        self.names[kind].append(cell.metadata.nbgrader.grade_id)

    def sentences(self) -> list[str]:
        """One sentence for each kind of repair that was made."""
        return [say(f"nb_{kind}", names=", ".join(names)) for kind, names in self.names.items() if names]


def rebuilt(
    released: Sequence[NotebookNode], handed_in: Sequence[dict[str, Any]], names: Names
) -> tuple[list[NotebookNode], list[str]]:
    """The cells of the rebuilt notebook, and sentences that say what was mended."""
    pieces, repairs = [Piece.of(raw) for raw in handed_in], Repairs()
    owners = find_owners(released, pieces, names, repairs)
    positions = {position: cell for cell, position in owners}
    unmarked = {_plain(cell.source): cell for cell in released if "nbgrader" not in cell.metadata}
    result: list[tuple[NotebookNode, NotebookNode | None]] = []
    budget = MOST_MARKDOWN
    for position, piece in enumerate(pieces):
        cell = positions.get(position)
        if cell is not None:
            result += [(made, cell) for made in marked_cells(cell, piece, repairs)]
            continue
        same = unmarked.get(piece.plain)
        if piece.kind == "markdown" and same is None:
            budget -= len(piece.text)
            piece.kind = "markdown" if budget > 0 else "raw"
        mine = released_cell(same, piece.outputs) if same and piece.kind == same.cell_type else own_cell(piece)
        result.append((mine, same))
    if handed_in:
        put_back(released, result, repairs)
    else:
        result = [(with_placeholder(cell), cell) for cell in released]
    cells = [cell for cell, _ in result]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return cells, repairs.sentences()


def find_owners(
    released: Sequence[NotebookNode], pieces: Sequence[Piece], names: Names, repairs: Repairs
) -> list[tuple[NotebookNode, int]]:
    """Which piece is which marked cell of the release."""
    marked = [cell for cell in released if cell.metadata.get("nbgrader", {}).get("grade_id")]
    owners: dict[str, int] = {}
    for cell in marked:
        mine = [i for i, piece in enumerate(pieces) if piece.grade_id == cell.metadata.nbgrader.grade_id]
        if mine:
            owners[cell.metadata.nbgrader.grade_id] = best_of(cell, mine, pieces, names)
        if len(mine) > 1:
            repairs.add("repeated", cell)
    taken = set(owners.values()) | {i for i, piece in enumerate(pieces) if piece.grade_id in owners}
    for cell in marked:
        name = cell.metadata.nbgrader.grade_id
        if name in owners:
            continue
        free = [i for i in range(len(pieces)) if i not in taken]
        wanted = names(name)
        alike = [i for i in free if pieces[i].defines(wanted)] if wanted else []
        alike = [i for i in alike if pieces[i].kind == "code"] or alike
        alike = alike or [i for i in free if pieces[i].same_text(cell)][:1]
        if alike:
            owners[name] = alike[-1]
            taken.add(alike[-1])
            repairs.add("recognised", cell)
    return [
        (cell, owners[cell.metadata.nbgrader.grade_id]) for cell in marked if cell.metadata.nbgrader.grade_id in owners
    ]


def best_of(cell: NotebookNode, candidates: Sequence[int], pieces: Sequence[Piece], names: Names) -> int:
    """Of several copies of a cell the one that counts: the last that defines the function, else the first."""
    wanted = names(cell.metadata.nbgrader.grade_id)
    defining = [i for i in candidates if pieces[i].defines(wanted)] if wanted else []
    same = [i for i in candidates if pieces[i].same_text(cell)]
    return defining[-1] if defining else (same or list(candidates))[0]


def marked_cells(cell: NotebookNode, piece: Piece, repairs: Repairs) -> Iterator[NotebookNode]:
    """The released cell with the student's text; a locked one with its own, and a changed text below it."""
    if piece.kind != cell.cell_type:
        repairs.add("retyped", cell)
    if cell.metadata.nbgrader.get("solution"):
        text = fitting(piece.text) if cell.cell_type == "code" else clean_markdown(piece.text)
        yield released_cell(cell, piece.outputs, text)
        return
    yield released_cell(cell, piece.outputs)
    if not piece.same_text(cell) and piece.text.strip():
        repairs.add("restored", cell)
        yield own_cell(replace(piece, outputs=[]))


def released_cell(cell: NotebookNode, outputs: Any, source: str | None = None) -> NotebookNode:
    """A cell as it was released, with a student's outputs and (in a solution cell) text."""
    copy = deepcopy(cell)
    copy["source"] = cell.source if source is None else source
    if cell.cell_type == "code":
        copy["outputs"], copy["execution_count"] = clean_outputs(outputs), None
    return copy


def fitting(source: str) -> str:
    """The code of a cell, if it is not so large that nobody would parse it."""
    return source if len(source) <= LARGEST_CELL else say("nb_large_cell")


def own_cell(piece: Piece) -> NotebookNode:
    """A cell of the student's own, or a released one that the student has changed."""
    if piece.kind == "code":
        return new_code_cell(fitting(piece.text), outputs=clean_outputs(piece.outputs))
    return new_markdown_cell(literal(piece.text) if piece.kind == "raw" else clean_markdown(piece.text))


def with_placeholder(cell: NotebookNode) -> NotebookNode:
    """A released cell, put back; the placeholder in a solution cell is not part of what is graded."""
    copy = released_cell(cell, [])
    if cell.metadata.get("nbgrader", {}).get("solution"):
        copy.metadata["autograder"] = {"placeholder": True}
    return copy


def put_back(
    released: Sequence[NotebookNode], result: list[tuple[NotebookNode, NotebookNode | None]], repairs: Repairs
) -> None:
    """Insert the marked cells that are missing, each behind the cell that it follows in the release."""
    place = 0
    for cell in released:
        here = [i for i, (_, origin) in enumerate(result) if origin is cell]
        if here:
            place = here[-1] + 1
        elif cell.metadata.get("nbgrader", {}).get("grade_id"):
            result.insert(place, (with_placeholder(cell), cell))
            repairs.add("missing", cell)
            place += 1
