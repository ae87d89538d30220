"""Figures about ways down a surface of costs: a saddle, a valley, its shape before and after scaling, a race."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D

from neural_networks.plots.animation import Animation, Frame, animate
from neural_networks.plots.figure import INK, LINES, Plot, new, new_axes, number, styled
from neural_networks.plots.training import COST

Cost = Callable[[Any, Any], Any]
"""From two weights to a cost, on each element of two arrays of one shape."""
Range = tuple[float, float]
"""The lowest and the highest weight that is drawn."""
NAMES = ("weight $w_1$", "weight $w_2$")
MARKS = (15, 12, 9, 6)
"""Sizes of marks, the larger ones below, so that all are seen where they stand on one place."""


@styled
def saddle_paths(cost_at: Cost, paths: Mapping[str, np.ndarray], x_range: Range, y_range: Range) -> Plot:
    """A surface in perspective with paths ``{name: (steps + 1, 2)}`` over it, and their costs step by step."""
    x, y = np.meshgrid(np.linspace(*x_range, 61), np.linspace(*y_range, 61))
    fig = new(8.4, 4.2)
    grid = fig.add_gridspec(1, 2, width_ratios=(1.25, 1))
    space: Any = fig.add_subplot(grid[0], projection="3d")
    flat = fig.add_subplot(grid[1])
    heights = np.asarray(cost_at(x, y), dtype=float)
    space.plot_surface(x, y, heights, cmap="Greys", alpha=0.45, linewidth=0, antialiased=True, zorder=1)
    space.plot_wireframe(x, y, heights, rstride=6, cstride=6, color="#9a9a9a", linewidth=0.5, zorder=2)
    told = []
    for i, (name, path) in enumerate(paths.items()):
        colour, line, marker = LINES[i % len(LINES)]
        way = np.reshape(path, (-1, 2)).astype(float)
        cost = np.asarray(cost_at(way[:, 0], way[:, 1]), dtype=float)
        look: Any = {"color": colour, "linestyle": line, "marker": marker, "markersize": 4}
        every = max(1, cost.size // 12)
        space.plot(way[:, 0], way[:, 1], cost + 0.03, zorder=10, markevery=every, **look)
        flat.plot(np.arange(cost.size), cost, label=name, markevery=(i * every // 3, every), **look)
        told.append(f"{name}: cost {number(cost[0])} at first, {number(cost[-1])} after {cost.size - 1} steps")
    space.view_init(elev=38, azim=-50)
    space.set(xlabel=NAMES[0], ylabel=NAMES[1], zticks=[0, 0.5, 1], xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    space.set_zlabel("cost J")
    space.set_box_aspect((1, 1, 0.6), zoom=0.88)
    flat.set(xlabel="steps", ylabel=COST)
    flat.legend(loc="upper right")
    fig.suptitle("Which way down from a saddle?", x=0.01, ha="left")
    return fig.describe(
        "In the middle the surface is level, but it is no lowest place. Near it the steps become tiny, and the cost "
        "stays the same for a long time although there is a way down.",
        f"A surface like a saddle with {len(paths)} paths, and their costs over the steps. {'; '.join(told)}.",
    )


@styled
def paths_on_map(
    cost_at: Cost,
    paths: Mapping[str, np.ndarray],
    x_range: Range,
    y_range: Range,
    title: str = "Which way down?",
    names: tuple[str, str] = NAMES,
    lowest: tuple[float, float] = (0.0, 0.0),
) -> Plot:
    """A map of the cost over two weights with paths ``{name: (steps + 1, 2)}``, and a star at its lowest place."""
    fig, ax = new_axes(7.6, 3.9)
    draw_map(ax, cost_at, x_range, y_range, lowest)
    told = []
    for i, (name, path) in enumerate(paths.items()):
        way = draw_path(ax, path, i, name, start=not i)
        told.append(ends(cost_at, name, way))
    ax.set(xlabel=names[0], ylabel=names[1])
    ax.set_title(title)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3)
    return fig.describe(
        "Light is low; along a thin line the cost is the same. Every mark is a step, and the star is the lowest place.",
        f"A map of the cost with {len(paths)} paths. {'; '.join(told)}.",
    )


@styled
def contours_side_by_side(
    panels: Mapping[str, tuple[Cost, np.ndarray, tuple[float, float]]], half_width: float
) -> Plot:
    """Maps of costs with a path each: ``{name: (cost_at, path (steps + 1, 2), lowest place)}``, all to one scale.

    Every panel shows ``half_width`` to each side of its lowest place.
    """
    fig = new(8.0, 4.65)
    axes = fig.subplots(1, max(len(panels), 1), squeeze=False)[0]
    told = []
    for i, (ax, (name, (cost_at, path, lowest))) in enumerate(zip(axes, panels.items(), strict=False)):
        across, along = ((low - half_width, low + half_width) for low in lowest)
        draw_map(ax, cost_at, across, along, lowest)
        way = draw_path(ax, path, i, "", start=True)
        ax.set(xlabel=NAMES[0], ylabel=NAMES[1] if not i else "")
        ax.set_title(name, fontsize=11, weight="normal")
        ax.set_box_aspect(1)
        told.append(ends(cost_at, name, way))
    fig.suptitle("What does scaling do to the valley?", x=0.01, ha="left")
    return fig.describe(
        "Downhill is at right angles to the thin lines. Where they are circles, that is the way to the star; in a "
        "narrow valley it is mostly the way to the other wall, and the learning rate has to be small.",
        f"Maps of the cost around its lowest place. {'; '.join(told)}.",
    )


@styled
def race(
    cost_at: Cost,
    paths: Mapping[str, np.ndarray],
    x_range: Range,
    y_range: Range,
    lowest: Sequence[tuple[float, float]] = (),
    frames: int = 31,
) -> Animation:
    """All paths ``{name: (steps + 1, 2)}`` on one surface, walked at the same time; beside it the costs so far.

    ``lowest`` are the places of stars. The walk is seen at ``frames`` moments or fewer, from the start to the end:
    step by step at first, where most is decided, and then in ever longer strides.
    """
    ways = {name: np.reshape(path, (-1, 2)).astype(float) for name, path in paths.items()}
    costs = {name: np.asarray(cost_at(way[:, 0], way[:, 1]), dtype=float) for name, way in ways.items()}
    last = max((way.shape[0] for way in ways.values()), default=1) - 1
    steps = _moments(last, frames)
    highest = max((float(cost.max()) for cost in costs.values()), default=1.0)
    bottom = min((float(cost.min()) for cost in costs.values()), default=0.0)

    def draw(fig: Plot) -> Frame:
        left, right = fig.subplots(1, 2, width_ratios=(1.5, 1))
        draw_map(left, cost_at, x_range, y_range, *lowest)
        stars = [*left.lines]
        moving: list[tuple[np.ndarray, Line2D, Line2D]] = []  # points, the line through them, the mark at its end
        for i, (name, way) in enumerate(ways.items()):
            colour, line, marker = LINES[i % len(LINES)]
            look: Any = {"color": colour, "linestyle": line}
            spot: Any = {"marker": marker, "markersize": MARKS[i % len(MARKS)], "markeredgecolor": "white", "zorder": 6}
            spent = np.column_stack([np.arange(len(way)), costs[name]])
            for ax, points in ((left, way), (right, spent)):
                (gone,) = ax.plot([], [], **look, linewidth=1.6)
                (here,) = ax.plot([], [], **look, **spot, label=name, clip_on=ax is left)
                moving.append((points, gone, here))
        room = 0.05 * (highest - bottom or 1.0)
        right.set(xlim=(0, max(last, 1)), ylim=(bottom - room, highest + room), xlabel="steps", ylabel=COST)
        left.set(xlabel=NAMES[0], ylabel=NAMES[1])
        title = fig.suptitle("Who is where?", x=0.01, ha="left")
        fig.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=5)

        def frame(i: int) -> list[Artist]:
            for points, gone, here in moving:
                done = points[: int(steps[i]) + 1]
                gone.set_data(*done.T)
                here.set_data(*done[-1:].T)
            title.set_text(f"Who is where after {steps[i]:3d} steps?")
            return [*(gone for _, gone, _ in moving), *stars, *(here for *_, here in moving), title]

        return frame

    told = [ends(cost_at, name, way) for name, way in ways.items()]
    film = animate(draw, steps.size, (8.4, 4.4), milliseconds=300)
    film.describe(
        "Left the way of each on the map, where light is low and a star the lowest place; right its cost so far. It "
        "begins step by step, goes on in longer strides, and rests at the end. On paper, and for readers who prefer no "
        "motion, the picture shows the end.",
        f"A moving picture of {len(ways)} optimisers on one surface. {'; '.join(told)}.",
    )
    return film


def _moments(last: int, frames: int) -> np.ndarray:
    """At most so many steps from 0 to ``last``: the first third of them one by one, the others ever farther apart."""
    if last < frames:
        return np.arange(last + 1)
    slow = frames // 3
    strides = np.linspace(0, 1, frames - slow) ** 1.5
    return np.unique([*range(slow), *np.round(slow + (last - slow) * strides).astype(int)])


def draw_map(ax: Axes, cost_at: Cost, x_range: Range, y_range: Range, *lowest: tuple[float, float]) -> None:
    """Shades and thin lines for the cost, and stars at the lowest places."""
    x, y = np.meshgrid(np.linspace(*x_range, 121), np.linspace(*y_range, 121))
    height = np.asarray(cost_at(x, y), dtype=float)
    low, high = float(np.nanmin(height)), float(np.nanmax(height))
    levels = low + max(high - low, 1e-9) * np.linspace(0, 1, 16) ** 2
    greys = ListedColormap([str(shade) for shade in np.linspace(0.98, 0.6, 15)])
    ax.contourf(x, y, height, levels=levels, cmap=greys)
    ax.contour(x, y, height, levels=levels, colors="#8a8a8a", linewidths=0.5, linestyles="solid")
    for place in lowest:
        ax.plot(*place, marker="*", color=INK, markersize=14, markeredgecolor="white", linestyle="", zorder=5)
    ax.grid(visible=False)
    ax.locator_params(nbins=6)
    ax.set(xlim=x_range, ylim=y_range)


def draw_path(ax: Axes, path: np.ndarray, i: int, name: str, start: bool) -> np.ndarray:
    """The way ``(steps + 1, 2)`` of walker number ``i``, from 0, with its own colour, line and marks; the way again."""
    colour, line, marker = LINES[i % len(LINES)]
    way = np.reshape(path, (-1, 2)).astype(float)
    look: Any = {"linestyle": line, "marker": marker, "markersize": 4.5, "linewidth": 1.4, "zorder": 4}
    ax.plot(way[:, 0], way[:, 1], color=colour, label=name, **look)
    if start:
        ax.annotate("start", way[0], (5, 5), textcoords="offset points", weight="bold", zorder=7)
    return way


def ends(cost_at: Cost, name: str, way: np.ndarray) -> str:
    """For a description: what a way ``(steps + 1, 2)`` costs at its first place and at its last."""
    first, last = (float(np.squeeze(cost_at(*place))) for place in (way[0], way[-1]))
    return f"{name}: cost {number(first)} at first, {number(last)} after {len(way) - 1} steps"
