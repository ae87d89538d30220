"""Which of our own sentences a text is: what students read is counted by its id, whatever fills its blanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from string import Formatter

from autograder.messages import ENGLISH

BLANK = "…"


def id_of(text: str, among: Iterable[str]) -> str | None:
    """The id of the sentence with which a text begins; of several that fit, the one that says most itself."""
    fitting = [
        (sum(map(len, pieces)), name) for name in among for pieces in pieces_of(name) if begins_with(text, pieces)
    ]
    return max(fitting)[1] if fitting else None


def ids(*prefixes: str) -> tuple[str, ...]:
    """All sentences whose ids begin so."""
    return tuple(name for name in ENGLISH if name.startswith(prefixes))


def outline(message_id: str) -> str:
    """A sentence with three dots for each of its blanks; of a pair the one for many."""
    return BLANK.join(pieces_of(message_id)[-1])


@cache
def pieces_of(message_id: str) -> tuple[tuple[str, ...], ...]:
    """What stands before, between and behind the blanks of a sentence; of a pair both."""
    sentence = ENGLISH[message_id]
    forms = sentence if isinstance(sentence, tuple) else (sentence,)
    return tuple(tuple(_pieces(form)) for form in forms)


def _pieces(form: str) -> Iterator[str]:
    blank = False
    for words, name, _, _ in Formatter().parse(form):
        yield words
        blank = name is not None
    if blank:
        yield ""


def begins_with(text: str, pieces: tuple[str, ...]) -> bool:
    """Whether a text begins with these pieces in their order, whatever stands between them; in one pass."""
    first, *others = pieces
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in others:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return True
