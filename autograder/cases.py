"""The calls that an exercise is tried with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.values import Helper


class DescriptionError(Exception):
    """An answer key describes an exercise in a way that cannot work; raised when the key is imported."""


@dataclass(frozen=True)
class Case:
    """One call: positional arguments; ``part`` if its points are a part of their own.

    ``vary`` lists ``(position, values)``: the function is called once for each value, these arguments change
    together, and the rule sees the list of all results.
    """

    args: tuple[Any, ...]
    part: str | None = None
    vary: tuple[tuple[int, tuple[Any, ...]], ...] = ()

    def calls(self) -> Iterator[tuple[Any, ...]]:
        """The arguments of each call that this case makes."""
        count = len(self.vary[0][1]) if self.vary else 1
        for index in range(count):
            args = list(self.args)
            for position, values in self.vary:
                args[position] = values[index]
            yield tuple(args)

    @property
    def seen(self) -> tuple[Any, ...]:
        """The arguments as a rule sees them: in the place of one that varies, the tuple of its values."""
        varying = dict(self.vary)
        return tuple(varying.get(position, arg) for position, arg in enumerate(self.args))


def case(*args: Any, part: str | None = None) -> Case:
    """One call with these positional arguments; a given function may be one of them."""
    return Case(tuple(map(handed_over, args)), part)


def steps(*args: Any, vary: Mapping[int, Sequence[Any]], part: str | None = None) -> Case:
    """The same call several times, arguments changing together: ``vary={position: values}``."""
    if len({len(values) for values in vary.values()}) != 1:
        raise DescriptionError("steps takes as many values for each argument that varies")
    return Case(tuple(map(handed_over, args)), part, tuple((at, tuple(values)) for at, values in vary.items()))


def handed_over(arg: Any) -> Any:
    """A given function as an argument: data that names it; anything else as it is."""
    return Helper(arg.__name__, arg) if getattr(arg, "__given__", False) is True else arg
