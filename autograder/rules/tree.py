"""What a function returns: rules as the leaves of tuples and dictionaries, compared part by part."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from autograder.messages import say
from autograder.plain.case import Case
from autograder.plain.shown import describe, show
from autograder.plain.values import Tree, certainly_alike
from autograder.rules.base import Failure, Rule, Rung, inside, unlike, without_key
from autograder.rules.follows import Follows, Whole
from autograder.rules.precision import as_single


@dataclass(frozen=True)
class Fields:
    """A tuple (or list) of these outputs, in this order."""

    items: tuple[Returns, ...]
    extra: int = 0  # so many more values may follow, of which nothing is asked
    names: tuple[str, ...] = ()  # what a student calls each of them; "" or none where nobody knows

    def name(self, index: int) -> str:
        """The name of one of them."""
        return self.names[index] if index < len(self.names) else ""


@dataclass(frozen=True)
class Keys:
    """A dictionary with at least these keys."""

    items: dict[str, Returns]  # what is under each key


@dataclass(frozen=True)
class Layers:
    """A dictionary of numbered keys, ``W1``, ``b1``, ``W2``, ...: as many as are expected, each as its letters say."""

    items: dict[str, Returns]  # by the letters: "W", "b"

    def keys(self, expected: Tree) -> Keys:
        """The same with a rule for each key of this expected value."""
        return Keys({key: self.items[key.rstrip("0123456789")] for key in expected})


@dataclass(frozen=True)
class AllOf:
    """Several rules, or trees of them, that each look at the whole value."""

    items: tuple[Returns, ...]


Returns = Rule | Fields | Keys | Layers | AllOf


@dataclass(frozen=True)
class Anything(Rule):
    """One of several values, of which nothing is asked."""

    kind: ClassVar[str] = "anything"

    def failure(self, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
        """Never."""
        return None


def layers(items: dict[str, Any]) -> Layers:
    """A dictionary of numbered keys, described by their letters: ``layers({"W": close(), "b": close()})``."""
    return Layers({key: as_returns(item) for key, item in items.items()})


def values(*items: Any, extra: int = 0) -> Fields:
    """Several values in this order, as a tuple of specifications says it too; ``extra`` more may follow."""
    return Fields(tuple(as_returns(item) for item in items), extra)


def all_of(*items: Any) -> AllOf:
    """Each of these looks at the same whole value."""
    return AllOf(tuple(as_returns(item) for item in items))


def as_returns(spec: Any) -> Returns:
    """A rule as it stands; a tuple or dictionary of specifications as the node that compares it; else TypeError."""
    if isinstance(spec, Returns):
        return spec
    if isinstance(spec, tuple):
        return Fields(tuple(as_returns(item) for item in spec))
    if isinstance(spec, dict):
        return Keys({key: as_returns(item) for key, item in spec.items()})
    raise TypeError(f"returns must be a rule, or a tuple or dictionary of rules, not {type(spec).__name__}")


def leaves(returns: Returns) -> Iterator[Rule]:
    """Every rule of the tree that asks for something, from left to right."""
    if isinstance(returns, Rule):
        if not isinstance(returns, Anything):
            yield returns
    else:
        for item in below(returns):
            yield from leaves(item)


def below(returns: Fields | Keys | Layers | AllOf) -> Sequence[Returns]:
    """What stands directly under a node."""
    return tuple(returns.items.values()) if isinstance(returns, Keys | Layers) else returns.items


def keys_of(returns: Returns) -> set[str]:
    """Every dictionary key that the returned value must have, at any depth."""
    if isinstance(returns, Rule):
        return set()
    own: set[str] = set(returns.items) if isinstance(returns, Keys) else set()
    if isinstance(returns, Layers):
        own = {f"{letters}{number}" for letters in returns.items for number in range(1, 10)}
    return own.union(*(keys_of(item) for item in below(returns)))


def each_rule(returns: Returns, change: Callable[[Rule], Rule]) -> Returns:
    """The same tree with each of its rules changed."""
    if isinstance(returns, Rule):
        return returns if isinstance(returns, Anything) else change(returns)
    if isinstance(returns, Keys | Layers):
        return type(returns)({key: each_rule(item, change) for key, item in returns.items.items()})
    return dataclasses.replace(returns, items=tuple(each_rule(item, change) for item in returns.items))


def with_part(returns: Returns, part: str) -> Returns:
    """The same tree in which rules that name no part belong to ``part``."""
    return each_rule(returns, lambda rule: rule if rule.part else dataclasses.replace(rule, part=part))


def with_names(returns: Returns, names: tuple[str, ...]) -> Returns:
    """The same tree, in which several values that are returned together have these names."""
    if isinstance(returns, AllOf):
        return AllOf(tuple(with_names(item, names) for item in returns.items))
    return dataclasses.replace(returns, names=names) if isinstance(returns, Fields) else returns


def asked(case: Case, returns: Returns) -> dict[str, str | None]:
    """The parts of rules that a case asks for, each with the part that it counts for there; None for itself."""
    named = dict.fromkeys(rule.part for rule in leaves(returns))
    if isinstance(case.part, dict):
        return {part: case.part[part] for part in named if part in case.part}
    return named if case.part is None else dict.fromkeys(named, case.part)


def seen_by(case: Case, returns: Returns) -> Returns:
    """The tree as a case sees it: each rule names the part that it counts for there, and only what counts is in it."""
    return _seen(case.part, returns) or Anything()


def _seen(part: str | dict[str, str] | None, returns: Returns) -> Returns | None:
    if part is None:
        return returns
    if isinstance(returns, Rule):
        name = part if isinstance(part, str) else part.get(returns.part)
        return dataclasses.replace(returns, part=name) if name else None
    if isinstance(returns, Keys | Layers):
        kept = {key: seen for key, item in returns.items.items() if (seen := _seen(part, item))}
        return type(returns)(kept) if kept else None
    items = [_seen(part, item) for item in returns.items]
    if not any(items):
        return None
    if isinstance(returns, AllOf):
        return AllOf(tuple(item for item in items if item))
    return dataclasses.replace(returns, items=tuple(item or Anything() for item in items))


def compare(
    returns: Returns, got: Tree, expected: Tree, args: Sequence[Tree], where: str
) -> Iterator[tuple[str, Failure | None]]:
    """For each leaf its part and why it is not right (None: right). A broken structure fails every leaf of it.

    All of it is judged by what single precision holds, if it holds a number of that kind.
    """
    yield from _compare(returns, got, expected, where, Whole.of(got, expected, args))


def _compare(
    returns: Returns, got: Tree, expected: Tree, where: str, whole: Whole
) -> Iterator[tuple[str, Failure | None]]:
    if isinstance(returns, Anything):
        return
    if isinstance(returns, Rule):
        rule, due = asked_here(returns, got, expected, whole)
        yield returns.part, failure_of(rule, got, due, whole.args, where)
        return
    if isinstance(returns, AllOf):
        for item in returns.items:
            yield from _compare(item, got, expected, where, whole)
        return
    if isinstance(returns, Layers):
        returns = returns.keys(expected)
    if isinstance(returns, Keys):
        if not isinstance(got, dict):
            yield from _all_fail(returns, unlike(where, got, expected))
            return
        for key, item in returns.items.items():
            if key in got:
                yield from _compare(item, got[key], expected[key], inside(where, key), whole)
            else:
                yield from _all_fail(item, without_key(where, got, key))
        return
    count, got = len(returns.items), unpacked(got)
    if not isinstance(got, tuple | list):
        yield from _all_fail(returns, unlike(where, got, expected))
    elif not count <= len(got) <= count + returns.extra:
        message = say("wrong_count", where=where, count=len(got), expected=count)
        yield from _all_fail(returns, Failure(Rung.TYPE, message, show(got), show(expected), what=where))
    else:
        for index, item in enumerate(returns.items):
            inner = returns.name(index) or say("place_value", number=index + 1, where=where)
            yield from _compare(item, got[index], expected[index], inner, whole)


def asked_here(rule: Rule, got: Tree, expected: Tree, whole: Whole) -> tuple[Rule, Tree]:
    """A rule as exact as what was returned can be, and what is right for it, there being this in its place."""
    rule = as_single(rule, expected) if whole.single else rule
    return rule, rule.due(got, expected, whole) if isinstance(rule, Follows) else expected


def failure_of(rule: Rule, got: Tree, expected: Tree, args: Sequence[Tree], where: str) -> Failure | None:
    """Why one value is not right; its two sides are this value's, unless the rule says of which."""
    if got is None:
        message = say("wrong_type", where=where, got=describe(got), expected=describe(expected))
        return Failure(Rung.TYPE, message, what=where)
    try:
        failure = rule.failure(got, expected, args, where)
    except Exception:  # whoever returns what nobody foresaw has not returned what is right, unless that stops it, too
        rule.failure(expected, expected, args, where)
        failure = Failure(Rung.TYPE, say("not_comparable", where=where, got=describe(got)))
    return dataclasses.replace(failure, what=failure.what or where) if failure else None


def unpacked(tree: Tree) -> Tree:
    """Several values: an array of them is unpacked as a tuple is; anything else stays as it is."""
    return list(tree) if isinstance(tree, np.ndarray) and tree.ndim and len(tree) < 100 else tree


def agreeing_parts(returns: Returns, got: Tree, other: Tree, args: Sequence[Tree]) -> dict[str, bool]:
    """For each part whether ``got`` is what the catalogued version returned, ``other``."""
    if isinstance(returns, Anything):
        return {}
    if isinstance(returns, Rule):
        if got is None or other is None:
            return {returns.part: got is other}
        try:
            return {returns.part: returns.agrees(got, other, args)}
        except Exception:  # one of them is not of the rule's form
            return {returns.part: certainly_alike(got, other)}
    if isinstance(returns, AllOf):
        return _together(agreeing_parts(item, got, other, args) for item in returns.items)
    if isinstance(returns, Layers):
        if not _same_layers(returns, got, other):
            same = certainly_alike(got, other)
            return dict.fromkeys(_named(returns), same)
        empty = dict.fromkeys(_named(returns), True)  # of a part that no key belongs to
        return empty | agreeing_parts(returns.keys(got), got, other, args)
    if isinstance(returns, Fields):
        got, other = unpacked(got), unpacked(other)
    if not (_fits(returns, got) and _fits(returns, other)):
        same = certainly_alike(got, other)
        return dict.fromkeys(_named(returns), same)
    fits = returns.items.items() if isinstance(returns, Keys) else enumerate(returns.items)
    return _together(agreeing_parts(item, got[key], other[key], args) for key, item in fits)


def _named(returns: Returns) -> list[str]:
    """The parts of all rules that ask for something."""
    return [rule.part for rule in leaves(returns) if not isinstance(rule, Anything)]


def _together(tables: Iterable[dict[str, bool]]) -> dict[str, bool]:
    """A part agrees where all that counts for it does."""
    result: dict[str, bool] = {}
    for table in tables:
        for part, agrees in table.items():
            result[part] = result.get(part, True) and agrees
    return result


def _same_layers(returns: Layers, got: Tree, other: Tree) -> bool:
    """Whether both are dictionaries of the same numbered keys."""
    if not (isinstance(got, dict) and isinstance(other, dict) and got.keys() == other.keys()):
        return False
    return all(isinstance(key, str) and key.rstrip("0123456789") in returns.items for key in got)


def _fits(returns: Fields | Keys, tree: Tree) -> bool:
    if isinstance(returns, Keys):
        return isinstance(tree, dict) and returns.items.keys() <= tree.keys()
    count = len(returns.items)
    return isinstance(tree, tuple | list) and count <= len(tree) <= count + returns.extra


def _all_fail(returns: Returns, failure: Failure) -> Iterator[tuple[str, Failure]]:
    for rule in leaves(returns):
        yield rule.part, failure


def parts_of(case: Case, returns: Returns, parts: Mapping[str, float]) -> list[str]:
    """The parts that a case counts for: its own, or all that the returned values name."""
    named = {rule.part for rule in leaves(seen_by(case, returns))}
    return [part for part in parts if part in named]
