"""Whatever is handed in: one sentence says why it is no notebook, or the release's cells are there and the student's code."""

from __future__ import annotations

import copy
import json
import logging
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from autograder.course.course import Course
from autograder.grading.intake import taken_in
from autograder.grading.marking import notebook_for
from autograder.judge.bench import Bench
from autograder.notebook.files import RefusedError
from autograder.notebook.handed_in import Cell, HandedIn
from autograder.notebook.read import NotebookError
from autograder.notebook.released import plain
from autograder.notebook.room import LONGEST_CODE
from tests.fuzz import DEEP, Whole, anything, damaged, json_data, kept_in_a_file, tiers, written
from tests.sample_class.template import FIRST, FIRST_FILE, ROOT, Template

OWN = [
    "",
    "def oops(:",
    "x = '\x00\x1b\ud800'\n",
    "a = 1\x0cb = 2\u2028c = 3\r\nd = 4",
    "%%bash\nls",
    "# end",
    "1",
    "\ufeffx = 2",
]
SAID = ["# Why", "<script>evil()</script>", "$x$", "[a](javascript:b)", "![x](attachment:y)", "~~~\n```\n"]
OUTPUTS: list[Any] = [
    {"output_type": "stream", "name": "stdout", "text": ["a\n", "\x1b[31mb\x00"]},
    {"output_type": "error", "ename": "E", "evalue": "\ud800", "traceback": ["\x1b[0;31mE", 3]},
    {"output_type": "display_data", "data": {"text/html": "<b onclick=evil()>x", "text/plain": "x"}, "metadata": {}},
    {"output_type": "execute_result", "data": {"image/png": "iVBORw0KGgo=", "text/html": "x"}, "execution_count": 1},
    {"output_type": "pyout", "text": "1", "prompt_number": 1},
]


@st.composite
def spoilt(draw: st.DrawFn, whole: Whole) -> Any:
    """A notebook some cells of which are lost, doubled, moved, of another name or type, emptied or written anew."""
    book = copy.deepcopy(whole.data)
    cells = book["cells"]
    for _ in range(draw(st.integers(0, 6))):
        if not cells:
            break
        place, other = draw(st.integers(0, len(cells) - 1)), draw(st.integers(0, len(cells) - 1))
        cell, theirs = cells[place], cells[other]
        how = draw(
            st.sampled_from("lost twice moved turned named unmarked typed text copied said lines output new".split())
        )
        if how == "lost":
            del cells[place : draw(st.sampled_from([place + 1, place + 1, place + 9, len(cells)]))]
        elif how == "twice":
            cells.insert(other, copy.deepcopy(cell))
        elif how == "moved":
            cells.insert(other, cells.pop(place))
        elif how == "turned":
            cells.reverse()
        elif how == "named":
            cell["metadata"] = copy.deepcopy(theirs["metadata"])
        elif how == "unmarked":
            for one in cells if draw(st.booleans()) else [cell]:
                one["metadata"] = {}
        elif how == "typed":
            cell["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw", "heading", None, 3, DEEP]))
        elif how == "text":
            cell["source"] = draw(st.sampled_from(OWN) | anything)
        elif how == "copied":
            cell["source"] = theirs["source"]
        elif how == "said":
            cell.update(cell_type="markdown", source=draw(st.sampled_from(SAID) | anything))
        elif how == "lines":
            cell["source"] = [*text_of(cell).splitlines(keepends=True), draw(st.sampled_from([3, None, "x", []]))]
        elif how == "output":
            cell["outputs"] = copy.deepcopy(draw(st.lists(st.sampled_from(OUTPUTS) | json_data, max_size=4)))
        else:
            kind = draw(st.sampled_from(["code", "code", "markdown", "raw"]))
            cells.insert(place, {"cell_type": kind, "source": draw(st.sampled_from(OWN) | anything), "metadata": {}})
    if draw(st.integers(0, 9)) == 0:
        old = [{**cell, "input": cell["source"]} for cell in cells]
        book = {"nbformat": 3, "worksheets": [{"cells": [{k: v for k, v in c.items() if k != "source"} for c in old]}]}
    book["nbformat"] = draw(st.sampled_from([4, 4, 4, 3, 99, None, "4", []]))
    return book


def text_of(cell: dict[str, Any]) -> str:
    """The text of a cell, in either version of the format."""
    text = cell.get("source", cell.get("input", ""))
    text = "".join(line for line in text if isinstance(line, str)) if isinstance(text, list) else text
    return text if isinstance(text, str) else ""


def code_in(content: bytes) -> list[str]:
    """The text of each code cell of a file that could be read."""
    book = json.loads(content.decode("utf-8-sig"))
    sheets = [book] if book.get("cells") is not None else [s for s in book["worksheets"] if isinstance(s, dict)]
    cells = [c for sheet in sheets for c in (sheet.get("cells") if isinstance(sheet.get("cells"), list) else [])]
    return [kept_in_a_file(text_of(c)) for c in cells if isinstance(c, dict) and c.get("cell_type") == "code"]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """All that grading the first assignment needs; no worker is started."""
    return Bench(Course(ROOT, tmp_path_factory.mktemp("secret")), FIRST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a student hands in."""
    folder = tmp_path_factory.mktemp("course") / "submitted" / "ada" / FIRST
    folder.mkdir(parents=True)
    return folder


def handed_in_as(template: Template) -> st.SearchStrategy[bytes]:
    """What could be in a file: the solved notebook, changed and damaged in some way, or anything else."""
    books = spoilt(Whole(template.filled()))
    return written(st.one_of(books, books, books, books.flatmap(lambda book: damaged(book, 3)), json_data))


def is_sentence(text: str) -> bool:
    """Whether this is text on one line, with nothing in it that is not seen."""
    return text.isprintable() and text.strip() == text and len(text) > 10


@tiers("readers")
def test_whatever_is_handed_in_is_read_or_refused_in_one_sentence(inputs, bench, folder, template) -> None:
    marked = [cell for cell in bench.released.cells if cell.grade_id]

    def is_right(cell: Cell) -> bool:
        known = cell.released
        if known is None:
            return type(cell.kind) is str and not cell.put_back
        is_known = any(known is one for one in bench.released.cells) and cell.kind == known.kind
        return is_known and (known.solution or cell.text == known.text)

    @inputs
    @given(handed_in_as(template) | st.binary())
    def holds(content: bytes) -> None:
        (folder / FIRST_FILE).write_bytes(content)
        try:
            work = bench.read(folder)
        except (NotebookError, RefusedError) as error:
            assert is_sentence(str(error))
            return
        assert type(work) is HandedIn and all(map(is_right, work.cells))
        found = [cell.released.grade_id for cell in work.cells if cell.released and cell.released.grade_id]
        assert sorted(found) == sorted(cell.grade_id for cell in marked)
        assert all(type(cell.text) is str and cell.text.encode() is not None for cell in work.cells)
        assert len(work.code) == len(work.numbers)
        assert all(1 <= number <= max(1, len(code_in(content))) for number in work.numbers)
        assert all(map(is_sentence, work.repairs))
        assert is_among(code_in(content), work.code, bench)

    holds()


@tiers("rebuilds")
def test_the_released_notebook_is_rebuilt_around_whatever_is_handed_in(inputs, bench, folder, template) -> None:
    marked = {cell.grade_id: cell for cell in bench.released.cells if cell.grade_id}
    nobody_reads_it = logging.Logger("nobody reads this", logging.CRITICAL + 1)

    @inputs
    @given(handed_in_as(template))
    def holds(content: bytes) -> None:
        (folder / FIRST_FILE).write_bytes(content)
        intake = taken_in(bench, folder, nobody_reads_it)
        made, fault = notebook_for(bench, intake, nobody_reads_it)
        assert not fault
        page = nbformat.from_dict(made)
        assert nbformat.reads(written_down(page), as_version=4) == page
        found = {cell.metadata.nbgrader.grade_id: cell for cell in page.cells if "nbgrader" in cell.metadata}
        assert len({cell.id for cell in page.cells}) == len(page.cells)
        assert len(found) == sum("nbgrader" in cell.metadata for cell in page.cells)
        assert found.keys() == marked.keys()
        for name, cell in found.items():
            assert (cell.cell_type, cell.metadata) == (marked[name].kind, marked[name].data["metadata"])
            assert marked[name].solution or cell.source == marked[name].text
        if intake.unreadable:
            assert is_sentence(*intake.notes)
        else:
            assert is_among(code_in(content), [cell.source for cell in page.cells if cell.cell_type == "code"], bench)

    holds()


def written_down(page: NotebookNode) -> str:
    """The notebook as a file has it, once it fulfils its format."""
    nbformat.validate(page, relax_add_props=False)
    text = nbformat.writes(page)
    text.encode()
    return text


def is_among(code: list[str], kept: list[str], bench: Bench) -> bool:
    """Whether every text is kept, in this order, but for those that are as they were released, and blank ones."""
    known = {cell.plain for cell in bench.released.cells}
    own = [text for text in code if text.strip() and plain(text) not in known and len(text) <= LONGEST_CODE]
    rest = iter(kept)
    return all(text in rest for text in own)
