"""All cores of this machine: who judges which submission, and what if a process dies over one.

Each process works on one order at a time, so it is known whose submission it was that ended it (or that was
being judged while the system ran out of memory). That one gets one more try, alone, when all others are done.
"""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from autograder.batch.processes import GRACE, NO_HURRY, Child, end_all

READY = "ready"
WORKER = "autograder.batch.grading_process"
"""The module of those that judge."""
STILLBORN = 5

Order = dict[str, Any]


@dataclass(frozen=True)
class Died:
    """Nobody could carry out an order; ``reason`` is what is known of it."""

    reason: str


class Pool:
    """``count`` processes of this machine that run a module; it answers each order with one message."""

    def __init__(self, module: str, count: int = 1) -> None:
        self.module, self.count = module, count
        self._coming: Iterator[Order] = iter(())
        self._suspects: deque[Order] = deque()
        self._alone: Order | None = None
        self._idle: list[Child] = []
        self._busy: dict[Child, Order] = {}
        self._ready: set[Child] = set()
        self._stillborn = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, stopped_by: object, *_: object) -> None:
        children = [*self._idle, *self._busy]
        self._idle, self._busy = [], {}
        end_all(children, GRACE if stopped_by else NO_HURRY)

    def get_ready(self) -> None:
        """Start a first process: it loads what it needs while this one does something else."""
        self._idle.append(Child(self.module))

    def begin(self, order: Order) -> None:
        """Give a process an order at once; :meth:`work` brings its answer, before or among those of others."""
        child = self._idle.pop() if self._idle else Child(self.module)
        self._busy[child] = order
        child.tell(order)

    def work(self, orders: Iterable[Order]) -> Iterator[tuple[Order, Any]]:
        """Each order with its answer, or with :class:`Died`, as they come.

        An order is asked for when somebody is free to carry it out: of a large class only a few are there at a time.
        """
        self._coming = iter(orders)
        self._hand_out()
        while self._busy:
            for child in select.select(list(self._busy), [], [])[0]:
                messages = child.heard()
                if messages is None:
                    yield from self._bury(child)
                    continue
                for answer in self._answers(child, messages):
                    order = self._busy.pop(child)
                    self._idle.append(child)  # before the answer goes out: whoever gets it may stop here
                    yield order, answer
            self._hand_out()

    def _hand_out(self) -> None:
        """Give every process something to do; a suspect only if it is the only one."""
        while len(self._busy) < self.count and (order := next(self._coming, None)) is not None:
            self.begin(order)
        if not self._busy and self._suspects:
            self._alone = self._suspects.popleft()
            self.begin(self._alone)

    def _answers(self, child: Child, messages: list[Any]) -> Iterator[Any]:
        """The answers among these messages; the first message of a process says that it has started."""
        for message in messages:
            if message == READY:
                self._ready.add(child)
                self._stillborn = 0
            else:
                yield message

    def _bury(self, child: Child) -> Iterator[tuple[Order, Died]]:
        """Take a process that has died away; its order is done once more, or given up."""
        order, died = self._busy.pop(child), Died(f"the process that judged it ended: {child.how_it_ended()}")
        end_all([child])
        if child not in self._ready:
            self._stillborn += 1
            if self._stillborn < STILLBORN:
                self._coming = chain([order], self._coming)
                return
            suspects, self._suspects = self._suspects, deque()
            yield from ((other, died) for other in chain([order], self._coming, suspects))  # none will ever start
        elif order is self._alone:
            yield order, died
        else:
            self._suspects.append(order)
