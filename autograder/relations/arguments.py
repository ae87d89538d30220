"""The arguments of a call as numbers and sizes, by the names that a student writes for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.messages import say
from autograder.plain.case import Case
from autograder.plain.shown import show
from autograder.plain.values import Tree, as_array


@dataclass(frozen=True)
class Quantity:
    """A number that can be told from the arguments: a size of one of them, or one that is a number itself."""

    name: str  # "the number of columns of X"
    value: float


def arrays_of(parameters: Sequence[str], case: Case) -> dict[str, np.ndarray]:
    """Every array and number that a call was given: ``X``, ``parameters['W1']``; not what varies or was left out."""
    varying = {position for position, _ in case.vary}
    given = case.args[: len(case.args) - case.left_out]
    found: dict[str, np.ndarray] = {}
    for position, (name, arg) in enumerate(zip(parameters, given, strict=False)):
        if position not in varying:
            found |= dict(_arrays(name, arg))
    return found


Marks = Mapping[tuple[str, str], None]
"""What tells one call from another, the plainest first: the name of an argument, and what it is there."""


def marks_of(parameters: Sequence[str], case: Case) -> Marks:
    """``print_cost is True``, ``X is an array of whole numbers``, ``epoch is more than 1``; all that is true of a call.

    Whole numbers and sizes are told from 0 and 1 alone: there a formula begins, or falls together with another.
    """
    varying, found = dict(case.vary), []
    for position, (name, arg) in enumerate(zip(parameters, case.args[: len(case.args) - case.left_out], strict=False)):
        told = [list(_marks(value)) for value in varying.get(position, (arg,))]
        found += [(rank, name, what) for rank, what in told[0] if all((rank, what) in other for other in told)]
    return dict.fromkeys((name, what) for _, name, what in sorted(found, key=lambda one: one[0]))


def _marks(arg: Tree) -> Iterator[tuple[int, str]]:
    """What an argument is, each with how far from plain that is."""
    if isinstance(arg, bool | str):
        yield 0, show(arg)
    yield 1, say("mark_handed_over")
    array = None if isinstance(arg, dict) else as_array(arg)
    if array is None or array.dtype.kind not in "iuf":
        return
    yield 2, say("mark_array" if array.ndim else "mark_number")
    if array.ndim:
        yield 3, say("mark_whole" if array.dtype.kind in "iu" else "mark_decimal")
    elif array.dtype.kind in "iu":
        yield from ((3, say("mark_more" if array > bound else "mark_at_most", number=bound)) for bound in (0, 1))
    if array.ndim == 2:
        yield 4, say("mark_one_column" if array.shape[1] == 1 else "mark_columns")
        yield 4, say("mark_one_row" if array.shape[0] == 1 else "mark_rows")
        if array.shape[0] == array.shape[1] > 1:
            yield 4, say("mark_not_diagonal" if np.any(array != np.diag(np.diag(array))) else "mark_diagonal")


def _arrays(name: str, tree: Tree) -> Iterator[tuple[str, np.ndarray]]:
    if isinstance(tree, dict):
        for key, item in tree.items():
            yield from _arrays(f"{name}[{key!r}]", item)
        return
    array = as_array(tree)
    if array is not None and array.dtype.kind != "b":
        yield name, array.astype(float)


def last_key(name: str) -> str:
    """The key at the end of an argument's name, ``W1`` of ``parameters['W1']``; else the name itself."""
    return name.rpartition("[")[2].strip("]'") if name.endswith("']") else name


def sizes_of(args: Mapping[str, np.ndarray]) -> list[Quantity]:
    """How many columns, rows and entries the arguments have; first those that are no entries of dictionaries."""
    found = []
    for name, array in sorted(args.items(), key=lambda item: item[0].endswith("]")):
        if array.ndim == 1:
            found.append(Quantity(say("relation_entries", name=name), array.shape[0]))
        elif array.ndim == 2:
            found.append(Quantity(say("relation_columns", name=name), array.shape[1]))
            found.append(Quantity(say("relation_rows", name=name), array.shape[0]))
        else:
            found += [Quantity(say("relation_axis", name=name, axis=axis), n) for axis, n in enumerate(array.shape)]
    return found


def numbers_of(args: Mapping[str, np.ndarray]) -> list[Quantity]:
    """The arguments that are one number."""
    return [Quantity(name, float(array)) for name, array in args.items() if array.ndim == 0]
