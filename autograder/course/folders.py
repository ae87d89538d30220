"""Where a course keeps what: the folders and the gradebook that nbgrader's own configuration names."""

from __future__ import annotations

import os
import stat
import unicodedata
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from autograder.course.errors import CourseError
from autograder.course.gradebook import anchored, configured, file_of
from autograder.notebook.files import note_of
from autograder.plain.text import printable

STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")
SPECIAL = ("Cc", "Cs")
"""Unicode's categories of what is no text: control characters, and bytes that are not UTF-8."""


class Folders(CourseDirectory):
    """nbgrader's course directory, the same from whatever folder a command is started.

    A damaged ``timestamp.txt`` costs nobody anything; a relative path of the gradebook begins at the root.
    """

    db_url: Any  # nbgrader's trait

    @classmethod
    def of(cls, root: Path) -> Folders:
        """The folders of the course at ``root``, as nbgrader's commands find them there."""
        folders = cls(config=configured(root))
        folders.root = str(root)
        return folders.settled()

    @classmethod
    def like(cls, coursedir: CourseDirectory) -> Folders:
        """A copy of nbgrader's course directory that one run may change."""
        folders = cls(parent=coursedir.parent)
        for name in coursedir.trait_names(config=True):
            setattr(folders, name, getattr(coursedir, name))
        return folders.settled()

    def settled(self) -> Folders:
        """Itself; CourseError for what is not supported."""
        if os.path.normpath(self.directory_structure) != STRUCTURE:
            raise CourseError(
                f"nbgrader_config.py sets CourseDirectory.directory_structure to {self.directory_structure!r}, but "
                f"students are only found in {STRUCTURE!r}: remove that line"
            )
        if not _is_address(self.db_url):
            raise CourseError(
                "CourseDirectory.db_url is no address of a database: write sqlite:///FILE or "
                "postgresql+psycopg://USER@HOST/DATABASE, and the password into ~/.pgpass or PGPASSWORD"
            )
        self.db_url = anchored(self.db_url, Path(self.root))
        return self

    def gradebook(self) -> Path | None:
        """The file of the gradebook; None if it is on a database server."""
        return file_of(self.db_url, Path(self.root))

    def secret_folder(self) -> Path:
        """Where the secret and the journal are: beside the gradebook; in the course if that is on a database server."""
        file = self.gradebook()
        return file.parent if file else Path(self.root)

    def submissions(self) -> dict[str, Path]:
        """The folder of everybody who handed in, by the name of the student; CourseError if nobody may look.

        Where one student's folder is closed, nobody knows what is in it: it counts, so that it is said.
        """
        return self._folders(Path(self.root, self.submitted_directory))

    def results(self) -> dict[str, Path]:
        """The folder under ``autograded`` of everybody who has been graded, found as those of ``submissions``."""
        return self._folders(Path(self.root, self.autograded_directory))

    def assignments(self) -> set[str]:
        """The names of all assignments that have a folder with an instructor's version, or one that is given out."""
        steps = (Path(self.root, step) for step in (self.source_directory, self.release_directory))
        return {path.name for step in steps if step.is_dir() for path in step.iterdir() if path.is_dir()}

    def _folders(self, step: Path) -> dict[str, Path]:
        try:
            students = sorted(os.listdir(step)) if step.is_dir() else []
        except PermissionError as error:
            raise CourseError(f"{printable(str(error.filename))} cannot be opened: check its permissions") from None
        places = {student: step / student / self.assignment_id for student in students if self.has_place_for(student)}
        return {student: place for student, place in places.items() if _may_be_folder(place)}

    def has_place_for(self, student: str) -> bool:
        """Whether the configuration does not leave a student of this name out."""
        excluded = self.student_id_exclude.split(",")
        return fnmatchcase(student, self.student_id) and student[0] != "." and student not in excluded

    def handed_in(self, student: str) -> Path:
        """The folder under ``submitted`` of a student."""
        return Path(self.root, self.submitted_directory, student, self.assignment_id)

    def result(self, student: str) -> Path:
        """The folder under ``autograded`` of a student."""
        return Path(self.format_path(self.autograded_directory, student, self.assignment_id))

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """The time of a submission; None where the file is missing, is no file, or holds no time."""
        text = note_of(Path(dest_path), "timestamp.txt")
        if text is None:
            return None
        try:
            return super().get_existing_timestamp(dest_path)
        except Exception:
            self.log.warning("%s/timestamp.txt holds no time: %r", printable(str(dest_path)), text[:40])
            return None


def _may_be_folder(place: Path) -> bool:
    """Whether there is a folder, or nobody may look whether there is."""
    try:
        return stat.S_ISDIR(os.stat(place).st_mode)
    except PermissionError:
        return True
    except OSError:
        return False


def _is_address(db_url: str) -> bool:
    """Whether SQLAlchemy can read it; an ``@`` in a password would make a host or a database of what comes behind."""
    try:
        url = make_url(db_url)
    except (ArgumentError, ValueError):
        return False
    return "@" not in (url.host or "") and (url.get_backend_name() == "sqlite" or "@" not in (url.database or ""))


def unfit(student: str) -> str:
    """Why no gradebook can keep a student of this name; '' if it can."""
    if any(unicodedata.category(letter) in SPECIAL for letter in student):
        return "the folder's name holds a line break or another character that no gradebook keeps: rename the folder"
    return ""
