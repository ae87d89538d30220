"""An assignment: its answer key, a package with a page for each exercise, and the hash that is its version.

::

    keys/<package>/__init__.py       assignment = "01_logistic_regression", exercises = ("graph_forward", ...)
    keys/<package>/propagate.py      one exercise, called like its page
    keys/<package>/_given.py         the functions that students are given
    keys/<package>/_anything.py      what several pages share
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.key.exercises import DescriptionError, Exercise, Given
from autograder.key.version import Sources, exercise_version

PACKAGE = "answer_key_"


@dataclass(frozen=True)
class Assignment:
    """All exercises of one notebook, in the order of the answer key."""

    name: str  # as nbgrader calls it: 01_logistic_regression
    exercises: dict[str, Exercise]  # by name
    given: tuple[Given, ...]  # empty where the key has no _given.py
    versions: dict[str, str]  # of each exercise: sixteen hex digits of what decides its marks
    path: Path  # the folder of the key

    @property
    def points(self) -> float:
        """What the whole assignment is worth."""
        return sum(exercise.points for exercise in self.exercises.values())


def assignment_name(folder: Path) -> str | None:
    """The assignment that a folder in ``keys/`` is the key of; nothing in it is run."""
    try:
        body = ast.parse((folder / "__init__.py").read_text("utf-8")).body
    except (OSError, ValueError, SyntaxError):
        return None
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names == ["assignment"] and isinstance(node.value.value, str):
                return node.value.value
    return None


def load_assignment(folder: Path) -> Assignment:
    """Import an answer key. Raises DescriptionError, in one sentence, if it does not describe exercises."""
    module = _package(folder)
    pages = {name: _page(folder, module.__name__, name) for name in _listed(module, folder)}
    exercises = {name: _exercise_of(page, name, folder) for name, page in pages.items()}
    shown = _page(folder, module.__name__, "_given") if (folder / "_given.py").is_file() else None
    sources = Sources()
    versions = {name: exercise_version(exercise, sources) for name, exercise in exercises.items()}
    return Assignment(module.assignment, exercises, tuple(_given(shown)), versions, folder)


def load_exercise(folder: Path, name: str) -> Exercise:
    """Import one page of an answer key, and of the others only what it imports; DescriptionError as above."""
    module = _package(folder)
    if name not in (listed := _listed(module, folder)):
        raise DescriptionError(f"{folder.name} has no exercise {name}; its exercises are {', '.join(listed)}")
    return _exercise_of(_page(folder, module.__name__, name), name, folder)


def _package(folder: Path) -> ModuleType:
    """Import the package of an answer key, without its pages."""
    if not (folder / "__init__.py").is_file():
        raise DescriptionError(f"there is no answer key {folder}")
    package = PACKAGE + "".join(c if c.isalnum() else "_" for c in folder.name)
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        del sys.modules[name]  # another course's, or an older text
    importlib.invalidate_caches()
    spec = importlib.util.spec_from_file_location(
        package, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[package] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _listed(module: ModuleType, folder: Path) -> tuple[str, ...]:
    """The exercises in order, as the package lists them; each has a page, and each page is listed."""
    place = f"{folder.name}/__init__.py"
    if not isinstance(getattr(module, "assignment", None), str):
        raise DescriptionError(f'{place} does not say which assignment it is: assignment = "01_..."')
    names: Any = getattr(module, "exercises", ())
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        raise DescriptionError(f"{place}: exercises takes the names of the pages, in the order of the notebook")
    pages = {path.stem for path in folder.glob("[!_.]*.py")}
    if not names:
        raise DescriptionError(
            f"{place} describes no exercise: list its pages, exercises = (...); "
            f"`autograder new exercise NAME --in {module.assignment}` makes one and lists it"
        )
    if missing := [name for name in names if name not in pages]:
        raise DescriptionError(f"{place} lists {missing[0]}, but there is no page {folder.name}/{missing[0]}.py")
    if unlisted := sorted(pages - set(names)):
        raise DescriptionError(f"{folder.name}/{unlisted[0]}.py is not listed in {place}")
    return tuple(dict.fromkeys(names))


def _page(folder: Path, package: str, name: str) -> ModuleType:
    try:
        return importlib.import_module(f"{package}.{name}")
    except DescriptionError as error:
        raise DescriptionError(f"{folder.name}/{name}.py: {error}") from None


def _exercise_of(page: ModuleType, name: str, folder: Path) -> Exercise:
    found = getattr(page, name, None)
    if not isinstance(found, Exercise) or found.name != name:
        raise DescriptionError(f"{folder.name}/{name}.py describes no exercise {name}: decorate it with @exercise(...)")
    return found


def _given(page: ModuleType | None) -> list[Given]:
    """The functions that students are given, as they are shown them."""
    return [
        Given(name, function, without_decorators(inspect.getsource(function)))
        for name, function in (vars(page) if page else {}).items()
        if getattr(function, "__given__", False)
    ]


def without_decorators(source: str) -> str:
    """A function's source text without its decorator lines."""
    lines = textwrap.dedent(source).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("def "))
    return "\n".join(lines[start:]) + "\n"
