"""How time, memory and gradebook grow with the class: a sentence and a figure of what ``benchmarks.scale`` has kept."""

from __future__ import annotations

from typing import Any

from benchmarks import disk
from benchmarks.watched import MAIN, POOL, ROLES
from neural_networks.plots.figure import LINES, Plot, new, styled


def sentence(scale: dict[str, Any]) -> str:
    """The smallest and the largest class beside each other."""
    least, most = scale["classes"][0], scale["classes"][-1]
    each = [1000 * sum(one[c]["processor"] for c in ("grade", "feedback")) / one["students"] for one in (least, most)]
    main = {c: [one[c]["roles"][MAIN] for one in (least, most)] for c in ("grade", "again")}
    more = main["grade"][1] - main["grade"][0]
    pool = [one["grade"]["roles"][POOL] for one in (least, most)]
    for_each = 1000 * more / max(1, most["students"] - least["students"])
    return (
        f"From {least['students']:,} to {most['students']:,} students, on {scale['cores']} cores: {each[0]:.0f} ms of "
        f"processor time for each student became {each[1]:.0f} ms, grading and page together, the start of both "
        f"commands included. The memory of the pool went from {pool[0]:.0f} to {pool[1]:.0f} MB. The main process took "
        f"{more:.0f} MB more, {for_each:.1f} kB for each student. Grading again, when nothing has changed, takes "
        f"{1000 * most['again']['processor'] / most['students']:.0f} ms for each student of the largest class, and "
        f"{main['again'][1]:.0f} MB of the main process (of the smallest class {main['again'][0]:.0f})."
    )


@styled
def figure(scale: dict[str, Any]) -> Plot:
    """Three panels over the number of students: time for each, highest memory, gradebook for each."""
    classes = scale["classes"]
    students = [one["students"] for one in classes]
    made = new(10.5, 3.6)
    time, memory, room = made.subplots(1, 3)
    for command, (colour, line, marker) in zip(("grade", "feedback"), LINES, strict=False):
        each = [1000 * one[command]["processor"] / one["students"] for one in classes]
        time.plot(students, each, line, color=colour, marker=marker, label=command)
    for role, (colour, line, marker) in zip(ROLES, LINES, strict=False):
        memory.plot(
            students,
            [one["grade"]["roles"][role] for one in classes],
            line,
            color=colour,
            marker=marker,
            label=role,
        )
    each = [one["disk"][disk.GRADEBOOK] / 1e3 for one in classes]
    room.plot(students, each, LINES[0][1], color=LINES[0][0], marker=LINES[0][2])
    labels = ("processor time (ms for each student)", "highest memory (MB)", "gradebook (kB for each student)")
    titles = ("Time for each student", "Memory while grading", "Gradebook for each student")
    for axes, label, title in zip((time, memory, room), labels, titles, strict=True):
        axes.margins(y=0.1)
        axes.set(xscale="log", xlabel="students in the class", ylabel=label, title=title, ylim=(0, None))
        axes.xaxis.set_major_formatter("{x:,.0f}")
    time.legend()
    memory.legend(fontsize=8.5)
    return made
