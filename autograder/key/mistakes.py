"""A catalogued mistake: mutant in the self-test, detector in check and judge, hint, and a row of the class report."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from autograder.key.cases import DescriptionError
from autograder.key.slips import Line, SlipError, Template, compiled, line_of

Version = tuple[int, Callable[..., Any]]
"""The number of the right version that went wrong (0 is the reference), and the function that came of it."""


@dataclass(frozen=True)
class Mistake:
    """A plausible wrong version. ``hint`` is the sentence that the student will read.

    ``reads_global``: it uses a variable of the notebook in place of an argument (``{name}`` in the hint becomes that
    variable). ``changes_input``: it changes an argument that must stay as it is. ``mentions``: it stops, and the
    student's own line that does so holds these words.
    """

    name: str  # its id, unique in the exercise
    hint: str  # one line of text
    make: Callable[[], tuple[Version, ...]]
    reads_global: bool = False
    changes_input: bool = False
    mentions: str = ""  # "": it may stop or not
    where: frozenset[tuple[int, str]] = frozenset()  # of a slip: what is written in which line

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The reference, and each variant that has the line, with this mistake; compiled at first use."""
        return self.make()

    @property
    def function(self) -> Callable[..., Any]:
        """The reference with this mistake."""
        return self.versions[0][1]


@dataclass(frozen=True)
class Slip:
    """The lines that are written differently, and the sentence; options as in Mistake."""

    lines: tuple[str, ...]  # Python, each as a student would have written it, below the heads of its blocks if need be
    sentence: str  # becomes the hint
    reads_global: bool = False
    changes_input: bool = False
    mentions: str = ""


def slip(lines: Sequence[str], sentence: str, **options: Any) -> Slip:
    """One mistake with an option; without one a pair ``(lines, sentence)`` says the same."""
    return Slip((lines,) if isinstance(lines, str) else tuple(lines), sentence, **options)


def mistake_of(reference: Template, variants: Sequence[Callable[..., Any]], name: str, slip: Slip) -> Mistake:
    """The mistake that a slip describes, in the reference and in those variants that have the line when it is made.

    DescriptionError with exercise, id and line if it fits no line.
    """
    about = f"{reference.function.__name__}: the slip {name}"
    if not slip.lines or not slip.sentence.strip():
        raise DescriptionError(f"{about} needs a line and a sentence")
    try:
        lines = [line_of(text) for text in slip.lines]
        where = reference.changes(lines)
    except SlipError as error:
        raise DescriptionError(f"{about}: {error}") from None
    unknown = sorted(set(reference.unknown_names(lines)))
    if unknown and not slip.reads_global:
        raise DescriptionError(f"{about}: nothing is called {unknown[0]} in {slip.lines[0]!r}")
    if slip.reads_global and not unknown and not any(_is_data(reference, line) for line in lines):
        raise DescriptionError(f"{about} reads no variable of the notebook, so reads_global means nothing")

    def make() -> tuple[Version, ...]:
        return tuple(_versions(reference, variants, name, lines))

    hint = " ".join(slip.sentence.split())
    return Mistake(name, hint, make, slip.reads_global, slip.changes_input, slip.mentions, where)


def _is_data(template: Template, line: Line) -> bool:
    """Whether a line uses a value of the key's own module, which stands for a variable of the notebook."""
    known = template.function.__globals__
    used = set(template.names_in([line])) & known.keys() - {*template.arguments}
    return any(not callable(known[name]) and not isinstance(known[name], types.ModuleType) for name in used)


def _versions(
    reference: Template, variants: Sequence[Callable[..., Any]], name: str, lines: list[Line]
) -> Iterator[Version]:
    function = reference.function
    yield 0, compiled(reference.written(lines), f"<{function.__name__}: {name}>", function)
    for number, variant in enumerate(variants, 1):
        template = template_of(variant)
        if all(same_line(reference, template, line) for line in lines):
            yield number, compiled(template.written(lines), f"<{variant.__name__}: {name}>", variant)


@cache
def template_of(variant: Callable[..., Any]) -> Template:
    """A variant as a template, read once for all the mistakes that may have been made in it."""
    return Template(variant)


def same_line(one: Template, other: Template, line: Line) -> bool:
    """Whether a line takes the place of the same line in both functions."""
    try:
        places = [template.place_of(line) for template in (one, other)]
    except SlipError:
        return False
    return places[0] == places[1] or (
        None not in places and len({place.text for place in places if place is not None}) == 1
    )
