"""Who hands in assignment 02: right work, unfinished work, the mistakes of its sources, and a notebook from elsewhere."""

from __future__ import annotations

from autograder.plain.status import Status
from tests.sample_class import answers_one_hidden_layer as answers
from tests.sample_class.submissions import CRASHED, TIMED_OUT, Flaw, class_of, enrol_usual
from tests.sample_class.template import Data, Template, notebook_of

ASSIGNMENT = "02_one_hidden_layer"
hands_in = class_of(ASSIGNMENT)


# --- Right, in one way or another, and unfinished ------------------------------------------------------------


@hands_in("bjorn", "right in another way: loops, copies, labels as bool, costs as arrays")
def another_way(template: Template) -> Data:
    return template.filled(**answers.IN_ANOTHER_WAY)


ACTIVATIONS = ("relu", "sigmoid_derivative", "tanh_derivative", "relu_derivative")
HALF = (*ACTIVATIONS, "layer_sizes", "initialize_parameters", "forward_propagation", "compute_cost")
enrol_usual(hands_in, HALF, told="nn_model has not been started")


# --- Mistakes that the catalogue knows -----------------------------------------------------------------------


@hands_in(
    "farid",
    "Z2 made from Z1",
    lent=("nn_model", "predict"),
    flaws={
        "forward_propagation": Flaw(Status.WRONG, "second_layer_skips_the_activation", lost=("Z2", "several outputs"))
    },
    told="two layers without a bend are one",
)
def second_layer_from_z1(template: Template) -> Data:
    return template.filled(forward_propagation=answers.SECOND_LAYER_FROM_Z1)


@hands_in(
    "grace",
    "parameters changed in place, and a loop without an end",
    flaws={
        "update_parameters": Flaw(
            Status.WRONG, "step_in_place", half=("W1", "b1", "W2", "b2", "learning rate", "default rate")
        ),
        "numerical_gradient": Flaw(TIMED_OUT),
    },
    told="what the caller handed over has changed too",
)
def in_place(template: Template) -> Data:
    return template.filled(update_parameters=answers.UPDATED_IN_PLACE, numerical_gradient=answers.NEVER_ITERATES)


@hands_in(
    "hiroshi",
    "asserts that a 0-d array is a float; where it is one, the same assert is right",
    lent=("nn_model",),
    flaws={
        "compute_cost": Flaw(
            CRASHED,
            "assert_after_squeeze",
            half=("cost", "cost up to a factor", "one example of label 1", "one example of label 0", "two arguments"),
        )
    },
    told="Your assert wants a Python float",
)
def asserts_a_float(template: Template) -> Data:
    return template.filled(compute_cost=answers.NOT_A_FLOAT, compute_cost_rows=answers.A_FLOAT)


@hands_in(
    "ines",
    "rows: cost not summed, db without keepdims",
    lent=("nn_model_rows",),
    flaws={
        "compute_cost_rows": Flaw(Status.WRONG, "cost_of_rows_not_summed", lost=("cost", "cost up to a factor")),
        "backward_propagation_rows": Flaw(Status.WRONG, "bias_derivatives_of_rows_without_keepdims", lost=("db1",)),
    },
    told="What keeps the axis along which you add up?",
)
def rows(template: Template) -> Data:
    return template.filled(
        compute_cost_rows=answers.COST_OF_ROWS_NOT_SUMMED,
        backward_propagation_rows=answers.BIASES_OF_ROWS_WITHOUT_KEEPDIMS,
    )


@hands_in(
    "jamal",
    "the labels the wrong way round, and the training that uses it right; an assert of another shape",
    lent=("nn_model", "nn_model_rows"),
    flaws={
        "compute_cost": Flaw(CRASHED, lost=("cost", "cost up to a factor", "two arguments")),
        "backward_propagation": Flaw(Status.WRONG, "labels_the_wrong_way_round", lost=("dW2", "db2", "dW1", "db1")),
        "compute_cost_rows": Flaw(Status.WRONG, "labels_of_rows_the_wrong_way_round"),
    },
    told="labels in which 0 and 1 have changed places",
)
def labels_exchanged(template: Template) -> Data:
    return template.filled(
        compute_cost=answers.ANOTHER_ASSERT,
        backward_propagation=answers.LABELS_EXCHANGED,
        compute_cost_rows=answers.COST_OF_EXCHANGED_LABELS,
    )


# --- From elsewhere ------------------------------------------------------------------------------------------


@hands_in("katarzyna", "a notebook from elsewhere: the functions alone, absent modules, a cell that does not parse")
def from_elsewhere(template: Template) -> Data:
    imports, data, broken = answers.ELSEWHERE
    solutions = {**template.solutions, "predict": answers.IN_ANOTHER_WAY["predict"]}
    together = "\n\n".join(solutions.pop(name) for name in ACTIVATIONS)
    return notebook_of(imports, data, together, *solutions.values(), broken)
