"""A report in which nobody can be told from what is in it: no id, no word that a student has written, no row of marks.

Code stays out, as comments and names of variables may hold a person's name. So does what students were told where it
repeats their words: the sentence stands there with three dots for each blank. A value that was returned is shown if
several students returned it and it is made of numbers. What is counted stays, in an order that no id has decided.
"""

from __future__ import annotations

import builtins
import re
from dataclasses import replace

from autograder.batch.said import id_of, outline
from autograder.batch.troubles import Sort
from autograder.messages import ENGLISH
from autograder.report.contents import Met, Report, SameAnswer

NUMBERS = re.compile(r"(?:[-+\s\d.,()\[\]…]|e[-+]?\d|\b(?:nan|inf|True|False|None|array|of|shape)\b)*")
SMALL = 10
"""Students: in a class of fewer, whoever knows them can tell some from the numbers alone. The page says so."""
OWN = "stopped (an exception that is not Python's own)"
BUILT_IN = {f"stopped ({name})" for name in dir(builtins)}


def without_names(report: Report) -> Report:
    """The same report for other eyes."""
    return replace(
        report,
        anonymous=True,
        met=merged([without_words(met) for met in report.met]),
        same_answers=tuple(replace(answer, who=()) for answer in report.same_answers if is_numbers(answer)),
        to_look_at=(),
        needs_help=(),
        students=(),
    )


def without_words(met: Met) -> Met:
    """One thing that went wrong, by our words alone: an exception that students have made themselves has none."""
    name = met.name if met.sort != Sort.RAISED or met.name in BUILT_IN else OWN
    told = met.sentence if met.sort == Sort.MISTAKE else blanked(met.sentence)
    return replace(met, name=name, sentence=told, who=(), example=None)


def merged(several: list[Met]) -> tuple[Met, ...]:
    """Each thing once: without students' words some are the same. The commonest first."""
    counts: dict[Met, int] = {}
    for met in several:
        same = replace(met, count=0)
        counts[same] = counts.get(same, 0) + met.count
    found = [replace(met, count=count) for met, count in counts.items()]
    known = list(Sort)
    return tuple(sorted(found, key=lambda met: (-met.count, known.index(Sort(met.sort)), met.exercise, met.name)))


def blanked(sentence: str) -> str:
    """What students were told, with three dots in the place of what differs; of several lines the first."""
    first = sentence.partition("\n")[0]
    known = id_of(first, ENGLISH)
    return outline(known) if known else ""


def is_numbers(answer: SameAnswer) -> bool:
    """Whether a value is made of numbers alone."""
    return NUMBERS.fullmatch(answer.got) is not None
