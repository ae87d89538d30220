"""Judge and workers on one core while a notebook is judged, and where they may be before and after."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from autograder.judge import one_core
from autograder.judge.judge import Judge
from autograder.judge.one_core import on_one_core

HAS_CORES = hasattr(os, "sched_setaffinity")
linux = pytest.mark.skipif(not HAS_CORES, reason="only Linux lets a process choose its cores")


@pytest.fixture
def parent():
    """Another process that ends when its input does."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


@linux
def test_both_are_on_the_core_where_the_thread_is_and_free_again_afterwards(parent):
    allowed, others = os.sched_getaffinity(0), os.sched_getaffinity(parent.pid)
    with on_one_core(parent.pid):
        here = os.sched_getaffinity(0)
        assert len(here) == 1
        assert here <= allowed
        assert os.sched_getaffinity(parent.pid) == here
    assert (os.sched_getaffinity(0), os.sched_getaffinity(parent.pid)) == (allowed, others)


@linux
def test_an_error_frees_them_too(parent):
    allowed = os.sched_getaffinity(0)
    with pytest.raises(ZeroDivisionError), on_one_core(parent.pid):
        assert 1 / 0
    assert (os.sched_getaffinity(0), os.sched_getaffinity(parent.pid)) == (allowed, allowed)


@linux
def test_other_threads_stay_where_they_were(parent):
    allowed, seen = os.sched_getaffinity(0), []

    def judged():
        with on_one_core(parent.pid):
            seen.append((os.sched_getaffinity(0), os.sched_getaffinity(threading.main_thread().native_id)))

    beside = threading.Thread(target=judged)
    beside.start()
    beside.join()
    ((its_own, of_main),) = seen
    assert (len(its_own), of_main) == (1, allowed)


@linux
def test_who_may_use_one_core_only_keeps_it(parent):
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {max(allowed)})
        with on_one_core(parent.pid):
            assert os.sched_getaffinity(parent.pid) == {max(allowed)}
        assert os.sched_getaffinity(0) == {max(allowed)}
    finally:
        os.sched_setaffinity(0, allowed)


@linux
def test_a_parent_that_has_gone_is_no_matter(parent):
    allowed = os.sched_getaffinity(0)
    parent.kill()
    parent.wait()
    with on_one_core(parent.pid):
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == allowed


@linux
def test_a_name_with_brackets_and_blanks_hides_no_field(parent, tmp_path, monkeypatch):
    core = max(os.sched_getaffinity(0))
    fields = ["S", *["7"] * 35, str(core), "0"]  # its state is field 3 of proc_pid_stat(5), the core is field 39
    monkeypatch.setattr(one_core, "THREAD", tmp_path / "stat")
    one_core.THREAD.write_text(f"12 (a) S 1 2 (b) {' '.join(fields)}\n", "ascii")
    with on_one_core(parent.pid):
        assert os.sched_getaffinity(0) == {core}


@pytest.mark.parametrize("text", ["", "12 (python) S 1 2", "12 (python) " + "S " * 50])
def test_where_the_core_cannot_be_told_nothing_changes(parent, tmp_path, monkeypatch, text):
    monkeypatch.setattr(one_core, "THREAD", tmp_path / "stat")
    one_core.THREAD.write_text(text, "ascii")
    allowed = os.sched_getaffinity(0) if HAS_CORES else None
    with on_one_core(parent.pid):
        assert allowed is None or os.sched_getaffinity(0) == allowed
    one_core.THREAD.unlink()
    with on_one_core(parent.pid):
        assert allowed is None or os.sched_getaffinity(0) == allowed


def test_where_no_process_may_choose_nothing_changes(parent, monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    ran = []
    with on_one_core(parent.pid):
        ran.append(True)
    assert ran


@linux
def test_a_judge_and_the_workers_of_a_notebook_share_one(judge: Judge, monkeypatch):
    allowed, seen, fork = os.sched_getaffinity(0), [], judge.zygote.fork

    def forked():
        worker = fork()
        seen.append((os.sched_getaffinity(0), os.sched_getaffinity(worker.process_id)))
        return worker

    monkeypatch.setattr(judge.zygote, "fork", forked)
    judge.grade(["def sigmoid(z):\n    return z"])
    assert len(seen) >= 2
    assert all(mine == workers and len(mine) == 1 for mine, workers in seen)
    assert os.sched_getaffinity(0) == allowed == os.sched_getaffinity(judge.zygote.process.pid)
