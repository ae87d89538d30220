"""What came in from one student, and what stands for all that decides its marks."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.judge.bench import Bench
from autograder.messages import say
from autograder.notebook.files import RefusedError, notebook_of, sharing
from autograder.notebook.handed_in import HandedIn
from autograder.notebook.read import NotebookError
from autograder.plain.text import printable

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Intake:
    """What came in from one student, or why nothing did: it is ``unreadable``, or there was a ``fault`` of ours.

    ``fingerprint`` stands for all that decides the marks; ``sharing``: who else handed in the very same file.
    """

    work: HandedIn
    fingerprint: str = ""
    unreadable: str = ""
    fault: str = ""
    sharing: tuple[str, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What stands above the notebook: why it is not graded, else what was mended."""
        return [sentence] if (sentence := why_not_graded(self.unreadable, self.fault)) else list(self.work.repairs)


def why_not_graded(unreadable: str, fault: str) -> str:
    """What a student reads of a hand-in that earned nothing yet; "" of any other."""
    if fault:
        return say("nb_fault", error=fault.partition(":")[0])
    return say("nb_unreadable", reason=unreadable) if unreadable else ""


def taken_in(bench: Bench, folder: Path, log: logging.Logger = LOG) -> Intake:
    """What was handed in in a folder. Nothing that is wrong with it stops anybody."""
    fingerprint = ""
    try:
        fingerprint = bench.fingerprint(folder)
        work = bench.read(folder)
        file = notebook_of(folder, bench.released.name)
        others = tuple(sharing(folder, file))
    except (RefusedError, NotebookError) as error:
        reason = printable(str(error))
        log.warning("%s: %s", folder, reason)
        return Intake(bench.nothing(), fingerprint, unreadable=reason)
    except Exception as error:
        log.warning("%s", folder, exc_info=True)
        return Intake(bench.nothing(), fingerprint, fault=f"{type(error).__name__}: {error}")
    if others:
        log.warning("%s is one file with the notebook of %s (a hard link)", file, ", ".join(others))
        work = replace(work, repairs=(say("nb_shared_file", name=file.name), *work.repairs))
    return Intake(work, fingerprint, sharing=others)
