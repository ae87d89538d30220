"""What an accident is: a function that does to a solved notebook what happened to it, and says so in its docstring."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.attacks.corpus import Attack
from tests.sample_class.template import Data, cell_called, code, name_of, text_of, with_cells

KINDS = ("functions", "cells", "files")
EXERCISES = (
    "graph_forward graph_backward flatten_images sigmoid initialize_with_zeros propagate optimize predict model"
).split()
START = re.compile(r"^( +)### START CODE HERE ###.*\n", re.MULTILINE)

ACCIDENTS: list[Attack] = []


def enrol(happened: Callable[..., object], everyday: bool, **fields: object) -> None:
    """Add what the function does to the corpus, under its name."""
    name = happened.__name__
    if not happened.__doc__ or any(known.name == name for known in ACCIDENTS):
        raise ValueError(f"{name} does not say what happened, or there are two of the name")
    ACCIDENTS.append(Attack(name, happened.__doc__, everyday=everyday, **fields))  # type: ignore[arg-type]


def accident(
    happened: Callable[[Data], Data | None] | None = None,
    *,
    everyday: bool = False,
    beside: dict[str, str] | None = None,
) -> Callable[..., object]:
    """A decorator for what happens to a solved notebook: it is changed in place, or another is returned."""

    def add(happened: Callable[[Data], Data | None]) -> Callable[[Data], Data | None]:
        def change(notebook: Data) -> Data:
            return happened(notebook) or notebook

        enrol(happened, everyday, change=change, beside=beside or {})
        return happened

    return add(happened) if happened else add


def to_the_file(
    happened: Callable[[Path, bytes], object] | None = None, *, everyday: bool = False
) -> Callable[..., object]:
    """A decorator for what happens to the file: it gets the path where the file is expected and what is in it."""

    def add(happened: Callable[[Path, bytes], object]) -> Callable[[Path, bytes], object]:
        enrol(happened, everyday, write=happened)
        return happened

    return add(happened) if happened else add


def all_accidents() -> list[Attack]:
    """The whole corpus: attacks that attack nothing, so that everything in them is honest."""
    for kind in KINDS:
        import_module(f"tests.accidents.{kind}")
    return ACCIDENTS


# --- what happens to a notebook ------------------------------------------------------------------------------------


def rewrite(notebook: Data, name: str, text: str) -> None:
    """Write an exercise in another way."""
    cell_called(notebook, name)["source"] = text.strip("\n")


def edit(notebook: Data, change: Callable[[str], str], *names: str) -> None:
    """Change the text of these exercises, or of all."""
    for name in names or EXERCISES:
        cell = cell_called(notebook, name)
        before = text_of(cell)
        cell["source"] = change(before)
        assert cell["source"] != before, f"nothing happened to {name}"


def inside(notebook: Data, lines: str, *names: str) -> None:
    """Write lines where the code of these exercises begins, or of all."""

    def change(text: str) -> str:
        begins = START.search(text)
        assert begins is not None
        written = "".join(begins[1] + line + "\n" for line in lines.strip("\n").splitlines())
        return text[: begins.end()] + written + text[begins.end() :]

    edit(notebook, change, *names)


def above(notebook: Data, *texts: str) -> None:
    """Write cells in front of all others."""
    with_cells(notebook, *map(code, texts), front=True)


def below(notebook: Data, *texts: str) -> None:
    """Write cells behind all others."""
    with_cells(notebook, *map(code, texts))


def code_cells(notebook: Data) -> list[Data]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def without(notebook: Data, is_gone: Callable[[Data], bool]) -> None:
    """Delete cells."""
    kept = [cell for cell in notebook["cells"] if not is_gone(cell)]
    assert len(kept) < len(notebook["cells"])
    notebook["cells"] = kept


def is_exercise(cell: Data) -> bool:
    return name_of(cell) in EXERCISES
