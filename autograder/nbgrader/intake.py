"""How submissions come in: an exporter that reads whatever was handed in and never stops the batch.

nbgrader makes the exporter once for a run, after it has listed the submissions and before it looks at any:
the place to find renamed notebooks, empty folders and half-made results of a run that was killed. For each
submission nbgrader then calls the pre-convert hook (here: nothing of the folder is copied unseen) and reads
the notebook twice: as it was handed in, and as ``Rebuild`` left it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path
from typing import Any, NoReturn

import traitlets
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import SQLAlchemyError

from autograder.batch.marks import Marks, marks_in
from autograder.course.errors import CourseError
from autograder.course.folders import Folders, unfit
from autograder.judge.bench import Bench, bench_for
from autograder.judge.zygote import SandboxError
from autograder.messages import say
from autograder.nbgrader.log import PRINTABLE
from autograder.nbgrader.register import register
from autograder.nbgrader.results import Stamp, digest_of_scores, stamp_in
from autograder.notebook.files import KEPT_FILES, RefusedError, note_of, notebook_of, sharing
from autograder.notebook.handed_in import HandedIn
from autograder.notebook.read import NotebookError
from autograder.plain.text import printable


@dataclass(frozen=True)
class Intake:
    """What came in from one student. ``state`` says why nothing did: ``unreadable``, or a ``fault`` of ours.

    ``fingerprint`` stands for all that decides the marks.
    """

    work: HandedIn
    fingerprint: str
    state: Mapping[str, str]


class SubmissionExporter(NotebookExporter):
    """Reads submissions for ``Autograde``; with any other converter it is the stock exporter."""

    faults = traitlets.Dict(
        help="Students that `autograder grade` could not judge: [what their page says, whether the file may be read]"
    ).tag(config=True)
    progress_hook = traitlets.Any(help="Is told how many submissions are recorded, and of how many").tag(config=True)

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if not isinstance(self.parent, Autograde):
            return
        converter = self.parent
        self.log.addFilter(PRINTABLE)
        try:
            converter.coursedir = self.folders = Folders.like(converter.coursedir)
            self.bench = self._bench()
            recorded = marks_in(self.folders)
        except (CourseError, SandboxError) as error:
            self._refuse(str(error))
        except (SQLAlchemyError, ImportError, OSError) as error:
            self._refuse(f"the gradebook cannot be used: {str(error).splitlines()[0]}")
        self.ignored = list(self.folders.ignore)
        converter.pre_convert_hook = self.before_submission
        self.then, converter.post_convert_hook = converter.post_convert_hook, self.after_submission
        converter.assignments = self.every_submission()
        for source in converter.assignments:
            self.remove_stale(Path(source), recorded)
        self.done = 0
        self.expected = sum(not self.result_of(Path(source)).exists() for source in converter.assignments)
        self._tell()

    def _refuse(self, sentence: str) -> NoReturn:
        self.log.error("%s", sentence)
        raise NbGraderException(sentence) from None

    def _tell(self) -> None:
        if self.progress_hook is not None:
            self.progress_hook(self.done, max(self.done, self.expected))

    def _bench(self) -> Bench:
        bench = bench_for(Path(self.folders.root), self.folders.db_url, self.folders.assignment_id)
        for sentence in bench.missing():
            self.log.warning("The sandbox is not complete here: %s", sentence)
        if register(bench, self.folders):
            self.log.info("The gradebook now knows %s as it is released", bench.name)
        return bench

    def every_submission(self) -> dict[str, list[str]]:
        """Every folder handed in, each with the one file that should be in it, as nbgrader lists them."""
        found = {}
        name = self.bench.released.name
        wanted = fnmatchcase(name, self.folders.notebook_id)
        for student, folder in self.folders.submissions().items():
            if reason := unfit(student):
                self.log.error("%s cannot be recorded: %s", student, reason)
            elif wanted:
                found[str(folder)] = [str(folder / f"{name}.ipynb")]
        return found

    def result_of(self, source: Path) -> Path:
        """The folder under ``autograded`` that belongs to a submitted one."""
        return self.folders.result(source.parent.name)

    def remove_stale(self, source: Path, recorded: Mapping[str, Marks]) -> None:
        """Forget a result that would not come out the same, or that the gradebook lacks: nbgrader would skip it."""
        result, student = self.result_of(source), source.parent.name
        if not result.is_dir():
            return
        try:
            if self.is_up_to_date(source, result, recorded.get(student)) and student not in self.faults:
                return
            self.log.warning("Removing a result that is not finished or no longer true: %s", result)
            shutil.rmtree(result)
        except OSError as error:
            self.log.error("%s is out of date and cannot be replaced: %s", result, error)

    def is_up_to_date(self, source: Path, result: Path, marks: Marks | None) -> bool:
        """Whether a result is finished, was made from all that is there now, and is what the gradebook has."""
        if marks is None:
            return False
        name = self.bench.released.name
        wanted = Stamp(self.bench.fingerprint(source), digest_of_scores(marks.judged(name)))
        return stamp_in(result / f"{name}.ipynb") == wanted

    def before_submission(self, assignment: str, student: str, notebooks: list[str]) -> None:
        """nbgrader's pre-convert hook: keep it from copying anything out of the submitted folder."""
        self.folders.ignore = [*self.ignored, escape(os.path.dirname(notebooks[0]))]

    def after_submission(self, **names: Any) -> None:
        """nbgrader's post-convert hook: say how far the run has come."""
        self.done += 1
        self._tell()
        if self.then is not None:
            self.then(**names)

    def from_filename(self, filename: str, resources: Any = None, **keywords: Any) -> tuple[Any, Any]:
        """Read a submitted notebook whatever is wrong with it; a rebuilt one as usual."""
        path = Path(filename)
        if not hasattr(self, "bench") or path.is_relative_to(self._autograded()):
            return super().from_filename(filename, resources, **keywords)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        self.intake = self.read(path.parent)
        self.copy_notes(path.parent)
        return self.from_notebook_node(new_notebook(), resources=resources, **keywords)

    def _autograded(self) -> Path:
        folders = self.folders
        return Path(folders.format_path(folders.autograded_directory, ".", "."))

    def read(self, source: Path) -> Intake:
        """What was handed in in a folder and the fingerprint, or why there is nothing."""
        sentence, may_read = self.faults.get(source.parent.name, ("", True))
        state = {"fault": sentence} if sentence else {}
        work, fingerprint = self.bench.nothing(), ""
        try:
            if may_read:
                fingerprint = self.bench.fingerprint(source)
                work = self.with_note_of_sharing(source, self.bench.read(source))
        except (RefusedError, NotebookError) as error:
            self.log.warning("%s: %s", source, printable(str(error)))
            state["unreadable"] = say("nb_unreadable", reason=printable(str(error)))
        except Exception as error:
            self.log.warning("%s", source, exc_info=True)
            state["fault"] = say("nb_fault", error=type(error).__name__)
        return Intake(work, fingerprint, state)

    def with_note_of_sharing(self, source: Path, work: HandedIn) -> HandedIn:
        """The work; that another submission holds the same file is a note in it, and with names in the log."""
        file = notebook_of(source, self.bench.released.name)
        others = sharing(file)
        if not others:
            return work
        self.log.warning("%s is one file with the notebook of %s (a hard link)", file, ", ".join(others))
        return replace(work, repairs=(say("nb_shared_file", name=file.name), *work.repairs))

    def copy_notes(self, source: Path) -> None:
        """Copy nbgrader's own small files, which feedback needs; nothing else of the folder."""
        result = self.result_of(source)
        result.mkdir(parents=True, exist_ok=True)
        dated = self.folders.get_existing_timestamp(str(source)) is not None
        for name in KEPT_FILES:
            text = note_of(source, name)
            if text is not None and (dated or name != "timestamp.txt"):
                (result / name).unlink(missing_ok=True)
                (result / name).write_text(text, encoding="utf-8")
