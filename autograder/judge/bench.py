"""What grading one assignment needs, made once per process and used for every student."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.gradebook import file_of
from autograder.judge.journal import Journal
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import SandboxError
from autograder.notebook.files import RefusedError, digest_of, notebook_of
from autograder.notebook.read import NotebookError, cell_text, read_json
from autograder.plain.status import Status
from autograder.verdict.result import Grade

Stamp = tuple[tuple[str, int, int], ...]


class Bench:
    """The released notebooks, the checks and the judge of one assignment."""

    def __init__(self, course: Course, name: str) -> None:
        self.course, self.name = course, name
        self.public, self.hidden, self.assignment = course.official(name)
        self.notebooks = released_notebooks(course, name)
        seed = course.seed(f"{name}\0{self.hidden.version}")
        self.journal = Journal(course.secret_path.parent, self.hidden, seed)
        self._stack = contextlib.ExitStack()
        self._judge: Judge | None = None

    @property
    def judge(self) -> Judge:
        """The judge, with its workers; SandboxError if their lock does not hold."""
        if self._judge is None:
            self._judge = self._stack.enter_context(judging(self.public, self.hidden, self.assignment))
        return self._judge

    def missing(self) -> list[str]:
        """The protections that this platform cannot give, as sentences."""
        return list(self.judge.zygote.missing)

    def fingerprint(self, folder: Path, name: str) -> str:
        """All that decides the marks of a submitted notebook, as one short text that tells nothing of the seed."""
        try:
            file = notebook_of(folder, name)
            content = [file.name, digest_of(file)]
        except (RefusedError, OSError) as error:
            content = [str(error)]
        code = [cell.source for cell in self.notebooks[name].cells if cell.cell_type == "code"]
        return hashlib.sha256(json.dumps([self.journal.salt, code, content]).encode()).hexdigest()

    def grade(self, cells: Sequence[str], notebook: str) -> Grade:
        """The grade of these code cells: from the journal of ``autograder grade``, else judged now."""
        return self.journal.read(cells) or self._judged(cells, notebook)

    def grade_and_keep(self, cells: Sequence[str], notebook: str) -> Grade:
        """The same, and what was judged now goes into the journal; a fault of ours is tried again next time."""
        grade = self.journal.read(cells)
        if grade is None:
            grade = self._judged(cells, notebook)
            if all(result.status != Status.UNGRADED for result in grade.results):
                self.journal.write(cells, grade)
        return grade

    def _judged(self, cells: Sequence[str], notebook: str) -> Grade:
        """Workers that have gone are replaced once."""
        try:
            return self.judge.grade(cells, notebook)
        except (SandboxError, OSError):
            self.close()
            return self.judge.grade(cells, notebook)

    def close(self) -> None:
        """End the workers; the next grading starts new ones."""
        self._judge = None
        with contextlib.suppress(OSError):
            self._stack.close()


def released_notebooks(course: Course, name: str) -> dict[str, NotebookNode]:
    """The students' notebooks of an assignment, by their name without ``.ipynb``."""
    found = {}
    for path in sorted(course.release(name).glob("*.ipynb")):
        try:
            found[path.stem] = nbformat.from_dict(with_texts(read_json(path)))
        except NotebookError as error:
            raise CourseError(f"release/{name}: {error}") from None
    if not found:
        raise CourseError(f"release/{name} holds no notebook: run `autograder build`")
    return found


def with_texts(data: dict[str, Any]) -> dict[str, Any]:
    """Notebook data of nbformat 4 in which the text of every cell is one string, not lines."""
    return {**data, "cells": [{**cell, "source": cell_text(cell)} for cell in data.get("cells", [])]}


_BENCHES: dict[tuple[Path, str], tuple[Stamp, Bench]] = {}


def bench_for(root: Path, db_url: str, name: str) -> Bench:
    """The bench of an assignment; a new one if its key or its release has changed since the last call."""
    course = Course(root, secret_folder(root, db_url))
    course.secret()  # made before the stamp is taken, so that the first two calls agree
    known, stamp = _BENCHES.get((course.root, name)), stamp_of(course, name)
    if known is not None and known[0] == stamp:
        return known[1]
    if known is not None:
        known[1].close()
    bench = Bench(course, name)
    _BENCHES[course.root, name] = stamp, bench
    return bench


def secret_folder(root: Path, db_url: str) -> Path:
    """The folder of the gradebook, where the course secret is kept; the course's for a database server."""
    file = file_of(db_url, root)
    return file.parent if file else root


def stamp_of(course: Course, name: str) -> Stamp:
    """Names, times and sizes of the files that a bench is made of."""
    key = course.key(name)
    pages = sorted(key.glob("*.py")) if key else []
    files = [*pages, course.secret_path, *sorted(course.release(name).glob("*"))]
    found = [(str(path), path.stat()) for path in files if path.exists()]
    return tuple((path, info.st_mtime_ns, info.st_size) for path, info in found)


@atexit.register
def close_all() -> None:
    """End the workers of every bench."""
    while _BENCHES:
        _BENCHES.popitem()[1][1].close()
