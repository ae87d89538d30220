"""A batch that is killed at any moment, and started again, ends as if nothing had been."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from autograder.authoring.build import build
from tests import tiny_course as tiny
from tests.sample_class.course import session_of
from tests.test_one_gradebook import files, rows
from tests.tiny_course import DOUBLE, NAME, code, hand_in, source_cells

INSTANTS = 50
WRONG = DOUBLE.replace("2 * x", "x * x")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of eight: right, wrong, late, one that cannot be read, and one who handed in again."""
    root = tiny.make_course(tmp_path_factory.mktemp("course") / "course")
    build(root)
    for number in range(4):
        hand_in(root, f"right{number}", [*source_cells(), code(f"me = {number}")])
    hand_in(root, "wrong", source_cells(double=WRONG))
    hand_in(root, "cut", source_cells()).write_text("{")
    hand_in(root, "again", source_cells(double=WRONG.replace("x * x", "x + 1")))
    assert grade(root).wait() in (0, 3)
    hand_in(root, "again", source_cells())
    note = hand_in(root, "late", [*source_cells(), code("late = 1")]).parent / "timestamp.txt"
    note.write_text("2030-01-02 00:00:00 UTC")
    for path in ("autograded/right0", "autograded/wrong"):  # and two of them are to be written anew
        shutil.rmtree(root / path)
    return root


@pytest.fixture(scope="module")
def expected(course: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, object, float]:
    """What the gradebook and the folder of results hold after a run that nobody disturbs, and how long it takes."""
    root = Path(shutil.copytree(course, tmp_path_factory.mktemp("clean") / "course"))
    start = time.monotonic()
    assert grade(root).wait() == 3
    return rows(root), files(root), time.monotonic() - start


def grade(root: Path) -> subprocess.Popen[bytes]:
    """The command, in a session of its own, with temporary files of its own."""
    temporary = root.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", "grade", NAME, "--quiet", "--jobs", "2"],
        cwd=root,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def everybody(leader: int, temporary: Path | None = None) -> Iterator[psutil.Process]:
    """All processes of a session, and the parents of workers, which have sessions of their own."""
    for pid in psutil.pids():
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            if session_of(pid) == leader or (temporary and str(temporary) in process.environ().get("TMPDIR", "")):
                yield process


def kill(run: subprocess.Popen[bytes], victim: str, chance: random.Random) -> None:
    """End the parent, one of its pool with all that it has started, or everybody at once."""
    if victim == "all":
        for process in everybody(run.pid):
            with contextlib.suppress(psutil.Error):
                process.kill()
        return
    if victim == "parent":
        run.kill()
        return
    pool = [process for process in everybody(run.pid) if "grading_process" in " ".join(command_of(process))]
    if pool:
        with contextlib.suppress(OSError):
            os.killpg(chance.choice(pool).pid, signal.SIGKILL)


def command_of(process: psutil.Process) -> list[str]:
    with contextlib.suppress(psutil.Error):
        return list(process.cmdline())
    return []


@pytest.mark.slow
@pytest.mark.parametrize("instant", range(INSTANTS))
def test_killed_at_a_random_instant(
    instant: int, course: Path, expected: tuple[object, object, float], tmp_path: Path
) -> None:
    chance = random.Random(instant)
    root = Path(shutil.copytree(course, tmp_path / "course"))
    run = grade(root)
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.wait(chance.uniform(0, expected[2]))
    kill(run, chance.choice(("parent", "one of the pool", "all")), chance)
    run.wait()
    temporary = tmp_path / "temporary"
    assert psutil.wait_procs(list(everybody(run.pid, temporary)), timeout=20)[1] == []
    assert list(temporary.iterdir()) == []
    assert grade(root).wait() == 3
    assert (rows(root), files(root)) == expected[:2]
