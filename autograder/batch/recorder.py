"""The one writer of a batch: marks into the gradebook, in bulk, and then the finished notebooks into their places.

In this order, so that a run that is killed between both leaves a notebook that the next run knows to be unfinished.
"""

from __future__ import annotations

import time

from sqlalchemy.exc import OperationalError

from autograder.batch.settings import Configured, finished
from autograder.course.folders import Folders
from autograder.gradebook.marks import engine_of
from autograder.gradebook.unusable import is_held, sentence_of
from autograder.gradebook.writing import Entry, write
from autograder.grading.result_folder import finish

MOST, LONGEST = 64, 1.0  # hand-ins in one transaction; seconds until what is known is written


class Recorder:
    """Collects entries and writes them, many at once. ``failure`` is what went wrong first, or ""."""

    def __init__(self, folders: Folders, configured: Configured, notebook: str) -> None:
        self.folders, self.configured, self.notebook = folders, configured, notebook
        self.engine = engine_of(folders)
        self.penalty = configured.penalty()
        self.files = list(configured.files())
        self.failure, self.unusable = "", False
        self.recorded: set[str] = set()
        self.left: set[str] = set()  # students of whom all stays as it was recorded
        self._waiting: dict[str, Entry] = {}
        self._written = time.monotonic()

    def add(self, student: str, entry: Entry) -> None:
        """Take one student's marks; they are written soon."""
        self._waiting[student] = entry
        if len(self._waiting) == MOST or time.monotonic() - self._written > LONGEST:
            self.flush()

    def leave(self, student: str, error: OSError) -> None:
        """Keep what is recorded of a student whose result cannot be written."""
        self.left.add(student)
        self.failure = self.failure or f"{student}: {sentence_of(error)}"

    def flush(self) -> None:
        """Write all that waits. A gradebook that cannot be used is left alone from then on."""
        entries, self._waiting = self._waiting, {}
        if entries and not self.unusable:
            self._write(entries)
        self._written = time.monotonic()

    def _write(self, entries: dict[str, Entry]) -> None:
        try:
            write(self.engine, self.folders.assignment_id, self.notebook, entries, self.penalty)
        except Exception as error:  # of the database, or of a plugin for late penalties
            self.unusable = isinstance(error, OperationalError) and not is_held(error)
            if self.unusable or len(entries) == 1:
                self.failure = self.failure or sentence_of(error)
                return
            for student, entry in entries.items():  # what one student's rows stop, they stop for that one alone
                if not self.unusable:
                    self._write({student: entry})
            return
        self.recorded.update(entries)
        for student in entries:
            try:
                self._finish(student)
            except Exception as error:  # of a file system, or of a hook
                self.failure = self.failure or f"{student}: {sentence_of(error)}"

    def _finish(self, student: str) -> None:
        source, result = self.folders.handed_in(student), self.folders.result(student)
        dated = self.folders.get_existing_timestamp(str(source)) is not None
        finish(result, self.notebook, source, dated, self.files)
        notebook = result / f"{self.notebook}.ipynb"
        finished(self.configured.converter, self.folders.assignment_id, student, notebook)

    def close(self) -> None:
        """Leave the gradebook."""
        self.engine.dispose()
