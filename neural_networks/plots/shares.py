"""Figures of shares of right answers: over a setting of the training, and of each class by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from neural_networks.plots.figure import GREY, INK, LINES, Plot, new_axes, number, styled
from neural_networks.plots.iris import LOOKS


@styled
def accuracy_over(settings: Sequence[float], curves: Mapping[str, np.ndarray], setting_name: str, title: str) -> Plot:
    """Accuracy for each setting, ``{name: shares (settings, repeats)}`` from 0 to 1: mean, worst and best."""
    fig, ax = new_axes(7.0, 4.0)
    places = np.arange(len(settings))
    told = []
    for i, ((name, shares), (colour, line, marker)) in enumerate(zip(curves.items(), LINES, strict=False)):
        values = 100 * np.asarray(shares, dtype=float).reshape(len(settings), -1)
        mean = values.mean(axis=1)
        spread = [mean - values.min(axis=1), values.max(axis=1) - mean]
        shift = places + 0.06 * (i - (len(curves) - 1) / 2)
        look: Any = {"color": colour, "linestyle": line, "marker": marker, "markersize": 6, "capsize": 3}
        ax.errorbar(shift, mean, yerr=spread, elinewidth=1, label=name, **look)
        pairs = [f"{mean[k]:.0f} % at {number(settings[k])}" for k in range(len(settings))]
        told.append(f"{name}: {', '.join(pairs)}")
    ax.axhline(100 / 3, color=GREY, linestyle=":", linewidth=1.3)
    ax.text(0.01, 100 / 3 + 1, "guessing", color=GREY, va="bottom", transform=ax.get_yaxis_transform())
    ax.set_xticks(places, [number(setting) for setting in settings])
    ax.set(xlabel=setting_name, ylabel="right answers (%)", ylim=(20, 103))
    ax.set_title(title)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2)
    ends = [
        f"{text.split(':')[0]}: from {text.split(': ')[1].split(',')[0]} to {text.split(', ')[-1]}" for text in told
    ]
    return fig.describe(
        f"Means of several trials, with a line from the worst to the best. {'; '.join(ends)}.",
        f"Accuracy over {setting_name}. {'; '.join(told)}.",
    )


@styled
def shares_by_class(groups: Mapping[str, tuple[np.ndarray, np.ndarray]], classes: Sequence[str]) -> Plot:
    """The share of right answers of each class and of all, for ``{name: (truth (m,), answers (m,))}``, a row each."""
    fig, ax = new_axes(7.6, 1.5 + 0.55 * max(1, len(groups)))
    told = []
    for row, (name, (truth, answers)) in enumerate(groups.items()):
        kinds = np.ravel(truth).astype(int)
        right = np.ravel(answers).astype(int) == kinds
        share = 100 * float(np.mean(right))
        ax.plot([share], [row], "|", color=INK, markersize=26, markeredgewidth=2, label=None if row else "all together")
        shares = []
        for k, called in enumerate(classes):
            if np.any(kinds == k):
                of_class = 100 * float(np.mean(right[kinds == k]))
                colour, marker = LOOKS[k % len(LOOKS)]
                height = row + 0.2 * (k - (len(classes) - 1) / 2)  # side by side where several have the same share
                look: Any = {"color": colour, "marker": marker, "markersize": 8, "linestyle": ""}
                ax.plot([of_class], [height], label=None if row else called, **look)
                shares.append(f"{called} {of_class:.0f} %")
        told.append(f"{name}: {', '.join(shares)}, all together {share:.0f} %")
    ax.set_yticks(range(len(groups)), list(groups))
    ax.set(xlabel="right answers (%)", ylabel="learnt from", xlim=(-4, 104), ylim=(len(groups) - 0.5, -0.5))
    ax.set_title("Who is recognised?")
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, -0.3 if len(groups) < 4 else -0.17), ncols=len(classes) + 1)
    return fig.describe(
        "Each mark is the share of one class that was answered right, the upright line that of all together.",
        f"Shares of right answers, a row for each training. {'; '.join(told)}.",
    )
