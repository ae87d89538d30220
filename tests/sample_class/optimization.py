"""Who hands in assignment 03: right work, unfinished work, the mistakes of its sources, and a notebook from elsewhere."""

from __future__ import annotations

from autograder.plain.status import Status
from tests.sample_class import answers_optimization as answers
from tests.sample_class.submissions import CRASHED, TIMED_OUT, Flaw, class_of, enrol_usual
from tests.sample_class.template import Data, Template, code, notebook_of, with_cells

ASSIGNMENT = "03_optimization"
hands_in = class_of(ASSIGNMENT)


# --- Right, in one way or another, and unfinished ------------------------------------------------------------


@hands_in(
    "bjorn",
    "right in another way: classic names, five values of Adam, epsilon inside the root; but no costs",
    flaws={"model": Flaw(Status.WRONG, lost=("costs", "every 100 epochs"))},
)
def another_way(template: Template) -> Data:
    return template.filled(**answers.IN_ANOTHER_WAY)


HALF = (
    "initialize_parameters_he",
    "random_mini_batches",
    "exponentially_weighted_average",
    "update_parameters_with_gd",
    "initialize_momentum",
    "update_parameters_with_momentum",
    "initialize_rmsprop",
)
enrol_usual(hands_in, HALF, told="standardize has not been started")


# --- Mistakes that the catalogue knows -----------------------------------------------------------------------


@hands_in(
    "farid",
    "momentum steps with the gradients, Adam with wrong shapes and the uncorrected s, and a training that is right",
    lent=("model",),
    flaws={
        "update_parameters_with_momentum": Flaw(Status.WRONG, "momentum_step_with_gradients", lost=("step",)),
        "initialize_adam": Flaw(Status.WRONG, "adam_db_from_the_columns_of_w"),
        "update_parameters_with_adam": Flaw(Status.WRONG, "adam_root_of_uncorrected_s", lost=("correction",)),
    },
    told="Where is s corrected, and which s goes under the root?",
)
def wrong_updates(template: Template) -> Data:
    return template.filled(
        update_parameters_with_momentum=answers.MOMENTUM_STEP_WITH_GRADIENTS,
        initialize_adam=answers.DB_FROM_THE_COLUMNS_OF_W,
        update_parameters_with_adam=answers.ROOT_OF_UNCORRECTED_S,
    )


@hands_in(
    "grace",
    "trains on a variable of the notebook",
    flaws={"model": Flaw(Status.WRONG, "notebook_variable_in_the_model")},
    told="Your function reads train_X, a variable of the notebook",
)
def reads_the_notebook(template: Template) -> Data:
    return with_cells(template.filled(model=answers.READS_TRAIN_X), code(answers.TRAIN_X))


@hands_in(
    "hiroshi",
    "costs kept only if printed, and a loop without an end",
    flaws={
        "exponentially_weighted_average": Flaw(TIMED_OUT),
        "model": Flaw(Status.WRONG, "model_costs_only_if_printed", lost=("costs",)),
    },
    told="Which line keeps a cost, and when does your loop reach it?",
)
def only_if_printed(template: Template) -> Data:
    return template.filled(model=answers.COSTS_ONLY_IF_PRINTED, exponentially_weighted_average=answers.NEVER_ENDS)


@hands_in(
    "ines",
    "from an old tutorial: the loop variable after the loop, np.int",
    lent=("model",),
    flaws={
        "random_mini_batches": Flaw(CRASHED, "loop_variable_after_the_loop", lost=("last batch",)),
        "exponentially_weighted_average": Flaw(
            CRASHED,
            lost=("bias correction", "correction with other betas"),
            half=("average", "other betas", "whole numbers"),
        ),
    },
    told="AttributeError",
)
def from_an_old_tutorial(template: Template) -> Data:
    return template.filled(
        random_mini_batches=answers.LOOP_VARIABLE_AFTER_THE_LOOP, exponentially_weighted_average=answers.NUMPY_INT
    )


@hands_in(
    "jamal",
    "keeps the cost of the last mini-batch for that of all examples",
    flaws={"model": Flaw(Status.WRONG, lost=("costs",))},
)
def last_cost(template: Template) -> Data:
    return template.filled(model=answers.COST_OF_THE_LAST_BATCH)


# --- From elsewhere ------------------------------------------------------------------------------------------


@hands_in(
    "katarzyna",
    "a notebook from elsewhere: classic names, absent modules, a cell that does not parse, no costs",
    flaws={"model": Flaw(Status.WRONG, lost=("costs", "every 100 epochs"))},
)
def from_elsewhere(template: Template) -> Data:
    imports, data, broken = answers.ELSEWHERE
    classic = {name: answers.IN_ANOTHER_WAY[name] for name in ("initialize_momentum", "update_parameters_with_adam")}
    solutions = {**template.solutions, **classic, "model": answers.IN_ANOTHER_WAY["model"]}
    return notebook_of(imports, data, *solutions.values(), broken)
