"""A well-known function of a number that stands in the call, where another one is expected."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.messages import say
from autograder.relations.base import is_not_due, relation, same
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


def _is_function(sight: Sight, name: str, function: Callable[[np.ndarray], np.ndarray]) -> bool:
    """Whether a value is this function of what goes by a name, and what is expected is not."""
    if name in sight.beside:
        other, due = sight.beside[name]
        if not same(other, due):  # then the value may be wrong for that alone
            return False
    else:
        other = sight.args.get(name, np.zeros(0))
    return other.shape == sight.mine.shape and is_not_due(sight, np.asarray(function(other)))
