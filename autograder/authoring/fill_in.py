"""What a new assignment or exercise still needs from its author: the lines in which FILL IN stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.authoring.source import source_notebook, source_path
from autograder.course.course import Course

MARK = re.compile(r"FILL IN: *([^\"\n]*)")


def to_fill_in(course: Course, name: str) -> Iterator[str]:
    """A sentence for each place of an assignment that is not filled in; nothing of it is run."""
    key = course.key(name)
    yield from in_pages(course, sorted(key.glob("*.py")) if key is not None else ())
    path = source_path(course, name)
    for cell in source_notebook(course, name).cells:
        yield from places(f"{path.relative_to(course.root)}, cell {cell.id}", cell.source)


def in_pages(course: Course, pages: Iterable[Path]) -> Iterator[str]:
    """The same for some pages of an answer key."""
    for page in pages:
        yield from places(str(page.relative_to(course.root)), page.read_text("utf-8", errors="replace"))


def places(where: str, text: str) -> Iterator[str]:
    """The same for a text that stands somewhere."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in MARK.finditer(line):
            yield f"{where}, line {number}: fill in {found[1].strip(' .') or 'what is marked'}"
