"""The released notebook around what was handed in, as people look at it: nothing in it is active."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.messages import say
from autograder.notebook.clean import LONGEST_MARKDOWN, Data, as_markdown, clean_markdown, literal
from autograder.notebook.handed_in import Cell, HandedIn
from autograder.notebook.outputs import clean_outputs
from autograder.notebook.released import Released, ReleasedCell
from autograder.notebook.room import Room

NOTES = "before-grading"
CHECK = "check_"  # begins the name of a check's cell
FORMAT, MINOR = 4, 5


def rebuilt(handed_in: HandedIn, released: Released, notes: Sequence[str]) -> Data:
    """A notebook of these cells as JSON data, the notes in front, with nothing of the student's own metadata."""
    known = released.data.get("metadata", {})
    metadata = {key: known[key] for key in ("kernelspec", "language_info") if key in known}
    room = Room()
    cells = cells_of(handed_in, room)
    metadata["autograder"] = {"graded": False}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": FORMAT, "nbformat_minor": MINOR}
    note_in_front(notebook, [*notes, *room.sentences()])
    return notebook


def note_in_front(notebook: Data, notes: Sequence[str]) -> None:
    """Say at the top of a notebook what was seen before and while it was graded."""
    if not notes:
        return
    cells = notebook["cells"]
    if not cells or cells[0]["id"] != NOTES:
        cells.insert(0, {**_text(f"**{say('nb_before_grading')}**\n"), "id": NOTES})
    cells[0]["source"] += "".join(f"\n- {as_markdown(note)}" for note in notes)


def cells_of(handed_in: HandedIn, room: Room | None = None) -> list[Data]:
    """The cells that there is room for. Code stays as it is; outputs and the student's other text are cleaned."""
    cells = list(_passive(handed_in, Room() if room is None else room))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return cells


def _passive(handed_in: HandedIn, room: Room) -> Iterator[Data]:
    for cell in handed_in.cells:
        released = cell.released
        if not (released and released.grade_id) and not room.for_cell():
            continue
        if released is not None:
            yield _as_released(cell, released, room)
        elif cell.kind == "code":
            code = room.for_code(cell.text, cell.number, own=True)
            yield {**_code(code), "outputs": clean_outputs(cell.outputs, room, cell.number)}
        else:
            yield _text(_markdown(cell, room))


def _as_released(cell: Cell, released: ReleasedCell, room: Room) -> Data:
    """A cell as it was released, with a student's outputs and text.

    The course's own figures, most of a file, stay in the one that was handed in; a check is shown with its new card.
    """
    copy = dict(released.data)
    if cell.kind == "code":
        copy["source"] = room.for_code(cell.text, cell.number, own=False)
        outputs = [] if released.grade_id.startswith(CHECK) else cell.outputs
        copy["outputs"] = clean_outputs(outputs, room, cell.number, pictures=released.solution)
        copy["execution_count"] = None
    elif cell.text != released.text:
        copy["source"] = _markdown(cell, room)
    return copy


def _code(source: str) -> Data:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}


def _text(source: str) -> Data:
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def _markdown(cell: Cell, room: Room) -> str:
    """The student's text; what there is no room for is shown as its source."""
    rendered = cell.kind != "raw" and room.for_markdown(min(len(cell.text), LONGEST_MARKDOWN))
    return clean_markdown(cell.text) if rendered else literal(cell.text)
