"""The released notebook around what was handed in, as people look at it: nothing in it is active."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.messages import say
from autograder.notebook.clean import as_markdown, clean_markdown, clean_outputs, literal
from autograder.notebook.handed_in import Cell, HandedIn
from autograder.notebook.released import Released, ReleasedCell

MOST_MARKDOWN = 300_000
NOTES = "before-grading"


def rebuilt(handed_in: HandedIn, released: Released, notes: Sequence[str], state: Mapping[str, str]) -> NotebookNode:
    """A notebook of these cells, the notes in front, with nothing of the student's own metadata."""
    known = released.data.get("metadata", {})
    metadata = {key: known[key] for key in ("kernelspec", "language_info") if key in known}
    nb = new_notebook(cells=cells_of(handed_in), metadata={**metadata, "autograder": {**state, "graded": False}})
    note_in_front(nb, notes)
    return nb


def note_in_front(nb: NotebookNode, notes: Sequence[str]) -> None:
    """Say at the top of a notebook what was seen before and while it was graded."""
    if not notes:
        return
    if not nb.cells or nb.cells[0].id != NOTES:
        nb.cells.insert(0, new_markdown_cell(f"**{say('nb_before_grading')}**\n", id=NOTES))
    nb.cells[0].source += "".join(f"\n- {as_markdown(note)}" for note in notes)


def cells_of(handed_in: HandedIn) -> list[NotebookNode]:
    """The cells of the notebook. Code stays as it is graded; outputs and the student's other text are cleaned."""
    cells = list(_passive(handed_in))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return cells


def _passive(handed_in: HandedIn) -> Iterator[NotebookNode]:
    budget = MOST_MARKDOWN
    for cell in handed_in.cells:
        if cell.released is not None:
            yield _as_released(cell, cell.released)
        elif cell.kind == "code":
            yield new_code_cell(cell.text, outputs=clean_outputs(cell.outputs))
        else:
            budget -= len(cell.text)
            rendered = cell.kind != "raw" and budget > 0
            yield new_markdown_cell(clean_markdown(cell.text) if rendered else literal(cell.text))


def _as_released(cell: Cell, released: ReleasedCell) -> NotebookNode:
    """A cell as it was released, with a student's outputs and text."""
    copy = from_dict(deepcopy(released.data))
    if cell.kind == "code":
        copy["source"], copy["outputs"], copy["execution_count"] = cell.text, clean_outputs(cell.outputs), None
    elif cell.text != released.text:
        copy["source"] = clean_markdown(cell.text)
    return copy
