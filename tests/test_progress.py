"""``progress()`` and ``autograder progress``: what is done in all notebooks, and what comes next."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from autograder import cli, progress
from autograder.practice.overview import overview
from autograder.practice.saved import notebook_in, right_in, standings
from tests.kernel import kernel
from tests.test_practice import RIGHT, frozen, said, stub  # noqa: F401

KNOWN = {"double": ("double", "twice"), "statistics": ("statistics",)}
GREEN, RED, OPEN = "✓ right\nAll 3 checks pass.", "✗ not right yet\nLook.", "○ not started\nIts region"


def cell(source: str, number: int | None, *cards: str | list[str]) -> dict:
    outputs = [{"output_type": "display_data", "data": {"text/plain": card}, "metadata": {}} for card in cards]
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": outputs, "execution_count": number}


def made(number: int | None = 1, name: str = "double") -> dict:
    return cell(f"def {name}(x):\n    return x", number)


def checked(number: int | None, card: str | list[str]) -> dict:
    return cell("check(double)", number, card)


@pytest.mark.parametrize(
    ("cells", "done"),
    [
        ([made(), checked(2, f"double: {GREEN}")], True),
        ([made(), checked(2, [*f"double: {GREEN}".splitlines(keepends=True)])], True),
        ([made(None), checked(None, f"double: {GREEN}")], True),
        ([made(), cell("check(double)\ncheck(statistics)", 2, f"statistics: {RED}", f"double: {GREEN}")], True),
        ([cell("def double(x):\n    return 2 * x\ncheck(double)", 1, f"double: {GREEN}")], True),
        ([made(), checked(3, f"double: {GREEN}"), checked(2, f"double: {RED}")], True),  # run again further up
        ([made(), checked(2, f"double: {GREEN}"), made(1, "statistics")], True),
        ([made(), checked(2, f"double: {GREEN.replace(chr(10), ' (2 of 2 points)' + chr(10))}")], True),
        ([], False),
        ([made()], False),
        ([made(), checked(2, f"double: {RED}")], False),
        ([made(), checked(2, f"double: {OPEN}")], False),
        ([made(), checked(2, f"double: {GREEN}"), checked(3, f"double: {RED}")], False),
        ([made(3), checked(2, f"double: {GREEN}")], False),  # what was run since then nobody has checked
        ([made(1), checked(2, f"double: {GREEN}"), made(3, "twice")], False),
        ([made(), checked(2, f"double_all: {GREEN}")], False),
        ([made(), {**checked(2, ""), "outputs": [{"output_type": "stream", "text": f"double: {GREEN}"}]}], False),
        ([made(), {**checked(2, ""), "outputs": {"no": "list"}}], False),
        ([made(), {**checked(2, ""), "outputs": ["no output", {"data": {"text/plain": 3}}, {"data": []}]}], False),
    ],
)
def test_an_exercise_is_done_if_its_last_card_says_so_and_is_not_older_than_the_code(cells, done):
    assert right_in(cells, KNOWN) == ({"double"} if done else set())


@pytest.fixture
def work(frozen, tmp_path, monkeypatch) -> Path:  # noqa: F811
    """A folder as `autograder start` makes it, with two assignments; in the first one, double is done."""
    monkeypatch.delenv("AUTOGRADER_HOME", raising=False)
    for name in ("01_practice", "02_more"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "checks.json").write_text(frozen.replace("01_practice", name), "utf-8")
        save(tmp_path / name / f"{name[3:]}.ipynb", [])
    save(tmp_path / "01_practice" / "practice.ipynb", [made(), checked(2, f"double: {GREEN}")])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save(path: Path, cells: list[dict]) -> None:
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")


TABLE = """01_practice  1 of 3  statistics
02_more      0 of 3  double"""
SAVED = "This is what the last cards in the saved notebooks say."
NEXT = "Next: statistics, in 01_practice/practice.ipynb."


def test_from_the_folder_that_holds_the_notebooks(work, capsys):
    assert cli.main(["progress"]) == cli.GRADED
    assert capsys.readouterr().out == f"{TABLE}\n{NEXT}\n{SAVED}\n"
    assert cli.main(["progress", "02_more"]) == cli.GRADED
    assert "Next: statistics, in ../01_practice/practice.ipynb." in capsys.readouterr().out


def test_on_the_start_page_it_is_the_same_and_the_names_are_links(work):
    card = overview(work, live=True)
    assert card.text == f"{TABLE}\n{NEXT}\n{SAVED}"
    assert '<a href="01_practice/practice.ipynb">01_practice</a>' in card.html
    assert '<th scope="col"' in card.html and '<th scope="row"' in card.html


def test_what_is_finished_what_is_missing_and_what_is_damaged_is_said(work):
    (work / "02_more" / "more.ipynb").unlink()
    cells = [cell("", 5, *(f"{name}: {GREEN}" for name in RIGHT))]
    save(work / "01_practice" / "practice.ipynb", cells)
    first, second, after, _ = overview(work, live=False).text.splitlines()
    assert first == "01_practice  3 of 3  ✓ all done"
    assert second == "02_more      0 of 3  there is no notebook in this folder"
    assert after == "Next: double, in 02_more."
    save(work / "02_more" / "more.ipynb", cells)
    assert "\nAll exercises are done.\n" in overview(work, live=False).text
    (work / "02_more" / "more.ipynb").write_text("{")
    lines = overview(work, live=False).text.splitlines()
    assert "more.ipynb is not a notebook or was cut off" in lines[1]
    assert lines[2] == "Some notebooks could not be read."
    (work / "02_more" / "checks.json").write_text("{}")
    assert "checks.json is damaged" in overview(work, live=False).text


def test_where_there_are_none_it_says_where_to_go(work, capsys):
    """Whatever lies beside the folder that is none of the course's, or above it."""
    tmp_path = work / "pictures"
    tmp_path.mkdir()
    assert cli.main(["progress", str(tmp_path)]) == cli.GRADED
    assert f"No notebooks of the course were found in {tmp_path}." in capsys.readouterr().out


def test_copies_are_nobodys_work_where_the_notebook_has_its_name(work):
    folder = work / "01_practice"
    save(folder / "practice-Copy1.ipynb", [])
    save(folder / ".hidden.ipynb", [])
    assert notebook_in(folder, "01_practice") == folder / "practice.ipynb"
    (folder / "practice.ipynb").rename(folder / "mine.ipynb")
    os.utime(folder / "practice-Copy1.ipynb", (1, 1))
    assert notebook_in(folder, "01_practice") == folder / "mine.ipynb"


def test_clutter_is_no_assignment(work):
    (work / ".ipynb_checkpoints").mkdir()
    (work / ".ipynb_checkpoints" / "checks.json").write_text("{}")
    assert [one.assignment for one in standings(work)] == ["01_practice", "02_more"]


def test_with_something_to_go_through_it_is_the_bar(work, monkeypatch):
    assert list(progress([1, 2])) == [1, 2]
    monkeypatch.chdir(work / "02_more")
    for nothing in ((), (...,)):
        assert said(progress, *nothing).splitlines()[2] == "Next: double, in this notebook."


def test_in_a_notebook_its_own_functions_count_as_they_are_now(work):
    with kernel(work / "01_practice") as started:
        started.run("import numpy as np\nfrom autograder import progress")
        assert started.run("progress()").splitlines() == [
            *TABLE.splitlines(),
            "Next: statistics, in this notebook.",
            "Of this notebook this is what the checks say now; of the others, what the last cards in the saved files say.",
        ]
        started.run(RIGHT["statistics"] + "\n" + RIGHT["double"])
        assert started.run("progress()").startswith("01_practice  2 of 3  report\n")
        started.run("def double(x):\n    print('noise')\n    return x * x")
        assert started.run("progress()").startswith("01_practice  0 of 3  double\n")
        started.run(RIGHT["double"] + "\n" + stub("report"))
        assert started.run("progress()").startswith("01_practice  2 of 3  report\n")
        assert started.run("for i in progress(range(2)): print(i)").endswith("2/2")
