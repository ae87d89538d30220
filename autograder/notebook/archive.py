"""Notebooks that come in a zip archive. Nothing is extracted: they are read in memory, within the limits of any other.

A name in an archive tells which entry is a notebook. It never becomes a path, so it may say what it likes.
"""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.messages import say
from autograder.notebook.names import is_hidden, is_notebook, named, shortened
from autograder.notebook.read import LARGEST_FILE, NotebookError, content_of, json_of

BEGINNINGS = b"PK\x03\x04", b"PK\x05\x06"
"""Of an archive, and of one in which there is nothing."""
ENTRY = b"PK\x01\x02"
MOST_ENTRIES, MOST_OTHERS = 2_000, 20
PLAIN_METHODS = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
"""Ways of packing of which a reader needs no more memory than it is asked to hand back."""
LOCKED = 0x1


@dataclass(frozen=True)
class Opened:
    """A notebook as JSON data, what it is called in a sentence, and a sentence if it came out of an archive."""

    data: dict[str, Any]
    name: str
    repairs: tuple[str, ...] = ()


def opened(path: Path, wanted: str = "") -> Opened:
    """What stands in a notebook file, or in a notebook of a zip archive: the only one, or else that called ``wanted``.

    Raises:
        NotebookError: in one sentence, if there is none, or nobody knows which is meant.
    """
    content = content_of(path)
    if not _is_archive(content):
        return Opened(json_of(content, path.name), path.name)
    archive = _archive(content, path.name)
    found = _notebooks(archive)
    entry = _meant(archive, found, path.name, wanted)
    member = shortened(entry.filename)
    if len(found) == 1:
        return _opened(archive, entry, path.name, say("nb_zipped", member=member, name=path.name))
    return _opened(archive, entry, path.name, say("nb_zipped_several", member=member, name=path.name))


def others_in(path: Path, wanted: str) -> Iterator[Opened]:
    """The notebooks in an archive beside that called ``wanted``; one that cannot be read is left out."""
    content = content_of(path)
    if not _is_archive(content):
        return
    archive = _archive(content, path.name)
    found = [entry for entry in _notebooks(archive) if _path(entry).stem != wanted]
    for entry in found[:MOST_OTHERS]:
        with contextlib.suppress(NotebookError):
            yield _opened(archive, entry, path.name)


def called_in(path: Path) -> list[str]:
    """What the notebooks in an archive are called, without ``.ipynb``; none of a file that is no archive."""
    content = content_of(path)
    return [_path(entry).stem for entry in _notebooks(_archive(content, path.name))] if _is_archive(content) else []


def names_in(path: Path) -> list[str]:
    """The names of all files in an archive that somebody has put there; NotebookError if it cannot be looked into."""
    return [entry.filename for entry in _entries(_archive(content_of(path), path.name))]


def _is_archive(content: bytes) -> bool:
    return content.startswith(BEGINNINGS)


def _archive(content: bytes, name: str) -> zipfile.ZipFile:
    if content.count(ENTRY) > MOST_ENTRIES:  # at least as many as there are entries, and no entry is made of it yet
        raise NotebookError(say("zip_too_many", name=name, most=MOST_ENTRIES))
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except Exception:  # of many kinds: a name that is no UTF-8, a number that is too large
        raise NotebookError(say("zip_broken", name=name)) from None


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in it, but for those that systems have put there."""
    return [entry for entry in archive.infolist() if not entry.is_dir() and not any(map(is_hidden, _path(entry).parts))]


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """The name of an entry in its parts; some programs on Windows part them by a backslash."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    return PurePosixPath(*(part for part in parts if part not in ("..", "/", "//")))


def _notebooks(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in _entries(archive) if is_notebook(_path(entry))]


def _meant(archive: zipfile.ZipFile, found: list[zipfile.ZipInfo], name: str, wanted: str) -> zipfile.ZipInfo:
    """The only notebook, or the only one that is called ``wanted``."""
    meant = found if len(found) == 1 else [entry for entry in found if _path(entry).stem == wanted]
    if len(meant) == 1:
        return meant[0]
    names = named([entry.filename for entry in found or _entries(archive)])
    if found:
        raise NotebookError(say("zip_several", name=name, files=names))
    raise NotebookError(say("zip_without", name=name, files=names) if names else say("zip_empty", name=name))


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, *repairs: str) -> Opened:
    member = say("zip_member", member=shortened(entry.filename), name=name)
    return Opened(json_of(_unpacked(archive, entry, member), member), member, repairs)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """What is in an entry, of which no more is unpacked than a notebook may have."""
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise NotebookError(say("file_link", path=name))
    if entry.flag_bits & LOCKED:
        raise NotebookError(say("zip_locked", name=name))
    if entry.compress_type not in PLAIN_METHODS:
        raise NotebookError(say("zip_method", name=name))
    try:
        with archive.open(entry) as file:
            content = file.read(LARGEST_FILE + 1)
    except Exception:  # of many kinds: what is packed is damaged, or not as long as it says
        raise NotebookError(say("zip_broken", name=name)) from None
    if len(content) > LARGEST_FILE:
        raise NotebookError(say("file_too_large", path=name))
    return content
