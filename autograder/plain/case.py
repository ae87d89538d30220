"""One call that an exercise is tried with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from autograder.plain.values import GivenFunction
from autograder.plain.wire import from_json, to_json


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

    def question(self) -> dict[str, Any]:
        """The calls as JSON data, as they are put to a worker: what is expected of them is never in it."""
        return {
            "args": [to_json(arg) for arg in self.args],
            "part": self.part,
            "vary": [[position, to_json(values)] for position, values in self.vary],
        }

    @classmethod
    def asked(cls, question: Mapping[str, Any], given: Mapping[str, Callable[..., Any]], **further: Any) -> Self:
        """The case that :meth:`question` has put; ``given`` are the functions that it may hand over by name."""
        args = [from_json(arg) for arg in question["args"]]
        known = (GivenFunction(arg.name, given[arg.name]) if isinstance(arg, GivenFunction) else arg for arg in args)
        vary = ((int(position), tuple(from_json(values))) for position, values in question["vary"])
        return cls(tuple(known), question["part"], tuple(vary), **further)
