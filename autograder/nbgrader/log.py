"""What is written into nbgrader's log, by nbgrader and by the steps of ours."""

from __future__ import annotations

import logging

from autograder.plain.text import printable_lines


class Printable(logging.Filter):
    """Shows the names of files and folders without what a terminal would obey."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is logged in any case."""
        record.msg, record.args = printable_lines(record.getMessage()), ()
        return True


PRINTABLE = Printable()
