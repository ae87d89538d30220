"""The optimisers of the course and their relatives, drawn as a family."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from neural_networks.plots.figure import BLUE, GREY, INK, Plot, new, styled


class Member(NamedTuple):
    """A box: its name, who and when, what is new in it, where it stands, from whom it comes, whether it was written."""

    name: str
    source: str
    idea: str
    place: tuple[float, float]
    parents: tuple[str, ...]
    own: bool


OPTIMISERS = (
    Member("gradient descent", "Cauchy 1847", "along the derivative", (0.0, 1.0), (), True),
    Member("momentum", "Polyak 1964", "an average\nof derivatives", (1.0, 2.0), ("gradient descent",), True),
    Member("Nesterov", "Nesterov 1983", "the derivative of\na place ahead", (2.0, 2.0), ("momentum",), False),
    Member("AdaGrad", "Duchi and others 2011", "divided by the root\nof a sum of squares", (1.0, 0.0),
           ("gradient descent",), False),
    Member("RMSProp", "Hinton 2012", "an average in the\nplace of the sum", (2.0, 0.0), ("AdaGrad",), True),
    Member("Adam", "Kingma and Ba 2014", "both averages,\ncorrected", (3.0, 1.0), ("momentum", "RMSProp"), True),
    Member("AdamW", "Loshchilov, Hutter 2017", "weights shrink,\nbeside the step", (4.0, 1.0), ("Adam",), False),
)  # fmt: skip
WIDE, HIGH = 0.84, 0.74  # of a box, where two neighbours are 1 apart

PROGRESS = np.linspace(0, 1, 101)  # of a training
SCHEDULES = (
    ("a fraction or a power", "section 5.2", 1 / (1 + 6 * PROGRESS), True),
    ("cosine, half a wave", "Loshchilov, Hutter 2016", (1 + np.cos(np.pi * PROGRESS)) / 2, True),
    (
        "warm-up, then any of them",
        "Goyal and others 2017",
        np.where(PROGRESS < 0.15, PROGRESS / 0.15, (1 + np.cos(np.pi * (PROGRESS - 0.15) / 0.85)) / 2),
        False,
    ),
)


@styled
def family_of_optimisers() -> Plot:
    """Optimisers as boxes with an arrow from each to those that change one thing in it; below, how rates fall."""
    fig = new(9.2, 5.6)
    grid = fig.add_gridspec(2, len(SCHEDULES), height_ratios=(3.3, 1))
    tree = fig.add_subplot(grid[0, :])
    places = {one.name: one.place for one in OPTIMISERS}
    for one in OPTIMISERS:
        _box(tree, one)
        for parent in one.parents:
            _arrow(tree, places[parent], one.place)
    tree.set(xlim=(-0.5, 4.5), ylim=(-0.45, 2.45))
    tree.set_axis_off()
    for column, (name, source, rates, own) in enumerate(SCHEDULES):
        ax = fig.add_subplot(grid[1, column])
        ax.plot(PROGRESS, rates, color=BLUE if own else INK)
        ax.set(xticks=[], yticks=[], ylim=(0, 1.1), xlabel="epochs", ylabel="rate")
        ax.grid(visible=False)
        ax.set_title(f"{name}\n{source}", fontsize=9.5, weight="normal")
    fig.suptitle("Who is related to whom?", x=0.01, ha="left")
    told = [
        f"{one.name} ({_line(one.source)}): {_line(one.idea)}"
        + (f", from {' and '.join(one.parents)}" if one.parents else "")
        for one in OPTIMISERS
    ]
    return fig.describe(
        "Blue is what you have written. An arrow leads to a formula in which one thing is changed; it does not say who "
        "knew of whom. Below, three ways for the rate to change during training: they go with every optimiser.",
        f"A tree of {len(OPTIMISERS)} optimisers. {'; '.join(told)}. Below it {len(SCHEDULES)} curves of learning "
        f"rates: {'; '.join(f'{name} ({source})' for name, source, _, _ in SCHEDULES)}.",
    )


def _box(ax: Axes, one: Member) -> None:
    x, y = one.place
    look: Any = {"facecolor": "#e3eef6", "edgecolor": BLUE} if one.own else {"facecolor": "white", "edgecolor": GREY}
    corner = (x - WIDE / 2, y - HIGH / 2)
    ax.add_patch(FancyBboxPatch(corner, WIDE, HIGH, boxstyle="round,pad=0,rounding_size=0.06", linewidth=1.6, **look))
    ax.text(x, y + 0.25, one.name, ha="center", va="center", weight="bold", fontsize=10.5)
    ax.text(x, y + 0.06, one.source, ha="center", va="center", fontsize=8, color=GREY)
    ax.text(x, y - 0.19, one.idea, ha="center", va="center", fontsize=8.5)


def _arrow(ax: Axes, tail: tuple[float, float], head: tuple[float, float]) -> None:
    """From one box to the left edge of another: from its right edge, or past a neighbour from above or below."""
    end = (head[0] - WIDE / 2, head[1])
    start = (tail[0] + WIDE / 2, tail[1])
    if head[0] - tail[0] > 1:
        start = (tail[0], tail[1] + math.copysign(HIGH / 2, head[1] - tail[1]))
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.3})


def _line(text: str) -> str:
    return text.replace("\n", " ")
