"""Figures about points in a plane: where a classifier changes its mind, what its neurons see, how it learns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from neural_networks.plots.animation import Animation, Frame, animate
from neural_networks.plots.figure import BLUE, GREY, INK, RED, Plot, new, new_axes, number, styled
from neural_networks.plots.training import COST, ITERATIONS

Predict = Callable[[np.ndarray], Any]
"""From points ``(2, k)`` to a label 0 or 1 for each, of any shape with k values."""
Moment = tuple[int, float, Any]
"""How training stands: iterations so far, cost, parameters."""

GRID = 281  # places along each side of a map, one for every two dots or so
NARROW = 201  # of a map that is half as wide
ROUGH = 121  # of one that is seen for a tenth of a second
# One land is clearly lighter than the other: told apart without colour too.
LANDS = ["#fdf0e6", "#b4cfe3"]
SLOPES = LinearSegmentedColormap.from_list("slopes", ["#fdf0e6", "#f4f4f4", "#7fa9cb"])
CLASSES = ((0, RED, "s"), (1, BLUE, "o"))
HORIZONTAL, VERTICAL = "$x_1$", "$x_2$"
KEY = "Squares are class 0 and circles class 1; on light ground the answer is 0, on dark ground 1."


@styled
def planar_examples(X: np.ndarray, Y: np.ndarray, title: str = "Which line could part them?") -> Plot:
    """Points ``X (2, m)`` of two classes, ``Y (1, m)``."""
    points, truth = np.asarray(X, dtype=float), _labels(Y)
    fig, ax = new_axes(5.6, 4.6)
    _draw_points(ax, points, truth, 5)
    _name_axes(ax, points)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    ax.set_title(title)
    counts = [int(np.sum(truth == label)) for label in (0, 1)]
    return fig.describe(
        f"{counts[0]} squares (class 0) and {counts[1]} circles (class 1). Each is one example, one column of X.",
        f"{truth.size} points of two classes, x1 from {number(points[0].min(), 1)} to {number(points[0].max(), 1)}, "
        f"x2 from {number(points[1].min(), 1)} to {number(points[1].max(), 1)}.",
    )


@styled
def decision_boundaries(
    models: Mapping[str, Predict], X: np.ndarray, Y: np.ndarray, title: str = "Where does it change its mind?"
) -> Plot:
    """One panel for each of ``models``, ``{name: predict}``: which answer a point of the plane would get."""
    points, truth = np.asarray(X, dtype=float), _labels(Y)
    count = max(len(models), 1)
    columns, wide = min(count, 4), count <= 2
    size, places = (4.5, GRID) if wide else (2.4, NARROW)
    rows = -(-count // columns)
    fig = new(4.1 * columns if wide else 8.4, (3.9 if wide else 8.4 / columns + 0.2) * rows + 0.3)
    panels = fig.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    told = []
    for ax, (name, predict) in zip(panels.flat, models.items(), strict=False):
        share = _draw_lands(ax, predict, points, truth, size, places)
        ax.set_title(f"{name}: {100 * share:.1f} %", fontsize=10.5, weight="normal", pad=5)
        told.append(f"{name}: {100 * share:.1f} % right")
    for ax in panels.flat[count:]:
        _draw_key(ax)
    for ax in panels[-1, : count - columns * (rows - 1)]:
        ax.set_xlabel(HORIZONTAL)
    for ax in panels[:, 0]:
        ax.set_ylabel(VERTICAL)
    fig.suptitle(title, x=0.01, ha="left")
    plural = "A map of the answers of one classifier" if count == 1 else f"Maps of the answers of {count} classifiers"
    return fig.describe(
        f"{KEY} The share of right answers, on the points it has learnt from, is above each panel.",
        f"{plural} over {truth.size} points. {'; '.join(told)}.",
    )


@styled
def hidden_neurons(hidden: Callable[[np.ndarray], np.ndarray], predict: Predict, X: np.ndarray, Y: np.ndarray) -> Plot:
    """What each hidden neuron says over the plane, ``hidden: (2, k) -> (n_h, k)``, and what the output makes of it."""
    points, truth = np.asarray(X, dtype=float), _labels(Y)
    x, y, grid = _grid(points, NARROW)
    said = np.asarray(hidden(grid), dtype=float)
    fig = new(8.4, 2.6)
    panels = fig.subplots(1, len(said) + 1, sharey=True, squeeze=False)[0]
    for i, (ax, values) in enumerate(zip(panels, said, strict=False)):
        field = values.reshape(NARROW, NARROW)
        ax.contourf(x, y, field, levels=np.linspace(-1, 1, 9), cmap=SLOPES, extend="both")
        _draw_border(ax, x, y, field)
        ax.set_title(f"hidden neuron {i + 1}", fontsize=10.5, weight="normal", pad=5)
        _name_axes(ax, points)
    share = _draw_lands(panels[-1], predict, points, truth, 1.8, NARROW)
    panels[-1].set_title("the output", fontsize=10.5, weight="normal", pad=5)
    panels[-1].set_xlabel(HORIZONTAL)
    for ax in panels[1:]:
        ax.set_ylabel("")
    fig.suptitle("How do straight borders become a bent one?", x=0.01, ha="left")
    halves = ", ".join(f"{np.mean(values > 0):.0%}" for values in said)
    return fig.describe(
        "Dark: the activation is near 1, light: near −1, on the line it is 0. Every hidden neuron still draws one "
        "straight border; one alone can do no more. Only their weighted sum, sent through the "
        "sigmoid, bends.",
        f"{len(said)} maps of activations, each parted by one straight line; above 0 on {halves} of the map. "
        f"The last map shows the network's answers, {100 * share:.1f} % right.",
    )


@styled
def boundary_while_training(
    moments: Sequence[Moment], predict: Callable[[Any, np.ndarray], Any], X: np.ndarray, Y: np.ndarray
) -> Animation:
    """An animation: the boundary and the cost at each of ``moments`` of training; ``predict(parameters, points)``."""
    points, truth = np.asarray(X, dtype=float), _labels(Y)
    steps = np.array([moment[0] for moment in moments])
    costs = np.array([float(np.squeeze(moment[1])) for moment in moments])
    shares = [_share(predict(moment[2], points), truth) for moment in moments]

    def map_of(ax: Axes, i: int, places: int = NARROW) -> Artist:
        _draw_lands(ax, lambda grid: predict(moments[i][2], grid), points, truth, 3, places)
        ax.set_xlabel(HORIZONTAL)
        return ax.set_title(f"iteration {steps[i]:,}: {100 * shares[i]:.0f} %", fontsize=10.5, weight="normal", pad=5)

    def draw(fig: Plot) -> Frame:
        left, right = fig.subplots(1, 2, width_ratios=[1, 1.1])
        left.set_ylabel(VERTICAL)
        right.plot(steps, costs, color=GREY, linewidth=1.2)
        (gone,) = right.plot([], [], color=BLUE)
        (now,) = right.plot([], [], "o", color=RED, markersize=8)
        right.set_xscale("symlog", linthresh=10, linscale=0.4)  # logarithmic, with a place for 0
        right.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        right.set(xlabel=ITERATIONS, ylabel=COST)
        right.minorticks_off()

        def frame(i: int) -> list[Artist]:
            for artist in (*left.collections, *left.lines):
                artist.remove()
            titles = [map_of(left, i, ROUGH)]
            gone.set_data(steps[: i + 1], costs[: i + 1])
            now.set_data([steps[i]], [costs[i]])
            titles += [right.set_title(f"cost {costs[i]:.3f}", fontsize=10.5, weight="normal", pad=5)]
            edges = left.spines.values()  # the map would hide half of them
            return [*left.collections, *left.lines, *edges, gone, now, *titles]

        return frame

    def still(fig: Plot) -> None:
        chosen = _milestones(costs)
        panels = fig.subplots(1, len(chosen), sharey=True, squeeze=False)[0]
        for ax, i in zip(panels, chosen, strict=True):
            map_of(ax, i)
        panels[0].set_ylabel(VERTICAL)
        fig.suptitle("How does the border bend?", x=0.01, ha="left")

    animation = animate(draw, len(moments), (8.4, 3.9), still=still)
    reached = [int(steps[np.argmax(costs[0] - costs >= part * (costs[0] - costs[-1]))]) for part in (0.25, 0.75)]
    animation.describe(
        f"{KEY} The middle half of the way down, for the cost, lies between the iterations {reached[0]:,} and "
        f"{reached[1]:,}.",
        f"The border between the two answers while the network learns, from iteration {steps[0]:,} "
        f"(cost {number(costs[0])}, {100 * shares[0]:.0f} % right) "
        f"to iteration {steps[-1]:,} (cost {number(costs[-1])}, {100 * shares[-1]:.0f} % right).",
    )
    return animation


def _labels(Y: Any) -> np.ndarray:
    return np.ravel(Y).astype(int)


def _share(answers: Any, truth: np.ndarray) -> float:
    return float(np.mean(_labels(answers) == truth))


def _milestones(costs: np.ndarray) -> list[int]:
    """Up to four moments for paper: the first, a third and two thirds of the way down, and the last."""
    down = costs[0] - costs
    ways = [int(np.argmax(down >= part * down[-1])) for part in (1 / 3, 2 / 3)] if down[-1] > 0 else []
    return sorted({0, *ways, len(costs) - 1})


def _grid(points: np.ndarray, places: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The two axes of a map that holds all points, and its places ``(2, places * places)``."""
    low, high = points.min(axis=1), points.max(axis=1)
    room = 0.08 * np.where(high > low, high - low, 1.0)
    x, y = (np.linspace(low[i] - room[i], high[i] + room[i], places) for i in (0, 1))
    return x, y, np.stack([axis.ravel() for axis in np.meshgrid(x, y)])


def _name_axes(ax: Axes, points: np.ndarray) -> None:
    x, y, _ = _grid(points, 2)
    ax.set(xlabel=HORIZONTAL, ylabel=VERTICAL, xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    ax.grid(visible=False)


def _draw_points(ax: Axes, points: np.ndarray, truth: np.ndarray, size: float) -> None:
    for label, colour, marker in CLASSES:
        x, y = points[:, truth == label]
        look: Any = {"color": colour, "marker": marker, "markersize": size, "linestyle": "", "alpha": 0.8}
        ax.plot(x, y, markeredgecolor="white", markeredgewidth=0.5 * (size > 4), label=f"class {label}", **look)


def _draw_key(ax: Axes) -> None:
    """In a panel without a map: what marks and grounds mean."""
    marks: list[Any] = [Line2D([], [], color=colour, marker=marker, linestyle="") for _, colour, marker in CLASSES]
    grounds: list[Any] = [Patch(facecolor=land, edgecolor=INK) for land in LANDS]
    names = [f"{what} {label}" for what in ("example of class", "answer") for label in (0, 1)]
    ax.legend(marks + grounds, names, loc="center")
    ax.axis("off")


def _draw_border(ax: Axes, x: np.ndarray, y: np.ndarray, field: np.ndarray) -> None:
    if field.min() < 0 < field.max():
        ax.contour(x, y, field, levels=[0], colors=INK, linewidths=1.4)


def _draw_lands(ax: Axes, predict: Predict, points: np.ndarray, truth: np.ndarray, size: float, places: int) -> float:
    """The map of the answers with the points on it; the share of right answers."""
    x, y, grid = _grid(points, places)
    answers = _labels(predict(grid)).reshape(places, places)
    ax.contourf(x, y, answers, levels=[-0.5, 0.5, 1.5], colors=LANDS)
    _draw_border(ax, x, y, answers - 0.5)
    _draw_points(ax, points, truth, size)
    ax.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    ax.grid(visible=False)
    return _share(predict(points), truth)
