"""Where the time of a right notebook goes, step by step, and how much of it no grader of this kind could do without.

The floor: read the file and parse it as JSON; fork and lock the workers that judging takes, and end them; run the
student's definitions and the calls of the hidden cases; write the graded notebook and the page. All in processor time
of this process and of its workers, after a student who is not counted.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from autograder.batch.recorder import Recorder
from autograder.batch.settings import Configured
from autograder.calling.call import quiet
from autograder.course.folders import Folders
from autograder.gradebook.register import register
from autograder.gradebook.shown import shown_in
from autograder.gradebook.writing import Entry
from autograder.grading.intake import taken_in
from autograder.grading.marking import marked, notebook_for
from autograder.grading.provenance import Provenance
from autograder.grading.result_folder import write_unfinished
from autograder.judge.bench import Bench, bench_for
from autograder.nbgrader import page
from benchmarks.class_of_200 import ClassOf200, Student
from benchmarks.judge import own_code, solution
from benchmarks.processor_time import emptied
from tests.sample_class.course import make_course
from tests.sample_class.template import Data

READING, JUDGING, NOTEBOOK, RECORDING, PAGE = STEPS = (
    "reading, and recognising the cells",
    "judging",
    "the graded notebook",
    "recording",
    "the page",
)
FORKS = 20


@dataclass(frozen=True)
class Share:
    """Seconds of a step for a student, and of them the bare floor."""

    whole: float
    floor: float


class Steps:
    """Processor time by the name of the step, of this process and of the workers with their parent."""

    def __init__(self, bench: Bench) -> None:
        self.parent = psutil.Process(bench.judge.zygote.process.pid)
        self.seconds: dict[str, float] = defaultdict(float)

    def workers(self) -> float:
        """What the workers that have ended and their parent have computed; in steps of a hundredth of a second."""
        used = self.parent.cpu_times()
        return used.user + used.system + used.children_user + used.children_system

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what is done meanwhile."""
        before = time.process_time() + self.workers()
        yield
        self.seconds[name] += time.process_time() + self.workers() - before


class Grader:
    """Solved notebooks in a course, graded here as by a process of the pool, and recorded as by the batch."""

    def __init__(self, folder: Path, assignment: str, executed: Data) -> None:
        self.course = make_course(folder)
        self.people = ClassOf200(assignment, executed)
        self.folders = Folders.of(self.course)
        self.folders.assignment_id = assignment
        self.bench = bench_for(self.course, self.folders.secret_folder(), assignment)
        register(self.bench, self.folders)
        self.recorder = Recorder(self.folders, Configured(self.folders), self.bench.released.name)
        self.workers = 0

    def graded(self, count: int) -> dict[str, float]:
        """Seconds of each step for so many more students, together."""
        emptied(self.course)
        for number in range(count):
            self.people.hand_in(self.course, Student(number, self.people.kinds[0]))
        folders = self.folders.submissions()
        steps, entries, asked = Steps(self.bench), {}, self.bench.judge.zygote.asked
        for student, folder in folders.items():
            entries[student] = self._one(steps, folder, self.folders.result(student))
        self.workers = (self.bench.judge.zygote.asked - asked) // 2  # each is asked for, and ended
        with steps.step(RECORDING):
            for student, entry in entries.items():
                self.recorder.add(student, entry)
            self.recorder.flush()
        for order in self._pages(list(folders)):
            with steps.step(PAGE):
                answer = page.made(**order)
            if answer or self.recorder.failure:
                raise SystemExit(answer.get("fault") or self.recorder.failure)
        return dict(steps.seconds)

    def _one(self, steps: Steps, folder: Path, result: Path) -> Entry:
        with steps.step(READING):
            intake = taken_in(self.bench, folder)
        with steps.step(NOTEBOOK):
            notebook, fault = notebook_for(self.bench, intake)
        with steps.step(JUDGING):
            grade = self.bench.grade(intake.work, keep=True)
        with steps.step(NOTEBOOK):
            marking = marked(notebook, intake, fault, self.bench.released, lambda _: grade)
            write_unfinished(result, self.bench.released.name, notebook)
            return Entry(marking, Provenance.of(self.bench, intake.work))

    def _pages(self, students: Sequence[str]) -> Iterator[dict[str, Any]]:
        name = self.bench.released.name
        shown = shown_in(self.folders, name, students)
        for student in students:
            yield {
                "root": str(self.course),
                "notebook": str(self.folders.result(student) / f"{name}.ipynb"),
                "target": str(self.page(student)),
                "shown": shown[student].to_json(),
                "names": {"student": student, "assignment": self.folders.assignment_id, "notebook": name},
            }

    def page(self, student: str) -> Path:
        """Where the page of a student is."""
        place = self.folders.format_path(self.folders.feedback_directory, student, self.folders.assignment_id)
        return Path(place, f"{self.bench.released.name}.html")

    def floor(self, count: int) -> dict[str, float]:
        """Seconds that the barest way takes for one student, after :meth:`graded` for so many."""
        (student, folder), *_ = self.folders.submissions().items()
        name = self.bench.released.name
        handed_in, notebook = folder / f"{name}.ipynb", self.folders.result(student) / f"{name}.ipynb"
        functions, hidden = solution(self.people.template), self.bench.hidden
        sources = [compile(text, exercise, "exec") for exercise, text in self.people.template.solutions.items()]

        def calls() -> None:
            for source in sources:
                exec(source, dict(functions))
            for exercise in hidden.exercises:
                own_code(hidden, functions, exercise)

        with quiet(0):
            own = self._each(calls, count)
        fork = self._each(lambda: self.bench.judge.zygote.fork().end(), FORKS)
        return {
            READING: self._each(lambda: json.loads(handed_in.read_text("utf-8")), count),
            JUDGING: own + fork * self.workers / count,
            NOTEBOOK: self._each(written_again(notebook), count),
            RECORDING: 0.0,
            PAGE: self._each(written_again(self.page(student)), count),
        }

    def _each(self, action: Callable[[], object], times: int) -> float:
        """Seconds that an action takes, workers included, after one that is not counted."""
        action()
        steps = Steps(self.bench)
        with steps.step(""):
            for _ in range(times):
                action()
        return steps.seconds[""] / times

    def shares(self, students: int) -> dict[str, Share]:
        """Each step for a student who has everything right; so many are graded, after one who is not counted."""
        self.graded(1)
        seconds = self.graded(students)
        floor = self.floor(students)
        return {step: Share(seconds[step] / students, floor[step]) for step in STEPS}

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.recorder.close()
        self.bench.close()


def written_again(path: Path) -> Callable[[], object]:
    """An action that writes the text of a file once more."""
    text = path.read_text("utf-8")
    return lambda: path.write_text(text, "utf-8")
