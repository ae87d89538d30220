"""Read any notebook that people send: nbformat 3 or 4, with or without metadata, damaged within reason."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from autograder.messages import say

LARGEST_FILE = 30 * 2**20
MOST_PARTS = 3_000_000
"""Of JSON: texts, and places where a list, an object or its next item begins. 30 MB that Jupyter writes have fewer."""
PART = re.compile(rb'"[^"]*"|[,\[{]')


class NotebookError(ValueError):
    """A file cannot be read as a notebook; the message is one sentence."""


@dataclass(frozen=True)
class Notebook:
    """The text of each code cell, in order."""

    path: Path
    code: tuple[str, ...]


def read_notebook(path: Path) -> Notebook:
    """Read the code cells. Raises NotebookError, in one sentence, if the file holds no notebook."""
    return Notebook(path, tuple(code_cells(read_json(path), path.name)))


def read_json(path: Path) -> dict[str, Any]:
    """The notebook file as JSON data; NotebookError in one sentence where that cannot be had."""
    return json_of(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """All that is in a file, if it is one, and not too large to be a notebook; else NotebookError."""
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise NotebookError(say("file_special", path=path))
        if info.st_size > LARGEST_FILE:
            raise NotebookError(say("file_too_large", path=path))
        with path.open("rb") as file:
            return file.read(LARGEST_FILE)
    except FileNotFoundError:
        raise NotebookError(say("file_missing", path=path)) from None
    except OSError as error:
        raise NotebookError(say("file_unreadable", path=path, reason=error.strerror)) from None


def json_of(text: bytes, name: str) -> dict[str, Any]:
    """The data that the text of a notebook is; ``name`` is what a NotebookError calls it."""
    if not text.strip():
        raise NotebookError(say("file_empty", name=name))
    if _has_too_many_parts(text):
        raise NotebookError(say("file_too_many_parts", name=name))
    try:
        content = text.decode("utf-8-sig")
        del text  # which may be as large as what is made of it
        data = json.loads(content)
    except RecursionError:
        raise NotebookError(say("file_too_deep", name=name)) from None
    except ValueError as error:  # JSONDecodeError and UnicodeDecodeError
        if isinstance(error, json.JSONDecodeError):
            raise NotebookError(say("file_broken_at", name=name, line=error.lineno)) from None
        raise NotebookError(say("file_broken", name=name)) from None
    if not isinstance(data, dict):
        raise NotebookError(say("file_no_notebook", name=name))
    return data


def _has_too_many_parts(text: bytes) -> bool:
    """Whether JSON would become so many objects that they fill the memory: 28 MB of ``[],`` become 700 MB."""
    if sum(map(text.count, (b",", b"[", b"{", b'"'))) <= MOST_PARTS:
        return False  # as in any notebook but a hostile one; what follows looks into the texts, too
    bare = text.replace(rb"\\", b"").replace(rb"\"", b"")  # then every quotation mark begins or ends a text
    return next(islice(PART.finditer(bare), MOST_PARTS, None), None) is not None


def all_cells(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Every cell of notebook data, of nbformat 4 or 3; what is not a cell is left out."""
    cells = data.get("cells")
    if cells is None and isinstance(data.get("worksheets"), list):
        cells = [cell for sheet in data["worksheets"] if isinstance(sheet, dict) for cell in _list(sheet.get("cells"))]
    if not isinstance(cells, list):
        raise NotebookError(say("file_without_cells", name=name))
    return [cell for cell in cells if isinstance(cell, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def code_cells(data: dict[str, Any], name: str) -> list[str]:
    """The text of every code cell."""
    return [cell_text(cell) for cell in all_cells(data, name) if cell.get("cell_type") == "code"]


def cell_text(cell: dict[str, Any]) -> str:
    """The text of a cell, stored as a string or as lines, under ``source`` or (nbformat 3) ``input``."""
    text = cell.get("source", cell.get("input", ""))
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""


def encodable(text: str) -> str:
    """Text as a file can keep it: halves of characters are replaced."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
