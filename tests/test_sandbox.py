"""The lock, seen from inside: each rule is missed when it is taken away, and honest work does not notice any.

A process that locks itself cannot be unlocked, so everything here happens in children of a small warm parent:
this file, started as a program. Started by the superuser, each test runs as a worker of the superuser (which
drops its privileges) and as one of an ordinary user.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import io
import json
import mmap
import os
import platform
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from autograder.sandbox import (  # noqa: E402
    ceilings,
    lock,
    probe,
    rules,
)
from autograder.sandbox.ceilings import Limits  # noqa: E402

linux_only = pytest.mark.skipif(bool(lock.missing_here()), reason="; ".join(lock.missing_here()))
MEGABYTE = 2**20
ORDINARY_USER = 12345
SUPERUSER = hasattr(os, "geteuid") and os.geteuid() == 0
USERS = ["superuser", "ordinary"] if SUPERUSER else ["ordinary"]
LIMITS = Limits(memory_bytes=400 * MEGABYTE, cpu_seconds=20, file_bytes=MEGABYTE, open_files=40)
BY_NAME = [index for index, rule in enumerate(probe.RULES) if isinstance(rule.call, str)]

# -------------------------------------------------------------- what the children do; each answers with JSON

SCENARIOS: dict[str, Callable[..., Any]] = {}


def scenario(function: Callable[..., Any]) -> Callable[..., Any]:
    SCENARIOS[function.__name__] = function
    return function


@scenario
def probed(base: Path) -> list[str]:
    return lock.probe(probe.ProbeTargets(str(base / "outside"), os.getppid()))


@scenario
def kernel_answers(base: Path) -> list[int]:
    """Unlocked: the rules by number whose attempt the kernel itself answers as they do."""
    probe.resource.setrlimit(probe.resource.RLIMIT_NPROC, (0, 0))  # lest it forks
    return [index for index, rule in enumerate(probe.RULES) if not probe.hole_in_filter(rule)]


@scenario
def upper_halves(base: Path) -> list[str]:
    """The kernel cuts many arguments to 32 bits; a filter that looks at 64 must not be led astray."""
    libc = ctypes.CDLL(None, use_errno=True)
    passed = []
    for rule in probe.RULES:
        if rule.when is None or (number := rules.call_number(rule.call)) is None:
            continue
        words = rule.attempt
        words[rule.when.argument] = (words[rule.when.argument] & 0xFFFFFFFF) | 7 << 32
        result = libc.syscall(*map(ctypes.c_long, (number, *words)))
        if result >= 0 or ctypes.get_errno() != rule.answer:
            passed.append(str(rule))
    return passed


@scenario
def thirty_two_bit_call(base: Path) -> int:
    """getpid of 32-bit programs: mov eax, 20; int 0x80; ret."""
    code = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(bytes.fromhex("b8 14 00 00 00 cd 80 c3"))
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return int(ctypes.CFUNCTYPE(ctypes.c_int)(address)())


@scenario
def science(base: Path) -> list[str]:
    import h5py
    import matplotlib.pyplot as plt
    import numpy as np

    done = []
    assert np.allclose(np.ones((200, 300)) @ np.ones((300, 200)), 300)
    np.linalg.svd(np.random.default_rng(0).normal(size=(20, 30)))
    results: list[float] = []
    threads = [threading.Thread(target=lambda: results.append(np.ones(1000).sum())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1000.0] * 8
    done.append("numpy")
    figure, axes = plt.subplots()
    axes.plot([0, 1], label=r"$\theta$")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png")
    figure.savefig("figure.png")
    plt.close(figure)
    done.append("matplotlib")
    with h5py.File(base / "data" / "course.h5", "r") as file:
        assert file["x"][:].sum() == 10
    with h5py.File("own.h5", "w") as file:
        file["y"] = np.ones(3)
    with h5py.File("own.h5", "r") as file:
        assert file["y"].shape == (3,)
    done.append("h5py")
    with tempfile.NamedTemporaryFile("w+") as text, open(os.devnull, "w") as nowhere:
        text.write("hello")
        nowhere.write("nobody")
        assert Path(text.name).parent == base / "scratch"
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "x.npy", np.ones(3))
    Path("one").write_text("1")
    os.rename("one", "two")
    os.remove("two")
    done.append("files")
    random.seed(1)
    random.random()
    os.urandom(8)
    time.sleep(0.001)
    time.localtime()
    with contextlib.suppress(ProcessLookupError):
        os.kill(os.getpid(), 0)
    signal.signal(signal.SIGALRM, lambda *_: done.append("alarm"))
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    time.sleep(0.02)
    signal.raise_signal(signal.SIGALRM)
    return done


@scenario
def lazy_imports(base: Path) -> list[str]:
    import colorsys  # noqa: F401
    import csv  # noqa: F401
    import datetime
    import decimal
    import fractions
    import sqlite3
    import zoneinfo

    import numpy.polynomial  # noqa: F401

    database = sqlite3.connect(":memory:")
    database.execute("select 1")
    database.close()
    summer = datetime.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
    assert platform.platform()
    return [str(summer.utcoffset()), str(decimal.Decimal(1) + 1), str(fractions.Fraction(1, 2))]


@scenario
def refused_to_students(base: Path) -> dict[str, str]:
    """The names of the exceptions that students meet."""
    attempts: dict[str, Callable[[], object]] = {
        "socket": socket.socket,
        "subprocess": lambda: subprocess.run(["true"], check=False),
        "fork": os.fork,
        "kill": lambda: os.kill(os.getppid(), signal.SIGTERM),
        "key": lambda: (base / "outside" / "canary").read_text(),
        "import": lambda: sys.path.append(str(base / "outside")) or __import__("canary_module"),  # type: ignore[func-returns-value]
    }
    answers = {}
    for name, attempt in attempts.items():
        try:
            attempt()
            answers[name] = "worked"
        except Exception as error:
            answers[name] = type(error).__name__
    return answers


@scenario
def channel(base: Path) -> list[str]:
    """An open socket can be used in all the usual ways."""
    received = CHANNEL.recv(100).decode().split()
    CHANNEL.sendall(b"one ")
    CHANNEL.send(b"two ")
    os.write(CHANNEL.fileno(), b"three")
    return received


@scenario
def too_much_memory(base: Path) -> str:
    import numpy as np

    try:
        np.ones(LIMITS.memory_bytes // 4)  # twice as many bytes
    except MemoryError:
        return "MemoryError"
    return "worked"


@scenario
def too_much_time(base: Path) -> None:
    while True:
        pass


@scenario
def stubborn(base: Path) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


@scenario
def too_big_a_file(base: Path) -> str:
    try:
        Path("big").write_bytes(bytes(LIMITS.file_bytes + 1))
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "worked"


@scenario
def too_many_files(base: Path) -> int:
    files = []
    with contextlib.suppress(OSError):
        while True:
            files.append(os.open(os.devnull, os.O_RDONLY))
    return len(files)


@scenario
def too_many_threads(base: Path) -> int:
    release = threading.Event()
    threads = []
    try:
        for _ in range(1000):
            threads.append(threading.Thread(target=release.wait))
            threads[-1].start()
    except (RuntimeError, MemoryError):
        threads.pop()
    release.set()
    for thread in threads:
        thread.join()
    return len(threads)


@scenario
def orphan(base: Path) -> str:
    """A worker whose parent ends before it."""
    locked, tell = os.pipe()
    if os.fork():
        os.read(locked, 1)
        os._exit(0)
    lock.drop_privileges()
    lock.confine(base / "scratch", LIMITS)
    os.write(tell, b"x")
    time.sleep(3)
    return "survived"


@scenario
def descriptors(base: Path) -> list[int]:
    """Those that are open, looked up without /proc."""
    found = []
    for descriptor in range(200):
        with contextlib.suppress(OSError):
            os.fstat(descriptor)
            found.append(descriptor)
    return found


@scenario
def privileges(base: Path) -> dict[str, Any]:
    return {"user": os.getresuid(), "groups": os.getgroups(), "capabilities": lock._capabilities()}


# ------------------------------------------------------------------------------------------- the warm parent

CHANNEL: socket.socket
COURSE: bytes


def refuse_to_load() -> None:
    raise OSError(errno.EINVAL, "no filter here")


def change_the_lock(change: dict[str, Any]) -> None:
    """In the child: take a piece of the lock away, or break it."""
    if "rules" in change:
        lock.RULES = tuple(rule for i, rule in enumerate(probe.RULES) if i not in change["rules"])
    if "ceiling" in change:
        everything, limit = ceilings.CEILINGS, ceilings.lower

        def limit_the_rest(limits: Limits) -> list[str]:
            ceilings.CEILINGS = tuple(c for c in everything if c.name != change["ceiling"])
            missing = limit(limits)
            ceilings.CEILINGS = everything
            return missing

        ceilings.lower = limit_the_rest
    if change.get("files") == "open":
        lock._restrict_files = lambda *_: None
    if change.get("files") == "missing":
        lock.sandlock.landlock_abi_version = lambda: -1
    if change.get("files") == "broken":
        confine = lock.sandlock.confine
        lock.sandlock.confine = lambda _: confine(lock.sandlock.Sandbox(fs_readable=["/nowhere"]))
    if change.get("files") == "of an old kernel":
        confine, protection = lock.sandlock.confine, lock.sandlock.Protection

        def confine_less(policy: Any) -> None:
            policy.allow_degraded = []
            policy.disable = [feature for feature in protection if feature != protection.FS_REFER]
            confine(policy)

        lock.sandlock.confine = confine_less
    if change.get("calls") == "broken":
        lock._filter_calls = refuse_to_load
    if change.get("privileges") == "kept":
        lock.drop_privileges = lambda *_: None


def in_child(order: dict[str, Any], base: Path, ordinary: bool) -> dict[str, Any]:
    """Lock this process and act out the scenario."""
    if ordinary:
        os.setgroups([])
        os.setgid(ORDINARY_USER)
        os.setuid(ORDINARY_USER)
    change_the_lock(order.get("change", {}))
    limits = Limits(**{**LIMITS.__dict__, **order.get("limits", {})})
    data = [base / "data", *(base / folder for folder in order.get("readable", ()))]
    missing: list[str] = []
    start = time.perf_counter()
    if order.get("lock", True):
        lock.drop_privileges(base / "scratch", data)
        missing = lock.confine(base / "scratch", limits, data)
    elif SUPERUSER and not ordinary:
        lock._become(ORDINARY_USER, None)
    milliseconds = 1000 * (time.perf_counter() - start)
    answer = SCENARIOS[order["scenario"]](base)
    return {"answer": answer, "missing": missing, "milliseconds": milliseconds}


def act(order: dict[str, Any], base: Path) -> dict[str, Any]:
    """Fork a child for one order; what it answered, and by which signal it ended."""
    global CHANNEL
    ordinary = SUPERUSER and order["user"] == "ordinary"
    lay_out(base, ORDINARY_USER if ordinary else None)
    answer_end, child_end = os.pipe()
    ours, CHANNEL = socket.socketpair()
    ours.sendall(b"as usual")
    child = os.fork()
    if child == 0:
        try:
            lock.close_descriptors({child_end, CHANNEL.fileno()})
            result = in_child(order, base, ordinary)
        except BaseException:
            result = {"error": traceback.format_exc()}
        with contextlib.suppress(BaseException):
            os.write(child_end, json.dumps(result).encode())
        os._exit(0)
    os.close(child_end)
    CHANNEL.close()
    with open(answer_end, "rb") as file:
        text = file.read()
    _, status = os.waitpid(child, 0)
    sent_back = ours.recv(100, socket.MSG_DONTWAIT) if order["scenario"] == "channel" else b""
    ours.close()
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {"signal": ended_by, "sent": sent_back.decode(), **(json.loads(text) if text else {})}


def lay_out(base: Path, owner: int | None) -> None:
    """A scratch folder, a data folder and the folder outside."""
    base.chmod(0o755)
    for folder in ("scratch", "data"):
        (base / folder).mkdir(mode=0o755)
    (base / "data" / "course.h5").write_bytes(COURSE)
    probe.probe_targets(base)
    (base / "outside" / "canary_module.py").write_text("found = True")
    if owner is not None:
        for path in (base / "scratch", base / "outside", *(base / "outside").iterdir()):
            os.chown(path, owner, owner)


def warm_up() -> bytes:
    """Import and use what the worker's parent would; returns the contents of an HDF5 file."""
    import h5py
    import matplotlib.pyplot as plt
    import numpy as np

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        figure, axes = plt.subplots()
        axes.plot([0, 1], label=r"$\theta$")
        axes.legend()
        figure.savefig("warm.png")
        plt.close(figure)
        np.linalg.svd(np.ones((2, 2)) @ np.random.default_rng(0).normal(size=(2, 2)))
        np.save("warm.npy", np.ones(1))
        with h5py.File("warm.h5", "w") as file:
            file["x"] = np.arange(5)
        return Path("warm.h5").read_bytes()


def serve() -> None:
    """Act on one order a line. Warm up only when it matters: a small process is forked much faster."""
    global COURSE
    warnings.simplefilter("error")
    COURSE = b""
    for line in sys.stdin:
        order = json.loads(line)
        if order["scenario"] in ("science", "lazy_imports", "too_much_memory") and not COURSE:
            COURSE = warm_up()
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(act(order, Path(folder).resolve())), flush=True)


if __name__ == "__main__":
    serve()
    sys.exit()


# ------------------------------------------------------------------------------------------------- the tests

Act = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def parent() -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    with subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.fixture(params=USERS)
def user(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def locked(parent: subprocess.Popen[str], user: str) -> Act:
    """Acts out a scenario in a locked child and returns what came of it."""

    def run(name: str, *, whole: bool = True, **order: Any) -> dict[str, Any]:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(json.dumps({"scenario": name, "user": user, **order}) + "\n")
        parent.stdin.flush()
        result: dict[str, Any] = json.loads(parent.stdout.readline())
        assert "error" not in result, result["error"]
        if whole:
            assert result.get("missing", []) == []
        return result

    return run


pytestmark = linux_only


def test_the_lock_holds(locked: Act) -> None:
    result = locked("probed")
    assert result["answer"] == []
    assert result["milliseconds"] < 500


def test_it_holds_with_the_default_limits(locked: Act) -> None:
    assert locked("probed", limits=Limits().__dict__)["answer"] == []


def test_it_holds_with_the_landlock_of_an_old_kernel(locked: Act) -> None:
    """What Landlock learnt later (truncation, signals, abstract sockets), the filter refuses as well."""
    assert locked("probed", change={"files": "of an old kernel"})["answer"] == []


@pytest.fixture(scope="module")
def kernel(parent: subprocess.Popen[str]) -> set[int]:
    """Rules that this kernel needs no telling, because it does not have the call."""
    assert parent.stdin is not None
    assert parent.stdout is not None
    order = {"scenario": "kernel_answers", "user": "ordinary", "lock": False}
    parent.stdin.write(json.dumps(order) + "\n")
    parent.stdin.flush()
    return set(json.loads(parent.stdout.readline())["answer"])


def test_only_absent_calls_cannot_be_told_from_refused_ones(kernel: set[int]) -> None:
    for index in kernel:
        rule = probe.RULES[index]
        assert rule.answer == rules.ABSENT or rules.call_number(rule.call) is None, rule


@pytest.mark.parametrize("index", BY_NAME, ids=lambda i: f"{probe.RULES[i].call}-{i}")
def test_the_probe_misses_each_rule(locked: Act, kernel: set[int], index: int) -> None:
    if index in kernel:
        pytest.skip("this kernel does not have the call")
    found = locked("probed", change={"rules": [index]})["answer"]
    rule = probe.RULES[index]
    assert any(f"could {rule.purpose}: system call {rule.call} answered" in sentence for sentence in found)


def test_the_probe_misses_the_rule_for_new_calls(locked: Act, kernel: set[int]) -> None:
    new = [index for index, rule in enumerate(probe.RULES) if rule.call in rules.NEWER_CALLS]
    if set(new) <= kernel:
        pytest.skip("this kernel has no newer calls")
    found = locked("probed", change={"rules": new})["answer"]
    assert len(found) == len(set(new) - kernel)


@pytest.mark.parametrize("name", [ceiling.name for ceiling in ceilings.CEILINGS])
def test_the_probe_misses_each_limit(locked: Act, user: str, name: str) -> None:
    found = locked("probed", change={"ceiling": name})["answer"]
    per_user = name == "RLIMIT_NPROC" and user == "ordinary"
    assert any(name in sentence for sentence in found) or per_user


def test_the_probe_misses_the_lock_on_files(locked: Act) -> None:
    found = " ".join(locked("probed", change={"files": "open"})["answer"])
    protected_otherwise = ("another's",)  # by the kernel, from processes of other users
    for purpose, _ in probe.FILE_FENCES:
        assert purpose in found or any(word in purpose for word in protected_otherwise)


def test_the_probe_notices_a_folder_too_many(locked: Act) -> None:
    found = " ".join(locked("probed", readable=["outside"])["answer"])
    assert "read a file outside" in found
    assert "list a folder outside" in found
    assert "write a file outside" not in found


def test_the_probe_notices_a_superuser(locked: Act, user: str) -> None:
    result = locked("probed", whole=False, change={"privileges": "kept"})
    if user == "superuser":
        assert "superuser" in result["missing"][0]
        assert "superuser" in result["answer"][0]
    elif not SUPERUSER:  # else the test itself has dropped something
        assert "drop_privileges was not called" in result["answer"][0]


def test_no_trick_with_the_upper_half_of_an_argument(locked: Act) -> None:
    assert locked("upper_halves")["answer"] == []


@pytest.mark.skipif(platform.machine() != "x86_64", reason="x86-64 only")
def test_calls_of_32_bit_programs_are_refused(locked: Act) -> None:
    result = locked("thirty_two_bit_call")
    crashed = result["signal"] == signal.SIGSEGV  # as they do where the kernel does not have them
    assert crashed or result["answer"] == -errno.EACCES


def test_the_superuser_becomes_a_user_of_its_own(locked: Act, user: str) -> None:
    first, second = (locked("privileges")["answer"] for _ in range(2))
    assert first["capabilities"] & ~lock.CAP_DAC_READ_SEARCH == 0
    if user == "superuser":
        assert first["user"][0] >= ceilings.FIRST_OWN_USER
        assert len(set(first["user"])) == 1
        assert first["user"] != second["user"]
        assert first["groups"] == []
    else:
        assert first["capabilities"] == 0


def test_what_is_missing_is_said(locked: Act) -> None:
    for files in ("missing", "broken"):
        result = locked("privileges", whole=False, change={"files": files})
        assert len(result["missing"]) == 1
        assert "File access is not restricted" in result["missing"][0]
        assert result["answer"]["capabilities"] == 0  # least of all now may it read everything
    result = locked("privileges", whole=False, change={"calls": "broken"})
    assert "Network, processes" in result["missing"][0]


def test_the_probe_leaves_out_what_is_known_to_be_missing(locked: Act) -> None:
    result = locked("probed", whole=False, change={"files": "missing"})
    assert result["answer"] == []


def test_scientific_work_goes_on(locked: Act) -> None:
    done = locked("science", limits=Limits().__dict__)["answer"]
    assert done == ["numpy", "matplotlib", "h5py", "files", "alarm", "alarm"]


def test_modules_can_still_be_imported(locked: Act, user: str) -> None:
    readable = all(lock._open_to_all(path) for path in lock.LIBRARIES)
    if SUPERUSER and user == "ordinary" and not readable:  # an interpreter that only the superuser can read
        with pytest.raises(AssertionError, match="ModuleNotFoundError"):
            locked("lazy_imports", limits=Limits().__dict__)
        return
    answer = locked("lazy_imports", limits=Limits().__dict__)["answer"]
    assert answer == ["2:00:00", "2", "1/2"]


def test_what_students_meet(locked: Act) -> None:
    answer = locked("refused_to_students")["answer"]
    assert answer.pop("import") == "ModuleNotFoundError"
    assert set(answer.values()) == {"PermissionError"}


def test_an_open_channel_can_be_used(locked: Act) -> None:
    result = locked("channel")
    assert result["answer"] == ["as", "usual"]
    assert result["sent"] == "one two three"


def test_only_the_chosen_descriptors_stay_open(locked: Act) -> None:
    answer = locked("descriptors")["answer"]
    assert answer[:3] == [0, 1, 2]
    assert len(answer) == 5


def test_memory_files_and_threads_are_limited(locked: Act) -> None:
    assert locked("too_much_memory")["answer"] == "MemoryError"
    assert locked("too_big_a_file")["answer"] == "EFBIG"
    assert locked("too_many_files")["answer"] <= LIMITS.open_files
    assert locked("too_many_threads", limits={"processes": 20})["answer"] < 200


@pytest.mark.parametrize("user", USERS[:1])
def test_time_is_limited(locked: Act) -> None:
    assert locked("too_much_time", limits={"cpu_seconds": 1})["signal"] == signal.SIGXCPU
    assert locked("stubborn", limits={"cpu_seconds": 1})["signal"] == signal.SIGKILL


def test_a_worker_ends_with_its_parent(locked: Act) -> None:
    assert "answer" not in locked("orphan", lock=False)


# ------------------------------------------------------------------------------- other platforms, as if


def test_other_platforms_say_what_they_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lock.missing_here() == []
    with monkeypatch.context() as patch:
        patch.setattr(lock, "sandlock", None)
        patch.setattr(lock, "pyseccomp", None)
        packages = " ".join(lock.missing_here())
        assert "sandlock" in packages
        assert "libseccomp2" in packages
    with monkeypatch.context() as patch:
        patch.setattr(lock.sandlock, "landlock_abi_version", lambda: -1)
        patch.setattr(platform, "machine", lambda: "riscv64")
        old = " ".join(lock.missing_here())
        assert "Landlock" in old
        assert "riscv64" in old
    with monkeypatch.context() as patch:
        patch.setattr(lock, "LINUX", False)
        assert len(lock.missing_here()) == 3
        patch.setattr(lock, "resource", None)
        assert "no such limits" in lock.missing_here()[-1]


def test_without_the_libraries_it_can_still_be_imported() -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['resource', 'sandlock', 'pyseccomp']))\n"
        "from autograder.sandbox import lock; print(len(lock.missing_here()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"


def test_an_unlocked_process_is_not_called_locked(tmp_path: Path) -> None:
    assert lock.probe(probe.probe_targets(tmp_path)) == ["The process is not locked."]


def test_the_course_is_not_among_the_libraries() -> None:
    for library in lock.LIBRARIES:
        assert not (ROOT / "source").is_relative_to(library)
        assert not (ROOT / "keys").is_relative_to(library)
        assert library != Path("/")
