"""The calls that an exercise is tried with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.plain.case import Case
from autograder.plain.values import GivenFunction


class DescriptionError(Exception):
    """An answer key describes an exercise in a way that cannot work; raised when the key is imported."""


def case(*args: Any, part: str | Mapping[str, str] | None = None, left_out: int = 0) -> Case:
    """One call with these positional arguments; a given function may be one of them.

    ``part`` names the part whose points the case decides, where that is not what the rules say. A dictionary says it
    for each part of a rule: ``{"params": "one step"}`` asks for nothing but what the rules of ``params`` say, and
    counts for ``one step``. ``left_out`` trailing arguments are not handed over to a function with defaults for them.
    """
    return Case(tuple(map(handed_over, args)), counted(part), left_out=left_out)


def steps(*args: Any, vary: Mapping[int, Sequence[Any]], part: str | Mapping[str, str] | None = None) -> Case:
    """The same call several times, arguments changing together: ``vary={position: values}``, positions from 0.

    The rule sees the list of all results. DescriptionError if the arguments have not as many values each.
    """
    if len({len(values) for values in vary.values()}) != 1:
        raise DescriptionError("steps takes as many values for each argument that varies")
    return Case(tuple(map(handed_over, args)), counted(part), tuple((at, tuple(values)) for at, values in vary.items()))


def counted(part: str | Mapping[str, str] | None) -> str | dict[str, str] | None:
    """The part of a case as data."""
    return dict(part) if isinstance(part, Mapping) else part


def handed_over(arg: Any) -> Any:
    """A given function as an argument: data that names it; anything else as it is."""
    return GivenFunction(arg.__name__, arg) if getattr(arg, "__given__", False) is True else arg
