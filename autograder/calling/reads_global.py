"""Does a function read a variable of the notebook in the place of one of its arguments?"""

from __future__ import annotations

import inspect
import symtable
import textwrap
import types
from typing import Any

from autograder.calling.call import observe
from autograder.plain.case import Case
from autograder.plain.values import Tree, as_array, plain


def borrowed_global(function: Any, outputs: set[str], case: Case, optional: int) -> str:
    """The data variable of the notebook that ``function`` reads in the place of an argument, or ''.

    Certain only if the function never uses an argument of the same kind (a number, an array of as many axes), or
    if the variable has the name of one of its ``outputs``; and if it stops with a NameError about that very
    variable once the notebook's data are hidden.
    """
    if not isinstance(function, types.FunctionType):
        return ""
    try:
        source = inspect.getsource(function)
    except (OSError, TypeError, SyntaxError):
        return ""
    loads, unused = argument_use(textwrap.dedent(source), function.__name__)
    scope = function.__globals__
    data = {
        name
        for name in loads
        if not (callable(scope.get(name)) or isinstance(scope.get(name), types.ModuleType)) and name in scope
    }
    if not data:
        return ""
    hidden = {name: value for name, value in scope.items() if name not in data}
    alone = types.FunctionType(
        function.__code__, hidden, function.__name__, function.__defaults__, function.__closure__
    )
    alone.__kwdefaults__ = function.__kwdefaults__
    error = observe(alone, case, optional).error
    if error is not None and error.type_name == "NameError" and error.name in data:
        idle = [arg for name, arg in zip(_positional(function), case.args, strict=False) if name in unused]
        if error.name in outputs or any(_of_one_kind(scope[error.name], arg) for arg in idle):
            return error.name
    return ""


def _positional(function: types.FunctionType) -> tuple[str, ...]:
    """The names of the positional parameters."""
    return function.__code__.co_varnames[: function.__code__.co_argcount]


def _of_one_kind(variable: Any, argument: Tree) -> bool:
    """Whether one could stand in the place of the other: both numbers, or arrays of as many axes."""
    one, other = as_array(plain(variable)), as_array(argument)
    return one is not None and other is not None and one.ndim == other.ndim


def globals_of(table: symtable.SymbolTable, later: set[str], here: set[str]) -> None:
    """Add the global names that a scope uses to ``here``, and those that functions in it use to ``later``."""
    here |= {s.get_name() for s in table.get_symbols() if s.is_global() and (s.is_referenced() or s.is_assigned())}
    for child in table.get_children():
        globals_of(child, later, here if child.get_type() == "class" else later)


def argument_use(source: str, name: str) -> tuple[set[str], set[str]]:
    """The global names that the function ``name`` in ``source`` loads, and the arguments it never uses."""
    try:
        tables = symtable.symtable(source, "<cell>", "exec").get_children()
    except (SyntaxError, ValueError, RecursionError):
        return set(), set()
    for table in reversed(tables):
        if isinstance(table, symtable.Function) and table.get_name() == name:
            loads: set[str] = set()
            globals_of(table, loads, loads)
            used = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
            return loads, set(table.get_parameters()) - used - _captured(table)
    return set(), set()


def _captured(table: symtable.SymbolTable) -> set[str]:
    """The names that inner functions take from around them."""
    free = {s.get_name() for child in table.get_children() for s in child.get_symbols() if s.is_free()}
    return free.union(*map(_captured, table.get_children()))
