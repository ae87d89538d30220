"""Notebooks as people send them: read within reason, else refused in one sentence."""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.notebook.read import NotebookError, cell_text, code_cells, read_json, read_notebook

CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": [], "execution_count": None}


def write(path, data) -> object:
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


@pytest.mark.parametrize(
    "data",
    [
        {"nbformat": 4, "cells": [CODE, {**CODE, "source": ["y = 2\n", "z = 3"]}]},
        {"cells": [CODE, {**CODE, "source": ["y = 2\n", "z = 3"]}], "metadata": None},
        {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]},
                                       {"cells": [{"cell_type": "code", "input": ["y = 2\n", "z = 3"]}]}]},
        {"nbformat": 99, "cells": [CODE, None, 5, "cell", [], {}, {"cell_type": "markdown", "source": "# t"},
                                   {"cell_type": "raw", "source": "r"}, {**CODE, "source": ["y = 2\n", 5, "z = 3"]}]},
        {"worksheets": [None, {"cells": None}, {"cells": [CODE, {**CODE, "source": "y = 2\nz = 3"}]}, {}]},
    ],
)  # fmt: skip
def test_code_cells_are_read_from_any_version(tmp_path, data):
    path = write(tmp_path / "nn.ipynb", data)
    assert read_notebook(path).code == ("x = 1", "y = 2\nz = 3")


def test_a_notebook_of_nbformat_itself_is_read(tmp_path):
    for version in (3, 4):
        new = getattr(nbformat, f"v{version}")
        book = new.new_notebook()
        cells = [new.new_code_cell("x = 'é中'\ny = 2"), new.new_code_cell("")]
        if version == 4:
            book.cells = [new.new_markdown_cell("text"), *cells]
        else:
            book.worksheets = [new.new_worksheet(cells=cells)]
        path = tmp_path / f"v{version}.ipynb"
        with path.open("w", encoding="utf-8") as file:
            nbformat.write(book, file, version=nbformat.NO_CONVERT)
        assert read_notebook(path).code == ("x = 'é中'\ny = 2", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_does_no_harm(tmp_path, encoding):
    path = write(
        tmp_path / "nn.ipynb", json.dumps({"cells": [{**CODE, "source": "é"}]}, ensure_ascii=False).encode(encoding)
    )
    assert read_notebook(path).code == ("é",)


def test_no_cells_are_no_error(tmp_path):
    assert read_notebook(write(tmp_path / "nn.ipynb", {"cells": []})).code == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b'{"cells": [', "cut off (its JSON breaks at line 1)"),
        (b'{\n"cells": [],\n', "breaks at line 3"),
        (b"not json", "not a notebook"),
        (b"\xff\xfe\x00", "not a notebook"),
        (b"\x00" * 50, "not a notebook"),
        ("{}".encode("utf-16"), "not a notebook"),
        (b"[1]", "JSON but not a notebook"),
        (b'"text"', "JSON but not a notebook"),
        (b"null", "JSON but not a notebook"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"cells": ' + b"9" * 5_000 + b"}", "not a notebook"),
        (b"{}", "has no list of cells"),
        (b'{"cells": {}}', "has no list of cells"),
        (b'{"cells": null, "worksheets": {}}', "has no list of cells"),
    ],
    ids=range(16),
)
def test_what_is_no_notebook_is_refused_in_one_sentence(tmp_path, data, words):
    path = write(tmp_path / "é [x] name.ipynb", data)
    with pytest.raises(NotebookError) as caught:
        read_notebook(path)
    assert words in str(caught.value)
    assert "é [x] name.ipynb" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_are_none_are_refused(tmp_path):
    with pytest.raises(NotebookError, match="there is no file"):
        read_json(tmp_path / "none.ipynb")
    with pytest.raises(NotebookError, match="is not a file"):
        read_json(tmp_path)
    loop = tmp_path / "loop.ipynb"
    loop.symlink_to(loop)
    with pytest.raises(NotebookError, match="cannot be read"):
        read_json(loop)
    with pytest.raises(NotebookError, match="cannot be read"):
        read_json(tmp_path / ("x" * 5_000))
    with pytest.raises(NotebookError, match="cannot be read"):
        read_json(write(tmp_path / "file", {}) / "below.ipynb")


def test_a_huge_file_is_not_even_opened(tmp_path):
    path = tmp_path / "huge.ipynb"
    with path.open("wb") as file:
        file.truncate(31 * 2**20)
    with pytest.raises(NotebookError, match="larger than 30 MB"):
        read_json(path)


def test_the_text_of_a_cell():
    assert cell_text({}) == ""
    assert cell_text({"source": None}) == ""
    assert cell_text({"source": 5}) == ""
    assert cell_text({"input": "a"}) == "a"
    assert cell_text({"source": "a", "input": "b"}) == "a"
    assert code_cells({"cells": [{"cell_type": ["code"]}, {"cell_type": "code"}]}, "n") == [""]
