"""The small sets of the course: a flower and two moons of points, irises, and a year of temperatures.

Where they come from says data/README.md. A file that is missing or damaged is a DatasetError.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from neural_networks.datasets.files import DatasetError, find

MOONS = "two_moons.csv"
IRIS = "iris.csv"
TEMPERATURES = "temperatures.csv"

FEATURES = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
SPECIES = ("setosa", "versicolor", "virginica")


class Iris(NamedTuple):
    """Measured flowers: ``X`` (150, 4) float64 in cm, one flower a row; ``Y`` (150,) int64, 0, 1 or 2.

    ``feature_names`` are the names of the four columns, ``class_names`` the species 0, 1 and 2.
    """

    X: np.ndarray
    Y: np.ndarray
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]


def load_flower(m: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Points on the petals of a flower, half of them red (0), half of them blue (1), always the same ones.

    On petal after petal the radius is 4 sin 4t, and both the angle t and the radius are noisy. The random state
    of NumPy stays as it is.

    Args:
        m: how many points, an even number.

    Returns:
        X (2, m) float64, one point a column, and Y (1, m) int64.

    Raises:
        DatasetError: m is no even number of at least 2.
    """
    if m < 2 or m % 2:
        raise DatasetError(f"A flower of {m} points cannot be halved into two colours; ask for an even number.")
    # The legacy generator with seed 1: its points are those of the published results.
    random, half = np.random.RandomState(1), m // 2
    X = np.empty((2, m))
    Y = np.repeat([0, 1], half).astype(np.intp).reshape(1, m)
    for label in (0, 1):
        angle = np.linspace(3.12 * label, 3.12 * (label + 1), half) + 0.2 * random.randn(half)
        radius = 4 * np.sin(4 * angle) + 0.2 * random.randn(half)
        X[:, Y[0] == label] = radius * np.sin(angle), radius * np.cos(angle)
    return X, Y


def load_two_moons() -> tuple[np.ndarray, np.ndarray]:
    """Two half-moons of points that reach into one another, 150 of each.

    Returns:
        X (2, 300) float64, one point a column, and Y (1, 300) int64, 0 for the upper moon and 1 for the lower.
    """
    path, rows = _table(MOONS, ("x1", "x2", "label"), 300)
    X = np.array([[_number(path, text) for text in row[:2]] for row in rows])
    Y = np.array([_position(path, row[2], ("0", "1")) for row in rows], dtype=np.intp)
    return np.ascontiguousarray(X.T), Y.reshape(1, -1)


def load_iris() -> Iris:
    """The irises of Fisher (1936): length and width of sepal and petal of 150 flowers of three species, in cm."""
    path, rows = _table(IRIS, (*FEATURES, "species"), 150)
    X = np.array([[_number(path, text) for text in row[:4]] for row in rows])
    Y = np.array([_position(path, row[4], SPECIES) for row in rows], dtype=np.intp)
    return Iris(X, Y, FEATURES, SPECIES)


def load_temperatures() -> np.ndarray:
    """How warm it was in Seattle on each day of 2013, in °C: (365,) float64, from 1 January to 31 December.

    A day's mean is the middle between its highest and its lowest temperature.
    """
    path, rows = _table(TEMPERATURES, ("date", "minimum (°C)", "maximum (°C)"), 365)
    extremes = np.array([[_number(path, text) for text in row[1:]] for row in rows])
    return extremes.mean(axis=1)


def _table(name: str, header: Sequence[str], count: int) -> tuple[Path, list[list[str]]]:
    """Where a table is, and its rows as texts: all of them, each as long as the first line."""
    path = find(name)
    try:
        with path.open(newline="", encoding="utf-8") as file:
            lines = [line for line in csv.reader(file) if line]
    except PermissionError as error:
        raise DatasetError(f"You may not read {path}; ask for the right to, or use a copy.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path} is not a table of text any more; get the file again.") from error
    if not lines or lines[0] != list(header):
        raise DatasetError(
            f"{path} is another table than the course's, whose first line is {','.join(header)}; "
            f"rename it, or get the file again."
        )
    rows = lines[1:]
    if len(rows) != count or any(len(row) != len(header) for row in rows):
        raise DatasetError(
            f"{path} is incomplete or damaged, it should hold {count} rows of {len(header)} values; get the file again."
        )
    return path, rows


def _number(path: Path, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise DatasetError(f"{path} holds {text[:40]!r} where a number should be; get the file again.")
    return number


def _position(path: Path, text: str, names: Sequence[str]) -> int:
    if text not in names:
        raise DatasetError(f"{path} holds {text[:40]!r} where only {', '.join(names)} may be; get the file again.")
    return names.index(text)
