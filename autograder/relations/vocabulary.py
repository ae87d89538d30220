"""All that can be said of a wrong value, in the order in which it is tried: what is simple before what is clever."""

from __future__ import annotations

from autograder.relations import agreement, digits, factors, functions, histories, layout, others, steps, sums
from autograder.relations.base import Relation

OF_DIGITS: tuple[Relation, ...] = (digits.rounded, digits.cut_off, digits.first_digits)
"""Where the first digits agree, nothing else is said: what is left can hardly be told apart."""

RELATIONS: tuple[Relation, ...] = (
    *OF_DIGITS,
    others.argument,
    others.one_number,
    others.quantity,
    others.other_value,
    others.own_value,
    factors.negated,
    factors.constant,
    agreement.entries,
    sums.argument_added,
    sums.number_added,
    factors.entrywise,
    factors.counted,
    factors.exchanged,
    factors.fixed,
    factors.both,
    functions.function_of,
    functions.factor_of,
    layout.transposed,
    layout.reshaped,
    layout.other_order,
    layout.gathered,
    layout.turned,
    steps.step,
    histories.history,
    layout.piece,
    layout.one_each,
    agreement.one_line,
    agreement.some_calls,
)
