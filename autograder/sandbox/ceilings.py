"""How much of each resource a worker may use: the ceilings that the kernel holds, and what fails above them."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.kernel import resource

LINUX = sys.platform == "linux"

# Far above all users, containers and services: a user of its own for each worker, so that no two workers
# can signal or trace one another or use up each other's threads.
FIRST_OWN_USER = 2_000_000_000


@dataclass(frozen=True)
class Limits:
    """How much a worker may use."""

    memory_bytes: int = 2 * 2**30  # address space on top of what is in use when the lock closes
    cpu_seconds: int = 600  # on top of what is used when the lock closes; the judge stops a call long before
    file_bytes: int = 64 * 2**20  # each file; the scratch folder as a whole is for the judge to watch
    open_files: int = 64
    processes: int = 64  # threads, really; only where the worker has a user of its own


USUAL = Limits()


@dataclass(frozen=True)
class Ceiling:
    """A resource limit: its name in :mod:`resource`, its value, and what is to fail above it."""

    purpose: str
    name: str
    most: Callable[[Limits], int]
    attempt: Callable[[Limits], object]


def _address_space() -> int:
    """The bytes of address space now in use."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * mmap.PAGESIZE


def _seconds_used() -> int:
    return int(time.process_time())


def _write_huge_file(limits: Limits) -> None:
    with tempfile.TemporaryFile() as file:
        file.truncate(limits.file_bytes + 1)


def _look_above(name: str, most: int) -> None:
    """Raise OSError unless the hard limit ``name`` is above ``most``."""
    if 0 <= resource.getrlimit(getattr(resource, name))[1] <= most:  # -1 is no limit
        raise OSError(name)


# fmt: off
CEILINGS: tuple[Ceiling, ...] = (
    Ceiling("use much more memory", "RLIMIT_AS", lambda limits: _address_space() + limits.memory_bytes,
            lambda limits: mmap.mmap(-1, limits.memory_bytes + 2**28, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)),
    Ceiling("compute for ever", "RLIMIT_CPU", lambda limits: _seconds_used() + limits.cpu_seconds,
            lambda limits: _look_above("RLIMIT_CPU", _seconds_used() + limits.cpu_seconds + 1)),
    Ceiling("write huge files", "RLIMIT_FSIZE", lambda limits: limits.file_bytes, _write_huge_file),
    Ceiling("open very many files", "RLIMIT_NOFILE", lambda limits: limits.open_files,
            lambda limits: os.close(os.dup2(0, limits.open_files))),
    Ceiling("leave a core dump", "RLIMIT_CORE", lambda limits: 0, lambda _: _look_above("RLIMIT_CORE", 0)),
    Ceiling("start very many threads", "RLIMIT_NPROC", lambda limits: limits.processes,
            lambda limits: _look_above("RLIMIT_NPROC", limits.processes)),
)
# fmt: on


def those_here() -> list[Ceiling]:
    """Those that apply here."""
    without = set() if LINUX else {"RLIMIT_AS"}
    if resource and os.getuid() != FIRST_OWN_USER + os.getpid():
        without.add("RLIMIT_NPROC")  # would count all programs of a person; and forks are refused anyway
    return [ceiling for ceiling in CEILINGS if resource and ceiling.name not in without]


def lower(limits: Limits) -> list[str]:
    """Set all ceilings, soft and hard; return those that this platform refuses."""
    missing = []
    for ceiling in those_here():
        which = getattr(resource, ceiling.name)
        hard = resource.getrlimit(which)[1]
        try:
            most = ceiling.most(limits)
            # A second between soft and hard: the end of time is told by SIGXCPU and enforced by SIGKILL.
            above = most + (ceiling.name == "RLIMIT_CPU")
            if hard != resource.RLIM_INFINITY:
                most, above = min(most, hard), min(above, hard)
            resource.setrlimit(which, (most, above))
        except (OSError, ValueError) as error:
            missing.append(f"A worker could {ceiling.purpose}: {error}.")
    return missing
