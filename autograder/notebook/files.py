"""Which file of a submission is the notebook, and whether it may be read at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from autograder.messages import say
from autograder.notebook.archive import names_in as names_in_archive
from autograder.notebook.names import is_archive, is_copy, is_notebook, named
from autograder.notebook.paths import folders_below, names_in
from autograder.notebook.read import LARGEST_FILE, NotebookError

MOST_FILES, MOST_ARCHIVES, MOST_BESIDE = 10_000, 20, 20
KEPT_FILES = ("timestamp.txt", "submission_secret.txt")
LONGEST_NOTE = 10_000


class RefusedError(Exception):
    """A submission holds no notebook that may be read; the message is one sentence for the student."""


def notebook_of(folder: Path, name: str) -> Path:
    """The file in ``folder`` (``submitted/<student>/<assignment>``) that is notebook ``name``; or RefusedError."""
    try:
        refuse_linked_folders(folder)
        wanted = folder / f"{name}.ipynb"
        if not os.path.lexists(wanted) or is_folder(wanted):
            wanted = renamed(folder, name)
        refuse_special(wanted)
        refuse_anothers(folder, wanted)
    except PermissionError as error:
        raise RefusedError(say("nb_closed", name=Path(str(error.filename)).name)) from None
    if not os.access(wanted, os.R_OK):
        raise RefusedError(say("nb_closed", name=wanted.name))
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
    """The notebook under another name or in another place: the only one in all, or a zip archive that holds all.

    ``name (1).ipynb`` in the folder itself goes before any other.
    """
    copies = [path for path in sorted(folder.iterdir()) if is_copy(path, name) and not is_folder(path)]
    there = {path.name: path for path in copies} or within(folder)
    found = {label: path for label, path in there.items() if is_notebook(Path(label))}
    closed = [path for label, path in there.items() if is_archive(path) and label == label_of(folder, path)]
    candidates = list(dict.fromkeys(found.values())) or closed  # whoever reads an archive says why that is not possible
    if len(candidates) == 1:
        return candidates[0]
    if found:
        raise RefusedError(say("nb_several_notebooks", name=f"{name}.ipynb", files=named(list(found))))
    holds = say("nb_folder_holds", files=named(list(there))) if there else say("nb_folder_empty")
    raise RefusedError(say("nb_no_notebook", name=f"{name}.ipynb", holds=holds))


def within(folder: Path) -> dict[str, Path]:
    """All that was handed in in a folder, by a name: the file in which it lies.

    Of an archive each file in it has a name; one that cannot be looked into stands for itself.
    """
    found: dict[str, Path] = {}
    archives = 0
    for path in files_below(folder):
        label, inside = label_of(folder, path), []
        if is_archive(path) and archives < MOST_ARCHIVES and is_readable(path):
            archives += 1
            with contextlib.suppress(NotebookError):
                inside = names_in_archive(path)
        found |= {f"{label}/{name}": path for name in inside} or {label: path}
    return found


def files_below(folder: Path) -> list[Path]:
    """All in a folder and the folders in it that is no folder; nothing hidden, and no link to a folder is followed."""
    everything = (below / name for below in folders_below(folder) for name in names_in(below))
    files = (path for path in everything if not is_folder(path) and path.name not in KEPT_FILES)
    return list(islice(files, MOST_FILES))


def label_of(folder: Path, path: Path) -> str:
    """What a file is called whose folder everybody knows."""
    return str(path.relative_to(folder))


def is_folder(path: Path) -> bool:
    """Whether this is a folder, and not a link to one."""
    return os.path.isdir(path) and not os.path.islink(path)


def is_readable(path: Path) -> bool:
    """Whether this is an ordinary file that may be opened."""
    return os.access(path, os.R_OK) and stat.S_ISREG(os.lstat(path).st_mode)


def beside(folder: Path, file: Path) -> list[Path]:
    """The other notebooks and archives below a folder; none that is a link, no ordinary file, or closed."""
    others = (path for path in files_below(folder) if path != file and (is_notebook(path) or is_archive(path)))
    return list(islice(filter(is_readable, others), MOST_BESIDE))


def sharing(folder: Path, path: Path) -> list[str]:
    """The other students of the assignment whose submission holds the very same file (a hard link)."""
    return sorted({other.parent.name for other in _folders_with(folder, path)})


def refuse_anothers(folder: Path, path: Path) -> None:
    """A hard link cannot be told from the first name of a file, unless the file belongs to the owner of another folder.

    Where all has one owner, as behind a collection, nobody knows who has made the link, and each name counts.
    """
    owner = owner_of(path)
    if owner != owner_of(folder) and owner in map(owner_of, _folders_with(folder, path)):
        raise RefusedError(say("nb_anothers_file", name=path.name))


def owner_of(path: Path) -> int:
    """Whose a file or a folder is."""
    return os.lstat(path).st_uid


def _folders_with(folder: Path, path: Path) -> Iterator[Path]:
    """The folders of the same assignment, but for this one, in or below which the very same file lies."""
    if os.lstat(path).st_nlink < 2:
        return
    submitted, assignment = folder.parents[1], folder.name
    for student in submitted.iterdir():
        other = student / assignment
        theirs = files_below(other) if other != folder and is_folder(student) and is_folder(other) else []
        if any(is_same(path, one) for one in theirs):
            yield other


def is_same(one: Path, other: Path) -> bool:
    """Whether two names, neither of which may be a link, are of the very same file."""
    try:
        return os.path.samestat(os.lstat(one), os.lstat(other))
    except OSError:  # in a folder that a student has closed
        return False


def note_of(folder: Path, name: str) -> str | None:
    """The text of a small ordinary file of nbgrader's own (``timestamp.txt``), or None."""
    path = folder / name
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return path.read_bytes()[:LONGEST_NOTE].decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
