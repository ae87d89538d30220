"""Runs hostile programs where they can harm nobody: stock nbgrader protects nothing, so this has to.

A fresh user without capabilities, in namespaces of its own (processes, files, network, messages), sees a root of
read-only libraries and one folder in memory of a limited size. Every process has ceilings, all of them an end. The
folder is copied back when the last of them has been killed. ``why_not`` tries all that and says what does not hold.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPACE = "400m"  # of the folder and of /tmp, each
LIMITS = {
    resource.RLIMIT_NPROC: 150,
    resource.RLIMIT_FSIZE: 100 * 2**20,
    resource.RLIMIT_AS: 4 * 2**30,
    resource.RLIMIT_CPU: 600,
    resource.RLIMIT_NOFILE: 1024,
    resource.RLIMIT_CORE: 0,
}
NAMESPACES = ("mnt", "pid", "net", "ipc", "uts")
DEVICES = ("null", "zero", "full", "random", "urandom")
READABLE = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc")
OURS = ("autograder", "neural_networks", "data")  # an editable installation is found here
LOG = "log.txt"
NO_NEW_PRIVILEGES = 38

PROBE = """
import json, os, resource, socket, sys
def works(action):
    try:
        action()
    except (OSError, ValueError):
        return False
    return True
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
def grow():
    with open("large", "wb") as file:
        while True: file.write(bytes(2**22))
def write_in(folder):
    return works(lambda: open(os.path.join(folder, "x"), "w").close())
def higher():
    resource.setrlimit(resource.RLIMIT_NPROC, (10**6, 10**6))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
faults = {
    "it is the superuser": 0 in os.getresuid() + os.getresgid(),
    "it belongs to groups": bool(set(os.getgroups()) - {os.getgid()}),
    "it has capabilities": any(int(status[name], 16) for name in ("CapPrm", "CapEff", "CapInh", "CapAmb")),
    "it may gain privileges": int(status["NoNewPrivs"]) != 1,
    "it shares a namespace": any(os.readlink("/proc/self/ns/" + n) == link for n, link in HOST.items()),
    "it sees processes": [p for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())] != [],
    "it has a network": [name for _, name in socket.if_nameindex()] != ["lo"],
    "it sees a file from outside": os.path.exists(OUTSIDE),
    "it writes outside its folder": any(map(write_in, ("/", "/usr", "/etc", "/dev", "/root", sys.prefix))),
    "it does not write in its folder": not write_in("."),
    "it raises a ceiling": works(higher),
    "a file has no limit": works(grow),
    "the folder has no limit": os.statvfs(".").f_blocks * os.statvfs(".").f_frsize > 500 * 2**20,
}
print(json.dumps([fault for fault, there in faults.items() if there]))
"""


@dataclass(frozen=True)
class Ended:
    """Exit codes of the commands, None for one that was killed at the end of its time, and all that they printed."""

    codes: list[int | None]
    log: str


def contained(folder: Path, *commands: list[str], seconds: float) -> Ended:
    """Run commands in ``folder``, one after the other, each for so many seconds; the folder is then as they left it.

    CalledProcessError if the containment cannot be built; then nothing has run.
    """
    inside = [sys.executable, "-m", "benchmarks.containment", str(folder), str(seconds), json.dumps(commands)]
    alone = [
        "unshare",
        "--mount",
        "--pid",
        "--net",
        "--ipc",
        "--uts",
        "--fork",
        "--kill-child",
        "--propagation",
        "private",
    ]
    with tempfile.TemporaryFile() as report:
        subprocess.run([*alone, *inside], cwd=ROOT, stdout=report, stdin=subprocess.DEVNULL, check=True)
        report.seek(0)
        codes = json.loads(report.read())
    log = folder / LOG
    return Ended(codes, log.read_text("utf-8", "replace") if log.is_file() and not log.is_symlink() else "")


def why_not() -> list[str]:
    """What of the containment does not hold here; empty if hostile programs may be run."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("unshare"):
        return ["it needs Linux, the superuser and unshare"]
    with tempfile.TemporaryDirectory() as top:
        folder, outside = Path(top, "folder"), Path(top, "outside")
        folder.mkdir()
        outside.touch()
        host = {name: os.readlink(f"/proc/self/ns/{name}") for name in NAMESPACES}
        program = f"HOST, OUTSIDE = {host!r}, {str(outside)!r}\n{PROBE}"
        try:
            ended = contained(folder, [sys.executable, "-c", program], seconds=60)
        except subprocess.CalledProcessError as error:
            return [str(error)]
        return json.loads(ended.log) if ended.codes == [0] else [ended.log or "it did not end"]


def main() -> None:
    """The first process of the namespaces, and the only one in them that is the superuser."""
    folder, seconds, commands = Path(sys.argv[1]), float(sys.argv[2]), json.loads(sys.argv[3])
    if os.getpid() != 1:
        raise SystemExit("it is not alone")
    root = Path(tempfile.mkdtemp(dir=folder.parent))
    user = 1_900_000_000 + os.stat(folder).st_ino % 10**8
    furnish(root, folder, user)
    codes = [run(command, root, folder, user, seconds) for command in commands]
    shutil.rmtree(folder)
    subprocess.run(["cp", "-a", f"{root}{folder}", str(folder)], check=True)
    print(json.dumps(codes))


def furnish(root: Path, folder: Path, user: int) -> None:
    """Mount what is to be seen below ``root``; the folder is a copy that belongs to ``user``."""
    mount("-t", "tmpfs", "-o", "size=1m,mode=755", "tmpfs", root)
    prefixes = [sys.base_prefix, sys.prefix, *(str(ROOT / name) for name in OURS)]
    for path in [*READABLE, *(path for path in prefixes if not path.startswith("/usr/"))]:
        if Path(path).is_symlink():
            below(root, path).symlink_to(os.readlink(path))
        elif Path(path).exists():
            below(root, path).mkdir(parents=True, exist_ok=True)
            mount("--bind", path, below(root, path))
            mount("-o", "remount,bind,ro,nosuid,nodev", below(root, path))
    for name in DEVICES:
        below(root, "/dev").mkdir(exist_ok=True)
        below(root, f"/dev/{name}").touch()
        mount("--bind", f"/dev/{name}", below(root, f"/dev/{name}"))
    for path in ("/tmp", "/dev/shm", str(folder)):
        # /tmp may hold prefixes that were mounted above, and is then no place of its own
        below(root, path).mkdir(parents=True, exist_ok=True)
        if not any(other.startswith(path + "/") for other in prefixes):
            mount(
                "-t",
                "tmpfs",
                "-o",
                f"size={SPACE},mode=700,uid={user},gid={user},nosuid,nodev",
                "tmpfs",
                below(root, path),
            )
    below(root, "/proc").mkdir()
    mount("-t", "proc", "proc", below(root, "/proc"))
    subprocess.run(["cp", "-a", f"{folder}/.", str(below(root, str(folder)))], check=True)
    subprocess.run(["chown", "-Rh", f"{user}:{user}", str(below(root, str(folder)))], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def below(root: Path, path: str) -> Path:
    """Where a path is found once ``root`` is the root."""
    return root / path.lstrip("/")


def mount(*arguments: str | Path) -> None:
    """Mount, or stop."""
    subprocess.run(["mount", *map(str, arguments)], check=True)


def run(command: list[str], root: Path, folder: Path, user: int, seconds: float) -> int | None:
    """Run one command as ``user`` and kill all that is left of it; its exit code, None at the end of its time."""

    def locked() -> None:
        os.setsid()
        os.chroot(root)
        os.chdir(folder)
        for limit, value in LIMITS.items():
            resource.setrlimit(limit, (value, value))
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        if ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
            raise OSError("new privileges are not refused")

    home = str(folder / "home")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
    }
    os.makedirs(f"{root}{home}", exist_ok=True)
    os.chown(f"{root}{home}", user, user)
    log = os.open(f"{root}{folder / LOG}", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    try:
        child = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=locked
        )
    finally:
        os.close(log)
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        while True:  # whoever forks meanwhile is met the next time
            try:
                os.kill(-1, signal.SIGKILL)
                os.waitpid(-1, 0)
            except (ProcessLookupError, ChildProcessError):
                break


if __name__ == "__main__":
    main()
