"""Running a program as an ordinary user from tests that the superuser runs."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ORDINARY_USER = 65534


def as_ordinary_user(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in this checkout as a user without any privilege, who owns ``home``.

    The interpreter may live where only the superuser can go. Then the program runs where the file
    system is mounted in a way of its own: the folder shows the interpreter to everybody, and nothing else that is in it.
    """
    os.chown(home, ORDINARY_USER, ORDINARY_USER)
    who = ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups"]
    script = "\n".join(["set -e", *shown_to_everybody(), f"exec {shlex.join([*who, *command])}"])
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def skip_where_nobody_can_become_one() -> None:
    """Skip, and say why: everything runs as an ordinary user already, or this machine lets nobody mount."""
    if os.geteuid() != 0:
        pytest.skip("whoever runs this is an ordinary user, and so are all other tests")
    mounts = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    if subprocess.run(mounts, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets its superuser mount nothing, so an ordinary user may not find the interpreter")


def shown_to_everybody() -> list[str]:
    """Lines of a shell script that show what a test needs where it lies behind closed doors."""
    lines: list[str] = []
    closed: dict[Path, list[Path]] = {}
    for needed in {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), ROOT}:
        for above in reversed(needed.parents):
            if not above.stat().st_mode & stat.S_IXOTH:
                closed.setdefault(above, []).append(needed)
                break
    for folder, inside in closed.items():
        lines.append("aside=$(mktemp -d)")
        lines.append('mount -t tmpfs -o mode=755 none "$aside"')
        for number, path in enumerate(inside):
            lines.append(f'mkdir "$aside/{number}" && mount --bind {shlex.quote(str(path))} "$aside/{number}"')
        lines.append(f"mount -t tmpfs -o mode=755 none {shlex.quote(str(folder))}")
        for number, path in enumerate(inside):
            place = shlex.quote(str(path))
            lines.append(f'mkdir -p {place} && mount --bind "$aside/{number}" {place}')
        lines.append('umount -R "$aside" && rmdir "$aside"')
    return lines
