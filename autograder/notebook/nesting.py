"""HTML in which every element ends where it should and none is very deep, so that a parser needs little time for it.

The parser behind ``nh3`` does what browsers do. It looks at all that is open whenever something begins: 200 kB of
``<div>`` take it seconds. And where a block ends what cannot hold a block, it repeats that behind it: one long
``<b style=...>`` in front of many ``<div>`` becomes a thousand. Here neither can be. What is safe, ``nh3`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

DEEPEST = 30
EMPTY = {"br", "hr"}
ENDS_THE_LAST = {"dd", "dt", "li", "td", "th", "tr"}  # where that is of the same kind and was left open
IN_A_LINE = set("a b br code del em i kbd mark progress s samp small span strong sub sup u".split())
NO_BLOCK_IN_IT = IN_A_LINE | {"p"}
ROWS = {"table", "tbody", "tfoot", "thead", "tr"}
IN_ROWS = ROWS | {"caption", "td", "th"}
HIDDEN = {"script", "style"}
BLANK = r"[ \t\n\f\r]"
VALUE = r"""(?:"[^"<]*+"|'[^'<]*+'|[^ \t\n\f\r"'<>=`]++)"""
ATTRIBUTE = rf"""{BLANK}++[^ \t\n\f\r"'<>/=]++(?:{BLANK}*+={BLANK}*+{VALUE})?+"""
TAG = re.compile(rf"<(?:!--|(/?)([A-Za-z][A-Za-z0-9]*+)(?:{ATTRIBUTE})*+{BLANK}*+/?>)")
"""A comment's beginning, or a tag that every parser reads alike. Any other ``<`` is taken for text."""


def well_nested(text: str, known: Container[str]) -> str:
    """The same HTML with the known elements alone, each inside another or beside it, at most DEEPEST of them."""
    return "".join(_pieces(text, known))


def _pieces(text: str, known: Container[str]) -> Iterator[str]:
    still_open: list[str] = []
    place = 0
    while (tag := TAG.search(text, place)) is not None:
        yield _as_text(text[place : tag.start()])
        place = tag.end()
        name = (tag[2] or "").lower()
        if not name or (name in HIDDEN and not tag[1]):
            place = _behind(text, f"</{name}" if name else "--", place)
        elif tag[1]:
            yield from _closed(still_open, name if name in still_open else "")
        elif name in known and not _is_moved(name, still_open):
            yield from _ended_by(name, still_open)
            if name in EMPTY:
                yield tag[0]
            elif len(still_open) < DEEPEST:
                still_open.append(name)
                yield tag[0]
    yield _as_text(text[place:])
    yield from _closed(still_open, still_open[0] if still_open else "")


def _is_moved(name: str, still_open: list[str]) -> bool:
    """Whether a parser would put this in front of the table that it stands in, where it may end what is open there.

    It would read that otherwise when it reads it again. So such an element is left out, and what is in it stays.
    """
    return name not in IN_ROWS and "table" in still_open and still_open[-1] in ROWS


def _ended_by(name: str, still_open: list[str]) -> Iterator[str]:
    """The ends of what cannot go on where an element of this name begins."""
    if name not in IN_A_LINE:
        while still_open and still_open[-1] in NO_BLOCK_IN_IT:
            yield f"</{still_open.pop()}>"
    if still_open and ((name == "a" and name in still_open) or (name in ENDS_THE_LAST and name == still_open[-1])):
        yield from _closed(still_open, name)


def _behind(text: str, end: str, place: int) -> int:
    """The place behind what is not shown; one that does not end hides all the rest, as in a browser."""
    found = text.find(end, place)
    found = text.find(">", found) if found >= 0 else found
    return found + 1 if found >= 0 else len(text)


def _closed(still_open: list[str], name: str) -> Iterator[str]:
    """The ends of the last element of this name and of all that is open in it; nothing for no name."""
    last = ""
    while last != name:
        last = still_open.pop()
        yield f"</{last}>"


def _as_text(text: str) -> str:
    return text.replace("<", "&lt;")
