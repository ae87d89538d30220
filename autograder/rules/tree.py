"""What a function returns: rules as the leaves of tuples and dictionaries, compared part by part."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.messages import say
from autograder.rules.base import Failure, Rule, Rung
from autograder.rules.draws import ColumnsPartition, Drawn
from autograder.rules.numbers import Close, CostHistory, Equal, Labels, Scalar
from autograder.rules.training import Trajectory
from autograder.values import Tree, certainly_alike, describe, keys_shown, show


@dataclass(frozen=True)
class Fields:
    """A tuple (or list) of these outputs; up to ``extra`` more values may follow."""

    items: tuple[Returns, ...]
    extra: int = 0


@dataclass(frozen=True)
class Keys:
    """A dictionary with at least these keys."""

    items: dict[str, Returns]


Returns = Rule | Fields | Keys

RULES: dict[str, type[Rule]] = {
    rule.kind: rule for rule in (Close, Scalar, Labels, Equal, CostHistory, Drawn, ColumnsPartition, Trajectory)
}


def as_returns(spec: Any) -> Returns:
    """A rule as it stands; a tuple or dictionary of specifications as the node that compares it."""
    if isinstance(spec, Rule | Fields | Keys):
        return spec
    if isinstance(spec, tuple):
        return Fields(tuple(as_returns(item) for item in spec))
    if isinstance(spec, dict):
        return Keys({key: as_returns(item) for key, item in spec.items()})
    raise TypeError(f"returns must be a rule, or a tuple or dictionary of rules, not {type(spec).__name__}")


def leaves(returns: Returns) -> Iterator[Rule]:
    """Every rule of the tree, from left to right."""
    if isinstance(returns, Rule):
        yield returns
    else:
        items = returns.items.values() if isinstance(returns, Keys) else returns.items
        for item in items:
            yield from leaves(item)


def keys_of(returns: Returns) -> set[str]:
    """Every dictionary key that the returned value must have, at any depth."""
    if isinstance(returns, Rule):
        return set()
    items = returns.items.values() if isinstance(returns, Keys) else returns.items
    own = set(returns.items) if isinstance(returns, Keys) else set()
    return own.union(*(keys_of(item) for item in items))


def with_part(returns: Returns, part: str) -> Returns:
    """The same tree in which rules that name no part belong to ``part``."""
    if isinstance(returns, Rule):
        return returns if returns.part else dataclasses.replace(returns, part=part)
    if isinstance(returns, Keys):
        return Keys({key: with_part(item, part) for key, item in returns.items.items()})
    return Fields(tuple(with_part(item, part) for item in returns.items), returns.extra)


def compare(
    returns: Returns, got: Tree, expected: Tree, args: Sequence[Tree], where: str
) -> Iterator[tuple[str, Failure | None]]:
    """For each leaf its part and why it is not right (None: right). A broken structure fails every leaf of it."""
    if isinstance(returns, Rule):
        if got is None:
            message = say("wrong_type", where=where, got="None", expected=describe(expected))
            yield returns.part, Failure(Rung.TYPE, message)
        else:
            yield returns.part, returns.failure(got, expected, args, where)
        return
    if isinstance(returns, Keys):
        if not isinstance(got, dict):
            yield from _all_fail(returns, _unlike(where, got, expected))
            return
        for key, item in returns.items.items():
            if key in got:
                yield from compare(item, got[key], expected[key], args, inside(where, key, item))
            else:
                names = keys_shown(got) or "none"
                failure = Failure(Rung.KEYS, say("missing_keys", where=where, missing=repr(key), got=names))
                yield from _all_fail(item, failure)
        return
    count, got = len(returns.items), unpacked(got)
    if not isinstance(got, tuple | list):
        yield from _all_fail(returns, _unlike(where, got, expected))
    elif not count <= len(got) <= count + returns.extra:
        message = say("wrong_count", where=where, got=len(got), expected=count)
        yield from _all_fail(returns, Failure(Rung.TYPE, message, show(got), show(expected)))
    else:
        for index, item in enumerate(returns.items):
            yield from compare(item, got[index], expected[index], args, inside(where, index, item))


def unpacked(tree: Tree) -> Tree:
    """Several values: an array of them is unpacked as a tuple is; anything else stays as it is."""
    return list(tree) if isinstance(tree, np.ndarray) and tree.ndim and len(tree) < 100 else tree


def agreeing_parts(returns: Returns, got: Tree, other: Tree, args: Sequence[Tree]) -> dict[str, bool]:
    """For each part whether ``got`` is what the catalogued version returned, ``other``."""
    if isinstance(returns, Rule):
        if got is None or other is None:
            return {returns.part: got is other}
        try:
            return {returns.part: returns.agrees(got, other, args)}
        except (AssertionError, TypeError, ValueError):  # ``other`` is not of the rule's form
            return {returns.part: certainly_alike(got, other)}
    if isinstance(returns, Fields):
        got, other = unpacked(got), unpacked(other)
    fits = (
        [(item, key) for key, item in returns.items.items()]
        if isinstance(returns, Keys)
        else [(item, index) for index, item in enumerate(returns.items)]
    )
    result: dict[str, bool] = {}
    whole = not (_fits(returns, got) and _fits(returns, other))
    same = certainly_alike(got, other) if whole else False
    for item, key in fits:
        if whole:
            below = {rule.part: same for rule in leaves(item)}
        else:
            below = agreeing_parts(item, got[key], other[key], args)
        for part, agrees in below.items():
            result[part] = result.get(part, True) and agrees
    return result


def _fits(returns: Fields | Keys, tree: Tree) -> bool:
    if isinstance(returns, Keys):
        return isinstance(tree, dict) and returns.items.keys() <= tree.keys()
    count = len(returns.items)
    return isinstance(tree, tuple | list) and count <= len(tree) <= count + returns.extra


def inside(where: str, key: str | int, item: Returns) -> str:
    """The name of one output inside another, as the student knows it: its key, else its part."""
    if isinstance(key, str):
        return key
    return item.part if isinstance(item, Rule) and item.part.isidentifier() else f"value {key + 1} of {where}"


def _all_fail(returns: Returns, failure: Failure) -> Iterator[tuple[str, Failure]]:
    for rule in leaves(returns):
        yield rule.part, failure


def _unlike(where: str, got: Tree, expected: Tree) -> Failure:
    return Failure(Rung.TYPE, say("wrong_type", where=where, got=describe(got), expected=describe(expected)), show(got))


def returns_to_json(returns: Returns) -> Any:
    """The tree as JSON data."""
    if isinstance(returns, Rule):
        return returns.to_json()
    if isinstance(returns, Keys):
        return {"keys": {key: returns_to_json(item) for key, item in returns.items.items()}}
    return {"fields": [returns_to_json(item) for item in returns.items], "extra": returns.extra}


def returns_from_json(data: Any) -> Returns:
    """The tree that :func:`returns_to_json` wrote."""
    if "keys" in data:
        return Keys({key: returns_from_json(item) for key, item in data["keys"].items()})
    if "fields" in data:
        return Fields(tuple(returns_from_json(item) for item in data["fields"]), data["extra"])
    values = {key: _tuples(value) for key, value in data.items() if key != "rule"}
    return RULES[data["rule"]](**values)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
