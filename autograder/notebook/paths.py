"""Which notebooks are meant on the command line: files, folders, and patterns that no shell has expanded."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.messages import say
from autograder.notebook.names import is_hidden
from autograder.notebook.read import NotebookError

SUFFIX = ".ipynb"
ANY_DEPTH = "**"


def notebook_paths(arguments: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """``(notebooks, folders)``: what the arguments stand for, in their order, and the folders that were meant whole.

    A path that exists is what it says, whatever characters it has; a folder stands for all notebooks in it, a pattern
    (``*``, ``**``, ``?``, ``[..]``) for those that fit and those in the folders that fit, sorted. A zip archive is
    meant where the argument ends so. What is hidden, such as ``.ipynb_checkpoints``, is nobody's work. NotebookError,
    in one sentence, for one that stands for none.
    """
    notebooks: list[Path] = []
    whole: list[Path] = []
    for argument in arguments:
        fitting = set(_fitting(Path(argument.anchor), list(argument.relative_to(argument.anchor).parts)))
        if not fitting and not glob.has_magic(str(argument)):
            fitting = {argument}  # whoever reads it says that it is not there
        folders = [path for path in fitting if os.path.isdir(path)]
        archives = argument.suffix.lower() == ".zip"
        files = {path for path in fitting if _is_notebook(path) or path == argument or archives} - set(folders)
        found = files.union(*map(notebooks_in, folders))
        if not found:
            raise NotebookError(say("file_no_match", pattern=argument))
        notebooks += sorted(found)
        whole += folders
    return notebooks, whole


def notebooks_in(folder: Path) -> Iterator[Path]:
    """Every notebook in a folder and the folders in it; links to folders are not followed."""
    for below in folders_below(folder):
        yield from (below / name for name in names_in(below) if _is_notebook(below / name))


def _fitting(folder: Path, pattern: list[str]) -> Iterator[Path]:
    """What fits the parts of a pattern; a part that exists under its own name fits that alone."""
    if not pattern or pattern == [ANY_DEPTH]:
        if os.path.lexists(folder):
            yield folder
        return
    first, *rest = pattern
    if first == ANY_DEPTH:
        for below in folders_below(folder):
            yield from _fitting(below, rest)
    elif os.path.lexists(folder / first) or not glob.has_magic(first):
        yield from _fitting(folder / first, rest)
    else:
        for name in fnmatch.filter(names_in(folder), first):
            yield from _fitting(folder / name, rest)


def folders_below(folder: Path) -> Iterator[Path]:
    """A folder and all below it. Links are left out: some lead in a circle."""
    waiting = [folder]
    while waiting:
        yield (here := waiting.pop())
        inside = (here / name for name in names_in(here))
        waiting += [path for path in inside if os.path.isdir(path) and not os.path.islink(path)]


def names_in(folder: Path) -> list[str]:
    """The names in a folder that are not hidden; none where it cannot be read."""
    try:
        return sorted(name for name in os.listdir(folder) if not is_hidden(name))
    except OSError:
        return []


def _is_notebook(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX and not os.path.isdir(path)
