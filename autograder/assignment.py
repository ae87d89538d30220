"""An assignment: its answer key, loaded from ``source/<name>.py``, and the hash that is its version."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import inspect
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

from autograder.exercise import DescriptionError, Exercise, Given

TEXTS = {"mistake", "also_correct", "variant"}


@dataclass(frozen=True)
class Assignment:
    """All exercises of one notebook, in the order of the answer key."""

    name: str
    exercises: dict[str, Exercise]
    given: tuple[Given, ...]
    version: str
    path: Path

    @property
    def points(self) -> float:
        """What the whole assignment is worth."""
        return sum(exercise.points for exercise in self.exercises.values())


def load_assignment(path: Path) -> Assignment:
    """Import an answer key. Raises DescriptionError, in one sentence, if it does not describe exercises."""
    if not path.is_file():
        raise DescriptionError(f"there is no answer key {path}")
    module_name = "answer_key_" + "".join(c if c.isalnum() else "_" for c in path.stem)
    spec = importlib.util.spec_from_file_location(module_name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except DescriptionError as error:
        raise DescriptionError(f"{path.name}: {error}") from None
    exercises = {e.name: e for e in vars(module).values() if isinstance(e, Exercise)}
    if not exercises:
        raise DescriptionError(f"{path.name} describes no exercise; decorate a function with @exercise(...)")
    helpers = tuple(
        Given(name, function, without_decorators(inspect.getsource(function)))
        for name, function in vars(module).items()
        if getattr(function, "__given__", False)
    )
    return Assignment(path.stem, exercises, helpers, key_version(path.read_text("utf-8")), path)


def without_decorators(source: str) -> str:
    """A function's source text without its decorator lines."""
    lines = textwrap.dedent(source).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("def "))
    return "\n".join(lines[start:]) + "\n"


def key_version(source: str) -> str:
    """Sixteen hex digits of what decides marks: references, generators, rules, points; not the texts."""
    tree = ast.parse(source)
    tree.body = [statement for statement in tree.body if not _is_text(statement)]
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
            and ast.get_docstring(node, clean=False) is not None
        ):
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.Call):
            node.keywords = [word for word in node.keywords if word.arg not in ("hints", "reasons", "equivalent")]
    return hashlib.sha256(ast.unparse(tree).encode()).hexdigest()[:16]


def _is_text(statement: ast.stmt) -> bool:
    """Whether a statement only adds wrong or alternative versions, which decide no mark by themselves."""
    if not isinstance(statement, ast.FunctionDef):
        return False
    for decorator in statement.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(target, ast.Attribute) and target.attr in TEXTS - {"variant"}:
            return True
    return False
