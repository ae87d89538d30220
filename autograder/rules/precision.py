"""What a result in single precision can hold: 24 bits, about seven digits of the largest number in play.

Any type of number is right, and one of 32 bits is judged by what fits into it. Only what was returned decides that,
all of it together: a step that was made with gradients of single precision is no better than they are, in whichever
type it is kept.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from autograder.plain.values import Tree, as_array
from autograder.rules.base import Rule

RTOL = 1e-5  # of a number, after a hundred roundings of 6e-8
ATOL = 1e-6  # of the largest number beside it, or of 1: what a difference of two such numbers keeps


def is_single(tree: Tree) -> bool:
    """Whether a number or an array in it has 32 bits."""
    if isinstance(tree, dict):
        return any(map(is_single, tree.values()))
    if isinstance(tree, tuple | list):
        return any(map(is_single, tree))
    return getattr(tree, "dtype", None) == np.float32


def as_single(rule: Rule, expected: Tree) -> Rule:
    """The rule with tolerances that single precision can keep; one without tolerances stays as it is."""
    if not {"rtol", "atol"} <= {field.name for field in dataclasses.fields(rule)}:
        return rule
    numbers = as_array(expected)
    finite = np.zeros(0) if numbers is None else np.abs(numbers[np.isfinite(numbers)])
    largest = max(1.0, float(finite.max(initial=0.0)))
    rtol, atol = (getattr(rule, name) for name in ("rtol", "atol"))
    return dataclasses.replace(rule, rtol=max(rtol, RTOL), atol=max(atol, ATOL * largest))  # type: ignore[call-arg]
