"""A card where the student reads: as HTML in a notebook, as text everywhere else."""

from __future__ import annotations

import sys
from typing import Any

from autograder.verdict.report import to_html, to_text
from autograder.verdict.result import Result


class Card:
    """A result that shows as HTML where that can be shown, and as text everywhere else."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    @classmethod
    def of(cls, result: Result) -> Card:
        """The card of a result."""
        return cls(to_html(result), to_text(result))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def present(card: Card) -> None:
    """Show a card in the notebook, or print it where there is none."""
    if in_notebook():
        from IPython.display import display

        display(card)
    else:
        print(card.text)


def shell() -> Any:
    """The shell of a notebook's kernel (or IPython's in a terminal) that this process is; None if it is none."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def in_notebook() -> bool:
    """Whether this process is the kernel of a notebook (or an IPython shell)."""
    return shell() is not None
