"""Pictures: a few with their labels, one as a column of numbers, the weights, and those that were mistaken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from neural_networks.plots.figure import BLUE, INK, RED, Credit, Plot, new, styled

COLUMNS = 6
COLOURS = ("red", "green", "blue")


@styled
def pictures(images: np.ndarray, labels: Sequence[int], classes: Sequence[str], credits: Sequence[Credit] = ()) -> Plot:
    """Pictures ``(m, px, px, 3)`` of 0 to 255 with ``labels (m,)``, each under the name of its class."""
    names = [classes[int(label)] for label in np.asarray(labels).reshape(-1)]
    fig = _grid(images, names)
    fig.suptitle("What is to be told apart", x=0.01, ha="left")
    return fig.describe(
        "Can you see what separates the two classes? A neuron will only see numbers.",
        f"{len(names)} telescope photographs: {', '.join(names)}.",
        credits,
    )


@styled
def mistaken_pictures(
    images: np.ndarray,
    labels: np.ndarray,
    predictions: np.ndarray,
    classes: Sequence[str],
    credits: Sequence[Credit] = (),
    most: int = 12,
) -> Plot:
    """The first ``most`` pictures whose prediction is wrong, of ``images (m, px, px, 3)``.

    ``labels`` and ``predictions`` are ``(m,)`` or ``(1, m)``; ``credits`` has a row for every picture.
    """
    truth, told = np.asarray(labels).reshape(-1), np.asarray(predictions).reshape(-1)
    wrong = np.flatnonzero(truth != told)
    chosen = wrong[:most]
    if not chosen.size:
        fig = new(6.8, 1.2)
        fig.suptitle(f"None of {truth.size} pictures was mistaken", x=0.01, ha="left")
        return fig.describe("There is nothing to show: every label is right.", f"No mistakes in {truth.size} pictures.")
    names = [f"{classes[int(truth[i])]},\ntaken for a {classes[int(told[i])]}" for i in chosen]
    fig = _grid(images[chosen], names)
    fig.suptitle(f"{wrong.size} of {truth.size} pictures were mistaken", x=0.01, ha="left")
    rows = [credits[i] for i in chosen] if len(credits) else ()
    missed = [int(np.sum(told[truth == label] != label)) for label in (0, 1)]
    return fig.describe(
        f"Missed: {missed[0]} of class {classes[0]} and {missed[1]} of class {classes[1]}; here are {len(names)}. "
        "Look for a reason: a colour, a bright middle, a dark border? One neuron can weigh pixels, not see shapes.",
        f"{len(names)} mistaken photographs: {'; '.join(name.replace(chr(10), ' ') for name in names)}.",
        rows,
    )


@styled
def picture_as_column(image: np.ndarray, shown: int = 4) -> Plot:
    """A picture ``(px, px, 3)`` of 0 to 255 beside the numbers of the first ``shown`` pixels in its column."""
    column = np.asarray(image).reshape(-1)
    fig = new(6.8, 3.2)
    left, right = fig.subplots(1, 2, width_ratios=(1, 1.6))
    left.imshow(image)
    left.set_axis_off()
    left.set_title(f"{image.shape[0]} × {image.shape[1]} pixels, 3 colours")
    right.set_axis_off()
    right.set_title(f"a column of {column.size} numbers")
    for pixel in range(shown):
        for colour, (name, ink) in enumerate(zip(COLOURS, (RED, "#007a5a", BLUE), strict=True)):
            number = 3 * pixel + colour
            y = 1 - (number + 1) / (3 * shown + 2)
            right.text(0.05, y, f"{column[number]:>3d}", family="monospace", transform=right.transAxes)
            right.text(0.2, y, f"{name} of pixel {pixel + 1}", color=ink, transform=right.transAxes)
    right.text(0.05, 0.0, "…", transform=right.transAxes)
    return fig.describe(
        "The first pixel gives the first three numbers, its red, green and blue; then comes the pixel to its right.",
        f"A picture of {image.shape[0]} by {image.shape[1]} pixels, and beside it the first numbers of its column: "
        f"{', '.join(str(int(v)) for v in column[: 3 * shown])}.",
    )


@styled
def weights_picture(
    w: np.ndarray, px: int, title: str = "Where does light raise the probability of class 1?", name: str = "weight"
) -> Plot:
    """Weights ``(px*px*3, 1)`` as three pictures, one for each colour, on one scale around zero.

    ``title`` and ``name`` say what the numbers are, where they are not the weights but a step of theirs.
    """
    weights = np.asarray(w, dtype=float).reshape(px, px, 3)
    most = float(np.abs(weights).max()) or 1.0
    fig = new(7.6, 2.9)
    axes = fig.subplots(1, 3)
    for colour, (ax, light) in enumerate(zip(axes, COLOURS, strict=True)):
        drawn = ax.imshow(weights[:, :, colour], cmap="PuOr", vmin=-most, vmax=most)
        ax.set_axis_off()
        ax.set_title(light)
    fig.colorbar(drawn, ax=list(axes), label=name, shrink=0.85)
    fig.suptitle(title, x=0.01, ha="left")
    means = [float(weights[:, :, colour].mean()) for colour in range(3)]
    return fig.describe(
        "Light in a violet place raises the probability of class 1, light in an orange place lowers it; white places "
        "do not count.",
        f"Three maps of numbers, one for each colour of light; the mean {name}: "
        + ", ".join(f"{light} {mean:+.4f}" for light, mean in zip(COLOURS, means, strict=True))
        + ".",
    )


def _grid(images: np.ndarray, names: Sequence[str]) -> Plot:
    rows = max(1, -(-len(names) // COLUMNS))
    fig = new(8.2, 0.5 + 1.75 * rows)
    axes = fig.subplots(rows, COLUMNS, squeeze=False).reshape(-1)
    for ax in axes:
        ax.set_axis_off()
    for ax, image, name in zip(axes, images, names, strict=False):
        ax.imshow(image)
        ax.set_title(name, fontsize=9, loc="center", weight="normal", color=INK)
    return fig
