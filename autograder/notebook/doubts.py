"""What would earn nothing although there is work: a notebook as it was given out, handed in beside the other."""

from __future__ import annotations

import contextlib
from pathlib import Path

from autograder.messages import say
from autograder.notebook.archive import Opened, names_in, opened, others_in
from autograder.notebook.files import RefusedError, beside, label_of
from autograder.notebook.handed_in import HandedIn, work_in
from autograder.notebook.names import is_archive, is_notebook, named
from autograder.notebook.read import NotebookError
from autograder.notebook.recognise import Accepted
from autograder.notebook.released import Released


def refuse_if_in_doubt(folder: Path, file: Path, work: HandedIn, released: Released, accepted: Accepted) -> None:
    """RefusedError for a notebook as it was given out beside one that is not, or what may hold one."""
    if not is_untouched(work):
        return
    others = beside(folder, file)
    worked = [label_of(folder, path) for path in others if is_worked_on(path, released, accepted)]
    worked += [one.name for one in others_in(file, released.name) if is_work(one, released, accepted)]
    if worked:
        raise RefusedError(say("nb_untouched_beside", name=file.name, files=named(worked)))
    closed = [label_of(folder, path) for path in others if is_archive(path) and may_hold_one(path)]
    if closed:
        raise RefusedError(say("nb_untouched_beside_closed", name=file.name, files=named(closed)))


def is_untouched(work: HandedIn) -> bool:
    """Whether all that was handed in is as it was given out."""
    handed_in = (cell for cell in work.cells if not cell.put_back and cell.text.strip())
    return all(cell.released is not None and cell.text.strip() == cell.released.text.strip() for cell in handed_in)


def is_worked_on(path: Path, released: Released, accepted: Accepted) -> bool:
    """Whether a file is a notebook of this assignment, and not as it was given out."""
    try:
        return is_work(opened(path, released.name), released, accepted)
    except NotebookError:
        return False


def is_work(file: Opened, released: Released, accepted: Accepted) -> bool:
    """The same of what has been opened."""
    try:
        work = work_in(file, released, accepted)
    except NotebookError:
        return False
    known = any(cell.released is not None and cell.released.solution and not cell.put_back for cell in work.cells)
    return known and not is_untouched(work)


def may_hold_one(archive: Path) -> bool:
    """Whether nobody can open what is in a zip archive, or say which of its notebooks is meant."""
    try:
        opened(archive)
    except NotebookError:
        with contextlib.suppress(NotebookError):
            return any(is_notebook(Path(name)) for name in names_in(archive))
        return True
    return False
