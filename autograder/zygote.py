"""The judge's side of the worker processes: start the warm parent, fork workers, prove the lock, end them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder import sandbox
from autograder.ceilings import USUAL, Limits
from autograder.wire import Channel, WireError

START_SECONDS = 60.0
FORK_SECONDS = 30.0
SCRATCH_BYTES = 256 * 2**20


class SandboxError(Exception):
    """The lock does not hold, or this platform cannot run workers; the message is one sentence."""


class Worker:
    """One locked process. ``ask`` sends a question; the answer must carry its nonce and be the only one."""

    def __init__(self, zygote: Zygote, process_id: int, channel: Channel) -> None:
        self.zygote, self.process_id, self.channel = zygote, process_id, channel
        self.status: int | None = None

    def ask(self, question: dict[str, Any], deadline: float) -> Iterator[dict[str, Any]]:
        """Yield the worker's requests for help, if any, and last its answer. WireError if it breaks the rules."""
        nonce = os.urandom(16).hex()
        if not self.channel.idle():
            raise WireError("an answer to no question")
        self.channel.send({**question, "nonce": nonce}, deadline)
        while True:
            message = self.channel.receive(deadline)
            if "ask" not in message:
                break
            yield message
        if message.get("nonce") != nonce or not self.channel.idle():
            raise WireError("an answer to no question")
        yield message

    def reply(self, message: dict[str, Any], deadline: float) -> None:
        """Answer a request for help that :meth:`ask` has yielded."""
        self.channel.send(message, deadline)

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


class Zygote:
    """The warm parent of all workers of one run. It warms up while its maker goes on; the first worker that is
    asked for waits for it, after another has probed its own lock.
    """

    def __init__(self, limits: Limits = USUAL, readable: Sequence[Path] = ()) -> None:
        if not hasattr(os, "fork"):
            raise SandboxError("grading needs Linux or macOS (on Windows: WSL); the checks in the notebook work here")
        self.scratch = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.scratch.chmod(0o711)
        home = self.home = self.scratch / "workers"
        home.mkdir()
        self.forked = 0
        self.limits = limits
        ours, theirs = socket.socketpair()
        self.control = ours
        settings = {
            "scratch": str(home),
            "readable": [str(folder) for folder in readable],
            "limits": dataclasses.asdict(self.limits),
        }
        command = [sys.executable, "-I", "-m", "autograder.worker", str(theirs.fileno()), json.dumps(settings)]
        self.log = self.scratch / "log"
        self.proven = False
        with theirs, self.log.open("wb") as errors:
            self.process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=environment(self.scratch),
                cwd=home,
            )
        self.control.settimeout(START_SECONDS)

    @property
    def missing(self) -> list[str]:
        """The protections that this platform cannot give, in sentences; empty where all are there."""
        self._prove()
        return self._missing

    def fork(self) -> Worker:
        """A fresh locked worker."""
        self._prove()
        return self._fork()

    def _fork(self) -> Worker:
        ours, theirs = socket.socketpair()
        self.forked += 1
        with theirs:
            socket.send_fds(self.control, [f"fork {self.forked}".encode()], [theirs.fileno()])
        process_id = int.from_bytes(self._reply(), "big")
        scratch = self.home / str(self.forked)
        worker = Worker(self, process_id, Channel(ours, lambda: refuse_if_full(scratch)))
        try:
            hello = worker.channel.receive(time.monotonic() + FORK_SECONDS)
        except WireError as error:
            worker.end()
            raise SandboxError(f"a worker did not lock itself ({error})") from None
        self._missing = [str(sentence) for sentence in hello.get("missing", [])]
        return worker

    def end(self, process_id: int) -> int:
        """Kill a worker and collect its wait status."""
        self.control.sendall(f"end {process_id}".encode())
        return int.from_bytes(self._reply(), "big")

    def _reply(self) -> bytes:
        reply = b""
        while len(reply) < 8:
            chunk = self.control.recv(8 - len(reply))
            if not chunk:
                raise SandboxError("the parent of the worker processes has gone")
            reply += chunk
        return reply

    def _prove(self) -> None:
        """Wait for the start, then probe the lock of a first worker from inside; SandboxError if it does not hold."""
        if self.proven:
            return
        if self.control.recv(1) != b"+":
            detail = self.log.read_text(errors="replace").strip().splitlines()
            raise SandboxError(f"the worker process did not start: {detail[-1] if detail else 'no reason given'}")
        worker = self._fork()
        question = {"do": "probe", "targets": dataclasses.asdict(sandbox.probe_targets(self.scratch))}
        try:
            *_, answer = worker.ask(question, time.monotonic() + FORK_SECONDS)
        except WireError as error:
            raise SandboxError(f"the probe of the sandbox did not come to an end ({error})") from None
        finally:
            worker.end()
        holes = [str(sentence) for sentence in answer["worked"]]
        if unexpected := [sentence for sentence in holes if sentence not in self._missing]:
            raise SandboxError("the sandbox does not hold, so nothing is graded: " + " ".join(unexpected))
        self.proven = True

    def close(self) -> None:
        """End the parent (its workers die with their sockets) and remove all scratch folders."""
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5 if self.proven else 0)  # one that has not been asked for anything need not finish
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()


def refuse_if_full(scratch: Path) -> None:
    """WireError if a worker has filled its folder; single files have a limit of their own."""
    total = 0
    for folder, _, files in os.walk(scratch):
        for name in files:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(folder, name)).st_blocks * 512
        if total > SCRATCH_BYTES:
            raise WireError("the worker has filled its folder")


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
