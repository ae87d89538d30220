"""What is wrong with a course."""

from __future__ import annotations

from collections.abc import Sequence


class CourseError(Exception):
    """The course folder is not as it should be; the message is one sentence that says what to do."""


class Faults(CourseError):
    """Several things are wrong; ``sentences`` has each by itself."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = tuple(sentences)
