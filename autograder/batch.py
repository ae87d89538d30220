"""The batch: a whole class on all cores, resumed where it was stopped, written down by one writer.

Workers of an executor judge and keep each grade in the journal; then one nbgrader process rebuilds, comments
and records, and finds every grade there. Stopping either at any moment loses nothing.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.course import Course, CourseError
from autograder.nbgrader.bench import bench_for
from autograder.nbgrader.files import RefusedError, notebook_of
from autograder.nbgrader.rebuild import code_of, notebook_with, rebuilt
from autograder.notebook import NotebookError, all_cells, read_json
from autograder.result import RIGHT, Grade

GRADEBOOK = "sqlite:///gradebook.db"


def judge_submission(root: str, assignment: str, student: str) -> Grade | None:
    """Judge what one student handed in, or take it from the journal; None if the file cannot be read."""
    bench = bench_for(Path(root), GRADEBOOK, assignment)
    folder = Path(root, "submitted", student, assignment)
    for name, released in bench.notebooks.items():
        try:
            found = notebook_of(folder, name, Path(root))
            cells, _ = rebuilt(released.cells, all_cells(read_json(found), found.name), bench.public.accepted)
        except (RefusedError, NotebookError):
            return None
        return bench.grade_and_keep(code_of(notebook_with(cells, [], released, {})), name)
    return None


def grade_class(root: Path, assignment: str, cluster: str | None, console: Console) -> dict[str, Grade | None]:
    """Judge every submission of an assignment with progress and time left; the grade of each student."""
    students = sorted(path.parent.name for path in root.glob(f"submitted/*/{assignment}") if path.is_dir())
    if not students:
        raise CourseError(f"nothing is handed in: there is no folder submitted/<student>/{assignment}")
    bench_for(root, GRADEBOOK, assignment).close()  # what is wrong with the course is said before any work
    grades: dict[str, Grade | None] = {}
    columns = (TextColumn("judging"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with executor(cluster) as pool, Progress(*columns, console=console) as progress:
        task = progress.add_task("judging", total=len(students))
        jobs = {pool.submit(judge_submission, str(root), assignment, student): student for student in students}
        for job in as_completed(jobs):
            grades[jobs[job]] = job.result()
            progress.advance(task)
    return dict(sorted(grades.items()))


@contextlib.contextmanager
def executor(cluster: str | None) -> Iterator[Executor]:
    """All cores of this machine, or those of the Dask cluster at this address."""
    if cluster is None:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
            yield pool
        return
    try:
        from distributed import Client
    except ImportError:
        raise CourseError("--cluster needs Dask: pip install 'neural-networks-from-numpy[cluster]'") from None
    with Client(cluster) as client:
        yield client.get_executor()


def record(root: Path, assignment: str) -> int:
    """Let one nbgrader process write marks, comments and pages' notebooks; its exit code."""
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment]
    return subprocess.run(command, cwd=root, check=False).returncode


def class_report(grades: dict[str, Grade | None]) -> list[Table]:
    """Two tables: points of each student, and which mistake was made how often, by whom."""
    known = [grade for grade in grades.values() if grade is not None]
    names = [result.name for result in known[0].results] if known else []
    legend = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    marks = Table("student", *map(str, range(1, len(names) + 1)), "points", caption=legend, caption_justify="left")
    mistakes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for student, grade in grades.items():
        if grade is None:
            marks.add_row(Text(student), *["?"] * (len(marks.columns) - 2), "cannot be read")
            continue
        cells = [("✓" if result.status == RIGHT else f"{result.score:g}/{result.points:g}") for result in grade.results]
        marks.add_row(Text(student), *cells, f"{grade.score:g}/{grade.points:g}")
        for result in grade.results:
            if result.mistake:
                mistakes[result.name, result.mistake].append(student)
    found = Table("exercise", "mistake", "students", "who")
    for (exercise, mistake), who in sorted(mistakes.items(), key=lambda item: -len(item[1])):
        found.add_row(exercise, mistake, str(len(who)), Text(", ".join(who[:8]) + (", …" if len(who) > 8 else "")))
    return [marks, found]


def run(assignment: str, cluster: str | None = None, root: Path | None = None) -> int:
    """``autograder grade``: judge the class, record it, show who made which mistake."""
    course = Course.find(root)
    name = course.assignment_called(assignment)
    console = Console()
    grades = grade_class(course.root, name, cluster, console)
    code = record(course.root, name)
    for table in class_report(grades):
        console.print(table)
    return code
