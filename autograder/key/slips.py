"""A function in which some lines are written differently: how a mistake is the line that a student wrote.

::

    dw = np.dot(X, (A - Y).T)           takes the place of the one line of the reference that binds dw
    for i in range(num_iterations):
        w = w + learning_rate * dw      ... that binds w inside this loop

A line belongs to what it binds (``w = ...``, ``s["dW"] = ...``), changes (``w += ...``), calls (``costs.append(...)``)
or heads (``for``, ``while``, ``if``), or it is the ``return``. Anything but exactly one such line is a SlipError, so
that no mistake is left behind when a reference is edited. docs/keys.md describes the language.
"""

from __future__ import annotations

import ast
import builtins
import copy
import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Role = tuple[str, str]
Blocks = ast.For | ast.While | ast.If | ast.With
TWINS = {"binds": "changes", "changes": "binds"}
ONLY_ONE = ("for", "while", "if", "with")


class SlipError(Exception):
    """A line that fits no line of the reference, or several; the message is one sentence."""


@dataclass(frozen=True)
class Place:
    """One line of a function, and the heads of the blocks that it stands in, the outermost first."""

    statement: ast.stmt  # as it stands in the tree of the function, with its body if it heads a block
    heads: tuple[str, ...]  # () in the function's own block
    role: Role  # what it does to what: ("binds", "dw")

    @cached_property
    def text(self) -> str:
        """The line as Python writes it; of a block its head."""
        return head_of(self.statement) if isinstance(self.statement, Blocks) else ast.unparse(self.statement)


@dataclass(frozen=True)
class Line:
    """One line of a slip: what is written, and in which blocks."""

    text: str  # as it stands in the key, with the heads above it
    statements: tuple[ast.stmt, ...]  # what takes the place of one line; one where ``head``
    heads: tuple[str, ...] | None  # of the blocks around it, the outermost first; None: any, (): the function's own
    head: bool  # whether it heads a block of the reference, whose body stays

    @cached_property
    def role(self) -> Role:
        """What the first statement binds, changes, calls or heads."""
        return role_of(self.statements[0])

    @property
    def left_out(self) -> bool:
        """Whether three dots stand for what is written, ``b = ...`` or ``if ...:``: it is not there."""
        (first, *more) = self.statements
        value = getattr(first, "iter", getattr(first, "test", getattr(first, "value", None)))
        if isinstance(value, ast.Call) and len(value.args) == 1:
            (value,) = value.args
        return not more and isinstance(value, ast.Constant) and value.value is ...


def line_of(text: str) -> Line:
    """Read one line of a slip, with the heads of its blocks above it."""
    body, head = _parsed(textwrap.dedent(text).strip("\n"))
    heads: tuple[str, ...] | None = None
    while len(body) == 1 and isinstance(block := body[0], Blocks | ast.FunctionDef):
        if head and all(isinstance(inner, ast.Pass) for inner in block.body):
            break
        heads = (heads or ()) if isinstance(block, ast.FunctionDef) else (*(heads or ()), head_of(block))
        body = block.body
    return Line(text, tuple(body), heads, head)


def _parsed(text: str) -> tuple[list[ast.stmt], bool]:
    """The statements, and whether the last line is a head without a body."""
    try:
        return ast.parse(text).body, False
    except SyntaxError as error:
        last = text.split("\n")[-1]
        try:
            return ast.parse(f"{text}\n{last[: len(last) - len(last.lstrip())]} pass").body, True
        except SyntaxError:
            raise SlipError(f"{text!r} is no Python: {error.msg}") from None


def role_of(statement: ast.stmt) -> Role:
    """What a line does to what: two lines of one role are the same line, written differently."""
    if isinstance(statement, ast.Assign):
        return "binds", ", ".join(sorted(name for target in statement.targets for name in _names(target)))
    if isinstance(statement, ast.AugAssign):
        return "changes", ast.unparse(statement.target)
    if isinstance(statement, ast.Expr):
        value = statement.value
        return "calls", ast.unparse(value.func if isinstance(value, ast.Call) else value)
    if isinstance(statement, ast.For):
        return "for", ast.unparse(statement.target)
    return type(statement).__name__.lower(), ""


def _names(target: ast.expr) -> list[str]:
    items = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    return [ast.unparse(item) for item in items]


def head_of(block: ast.stmt) -> str:
    """The head of a block as Python writes it: ``for i in range(n):``."""
    bare = copy.copy(block)
    bare.body, bare.orelse = [ast.Pass()], []  # type: ignore[attr-defined]
    return ast.unparse(bare).split("\n")[0]


class Template:
    """A function whose lines can be found and written differently."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    @cached_property
    def tree(self) -> ast.FunctionDef:
        """The function without decorators and docstring."""
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(self.function))).body
        assert isinstance(node, ast.FunctionDef)
        node.decorator_list = []
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        return node

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every line, in order."""
        return tuple(_places(self.tree.body, ()))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that mean something in the function: arguments, variables, the module's own, Python's."""
        own = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}
        return frozenset(own | set(self.arguments) | self.function.__globals__.keys() | set(dir(builtins)))

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """The names of the arguments."""
        arguments = self.tree.args
        return tuple(argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))

    def place_of(self, line: Line) -> Place | None:
        """The line that ``line`` takes the place of; None if it stands at the top. SlipError if that is not certain."""
        inside = [place for place in self.places if _is_inside(place.heads, line.heads)]
        if line.heads and not any(line.heads[-1] in place.heads for place in self.places):
            raise SlipError(f"{line.text!r}: there is no block {line.heads[-1]!r}")
        kind, what = line.role
        found = [place for place in inside if place.role == line.role]
        found = found or [place for place in inside if place.role == (TWINS.get(kind), what)]
        found = found or [place for place in inside if place.role[0] == kind and kind in ONLY_ONE]
        if len(found) > 1:
            raise SlipError(f"{line.text!r} fits {len(found)} lines: indent it below the head of its block")
        if not found and not self._stands_at_the_top(line):
            raise SlipError(f"{line.text!r} takes the place of no line")
        return found[0] if found else None

    def _stands_at_the_top(self, line: Line) -> bool:
        """A line that gives an argument another value, or a bare expression that stops."""
        (kind, what) = line.role
        bound = what.split(", ")
        return (
            not line.heads
            and not line.left_out
            and (kind in ("calls", "raise") or (kind == "binds" and set(bound) <= {*self.arguments}))
        )

    def names_in(self, lines: Sequence[Line]) -> Iterator[str]:
        """The names that lines take from around them."""
        nodes = [node for line in lines for statement in line.statements for node in ast.walk(statement)]
        bound = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        yield from (node.id for node in nodes if isinstance(node, ast.Name) and node.id not in bound)

    def unknown_names(self, lines: Sequence[Line]) -> Iterator[str]:
        """The names in the lines that mean nothing here."""
        yield from (name for name in self.names_in(lines) if name not in self.names)

    def changes(self, lines: Sequence[Line]) -> frozenset[tuple[int, str]]:
        """What is written in which line (0: at the top); SlipError if two lines claim one place, or nothing changes."""
        claims, top = self._claims(lines)
        numbers = {id(place.statement): number for number, place in enumerate(self.places, 1)}
        where = {(numbers[which], _written(line)) for which, line in claims.items()}
        where |= {(0, _written(line)) for line in top}
        if all(number and self.places[number - 1].text == text for number, text in where):
            raise SlipError(f"{lines[0].text!r} is what the reference says")
        return frozenset(where)

    def written(self, lines: Sequence[Line]) -> str:
        """The text of the function with these lines."""
        claims, top = self._claims(lines)
        tree = copy.copy(self.tree)
        tree.body = [statement for line in top for statement in line.statements] + _rewritten(self.tree.body, claims)
        return ast.unparse(tree) + "\n"

    def _claims(self, lines: Sequence[Line]) -> tuple[dict[int, Line], list[Line]]:
        """``(the line that takes the place of each statement, by its id; the lines that stand at the top)``."""
        claims: dict[int, Line] = {}
        top: list[Line] = []
        for line in lines:
            place = self.place_of(line)
            if place is None:
                top.append(line)
            elif id(place.statement) in claims:
                raise SlipError(f"{line.text!r} and {claims[id(place.statement)].text!r} take the place of one line")
            else:
                claims[id(place.statement)] = line
        return claims, top


def _places(block: Sequence[ast.stmt], heads: tuple[str, ...]) -> Iterator[Place]:
    for statement in block:
        yield Place(statement, heads, role_of(statement))
        if isinstance(statement, Blocks):
            head = head_of(statement)
            yield from _places(statement.body, (*heads, head))
            yield from _places(getattr(statement, "orelse", []), (*heads, f"else of {head}"))


def _is_inside(heads: tuple[str, ...], wanted: tuple[str, ...] | None) -> bool:
    """Whether a place with these heads above it stands in the blocks that are wanted, at any depth."""
    if not wanted:
        return wanted is None or not heads
    rest = iter(heads)
    return all(head in rest for head in wanted)


def _written(line: Line) -> str:
    """The line as Python writes it."""
    return head_of(line.statements[0]) if line.head else "\n".join(map(ast.unparse, line.statements))


def _rewritten(block: Sequence[ast.stmt], claims: dict[int, Line]) -> list[ast.stmt]:
    """A block with the claimed lines written differently, or left out."""
    result: list[ast.stmt] = []
    for statement in block:
        line = claims.get(id(statement))
        if line is not None and (line.left_out or not line.head):
            result += () if line.left_out else line.statements
            continue
        made = copy.copy(statement if line is None else line.statements[0])
        for field in ("body", "orelse") if isinstance(statement, Blocks) else ():
            setattr(made, field, _rewritten(getattr(statement, field, []), claims))
        result.append(made)
    return result or ([ast.Pass()] if block else [])


def compiled(text: str, filename: str, like: Callable[..., Any]) -> Callable[..., Any]:
    """The function that a text defines, in the module of ``like``; tracebacks find its lines."""
    lines = text.splitlines(keepends=True)
    linecache.cache[filename] = (len(text), None, lines, filename)
    scope: dict[str, Any] = {}
    exec(compile(text, filename, "exec"), like.__globals__, scope)
    (function,) = scope.values()
    return function
