"""Where the values of a formula stand: a key has their names, a rule needs keys and positions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from autograder.rules.base import Rule
from autograder.rules.follows import Follows, Path
from autograder.rules.formula import names_read
from autograder.rules.tree import AllOf, Fields, Keys, Returns, each_rule


def with_own_values(returns: Returns, outputs: Sequence[str], parameters: Sequence[str]) -> Returns:
    """The tree in which each formula knows where its values stand.

    ``outputs`` are the names of several values that are returned, ``parameters`` those of the arguments. ValueError
    for a formula that cannot be read, or needs what is neither.
    """
    returned = dict(_named(returns, outputs, ()))

    def found(rule: Rule) -> Rule:
        if not isinstance(rule, Follows):
            return rule
        names = sorted(names_read(rule.formula))
        if rule.part in names:
            raise ValueError(f"the formula of {rule.part!r} is made from {rule.part!r} itself")
        if missing := [name for name in names if name not in returned and name not in parameters]:
            raise ValueError(f"the formula of {rule.part!r} has {missing[0]!r}, neither returned nor an argument")
        own = tuple((name, returned[name]) for name in names if name in returned)
        arguments = tuple((name, parameters.index(name)) for name in names if name not in returned)
        return dataclasses.replace(rule, own=own, arguments=arguments)

    return each_rule(returns, found)


def _named(returns: Returns, outputs: Sequence[str], path: Path) -> Iterator[tuple[str, Path]]:
    """The names of all values that are returned, each with the way to it."""
    if isinstance(returns, AllOf):
        for item in returns.items:
            yield from _named(item, outputs, path)
    elif isinstance(returns, Fields):
        for index, item in enumerate(returns.items):
            if not path and index < len(outputs) and outputs[index]:
                yield outputs[index], (index,)
            yield from _named(item, outputs, (*path, index))
    elif isinstance(returns, Keys):
        for key, item in returns.items.items():
            yield key, (*path, key)
            yield from _named(item, outputs, (*path, key))
