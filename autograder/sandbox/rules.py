"""The rules of the lock: which system calls a worker is refused, and the harmless attempt at each that shows it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass

from autograder.sandbox.kernel import pyseccomp

# What a refused call answers. EACCES, because Python makes a PermissionError of it as it does of EPERM,
# and because EPERM is what the kernel itself says to a process without privileges: an attempt answered
# with EPERM was stopped by the kernel, not by our rule, and counts as a hole in the lock.
REFUSED = errno.EACCES

# For calls with an older sibling: the caller is to fall back on that one, which the filter can judge.
ABSENT = errno.ENOSYS

NEWER_CALLS = range(463, 512)  # 512 and above belonged to x32

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
    *refuse("fill a disk at a blow", "fallocate"),  # what is written byte by byte, the judge sees in time
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
