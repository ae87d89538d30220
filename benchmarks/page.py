"""docs/scale.md: its tables and its figure are made of what was measured, anew by ``python -m benchmarks.page``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import disk, growth
from benchmarks.class_of_200 import CLASSES, MISTAKES, THIRD, rows
from benchmarks.floor import STEPS
from benchmarks.goals import goals
from benchmarks.per_student import MIXED, ROWS, START
from benchmarks.section import begin, replaced, table
from benchmarks.watched import MAIN, ROLES
from tests.sample_class.template import FIRST, ROOT

PAGE = ROOT / "docs" / "scale.md"
FIGURE = ROOT / "docs" / "images" / "scale.png"
GRADING, SCALE = (ROOT / "benchmarks" / f"{name}.json" for name in ("grading", "scale"))
COMMAND = "python -m benchmarks.page"
NOT_MEASURED = "No figures are kept of this version: the command measures them.\n"
ALT = (
    "Three panels over the number of students in the class: the processor time for each student, of grading and of "
    "pages; the highest memory while grading, of the main process, of the pool and of the workers; and the size of the "
    "gradebook for each student."
)
COFFEE = 15.0  # minutes
CLASS_SIZES, CORES = (30, 200, 1_000, 10_000), (2, 8, 64)
PARTS = ("whole", "floor")


def make_up() -> str:
    """Who is in the class of 200."""
    head = ("group", "what is handed in", "made of", "students")
    tables = {
        assignment: table(head, [(group, what, origin, count) for group, what, count, origin in rows(assignment)], 1)
        for assignment in CLASSES
    }
    return "\n".join(f"Assignment {assignment[:2]}:\n\n{made}" for assignment, made in tables.items())


def of_goals(grading: dict[str, Any]) -> str:
    """What was wanted, and what came of it."""
    most, rounds = grading["most"], grading["rounds"]
    whole = "The whole class" if most is None else f"Of each group {most} students at most"
    said = f"{whole}; medians of {rounds}, after a round that does not count (`benchmarks/{GRADING.name}`).\n\n"
    return said + table(("what", "goal", "measured", ""), [goal.row() for goal in goals(grading)])


def of_groups(grading: dict[str, Any]) -> str:
    """Milliseconds for each group."""
    found = [
        (assignment[:2], group, *(f"{1000 * costs[group][part]:.0f}" for part in ("grading", "page")))
        for assignment, costs in grading["per_student"].items()
        for group in ROWS
        if group in costs
    ]
    return table(("assignment", "of each student (ms)", "judging, notebook, recording", "page"), found, numbers=2)


def of_steps(grading: dict[str, Any]) -> str:
    """Where the time goes, and what no grader could do without."""
    kept = grading["steps"]
    seconds = {step: [kept[a][step][part] for a in kept for part in PARTS] for step in STEPS}
    seconds["together"] = [sum(column) for column in zip(*seconds.values(), strict=True)]
    found = [(step, *(f"{1000 * one:.1f}" for one in row)) for step, row in seconds.items()]
    head = ["step (ms)", *(f"{a[:2]}{words}" for a in kept for words in ("", ", of it the floor"))]
    return table(head, found, numbers=2 * len(kept))


def of_disk(grading: dict[str, Any]) -> str:
    """Kilobytes of each folder, and of what the outputs consist."""
    names = (*disk.FOLDERS, disk.GRADEBOOK, disk.JOURNAL)
    tables = [
        ("of each student (kB)", names, grading["disk"]),
        ("outputs of what is handed in (kB)", disk.KINDS, grading["outputs"]),
    ]
    made = []
    for title, wanted, kept in tables:
        found = [(name, *(f"{kept[a][name] / 1e3:.0f}" for a in kept)) for name in wanted]
        made.append(table([title, *(a[:2] for a in kept)], found, numbers=len(kept)))
    return "\n".join(made)


def of_growth(scale: dict[str, Any]) -> str:
    """The figure, and one row for each size of a class."""
    found = []
    for one in scale["classes"]:
        all_three = [one["grade"], one["again"], one["feedback"]]
        found.append(
            [
                f"{one['students']:,}",
                *(f"{1000 * used['processor'] / one['students']:.0f}" for used in all_three),
                *(f"{used['wall'] / 60:.1f}" for used in all_three),
                *(f"{one['grade']['roles'][role]:.0f}" for role in ROLES),
                *(f"{used['roles'][MAIN]:.0f}" for used in all_three[1:]),
                f"{one['disk'][disk.GRADEBOOK] / 1e3:.1f}",
            ]
        )
    time = ("grade, processor (ms each)", "again (ms each)", "feedback (ms each)")
    clock = ("grade, wall clock (min)", "again (min)", "feedback (min)")
    memory = (*(f"grade, {role} (MB)" for role in ROLES), f"again, {MAIN} (MB)", f"feedback, {MAIN} (MB)")
    head = ("students", *time, *clock, *memory, "gradebook (kB each)")
    picture = f"![{ALT}](images/{FIGURE.name})"
    return f"{growth.sentence(scale)}\n\n{picture}\n\n{table(head, found, numbers=len(head))}"


def of_clusters(grading: dict[str, Any]) -> str:
    """How long a class takes, and with what it takes no longer than a coffee break."""
    found = []
    for assignment, group in ((FIRST, MIXED), (THIRD, MISTAKES)):
        costs = grading["per_student"][assignment]
        each, start = costs[group]["grading"] + costs[group]["page"], costs[START]["grading"]
        for students in CLASS_SIZES:
            minutes = {cores: (start + each * students / cores) / 60 for cores in CORES}
            enough = next((cores for cores in CORES if minutes[cores] <= COFFEE), None)
            worth = "a cluster" if enough in (None, CORES[-1]) else f"one machine of {enough} cores"
            shown = (f"{minutes[cores]:.1f}" for cores in CORES)
            found.append((f"{assignment[:2]}, {group}", f"{students:,}", *shown, worth))
    head = ("assignment", "students", *(f"{cores} cores (min)" for cores in CORES), f"for {COFFEE:.0f} minutes take")
    return table(head, found)


OF_GRADING: dict[str, Callable[[dict[str, Any]], str]] = {
    "goals": of_goals,
    "groups": of_groups,
    "steps": of_steps,
    "disk": of_disk,
    "cluster": of_clusters,
}


def sections() -> dict[str, str]:
    """What stands in each place of the page."""
    made = {name: measured(GRADING, section) for name, section in OF_GRADING.items()}
    return {"class": make_up(), "growth": measured(SCALE, of_growth), **made}


def measured(path: Path, section: Callable[[dict[str, Any]], str]) -> str:
    """A section of what was kept in a file, or that there is nothing yet."""
    return section(json.loads(path.read_text("utf-8"))) if path.exists() else NOT_MEASURED


def text() -> str:
    """The whole page, its sections made anew."""
    page = PAGE.read_text("utf-8")
    for name, made in sections().items():
        page = replaced(page, begin(COMMAND, name), made)
    return page


def keep(path: Path, kept: dict[str, Any]) -> None:
    """Keep what was measured, and make the page and its figure of it."""
    path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    write()


def write() -> None:
    """Make the page and its figure, which says what it is made of."""
    if SCALE.exists():
        figure = growth.figure(json.loads(SCALE.read_text("utf-8")))
        figure.savefig(FIGURE, dpi=110, metadata={"Software": None, "Description": digest()})
    PAGE.write_text(text(), "utf-8")


def digest() -> str:
    """What the figure is made of, in short."""
    return hashlib.sha256(SCALE.read_bytes()).hexdigest()


def drawn_from() -> str:
    """What the figure says that it is made of."""
    with Image.open(FIGURE) as picture:
        return str(picture.info.get("Description", ""))


if __name__ == "__main__":
    write()
