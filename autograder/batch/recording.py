"""One nbgrader process writes down what the batch has judged: ``python -m autograder.batch.recording``."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from autograder.batch.processes import Child, Parent, end_all
from autograder.batch.student_verdict import StudentVerdict
from autograder.course.folders import Folders
from autograder.messages import say

RAISED = re.compile(r"^[\w.]+: ")


def record(
    folders: Folders, verdicts: Mapping[str, StudentVerdict], progress: Callable[[int, int], object] = lambda *_: None
) -> str:
    """Let nbgrader record an assignment; '' or why that failed. ``progress`` hears how many are done, of how many."""
    faults = {
        student: (say("nb_fault", error=verdict.fault.partition(":")[0]), not verdict.deadly)
        for student, verdict in verdicts.items()
        if verdict.fault
    }
    child = Child("autograder.batch.recording", folders.root)
    reasons: list[str] = []
    try:
        child.tell({"root": folders.root, "db_url": folders.db_url, "name": folders.assignment_id, "faults": faults})
        for message in child.messages():
            if "error" in message:
                reasons.append(message["error"])
            else:
                progress(message["done"], message["of"])
        how = child.how_it_ended()
        return "" if child.process.returncode == 0 else [*reasons, how][0]
    finally:
        end_all([child])


class Errors(logging.Handler):
    """Tells the parent, in one line, what nbgrader says went wrong."""

    def __init__(self, parent: Parent) -> None:
        super().__init__(logging.ERROR)
        self.parent = parent

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of one error: of a traceback the line that names the exception."""
        lines = record.getMessage().strip().splitlines() or [""]
        raised = [line for line in lines if RAISED.match(line)] if lines[0].startswith("Traceback") else []
        self.parent.tell({"error": (raised or lines)[0]})


def main() -> None:
    """Be nbgrader's command ``autograde``, with what the parent knows."""
    parent = Parent()
    order = parent.message()
    from nbgrader.apps import AutogradeApp
    from traitlets.config import Config

    def progress(done: int, of: int) -> None:
        parent.tell({"done": done, "of": of})

    settings: dict[str, Any] = {"faults": order["faults"], "progress_hook": progress}
    app = AutogradeApp.instance(config=Config({"SubmissionExporter": settings}))
    app.log.addHandler(Errors(parent))
    try:
        app.initialize([order["name"], f"--course-dir={order['root']}", f"--db={order['db_url']}"])
        app.start()
    except Exception as error:
        parent.tell({"error": f"{type(error).__name__}: {error}"})
        sys.exit(1)


if __name__ == "__main__":
    main()
