"""The package of a course: what its notebooks show, and where an installed course lies.

A course names it by an entry point, and the package lists the modules that notebooks use in its ``__all__``, so the
engine knows no course::

    [project.entry-points."autograder.course"]
    neural-networks-from-numpy = "neural_networks"

Notebooks of the first version import these modules from ``autograder``. They are still found there.
"""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

GROUP = "autograder.course"
ENGINE = "autograder"


@functools.cache
def packages() -> tuple[str, ...]:
    """The names of the packages of all courses that are installed."""
    from importlib.metadata import entry_points  # takes longer than all else here

    return tuple(sorted({point.value for point in entry_points(group=GROUP)}))


@functools.cache
def folders() -> tuple[Path, ...]:
    """The folder of each package: in a checkout it lies in the folder of the course, else it holds the release."""
    specs = [find_spec(name) for name in packages()]
    places = [place for spec in specs if spec is not None for place in spec.submodule_search_locations or ()]
    return tuple(Path(place).resolve() for place in places)


@functools.cache
def modules() -> dict[str, str]:
    """What notebooks use: the names of modules, and the full names under which they are imported.

    Of two courses that have a module of one name, the first is meant, as where files are looked for.
    """
    listed = [(package, getattr(importlib.import_module(package), "__all__", ())) for package in packages()]
    return {name: f"{package}.{name}" for package, names in reversed(listed) for name in names}


def module_called(name: str) -> ModuleType:
    """The module that notebooks know as ``autograder.<name>``; AttributeError if there is none."""
    if name.startswith("_") or name not in modules():
        raise AttributeError(f"module {ENGINE!r} has no attribute {name!r}")
    return found_as(f"{ENGINE}.{name}", modules()[name])


def found_as(old: str, name: str) -> ModuleType:
    """Import the module ``name``, and let it and what is in it be found under the name ``old``, too."""
    module = importlib.import_module(name)
    inside = [loaded for loaded in sys.modules if loaded == name or loaded.startswith(f"{name}.")]
    sys.modules.update({old + loaded.removeprefix(name): sys.modules[loaded] for loaded in inside})
    return module


def is_module(folder: Path, name: str) -> bool:
    """Whether a folder has the file of a module, or of a package."""
    return (folder / f"{name}.py").is_file() or (folder / name / "__init__.py").is_file()


class OldNames:
    """Finds what ``import autograder.<name>`` means where the engine has no such file.

    It is asked first: Python takes a folder for a package, even one that an update has left behind empty.
    """

    @classmethod
    def find_spec(cls, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """How to load a module by its old name, or None."""
        package, _, own = name.partition(".")
        if package != ENGINE or "." in own or any(is_module(Path(folder), own) for folder in path or ()):
            return None
        return ModuleSpec(name, cls) if own in modules() else None  # type: ignore[arg-type]

    @staticmethod
    def create_module(spec: ModuleSpec) -> None:
        """Python makes an empty module, which the one that is meant replaces."""

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Put the module of the course in the place of the empty one."""
        module_called(module.__name__.rpartition(".")[2])
