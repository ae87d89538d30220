"""The notebook of a release, as students got it: what a handed-in notebook is compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.notebook.read import NotebookError, all_cells, cell_text, read_json

DEFINED = re.compile(r"^(?:async )?def (\w+)", re.MULTILINE)
PLACEHOLDER = re.compile(r"^\s*raise NotImplementedError\b", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class ReleasedCell:
    """One cell of a release; ``data`` is the cell as the file has it, with its text as one string."""

    data: dict[str, Any]

    @property
    def kind(self) -> str:
        """Code, markdown or raw."""
        return str(self.data.get("cell_type"))

    @property
    def text(self) -> str:
        """What is in the cell."""
        return str(self.data["source"])

    @cached_property
    def plain(self) -> str:
        """The text as it is compared."""
        return plain(self.text)

    @cached_property
    def grade_id(self) -> str:
        """The cell's name; '' for one that nbgrader does not know."""
        return grade_id_of(self.data)

    @property
    def solution(self) -> bool:
        """Whether students write in it; what is in any other cell of nbgrader's is locked."""
        return bool(mark_of(self.data).get("solution"))

    @cached_property
    def is_unfilled(self) -> bool:
        """Whether it holds a placeholder, so that it is no answer as it was given out."""
        return self.solution and self.kind == "code" and bool(PLACEHOLDER.search(self.text))


@dataclass(frozen=True)
class Released:
    """The notebook of an assignment: its name without ``.ipynb``, its data, and its cells."""

    name: str
    data: dict[str, Any]

    @cached_property
    def cells(self) -> tuple[ReleasedCell, ...]:
        """The cells in order."""
        return tuple(map(ReleasedCell, self.data["cells"]))


def released_in(folder: Path) -> Released | None:
    """The notebook in the folder of a release; None if there is none. NotebookError, in one sentence, for several."""
    found = sorted(path for path in folder.glob("*.ipynb") if path.name[0] != ".")
    if len(found) > 1:
        names = ", ".join(path.name for path in found[:5])
        raise NotebookError(
            f"there are {len(found)} notebooks ({names}), but an assignment has one: take the others away"
        )
    return Released(found[0].stem, with_texts(read_json(found[0]), found[0].name)) if found else None


def with_texts(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Notebook data in which the text of every cell is one string, not lines."""
    return {**data, "cells": [{**cell, "source": cell_text(cell)} for cell in all_cells(data, name)]}


def mark_of(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """What nbgrader has written into a cell's metadata; empty where that is nothing, or no such thing."""
    metadata = cell.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return mark if isinstance(mark, dict) else {}


def grade_id_of(cell: Mapping[str, Any]) -> str:
    """The name that nbgrader gave a cell, or ''."""
    grade_id = mark_of(cell).get("grade_id")
    return grade_id if isinstance(grade_id, str) else ""


def functions_in(text: str) -> frozenset[str]:
    """The functions that a text defines at its top level; nothing is parsed here."""
    return frozenset(DEFINED.findall(text))


def plain(text: str) -> str:
    """A text without blanks at its ends and those of its lines."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
