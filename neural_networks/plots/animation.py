"""Figures that move: frames become a GIF, which every browser plays without JavaScript, with a still for paper.

An :class:`Animation` is a :class:`Plot` that holds the still and, beside it, the moving picture; ``show`` asks it
for :meth:`Animation.shown`. Who has asked the system for less motion sees the still, and so does print.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Sequence

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from PIL import Image

from neural_networks.plots.figure import LINES, Credit, Plot, Shown, as_picture

Frame = Callable[[int], Sequence[Artist]]
"""Draws what moves as it is in frame number i, from 0, and returns it, what lies below first."""
Draw = Callable[[Plot], Frame]
"""Draws on an empty figure what all frames share, and returns what draws the rest."""

DOTS_PER_INCH = 100
COLOURS = 64


class Animation(Plot):
    """A still, and the same as a moving picture; made by :func:`animate`."""

    gif: bytes = b""

    def shown(self, png: bytes, width: int, caption: str, alt: str) -> ShownAnimation:
        """What a notebook displays for this figure: the moving picture with the still ``png``."""
        return ShownAnimation(self.gif, png, width, caption, alt, self.credits)


class ShownAnimation(Shown):
    """A moving picture as it goes into the notebook; its text is that of the still, which stands beside it."""

    def __init__(
        self, gif: bytes, png: bytes, width: int, caption: str, alt: str, credits: Sequence[Credit] = ()
    ) -> None:
        super().__init__(png, width, caption, alt, credits)
        self.gif = base64.b64encode(gif).decode("ascii")

    def html(self) -> str:
        """A figure element that moves, unless the reader's system asks for less motion."""
        return (
            '<figure style="margin:0.5em 0 1em 0"><picture>'
            f'<source media="(prefers-reduced-motion: reduce), print" srcset="data:image/png;base64,{self.png}">'
            f'<img src="data:image/gif;base64,{self.gif}" width="{self.width}" alt="{html.escape(self.alt)}" '
            'style="max-width:100%;height:auto;background:#fff"></picture>'
            f'<figcaption style="max-width:45em;margin-top:0.4em">{html.escape(self.caption)}</figcaption>'
            "</figure>"
        )


def animate(
    draw: Draw,
    frames: int,
    size: tuple[float, float] = (7.2, 3.8),
    milliseconds: int = 120,
    pause: int = 2500,
    still: Callable[[Plot], None] | None = None,
) -> Animation:
    """An animation of ``frames`` frames, drawn now, with the style that is set; what does not move is drawn once.

    ``size`` is in inches. Each frame is seen for ``milliseconds``, the first one four times as long, and the last one
    for ``pause`` before it begins again.
    ``still`` draws the picture for paper, by default the last frame. Nothing jumps between frames: the layout of the
    last frame is that of all.

    Raises:
        ValueError: there are no frames.
    """
    if frames < 1:
        raise ValueError("there is nothing to animate: no frames")
    film = Plot(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    canvas = FigureCanvasAgg(film)
    frame = draw(film)
    for artist in frame(frames - 1):
        artist.set_animated(True)  # the figure draws itself without it, but has room for it
    canvas.draw()
    empty = canvas.copy_from_bbox(film.bbox)
    pictures: list[Image.Image] = []
    for i in range(frames):
        canvas.restore_region(empty)
        for artist in frame(i):
            film.draw_artist(artist)
        pictures.append(as_picture(canvas).convert("RGB"))

    animation = Animation(figsize=size, layout="constrained")
    if still is None:
        draw(animation)(frames - 1)
    else:
        still(animation)
    times = [milliseconds] * frames
    times[0], times[-1] = 4 * milliseconds, pause
    animation.gif = _gif(pictures, times)
    return animation


def _gif(pictures: Sequence[Image.Image], milliseconds: Sequence[int]) -> bytes:
    """A GIF that begins again for ever, all its frames with one palette, so that no colour flickers.

    A thin line has few dots, and a palette made of what is frequent would mix its colour with another's. So the
    colours of lines have places of their own, pure and half faded, as they are at an edge.
    """
    width, height = pictures[0].size
    some = [pictures[0], pictures[len(pictures) // 2], pictures[-1]]
    together = Image.new("RGB", (width, height * len(some)))
    for row, picture in enumerate(some):
        together.paste(picture, (0, row * height))
    kept = [channels for colour, _, _ in LINES for channels in _pure_and_faded(colour)]
    frequent = together.quantize(COLOURS - len(kept) // 3, dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(kept + frequent[: 3 * COLOURS - len(kept)])
    first, *others = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    buffer = io.BytesIO()
    # Optimised: what has not moved since the last frame is left out, which is nearly all of it.
    first.save(buffer, "GIF", save_all=True, append_images=others, duration=list(milliseconds), loop=0, optimize=True)
    return buffer.getvalue()


def _pure_and_faded(colour: str) -> list[int]:
    """Red, green and blue of a colour, and of the same colour mixed with white."""
    pure = [round(255 * channel) for channel in to_rgb(colour)]
    return [*pure, *((channel + 255) // 2 for channel in pure)]
