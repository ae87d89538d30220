"""An instructor's course on disk: where keys, notebooks and releases are, and the secret that seeds grading.

::

    source/<name>.py               answer key          source/<name>/*.ipynb     the instructor's notebook
    release/<name>/checks.json     public checks       release/<name>/*.ipynb    the students' notebook
    gradebook.secret               beside the gradebook, 32 random bytes, never released and never committed
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import tempfile
from functools import cached_property
from pathlib import Path

from autograder import locate
from autograder.assignment import Assignment, load_assignment
from autograder.checks import Checks, ChecksError, make_checks
from autograder.checks_file import load_checks
from autograder.exercise import DescriptionError
from autograder.notebook import Notebook

SECRET_NAME = "gradebook.secret"
SECRET_BYTES = 32


class CourseError(Exception):
    """The course folder is not as it should be; the message is one sentence that says what to do."""


class Course:
    """A course folder. ``secret_folder`` is where the gradebook is kept (default: by nbgrader's configuration)."""

    def __init__(self, root: Path, secret_folder: Path | None = None) -> None:
        self.root = Path(root).resolve()
        self._secret_folder = secret_folder

    @cached_property
    def secret_path(self) -> Path:
        """Where the secret is: beside the gradebook."""
        from autograder.gradebook import folder_of

        return (self._secret_folder or folder_of(self.root)) / SECRET_NAME

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that holds ``start`` (default: the current folder), else the one that is installed."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            course = cls(folder)
            if course.names():
                return course
        for checks in locate.all_checks():
            return cls(checks.parents[2])
        raise CourseError(f"{here} is not in a course: no folder above it has source/*.py or release/*/checks.json")

    def names(self) -> list[str]:
        """Every assignment that has an answer key or a release."""
        keys = {path.stem for path in (self.root / "source").glob("*.py") if not path.stem.startswith("_")}
        return sorted(keys | {path.parent.name for path in (self.root / "release").glob("*/checks.json")})

    def key(self, name: str) -> Path:
        """Where the answer key of an assignment is."""
        return self.root / "source" / f"{name}.py"

    def source(self, name: str) -> Path:
        """The folder of an assignment's source notebook."""
        return self.root / "source" / name

    def release(self, name: str) -> Path:
        """The folder of an assignment's release."""
        return self.root / "release" / name

    def assignment(self, name: str) -> Assignment:
        """Load an answer key."""
        if not self.key(name).is_file():
            raise CourseError(f"{name} has no answer key: write {self.key(name)}, or remove the folder source/{name}")
        try:
            return load_assignment(self.key(name))
        except DescriptionError as error:
            raise CourseError(str(error)) from None
        except Exception as error:  # a key is Python code and may stop with anything
            raise CourseError(f"{self.key(name)} stopped while it was read: {type(error).__name__}: {error}") from None

    def public(self, name: str) -> Checks:
        """The checks that students have."""
        try:
            return load_checks(self.release(name) / "checks.json")
        except ChecksError as error:
            raise CourseError(str(error)) from None

    def official(self, name: str) -> tuple[Checks, Checks, Assignment]:
        """``(public checks, hidden checks, answer key)`` to grade with; CourseError if they do not fit."""
        assignment = self.assignment(name)
        public = self.public(name)
        if public.version != assignment.version:
            raise CourseError(
                f"release/{name}/checks.json was made from another version of the answer key: run `autograder build`"
            )
        return public, make_checks(assignment, self.assignment_seed(name, assignment.version)), assignment

    def assignment_seed(self, assignment: str, version: str) -> int:
        """The seed of the hidden cases, below 2**63: HMAC-SHA256(course secret, assignment, key version)."""
        digest = hmac.digest(self.secret(), f"{assignment}\0{version}".encode(), hashlib.sha256)
        return int.from_bytes(digest[:8], "big") >> 1

    def secret(self) -> bytes:
        """The secret of this course, made at the first call; all processes get the same."""
        if not self.secret_path.exists():
            self._make_secret()
        try:
            text = self.secret_path.read_text("ascii", errors="replace").strip()
        except OSError as error:
            raise CourseError(f"{self.secret_path} cannot be read: {error.strerror}") from None
        if not re.fullmatch(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}", text):
            raise CourseError(f"{self.secret_path} is damaged: put back its copy, or remove it to grade on new numbers")
        return bytes.fromhex(text)

    def _make_secret(self) -> None:
        """Write it whole under another name, then link: it appears finished, and only the first one does."""
        try:
            descriptor, written = tempfile.mkstemp(dir=self.secret_path.parent, prefix=f".{SECRET_NAME}-")
            with open(descriptor, "wb") as file:
                file.write(os.urandom(SECRET_BYTES).hex().encode())
            with contextlib.suppress(FileExistsError):
                os.link(written, self.secret_path)
            os.unlink(written)
        except OSError as error:
            raise CourseError(f"{self.secret_path} cannot be written: {error.strerror}") from None

    def assignment_called(self, name: str) -> str:
        """The assignment of this name, or the one that begins or ends so (``01``)."""
        known = self.names()
        fitting = [name] if name in known else [n for n in known if n.startswith(name) or n.endswith(name)]
        if len(fitting) != 1:
            raise CourseError(f"there is no assignment {name}; assignments are {', '.join(known) or 'none'}")
        return fitting[0]

    def assignment_of(self, notebook: Notebook) -> str:
        """The assignment whose functions a notebook defines; of several the one that its file or folder is named after.

        Raises CourseError if that is not certain.
        """
        text = "\n".join(notebook.code)
        written = set(re.findall(r"^[ \t]*def[ \t]+(\w+)", text, re.MULTILINE))
        counts = {name: len(written & self._functions(name)) for name in self.names()}
        most = max(counts.values(), default=0)
        best = [name for name, count in counts.items() if count == most]
        if len(best) > 1:  # they share some functions, and the notebook has no others
            best = [name for name in best if self._named_after(name, notebook.path)] or best
        if not most or len(best) > 1:
            raise CourseError(
                f"it is not certain which assignment {notebook.path.name} is: say --assignment, one of "
                f"{', '.join(counts) or 'none'}"
            )
        return best[0]

    def _named_after(self, name: str, path: Path) -> bool:
        """Whether a file has the name of an assignment's notebook, or is in a folder with the assignment's name."""
        return path.resolve().parent.name == name or (self.release(name) / path.name).is_file()

    def _functions(self, name: str) -> set[str]:
        """The function names that an assignment asks for, aliases included."""
        if (self.release(name) / "checks.json").is_file():
            exercises = self.public(name).exercises.values()
            return {alias for exercise in exercises for alias in (exercise.name, *exercise.aliases)}
        described = self.assignment(name).exercises.values()
        return {alias for exercise in described for alias in (exercise.name, *exercise.aliases)}
