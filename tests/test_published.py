"""The published numbers of the classic picture file come out of the reference.

The file itself is not ours to ship. A stand-in of the same schema proves the path and, against an independent
implementation without NumPy, the numbers; whoever has the file sets CAT_FILES="train.h5:test.h5" to see its table.
"""

from __future__ import annotations

import math
import os
from pathlib import Path

import h5py
import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from neural_networks import datasets
from tests.keys import KEYS

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = {0: "0.693147", 100: "0.584508", 1900: "0.140872"}
CAT_FILES = os.environ.get("CAT_FILES")


@pytest.fixture(scope="module")
def key():
    return load_assignment(KEYS["01_logistic_regression"]).exercises


def trained(key, path, test_path, num_iterations=2000, learning_rate=0.005):
    """What the reference makes of a pair of files: the costs, and the two accuracies in per cent."""
    pictures = datasets.load_pictures(path, test_path)
    X_train = key["flatten_images"](pictures.train_set_x) / 255
    X_test = key["flatten_images"](pictures.test_set_x) / 255
    Y_train, Y_test = pictures.train_set_y.reshape(1, -1), pictures.test_set_y.reshape(1, -1)
    result = key["model"](X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    train = 100 - np.mean(np.abs(result["Y_prediction_train"] - Y_train)) * 100
    test = 100 - np.mean(np.abs(result["Y_prediction_test"] - Y_test)) * 100
    return result["costs"], train, test


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory):
    """A pair of files of the classic schema: 9 and 4 pictures of 3x3 pixels."""
    folder, rng = tmp_path_factory.mktemp("cats"), np.random.default_rng(5)
    for name, m in (("train", 9), ("test", 4)):
        with h5py.File(folder / f"{name}_catvnoncat.h5", "w") as file:
            file[f"{name}_set_x"] = rng.integers(0, 256, (m, 3, 3, 3), dtype=np.uint8)
            file[f"{name}_set_y"] = np.arange(m) % 2
            file["list_classes"] = np.array([b"non-cat", b"cat"])
    return folder / "train_catvnoncat.h5", folder / "test_catvnoncat.h5"


def by_hand(path, num_iterations, learning_rate):
    """Logistic regression in plain Python: the costs every 100 iterations."""
    with h5py.File(path) as file:
        X = [[int(v) / 255 for v in picture.reshape(-1)] for picture in file["train_set_x"][:]]
        Y = [int(y) for y in file["train_set_y"][:]]
    w, b, costs = [0.0] * len(X[0]), 0.0, []
    for iteration in range(num_iterations):
        scores = [math.fsum(a * c for a, c in zip(w, x, strict=True)) + b for x in X]
        A = [1 / (1 + math.exp(-z)) for z in scores]
        if iteration % 100 == 0:
            terms = [math.log(a) if y else math.log(1 - a) for a, y in zip(A, Y, strict=True)]
            costs.append(-math.fsum(terms) / len(X))
        errors = [a - y for a, y in zip(A, Y, strict=True)]
        w = [
            v - learning_rate * math.fsum(e * x[i] for e, x in zip(errors, X, strict=True)) / len(X)
            for i, v in enumerate(w)
        ]
        b -= learning_rate * math.fsum(errors) / len(X)
    return costs


def test_the_costs_of_the_stand_in_agree_with_plain_python_to_the_last_printed_digit(key, stand_in):
    costs, _, _ = trained(key, *stand_in, num_iterations=700)
    expected = by_hand(stand_in[0], 700, 0.005)
    assert [f"{float(cost):.6f}" for cost in costs] == [f"{cost:.6f}" for cost in expected]
    assert f"{float(costs[0]):.6f}" == PUBLISHED[0]


if CAT_FILES:

    def test_the_published_table_of_the_classic_file(key):
        costs, train, test = trained(key, *CAT_FILES.split(os.pathsep))
        assert {i: f"{float(costs[i // 100]):.6f}" for i in PUBLISHED} == PUBLISHED
        assert (f"{train:.2f}", f"{test:.2f}") == ("99.04", "70.00")


def test_the_pictures_of_the_course_give_the_numbers_that_the_text_says(key):
    pictures = datasets.load_galaxy_nebula()
    X_train, X_test = (key["flatten_images"](x) / 255 for x in (pictures.train_set_x, pictures.test_set_x))
    Y_train, Y_test = (y.reshape(1, -1) for y in (pictures.train_set_y, pictures.test_set_y))
    result = key["model"](X_train, Y_train, X_test, Y_test, 2000, 0.005)
    costs = [float(result["costs"][i]) for i in (0, 5, 10, 15)]
    assert costs == pytest.approx([0.693, 0.491, 0.4245, 0.379], abs=6e-4)
    assert f"{np.mean(result['Y_prediction_train'] == Y_train):.3f}" == "0.920"
    assert f"{np.mean(result['Y_prediction_test'] == Y_test):.3f}" == "0.700"
