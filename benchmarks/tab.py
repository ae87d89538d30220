"""What a solved notebook takes in a browser's tab, and by itself: ``python -m benchmarks.tab [--write]``

Each notebook is opened in Chromium, solved, and run as *Run All* does, then run by the Python that is installed here:
wall-clock seconds, one after the other in the same run. ``--write``: make the table in docs/browser.md of them. Needs
what ``make test-all`` needs for a browser, and nothing else that keeps the machine busy.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from benchmarks.section import begin, replaced, table
from tests.jupyterlab import chromium
from tests.keys import KEYS, ROOT
from tests.tab import address_in_site, open_in_tab, rewrite, run, run_all, served_site
from tests.test_notebooks import notebook_of
from tests.test_notebooks import run as run_natively

PAGE = ROOT / "docs" / "browser.md"
COMMAND = "python -m benchmarks.tab --write"
FIRST = "1 + 1"
HEAD = ("notebook", "ready", "all cells", "natively", "ratio", "longest cells", "longest check")


@dataclass(frozen=True)
class Taken:
    """Seconds until Python answers, of all cells in the tab and natively, of each cell in the tab; and the checks."""

    name: str
    ready: float
    in_tab: float
    natively: float
    cells: dict[str, float]
    checks: frozenset[str]

    @property
    def row(self) -> tuple[str, ...]:
        """As the table has it."""
        longest = sorted(self.cells.values(), reverse=True)[:3]
        check = max(seconds for cell, seconds in self.cells.items() if cell in self.checks)
        ratio = f"{self.in_tab / self.natively:.1f}"
        numbers = (f"{self.ready:.0f}", f"{self.in_tab:.0f}", f"{self.natively:.1f}", ratio)
        return (self.name[:2], *numbers, ", ".join(f"{seconds:.0f}" for seconds in longest), f"{check:.1f}")


def measured(address: str) -> Iterator[Taken]:
    """Every notebook."""
    for name in KEYS:
        path = notebook_of("source", name)
        solved = {cell.id: cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"}
        with chromium() as page:
            began = time.perf_counter()
            open_in_tab(page, address, address_in_site(path))
            run(page, FIRST, "first")
            ready = time.perf_counter() - began
            rewrite(page, solved)
            ran = run_all(page)
        began = time.perf_counter()
        run_natively(path)
        checks = frozenset(cell for cell, text in solved.items() if text.startswith("check("))
        yield Taken(name, ready, ran.all, time.perf_counter() - began, ran.seconds, checks)


def main() -> int:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="make the table in docs/browser.md")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder, served_site(Path(folder)) as address:
        for taken in measured(address):
            rows.append(taken.row)
            print(*rows[-1], sep="  ", flush=True)
    if options.write:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(replaced(text, begin(COMMAND), table(HEAD, rows, numbers=4)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
