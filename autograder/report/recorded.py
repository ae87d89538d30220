"""What ``autograder grade`` found out about each student, as it was kept; nothing is judged anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.batch.student_verdict import StudentVerdict
from autograder.course.folders import Folders
from autograder.judge.bench import Bench, bench_for
from autograder.notebook.files import RefusedError, notebook_of, sharing
from autograder.notebook.read import NotebookError


def recorded(folders: Folders) -> dict[str, StudentVerdict]:
    """The verdict on everybody whose work is as it was when it was judged; CourseError if the course has a fault."""
    bench = bench_for(Path(folders.root), folders.db_url, folders.assignment_id)
    found = {student: _kept(bench, folder) for student, folder in folders.submissions().items()}
    return {student: verdict for student, verdict in found.items() if verdict is not None}


def _kept(bench: Bench, folder: Path) -> StudentVerdict | None:
    try:
        work = bench.read(folder)
        grade = bench.journal.read(work.code, work.numbers)
        others = tuple(sharing(notebook_of(folder, bench.released.name)))
    except (RefusedError, NotebookError) as error:
        return StudentVerdict(unreadable=str(error))
    except Exception as error:  # as in the batch: one folder stops nobody
        return StudentVerdict(fault=f"{type(error).__name__}: {error}")
    return StudentVerdict(replace(grade, repairs=work.repairs), sharing=others) if grade else None
