"""``autograder feedback``: everybody's page, made on all cores, as ``nbgrader generate_feedback`` makes it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from nbgrader.converters import GenerateFeedback
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from autograder.batch.pool import Died, Order, Pool
from autograder.batch.settings import asked_for, finished, refuse_other_steps
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.folders import Folders, unfit
from autograder.course.gradebook import configured
from autograder.gradebook.shown import Shown, shown_in
from autograder.gradebook.unusable import UNUSABLE, sentence_of
from autograder.plain.text import printable

ALL_MADE, SOME_NOT = 0, 1
WORKER = "autograder.nbgrader.page_process"
WORTH_A_START = 30  # pages: another process needs about as long to start as it needs to make so many
AT_A_TIME = 200  # students whose marks and comments are held
STEPS = ("autograder.nbgrader.feedback.ShowGrades", "nbconvert.preprocessors.csshtmlheader.CSSHTMLHeaderPreprocessor")


def run(
    assignment: str,
    root: Path | None = None,
    students: Sequence[str] = (),
    jobs: int | None = None,
    quiet: bool = False,
) -> int:
    """Make the pages; who has none is named. CourseError where there is nothing to show."""
    course = Course.find(root)
    name = course.assignment_called(assignment)
    folders = Folders.of(course.root)
    folders.assignment_id = name
    released = course.released(name)
    if released is None:
        raise CourseError(f"release/{name} holds no notebook: run `autograder build`")
    graded = asked_for(folders.results(), students, f"what is graded of {name}")
    converter = GenerateFeedback(coursedir=folders, config=configured(course.root))
    refuse_other_steps(converter, "preprocessors", STEPS, "nbgrader generate_feedback")
    errors = Console(stderr=True, soft_wrap=True)
    without: dict[str, str] = {}

    def orders() -> Iterator[Order]:
        for student, shown in _shown(folders, released.name, list(graded)):
            if shown is None:
                without[student] = "the gradebook holds no mark of it"
            else:
                yield _order(course.root, folders, student, graded[student], released.name, shown)

    coming = orders()
    first = list(islice(coming, 1))  # a gradebook that cannot be read is said before anything begins
    count = min(jobs or os.cpu_count() or 1, 1 + len(graded) // WORTH_A_START)
    with Pool(WORKER, count) as pool, Progress(console=errors, disable=quiet) as progress:
        task = progress.add_task("pages", total=len(graded))
        for made, (order, answer) in enumerate(pool.work(chain(first, coming)), 1):
            student = order["names"]["student"]
            reason = answer.reason if isinstance(answer, Died) else answer.get("fault", "")
            if reason:
                without[student] = reason
            else:
                converter.init_assignment(name, student)  # nbgrader's own small files go along
                finished(converter, name, student, Path(order["notebook"]))
            progress.update(task, completed=made)
        progress.update(task, completed=len(graded))
    for student, reason in sorted(without.items()):
        errors.print(Text(printable(f"autograder: {student} has no new page: {reason}")))
    return SOME_NOT if without else ALL_MADE


def _shown(folders: Folders, notebook: str, students: Sequence[str]) -> Iterator[tuple[str, Shown | None]]:
    """Each student with what the gradebook has, if it has anything; it is asked for some hundred at a time."""
    for start in range(0, len(students), AT_A_TIME):
        some = students[start : start + AT_A_TIME]
        try:
            found = shown_in(folders, notebook, [student for student in some if not unfit(student)])
        except FileNotFoundError:
            found = {}
        except UNUSABLE as error:
            raise CourseError(
                f"the gradebook cannot be read ({sentence_of(error)}): mend that and run it again"
            ) from None
        yield from ((student, found.pop(student, None)) for student in some)


def _order(root: Path, folders: Folders, student: str, result: Path, notebook: str, shown: Shown) -> Order:
    place = Path(folders.format_path(folders.feedback_directory, student, folders.assignment_id))
    return {
        "root": str(root),
        "notebook": str(result / f"{notebook}.ipynb"),
        "target": str(place / f"{notebook}.html"),
        "shown": shown.to_json(),
        "names": {"student": student, "assignment": folders.assignment_id, "notebook": notebook},
    }
