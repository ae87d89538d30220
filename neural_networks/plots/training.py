"""Figures about learning: cost over the iterations, rates compared, the cost as a landscape, training against test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.colors import ListedColormap

from neural_networks.plots.figure import BLUE, INK, LINES, RED, Plot, new, new_axes, number, styled

ITERATIONS, COST = "iterations", "cost J"


@styled
def learning_curve(costs: Sequence[float], every: int = 100, name: str = "cost J") -> Plot:
    """The cost, or an error with another ``name``, kept every ``every`` iterations; ValueError if there is none."""
    values = flat(costs)
    last = (values.size - 1) * every
    fig, ax = new_axes(6.8, 3.4)
    ax.plot(np.arange(values.size) * every, values, color=BLUE, marker="o", markersize=4)
    for x, y in {0: values[0], last: values[-1]}.items():
        ax.annotate(number(y), (x, y), (0, 8), textcoords="offset points", ha="center", weight="bold")
    ax.margins(x=0.06, y=0.15)
    ax.set(xlabel=ITERATIONS, ylabel=name)
    what = name.split()[0]
    ax.set_title(f"Does the {what} fall?")
    rises = int(np.sum(np.diff(values) > 0))
    trend = f"It rises {rises} times on the way." if rises else "It never rises."
    return fig.describe(
        f"From {number(values[0])} to {number(values[-1])} in {last} iterations, noted every {every}. {trend}",
        f"A curve of {values.size} {what}s from {number(values[0])} to {number(values[-1])}. {trend}",
    )


@styled
def learning_rates(curves: Mapping[float, Sequence[float]], every: int = 100) -> Plot:
    """Costs for several learning rates, ``{rate: costs}``, kept every ``every`` iterations."""
    fig, ax = new_axes(6.8, 3.8)
    told = []
    for i, (rate, costs) in enumerate(curves.items()):
        (colour, line, marker), values = LINES[i % len(LINES)], flat(costs)
        steps = np.arange(values.size) * every
        name = number(rate, 6)
        ax.plot(steps, values, color=colour, linestyle=line, marker=marker, markersize=4, label=f"α = {name}")
        told.append(f"{name}: from {number(values[0])} to {number(values[-1])}")
    ax.legend(title="learning rate")
    ax.set(xlabel=ITERATIONS, ylabel=COST)
    ax.set_title("How large may a step be?")
    return fig.describe(
        "The same neuron, the same pictures, the same start: only the length of the steps differs.",
        f"One curve of costs for each learning rate; {'; '.join(told)}.",
    )


@styled
def cost_landscape(
    cost_at: Callable[[float, float], float],
    paths: Mapping[str, np.ndarray],
    w_range: tuple[float, float],
    b_range: tuple[float, float],
    title: str = "Which way does gradient descent take?",
) -> Plot:
    """The cost over a weight w and a bias b as a map, and on it paths ``{name: (steps + 1, 2)}`` of (w, b).

    ``cost_at(w, b)`` is asked for one place at a time.
    """
    w, b = np.linspace(*w_range, 41), np.linspace(*b_range, 41)
    height = np.array([[float(np.squeeze(cost_at(x, y))) for x in w] for y in b])
    low, high = float(np.nanmin(height)), float(np.nanmax(height))
    levels = low + max(high - low, 1e-9) * np.linspace(0, 1, 16) ** 2
    fig, ax = new_axes(7.2, 4.8)
    greys = ListedColormap([str(shade) for shade in np.linspace(0.98, 0.6, 15)])
    filled = ax.contourf(w, b, height, levels=levels, cmap=greys)
    ax.contour(w, b, height, levels=levels, colors="#8a8a8a", linewidths=0.5)
    told = []
    for i, (name, path) in enumerate(paths.items()):
        (colour, line, marker), way = LINES[i % len(LINES)], np.reshape(path, (-1, 2))
        look: Any = {"color": colour, "linestyle": line, "marker": marker, "markersize": 4, "linewidth": 1.3}
        ax.plot(way[:, 0], way[:, 1], label=name, **look)
        told.append(f"{name}: {len(way) - 1} steps to w = {number(way[-1, 0], 2)}, b = {number(way[-1, 1], 2)}")
    row, column = np.unravel_index(int(np.nanargmin(height)), height.shape)
    star: Any = {"color": INK, "markersize": 15, "markeredgecolor": "white", "linestyle": "", "zorder": 5}
    ax.plot(w[column], b[row], marker="*", label="lowest place of the map", **star)
    ax.set(xlabel="weight w", ylabel="bias b", xlim=w_range, ylim=b_range)
    ax.set_title(title)
    ax.grid(visible=False)
    ticks = levels[[0, 4, 7, 9, 11, 13, 15]]
    fig.colorbar(filled, ax=ax, label=COST, ticks=ticks, format=lambda value, _: f"{value:.2f}")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2)
    return fig.describe(
        "Light is low, and along a thin line the cost is the same. Every mark is a step. With one rate for all, steps "
        "are long where it is steep and short where it is nearly level.",
        f"A map of the cost from {number(low)} to {number(high)} over w and b. {'; '.join(told)}.",
    )


@styled
def training_and_test_cost(curves: Mapping[str, tuple[Sequence[float], Sequence[float]]], every: int = 100) -> Plot:
    """Cost on the training and the test set, one panel for each ``{name: (training, test)}``."""
    fig = new(7.4, 3.5)
    panels = fig.subplots(1, max(len(curves), 1), sharey=True, squeeze=False)[0]
    told = []
    for ax, (name, (training, test)) in zip(panels, curves.items(), strict=False):
        for costs, colour, line, of in ((training, BLUE, "-", "training pictures"), (test, RED, "--", "test pictures")):
            values = flat(costs)
            ax.plot(np.arange(values.size) * every, values, color=colour, linestyle=line, label=of)
            told.append(f"{name}, {of}: from {number(values[0])} to {number(values[-1])}")
        ax.set_title(name, fontsize=11, weight="normal")
        ax.set_xlabel(ITERATIONS)
        ax.set_ylabel(COST if ax is panels[0] else "")
    panels[-1].legend(loc="lower left")
    fig.suptitle("Does it learn the subject, or the pictures by heart?", x=0.01, ha="left")
    return fig.describe(
        "Solid: the cost on the pictures it learns from. Dashed: on pictures that it never sees. What lies between the "
        "two was learnt by heart.",
        f"Curves of the cost. {'; '.join(told)}.",
    )


def flat(costs: Sequence[float]) -> np.ndarray:
    """Costs, however each is wrapped, as one row of numbers.

    Raises:
        ValueError: there are none.
    """
    if not len(costs):
        raise ValueError("there are no costs to draw: the list is empty")
    return np.array([float(np.squeeze(cost)) for cost in costs])
