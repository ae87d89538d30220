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
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path
from typing import Any, NoReturn

from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.course.errors import CourseError
from autograder.course.folders import Folders, unfit
from autograder.gradebook.marks import Marks, marks_in
from autograder.gradebook.register import register
from autograder.gradebook.unusable import UNUSABLE, sentence_of
from autograder.grading.intake import taken_in
from autograder.grading.result_folder import copy_notes
from autograder.grading.stamp import Stamp, digest_of_scores, stamp_in
from autograder.judge.bench import Bench, bench_for
from autograder.judge.zygote import SandboxError
from autograder.nbgrader.log import PRINTABLE


class SubmissionExporter(NotebookExporter):
    """Reads submissions for ``Autograde``; with any other converter it is the stock exporter."""

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
        except UNUSABLE as error:
            self._refuse(f"the gradebook cannot be used ({sentence_of(error)}): mend that and run it again")
        self.ignored = list(self.folders.ignore)
        converter.pre_convert_hook = self.before_submission
        converter.assignments = self.every_submission()
        for source in converter.assignments:
            self.remove_stale(Path(source), recorded)

    def _refuse(self, sentence: str) -> NoReturn:
        self.log.error("%s", sentence)
        raise NbGraderException(sentence) from None

    def _bench(self) -> Bench:
        bench = bench_for(Path(self.folders.root), self.folders.secret_folder(), self.folders.assignment_id)
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
        try:
            if not result.is_dir():
                return
            if self.is_up_to_date(source, result, recorded.get(student)):
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

    def from_filename(self, filename: str, resources: Any = None, **keywords: Any) -> tuple[Any, Any]:
        """Read a submitted notebook whatever is wrong with it; a rebuilt one as usual."""
        path = Path(filename)
        if not hasattr(self, "bench") or path.is_relative_to(self._autograded()):
            return super().from_filename(filename, resources, **keywords)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        self.intake = taken_in(self.bench, path.parent, self.log)
        dated = self.folders.get_existing_timestamp(str(path.parent)) is not None
        copy_notes(path.parent, self.result_of(path.parent), dated)
        return self.from_notebook_node(new_notebook(), resources=resources, **keywords)

    def _autograded(self) -> Path:
        folders = self.folders
        return Path(folders.format_path(folders.autograded_directory, ".", "."))
