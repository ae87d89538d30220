"""Answers of the right form without any thought in them, which must not earn anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.key.exercises import Exercise
from autograder.plain.values import Tree, plain


def trivial_answers(exercise: Exercise) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Answers of the right form without any thought in them."""

    def shaped(fill: Callable[[np.ndarray], Any]) -> Callable[..., Any]:
        return lambda *args: refill(plain(exercise.reference(*args)), fill)

    yield "zeros", shaped(np.zeros_like)
    yield "ones", shaped(np.ones_like)
    yield "nothing", lambda *args: None
    yield "first argument", lambda *args: args[0]


def refill(tree: Tree, fill: Callable[[np.ndarray], Any]) -> Tree:
    """The tree with every number and array filled anew."""
    if isinstance(tree, dict):
        return {key: refill(item, fill) for key, item in tree.items()}
    if isinstance(tree, tuple | list):
        return type(tree)(refill(item, fill) for item in tree)
    if isinstance(tree, bool | int | float | np.generic | np.ndarray):
        return fill(np.asarray(tree, dtype=float))
    return tree
