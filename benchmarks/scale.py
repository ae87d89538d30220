"""From 100 students to 10,000: ``python -m benchmarks.scale [--students N ...]``

Grades larger and larger classes of assignment 01, made of the class of 200 without outputs, which would fill the disk,
and without the endless loop; grades them again, when nothing has changed; and makes everybody's page. Keeps time,
memory and the size of the gradebook in ``benchmarks/scale.json``, and makes the figure and the table of docs/scale.md
of them. Each class is deleted before the next one is made; the largest takes some gigabytes.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import disk, page
from benchmarks.class_of_200 import ENDLESS, ClassOf200, Student
from benchmarks.processor_time import ENDED_WELL
from benchmarks.watched import watched
from tests.sample_class.course import make_course
from tests.sample_class.template import FIRST

SIZES = (100, 300, 1_000, 3_000, 10_000)
STRIDE = 74  # has no divisor in common with 199, so each class is a mixture of all kinds


def measured(students: int) -> dict[str, Any]:
    """What a class of this size takes."""
    people = ClassOf200(FIRST)
    kinds = [kind for kind in people.kinds for _ in range(kind.count) if kind.group != ENDLESS]
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course")
        for number in range(students):
            people.hand_in(course, Student(number, kinds[number * STRIDE % len(kinds)]))
        grade, again = (watched(course, "autograder.cli", "grade", FIRST, well=ENDED_WELL) for _ in range(2))
        feedback = watched(course, "autograder.cli", "feedback", FIRST)
        used = {"grade": asdict(grade), "again": asdict(again), "feedback": asdict(feedback)}
        return {"students": students, **used, "disk": disk.per_student(course, students)}


def main() -> None:
    """Measure, keep and show."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description=(__doc__ or "").split("\n")[0].partition(":")[0]
    )
    parser.add_argument("--students", type=int, nargs="+", default=SIZES, metavar="N", help="the sizes of the classes")
    classes = []
    for students in parser.parse_args().students:
        classes.append(measured(students))
        print(json.dumps(classes[-1]), flush=True)
    page.keep(page.SCALE, {"cores": os.cpu_count(), "classes": classes})


if __name__ == "__main__":
    main()
