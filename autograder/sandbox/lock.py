"""Locks the current process before it runs code that nobody trusts.

The order for a worker, freshly forked and single-threaded: :func:`close_descriptors`,
:func:`drop_privileges`, :func:`confine`; its parent may :func:`prepare` for all of them. What could not be
locked comes back as plain sentences, never as silence; :func:`probe` says from inside whether the lock really
holds. docs/sandbox.md has the reasons.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import signal
import stat
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from autograder.sandbox import ceilings
from autograder.sandbox.ceilings import FIRST_OWN_USER, LINUX, USUAL, Limits
from autograder.sandbox.kernel import libc, optional, pyseccomp, resource
from autograder.sandbox.probe import ProbeTargets, holes
from autograder.sandbox.rules import OWN_PROCESS, REFUSED, RULES, call_number

sandlock: Any = optional("sandlock") if LINUX else None

NOBODY = 65534  # for containers with few users

PR_SET_PDEATHSIG, PR_GET_DUMPABLE, PR_SET_DUMPABLE, PR_SET_KEEPCAPS = 1, 3, 4, 8
PR_GET_SECCOMP, PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS = 21, 38, 39
CAPABILITY_VERSION = 0x20080522
CAP_DAC_READ_SEARCH = 1 << 2


def _libraries() -> Iterator[str]:
    """What numerical Python reads while it runs: never a whole prefix, which may hold the course as well."""
    for prefix in (sys.prefix, sys.base_prefix):
        yield from (os.path.join(prefix, "lib"), os.path.join(prefix, sys.platlibdir))
    yield os.path.dirname(os.__file__)
    yield sys.executable  # the platform module looks into it
    yield from (entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages")))
    yield from ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store")
    yield from ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom")
    yield from ("/usr/share/fonts", "/usr/local/share/fonts")


LIBRARIES = tuple(dict.fromkeys(Path(path).resolve() for path in _libraries() if os.path.exists(path)))


def close_descriptors(keep: Collection[int]) -> None:
    """Close every descriptor but those in ``keep``; 0, 1 and 2 lead to nowhere unless they are kept."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - {nowhere, *keep}:
        os.dup2(nowhere, standard)
    try:
        candidates = [int(name) for name in os.listdir("/proc/self/fd" if LINUX else "/dev/fd")]
    except OSError:
        candidates = list(range(os.sysconf("SC_OPEN_MAX")))
    for descriptor in set(candidates) - {0, 1, 2, *keep}:
        with contextlib.suppress(OSError):  # that of the listing itself, or a hole in the range
            os.close(descriptor)


def _prctl(option: int, value: int = 0) -> int:
    """One question or order to the kernel about this process."""
    return int(libc().prctl(option, *map(ctypes.c_ulong, (value, 0, 0, 0))))


def _capabilities(keep: int | None = None) -> int:
    """The capabilities of this process, as bits; they are first cut down to ``keep`` if it is given."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    # Effective, permitted, inheritable; then the upper halves of the three, where nothing is ever kept.
    words = (ctypes.c_uint32 * 6)(keep or 0, keep or 0)
    if keep is not None and libc().capset(header, words):
        raise OSError(ctypes.get_errno(), "the capabilities of this process cannot be dropped")
    libc().capget(header, words)
    return words[0] | words[1] | (words[3] | words[4]) << 32


def _open_to_all(path: Path, right: int = stat.S_IROTH) -> bool:
    """Whether file permissions let every user reach ``path`` and give the right to read it (or another)."""
    above = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
    return above and bool(path.stat().st_mode & right)


@cache
def _open_to_every_user(readable: tuple[Path, ...]) -> bool:
    """Whether every user may read the interpreter, the libraries and ``readable``."""
    return all(map(_open_to_all, (*LIBRARIES, *readable)))


def drop_privileges(scratch: Path | None = None, readable: Sequence[Path] = ()) -> None:
    """Give up all privileges; the superuser becomes a user of this process alone, who owns ``scratch``.

    Where that user cannot read the interpreter, the libraries or ``readable``, or reach ``scratch`` (they may
    live below /root), the right to read everything is kept: :func:`confine` narrows it to just these folders,
    or takes it away. Raises OSError where the superuser cannot become anybody else.
    """
    needed = 0
    if os.geteuid() == 0:
        reached = scratch is None or _open_to_all(scratch.resolve().parent, stat.S_IXOTH)
        if not reached or not _open_to_every_user(tuple(readable)):
            needed = CAP_DAC_READ_SEARCH
        if LINUX:
            _prctl(PR_SET_KEEPCAPS, 1)
        os.setgroups([])
        try:
            _become(FIRST_OWN_USER + os.getpid(), scratch)
        except OSError as error:  # EINVAL: a container that has no such users
            if error.errno != errno.EINVAL:
                raise
            _become(NOBODY, scratch)
    if LINUX:
        _capabilities(needed)
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
        _prctl(PR_SET_DUMPABLE, 0)


def _become(user: int, scratch: Path | None) -> None:
    """Turn the superuser into ``user`` (and the group of that number), real, effective and saved."""
    if scratch is not None:
        os.chown(scratch, user, user)
    os.setgid(user)
    os.setuid(user)


SENTENCES = {
    "files": "File access is not restricted: {}.",
    "calls": "Network, processes and other system calls are not restricted: {}.",
}


def _absent() -> dict[str, str]:
    """Which of Landlock ("files") and seccomp ("calls") this platform does not have, and why."""
    if not LINUX:
        return dict.fromkeys(SENTENCES, "this needs Linux")
    why = {}
    if sandlock is None:
        why["files"] = "the package sandlock is not installed or does not load"
    elif sandlock.landlock_abi_version() < 1:
        why["files"] = "this kernel has no Landlock, which came with Linux 5.13 and can be switched off"
    if pyseccomp is None:
        why["calls"] = "the package pyseccomp or the library libseccomp2 is not installed or does not load"
    elif platform.machine() not in ("x86_64", "aarch64"):
        why["calls"] = f"the rules are made for x86-64 and 64-bit ARM, not for {platform.machine()}"
    elif _prctl(PR_GET_SECCOMP) < 0:
        why["calls"] = "this kernel has no seccomp"
    return why


def missing_here() -> list[str]:
    """What this platform cannot give, found out without locking anything; empty where all is there."""
    missing = [SENTENCES[part].format(why) for part, why in _absent().items()]
    if resource is None:
        missing.append("Memory, processor time and files are not limited: this platform has no such limits.")
    elif not LINUX:
        missing.append("Memory is not limited: only Linux keeps to a limit of the address space.")
    return missing


_locked: tuple[Limits, bool, bool] | None = None  # limits, whether files are restricted, whether calls are


def confine(scratch: Path, limits: Limits = USUAL, readable: Sequence[Path] = ()) -> list[str]:
    """Lock the current process for ever, and return what could not be locked, in plain sentences.

    It may write only below ``scratch``, which becomes its current and temporary folder, and read only that,
    the libraries and ``readable``. It ends with its parent. Raises OSError if a path does not exist.
    """
    global _locked
    scratch = scratch.resolve(strict=True)
    folders = [path.resolve(strict=True) for path in readable]
    missing, absent = missing_here(), _absent()
    os.chdir(scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
    if LINUX:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if (threads := len(os.listdir("/proc/self/task"))) > 1:  # no thread inherits what follows
            missing.append(f"Threads that were already running ({threads - 1}) are not restricted.")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        missing.append("The worker is still the superuser.")
    missing += ceilings.lower(limits)
    for part, lock in (("files", partial(_restrict_files, scratch, folders)), ("calls", _filter_calls)):
        if part not in absent:
            try:
                lock()
            except OSError as error:
                absent[part] = str(error)
                missing.append(SENTENCES[part].format(error))
        if LINUX and part == "files" and part in absent:
            _capabilities(keep=0)  # without that fence the right to read everything would be just that
    _locked = limits, "files" not in absent, "calls" not in absent
    return missing


def _restrict_files(scratch: Path, readable: Sequence[Path]) -> None:
    """Landlock, as much of it as the kernel has; what older ones lack, the filter of system calls refuses."""
    paths = [str(path) for path in (*LIBRARIES, *readable) if os.path.exists(path)]
    every = list(sandlock.Protection)
    writable = [str(scratch), os.devnull]
    policy = sandlock.Sandbox(fs_readable=paths, fs_writable=writable, allow_degraded=every)
    try:
        sandlock.confine(policy)
    except sandlock.SandlockError as error:
        raise OSError(errno.EPERM, f"Landlock refused the rules ({error})") from error


@cache
def _filter_of_all() -> Any:
    """The rules that are the same in every process; calls of another machine type (x32, 32-bit) are refused."""
    calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    calls.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.ERRNO(REFUSED))
    _add(calls, own=False)
    return calls


def _add(calls: Any, own: bool) -> None:
    """Add the rules that name the own process, or all others."""
    kinds = {"not": pyseccomp.NE, "below": pyseccomp.LT, "above": pyseccomp.GT, "bits": pyseccomp.MASKED_EQ}
    for rule in RULES:
        if own != (rule.when is not None and rule.when.value == OWN_PROCESS):
            continue
        conditions = []
        if when := rule.when:
            value = os.getpid() if own else when.value
            data = (when.mask, value) if when.kind == "bits" else (value,)
            conditions = [pyseccomp.Arg(when.argument, kinds[when.kind], *data)]
        if (number := call_number(rule.call)) is not None:
            calls.add_rule(pyseccomp.ERRNO(rule.answer), number, *conditions)


def _filter_calls() -> None:
    """Load all rules into seccomp, for this process and what it starts."""
    calls = _filter_of_all()
    _add(calls, own=True)
    calls.load()


def prepare(readable: Sequence[Path] = ()) -> None:
    """Find out in the parent, once, what is the same for every process that it forks; nothing is locked by it."""
    _open_to_every_user(tuple(readable))
    if "calls" not in _absent():
        with contextlib.suppress(OSError):  # said by whoever is locked
            _filter_of_all()


def probe(outside: ProbeTargets) -> list[str]:
    """Inside a locked process: try to get past each rule of the lock; return what worked, in sentences.

    What confine has reported as missing is not tried. The process is used up by it (no more threads).
    """
    if _locked is None or not LINUX:
        return [] if _locked else ["The process is not locked."]
    if os.geteuid() == 0:
        return ["The worker is still the superuser."]
    limits, files, calls = _locked
    found = []
    if _capabilities() & ~(CAP_DAC_READ_SEARCH * files):
        found.append("The worker still has privileges of the superuser.")
    if not _prctl(PR_GET_NO_NEW_PRIVS) or _prctl(PR_GET_DUMPABLE):
        found.append("The worker could gain privileges or be looked into: drop_privileges was not called.")
    for ceiling in ceilings.those_here():
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        raise_it = partial(resource.setrlimit, getattr(resource, ceiling.name), unlimited)
        for attempt in (partial(ceiling.attempt, limits), raise_it):
            with contextlib.suppress(OSError, ValueError):
                attempt()
                found.append(f"A worker could {ceiling.purpose}: {ceiling.name} does not hold.")
    return found + holes(outside, files, calls)
