"""Without a network: a list of all files with their hashes for the service worker, which keeps them in the browser.

JupyterLite's own worker stays as it is, below ours in the same file, as a folder can have but one. Its cache is not
used: it keeps only what was asked for, never what is below ``api/``, forgets that it is switched on when the browser
puts the worker to rest, and hands out files of two versions of a site together.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from urllib.parse import quote

from autograder.site.scripts import script

WORKER = "service-worker.js"
INDEX = "index.html"


def work_offline(out: Path) -> None:
    """Put our part above JupyterLite's worker; no file may change afterwards."""
    worker = out / WORKER
    files = {address(path.relative_to(out)): integrity(path) for path in files_of(out) if path != worker}
    worker.write_text(script("keep_files", files) + worker.read_text("utf-8"), "utf-8")


def files_of(folder: Path) -> list[Path]:
    """All files in a folder, in an order that is always the same."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def address(path: Path) -> str:
    """How a browser asks for a file, from the site's own address on; a folder is asked for in place of its page."""
    asked = quote(path.as_posix(), safe="/@")
    return asked.removesuffix(INDEX) if path.name == INDEX else asked


def integrity(path: Path) -> str:
    """The hash of a file, as ``fetch`` compares it (Subresource Integrity)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"
