"""Build two_moons.csv, iris.csv and temperatures.csv from the packages that they come from.

    pip install numpy==2.4.6 scikit-learn==1.9.1
    pip download --no-deps --dest packages vega_datasets==0.9.0
    python data/build_small_sets.py packages/vega_datasets-0.9.0-py3-none-any.whl data

The wheel of vega_datasets is only read, never installed.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from sklearn.datasets import make_moons

FEATURES = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
YEAR = 2013


def two_moons() -> list[list[str]]:
    """Each point's two coordinates, to the last bit, and the moon on which it lies."""
    np.random.seed(3)
    X, Y = make_moons(300, noise=0.2)
    return [[*map(repr, point), str(label)] for point, label in zip(X.tolist(), Y.tolist(), strict=True)]


def iris() -> list[list[str]]:
    """The four lengths as scikit-learn's own table writes them, and the name of the species."""
    table = files("sklearn.datasets").joinpath("data/iris.csv").read_text("utf-8")
    (_, _, *species), *flowers = csv.reader(io.StringIO(table))
    return [[*lengths, species[int(label)]] for *lengths, label in flowers]


def temperatures(wheel: Path) -> list[list[str]]:
    """Lowest and highest temperature of each day of one year, as they were recorded."""
    with zipfile.ZipFile(wheel) as archive:
        table = archive.read("vega_datasets/_data/seattle-weather.csv").decode("utf-8")
    days = [
        [day["date"].replace("/", "-"), day["temp_min"], day["temp_max"]]
        for day in csv.DictReader(io.StringIO(table))
        if day["date"].startswith(str(YEAR))
    ]
    first = datetime.date(YEAR, 1, 1)
    expected = [(first + datetime.timedelta(days=number)).isoformat() for number in range(365)]
    if [date for date, _, _ in days] != expected:
        raise SystemExit(f"the record does not hold each day of {YEAR} once")
    return days


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One table, its lines ended alike on every system."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Command line: the wheel of vega_datasets, and where the three tables go."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("wheel", type=Path, help="vega_datasets-0.9.0-py3-none-any.whl")
    parser.add_argument("target", type=Path, help="folder to write into")
    arguments = parser.parse_args()
    write(arguments.target / "two_moons.csv", ("x1", "x2", "label"), two_moons())
    write(arguments.target / "iris.csv", (*FEATURES, "species"), iris())
    header = ("date", "minimum (°C)", "maximum (°C)")
    write(arguments.target / "temperatures.csv", header, temperatures(arguments.wheel))


if __name__ == "__main__":
    main()
