"""What grading one assignment needs, made once per process and used for every student."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import threading
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from autograder.checks.contents import Checks
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.judge.journal import Journal
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import SandboxError
from autograder.messages import say
from autograder.notebook.doubts import refuse_if_in_doubt
from autograder.notebook.files import RefusedError, beside, digest_of, label_of, notebook_of
from autograder.notebook.handed_in import HandedIn, handed_in, read_handed_in
from autograder.plain.status import Status
from autograder.verdict.result import Grade

Stamp = tuple[tuple[str, int, int], ...]
_MAKING = threading.RLock()  # an executor may have several threads


class Bench:
    """The released notebook, the checks and the judge of one assignment."""

    def __init__(self, course: Course, name: str) -> None:
        self.course, self.name = course, name
        self.public, self.assignment = course.graded_by(name)
        released = course.released(name)
        if released is None:
            raise CourseError(f"release/{name} holds no notebook: run `autograder build`")
        self.released = released
        seed = course.seed(f"{name}\0{self.public.version}")
        self.journal = Journal(course.secret_path.parent, self.public, seed)
        self._stack = contextlib.ExitStack()
        self._judge: Judge | None = None

    @cached_property
    def hidden(self) -> Checks:
        """The checks that decide; drawn when somebody is to be judged. ChecksError if a generator stops."""
        return self.course.hidden(self.assignment)

    @property
    def judge(self) -> Judge:
        """The judge, with its workers; SandboxError if their lock does not hold."""
        with _MAKING:
            if self._judge is None:
                made = judging(self.public, self.hidden, self.assignment, self.released_code)
                self._judge = self._stack.enter_context(made)
            return self._judge

    def missing(self) -> list[str]:
        """The protections that this platform cannot give, as sentences."""
        return list(self.judge.zygote.missing)

    def read(self, folder: Path) -> HandedIn:
        """What was handed in in this folder; RefusedError or NotebookError, if a person must look at it."""
        file = notebook_of(folder, self.released.name)
        found = read_handed_in(file, self.released, self.public.accepted)
        refuse_if_in_doubt(folder, file, found, self.released, self.public.accepted)
        if (other := self.course.other_than(self.name, "\n".join(found.code_handed_in))) is not None:
            raise RefusedError(say("nb_another", other=other, assignment=self.name))
        wanted = f"{self.released.name}.ipynb"
        label = label_of(folder, file)
        renamed = (say("nb_renamed", found=label, name=wanted),) if label != wanted else ()
        return replace(found, repairs=(*renamed, *found.repairs))

    def nothing(self) -> HandedIn:
        """What stands for a notebook that nobody can read: the release."""
        return handed_in([], self.released.cells, self.public.accepted)

    @cached_property
    def released_code(self) -> list[str]:
        """The text of the code cells that everybody was given."""
        return [cell.text for cell in self.released.cells if cell.kind == "code"]

    @cached_property
    def decided_by(self) -> dict[str, tuple[str, str]]:
        """Of each exercise the version of its key, and what tells its seed from another and nothing more of it."""
        found = {}
        for name, version in self.assignment.versions.items():
            mark = self.course.seed("\0".join(("fingerprint", self.name, name, version)))
            found[name] = version, f"{mark:016x}"
        return found

    def fingerprint(self, folder: Path) -> str:
        """All that decides the marks of a submission, as one short text that tells nothing of the seed."""
        try:
            file = notebook_of(folder, self.released.name)
            files = file, *beside(folder, file)
            content = [text for path in files for text in (label_of(folder, path), digest_of(path))]
        except (RefusedError, OSError) as error:
            content = [str(error)]
        return hashlib.sha256(json.dumps([self.journal.salt, self.released_code, content]).encode()).hexdigest()

    def grade(self, work: HandedIn, keep: bool = False, anew: bool = False) -> Grade:
        """The grade of what was handed in: from the journal unless it is to be judged ``anew``, else judged now.

        ``keep``: what was judged now goes into the journal; a fault of ours never does, so it is tried again.
        """
        grade = None if anew else self.journal.read(work.code, work.numbers)
        if grade is None:
            grade = self._judged(work)
            if keep and all(result.status != Status.UNGRADED for result in grade.results):
                self.journal.write(work.code, work.numbers, grade)
        return replace(grade, repairs=work.repairs)

    def _judged(self, work: HandedIn) -> Grade:
        """Workers that have gone are replaced once."""
        try:
            return self.judge.grade(work.code, self.released.name, numbers=work.numbers)
        except (SandboxError, OSError):
            self.close()
            return self.judge.grade(work.code, self.released.name, numbers=work.numbers)

    def close(self) -> None:
        """End the workers; the next grading starts new ones."""
        self._judge = None
        with contextlib.suppress(OSError):
            self._stack.close()


_BENCHES: dict[tuple[Path, str], tuple[Stamp, Bench]] = {}


def bench_for(root: Path, secret_folder: Path, name: str) -> Bench:
    """The bench of an assignment; a new one if its key or its release has changed since the last call."""
    with _MAKING:
        return _bench(Course(root, secret_folder), name)


def _bench(course: Course, name: str) -> Bench:
    course.secret()  # made before the stamp is taken, so that the first two calls agree
    known, stamp = _BENCHES.get((course.root, name)), stamp_of(course, name)
    if known is not None and known[0] == stamp:
        return known[1]
    if known is not None:
        known[1].close()
    bench = Bench(course, name)
    _BENCHES[course.root, name] = stamp, bench
    return bench


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
