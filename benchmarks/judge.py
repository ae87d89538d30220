"""How long do checking and judging take? ``python -m benchmarks.autograde --judge``

A check is what ``check(f)`` does in the notebook for a right solution, without showing the card. Judging is all that
grading one solved notebook takes once the judge is warm; what the student's own code takes of it is told apart.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

# One thread, as in the judge's workers: read by NumPy when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from rich.console import Console
from rich.table import Table

from autograder.checks import Checks, make_checks
from autograder.judge import judging
from autograder.outcome import quiet
from autograder.practice import run
from autograder.values import plain
from tests.sample_class.template import Template, text_of

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
    for source in template.solutions.values():
        exec(source, namespace)
    return namespace


def own_code(checks: Checks, functions: dict[str, Any], name: str) -> None:
    """Call one function on its cases and do nothing else."""
    for case in checks.exercises[name].cases:
        for args in case.calls():
            functions[name](*map(plain, args))


def main() -> int:
    """Measure and print."""
    template = Template.of()
    functions, hidden = solution(template), make_checks(template.key, SEED)
    table = Table("exercise", "check in the notebook", "of it the student's own code")
    with quiet(0):
        own = {name: median_ms(lambda name=name: own_code(hidden, functions, name)) for name in hidden.exercises}
        checks = {
            name: median_ms(lambda name=name: run(template.public.exercises[name], functions[name]))
            for name in hidden.exercises
        }
    for name, check in checks.items():
        table.add_row(name, f"{check:.1f} ms", f"{own[name]:.1f} ms")
    cells = [text_of(cell) for cell in template.filled()["cells"] if cell["cell_type"] == "code"]
    with judging(template.public, hidden, template.key) as judge:
        whole = median_ms(lambda: judge.grade(cells))
    Console().print(table)
    mine = sum(own.values())
    print(f"Judging one solved notebook takes {whole:.0f} ms, {whole - mine:.0f} ms beyond the student's own code.")
    return 0
