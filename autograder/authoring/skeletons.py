"""What a new assignment and a new exercise begin as; FILL IN marks what only the author knows.

As soon as nothing is marked any more, and the laws hold, ``autograder build`` releases it.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from nbformat import NotebookNode, v4

from autograder.messages import say

PACKAGE = '''"""The answer key of {assignment}: a page for each exercise, in the order of the notebook."""

assignment = "{assignment}"
exercises = ()
'''

PAGE = '''"""FILL IN: what NAME is about, in a line."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close


@exercise(
    returns=close("value", points=1),  # FILL IN: what is right, and the points of the cell.
    hints=(
        "FILL IN: a question that leads to the idea.",
        "FILL IN: what helps to answer it.",
        "FILL IN: nearly the step, but no line of the solution.",
    ),
)
def NAME(x):  # FILL IN: its arguments, as in the notebook.
    """FILL IN: what it returns, and what its arguments are."""
    value = x  # FILL IN: the right function.
    return value


@NAME.inputs
def NAME_inputs(rng):
    for size in (2, 3, 5):
        yield case(np.round(rng.uniform(1, 2, size), 2))  # FILL IN: its arguments, smallest first.


NAME.slips(  # the keyword is the name of the mistake in reports
    first_mistake=(
        "FILL IN: a line of the function, as a student would have written it.",
        "FILL IN: what its numbers show, then a question or a fact, never the fix.",
    ),
    second_mistake=(
        "FILL IN: the line of another mistake.",
        "FILL IN: its sentence.",
    ),
    third_mistake=(
        "FILL IN: the line of a third one.",
        "FILL IN: its sentence.",
    ),
)


@NAME.also_correct
def written_otherwise(x):  # FILL IN: the arguments again.
    return x  # FILL IN: another right version, with a loop for example.
'''

TITLE = """# FILL IN: the title of the notebook.

FILL IN: what one can do at its end."""

IMPORTS = """import numpy as np

from autograder import check, hint, progress, ready, replay, reset"""

TEXT = """## FILL IN: a heading.

**Your turn.** Write `NAME`.
FILL IN: what it is given and what it returns, all that the hints and sentences speak of."""

SOLUTION = '''def NAME(x):  # FILL IN: its arguments, as in the key.
    """FILL IN: what it returns.

    Arguments: FILL IN: each with its shape.
    Returns:   FILL IN: what comes out, with its shape.
    """
    ### START CODE HERE ### (≈ 1 line of code)
    value = x  # FILL IN: the solution.
    ### END CODE HERE ###
    return value'''


def first_cells() -> list[NotebookNode]:
    """The cells that every notebook begins with."""
    return [
        v4.new_markdown_cell(TITLE, id="title"),
        v4.new_markdown_cell(say("nb_how_it_works"), id="how-it-works"),
        v4.new_code_cell(IMPORTS, id="imports", metadata=marked("imports", locked=True)),
    ]


def exercise_cells(name: str, taken: Container[str]) -> list[NotebookNode]:
    """The cells of an exercise: what is asked for, the function with its solution, and its check.

    ``taken`` are the ids of the other cells.
    """
    graded = marked(name, grade=True, solution=True, points=1)
    check = marked(f"check_{name}", grade=True, locked=True, points=0)
    cells = [
        v4.new_markdown_cell(TEXT.replace("NAME", name), id=f"{name}-text"),
        v4.new_code_cell(SOLUTION.replace("NAME", name), id=name, metadata=graded),
        v4.new_code_cell(f"check({name})", id=f"check-{name}", metadata=check),
    ]
    for cell in cells:
        cell.id = cell.id.replace("_", "-")
        while cell.id in taken:
            cell.id += "-"
    return cells


def marked(grade_id: str, **fields: Any) -> dict[str, Any]:
    """nbgrader's metadata of a cell."""
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**flags, "grade_id": grade_id, "cell_type": "code", **fields}}
