"""Figures about places where a cost is level: of which kind they are, and how rare the lowest ones are among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from neural_networks.plots.figure import LINES, Plot, new, new_axes, number, styled
from neural_networks.plots.surfaces import NAMES, Cost, Range, draw_map, draw_path, ends

FEWEST_SHOWN = 1e-4


@styled
def level_places(panels: Mapping[str, tuple[Cost, np.ndarray]], x_range: Range, y_range: Range) -> Plot:
    """Maps of costs with a path each, ``{name: (cost_at, path (steps + 1, 2))}``; stars where the map is lowest."""
    fig = new(9.0, 3.7)
    axes = fig.subplots(1, max(len(panels), 1), squeeze=False)[0]
    x, y = np.meshgrid(np.linspace(*x_range, 121), np.linspace(*y_range, 121))
    told = []
    for i, (ax, (name, (cost_at, path))) in enumerate(zip(axes, panels.items(), strict=False)):
        height = np.asarray(cost_at(x, y), dtype=float)
        rises = float(np.ptp(height))
        lowest = (height - height.min() <= 1e-6 * rises) & (rises > 0)
        draw_map(ax, cost_at, x_range, y_range, *zip(x[lowest], y[lowest], strict=True))
        way = draw_path(ax, path, i, "", start=True)
        ax.set(xlabel=NAMES[0], ylabel=NAMES[1] if not i else "")
        ax.set_title(name, fontsize=11, weight="normal")
        ax.set_box_aspect(1)
        told.append(ends(cost_at, name, way))
    fig.suptitle("Who gets to the star?", x=0.01, ha="left")
    return fig.describe(
        "Light is low, a star is the lowest place, and every mark is a step. Where the marks lie close together the "
        "surface is nearly level: there a step is short.",
        f"Maps of the cost over two weights, with a walk on each. {'; '.join(told)}.",
    )


@styled
def shares_of_lowest(shares: Mapping[str, Mapping[int, float]]) -> Plot:
    """How many of the level places are lowest ones: ``{name: {number of weights: share from 0 to 1}}``.

    The upright axis is logarithmic; a share of 0 is left out.
    """
    fig, ax = new_axes(7.2, 3.4)
    told, most = [], 1
    for (name, by_weights), (colour, line, marker) in zip(shares.items(), LINES, strict=False):
        weights = np.array(sorted(by_weights))
        share = np.array([by_weights[int(n)] for n in weights], dtype=float)
        shown = share > 0
        look: Any = {"linestyle": line, "marker": marker, "markersize": 6}
        ax.plot(weights[shown], share[shown], color=colour, label=name, **look)
        most = max(most, int(weights[-1]))
        pairs = zip(weights, share, strict=True)
        told.append(f"{name}: " + ", ".join(f"with {n} {number(100 * one, 2)} %" for n, one in pairs))
    ax.set(yscale="log", xlabel="number of weights", ylabel="share of lowest places", ylim=(FEWEST_SHOWN / 2, 1.2))
    ax.set_xticks(range(1, most + 1))
    ax.set_yticks([1, 0.1, 0.01, 1e-3, 1e-4], ["all", "1 of 10", "1 of 100", "1 of 1,000", "1 of 10,000"])
    ax.set_title("How many level places are lowest places?")
    ax.legend()
    return fig.describe(
        "The upright axis goes down in powers of ten. With a few weights already, nearly all level places are saddles, "
        "or highest places.",
        f"Falling lines on a logarithmic scale, by number of weights. {'; '.join(told)}.",
    )
