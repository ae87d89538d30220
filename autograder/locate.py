"""Where shipped files are: an explicit path, AUTOGRADER_HOME, the notebook's folder, then the package."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
FOLDERS = {"data": "data", "checks": "release"}

# How far above the notebook to look: submitted/<student>/<assignment> lies three folders below the course.
FOLDERS_ABOVE = 3


def folders(kind: str) -> Iterator[Path]:
    """Every folder that may hold files of a kind (``data`` or ``checks``), in the order of the search."""
    name = FOLDERS[kind]
    if home := os.environ.get("AUTOGRADER_HOME"):
        yield Path(home).expanduser() / name
        yield Path(home).expanduser()
    here = Path.cwd()
    for folder in (here, *here.parents[:FOLDERS_ABOVE]):
        yield folder / name
        yield folder
    yield PACKAGE / name  # installed from the wheel
    yield PACKAGE.parent / name  # a checkout


def find(kind: str, filename: str | Path, explicit: str | Path | None = None) -> Path:
    """The first place that holds ``filename``, unless an explicit path says where it is.

    Raises:
        FileNotFoundError: in one sentence, with the places that were searched.
    """
    searched = [Path(explicit).expanduser()] if explicit is not None else _places(kind, filename)
    for path in searched:
        if path.is_file():
            return path
    raise FileNotFoundError(
        f"{filename} was not found; looked for {', '.join(map(str, searched))}. Put it in one of these "
        f"places, or set AUTOGRADER_HOME to the folder of the course."
    )


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
    """The folders of a kind that come with the package itself, from the wheel or in a checkout."""
    name = FOLDERS[kind]
    return [folder for folder in (PACKAGE / name, PACKAGE.parent / name) if folder.is_dir()]
