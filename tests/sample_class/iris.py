"""Who hands in assignment 04: right work, unfinished work, the mistakes of its sources, and a notebook from elsewhere."""

from __future__ import annotations

from autograder.plain.status import Status
from tests.sample_class import answers_iris as answers
from tests.sample_class.submissions import TIMED_OUT, Flaw, class_of, enrol_usual
from tests.sample_class.template import Data, Template, notebook_of

ASSIGNMENT = "04_iris_backpropagation"
hands_in = class_of(ASSIGNMENT)


# --- Right, in one way or another, and unfinished ------------------------------------------------------------


@hands_in("bjorn", "right in another way: loops, one-hot rows of bool, a generator of his own, numbers as arrays")
def another_way(template: Template) -> Data:
    return template.filled(**answers.IN_ANOTHER_WAY)


HALF = ("settle", "settle_gradient", "to_one_hot", "sigmoid_derivative", "normalize")


enrol_usual(hands_in, HALF, told="backward has not been started")


@hands_in("farid", "right with a sigmoid of his own, which gives the slope as well")
def sigmoid_of_his_own(template: Template) -> Data:
    return template.filled(sigmoid_derivative=answers.SIGMOID_WITH_ITS_SLOPE)


# --- Mistakes that the catalogue knows -----------------------------------------------------------------------


@hands_in(
    "grace",
    "the sigmoid applied twice, and all that use its slope right",
    lent=("backward", "train"),
    flaws={"sigmoid_derivative": Flaw(Status.WRONG, "sigmoid_applied_twice")},
    told="Is a a score or already an output?",
)
def applied_twice(template: Template) -> Data:
    return template.filled(sigmoid_derivative=answers.SIGMOID_APPLIED_TWICE)


@hands_in(
    "hiroshi",
    "the guard against a length of 0 lost, rows not shuffled",
    flaws={
        "normalize": Flaw(Status.WRONG, "zero_rows_become_nan", lost=("zeros",)),
        "split": Flaw(Status.WRONG, "not_shuffled", lost=("shuffled", "seed")),
    },
    told="A row of zeros became nan",
)
def without_guard(template: Template) -> Data:
    return template.filled(normalize=answers.GUARD_LOST, split=answers.NOT_SHUFFLED)


@hands_in(
    "ines",
    "accuracy as 1 minus the mean absolute error",
    flaws={"accuracy": Flaw(Status.WRONG, "one_minus_mean_absolute_error")},
    told="Your number is 1 minus the mean absolute error",
)
def closeness(template: Template) -> Data:
    return template.filled(accuracy=answers.CLOSENESS)


@hands_in(
    "jamal",
    "a loop without an end, and what calls it right",
    lent=("settle_gradient",),
    flaws={"settle": Flaw(TIMED_OUT)},
    told="Does the loop come to an end?",
)
def never_ends(template: Template) -> Data:
    return template.filled(settle=answers.NEVER_ENDS)


# --- From elsewhere ------------------------------------------------------------------------------------------


@hands_in("katarzyna", "a notebook from elsewhere: the functions alone, absent modules, a cell that does not parse")
def from_elsewhere(template: Template) -> Data:
    imports, data, broken = answers.ELSEWHERE
    solutions = {**template.solutions, "accuracy": answers.IN_ANOTHER_WAY["accuracy"]}
    together = "\n\n".join(solutions.pop(name) for name in ("forward", "backward", "train"))
    return notebook_of(imports, data, *solutions.values(), together, broken)
