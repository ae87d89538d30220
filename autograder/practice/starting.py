"""``autograder start``: the notebooks in a folder to work in, and a page to begin with. What is there stays."""

from __future__ import annotations

import contextlib
import fnmatch
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from autograder.course import locate
from autograder.course.errors import CourseError
from autograder.messages import say
from autograder.notebook.released import released_in
from autograder.plain.text import printable
from autograder.practice.start_page import start_page

START = "start.ipynb"
CLUTTER = (".*", "__pycache__", "*.pyc", "Thumbs.db", "desktop.ini")


def start(folder: Path) -> None:
    """Copy the released notebooks that come with the package, make the page, and say what was done.

    Raises:
        CourseError: in one sentence, if the folder cannot be written.
        NotebookError: if what comes with the package is damaged.
    """
    for release in locate.shipped("checks")[:1]:
        assignments = sorted(path for path in release.iterdir() if (path / "checks.json").is_file())
        for assignment in assignments:
            target = folder / assignment.name
            with one_sentence_for(target):
                copy_what_is_missing(assignment, target)
            print(printable(say("start_folder", folder=target)))
        notebooks = [(path.name, notebook) for path in assignments if (notebook := released_in(path)) is not None]
        page = folder / START
        with one_sentence_for(page):
            made = write_what_is_missing(page, json.dumps(start_page(notebooks), ensure_ascii=False, indent=1) + "\n")
        print(printable(say("start_begin" if made else "start_left", path=page)))


@contextlib.contextmanager
def one_sentence_for(target: Path) -> Iterator[None]:
    """Say in one sentence that something cannot be written."""
    try:
        yield
    except OSError as error:
        raise CourseError(f"{target} cannot be written ({error.strerror}): name another folder") from None


def copy_what_is_missing(folder: Path, target: Path) -> None:
    """Copy a folder with all that is in it, but not what systems and programs have left there."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if any(fnmatch.fnmatch(path.name, pattern) for pattern in CLUTTER):
            continue
        if path.is_dir():
            copy_what_is_missing(path, target / path.name)
        elif (target / path.name).exists():
            print(printable(say("start_left", path=target / path.name)))
        else:
            shutil.copyfile(path, target / path.name)


def write_what_is_missing(path: Path, text: str) -> bool:
    """Write a file, unless there is one; whether it was written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
