"""The pictures on the front page: figures of the course, if it has a module ``cards`` that draws them."""

from __future__ import annotations

import importlib
import io
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from autograder import course_package

FOLDER = "cards"
DOTS_PER_INCH = 80  # they are shown a third as wide as in a notebook, on fine screens too


@dataclass(frozen=True)
class Picture:
    """A picture as a file of the site, with what is said to those who cannot see it."""

    path: str
    alt: str


def pictures(out: Path) -> dict[str, Picture]:
    """Draw them into the site; by the names of the assignments."""
    (out / FOLDER).mkdir()
    drawn: dict[str, Picture] = {}
    for package in course_package.packages():
        if find_spec(f"{package}.cards") is None:
            continue
        for name, figure in importlib.import_module(f"{package}.cards").cards().items():
            buffer = io.BytesIO()
            figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
            drawn[name] = Picture(f"{FOLDER}/{name}.png", figure.alt)
            (out / drawn[name].path).write_bytes(buffer.getvalue())
    return drawn
