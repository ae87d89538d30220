"""A class on other executors than our own pool: the same marks, nothing lost and nothing twice, whoever dies."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import executors
from autograder.batch.executors import executor_called, on_executor
from autograder.batch.grading_process import what_is_wrong_here
from autograder.batch.run import run
from autograder.batch.settings import Settings
from autograder.course.errors import CourseError
from autograder.judge.bench import bench_for, close_all
from tests.test_one_gradebook import rows
from tests.tiny_course import DOUBLE, NAME, code, hand_in, source_cells

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
WRONG = source_cells(double=DOUBLE.replace("2 * x", "x * x"))


@pytest.fixture
def course(tiny_built: Path, tmp_path: Path) -> Iterator[Path]:
    root = Path(shutil.copytree(tiny_built, tmp_path / "course"))
    for number in range(6):
        hand_in(root, f"s{number}", [*(WRONG if number % 3 == 0 else source_cells()), code(f"me = {number}")])
    hand_in(root, "cut", source_cells()).write_text("{")
    yield root
    close_all()


def marks(root: Path) -> dict[str, float]:
    """The judge's points of everybody."""
    found: dict[str, float] = {}
    for student, *_, auto, _manual, _extra, _listed in rows(root)["marks"]:
        found[student] = found.get(student, 0.0) + auto
    return found


EXPECTED = {f"s{number}": 3.0 if number % 3 == 0 else 5.0 for number in range(6)} | {"cut": 0.0}


def test_an_executor_with_threads(course: Path) -> None:
    log = course / "log.jsonl"
    name = "tests.test_executors:three_threads"
    assert run(Settings(NAME, course, executor=name, log=log, quiet=True)) == 3
    assert marks(course) == EXPECTED
    assert sorted(json.loads(line)["student"] for line in log.read_text().splitlines()) == sorted(EXPECTED)


def three_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(3)


def test_what_a_job_raises_is_its_answer() -> None:
    def judged(folder: str) -> str:
        return "fine" if folder != "b" else str(1 // 0)

    with ThreadPoolExecutor(2) as executor:
        answers = {
            order["folder"]: answer for order, answer in on_executor(executor, judged, [{"folder": x} for x in "abc"])
        }
    assert (answers["a"], answers["c"]) == ("fine", "fine")
    assert answers["b"].reason.startswith("ZeroDivisionError")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nothing.of:this", "could not be made: ModuleNotFoundError"),
        ("builtins:dict", "makes a dict, which is no concurrent.futures.Executor"),
        ("builtins:open", "could not be made: TypeError"),
    ],
)
def test_what_makes_no_executor_is_refused_in_a_sentence(name: str, why: str) -> None:
    with pytest.raises(CourseError, match=re.escape(why)):
        executor_called(name)


def test_a_machine_that_cannot_lock_says_so(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = (str(course), str(course), NAME)
    assert what_is_wrong_here(*place) == ""
    monkeypatch.setattr("autograder.judge.bench.Bench.missing", lambda _: ["No lock here."])
    assert what_is_wrong_here(*place) == "No lock here."
    bench_for(course, course, NAME).close()
    assert what_is_wrong_here(str(course / "no"), place[1], NAME).startswith(f"{NAME} has no answer key")


# --- Dask, with processes of its own ---------------------------------------------------------------------------------


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.folder, self.stack = folder, stack
        self.start("scheduler", "--host", self.address, "--no-dashboard")

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """One process of it."""
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.stack.callback(end, process)
        return process

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        """A worker with two threads and no nanny: killed, it stays away."""
        words = ("--no-nanny", "--nthreads", "2", "--no-dashboard", "--name", name)
        return self.start("worker", self.address, *words, "--local-directory", str(self.folder))


def end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with contextlib.ExitStack() as stack:
        (tmp_path / "dask").mkdir()
        yield Cluster(tmp_path / "dask", stack)


def wait_for(cluster: Cluster, count: int) -> None:
    from distributed import Client

    with Client(cluster.address, timeout=60) as client:
        client.wait_for_workers(count, timeout=120)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_dask_worker_that_is_killed_loses_nobody_and_grades_nobody_twice(course: Path, cluster: Cluster) -> None:
    workers = [cluster.worker("one"), cluster.worker("two")]
    wait_for(cluster, 2)
    log = course / "log"
    os.mkfifo(log)
    words = ["grade", NAME, "--cluster", cluster.address, "--log", str(log), "--quiet"]
    graded = subprocess.Popen([sys.executable, "-m", "autograder.cli", *words], cwd=course, stderr=subprocess.PIPE)
    with log.open() as lines:
        first = lines.readline()  # somebody is graded, and others are waiting
        os.killpg(workers[0].pid, signal.SIGKILL)
        heard = [first, *lines]
    said = graded.communicate(timeout=300)[1].decode()
    assert graded.returncode == 3, said
    assert marks(course) == EXPECTED
    assert sorted(json.loads(line)["student"] for line in heard) == sorted(EXPECTED)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_dask_worker_on_which_the_lock_does_not_hold_gets_no_work(
    cluster: Cluster,
) -> None:
    from distributed import get_worker

    cluster.worker("good")
    cluster.worker("bad")
    wait_for(cluster, 2)

    def probe(dask_worker: Any) -> str:
        return "No lock here." if dask_worker.name == "bad" else ""

    def where(**_: object) -> str:
        return str(get_worker().name)

    with executors.cluster_at(cluster.address, probe, {}) as executor:
        found = {answer for _, answer in on_executor(executor, where, [{"number": n} for n in range(20)])}
    assert found == {"good"}

    def never() -> str:
        return "No lock here."

    refused = pytest.raises(CourseError, match="no machine of the cluster may grade: No lock here")
    with refused, executors.cluster_at(cluster.address, never, {}):
        pass
