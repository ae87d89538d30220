"""The definitions in a notebook: which statements make the graded names, and what those need in turn.

Runs inside the locked worker, and in its parent for the released cells alone: nothing here is ever called on a
student's text by a trusted process. For each graded name the slice holds the last top-level statement that makes it a
function, those after it that perhaps make another, and, transitively, those that bind the names these load; nothing
else runs. The ``filled`` slice, for what is not right without, also holds every statement that mentions a variable
which these load.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import math
import re
import symtable
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from autograder.calling.raised import reason_of
from autograder.calling.reads_global import globals_of
from autograder.running.bindings import FILLS, Kind, kind_of, kind_of_builtin, root_of
from autograder.running.magics import tree_of, written_by

LARGEST_CELL = 1_000_000
DEEPEST_CHAIN = 20
FUNCTIONS, IMPORTS = ast.FunctionDef | ast.AsyncFunctionDef, ast.Import | ast.ImportFrom
NEWLINE = re.compile(r"\r\n|\r|\n")  # as Python counts lines
PLACES = (ast.Subscript, ast.Attribute)
PASSED_OVER = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),  # names of their own
    *(ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.cmpop),  # leaves, which are most
)
DEFINES = re.compile(r"^[ \t\ufeff]*(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)


@dataclass
class Statement:
    """One top-level statement: the names it binds, and those it loads at once or when called later.

    ``optional`` in a slice: only needed if a name that is a function already turns out to become another one.
    """

    cell: int
    node: ast.stmt
    binds: frozenset[str]
    loads_now: frozenset[str]
    loads_later: frozenset[str]
    position: int = 0
    optional: bool = False

    @property
    def is_star_import(self) -> bool:
        """Whether it may bind any name."""
        return isinstance(self.node, ast.ImportFrom) and any(alias.name == "*" for alias in self.node.names)


@dataclass(frozen=True)
class Broken:
    """A cell that cannot be parsed: why, and the functions whose definitions it seems to hold."""

    cell: int
    reason: str
    defines: frozenset[str]


@dataclass(frozen=True)
class Program:
    """All statements of a notebook that parse, in order, and the cells that do not."""

    statements: tuple[Statement, ...]
    broken: tuple[Broken, ...]
    written: dict[str, str]  # the text of each module that ``%%writefile`` makes, by its name


def parse(cells: Iterable[str]) -> Program:
    """Parse every cell by itself; a broken one costs only what it defines."""
    statements: list[Statement] = []
    broken: list[Broken] = []
    written: dict[str, str] = {}
    for number, source in enumerate(cells, 1):
        if len(source) > LARGEST_CELL:
            broken.append(Broken(number, "", frozenset()))
            continue
        written |= written_by(source)
        try:
            found = _PARSED.get(source) or statements_of(source)
        except Exception as error:  # IPython's translation of magics raises errors of any type
            broken.append(Broken(number, reason_of(error), frozenset(DEFINES.findall(source))))
            continue
        statements += [replace(one, cell=number, position=len(statements) + i) for i, one in enumerate(found)]
    return Program(tuple(statements), tuple(broken), written)


_PARSED: dict[str, tuple[Statement, ...]] = {}


def parse_once(cells: Iterable[str]) -> None:
    """Parse cells of which many notebooks have each, for this process and all that are forked from it."""
    for source in cells:
        with contextlib.suppress(Exception):  # said of each notebook that has it
            _PARSED[source] = statements_of(source)


def statements_of(source: str) -> tuple[Statement, ...]:
    """The statements of one cell, which has no number yet; whatever its translation raises if it cannot be read."""
    tree, text = tree_of(source)
    return tuple(
        one for node, own in zip(tree.body, own_lines(tree.body, text), strict=True) for one in _statements(node, own)
    )


def _statements(node: ast.stmt, own: str) -> Iterable[Statement]:
    """A statement with its names; ``import a, b`` counts as two, so that one missing module costs only itself."""
    if isinstance(node, ast.Import) and len(node.names) > 1:
        for alias in node.names:
            yield from _statements(ast.copy_location(ast.Import([alias]), node), "")
        return
    yield Statement(0, node, *_names(node, own))


def own_lines(statements: Sequence[ast.stmt], text: str) -> Iterator[str]:
    """The lines of each top-level statement in the text of its cell; "" for one that shares a line with another.

    They tell its names in half of the time that it takes to write the statement down from its tree once more.
    """
    lines = NEWLINE.split(text)
    begins = [min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))]) for node in statements]
    ends = [node.end_lineno or 0 for node in statements]
    for begin, end, before, after in zip(begins, ends, [0, *ends], [*begins[1:], math.inf], strict=False):
        yield "\n".join(lines[begin - 1 : end]) if text and before < begin and end < after else ""


def _table(node: ast.stmt, own: str) -> symtable.SymbolTable:
    """The symbols of a statement, by its own lines if these can stand alone."""
    if own:
        with contextlib.suppress(SyntaxError):  # a backslash at their end, for example
            return symtable.symtable(own, "<cell>", "exec")
    return symtable.symtable(ast.unparse(node), "<cell>", "exec")


def _names(node: ast.stmt, own: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    if isinstance(node, ast.Delete):
        return frozenset(), frozenset(), frozenset()
    top = _table(node, own)
    symbols = top.get_symbols()
    binds = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported() or s.is_namespace()}
    now = {s.get_name() for s in symbols if s.is_referenced()}
    later: set[str] = set()
    for child in top.get_children():
        globals_of(child, later, now if child.get_type() == "class" else later)
    named, changed = _named_and_changed(node)
    return frozenset(binds | named | changed), frozenset(now | changed), frozenset(later)


def _named_and_changed(node: ast.AST) -> tuple[set[str], set[str]]:
    """What symbol tables do not tell: names bound by ``:=``, and those whose earlier value a statement changes.

    Changed by ``x += 1``, ``x[k] = v``, ``x.a = v`` and ``x.append(v)``.
    """
    named: set[str] = set()
    changed: set[str] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, PASSED_OVER):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.NamedExpr):
            named.add(node.target.id)
        elif isinstance(node, ast.AugAssign):
            changed |= _owner(node.target)
        elif isinstance(node, PLACES) and isinstance(node.ctx, ast.Store):
            changed |= _owner(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FILLS:
            changed |= _owner(node.func)
    return named, changed


def _owner(node: ast.expr) -> set[str]:
    return {root_of(node)} - {""}


class Bindings:
    """Where a program binds which name, and to what; of graded names those to functions count."""

    def __init__(self, program: Program, graded: Collection[str]) -> None:
        self.program, self.graded = program, frozenset(graded)
        self.positions: dict[str, list[int]] = {}
        self.mentioned: dict[str, list[int]] = {}
        self.known: dict[tuple[int, str], Kind] = {}
        self.variables: set[str] = set()  # what is neither graded nor just a function or a module
        self.star_imports = frozenset(one.position for one in program.statements if one.is_star_import)
        for statement in program.statements:
            for name in statement.binds:
                self.positions.setdefault(name, []).append(statement.position)
            for name in statement.loads_now | statement.binds:
                self.mentioned.setdefault(name, []).append(statement.position)
            if not isinstance(statement.node, FUNCTIONS | IMPORTS):
                self.variables |= statement.binds - self.graded

    def kind(self, position: int, name: str, depth: int = 0) -> Kind:
        """What a statement makes of a name."""
        if (position, name) not in self.known:

            def resolve(other: str) -> Kind:
                if depth == DEEPEST_CHAIN:
                    return Kind.UNKNOWN
                last = self.last(other, position)
                return self.kind(last, other, depth + 1) if last is not None else kind_of_builtin(other)

            node = self.program.statements[position].node
            self.known[position, name] = kind_of(node, name, self.graded, resolve)
        return self.known[position, name]

    def last(self, name: str, before: float) -> int | None:
        """The last statement before this one that binds the name, or the last of all; None if none does."""
        binding = self.positions.get(name, [])
        earlier = [position for position in binding if position < before]
        return next(reversed(earlier or binding), None)

    def functions(self, name: str, optional: bool) -> list[int]:
        """The statements that make a graded name a function; with the ``optional`` ones, which perhaps do."""
        kinds = [(position, self.kind(position, name)) for position in self.positions.get(name, ())]
        found = [(position, kind) for position, kind in kinds if kind >= Kind.ATTRIBUTE]
        if not found:
            return [position for position, kind in kinds if kind is Kind.DATA][-1:]
        certain = [number for number, (_, kind) in enumerate(found) if kind is Kind.FUNCTION]
        found = found[certain[-1] :] if certain else found
        if not optional and any(kind >= Kind.DEFINITION for _, kind in found):
            found = [(position, kind) for position, kind in found if kind is not Kind.UNKNOWN]
        return [position for position, _ in found]

    def needed(self, name: str, before: float, optional: bool) -> list[int]:
        """The statements that make a name what it is for one that stands at ``before`` (infinite: when called)."""
        last = self.last(name, before)
        if name in self.graded and (before == math.inf or last is None or last >= before):
            return self.functions(name, optional)
        return [] if last is None else [last]

    def mentions(self, name: str, start: float, before: float) -> list[int]:
        """The statements from ``start`` on that mention a variable: each may fill it, in whatever way."""
        where = self.mentioned[name] if name in self.variables else []
        return where[bisect_left(where, start) : bisect_left(where, before)]


def slice_of(
    program: Program, names: Collection[str], graded: Collection[str] = (), filled: bool = False
) -> tuple[list[Statement], set[str]]:
    """The statements that the graded ``names`` need, in notebook order, and the names that nothing binds.

    ``graded`` are names of other exercises, which these may need.
    """
    bindings = Bindings(program, {*names, *graded})
    required, loaded = _closure(bindings, names, filled=filled)
    chosen, _ = _closure(bindings, names, optional=True, filled=filled)
    statements = program.statements
    unresolved = {name for name, is_made in loaded.items() if not is_made and not hasattr(builtins, name)}
    return [replace(statements[i], optional=i not in required) for i in sorted(chosen)], unresolved


def reads_variables(bindings: Bindings, names: Collection[str]) -> tuple[bool, bool]:
    """Whether what makes these names loads variables of the notebook; and whether more statements mention them."""
    chosen, loaded = _closure(bindings, names, optional=True)
    if bindings.variables.isdisjoint(loaded):
        return False, False
    return True, _closure(bindings, names, optional=True, filled=True)[0] > chosen


def _closure(
    bindings: Bindings, names: Iterable[str], optional: bool = False, filled: bool = False
) -> tuple[set[int], dict[str, bool]]:
    """The statements that names need, transitively, and all names that these load: whether anything makes them."""
    statements = bindings.program.statements
    chosen: set[int] = set(bindings.star_imports)
    loaded: dict[str, bool] = {}
    reached: dict[str, float] = {}  # the statements that mention a name are looked at once each
    seen: set[tuple[str, float]] = set()
    wanted: list[tuple[str, float]] = [(name, math.inf) for name in names]
    while wanted:
        name, before = wanted.pop()
        if (name, before) in seen:
            continue
        seen.add((name, before))
        found = bindings.needed(name, before, optional)
        loaded[name] = bool(found) and loaded.get(name, True)
        if filled and before > (start := reached.get(name, -math.inf)):
            found, reached[name] = [*found, *bindings.mentions(name, start, before)], before
        for position in found:
            chosen.add(position)
            statement = statements[position]
            changed = statement.loads_now & statement.binds
            wanted += [(needed, position) for needed in statement.loads_now - changed]
            wanted += [(needed, position) for needed in changed if bindings.positions[needed][0] < position]
            wanted += [(needed, math.inf) for needed in statement.loads_later]
    return chosen, loaded
