"""The judge's side of the worker processes: start the warm parent, fork workers, prove the lock, end them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.calling.time_limit import Allowance
from autograder.plain.wire import Channel, WireError, WireTimeout
from autograder.running.control import ControlChannel
from autograder.sandbox.ceilings import USUAL, Limits
from autograder.sandbox.probe import probe_targets
from autograder.sandbox.scratch import refuse_if_full, remove, remove_ours

START_SECONDS = 60.0
FORK_SECONDS = 30.0
END_SECONDS = 30.0


class SandboxError(Exception):
    """The lock does not hold, or this platform cannot run workers; the message is one sentence."""


class Worker:
    """One locked process. ``ask`` sends a question; each answer must carry its nonce, and the last say that it is."""

    def __init__(self, zygote: Zygote, process_id: int, channel: Channel, scratch: Path) -> None:
        self.zygote, self.process_id, self.channel, self.scratch = zygote, process_id, channel, scratch
        self.channel.watch = self._watch
        self.status: int | None = None
        self.computed, self.deadline = 0.0, math.inf
        self.nonce = ""
        self.left: Callable[[], float] = lambda: math.inf

    def ask(self, question: dict[str, Any], allowance: Allowance) -> Iterator[dict[str, Any]]:
        """Yield the worker's requests for help, if any, and last its answer. WireError if it breaks the rules."""
        self.nonce = os.urandom(16).hex()
        if not self.channel.idle():
            raise WireError("an answer to no question")
        yield from self.answer(allowance, {**question, "nonce": self.nonce})

    def answer(self, allowance: Allowance, question: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """The same for the next answer to the last question, where one said that there is ``more``."""
        with allowance.spending(self.processor_time) as self.left:
            self.deadline = time.monotonic() + allowance.wall
            self.refuse_if_out_of_time()
            if question is not None:
                self.channel.send(question, self.deadline)
            while True:
                message = self.channel.receive(self.deadline)
                if "ask" not in message:
                    break
                self.refuse_if_out_of_time()
                yield message
        if message.get("nonce") != self.nonce or not (message.get("more") is True or self.channel.idle()):
            raise WireError("an answer to no question")
        refuse_if_full(self.scratch)  # a short call ends before anybody looks
        yield message

    def reply(self, message: dict[str, Any]) -> None:
        """Answer a request for help that :meth:`ask` has yielded."""
        self.channel.send(message, self.deadline)

    def processor_time(self) -> float:
        """Seconds that the process has computed, all its threads together.

        Only Linux tells that of another process; elsewhere the wall clock has to do.
        """
        if sys.platform != "linux":
            return time.monotonic()
        if self.status is None:
            with contextlib.suppress(OSError):  # it has gone
                self.computed = time.clock_gettime(~self.process_id << 3 | 2)  # as clock_getcpuclockid(3) names it
        return self.computed

    def _watch(self) -> None:
        """What the judge looks at now and then while it waits."""
        refuse_if_full(self.scratch)
        self.refuse_if_out_of_time()

    def refuse_if_out_of_time(self) -> None:
        """WireTimeout if what was asked last has used up its time; looked at now and then while the judge waits."""
        if self.left() <= 0:
            raise WireTimeout("no answer in time")

    def end(self) -> int:
        """End the process, whatever it is doing; its wait status."""
        if self.status is None:
            self.channel.close()
            self.status = self.zygote.end(self.process_id)
        return self.status

    def ran_out_of_time(self) -> bool:
        """Whether the kernel ended the process for using up its processor time."""
        status = self.end()
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU


def refuse_without_fork() -> None:
    """SandboxError where no worker can be forked."""
    if not hasattr(os, "fork"):
        raise SandboxError("grading needs Linux or macOS (on Windows: WSL); the checks in the notebook work here")


class Zygote:
    """The warm parent of all workers of one run. It warms up while its maker goes on; the first worker that is
    asked for waits for it, after another has probed its own lock.

    Threads may share it. Requests are numbered and made one at a time; only the reply with its number answers one.
    """

    def __init__(self, limits: Limits = USUAL, readable: Sequence[Path] = (), cells: Sequence[str] = ()) -> None:
        """Workers may read ``readable``; ``cells`` are those that many notebooks have, which are parsed once."""
        refuse_without_fork()
        # The parent of the workers makes this folder: it is what is left to remove it, whenever this process is killed.
        self.scratch = Path(tempfile.gettempdir(), f"autograder-{secrets.token_hex(8)}")
        home = self.home = self.scratch / "workers"
        self.limits = limits
        ours, theirs = socket.socketpair()
        self.control = ControlChannel(ours)
        self.lock = threading.RLock()
        self.asked = 0
        self.folders: dict[int, Path] = {}
        self.closed = False
        settings = {
            "scratch": str(home),
            "readable": [str(folder) for folder in readable],
            "limits": dataclasses.asdict(self.limits),
            "cells": list(cells),
        }
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in close)
        self.proven = False
        with theirs, contextlib.ExitStack() as unless_it_starts:
            unless_it_starts.callback(self.log.close)
            unless_it_starts.callback(ours.close)
            with tempfile.TemporaryFile() as told:  # of any length, which a command is not
                told.write(json.dumps(settings).encode())
                told.seek(0)
                self.process = subprocess.Popen(
                    [sys.executable, "-I", "-m", "autograder.running.forkserver", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=told,
                    stdout=subprocess.DEVNULL,
                    stderr=self.log,
                    env=environment(self.scratch),
                    cwd="/",
                    start_new_session=True,  # Ctrl-C is for the judge: no student's function may be what it interrupts
                )
            unless_it_starts.pop_all()

    @property
    def missing(self) -> list[str]:
        """The protections that this platform cannot give, in sentences; empty where all are there."""
        with self.lock:
            self._prove()
            return self._missing

    def fork(self) -> Worker:
        """A fresh locked worker."""
        with self.lock:
            self._prove()
            return self._fork()

    def _fork(self) -> Worker:
        ours, theirs = socket.socketpair()
        with contextlib.ExitStack() as unless_it_answers:
            unless_it_answers.callback(ours.close)
            with theirs:
                name = secrets.token_hex(16)  # no worker can guess that of another, whose size it might ask for
                process_id = self._request("fork", "process", FORK_SECONDS, theirs.fileno(), scratch=name)
            self.folders[process_id] = self.home / name
            worker = Worker(self, process_id, Channel(ours), self.home / name)
            unless_it_answers.callback(worker.end)
            try:
                hello = worker.channel.receive(time.monotonic() + FORK_SECONDS)
            except WireError as error:
                raise SandboxError(f"a worker did not lock itself ({error})") from None
            unless_it_answers.pop_all()
        self._missing = [str(sentence) for sentence in hello.get("missing", [])]
        return worker

    def end(self, process_id: int) -> int:
        """Kill a worker and remove its folder; its wait status. While a folder is removed, others may ask."""
        with self.lock:
            status = self._request("end", "status", END_SECONDS, process=process_id)
            folder = self.folders.pop(process_id)  # before another worker gets this number
        remove(folder)
        return status

    def _request(self, do: str, wanted: str, seconds: float, descriptor: int | None = None, **fields: int | str) -> int:
        """Ask the parent for one thing, and wait for the reply to this very request."""
        deadline = time.monotonic() + seconds
        with self.lock:
            if self.closed:
                raise SandboxError("the parent of the worker processes has ended")
            self.asked += 1
            message = {"number": self.asked, "do": do, **fields}
            try:
                if descriptor is None:
                    self.control.send(message, deadline)
                else:
                    self.control.send_beside(message, descriptor, deadline)
                reply = self._reply(deadline)
                if "refused" in reply:
                    raise SandboxError(f"the parent of the worker processes refused to {do} one ({reply['refused']})")
                if type(reply.get(wanted)) is not int:
                    raise WireError("a reply of another kind")
            except WireTimeout:
                raise SandboxError("the parent of the worker processes did not answer in time") from None
            except WireError as error:
                self.close()
                raise SandboxError(f"the parent of the worker processes cannot be spoken to ({error})") from None
            return reply[wanted]

    def _reply(self, deadline: float) -> dict[str, Any]:
        """The reply to the last request; those to earlier ones, which nobody waits for any more, are dropped."""
        while True:
            reply = self.control.receive(deadline)
            number = reply.get("number")
            if type(number) is not int or not 0 <= number <= self.asked:
                raise WireError("a reply to no request")
            if number == self.asked:
                return reply
            if "process" in reply:  # a worker that nobody has got; the reply to this will be dropped as well
                self.control.send({"number": number, "do": "end", "process": reply["process"]}, deadline)

    def _prove(self) -> None:
        """Wait for the start, then probe the lock of a first worker from inside; SandboxError if it does not hold."""
        if self.proven:
            return
        try:
            self._reply(time.monotonic() + START_SECONDS)
        except WireError:
            self.log.seek(0)
            detail = self.log.read().decode(errors="replace").strip().splitlines()
            raise SandboxError(
                f"the worker process did not start: {detail[-1] if detail else 'no reason given'}"
            ) from None
        worker = self._fork()
        question = {"do": "probe", "targets": dataclasses.asdict(probe_targets(self.scratch))}
        try:
            *_, answer = worker.ask(question, Allowance(FORK_SECONDS))
        except WireError as error:
            raise SandboxError(f"the probe of the sandbox did not come to an end ({error})") from None
        finally:
            worker.end()
        holes = [str(sentence) for sentence in answer["worked"]]
        if unexpected := [sentence for sentence in holes if sentence not in self._missing]:
            raise SandboxError("the sandbox does not hold, so nothing is graded: " + " ".join(unexpected))
        self.proven = True

    def close(self) -> None:
        """End the parent, which takes its workers along, and remove all scratch folders."""
        self.closed = True
        with contextlib.suppress(OSError):
            self.control.connection.shutdown(socket.SHUT_RDWR)  # whoever waits for a reply need not wait any longer
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5 if self.proven else 0)  # one that has not been asked for anything need not finish
        self.process.kill()
        self.process.wait()
        with self.lock:
            self.control.close()
        self.log.close()
        remove_ours(self.scratch)

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()


def environment(folder: Path) -> dict[str, str]:
    """A small environment for workers: nothing of the instructor's, one thread for linear algebra."""
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(folder / "matplotlib"),
        "IPYTHONDIR": str(folder / "ipython"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
