"""A cell with magics as plain Python: what is timed or captured counts as itself, all other magics as nothing."""

from __future__ import annotations

import ast
import re

BODY_MAGICS = ("time", "capture", "timeit", "prun")
WRITES = re.compile(r"%%(?:write)?file[ \t]+(?:\S*/)?(?P<module>\w+)\.py[ \t]*\n")


def tree_of(source: str) -> tuple[ast.Module, str]:
    """The statements of a cell, and the text that they stand in; "" where they are not what stands there.

    Raises errors of any type: IPython's translation of magics does.
    """
    text, tree = source, None if source.lstrip().startswith("%%") else _parsed(source)
    if tree is None:
        text = python_of(source)
        tree = ast.parse(text)
    return (Timed().visit(tree), "") if "%time" in source else (tree, text)


def written_by(source: str) -> dict[str, str]:
    """The text of the module that a cell writes into a file, by its name; empty for any other cell."""
    match = WRITES.match(source.lstrip())
    return {match["module"]: source.lstrip()[match.end() :]} if match else {}


def python_of(source: str) -> str:
    """The cell as plain Python: ``%%time`` and ``%%capture`` count as their body, other magics as nothing."""
    first, _, body = source.lstrip().partition("\n")
    if first.startswith("%%"):
        return python_of("\n" + body) if first[2:].split(" ")[0].strip() in BODY_MAGICS else ""
    if _parsed(source) is None:
        from IPython.core.inputtransformer2 import TransformerManager

        return str(TransformerManager().transform_cell(source))
    return source


def _parsed(source: str) -> ast.Module | None:
    """The statements of plain Python; None for anything else."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class Timed(ast.NodeTransformer):
    """``%time x = f()`` and ``x = %time f()``, of which IPython makes calls with a text, are ``x = f()``."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        """A line of its own may hold any statement."""
        found = self._timed(node.value)
        return self.generic_visit(node) if found is None else found.body

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Elsewhere it is a value."""
        match self._timed(node):
            case ast.Module(body=[ast.Expr(value=value)]):
                return value
        return self.generic_visit(node)

    @staticmethod
    def _timed(node: ast.expr) -> ast.Module | None:
        """What is timed; None for any other node."""
        match node:
            case ast.Call(func=ast.Attribute(attr="run_line_magic"), args=[ast.Constant("time"), ast.Constant(text)]):
                try:
                    found = ast.parse(str(text))
                except (SyntaxError, ValueError):
                    return None
                ast.increment_lineno(found, node.lineno - 1)
                return found
        return None
