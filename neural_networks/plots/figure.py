"""What all figures share: colours, style, the figure that carries its own description, and ``show``."""

from __future__ import annotations

import base64
import functools
import html
import io
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

Arguments = ParamSpec("Arguments")
Credit = Mapping[str, str]
"""One row of the table of credits: object, author, licence, url."""

# The palette of Okabe and Ito: told apart with every kind of colour blindness. Markers and line styles differ too.
BLUE, ORANGE, GREEN, RED, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7"
INK, GREY = "#1a1a1a", "#6b6b6b"
LINES = [
    (BLUE, "-", "o"),
    (RED, "--", "s"),
    (GREEN, "-.", "^"),
    (PURPLE, ":", "D"),
    (ORANGE, "-", "v"),
    (INK, "--", "x"),
]

STYLE: Any = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.labelsize": 11,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "figure.facecolor": "white",
    "figure.titlesize": 12.5,
    "figure.titleweight": "bold",
    "font.size": 10.5,
    "grid.color": "#e4e4e4",
    "legend.frameon": False,
    "lines.linewidth": 2,
    "text.color": INK,
}
DOTS_PER_INCH = 170
WIDTH_IN_PIXELS = 100  # of one inch on the page
MOST_COLOURS = 256  # a dot is one byte then, and a file a third as large
MOST_OF_A_DRAWING = 8_000  # colours; photographs have more, and cannot do with few
UNSEEN, ELSEWHERE = 16, 0.0005  # of 255, that a colour may be off; the share of the dots that may be further off


class Plot(Figure):
    """A Matplotlib figure with its caption, its alternative text, and the credits of the pictures in it.

    It belongs to itself, not to ``pyplot``: nothing shows it but ``show``, and nothing has to close it.
    """

    caption: str = ""  # what there is to see, for all
    alt: str = ""  # what is drawn, for those who cannot see it
    credits: tuple[Credit, ...] = ()  # a row for each picture; empty where there is none

    def describe(self, caption: str, alt: str, credits: Sequence[Credit] = ()) -> Plot:
        """Set what is told about the figure, and return it."""
        self.caption, self.alt, self.credits = caption, alt, tuple(credits)
        return self

    def shown(self, png: bytes, width: int, caption: str, alt: str) -> Shown:
        """What a notebook displays for this figure, drawn as ``png``; a figure that moves has its own."""
        return Shown(png, width, caption, alt, self.credits)


def styled(draw: Callable[Arguments, Plot]) -> Callable[Arguments, Plot]:
    """Decorate a function that draws: it runs with the style of the course, whatever the notebook has set."""

    @functools.wraps(draw)
    def wrapper(*args: Arguments.args, **keywords: Arguments.kwargs) -> Plot:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(STYLE)
            return draw(*args, **keywords)

    return wrapper


def new(width: float = 7.2, height: float = 3.8) -> Plot:
    """An empty figure, sizes in inches; a page is about 7 inches wide."""
    return Plot(figsize=(width, height), layout="constrained")


def new_axes(width: float = 7.2, height: float = 3.8) -> tuple[Plot, Axes]:
    """A figure with one pair of axes."""
    fig = new(width, height)
    return fig, fig.add_subplot()


def number(value: float, digits: int = 3) -> str:
    """A number for a caption, with at most so many ``digits`` behind the point: ``0.693``, ``42``, ``1.2e−05``."""
    text = f"{float(value):.{digits}f}".rstrip("0").rstrip(".")
    if float(text) == 0 and value != 0:
        text = f"{float(value):.1e}"
    return text.replace("-", "−")


class Shown:
    """A figure as it goes into the notebook: HTML with the PNG and its alternative text, and a twin in plain text."""

    def __init__(self, png: bytes, width: int, caption: str, alt: str, credits: Sequence[Credit] = ()) -> None:
        self.png, self.width, self.caption, self.alt = base64.b64encode(png).decode("ascii"), width, caption, alt
        self.credits = _by_author(credits)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The picture stands in the HTML alone: there JupyterLab shows alternative text, beside a PNG it does not."""
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """A figure element; the text takes the colours of the page, so that it is readable in a dark theme too."""
        small = '<br><span style="font-size:85%">' + _credits_html(self.credits) + "</span>" if self.credits else ""
        return (
            '<figure style="margin:0.5em 0 1em 0">'
            f'<img src="data:image/png;base64,{self.png}" width="{self.width}" alt="{html.escape(self.alt)}" '
            'style="max-width:100%;height:auto;background:#fff">'
            f'<figcaption style="max-width:45em;margin-top:0.4em">{html.escape(self.caption)}{small}</figcaption>'
            "</figure>"
        )

    def __repr__(self) -> str:
        return _in_words(self.caption, self.alt, self.credits)


def show(fig: Figure, caption: str | None = None, alt: str | None = None) -> None:
    """Show a figure once, with caption and alternative text, and close it.

    In a notebook it appears under the cell. Elsewhere its description is printed and nothing is drawn, as nobody would
    see it. ``caption`` and ``alt`` replace the figure's own; any other Matplotlib figure needs both.

    Raises:
        ValueError: there is no caption or no alternative text.
    """
    caption = getattr(fig, "caption", "") if caption is None else caption
    alt = getattr(fig, "alt", "") if alt is None else alt
    if not caption.strip() or not alt.strip():
        raise ValueError("a figure needs a caption and an alternative text: show(fig, caption=..., alt=...)")
    display = _display()
    if display is None:
        print(_in_words(caption, alt, _by_author(getattr(fig, "credits", ()))))
    else:
        width = round(fig.get_figwidth() * WIDTH_IN_PIXELS)
        shown = fig.shown if isinstance(fig, Plot) else Shown
        display(shown(_png(fig), width, caption, alt))
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(fig)
    for axes in fig.axes:
        fig.delaxes(axes)  # to clear them would be to draw them once more, empty


def _display() -> Callable[[Shown], None] | None:
    """What puts something under the cell that runs; None where there is no notebook."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython
    from IPython.display import display

    return None if get_ipython() is None else display


def _png(fig: Figure) -> bytes:
    """The figure as a file; ``savefig`` would draw it twice, and make a file first that has to be read again."""
    fig.set_dpi(DOTS_PER_INCH)
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    return small_png(as_picture(canvas))


def as_picture(canvas: FigureCanvasAgg) -> Image.Image:
    """What is on a canvas, in a copy of its own."""
    return Image.frombuffer("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba()))


def small_png(picture: Image.Image) -> bytes:
    """A picture on white as a small file: with few colours, or with all where few would be seen to be others.

    Looked at is each colour once, not each dot: a drawing has a few thousand of the ones, and a million of the others.
    """
    whole = Image.new("RGB", picture.size, "white")
    whole.paste(picture, mask=picture)
    dots = np.asarray(whole.convert("RGBA")).view(np.uint32).ravel()
    runs = np.flatnonzero(np.append(True, dots[1:] != dots[:-1]))  # where another colour begins
    lengths = np.diff(runs, append=dots.size)
    colours, which = np.unique(dots[runs], return_inverse=True)
    chosen = whole
    if colours.size <= MOST_OF_A_DRAWING:
        often = np.bincount(which, weights=lengths)
        channels = colours.view(np.uint8).reshape(-1, 4)[:, :3]
        times = np.ceil(np.sqrt(often)).astype(int)  # by root: grounds keep their colours, and so do the edges of lines
        few = Image.fromarray(np.repeat(channels, times, axis=0)[np.newaxis]).quantize(MOST_COLOURS, kmeans=1)
        one = np.cumsum(times) - 1  # of each colour
        off = np.abs(np.asarray(few.convert("RGB"))[0, one].astype(int) - channels).max(axis=1)
        if often[off > UNSEEN].sum() <= ELSEWHERE * dots.size:
            chosen = Image.frombytes("P", whole.size, np.repeat(np.asarray(few)[0, one][which], lengths).tobytes())
            chosen.putpalette(few.getpalette() or [])
    buffer = io.BytesIO()
    chosen.save(buffer, "PNG")  # optimised it takes seven times as long, and is a few hundredths smaller
    return buffer.getvalue()


def _in_words(caption: str, alt: str, credits: Mapping[tuple[str, str], Sequence[Credit]]) -> str:
    """A figure in plain text: what is drawn, what there is to see, and whose pictures are in it."""
    makers = "; ".join(
        f"{', '.join(row['object'] for row in rows)}: {author}, {licence}"
        for (author, licence), rows in credits.items()
    )
    return f"[Figure: {alt}]\n{caption}" + (f"\nPictures: {makers}" if makers else "")


def _by_author(credits: Sequence[Credit]) -> dict[tuple[str, str], list[Credit]]:
    """Rows by (author, licence); an address that ends an author's name is left to the link of the picture."""
    groups: dict[tuple[str, str], list[Credit]] = {}
    for row in credits:
        author = re.sub(r"\s*https?://\S*\s*$", "", row["author"])
        short = author if len(author) <= 90 else author[:89].rsplit(" ", 1)[0] + " …"
        groups.setdefault((short, row["licence"]), []).append(row)
    return groups


def _credits_html(groups: Mapping[tuple[str, str], Sequence[Credit]]) -> str:
    def link(row: Credit) -> str:
        name, url = html.escape(row["object"]), row.get("url", "")
        return f'<a href="{html.escape(url)}">{name}</a>' if url.startswith(("http://", "https://")) else name

    return "Pictures, resized: " + "; ".join(
        f"{', '.join(map(link, rows))}: {html.escape(author)} ({html.escape(licence)})"
        for (author, licence), rows in groups.items()
    )
