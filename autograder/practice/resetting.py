"""``reset``: an exercise as it was given out, in a new cell; what was written stays where it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.checks.contents import ChecksError, ExerciseChecks
from autograder.course import locate
from autograder.messages import say
from autograder.notebook.read import NotebookError
from autograder.notebook.released import Released, released_in
from autograder.notebook.resetting import keep, original_of, reads_otherwise
from autograder.practice.browser import IN_BROWSER
from autograder.practice.card import shell
from autograder.practice.cells import CELLS
from autograder.practice.examining import text_around
from autograder.practice.exercises import found, found_by_name
from autograder.practice.state import called_in_notebook
from autograder.practice.usage import one_sentence, usage
from autograder.verdict.findings import names


@one_sentence(print)
def reset(function: Callable[..., Any] | str) -> None:
    """Show an exercise as it was given out, in a new cell below this one.

    A function cannot change the other cells of an open notebook, so the student's own cell stays as it is. What was run
    of it last is kept in a file, too, since its text is about to be replaced.
    """
    try:
        if not (callable(function) or isinstance(function, str)):
            raise ChecksError(usage("reset", function))
        checks, exercise = found_by_name(function) if isinstance(function, str) else found(function, "reset")
        released = given_out(checks.assignment, Path.cwd())
        if released is None:
            raise ChecksError(say("reset_no_original", name=exercise.name))
        original = original_of(released, exercise.name, checks.accepted)
        written = last_run(exercise)
        kept = keep(written, exercise.name, Path.cwd()) if reads_otherwise(written, original) else None
    except (ChecksError, NotebookError) as error:
        print(error)
        return
    show(original.text, exercise.name, kept)


def given_out(assignment: str, here: Path) -> Released | None:
    """The notebook of an assignment as it was given out; None if there is none but the one in this folder."""
    home = locate.home()
    for release in ([home / "release"] if home else []) + locate.shipped("checks"):
        folder = release / assignment
        if (folder / "checks.json").is_file() and not locate.is_same(folder, here):
            return released_in(folder)
    return None


def last_run(exercise: ExerciseChecks) -> str:
    """The text of the cell that has made the function; "" if nobody knows it."""
    scope = vars(sys.modules["__main__"])
    function = next((scope[name] for name in names(exercise) if callable(scope.get(name))), None)
    if function is None:
        return ""
    run = CELLS.maker(called_in_notebook(exercise, function), function)
    return run.source if run is not None else text_around(function)


def show(text: str, name: str, kept: Path | None) -> None:
    """Put the text into a new cell, or print it where there are no cells, and say what happened."""
    running = shell()
    if running is None:
        print(text)
    else:
        if IN_BROWSER:  # its shell knows no next input, but its kernel hands on what the notebook is to do
            running.payload_manager.write_payload({"source": "set_next_input", "text": text, "replace": False})
        else:
            running.set_next_input(text)
        print(say("reset_shown", name=name))
    if kept is not None:
        print(say("reset_kept", name=name, kept=kept.relative_to(Path.cwd())))
    if IN_BROWSER:
        print(say("reset_whole_in_browser"))
