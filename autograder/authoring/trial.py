"""Exercises held to the laws while somebody watches: what is running is said, so that nobody waits for an endless loop.

On a terminal one line says it, and changes. Elsewhere each exercise has a line, on which the number of a law appears
as soon as it begins.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from autograder.authoring.build import changed_exercises
from autograder.authoring.fill_in import in_pages
from autograder.authoring.laws import laws_of
from autograder.course.course import Course
from autograder.course.errors import CourseError, Faults
from autograder.key.exercises import Exercise

SEEDS = 3


def try_changed(course: Course, name: str, console: Console) -> None:
    """Hold those exercises of an assignment to the laws that are not what is released; CourseError if one is broken."""
    changed = changed_exercises(course, course.assignment(name))
    broken = broken_in(name, changed, console)
    if broken:
        raise CourseError(f"nothing was released, because docs/laws.md is not kept: {'; '.join(broken)}")


def try_one(course: Course, name: str, only: str, console: Console) -> None:
    """Hold one exercise to the laws, whatever the rest of its assignment is like, and write nothing.

    Faults if something in its page is still to be filled in, or a law is broken.
    """
    key = course.key(name)
    page = key / f"{only}.py" if key is not None else None
    if page is not None and (places := list(in_pages(course, [page] if page.is_file() else []))):
        raise Faults(places)
    if broken := broken_in(name, [course.exercise(name, only)], console):
        raise Faults(broken)


def broken_in(name: str, exercises: Sequence[Exercise], console: Console) -> list[str]:
    """The sentences that say which laws some exercises of an assignment break, each once."""
    broken: dict[str, None] = {}
    for number, exercise in enumerate(exercises, 1):
        with shown(f"{name}: {exercise.name} ({number} of {len(exercises)})", console) as tell:
            for law, sentences in laws_of(exercise, SEEDS):
                tell(law)
                broken |= dict.fromkeys(sentences)
    return list(broken)


@contextlib.contextmanager
def shown(exercise: str, console: Console) -> Iterator[Callable[[str], None]]:
    """What to tell that a law begins, as its number and its words; it is shown at once."""
    if console.is_terminal:
        with console.status(Text(exercise)) as status:
            yield lambda law: status.update(Text(f"{exercise}: law {law}"))
        return
    console.print(Text(f"{exercise}: laws"), end="")
    try:
        yield lambda law: console.print(Text(f" {law.partition(',')[0]}"), end="")
    finally:
        console.print()
