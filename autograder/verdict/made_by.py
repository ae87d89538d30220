"""Which line of the student's own makes a wrong value, where nothing better is known of it; its text alone is read."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from autograder.messages import say
from autograder.plain.shown import shortened
from autograder.plain.status import Status
from autograder.verdict.leftovers import lines_of
from autograder.verdict.result import Result

LONGEST_LINE = 200
KEY = re.compile(r"(?:^|\[')(\w+)(?:'\])?$")  # cost, cache['Z1']
CALL = re.compile(r"\w+\(.*\)$", re.DOTALL)
FILL = ("fill", "append", "extend", "insert", "update", "setdefault", "sort", "itemset", "put", "resize")
NO_NUMBERS = ast.Dict | ast.Tuple | ast.List | ast.Constant | ast.Name
MOST_NAMES = 4

Made = tuple[ast.stmt, ast.expr | None]
"""A statement, and in it the expression whose value it gives away."""


def with_made_by(result: Result, names: Sequence[str], cells: Sequence[str]) -> Result:
    """The result with a note on the line that makes the value shown, if the message only says that it is wrong."""
    evidence = result.evidence
    if result.status != Status.WRONG or result.mistake or result.asks or evidence is None or not evidence.got:
        return result
    text = next(("\n".join(lines) for cell in reversed(cells) for name in names if (lines := lines_of(cell, name))), "")
    line, parts = line_that_makes(evidence.what, text)
    if not line:
        return result
    what = evidence.what if not CALL.match(evidence.what) else say("made_by_result")
    words = {"what": what, "line": shortened(line, LONGEST_LINE)}
    known = 0 < len(parts) <= MOST_NAMES
    note = say("made_of", count=len(parts), names=", ".join(parts), **words) if known else say("made_by", **words)
    return replace(result, notes=(note, *result.notes))


def line_that_makes(what: str, text: str) -> tuple[str, list[str]]:
    """The one statement in the text of a function that gives a value its numbers, and the function's variables in it.

    "" where there is not just one such statement.
    """
    try:
        (function,) = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError):
        return "", []
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    made: Made | None = None
    if len(returns) == 1 and CALL.match(what):
        made = (returns[0], returns[0].value)
    elif len(returns) == 1 and (found := KEY.search(what)):
        handed_back = {node.id for node in ast.walk(returns[0]) if isinstance(node, ast.Name)}
        made = _under_key(found[1], function, handed_back)
        if made is None and found[1] in handed_back:
            made = _assigned(found[1], function)
    if made and isinstance(made[1], ast.Name):
        made = _assigned(made[1].id, function)
    if made is None or made[1] is None or isinstance(made[1], NO_NUMBERS):
        return "", []
    return " ".join((ast.get_source_segment(text, made[0]) or "").split()), _made_of(made[1], function)


def _made_of(value: ast.expr, function: ast.stmt) -> list[str]:
    """The variables of a function that an expression is made of, in their order: its parameters and what it binds."""
    nodes = list(ast.walk(function))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and _is_store(node)}
    names = [node for node in ast.walk(value) if isinstance(node, ast.Name) and node.id in own]
    return list(dict.fromkeys(node.id for node in sorted(names, key=lambda node: (node.lineno, node.col_offset))))


def _assigned(name: str, function: ast.stmt) -> Made | None:
    """The assignment that binds a name, if nothing else does, and nothing puts entries into what it is bound to."""
    nodes = list(ast.walk(function))
    stores = [node for node in nodes if isinstance(node, ast.Name) and node.id == name and _is_store(node)]
    filled = any(
        isinstance(node.value, ast.Name) and node.value.id == name
        for node in nodes
        if (isinstance(node, ast.Subscript) and _is_store(node))
        or (isinstance(node, ast.Attribute) and node.attr in FILL)
    )
    if len(stores) != 1 or filled:
        return None
    assignments = (node for node in nodes if isinstance(node, ast.Assign) and node.targets == stores)
    return next(((node, node.value) for node in assignments), None)


def _under_key(key: str, function: ast.stmt, handed_back: set[str]) -> Made | None:
    """The value of a key in a dictionary that is written out and handed back, if there is just one."""
    found = [
        (statement, value)
        for statement in ast.walk(function)
        if isinstance(statement, ast.Return) or (isinstance(statement, ast.Assign) and _binds(statement, handed_back))
        for node in ast.walk(statement)
        if isinstance(node, ast.Dict)
        for one, value in zip(node.keys, node.values, strict=True)
        if isinstance(one, ast.Constant) and one.value == key
    ]
    return found[0] if len(found) == 1 else None


def _binds(statement: ast.Assign, names: set[str]) -> bool:
    """Whether one of these names is given a value."""
    return any(isinstance(target, ast.Name) and target.id in names for target in statement.targets)


def _is_store(node: ast.Name | ast.Subscript) -> bool:
    return not isinstance(node.ctx, ast.Load)
