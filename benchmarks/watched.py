"""Run a command and watch it: wall clock, processor time, and the memory of each of its processes at its highest.

Memory is the proportional set size, in which what processes share is counted once; Linux tells it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.processor_time import children, surroundings

EVERY = 0.2  # seconds between two looks
MAIN, POOL, WORKERS = ROLES = ("main process", "processes of the pool", "workers and their parents")


@dataclass
class Used:
    """Seconds, and megabytes at the highest: of all processes together, and of those of each role."""

    wall: float = 0.0
    processor: float = 0.0
    memory: float = 0.0
    roles: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ROLES, 0.0))

    def look(self, process: psutil.Process) -> None:
        """Note how much memory the processes have now."""
        now: dict[str, float] = defaultdict(float)
        for role, megabytes in memory_of(process):
            now[role] += megabytes
        self.memory = max(self.memory, sum(now.values()))
        self.roles = {role: max(highest, now[role]) for role, highest in self.roles.items()}


def memory_of(process: psutil.Process) -> Iterator[tuple[str, float]]:
    """Role and megabytes of a process and of each that it has started; those that end meanwhile are left out."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError, FileNotFoundError):
                yield role_of(one, process), share_of(one) / 1e6


def share_of(one: psutil.Process) -> int:
    """Bytes of a process, with its share of what others hold too; a locked one tells only the superuser its share."""
    try:
        return one.memory_full_info().pss
    except psutil.AccessDenied:
        return one.memory_info().rss


def role_of(one: psutil.Process, main: psutil.Process) -> str:
    """What a process is there for."""
    if one == main:
        return MAIN
    words = " ".join(one.cmdline())
    return POOL if "_process" in words else WORKERS


def watched(folder: Path, *words: str, well: tuple[int, ...] = (0,)) -> Used:
    """Run ``python -m words`` in a folder; SystemExit if it does not end well."""
    used, before, start = Used(), children(), time.monotonic()
    with (folder / "said.txt").open("w+b") as said:
        command = [sys.executable, "-m", *words]
        with subprocess.Popen(command, cwd=folder, env=surroundings(), stdout=said, stderr=said) as running:
            process = psutil.Process(running.pid)
            while running.poll() is None:
                used.look(process)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    running.wait(EVERY)
        if running.returncode not in well:
            said.seek(0)
            end = said.read()[-2000:].decode("utf-8", "replace")
            raise SystemExit(f"{' '.join(words)} ended with {running.returncode}: {end}")
    used.wall, used.processor = time.monotonic() - start, children() - before
    os.unlink(folder / "said.txt")
    return used
