"""Tables on pages for people, made of what was measured: each stands between two comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

END = "<!-- end -->\n"


def begin(command: str, name: str = "") -> str:
    """The comment above a section; the command is what makes it."""
    return f"<!-- {name}{': ' if name else ''}made by {command} -->\n"


def replaced(page: str, first: str, made: str) -> str:
    """A page with this in the section that the comment ``first`` begins; ValueError if it has no place for it."""
    before, comment, rest = page.partition(first)
    _, end, after = rest.partition(END)
    if not comment or not end:
        raise ValueError(f"the page has no place for what is made below {first.strip()}")
    return f"{before}{comment}{made}{end}{after}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """A table in Markdown; the last ``numbers`` columns are numbers."""
    rule = ["---"] * (len(head) - numbers) + ["--:"] * numbers
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *rows))
