"""Text as it goes out: to a terminal, a log, a report, a test run, a comment.

Students name files and folders, and their words are in messages. What would move the cursor, end a line or turn text
around is shown as an escape. :func:`autograder.plain.values.visible` does so where words leave a worker, and cuts them.
"""

from __future__ import annotations

import unicodedata

HIDDEN = {unicodedata.category(letter) for letter in "\x1b\u202e\ud800\u2028\u2029"}
"""Unicode's categories of control, formatting, no text at all (bytes that are not UTF-8), and ends of lines."""
JOINERS = "\u200c\u200d"  # of letters in Persian, of emoji


class _Shown(dict[int, str]):
    """Each character as it is shown; filled as characters are seen."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        hidden = unicodedata.category(letter) in HIDDEN and letter not in JOINERS
        self[code] = letter.encode("unicode_escape").decode("ascii") if hidden else letter
        return self[code]


_SHOWN = _Shown()


def printable(text: str) -> str:
    """A name or a sentence on one line, without anything that is not seen."""
    return text.translate(_SHOWN)


def printable_lines(text: str) -> str:
    """The same of a text whose lines are ours."""
    return "\n".join(map(printable, text.split("\n")))
