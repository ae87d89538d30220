"""One call that an exercise is tried with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from autograder.plain.values import GivenFunction
from autograder.plain.wire import from_json, to_json


@dataclass(frozen=True)
class Case:
    """One call, or several of which arguments vary together: the rule then sees the list of all results."""

    args: tuple[Any, ...]  # positional; in the place of one that varies anything may stand
    # The part that it decides alone; or, by the part of a rule, the one that what this rule says counts for, and other
    # rules are not asked; None: each rule counts for its own.
    part: str | dict[str, str] | None = None
    vary: tuple[tuple[int, tuple[Any, ...]], ...] = ()  # (position, a value for each call); (): there is one call
    left_out: int = 0  # so many trailing arguments are not handed over where the function has a default for them

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

    @cached_property
    def question(self) -> dict[str, Any]:
        """The calls as JSON data, as they are put to each worker: what is expected of them is never in it."""
        return {
            "args": [to_json(arg) for arg in self.args],
            "part": self.part,
            "vary": [[position, to_json(values)] for position, values in self.vary],
            **({"left_out": self.left_out} if self.left_out else {}),
        }

    @classmethod
    def asked(cls, question: Mapping[str, Any], given: Mapping[str, Callable[..., Any]], **further: Any) -> Self:
        """The case that :meth:`question` has put; ``given`` are the functions that it may hand over by name."""
        args = [from_json(arg) for arg in question["args"]]
        known = (GivenFunction(arg.name, given[arg.name]) if isinstance(arg, GivenFunction) else arg for arg in args)
        vary = ((int(position), tuple(from_json(values))) for position, values in question["vary"])
        return cls(tuple(known), question["part"], tuple(vary), question.get("left_out", 0), **further)
