"""Which gradebook a course has, by nbgrader's own configuration: the secret and the journal lie beside it."""

from __future__ import annotations

import re
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from autograder.course.errors import CourseError

CONFIGURATION = "nbgrader_config.py"
SQLITE = re.compile(r"(?P<driver>sqlite(?:\+\w+)?:///)(?P<file>[^?]+)")


def configuration(root: Path) -> Config:
    """The course's ``nbgrader_config.py``."""
    try:
        return PyFileConfigLoader(CONFIGURATION, path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(f"{root} has no {CONFIGURATION}: copy the one that comes with this project") from None
    except Exception as error:  # it is Python code and may stop with anything
        raise CourseError(f"{root / CONFIGURATION} stopped with {type(error).__name__}: {error}") from None


def configured(root: Path) -> Config:
    """What nbgrader goes by at ``root``: machine, user and course may configure it, and the last decides."""
    config = Config()
    for folder in reversed(jupyter_config_path()):
        for loader in (PyFileConfigLoader, JSONFileConfigLoader):
            ending = ".py" if loader is PyFileConfigLoader else ".json"
            try:
                config.merge(loader(f"nbgrader_config{ending}", path=folder).load_config())
            except Exception:  # most often there is none; without one that is broken nbgrader goes on, too
                continue
    config.merge(configuration(root))
    return config


def anchored(db_url: str, root: Path) -> str:
    """The address of a gradebook, the same from whatever folder it is opened: relative paths begin at the root."""
    found = SQLITE.match(db_url)
    if found is None or found["file"] == ":memory:" or found["file"].startswith("file:"):
        return db_url
    return f"{found['driver']}{root / found['file']}{db_url[found.end() :]}"


def file_of(db_url: str, root: Path) -> Path | None:
    """The file of a gradebook; None for a database server."""
    found = SQLITE.match(db_url)
    return root / found["file"].removeprefix("file:") if found else None


def folder_of(root: Path) -> Path:
    """The folder of the course's gradebook; the root if it is on a server, or nothing is configured."""
    if not (root / CONFIGURATION).is_file():
        return root
    section = configured(root).CourseDirectory
    file = file_of(section.db_url, root) if "db_url" in section else None
    return file.parent if file else root
