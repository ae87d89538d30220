"""What the names of files say: which is a notebook, which an archive, and which is nobody's work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

COPY_MARK = re.compile(r"(?:[ _-]*\(\d+\)|[ _-]+copy\d*|[ _-]+\d+)+$", re.IGNORECASE)
NOTEBOOK = re.compile(r"([^.].*)\.ipynb(?:\.txt|\.json)?", re.IGNORECASE | re.DOTALL)
"""The name of a notebook; some browsers and mail programs put an ending of their own behind it."""
ARCHIVE = re.compile(r"[^.].*\.zip", re.IGNORECASE | re.DOTALL)
MOST_NAMES, LONGEST_NAME = 5, 120


def is_hidden(name: str) -> bool:
    """Whether programs have put it there, such as ``.ipynb_checkpoints`` and what a Mac adds to an archive."""
    return name.startswith(".") or name == "__MACOSX"


def is_notebook(path: PurePath) -> bool:
    """Whether a file is called as notebooks are."""
    return NOTEBOOK.fullmatch(path.name) is not None


def is_archive(path: PurePath) -> bool:
    """Whether a file is called as zip archives are."""
    return ARCHIVE.fullmatch(path.name) is not None


def is_copy(path: PurePath, name: str) -> bool:
    """Whether a file is notebook ``name`` with the mark that programs put behind the name of a copy."""
    match = NOTEBOOK.fullmatch(path.name)
    return match is not None and COPY_MARK.sub("", match[1]).strip().lower() == name.lower()


def named(names: Sequence[str]) -> str:
    """Some files by name; of a very long one the end."""
    return ", ".join(map(shortened, names[:MOST_NAMES])) + (", …" if len(names) > MOST_NAMES else "")


def shortened(name: str) -> str:
    """A name in no more room than a sentence has for it."""
    return name if len(name) <= LONGEST_NAME else "…" + name[-LONGEST_NAME:]
