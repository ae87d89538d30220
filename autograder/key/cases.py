"""The calls that an exercise is tried with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.plain.case import Case
from autograder.plain.values import GivenFunction


class DescriptionError(Exception):
    """An answer key describes an exercise in a way that cannot work; raised when the key is imported."""


def case(*args: Any, part: str | None = None) -> Case:
    """One call with these positional arguments; a given function may be one of them.

    ``part`` names the part whose points the case decides, where that is not what the rules say.
    """
    return Case(tuple(map(handed_over, args)), part)


def steps(*args: Any, vary: Mapping[int, Sequence[Any]], part: str | None = None) -> Case:
    """The same call several times, arguments changing together: ``vary={position: values}``, positions from 0.

    The rule sees the list of all results. DescriptionError if the arguments have not as many values each.
    """
    if len({len(values) for values in vary.values()}) != 1:
        raise DescriptionError("steps takes as many values for each argument that varies")
    return Case(tuple(map(handed_over, args)), part, tuple((at, tuple(values)) for at, values in vary.items()))


def handed_over(arg: Any) -> Any:
    """A given function as an argument: data that names it; anything else as it is."""
    return GivenFunction(arg.__name__, arg) if getattr(arg, "__given__", False) is True else arg
