"""Which notebooks are meant on the command line: files, folders and patterns."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from autograder.notebook.paths import notebook_paths
from autograder.notebook.read import NotebookError

FILES = (
    "a.ipynb",
    "B.IPYNB",
    "notes.txt",
    "nn[1].ipynb",
    "week [2]/b.ipynb",
    "ada/01/a.ipynb",
    "ada/01/.ipynb_checkpoints/a-checkpoint.ipynb",
    "ada/01/._a.ipynb",
    "bo/02/b.ipynb",
    "bo/02/data.csv",
    "bo/.venv/lib/other.ipynb",
    ".ipynb_checkpoints/a-checkpoint.ipynb",
    "empty/readme.md",
    "x.ipynb/inside.ipynb",
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    (tmp_path / "bo" / "circle").symlink_to(tmp_path)
    (tmp_path / "bo" / "again").symlink_to(tmp_path / "bo")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def meant(*arguments: str) -> list[str]:
    return [str(path) for path in notebook_paths([Path(argument) for argument in arguments])[0]]


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ("ada", ["ada/01/a.ipynb"]),
        ("bo/", ["bo/02/b.ipynb"]),
        ("ada/../bo", ["ada/../bo/02/b.ipynb"]),
        ("x.ipynb", ["x.ipynb/inside.ipynb"]),
        ("week [2]", ["week [2]/b.ipynb"]),
        ("nn[1].ipynb", ["nn[1].ipynb"]),
        ("week [2]/*.ipynb", ["week [2]/b.ipynb"]),
        ("*.ipynb", ["a.ipynb", "nn[1].ipynb", "x.ipynb/inside.ipynb"]),
        ("?.IPYNB", ["B.IPYNB"]),
        ("[!b]*/01/*", ["ada/01/a.ipynb"]),
        ("*/*/[ab].ipynb", ["ada/01/a.ipynb", "bo/02/b.ipynb", "bo/circle/a.ipynb"]),  # as in a shell
        ("**/b.ipynb", ["bo/02/b.ipynb", "week [2]/b.ipynb"]),
        ("ada/**", ["ada/01/a.ipynb"]),
        ("ada/**/**/a*", ["ada/01/a.ipynb"]),
        ("{}/ada/*/a.ipynb", ["{}/ada/01/a.ipynb"]),
        ("ad*/../bo/0?/b.ipynb", ["ada/../bo/02/b.ipynb"]),
        ("none.ipynb", ["none.ipynb"]),
    ],
)
def test_what_an_argument_stands_for(folder, argument, found):
    here = str(folder)
    assert meant(argument.replace("{}", here)) == [name.replace("{}", here) for name in found]


def test_everything_in_a_folder_is_found_once_sorted_and_nothing_hidden():
    everything = ["B.IPYNB", "a.ipynb", "ada/01/a.ipynb", "bo/02/b.ipynb", "nn[1].ipynb", "week [2]/b.ipynb"]
    assert meant(".") == sorted([*everything, "x.ipynb/inside.ipynb"])
    assert meant("**") == meant(".")


def test_the_folders_that_are_meant_whole_are_told_too():
    arguments = [Path(argument) for argument in ("a.ipynb", "a*", "bo", "*/01/*")]
    assert [str(path) for path in notebook_paths(arguments)[1]] == ["ada", "bo"]


def test_arguments_keep_their_order_and_may_repeat():
    assert meant("bo", "a.ipynb", "ada", "a.ipynb") == ["bo/02/b.ipynb", "a.ipynb", "ada/01/a.ipynb", "a.ipynb"]


@pytest.mark.parametrize(
    "argument", ["empty", "*.md", "*/*.txt", "[z]*", "**/none.ipynb", "e*", ".ipynb_checkpoints/?"]
)
def test_nothing_found_is_one_sentence(argument):
    with pytest.raises(NotebookError) as caught:
        meant("a.ipynb", argument)
    assert str(caught.value).startswith(f"{argument} ")
    assert str(caught.value).count("\n") == 0 and "check the" in str(caught.value)


def test_folders_of_any_depth_and_links_in_circles_come_to_an_end(tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    for name in "pqrs":
        (tmp_path / name).symlink_to(tmp_path)
    try:
        assert meant("**/a.ipynb") == ["a.ipynb", "ada/01/a.ipynb"]
    finally:
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # deeper than Python can remove
