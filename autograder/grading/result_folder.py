"""``autograded/<student>/<assignment>``: a result appears there whole, once the gradebook has its marks.

Whoever grades writes the notebook under a name that neither nbgrader nor formgrader reads; whoever records gives it
its own. What is left behind by a run that was killed has the same name again and is written over.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.notebook.files import KEPT_FILES, note_of


def unfinished(folder: Path, name: str) -> Path:
    """The file of a notebook whose marks are not recorded yet."""
    return folder / f".{name}.ipynb.graded"


def write_unfinished(folder: Path, name: str, notebook: dict[str, Any]) -> None:
    """Write a graded notebook. The metadata go last: where they are whole, the file is."""
    folder.mkdir(parents=True, exist_ok=True)
    last = {**notebook, "metadata": notebook["metadata"]}
    last["metadata"] = last.pop("metadata")
    unfinished(folder, name).write_text(json.dumps(last, ensure_ascii=False) + "\n", encoding="utf-8")


def finish(folder: Path, name: str, source: Path, dated: bool, others: Iterable[tuple[Path, str]] = ()) -> None:
    """Let the notebook take its name, beside nbgrader's notes on the hand-in; nothing else stays in the folder.

    ``dated``: whether ``timestamp.txt`` holds a time. ``others``: further files of the assignment, and where they go.
    """
    os.replace(unfinished(folder, name), folder / f"{name}.ipynb")
    for path in folder.iterdir():
        if path.name != f"{name}.ipynb":
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    copy_notes(source, folder, dated)
    for file, place in others:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / place)


def copy_notes(source: Path, folder: Path, dated: bool) -> None:
    """Copy nbgrader's own small files, which feedback needs; nothing else of what was handed in."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in KEPT_FILES:
        text = note_of(source, name)
        if text is not None and (dated or name != "timestamp.txt"):
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
