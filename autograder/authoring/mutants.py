"""Automatic mutants of a reference: one small change each to an operator, axis, constant or name."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.key.exercises import Exercise
from autograder.key.slips import compiled

OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mod,),
    ast.Gt: (ast.Lt,),
    ast.Lt: (ast.Gt,),
    ast.GtE: (ast.Lt,),
    ast.LtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
FUNCTIONS = {"sum": "mean", "mean": "sum", "exp": "log", "log": "exp", "tanh": "sin", "zeros": "ones", "sqrt": "square"}


@dataclass(frozen=True)
class Mutant:
    """A changed reference; ``change`` says what was changed where: ``dZ2 = A2 - Y: A2 - Y -> A2 + Y``."""

    change: str
    function: Callable[..., Any]


def mutants(exercise: Exercise) -> Iterator[Mutant]:
    """Every mutant of the reference that differs from it as text. They see the answer key's globals."""
    tree = exercise.template.tree
    lines = {id(node): place.text for place in exercise.template.places for node in _of_the_line(place.statement)}
    seen = {ast.unparse(tree)}
    changes: set[str] = set()
    for index, node in enumerate(ast.walk(tree)):
        if id(node) not in lines:  # defaults and annotations decide no mark
            continue
        for changed in _variants(node, exercise.parameters):
            if not (isinstance(node, ast.expr) and isinstance(changed, ast.expr)):
                continue
            mutated = copy.deepcopy(tree)
            _replace(mutated, index, changed)
            text = ast.unparse(ast.fix_missing_locations(mutated)) + "\n"
            if text in seen:
                continue
            seen.add(text)
            change = f"{lines[id(node)].rstrip(':')}: {ast.unparse(node)} -> {ast.unparse(changed)}"
            while change in changes:  # the same change elsewhere in the line
                change += " (again)"
            changes.add(change)
            yield Mutant(change, compiled(text, f"<{exercise.name}: {change}>", exercise.reference))


def _of_the_line(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a line; of a block those of its head."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]


def _replace(tree: ast.AST, index: int, replacement: ast.AST) -> None:
    """Put ``replacement`` in the place of the node that ast.walk yields as number ``index``."""
    target = list(ast.walk(tree))[index]
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, copy.deepcopy(replacement))
                return
            if isinstance(value, list) and any(item is target for item in value):
                setattr(parent, name, [copy.deepcopy(replacement) if item is target else item for item in value])
                return


def _variants(node: ast.AST, parameters: tuple[str, ...]) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)  # type: ignore[arg-type]
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for operator in OPERATORS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [operator()], node.comparators)  # type: ignore[list-item]
    elif isinstance(node, ast.BoolOp):
        for operator in OPERATORS.get(type(node.op), ()):
            yield ast.BoolOp(operator(), node.values)  # type: ignore[arg-type]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in parameters:
        for other in parameters:
            if other != node.id:
                yield ast.Name(other, ast.Load())
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _calls(node)


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value not in (0, 1):
            yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2 + (value == 0))


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS:
        changed = ast.Attribute(node.func.value, FUNCTIONS[node.func.attr], ast.Load())
        yield ast.Call(changed, node.args, node.keywords)
    for keyword in node.keywords:
        rest = [other for other in node.keywords if other is not keyword]
        yield ast.Call(node.func, node.args, rest)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            flipped = ast.keyword("axis", ast.Constant(1 - int(keyword.value.value)))  # type: ignore[arg-type]
            yield ast.Call(node.func, node.args, [*rest, flipped])
