"""Turn the instructor's notebook into the students': regions become placeholders, their markers stay.

::

    ### START CODE HERE ### (≈ 2 lines of code)        ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(np.dot(w.T, X) + b)               ->   raise NotImplementedError("...")  # replace this line
    cost = -np.mean(...)                               ### END CODE HERE ###
    ### END CODE HERE ###

The first region of a function raises when the function is called; every later region sets the names that it
binds and that are used after it to None, so that a student sees what is asked for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.calling.raised import END, START
from autograder.course.errors import CourseError
from autograder.messages import say
from autograder.running.magics import python_of

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Region:
    """The lines ``start`` and ``end`` (from 1) of a cell hold its markers; the solution is between them."""

    start: int
    end: int

    def holds(self, node: ast.AST) -> bool:
        """Whether a node of the syntax tree begins between the markers."""
        return self.start < getattr(node, "lineno", 0) < self.end


def regions(source: str) -> list[Region]:
    """The regions of a cell, in order. CourseError if markers do not pair."""
    found: list[Region] = []
    start = 0
    for number, line in enumerate(source.split("\n"), 1):
        if START.match(line):
            if start:
                raise CourseError(f"a START CODE HERE inside another one (line {number}): {excerpt(source)}")
            start = number
        elif END.match(line):
            if not start:
                raise CourseError(f"an END CODE HERE without its START (line {number}): {excerpt(source)}")
            found.append(Region(start, number))
            start = 0
    if start:
        raise CourseError(f"a START CODE HERE without its END (line {start}): {excerpt(source)}")
    return found


def excerpt(source: str) -> str:
    """A few words that tell which cell it is."""
    return " ".join(source.split())[:60]


def parsed(source: str) -> ast.Module:
    """The statements of a cell."""
    try:
        return ast.parse(python_of(source))
    except SyntaxError as error:
        raise CourseError(f"a cell of the source cannot be parsed ({error}): {excerpt(source)}") from None


def functions(source: str) -> list[Function]:
    """The functions that a cell defines at its top level."""
    return [node for node in parsed(source).body if isinstance(node, Function)]


def code_of(node: ast.stmt) -> str:
    """What a function does: its arguments and its text without the docstring; "" for any other statement."""
    if not isinstance(node, Function):
        return ""
    body = node.body[ast.get_docstring(node) is not None :]
    return "\n".join([ast.unparse(node.args), *map(ast.unparse, body)])


def owner(region: Region, candidates: list[Function]) -> Function | None:
    """The function that holds the code of the region."""
    return next(
        (function for function in candidates if region.start > function.lineno and within(region, function)),
        None,
    )


def within(region: Region, scope: ast.AST) -> bool:
    """Whether the code of a region is part of a function or loop."""
    return any(region.holds(node) for node in ast.walk(scope))


def cleared(source: str) -> str:
    """The cell as students get it."""
    found = regions(source)
    if not found:
        return source
    tree, candidates = ast.parse(python_of(source)), functions(source)
    lines = source.split("\n")
    started: set[str] = set()
    placeholders: list[list[str]] = []
    for region in found:
        function = owner(region, candidates)
        if function is not None and function.name not in started:
            started.add(function.name)
            text = say("nb_stub", name=function.name)
            placeholders.append([f'raise NotImplementedError("{text}")  {say("nb_stub_comment")}'])
        else:
            names = asked_for(region, function if function is not None else tree, function is None)
            placeholders.append([f"{name} = None" for name in names] or ["pass"])
    for region, placeholder in reversed(list(zip(found, placeholders, strict=True))):
        indent = re.match(r"[ \t]*", lines[region.start - 1]).group()  # type: ignore[union-attr]
        lines[region.start : region.end - 1] = [indent + line for line in placeholder]
    return "\n".join(lines)


def asked_for(region: Region, scope: ast.AST, everything: bool = False) -> list[str]:
    """The names that a region binds and that are used after it (or in the loop around it), in order."""
    bound = dict.fromkeys(name for node in ast.walk(scope) if region.holds(node) for name in binds(node))
    first = min((loop.lineno for loop in loops(scope, region)), default=region.end)
    used = {
        node.id
        for node in ast.walk(scope)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        if node.lineno >= first and not region.holds(node)
    }
    order = sorted(bound, key=lambda name: first_line(region, scope, name))
    return [name for name in order if everything or name in used]


def binds(node: ast.AST) -> Iterator[str]:
    """The names that one node of the syntax tree binds, but for those of a comprehension."""
    if isinstance(node, ast.Assign | ast.For | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            for part in ast.walk(target):
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                    yield part.id
    elif isinstance(node, Function | ast.ClassDef):
        yield node.name


def first_line(region: Region, scope: ast.AST, name: str) -> tuple[int, int]:
    """Where a region binds a name first."""
    return min(
        (node.lineno, node.col_offset)
        for node in ast.walk(scope)
        if isinstance(node, ast.stmt | ast.expr) and region.holds(node)
        if name in binds(node) or (isinstance(node, ast.Name) and node.id == name)
    )


def loops(scope: ast.AST, region: Region) -> Iterator[ast.For | ast.While]:
    """Every loop around a region."""
    for node in ast.walk(scope):
        if isinstance(node, ast.For | ast.While) and node.lineno < region.start and within(region, node):
            yield node
