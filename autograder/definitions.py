"""The definitions in a notebook: which statements make the graded names, and what those need in turn.

Runs inside the locked worker: nothing here is ever called on a student's text by a trusted process. For
each graded name the slice holds the last top-level statement that binds it and, transitively, those that
bind the names it loads; nothing else runs.
"""

from __future__ import annotations

import ast
import builtins
import math
import re
import symtable
import types
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LARGEST_CELL = 1_000_000
BODY_MAGICS = ("time", "capture", "timeit", "prun")
FILLS = ("append", "extend", "insert", "update", "setdefault", "add")
DEFINES = re.compile(r"^[ \t\ufeff]*(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)


@dataclass
class Statement:
    """One top-level statement: the names it binds, and those it loads at once or when called later."""

    cell: int
    node: ast.stmt
    binds: frozenset[str]
    loads_now: frozenset[str]
    loads_later: frozenset[str]

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


def parse(cells: Iterable[str]) -> Program:
    """Parse every cell by itself; a broken one costs only what it defines."""
    statements: list[Statement] = []
    broken: list[Broken] = []
    for number, source in enumerate(cells, 1):
        if len(source) > LARGEST_CELL:
            broken.append(Broken(number, "", frozenset()))
            continue
        try:
            tree = ast.parse(python_of(source), f"<cell {number}>")
            statements += [statement for node in tree.body for statement in _statements(number, node)]
        except Exception as error:  # IPython's translation of magics raises errors of any type
            broken.append(Broken(number, _reason(error), frozenset(DEFINES.findall(source))))
    return Program(tuple(statements), tuple(broken))


def _reason(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        where = f" (line {error.lineno})" if error.lineno else ""
        return f"{type(error).__name__}: {error.msg}{where}"
    return f"{type(error).__name__}: {error}".rstrip(": ")[:200]


def python_of(source: str) -> str:
    """The cell as plain Python: ``%%time`` and ``%%capture`` count as their body, other magics as nothing."""
    first, _, body = source.lstrip().partition("\n")
    if first.startswith("%%"):
        return python_of("\n" + body) if first[2:].split(" ")[0].strip() in BODY_MAGICS else ""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        from IPython.core.inputtransformer2 import TransformerManager

        return str(TransformerManager().transform_cell(source))
    return source


def _statements(cell: int, node: ast.stmt) -> Iterable[Statement]:
    """A statement with its names; ``import a, b`` counts as two, so that one missing module costs only itself."""
    if isinstance(node, ast.Import) and len(node.names) > 1:
        for alias in node.names:
            yield from _statements(cell, ast.copy_location(ast.Import([alias]), node))
        return
    yield Statement(cell, node, *_names(node))


def _names(node: ast.stmt) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    if isinstance(node, ast.Delete):
        return frozenset(), frozenset(), frozenset()
    top = symtable.symtable(ast.unparse(node), "<cell>", "exec")
    symbols = top.get_symbols()
    binds = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported() or s.is_namespace()}
    now = {s.get_name() for s in symbols if s.is_referenced()}
    later: set[str] = set()
    for child in top.get_children():
        _globals_of(child, later, now if child.get_type() == "class" else later)
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
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.NamedExpr):
            named.add(node.target.id)
        elif isinstance(node, ast.AugAssign):
            changed |= _owner(node.target)
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            changed |= _owner(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FILLS:
            changed |= _owner(node.func)
    return named, changed


def _owner(node: ast.expr) -> set[str]:
    """The name at the root of ``a.b[c].d``."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _globals_of(table: symtable.SymbolTable, later: set[str], here: set[str]) -> None:
    here |= {s.get_name() for s in table.get_symbols() if s.is_global() and (s.is_referenced() or s.is_assigned())}
    for child in table.get_children():
        _globals_of(child, later, here if child.get_type() == "class" else later)


def slice_of(program: Program, names: Iterable[str]) -> tuple[list[Statement], set[str]]:
    """The statements that the graded names need, in notebook order, and the names that nothing binds."""
    chosen: set[int] = {i for i, s in enumerate(program.statements) if s.is_star_import}
    unresolved: set[str] = set()
    seen: set[tuple[str, float]] = set()
    wanted: list[tuple[str, float]] = [(name, math.inf) for name in names]
    while wanted:
        name, before = wanted.pop()
        if (name, before) in seen:
            continue
        seen.add((name, before))
        binding = [i for i, s in enumerate(program.statements) if name in s.binds]
        earlier = [i for i in binding if i < before]
        if not binding:
            if not hasattr(builtins, name):
                unresolved.add(name)
            continue
        index = (earlier or binding)[-1]
        chosen.add(index)
        statement = program.statements[index]
        wanted += [(needed, index) for needed in statement.loads_now if needed not in statement.binds]
        wanted += [(needed, index) for needed in statement.loads_now & statement.binds if earlier[:-1]]
        wanted += [(needed, math.inf) for needed in statement.loads_later]
    return [program.statements[i] for i in sorted(chosen)], unresolved


def argument_use(source: str, name: str) -> tuple[set[str], set[str]]:
    """The global names that the function ``name`` in ``source`` loads, and the arguments it never uses."""
    try:
        tables = symtable.symtable(source, "<cell>", "exec").get_children()
    except (SyntaxError, ValueError, RecursionError):
        return set(), set()
    for table in reversed(tables):
        if isinstance(table, symtable.Function) and table.get_name() == name:
            loads: set[str] = set()
            _globals_of(table, loads, loads)
            used = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
            return loads, set(table.get_parameters()) - used - _captured(table)
    return set(), set()


def _captured(table: symtable.SymbolTable) -> set[str]:
    """The names that inner functions take from around them."""
    free = {s.get_name() for child in table.get_children() for s in child.get_symbols() if s.is_free()}
    return free.union(*map(_captured, table.get_children()))


def same_function(one: Any, other: Any) -> bool:
    """Whether two functions are the same text, but for their docstrings and comments."""
    return _compiled(one) is not None and _compiled(one) == _compiled(other)


def _compiled(function: Any) -> tuple[Any, ...] | None:
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType):
        return None
    constants = [constant for constant in code.co_consts if constant != function.__doc__]
    return code.co_code, code.co_names, code.co_varnames, constants, function.__defaults__
