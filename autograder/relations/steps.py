"""A step from an argument with the same key: in which direction, and how far."""

from __future__ import annotations

from autograder.messages import say
from autograder.relations.arguments import last_key, numbers_of
from autograder.relations.base import CLOSE, ratio, relation
from autograder.relations.factors import shown
from autograder.relations.places import Place

PLAIN = (2.0, 0.5, 3.0, 1 / 3)
LEAST = 1e-3  # of the numbers: a smaller step has lost too many digits


def _start(place: Place) -> str | None:
    """The argument from which the step goes: the one with the key of the output."""
    if not place.key:
        return None
    names = [name for name in place.wrong[0].args if last_key(name) == place.key]
    return names[0] if len(names) == 1 else None


def _lengths(place: Place, name: str) -> list[float] | None:
    """How many times the expected step each step is; None where one is no such multiple."""
    lengths = []
    for sight in place.wrong:
        start = sight.args.get(name)
        if start is None or start.shape != sight.due.shape:
            return None
        move, due = sight.mine - start, sight.due - start
        if abs(due).max() < LEAST * abs(start).max():
            return None
        length = ratio(move, due)
        if length is None:
            return None
        lengths.append(length)
    return lengths


@relation()
def step(place: Place) -> str | None:
    """The expected step turned round, or so many times as long."""
    name = _start(place)
    lengths = _lengths(place, name) if name else None
    if name is None or lengths is None:
        return None
    blanks = {"calls": place.calls, "where": place.where, "name": name}
    for factor in (-1.0, *PLAIN):
        if all(abs(length / factor - 1) <= 10 * CLOSE for length in lengths):
            if factor < 0:
                return say("relation_step_back", **blanks)
            return say("relation_step_length", **blanks, factor=shown(factor))
    tables = [{q.name: q.value for q in numbers_of(sight.args)} for sight in place.wrong]
    for scalar in tables[0]:
        values = [table.get(scalar, 0.0) for table in tables]
        if len(set(values)) > 1 and all(values):
            pairs = list(zip(lengths, values, strict=True))
            if all(abs(length / value - 1) <= 10 * CLOSE for length, value in pairs):
                return say("relation_step_times", **blanks, scalar=scalar)
            if all(abs(length * value - 1) <= 10 * CLOSE for length, value in pairs):
                return say("relation_step_divided", **blanks, scalar=scalar)
    return None
