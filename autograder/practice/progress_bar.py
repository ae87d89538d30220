"""``progress``: how far a loop is."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from typing import Any

from autograder.practice.card import in_notebook
from autograder.practice.usage import one_sentence, usage


def nothing(sentence: str) -> Iterator[Any]:
    """Say the sentence; there is nothing to go through."""
    print(sentence)
    return iter(())


@one_sentence(nothing)
def progress(iterable: Iterable[Any], label: str = "") -> Iterator[Any]:
    """Iterate and show how far it is: a bar in the notebook and in a terminal, one line in a log."""
    try:
        iter(iterable)
    except TypeError:
        return nothing(usage("progress", iterable))
    return shown(iterable if isinstance(iterable, Sized) else list(iterable), str(label))


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
