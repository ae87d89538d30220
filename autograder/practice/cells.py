"""What the cells of the notebook did in this kernel: which one made a function, and what became of it since.

The kernel tells the id of a cell that is run, so it is known whether a function still is what its cell says. Where no
id comes, as from a terminal, nothing is known and nothing is said.
"""

from __future__ import annotations

import ast
import contextlib
import time
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from autograder.calling.raised import raised, reason_of
from autograder.plain.outcome import Raised
from autograder.practice.browser import IN_BROWSER


@dataclass(eq=False)
class Run:
    """One run of a cell."""

    cell: str  # its id
    source: str  # what was run
    number: int | None = None  # the execution count; None as long as it is running
    ended: float = 0.0  # by the clock; 0: it is running
    unread: str = ""  # why the cell could not be read; "" if it could
    stopped: Raised | None = None  # the exception that ended it


@dataclass
class Cells:
    """The last run of each cell, and which run gave which name to which function."""

    last: dict[str, Run] = field(default_factory=dict)
    makers: dict[str, tuple[weakref.ref[Any], Run]] = field(default_factory=dict)  # by the name
    before: dict[str, Any] = field(default_factory=dict)  # what could be called when the running cell began
    running: str = ""  # the id of the cell that was begun last
    read: tuple[str, str] | None = None  # a cell that was read and has not begun: its id, and what was read

    def watch(self, shell: Any) -> None:
        """Be told of every cell that this shell runs."""
        shell.events.register("pre_run_cell", lambda info: self._quietly(self._begins, shell, info))
        shell.events.register("post_run_cell", lambda result: self._quietly(self._ends, shell, result))
        if IN_BROWSER:  # its kernel tells the shell only of cells that Python can read
            shell.input_transformers_post.append(partial(self._listens, shell))

    def _quietly(self, note: Callable[[Any, Any], None], shell: Any, what: Any) -> None:
        """Whatever is wrong with a record, the student's cell does not hear of it."""
        with contextlib.suppress(Exception):
            note(shell, what)

    def _listens(self, shell: Any, lines: list[str]) -> list[str]:
        self._quietly(self._reads, shell, lines)
        return lines

    def _reads(self, shell: Any, lines: list[str]) -> None:
        """A cell is read, perhaps twice, and then begins, unless nobody can read it."""
        cell, text = shell.kernel.get_parent()["metadata"].get("cellId"), "".join(lines)
        if self.read is not None and self.read != (cell, text):
            self._was_not_run(*self.read)
        self.read = cell and (cell, text)

    def _was_not_run(self, cell: str, text: str) -> None:
        try:
            ast.parse(text)
        except SyntaxError as error:
            self.last[cell] = Run(cell, text, ended=time.time(), unread=reason_of(error))

    def _begins(self, shell: Any, info: Any) -> None:
        self.read = None
        if (cell := id_of(info, shell)) is not None:
            self.running = cell
            self.last[cell] = Run(cell, info.raw_cell)
            self.before = callables(shell.user_ns)

    def _ends(self, shell: Any, result: Any) -> None:
        self.read = None
        cell = id_of(result.info, shell)
        if cell is None:
            return
        run = self.last.get(cell)
        if run is None or run.ended:  # an empty cell, or one that ran before anybody looked
            run = self.last[cell] = Run(cell, result.info.raw_cell)
            self.before = callables(shell.user_ns)
        run.number, run.ended = result.execution_count, time.time()
        if result.error_before_exec is not None:
            run.unread = why_unread(result.info, result.error_before_exec)
        elif result.error_in_exec is not None:
            run.stopped = raised(result.error_in_exec, None)
        for name, thing in callables(shell.user_ns).items():
            if self.before.get(name) is not thing:
                self.makers.pop(name, None)
                with contextlib.suppress(TypeError):  # of some things nobody can be told whether they are still there
                    self.makers[name] = weakref.ref(thing), run
        self.before = {}

    def maker(self, name: str, function: Any) -> Run | None:
        """The run that gave the name to the function, if it is known and has ended."""
        known = self.makers.get(name)
        return known[1] if known is not None and known[0]() is function else None

    def later_run(self, name: str, function: Any) -> Run | None:
        """A run of the same cell after that one; None if there is none, or nobody knows."""
        run = self.maker(name, function)
        last = self.last.get(run.cell) if run is not None else None
        return last if last is not run else None


def id_of(info: Any, shell: Any) -> str | None:
    """The id of a cell, if anybody tells it: in a browser's tab only the message that asked for its run."""
    if info.cell_id is not None or (kernel := getattr(shell, "kernel", None)) is None:
        return info.cell_id
    return kernel.get_parent()["metadata"].get("cellId")


def why_unread(info: Any, error: BaseException) -> str:
    """Why a cell could not be read, as Python says it: IPython says ``incomplete input`` of much."""
    try:
        ast.parse(getattr(info, "transformed_cell", None) or info.raw_cell)
    except SyntaxError as plain:
        return reason_of(plain)
    return reason_of(error)


def callables(scope: dict[str, Any]) -> dict[str, Any]:
    """What can be called in a namespace."""
    return {name: thing for name, thing in list(scope.items()) if callable(thing)}


def may_define(source: str, names: Iterable[str]) -> bool:
    """Whether a cell may give one of these names a value; no only where that is certain."""
    wanted = set(names)
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return any(_sets(node, wanted) for node in nodes)


def _sets(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name in names
    if isinstance(node, ast.alias):
        return node.name == "*" or (node.asname or node.name) in names
    if isinstance(node, ast.Constant):  # for exec, globals() and magics
        return isinstance(node.value, str) and any(name in node.value for name in names)
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in names


CELLS = Cells()
