"""What a top-level statement makes of a name: a function for sure, perhaps, or something else.

Found out from the text alone. ``model = model(X, Y)`` uses an exercise and makes no function, so it need not run;
``f = wrapper(f)`` may make one, which only running it can tell.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from enum import IntEnum

FILLS = ("append", "extend", "insert", "update", "setdefault", "add")
DATA_EXPRESSIONS = (
    *(ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.BinOp, ast.UnaryOp, ast.Compare),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

SOME_DATA = ast.Constant(0)


class Kind(IntEnum):
    """What a statement makes of a name; from ATTRIBUTE on it has to run before the name is what it is."""

    NOTHING = 0
    USE = 1  # the result of an exercise, which is data
    DATA = 2
    ATTRIBUTE = 3  # the same as before, with another attribute
    UNKNOWN = 4
    DEFINITION = 5  # a function, unless this stops or is one of several branches
    FUNCTION = 6


Resolve = Callable[[str], Kind]
"""What a name is at this place of the notebook."""


def kind_of(node: ast.stmt, name: str, graded: frozenset[str], resolve: Resolve) -> Kind:
    """What this statement makes of ``name``."""
    kinds = _Kinds(name, graded, resolve)
    found = max((kind for inner in _inside(node) for kind in kinds.of(inner)), default=Kind.NOTHING)
    return min(found, Kind.DEFINITION) if hasattr(node, "body") and not isinstance(node, DEFINITIONS) else found


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is in it, without the bodies of functions and classes."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*DEFINITIONS, ast.Lambda)):
            waiting += ast.iter_child_nodes(node)


def root_of(node: ast.expr) -> str:
    """The name at the root of ``a.b[c].d``, or ''."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


class _Kinds:
    """The kinds of the bindings of one name in one node, not counting the nodes inside."""

    def __init__(self, name: str, graded: frozenset[str], resolve: Resolve) -> None:
        self.name, self.graded, self.resolve = name, graded, resolve

    def of(self, node: ast.AST) -> Iterator[Kind]:
        """What this node alone makes of the name."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                if node.name == self.name:
                    yield Kind.FUNCTION if _cannot_stop(node) else Kind.DEFINITION
            case ast.Assign():
                yield from (self.assigned(target, node.value) for target in node.targets)
            case ast.AnnAssign(value=ast.expr() as value) | ast.NamedExpr(value=value):
                yield self.assigned(node.target, value)
            case ast.AugAssign():
                yield self.assigned(node.target, SOME_DATA)
            case ast.For() | ast.AsyncFor():
                yield from self.looped(node.target, node.iter)
            case ast.withitem(optional_vars=ast.expr() as target):
                yield self.assigned(target, SOME_DATA)
            case ast.ImportFrom():
                if any((alias.asname or alias.name) == self.name for alias in node.names):
                    yield Kind.UNKNOWN
            case ast.Call(func=ast.Attribute(attr=attribute)) if attribute in FILLS:
                yield Kind.DATA if root_of(node.func) == self.name else Kind.NOTHING
            case ast.Import():
                bound = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
                yield Kind.DATA if self.name in bound else Kind.NOTHING
            case ast.ExceptHandler(name=bound) | ast.MatchAs(name=bound) | ast.MatchStar(name=bound):
                yield Kind.DATA if bound == self.name else Kind.NOTHING
            case ast.MatchMapping(rest=bound):
                yield Kind.DATA if bound == self.name else Kind.NOTHING

    def assigned(self, target: ast.expr, value: ast.expr) -> Kind:
        """What ``target = value`` makes of the name."""
        match target:
            case ast.Name():
                return self.value(value) if target.id == self.name else Kind.NOTHING
            case ast.Attribute() | ast.Subscript():
                if root_of(target) != self.name:
                    return Kind.NOTHING
                return (
                    Kind.ATTRIBUTE if any(isinstance(part, ast.Attribute) for part in ast.walk(target)) else Kind.DATA
                )
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                values = _items(value)
                if len(values) == len(parts):
                    return max(map(self.assigned, parts, values), default=Kind.NOTHING)
                if not any(self.assigned(part, value) for part in parts):
                    return Kind.NOTHING
                return Kind.DATA if value is SOME_DATA else Kind.USE if self.uses(value) else Kind.UNKNOWN
        return self.assigned(target.value, SOME_DATA) if isinstance(target, ast.Starred) else Kind.NOTHING

    def looped(self, target: ast.expr, over: ast.expr) -> Iterator[Kind]:
        """What a loop makes of the name: mostly it runs over data, but ``for f in (mine, yours)`` does not."""
        for item in _items(over) or [SOME_DATA]:
            yield self.assigned(target, item)

    def value(self, node: ast.expr) -> Kind:
        """What kind of value an expression has."""
        match node:
            case ast.Lambda():
                return Kind.FUNCTION
            case ast.Name():
                known = self.resolve(node.id)
                return Kind.DATA if known is Kind.USE else Kind.UNKNOWN if known < Kind.DATA else known
            case ast.NamedExpr():
                return self.value(node.value)
            case ast.IfExp():
                return _either(self.value(node.body), self.value(node.orelse))
            case ast.BoolOp():
                return _either(*map(self.value, node.values))
        if isinstance(node, DATA_EXPRESSIONS):
            return Kind.DATA
        return Kind.USE if self.uses(node) else Kind.UNKNOWN

    def uses(self, node: ast.expr) -> bool:
        """Whether this is the result of an exercise, or a part of it."""
        while isinstance(node, ast.Call | ast.Attribute | ast.Subscript | ast.Await):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                return node.func.id in self.graded
            node = node.func if isinstance(node, ast.Call) else node.value
        return False


def _items(node: ast.expr) -> list[ast.expr]:
    """The items of a tuple or list that is written out, each where it can be seen."""
    items = node.elts if isinstance(node, ast.Tuple | ast.List) else []
    return [] if any(isinstance(item, ast.Starred) for item in items) else items


def _either(*kinds: Kind) -> Kind:
    """One of several values, nobody knows which."""
    return min(kinds) if len(set(kinds)) == 1 or max(kinds) < Kind.UNKNOWN else Kind.UNKNOWN


def _cannot_stop(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether nothing is computed when the definition runs."""
    if node.decorator_list or isinstance(node, ast.ClassDef):
        return False
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    annotations = [node.returns, *(argument.annotation for argument in arguments if argument is not None)]
    computed = [*node.args.defaults, *node.args.kw_defaults, *annotations]
    return all(value is None or isinstance(value, ast.Constant) for value in computed)


def kind_of_builtin(name: str) -> Kind:
    """What a name is that no statement binds."""
    return Kind.FUNCTION if callable(getattr(builtins, name, None)) else Kind.UNKNOWN
