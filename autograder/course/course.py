"""An instructor's course on disk: where keys, notebooks and releases are, and the secret that seeds grading.

::

    keys/<package>/*.py            answer key          source/<name>/*.ipynb     the instructor's notebook
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
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from autograder.checks.contents import Checks, ChecksError
from autograder.checks.frozen import load_checks, names_in
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.course.errors import CourseError
from autograder.key.assignment import Assignment, assignment_name, load_assignment, load_exercise
from autograder.key.exercises import DescriptionError, Exercise
from autograder.notebook.read import Notebook, NotebookError
from autograder.notebook.released import Released, released_in

Read = TypeVar("Read")
SECRET_NAME = "gradebook.secret"
SECRET_BYTES = 32
FEW, MOST = 0.5, 0.75  # of an assignment's functions: a notebook gives some of another's as helpers


class Course:
    """A course folder. ``secret_folder`` is where the gradebook is kept (default: by nbgrader's configuration).

    ``runs_keys`` is whether its answer keys may be run; without them there is practice alone.
    """

    def __init__(self, root: Path, secret_folder: Path | None = None, runs_keys: bool = True) -> None:
        self.root = Path(root).resolve()
        self._secret_folder, self.runs_keys = secret_folder, runs_keys
        self._known: dict[str, set[str]] = {}

    @cached_property
    def secret_path(self) -> Path:
        """Where the secret is: beside the gradebook."""
        from autograder.course.gradebook import folder_of

        return (self._secret_folder or folder_of(self.root)) / SECRET_NAME

    @classmethod
    def find(cls, named: Path | None = None, judged: Sequence[Path] = ()) -> Course:
        """The judge's course: ``named`` (``--course``), AUTOGRADER_HOME, the one that one stands in, or the package's.

        Its answer keys are run, so nothing around the notebooks in ``judged`` is ever looked at, and a folder named
        that is no course is refused instead of passed over: marks never come from another place than was meant.
        AUTOGRADER_HOME may lead to releases alone, as a student's does; then these decide, and no key is run.
        """
        if named is not None:
            return cls.at(named, judged)
        if (home := locate.home()) is not None:
            practice = not locate.is_course(home) and any(home.glob("release/*/checks.json"))
            return cls(_meant(home, "AUTOGRADER_HOME", judged, practice), runs_keys=not practice)
        root = locate.course_above(judged) or locate.installed_course()
        if root is None:
            raise CourseError(
                f"{Path.cwd()} is not in a course (a folder with {locate.MARKER}), and none is installed: "
                "give the folder of the course with --course"
            )
        return cls(root, runs_keys=locate.is_course(root))

    @classmethod
    def at(cls, named: Path | None, judged: Sequence[Path] = ()) -> Course:
        """The course in the folder that is named, else in the one that one stands in, and nowhere else."""
        what, folder = ("this folder", Path.cwd()) if named is None else ("--course", named.expanduser())
        return cls(_meant(folder, what, judged))

    def names(self) -> list[str]:
        """Every assignment that has an answer key or a release."""
        return sorted({*self.keys(), *(path.parent.name for path in (self.root / "release").glob("*/checks.json"))})

    def keys(self) -> dict[str, Path]:
        """The folder of each answer key that may be run, by its assignment; CourseError if two are of one."""
        found: dict[str, Path] = {}
        for page in sorted((self.root / "keys").glob("*/__init__.py")) if self.runs_keys else ():
            name = assignment_name(page.parent)
            if name in found:
                raise CourseError(f"{page.parent} and {found[name]} are both the answer key of {name}: keep one")
            if name is not None:
                found[name] = page.parent
        return found

    def key(self, name: str) -> Path | None:
        """The folder of an assignment's answer key, if there is one."""
        return self.keys().get(name)

    def source(self, name: str) -> Path:
        """The folder of an assignment's source notebook."""
        return self.root / "source" / name

    def release(self, name: str) -> Path:
        """The folder of an assignment's release."""
        return self.root / "release" / name

    def assignment(self, name: str) -> Assignment:
        """Load an answer key."""
        folder = self.key(name)
        if folder is None:
            raise CourseError(f"{name} has no answer key: make one in keys/, or remove the folder source/{name}")
        return _read(folder, lambda: load_assignment(folder))

    def exercise(self, assignment: str, name: str) -> Exercise:
        """Load one page of an answer key, whatever the others are like."""
        folder = self.key(assignment)
        if folder is None:
            raise CourseError(f"{assignment} has no answer key, so it has no exercise {name}")
        return _read(folder, lambda: load_exercise(folder, name))

    def public(self, name: str) -> Checks:
        """The checks that students have."""
        return self._released_checks(name, load_checks)

    def _released_checks(self, name: str, read: Callable[[Path], Read]) -> Read:
        try:
            return read(self.release(name) / "checks.json")
        except ChecksError as error:
            raise CourseError(str(error)) from None

    def released(self, name: str) -> Released | None:
        """The students' notebook; None where only its checks were released."""
        try:
            return released_in(self.release(name))
        except NotebookError as error:
            raise CourseError(f"release/{name}: {error}") from None

    def official(self, name: str) -> tuple[Checks, Checks, Assignment]:
        """``(public checks, hidden checks, answer key)`` to grade with; CourseError if they do not fit."""
        public, assignment = self.graded_by(name)
        return public, self.hidden(assignment), assignment

    def hidden(self, assignment: Assignment) -> Checks:
        """The checks that decide, drawn from the secret."""
        return make_checks(assignment, self.seeds(assignment))

    def graded_by(self, name: str) -> tuple[Checks, Assignment]:
        """``(public checks, answer key)``; CourseError if they do not fit."""
        assignment = self.assignment(name)
        public = self.public(name)
        stale = [
            name
            for name in {**assignment.versions, **public.exercises}
            if name not in public.exercises or public.exercises[name].version != assignment.versions.get(name)
        ]
        if stale:
            raise CourseError(
                f"release/{name}/checks.json was made from another version of the answer key ({', '.join(stale)}): "
                f"run `autograder build`"
            )
        return public, assignment

    def seeds(self, assignment: Assignment) -> dict[str, int]:
        """The seed of each exercise's hidden cases; it stays as long as the exercise does."""
        return {
            name: self.seed(f"{assignment.name}\0{name}\0{version}") for name, version in assignment.versions.items()
        }

    def seed(self, of: str) -> int:
        """A seed below 2**63 that belongs to a text: HMAC-SHA256(course secret, text)."""
        digest = hmac.digest(self.secret(), of.encode(), hashlib.sha256)
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
        written = functions_defined("\n".join(notebook.code))
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

    def other_than(self, name: str, text: str) -> str | None:
        """The assignment that this code is of, where it has most functions of that one and few of ``name``."""
        written = functions_defined(text)
        if self._share(name, written) > FEW:
            return None
        for other in self.names():
            with contextlib.suppress(CourseError):  # a release that is damaged is no business of this hand-in
                if other != name and self.is_released(other) and self._share(other, written) >= MOST:
                    return other
        return None

    def _share(self, name: str, written: set[str]) -> float:
        """How many of the functions of an assignment are written, of 1."""
        if name not in self._known:
            self._known[name] = self._functions(name)
        wanted = self._known[name]
        return len(written & wanted) / len(wanted) if wanted else 0.0

    def _named_after(self, name: str, path: Path) -> bool:
        """Whether a file has the name of an assignment's notebook, or is in a folder with the assignment's name."""
        return path.resolve().parent.name == name or (self.release(name) / path.name).is_file()

    def is_released(self, name: str) -> bool:
        """Whether students have the checks of an assignment."""
        return (self.release(name) / "checks.json").is_file()

    def _functions(self, name: str) -> set[str]:
        """The function names that an assignment asks for, aliases included."""
        if self.is_released(name):
            return set(self._released_checks(name, names_in))
        try:
            described = self.assignment(name).exercises.values()
        except CourseError:  # it is still being written: so nobody has handed in anything of it
            return set()
        return {alias for exercise in described for alias in (exercise.name, *exercise.aliases)}


def _read(folder: Path, load: Callable[[], Read]) -> Read:
    """What is read of an answer key, or CourseError: it is Python code and may stop with anything."""
    try:
        return load()
    except DescriptionError as error:
        raise CourseError(str(error)) from None
    except Exception as error:
        raise CourseError(f"{folder} stopped while it was read: {type(error).__name__}: {error}") from None


def functions_defined(text: str) -> set[str]:
    """The names that follow a ``def`` at the beginning of a line."""
    return set(re.findall(r"^[ \t]*def[ \t]+(\w+)", text, re.MULTILINE))


def _meant(folder: Path, named: str, judged: Sequence[Path], practice: bool = False) -> Path:
    """A folder that was named as the course, or the CourseError that says why it cannot be."""
    given = f"{named} is {folder}"
    if not os.path.isdir(folder):
        raise CourseError(f"{given}, and there is no such folder: use the folder of the course")
    if not locate.is_course(folder) and not practice:
        raise CourseError(f"{given}, which is no course: use the folder that holds {locate.MARKER}")
    if locate.lies_in_submitted(folder):
        raise CourseError(
            f"{given}, in a folder called {locate.HANDED_IN}, and what was handed in decides no marks: "
            "use the folder of the course"
        )
    if notebooks := locate.beside(folder, judged):
        raise CourseError(
            f"{given}, where {notebooks[0].name} lies too, and nothing beside a notebook decides its mark: "
            "move the notebook into a folder of its own"
        )
    return folder
