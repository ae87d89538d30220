"""The line to the warm parent of the workers: who may share it, what it does with what does not fit, and who outlives whom."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest

from autograder.calling.call import TURNS, quiet
from autograder.calling.time_limit import Allowance
from autograder.judge import zygote as module
from autograder.judge.judge import Judge
from autograder.judge.zygote import SandboxError, Worker, Zygote
from autograder.plain.wire import WireError, WireTimeout
from autograder.running.control import ControlChannel
from autograder.sandbox.ceilings import Limits
from autograder.sandbox.scratch import remove, remove_ours
from tests.sample_class.template import Template
from tests.tiers import one_of

LIMITS = Limits(memory_bytes=400 * 2**20)
ENDS = (0, signal.SIGKILL)  # it may see its channel closed before it is killed
LOOP = {"cells": ["while True: pass\ndef f(): return 1"], "names": {"f": ["f"]}, "given": {}, "lent": {}}
ENDLESS = {"do": "load", "whole": True, "filled": False, "own_given": False, **LOOP}


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(LIMITS) as started:
        yield started


def children(zygote: Zygote) -> list[psutil.Process]:
    return psutil.Process(zygote.process.pid).children()


def ask(worker: Worker, **question: object) -> dict[str, object]:
    *_, answer = worker.ask(question, Allowance(30))
    return answer


def defines_f(worker: Worker) -> bool:
    """Whether this worker answers for itself."""
    cells = {**ENDLESS, "cells": ["def f(): return 1"]}
    return ask(worker, **cells)["functions"] == {"f": ["defined", ""]}


# --- a folder of a fixed size --------------------------------------------------------------------------------------

FILLS = {
    "many files in short calls": "import itertools\nn = itertools.count()\ndef f():\n"
    "    for _ in range(300):\n        open(f'{next(n)}', 'w').close()",
    "many folders in short calls": "import os, itertools\nn = itertools.count()\ndef f():\n"
    "    for _ in range(300):\n        os.mkdir(f'{next(n)}')",
    "large files in short calls": "import itertools\nn = itertools.count()\ndef f():\n"
    "    open(f'{next(n)}', 'wb').write(bytes(2**24))",
    "one call": "def f():\n    for i in range(10**9):\n        open(f'{i}', 'w').close()",
    "a thread": "import threading\ndef f():\n    def fill():\n        for i in range(10**9):\n"
    "            open(f'{i}', 'w').close()\n    threading.Thread(target=fill).start()",
}


@pytest.mark.parametrize("how", FILLS)
def test_a_folder_that_gets_full_ends_its_worker(zygote: Zygote, how: str) -> None:
    worker = zygote.fork()
    ask(worker, **{**ENDLESS, "cells": [FILLS[how]]})
    case = {"args": [], "part": None, "vary": [], "left_out": 0}

    def again_and_again() -> None:
        for _ in range(1_000):
            ask(worker, do="call", name="f", cases=[case], optional=0, at_its_end="")

    with pytest.raises(WireError, match="filled its folder"):
        again_and_again()
    folder = worker.scratch
    assert folder.exists()
    worker.end()
    assert not folder.exists()


def test_honest_work_has_room(zygote: Zygote) -> None:
    worker = zygote.fork()
    cell = "import numpy as np\ndef f():\n    np.save('a.npy', np.ones(10**6))\n    return np.load('a.npy').sum()"
    ask(worker, **{**ENDLESS, "cells": [cell]})
    case = {"args": [], "part": None, "vary": [], "left_out": 0}
    for _ in range(20):
        answer = ask(worker, do="call", name="f", cases=[case], optional=0, at_its_end="")
        assert answer["outcome"]["kind"] == "returned"
    worker.end()


def test_no_worker_can_guess_the_folder_of_another(zygote: Zygote) -> None:
    workers = [zygote.fork() for _ in range(3)]
    names = [worker.scratch.name for worker in workers]
    assert len(set(names)) == 3 and min(map(len, names)) >= 32
    for worker in workers:
        worker.end()


# --- one line, many threads --------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", one_of(5, 60))
def test_threads_that_share_a_zygote_give_every_submission_its_own_mark(
    judge: Judge, template: Template, count: int
) -> None:
    """Wrong answers, lent helpers, dead workers and folders full of files among them."""
    full = dict(template.solutions)
    wrong = {
        "sigmoid": ("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", {"sigmoid"}),
        "predict": ("def predict(w, b, X):\n    return X", {"predict"}),
        "flatten_images": ("import os\ndef flatten_images(images):\n    os._exit(1)", {"flatten_images"}),
        "model": (
            "import os\ndef model(*args):\n    for i in range(2000):\n        os.mkdir(f'{i}')\n    return {}",
            {"model"},
        ),
    }
    submissions = [({}, set())] + [({name: text}, lost) for name, (text, lost) in wrong.items()]

    def mark(number: int) -> tuple[set[str], list[str]]:
        changed, lost = submissions[number % len(submissions)]
        grade = judge.grade(list({**full, **changed}.values()))
        wrongly = [
            result.message for result in grade.results if (result.score < result.points) != (result.name in lost)
        ]
        return {result.name for result in grade.results if result.score == result.points} | lost, wrongly

    with ThreadPoolExecutor(2) as threads:
        marks = list(threads.map(mark, range(count)))
    assert marks == [(set(template.points), [])] * count
    assert children(judge.zygote) == []
    assert list(judge.zygote.home.iterdir()) == []


def test_references_are_called_by_one_thread_at_a_time() -> None:
    """What is set meanwhile and put back belongs to the whole process."""
    default_rng = np.random.default_rng
    with ThreadPoolExecutor(1) as another:
        with quiet(0):
            assert not another.submit(TURNS.acquire, False).result()
            with quiet(1):
                assert np.random.default_rng is not default_rng
        assert another.submit(TURNS.acquire, False).result()
        another.submit(TURNS.release).result()
    assert np.random.default_rng is default_rng


def test_threads_that_fork_and_end_at_once_get_workers_of_their_own(zygote: Zygote) -> None:
    seen = []

    def live(_: int) -> None:
        worker = zygote.fork()
        seen.append(worker.process_id)
        assert defines_f(worker)
        assert worker.end() in ENDS

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(live, range(24)))
    assert len(seen) == 24
    assert children(zygote) == []
    assert list(zygote.home.iterdir()) == []


def test_while_a_folder_is_removed_others_go_on(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(folder: Path) -> None:
        begun.set()
        assert go_on.wait(60)
        remove(folder)

    worker = zygote.fork()
    folder = zygote.folders[worker.process_id]
    with monkeypatch.context() as patch, ThreadPoolExecutor(1) as threads:
        patch.setattr(module, "remove", slowly)
        ending = threads.submit(worker.end)
        assert begun.wait(60)
        patch.setattr(module, "remove", remove)
        another = zygote.fork()
        assert defines_f(another)
        another.end()
        assert folder.exists()
        go_on.set()
        assert ending.result() in ENDS
    assert list(zygote.home.iterdir()) == []


# --- what does not fit -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "process_id", [-1, 0, 1, pytest.param(os.getpid(), id="the test itself"), 2**31 - 1, 2**70, True]
)
def test_nobody_is_ended_but_a_worker(zygote: Zygote, process_id: int) -> None:
    worker = zygote.fork()
    with pytest.raises(SandboxError, match="refused to end one"):
        zygote.end(process_id)
    assert psutil.pid_exists(1)
    assert defines_f(worker)
    worker.end()


def test_nobody_is_ended_twice(zygote: Zygote) -> None:
    worker = zygote.fork()
    assert worker.end() == worker.end() in ENDS
    with pytest.raises(SandboxError, match="refused to end one"):
        zygote.end(worker.process_id)


@pytest.mark.parametrize("do", ["fork", "spawn", "", None, ["end"]])
def test_a_request_of_no_kind_is_refused(zygote: Zygote, do: object) -> None:
    with pytest.raises(SandboxError, match="refused"):
        zygote._request(do, "process", 30)  # type: ignore[arg-type]
    worker = zygote.fork()
    assert defines_f(worker)
    worker.end()


@pytest.fixture
def stopped(zygote: Zygote) -> Iterator[psutil.Process]:
    """The warm parent, which has been stopped and so does not answer in time."""
    zygote.fork().end()
    parent = psutil.Process(zygote.process.pid)
    parent.suspend()
    yield parent
    parent.resume()


def test_a_late_reply_is_nobodys(zygote: Zygote, stopped: psutil.Process, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped.resume()
    first, second = zygote.fork(), zygote.fork()
    stopped.suspend()
    with monkeypatch.context() as patch:
        patch.setattr(module, "END_SECONDS", 0.05)
        patch.setattr(module, "FORK_SECONDS", 0.05)
        for attempt in (first.end, zygote.fork, zygote.fork, second.end):
            with pytest.raises(SandboxError, match="did not answer in time"):
                attempt()
    stopped.resume()
    third = zygote.fork()
    assert third.process_id not in (first.process_id, second.process_id)
    assert defines_f(third)
    zygote.fork().end()  # requests are carried out in order, those too that end workers which nobody has got
    assert [child.pid for child in children(zygote)] == [third.process_id]
    assert third.end() in ENDS


def test_a_request_that_was_interrupted_is_not_mistaken_for_the_next(
    zygote: Zygote, stopped: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zygote.control, "watch", interrupt)
    with pytest.raises(KeyboardInterrupt):
        zygote.fork()
    monkeypatch.undo()
    stopped.resume()
    worker = zygote.fork()
    assert defines_f(worker)
    assert worker.end() in ENDS
    assert children(zygote) == []


@pytest.mark.parametrize(
    "reply",
    [
        lambda number: {"number": number + 1, "process": 1},
        lambda number: {"number": -1, "process": 1},
        lambda number: {"number": True, "process": 1},
        lambda number: {"process": 1},
        lambda number: {"number": number, "status": 9},
        lambda number: {"number": number, "process": "1"},
    ],
)
def test_a_reply_that_does_not_fit_closes_the_zygote(reply, monkeypatch: pytest.MonkeyPatch) -> None:
    with Zygote(LIMITS) as zygote:
        zygote.fork().end()
        usual = zygote.control.receive
        monkeypatch.setattr(zygote.control, "receive", lambda deadline: reply(usual(deadline)["number"]))
        with pytest.raises(SandboxError, match="cannot be spoken to"):
            zygote.fork()
        with pytest.raises(SandboxError, match="has ended"):
            zygote.fork()
        assert not zygote.scratch.exists()


@pytest.mark.parametrize("noise", [b"\0\0\0\2[]", b"\0\0\0\4null", b"\0\0\0\3{x}", b"\xff\xff\xff\xff"])
def test_noise_ends_the_parent_and_its_workers(noise: bytes) -> None:
    with Zygote(LIMITS) as zygote:
        worker = zygote.fork()
        both = [psutil.Process(pid) for pid in (worker.process_id, zygote.process.pid)]
        zygote.control.connection.sendall(noise)
        _, alive = psutil.wait_procs(both, 30)
        assert alive == []
        with pytest.raises(SandboxError, match="cannot be spoken to"):
            worker.end()
        with pytest.raises(SandboxError, match="has ended"):
            zygote.fork()


def test_a_message_may_be_waited_for_again() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        channel = ControlChannel(ours)
        frame = b'\0\0\0\x0c{"number":1}'
        for part in (frame[:2], frame[2:7]):
            theirs.sendall(part)
            with pytest.raises(WireTimeout):
                channel.receive(time.monotonic() + 0.02)
        assert not channel.idle()
        theirs.sendall(frame[7:])
        assert channel.receive(time.monotonic() + 30) == {"number": 1}
        assert channel.idle()
        theirs.sendall((2**16 + 1).to_bytes(4, "big"))
        with pytest.raises(WireError, match="a message of more than"):
            channel.receive(time.monotonic() + 30)


def test_an_open_file_goes_with_its_own_message() -> None:
    """However soon the next one is sent."""
    ours, theirs = socket.socketpair()
    with ours, theirs, tempfile.TemporaryFile() as file:
        judge, parent = ControlChannel(ours), ControlChannel(theirs)
        deadline = time.monotonic() + 30
        judge.send({"number": 1}, deadline)
        judge.send_beside({"number": 2}, file.fileno(), deadline)
        judge.send({"number": 3}, deadline)
        for number, files in [(1, 0), (2, 1), (3, 0)]:
            assert parent.receive(deadline) == {"number": number}
            taken = parent.take_descriptors()
            assert len(taken) == files
            for descriptor in taken:
                assert os.path.samestat(os.fstat(descriptor), os.fstat(file.fileno()))
                os.close(descriptor)


# --- what all notebooks share --------------------------------------------------------------------------------------

LOOKS = """
import gc
def f():
    return sum(type(one) is dict and "marked" + " = 'a cell of the release'" in one for one in gc.get_objects())
"""


@pytest.mark.parametrize(("cells", "found"), [([], 0), (["marked = 'a cell of the release'", "def f(:"], 1)])
def test_the_released_cells_are_parsed_before_a_worker_is_forked(cells: list[str], found: int) -> None:
    with Zygote(LIMITS, cells=cells) as zygote:
        for _ in range(2):
            worker = zygote.fork()
            loaded = {**ENDLESS, "whole": False, "cells": [*cells, LOOKS]}
            answer = ask(worker, **loaded)
            assert answer["functions"] == {"f": ["defined", ""]}
            assert [cell for cell, _ in answer["broken"]] == [2] * found  # type: ignore[attr-defined]
            case = {"args": [], "part": None, "vary": [], "left_out": 0}
            answer = ask(worker, do="call", name="f", cases=[case], optional=0, at_its_end="")
            assert answer["outcome"]["value"] == found  # type: ignore[index]
            worker.end()


def test_release_cells_may_be_more_than_fits_into_a_command() -> None:
    with Zygote(LIMITS, cells=[f"x{i} = {'1' * 1000}" for i in range(3_000)]) as zygote:
        worker = zygote.fork()
        assert defines_f(worker)
        worker.end()


# --- who outlives whom -------------------------------------------------------------------------------------------

RUN = f"""
import json, sys, time
sys.path.insert(0, {str(Path(__file__).resolve().parent.parent)!r})
from autograder.judge.zygote import Zygote

zygote = Zygote()
workers = [zygote.fork() for _ in range(2)]
for worker in workers:
    worker.channel.send(json.loads(sys.argv[1]))
print(json.dumps([zygote.process.pid, *(worker.process_id for worker in workers), str(zygote.scratch)]), flush=True)
time.sleep(600)
"""


@pytest.fixture
def run() -> Iterator[tuple[subprocess.Popen[str], list[psutil.Process], Path]]:
    """A judge in a process of its own, its warm parent with two workers in endless loops, and the scratch folder."""
    command = [sys.executable, "-c", RUN, json.dumps({**ENDLESS, "nonce": ""})]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as judge:
        assert judge.stdout is not None
        *pids, scratch = json.loads(judge.stdout.readline())
        processes = [psutil.Process(pid) for pid in pids]
        yield judge, processes, Path(scratch)
        judge.kill()
        for process in processes:
            if process.is_running():
                process.kill()


def test_when_the_judge_is_killed_nothing_of_it_is_left(run) -> None:
    judge, processes, scratch = run
    judge.kill()
    _, alive = psutil.wait_procs(processes, 30)
    assert alive == []
    assert not scratch.exists()


def test_when_the_parent_is_killed_its_workers_end(run) -> None:
    _, (parent, *workers), scratch = run
    parent.kill()
    _, alive = psutil.wait_procs(workers, 30)
    assert alive == []
    remove(scratch)


def test_when_the_parent_ends_by_itself_its_workers_end(run) -> None:
    _, (parent, *workers), scratch = run
    parent.terminate()
    _, alive = psutil.wait_procs(workers, 30)
    assert alive == []
    remove(scratch)


ORPHAN = f"""
import json, os, socket, sys
sys.path.insert(0, {str(Path(__file__).resolve().parent.parent)!r})
from pathlib import Path
import neural_networks.datasets, neural_networks.plots
from autograder.running import forkserver
from autograder.sandbox.ceilings import Limits

settings = {{"readable": [], "limits": vars(Limits())}}
alive, told = os.pipe()
if not os.fork():
    parent, child = os.getpid(), os.fork()
    if not child:
        os.close(told)
        if sys.argv[3] == "gone":
            os.read(alive, 1)  # until the parent is
        forkserver.serve(int(sys.argv[1]), Path(sys.argv[2]), settings, parent)
    elif sys.argv[3] == "there":
        os.close(int(sys.argv[1]))
        os.waitpid(child, 0)
    os._exit(0)
"""


@pytest.mark.parametrize("parent", ["there", "gone"])
def test_a_worker_serves_only_with_its_parent_there(tmp_path: Path, parent: str) -> None:
    """It may die before its child is bound to end with it."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            command = [sys.executable, "-c", ORPHAN, str(theirs.fileno()), str(tmp_path), parent]
            subprocess.run(command, pass_fds=[theirs.fileno()], check=True)
        ours.settimeout(60)
        assert bool(ours.recv(1)) is (parent == "there")


def test_ctrl_c_at_the_terminal_is_for_the_judge_alone(zygote: Zygote) -> None:
    worker = zygote.fork()
    assert os.getpgid(worker.process_id) == os.getpgid(zygote.process.pid) != os.getpgid(0)
    worker.end()


def test_closing_ends_everything_at_once_even_while_somebody_waits() -> None:
    with Zygote(LIMITS) as zygote:
        worker = zygote.fork()
        looping = psutil.Process(worker.process_id)
        with ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(ask, worker, **ENDLESS)
            zygote.close()
            with pytest.raises(WireError):
                waiting.result(30)
        assert not looping.is_running()
        assert not zygote.scratch.exists()
        with pytest.raises(SandboxError, match="has ended"):
            worker.end()


def test_whoever_is_stopped_while_the_parent_starts_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def stopped(*_: object, **__: object) -> None:
        raise SystemExit(1)

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", stopped)
        with pytest.raises(SystemExit):
            Zygote()
    assert list(tmp_path.iterdir()) == []


def test_a_parent_that_is_closed_before_anybody_asks_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Zygote().close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["a link", "a file", "somebody else's"])
def test_what_another_has_put_in_the_place_of_the_folder_stays(tmp_path, monkeypatch, kind):
    victim = tmp_path / "victim" / "work"
    victim.mkdir(parents=True)
    place = tmp_path / "place"
    if kind == "a link":
        place.symlink_to(victim.parent)
    elif kind == "a file":
        place.write_text("mine")
    else:
        place.mkdir()
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    remove_ours(place)
    assert place.exists() and victim.exists()


def test_a_folder_that_is_there_already_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module.secrets, "token_hex", lambda _: "known")
    (tmp_path / "victim" / "work").mkdir(parents=True)
    (tmp_path / "autograder-known").symlink_to(tmp_path / "victim")
    with Zygote() as zygote, pytest.raises(SandboxError, match="FileExistsError"):
        zygote.fork()
    assert (tmp_path / "victim" / "work").exists()
