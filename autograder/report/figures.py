"""The figures of a report: each answers the question in its title, in grey as in colour, and says its numbers in words.

They are SVG, shown as pictures, so that nothing in them can run, load or style anything.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from autograder.plain.shown import shortened
from autograder.plain.text import printable
from autograder.report.contents import ExerciseFigures, Met, Report, Spread

STYLE: Any = {
    "axes.axisbelow": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "font.size": 10,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
    "svg.hashsalt": "report",  # the same report has the same file
}
WIDTH, ROW = 7.6, 0.34  # inches: of a figure, of a bar that lies
INK = "#1f2328"
PARTS = (  # of a class: name, colour, hatch; from dark to light, so that grey tells them apart as well
    ("all points", "#0072B2", ""),
    ("some points", "#56B4E9", "//"),
    ("no points", "#F0E442", ".."),
    ("not started", "#ffffff", "xx"),
)
BINS = 10
MOST_BARS = 10
LONGEST_NAME = 56
NARROW = 0.03  # of a class: a part of a bar in which no number has room


@dataclass(frozen=True)
class Picture:
    """A figure on a page."""

    title: str  # a question
    words: str  # its numbers
    data: str  # of the SVG, in base64


def pictures(report: Report) -> dict[str, Picture]:
    """The figures that there is something to show for: ``marks``, ``exercises``, ``mistakes``."""
    found: dict[str, Picture] = {}
    if report.marks is not None and report.marks.points:
        found["marks"] = of_marks(report.marks)
        found["exercises"] = of_exercises(report.exercises)
    if report.wrong:
        found["mistakes"] = of_mistakes(report.wrong)
    return found


def of_marks(marks: Spread) -> Picture:
    """How many students are in each tenth of the points."""
    edges = np.linspace(0, marks.points, BINS + 1)
    counts, _ = np.histogram(np.clip(marks.scores, 0, marks.points), edges)
    median = round(marks.quartiles[2], 2)

    def draw(axes: Axes) -> None:
        bars = axes.bar(edges[:-1], counts, np.diff(edges), align="edge", color="#56B4E9", edgecolor=INK)
        labels = axes.bar_label(bars, [str(count) if count else "" for count in counts], padding=2)
        on_paper(labels)
        axes.axvline(median, color=INK, linestyle="--", zorder=0, label=f"median: {median:g} points")
        axes.set_xticks(edges, [f"{edge:g}" for edge in edges])
        axes.set_xlabel(f"points, of {marks.points:g}")
        axes.set_ylabel("students")
        axes.set_ylim(0, max(counts.max() * 1.25, 1.0))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.legend(loc="upper left")

    tenths = [f"{low:g} to {high:g} points: {n}" for low, high, n in zip(edges, edges[1:], counts, strict=False) if n]
    words = f"Students by points: {'; '.join(tenths)}. The median is {median:g} of {marks.points:g} points."
    return picture("How are the points spread?", words, draw, 2.9)


def of_exercises(exercises: Sequence[ExerciseFigures]) -> Picture:
    """How many students have all, some or no points, or have not started, of each exercise."""
    names = [exercise.name for exercise in exercises]
    table = np.array([[e.all_points, e.some_points, e.no_points, e.not_started] for e in exercises])

    def draw(axes: Axes) -> None:
        assert axes.figure is not None
        left = np.zeros(len(names))
        for (name, colour, hatch), counts in zip(PARTS, table.T, strict=True):
            places = range(len(names))
            bars = axes.barh(places, counts, left=left, label=name, color=colour, hatch=hatch, edgecolor=INK)
            labels = [str(count) if count and count >= NARROW * table.sum(axis=1).max() else "" for count in counts]
            on_paper(axes.bar_label(bars, labels, label_type="center", fontsize=9, color=INK))
            left += counts
        lying(axes, names)
        axes.figure.legend(loc="outside lower center", ncols=len(PARTS))

    each = [
        f"{e.name}: {e.all_points} all points, {e.some_points} some, {e.no_points} none, {e.not_started} not started"
        for e in exercises
    ]
    words = f"Students by exercise. {'; '.join(each)}."
    return picture("How far did the class get in each exercise?", words, draw, 1.5 + ROW * len(names))


def of_mistakes(met: Sequence[Met]) -> Picture:
    """What went wrong most often."""
    shown = met[:MOST_BARS]
    names = [f"{one.exercise}: {one.name}" for one in shown]
    counts = [one.count for one in shown]

    def draw(axes: Axes) -> None:
        bars = axes.barh(range(len(names)), counts, color="#E69F00", edgecolor=INK, hatch="//")
        axes.bar_label(bars, padding=3)
        axes.set_xlim(0, max(counts) * 1.1)
        lying(axes, names)

    words = f"Students by what went wrong. {'; '.join(f'{n}: {c}' for n, c in zip(names, counts, strict=True))}."
    return picture("What went wrong most often?", words, draw, 1.1 + ROW * len(names))


def on_paper(labels: Iterable[Text]) -> None:
    """Numbers on white, so that no line or hatch runs through them."""
    for label in labels:
        if label.get_text():
            label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})


def lying(axes: Axes, names: Sequence[str]) -> None:
    """What all charts of lying bars share: the first on top, whole students, names that are drawn as they are written.

    An exception's name is a student's word; Matplotlib would take dollar signs in it for a formula.
    """
    labels = [shortened(printable(name), LONGEST_NAME) for name in names]
    axes.set_yticks(range(len(names)), labels, parse_math=False)
    axes.invert_yaxis()
    axes.set_xlabel("students")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def picture(title: str, words: str, draw: Callable[[Axes], None], height: float) -> Picture:
    """Draw a figure of so many inches in height."""
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph", UserWarning)  # a name in another script; the words have it
        figure = Figure((WIDTH, height), layout="constrained")
        axes = figure.subplots()
        draw(axes)
        axes.set_title(title)
        file = io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    return Picture(title, words, base64.b64encode(file.getvalue()).decode("ascii"))
