"""The marks, parts and names of the sample classes on fixed numbers, beside those that are kept in ``marks.json``.

``python -m tests.sample_class.marks`` says what has changed since they were kept, and fails if anything has. A mistake
that has another id since then is in ``renamed.json``, by exercise: its old id and its new one. ``--keep`` keeps today's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.judge.judge import Judge
from autograder.judge.zygote import Zygote
from tests.conftest import impatient
from tests.sample_class.everybody import SUBMISSIONS
from tests.sample_class.template import Template

SEED = 20
HERE = Path(__file__).parent
KEPT, RENAMED = HERE / "marks.json", HERE / "renamed.json"


def marks() -> dict[str, Any]:
    """Everybody's marks: by assignment, student and exercise, ``[status, mistake, carried forward, parts]``."""
    found: dict[str, Any] = {}
    with Zygote(readable=locate.shipped("data")) as zygote:
        for name, submissions in sorted(SUBMISSIONS.items()):
            template = Template.of(name)
            judge = Judge(zygote, impatient(template.public), impatient(make_checks(template.key, SEED)), template.key)
            for submission in submissions:
                grade = judge.grade(submission.cells(template), seed=SEED)
                found.setdefault(name, {})[submission.student] = {
                    result.name: [
                        result.status,
                        result.mistake,
                        result.carried_forward,
                        {part.name: part.score for part in result.parts},
                    ]
                    for result in grade.results
                }
    return found


def differences(kept: dict[str, Any], now: dict[str, Any], renamed: dict[str, dict[str, str]]) -> Iterator[str]:
    """A sentence for each exercise of each student that is not as it was kept."""
    for name, students in kept.items():
        for student, exercises in students.items():
            for exercise, (status, mistake, *rest) in exercises.items():
                expected = [status, renamed.get(exercise, {}).get(mistake, mistake), *rest]
                if (got := now[name][student][exercise]) != expected:
                    yield f"{name}, {student}, {exercise}: was {expected}, is {got}"


def main() -> int:
    """Compare, or keep."""
    now = marks()
    if sys.argv[1:] == ["--keep"]:
        KEPT.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    changed = list(differences(json.loads(KEPT.read_text("utf-8")), now, json.loads(RENAMED.read_text("utf-8"))))
    count = sum(len(exercises) for students in now.values() for exercises in students.values())
    print("\n".join(changed) or f"{count} marks, their parts and names are as they were kept.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
