"""Figures about backpropagation itself: kinds of networks, losses, a state that settles, slopes compared."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from neural_networks.plots.figure import BLUE, GREY, INK, LINES, ORANGE, RED, Plot, new, new_axes, number, styled

MOST_STEPS = 200


@styled
def feed_forward_and_recurrent(layers: Sequence[int] = (4, 5, 3), neurons: int = 3) -> Plot:
    """A feed-forward network, so many neurons in each of its ``layers``, and a recurrent one, each wired to all."""
    fig = new(8.2, 3.9)
    left, right = fig.subplots(1, 2, width_ratios=(1.35, 1))
    _feed_forward(left, layers)
    _recurrent(right, neurons)
    return fig.describe(
        "Left, nothing ever comes back: one pass gives the answer. Right, every neuron hears every neuron, itself "
        "included, so the numbers have to go round until they no longer change.",
        f"Left, a feed-forward network with layers of {', '.join(map(str, layers))} neurons and arrows from each layer "
        f"to the next only. Right, a recurrent network of {neurons} neurons with arrows in both directions between "
        "all of them, and one from each to itself.",
    )


def _feed_forward(ax: Axes, layers: Sequence[int]) -> None:
    tallest = max(layers)
    places = [[(2.2 * k, (tallest - size) / 2 + i) for i in range(size)] for k, size in enumerate(layers)]
    for before, after in itertools.pairwise(places):
        for start in before:
            for end in after:
                ax.plot([start[0], end[0]], [start[1], end[1]], color=GREY, linewidth=0.7, zorder=1)
    for k, column in enumerate(places):
        for place in column:
            ax.add_patch(Circle(place, 0.26, facecolor="white", edgecolor=INK, linewidth=1.4, zorder=3))
        ax.text(2.2 * k, tallest - 0.25, f"layer{k}\n{len(column)}", ha="center", va="bottom", fontsize=10)
    last = 2.2 * (len(layers) - 1)
    for tail, head, y, colour, name in (
        (0.0, last, -0.95, BLUE, "values go forward"),
        (last, 0.0, -1.75, RED, "errors come back"),
    ):
        ax.annotate("", (head, y), (tail, y), arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2})
        ax.text(last / 2, y + 0.08, name, color=colour, ha="center", va="bottom", weight="bold", fontsize=10)
    ax.set(xlim=(-0.8, last + 0.8), ylim=(-2.1, tallest + 0.9))
    ax.set_aspect("equal", anchor="N")
    ax.set_axis_off()
    ax.set_title("feed-forward")


def _recurrent(ax: Axes, neurons: int) -> None:
    angles = np.pi / 2 + 2 * np.pi * np.arange(neurons) / neurons
    places = 1.3 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    bent: Any = {"arrowstyle": "-|>", "color": BLUE, "linewidth": 1.3, "connectionstyle": "arc3,rad=0.18"}
    for i, start in enumerate(places):
        for j, end in enumerate(places):
            if i != j:
                ax.annotate("", end, start, arrowprops={**bent, "shrinkA": 17, "shrinkB": 17})
        out = start / np.linalg.norm(start)
        side = np.array([-out[1], out[0]])
        loop: Any = {**bent, "connectionstyle": "arc3,rad=-1.9", "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", start + 0.3 * out - 0.17 * side, start + 0.3 * out + 0.17 * side, arrowprops=loop)
        ax.add_patch(Circle((start[0], start[1]), 0.33, facecolor="white", edgecolor=INK, linewidth=1.4, zorder=3))
        ax.text(start[0], start[1], f"$s_{i + 1}$", ha="center", va="center", zorder=4)
    ax.set(xlim=(-2.3, 2.3), ylim=(-1.7, 2.5))
    ax.set_aspect("equal", anchor="N")
    ax.set_axis_off()
    ax.set_title("recurrent")


@styled
def loss_functions() -> Plot:
    """Three losses over the output a of a neuron, from 0 to 1, when the right answer is 1."""
    a = np.linspace(0.01, 1, 300)
    fig, ax = new_axes(6.8, 3.5)
    curves = {"squared  ½(y − a)²": 0.5 * (1 - a) ** 2, "absolute  |y − a|": 1 - a, "cross-entropy  −log a": -np.log(a)}
    for (name, loss), (colour, line, _) in zip(curves.items(), LINES, strict=False):
        ax.plot(a, loss, color=colour, linestyle=line, label=name)
    ax.set(xlabel="output a of the neuron (the right answer is y = 1)", ylabel="loss", ylim=(-0.05, 3.05))
    ax.set_title("How much should a wrong answer cost?")
    ax.legend()
    return fig.describe(
        "All three are zero for the right answer. They differ in what they think of a bad one: the squared loss "
        "shrugs at 0.5, cross-entropy grows without limit.",
        "Three falling curves over the output a from 0 to 1: half the squared error from 0.5 to 0, the absolute error "
        "from 1 to 0, and cross-entropy from far above 3 to 0.",
    )


@styled
def settling(W: np.ndarray, x: np.ndarray, factors: Sequence[float] = (1.0,), threshold: float = 1e-6) -> Plot:
    """A recurrent network on its way from zeros: its states (first factor), and how far it still moves.

    A step is s ← tanh(W s + x), with ``W (n, n)`` and ``x (n, 1)``. ``factors`` multiply W, one curve on the right for
    each. It has settled once no neuron moves by ``threshold`` or more, and is given up after MOST_STEPS.
    """
    fig = new(8.2, 3.9)
    left, right = fig.subplots(1, 2)
    told = []
    for k, factor in enumerate(factors):
        states, moves = _path(factor * np.asarray(W, dtype=float), np.asarray(x, dtype=float), threshold)
        if k == 0:
            for i, (colour, line, marker) in zip(range(states.shape[1]), LINES, strict=False):
                look: Any = {"color": colour, "linestyle": line, "marker": marker, "markersize": 3.5, "linewidth": 1.4}
                left.plot(states[:, i], label=f"$s_{i + 1}$", **look)
        colour, line, marker = LINES[k % len(LINES)]
        right.plot(range(1, len(moves) + 1), moves, color=colour, linestyle=line, label=f"W · {number(factor)}")
        settled = moves[-1] < threshold
        end = f"settled after {len(moves)} steps" if settled else f"still moving after {len(moves)} steps"
        told.append(f"W · {number(factor)} {end}")
    right.axhline(threshold, color=GREY, linestyle=":", linewidth=1.4)
    right.text(
        0.98, threshold, "threshold ", color=GREY, ha="right", va="bottom", transform=right.get_yaxis_transform()
    )
    right.set(yscale="log", xlabel="step", ylabel="largest move of a neuron")
    right.set_ylim(threshold / 10, 5)
    right.minorticks_off()
    right.set_title("How far does it still move?")
    right.legend(loc="center right")
    left.set(xlabel="step", ylabel="state s")
    left.set_title("Where does each neuron settle?")
    left.legend(ncols=min(3, np.size(x)))
    return fig.describe(
        f"Left, the neurons with W · {number(factors[0])}. Right, on a logarithmic scale, the move of each step: "
        f"{'; '.join(told)}.",
        f"Curves of {np.size(x)} states that start at 0, and curves of the largest move by step, with a dotted line at "
        f"the threshold {threshold:g}. {'; '.join(told)}.",
    )


def _path(W: np.ndarray, x: np.ndarray, threshold: float) -> tuple[np.ndarray, list[float]]:
    """States (steps + 1, n) from zeros on, and the largest move of each step, at most ``MOST_STEPS`` of them."""
    here = np.zeros((np.size(x), 1))
    states = [here.ravel()]
    moves: list[float] = []
    while len(moves) < MOST_STEPS:
        after = np.tanh(np.dot(W, here) + x.reshape(-1, 1))
        moves.append(float(np.abs(after - here).max()))
        here = after
        states.append(here.ravel())
        if moves[-1] < threshold:
            break
    return np.array(states), moves


@styled
def slopes_compared(
    error_at: Callable[[np.ndarray], Any], weights: np.ndarray, formulas: Mapping[str, np.ndarray], move: float = 1e-5
) -> Plot:
    """Slopes of ``error_at`` from formulas ``{name: array like weights}``, over the slopes that are measured here.

    Each weight is moved by ``move`` to either side; the formulas that are right lie on the line.
    """
    truth = _measured(error_at, np.asarray(weights, dtype=float), move)
    fig, ax = new_axes(6.4, 4.2)
    room = 0.08 * (float(np.ptp(truth)) or 1.0)
    ends = [float(truth.min()) - room, float(truth.max()) + room]
    ax.plot(ends, ends, color=GREY, linewidth=1.3, zorder=1, label="both the same")
    told = []
    for (name, formula), (colour, marker, size) in zip(
        formulas.items(), ((BLUE, "o", 7), (RED, "x", 6), (ORANGE, "^", 6)), strict=False
    ):
        slopes = np.ravel(formula).astype(float)
        look: Any = {"color": colour, "marker": marker, "markersize": size, "linestyle": "", "alpha": 0.85}
        ax.plot(truth, slopes, label=name, **look)
        worst = float(np.abs(slopes - truth).max())
        told.append(f"{name}: off by at most {number(worst)}")
    ax.set(xlabel="slope measured with finite differences", ylabel="slope from the formula")
    ax.set_title("Is the formula the slope of the error?")
    ax.legend()
    return fig.describe(
        f"One mark for each of {truth.size} weights; a right formula puts its marks on the line. {'; '.join(told)}.",
        f"Slopes from formulas against {truth.size} measured slopes from {number(truth.min())} to "
        f"{number(truth.max())}. {'; '.join(told)}.",
    )


def _measured(error_at: Callable[[np.ndarray], Any], weights: np.ndarray, move: float) -> np.ndarray:
    """The slope of each weight, flat: how much the error changes between the two sides."""
    slopes = np.zeros(weights.size)
    for i in range(weights.size):
        sides = []
        for sign in (1, -1):
            moved = weights.copy()
            moved.flat[i] += sign * move
            sides.append(float(np.squeeze(error_at(moved))))
        slopes[i] = (sides[0] - sides[1]) / (2 * move)
    return slopes
