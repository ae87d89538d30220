"""So many times what is expected, and where in the call that number stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from autograder.messages import say
from autograder.plain.shown import show
from autograder.relations.arguments import Quantity, numbers_of, sizes_of
from autograder.relations.base import is_not_due, ratio, relation
from autograder.relations.places import Place, Sight

SAME = 1e-6
LEAST = 4  # numbers with the same factor
SMALL_UNDER, LARGEST_UNDER = 12, 1000  # of a fraction that is written as one; of a fraction of 1
COMMON = (2.0, 3.0, 4.0, 0.5, 0.25, *(base for n in (2, 10) for base in (math.log(n), 1 / math.log(n))))
"""Factors that formulas have."""
LARGEST = 10_000  # that stands for a size by mistake


@relation()
def negated(place: Place) -> str | None:
    """The other sign."""
    if not _agree(ratios(place.wrong), [-1.0] * len(place.wrong)):
        return None
    return say("relation_negated", calls=place.calls, where=place.where)


@relation()
def constant(place: Place) -> str | None:
    """One factor in all calls."""
    factors = ratios(place.wrong)
    if factors is None or not _agree(factors, [factors[0]] * len(factors)):
        return None
    if _few(place):
        return None
    blanks = {"calls": place.calls, "where": place.where, "factor": shown(factors[0])}
    for name, number in (("2", math.log(2)), ("10", math.log(10))):
        if _agree([abs(factors[0])], [number]) or _agree([abs(factors[0])], [1 / number]):
            return say("relation_logarithm", **blanks, number=name, logarithm=show(round(number, 6)))
    return say("relation_constant", **blanks)


def shown(factor: float) -> str:
    """A factor as one writes it: ``2``, ``4/3``, ``1/255``, ``0.43429448``."""
    simple = Fraction(factor).limit_denominator(LARGEST_UNDER)
    short = simple.denominator <= SMALL_UNDER or simple.numerator == 1
    return str(simple) if short and _agree([factor], [float(simple)]) else show(factor)


@relation()
def entrywise(place: Place) -> str | None:
    """Entry by entry so many times an argument of the same shape, or divided by it."""
    for name in place.wrong[0].args:
        pairs = [(sight, sight.args.get(name, np.zeros(0))) for sight in place.wrong]
        fits = all(other.shape == sight.due.shape and other.all() for sight, other in pairs)
        if fits and any(sight.due.ndim for sight in place.wrong):  # of single numbers: see counted
            blanks = {"calls": place.calls, "where": place.where, "name": name}
            if all(is_not_due(sight, sight.due * other) for sight, other in pairs):
                return say("relation_entries_times", **blanks)
            if all(is_not_due(sight, sight.due / other) for sight, other in pairs):
                return say("relation_entries_divided", **blanks)
    return None


@relation()
def counted(place: Place) -> str | None:
    """A number that can be told from the arguments, or its inverse, with either sign."""
    factors = ratios(place.wrong)
    if factors is None:
        return None
    for name, values in quantities(place.wrong):
        for sign, plain, turned in ((1, "times", "divided"), (-1, "times_negated", "divided_negated")):
            for says, due in ((plain, values), (turned, [1 / value for value in values])):
                if _agree(factors, [sign * number for number in due]):
                    blanks = {"calls": place.calls, "where": place.where, "name": name}
                    return say(SENTENCES[says], **blanks, number=show(values[place.shown]))
    return None


SENTENCES = {
    "times": "relation_times",
    "divided": "relation_divided",
    "times_negated": "relation_times_negated",
    "divided_negated": "relation_divided_negated",
}


@relation()
def exchanged(place: Place) -> str | None:
    """One size in the place of another."""
    factors = ratios(place.wrong)
    if factors is None or _few(place):
        return None
    known = quantities(place.wrong, sizes_of)
    for one, ones in known:
        for other, others in known:
            if one != other and _agree(factors, [a / b for a, b in zip(ones, others, strict=True)]):
                return say(
                    "relation_exchanged", calls=place.calls, where=place.where, one=one, other=other,
                    a=show(ones[place.shown]), b=show(others[place.shown]),
                )  # fmt: skip
    return None


@relation()
def fixed(place: Place) -> str | None:
    """A size, where one and the same number was used in its place."""
    factors = ratios(place.wrong)
    if factors is None or _few(place):
        return None
    for name, sizes in quantities(place.wrong, sizes_of):
        for says, numbers in (
            ("divided", [size / factor for size, factor in zip(sizes, factors, strict=True)]),
            ("times", [size * factor for size, factor in zip(sizes, factors, strict=True)]),
        ):
            number = round(numbers[0])
            if 1 < number <= LARGEST and _agree(numbers, [float(number)] * len(numbers)):
                blanks = {"calls": place.calls, "where": place.where, "name": name, "number": number}
                return say("relation_fixed_divided" if says == "divided" else "relation_fixed_times", **blanks)
    return None


@relation()
def both(place: Place) -> str | None:
    """A size, and one number besides that is the same in all calls."""
    factors = ratios(place.wrong)
    if factors is None or _few(place):
        return None
    for name, sizes in quantities(place.wrong, sizes_of):
        blanks = {"calls": place.calls, "where": place.where, "name": name, "number": show(sizes[place.shown])}
        for says, rest in (
            ("times", [factor / size for size, factor in zip(sizes, factors, strict=True)]),
            ("divided", [factor * size for size, factor in zip(sizes, factors, strict=True)]),
        ):
            if _agree(rest, [rest[0]] * len(rest)) and any(_agree([abs(rest[0])], [one]) for one in COMMON):
                blanks["factor"] = shown(rest[0])
                return say("relation_both_times" if says == "times" else "relation_both_divided", **blanks)
    return None


def _few(place: Place) -> bool:
    """Whether so few numbers have their factors by chance."""
    return sum(sight.due.size for sight in place.wrong) < LEAST


def ratios(sights: Sequence[Sight]) -> list[float] | None:
    """The factor of each call; None where one has none."""
    factors = [ratio(sight.mine, sight.due) for sight in sights]
    return [factor for factor in factors if factor] if all(factors) else None


def quantities(
    sights: Sequence[Sight], kind: Callable[[Mapping[str, np.ndarray]], list[Quantity]] | None = None
) -> list[tuple[str, list[float]]]:
    """What can be told from the arguments of all these calls and is not the same in all; one for those always equal."""
    tables = [
        {q.name: float(q.value) for q in (kind(s.args) if kind else [*sizes_of(s.args), *numbers_of(s.args)])}
        for s in sights
    ]
    found: dict[tuple[float, ...], str] = {}
    for name in tables[0]:
        values = tuple(table.get(name, 0.0) for table in tables)
        if all(values) and len({abs(value) for value in values}) > 1:
            found.setdefault(values, name)
    return [(name, list(values)) for values, name in found.items()]


def one_of(factors: Sequence[float | None], numbers: Iterable[float]) -> float | None:
    """That of the numbers which all these factors are."""
    known = [factor for factor in factors if factor is not None]
    if len(known) < len(factors):
        return None
    return next((number for number in numbers if _agree(known, [number] * len(known))), None)


def _agree(factors: Iterable[float] | None, numbers: Iterable[float]) -> bool:
    """Whether each factor is its number."""
    return factors is not None and all(abs(a - b) <= SAME * abs(b) for a, b in zip(factors, numbers, strict=True))
