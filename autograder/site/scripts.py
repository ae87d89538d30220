"""The JavaScript of a site: each file here is a function, which is called with what only Python knows."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def script(name: str, *values: object) -> str:
    """The file of this name with its function called: ``keep_site.js`` calls ``keepSite``."""
    first, *others = name.split("_")
    function = first + "".join(word.capitalize() for word in others)
    given = ", ".join(json.dumps(value, ensure_ascii=True) for value in values)
    return f"{(FOLDER / f'{name}.js').read_text('utf-8')}\n{function}({given});\n"
