"""What is asked of the batch, and what nbgrader's configuration of the course asks of whoever grades it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
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
    cluster: str | None = None


class Configured:
    """nbgrader's settings for ``autograde``, as far as they are about what is written."""

    def __init__(self, folders: Folders) -> None:
        config = configured(Path(folders.root))
        self.folders = folders
        self.converter = Autograde(coursedir=folders, config=config)
        self._late = AssignLatePenalties(config=config)
        self._refuse_other_steps()

    def _refuse_other_steps(self) -> None:
        """A step that only nbgrader's converter would take must not be left out without a word."""
        for trait, ours in (("sanitize_preprocessors", SANITIZE), ("autograde_preprocessors", GRADE)):
            steps = [_name_of(step) for step in getattr(self.converter, trait)]
            if others := [step for step in steps if step not in ours]:
                raise CourseError(
                    f"nbgrader_config.py puts {', '.join(others)} into Autograde.{trait}, which is a step that only "
                    "nbgrader takes: grade with `nbgrader autograde`"
                )

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

    def finished(self, student: str, notebook: Path) -> None:
        """Give the files of a result the permissions that are configured, and call the hook."""
        self.converter.set_permissions(self.folders.assignment_id, student)
        hook = self.converter.post_convert_hook
        if hook is not None:
            hook(assignment=self.folders.assignment_id, student=student, notebooks=[str(notebook)])


def _name_of(step: Any) -> str:
    made = import_item(step) if isinstance(step, str) else step
    return f"{made.__module__}.{made.__qualname__}"
