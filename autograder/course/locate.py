"""Where files are. Shipped ones: an explicit path, AUTOGRADER_HOME, the notebook's folder, then the package.

The judge's course is looked for in fewer places, because its answer keys are run: never around a notebook, and never
in what somebody has handed in (``course_above``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder import course_package
from autograder.messages import say

FOLDERS = {"data": "data", "checks": "release"}

# How far above the notebook to look: submitted/<student>/<assignment> lies three folders below the course.
FOLDERS_ABOVE = 3

MARKER = "nbgrader_config.py"
"""The file by which the folder of a course is known."""
HANDED_IN = "submitted"


def home() -> Path | None:
    """AUTOGRADER_HOME, if it is set."""
    named = os.environ.get("AUTOGRADER_HOME")
    return Path(named).expanduser() if named else None


def folders(kind: str) -> Iterator[Path]:
    """Every folder that may hold files of a kind (``data`` or ``checks``), in the order of the search."""
    name = FOLDERS[kind]
    if (explicit := home()) is not None:
        yield explicit / name
        yield explicit
    here = Path.cwd()
    for folder in (here, *here.parents[:FOLDERS_ABOVE]):
        yield folder / name
        yield folder
    for package in course_package.folders():
        yield package / name  # installed from the wheel
        yield package.parent / name  # a checkout


def find(kind: str, filename: str | Path, explicit: str | Path | None = None) -> Path:
    """The first place that holds ``filename``, unless an explicit path says where it is.

    Raises:
        FileNotFoundError: in one sentence, with the places that were searched.
    """
    searched = [Path(explicit).expanduser()] if explicit is not None else _places(kind, filename)
    for path in searched:
        if path.is_file():
            return path
    raise FileNotFoundError(say("not_found", name=filename, places=", ".join(map(str, searched))))


def _places(kind: str, filename: str | Path) -> list[Path]:
    return list(dict.fromkeys(folder / filename for folder in folders(kind)))


def all_checks() -> list[Path]:
    """The ``checks.json`` of every assignment, from the first folder that has any."""
    for folder in folders("checks"):
        found = sorted(folder.glob("*/checks.json"))
        if found:
            return found
    return []


def shipped(kind: str) -> list[Path]:
    """The folders of a kind that come with the installed course, from the wheel or in a checkout."""
    name = FOLDERS[kind]
    places = [place for package in course_package.folders() for place in (package / name, package.parent / name)]
    return [place for place in places if place.is_dir()]


def is_course(folder: Path) -> bool:
    """Whether a folder has the marker of a course."""
    return os.path.isfile(folder / MARKER)


def course_above(judged: Sequence[Path] = ()) -> Path | None:
    """The course that one stands in: the nearest folder with the marker that nobody has handed in.

    ``judged`` are the notebooks and folders to judge: a folder in which one of them lies directly is no course, nor is
    one that is judged as a whole, nor any below that.
    """
    for folder in standing():
        if is_course(folder) and not (lies_in_submitted(folder) or beside(folder, judged) or below(folder, judged)):
            return folder
    return None


def standing() -> Iterator[Path]:
    """The folder one stands in and those above it: as the shell shows them and, where links led there, as they are.

    A folder of ``submitted/`` may be a link to anywhere; what is above its real place then belongs to no course.
    """
    here, shown = Path.cwd(), Path(os.environ.get("PWD", ""))
    if shown.is_absolute() and ".." not in shown.parts and shown != here and is_same(shown, here):
        yield from (shown, *shown.parents)
        if names_submitted(shown):
            return
    yield from (here, *here.parents)


def lies_in_submitted(folder: Path) -> bool:
    """Whether a folder is, or is below, one called ``submitted``, by its name or by where a link leads."""
    return names_submitted(Path(os.path.abspath(folder))) or names_submitted(real(folder))


def names_submitted(path: Path) -> bool:
    """Whether a path has a part called ``submitted``, in any case, as some disks do not tell them apart."""
    return any(name.casefold() == HANDED_IN for name in path.parts)


def beside(folder: Path, judged: Sequence[Path]) -> list[Path]:
    """Those files of ``judged`` that lie directly in a folder, by their name or by where a link leads."""
    files = [path for path in judged if not os.path.isdir(path)]
    return [path for path in files if is_same(folder, path.parent) or is_same(folder, real(path).parent)]


def below(folder: Path, judged: Sequence[Path]) -> bool:
    """Whether a folder is one of the folders of ``judged``, or is below one."""
    there = real(folder)
    return any(os.path.isdir(path) and is_same(path, above) for path in judged for above in (there, *there.parents))


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same place."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def real(path: Path) -> Path:
    """Where a path leads; one that leads in a circle leads to itself."""
    return Path(os.path.realpath(path))


def installed_course() -> Path | None:
    """The course that is installed: releases in a wheel, or the whole checkout."""
    for package in course_package.folders():
        if os.path.isdir(package / FOLDERS["checks"]):
            return package
        if is_course(package.parent):
            return package.parent
    return None
