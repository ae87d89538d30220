"""Figures about a whole network: its layers, a weight on every arrow, and a valley that gets too narrow for a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from neural_networks.plots.figure import BLUE, GREY, INK, LINES, RED, Plot, new, number, styled

INPUT, HIDDEN, OUTPUT = 0.0, 4.8, 8.2  # where the layers stand, to the right
RADIUS = 0.42
PALE = 0.22  # of a neuron's colour, for the cells that hold its weights
TOO_SHARP = 2  # a step from w to (1 - rate * bend) w ends farther off where rate * bend is more than this


@styled
def network_layers(n_x: int = 2, n_h: int = 4) -> Plot:
    """Inputs, hidden neurons and one output, each weight on its arrow; beside them the arrays that hold the weights."""
    fig = new(8.4, 4.4)
    fig.set_layout_engine("none")  # the axes fill the figure
    left, right = fig.add_axes((0.0, 0.01, 0.66, 0.87)), fig.add_axes((0.68, 0.01, 0.31, 0.87))
    fig.suptitle("Which weight belongs to which arrow?", x=0.01, ha="left")
    heights = [_heights(count, 1.6 if count > 2 else 2.4) for count in (n_x, n_h, 1)]
    for i, y in enumerate(heights[1]):
        colour, line, _ = LINES[i % len(LINES)]
        look: Any = {"color": colour, "linestyle": line, "linewidth": 1.4}
        for j, start in enumerate(heights[0]):
            _arrow(left, (INPUT, start), (HIDDEN, y), f"W1[{i}, {j}]", 0.76, look)
        _arrow(left, (HIDDEN, y), (OUTPUT, heights[2][0]), f"W2[0, {i}]", 0.36, look)
    names = ("$x_{}$", "{}", "$\\hat y$")
    for x, ys, name in zip((INPUT, HIDDEN, OUTPUT), heights, names, strict=True):
        for i, y in enumerate(ys):
            edge = LINES[i % len(LINES)][0] if x == HIDDEN else INK
            _neuron(left, x, y, name.format(i + 1), edge)
    top = max(max(ys) for ys in heights) + 1.0
    heads = (
        (INPUT, "input layer", f"{n_x} numbers"),
        (HIDDEN, "hidden layer", f"{n_h} neurons, tanh"),
        (OUTPUT, "output layer", "1 neuron, sigmoid"),
    )
    for x, head, below in heads:
        left.text(x, top + 0.3, head, ha="center", weight="bold")
        left.text(x, top - 0.15, below, ha="center", fontsize=9, color=GREY)
    left.set(xlim=(-1.0, OUTPUT + 1.3), ylim=(0.5 - top, top + 0.7), aspect="equal")
    left.axis("off")
    _arrays(right, n_x, n_h)
    counts = (n_h * n_x, n_h, n_h, 1)
    total = f"{' + '.join(map(str, counts))} = {sum(counts)}"
    return fig.describe(
        "A row of W1 holds the weights on the arrows into one hidden neuron, a column of W2 the weight on the arrow "
        f"out of it. Each neuron also has a bias, in b1 and b2. That makes {total} numbers to learn.",
        f"A network with an input layer, a hidden layer and an output layer. {n_x} inputs, x1 to x{n_x}, each with an "
        f"arrow to each of {n_h} hidden neurons, "
        "and from each of these one arrow to the output. On the arrow from input j to hidden neuron i stands W1[i, j], "
        "counted from 0, on that from hidden neuron i to the output W2[0, i]. Beside it the arrays, with the rows of "
        f"W1 ({n_h}, {n_x}) and b1 ({n_h}, 1) and the columns of W2 (1, {n_h}) in the colours of the hidden neurons.",
    )


@styled
def narrowing_valley(costs: Sequence[float], first: int, bends: Mapping[int, float], rate: float) -> Plot:
    """Costs of consecutive iterations, the ``first`` one's in front, and how sharply the cost bends at some of them.

    ``bends`` are ``{iteration: curvature}`` along the direction in which the cost bends most; a step of gradient
    descent with this ``rate`` can follow a bend of at most 2 / rate.
    """
    values = np.array([float(np.squeeze(cost)) for cost in costs])
    places, sizes = np.array(list(bends)), np.array([float(bend) for bend in bends.values()])
    limit = TOO_SHARP / rate
    fig = new(8.4, 3.4)
    left, right = fig.subplots(1, 2)
    left.plot(first + np.arange(values.size), values, color=BLUE, linewidth=1.4)
    left.set(xlabel="iterations", ylabel="cost J")
    left.set_title("the cost, one iteration after the other", fontsize=10.5, weight="normal", pad=5)
    right.plot(places, sizes, color=BLUE, marker="o", markersize=4, label="sharpest bend of the cost")
    right.axhline(limit, color=RED, linestyle="--", label=f"2 / learning rate = {number(limit, 2)}")
    right.set(xlabel="iterations", ylabel="curvature", ylim=(0, 1.35 * max(limit, float(sizes.max()))))
    right.set_title("how narrow the valley is", fontsize=10.5, weight="normal", pad=5)
    right.legend(loc="upper left", fontsize=9)
    fig.suptitle("Why does the cost rise?", x=0.01, ha="left")
    rises = np.flatnonzero(np.diff(values) > 0)
    told = "It falls all the way."
    if rises.size:
        low, high = int(rises[0]), int(rises[0] + np.argmax(values[rises[0] :]))
        told = (
            f"At iteration {first + low:,} the cost begins to rise, from {number(values[low], 4)} to "
            f"{number(values[high], 4)} at iteration {first + high:,}."
        )
    over = places[sizes > limit]
    crossed = f"The bend is above the dashed line from about iteration {over.min():,} on" if over.size else ""
    left_again = places[(places > over.max())] if over.size else over
    crossed += f", and below it again at {left_again.min():,}." if left_again.size else "." * bool(crossed)
    return fig.describe(
        f"{told} {crossed or 'The bend stays below the dashed line.'} Above that line a step across the valley ends "
        "higher on the other side than it began.",
        f"Left, {values.size:,} costs from {number(values[0], 4)} to {number(values[-1], 4)}. {told} Right, the "
        f"curvature at {places.size} places, from {number(sizes[0], 2)} to at most {number(sizes.max(), 2)}, and a "
        f"dashed line at {number(limit, 2)}.",
    )


def _heights(count: int, apart: float) -> np.ndarray:
    """Where the neurons of a layer stand, from above."""
    return apart * (np.arange(count)[::-1] - (count - 1) / 2)


def _neuron(ax: Axes, x: float, y: float, name: str, edge: str) -> None:
    around = np.linspace(0, 2 * np.pi, 60)
    ax.fill(x + RADIUS * np.cos(around), y + RADIUS * np.sin(around), facecolor="white", edgecolor=edge, linewidth=1.8)
    ax.text(x, y, name, ha="center", va="center", fontsize=12)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], name: str, share: float, look: Any) -> None:
    """From the rim of one neuron to that of another, its name on it at this share of the way."""
    tail, head = np.array(start), np.array(end)
    along = (head - tail) / np.hypot(*(head - tail))
    ax.annotate(
        "",
        head - RADIUS * along,
        tail + RADIUS * along,
        arrowprops={"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0} | look,
    )
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    ground: Any = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    x, y = tail + share * (head - tail)
    ax.text(
        x,
        y,
        name,
        ha="center",
        va="center",
        fontsize=7.5,
        rotation=angle,
        rotation_mode="anchor",
        transform_rotates_text=True,
        color=INK,
        weight="bold",
        bbox=ground,
        zorder=4,
    )


def _arrays(ax: Axes, n_x: int, n_h: int) -> None:
    """W1 with b1 beside it, and below them W2 with b2."""
    for i in range(n_h):
        colour = LINES[i % len(LINES)][0]
        for j in range(n_x):
            _cell(ax, j, i, f"[{i}, {j}]", colour)
        _cell(ax, n_x + 0.6, i, f"[{i}, 0]", colour)
        _cell(ax, i, n_h + 1.7, f"[0, {i}]", colour)
    _cell(ax, n_h + 0.6, n_h + 1.7, "[0, 0]", GREY)
    for x, y, name in (
        (0, -0.2, f"W1 ({n_h}, {n_x})"),
        (n_x + 0.6, -0.2, f"b1 ({n_h}, 1)"),
        (0, n_h + 1.5, f"W2 (1, {n_h})"),
        (n_h + 0.6, n_h + 1.5, "b2"),
    ):
        ax.text(x, y, name, fontsize=9.5, weight="bold")
    ax.set(xlim=(-0.1, max(n_x, n_h) + 1.9), ylim=(n_h + 3.0, -0.9), aspect="equal")
    ax.axis("off")


def _cell(ax: Axes, x: float, y: float, text: str, colour: str) -> None:
    ax.fill([x, x + 1, x + 1, x], [y, y, y + 1, y + 1], facecolor=colour, alpha=PALE)
    ax.plot([x, x + 1, x + 1, x, x], [y, y, y + 1, y + 1, y], color=colour, linewidth=1)
    ax.text(x + 0.5, y + 0.5, text, ha="center", va="center", fontsize=8)
