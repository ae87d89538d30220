"""Where a data file is, and the one sentence that says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from autograder.course import locate


class DatasetError(ValueError):
    """A data file is missing or damaged, or is not of the schema; the message is one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def find(path: str | Path) -> Path:
    """The file at ``path``, or of this name in the data folders, from the root on; DatasetError if there is none."""
    given = Path(path).expanduser()
    try:
        return given.absolute() if given.is_file() else locate.find("data", given)
    except FileNotFoundError as error:
        raise DatasetError(str(error)) from None
