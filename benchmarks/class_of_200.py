"""The class that everything is measured with: 200 students for assignment 01 and 200 for 03, described kind by kind.

Nobody's notebook is kept here. What a student has written comes from the sample classes (``tests/sample_class``) and
from the answers of people who saw the notebooks alone (``tests/answers``), drawn with a fixed seed. Every notebook has
all the outputs of the solved one, which makes it as large as a student's can be, and a cell of the student's own, so
that no two are the same. ``python -m benchmarks.class_of_200`` prints the make-up.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.answers import Answer, answers
from tests.sample_class.course import folder_of
from tests.sample_class.everybody import SUBMISSIONS
from tests.sample_class.submissions import Submission
from tests.sample_class.template import FIRST, Data, Template, code, with_cells

THIRD = "03_optimization"
STUDENTS = 200
SEED = 200
SOLVED, RIGHT, MISTAKES, UNFINISHED, ACCIDENTS, ENDLESS = GROUPS = (
    "solved as in the course",
    "right in another way",
    "with mistakes",
    "unfinished",
    "accidents",
    "endless loop",
)
NEVER_ENDS = "03-exponentially_weighted_average-while_that_does_not_end"


@dataclass(frozen=True)
class Kind:
    """So many students who hand in the same kind of work.

    ``like``: as this student of the sample class. Without one, answers of ``tests/answers`` stand in the solved
    notebook: a right one in every exercise, or ``wrong`` ones in so many exercises.
    """

    group: str
    what: str
    count: int
    like: str = ""
    wrong: int = 0

    @property
    def origin(self) -> str:
        """Where the work is found."""
        return f"`tests/sample_class`, {self.like}" if self.like else "`tests/answers`"


CLASSES: dict[str, tuple[Kind, ...]] = {
    FIRST: (
        Kind(SOLVED, "all exercises as in the course's own solution", 50, "amina"),
        Kind(RIGHT, "other people's right answers in all exercises", 26),
        Kind(RIGHT, "loops, lists and differences", 8, "bjorn"),
        Kind(RIGHT, "prints, warnings and logging", 6, "chiara"),
        Kind(MISTAKES, "one wrong answer", 36, wrong=1),
        Kind(MISTAKES, "three wrong answers", 16, wrong=3),
        Kind(MISTAKES, "predict without sigmoid", 5, "farid"),
        Kind(MISTAKES, "dw not averaged", 5, "hiroshi"),
        Kind(MISTAKES, "steps uphill", 3, "ines"),
        Kind(MISTAKES, "sigmoid wrong, and what uses it right", 4, "jamal"),
        Kind(MISTAKES, "weights of rank one", 3, "katarzyna"),
        Kind(MISTAKES, "prints and does not return", 3, "lerato"),
        Kind(MISTAKES, "reads a variable of the notebook", 4, "mateo"),
        Kind(UNFINISHED, "half of the exercises", 12, "dinesh"),
        Kind(UNFINISHED, "not started", 4, "ewa"),
        Kind(ACCIDENTS, "stops with an error", 5, "olumide"),
        Kind(ACCIDENTS, "a cell that does not parse", 4, "rosa"),
        Kind(ACCIDENTS, "a copied cell", 2, "tomoko"),
        Kind(ACCIDENTS, "all metadata lost", 2, "umar"),
        Kind(ACCIDENTS, "a file that was cut off", 1, "wanjiru"),
        Kind(ENDLESS, "a loop without an end", 1, "priya"),
    ),
    THIRD: (
        Kind(SOLVED, "all exercises as in the course's own solution", 50, "amina"),
        Kind(RIGHT, "other people's right answers in all exercises", 40),
        Kind(MISTAKES, "one wrong answer", 36, wrong=1),
        Kind(MISTAKES, "three wrong answers", 16, wrong=3),
        Kind(MISTAKES, "right in another way, but no costs", 8, "bjorn"),
        Kind(MISTAKES, "momentum and Adam wrong", 8, "farid"),
        Kind(MISTAKES, "trains on a variable of the notebook", 8, "grace"),
        Kind(MISTAKES, "from an old tutorial", 6, "ines"),
        Kind(MISTAKES, "keeps the cost of the last mini-batch", 8, "jamal"),
        Kind(UNFINISHED, "half of the exercises", 13, "dinesh"),
        Kind(UNFINISHED, "not started", 4, "ewa"),
        Kind(ACCIDENTS, "a notebook from elsewhere, without metadata", 2, "katarzyna"),
        Kind(ENDLESS, "a loop without an end, and another mistake", 1, "hiroshi"),
    ),
}


@dataclass(frozen=True)
class Student:
    """One of the class, who may be beyond the 200."""

    number: int
    kind: Kind

    @property
    def name(self) -> str:
        """As the folder is called."""
        return f"student{self.number:05d}"


class ClassOf200:
    """The class of one assignment; ``executed`` is the solved notebook after all of it was run, None: no outputs."""

    def __init__(self, assignment: str, executed: Data | None = None) -> None:
        self.assignment, self.kinds = assignment, CLASSES[assignment]
        template = Template.of(assignment)
        self.template = with_outputs(template, executed) if executed else template
        self.sample = {one.student: one for one in SUBMISSIONS[assignment]}
        found = [one for one in answers() if one.assignment == assignment and one.name != NEVER_ENDS]
        self.right, self.wrong = (by_exercise(found, right) for right in (True, False))

    def students(self) -> Iterator[Student]:
        """All 200, kind by kind; the same in each run."""
        places = (kind for kind in self.kinds for _ in range(kind.count))
        for number, kind in enumerate(places):
            yield Student(number, kind)

    def file(self, student: Student) -> bytes:
        """What a student hands in; some megabytes with outputs, so nobody keeps those of all."""
        like = self.sample.get(student.kind.like, Submission("", "", lambda _: self._drawn(student)))
        own = code(f"me = {student.number}")
        return replace(like, make=lambda template: with_cells(like.make(template), own)).file(self.template)

    def _drawn(self, student: Student) -> Data:
        draw = random.Random(f"{SEED} {self.assignment} {student.number}")
        if not student.kind.wrong:
            return self.template.filled(**{name: draw.choice(of).code for name, of in self.right.items()})
        names = draw.sample(sorted(self.wrong), student.kind.wrong)
        return self.template.filled(**{name: draw.choice(self.wrong[name]).code for name in names})

    def hand_in(self, root: Path, student: Student) -> Path:
        """Write what a student hands in into a course; the path of the file."""
        path = folder_of(root, student.name, self.assignment) / self.template.file
        path.write_bytes(self.file(student))
        return path


def by_exercise(found: list[Answer], right: bool) -> dict[str, list[Answer]]:
    """The right or the wrong answers to each exercise."""
    chosen: dict[str, list[Answer]] = {}
    for answer in found:
        if answer.is_right == right:
            chosen.setdefault(answer.exercise, []).append(answer)
    return chosen


def with_outputs(template: Template, executed: Data) -> Template:
    """A template whose notebook has the outputs of the solved one in every cell."""
    released = template.untouched()
    for cell, run in zip(released["cells"], executed["cells"], strict=True):
        if cell["cell_type"] == "code":
            cell |= {"outputs": run["outputs"], "execution_count": run["execution_count"]}
    return replace(template, released=json.loads(json.dumps(released)))


def rows(assignment: str) -> list[tuple[str, ...]]:
    """The make-up of a class: group, what is handed in, how many, where it is found."""
    return [(kind.group, kind.what, str(kind.count), kind.origin) for kind in CLASSES[assignment]]


def main() -> None:
    """Print the make-up."""
    for assignment in CLASSES:
        table = Table("group", "what is handed in", "students", "made of", title=assignment)
        for row in rows(assignment):
            table.add_row(*row)
        Console().print(table)


if __name__ == "__main__":
    main()
