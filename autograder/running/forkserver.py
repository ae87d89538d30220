"""The warm parent of all workers of one run: it forks them, ends them, and ends with the judge.

``python -I -m autograder.running.forkserver`` has NumPy, matplotlib and h5py imported and holds nothing worth reading.
The judge asks for one thing at a time; each reply carries the number of its request. Signals go to its own children
alone.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from autograder import course_package
from autograder.calling.call import draws_only_in_quiet_calls
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.wire import Channel, WireError, pack
from autograder.running.control import ControlChannel
from autograder.running.definitions import parse_once
from autograder.running.stand_ins import isolate_imports
from autograder.running.worker import Worker
from autograder.sandbox import lock
from autograder.sandbox.ceilings import Limits
from autograder.sandbox.scratch import remove_ours


def main() -> None:
    """Serve the judge on the socket whose descriptor is the first argument, until its end is closed.

    What it has to know stands in its standard input, as JSON.
    """
    control = ControlChannel(socket.socket(fileno=int(sys.argv[1])))
    with open(0, "rb", closefd=False) as told:  # not sys.stdin, in which workers would find it once more
        server = ForkServer(json.load(told))
    try:
        server.make_room()
        warm_up()
        parse_once(server.settings["cells"])
        lock.prepare([Path(folder) for folder in server.settings["readable"]])
        isolate_imports()
        draws_only_in_quiet_calls()
        control.send({"number": 0, "ready": 1})
        while True:
            request = control.receive()
            reply = server.answer(request, control.take_descriptors())
            control.send({"number": request.get("number"), **reply})
    except WireError:  # the judge has gone, in whatever way
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        server.end_all()
        os._exit(0)  # at once: there is nothing to save, and tearing matplotlib down takes its time


class ForkServer:
    """The children that are known: forked here, and not yet waited for, so that no other process has their number."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.scratch = Path(settings["scratch"])
        self.children: set[int] = set()

    def make_room(self) -> None:
        """Make the folder in which each worker gets one of its own; nobody but who knows its name gets through."""
        self.scratch.parent.mkdir(0o700)
        self.scratch.parent.chmod(0o711)
        self.scratch.mkdir()
        os.chdir(self.scratch)

    def answer(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        """What came of one request; whatever is not well formed is refused."""
        name, process = request.get("scratch"), request.get("process")
        try:
            if request.get("do") == "fork" and isinstance(name, str) and name.isalnum() and len(descriptors) == 1:
                return {"process": self.fork(descriptors[0], self.scratch / name)}
            if request.get("do") == "end" and type(process) is int and process in self.children:
                return {"status": self.end(process)}
        except OSError as error:  # no more processes, no more disk
            return {"refused": f"{type(error).__name__}: {error.strerror}"}
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return {"refused": "no such worker"}

    def fork(self, descriptor: int, scratch: Path) -> int:
        """Fork one worker on the socket ``descriptor``, with a scratch folder of its own; its process id."""
        scratch.mkdir(mode=0o700)
        parent, process = os.getpid(), os.fork()
        if not process:
            try:
                serve(descriptor, scratch, self.settings, parent)
            finally:
                os._exit(0)
        self.children.add(process)
        return process

    def end(self, process: int) -> int:
        """Kill a child, whatever it is doing, and wait for it; its wait status."""
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        self.children.remove(process)
        return status

    def end_all(self) -> None:
        """Kill every child, and remove what they and the judge have left, which may have been killed."""
        for process in self.children:
            os.kill(process, signal.SIGKILL)
        for process in self.children:
            with contextlib.suppress(OSError):
                os.waitpid(process, 0)
        remove_ours(self.scratch.parent)


def warm_up() -> None:
    """Import what students use, with its lazy parts, so that a fork costs milliseconds."""
    import datetime  # noqa: F401
    import io
    import math  # noqa: F401
    import random  # noqa: F401

    import h5py  # noqa: F401
    import IPython.core.inputtransformer2  # noqa: F401
    import matplotlib
    import numpy as np

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.plot([0, 1])
    figure.savefig(io.BytesIO(), format="png")
    pyplot.close(figure)
    np.linalg.norm(np.ones((2, 2)) @ np.ones((2, 2)))
    np.random.default_rng(0).normal(size=3)
    np.random.seed(0)
    np.fft.fft(np.ones(4))
    np.ma.array([1])
    np.testing.assert_allclose(1, 1)
    for module in course_package.modules().values():
        importlib.import_module(module)


def serve(descriptor: int, scratch: Path, settings: dict[str, Any], parent: int) -> None:
    """The child: lock, then answer questions until the judge closes the socket."""
    lock.close_descriptors({descriptor})
    channel = Channel(socket.socket(fileno=descriptor))
    os.environ["HOME"] = str(scratch)
    readable = [Path(folder) for folder in settings["readable"]]
    lock.drop_privileges(scratch, readable)
    missing = lock.confine(scratch, Limits(**settings["limits"]), readable)
    if os.getppid() != parent:  # it died before this process was bound to end with it
        return
    worker = Worker(channel)
    sys.modules["__main__"] = worker.main
    channel.send({"locked": True, "missing": missing})
    while True:
        try:
            question = channel.receive()
        except WireError:
            return
        nonce = {"nonce": question.get("nonce")}
        for answer in worker.answers(question):
            try:
                message = pack({**nonce, **answer})
            except WireError:  # several large results in one answer
                channel.send({**nonce, "outcome": Outcome(Status.TOO_MUCH_MEMORY).to_json()})
                break
            channel.send_packed(message)


if __name__ == "__main__":
    main()
