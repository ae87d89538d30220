"""All that a student has worked on, as one archive that `autograder judge` and `autograder grade` take as it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.notebook.read import NotebookError, all_cells, cell_text, content_of, json_of
from autograder.notebook.released import Released, plain, released_in
from autograder.practice.saved import notebooks_in, places, saved_last

NAME = "my_work.zip"


def my_work(open_now: Path) -> dict[str, bytes]:
    """The notebooks around the open one that are not as they were given out, by their names in the archive.

    There they are called as they were given out, because by that the grading tells them apart.
    """
    found = {}
    for folder, checks in places(open_now.parent).items():
        if (released := released_in(checks.parent)) is not None:
            contents = {path: content_of(path) for path in notebooks_in(folder)}
            changed = {path: content for path, content in contents.items() if reads_otherwise(content, released)}
            if (path := meant(list(changed), released.name, open_now)) is not None:
                found[f"{checks.parent.name}/{released.name}.ipynb"] = changed[path]
    return found


def meant(changed: Sequence[Path], name: str, open_now: Path) -> Path | None:
    """Of the notebooks in a folder with a student's work the open one, the one with its name, or the one saved last."""
    preferred = [path for path in changed if path == open_now] or [path for path in changed if path.stem == name]
    return saved_last(preferred or changed)


def reads_otherwise(content: bytes, released: Released) -> bool:
    """Whether any cell of a notebook reads otherwise than it was given out."""
    try:
        cells = all_cells(json_of(content, released.name), released.name)
    except NotebookError:
        return True  # whoever grades it says why it cannot be read
    return [plain(cell_text(cell)) for cell in cells] != [cell.plain for cell in released.cells]


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """The archive with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
