"""Figures about the inside of a layer: activations and their slopes, how a bias is added, derivatives compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from neural_networks.plots.figure import BLUE, GREY, INK, LINES, ORANGE, RED, Plot, new, new_axes, number, styled

Curve = Callable[[np.ndarray], Any]
"""From numbers ``(k,)`` to as many."""


@styled
def activation_curves(activations: Mapping[str, tuple[Curve, Curve]]) -> Plot:
    """A panel for each activation, ``{name: (function, its derivative)}``, both functions of z from -4 to 4."""
    z = np.linspace(-4, 4, 801)
    fig = new(8.4, 3.5)
    panels = fig.subplots(1, max(len(activations), 1), sharey=True, squeeze=False)[0]
    told = []
    for ax, (name, (function, derivative)) in zip(panels, activations.items(), strict=False):
        values, slopes = np.ravel(function(z)), np.ravel(derivative(z))
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.axvline(0, color=GREY, linewidth=0.8)
        ax.plot(z, values, color=BLUE, label="activation a")
        ax.plot(z, slopes, color=RED, linestyle="--", label="derivative da/dz")
        steepest = number(float(slopes.max()), 2)
        ax.set_title(f"{name}: slope at most {steepest}", fontsize=10.5, weight="normal", pad=5)
        ax.set(xlabel="score z", ylim=(-1.15, 2.15))
        told.append(
            f"{name}: values from {number(values.min(), 2)} to {number(values.max(), 2)} over z from −4 to 4, "
            f"slopes from {number(slopes.min(), 2)} to {steepest}"
        )
    panels[0].set_ylabel("a and da/dz")
    panels[0].legend(loc="upper left")
    fig.suptitle("Where is an activation steep enough to learn?", x=0.01, ha="left")
    return fig.describe(
        "Solid: what comes out. Dashed: how much of the error is let through on the way back. Where the dashed line "
        "lies at 0, nothing is learnt.",
        f"Activations and their derivatives. {'; '.join(told)}.",
    )


@styled
def broadcasting(Z: np.ndarray, b: np.ndarray) -> Plot:
    """``Z (k, k)`` plus ``b (k, 1)`` and plus b as a rank-1 array ``(k,)``, in tables: what NumPy makes of each."""
    scores, bias = np.asarray(Z, dtype=float), np.ravel(b).astype(float)
    k = len(bias)
    column = bias.reshape(k, 1)
    fig = new(8.0, 5.0)
    rows = fig.subplots(2, 3, width_ratios=[k, k, k])
    right, wrong = scores + column, scores + bias
    upper = [(scores, "Z", ""), (np.tile(column, k), f"b of shape ({k}, 1)", "column"), (right, "a b for each row", "")]
    lower = [
        (scores, "Z", ""),
        (np.tile(bias, (k, 1)), f"b of shape ({k},)", "row"),
        (wrong, "a b for each column", ""),
    ]
    for ax, sign, (values, title, real) in zip(rows.flat, "+= += ", upper + lower, strict=True):
        _draw_table(ax, values, real)
        ax.set_title(title, fontsize=11, weight="normal", loc="center", pad=4)
        ax.text(k + 0.22, k / 2, sign, fontsize=20, ha="center", va="center")
    fig.suptitle("Which way does the bias spread?", x=0.01, ha="left")
    same = int(np.sum(right == wrong))
    return fig.describe(
        f"The framed numbers are those of b, the pale ones are copies made in adding. Above, each neuron (row) "
        f"gets its own bias; below, each example (column) does. Only {same} of the {k * k} sums are the same.",
        f"Two sums of tables. Z = {_spoken(scores)}. With b as a column {_spoken(column)}: {_spoken(right)}. "
        f"With b as a rank-1 array: {_spoken(wrong)}.",
    )


@styled
def step_sizes(steps: np.ndarray, errors: Mapping[str, np.ndarray]) -> Plot:
    """How far a difference quotient is from the derivative, ``{name: errors (k,)}``, for each of ``steps (k,)``."""
    sizes = np.ravel(steps).astype(float)
    fig, ax = new_axes(6.8, 3.6)
    told = []
    for i, (name, error) in enumerate(errors.items()):
        (colour, line, marker), values = LINES[i % len(LINES)], np.maximum(np.abs(np.ravel(error)), 1e-17)
        ax.loglog(sizes, values, color=colour, linestyle=line, marker=marker, markersize=4, label=name)
        best = int(np.argmin(values))
        told.append(f"{name}: smallest, {_power(values[best])}, at a step of {_power(sizes[best])}")
    ax.set(xlabel="step ε", ylabel="error of the derivative")
    ax.set_title("How small should the step be?")
    ax.legend()
    return fig.describe(
        "To the right the step is so long that the curve bends within it. To the left it is so short that the "
        "16 digits of a number are used up by what the two values have in common.",
        f"Errors over step sizes from {_power(sizes.min())} to {_power(sizes.max())}. {'; '.join(told)}.",
    )


@styled
def derivatives_compared(pairs: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> Plot:
    """Derivatives by formula against derivatives by trying, ``{name: (formula, tried)}``, arrays of one size.

    Their relative difference is |formula − tried| / (|formula| + |tried|), with Euclidean lengths.
    """
    fig, ax = new_axes(6.8, 4.2)
    largest = max([float(np.max(np.abs(both))) for both in pairs.values()] or [0.0]) or 1.0
    ax.plot([-largest, largest], [-largest, largest], color=INK, linewidth=1, linestyle=":")
    told = []
    for i, (name, (formula, tried)) in enumerate(pairs.items()):
        colour, _, marker = LINES[i % len(LINES)]
        given, measured = np.ravel(formula).astype(float), np.ravel(tried).astype(float)
        size = float(np.linalg.norm(given) + np.linalg.norm(measured)) or 1.0
        apart = _power(float(np.linalg.norm(given - measured)) / size)
        look: Any = {"color": colour, "marker": marker, "markersize": 7, "linestyle": "", "alpha": 0.8}
        ax.plot(measured, given, label=f"{name}: {apart}", **look)
        told.append(f"{name}, {given.size} entries, relative difference {apart}")
    ax.set(xlabel="derivative by trying (numerical_gradient)", ylabel="derivative by formula (backward)")
    ax.legend(title="relative difference", loc="center left", bbox_to_anchor=(1.0, 0.5))
    ax.set_title("Do formula and experiment agree?")
    return fig.describe(
        "Each mark is one weight or bias. On the dotted line both ways agree; a mark beside it belongs to a formula "
        "that is wrong. Below about 1e−7 a relative difference is only rounding.",
        f"Derivatives by formula against derivatives by trying. {'; '.join(told)}.",
    )


def _power(value: float) -> str:
    return f"{value:.0e}".replace("-", "−")


def _spoken(values: np.ndarray) -> str:
    return "[" + "; ".join(" ".join(number(value, 1) for value in row) for row in np.atleast_2d(values)) + "]"


def _draw_table(ax: Axes, values: np.ndarray, real: str) -> None:
    """A table of numbers; ``real`` names its first column or row if the rest is copies of that."""
    k = len(values)
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            there = not real or (j == 0 if real == "column" else i == 0)
            colour = "#ffffff" if not there else "#fbe8cf" if real else "#e8f1f8"
            edge: Any = (
                {"edgecolor": ORANGE, "linewidth": 2} if there and real else {"edgecolor": GREY, "linewidth": 0.6}
            )
            ax.fill([j, j + 1, j + 1, j], [i, i, i + 1, i + 1], facecolor=colour, zorder=3 if there else 2, **edge)
            ink = INK if there else "#8a8a8a"
            ax.text(j + 0.5, i + 0.5, number(value, 1), ha="center", va="center", color=ink, zorder=4)
    ax.set(xlim=(0, k), ylim=(k, 0), aspect="equal")
    ax.axis("off")
