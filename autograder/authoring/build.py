"""Make ``release/`` from ``source/``, or say what in it is stale.

Everything is built into a temporary folder by nbgrader itself, with the course's own configuration but
without a gradebook, and only then put in place, file by file. Frozen outputs that another processor
would compute a little differently are left as they are (law 8).
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.authoring.fill_in import to_fill_in
from autograder.checks.contents import ChecksError, ExerciseChecks
from autograder.checks.frozen import from_text, to_text
from autograder.checks.made import make_checks
from autograder.checks.sharing import unshare
from autograder.course.course import Course
from autograder.course.errors import CourseError, Faults
from autograder.course.gradebook import configuration
from autograder.key.assignment import Assignment
from autograder.key.exercises import Exercise
from autograder.plain.outcome import Outcome
from autograder.plain.values import Tree, alike
from autograder.rules.tree import leaves

CHECKS = "checks.json"
AGAIN = "run `autograder build`"


def build(
    root: Path, check: bool = False, tell: Callable[[str], None] = lambda _: None, only: str | None = None
) -> list[str]:
    """Build every assignment, or ``only`` one; the sentences say what was not as ``source/`` makes it (check: is not).

    ``tell`` hears what is being done. CourseError, in one sentence, if a notebook or its solution is not fit to be
    released; Faults, if something is still to be filled in.
    """
    from autograder.authoring.verify import verify

    course = Course(root)
    every = assignments(course)
    names = every if only is None else [only]
    if places := [place for name in names for place in to_fill_in(course, name)]:
        raise Faults(places)
    for name in names:
        tell(f"{name}: grading the solution")
        verify(course, name)
    with tempfile.TemporaryDirectory(prefix="autograder-build-") as folder:
        for name in names:
            tell(f"{name}: making the students' notebook and its checks")
            generate(course.root, name, Path(folder))
        orphans = [name for name in course.names() if name not in every and only in (None, name)]
        stale = [f"release/{name} comes from nothing in source/: remove it" for name in orphans]
        for name in names:
            made, released = Path(folder, "release", name), course.release(name)
            changes = list(differences(made, released, name))
            stale += [sentence for _, sentence in changes]
            for file, _ in changes if not check else ():
                replace(made / file, released / file)
    return stale


def assignments(course: Course) -> list[str]:
    """Every assignment that has an answer key or a source notebook; CourseError if there is none."""
    folders = {path.parent.name for path in (course.root / "source").glob("*/*.ipynb")}
    if not (names := sorted({*course.keys(), *folders})):
        raise CourseError(
            f"{course.root} holds no keys/ and no source/: run this in the folder of the course, or begin one with "
            "`autograder new assignment NAME`"
        )
    return names


def generate(root: Path, name: str, folder: Path) -> None:
    """Run nbgrader's generate_assignment with the course's configuration, into ``folder``/release."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config = configuration(root)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.release_directory = str(folder / "release")
    config.CourseDirectory.assignment_id = name
    config.GenerateAssignment.no_database = True
    steps = [step for step in config.GenerateAssignment.preprocessors if not str(step).endswith(".SaveCells")]
    config.GenerateAssignment.preprocessors = steps
    log = Heard()
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config, log=log.logger)
    converter.force = True
    try:
        converter.start()
    except NbGraderException as error:
        raise CourseError(f"{name}: {log.errors[0] if log.errors else error}") from None


class Heard(logging.Handler):
    """Keeps what nbgrader logs as errors, and prints none of it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []
        self.logger = logging.Logger("autograder.authoring.build")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last line of an error; the others are a traceback."""
        lines = record.getMessage().strip().splitlines()
        self.errors.append(lines[-1] if lines else "")


def differences(made: Path, released: Path, name: str) -> Iterator[tuple[str, str]]:
    """Each file of a release that is not as it should be, with a sentence that says so."""
    wanted = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}
    there = {str(path.relative_to(released)) for path in released.rglob("*") if path.is_file()}
    there = {file for file in there if not any(part.startswith(".") for part in Path(file).parts)}
    for file in sorted(wanted | there):
        place = f"release/{name}/{file}"
        if file not in there:
            yield file, f"{place} is missing: {AGAIN}"
        elif file not in wanted:
            yield file, f"{place} does not come from source/{name}: {AGAIN}"
        elif Path(file).name == CHECKS:
            if reason := checks_differ((made / file).read_text("utf-8"), (released / file).read_text("utf-8")):
                yield file, f"{place} is stale ({reason}): {AGAIN}"
        elif (made / file).read_bytes() != (released / file).read_bytes():
            yield file, f"{place} is stale: {AGAIN}"


def checks_differ(made: str, released: str) -> str:
    """What differs between two files of checks; '' if only the last bits of frozen outputs do."""
    if made == released:
        return ""
    try:
        new, old = from_text(made), from_text(released)
    except ChecksError as error:
        return str(error)
    if without_outputs(made) != without_outputs(released):
        return "inputs, rules, texts or key version"
    for name, exercise in new.exercises.items():
        if not same_outputs(exercise, old.exercises[name]):
            return f"expected outputs of {name}"
    return ""


def changed_exercises(course: Course, assignment: Assignment) -> list[Exercise]:
    """The exercises whose description is not the one that is released."""
    path = course.release(assignment.name) / CHECKS
    try:
        released = {json.dumps(exercise) for exercise in _described(path.read_text("utf-8"))["exercises"]}
    except (OSError, ValueError, KeyError, TypeError, IndexError):  # of an older format, or none
        released = set()
    made = _described(to_text(make_checks(assignment)))["exercises"]
    return [assignment.exercises[one["name"]] for one in made if json.dumps(one) not in released]


def without_outputs(text: str) -> str:
    """The text of checks with every frozen output left out; what remains is compared byte for byte."""
    return json.dumps(_described(text), ensure_ascii=False, indent=1)


def _described(text: str) -> Any:
    """The data of a file of checks without what functions return."""
    data = json.loads(text)
    for exercise in data["exercises"]:
        shared = exercise.pop("shared")
        exercise["cases"], exercise["mistakes"] = (unshare(exercise[part], shared) for part in ("cases", "mistakes"))
        for case in exercise["cases"]:
            case["expected"] = len(case["expected"])
        for mistake in exercise["mistakes"]:
            for version in mistake["versions"]:
                version[1] = [{**outcome, "value": None} for outcome in version[1]]
    return data


def same_outputs(new: ExerciseChecks, old: ExerciseChecks) -> bool:
    """Whether all frozen outputs agree within a hundredth of what the exercise's strictest rule allows."""
    slacks = [rule.slack() for rule in leaves(new.returns)]
    rtol, atol = min(slack[0] for slack in slacks) / 100, min(slack[1] for slack in slacks) / 100
    return all(close(one, other, rtol, atol) for one, other in zip(frozen(new), frozen(old), strict=True))


def frozen(exercise: ExerciseChecks) -> list[Tree]:
    """Every frozen output: of the reference and its variants, and of the known mistakes."""
    outputs = [tree for case in exercise.cases for tree in case.expected]
    versions = [version for mistake in exercise.mistakes for version in mistake.versions]
    outcomes: list[Outcome] = [outcome for version in versions for outcome in version.outcomes]
    return [*outputs, *(outcome.value for outcome in outcomes)]


def close(one: Tree, other: Tree, rtol: float, atol: float) -> bool:
    """Whether two frozen trees differ by no more than another processor's rounding."""
    return type(one) is type(other) and alike(one, other, rtol, atol)


def replace(made: Path, released: Path) -> None:
    """Put one file in its place at once, or take away one that source/ does not make."""
    if not made.exists():
        released.unlink()
        return
    released.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=released.parent, prefix=".building-")
    os.close(handle)
    try:
        shutil.copyfile(made, temporary)
        os.chmod(temporary, 0o644)
        os.replace(temporary, released)
    except BaseException:
        os.unlink(temporary)
        raise
