"""Who hands in assignment 01: right work, unfinished work, mistakes, accidents and cheats."""

from __future__ import annotations

import json

from autograder.plain.status import Status
from tests.sample_class import answers
from tests.sample_class.submissions import CRASHED, TIMED_OUT, TOO_MUCH_MEMORY, Flaw, class_of, enrol_usual
from tests.sample_class.template import FIRST, Data, Template, cell_called, code, name_of, with_cells

hands_in = class_of(FIRST)


# --- Right, in one way or another ----------------------------------------------------------------------------


@hands_in("bjorn", "right in another way: loops, lists, differences")
def another_way(template: Template) -> Data:
    return template.filled(**answers.IN_ANOTHER_WAY)


@hands_in("chiara", "right, with prints, warnings and logging")
def loud(template: Template) -> Data:
    return template.filled(sigmoid=answers.LOUD_SIGMOID)


# --- Unfinished ----------------------------------------------------------------------------------------------

HALF = ("graph_forward", "graph_backward", "flatten_images", "sigmoid", "initialize_with_zeros")


enrol_usual(hands_in, HALF, told="has not been started")


# --- Mistakes that the catalogue knows -----------------------------------------------------------------------


@hands_in(
    "farid",
    "predict without sigmoid",
    lent=("model",),
    flaws={"predict": Flaw(Status.WRONG, "sigmoid_forgotten", lost=("probability",))},
)
def no_sigmoid(template: Template) -> Data:
    return template.filled(predict=answers.PREDICT_WITHOUT_SIGMOID)


@hands_in(
    "grace",
    "the same",
    lent=("model",),
    flaws={"predict": Flaw(Status.WRONG, "sigmoid_forgotten", lost=("probability",))},
)
def no_sigmoid_either(template: Template) -> Data:
    return template.filled(predict=answers.PREDICT_WITHOUT_SIGMOID.replace("Y_prediction", "labels"))


@hands_in(
    "hiroshi",
    "dw not averaged",
    lent=("optimize", "model"),
    flaws={"propagate": Flaw(Status.WRONG, "dw_not_averaged", lost=("dw",))},
    told="4 of 5 points. cost ✓ · dw up to a factor ✓ · db ✓ · bias ✓ · dw ✗. Your dw",
)
def dw_not_averaged(template: Template) -> Data:
    return template.filled(propagate=answers.DW_NOT_AVERAGED)


@hands_in(
    "ines",
    "steps uphill",
    lent=("model",),
    flaws={"optimize": Flaw(Status.WRONG, "steps_uphill", lost=("step", "params"))},
)
def uphill(template: Template) -> Data:
    return template.filled(optimize=answers.STEPS_UPHILL)


@hands_in(
    "jamal",
    "sigmoid wrong, and all that use it right",
    lent=("propagate", "optimize", "predict", "model"),
    flaws={"sigmoid": Flaw(Status.WRONG, "exponent_without_minus")},
)
def wrong_helper(template: Template) -> Data:
    return template.filled(sigmoid=answers.SIGMOID_WITHOUT_MINUS)


@hands_in(
    "katarzyna",
    "weights of rank one",
    lent=("model",),
    flaws={"initialize_with_zeros": Flaw(Status.WRONG, "weights_without_column", lost=("w",))},
)
def rank_one(template: Template) -> Data:
    return template.filled(initialize_with_zeros=answers.RANK_ONE_WEIGHTS)


@hands_in("lerato", "a function that prints and does not return", flaws={"graph_backward": Flaw(Status.WRONG)})
def not_returned(template: Template) -> Data:
    return template.filled(graph_backward=answers.NOT_RETURNED)


@hands_in(
    "mateo",
    "reads a variable of the notebook",
    lent=("optimize", "model"),
    flaws={"propagate": Flaw(CRASHED, "notebook_variable_for_x")},
    told="my_pictures",
)
def reads_the_notebook(template: Template) -> Data:
    notebook = template.filled(propagate=answers.READS_THE_NOTEBOOK)
    return with_cells(notebook, code("import numpy as np\n" + answers.MY_PICTURES), front=True)


@hands_in(
    "noor",
    "predicts with the untrained parameters",
    flaws={"model": Flaw(Status.WRONG, "predicts_with_untrained_parameters", lost=("predictions", "learning rate"))},
)
def untrained(template: Template) -> Data:
    return template.filled(model=answers.UNTRAINED_PREDICTIONS)


# --- Accidents -----------------------------------------------------------------------------------------------


@hands_in("olumide", "stops with an error", flaws={"flatten_images": Flaw(CRASHED)}, told="NameError")
def stops(template: Template) -> Data:
    return template.filled(flatten_images=answers.STOPS_WITH_AN_ERROR)


@hands_in(
    "priya", "a loop without an end", flaws={"flatten_images": Flaw(TIMED_OUT)}, told="Does the loop come to an end?"
)
def never_ends(template: Template) -> Data:
    return template.filled(flatten_images=answers.NEVER_ENDS)


@hands_in("quynh", "eats all memory", lent=("model",), flaws={"predict": Flaw(TOO_MUCH_MEMORY)}, told="more memory")
def eats_memory(template: Template) -> Data:
    return template.filled(predict=answers.EATS_MEMORY)


@hands_in(
    "rosa",
    "a cell that does not parse",
    lent=("model",),
    flaws={"initialize_with_zeros": Flaw(CRASHED)},
    told="was never closed",
)
def does_not_parse(template: Template) -> Data:
    return template.filled(initialize_with_zeros=answers.DOES_NOT_PARSE)


@hands_in(
    "sven",
    "a file that the browser renamed",
    filename="logistic_regression (1).ipynb",
    told="logistic_regression (1).ipynb",
)
def renamed(template: Template) -> Data:
    return template.filled()


@hands_in(
    "tomoko",
    "a copied cell: the last definition counts",
    lent=("model",),
    flaws={"predict": Flaw(Status.WRONG, "sigmoid_forgotten", lost=("probability",))},
)
def copied_cell(template: Template) -> Data:
    notebook = template.filled()
    copied = json.loads(json.dumps(cell_called(notebook, "predict")))
    return with_cells(notebook, {**copied, "source": answers.PREDICT_WITHOUT_SIGMOID})


@hands_in("umar", "all metadata lost in another editor")
def without_metadata(template: Template) -> Data:
    notebook = template.filled()
    for cell in notebook["cells"]:
        cell["metadata"] = {"id": "Qw3rTy"}
        cell.pop("id", None)
    return {**notebook, "metadata": {"colab": {"provenance": []}}, "nbformat_minor": 0}


@hands_in("valentina", "cells in another order")
def reordered(template: Template) -> Data:
    notebook = template.filled()
    return {**notebook, "cells": notebook["cells"][::-1]}


@hands_in(
    "wanjiru", "a file that was cut off", everything=Flaw(Status.MISSING), cut=0.6, readable=False, told="cut off"
)
def cut_off(template: Template) -> Data:
    return template.filled()


# --- Cheats --------------------------------------------------------------------------------------------------


@hands_in("xavier", "a table of the answers to the public checks", everything=Flaw(CRASHED))
def memorised(template: Template) -> Data:
    return template.filled(**answers.memorised(template.public))


@hands_in(
    "yusuf",
    "objects that equal everything",
    lent=("propagate", "optimize", "model"),
    flaws={"sigmoid": Flaw(Status.WRONG), "predict": Flaw(Status.WRONG, "never_filled")},
)
def equals_everything(template: Template) -> Data:
    return template.filled(sigmoid=answers.EQUALS_EVERYTHING, predict="")


@hands_in(
    "zofia", "other points in the metadata, scripts in the text", flaws={"graph_forward": Flaw(Status.NOT_STARTED)}
)
def rewritten_points(template: Template) -> Data:
    notebook = template.filled()
    forward = cell_called(notebook, "graph_forward")
    forward["source"] = cell_called(template.released, "graph_forward")["source"]
    for cell in notebook["cells"]:
        if name_of(cell):
            cell["metadata"]["nbgrader"].update(points=100, checksum="0" * 32, locked=False)
    check = cell_called(notebook, "check_graph_forward")
    check["source"] = "100.0"
    data = {"text/html": answers.SCRIPT, "text/plain": "100.0"}
    check["outputs"] = [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}]
    return with_cells(notebook, {"cell_type": "markdown", "source": answers.SCRIPT, "metadata": {}}, front=True)


@hands_in(
    "aaron",
    "a link to a classmate's notebook",
    everything=Flaw(Status.MISSING),
    link="amina",
    readable=False,
    told="is a link",
)
def linked(template: Template) -> Data:
    return template.filled()
