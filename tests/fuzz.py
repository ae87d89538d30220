"""How many inputs what strangers wrote is tried with, and ways to damage what is real.

`make test` tries the same few every time; `make test-all` tries many, and others in every run.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

INPUTS = {  # (in `make test`, in `make test-all`)
    "replies": (200, 5_000),
    "trees": (150, 5_000),
    "loads": (150, 5_000),
    "texts": (200, 5_000),
    "readers": (40, 2_000),
    "rebuilds": (30, 2_000),
    "html": (100, 2_500),
    "markdown": (50, 2_000),
    "formulas": (100, 2_500),
    "outputs": (60, 2_000),
    "pages": (8, 300),
}

DEEP = "in the place of this are lists in lists"
anything = st.text(st.characters(exclude_categories=()))  # halves of characters, too
NASTY = ["", "\x00", "\ud800", "\x1b[2J\u202e", "\u2028x\x85", "{}{0}%s", "x" * 3_000, "returned", "code", "source"]
ODD = [None, True, -1, 2**70, -(10**400), 0.5, float("nan"), float("inf"), [], {}, [[]], *NASTY]
odd = st.sampled_from(ODD).map(copy.deepcopy)  # what is drawn may be damaged, too
numbers, texts = st.integers(-2, 3) | st.integers(), st.sampled_from(NASTY) | anything
scalars = st.none() | st.booleans() | st.integers() | st.floats() | anything | odd
json_data = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(anything, inner), max_leaves=8)


def tiers(what: str) -> pytest.MarkDecorator:
    """Try what is called ``inputs``, settings of hypothesis, with a few inputs always and with many where it is slow."""
    few, many = INPUTS[what]
    usual = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    tried = settings(usual, max_examples=few, derandomize=True), settings(usual, max_examples=many, print_blob=True)
    return pytest.mark.parametrize(
        "inputs", [pytest.param(tried[0], id="few"), pytest.param(tried[1], id="many", marks=pytest.mark.slow)]
    )


HIGH, LOW = "[\ud800-\udbff]", "[\udc00-\udfff]"  # the two halves of a character, as UTF-16 has them


def kept_in_a_file(text: str) -> str:
    """Text as a file can keep it, by the rule of Unicode: a half before its other one is a character, any other U+FFFD."""

    def joined(pair: re.Match[str]) -> str:
        return chr(0x10000 + (ord(pair[0][0]) - 0xD800) * 0x400 + (ord(pair[0][1]) - 0xDC00))

    return re.sub(f"{HIGH}|{LOW}", "\ufffd", re.sub(HIGH + LOW, joined, text))


def deepest() -> int:
    """How deep lists in JSON may be nested so that Python just reads them, from where this is called."""
    good, bad = 1, 200_000
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            json.loads("[" * middle + "]" * middle)
            good = middle
        except RecursionError:
            bad = middle
    return good


def nested(depth: int) -> Any:
    """So many lists, one in the other."""
    data: Any = []
    for _ in range(depth - 1):
        data = [data]
    return data


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object in JSON data with each index or key of it."""
    waiting = [data]
    while waiting:
        holder = waiting.pop()
        for key in range(len(holder)) if isinstance(holder, list) else list(holder):
            yield holder, key
            if isinstance(holder[key], list | dict):
                waiting.append(holder[key])


def damaged(whole: Any, most: int = 4) -> st.SearchStrategy[Any]:
    """The same JSON data in which a few places are lost, doubled, moved, wrapped, or something else."""
    return st.composite(_damaged)(Whole(whole), most)


class Whole:
    """What is real, without being shown in full wherever it has to do with an error."""

    def __init__(self, data: Any) -> None:
        self.data = data


def _damaged(draw: st.DrawFn, whole: Whole, most: int) -> Any:
    holder = [copy.deepcopy(whole.data)]
    for _ in range(draw(st.integers(0, most))):
        known = list(places(holder))
        where, key = known[draw(st.integers(0, len(known) - 1))]
        other, there = known[draw(st.integers(0, len(known) - 1))]
        how = draw(
            st.sampled_from(["like", "like", "odd", "any", "deep", "lost", "twice", "moved", "wrapped", "called"])
        )
        if how == "lost" and where is not holder:
            del where[key]
        elif how == "twice" and isinstance(where, list):
            where.insert(key, copy.deepcopy(where[key]))
        elif how == "moved":
            where[key] = copy.deepcopy(other[there])
        elif how == "wrapped":
            where[key] = draw(st.sampled_from([[where[key]], {"a": where[key]}, str(where[key])[:500]]))
        elif how == "called" and isinstance(where, dict):
            where[draw(anything | st.just(str(there)))] = where.pop(key)
        elif how == "like" and isinstance(where[key], int | str):
            where[key] = draw(texts if isinstance(where[key], str) else numbers)
        else:
            where[key] = DEEP if how == "deep" else draw(json_data if how == "any" else odd)
        holder = holder or [None]
    return holder[0]


@st.composite
def written(draw: st.DrawFn, data: st.SearchStrategy[Any]) -> bytes:
    """JSON data as a file or a socket has it: whole, and sometimes cut off, twice, nested deeply, or with other bytes."""
    plain = draw(st.booleans())
    content = json.dumps(draw(data), ensure_ascii=plain, indent=draw(st.sampled_from([None, 1])))
    if DEEP in content:
        depth = max(1, deepest() - draw(st.integers(0, 100)))  # what Python just reads, other code may not
        content = content.replace(f'"{DEEP}"', "[" * depth + "]" * depth)
    found = bytearray(content.encode("utf-8", "surrogatepass"))
    how = draw(st.sampled_from(["whole", "whole", "whole", "whole", "cut", "twice", "deep", "bytes", "keys", "other"]))
    place = draw(st.integers(0, len(found)))
    if how == "cut":
        del found[place:]
    elif how == "twice":
        found += bytes(found)
    elif how == "deep":
        found[place:place] = b"[" * 5_000
    elif how == "bytes":
        found[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=5))
    elif how == "keys":
        found = found.replace(b"{", b'{"cells": 3, "cell_type": [], "outcome": {}, ', draw(st.integers(1, 3)))
    elif how == "other":
        found = bytearray(content.encode(draw(st.sampled_from(["utf-8-sig", "utf-16", "latin-1"])), "replace"))
    return bytes(found)
