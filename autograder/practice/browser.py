"""What is otherwise in the tab of a browser: no other process, no terminal, and files that only Jupyter shows."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

IN_BROWSER = sys.platform == "emscripten"


def address_of(content: bytes, kind: str) -> str:
    """An address under which this tab hands out some bytes, as long as its Python runs."""
    js: Any = import_module("js")  # there is no such module outside
    array = js.Uint8Array.new(len(content))
    array.assign(content)
    return str(js.URL.createObjectURL(js.Blob.new(js.Array.of(array), js.Object.fromEntries([["type", kind]]))))
