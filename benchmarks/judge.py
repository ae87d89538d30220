"""How long do checking and judging take, for each notebook? ``python -m benchmarks.judge``

A check is what ``check(f)`` does in the notebook for a right solution, without showing the card. Judging is all that
grading one solved notebook takes once the judge is warm; what the student's own code takes of it is told apart.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.calling.call import quiet
from autograder.checks.contents import Checks
from autograder.checks.frozen import from_text
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.course.course import Course
from autograder.judge.judge import Judge
from autograder.judge.zygote import Zygote
from autograder.plain.values import GivenFunction, plain
from autograder.practice.examining import run
from tests.sample_class.template import ROOT, Template, text_of

REPEATS = 15
SEED = 12


def median_ms(action: Callable[[], Any]) -> float:
    """Median of the milliseconds that an action takes, after one run that is not counted."""
    action()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def solution(template: Template) -> dict[str, Any]:
    """The functions of the solved notebook."""
    namespace: dict[str, Any] = {}
    exec("import numpy as np", namespace)
    for helper in template.key.given:
        exec(helper.source, namespace)
    for source in template.solutions.values():
        exec(source, namespace)
    return namespace


def own_code(checks: Checks, functions: dict[str, Any], name: str) -> None:
    """Call one function on its cases and do nothing else."""
    for case in checks.exercises[name].cases:
        for args in case.calls():
            functions[name](*(arg.function if isinstance(arg, GivenFunction) else plain(arg) for arg in args))


def checked(name: str, console: Console) -> None:
    """Measure the checks of one assignment, and reading the file that holds them."""
    template = Template.of(name)
    functions, path = solution(template), ROOT / "release" / name / "checks.json"
    table = Table("exercise", "check in the notebook", "of it the student's own code", title=name, title_justify="left")
    with quiet(0):
        read = median_ms(lambda: from_text(path.read_text("utf-8")))
        for exercise in template.public.exercises.values():
            check = median_ms(lambda exercise=exercise: run(exercise, functions[exercise.name]))
            own = median_ms(lambda exercise=exercise: own_code(template.public, functions, exercise.name))
            table.add_row(exercise.name, f"{check:.1f} ms", f"{own:.1f} ms")
    table.add_row("the file, once a session", f"{read:.1f} ms", "")
    console.print(table)


def main() -> None:
    """Measure and print."""
    console = Console()
    templates = [Template.of(name) for name in sorted(Course(ROOT).keys())]
    for template in templates:
        checked(template.name, console)
    total = beyond = 0.0
    with Zygote(readable=locate.shipped("data")) as zygote:
        for template in templates:
            hidden, functions = make_checks(template.key, SEED), solution(template)
            judge = Judge(zygote, template.public, hidden, template.key)
            cells = [text_of(cell) for cell in template.filled()["cells"] if cell["cell_type"] == "code"]
            whole = median_ms(lambda judge=judge, cells=cells: judge.grade(cells))
            with quiet(0):
                own = median_ms(
                    lambda hidden=hidden, functions=functions: [
                        own_code(hidden, functions, n) for n in hidden.exercises
                    ]
                )
            print(f"Judging {template.name} takes {whole:.0f} ms, {whole - own:.0f} ms beyond the student's own code.")
            total, beyond = total + whole, beyond + whole - own
    print(
        f"All {len(templates)} notebooks of a student: {total:.0f} ms, {beyond:.0f} ms beyond the student's own code."
    )


if __name__ == "__main__":
    main()
