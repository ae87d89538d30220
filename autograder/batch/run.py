"""The batch: a whole class on all cores, resumed where it was stopped, written down by one writer.

Processes of a pool judge and keep each grade in the journal; then one nbgrader process rebuilds, comments and
records, and finds every grade there. What is shown at the end is read from the gradebook. Stopping any of them
at any moment loses nothing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from autograder.batch.marks import Mark, Marks, marks_in
from autograder.batch.pool import Died, Order, Pool, on_cluster
from autograder.batch.recording import record
from autograder.batch.report import class_report, reasons
from autograder.batch.student_verdict import StudentVerdict, verdict_on
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.folders import Folders, unfit
from autograder.judge.bench import bench_for
from autograder.plain.text import printable

RECORDED, NOT_RECORDED, SOMEBODY_MUST_LOOK, STOPPED = 0, 1, 3, 130
WORKER = "autograder.batch.student_verdict"
WORTH_A_START = 4  # submissions: another process needs about as long to start as it needs to judge so many


def run(assignment: str, cluster: str | None = None, root: Path | None = None) -> int:
    """``autograder grade``: judge the class, record it, show what the gradebook has and who made which mistake."""
    course = Course.find(root)
    batch = Batch(course, course.assignment_called(assignment), cluster)
    with interrupted_by_signals():
        try:
            batch.prepare()
            batch.judge()
            batch.record()
            return batch.report()
        except KeyboardInterrupt:
            batch.say(batch.where_it_stopped())
            return STOPPED


class Batch:
    """One run over a class, step by step."""

    def __init__(self, course: Course, name: str, cluster: str | None = None) -> None:
        self.course, self.name, self.cluster = course, name, cluster
        self.console, self.errors = Console(), Console(stderr=True, soft_wrap=True)
        self.verdicts: dict[str, StudentVerdict] = {}
        self.submissions: dict[str, Path] = {}
        self.judged = self.finished = False
        self.failure = ""
        self.done, self.expected = 0, 0

    def say(self, sentence: str) -> None:
        """One sentence on the error stream, behind all that was shown."""
        self.errors.print(Text(printable(f"autograder: {sentence}")))

    def prepare(self) -> None:
        """Find the submissions; what is wrong with the course or this machine is said before any work."""
        self.folders = Folders.of(self.course.root)
        self.folders.assignment_id = self.name
        self.submissions = self.folders.submissions()
        if not self.submissions:
            place = Path(self.folders.submitted_directory, "<student>", self.name)
            raise CourseError(f"nothing is handed in: there is no folder {place}")
        bench = bench_for(self.course.root, self.folders.db_url, self.name)
        try:
            self.exercises = list(bench.public.exercises)
            for sentence in bench.missing():
                self.say(f"WARNING: {sentence}")
        finally:
            bench.close()

    def judge(self) -> None:
        """A verdict on every submission, by all cores or by the cluster."""
        orders: list[Order] = []
        for student, folder in self.submissions.items():
            if reason := unfit(student):
                self.verdicts[student] = StudentVerdict(fault=reason, deadly=True)
            else:
                place = {"root": str(self.course.root), "folder": str(folder)}
                orders.append({**place, "db_url": self.folders.db_url, "assignment": self.name})
        with self._progress("judging") as progress, self._workers(orders) as answers:
            task = progress.add_task("", total=len(orders))
            for order, answer in answers:
                died = isinstance(answer, Died)
                verdict = StudentVerdict(fault=answer.reason, deadly=True) if died else StudentVerdict.from_json(answer)
                self.verdicts[Path(order["folder"]).parent.name] = verdict
                progress.advance(task)
        self.verdicts = dict(sorted(self.verdicts.items()))
        self.judged = True

    @contextlib.contextmanager
    def _workers(self, orders: list[Order]) -> Iterator[Iterator[tuple[Order, Any]]]:
        if self.cluster is not None:
            yield on_cluster(self.cluster, verdict_on, orders)
            return
        with Pool(WORKER, min(os.cpu_count() or 1, 1 + len(orders) // WORTH_A_START)) as pool:
            yield pool.work(orders)

    def record(self) -> None:
        """Let nbgrader write it down; why it could not is kept for the end."""
        with self._progress("recording") as progress:
            task = progress.add_task("", total=None)

            def heard(done: int, expected: int) -> None:
                self.done, self.expected = done, expected
                progress.update(task, completed=done, total=expected)

            try:
                self.failure = record(self.folders, self.verdicts, heard)
            except OSError as error:  # no memory or no room for one more process
                self.failure = f"{type(error).__name__}: {error}"
        self.finished = True

    def report(self) -> int:
        """Show what the gradebook has; the exit code says whether that is what was judged."""
        try:
            marks, title = marks_in(self.folders), ""
        except Exception as error:
            self.failure = self.failure or f"{type(error).__name__}: {str(error).splitlines()[0]}"
            marks = {student: as_judged(verdict) for student, verdict in self.verdicts.items()}
            title = "As judged. NOT RECORDED: the gradebook could not be read"
            missing = list(self.verdicts)
        else:
            missing = [name for name, verdict in self.verdicts.items() if not holds(marks.get(name), verdict)]
        for table in class_report(self.exercises, self.verdicts, marks, title):
            self.console.print(table)
        for reason in reasons(self.verdicts, marks):
            self.console.print(Text(printable(reason)), soft_wrap=True)
        known = {name: marks.get(name, Marks()) for name in self.verdicts}
        unsettled = [
            name for name, v in self.verdicts.items() if v.fault or known[name].score is None or known[name].to_look_at
        ]
        if self.failure or missing:
            self.say(self._not_recorded(missing))
            return NOT_RECORDED
        if unsettled:
            self.say(f"a person has to look at {names_of(unsettled)}: formgrader lists what needs manual grading")
            return SOMEBODY_MUST_LOOK
        return RECORDED

    def _not_recorded(self, missing: list[str]) -> str:
        """What is not recorded, why, and what to do, in one sentence."""
        what = f"the marks of {names_of(missing)} are NOT RECORDED" if missing else "nbgrader did not end well"
        rest = len(self.verdicts) - len(missing)
        why = f" ({self.failure})" if self.failure else ""
        return (
            f"{what}{why}; those of the other {rest} are. All that was judged is kept: mend the cause and run the same "
            f"command again (`nbgrader autograde {self.name}` says more)"
        )

    def where_it_stopped(self) -> str:
        """What is true after Ctrl-C."""
        kept = sum(verdict.kept for verdict in self.verdicts.values())
        judged = f"interrupted: {kept} of {len(self.submissions)} judged and kept"
        again = "run the same command again to go on"
        if not self.judged:
            return f"{judged}, nothing recorded by this run; {again}"
        if self.finished:
            return f"{judged}, and recording had come to its end; {again} to see the marks"
        return f"{judged}, {self.done} of {self.expected or 'them'} recorded; {again}"

    def _progress(self, what: str) -> Progress:
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        return Progress(*columns, console=self.errors)


def as_judged(verdict: StudentVerdict) -> Marks:
    """The marks of a verdict, for want of a gradebook."""
    results = verdict.grade.results if verdict.grade else ()
    known = verdict.scores()
    return Marks({r.name: Mark("", known.get(r.name), r.points, known.get(r.name)) for r in results})


def holds(marks: Marks | None, verdict: StudentVerdict) -> bool:
    """Whether the gradebook has what was judged, and nothing older."""
    if verdict.fault:
        return marks is None or all(mark.judged is None for mark in marks.cells.values())
    if marks is None:
        return False
    if verdict.unreadable:
        return not any(mark.judged is None or mark.judged for mark in marks.cells.values())
    known = {name: mark.judged for name, mark in marks.cells.items()}
    return all(known.get(name) == score for name, score in verdict.scores().items())


def names_of(students: list[str]) -> str:
    """Some students by name."""
    named = ", ".join(students[:5])
    return f"{len(students)} students ({named}{', …' if len(students) > 5 else ''})" if len(students) > 1 else named


@contextlib.contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """SIGTERM is a KeyboardInterrupt like Ctrl-C; and once stopping has begun, a second one does not disturb it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
