"""JSON data in which what stands there several times is stored once: ``{"same": 3}`` is the fourth of the shared.

Most of what wrong versions return is what was expected, or what another wrong version returns.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

SAME = "same"
SHORTEST = 40  # characters of JSON from which on a reference is shorter


def share(data: Any) -> tuple[Any, list[Any]]:
    """``(the data with references, what they refer to)``, in the order in which it first stands there."""
    counts = Counter(text for node in _nodes(data) if len(text := _text(node)) >= SHORTEST)
    places: dict[str, int] = {}
    shared: list[Any] = []

    def shorter(node: Any) -> Any:
        if not isinstance(node, dict | list):
            return node
        text = _text(node)
        if counts[text] < 2:
            return inside(node)
        if text not in places:
            places[text] = len(shared)
            shared.append(None)
            shared[places[text]] = inside(node)
        return {SAME: places[text]}

    def inside(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: shorter(item) for key, item in node.items()}
        return [shorter(item) for item in node]

    return shorter(data), shared


def unshare(data: Any, shared: Sequence[Any]) -> Any:
    """The data that :func:`share` was given. IndexError, TypeError or RecursionError if it is damaged."""
    data = followed(data, shared)
    if isinstance(data, dict):
        return {key: unshare(item, shared) for key, item in data.items()}
    return [unshare(item, shared) for item in data] if isinstance(data, list) else data


def followed(data: Any, shared: Sequence[Any]) -> Any:
    """The same for what this refers to, if it does; what is inside is left as it is stored."""
    refers = isinstance(data, dict) and data.keys() == {SAME}
    return followed(shared[data[SAME]], shared) if refers else data


def _nodes(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        yield data
        for item in data.values() if isinstance(data, dict) else data:
            yield from _nodes(item)


def _text(node: Any) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))
