"""The version of an exercise: a hash of what decides a mark, and of nothing else.

The reference, the inputs, the accepted variants, the rules with their points, and every name of the answer key that
these reach: other references, given functions, constants. Slips, alternatives, hints and comments never enter, so that
a better sentence starts no new grading. The text is hashed token by token, which no version of Python reads
differently.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
import symtable
import sys
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.key.exercises import Exercise
from autograder.rules.as_json import returns_to_json

DIGITS = 16
LAYOUT = (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER)
Name = tuple[str, str]  # of a module of the key, and of what it binds


class Sources:
    """The texts of a key's modules, and the statement that binds each of their names."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.bound: dict[str, dict[str, ast.stmt]] = {}

    def statement(self, module: str, name: str) -> ast.stmt | None:
        """The last top-level statement of a module that binds a name."""
        if module not in self.bound:
            text = Path(str(sys.modules[module].__file__)).read_text("utf-8")
            self.texts[module] = text
            self.bound[module] = {name: node for node in ast.parse(text).body for name in bound_by(node)}
        return self.bound[module].get(name)

    def reached(self, start: Iterator[Name]) -> Iterator[tuple[str, list[str]]]:
        """Every statement that these names reach, with its tokens; imports lead on, other packages' names end here."""
        waiting, seen = sorted(start), set()
        while waiting:
            module, name = waiting.pop()
            statement = self.statement(module, name)
            if (module, name) in seen or statement is None:
                continue
            seen.add((module, name))
            if isinstance(statement, ast.Import):
                continue
            if isinstance(statement, ast.ImportFrom):
                if statement.level:
                    origin = ".".join([module.rpartition(".")[0], statement.module or ""]).rstrip(".")
                    own = next(alias.name for alias in statement.names if name in (alias.asname, alias.name))
                    waiting.append((origin, own) if statement.module else (f"{origin}.{own}", own))
                continue
            yield name, list(tokens_of(self.texts[module], statement))
            waiting += [(module, used) for used in names_in(statement)]


def bound_by(node: ast.stmt) -> Iterator[str]:
    """The names that a top-level statement binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in node.names)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        yield from (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and _is_store(inner))


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def names_in(statement: ast.stmt) -> Iterator[str]:
    """The names of its module that a statement uses; of a function those in its body and defaults, no decorator's."""
    if not isinstance(statement, ast.FunctionDef):
        yield from (node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and not _is_store(node))
        return
    defaults = [*statement.args.defaults, *statement.args.kw_defaults]
    for default in defaults:
        yield from (node.id for node in ast.walk(default or ast.Pass()) if isinstance(node, ast.Name))
    module = symtable.symtable(ast.unparse(statement), "<key>", "exec")
    (own,) = [table for table in module.get_children() if table.get_name() == statement.name]
    yield from _globals(own)


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    yield from (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global() and symbol.is_referenced())
    for child in table.get_children():
        yield from _globals(child)


def tokens_of(text: str, statement: ast.stmt) -> Iterator[str]:
    """The tokens of a statement without decorators, docstrings and comments."""
    lines = text.splitlines(keepends=True)[statement.lineno - 1 : statement.end_lineno]
    skipped = set(_docstring_lines(statement, statement.lineno - 1))
    begin, depth = (0, 0), 0  # of an f-string, which Python reads as one token until 3.11 and as several since
    for token in tokenize.generate_tokens(io.StringIO("".join(lines)).readline):
        kind = tokenize.tok_name[token.type]
        if kind == "FSTRING_START":
            begin, depth = (token.start, depth + 1) if not depth else (begin, depth + 1)
        elif kind == "FSTRING_END":
            depth -= 1
            if not depth:
                yield _between(lines, begin, token.end)
        elif token.type in (tokenize.INDENT, tokenize.DEDENT):
            yield kind
        elif not depth and token.type not in LAYOUT and token.start[0] not in skipped:
            yield kind if token.type == tokenize.NEWLINE else token.string


def _between(lines: list[str], begin: tuple[int, int], end: tuple[int, int]) -> str:
    """The text from one place (line and column) to another."""
    text = "".join(lines[begin[0] - 1 : end[0]])
    return text[begin[1] : len(text) - len(lines[end[0] - 1]) + end[1]]


def _docstring_lines(statement: ast.stmt, offset: int) -> Iterator[int]:
    """The numbers of the lines, counted from the statement's first, that hold docstrings."""
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            yield from range(first.lineno - offset, (first.end_lineno or first.lineno) - offset + 1)


def exercise_version(exercise: Exercise, sources: Sources | None = None) -> str:
    """Sixteen hex digits of what decides the marks of one exercise."""
    versions: list[Callable[..., Any] | None] = [exercise.reference, exercise.generator, *exercise.variants]
    names = ((function.__module__, function.__name__) for function in versions if function is not None)
    data = {
        "parts": list(exercise.parts.items()),
        "returns": returns_to_json(exercise.returns),
        "keeps_arguments": exercise.keeps_arguments,
        "hands_back": exercise.hands_back,
        "seconds": exercise.seconds,
        "needs": [needed.name for needed in exercise.needs],
        "code": sorted((sources or Sources()).reached(names)),
    }
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:DIGITS]
