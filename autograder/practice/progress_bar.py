"""How far a loop is, as a bar."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from autograder.practice.card import in_notebook


def nothing(sentence: str) -> Iterator[Any]:
    """Say the sentence; there is nothing to go through."""
    print(sentence)
    return iter(())


def shown(items: Any, label: str) -> Iterator[Any]:
    """Each item, while a bar shows how many there were."""
    if not in_notebook():
        from rich.progress import track

        yield from track(items, description=label or "…", transient=True)
        return
    from IPython.display import ProgressBar

    bar, last = ProgressBar(max(1, len(items))), time.monotonic()
    if label:
        print(label)
    bar.display()
    for done, item in enumerate(items, 1):
        yield item
        if done == len(items) or time.monotonic() - last > 0.1:
            bar.progress, last = done, time.monotonic()
