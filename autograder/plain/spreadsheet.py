"""Tables for spreadsheets and learning platforms: no field ends a row or is a formula, and no file is half written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from autograder.plain.text import printable

FORMULA = tuple("=+-@＝＋－＠")
"""A field that begins so is a formula to a spreadsheet (OWASP, CSV injection); an apostrophe makes it a text."""


def field(value: object) -> object:
    """A number as it is, anything else as a text of one line."""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """The rows as text; what is in a field has been through ``field``."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write_whole(target: Path, text: str) -> None:
    """Write a file at once, so that a run that is stopped leaves the old one. OSError if that is not possible."""
    unfinished = target.with_name(f".{target.name}.new")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
