"""What is left of the placeholders in the text of a function that was begun. Only its lines are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.calling.raised import END, START
from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.result import Result

BEGUN = (Status.WRONG, Status.CRASHED, Status.TIMED_OUT, Status.TOO_MUCH_MEMORY)
NONE = re.compile(r"(\w+) = None")
ALONE = re.compile(r"\w+ = None|pass|raise NotImplementedError\(.*\)")
CLOSING = (")", "]", "}", "#")


def with_leftovers(result: Result, names: Sequence[str], cells: Sequence[str]) -> Result:
    """The result of a function that was begun, with a note if one of its regions still holds its placeholder."""
    if result.status not in BEGUN:
        return result
    lines = next((lines for cell in reversed(cells) for name in names if (lines := lines_of(cell, name))), [])
    left = [line for region in regions_of(lines) for line in placeholders(region, lines)]
    if not left:
        return result
    note = say("placeholder_left", name=result.name, lines="; ".join(left))
    return replace(result, notes=(note, *result.notes))


def lines_of(cell: str, name: str) -> list[str]:
    """The lines of the last function of this name that stands at the top level of a cell."""
    starts = list(re.finditer(rf"^(?:async )?def {re.escape(name)}\b", cell, re.MULTILINE))
    if not starts:
        return []
    first, *body = cell[starts[-1].start() :].splitlines()
    end = next((n for n, line in enumerate(body) if line and not line[0].isspace() and line[0] not in CLOSING), None)
    return [first, *body[:end]]


def regions_of(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of code in each region, without their comments."""
    region: list[str] | None = None
    for line in lines:
        if START.match(line):
            region = []
        elif END.match(line):
            if region is not None:
                yield region
            region = None
        elif region is not None and (code := line.partition("#")[0].strip()):
            region.append(code)


def placeholders(region: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The lines of a region that are its placeholder: all of them, or names that nothing but ``= None`` ever sets."""
    if all(map(ALONE.fullmatch, region)):
        return list(region)
    sets = (NONE.fullmatch(line) for line in region)
    return [found[0] for found in sets if found and not _is_set_elsewhere(found[1], region, lines)]


def _is_set_elsewhere(name: str, region: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether another line of the region has this name, or another of the function gives it a value."""
    sets = re.compile(rf"\b{name}\b(?:, *\w+)* *(?:[-+*/@]|//|\*\*)?=(?!=)|\bfor\b.*\b{name}\b.*\bin\b")
    elsewhere = sum(bool(sets.search(line)) for line in lines) > 1
    return elsewhere or sum(bool(re.search(rf"\b{name}\b", line)) for line in region) > 1
