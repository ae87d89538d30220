"""Whether a function still is what its cell says: a card speaks of the code in the cell, or says why it cannot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.checks.contents import ExerciseChecks
from autograder.messages import say
from autograder.notebook.read import NotebookError, all_cells, cell_text, read_json
from autograder.notebook.released import functions_in, plain
from autograder.plain.status import Status
from autograder.practice.cells import CELLS, Run, may_define
from autograder.practice.saved import this_file
from autograder.verdict.findings import names
from autograder.verdict.glosses import gloss, gloss_of
from autograder.verdict.result import Result, nothing_earned


def stale(exercise: ExerciseChecks, function: Callable[..., Any]) -> Result | None:
    """The card of a function that its cell does not define any more, or has failed to define anew; else None."""
    name = called_in_notebook(exercise, function)
    later = CELLS.later_run(name, function)
    if later is None:
        return None
    if later.unread:
        said = [say("cell_unread", name=name, reason=later.unread), gloss_of(later.unread)]
        return _card(exercise, name, Status.CRASHED, *said)
    if not may_define(later.source, (name,)):
        return _card(exercise, name, Status.MISSING, say("cell_no_longer", name=name))
    if later.stopped is None or name not in functions_in(later.source):  # a def would have made another object
        return None
    error = f"{later.stopped.type_name}: {later.stopped.message}".rstrip(": ")
    said = [say("cell_stopped", name=name, error=error), gloss(later.stopped)]
    return _card(exercise, name, Status.CRASHED, *said, line=later.stopped.line)


def called_in_notebook(exercise: ExerciseChecks, function: Callable[..., Any]) -> str:
    """The name under which the notebook has a function; "" if it has it under none that is accepted."""
    scope = getattr(function, "__globals__", vars(sys.modules["__main__"]))
    return next((name for name in names(exercise) if scope.get(name) is function), "")


def _card(exercise: ExerciseChecks, name: str, status: Status, *said: str, line: str = "") -> Result:
    message = "\n".join(filter(None, [*said, say("cell_older", name=name)]))
    return nothing_earned(exercise.name, exercise.parts, status, message, line=line)


def notes_on_file(exercise: ExerciseChecks, function: Callable[..., Any]) -> tuple[str, ...]:
    """A note, if the notebook was saved after the cell was run, and the cell in it reads otherwise."""
    run = CELLS.maker(called_in_notebook(exercise, function), function)
    path = this_file()
    if run is None or not run.ended or path is None:
        return ()
    if path.stat().st_mtime <= run.ended or not _reads_otherwise(path, run):
        return ()
    return (say("cell_not_run", name=exercise.name),)


def _reads_otherwise(path: Path, run: Run) -> bool:
    """Whether the cell in the file shows the number of this run, so that it was saved after it, above another text."""
    try:
        cells = all_cells(read_json(path), path.name)
    except NotebookError:
        return False
    (*_, cell) = ({}, *(cell for cell in cells if cell.get("id") == run.cell))
    return cell.get("execution_count") == run.number and plain(cell_text(cell)) != plain(run.source)
