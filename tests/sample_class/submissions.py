"""The students of the sample class: what each hands in, and the mark that it deserves."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autograder.result import MISSING, NOT_STARTED, RIGHT, WRONG
from tests.sample_class import answers
from tests.sample_class.template import NOTEBOOK, Data, Template, cell_called, code, name_of, text_of, with_cells

CRASHED, TIMED_OUT, TOO_MUCH_MEMORY = "crashed", "timed_out", "too_much_memory"


@dataclass(frozen=True)
class Mark:
    """What one exercise deserves: points, status, the mistake that is named, and whether a helper was lent."""

    score: float
    status: str
    mistake: str | None = None
    carried_forward: bool = False


@dataclass(frozen=True)
class Submission:
    """A student's work. ``marks`` holds what is not simply right; ``link`` hands in a link instead of a file."""

    student: str
    about: str
    make: Callable[[Template], Data]
    marks: dict[str, Mark] = field(default_factory=dict)
    everything: Mark | None = None
    filename: str = NOTEBOOK
    link: str = ""
    cut: float = 1.0
    readable: bool = True

    def deserves(self, template: Template) -> dict[str, Mark]:
        """The mark of every exercise."""
        return {
            name: self.marks.get(name) or self.everything or Mark(points, RIGHT)
            for name, points in template.points.items()
        }

    def file(self, template: Template) -> bytes:
        """The bytes that are handed in."""
        data = json.dumps(self.make(template), indent=1).encode()
        return data[: int(len(data) * self.cut)]

    def cells(self, template: Template) -> list[str]:
        """The code cells in it; none where nobody can read them."""
        if not self.readable:
            return []
        return [text_of(cell) for cell in self.make(template)["cells"] if cell["cell_type"] == "code"]


CLASS: list[Submission] = []


def hands_in(student: str, about: str, *, lent: tuple[str, ...] = (), **fields: Any) -> Callable[[Any], Any]:
    """Enrol a student with the function that makes the notebook; ``lent``: right once a helper is lent."""

    def enrol(make: Callable[[Template], Data]) -> Callable[[Template], Data]:
        points = {"propagate": 5.0, "optimize": 4.0, "predict": 3.0, "model": 5.0}
        marks = {name: Mark(points[name], RIGHT, carried_forward=True) for name in lent}
        fields["marks"] = {**marks, **fields.get("marks", {})}
        CLASS.append(Submission(student, about, make, **fields))
        return make

    return enrol


# --- Right, in one way or another ----------------------------------------------------------------------------


@hands_in("amina", "everything right")
def perfect(template: Template) -> Data:
    return template.filled()


@hands_in("bjorn", "right in another way: loops, lists, differences")
def another_way(template: Template) -> Data:
    return template.filled(**answers.IN_ANOTHER_WAY)


@hands_in("chiara", "right, with prints, warnings and logging")
def loud(template: Template) -> Data:
    return template.filled(sigmoid=answers.LOUD_SIGMOID)


# --- Unfinished ----------------------------------------------------------------------------------------------

HALF = ("graph_forward", "graph_backward", "flatten_images", "sigmoid", "initialize_with_zeros")


@hands_in(
    "dinesh",
    "the first five exercises",
    marks={name: Mark(0, NOT_STARTED) for name in ("propagate", "optimize", "predict", "model")},
)
def half_done(template: Template) -> Data:
    return template.partly(*HALF)


@hands_in("ewa", "not started", everything=Mark(0, NOT_STARTED))
def untouched(template: Template) -> Data:
    return template.untouched()


# --- Mistakes that the catalogue knows -----------------------------------------------------------------------


@hands_in("farid", "predict without sigmoid", lent=("model",), marks={"predict": Mark(0, WRONG, "sigmoid_forgotten")})
def no_sigmoid(template: Template) -> Data:
    return template.filled(predict=answers.PREDICT_WITHOUT_SIGMOID)


@hands_in("grace", "the same", lent=("model",), marks={"predict": Mark(0, WRONG, "sigmoid_forgotten")})
def no_sigmoid_either(template: Template) -> Data:
    return template.filled(predict=answers.PREDICT_WITHOUT_SIGMOID.replace("Y_prediction", "labels"))


@hands_in(
    "hiroshi",
    "dw not averaged",
    lent=("optimize", "model"),
    marks={"propagate": Mark(3, WRONG, "dw_not_averaged")},
)
def dw_not_averaged(template: Template) -> Data:
    return template.filled(propagate=answers.DW_NOT_AVERAGED)


@hands_in("ines", "steps uphill", lent=("model",), marks={"optimize": Mark(0, WRONG, "steps_uphill")})
def uphill(template: Template) -> Data:
    return template.filled(optimize=answers.STEPS_UPHILL)


@hands_in(
    "jamal",
    "sigmoid wrong, and all that use it right",
    lent=("propagate", "optimize", "predict", "model"),
    marks={"sigmoid": Mark(0, WRONG, "exponent_without_minus")},
)
def wrong_helper(template: Template) -> Data:
    return template.filled(sigmoid=answers.SIGMOID_WITHOUT_MINUS)


@hands_in(
    "katarzyna",
    "weights of rank one",
    lent=("model",),
    marks={"initialize_with_zeros": Mark(1, WRONG, "weights_without_column")},
)
def rank_one(template: Template) -> Data:
    return template.filled(initialize_with_zeros=answers.RANK_ONE_WEIGHTS)


@hands_in("lerato", "a function that prints and does not return", marks={"graph_backward": Mark(0, WRONG)})
def not_returned(template: Template) -> Data:
    return template.filled(graph_backward=answers.NOT_RETURNED)


@hands_in(
    "mateo",
    "reads a variable of the notebook",
    lent=("optimize", "model"),
    marks={"propagate": Mark(0, CRASHED, "notebook_variable_for_x")},
)
def reads_the_notebook(template: Template) -> Data:
    notebook = template.filled(propagate=answers.READS_THE_NOTEBOOK)
    return with_cells(notebook, code("import numpy as np\n" + answers.MY_PICTURES), front=True)


@hands_in(
    "noor",
    "predicts with the untrained parameters",
    marks={"model": Mark(3, WRONG, "predicts_with_untrained_parameters")},
)
def untrained(template: Template) -> Data:
    return template.filled(model=answers.UNTRAINED_PREDICTIONS)


# --- Accidents -----------------------------------------------------------------------------------------------


@hands_in("olumide", "stops with an error", marks={"flatten_images": Mark(0, CRASHED)})
def stops(template: Template) -> Data:
    return template.filled(flatten_images=answers.STOPS_WITH_AN_ERROR)


@hands_in("priya", "a loop without an end", marks={"flatten_images": Mark(0, TIMED_OUT)})
def never_ends(template: Template) -> Data:
    return template.filled(flatten_images=answers.NEVER_ENDS)


@hands_in("quynh", "eats all memory", lent=("model",), marks={"predict": Mark(0, TOO_MUCH_MEMORY)})
def eats_memory(template: Template) -> Data:
    return template.filled(predict=answers.EATS_MEMORY)


@hands_in("rosa", "a cell that does not parse", lent=("model",), marks={"initialize_with_zeros": Mark(0, CRASHED)})
def does_not_parse(template: Template) -> Data:
    return template.filled(initialize_with_zeros=answers.DOES_NOT_PARSE)


@hands_in("sven", "a file that the browser renamed", filename="logistic_regression (1).ipynb")
def renamed(template: Template) -> Data:
    return template.filled()


@hands_in(
    "tomoko",
    "a copied cell: the last definition counts",
    lent=("model",),
    marks={"predict": Mark(0, WRONG, "sigmoid_forgotten")},
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


@hands_in("wanjiru", "a file that was cut off", everything=Mark(0, MISSING), cut=0.6, readable=False)
def cut_off(template: Template) -> Data:
    return template.filled()


# --- Cheats --------------------------------------------------------------------------------------------------


@hands_in("xavier", "a table of the answers to the public checks", everything=Mark(0, CRASHED))
def memorised(template: Template) -> Data:
    return template.filled(**answers.memorised(template.public))


@hands_in(
    "yusuf",
    "objects that equal everything",
    lent=("propagate", "optimize", "model"),
    marks={"sigmoid": Mark(0, WRONG), "predict": Mark(0, WRONG, "never_filled")},
)
def equals_everything(template: Template) -> Data:
    return template.filled(sigmoid=answers.EQUALS_EVERYTHING, predict="")


@hands_in("zofia", "other points in the metadata, scripts in the text", marks={"graph_forward": Mark(0, NOT_STARTED)})
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


@hands_in("aaron", "a link to a classmate's notebook", everything=Mark(0, MISSING), link="amina", readable=False)
def linked(template: Template) -> Data:
    return template.filled()
