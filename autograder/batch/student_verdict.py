"""What the batch finds out about one student: ``python -m autograder.batch.student_verdict`` is one of its pool."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch.pool import READY
from autograder.batch.processes import Parent
from autograder.judge.bench import bench_for, close_all
from autograder.judge.journal import grade_from_json
from autograder.notebook.files import RefusedError, notebook_of, sharing
from autograder.notebook.read import NotebookError
from autograder.plain.status import Status
from autograder.verdict.result import Grade


@dataclass(frozen=True)
class StudentVerdict:
    """A grade, or why there is none.

    ``unreadable`` is why the file cannot be read; ``fault`` what went wrong on our side. After a ``deadly`` fault
    nobody opens the file again: it might end that process, too. ``sharing``: who else handed in the very same file.
    """

    grade: Grade | None = None
    unreadable: str = ""
    fault: str = ""
    deadly: bool = False
    sharing: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the next run finds it done."""
        return not self.fault and not self.ungraded

    @property
    def ungraded(self) -> list[str]:
        """Exercises that could not be graded because of a fault of ours."""
        return [result.name for result in self.grade.results if result.status == Status.UNGRADED] if self.grade else []

    def scores(self) -> dict[str, float]:
        """What the gradebook should have of it."""
        results = self.grade.results if self.grade else ()
        return {result.name: result.score for result in results if result.status != Status.UNGRADED}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StudentVerdict:
        """A verdict as it comes from a process of the pool."""
        grade = data["grade"]
        return cls(**{**data, "grade": grade and grade_from_json(grade), "sharing": tuple(data["sharing"])})


def verdict_on(root: str, db_url: str, assignment: str, folder: str) -> dict[str, Any]:
    """Judge what was handed in in this folder, or take it from the journal, and keep it there; as JSON data.

    Whatever goes wrong is said in the verdict.
    """
    try:
        verdict = _judged(Path(root), db_url, assignment, Path(folder))
    except Exception as error:
        verdict = StudentVerdict(fault=f"{type(error).__name__}: {error}")
    return dataclasses.asdict(verdict)


def _judged(root: Path, db_url: str, assignment: str, folder: Path) -> StudentVerdict:
    bench = bench_for(root, db_url, assignment)
    try:
        work = bench.read(folder)
    except (RefusedError, NotebookError) as error:
        return StudentVerdict(unreadable=str(error))
    others = sharing(notebook_of(folder, bench.released.name))
    return StudentVerdict(bench.grade_and_keep(work), sharing=tuple(others))


def main() -> None:
    """Serve the batch."""
    parent = Parent()
    parent.tell(READY)
    try:
        while True:
            parent.tell(verdict_on(**parent.message()))
    finally:
        close_all()


if __name__ == "__main__":
    main()
