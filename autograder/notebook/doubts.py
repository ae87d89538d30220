"""What would earn nothing although there is work: a notebook as it was given out, handed in beside the other."""

from __future__ import annotations

from pathlib import Path

from autograder.messages import say
from autograder.notebook.files import RefusedError, named, notebooks_beside
from autograder.notebook.handed_in import HandedIn, read_handed_in
from autograder.notebook.read import NotebookError
from autograder.notebook.recognise import Accepted
from autograder.notebook.released import Released


def refuse_if_in_doubt(file: Path, work: HandedIn, released: Released, accepted: Accepted) -> None:
    """RefusedError for a notebook as it was given out beside one that is not."""
    if is_untouched(work):
        worked = [path.name for path in notebooks_beside(file) if is_worked_on(path, released, accepted)]
        if worked:
            raise RefusedError(say("nb_untouched_beside", name=file.name, files=named(worked)))


def is_untouched(work: HandedIn) -> bool:
    """Whether all that was handed in is as it was given out."""
    handed_in = (cell for cell in work.cells if not cell.put_back and cell.text.strip())
    return all(cell.released is not None and cell.text.strip() == cell.released.text.strip() for cell in handed_in)


def is_worked_on(path: Path, released: Released, accepted: Accepted) -> bool:
    """Whether a file is a notebook of this assignment, and not as it was given out."""
    try:
        work = read_handed_in(path, released, accepted)
    except NotebookError:
        return False
    known = any(cell.released is not None and cell.released.solution and not cell.put_back for cell in work.cells)
    return known and not is_untouched(work)
