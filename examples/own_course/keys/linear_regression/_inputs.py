"""Numbers that several exercises are tried with."""

from __future__ import annotations

import numpy as np

from autograder.key import signed


def _line(rng, m, n):
    """``(X (m, n), y (m,), w (n,), b)`` with errors of both signs, whose mean is not 0."""
    while True:
        X, w, b = signed(rng, 0.3, 2.0, (m, n)), signed(rng, 0.3, 1.5, n), float(signed(rng, 0.4, 1.5, ()))
        y = np.round(X @ w + b + rng.uniform(-1.5, 1.5, m), 1)
        errors = X @ w + b - y
        if errors.min() < -0.2 and errors.max() > 0.2 and abs(errors.mean()) > 0.1:
            return X, y, w, b
