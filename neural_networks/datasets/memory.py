"""How numbers lie in memory: where a product is a plain loop, as in a browser, its time depends on that."""

from __future__ import annotations

import sys

import numpy as np

LINE = 8
"""Numbers of 8 bytes that memory hands out at once."""


def laid_out(X: np.ndarray) -> np.ndarray:
    """The same numbers, in a browser with each column by itself in memory and a gap behind it.

    Without a gap a column of 64 x 64 x 3 numbers is a multiple of 4096 bytes long. Then all entries of a row want the
    same few places of the processor's cache, and ``X @ z.T`` takes three times as long.
    """
    return with_gaps(X) if sys.platform == "emscripten" else X


def with_gaps(X: np.ndarray) -> np.ndarray:
    """The same numbers, each column with a gap behind it."""
    rows, columns = X.shape
    memory = np.empty((columns, rows + LINE), X.dtype)
    memory[:, :rows] = X.T
    return memory[:, :rows].T
