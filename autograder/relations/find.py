"""The one relation that is said of a wrong answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.checks.contents import ExerciseChecks
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.relations.base import Relation, near
from autograder.relations.places import ENOUGH, Place, places_of
from autograder.relations.training import FACTS, Training, trainings
from autograder.relations.vocabulary import OF_DIGITS, RELATIONS
from autograder.rules.base import Failure, Rung


@dataclass(frozen=True)
class Related:
    """A fact about a wrong answer, and where it shows."""

    name: str  # of the relation
    case: int
    part: str
    failure: Failure  # its sentence, and both values that it speaks of


@np.errstate(all="ignore")
def relation_of(checks: ExerciseChecks, outcomes: Sequence[Outcome], variant: int, rung: Rung) -> Related | None:
    """The first fact about what is wrong on this rung, in the order of the parts; None where none is certain.

    ``variant`` is the right version that the answer comes nearest to. Another one may still explain what this does not.
    """
    if rung not in (Rung.SHAPE, Rung.VALUE) or any(outcome.kind != Status.RETURNED for outcome in outcomes):
        return None
    if rung is Rung.VALUE and (found := _of_training(trainings(checks, outcomes, variant))):
        return found
    nearest = places_of(checks, outcomes, variant)
    lost = {place.part for place in nearest if place.rung == rung}
    others = (places_of(checks, outcomes, other) for other in range(1 + len(checks.variants)) if other != variant)
    for places in (nearest, *others):
        wrong = [place for place in places if place.rung == rung and place.part in lost]
        if found := _of_places(wrong):
            return found
    return _of_kinds(nearest) if rung is Rung.VALUE else None


def _of_training(found: Iterable[Training]) -> Related | None:
    for training in found:
        for fact in FACTS:
            if sentence := fact(training):
                shown = training.wrong[0]
                failure = replace(shown.failure, message=sentence)
                return Related(fact.__name__, shown.case, training.rule.part, failure)
    return None


def _of_places(places: Sequence[Place]) -> Related | None:
    for place in places:
        if any(sight.failure and sight.failure.explained for sight in place.wrong):
            continue
        close = any(near(sight.mine, sight.due) for sight in place.wrong)
        for relation in OF_DIGITS if close else RELATIONS:
            if sentence := relation(place):
                also = [other.where for other in places if _says_the_same(relation, other, place, sentence)]
                if also:
                    sentence = f"{sentence} {say('relation_also', names=_listed(also))}"
                return _related(relation.name, place, sentence)
    return None


def _says_the_same(relation: Relation, other: Place, place: Place, sentence: str) -> bool:
    """Whether the sentence is also true of another value, with its own key, in all calls or in as many."""
    if other.where == place.where:
        return False
    theirs = relation(replace(other, where=place.where, tried=place.tried)) or ""
    if other.always and place.always:
        theirs = theirs.replace(replace(other, tried=place.tried).calls, place.calls)
    return theirs.replace(repr(other.key), repr(place.key)) == sentence


def _of_kinds(places: Sequence[Place]) -> Related | None:
    """Which of the values that count for one part are wrong in every call, where the others are right in every one."""
    for place in places:
        mates = [other for other in places if other.part == place.part and other.key]
        wrong = [other for other in mates if other.always and other.rung is Rung.VALUE]
        right = [other for other in mates if not other.wrong]
        often = bool(right) and min(place.tried, max(other.tried for other in right)) >= ENOUGH
        if place in wrong and often and len(wrong) + len(right) == len(mates):
            names = {"wrong": _listed(other.where for other in wrong), "right": _listed(other.where for other in right)}
            return _related("kinds", place, say("relation_kinds", **names))
    return None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _related(name: str, place: Place, sentence: str) -> Related:
    """The sentence with the first call that shows it."""
    shown = place.wrong[place.shown]
    assert shown.failure is not None
    return Related(name, shown.case, place.part, replace(shown.failure, message=sentence))
