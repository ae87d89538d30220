"""The rules of the lock, each with the harmless attempt that shows whether it holds.

:mod:`autograder.sandbox` builds its filter of system calls from :data:`RULES`; :func:`holes` walks through
the same table inside a locked process. A rule cannot be written down without its attempt, so none goes
untested. The numbers in the conditions are those of x86-64 and 64-bit ARM.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
import platform
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any


def optional(name: str) -> Any:
    """The module ``name``, or None where this platform or installation does not have it."""
    try:
        return importlib.import_module(name)
    except Exception:  # pyseccomp raises RuntimeError without libseccomp, TypeError on Windows
        return None


@cache
def libc() -> Any:
    """The C library of this process."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


resource: Any = optional("resource")
pyseccomp: Any = optional("pyseccomp") if sys.platform == "linux" else None

# What a refused call answers. EACCES, because Python makes a PermissionError of it as it does of EPERM,
# and because EPERM is what the kernel itself says to a process without privileges: an attempt answered
# with EPERM was stopped by the kernel, not by our rule, and counts as a hole in the lock.
REFUSED = errno.EACCES
# For calls with an older sibling: the caller is to fall back on that one, which the filter can judge.
ABSENT = errno.ENOSYS

NEWER_CALLS = range(463, 512)  # 512 and above belonged to x32
GETPID_OF_X32 = 0x40000000 + 39
# Calls that an older libseccomp does not know by name; their numbers are the same on every machine.
NUMBERS = {"process_madvise": 440, "mount_setattr": 442, "quotactl_fd": 443, "memfd_secret": 447}
NUMBERS |= {"process_mrelease": 448, "fchmodat2": 452}
OWN_PROCESS = "own process"  # a number known only when the lock closes


@dataclass(frozen=True)
class Condition:
    """A comparison of one argument of a system call: "not", "below", "above", or "bits" under a mask.

    All compare 64 bits where the kernel may look at 32 only. So "not" and "above" also catch a wrong upper
    half, "below" is always paired with "above", and the usual mask leaves the upper half out.
    """

    kind: str
    argument: int
    value: int | str
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True)
class Rule:
    """One system call, by name or number, to refuse where ``when`` holds; it then answers an error number."""

    purpose: str
    call: str | int
    when: Condition | None = None
    answer: int = REFUSED

    @property
    def attempt(self) -> list[int]:
        """Harmless arguments that meet the condition.

        -1 is a descriptor, address, size, process and option that never exist; a kernel that is asked says
        so (or EPERM, where it asks for privileges first), which is not our answer.
        """
        words = [-1] * 6
        if self.call == "msgget":
            words[:2] = 0x5EED, 0  # here -1 would mean "make a new one"
        if self.when and self.when.kind == "bits":
            words[self.when.argument] = int(self.when.value)
        if self.when and self.when.kind == "below":
            words[self.when.argument] = 0
        return words


def refuse(purpose: str, calls: str, when: Condition | None = None, answer: int = REFUSED) -> list[Rule]:
    """A rule for each of the ``calls``."""
    return [Rule(purpose, call, when, answer) for call in calls.split()]


def options(purpose: str, call: str, argument: int, *values: int, answer: int = REFUSED) -> list[Rule]:
    """A rule for each value of one argument of ``call``."""
    return [Rule(purpose, call, Condition("bits", argument, value), answer) for value in values]


OTHERS = Condition("not", 0, OWN_PROCESS)
READ_AND_EMPTY = (os.O_TRUNC, os.O_TRUNC | 3)  # O_RDONLY is 0 in the lowest two bits
RULES: tuple[Rule, ...] = (
    # The worker's own channel is already open: read, write, send, recv, poll, select and shutdown remain.
    *refuse("use the network", "socket socketpair connect bind listen accept accept4"),
    *refuse("pass messages or open files to others", "sendmsg sendmmsg recvmsg recvmmsg"),
    *refuse("send to an address", "sendto", Condition("not", 4, 0)),
    *refuse("start a program", "execve execveat"),
    *refuse("start a process", "fork vfork"),
    *refuse("start a process", "clone", Condition("bits", 0, 0, mask=0x10000)),  # all but CLONE_THREAD
    *refuse("start a process", "clone3", answer=ABSENT),  # its flags are behind a pointer
    *refuse("leave its group or session", "setsid setpgid vhangup"),
    *options("outlive its parent, or share a core", "prctl", 0, 1, 62),  # PR_SET_PDEATHSIG, PR_SCHED_CORE
    # abort() and the like go to the own process; tkill names a thread of anybody's, so it is refused.
    *refuse("send a signal", "kill tgkill rt_sigqueueinfo rt_tgsigqueueinfo", OTHERS),
    *refuse("send a signal", "tkill pidfd_send_signal"),
    # F_SETOWN, F_SETSIG, F_SETOWN_EX make the kernel send it; F_SETLEASE, F_NOTIFY hold up or watch others.
    *options("have a signal sent", "fcntl", 1, 8, 10, 15, 1024, 1026),
    # Of terminals and pipes the simple questions remain, without TIOCSTI, TIOCLINUX and TIOCSETD. "Not
    # supported" is what shutil takes as "copy it the slow way".
    *refuse("control a device", "ioctl", Condition("below", 1, 0x5401), errno.EOPNOTSUPP),
    *refuse("control a device", "ioctl", Condition("above", 1, 0x5451), errno.EOPNOTSUPP),
    *options("type into a terminal", "ioctl", 1, 0x5412, 0x541C, 0x5423, answer=errno.EOPNOTSUPP),
    *refuse("look into a process", "ptrace process_vm_readv process_vm_writev process_madvise pidfd_open"),
    *refuse("look into a process", "process_mrelease pidfd_getfd kcmp migrate_pages move_pages"),
    *refuse("look into a process", "get_robust_list perf_event_open"),
    *refuse("change the limits of another process", "prlimit64", Condition("not", 0, 0)),
    *refuse("change priorities", "setpriority ioprio_set sched_setparam sched_setaffinity sched_setattr"),
    *refuse("change priorities", "sched_setscheduler"),
    # Landlock governs none of the next three families, nor truncate before Linux 6.2.
    *refuse("change permissions", "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat"),
    *refuse("change the times of a file", "utime utimes futimesat utimensat"),
    *refuse("change attributes", "setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr"),
    *refuse("empty a file", "truncate"),
    *refuse("empty a file", "open", Condition("bits", 1, *READ_AND_EMPTY)),
    *refuse("empty a file", "openat", Condition("bits", 2, *READ_AND_EMPTY)),
    *refuse("empty a file", "openat2", answer=ABSENT),
    # An exclusive lock on the course's data would stop everybody else's h5py; HDF5 goes on after ENOSYS.
    *refuse("lock a file of others", "flock", answer=ABSENT),
    *refuse("open a file without its path", "name_to_handle_at open_by_handle_at"),
    *refuse("watch the files of others", "inotify_init inotify_init1 inotify_add_watch fanotify_init"),
    # Memory that the limit on the address space does not count, or that outlives the process.
    *refuse("take uncounted memory", "memfd_create memfd_secret shmget shmat shmctl"),
    *refuse("exchange messages", "msgget msgsnd msgrcv msgctl semget semop semtimedop semctl"),
    *refuse("exchange messages", "mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr"),
    *refuse("use the kernel's keys", "add_key request_key keyctl"),
    *refuse("become another user", "setuid setgid setreuid setregid setresuid setresgid setgroups"),
    *refuse("become another user", "setfsuid setfsgid capset"),
    *refuse("change what is mounted", "mount umount2 pivot_root chroot move_mount open_tree mount_setattr"),
    *refuse("change what is mounted", "fsopen fsconfig fsmount fspick"),
    *refuse("make a namespace", "unshare setns"),
    *refuse("reach rarely used parts of the kernel", "bpf userfaultfd io_setup personality modify_ldt"),
    *refuse("reach rarely used parts of the kernel", "io_uring_setup io_uring_enter io_uring_register"),
    *refuse("administer the machine", "acct swapon swapoff reboot init_module finit_module delete_module"),
    *refuse("administer the machine", "kexec_load kexec_file_load quotactl quotactl_fd syslog iopl ioperm"),
    *refuse("administer the machine", "settimeofday clock_settime clock_adjtime sethostname setdomainname"),
    # setxattrat, open_tree_attr, file_setattr and whatever comes: new calls keep getting round old rules.
    *(Rule("use a system call newer than these rules", number, answer=ABSENT) for number in NEWER_CALLS),
)


def call_number(call: str | int) -> int | None:
    """The number of a system call on this machine, None where it has no such call."""
    if isinstance(call, int):
        return call
    number: int = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, call)
    if number == -1 and call not in NUMBERS:
        raise OSError(errno.ENOSYS, f"this libseccomp is too old to know the system call {call}")
    if number == -1:
        return NUMBERS[call]
    return number if number >= 0 else None  # below -1: libseccomp knows it, this processor lacks it


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
