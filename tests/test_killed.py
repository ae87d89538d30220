"""Whatever part of the grader is killed from outside: nobody's mark changes by it, and the host keeps nothing."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from autograder.course.course import Course
from autograder.judge.bench import Bench
from autograder.judge.zygote import Worker
from tests import tiny_course as tiny
from tests.tiers import one_of

RIGHT = {"double": 2.0, "statistics": 3.0}


@pytest.fixture(scope="module")
def built(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one hand-in that is right."""
    root = Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("built") / "course"))
    tiny.hand_in(root, "ada", tiny.source_cells())
    return root


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; in the end there is none, and no process that this test has started."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(psutil.Process().children(recursive=True))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
    assert set(psutil.Process().children(recursive=True)) <= before


def kills(monkeypatch: pytest.MonkeyPatch, part: str, question: str) -> list[int]:
    """Kill a part when it is first asked this; the list holds whom."""
    killed: list[int] = []
    ask = Worker.ask

    def asked(worker, message, allowance):
        if message["do"] == question and not killed:
            victim = worker.process_id if part == "worker" else worker.zygote.process.pid
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)
        return ask(worker, message, allowance)

    monkeypatch.setattr(Worker, "ask", asked)
    return killed


@pytest.mark.parametrize("question", one_of("call", "probe", "load"))
def test_when_the_parent_of_the_workers_is_killed_another_takes_its_place(built, left, monkeypatch, question):
    killed, bench = kills(monkeypatch, "parent", question), Bench(Course(built), tiny.NAME)
    grade = bench.grade(bench.read(built / "submitted" / "ada" / tiny.NAME))
    assert {result.name: result.score for result in grade.results} == RIGHT
    bench.close()
    assert len(killed) == 1


def test_when_a_worker_is_killed_in_a_call_the_rest_goes_on(built, left, monkeypatch):
    killed, bench = kills(monkeypatch, "worker", "call"), Bench(Course(built), tiny.NAME)
    first, second = bench.grade(bench.read(built / "submitted" / "ada" / tiny.NAME)).results
    assert (first.status, second.status, second.score) == ("crashed", "right", 3.0)  # nobody knows who has killed it
    bench.close()
    assert len(killed) == 1


def test_when_a_worker_is_killed_as_it_starts_another_is_tried(built, left, monkeypatch):
    killed, bench = kills(monkeypatch, "worker", "load"), Bench(Course(built), tiny.NAME)
    grade = bench.grade(bench.read(built / "submitted" / "ada" / tiny.NAME))
    assert {result.name: result.score for result in grade.results} == RIGHT
    bench.close()
    assert len(killed) == 1
