"""What the judge says of an answer: the rest of its notebook is solved, and only what the exercise needs is graded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from autograder.checks.contents import Checks
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.judge.judge import Judge
from autograder.judge.zygote import Zygote
from autograder.verdict.result import Result
from tests.answers import Answer
from tests.sample_class.template import Template, name_of, text_of

SEED = 20


@contextlib.contextmanager
def judging() -> Iterator[Callable[[Answer], Result]]:
    """A function that judges answers, all with one warm parent of workers."""
    with Zygote(readable=locate.shipped("data")) as zygote:
        yield lambda answer: judged(zygote, answer)


def judged(zygote: Zygote, answer: Answer) -> Result:
    """The result of one answer on fixed hidden numbers."""
    template, hidden = _assignment(answer.assignment)
    needed = _needed(hidden, answer.exercise)
    judge = Judge(zygote, _only(template.public, needed), _only(hidden, needed), template.key)
    notebook = template.filled(**{answer.exercise: answer.code})
    cells = [
        answer.code if name_of(cell) == answer.exercise else text_of(cell)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
    (result,) = (result for result in judge.grade(cells, seed=SEED).results if result.name == answer.exercise)
    return result


@cache
def _assignment(name: str) -> tuple[Template, Checks]:
    template = Template.of(name)
    return template, make_checks(template.key, SEED)


def _needed(checks: Checks, name: str) -> set[str]:
    """An exercise and all that it needs, directly or not."""
    return {name}.union(*(_needed(checks, other) for other in checks.exercises[name].needs))


def _only(checks: Checks, names: set[str]) -> Checks:
    return replace(checks, exercises={name: one for name, one in checks.exercises.items() if name in names})
