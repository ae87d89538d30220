"""``progress``: how far one is in the course, or, of what a loop goes through, how far the loop is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from pathlib import Path
from types import EllipsisType
from typing import Any

from autograder.practice.card import present
from autograder.practice.checking import in_one_sentence
from autograder.practice.overview import overview
from autograder.practice.progress_bar import nothing, shown
from autograder.practice.usage import one_sentence, usage


@one_sentence(nothing)
def progress(iterable: Iterable[Any] | EllipsisType = ..., label: str = "") -> Iterator[Any] | None:
    """Say what is done in all notebooks, and what comes next.

    ``progress(iterable)`` goes through something and shows how far it is: a bar in the notebook and in a terminal, one
    line in a log.
    """
    if isinstance(iterable, EllipsisType):
        with in_one_sentence(progress):
            present(overview(Path.cwd(), live=True))
        return None
    try:
        iter(iterable)
    except TypeError:
        return nothing(usage("progress", iterable))
    return shown(iterable if isinstance(iterable, Sized) else list(iterable), str(label))
