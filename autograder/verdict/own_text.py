"""What the text of a student's function adds to its result; it is read, never run, and changes no mark."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.verdict.leftovers import with_leftovers
from autograder.verdict.made_by import with_made_by
from autograder.verdict.result import Result


def with_own_text(result: Result, names: Sequence[str], cells: Sequence[str]) -> Result:
    """The result with notes on placeholders that are left, else on the line that makes the wrong value."""
    told = with_leftovers(result, names, cells)
    return told if told is not result else with_made_by(result, names, cells)
