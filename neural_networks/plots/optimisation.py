"""Figures about training: signals through layers, batches and their time, moving averages, costs, decaying rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.ticker import NullLocator

from neural_networks.plots.figure import BLUE, GREY, INK, LINES, RED, Plot, new_axes, number, styled
from neural_networks.plots.training import COST, flat

Schedule = Callable[[int], Any]
"""From an epoch to its learning rate."""


@styled
def signal_through_layers(
    sizes: Mapping[str, Sequence[float]],
    title: str = "What becomes of a signal in a deep network?",
    quantity: str = "size of the signal",
) -> Plot:
    """Sizes after layer 0 (the input), 1, 2, ... of several networks ``{name: sizes}``, each step a power of ten."""
    fig, ax = new_axes(7.2, 3.8)
    told = []
    for i, (name, values) in enumerate(sizes.items()):
        size = flat(values)
        _line(ax, np.arange(size.size), size, i, name)
        told.append(f"{name}: from {short(size[0])} to {short(size[-1])} after {size.size - 1} layers")
    ax.set_yscale("log")
    ax.set(xlabel="layer", ylabel=quantity)
    ax.set_title(title)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return fig.describe(
        "On the upright axis every line is the same number of times the one below it: what looks straight grows, or "
        "fades, by the same factor in every layer.",
        f"One curve for each network, on a logarithmic scale. {'; '.join(told)}.",
    )


@styled
def cost_curves(
    curves: Mapping[str, Sequence[float]],
    every: float = 100,
    unit: str = "epochs",
    title: str = "Who gets down first?",
    caption: str = "The same network, the same data, the same start: one thing differs.",
    top: float | None = None,
) -> Plot:
    """Costs of several trainings ``{name: costs}``, kept every ``every`` epochs or other ``unit``, drawn to ``top``."""
    fig, ax = new_axes(7.2, 3.8)
    told = []
    for i, (name, costs) in enumerate(curves.items()):
        values = flat(costs)
        _line(ax, np.arange(values.size) * every, values, i, name)
        told.append(f"{name}: from {number(values[0])} to {number(values[-1])}")
    ax.set(xlabel=unit, ylabel=COST)
    ax.set_ylim(bottom=0, top=top)
    ax.set_title(title)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return fig.describe(caption, f"One curve of costs each; {'; '.join(told)}.")


@styled
def costs_by_rate(
    costs: Mapping[str, Sequence[float]], rates: Sequence[float], best: Mapping[str, float], steps: int, same: float
) -> Plot:
    """Costs after ``steps`` steps by learning rate: ``{name: one cost for each of the rates}``, all from one start.

    A ring is put at each one's ``best`` rate, and a line at the ``same`` rate for all. What flew off has a huge
    cost or none: it is left out.
    """
    rate = np.asarray(rates, dtype=float)
    fig, ax = new_axes(7.6, 4.0)
    told = []
    for i, (name, values) in enumerate(costs.items()):
        colour, line, marker = LINES[i % len(LINES)]
        cost = flat(values)
        ax.plot(rate, cost, color=colour, linestyle=line, marker=marker, markersize=4, label=name)
        own = int(np.argmin(np.abs(rate - best[name])))
        ring: Any = {"marker": "o", "markersize": 13, "markerfacecolor": "none", "markeredgewidth": 2, "zorder": 6}
        ax.plot(rate[own], cost[own], color=colour, linestyle="", clip_on=False, **ring)
        told.append(f"{name}: best with {best[name]:.2g}, where its cost is {number(cost[own])}")
    ax.axvline(same, color=GREY, linewidth=1.2, linestyle=(0, (2, 2)), zorder=1)
    ax.annotate(
        f"all with {number(same)}", (same, 1), (4, -2), xycoords=("data", "axes fraction"), textcoords="offset points",
        va="top", color=GREY,
    )  # fmt: skip
    ax.set(xscale="log", xlabel="learning rate α", ylabel=f"cost J after {steps} steps")
    ax.set_ylim(-0.3, 1.0)
    ax.set_title("Which rate suits whom?")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return fig.describe(
        "Low is good. Every mark is a walk of its own, with the rate below it; the best has a ring. Where a "
        "curve ends, or leaves at the top, the next steps were so long that the walk flew off.",
        f"Costs after {steps} steps with {rate.size} learning rates from {number(rate[0])} to {number(rate[-1])}. "
        f"{'; '.join(told)}.",
    )


@styled
def batches_as_rows(batches: Sequence[tuple[np.ndarray, np.ndarray]]) -> Plot:
    """Mini-batches of numbered examples: each batch (numbers (1, k), labels (1, k)) as a row of small cells."""
    rows = [(np.ravel(numbers).astype(int), np.ravel(labels).astype(int)) for numbers, labels in batches]
    longest = max((numbers.size for numbers, _ in rows), default=1)
    fig, ax = new_axes(7.2, 0.9 + 0.45 * max(len(rows), 1))
    for row, (numbers, labels) in enumerate(rows):
        for place, (example, label) in enumerate(zip(numbers, labels, strict=True)):
            box = {"boxstyle": "round,pad=0.25" if label else "square,pad=0.25", "edgecolor": BLUE if label else RED}
            look: Any = {
                "ha": "center",
                "va": "center",
                "bbox": {**box, "facecolor": "#e3eef6" if label else "#fbeadf"},
            }
            ax.text(place, row, f"{example:2d}", family="monospace", color=INK, **look)
        ax.text(longest + 0.1, row, f"{numbers.size} examples", va="center", color=INK)
    ax.set_xlim(-0.7, longest + 1.6)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), [f"batch {row + 1}" for row in range(len(rows))])
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_title("Who is in which batch?")
    everyone = np.concatenate([numbers for numbers, _ in rows]) if rows else np.zeros(0, int)
    once = "each exactly once" if np.unique(everyone).size == everyone.size else "and some more than once"
    cut = "1 batch" if len(rows) == 1 else f"{len(rows)} batches"
    return fig.describe(
        f"{everyone.size} examples in {cut}, {once}. Rounded blue: label 1. Square orange: label 0. The label has "
        "travelled with its example.",
        "Numbered examples in rows: "
        + "; ".join(f"batch {row + 1} holds {', '.join(map(str, numbers))}" for row, (numbers, _) in enumerate(rows))
        + ".",
    )


@styled
def costs_by_batch_size(curves: Mapping[str, tuple[int, Sequence[float]]]) -> Plot:
    """Costs after every single step ``{name: (steps in an epoch, costs)}`` against the epochs that are done."""
    fig, ax = new_axes(7.2, 3.8)
    told = []
    order = sorted(curves.items(), key=lambda item: -item[1][0])  # the restless curve below the calm ones
    for i, (name, (steps, costs)) in enumerate(order):
        values = flat(costs)
        colour, line, marker = LINES[i % len(LINES)]
        plain = steps > 20
        look: Any = (
            {"linewidth": 0.9, "alpha": 0.8} if plain else {"linestyle": line, "marker": marker, "markersize": 4}
        )
        if not plain:
            look["markevery"] = max(1, values.size // 12)
        ax.plot(
            np.arange(values.size) / steps,
            values,
            color=colour,
            label=f"{name}: {steps} {'step' if steps == 1 else 'steps'} an epoch",
            **look,
        )
        rises = float(np.mean(np.diff(values) > 0)) if values.size > 1 else 0.0
        told.append(f"{name}: from {number(values[0])} to {number(values[-1])}, {rises:.0%} of the steps go up")
    ax.set(xlabel="epochs (each sees every example once)", ylabel="cost J of all examples")
    ax.locator_params(axis="x", integer=True)
    ax.set_ylim(bottom=0)
    ax.set_title("What does a step from a part of the data do?")
    ax.legend()
    return fig.describe(
        "In each epoch all of them see every example once. The fewer examples a step looks at, the more steps an epoch "
        "has, and the less reliable each of them is.",
        f"The cost over the epochs. {'; '.join(told)}.",
    )


@styled
def seconds_by_batch_size(seconds: Mapping[int, float]) -> Plot:
    """Seconds for one epoch by size of the mini-batches ``{size: seconds}``; both axes are logarithmic."""
    sizes = np.array(sorted(seconds))
    times = 1000 * np.array([seconds[int(size)] for size in sizes])
    power = (sizes & (sizes - 1)) == 0
    fig, ax = new_axes(7.2, 3.4)
    ax.plot(sizes, times, color=GREY, linewidth=1.2)
    ax.plot(sizes[power], times[power], "o", color=BLUE, markersize=8, label="a power of two")
    ax.plot(sizes[~power], times[~power], "x", color=RED, markersize=9, markeredgewidth=2, label="another size")
    ax.set(xscale="log", yscale="log", xlabel="examples in a mini-batch", ylabel="time for one epoch (ms)")
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xticks(sizes[power], [str(size) for size in sizes[power]])
    ax.set_title("How long does one epoch take?")
    ax.legend()
    told = [f"{size}: {number(time, 2)} ms" for size, time in zip(sizes, times, strict=True)]
    return fig.describe(
        f"Measured just now on this computer. With batches of {sizes[0]} an epoch takes {times[0] / times[-1]:.0f} "
        f"times as long as with batches of {sizes[-1]}: the same numbers, but many more calls of NumPy.",
        f"Time for an epoch by size of the mini-batch. {'; '.join(told)}.",
    )


@styled
def memory_of_averages(betas: Sequence[float], days: int = 60) -> Plot:
    """How much the value of k days ago counts in an average with each β: (1 - β) β^k."""
    back = np.arange(days)
    fig, ax = new_axes(7.2, 3.6)
    told = []
    for i, beta in enumerate(betas):
        _line(ax, back, 100 * (1 - beta) * beta**back, i, f"β = {number(beta)}: about {1 / (1 - beta):.0f} days")
        share = 1 - beta ** round(1 / (1 - beta))
        told.append(
            f"β = {number(beta)}: today counts {100 * (1 - beta):.0f} %, the last {1 / (1 - beta):.0f} days {share:.0%}"
        )
    ax.set(xlabel="days ago", ylabel="share of today's average (%)")
    ax.set_ylim(bottom=0)
    ax.set_title("How far back does an average remember?")
    ax.legend()
    return fig.describe(
        "Every curve falls by the factor β a day. The larger β is, the longer the memory, and the less counts a single "
        "day.",
        f"Falling curves of shares. {'; '.join(told)}.",
    )


@styled
def averages_over_days(
    values: np.ndarray, averages: Mapping[str, np.ndarray], title: str, caption: str, first_day: int = 1
) -> Plot:
    """Daily temperatures ``(m,)`` as dots and averages of them ``{name: (m,)}`` as lines."""
    temperature = np.ravel(values).astype(float)
    day = first_day + np.arange(temperature.size)
    fig, ax = new_axes(7.6, 4.0)
    ax.plot(day, temperature, ".", color=GREY, markersize=4, alpha=0.7, label="daily mean")
    told = []
    for i, (name, average) in enumerate(averages.items()):
        curve = np.ravel(average).astype(float)
        _line(ax, day, curve, i, name, marks=10)
        jump = float(np.mean(np.abs(np.diff(curve)))) if curve.size > 1 else 0.0
        told.append(
            f"{name}: from {number(curve[0], 1)} to {number(curve[-1], 1)} °C, moving by {number(jump, 2)} °C a day"
        )
    ax.set(xlabel="day of the year", ylabel="temperature (°C)")
    ax.set_title(title)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=4, columnspacing=1.2)
    return fig.describe(
        caption,
        f"{temperature.size} daily temperatures between {number(temperature.min(), 1)} and "
        f"{number(temperature.max(), 1)} °C, and averages. {'; '.join(told)}.",
    )


@styled
def rates_over_epochs(schedules: Mapping[str, Schedule], epochs: int) -> Plot:
    """Learning rates over the epochs, ``{name: rate of an epoch}``; each is asked for every single epoch."""
    fig, ax = new_axes(7.2, 3.4)
    told = []
    for i, (name, rate) in enumerate(schedules.items()):
        rates = np.array([float(np.squeeze(rate(epoch))) for epoch in range(epochs + 1)])
        _line(ax, np.arange(epochs + 1), rates, i, name)
        told.append(f"{name}: from {number(rates[0])} to {number(rates[-1])}")
    ax.set(xlabel="epoch", ylabel="learning rate α")
    ax.set_ylim(bottom=0)
    ax.set_title("How fast do the steps become shorter?")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return fig.describe(
        "All begin with the same rate. The fraction falls fast at first and then ever more slowly; the power loses the "
        "same share in every epoch. Half a wave keeps the steps long at first, and ends when the training does.",
        f"Learning rates over {epochs} epochs. {'; '.join(told)}.",
    )


def short(value: float) -> str:
    """A number of any size for a caption: ``0.693``, ``57.67``, ``6.4 × 10⁸``."""
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return number(value, 3 if abs(value) < 10 else 1)
    digits, power = f"{value:.1e}".split("e")
    raised = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{digits} × 10{raised}".replace("-", "−")


def _line(ax: Any, x: np.ndarray, y: np.ndarray, i: int, name: str, marks: int = 14) -> None:
    """One of several curves: told from the others by its line and marker too."""
    colour, line, marker = LINES[i % len(LINES)]
    look: Any = {"linestyle": line, "marker": marker, "markersize": 5}
    every = max(1, x.size // marks)
    ax.plot(x, y, color=colour, label=name, markevery=(i * every // 3, every), **look)
