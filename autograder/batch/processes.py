"""Child processes of the batch: JSON lines in and out, and none of them outlives the process that started it.

Each child leads a process group of its own, so a Ctrl-C in the terminal reaches the parent alone, which then
decides. A child's input is its lifeline: where it closes, the parent has ended, however it ended.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import queue
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

GRACE = 1.0
NO_HURRY = 10.0
CHUNK = 1 << 16


def collect_seldom() -> None:
    """Let Python look for garbage in cycles after 50,000 new objects, not after 700, and not when it ends.

    It goes through all that libraries have made again and again while they load, which is a fifth of a short command.
    """
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)


class Child:
    """The parent's side: one process that runs a module's ``main``."""

    def __init__(self, module: str, folder: str | None = None) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed in end_all)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=folder,
            bufsize=0,
            process_group=0,
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self._input, self._output = self.process.stdin, self.process.stdout
        self._rest = b""

    def fileno(self) -> int:
        """What ``select`` waits for."""
        return self._output.fileno()

    def tell(self, message: object) -> None:
        """Send a message; to a process that has gone nothing is sent, and :meth:`heard` says so."""
        line = json.dumps(message).encode() + b"\n"
        with contextlib.suppress(BrokenPipeError):
            while line:
                line = line[os.write(self._input.fileno(), line) :]

    def heard(self) -> list[Any] | None:
        """The messages that have come since the last call; None once the process has ended."""
        chunk = os.read(self.fileno(), CHUNK)
        if not chunk:
            return None
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [json.loads(line) for line in lines]

    def messages(self) -> Iterator[Any]:
        """Every message until the process ends."""
        while (heard := self.heard()) is not None:
            yield from heard

    def how_it_ended(self) -> str:
        """Signal or exit code of a process that has ended, and its last words."""
        code = self.process.wait()
        self._errors.seek(0)
        lines = self._errors.read()[-CHUNK:].decode("utf-8", "replace").strip().splitlines()
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"{how}: {lines[-1].strip()}" if lines else how

    def _wait(self, deadline: float) -> None:
        """Wait for the end of the output, which is that of the process, but not beyond the deadline."""
        while select.select([self], [], [], max(0.0, deadline - time.monotonic()))[0]:
            if not os.read(self.fileno(), CHUNK):
                return

    def _close(self) -> None:
        """Kill whatever is left of the group (its leader is not reaped yet, so the number is still its own)."""
        if self.process.returncode is None:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for file in (self._input, self._output, self._errors):
            with contextlib.suppress(OSError):
                file.close()


def end_all(children: Iterable[Child], grace: float = GRACE) -> None:
    """End children together: they are asked to, and after the ``grace`` killed with all that they have started."""
    children = list(children)
    for child in children:
        if child.process.returncode is None:
            child.process.terminate()
    deadline = time.monotonic() + grace
    for child in children:
        if child.process.returncode is None:
            child._wait(deadline)
        child._close()


class Parent:
    """The child's side: what the parent says, line by line, and what is said to it.

    Whatever else is printed in this process goes to its log. SIGTERM, which also comes when the parent has gone,
    ends the process in order: SystemExit.
    """

    def __init__(self) -> None:
        collect_seldom()
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._output = os.fdopen(os.dup(1), "w", encoding="ascii")
        os.dup2(2, 1)
        signal.signal(signal.SIGTERM, _leave)
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, message: object) -> None:
        """Send a message."""
        self._output.write(json.dumps(message) + "\n")
        self._output.flush()

    def message(self) -> Any:
        """Wait for the next message."""
        return self._messages.get()

    def _listen(self) -> None:
        rest = b""
        while chunk := os.read(0, CHUNK):  # not sys.stdin: Python could not end while a thread holds its lock
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._messages.put(json.loads(line))
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        time.sleep(GRACE)
        os.kill(0, signal.SIGKILL)  # the whole group


def _leave(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)
