"""The files of Pyodide, taken from wherever they are, if they are those that Pyodide has released.

``pyodide.json`` beside this module is an excerpt of the lock file of that release: the packages that the course needs,
each with the SHA-256 of its file, and the SHA-256 of each file of Pyodide itself.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.errors import CourseError

EXCERPT = Path(__file__).with_name("pyodide.json")
FEW = 3  # names that a sentence lists


@functools.cache
def excerpt() -> dict[str, Any]:
    """``info`` of the release, ``core``: hashes by file names, and ``packages``: entries of the lock by names."""
    return json.loads(EXCERPT.read_text("utf-8"))


def wanted() -> dict[str, str]:
    """The SHA-256 of each file by its name."""
    known = excerpt()
    return known["core"] | {package["file_name"]: package["sha256"] for package in known["packages"].values()}


def collected(source: Path) -> dict[str, bytes]:
    """The files by their names, from a folder or from the archive of a release.

    Raises:
        CourseError: in one sentence, if one is missing or is not the one that was released.
    """
    hashes, found = wanted(), dict[str, bytes]()
    for name, content in files_in(source, set(hashes)):
        if hashlib.sha256(content).hexdigest() == hashes[name]:
            found[name] = content
    version = excerpt()["info"]["version"]
    if missing := sorted(hashes.keys() - found.keys()):
        others = f" and {len(missing) - FEW} more" if len(missing) > FEW else ""
        raise CourseError(
            f"{source} does not hold {', '.join(missing[:FEW])}{others} as released with Pyodide {version}: name a "
            f"folder with the files of that release, or its archive pyodide-{version}.tar.bz2"
        )
    return found


def files_in(source: Path, names: set[str]) -> Iterator[tuple[str, bytes]]:
    """The files of these names, wherever they lie in a folder or an archive."""
    try:
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if path.name in names and path.is_file():
                    yield path.name, path.read_bytes()
            return
        with tarfile.open(source) as archive:
            for member in archive:
                name = Path(member.name).name
                if name in names and (file := archive.extractfile(member)) is not None:
                    yield name, file.read()
    except (OSError, tarfile.TarError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "it is no archive, or damaged"
        raise CourseError(f"{source} cannot be read ({reason}): name a folder or an archive of Pyodide") from None
