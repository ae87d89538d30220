"""Files that are not the notebook that was released: damaged by accident, or on purpose."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.attacks.corpus import ZEROS, attack
from tests.attacks.texts import NASTY
from tests.sample_class.template import PACKAGE, Data, cell_called, code, name_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><iframe src=//evil></iframe>"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def each_cell(change: Callable[[Data], Any]) -> Callable[[Data], Data]:
    """Change every cell of a notebook in place."""

    def changed(notebook: Data) -> Data:
        for cell in notebook["cells"]:
            change(cell)
        return notebook

    return changed


def claim_points(cell: Data) -> None:
    if name_of(cell):
        cell["metadata"]["nbgrader"].update(points=1000, grade=True, solution=False, locked=False, checksum="0")
        cell["outputs"] = [output({"text/plain": "1000.0"})]


def output(data: dict[str, Any], kind: str = "execute_result") -> dict[str, Any]:
    return {"output_type": kind, "data": data, "metadata": {}, "execution_count": 1}


def active(cell: Data) -> None:
    """Outputs and texts that would run in the page of whoever reads them."""
    if cell["cell_type"] != "code":
        cell["source"] = SCRIPT + "".join(cell["source"]) + NASTY
        cell["attachments"] = {"x.svg": {"image/svg+xml": SCRIPT}}
        return
    cell["outputs"] = [
        output({"text/html": SCRIPT, "application/javascript": "alert(1)", "image/svg+xml": SCRIPT}),
        output({"image/png": PIXEL, "text/latex": SCRIPT, "application/vnd.jupyter.widget-view+json": {}}),
        {"output_type": "stream", "name": "stdout", "text": [NASTY] * 50},
        {"output_type": "error", "ename": NASTY, "evalue": NASTY, "traceback": [NASTY]},
    ]


def nonsense(cell: Data) -> None:
    cell["metadata"] = {"nbgrader": [1, {"grade_id": {}}]}
    cell["outputs"], cell["id"], cell["execution_count"] = {"not": "a list"}, 7, "x"
    cell["source"] = [*"".join(cell["source"]).splitlines(keepends=True), 3, None]


def large_outputs(cell: Data) -> None:
    cell["outputs"] = [output({"text/plain": "x" * 100_000, "image/png": "A" * 100_000}, "display_data")]


def deep_outputs(cell: Data) -> None:
    cell["outputs"] = [output({"text/html": "<div>" * 40_000}, "display_data")]


def in_colours(cell: Data) -> None:
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "\x1b[31mx\x1b[0m" * 1_500}] * 10


def as_text(cell: Data) -> None:
    if name_of(cell) in ("sigmoid", "predict"):
        cell["cell_type"] = "raw"


def without_marks(cell: Data) -> None:
    cell["metadata"] = {}
    cell.pop("id", None)


def other_kernel(notebook: Data) -> Data:
    notebook["metadata"] = {"kernelspec": {"name": "bash", "display_name": SCRIPT, "language": "sh"}, "widgets": SCRIPT}
    return {**notebook, "nbformat_minor": 99}


def as_format_3(notebook: Data) -> Data:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"], cell["language"] = cell.pop("source"), "python"
            cell["prompt_number"] = cell.pop("execution_count")
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": notebook["cells"]}]}


def copies(notebook: Data) -> Data:
    """Every cell twice; and the last definition of flatten_images is a wrong one."""
    wrong = {**cell_called(notebook, "flatten_images"), "source": ZEROS}
    return {**notebook, "cells": [*notebook["cells"], *notebook["cells"], wrong]}


def among_many(notebook: Data) -> Data:
    """The work behind more cells of text than a page can show."""
    notes = [{"cell_type": "markdown", "metadata": {}, "source": f"[[[ note {number}"} for number in range(3_000)]
    return {**notebook, "cells": [*notes, *notebook["cells"]]}


def emptied(notebook: Data) -> Data:
    return {**notebook, "cells": [code("# all gone")]}


attack(
    "claims_points",
    "Marks cells of the notebook as worth 1000 points, and as having earned them.",
    change=each_cell(claim_points),
    functions={"flatten_images": ZEROS},
)
attack(
    "active_content",
    "Puts scripts into texts and outputs, to run in the page of whoever reads them.",
    change=each_cell(active),
    functions={"flatten_images": ZEROS},
)
attack(
    "metadata_of_nonsense",
    "Fills the data about every cell, and its outputs, with nonsense.",
    change=each_cell(nonsense),
)
attack(
    "metadata_lost",
    "Loses the data that says which cell belongs to which exercise.",
    change=each_cell(without_marks),
)
attack("large_outputs", "Gives every cell outputs of 200 kilobytes.", change=each_cell(large_outputs))
attack(
    "outputs_of_40_megabytes",
    "Gives every cell outputs of 700 kilobytes, until the file is too large to be read.",
    change=each_cell(lambda cell: cell.update(outputs=["x" * 700_000])),
    readable=False,
)
attack(
    "deep_outputs", "Gives every cell an output with 40,000 boxes inside one another.", change=each_cell(deep_outputs)
)
attack(
    "outputs_in_colours",
    "Gives every cell outputs that change colour thousands of times.",
    change=each_cell(in_colours),
)
attack("work_among_many_cells", "Puts more cells of text before the work than a page can show.", change=among_many)
attack(
    "other_kernel",
    "Claims another language and an unknown version of the format, with a script as a name.",
    change=other_kernel,
)
attack("format_3", "Saves the notebook in an old format.", change=as_format_3)
attack(
    "reversed_cells",
    "Puts the cells in reverse order.",
    change=lambda notebook: {**notebook, "cells": notebook["cells"][::-1]},
)
attack(
    "copied_cells",
    "Copies every cell, and adds a wrong definition at the end.",
    change=copies,
    functions={"flatten_images": ZEROS},
)
attack("retyped_cells", "Turns two cells of code into cells of text.", change=each_cell(as_text))
attack("deleted_cells", "Deletes all cells and leaves a comment instead.", change=emptied, readable=False)


def writes(name: str, tried: str, how: Callable[[Path, bytes], object], readable: bool = False) -> None:
    """An attack by the file itself; ``how`` gets its path and what should be in it."""
    attack(name, tried, write=how, readable=readable)  # type: ignore[arg-type]


def link_to_the_victim(path: Path, _: bytes) -> None:
    path.symlink_to(path.parents[2] / "victim" / path.parent.name / path.name)


def link_to_the_solution(path: Path, _: bytes) -> None:
    path.symlink_to(path.parents[3] / "source" / path.parent.name / path.name)


writes("empty_file", "Hands in an empty file.", lambda path, _: path.write_bytes(b""))
writes(
    "cut_off", "Hands in only the first half of the file.", lambda path, data: path.write_bytes(data[: len(data) // 2])
)
writes("binary", "Hands in bytes that are no text.", lambda path, _: path.write_bytes(bytes(range(256)) * 100))
writes(
    "no_notebook_but_json",
    "Hands in well-formed data that is no notebook.",
    lambda path, _: path.write_text('["cells", {"cells": []}]'),
)
writes(
    "cells_of_no_kind",
    "Hands in a notebook whose list of cells is no list.",
    lambda path, _: path.write_text('{"cells": {"a": 1}, "nbformat": 4}'),
)
writes(
    "deep_file",
    "Hands in 200,000 lists inside one another.",
    lambda path, _: path.write_text("[" * 200_000 + "]" * 200_000),
)
writes(
    "millions_of_lists",
    "Hands in more than a million empty lists as cells.",
    lambda path, _: path.write_bytes(b'{"cells": [' + b"[]," * 1_600_000 + b"0]}"),
)
writes("link_to_a_classmate", "Hands in a link to a classmate's notebook.", link_to_the_victim)
writes("link_to_the_solution", "Hands in a link to the notebook with the solutions.", link_to_the_solution)
writes(
    "link_to_the_key",
    "Hands in a link to the answer key.",
    lambda path, _: path.symlink_to(path.parents[3] / "keys" / PACKAGE / "flatten_images.py"),
)
writes("link_to_itself", "Hands in a link that leads to itself.", lambda path, _: path.symlink_to(path))
writes(
    "link_to_a_device",
    "Hands in a link to a device that never stops giving data.",
    lambda path, _: path.symlink_to("/dev/zero"),
)
writes("pipe", "Hands in a pipe, which keeps its reader waiting for ever.", lambda path, _: os.mkfifo(path))
writes("folder", "Hands in a folder that has the notebook's name.", lambda path, _: path.mkdir())
writes(
    "renamed",
    "Hands in the notebook under the name of a copy.",
    lambda path, data: path.with_stem(path.stem + "-Copy1").write_bytes(data),
    readable=True,
)
writes(
    "named_like_an_option",
    "Names the notebook like an option of a command.",
    lambda path, data: path.with_name("--json.ipynb").write_bytes(data),
    readable=True,
)
writes(
    "named_with_escapes",
    "Names the notebook with codes that clear the terminal and change its title.",
    lambda path, data: path.with_name("-\x1b[2J\x1b]0;x\x07.ipynb").write_bytes(data),
    readable=True,
)
writes(
    "byte_order_mark",
    "Starts the file with an invisible mark, as some editors do.",
    lambda path, data: path.write_bytes(b"\xef\xbb\xbf" + data),
    readable=True,
)
writes(
    "surrogates_in_the_file",
    "Adds half a character to the file.",
    lambda path, data: path.write_text(json.dumps({**json.loads(data), "x": "\ud800"})),
    readable=True,
)
writes(
    "not_a_number",
    "Adds infinity and a number that is none to the file.",
    lambda path, data: path.write_bytes(
        data.replace(b'"nbformat_minor"', b'"nan": NaN, "i": Infinity, "nbformat_minor"')
    ),
    readable=True,
)
