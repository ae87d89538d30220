"""One step of a computation as data: ``W2 @ A1 + b2``, in arithmetic and two functions, and nothing else."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from autograder.plain.values import Tree, as_array

OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.MatMult: operator.matmul,
}
FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sigmoid": lambda z: np.asarray(1 / (1 + np.exp(-z))),
    "tanh": lambda z: np.asarray(np.tanh(z)),
}


@cache
def parsed(formula: str) -> ast.expr:
    """The formula as Python reads it. ValueError for anything but this vocabulary."""
    try:
        node = ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"the formula {formula!r} cannot be read: {error.msg}") from None
    _known(node, formula)
    return node


def names_read(formula: str) -> set[str]:
    """The values that it is made from. ValueError as for :func:`parsed`."""
    names = {node.id for node in ast.walk(parsed(formula)) if isinstance(node, ast.Name)}
    return names - FUNCTIONS.keys()


def value_of(formula: str, values: Mapping[str, Tree]) -> np.ndarray:
    """What it comes to. KeyError, TypeError or ValueError where these values do not allow it."""
    with np.errstate(all="ignore"):
        return _value(parsed(formula), values)


def _known(node: ast.expr, formula: str) -> None:
    """ValueError for what is none of the vocabulary."""
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            below = [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand) | ast.Attribute(value=operand, attr="T"):
            below = [operand]
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            below = [argument]
        case ast.Name() | ast.Subscript(value=ast.Name(), slice=ast.Constant(value=str())):
            below = []
        case ast.Constant(value=int() | float()):
            below = []
        case _:
            raise ValueError(f"the formula {formula!r} cannot say {ast.unparse(node)!r}")
    for one in below:
        _known(one, formula)


def _value(node: ast.expr, values: Mapping[str, Tree]) -> np.ndarray:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return np.asarray(OPERATORS[type(op)](_value(left, values), _value(right, values)))
        case ast.UnaryOp(operand=operand):
            return np.asarray(-_value(operand, values))
        case ast.Attribute(value=operand):
            return _value(operand, values).T
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return FUNCTIONS[name](_value(argument, values))
        case ast.Name(id=name):
            return _numbers(values[name])
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
            table = values[name]
            return _numbers(table[key] if isinstance(table, dict) else None)
        case ast.Constant(value=int() | float() as number):
            return np.asarray(float(number))
    raise TypeError(node)


def _numbers(tree: Tree) -> np.ndarray:
    array = as_array(tree)
    if array is None:
        raise TypeError(tree)
    return array.astype(float)
