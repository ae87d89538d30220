"""``progress``: how far a loop is."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from typing import Any

from autograder.practice.card import in_notebook


def progress(iterable: Iterable[Any], label: str = "") -> Iterator[Any]:
    """Iterate and show how far it is: a bar in the notebook and in a terminal, one line in a log."""
    items = iterable if isinstance(iterable, Sized) else list(iterable)
    if not in_notebook():
        from rich.progress import track

        yield from track(items, description=label or "…", transient=True)
        return
    from IPython.display import ProgressBar

    bar, shown = ProgressBar(max(1, len(items))), time.monotonic()
    if label:
        print(label)
    bar.display()
    for done, item in enumerate(items, 1):
        yield item
        if done == len(items) or time.monotonic() - shown > 0.1:
            bar.progress, shown = done, time.monotonic()
