"""One exercise of a notebook file, put back as it was given out; the text that stood there is kept in a file.

Nothing is lost on the way: the old text is written first, and the new file takes the place of the old one at once.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.messages import say
from autograder.notebook.read import NotebookError, all_cells, encodable, read_json
from autograder.notebook.recognise import Accepted, Piece, Repairs, pieces_of, recognised
from autograder.notebook.released import Released, ReleasedCell, plain

KEPT = "kept"
"""The folder beside a notebook for texts that were replaced."""


@dataclass(frozen=True)
class Reset:
    """What was done: where the old text is, and which other code cells define the function, too."""

    name: str
    kept: Path
    others: tuple[int, ...]


def reset_in_file(path: Path, name: str, released: Released, accepted: Accepted) -> Reset | None:
    """Put the original of an exercise in the place of a student's cell; None if that is what stands there.

    Raises:
        NotebookError: in one sentence, if there is no such exercise, or no such cell, or a file cannot be written.
    """
    before = _state(path)
    data = read_json(path)
    original = original_of(released, name, accepted)
    cells = all_cells(data, path.name)
    pieces = pieces_of(cells)
    places = {cell.grade_id: place for place, cell in recognised(released.cells, pieces, accepted, Repairs()).items()}
    if original.grade_id not in places:
        raise NotebookError(say("reset_no_cell", name=original.grade_id, notebook=path.name))
    place = places[original.grade_id]
    if pieces[place].plain == original.plain and pieces[place].kind == original.kind:
        return None
    kept = keep(pieces[place].text, original.grade_id, path.parent)
    _put_back(cells[place], original)
    check = places.get(f"check_{original.grade_id}")
    if check is not None and pieces[check].kind == "code":  # its card spoke of what is no longer there
        cells[check].update(outputs=[], execution_count=None)
    _replace(path, data, before)
    return Reset(original.grade_id, kept, _others(pieces, place, accepted(original.grade_id)))


def original_of(released: Released, name: str, accepted: Accepted) -> ReleasedCell:
    """The cell of an exercise, called by its name or another that is accepted, as it was given out."""
    exercises = [cell for cell in released.cells if cell.solution and accepted(cell.grade_id)]
    for cell in exercises:
        if name in accepted(cell.grade_id):
            return cell
    known = ", ".join(cell.grade_id for cell in exercises)
    raise NotebookError(say("not_an_exercise", name=name, assignment=released.name, names=known))


def keep(text: str, name: str, folder: Path) -> Path:
    """Write a text into a new file below a folder; the file. NotebookError if that cannot be done."""
    began = time.strftime("%Y-%m-%d-%H.%M.%S")
    try:
        (folder / KEPT).mkdir(exist_ok=True)
        for number in itertools.count(1):
            path = folder / KEPT / f"{name}-{began}{f'-{number}' if number > 1 else ''}.py"
            if not os.path.lexists(path):
                break
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(encodable(text) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NotebookError(say("reset_not_kept", folder=folder / KEPT, reason=error.strerror)) from None
    return path


def _put_back(cell: dict[str, Any], original: ReleasedCell) -> None:
    """Give a cell its first text; what it had shown goes."""
    text: Any = original.text
    field = "input" if "input" in cell and "source" not in cell else "source"
    cell[field] = text.splitlines(keepends=True) if isinstance(cell.get(field), list) else text
    cell.pop("attachments", None)
    cell.update(cell_type=original.kind, outputs=[], execution_count=None)


def _others(pieces: Sequence[Piece], place: int, names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the other code cells that define the function."""
    found = (piece for i, piece in enumerate(pieces) if i != place and piece.kind == "code" and piece.defines(names))
    return tuple(piece.number for piece in found)


def _state(path: Path) -> tuple[int, ...]:
    """What is another one as soon as somebody saves the file; nothing for a file that is not there."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_mtime_ns, state.st_size, state.st_ino


def _replace(path: Path, data: dict[str, Any], before: tuple[int, ...]) -> None:
    """Put the data in the place of the file at once, unless it has been saved meanwhile."""
    written = ""
    try:
        handle, written = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with open(handle, "wb") as file:
            file.write(_text(data))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, written)
        if _state(path) != before:
            raise NotebookError(say("reset_saved_meanwhile", notebook=path.name))
        os.replace(written, path)
        written = ""
    except OSError as error:
        raise NotebookError(say("reset_not_written", notebook=path, reason=error.strerror)) from None
    finally:
        if written:
            os.unlink(written)


def _text(data: dict[str, Any]) -> bytes:
    """A notebook as JupyterLab saves it; halves of characters, which no file can hold, as escapes."""
    try:
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(data, indent=1) + "\n").encode()


def reads_otherwise(text: str, original: ReleasedCell) -> bool:
    """Whether there is anything in a text that is not in the original."""
    return bool(text.strip()) and plain(text) != original.plain
