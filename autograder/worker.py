"""The process that runs student code: it loads definitions, answers calls, and knows no expected value.

``python -I -m autograder.worker`` is the *zygote*: warm (NumPy, matplotlib, h5py imported), holding nothing
worth reading. For each submission it forks a child that locks itself (autograder.sandbox) and then serves
questions on a socket. Data only crosses back; the judge believes nothing but the numbers.
"""

from __future__ import annotations

import ast
import contextlib
import itertools
import json
import linecache
import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder import sandbox
from autograder.borrowed import borrowed_global
from autograder.ceilings import Limits
from autograder.checks_file import case_from_json
from autograder.definitions import Program, Statement, parse, same_function, slice_of
from autograder.outcome import CRASHED, RETURNED, TOO_MUCH_MEMORY, Outcome, Raised, call, observe, visible
from autograder.stand_ins import Missing, Shell, isolate_imports
from autograder.values import plain
from autograder.wire import Channel, WireError, from_json, pack, to_json

PREPARED = {"np": "numpy", "plt": "matplotlib.pyplot"}


def main() -> None:
    """Serve the judge on the socket whose descriptor is the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    warm_up()
    control.sendall(b"+")
    children: dict[int, Path] = {}
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 64, 1)
        if not request:
            os._exit(0)  # at once: there is nothing to save, and tearing matplotlib down takes its time
        verb, _, number = request.decode().partition(" ")
        if verb == "fork":
            scratch = Path(settings["scratch"]) / number
            pid = fork(descriptors[0], settings, scratch)
            children[pid] = scratch
            control.sendall(pid.to_bytes(8, "big"))
        elif verb == "end":
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(number), 9)
            _, status = os.waitpid(int(number), 0)
            with contextlib.suppress(OSError):
                remove(children.pop(int(number)))
            control.sendall(status.to_bytes(8, "big"))


def remove(folder: Path) -> None:
    """Remove a scratch folder, however deep it is: rmtree would call itself for every level."""
    for number in itertools.count():
        inner = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
        for path in inner:
            path.chmod(0o700)
            for entry in list(os.scandir(path)):
                if entry.is_dir(follow_symlinks=False):
                    os.rename(entry.path, folder / f"deeper-{number}-{entry.inode()}")
            shutil.rmtree(path, ignore_errors=True)
        if not inner:
            break
    shutil.rmtree(folder, ignore_errors=True)


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
    import autograder.datasets
    import autograder.plots  # noqa: F401


def fork(descriptor: int, settings: dict[str, Any], scratch: Path) -> int:
    """Fork one worker on the socket ``descriptor``, with a scratch folder of its own; its process id."""
    scratch.mkdir(mode=0o700)
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        serve(descriptor, scratch, settings)
    finally:
        os._exit(0)


def serve(descriptor: int, scratch: Path, settings: dict[str, Any]) -> None:
    """The child: lock, then answer questions until the judge closes the socket."""
    sandbox.close_descriptors({descriptor})
    channel = Channel(socket.socket(fileno=descriptor))
    os.environ["HOME"] = str(scratch)
    readable = [Path(folder) for folder in settings["readable"]]
    sandbox.drop_privileges(scratch, readable)
    missing = sandbox.confine(scratch, Limits(**settings["limits"]), readable)
    isolate_imports()
    worker = Worker(channel)
    channel.send({"locked": True, "missing": missing})
    while True:
        try:
            question = channel.receive()
        except WireError:
            return
        nonce = {"nonce": question.get("nonce")}
        try:
            message = pack({**nonce, **worker.answer(question)})
        except WireError:  # several large results in one answer
            message = pack({**nonce, "outcome": Outcome(TOO_MUCH_MEMORY).to_json()})
        channel.send_packed(message)


class Worker:
    """Holds the namespace of one notebook and answers the judge's questions about it."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.namespace: dict[str, Any] = {}
        self.given: dict[str, Any] = {}
        self.program = Program((), ())
        self.absent: list[str] = []
        self.failed: dict[str, str] = {}

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """One answer. A fault on the way is an answer too, so that one question never gets none."""
        try:
            if question["do"] == "load":
                return self.load(question)
            if question["do"] == "call":
                return {"outcome": self.call(question).to_json()}
            if question["do"] == "probe":
                return {"worked": sandbox.probe(sandbox.ProbeTargets(**question["targets"]))}
            return {"name": self.borrowed(question)}
        except MemoryError:
            return {"outcome": Outcome(TOO_MUCH_MEMORY).to_json()}
        except WireError:
            return {"outcome": Outcome(CRASHED).to_json()}

    def load(self, question: dict[str, Any]) -> dict[str, Any]:
        """Define the graded names; says of each whether it is defined, missing or broken, and why."""
        self.program = parse(question["cells"])
        for number, cell in enumerate(question["cells"], 1):
            linecache.cache[f"<cell {number}>"] = (len(cell), None, cell.splitlines(keepends=True), f"<cell {number}>")
        self.namespace = {"__name__": "__main__", "get_ipython": Shell, "display": lambda *_, **__: None}
        self.namespace.update({name: sys.modules[module] for name, module in PREPARED.items()})
        for source in question["given"].values():
            exec(compile(source, "<given>", "exec"), self.namespace)
        self.given = {name: self.namespace[name] for name in question["given"]}
        accepted: dict[str, list[str]] = question["names"]
        wanted = [alias for aliases in accepted.values() for alias in aliases]
        statements, unresolved = slice_of(self.program, wanted)
        if question["whole"]:
            self.run_all()
        else:
            self.run(statements)
        rebound = [name for name, given in self.given.items() if not same_function(self.namespace.get(name), given)]
        if not question["own_helpers"]:
            self.namespace.update(self.given)
        for name, aliases in accepted.items():
            found = next((alias for alias in aliases if alias in self.namespace), None)
            if found is not None:
                self.namespace.setdefault(name, self.namespace[found])
        for name, parameters in question["proxies"].items():
            proxy = self.proxy(name, parameters)
            self.namespace.update(dict.fromkeys(accepted[name], proxy))
        unresolved -= self.namespace.keys()
        return {
            "functions": {name: self.state(name, aliases) for name, aliases in accepted.items()},
            "rebound": bool(rebound),
            "unresolved": sorted(visible(name) for name in unresolved)[:50],
            "imports": self.absent[:20],
            "broken": [[broken.cell, visible(broken.reason)] for broken in self.program.broken][:20],
        }

    def state(self, name: str, aliases: list[str]) -> list[str]:
        """``[state, reason]`` of a graded name."""
        if name in self.namespace:
            return ["defined", ""]
        for alias in aliases:
            if alias in self.failed:
                return ["broken", self.failed[alias]]
            for broken in reversed(self.program.broken):
                if alias in broken.defines:
                    return ["broken", visible(broken.reason)]
        return ["missing", ""]

    def run(self, statements: list[Statement]) -> None:
        """Run the slice; what met a NameError is tried once more after the rest (cells out of order)."""
        again = [statement for statement in statements if not self.execute(statement)]
        for statement in again:
            self.execute(statement, last=True)

    def run_all(self) -> None:
        """Run the whole notebook; as in Jupyter, an error ends its cell and no more."""
        ended = 0
        for statement in self.program.statements:
            if statement.cell != ended and not self.execute(statement, last=True):
                ended = statement.cell

    def execute(self, statement: Statement, last: bool = False) -> bool:
        """Run one statement quietly; whether it succeeded. A failed import resolves to the course's helpers."""

        def body() -> None:  # some errors of syntax, such as a return outside of a function, show here first
            exec(compile(ast_module(statement), f"<cell {statement.cell}>", "exec"), self.namespace)

        outcome = call(body, ())
        if outcome.kind == RETURNED:
            for name in statement.binds:
                self.failed.pop(name, None)
            return True
        if isinstance(statement.node, ast.Import | ast.ImportFrom):
            self.import_missing(statement)
            return True
        if last:
            error = outcome.error or Raised("MemoryError", "")
            reason = f"{error.type_name}: {error.message}".rstrip(": ")
            self.failed.update(dict.fromkeys(statement.binds, reason))
        return False

    def import_missing(self, statement: Statement) -> None:
        """Bind what a failed import names to the given helpers, as far as they go."""
        node = statement.node
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in self.given:
                    self.namespace[alias.asname or alias.name] = self.given[alias.name]
            self.absent.append(visible(node.module or "."))
        elif isinstance(node, ast.Import):
            alias = node.names[0]
            self.namespace[alias.asname or alias.name.split(".")[0]] = Missing(alias.name, self.given)
            self.absent.append(visible(alias.name))

    def call(self, question: dict[str, Any]) -> Outcome:
        """Observe one case of one function."""
        case = case_from_json(question["case"], self.given)
        return observe(self.namespace[question["name"]], case, question["optional"])

    def borrowed(self, question: dict[str, Any]) -> str:
        """The data variable of the notebook that a function reads in the place of an argument, or ''."""
        case, outputs = case_from_json(question["case"], self.given), set(question["outputs"])
        return borrowed_global(self.namespace[question["name"]], outputs, case, question["optional"])

    def proxy(self, name: str, parameters: list[str]) -> Callable[..., Any]:
        """A function that asks the judge: a helper of the student's that was not right is answered for there."""

        def ask(*args: Any, **keywords: Any) -> Any:
            bound = to_json([plain(arg) for arg in args])
            named = {key: to_json(plain(value)) for key, value in keywords.items() if key in parameters}
            self.channel.send({"ask": name, "args": bound, "keywords": named})
            reply = self.channel.receive()
            if "value" not in reply:
                raise ValueError(f"{name} cannot be called like this: {reply.get('error')}")
            return from_json(reply["value"])

        ask.__name__ = name
        return ask


def ast_module(statement: Statement) -> Any:
    """One statement as a module that can be compiled."""
    return ast.Module([statement.node], [])


if __name__ == "__main__":
    main()
