"""Finished grades on disk, each under the hash of all that decided it, so that no work is done twice.

A batch that was stopped goes on from here, and nbgrader writes down what the batch has graded. An entry is
valid exactly as long as the code cells and their numbers, the version of the key, the seed and the engine are the same.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.checks.contents import Checks
from autograder.checks.frozen import ENGINE
from autograder.plain.status import Status
from autograder.verdict.result import Evidence, Grade, Part, Result
from autograder.version import VERSION

FOLDER = "gradebook.results"


class Journal:
    """The grades of one assignment, in a folder beside the gradebook."""

    def __init__(self, folder: Path, checks: Checks, seed: int) -> None:
        self.folder = folder / FOLDER / checks.assignment
        decides = f"{VERSION} {ENGINE} {checks.version} {seed}"
        self.salt = hashlib.sha256(decides.encode()).hexdigest()

    def path(self, cells: Sequence[str], numbers: Sequence[int]) -> Path:
        """Where the grade of these cells is kept."""
        text = json.dumps([self.salt, list(cells), list(numbers)])
        return self.folder / f"{hashlib.sha256(text.encode()).hexdigest()}.json"

    def read(self, cells: Sequence[str], numbers: Sequence[int]) -> Grade | None:
        """The grade of these cells, or None; a damaged entry counts as none."""
        try:
            return grade_from_json(json.loads(self.path(cells, numbers).read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, cells: Sequence[str], numbers: Sequence[int], grade: Grade) -> None:
        """Keep a grade: wholly, or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.folder, delete=False) as file:
            try:
                file.write(json.dumps(dataclasses.asdict(grade)))
                file.flush()
                os.replace(file.name, self.path(cells, numbers))
            except BaseException:
                os.unlink(file.name)
                raise


def grade_from_json(data: dict[str, object]) -> Grade:
    """A grade as :meth:`Journal.write` kept it."""
    fields = {key: _tuples(value) for key, value in data.items()}
    fields["results"] = tuple(_result(item) for item in data["results"])  # type: ignore[attr-defined]
    return Grade(**fields)  # type: ignore[arg-type]


def _result(data: dict[str, object]) -> Result:
    fields = {key: _tuples(value) for key, value in data.items()}
    fields["parts"] = tuple(Part(**part) for part in data["parts"])  # type: ignore[attr-defined]
    fields["status"] = Status(str(data["status"]))
    evidence = data["evidence"]
    if isinstance(evidence, dict):
        shown: dict[str, Any] = {key: _tuples(value) for key, value in evidence.items()}
        fields["evidence"] = Evidence(**shown)
    return Result(**fields)  # type: ignore[arg-type]


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
