"""What is compared of an answer, cell by cell: what each case asks for, and where an outcome is not right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree
from autograder.rules.tree import Returns, asked, compare, parts_of, seen_by, with_names

Cell = tuple[str | None, str]
"""What is compared: the outputs that name one part; those of the cases with a part of their own apart from others."""


@dataclass(frozen=True)
class View:
    """What one case asks for, rule by rule."""

    owners: dict[str, str | None]  # the part of each rule, and the one that it counts for in this case; None: itself
    returns: Returns  # the tree in which each part of a rule counts for itself
    counted: Returns  # the tree in which each rule names the part that it counts for here
    parts: tuple[str, ...]  # that this case decides about, in the order in which a student hears of them

    @cached_property
    def cells(self) -> frozenset[Cell]:
        """All that is compared in this case."""
        return frozenset((own, part) for part, own in self.owners.items())

    def wrong_in(self, outcome: Outcome, expected: Tree, args: Sequence[Tree]) -> frozenset[Cell]:
        """The cells in which an outcome is not what is expected."""
        if outcome.kind != Status.RETURNED or outcome.value is None:
            return self.cells
        compared = compare(self.returns, outcome.value, expected, args, "")
        return frozenset((self.owners[part], part) for part, problem in compared if problem is not None)


def view_of(case: Case, returns: Returns, parts: Mapping[str, float], names: tuple[str, ...]) -> View:
    """What a case asks for of what is returned, where several values go by these names."""
    owners, counted = asked(case, returns), seen_by(case, returns)
    if not case.vary:  # where it varies, the values are results of one call after the other
        counted = with_names(counted, names)
    own = seen_by(replace(case, part={part: part for part in owners}), returns)
    return View(owners, own, counted, tuple(parts_of(case, returns, parts)))
