"""Whether the lock holds: every rule of it is broken, harmlessly, from inside a locked process, and nothing may work.

:mod:`autograder.sandbox.lock` builds its filter of system calls from :data:`RULES`; :func:`holes` walks through
the same table. A rule cannot be written down without its attempt, so none goes untested. The numbers in the
conditions are those of x86-64 and 64-bit ARM.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.sandbox.kernel import libc, resource
from autograder.sandbox.rules import RULES, Rule, call_number

GETPID_OF_X32 = 0x40000000 + 39


@dataclass(frozen=True)
class ProbeTargets:
    """What the probe attacks: files in ``folder``, which stands for everything outside, and a ``process``."""

    folder: str
    process: int

    @property
    def canary(self) -> Path:
        """The file outside that nothing may happen to."""
        return Path(self.folder, "canary")


def probe_targets(folder: Path) -> ProbeTargets:
    """On the trusted side: make files to attack in ``folder``/outside, and offer this process as a target.

    They are open to a worker of any user, so that nothing but the lock protects them.
    """
    outside = folder / "outside"
    outside.mkdir(exist_ok=True)
    superuser = os.geteuid() == 0
    outside.chmod(0o777 if superuser else 0o700)
    for name in ("canary", "victim"):
        (outside / name).write_text(name)
        (outside / name).chmod(0o666 if superuser else 0o600)
    return ProbeTargets(str(outside), os.getpid())


def touch(path: Path | str, flags: int) -> None:
    """Open and close: what matters is whether it works."""
    os.close(os.open(path, flags, 0o600))


def read_link(canary: Path, link: str) -> None:
    """Read the canary by a symbolic link in the current, the scratch folder."""
    os.symlink(canary, link)
    touch(link, os.O_RDONLY)


# What a student would really write. Each must raise PermissionError (or OSError EXDEV, Landlock's word for a
# link or move across its border). The first group stands or falls with Landlock, the second with the filter.
Fence = tuple[str, Callable[[ProbeTargets], object]]
FILE_FENCES: tuple[Fence, ...] = (
    ("read a file outside", lambda t: t.canary.read_bytes()),
    ("read a file outside through a link", lambda t: read_link(t.canary, f"link{t.process}")),
    ("list a folder outside", lambda t: os.listdir(t.folder)),
    ("write a file outside", lambda t: touch(t.canary, os.O_WRONLY | os.O_APPEND)),
    ("create a file outside", lambda t: touch(t.canary.with_name("new"), os.O_WRONLY | os.O_CREAT)),
    ("create a folder outside", lambda t: os.mkdir(t.canary.with_name("folder"))),
    ("create a link outside", lambda t: os.symlink("canary", t.canary.with_name("link"))),
    ("create a pipe outside", lambda t: os.mkfifo(t.canary.with_name("pipe"))),
    ("link a file outside into the scratch folder", lambda t: os.link(t.canary, "hardlink")),
    ("move a file outside", lambda t: os.rename(t.canary, t.canary)),
    ("remove a file outside", lambda t: os.remove(t.canary.with_name("victim"))),
    ("read another's environment", lambda t: touch(f"/proc/{t.process}/environ", os.O_RDONLY)),
    ("read another's memory", lambda t: touch(f"/proc/{t.process}/mem", os.O_RDONLY)),
    ("list another's open files", lambda t: os.listdir(f"/proc/{t.process}/fd")),
    ("read its own memory map", lambda t: touch("/proc/self/maps", os.O_RDONLY)),
    ("list all processes", lambda t: os.listdir("/proc/")),
)
CALL_FENCES: tuple[Fence, ...] = (
    ("empty a file outside", lambda t: touch(t.canary, os.O_RDONLY | os.O_TRUNC)),
    ("truncate a file outside", lambda t: os.truncate(t.canary, 6)),
    ("change permissions outside", lambda t: os.chmod(t.canary, 0o666)),
    ("change times outside", lambda t: os.utime(t.canary)),
    ("change attributes outside", lambda t: os.setxattr(t.canary, "user.probe", b"")),
    ("signal another process", lambda t: os.kill(t.process, signal.SIGURG)),  # which is ignored by default
    ("signal its group", lambda t: os.kill(0, 0)),
    ("signal every process", lambda t: os.kill(-1, 0)),
    ("fork", lambda t: os.fork() or os._exit(0)),
    ("start a program", lambda t: os.posix_spawn("/bin/true", ["true"], {})),
    ("open an internet socket", lambda t: socket.socket(socket.AF_INET).close()),
    ("open a local socket", lambda t: socket.socket(socket.AF_UNIX).close()),
)


def hole_in_fence(act: Callable[[ProbeTargets], object], targets: ProbeTargets) -> str:
    """How ``act`` ended, if it was not refused; else the empty string."""
    try:
        act(targets)
    except OSError as error:
        if error.errno == errno.ENOENT and str(error.filename).startswith("/proc/"):
            return ""  # /proc hides the processes of other users
        return "" if error.errno in (errno.EACCES, errno.EPERM, errno.EXDEV) else str(error)
    return "it worked"


def hole_in_filter(rule: Rule) -> str:
    """What a system call answered, if it was not as the rule wants it; else the empty string."""
    if (number := call_number(rule.call)) is None:
        return ""
    process = os.getpid()
    result = libc().syscall(*map(ctypes.c_long, (number, *rule.attempt)))
    if os.getpid() != process:
        os._exit(0)  # the attempt has forked
    answer = ctypes.get_errno() if result < 0 else 0
    if answer == rule.answer:
        return ""
    return f"system call {rule.call} answered {errno.errorcode.get(answer, 'success')}"


def holes(targets: ProbeTargets, files: bool, calls: bool) -> list[str]:
    """Try what Landlock (``files``) and the filter (``calls``) are to refuse; say what was not refused."""
    try:
        targets.canary.stat()  # Landlock lets stat pass, so an error here is a mistake in the test itself
    except OSError as error:
        return [f"The lock could not be tested: the file to attack cannot be reached ({error})."]
    # Should a fork not be refused, it is to fail for another reason instead of running amok.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, resource.getrlimit(resource.RLIMIT_NPROC)[1]))
    found = []
    for process in {targets.process, os.getppid()}:
        aim = replace(targets, process=process)
        fences = (*FILE_FENCES * files, *CALL_FENCES * calls)
        found += [(purpose, hole_in_fence(act, aim)) for purpose, act in fences]
    other_machine = Rule("use another machine's system calls", GETPID_OF_X32)
    rules = (*RULES, other_machine) if platform.machine() == "x86_64" else RULES
    found += [(rule.purpose, hole_in_filter(rule)) for rule in rules * calls]
    return list(dict.fromkeys(f"A worker could {purpose}: {ending}." for purpose, ending in found if ending))
