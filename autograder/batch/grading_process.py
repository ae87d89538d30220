"""One process of the batch's pool: ``python -m autograder.batch.grading_process``, one hand-in at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.batch.pool import READY
from autograder.batch.processes import Parent
from autograder.calling.call import draws_only_in_quiet_calls
from autograder.checks.contents import ChecksError
from autograder.course.errors import CourseError
from autograder.grading.intake import taken_in
from autograder.grading.marking import Marking, marked, notebook_for
from autograder.grading.provenance import Provenance
from autograder.grading.result_folder import write_unfinished
from autograder.grading.stamp import Stamp, stamp_in
from autograder.grading.student_verdict import StudentVerdict
from autograder.judge.bench import bench_for, close_all
from autograder.judge.zygote import SandboxError
from autograder.key.exercises import DescriptionError

Answer = dict[str, Any]


def opened(root: str, secrets: str, assignment: str) -> Answer:
    """Make ready to grade: the hidden checks and a warm parent of workers whose lock is proven, or say why not.

    ``missing`` are the protections that this machine cannot give, in sentences. Else one sentence: ``unlocked`` if the
    lock does not hold, ``refused`` for what is wrong with the course, ``fault`` for anything else.
    """
    try:
        return {"missing": bench_for(Path(root), Path(secrets), assignment).missing()}
    except SandboxError as error:
        return {"unlocked": str(error)}
    except (ChecksError, CourseError, DescriptionError) as error:
        return {"refused": str(error)}
    except Exception as error:
        return {"fault": f"{type(error).__name__}: {error}"}


def graded(
    root: str,
    secrets: str,
    assignment: str,
    folder: str,
    result: str,
    recorded: list[str] | None = None,
    anew: bool = False,
    trial: bool = False,
) -> Answer:
    """Grade what was handed in in ``folder`` and leave its notebook, unfinished, in ``result``; the marks as JSON data.

    ``recorded``: the stamp of what the gradebook holds; where that would come out again, nothing is done. ``anew``:
    judge although that or the journal knows it. ``secrets``: the folder of the course secret; only the batch itself
    is told where the gradebook is. ``trial``: write nothing. Whatever goes wrong is said in the answer.
    """
    try:
        bench = bench_for(Path(root), Path(secrets), assignment)
        name = bench.released.name
        known = Stamp(*recorded) if recorded and not anew else None
        if known and known.fingerprint == bench.fingerprint(Path(folder)) and _stamp(Path(result), name) == known:
            return {"unchanged": True}
        intake = taken_in(bench, Path(folder))
        notebook, fault = notebook_for(bench, intake)
        marking = marked(
            notebook, intake, fault, bench.released, lambda work: bench.grade(work, keep=not trial, anew=anew)
        )
        if not trial:
            write_unfinished(Path(result), name, notebook)
        return {**as_json(marking), "provenance": Provenance.of(bench, intake.work).to_json()}
    except Exception as error:
        return {"fault": f"{type(error).__name__}: {error}"}


def what_is_wrong_here(root: str, secrets: str, assignment: str) -> str:
    """Why nobody may be graded on this machine, in a sentence; "" if the lock of the workers holds."""
    answer = opened(root, secrets, assignment)
    return " ".join(answer["missing"] if "missing" in answer else answer.values())


def _stamp(result: Path, name: str) -> Stamp | None:
    return stamp_in(result / f"{name}.ipynb")


def as_json(marking: Marking) -> Answer:
    """A marking as it crosses to the batch."""
    return {**vars(marking), "verdict": marking.verdict.to_json()}


def from_json(data: Answer) -> Marking:
    """A marking as it came."""
    scores = {name: (score, by_hand) for name, (score, by_hand) in data["scores"].items()}
    return Marking(StudentVerdict.from_json(data["verdict"]), data["fingerprint"], scores, data["comments"])


def main() -> None:
    """Serve the batch."""
    parent = Parent()
    draws_only_in_quiet_calls()
    parent.tell(READY)
    try:
        while True:
            order = parent.message()
            parent.tell(graded(**order) if "folder" in order else opened(**order))
    finally:
        close_all()


if __name__ == "__main__":
    main()
