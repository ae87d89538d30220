"""The one relation that is said of a wrong answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.checks.contents import ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.relations.base import Relation, near
from autograder.relations.places import Place, places_of
from autograder.relations.vocabulary import OF_DIGITS, RELATIONS
from autograder.rules.base import Failure, Rung


@dataclass(frozen=True)
class Related:
    """A fact about a wrong answer, and where it shows."""

    name: str  # of the relation
    case: int
    part: str
    failure: Failure  # its sentence, and both values that it speaks of


def relation_of(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int, rung: Rung) -> Related | None:
    """The first fact about what is wrong on this rung, in the order of the parts; None where none is certain.

    ``variant`` is the right version that the answer comes nearest to.
    """
    if rung not in (Rung.SHAPE, Rung.VALUE) or any(outcome.kind != Status.RETURNED for outcome in outcomes):
        return None
    places = [place for place in places_of(checks, outcomes, variant) if place.rung == rung]
    for place in places:
        close = any(near(sight.mine, sight.due) for sight in place.wrong)
        for relation in OF_DIGITS if close else RELATIONS:
            if sentence := relation(place):
                return _related(relation, place, sentence, places)
    return None


def _related(relation: Relation, place: Place, sentence: str, places: Sequence[Place]) -> Related:
    """The sentence, and of which other values it is true word for word."""
    also = {
        other.where
        for other in places
        if other.where != place.where and relation(replace(other, where=place.where)) == sentence
    }
    names = [other.where for other in places if other.where in also]
    if also:
        sentence = " ".join([sentence, say("relation_also", names=", ".join(dict.fromkeys(names)))])
    shown = place.wrong[place.shown]
    assert shown.failure is not None
    return Related(relation.name, shown.case, place.part, replace(shown.failure, message=sentence))
