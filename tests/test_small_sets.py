"""The small sets: their published values, and the one sentence that a bad file gets."""

import csv
import datetime
import re
from pathlib import Path

import numpy as np
import pytest

from neural_networks import datasets
from neural_networks.datasets import DatasetError, load_flower, load_iris, load_temperatures, load_two_moons

DATA = Path(__file__).parents[1] / "data"
TABLES = {"two_moons.csv": load_two_moons, "iris.csv": load_iris, "temperatures.csv": load_temperatures}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The notebook's folder, whose files go before those of the package; no AUTOGRADER_HOME."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUTOGRADER_HOME", raising=False)
    return tmp_path


class TestFlower:
    def test_its_points_are_those_of_the_published_formula(self):
        X, Y = load_flower()
        assert (X.shape, X.dtype, Y.shape, Y.dtype) == ((2, 400), np.float64, (1, 400), np.int64)
        assert Y.tolist() == [[0] * 200 + [1] * 200]
        np.testing.assert_allclose(X[:, 0], [1.20444229, 3.57611415], atol=5e-9)
        radius = np.hypot(*X)
        assert 3.9 < radius.max() < 4.8

    def test_every_label_has_both_ends_of_its_petals(self):
        X, Y = load_flower(8)
        assert X.shape == (2, 8) and Y.tolist() == [[0, 0, 0, 0, 1, 1, 1, 1]]

    def test_it_is_the_same_each_time_and_leaves_the_random_state_alone(self):
        np.random.seed(7)
        expected = np.random.randn(3)
        np.random.seed(7)
        first, second = load_flower(), load_flower()
        np.testing.assert_array_equal(first[0], second[0])
        np.testing.assert_array_equal(np.random.randn(3), expected)

    @pytest.mark.parametrize("m", [0, -2, 7])
    def test_it_needs_an_even_number_of_points(self, m):
        with pytest.raises(DatasetError, match=rf"^A flower of {m} points .* even number\.$"):
            load_flower(m)


def test_two_moons():
    X, Y = load_two_moons()
    assert (X.shape, X.dtype, Y.shape, Y.dtype) == ((2, 300), np.float64, (1, 300), np.int64)
    assert Y.sum() == 150
    assert X[:, 0].tolist() == [-0.21687013460912397, 1.0154493742029873]
    upper = np.hypot(*X[:, Y[0] == 0])
    lower = np.hypot(1 - X[0, Y[0] == 1], 0.5 - X[1, Y[0] == 1])
    for distance in (upper, lower):  # each moon is half a unit circle, and the noise is 0.2
        assert abs(distance.mean() - 1) < 0.05
        assert abs(distance.std() - 0.2) < 0.02


def test_iris():
    X, Y, features, species = load_iris()
    assert (X.shape, X.dtype, Y.shape, Y.dtype) == ((150, 4), np.float64, (150,), np.int64)
    assert np.bincount(Y).tolist() == [50, 50, 50]
    assert species == ("setosa", "versicolor", "virginica")
    assert len(features) == 4 and features[2] == "petal length (cm)"
    np.testing.assert_allclose(X.mean(axis=0), [5.8433, 3.0573, 3.758, 1.1993], atol=5e-5)
    # the two flowers that differ in the UCI repository
    assert X[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert X[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_a_year_of_temperatures():
    celsius = load_temperatures()
    assert (celsius.shape, celsius.dtype) == ((365,), np.float64)
    assert celsius[0] == pytest.approx(1.1)
    assert celsius.mean() == pytest.approx(12.106, abs=5e-4)
    assert (celsius.argmin(), celsius.argmax()) == (340, 180)  # 7 December and 30 June
    with (DATA / "temperatures.csv").open(encoding="utf-8") as file:
        (_, *days) = csv.reader(file)
    dates = [datetime.date.fromisoformat(date) for date, _, _ in days]
    assert dates == [datetime.date(2013, 1, 1) + datetime.timedelta(days=day) for day in range(365)]
    assert all(float(low) <= float(high) for _, low, high in days)


def test_every_table_is_listed_with_its_checksum():
    listed = (DATA / "SHA256SUMS").read_text()  # test_datasets.py holds the sums to the files
    assert all(f"  {name}\n" in listed for name in TABLES)
    licence = (DATA / "LICENSE.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in licence for name in TABLES)


DAMAGED = {
    "empty": (lambda text: "", "another table than the course's"),
    "a web page": (lambda text: "<!DOCTYPE html>\n<p>Not Found", "another table than the course's"),
    "without its first line": (lambda text: text.partition("\n")[2], "another table than the course's"),
    "cut in half": (lambda text: text[: len(text) // 2].rpartition("\n")[0], "incomplete or damaged"),
    "cut within a line": (lambda text: text[:-1].rpartition(",")[0], "incomplete or damaged"),
    "a row twice": (lambda text: text + text.splitlines()[-1] + "\n", "incomplete or damaged"),
    "a word for a number": (lambda text: re.sub(r"-?\d\.\d+", "warm", text, count=1), "'warm' where a number"),
    "not a number": (lambda text: re.sub(r"-?\d\.\d+", "nan", text, count=1), "'nan' where a number"),
    "another coding": (lambda text: text.encode("utf-16"), "not a table of text"),
    "a byte of no text": (lambda text: text.encode() + b"\xff", "not a table of text"),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("damage", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_table_is_refused_in_one_sentence(here, name, damage, said):
    content = damage((DATA / name).read_text(encoding="utf-8"))
    (here / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DatasetError, match=said) as refusal:
        TABLES[name]()
    assert_one_sentence(refusal.value, here / name)


@pytest.mark.parametrize(("name", "label"), [("two_moons.csv", "2"), ("iris.csv", "tulip")])
def test_an_unknown_class_is_refused(here, name, label):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    lines[9] = ",".join([*lines[9].split(",")[:-1], label])
    (here / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DatasetError, match=f"holds '{label}' where only") as refusal:
        TABLES[name]()
    assert_one_sentence(refusal.value, here / name)


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_says_where_it_was_looked_for(here, name, monkeypatch):
    monkeypatch.setattr("autograder.course_package.folders", lambda: (here / "nowhere" / "autograder",))
    with pytest.raises(DatasetError, match=f"^{name} was not found; looked for .*AUTOGRADER_HOME"):
        TABLES[name]()


def test_a_table_that_may_not_be_read(monkeypatch):
    def refuse(*_, **__):
        raise PermissionError("no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DatasetError, match=r"^You may not read .*iris\.csv; "):
        load_iris()


def test_spreadsheet_line_ends_do_no_harm(here):
    content = (DATA / "iris.csv").read_bytes().replace(b"\n", b"\r\n") + b"\r\n"
    (here / "iris.csv").write_bytes(content)
    np.testing.assert_array_equal(load_iris().X[1], [4.9, 3.0, 1.4, 0.2])


def test_all_that_is_exported_is_there():
    assert all(hasattr(datasets, name) for name in datasets.__all__)


def assert_one_sentence(error, path):
    text = str(error)
    assert text.startswith(str(path))
    assert text.endswith(".")
    assert "\n" not in text
    assert not re.search(r"\. [A-Z]", text)
