"""The outputs of cells that a student handed in, rewritten to what may be shown: text, cleaned HTML, PNG and JPEG."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from typing import Any

from autograder.messages import say
from autograder.notebook.clean import Data, clean_html, shown, text_of
from autograder.notebook.read import LARGEST_FILE
from autograder.notebook.room import Room

LONGEST_HTML = 200_000
LONGEST_IMAGE = 3_000_000
LONGEST_ALT = 2_000
MOST_OUTPUTS = 30
LARGEST_OUTPUTS = 8_000_000

IMAGES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
FILE = re.compile(r"data:([\w/+.-]*);base64,([A-Za-z0-9+/=]*)")
"""A file that stands in HTML as text: a picture, most often."""
ALTERNATIVE = re.compile(r'<img\b[^<>]*?\salt="([^"<>]*)"')
OLD_NAMES = {"text": "text/plain", "html": "text/html", "png": "image/png", "jpeg": "image/jpeg"}


def clean_outputs(outputs: Any, room: Room | None = None, number: int = 0, pictures: bool = True) -> list[Data]:
    """The outputs of a cell, of nbformat 4 or 3, rewritten to what the allow-list holds and the page has room for.

    Without ``pictures`` a sentence stands for each.
    """
    room = Room() if room is None else room
    kept: list[Data] = []
    size = 0
    for raw in outputs if isinstance(outputs, list) else []:
        for output in _passive(raw, pictures) if isinstance(raw, dict) else ():
            full = not room.for_outputs()
            if full:
                room.without_outputs.append(number)
            if full or len(kept) == MOST_OUTPUTS or size > LARGEST_OUTPUTS:
                return [*kept[: MOST_OUTPUTS - 1], _stream("stdout", say("nb_cut"))]
            kept.append(output)
            images = sum(len(output.get("data", {}).get(kind, "")) for kind in IMAGES)
            length = _length(output)
            room.take_output(length - images, images)
            size += length
    return kept


def _length(output: Any) -> int:
    """How long all texts of an output are together."""
    if isinstance(output, str):
        return len(output)
    items = output.items() if isinstance(output, dict) else ((item, "") for item in output)
    return sum(_length(part) for item in items for part in item)


def _stream(name: str, text: str) -> Data:
    return {"output_type": "stream", "name": name, "text": text}


def _passive(raw: Data, pictures: bool) -> Iterator[Data]:
    """What is kept of one output: nothing, one, or a picture and the words around it."""
    kind = raw.get("output_type")
    if kind == "stream":
        name = "stderr" if "stderr" in (raw.get("name"), raw.get("stream")) else "stdout"
        yield _stream(name, shown(raw.get("text")))
    elif kind in ("error", "pyerr"):
        lines = raw.get("traceback")
        trace = [shown(line) for line in lines[:100]] if isinstance(lines, list) else []
        names = {name: shown(raw.get(name)) for name in ("ename", "evalue")}
        yield {"output_type": "error", **names, "traceback": trace}
    elif kind in ("display_data", "execute_result", "pyout"):
        data = raw.get("data")
        bundle = data if isinstance(data, dict) else {new: raw[old] for old, new in OLD_NAMES.items() if old in raw}
        yield from _displayed(bundle, raw.get("metadata"), pictures)


def _displayed(bundle: Data, metadata: Any, pictures: bool) -> Iterator[Data]:
    """The allowed representations of one displayed object.

    A page prefers HTML, in which no picture is left. So a picture is an output of its own, whether it stands in the
    HTML or, as it did once, beside it; only the words around one in HTML follow it.
    """
    words, inside, alt = taken_apart(bundle["text/html"]) if "text/html" in bundle else ("", {}, "")
    if not pictures and (inside or IMAGES.keys() & bundle.keys()):
        yield _stream("stdout", f"{say('nb_figure_elsewhere')}\n")
        return
    kept = {"text/plain": shown(bundle["text/plain"])} if "text/plain" in bundle else {}
    if images := _images(bundle) or _images(inside):
        yield _display(kept | images, {"alt": _alternative(alt or _said_of(images, metadata))})
        kept = {}
    if "text/html" in bundle and (inside or not images):
        text = clean_html(text_of(words, LONGEST_HTML))
        kept |= {"text/html": text} if text.strip() or not images else {}
    if kept:
        yield _display(kept, {})


def taken_apart(value: Any) -> tuple[str, dict[str, str], str]:
    """``(the HTML without any file in it, the first picture by its kind, its alternative text)``."""
    inside: dict[str, str] = {}

    def without(found: re.Match[str]) -> str:
        if not inside and found[1] in IMAGES:
            inside[found[1]] = found[2]
        return ""

    text = FILE.sub(without, text_of(value, LARGEST_FILE))
    alt = ALTERNATIVE.search(text)
    return text, inside, html.unescape(alt[1]) if alt else ""


def _images(bundle: Data) -> dict[str, str]:
    return {kind: image for kind in IMAGES if (image := clean_image(kind, bundle.get(kind)))}


def _said_of(images: dict[str, str], metadata: Any) -> str:
    """The alternative text in the metadata of an output."""
    known = metadata if isinstance(metadata, dict) else {}
    places = [known.get(kind) for kind in images] + [known]
    return next((text_of(place.get("alt")) for place in places if isinstance(place, dict) and place.get("alt")), "")


def _alternative(text: str) -> str:
    """An alternative text in one line, of bounded length; a word that says that there is a picture in place of none."""
    return " ".join(shown(text).split())[:LONGEST_ALT].rstrip() or say("nb_figure")


def _display(data: dict[str, str], metadata: dict[str, str]) -> Data:
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def clean_image(kind: str, value: Any) -> str:
    """The base64 text of a PNG or JPEG, or '' if it is none, or a very large one."""
    text = "".join(text_of(value, LONGEST_IMAGE).split())
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(data).decode() if data.startswith(IMAGES[kind]) else ""
