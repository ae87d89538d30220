"""The last function that each graded name was while a notebook ran, whatever the name was used for later."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.running.bindings import Kind
from autograder.running.definitions import Bindings, Program, Statement


@dataclass(frozen=True)
class Kept:
    """A function, and where the statement stands that made it."""

    function: Any
    position: int
    cell: int


class LastFunctions:
    """Looks at the graded names after every statement; the statements themselves see what they would in Jupyter."""

    def __init__(self, program: Program, graded: set[str], namespace: dict[str, Any]) -> None:
        self.graded, self.namespace = graded, namespace
        self.bindings = Bindings(program, graded)
        self.kept: dict[str, Kept] = {}
        self.ran: set[int] = set()
        self.unchanged: set[tuple[int, str]] = set()

    def __contains__(self, name: str) -> bool:
        return name in self.kept

    def scope(self, statement: Statement) -> Any:
        """Where a statement binds its names: one that may bind a graded name several times is watched meanwhile."""
        several = hasattr(statement.node, "body") and not self.graded.isdisjoint(statement.binds)
        return _Watched(self, statement) if several else self.namespace

    def look(self, statement: Statement, ran: bool) -> None:
        """Note which graded names are functions after a statement; ``ran``: it came to its end."""
        if ran:
            self.ran.add(statement.position)
        for name in self.graded & self.namespace.keys():
            if name not in self.kept or self.kept[name].function is not self.namespace[name]:
                self.keep(name, statement)
            elif ran:  # a branch that was not taken, or f = f
                self.unchanged.add((statement.position, name))

    def keep(self, name: str, statement: Statement) -> None:
        """Keep what a graded name is if it is a function, and not an earlier one that was run late."""
        known = self.kept.get(name)
        if callable(self.namespace[name]) and (known is None or known.position <= statement.position):
            self.kept[name] = Kept(self.namespace[name], statement.position, statement.cell)

    def put_back(self) -> None:
        """Make every graded name the last function that it was."""
        self.namespace.update({name: kept.function for name, kept in self.kept.items()})

    def eclipsed(self, names: Iterable[str]) -> Iterator[list[Any]]:
        """``[name, cell of its function, cell in which it is used for something else later, whether that is certain]``.

        It is not where the statement would perhaps have made another function, had it not stopped.
        """
        for name in names:
            if (kept := self.kept.get(name)) is None:
                continue
            later = [position for position in self.bindings.positions.get(name, ()) if position > kept.position]
            for position in later:
                kind = self.bindings.kind(position, name)
                if kind not in (Kind.NOTHING, Kind.ATTRIBUTE) and (position, name) not in self.unchanged:
                    certain = kind < Kind.ATTRIBUTE or position in self.ran
                    yield [name, kept.cell, self.bindings.program.statements[position].cell, certain]
                    break


class _Watched(UserDict[str, Any]):
    """The notebook's names, while each function that a graded one becomes is noticed."""

    def __init__(self, functions: LastFunctions, statement: Statement) -> None:
        self.functions, self.statement, self.data = functions, statement, functions.namespace

    def __setitem__(self, name: str, value: Any) -> None:
        self.data[name] = value
        if name in self.functions.graded:
            self.functions.keep(name, self.statement)
