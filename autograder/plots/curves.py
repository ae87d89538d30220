"""Curves and bars: a function, the losses of single examples, accuracies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.plots.figure import BLUE, GREY, ORANGE, RED, Plot, new_axes, number, styled


@styled
def sigmoid_curve(sigmoid: Callable[[np.ndarray], Any]) -> Plot:
    """The student's own sigmoid from -8 to 8, with the probability 0.5 at z = 0."""
    z = np.linspace(-8, 8, 321)
    fig, ax = new_axes(6.4, 3.4)
    ax.plot(z, np.asarray(sigmoid(z)).reshape(-1), color=BLUE)
    ax.axhline(0.5, color=GREY, linestyle=":", linewidth=1.2)
    ax.axvline(0, color=GREY, linestyle=":", linewidth=1.2)
    ax.plot([0], [0.5], "o", color=RED)
    ax.annotate("σ(0) = 0.5", (0, 0.5), (0.5, 0.4), color=RED, weight="bold")
    ax.set(xlabel="score z (no unit)", ylabel="probability σ(z)", ylim=(-0.05, 1.05))
    ax.set_title("Any score becomes a probability")
    return fig.describe(
        "Far to the left the neuron is sure of class 0, far to the right of class 1; in between it hesitates.",
        "An S-shaped curve that rises from 0 at z = −8 through 0.5 at z = 0 to 1 at z = 8.",
    )


@styled
def example_average(losses: np.ndarray) -> Plot:
    """The loss of each example as a bar ``(m,)``, and their average, the cost, as a line."""
    losses = np.asarray(losses, dtype=float).reshape(-1)
    cost = float(losses.mean())
    fig, ax = new_axes(6.4, 3.2)
    ax.bar(np.arange(1, losses.size + 1), losses, color=BLUE, width=0.6)
    ax.axhline(cost, color=RED, linestyle="--")
    ax.text(losses.size + 0.45, cost, f" cost J = {number(cost)}", color=RED, va="center", weight="bold")
    ax.set(xlabel="training example", ylabel="loss L (no unit)", xticks=np.arange(1, losses.size + 1))
    ax.set_xlim(0.4, losses.size + 0.45)
    ax.set_title("The cost is the average of the losses")
    return fig.describe(
        "Each bar is how wrong the neuron is about one example; the dashed line is their average.",
        f"Bars for {losses.size} losses: {', '.join(number(loss) for loss in losses)}; "
        f"a dashed line at their average {number(cost)}.",
    )


@styled
def accuracies(shares: Mapping[str, float]) -> Plot:
    """Shares of right answers, 0 to 1, as bars with their numbers."""
    fig, ax = new_axes(7.2, 2.6)
    names, values = list(shares), [100 * float(value) for value in shares.values()]
    colours = [BLUE, ORANGE, GREY]
    bars = ax.barh(names, values, color=[colours[i % 3] for i in range(len(names))], height=0.55)
    ax.bar_label(bars, [f" {value:.0f} %" for value in values], weight="bold")
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.set(xlabel="right answers (%)", xlim=(0, 108))
    ax.set_title("Old pictures are known better than new ones")
    return fig.describe(
        "The distance between the first two bars is what the neuron has learnt by heart instead of understood.",
        "Bars: " + ", ".join(f"{name} {value:.0f} %" for name, value in zip(names, values, strict=True)) + ".",
    )
