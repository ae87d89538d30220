"""What a student takes on the disk: the hand-in with all its outputs, the graded notebook, the page, the gradebook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.class_of_200 import THIRD
from tests.sample_class.template import FIRST, Data

FOLDERS = ("submitted", "autograded", "feedback")
GRADEBOOK, JOURNAL = "gradebook.db", "gradebook.results"
GOALS = {FIRST: 8e6 / 3, THIRD: 14e6 / 3}  # bytes of the three folders: a third of what they once took
PICTURE = re.compile(r"data:image/(png|gif|jpeg);base64,([^\"]*)")
KINDS = ("png", "gif", "jpeg", "text")


def per_student(course: Path, students: int, empty: int = 0) -> dict[str, float]:
    """Bytes for each of so many who are graded and have their pages; ``empty``: of a gradebook without any of them."""
    sizes = {name: float(sum(map(size, (course / name).rglob("*")))) for name in (*FOLDERS, JOURNAL)}
    sizes[GRADEBOOK] = float(size(course / GRADEBOOK) - empty)
    return {name: total / students for name, total in sizes.items()}


def size(path: Path) -> int:
    """The bytes of a file, 0 of anything else."""
    return path.stat().st_size if path.is_file() else 0


def contents(notebook: Data) -> dict[str, int]:
    """The characters of the outputs of a notebook, by what they are."""
    found = dict.fromkeys(KINDS, 0)
    for output in outputs_of(notebook):
        whole = len(json.dumps(output))
        data = output.get("data", {})
        pictures = PICTURE.findall("".join(data.get("text/html", "")))
        pictures.append(("png", "".join(data.get("image/png", ""))))
        for kind, text in pictures:
            found[kind] += len(text)
        found["text"] += whole - sum(len(text) for _, text in pictures)
    return found


def outputs_of(notebook: Data) -> Iterator[Data]:
    """Every output of every cell."""
    for cell in notebook["cells"]:
        yield from cell.get("outputs", ())
