"""What is wrong with a course."""

from __future__ import annotations


class CourseError(Exception):
    """The course folder is not as it should be; the message is one sentence that says what to do."""
