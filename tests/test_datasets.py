"""The pictures of the course, and every way in which a file of pictures can be wrong."""

import csv
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest

from autograder.course import locate
from neural_networks import datasets
from neural_networks.datasets import PICTURES, DatasetError, load_galaxy_nebula, load_pictures

DATA = Path(__file__).parents[1] / "data"
NEEDED = {"train_set_x", "train_set_y", "test_set_x", "test_set_y", "list_classes"}


def sound(train=5, test=3, px=4):
    rng = np.random.default_rng(1)
    return {
        "train_set_x": rng.integers(0, 256, (train, px, px, 3), np.uint8),
        "train_set_y": np.arange(train) % 2,
        "test_set_x": rng.integers(0, 256, (test, px, px, 3), np.uint8),
        "test_set_y": np.arange(test) % 2,
        "list_classes": np.array([b"non-cat", b"cat"]),
    }


def write(path, arrays):
    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            file[name] = array
    return path


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty current folder, far from the repository, and no AUTOGRADER_HOME."""
    folder = tmp_path / "a" / "b" / "c" / "d" / "e"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("AUTOGRADER_HOME", raising=False)
    return folder


def test_the_courses_own_pictures():
    train_set_x, train_set_y, test_set_x, test_set_y, classes = load_galaxy_nebula()
    assert (train_set_x.shape, train_set_x.dtype) == ((201, 64, 64, 3), np.uint8)
    assert (test_set_x.shape, test_set_x.dtype) == ((50, 64, 64, 3), np.uint8)
    assert (train_set_y.shape, train_set_y.dtype, train_set_y.sum()) == ((201,), np.int64, 104)
    assert (test_set_y.shape, test_set_y.dtype, test_set_y.sum()) == ((50,), np.int64, 26)
    assert classes == ("nebula", "galaxy")


def test_the_shipped_files_are_the_documented_ones():
    sums = dict(reversed(line.split()) for line in (DATA / "SHA256SUMS").read_text().splitlines())
    assert {"galaxy_nebula.h5", "galaxy_nebula_credits.csv"} <= set(sums)
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for name, expected in sums.items():
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == expected, name
        assert expected in readme, f"data/README.md does not give the checksum of {name}"


def test_every_picture_has_its_credit():
    pictures, credits = load_galaxy_nebula(), datasets.picture_credits()
    train_ids, test_ids = datasets.picture_ids()
    assert len(set(train_ids + test_ids)) == len(credits) == 251
    for split, ids, labels in (
        ("train", train_ids, pictures.train_set_y),
        ("test", test_ids, pictures.test_set_y),
    ):
        for picture, label in zip(ids, labels, strict=True):
            row = credits[picture]
            assert (row["split"], int(row["label"])) == (split, label)
            assert row["class"] == pictures.list_classes[label]
            assert row["author"]
            assert re.fullmatch(r"public-domain|CC0-1\.0|CC-BY(-SA)?-\d\.\d(-DE)?", row["licence"])


def test_licences_are_counted_rightly_in_the_licence_file():
    with (DATA / "galaxy_nebula_credits.csv").open(newline="", encoding="utf-8") as table:
        licences = [row["licence"] for row in csv.DictReader(table)]
    stated = dict(re.findall(r"^\| `([^`]+)` \| (\d+) \|", (DATA / "LICENSE.md").read_text("utf-8"), re.M))
    assert {name: licences.count(name) for name in set(licences)} == {n: int(c) for n, c in stated.items()}


@pytest.mark.parametrize("row", [False, True], ids=["(m,)", "(1, m)"])
def test_the_classic_pair_of_files(tmp_path, row):
    arrays = sound(train=209, test=50)
    labels = {name: arrays[name][None, :] if row else arrays[name] for name in ("train_set_y", "test_set_y")}
    files = [
        write(
            tmp_path / f"{part}_catvnoncat.h5",
            {
                f"{part}_set_x": arrays[f"{part}_set_x"],
                f"{part}_set_y": labels[f"{part}_set_y"],
                "list_classes": arrays["list_classes"],
            },
        )
        for part in ("train", "test")
    ]
    pictures = load_pictures(*files)
    for loaded, written in zip(pictures[:4], arrays.values(), strict=False):
        np.testing.assert_array_equal(loaded, written)
    assert pictures.list_classes == ("non-cat", "cat")


def test_class_names_may_be_texts_and_labels_small_numbers(tmp_path):
    arrays = sound()
    arrays |= {"list_classes": ["Nebel", "Galaxie λ"], "train_set_y": arrays["train_set_y"].astype(np.uint8)}
    pictures = load_pictures(write(tmp_path / "own.h5", arrays))
    assert pictures.list_classes == ("Nebel", "Galaxie λ")
    assert pictures.train_set_y.dtype == np.int64


WRONG = {
    "pictures grey": ("train_set_x", lambda x: x[..., 0], r"has shape \(5, 4, 4\)"),
    "pictures not square": ("train_set_x", lambda x: x[:, :, :2], r"has shape \(5, 4, 2, 3\)"),
    "pictures with transparency": ("test_set_x", lambda x: np.concatenate([x, x[..., :1]], 3), r"4, 4, 4\)"),
    "pictures flattened": ("train_set_x", lambda x: x.reshape(len(x), -1), r"has shape \(5, 48\)"),
    "pictures scaled": ("train_set_x", lambda x: x / 255, "is of type float64"),
    "pictures of another size": ("test_set_x", lambda x: x[:, :3, :3], "4 x 4 pixels .* 3 x 3 pixels"),
    "no pictures": ("test_set_x", lambda x: x[:0], r"has shape \(0, 4, 4, 3\)"),
    "pictures a number": ("train_set_x", lambda x: 7, r"has shape \(\)"),
    "pictures empty": ("train_set_x", lambda x: h5py.Empty("u1"), r"has shape \(\)"),
    "one label too few": ("train_set_y", lambda y: y[:-1], r"has shape \(4,\).* needs 5 whole numbers"),
    "labels as a column": ("train_set_y", lambda y: y[:, None], r"has shape \(5, 1\)"),
    "labels float": ("test_set_y", lambda y: y.astype(float), "is of type float64"),
    "labels from one": ("train_set_y", lambda y: y + 1, "holds 2;"),
    "labels minus": ("test_set_y", lambda y: -y, "holds -1;"),
    "three classes": ("list_classes", lambda c: np.array([b"a", b"b", b"c"]), "has 3 entries"),
    "classes as numbers": ("list_classes", lambda c: np.array([0, 1]), "type int64"),
    "classes not UTF-8": ("list_classes", lambda c: np.array([b"\xff", b"cat"]), "not UTF-8"),
    "class one text": ("list_classes", lambda c: b"cat", r"has shape \(\)"),
}


@pytest.mark.parametrize(("name", "change", "said"), WRONG.values(), ids=WRONG)
def test_a_file_of_another_schema_is_refused(tmp_path, name, change, said):
    arrays = sound()
    path = write(tmp_path / "own.h5", arrays | {name: change(arrays[name])})
    with pytest.raises(DatasetError, match=said) as refusal:
        load_pictures(path)
    assert_one_sentence(refusal.value, path)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_missing_part_is_named_with_what_is_there(tmp_path, name):
    arrays = sound()
    del arrays[name]
    with pytest.raises(DatasetError, match=rf"^{name} in .* is missing \(the file holds {min(arrays)}, "):
        load_pictures(write(tmp_path / "own.h5", arrays))


def test_a_group_is_no_array(tmp_path):
    arrays = sound() | {"train_set_x/inner": 1}
    del arrays["train_set_x"]
    with pytest.raises(DatasetError, match="train_set_x in .* is missing"):
        load_pictures(write(tmp_path / "own.h5", arrays))


SHIPPED = (DATA / "galaxy_nebula.h5").read_bytes()
DAMAGED = {
    "empty": b"",
    "cut in half": SHIPPED[: len(SHIPPED) // 2],
    "one byte short": SHIPPED[:-1],
    "a web page": b"<!DOCTYPE html><html><body>Not Found</body></html>",
    "a pointer to the file": b"version https://git-lfs.github.com/spec/v1\noid sha256:5b1b2d18\nsize 14\n",
    "pixels overwritten": SHIPPED[:700_000] + bytes(4096) + SHIPPED[704_096:],
    "index overwritten": SHIPPED[:96] + b"\xff" * 900 + SHIPPED[996:],
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused(tmp_path, content):
    path = tmp_path / "galaxy_nebula.h5"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match="cannot be read as an HDF5 file") as refusal:
        load_pictures(path)
    assert_one_sentence(refusal.value, path)


def test_bytes_changed_anywhere_raise_nothing_but_our_own_error(tmp_path):
    rng, path = np.random.default_rng(7), tmp_path / "galaxy_nebula.h5"
    for _ in range(300):
        content = np.frombuffer(SHIPPED, np.uint8).copy()
        content[rng.integers(0, rng.choice([200, 8000, len(content)]), size=20)] = rng.integers(0, 256, 20)
        path.write_bytes(content.tobytes())
        try:
            load_pictures(path)  # one wrong pixel or label cannot be seen; the checksum is there for that
        except DatasetError as refusal:
            assert_one_sentence(refusal, path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("no")

    path = write(tmp_path / "own.h5", sound())
    monkeypatch.setattr(h5py, "File", refuse)
    with pytest.raises(DatasetError, match="may not read"):
        load_pictures(path)


def test_a_damaged_table_of_credits(elsewhere):
    (elsewhere / "galaxy_nebula_credits.csv").write_bytes(b"name;licence\nm31.png;none\n")
    with pytest.raises(DatasetError, match="get the file again"):
        datasets.picture_credits()


def test_a_missing_file_says_where_it_was_looked_for(elsewhere):
    with pytest.raises(DatasetError) as refusal:
        load_pictures("cats.h5")
    assert str(elsewhere / "data" / "cats.h5") in str(refusal.value)
    assert "AUTOGRADER_HOME" in str(refusal.value)


def test_the_notebook_shows_only_the_sentence(tmp_path):
    with pytest.raises(DatasetError) as refusal:
        load_pictures(tmp_path / "none.h5")
    assert refusal.value._render_traceback_() == [str(refusal.value)]


def assert_one_sentence(error, path):
    text = str(error)
    assert str(path) in text
    assert text.endswith(".")
    assert "\n" not in text
    assert not re.search(r"\. [A-Z]", text)


class TestSearchOrder:
    def test_an_explicit_path_is_final(self, elsewhere):
        (elsewhere / "x.csv").touch()
        assert locate.find("data", "x.csv", explicit="x.csv") == Path("x.csv")
        with pytest.raises(FileNotFoundError, match=r"looked for y\.csv"):
            locate.find("data", "x.csv", explicit="y.csv")

    def test_each_place_goes_before_the_next(self, elsewhere, tmp_path, monkeypatch):
        home = tmp_path / "home"
        monkeypatch.setenv("AUTOGRADER_HOME", str(home))
        above = elsewhere.parents
        places = [home / "data", home, elsewhere / "data", elsewhere, above[0] / "data", above[0], above[2]]
        for folder in reversed(places):
            folder.mkdir(exist_ok=True)
            (folder / "galaxy_nebula.h5").touch()
            assert locate.find("data", "galaxy_nebula.h5") == folder / "galaxy_nebula.h5"

    def test_far_above_the_notebook_nothing_is_looked_for(self, elsewhere):
        (elsewhere.parents[3] / "data").mkdir()
        (elsewhere.parents[3] / "data" / "galaxy_nebula.h5").touch()
        assert locate.find("data", "galaxy_nebula.h5") == DATA / "galaxy_nebula.h5"

    def test_the_package_goes_before_the_folder_beside_it(self, elsewhere, tmp_path, monkeypatch):
        package = tmp_path / "site-packages" / "autograder"
        monkeypatch.setattr("autograder.course_package.folders", lambda: (package,))
        for folder in (package.parent / "release", package / "release"):
            (folder / "one").mkdir(parents=True)
            (folder / "one" / "checks.json").touch()
            assert locate.find("checks", "one/checks.json") == folder / "one" / "checks.json"
            assert locate.all_checks() == [folder / "one" / "checks.json"]

    def test_a_name_is_looked_for_in_the_data_folders_too(self, elsewhere):
        (elsewhere / "data").mkdir()
        write(elsewhere / "data" / "own.h5", sound())
        assert load_pictures("own.h5").list_classes == ("non-cat", "cat")


# --- without h5py -----------------------------------------------------------------------------------------


@pytest.fixture
def as_arrays(tmp_path):
    """The course's pictures as a file of NumPy arrays."""
    path = tmp_path / "pictures.npz"
    with h5py.File(DATA / PICTURES) as file:
        np.savez_compressed(path, **{name: file[name][()].astype(file[name].dtype.str) for name in file})
    return path


def test_a_file_of_arrays_holds_the_same_pictures(as_arrays):
    for ours, theirs in zip(load_pictures(as_arrays), load_galaxy_nebula(), strict=True):
        assert np.array_equal(ours, theirs)


def test_a_damaged_file_of_arrays_is_one_sentence(as_arrays):
    as_arrays.write_bytes(as_arrays.read_bytes()[:5000])
    with pytest.raises(DatasetError, match="cannot be read as a file of NumPy arrays: it is damaged"):
        load_pictures(as_arrays)


def test_arrays_that_would_run_code_are_refused(tmp_path):
    np.savez(tmp_path / "x.npz", train_set_x=np.array([print], dtype=object))
    with pytest.raises(DatasetError, match="cannot be read"):
        load_pictures(tmp_path / "x.npz")


def test_without_h5py_the_file_of_arrays_is_the_courses_and_hdf5_is_one_sentence():
    code = (
        "import sys; sys.modules['h5py'] = None\n"
        "from neural_networks.datasets import PICTURES, DatasetError, load_pictures\n"
        "print(PICTURES)\n"
        "try: load_pictures('galaxy_nebula.h5')\n"
        "except DatasetError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=DATA.parent, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[0] == "galaxy_nebula.npz"
    assert "is an HDF5 file, which cannot be read here" in done.stdout
