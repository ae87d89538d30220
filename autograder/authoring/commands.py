"""What ``autograder new`` and ``autograder build`` do and say; what stops them is raised, in sentences."""

from __future__ import annotations

from rich.console import Console

from autograder.authoring.build import build
from autograder.authoring.new import new_assignment, new_exercise
from autograder.authoring.trial import try_changed, try_one
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.plain.text import printable


def begin(course: Course, name: str, assignment: str | None) -> None:
    """Make the files of an assignment, or of an exercise in one, and say what comes next."""
    if assignment is None:
        files, then = new_assignment(course, name), f"autograder new exercise NAME --in {name}"
    else:
        assignment = course.assignment_called(assignment)
        files, then = new_exercise(course, name, assignment), f"autograder build {assignment}"
    for path in files:
        print(printable(str(path.relative_to(course.root))))
    print(printable(f"Fill in what is marked with FILL IN; then {then}"))


def try_alone(course: Course, name: str | None, exercise: str) -> None:
    """Hold one exercise to the laws, and write nothing: so nothing is released of which the rest was not tried."""
    if name is None:
        raise CourseError(f"--only takes an exercise of one assignment: autograder build ASSIGNMENT --only {exercise}")
    try_one(course, name, exercise, watching())
    print(printable(f"{exercise} keeps the laws. Nothing was written: autograder build {name} does that"))


def what_is_stale(course: Course, name: str | None) -> list[str]:
    """What in the release of an assignment, or of all, is not as its source makes it."""
    with watching().status("reading the course") as status:
        return build(course.root, check=True, tell=status.update, only=name)


def release(course: Course, name: str | None, stale: list[str]) -> None:
    """Make anew what is stale, once the laws hold."""
    console = watching()
    for each in sorted(course.keys()):
        if any(sentence.startswith(f"release/{each}/") for sentence in stale):
            try_changed(course, each, console)
    with console.status("writing the release") as status:
        build(course.root, tell=status.update, only=name)
    for sentence in stale:
        print(sentence if sentence.endswith("remove it") else f"made: {sentence.split()[0]}")
    if not stale:
        print("release/ was already what source/ builds.")


def watching() -> Console:
    """Where it is shown what is being done: beside what is printed."""
    return Console(stderr=True, soft_wrap=True)
