"""Who is in the gradebook, under which names."""

from __future__ import annotations

from dataclasses import dataclass

from nbgrader.api import Student

from autograder.course.folders import Folders
from autograder.gradebook.marks import reading


@dataclass(frozen=True)
class Person:
    """A student; the names and the address are '' where the gradebook has none."""

    id: str
    last_name: str
    first_name: str
    email: str


def people_in(folders: Folders) -> list[Person]:
    """Everybody in the gradebook, sorted by id. Raises what the database raises."""
    with reading(folders) as session:
        rows = session.query(Student.id, Student.last_name, Student.first_name, Student.email)
        return sorted((Person(*(text or "" for text in row)) for row in rows), key=lambda person: person.id)
