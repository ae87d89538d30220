"""The law about cards: what is said, what is marked ✓ and which numbers are shown agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from autograder.checks.contents import ExerciseChecks
from autograder.rules.tree import keys_of
from autograder.verdict.order_of_messages import speaks_of
from autograder.verdict.result import Result

NAMES = r"(\w+(?:, \w+)*(?: and \w+)?)"
ABOUT = re.compile(rf"\b[Yy]our {NAMES}\b")  # whose value a sentence is about
RIGHT = re.compile(rf"\b{NAMES} (?:is|are) right\b")


def law_14_no_card_contradicts_itself(checks: ExerciseChecks, results: Iterable[tuple[str, Result]]) -> Iterator[str]:
    """What a card calls wrong is not marked ✓, the other way round, and it shows what it speaks of, told apart."""
    values = {*keys_of(checks.returns), *filter(None, checks.outputs)}
    for version, result in results:
        for contradiction in contradictions(result, values):
            yield f"{checks.name}: the card of {version} {contradiction}"


def contradictions(result: Result, values: set[str]) -> Iterator[str]:
    """What is wrong with one card, each behind ``the card of``; ``values`` are the names that it can show."""
    earned = {part.name for part in result.parts if part.score == part.points}
    wrong = {dictionary_of(part.name) for part in result.parts if not part.score}
    if here := named_by(RIGHT, result.message, wrong):
        yield f"calls {', '.join(sorted(here))} right, and it is ✗"
    evidence = result.evidence
    if evidence is None or not evidence.got:
        return
    if evidence.got == evidence.expected:
        yield f"shows the same as yours and as expected, {evidence.got}"
    if evidence.what in earned and not evidence.counts_for:
        yield f"shows {evidence.what} as wrong, and it is ✓"
    about = named_by(ABOUT, result.hint, values) - earned
    if about and evidence.what in values and not speaks_of(result.hint, evidence.what):
        yield f"speaks of {', '.join(sorted(about))} and shows {evidence.what}"


def dictionary_of(name: str) -> str:
    """The name of a value; of an entry that of its dictionary, ``v`` of ``v['dW1']``."""
    return name.partition("[")[0]


def named_by(pattern: re.Pattern[str], sentence: str, known: set[str]) -> set[str]:
    """Those of the known names that a sentence has in this place."""
    return {name for found in pattern.findall(sentence) for name in re.findall(r"\w+", found)} & known
