"""The released notebook around what was handed in, as people look at it: nothing in it is active."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.messages import say
from autograder.notebook.clean import LONGEST_MARKDOWN, as_markdown, clean_markdown, clean_outputs, literal
from autograder.notebook.handed_in import Cell, HandedIn
from autograder.notebook.released import Released, ReleasedCell
from autograder.notebook.room import Room

NOTES = "before-grading"


def rebuilt(handed_in: HandedIn, released: Released, notes: Sequence[str], state: Mapping[str, str]) -> NotebookNode:
    """A notebook of these cells, the notes in front, with nothing of the student's own metadata."""
    known = released.data.get("metadata", {})
    metadata = {key: known[key] for key in ("kernelspec", "language_info") if key in known}
    room = Room()
    cells = cells_of(handed_in, room)
    nb = new_notebook(cells=cells, metadata={**metadata, "autograder": {**state, "graded": False}})
    note_in_front(nb, [*notes, *room.sentences()])
    return nb


def note_in_front(nb: NotebookNode, notes: Sequence[str]) -> None:
    """Say at the top of a notebook what was seen before and while it was graded."""
    if not notes:
        return
    if not nb.cells or nb.cells[0].id != NOTES:
        nb.cells.insert(0, new_markdown_cell(f"**{say('nb_before_grading')}**\n", id=NOTES))
    nb.cells[0].source += "".join(f"\n- {as_markdown(note)}" for note in notes)


def cells_of(handed_in: HandedIn, room: Room | None = None) -> list[NotebookNode]:
    """The cells that there is room for. Code stays as it is; outputs and the student's other text are cleaned."""
    cells = list(_passive(handed_in, Room() if room is None else room))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return cells


def _passive(handed_in: HandedIn, room: Room) -> Iterator[NotebookNode]:
    for cell in handed_in.cells:
        released = cell.released
        if not (released and released.grade_id) and not room.for_cell():
            continue
        if released is not None:
            yield _as_released(cell, released, room)
        elif cell.kind == "code":
            code = room.for_code(cell.text, cell.number, own=True)
            yield new_code_cell(code, outputs=clean_outputs(cell.outputs, room, cell.number))
        else:
            yield new_markdown_cell(_markdown(cell, room))


def _as_released(cell: Cell, released: ReleasedCell, room: Room) -> NotebookNode:
    """A cell as it was released, with a student's outputs and text."""
    copy = from_dict(deepcopy(released.data))
    if cell.kind == "code":
        copy["source"] = room.for_code(cell.text, cell.number, own=False)
        copy["outputs"], copy["execution_count"] = clean_outputs(cell.outputs, room, cell.number), None
    elif cell.text != released.text:
        copy["source"] = _markdown(cell, room)
    return copy


def _markdown(cell: Cell, room: Room) -> str:
    """The student's text; what there is no room for is shown as its source."""
    rendered = cell.kind != "raw" and room.for_markdown(min(len(cell.text), LONGEST_MARKDOWN))
    return clean_markdown(cell.text) if rendered else literal(cell.text)
