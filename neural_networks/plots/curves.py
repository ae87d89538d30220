"""Figures about one neuron: its sigmoid, its losses, its slopes, its probabilities, and how sure an accuracy is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from neural_networks.plots.figure import BLUE, GREEN, GREY, INK, ORANGE, RED, Plot, new_axes, number, styled

Curve = Callable[[np.ndarray], Any]
"""From numbers ``(k,)`` to as many."""
PROBABILITY_OF_SCORE_ONE_HALF = float(1 / (1 + np.exp(-0.5)))


@styled
def sigmoid_curve(sigmoid: Curve) -> Plot:
    """The student's own sigmoid over scores from -8 to 8, with the probability 0.5 at z = 0."""
    z = np.linspace(-8, 8, 321)
    fig, ax = new_axes(6.4, 3.4)
    ax.plot(z, np.asarray(sigmoid(z)).reshape(-1), color=BLUE)
    ax.axhline(0.5, color=GREY, linestyle=":", linewidth=1.2)
    ax.axvline(0, color=GREY, linestyle=":", linewidth=1.2)
    ax.plot([0], [0.5], "o", color=RED)
    ax.annotate("σ(0) = 0.5", (0, 0.5), (0.5, 0.4), color=RED, weight="bold")
    ax.set(xlabel="score z", ylabel="probability σ(z)", ylim=(-0.05, 1.05))
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
    worst = float(np.sort(losses)[-2:].sum()) / (float(losses.sum()) or 1.0)
    fig, ax = new_axes(6.4, 3.2)
    ax.bar(np.arange(1, losses.size + 1), losses, color=BLUE, width=0.6)
    ax.axhline(cost, color=RED, linestyle="--")
    ax.text(losses.size + 0.45, cost, f" cost J = {number(cost)}", color=RED, va="center", weight="bold")
    ax.set(xlabel="training example", ylabel="loss L", xticks=np.arange(1, losses.size + 1))
    ax.set_xlim(0.4, losses.size + 0.45)
    ax.set_title("The cost is the average of the losses")
    return fig.describe(
        "Each bar is how wrong the neuron is about one example; the dashed line is their average."
        + (f" The two worst make {100 * worst:.0f} % of the sum." if losses.size > 2 else ""),
        f"Bars for {losses.size} losses: {', '.join(number(loss) for loss in losses)}; "
        f"a dashed line at their average {number(cost)}.",
    )


@styled
def slope_check(steps: np.ndarray, costs: np.ndarray, slope: float) -> Plot:
    """Costs after moving by each of ``steps`` (k,) against the gradient, and the line of ``slope`` through step 0."""
    steps, costs = np.ravel(steps).astype(float), np.array([float(np.squeeze(cost)) for cost in costs])
    here = float(np.interp(0, steps, costs))
    fig, ax = new_axes(6.8, 3.4)
    ax.plot(steps, costs, color=BLUE, label="the cost, worked out again for each step")
    ax.plot(steps, here + slope * steps, color=RED, linestyle="--", label=f"a straight line of slope {number(slope)}")
    ax.plot([0], [here], "o", color=INK, zorder=4)
    room = 0.1 * (float(np.ptp(costs)) or 1.0)
    ax.set_ylim(float(costs.min()) - room, float(costs.max()) + room)
    ax.set(xlabel="step against the derivatives (learning rate)", ylabel="cost J")
    ax.set_title("Is the derivative really the slope of the cost?")
    ax.legend()
    return fig.describe(
        "Where nothing has moved yet, at step 0, the line must touch the curve. To both sides the valley bends away "
        "above it: derivatives know the slope here, and no more.",
        f"A curve of costs from {number(costs[0])} to {number(costs[-1])}, and a line of slope {number(slope)} "
        f"through the point at step 0, where the cost is {number(here)}.",
    )


@styled
def probability_curve(
    feature: np.ndarray, labels: np.ndarray, probability: Curve, classes: Sequence[str], feature_name: str
) -> Plot:
    """Examples by one number ``(m,)``, the probability of class 1, and where it crosses one half.

    ``labels (m,)`` are 0 and 1, ``classes`` their names; ``feature_name`` says what the number is, and its unit.
    """
    feature, truth = np.ravel(feature).astype(float), np.ravel(labels).astype(int)
    room = 0.05 * (float(np.ptp(feature)) or 1.0)
    grid = np.linspace(float(feature.min()) - room, float(feature.max()) + room, 600)
    curve = np.ravel(probability(grid)).astype(float)
    fig, ax = new_axes(7.2, 3.8)
    lift = np.random.default_rng(0).uniform(-0.05, 0.05, feature.size)
    for label, colour, marker in ((0, RED, "s"), (1, BLUE, "o")):
        one = truth == label
        look: Any = {"color": colour, "marker": marker, "markersize": 4.5, "alpha": 0.55, "linestyle": ""}
        ax.plot(feature[one], label + lift[one], label=f"{classes[label]}, y = {label}", **look)
    ax.plot(grid, curve, color=INK, label=f"probability of {classes[1]}")
    told = []
    for level, colour, line, name in (
        (0.5, GREEN, "-", "probability 0.5"),
        (PROBABILITY_OF_SCORE_ONE_HALF, ORANGE, "--", "score 0.5"),
    ):
        for crossed in np.flatnonzero(np.diff(curve > level))[:1]:
            ax.axvline(grid[crossed], color=colour, linestyle=line, label=name)
            told.append(f"{name} at {number(grid[crossed], 2)}")
    ax.set(xlabel=feature_name, ylabel=f"probability of {classes[1]}", ylim=(-0.12, 1.12))
    ax.set_title("Where does the neuron change its mind?")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=9)
    return fig.describe(
        "Every mark is a picture, moved up or down a little so that it does not hide others. Left of the solid upright "
        f"line the neuron says {classes[int(curve[0] > 0.5)]}, right of it {classes[int(curve[-1] > 0.5)]}. At the "
        "dashed line the score is 0.5: without the sigmoid every picture in between would get the other label.",
        f"The probability of {classes[1]} goes from {number(curve[0], 2)} on the left to {number(curve[-1], 2)} on the "
        f"right, over {feature_name}. {'; '.join(told) or 'It never crosses one half'}.",
    )


@styled
def accuracies(results: Mapping[str, tuple[float, int]]) -> Plot:
    """Shares of right answers ``{name: (share p from 0 to 1, number n of pictures)}``, each with its standard error.

    That is the root of p (1 − p) / n.
    """
    fig, ax = new_axes(7.2, 1.0 + 0.55 * max(len(results), 1))
    told = []
    for row, (name, (share, count)) in enumerate(results.items()):
        error = float(np.sqrt(share * (1 - share) / count))
        ax.errorbar(100 * share, row, xerr=100 * error, fmt="o", color=BLUE, capsize=5, markersize=8, elinewidth=2)
        text = f"{100 * share:.0f} ± {100 * error:.0f} %"
        ax.annotate(text, (100 * share, row), (0, 8), textcoords="offset points", ha="center", weight="bold")
        told.append(f"{name}, {count} pictures: {text}")
    ax.set_yticks(range(len(results)), [f"{name}\n({count} pictures)" for name, (_, count) in results.items()])
    ax.set_ylim(len(results) - 0.6, -0.7)
    ax.set(xlabel="right answers (%)", xlim=(min([40.0, *(100 * share - 10 for share, _ in results.values())]), 101))
    ax.set(ylabel="who answers", title="How good is it, and how sure can we be?")
    return fig.describe(
        "A bar reaches one standard error to each side: about that far the number would move with other pictures. "
        "Where two bars overlap, the order may be luck.",
        f"Shares of right answers with one standard error. {'; '.join(told)}.",
    )
