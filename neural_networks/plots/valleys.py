"""One valley or many: what becomes of the cost when one weight moves, in a neuron and in a small network."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from neural_networks.plots.figure import BLUE, INK, RED, Plot, new, number, styled
from neural_networks.plots.training import COST

# Five examples of one input each. The neuron finds "yes" more often on the right, without being able to have all right;
# the network has to find it in the middle.
INPUTS = np.array([-2.0, -1.0, 0.5, 1.0, 2.0])
ON_THE_RIGHT = np.array([0, 1, 0, 1, 1])
IN_THE_MIDDLE = np.array([0, 1, 1, 1, 0])
BIAS, OUTWARD, LOWER = 2.0, 4.0, -3.4  # of the two hidden neurons; the weight of each in the output; its bias
LEVEL_PLACES: Any = {"color": RED, "markeredgecolor": "white", "markersize": 11, "linestyle": "", "zorder": 4}


def cost_of_neuron(w: np.ndarray) -> np.ndarray:
    """The cost of a neuron with the weights ``w (k,)``, one at a time, and no bias."""
    return _cost(w[:, None] * INPUTS, ON_THE_RIGHT)


def cost_of_network(w: np.ndarray) -> np.ndarray:
    """The cost of a network with two hidden neurons, tanh, of the weights ``w (k,)`` and ``-w``."""
    hidden = np.tanh(w[:, None] * INPUTS + BIAS) + np.tanh(-w[:, None] * INPUTS + BIAS)
    return _cost(OUTWARD * hidden + LOWER, IN_THE_MIDDLE)


def _cost(score: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Cross-entropy of ``score (k, m)`` and ``labels (m,)``, an average for each of the k."""
    return np.mean(np.logaddexp(0, score) - labels * score, axis=1)


@styled
def one_valley_or_many() -> Plot:
    """The cost over one weight of a neuron, and of a network with a hidden layer; where it is level is marked."""
    fig = new(7.6, 3.5)
    axes = fig.subplots(1, 2)
    told = []
    for ax, name, cost_at, w in (
        (axes[0], "a single neuron", cost_of_neuron, np.linspace(-1, 3, 801)),
        (axes[1], "a network with two hidden neurons", cost_of_network, np.linspace(-3, 3, 1201)),
    ):
        costs = cost_at(w)
        places = _level(costs)
        ax.plot(w, costs, color=BLUE)
        ax.plot(w[places], costs[places], marker="o", **LEVEL_PLACES, label="level: the derivative is 0")
        _start(ax, w, costs)
        ax.set_title(name, fontsize=11, weight="normal")
        ax.set(xlabel="weight w", ylim=(0, 1.15 * float(costs.max())))
        told.append(f"{name}: level at w = {', '.join(number(w[place], 1) for place in places)}")
    axes[0].set_ylabel(COST)
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center")
    fig.suptitle("Where does a walk downhill end?", x=0.01, ha="left")
    return fig.describe(
        "Left there is one valley: wherever you start, also at 0, downhill leads to the same place. Right there are "
        "two, and at w = 0 it is level, too: who starts there, on the hilltop, takes no step at all.",
        f"Two curves of the cost over a weight; {'; '.join(told)}. The first has one valley, the second two, with a "
        "hilltop between them at w = 0.",
    )


def _level(costs: np.ndarray) -> np.ndarray:
    """Where the curve turns, as indices."""
    return np.flatnonzero(np.diff(np.sign(np.diff(costs)))) + 1


def _start(ax: Axes, w: np.ndarray, costs: np.ndarray) -> None:
    """A cross where w is 0."""
    zero = int(np.argmin(np.abs(w)))
    ax.plot(w[zero], costs[zero], marker="x", color=INK, markersize=7, markeredgewidth=2, linestyle="", zorder=5)
    ax.annotate("start at 0", (w[zero], costs[zero]), (8, 8), textcoords="offset points", weight="bold")
