"""Answers to all exercises, right and wrong, by people who have seen the students' notebooks and nothing else.

One file for each exercise, ``<assignment>/<exercise>.py``; each answer is what a student has in the exercise's cell::

    # %% sums_instead_of_means
    # fair: 3 of 4
    # true: dw is the sum over the examples, m times too large; cost and db are right.
    def propagate(w, b, X, Y):
        ...

``fair`` is what a fair marker would give, ``true`` what a message is held against. They were written before the grader
was changed for them, and none is changed to fit it. Those to the exercises whose names are in LATER came with
the exercises, by the author of their keys, so no figure is made of them. ``python -m tests.answers`` prints what every
answer earns and hears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LATER = ("layer_sizes_rows", "nn_model_rows", "predict_rows", "decay_cosine")
HEAD = re.compile(
    r"^# %% (?P<id>\w+)\n# fair: (?P<fair>[\d.]+) of (?P<points>[\d.]+)\n# true: (?P<true>.*\n(?:#       .*\n)*)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Answer:
    """The text of one cell, and what is true of it."""

    assignment: str
    exercise: str
    id: str
    fair: float
    points: float
    true: str
    code: str

    @property
    def is_right(self) -> bool:
        """Whether a fair marker would give all points."""
        return self.fair == self.points

    @property
    def name(self) -> str:
        """How a test names it."""
        return f"{self.assignment[:2]}-{self.exercise}-{self.id}"


def answers() -> Iterator[Answer]:
    """All of them, in the order of their files."""
    for path in sorted(HERE.glob("*/*.py")):
        yield from answers_in(path)


def answers_in(path: Path) -> Iterator[Answer]:
    """The answers to one exercise; ValueError for a file of another form."""
    text = path.read_text("utf-8")
    heads = list(HEAD.finditer(text))
    if not heads or text[: heads[0].start()].strip() or len(heads) != text.count("# %%"):
        raise ValueError(f"{path}: every answer begins with three lines of comments, as tests/answers says")
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        code = text[head.end() : following.start() if following else len(text)].strip("\n")
        true = " ".join(line.removeprefix("#").strip() for line in head["true"].splitlines())
        yield Answer(path.parent.name, path.stem, head["id"], float(head["fair"]), float(head["points"]), true, code)
