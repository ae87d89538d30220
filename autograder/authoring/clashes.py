"""A name that the notebook needs twice: a helper or a variable that is called like what is graded or given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbformat import NotebookNode

from autograder.authoring.regions import code_of, parsed
from autograder.key.assignment import Assignment
from autograder.notebook.released import grade_id_of, mark_of
from autograder.running.bindings import Kind, kind_of


def clashes(notebook: NotebookNode, assignment: Assignment) -> Iterator[str]:
    """A sentence for each cell that gives the name of an exercise, an alias or a given function to something else."""
    taken = taken_names(assignment)
    given = {one.name: code_of(parsed(one.source).body[0]) for one in assignment.given}
    for cell in notebook.cells:
        body = parsed(cell.source).body if cell.cell_type == "code" else []
        for name, what in taken.items():
            binding = [node for node in body if binds(node, name)]
            its_own = name in assignment.exercises and name == grade_id_of(cell)
            shown = mark_of(cell).get("locked") and all(map(code_of, binding))  # is compared with the key elsewhere
            copied = all(code_of(node) == given.get(name) for node in binding)
            if binding and not its_own and not (name in given and (shown or copied)):
                yield (
                    f"the cell {cell.id} gives the name {name} to something else, but {name} is {what}: "
                    "choose another name"
                )


def taken_names(assignment: Assignment) -> dict[str, str]:
    """What each name stands for that a notebook may not use for anything else."""
    exercises = assignment.exercises.values()
    aliases = {alias: f"another name of the exercise {one.name}" for one in exercises for alias in one.aliases}
    given = {one.name: "a given function" for one in assignment.given}
    return {**aliases, **given, **{one.name: "an exercise" for one in exercises}}


def binds(node: ast.stmt, name: str) -> bool:
    """Whether a statement makes the name stand for something, outside of functions."""
    return kind_of(node, name, frozenset(), lambda _: Kind.UNKNOWN) not in (Kind.NOTHING, Kind.ATTRIBUTE)


def bound_in(source: str, name: str) -> bool:
    """Whether a cell makes the name stand for something."""
    return any(binds(node, name) for node in parsed(source).body)
