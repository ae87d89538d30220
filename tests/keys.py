"""Answer keys for tests: those of this repository, and small ones written as one text."""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[1]
KEYS = dict(sorted(Course(ROOT).keys().items()))
HARD = ROOT / "tests" / "hard"
ALL = [*KEYS.values(), HARD]


def write_key(root: Path, text: str, assignment: str, exercises: tuple[str, ...], given: tuple[str, ...] = ()) -> Path:
    """Write ``text``, which describes all these exercises, as the answer key of an assignment; its folder."""
    folder = root / "keys" / "".join(c if c.isalnum() else "_" for c in assignment)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_all.py").write_text(text, encoding="utf-8")
    for name in exercises:
        (folder / f"{name}.py").write_text(f"from ._all import {name}\n", encoding="utf-8")
    if given:
        (folder / "_given.py").write_text(f"from ._all import {', '.join(given)}\n", encoding="utf-8")
    listed = f"assignment = {assignment!r}\nexercises = {exercises!r}\n"
    (folder / "__init__.py").write_text(listed, encoding="utf-8")
    return folder
