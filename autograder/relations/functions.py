"""A well-known function of a number that stands in the call, where another one is expected."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from autograder.messages import say
from autograder.relations.base import is_not_due, ratio, relation, same
from autograder.relations.factors import COMMON, one_of, shown
from autograder.relations.places import Place, Sight

LEAST = 6  # numbers that are the function's


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x))."""
    return np.asarray(1 / (1 + np.exp(-x)))


FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "function_sigmoid": sigmoid,
    "function_tanh": np.tanh,
    "function_relu": lambda x: np.maximum(x, 0),
    "function_exp": np.exp,
    "function_log": np.log,
    "function_square": np.square,
    "function_root": np.sqrt,
    "function_abs": np.abs,
    "function_sigmoid_slope": lambda x: sigmoid(x) * (1 - sigmoid(x)),
    "function_tanh_slope": lambda x: 1 - np.tanh(x) ** 2,
    "function_sigmoid_slope_by_value": lambda x: x * (1 - x),
    "function_tanh_slope_by_value": lambda x: 1 - x**2,
}
"""What the sentence calls each of them."""
OFTEN = ("function_square", "function_root", *(name for name in FUNCTIONS if "slope" in name))
"""Those that formulas multiply with."""
FACTORS = (1.0, -1.0, *COMMON)
"""By which what they multiply with may be multiplied, too."""


@relation()
def function_of(place: Place) -> str | None:
    """Entry by entry a function of an argument, or of another of the student's values that is right."""
    if sum(sight.mine.size for sight in place.wrong) < LEAST:
        return None
    for name in dict.fromkeys([*place.wrong[0].beside, *place.wrong[0].args]):
        for function in FUNCTIONS:
            if all(_is_function(sight, name, FUNCTIONS[function]) for sight in place.wrong):
                told = say(function, name=name)
                return say("relation_function", calls=place.calls, where=place.where, function=told)
    return None


@relation()
def factor_of(place: Place) -> str | None:
    """Entry by entry so many times a function of an argument, or the difference of two; or divided by it."""
    if sum(sight.mine.size for sight in place.wrong) < LEAST:
        return None
    for told, made in _made_of(place):
        pairs = [(sight, made(sight)) for sight in place.wrong]
        if not all(np.isfinite(other).all() and other.all() for _, other in pairs):
            continue
        times = one_of([ratio(sight.mine, sight.due * other) for sight, other in pairs], FACTORS)
        divided = one_of([ratio(sight.mine, sight.due / other) for sight, other in pairs], FACTORS)
        if number := times or divided:
            name = f"{shown(number)} ({told})".removeprefix("1 ")
            says = "relation_entries_times" if times else "relation_entries_divided"
            return say(says, calls=place.calls, where=place.where, name=name)
    return None


def _made_of(place: Place) -> Iterator[tuple[str, Callable[[Sight], np.ndarray]]]:
    """What formulas multiply with, made of the arguments that have the value's shape: how it is told, and how made."""
    sights = place.wrong
    names = [name for name in sights[0].args if all(_fits(sight, name) for sight in sights)]
    for name, function in itertools.product(names, OFTEN):
        yield say(function, name=name), partial(_made_by, FUNCTIONS[function], name)
    for one, other in itertools.permutations(names, 2):
        yield f"{one} - {other}", partial(_difference, one, other)


def _made_by(function: Callable[[np.ndarray], np.ndarray], name: str, sight: Sight) -> np.ndarray:
    return np.asarray(function(sight.args[name]))


def _difference(one: str, other: str, sight: Sight) -> np.ndarray:
    return sight.args[one] - sight.args[other]


def _fits(sight: Sight, name: str) -> bool:
    """Whether an argument has the shape of the value, and is no single number."""
    return bool(sight.due.ndim) and sight.args.get(name, np.zeros(0)).shape == sight.due.shape


def _is_function(sight: Sight, name: str, function: Callable[[np.ndarray], np.ndarray]) -> bool:
    """Whether a value is this function of what goes by a name, and what is expected is not."""
    if name in sight.beside:
        other, due = sight.beside[name]
        if not same(other, due):  # then the value may be wrong for that alone
            return False
    else:
        other = sight.args.get(name, np.zeros(0))
    return other.shape == sight.mine.shape and is_not_due(sight, np.asarray(function(other)))
