"""What the text of a reference says of its values: their names, which is made from which, which arguments play no part.

Only what a card says hangs on it, never a mark.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autograder.rules.tree import AllOf, Fields, Returns, leaves


@dataclass(frozen=True)
class Anatomy:
    """What is known of one function; nothing where its text cannot be read."""

    outputs: tuple[str, ...] = ()  # names of the values that its last return has, "" for what is no variable
    chain: tuple[str, ...] = ()  # the longest row of variables, of those asked for, in which each is made from the last
    idle: tuple[str, ...] = ()  # parameters that it never reads


def anatomy(function: Callable[..., Any], parts: Iterable[str], returns: Returns) -> Anatomy:
    """What the text of a function says, and which of the parts, in their order, are a chain of its variables."""
    try:
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, SyntaxError):
        return Anatomy()
    if not isinstance(node, ast.FunctionDef):
        return Anatomy()
    read = {name for statement in node.body for name in names_in(statement)}
    parameters = inspect.signature(function).parameters
    idle = tuple(name for name in parameters if name not in read)
    return Anatomy(_outputs(node, returns, set(parameters)), _chain(node, list(parts)), idle)


def names_in(node: ast.AST) -> set[str]:
    """Every variable that is read in a piece of code."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def _outputs(function: ast.FunctionDef, returns: Returns, parameters: set[str]) -> tuple[str, ...]:
    """The names in the last return; a changed argument goes by its own name, whatever a reference calls its copy."""
    last = function.body[-1]
    if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Tuple):
        return ()
    names = [value.id if isinstance(value, ast.Name) else "" for value in last.value.elts]
    copies = {f"new_{name}": name for name in parameters}
    names = [copies.get(name, name) for name in names]
    trees = returns.items if isinstance(returns, AllOf) else (returns,)
    for index, item in enumerate(next((tree.items for tree in trees if isinstance(tree, Fields)), ())):
        parts = {rule.part for rule in leaves(item)}
        if len(parts) == 1 and index < len(names):
            names[index] = next(iter(parts & parameters), names[index])
    return tuple(names)


def _chain(function: ast.FunctionDef, parts: list[str]) -> tuple[str, ...]:
    made_from = _made_from(function)
    chains = []
    for start, first in enumerate(parts):
        chain = [first]
        for part in parts[start + 1 :]:
            if chain[-1] in made_from.get(part, ()):
                chain.append(part)
        chains.append(chain)
    longest = max(chains, key=len, default=[])
    return tuple(longest) if len(longest) > 1 else ()


def _made_from(function: ast.FunctionDef) -> dict[str, set[str]]:
    """Of each variable all those that its value is made from, directly or by way of others."""
    made: dict[str, set[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for one in ast.walk(target):
                    if isinstance(one, ast.Name):
                        made.setdefault(one.id, set()).update(names_in(node.value))
    grows = True
    while grows:
        before = sum(map(len, made.values()))
        for names in made.values():
            names.update(*(made.get(name, ()) for name in tuple(names)))
        grows = sum(map(len, made.values())) > before
    return made
