"""Training as it goes: the cost against the iterations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from autograder.plots.figure import LINES, Plot, new_axes, number, styled


@styled
def learning_curve(costs: Sequence[float], every: int = 100) -> Plot:
    """The cost, kept every ``every`` iterations."""
    values = flat(costs)
    fig, ax = new_axes(6.8, 3.4)
    colour, _, _ = LINES[0]
    ax.plot(np.arange(values.size) * every, values, color=colour, marker="o", markersize=4)
    label(ax)
    ax.set_title("The cost falls, quickly at first")
    return fig.describe(
        f"From {number(values[0])} down to {number(values[-1])} in {(values.size - 1) * every} iterations: "
        "the neuron finds better weights all the time, in ever smaller steps.",
        f"A falling curve of {values.size} costs from {number(values[0])} to {number(values[-1])}.",
    )


@styled
def learning_rates(curves: Mapping[float, Sequence[float]], every: int = 100) -> Plot:
    """Costs for several learning rates, ``{rate: costs}``."""
    fig, ax = new_axes(6.8, 3.8)
    told = []
    for (rate, costs), (colour, line, marker) in zip(curves.items(), LINES, strict=False):
        values = flat(costs)
        steps = np.arange(values.size) * every
        ax.plot(steps, values, color=colour, linestyle=line, marker=marker, markersize=4, label=f"α = {rate:g}")
        told.append(f"{rate:g}: from {number(values[0])} to {number(values[-1])}")
    ax.legend(title="learning rate")
    label(ax)
    ax.set_title("How large may a step be?")
    return fig.describe(
        "A small rate creeps. A large one is fast, and may jump about before it settles.",
        f"One curve of costs for each learning rate; {'; '.join(told)}.",
    )


def flat(costs: Sequence[float]) -> np.ndarray:
    """Costs, however each is wrapped, as one row of numbers."""
    return np.array([float(np.asarray(cost).reshape(())) for cost in costs])


def label(ax: Axes) -> None:
    """Name the axes."""
    ax.set(xlabel="iterations", ylabel="cost J (no unit)")
