"""What a comparison proves: that an answer is a known mistake, and not only near it.

Both may hold nan, or nearly nothing, for many reasons. So a mistake shows in a case only by numbers that are finite,
that agree as closely as the rule's relative tolerance asks, and that are not the expected ones; by which entries are
nan, if some are not; or by the structure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.plain.values import Tree, as_array
from autograder.rules.base import Rule
from autograder.rules.dealing import Partition
from autograder.rules.draws import Drawn
from autograder.rules.network import Network
from autograder.rules.tree import Fields, Keys, Layers, Returns, leaves, unpacked


def places(returns: Returns, *trees: Tree) -> Iterator[tuple[Rule, tuple[Tree, ...]]]:
    """Each rule with what stands at its place in each of the trees; where one lacks the place, with all that is above.

    The last tree is one that has every place: what is expected.
    """
    if isinstance(returns, Rule):
        yield returns, trees
        return
    if isinstance(returns, Layers):
        returns = returns.keys(trees[-1])
    if isinstance(returns, Keys):
        if all(isinstance(tree, dict) and returns.items.keys() <= tree.keys() for tree in trees):
            for key, item in returns.items.items():
                yield from places(item, *(tree[key] for tree in trees))
            return
    elif isinstance(returns, Fields):
        rows: list[Any] = [unpacked(tree) for tree in trees]
        if all(isinstance(row, tuple | list) and len(row) >= len(returns.items) for row in rows):
            for index, item in enumerate(returns.items):
                yield from places(item, *(row[index] for row in rows))
            return
    else:
        for item in returns.items:
            yield from places(item, *trees)
        return
    yield from ((rule, trees) for rule in leaves(returns))


def shows(rule: Rule, got: Tree, wrong: Tree, expected: Tree) -> bool:
    """Whether an output that agrees with a wrong one proves anything; ``expected`` is what the wrong one is not."""
    mine, theirs = numbers_in(got), numbers_in(wrong)
    if not theirs.size:  # no numbers: the structure agrees, or a text
        return True
    if isinstance(rule, Drawn | Partition | Network) or mine.size != theirs.size:  # these say themselves what agrees
        return bool(np.all(np.isfinite(theirs)))
    rtol, atol = rule.slack()
    with np.errstate(all="ignore"):
        finite = np.isfinite(theirs)
        firm = finite & (np.abs(mine - theirs) <= rtol * np.abs(theirs))
        if not finite.all() and firm.any():  # just these entries are nan or inf, which says where it comes from
            return True
        right = as_array(expected)
        here = as_array(wrong)
        if right is not None and here is not None and right.shape == here.shape:
            due = right.astype(float).reshape(-1)
            firm &= ~(np.abs(theirs - due) <= atol + rtol * np.abs(due))
    return bool(firm.any())


def numbers_in(tree: Tree) -> np.ndarray:
    """All the numbers of a tree in a row, those of a dictionary in the order of its keys."""
    if isinstance(tree, dict):
        return _row([numbers_in(tree[key]) for key in sorted(tree, key=str)])
    array = as_array(tree)
    if array is not None:
        return array.astype(float).reshape(-1)
    return _row([numbers_in(item) for item in tree]) if isinstance(tree, tuple | list) else np.zeros(0)


def _row(arrays: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(arrays) if arrays else np.zeros(0)
