"""The batch: a whole class on all cores, resumed where it was stopped, written down by one writer.

Processes of a pool judge, make the notebooks and keep each grade in the journal; this one writes the marks, many at
once, and shows what the gradebook then holds. Stopping any of them at any moment loses nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from autograder.batch.changes import Change, changes, changes_table
from autograder.batch.executors import cluster_at, executor_called, on_executor
from autograder.batch.grading_process import from_json, graded, what_is_wrong_here
from autograder.batch.interrupted import interrupted_by_signals
from autograder.batch.log import Log
from autograder.batch.misplaced import misplaced
from autograder.batch.pool import WORKER, Died, Order, Pool
from autograder.batch.recorder import Recorder
from autograder.batch.report import ClassReport, as_judged, holds, names_of, shown_cells
from autograder.batch.settings import Configured, Settings, asked_for
from autograder.batch.verdicts import Verdicts
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.folders import Folders, unfit
from autograder.gradebook.marks import Marks, has_gradebook, marks_in
from autograder.gradebook.register import register
from autograder.gradebook.results import recorded_in
from autograder.gradebook.roll import people_in
from autograder.gradebook.unusable import UNUSABLE, sentence_of
from autograder.gradebook.writing import Entry
from autograder.grading.intake import Intake
from autograder.grading.marking import Marking, marked, notebook_for
from autograder.grading.provenance import Provenance
from autograder.grading.result_folder import write_unfinished
from autograder.grading.stamp import digest_of_scores
from autograder.grading.student_verdict import StudentVerdict
from autograder.judge.bench import bench_for
from autograder.judge.zygote import SandboxError
from autograder.notebook.names import named
from autograder.plain.text import printable

RECORDED, NOT_RECORDED, SOMEBODY_MUST_LOOK, STOPPED = 0, 1, 3, 130
WORTH_A_START = 4  # submissions: another process needs about as long to start as it needs to judge so many


def run(settings: Settings, pool: Pool | None = None) -> int:
    """``autograder grade``: judge the class, record it, show what the gradebook has and who made which mistake.

    ``pool``: processes of :data:`WORKER`, of which one may be getting ready; they end here, before the tables.
    """
    batch = Batch(settings, pool or Pool(WORKER))
    with interrupted_by_signals():
        try:
            with batch.pool:
                batch.prepare()
                batch.grade()
            return batch.report()
        except KeyboardInterrupt:
            batch.say(batch.where_it_stopped())
            return STOPPED


class Batch:
    """One run over a class, step by step."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self.settings, self.pool = settings, pool
        self.course = Course.find(settings.root)
        self.name = self.course.assignment_called(settings.assignment)
        self.console, self.errors = Console(), Console(stderr=True, soft_wrap=True)
        self.verdicts = Verdicts()
        self.submissions: dict[str, Path] = {}
        self.misplaced: list[str] = []
        self.changes: list[Change] = []
        self.recorder: Recorder | None = None
        self.log = Log(settings.log)

    def say(self, sentence: str) -> None:
        """One sentence on the error stream, behind all that was shown."""
        self.errors.print(Text(printable(f"autograder: {sentence}")))

    def prepare(self) -> None:
        """Find the submissions; what is wrong with the course or this machine is said before any work."""
        self.folders = Folders.of(self.course.root)
        self.folders.assignment_id = self.name
        self.submissions = self._wanted(self.folders.submissions())
        if not self.settings.students:
            self.misplaced = misplaced(self.folders, {*self.course.names(), *self.folders.assignments()})
        self.configured = Configured(self.folders)
        self.strangers_are_refused = not self.configured.creates_students
        with _gradebook_refused():
            known = has_gradebook(self.folders)
        if self.settings.trial and not known:
            raise CourseError(f"nothing is recorded yet, so nothing can change: run `autograder grade {self.name}`")
        if self.settings.here:
            self.pool.begin(self._course())
        self.bench = bench_for(self.course.root, self.folders.secret_folder(), self.name)
        for sentence in self._missing():
            self.say(f"WARNING: {sentence}")
        with _gradebook_refused():
            self._open_gradebook()

    def _missing(self) -> list[str]:
        """The protections that this machine cannot give, as its first process has found; what stops it is raised.

        Other machines, and whatever an executor starts, prove their own.
        """
        if not self.settings.here:
            with contextlib.closing(self.bench):
                return self.bench.missing()
        ((_, answer),) = self.pool.work([])
        if isinstance(answer, Died):
            raise SandboxError(
                f"nothing was graded, because the first process did not get ready ({answer.reason}): "
                f"mend that and run it again"
            )
        if "unlocked" in answer:
            raise SandboxError(answer["unlocked"])
        if "refused" in answer:
            raise CourseError(answer["refused"])
        if "fault" in answer:
            raise RuntimeError(answer["fault"])
        return list(answer["missing"])

    def _open_gradebook(self) -> None:
        """What is recorded so far."""
        if not self.settings.trial:
            register(self.bench, self.folders)
        self.before = marks_in(self.folders)
        self.recorded = recorded_in(self.folders)
        if damaged := [student for student in self.recorded.damaged if student in self.submissions]:
            self.say(
                f"WARNING: what the gradebook keeps beside the marks of {names_of(damaged)} is damaged, or of another "
                "version: graded again"
            )
        self.enrolled = {person.id for person in people_in(self.folders)}
        if not self.settings.trial:
            self.recorder = Recorder(self.folders, self.configured, self.bench.released.name)

    def _wanted(self, found: dict[str, Path]) -> dict[str, Path]:
        """The hand-ins that are asked for; CourseError if there are none."""
        if not found:
            place = Path(self.folders.submitted_directory, "<student>", self.name)
            raise CourseError(f"nothing is handed in: there is no folder {place}")
        return asked_for(found, self.settings.students, f"what was handed in for {self.name}")

    def grade(self) -> None:
        """Judge and record every submission, by all cores or by the cluster."""
        wanted = [student for student in self.submissions if self._is_kept(student)]
        orders = (self._order(student) for student in wanted)
        with self._progress() as progress, self._workers(orders, len(wanted)) as answers:
            task = progress.add_task("", total=len(wanted))
            for order, answer in answers:
                self._heard(Path(order["folder"]).parent.name, answer)
                progress.advance(task)
        if self.recorder is not None:
            self.recorder.flush()

    def _is_kept(self, student: str) -> bool:
        """Whether a gradebook can keep marks of somebody of this name; of whom it cannot, the reason is noted."""
        reason = unfit(student)
        if not reason and self.strangers_are_refused and student not in self.enrolled:
            reason = "nobody of this name is in the gradebook (Autograde.create_student is off): add the student"
        if reason:
            self.verdicts[student] = StudentVerdict(fault=reason)
        return not reason

    def _order(self, student: str) -> Order:
        """What a process of the pool is told."""
        place = {"folder": str(self.submissions[student]), "result": str(self.folders.result(student))}
        flags = {"anew": self.settings.anew, "trial": self.settings.trial}
        return {**place, **flags, **self._course()} | self._known(student)

    def _course(self) -> dict[str, str]:
        """Which course and assignment, as another process is told; never the gradebook, whose address may be secret."""
        secrets = str(self.folders.secret_folder())
        return {"root": str(self.course.root), "secrets": secrets, "assignment": self.name}

    def _known(self, student: str) -> dict[str, Any]:
        """The stamp of what is recorded, where the gradebook still has it and no other time of handing in is known."""
        known, marks = self.recorded.stamp(student), self.before.get(student, Marks())
        if known is None or known.scores != digest_of_scores(marks.judged(self.bench.released.name)):
            return {}
        times = [
            self.folders.get_existing_timestamp(str(folder))
            for folder in (self.folders.handed_in(student), self.folders.result(student))
        ]
        return {"recorded": [known.fingerprint, known.scores]} if times[0] == times[1] else {}

    @contextlib.contextmanager
    def _workers(self, orders: Iterator[Order], count: int) -> Iterator[Iterator[tuple[Order, Any]]]:
        if self.settings.executor is not None:
            with executor_called(self.settings.executor) as executor:
                yield on_executor(executor, graded, orders)
            return
        if self.settings.cluster is not None:
            with cluster_at(self.settings.cluster, what_is_wrong_here, self._course()) as executor:
                yield on_executor(executor, graded, orders)
            return
        self.pool.count = min(self.settings.jobs or os.cpu_count() or 1, 1 + count // WORTH_A_START)
        yield self.pool.work(orders)

    def _heard(self, student: str, answer: Any) -> None:
        """What a process says of one student: note it, and have it recorded."""
        if isinstance(answer, dict) and answer.get("unchanged"):
            self.verdicts[student] = self.recorded[student].verdict
            self.log.unchanged(student)
            return
        if isinstance(answer, Died) or "fault" in answer:
            reason = answer.reason if isinstance(answer, Died) else answer["fault"]
            marking, provenance = self._given_up(student, reason)
        else:
            marking, provenance = from_json(answer), Provenance.from_json(answer["provenance"])
        self.verdicts[student] = marking.verdict
        known, stays = self.before.get(student, Marks()), self.recorder is not None and student in self.recorder.left
        new = [] if stays else list(changes(student, known, self.recorded.get(student), marking, provenance))
        self.changes += new
        self.log.graded(student, marking, provenance, new)
        if self.recorder is not None and not stays:
            timestamp = self.folders.get_existing_timestamp(str(self.submissions[student]))
            self.recorder.add(student, Entry(marking, provenance, timestamp))

    def _given_up(self, student: str, reason: str) -> tuple[Marking, Provenance]:
        """What is recorded of somebody whom no process could grade; nobody opens the file again."""
        intake = Intake(self.bench.nothing(), fault=reason)
        notebook, _ = notebook_for(self.bench, intake)
        marking = marked(notebook, intake, "", self.bench.released, self.bench.grade)
        if self.recorder is not None:
            try:
                write_unfinished(self.folders.result(student), self.bench.released.name, notebook)
            except OSError as error:
                self.recorder.leave(student, error)
        return marking, Provenance.of(self.bench, intake.work)

    def report(self) -> int:
        """Show what the gradebook has; the exit code says whether that is what was judged."""
        marks, title = self._marks()
        shown = ClassReport(shown_cells(list(self.bench.public.exercises), marks or {}))
        missing, unsettled = [], []
        for student, verdict in self.verdicts.items():
            known = as_judged(verdict) if marks is None else marks.get(student, Marks())
            shown.add(student, verdict, known)
            if marks is None or (self.recorder is not None and not holds(marks.get(student), verdict)):
                missing.append(student)
            if self._is_unsettled(verdict, known):
                unsettled.append(student)
        self._show(shown, title)
        failure = self.recorder.failure if self.recorder is not None else ""
        if failure or missing:
            self.say(self._not_recorded(missing, failure))
            return NOT_RECORDED
        if unsettled:
            self.say(f"a person has to look at {names_of(unsettled)}: formgrader lists what needs manual grading")
        if self.misplaced:
            self.say(self._not_in_its_place())
        return SOMEBODY_MUST_LOOK if unsettled or self.misplaced else RECORDED

    def _show(self, shown: ClassReport, title: str) -> None:
        if not self.settings.quiet:
            for table in shown.tables(title, self.console.width):
                self.console.print(table)
        if self.changes:
            by_name = sorted(self.changes, key=lambda change: change.student)
            self.console.print(changes_table(by_name, self.settings.trial))
        elif self.settings.trial:
            self.console.print("No mark would change.")
        for reason in shown.reasons:
            self.console.print(Text(printable(reason)), soft_wrap=True)

    def _marks(self) -> tuple[dict[str, Marks] | None, str]:
        """What the gradebook holds; or None if nobody can read it. And what that is, as a title."""
        if self.recorder is None:
            return self.before, "As recorded; nothing was changed"
        self.recorder.close()
        try:
            return marks_in(self.folders), ""
        except Exception as error:
            self.recorder.failure = self.recorder.failure or sentence_of(error)
            return None, "As judged. NOT RECORDED: the gradebook could not be read"

    def _is_unsettled(self, verdict: StudentVerdict, known: Marks) -> bool:
        unmarked = bool(verdict.unreadable) if self.settings.trial else known.score is None
        return bool(verdict.fault) or unmarked or known.to_look_at

    def _not_recorded(self, missing: list[str], failure: str) -> str:
        """What is not recorded, why, and what to do, in one sentence."""
        what = f"the marks of {names_of(missing)} are NOT RECORDED" if missing else "recording did not end well"
        why = f" ({failure})" if failure else ""
        return (
            f"{what}{why}; those of the other {len(self.verdicts) - len(missing)} are. All that was judged is kept: "
            "mend the cause and run the same command again"
        )

    def _not_in_its_place(self) -> str:
        place = os.path.join(self.folders.submitted_directory, "<student>", self.name)
        return f"not graded, because it does not lie in a folder {place}: {named(self.misplaced)}"

    def where_it_stopped(self) -> str:
        """What is true after Ctrl-C."""
        if self.settings.trial:
            return "interrupted; nothing was changed"
        done = len(self.recorder.recorded) if self.recorder is not None else 0
        return f"interrupted: {done} of {len(self.submissions)} recorded; run the same command again to go on"

    def _progress(self) -> Progress:
        columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        return Progress(*columns, console=self.errors, disable=self.settings.quiet)


@contextlib.contextmanager
def _gradebook_refused() -> Iterator[None]:
    """CourseError, before any work, for a gradebook that cannot be used."""
    try:
        yield
    except UNUSABLE as error:
        raise CourseError(
            f"the gradebook cannot be used ({sentence_of(error)}): nothing was graded; mend that and run it again"
        ) from None
