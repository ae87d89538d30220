"""Which file of a submission is the notebook, and whether it may be read at all."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.messages import say
from autograder.notebook.read import LARGEST_FILE

COPY_MARK = re.compile(r"(?:[ _-]*\(\d+\)|[ _-]+copy\d*|[ _-]+\d+)+$", re.IGNORECASE)
NOTEBOOK = re.compile(r"([^.].*)\.ipynb(?:\.txt|\.json)?", re.IGNORECASE | re.DOTALL)
"""The name of a notebook; some browsers and mail programs put an ending of their own behind it."""
MOST_NAMES, MOST_BESIDE = 5, 20
KEPT_FILES = ("timestamp.txt", "submission_secret.txt")
LONGEST_NOTE = 10_000


class RefusedError(Exception):
    """A submission holds no notebook that may be read; the message is one sentence for the student."""


def notebook_of(folder: Path, name: str) -> Path:
    """The file in ``folder`` (``submitted/<student>/<assignment>``) that is notebook ``name``; or RefusedError."""
    refuse_linked_folders(folder)
    wanted = folder / f"{name}.ipynb"
    if not os.path.lexists(wanted):
        wanted = renamed(folder, name)
    refuse_special(wanted)
    refuse_anothers(wanted)
    return wanted


def digest_of(path: Path) -> str:
    """The content of a file, as one short text; of one that is too large for a notebook, its size."""
    size = os.stat(path).st_size
    if size > LARGEST_FILE:
        return f"{size} bytes"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def refuse_linked_folders(folder: Path) -> None:
    """A folder of a student that is a link could lead to a classmate's."""
    for part in (folder.parent, folder):
        if part.is_symlink():
            raise RefusedError(say("nb_linked_folder", name=part.name))


def refuse_special(path: Path) -> None:
    """Links and whatever is not a file are never opened: a pipe would wait for ever."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise RefusedError(say("nb_link", name=path.name))
    if not stat.S_ISREG(mode):
        raise RefusedError(say("nb_special", name=path.name))


def renamed(folder: Path, name: str) -> Path:
    """The notebook under another name: ``name (1).ipynb``, ``name.ipynb.txt``, or the only one there is."""
    found = sorted(path for path in folder.iterdir() if NOTEBOOK.fullmatch(path.name))
    if not found:
        others = sorted(path.name for path in folder.iterdir() if path.name not in KEPT_FILES)
        holds = say("nb_folder_holds", files=named(others)) if others else say("nb_folder_empty")
        raise RefusedError(say("nb_no_notebook", name=f"{name}.ipynb", holds=holds))
    copies = [path for path in found if COPY_MARK.sub("", stem_of(path)).strip().lower() == name.lower()]
    candidates = copies or found
    if len(candidates) > 1:
        files = named([path.name for path in candidates])
        raise RefusedError(say("nb_several_notebooks", name=f"{name}.ipynb", files=files))
    return candidates[0]


def stem_of(path: Path) -> str:
    """The name of a notebook's file without what says that it is one."""
    match = NOTEBOOK.fullmatch(path.name)
    return match[1] if match else path.stem


def named(names: Sequence[str]) -> str:
    """Some files by name."""
    return ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")


def notebooks_beside(file: Path) -> list[Path]:
    """The other notebooks in the folder of a file; none that is a link, no ordinary file, or closed."""
    found = (path for path in sorted(file.parent.iterdir()) if NOTEBOOK.fullmatch(path.name) and path != file)
    return [path for path in found if stat.S_ISREG(os.lstat(path).st_mode) and os.access(path, os.R_OK)][:MOST_BESIDE]


def sharing(path: Path) -> list[str]:
    """The other students of the assignment whose submission holds the very same file (a hard link)."""
    return sorted({folder.parent.name for folder in _folders_with(path)})


def refuse_anothers(path: Path) -> None:
    """A hard link cannot be told from the first name of a file, unless the file belongs to the owner of another folder.

    Where all has one owner, as behind a collection, nobody knows who has made the link, and each name counts.
    """
    owner = owner_of(path)
    if owner != owner_of(path.parent) and owner in map(owner_of, _folders_with(path)):
        raise RefusedError(say("nb_anothers_file", name=path.name))


def owner_of(path: Path) -> int:
    """Whose a file or a folder is."""
    return os.lstat(path).st_uid


def _folders_with(path: Path) -> Iterator[Path]:
    """The folders of the same assignment, but for this one, in which the very same file lies."""
    mine = os.lstat(path)
    if mine.st_nlink < 2:
        return
    submitted, assignment = path.parents[2], path.parent.name
    for other in submitted.glob(f"*/{_escaped(assignment)}/*"):
        theirs, folder = os.lstat(other), other.parent
        linked = folder.is_symlink() or folder.parent.is_symlink()
        if folder != path.parent and not linked and (theirs.st_dev, theirs.st_ino) == (mine.st_dev, mine.st_ino):
            yield folder


def _escaped(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def note_of(folder: Path, name: str) -> str | None:
    """The text of a small ordinary file of nbgrader's own (``timestamp.txt``), or None."""
    path = folder / name
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return path.read_bytes()[:LONGEST_NOTE].decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
