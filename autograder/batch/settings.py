"""What is asked of the batch, and what nbgrader's configuration of the course asks of whoever grades it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import find_all_files
from traitlets.utils.importstring import import_item

from autograder.course.errors import CourseError
from autograder.course.folders import Folders
from autograder.course.gradebook import configured
from autograder.gradebook.writing import Penalty

SANITIZE = ("autograder.nbgrader.rebuild.Rebuild", "nbgrader.preprocessors.checkcellmetadata.CheckCellMetadata")
GRADE = ("autograder.nbgrader.grades.JudgeGrades", "nbgrader.preprocessors.latesubmissions.AssignLatePenalties")


@dataclass(frozen=True)
class Settings:
    """What is asked for on the command line."""

    assignment: str
    root: Path | None = None
    students: tuple[str, ...] = ()  # of those alone, by their names or by patterns; empty: all
    anew: bool = False  # judge also what is recorded
    trial: bool = False  # change nothing
    quiet: bool = False  # show nothing but what a person has to look at
    jobs: int | None = None  # processes; None: one for each core
    log: Path | None = None  # a file for a line of JSON about each student
    cluster: str | None = None  # the address of a Dask cluster, in the place of this machine
    executor: str | None = None  # what makes an executor, as package.module:name, in the place of either

    @property
    def here(self) -> bool:
        """Whether processes of this machine grade."""
        return self.cluster is None and self.executor is None


class Configured:
    """nbgrader's settings for ``autograde``, as far as they are about what is written."""

    def __init__(self, folders: Folders) -> None:
        config = configured(Path(folders.root))
        self.folders = folders
        self.converter = Autograde(coursedir=folders, config=config)
        self._late = AssignLatePenalties(config=config)
        refuse_other_steps(self.converter, "sanitize_preprocessors", SANITIZE, "nbgrader autograde")
        refuse_other_steps(self.converter, "autograde_preprocessors", GRADE, "nbgrader autograde")

    @property
    def creates_students(self) -> bool:
        """Whether somebody whom the gradebook does not know is graded."""
        return bool(self.converter.create_student)

    def penalty(self) -> Penalty | None:
        """What is lost by being late, by the configured plugin; None where that step is not configured."""
        if GRADE[1] not in map(_name_of, self.converter.autograde_preprocessors):
            return None
        self._late.init_plugin()
        return self._late.plugin_inst.late_submission_penalty

    def files(self) -> Iterator[tuple[Path, str]]:
        """The other files of the instructor's version, each with its place in a result."""
        source = Path(self.folders.format_path(self.folders.source_directory, ".", self.folders.assignment_id))
        left_out = self.converter.exclude_overwriting.get(self.folders.assignment_id, [])
        for file in find_all_files(str(source), [*self.folders.ignore, "*.ipynb"]) if source.is_dir() else ():
            place = str(Path(file).relative_to(source))
            if place not in left_out:
                yield Path(file), place


def refuse_other_steps(converter: BaseConverter, trait: str, ours: Sequence[str], command: str) -> None:
    """CourseError for a step that only nbgrader's converter would take: it must not be left out without a word."""
    if others := [step for step in map(_name_of, getattr(converter, trait)) if step not in ours]:
        raise CourseError(
            f"nbgrader_config.py puts {', '.join(others)} into {type(converter).__name__}.{trait}, which is a step "
            f"that only nbgrader takes: use `{command}`"
        )


def finished(converter: BaseConverter, assignment: str, student: str, notebook: Path) -> None:
    """Give the files of a student the permissions that are configured, and call the hook."""
    converter.set_permissions(assignment, student)
    if converter.post_convert_hook is not None:
        converter.post_convert_hook(assignment=assignment, student=student, notebooks=[str(notebook)])


def asked_for(found: Mapping[str, Path], asked: Sequence[str], where: str) -> dict[str, Path]:
    """Those students who are asked for, by name or by a pattern, or all; CourseError for one who is not there."""
    kept = {name: path for name, path in found.items() if not asked or any(_is(name, one) for one in asked)}
    if absent := [one for one in asked if not any(_is(name, one) for name in kept)]:
        raise CourseError(f"{', '.join(absent)}: nobody of this name is in {where}; check the name")
    return kept


def _is(student: str, asked: str) -> bool:
    return student == asked or fnmatchcase(student, asked)


def _name_of(step: Any) -> str:
    made = import_item(step) if isinstance(step, str) else step
    return f"{made.__module__}.{made.__qualname__}"
