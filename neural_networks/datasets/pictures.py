"""The pictures of the course: read from HDF5, checked, and refused in one clear sentence if damaged.

Where there is no h5py, as in a browser, the same arrays are read from NumPy's own format.
"""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from neural_networks.datasets.files import DatasetError, find

HDF5 = find_spec("h5py") is not None
ARRAYS = ".npz"
PICTURES = "galaxy_nebula.h5" if HDF5 else f"galaxy_nebula{ARRAYS}"
CREDITS = "galaxy_nebula_credits.csv"


class Pictures(NamedTuple):
    """Labelled pictures; unpacks into the five classic names.

    ``train_set_x`` (m, px, px, 3) uint8, red, green, blue from 0 to 255; ``train_set_y`` (m,) int64, 0 or 1;
    ``test_set_x`` and ``test_set_y`` the same with their own m; ``list_classes`` the names of 0 and of 1.
    """

    train_set_x: np.ndarray
    train_set_y: np.ndarray
    test_set_x: np.ndarray
    test_set_y: np.ndarray
    list_classes: tuple[str, str]


def load_galaxy_nebula() -> Pictures:
    """The pictures of the course, 64 x 64 pixels: 201 to learn from, 50 to test; 0 is a nebula, 1 a galaxy."""
    return load_pictures()


def load_pictures(path: str | Path | None = None, test_path: str | Path | None = None) -> Pictures:
    """Pictures of two classes from one HDF5 file, or from a pair: training set and test set.

    A file holds ``train_set_x`` (m, px, px, 3) uint8, ``train_set_y`` (m,) or (1, m) of 0 and 1,
    ``list_classes`` (two names), and ``test_set_x``, ``test_set_y`` unless ``test_path`` is given. A path
    that is not found as it stands is also looked for in the data folders; without a path, the course's own
    pictures are loaded.

    Raises:
        DatasetError: a file is missing, damaged or not of this schema.
    """
    train_file = find(PICTURES if path is None else path)
    test_file = train_file if test_path is None else find(test_path)
    with _opened(train_file) as train:
        train_x, train_y = train.pictures("train_set")
        classes = train.classes()
    with _opened(test_file) as test:
        test_x, test_y = test.pictures("test_set")
    if train_x.shape[1:] != test_x.shape[1:]:
        raise DatasetError(
            f"The pictures to learn from, {train_file}, are {_size(train_x)} and those to test, {test_file}, "
            f"are {_size(test_x)}; resize one of them, so that all have as many pixels."
        )
    return Pictures(train_x, train_y, test_x, test_y, classes)


def picture_ids() -> tuple[list[str], list[str]]:
    """The ids of the course's training and of its test pictures, in the order of the arrays; DatasetError as above."""
    with _opened(find(PICTURES)) as file:
        return file.texts("train_set_id"), file.texts("test_set_id")


def picture_credits() -> dict[str, dict[str, str]]:
    """Who made each picture and under which licence: rows of the credits table by picture id.

    A row has at least ``object``, ``author``, ``licence`` and ``url``. DatasetError if it is missing or damaged.
    """
    path = find(CREDITS)
    try:
        with path.open(newline="", encoding="utf-8") as table:
            return {row["file"]: row for row in csv.DictReader(table)}
    except (KeyError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path} is not the table of credits any more; get the file again.") from error


def _size(pictures: np.ndarray) -> str:
    return f"{pictures.shape[1]} x {pictures.shape[2]} pixels"


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Reader]:
    """The file at ``path``; what h5py raises about damage, now or while reading, has no common base class."""
    kind = "a file of NumPy arrays" if path.suffix == ARRAYS else "an HDF5 file"
    try:
        with _arrays_in(path) as arrays:
            yield _Reader(path, arrays)
    except DatasetError:
        raise
    except PermissionError as error:
        raise DatasetError(f"You may not read {path}; ask for the right to, or use a copy.") from error
    except Exception as error:
        raise DatasetError(
            f"{path} ({path.stat().st_size:,} bytes) cannot be read as {kind}: it is damaged, "
            f"incomplete or of another kind; get the file again."
        ) from error


@contextlib.contextmanager
def _arrays_in(path: Path) -> Iterator[Mapping[str, Any]]:
    """An open file: arrays by their names, which are read when they are asked for."""
    if path.suffix == ARRAYS:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            yield arrays
        return
    if not HDF5:
        raise DatasetError(f"{path} is an HDF5 file, which cannot be read here: use a file of NumPy arrays ({ARRAYS}).")
    import h5py

    with h5py.File(path, "r") as datasets:
        yield datasets


class _Reader:
    """An open file, read one array at a time: shape and type are looked at before values."""

    def __init__(self, path: Path, file: Mapping[str, Any]) -> None:
        self.path, self.file = path, file

    def wrong(self, name: str, found: str, wanted: str) -> DatasetError:
        return DatasetError(f"{name} in {self.path} {found}; a file of pictures needs {wanted} there.")

    def dataset(self, name: str, wanted: str) -> Any:
        dataset = self.file.get(name)
        if not hasattr(dataset, "dtype"):
            held = ", ".join(sorted(self.file)) or "nothing"
            raise self.wrong(name, f"is missing (the file holds {held})", wanted)
        return dataset

    def pictures(self, which: str) -> tuple[np.ndarray, np.ndarray]:
        """``<which>_x`` (m, px, px, 3) uint8 and ``<which>_y`` (m,) int64."""
        name, wanted = f"{which}_x", "an array (m, px, px, 3) of type uint8"
        x = self.dataset(name, wanted)
        shape: tuple[int, ...] = x.shape or ()
        if len(shape) != 4 or shape[1] != shape[2] or shape[3] != 3 or 0 in shape:
            raise self.wrong(name, f"has shape {shape}", wanted)
        if x.dtype != np.uint8:
            raise self.wrong(name, f"is of type {x.dtype}", wanted)
        return x[()], self.labels(f"{which}_y", shape[0])

    def labels(self, name: str, count: int) -> np.ndarray:
        wanted = f"{count} whole numbers 0 or 1, one for each picture,"
        y = self.dataset(name, wanted)
        if y.shape not in ((count,), (1, count)):
            raise self.wrong(name, f"has shape {y.shape}", wanted)
        if y.dtype.kind not in "biu":
            raise self.wrong(name, f"is of type {y.dtype}", wanted)
        values = y[()].reshape(count)
        if strange := sorted(set(values.tolist()) - {0, 1}):
            raise self.wrong(name, f"holds {strange[0]}", wanted)
        return values.astype(np.intp)

    def classes(self) -> tuple[str, str]:
        names = self.texts("list_classes")
        if len(names) != 2:
            raise self.wrong("list_classes", f"has {len(names)} entries", "the names of class 0 and class 1")
        return names[0], names[1]

    def texts(self, name: str) -> list[str]:
        wanted = "a list of texts"
        dataset = self.dataset(name, wanted)
        if dataset.dtype.kind not in "SO" or len(dataset.shape or ()) != 1:
            raise self.wrong(name, f"has shape {dataset.shape} and type {dataset.dtype}", wanted)
        try:
            return [text.decode("utf-8") for text in dataset[()]]
        except (AttributeError, UnicodeDecodeError) as error:
            raise self.wrong(name, "holds something that is not UTF-8 text", wanted) from error
