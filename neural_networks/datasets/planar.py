"""Points of two classes in a plane, made afresh from a fixed seed: sets to try a network on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neural_networks.datasets.files import DatasetError

Points = tuple[np.ndarray, np.ndarray]
"""Points (2, m) and their labels (m,), 0 or 1."""


def load_planar(name: str, m: int = 300, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """One of the sets ``"circles"``, ``"clouds"``, ``"spirals"`` and ``"noise"``, all of about the size of 1.

    A ring around a disc; four clouds, those across from each other of one class; two spirals in one another; and
    points whose labels are drawn by lot. The random state of NumPy stays as it is.

    Args:
        name: which set.
        m: how many points, at least 2; half of them are of class 1, or one fewer.
        seed: another one makes other points of the same kind.

    Returns:
        X (2, m) float64, one point a column, and Y (1, m) int64.

    Raises:
        DatasetError: there is no such set, or m is too small.
    """
    if name not in _SETS:
        raise DatasetError(f"There is no planar set {name!r}; there are {', '.join(map(repr, _SETS))}.")
    if m < 2:
        raise DatasetError(f"A planar set of {m} points has no two classes; ask for at least 2.")
    X, labels = _SETS[name](m, np.random.default_rng(seed))
    return X, labels.astype(np.intp).reshape(1, m)


def _circles(m: int, rng: np.random.Generator) -> Points:
    labels, angle = np.arange(m) % 2, rng.uniform(0, 2 * np.pi, m)
    radius = np.where(labels == 1, 0.4, 1.0) + 0.12 * rng.normal(size=m)
    return radius * np.array([np.cos(angle), np.sin(angle)]), labels


def _clouds(m: int, rng: np.random.Generator) -> Points:
    corner = np.arange(m) % 4
    x, y = np.where(corner < 2, -0.6, 0.6), np.where(corner % 3 == 0, -0.6, 0.6)
    return np.array([x, y]) + 0.25 * rng.normal(size=(2, m)), corner % 2


def _spirals(m: int, rng: np.random.Generator) -> Points:
    labels, way = np.arange(m) % 2, np.sqrt(rng.uniform(0.02, 1, m))
    angle = 3 * np.pi * way + np.pi * labels
    return way * np.array([np.cos(angle), np.sin(angle)]) + 0.03 * rng.normal(size=(2, m)), labels


def _noise(m: int, rng: np.random.Generator) -> Points:
    return 0.5 * rng.normal(size=(2, m)), rng.permutation(np.arange(m) % 2)


_SETS: dict[str, Callable[[int, np.random.Generator], Points]] = {
    "circles": _circles,
    "clouds": _clouds,
    "spirals": _spirals,
    "noise": _noise,
}
