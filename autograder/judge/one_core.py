"""Judge and worker on one core: they take turns, and a second core would be woken for each, its cache cold."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

THREAD = Path("/proc/thread-self/stat")
CORE = 36  # which of the fields after the name is the core, in proc_pid_stat(5)


@contextlib.contextmanager
def on_one_core(parent: int) -> Iterator[None]:
    """Keep this thread, and whatever ``parent`` forks, on the core where this thread is, as long as the body runs.

    The system may choose another core for the next body. Where it cannot be told, or does not let itself be told, all
    are where they were: slower, and nothing else.
    """
    try:
        allowed = os.sched_getaffinity(0)
        core = int(THREAD.read_text("ascii").rpartition(")")[2].split()[CORE])
    except (AttributeError, OSError, ValueError, IndexError):  # not Linux, or not as it should be
        yield
        return
    try:
        _let(parent, {core})
        _let(0, {core})
        yield
    finally:
        _let(0, allowed)
        _let(parent, allowed)


def _let(process: int, cores: set[int]) -> None:
    with contextlib.suppress(OSError):  # it has gone, or these cores have
        os.sched_setaffinity(process, cores)
