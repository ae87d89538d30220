"""Figures about the irises: the flowers, what the network answers, its mistakes, and how to measure them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.ticker import LogLocator

from neural_networks.plots.figure import BLUE, GREEN, INK, LINES, ORANGE, RED, Plot, new, new_axes, number, styled

LOOKS = [(BLUE, "o"), (ORANGE, "^"), (GREEN, "s"), (RED, "D"), (INK, "v")]
"""Colour and marker of each class."""


@styled
def flower_map(
    points: np.ndarray,
    labels: np.ndarray,
    classes: Sequence[str],
    axis_names: Sequence[str],
    answers: np.ndarray | None = None,
) -> Plot:
    """Flowers ``points (m, 2)`` with ``labels (m,)``; with ``answers (m,)``, those that were answered wrong are ringed.

    ``axis_names`` are those of the two columns, with their units.
    """
    truth = np.ravel(labels).astype(int)
    fig, ax = new_axes(7.2, 4.4)
    _flowers(ax, np.asarray(points, dtype=float), truth, classes)
    told = [f"{name}: {int(np.sum(truth == k))} flowers" for k, name in enumerate(classes)]
    title, caption = (
        "Where do the species lie?",
        "Each mark is a flower. Which species would you know at once, which not?",
    )
    if answers is not None:
        wrong = np.flatnonzero(np.ravel(answers).astype(int) != truth)
        ring: Any = {"markersize": 15, "markerfacecolor": "none", "markeredgecolor": RED, "markeredgewidth": 2}
        ax.plot(*np.asarray(points)[wrong].T, "o", linestyle="", label=f"mistaken ({wrong.size})", **ring)
        mistakes = [f"{classes[truth[i]]} taken for {classes[int(np.ravel(answers)[i])]}" for i in wrong]
        counted = [f"{mistakes.count(kind)} {kind}" for kind in dict.fromkeys(mistakes)]
        title = f"{wrong.size} of {truth.size} flowers were mistaken"
        caption = f"Ringed: {', '.join(counted) or 'none'}. Where do the rings lie, and why there?"
        told += [f"ringed: {', '.join(counted) or 'none'}"]
    ax.set(xlabel=axis_names[0], ylabel=axis_names[1])
    ax.set_title(title)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return fig.describe(caption, f"Flowers over {axis_names[0]} and {axis_names[1]}. {'; '.join(told)}.")


def _flowers(ax: Axes, points: np.ndarray, truth: np.ndarray, classes: Sequence[str]) -> None:
    for k, name in enumerate(classes):
        colour, marker = LOOKS[k % len(LOOKS)]
        look: Any = {"color": colour, "marker": marker, "markersize": 5.5, "alpha": 0.65, "linestyle": ""}
        ax.plot(*points[truth == k].T, label=name, **look)


@styled
def slope_of_activation(sigmoid_derivative: Callable[[np.ndarray], Any]) -> Plot:
    """The student's slope over the activation a, and the slope at σ(a), as if a were a score."""
    a = np.linspace(0, 1, 201)
    again = 1 / (1 + np.exp(-a))
    twice = again * (1 - again)
    fig, ax = new_axes(6.4, 3.4)
    ax.plot(a, np.ravel(sigmoid_derivative(a)).astype(float), color=BLUE, label="your sigmoid_derivative(a)")
    ax.plot(a, twice, color=RED, linestyle="--", label="with the sigmoid taken once more")
    ax.set(xlabel="activation a", ylabel="slope da/dz", ylim=(-0.01, 0.3))
    ax.set_title("How steep is the sigmoid where the neuron stands?")
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 0.02))
    return fig.describe(
        "A neuron near 0 or 1 stands where the curve is flat. The dashed line says that it is steep everywhere.",
        f"The slope over the activation rises from 0 to 0.25 at a = 0.5 and falls to 0 again; the dashed line of the "
        f"slope with one sigmoid too many only falls from {number(twice[0])} to {number(twice[-1])}.",
    )


@styled
def unit_lengths(before: np.ndarray, after: np.ndarray, labels: np.ndarray, classes: Sequence[str]) -> Plot:
    """Flowers ``(m, 2)``, petal length and width in cm, ``before`` and ``after`` each row was divided by its length."""
    truth = np.ravel(labels).astype(int)
    fig = new(8.0, 3.9)
    left, right = fig.subplots(1, 2)
    for ax, points, title in ((left, before, "petals, as measured"), (right, after, "each row of length 1")):
        _flowers(ax, np.asarray(points, dtype=float), truth, classes)
        ax.set_title(title)
    left.set_xlim(left=0)
    left.set_ylim(bottom=0)
    for k in range(len(classes)):
        mean = np.asarray(before, dtype=float)[truth == k].mean(axis=0)
        left.plot([0, mean[0]], [0, mean[1]], color=LOOKS[k % len(LOOKS)][0], linestyle="--", linewidth=1.2)
    left.set(xlabel="petal length (cm)", ylabel="petal width (cm)")
    right.set(xlabel="petal length / length of the row", ylabel="petal width / length of the row")
    left.legend()
    lengths = np.linalg.norm(np.asarray(after, dtype=float), axis=1)
    return fig.describe(
        "Dividing moves each flower along its line through the origin, on to an arc: its size is gone, its "
        "proportions are left.",
        f"{truth.size} flowers by petal length and width in cm, and the same flowers with rows of length "
        f"{number(lengths.min())} to {number(lengths.max())}.",
    )


@styled
def answers_of_network(layer2: np.ndarray, labels: np.ndarray, classes: Sequence[str], title: str) -> Plot:
    """Outputs ``(m, k)``, from 0 to 1, as a picture: a column for each flower, sorted by ``labels (m,)``, k rows."""
    truth = np.ravel(labels).astype(int)
    order = np.argsort(truth, kind="stable")
    outputs = np.asarray(layer2, dtype=float)[order]
    fig, ax = new_axes(7.6, 2.5)
    drawn = ax.imshow(outputs.T, aspect="auto", cmap="Greys", vmin=0, vmax=1, interpolation="nearest")
    edges = np.concatenate([[0], np.cumsum(np.bincount(truth, minlength=len(classes)))])
    for edge in edges[1:-1]:
        ax.axvline(edge - 0.5, color=RED, linewidth=1.5)
    ax.set_xticks([float(a + b - 1) / 2 for a, b in itertools.pairwise(edges)], list(classes))
    ax.set_yticks(range(len(classes)), list(classes))
    ax.set(xlabel="flowers, sorted by what they are", ylabel="output")
    ax.grid(visible=False)
    ax.set_title(title)
    fig.colorbar(drawn, ax=ax, label="output (0 to 1)")
    told = []
    for k, name in enumerate(classes):
        if np.any(truth == k):
            means = outputs[truth[order] == k].mean(axis=0)
            told.append(f"{name}: {', '.join(number(mean, 2) for mean in means)}")
    return fig.describe(
        "One column for each flower, dark for an output near 1. A network that knows its flowers shows three dark "
        "blocks from the upper left to the lower right.",
        f"Outputs of {truth.size} flowers as shades of grey; mean outputs for {'; '.join(told)}.",
    )


@styled
def error_curves(
    panels: Mapping[str, Mapping[str, Sequence[float]]], every: int = 100, unit: str = "iterations", title: str = ""
) -> Plot:
    """Mean absolute errors, noted every ``every`` iterations or other ``unit``, ``{panel: {name: errors}}``.

    Both axes are logarithmic.
    """
    fig = new(7.6 if len(panels) > 1 else 6.8, 3.6)
    axes = fig.subplots(1, max(1, len(panels)), sharey=True, squeeze=False)[0]
    told = []
    for ax, (panel, curves) in zip(axes, panels.items(), strict=False):
        for (name, errors), (colour, line, _) in zip(curves.items(), LINES, strict=False):
            values = np.ravel(errors).astype(float)
            ax.plot(np.arange(values.size) * every, values, color=colour, linestyle=line, label=name)
            told.append(f"{name}{', ' + panel if panel else ''}: from {number(values[0])} to {number(values[-1])}")
        ax.set_xscale("symlog", linthresh=every, linscale=0.4)  # logarithmic, with a place for 0
        ax.set(yscale="log", xlabel=unit, ylabel="mean |y − output|" if ax is axes[0] else "")
        ax.yaxis.set_major_formatter(lambda value, _: number(value))
        ax.yaxis.set_minor_locator(LogLocator(subs=(2, 5)))
        ax.yaxis.set_minor_formatter(lambda value, _: number(value))
        ax.set_title(panel, fontsize=11, weight="normal")
        if len(curves) > 1:
            ax.legend()
    fig.suptitle(title or "Does the error fall?", x=0.01, ha="left")
    return fig.describe(
        f"Both scales are logarithmic. Mean error, {'; '.join(told)}.",
        f"Curves of the mean absolute error. {'; '.join(told)}.",
    )


@styled
def two_measures(groups: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> Plot:
    """For each ``{name: (outputs (m, k), y (m, k))}``: how close each flower came, the average, and who was right."""
    fig, ax = new_axes(7.6, 1.3 + 0.8 * max(1, len(groups)))
    lift, told, names = np.random.default_rng(0), [], []
    for row, (name, (outputs, y)) in enumerate(groups.items()):
        close = 1 - np.abs(np.asarray(y, dtype=float) - outputs).mean(axis=1)
        right = np.argmax(outputs, axis=1) == np.argmax(y, axis=1)
        height = row + lift.uniform(0.05, 0.3, close.size)
        first = row == 0
        for which, colour, marker, label in ((right, BLUE, "o", "right"), (~right, RED, "x", "wrong")):
            look: Any = {"color": colour, "marker": marker, "linestyle": "", "markersize": 5, "alpha": 0.8}
            ax.plot(close[which], height[which], label=f"a flower answered {label}" if first else None, **look)
        mean, share = float(close.mean()), float(right.mean())
        ax.plot([mean], [row - 0.15], "D", color=INK, markersize=7, label="1 − mean error" if first else None)
        star: Any = {"color": GREEN, "markersize": 13, "markeredgecolor": "white"}
        ax.plot([share], [row - 0.15], "*", label="accuracy" if first else None, **star)
        names.append(f"{name}\n◆ {mean:.1%}  ★ {share:.1%}")
        told.append(f"{name}: 1 − mean error {mean:.1%}, accuracy {share:.1%}")
    ax.set_yticks(range(len(groups)), names)
    ax.set_ylim(len(groups) - 0.45, -0.45)
    ax.set(xlabel="1 − mean error, of a flower (dots) and of all (◆); share of right answers (★)", xlim=(-0.02, 1.03))
    ax.set_ylabel("who answers")
    ax.set_title("How close, or how often right?")
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, -0.28 if len(groups) > 2 else -0.4), ncols=4, fontsize=9)
    return fig.describe(
        f"Each dot is a flower. The diamond averages how close the outputs came, the star counts right answers. "
        f"{'; '.join(told)}.",
        f"Two measures beside each other. {'; '.join(told)}.",
    )


@styled
def confusion(groups: Mapping[str, tuple[np.ndarray, np.ndarray]], classes: Sequence[str]) -> Plot:
    """Confusion matrices of ``{title: (truth (m,), answers (m,))}``: rows are the truth, columns the answers."""
    fig = new(3.9 * max(1, len(groups)), 3.7)
    axes = fig.subplots(1, max(1, len(groups)), squeeze=False)[0]
    k, told = len(classes), []
    for ax, (title, (truth, answers)) in zip(axes, groups.items(), strict=False):
        counts = np.zeros((k, k), dtype=int)
        np.add.at(counts, (np.ravel(truth).astype(int), np.ravel(answers).astype(int)), 1)
        ax.imshow(counts, cmap="Blues", vmin=0, vmax=max(1.8 * counts.max(), 1))
        for i in range(k):
            for j in range(k):
                wrong = i != j and counts[i, j] > 0
                look: Any = {"color": RED if wrong else INK, "weight": "bold" if i == j or wrong else "normal"}
                ax.text(j, i, str(counts[i, j]), ha="center", va="center", fontsize=13, **look)
        ax.set_xticks(range(k), list(classes), fontsize=9)
        ax.set_yticks(range(k), list(classes), fontsize=9, rotation=90, va="center")
        ax.set(xlabel="the network says", ylabel="it is")
        ax.grid(visible=False)
        ax.set_title(title)
        pairs = [(i, j) for i in range(k) for j in range(k) if i != j and counts[i, j]]
        mistakes = [f"{counts[i, j]} {classes[i]} taken for {classes[j]}" for i, j in pairs]
        told.append(f"{title}: {np.trace(counts)} of {counts.sum()} right, {', '.join(mistakes) or 'no mistakes'}")
    return fig.describe(
        f"Right answers stand on the diagonal, mistakes beside it. {'; '.join(told)}.",
        f"Confusion matrices of {k} classes. {'; '.join(told)}.",
    )


@styled
def decision_areas(
    answer: Mapping[str, Callable[[np.ndarray], np.ndarray]],
    points: np.ndarray,
    labels: np.ndarray,
    classes: Sequence[str],
    axis_names: Sequence[str],
) -> Plot:
    """Where each ``{title: answer}`` says what; an ``answer`` takes points ``(k, 2)`` and gives classes ``(k,)``."""
    truth, places = np.ravel(labels).astype(int), np.asarray(points, dtype=float)
    most = 1.1 * places.max(axis=0)
    grid = np.meshgrid(np.linspace(0, most[0], 160), np.linspace(0, most[1], 160))
    nodes = np.stack([axis.ravel() for axis in grid], axis=1)
    fig = new(8.2, 4.0)
    axes = fig.subplots(1, max(1, len(answer)), sharey=True, squeeze=False)[0]
    shades = ListedColormap(["#d5e6f2", "#fbe9c4", "#cdeade", "#f6d8c6", "#e0e0e0"][: len(classes)])
    told = []
    for ax, (title, say) in zip(axes, answer.items(), strict=False):
        areas = np.ravel(say(nodes)).astype(int).reshape(grid[0].shape)
        ax.pcolormesh(*grid, areas, cmap=shades, vmin=-0.5, vmax=len(classes) - 0.5, rasterized=True)
        for k in range(len(classes)):
            if 0 < np.mean(areas == k) < 1:
                ax.contour(*grid, areas == k, levels=[0.5], colors=INK, linewidths=0.9)
        _flowers(ax, places, truth, classes)
        share = float(np.mean(np.ravel(say(places)).astype(int) == truth))
        ax.set(xlabel=axis_names[0], xlim=(0, most[0]), ylim=(0, most[1]))
        ax.set_title(f"{title}: {share:.0%} right", fontsize=11)
        ax.grid(visible=False)
        told.append(f"{title}: {share:.0%} of the flowers right")
    axes[0].set_ylabel(axis_names[1])
    axes[0].legend(loc="upper left", fontsize=9, frameon=True)
    return fig.describe(
        f"The colour of the ground is the answer at that place, thin lines are the borders. {'; '.join(told)}.",
        f"Areas of the answers over {axis_names[0]} and {axis_names[1]}. {'; '.join(told)}.",
    )
