"""What is read in a handed-in notebook, whatever became of it on its way."""

from __future__ import annotations

import ast
import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.regions import cleared
from autograder.notebook.handed_in import HandedIn, handed_in, read_handed_in
from autograder.notebook.read import NotebookError, code_cells
from autograder.notebook.rebuild import cells_of
from autograder.notebook.released import Released, ReleasedCell, released_in
from tests import tiny_course as tiny
from tests.damaged import DOUBLE, GOOD, READABLE, STATISTICS, UNREADABLE, without
from tests.tiny_course import code, mark, text

STUBS = {"double": cleared(DOUBLE), "statistics": cleared(STATISTICS)}
RELEASED = Released("tiny", tiny.notebook(tiny.source_cells(**STUBS)))
ACCEPTED = {"double": ("double", "twice"), "statistics": ("statistics",)}


def accepted(name: str) -> tuple[str, ...]:
    return ACCEPTED.get(name, ())


def read(name: str, folder: Path, released: Released | None = RELEASED) -> HandedIn:
    """What is read in one of the damaged files."""
    path = folder / "nn.ipynb"
    path.write_bytes(READABLE[name].file)
    return read_handed_in(path, released, accepted)


@pytest.mark.parametrize("name", READABLE)
def test_what_is_read(name: str, tmp_path: Path) -> None:
    found, wanted = read(name, tmp_path), READABLE[name]
    assert found.code == wanted.texts()
    assert found.numbers == wanted.numbers
    assert found.repairs == wanted.repairs


@pytest.mark.parametrize("name", READABLE)
def test_every_marked_cell_of_the_release_is_there_once(name: str, tmp_path: Path) -> None:
    found = [cell.released.grade_id for cell in read(name, tmp_path).cells if cell.released and cell.released.grade_id]
    assert sorted(found) == ["check_double", "check_statistics", "double", "imports", "statistics"]


@pytest.mark.parametrize("name", READABLE)
def test_cleaning_leaves_the_code_as_it_is(name: str, tmp_path: Path) -> None:
    found = read(name, tmp_path)
    shown = cells_of(found)
    assert len(shown) == len(found.cells)
    for cell, node in zip(found.cells, shown, strict=True):
        assert node["cell_type"] == "code" or not cell.is_graded
        assert node["source"] == cell.text or cell.kind != "code"
    assert len({node["id"] for node in shown}) == len(shown)


@pytest.mark.parametrize("name", sorted(READABLE.keys() - {"huge", "huge_exercise", "half_a_character"}))
def test_without_a_released_notebook_nothing_is_recognised_or_put_back(name: str, tmp_path: Path) -> None:
    found = read(name, tmp_path, None)
    assert found.code == code_cells(json.loads(READABLE[name].file), "nn.ipynb")
    assert found.numbers == [*range(1, len(found.code) + 1)]
    assert found.repairs == ()


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_notebook_is_one_sentence(name: str, tmp_path: Path) -> None:
    content, words = UNREADABLE[name]
    path = tmp_path / "nn.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=words):
        read_handed_in(path, RELEASED, accepted)


def test_an_alias_is_known_and_of_several_definitions_the_last() -> None:
    first, last = "def double(x):\n    return 0", "def twice(x):\n    return 2 * x"
    found = handed_in([code(first), code(last), code(STATISTICS)], RELEASED.cells, accepted)
    (cell,) = [cell for cell in found.cells if cell.released is not None and cell.released.grade_id == "double"]
    assert cell.text == last
    assert [text for text in found.code if "def " in text] == [first, last, STATISTICS]


def test_what_is_put_back_does_not_replace_a_function_of_the_students_own() -> None:
    """A locked cell of the release gives a sigmoid; an exercise of theirs needs their own, which returns more."""
    given = code("def sigmoid(z):\n    return 1 / (1 + np.exp(-z))", "given", mark("given", locked=True))
    check = next(cell for cell in GOOD if cell["id"] == "double-check")
    cells = [*tiny.source_cells(**STUBS)[:5], given, *tiny.source_cells(**STUBS)[5:]]
    released = [ReleasedCell(cell) for cell in cells]
    own = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)), z"
    below = handed_in([code(own), code(DOUBLE), code(STATISTICS)], released, accepted)
    assert below.code.index(given["source"]) < below.code.index(own)
    assert [text for text in below.code if text != given["source"]] == [
        GOOD[1]["source"], own, DOUBLE, check["source"], STATISTICS, "check(statistics)"
    ]  # fmt: skip
    without_own = handed_in([code(DOUBLE), code(STATISTICS)], released, accepted)
    assert without_own.code[2:4] == [check["source"], given["source"]]


def test_whatever_is_missing_is_put_back_where_the_release_has_it() -> None:
    released = [ReleasedCell(cell) for cell in GOOD]
    marked = [i for i, cell in enumerate(released) if cell.grade_id]
    for missing in (gone for count in range(1, 1 + len(marked)) for gone in itertools.combinations(marked, count)):
        found = handed_in([cell for i, cell in enumerate(GOOD) if i not in missing], released, accepted)
        known = [GOOD.index(cell.released.data) for cell in found.cells if cell.released is not None]
        assert [i for i in known if i in marked] == marked
        assert [i for i in known if i not in marked] == [i for i in range(len(GOOD)) if i not in marked]
        twice = [cell for i, cell in enumerate(GOOD) if i not in missing for _ in range(2)]
        again = handed_in(twice, released, accepted)
        assert {cell.released.grade_id for cell in again.cells if cell.released is not None} >= {
            released[i].grade_id for i in marked
        }


def test_an_exercise_that_is_text_stays_text() -> None:
    essay = {**text("Because.", "essay"), "metadata": tiny.exercise_mark("essay", 4)}
    released = [ReleasedCell(cell) for cell in [*GOOD, essay]]
    written = {**code("It **is**.", "essay"), "metadata": essay["metadata"]}
    found = handed_in([*GOOD, written], released, accepted)
    assert (found.cells[-1].kind, found.cells[-1].text) == ("markdown", "It **is**.")
    assert "It **is**." not in found.code


def test_the_outputs_are_as_they_were_handed_in() -> None:
    outputs = [{"output_type": "stream", "text": "<script>"}]
    found = handed_in([{**cell, "outputs": outputs} for cell in without("look")], RELEASED.cells, accepted)
    assert [cell.outputs for cell in found.cells if cell.kind == "code"] == [outputs] * 5


def test_reading_needs_neither_nbgrader_nor_what_cleans() -> None:
    """They take long to import, and `autograder judge` should not."""
    asks = "import sys, autograder.submission; print({name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    loaded = ast.literal_eval(done.stdout)
    assert "autograder" in loaded
    assert loaded.isdisjoint({"nbgrader", "nbconvert", "nbformat", "nh3", "sqlalchemy"})


# --- the release ---------------------------------------------------------------------------------------------------


def test_the_notebook_of_a_release(tmp_path: Path) -> None:
    assert released_in(tmp_path) is None
    (tmp_path / "checks.json").write_text("{}")
    (tmp_path / "._tiny.ipynb").write_text("what a Mac leaves")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    assert released_in(tmp_path) is None
    tiny.write(tmp_path / "tiny.ipynb", GOOD)
    found = released_in(tmp_path)
    assert found is not None
    assert (found.name, [cell.text for cell in found.cells]) == ("tiny", [cell["source"] for cell in GOOD])


def test_several_notebooks_in_a_release_are_refused_in_one_sentence(tmp_path: Path) -> None:
    for name in ("tiny.ipynb", "other.ipynb"):
        tiny.write(tmp_path / name, GOOD)
    with pytest.raises(
        NotebookError, match=r"^there are 2 notebooks \(other.ipynb, tiny.ipynb\), but an assignment has"
    ):
        released_in(tmp_path)
