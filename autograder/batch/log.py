"""A line of JSON about each student, for whoever reads what a batch did with a program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.batch.changes import Change
from autograder.course.errors import CourseError
from autograder.grading.marking import Marking
from autograder.grading.provenance import Provenance


class Log:
    """Lines at the end of a file, each written at once; without a path nothing is."""

    def __init__(self, path: Path | None) -> None:
        try:
            self._file = None if path is None else path.open("a", encoding="ascii", buffering=1)
        except OSError as error:
            raise CourseError(f"--log {path} cannot be written ({error.strerror}): name another file") from None

    def graded(self, student: str, marking: Marking, provenance: Provenance, changes: Iterable[Change]) -> None:
        """What was found, what decided it, and which marks it changes."""
        verdict = marking.verdict
        results = verdict.grade.results if verdict.grade else ()
        self._say(
            student=student,
            outcome="fault" if verdict.fault else "unreadable" if verdict.unreadable else "graded",
            reason=verdict.fault or verdict.unreadable,
            scores={name: score for name, (score, _) in marking.scores.items()},
            to_look_at=[name for name, (_, by_hand) in marking.scores.items() if by_hand],
            statuses={result.name: result.status for result in results},
            mistakes={result.name: result.mistake for result in results if result.mistake},
            changed={change.exercise: [change.before, change.after, change.why] for change in changes},
            provenance=provenance.to_json(),
        )

    def unchanged(self, student: str) -> None:
        """Somebody whose marks are recorded and would come out again."""
        self._say(student=student, outcome="unchanged")

    def _say(self, **fields: Any) -> None:
        if self._file is not None:
            self._file.write(json.dumps(fields) + "\n")
