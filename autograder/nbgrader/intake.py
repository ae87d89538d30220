"""How submissions come in: an exporter that reads whatever was handed in and never stops the batch.

nbgrader makes the exporter once for a run, after it has listed the submissions and before it looks at any:
the place to find renamed notebooks, empty folders and half-made results of a run that was killed. For each
submission nbgrader then calls the pre-convert hook (here: nothing of the folder is copied unseen) and reads
the notebook twice: as it was handed in, and as ``Rebuild`` left it.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from fnmatch import fnmatchcase
from glob import escape, glob
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import CourseError
from autograder.messages import say
from autograder.nbgrader.bench import Bench, bench_for
from autograder.nbgrader.files import KEPT_FILES, RefusedError, note_of, notebook_of
from autograder.nbgrader.register import register
from autograder.notebook import NotebookError, all_cells, read_json
from autograder.zygote import SandboxError

FINISHED = b'"graded": true'
TAIL = 4096


class Folders(CourseDirectory):
    """The course directory of one run: a damaged ``timestamp.txt`` costs nobody anything."""

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """The time of a submission; None where the file is missing, is no file, or holds no time."""
        text = note_of(Path(dest_path), "timestamp.txt")
        if text is None:
            return None
        try:
            return super().get_existing_timestamp(dest_path)
        except Exception:
            self.log.warning("%s/timestamp.txt holds no time: %r", dest_path, text[:40])
            return None


class SubmissionExporter(NotebookExporter):
    """Reads submissions for ``Autograde``; with any other converter it is the stock exporter."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if not isinstance(self.parent, Autograde):
            return
        converter = self.parent
        converter.coursedir = self.folders = private(converter.coursedir)
        self.ignored = list(self.folders.ignore)
        try:
            self.bench = self._bench()
        except (CourseError, SandboxError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None
        converter.pre_convert_hook = self.before_submission
        converter.assignments = self.every_submission()
        for source in converter.assignments:
            self.remove_half_made(source)

    def _bench(self) -> Bench:
        bench = bench_for(Path(self.folders.root), self.folders.db_url, self.folders.assignment_id)
        for sentence in bench.missing():
            self.log.warning("The sandbox is not complete here: %s", sentence)
        if register(bench, self.folders):
            self.log.info("The gradebook now knows %s as it is released", bench.name)
        return bench

    def every_submission(self) -> dict[str, list[str]]:
        """Every folder handed in, each with the names that its notebooks should have."""
        found = {}
        for folder in glob(self._submitted(self.folders.student_id)):
            if os.path.isdir(folder):
                names = [name for name in self.bench.notebooks if fnmatchcase(name, self.folders.notebook_id)]
                found[folder] = [os.path.join(folder, f"{name}.ipynb") for name in names]
        return {folder: notebooks for folder, notebooks in found.items() if notebooks}

    def _submitted(self, student: str) -> str:
        folders = self.folders
        return str(folders.format_path(folders.submitted_directory, student, folders.assignment_id))

    def result_of(self, source: Path) -> Path:
        """The folder under ``autograded`` that belongs to a submitted one."""
        outside = Path(self._submitted("\0")).parts
        student = next(part for mine, part in zip(outside, source.parts, strict=True) if mine == "\0")
        folders = self.folders
        return Path(folders.format_path(folders.autograded_directory, student, folders.assignment_id))

    def remove_half_made(self, source: str) -> None:
        """Forget a result that is not finished, so that nbgrader does not skip the submission for ever."""
        result = self.result_of(Path(source))
        if not result.is_dir():
            return
        if not all(is_finished(result / f"{name}.ipynb") for name in self.bench.notebooks):
            self.log.warning("Removing a result that was not finished: %s", result)
            shutil.rmtree(result)

    def before_submission(self, assignment: str, student: str, notebooks: list[str]) -> None:
        """nbgrader's pre-convert hook: keep it from copying anything out of the submitted folder."""
        self.folders.ignore = [*self.ignored, escape(os.path.dirname(notebooks[0]))]

    def from_filename(self, filename: str, resources: Any = None, **keywords: Any) -> tuple[Any, Any]:
        """Read a submitted notebook whatever is wrong with it; a rebuilt one as usual."""
        path = Path(filename)
        if not hasattr(self, "bench") or path.is_relative_to(self._autograded()):
            return super().from_filename(filename, resources, **keywords)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        resources["autograder"] = self.read(path)
        self.copy_notes(path.parent)
        return self.from_notebook_node(new_notebook(), resources=resources, **keywords)

    def _autograded(self) -> Path:
        folders = self.folders
        return Path(folders.format_path(folders.autograded_directory, ".", "."))

    def read(self, path: Path) -> dict[str, Any]:
        """The cells handed in, as JSON data, and what was mended; or why there are none."""
        try:
            found = notebook_of(path.parent, path.stem, Path(self.folders.root))
            cells = all_cells(read_json(found), found.name)
            note = say("nb_renamed", found=found.name, name=path.name) if found.name != path.name else ""
            return {"cells": cells, "repairs": [note] if note else []}
        except (RefusedError, NotebookError) as error:
            self.log.warning("%s: %s", path, error)
            return {"cells": [], "repairs": [], "unreadable": say("nb_unreadable", reason=error)}
        except Exception as error:
            self.log.warning("%s", path, exc_info=True)
            return {"cells": [], "repairs": [], "fault": say("nb_fault", error=type(error).__name__)}

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


def private(coursedir: CourseDirectory) -> Folders:
    """A copy of nbgrader's course directory that this run may change."""
    values = {name: getattr(coursedir, name) for name in coursedir.trait_names(config=True)}
    folders = Folders(parent=coursedir.parent)
    for name, value in values.items():
        setattr(folders, name, value)
    return folders


def is_finished(notebook: Path) -> bool:
    """Whether ``JudgeGrades`` has come to its end; nbgrader writes a notebook's metadata last."""
    try:
        with notebook.open("rb") as file:
            file.seek(max(0, os.stat(notebook).st_size - TAIL))
            tail = file.read()
    except OSError:
        return False
    return FINISHED in tail and tail.endswith(b"}\n")
