"""What an exception means, from the table in ``gloss_table.py``.

Whatever the pattern of an entry calls by a name is filled into its sentence, and so is what the student's line says for
certain (``stopped.py``).
"""

from __future__ import annotations

import functools
import re

from autograder.messages import say
from autograder.plain.outcome import Raised
from autograder.plain.shown import shortened
from autograder.verdict.gloss_table import TABLE, Gloss
from autograder.verdict.stopped import Stopped, Words

LONGEST_WORD = 80
UNREADABLE = ("SyntaxError", "IndentationError", "TabError")
BLANKS = {r"<(\w+)>": r"[\w.]+", r"<(\w+)#>": r"-?\d+", r"<(\w+)\(\)>": r"\([\d, ]*\)"}


@functools.cache
def pattern(message: str) -> re.Pattern[str]:
    """A pattern in which <name> is a name, <size#> a number and <left()> a shape."""
    for blank, text in BLANKS.items():
        message = re.sub(rf"(?<!P){blank}", r"(?P<\1>" + text.replace("\\", r"\\") + ")", message)
    return re.compile(message, re.DOTALL)


@functools.lru_cache(maxsize=256)
def gloss(error: Raised) -> str:
    """The sentence for an exception; "" where no entry fits. Whatever the exception says, this raises nothing."""
    try:
        return _first(Stopped(error))
    except Exception:  # a student's words may be anything, and a card without a gloss is a card
        return ""


def gloss_of(reason: str) -> str:
    """The sentence for the reason why a cell cannot be read: ``SyntaxError: expected ':' (line 3)``."""
    kind, _, message = reason.partition(": ")
    return gloss(Raised(kind, message)) if kind in UNREADABLE else ""


def _first(stopped: Stopped) -> str:
    for entry in TABLE:
        words = words_of(entry, stopped)
        if words is not None:
            return say(entry.says, place=stopped.place, **words)
    return ""


def words_of(entry: Gloss, stopped: Stopped) -> Words | None:
    """What fills the blanks of an entry's sentence; None where the entry does not fit."""
    if not re.fullmatch(entry.kind, stopped.error.type_name):
        return None
    found = pattern(entry.message).search(stopped.error.message)
    if found is None:
        return None
    words = {name: text or "" for name, text in found.groupdict().items()}
    more = entry.reads(stopped, words)
    return None if more is None else {name: shortened(text, LONGEST_WORD) for name, text in (words | more).items()}
