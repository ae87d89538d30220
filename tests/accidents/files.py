"""What programs and people do to the file: other editors, other platforms, other names."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

from tests.accidents.corpus import accident, code_cells, to_the_file
from tests.sample_class.template import Data, name_of

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
SOME = {"anything.txt": "notes", ".DS_Store": "x", "Thumbs.db": "x", "report.pdf": "%PDF"}


def stream(text: str | list[str], name: str = "stdout") -> Data:
    return {"output_type": "stream", "name": name, "text": text}


def shown(data: dict[str, Any]) -> Data:
    return {"output_type": "display_data", "data": data, "metadata": {}}


# --- names and company -----------------------------------------------------------------------------------------------


@to_the_file(everyday=True)
def renamed_by_a_browser(path: Path, data: bytes) -> None:
    """The browser has put a number behind the name."""
    path.with_stem(f"{path.stem} (2)").write_bytes(data)


@to_the_file
def renamed_by_jupyter(path: Path, data: bytes) -> None:
    """A copy made in Jupyter."""
    path.with_stem(f"{path.stem}-Copy3").write_bytes(data)


@to_the_file
def renamed_by_a_mac(path: Path, data: bytes) -> None:
    """A copy made in the Finder, beside what a Mac leaves."""
    path.with_stem(f"{path.stem} copy 2").write_bytes(data)
    path.with_name(f"._{path.name}").write_bytes(b"\0\5\x16\7")


@to_the_file
def renamed_by_the_student(path: Path, data: bytes) -> None:
    """The student's own name for it, in another alphabet."""
    path.with_name("домашняя работа №1 – Žofie.ipynb").write_bytes(data)


@to_the_file
def an_extension_in_capitals(path: Path, data: bytes) -> None:
    """.IPYNB, as old systems write it."""
    path.with_suffix(".IPYNB").write_bytes(data)


@to_the_file
def checkpoints_beside_it(path: Path, data: bytes) -> None:
    """Jupyter's checkpoints were handed in, too."""
    path.write_bytes(data)
    (path.parent / ".ipynb_checkpoints").mkdir()
    (path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb").write_bytes(b"{}")


@to_the_file
def an_old_version_beside_it(path: Path, data: bytes) -> None:
    """An old copy beside the notebook."""
    path.write_bytes(data)
    path.with_stem(f"{path.stem}-old").write_bytes(b"{}")


@accident(beside={**SOME, "checks.json": "{}", "helper.py": "x = 1", "numpy.py": "raise ImportError"})
def other_files_beside_it(notebook: Data) -> None:
    """Notes, a report, the checks and modules lie beside the notebook."""


@to_the_file
def nobody_may_write_to_it(path: Path, data: bytes) -> None:
    """The file can only be read."""
    path.write_bytes(data)
    path.chmod(0o444)


@to_the_file
def from_a_clock_that_was_wrong(path: Path, data: bytes) -> None:
    """Saved in 1970."""
    path.write_bytes(data)
    os.utime(path, (0, 0))


@to_the_file(everyday=True)
def packed_into_an_archive(path: Path, data: bytes) -> None:
    """The whole folder was packed, as the learning platform takes one file alone; a Mac has added its own."""
    with zipfile.ZipFile(path.with_name("Abgabe Žofie.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my work/", b"")
        archive.writestr(f"my work/{path.name}", data)
        archive.writestr(f"__MACOSX/my work/._{path.name}", b"\0\5\x16\7")
        archive.writestr(f"my work/.ipynb_checkpoints/{path.stem}-checkpoint.ipynb", b"{}")


@to_the_file
def packed_by_an_old_program(path: Path, data: bytes) -> None:
    """Packed on Windows, by a program that parts names by backslashes and knows no compression."""
    with zipfile.ZipFile(path.with_name("WORK.ZIP"), "w") as archive:
        archive.writestr(f"C:\\Users\\Ada\\{path.stem} (1).ipynb", data)


@to_the_file
def an_archive_with_the_name_of_the_notebook(path: Path, data: bytes) -> None:
    """An archive that was given the name that the notebook should have."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.name, data)


@to_the_file(everyday=True)
def in_a_folder_of_its_own(path: Path, data: bytes) -> None:
    """Unpacked into a folder that has the name of the notebook."""
    path.mkdir()
    (path / path.name).write_bytes(data)
    (path / "data.csv").write_text("1,2")


# --- how the JSON is written -----------------------------------------------------------------------------------------


@to_the_file
def a_byte_order_mark(path: Path, data: bytes) -> None:
    """Saved by an editor that marks UTF-8."""
    path.write_bytes(b"\xef\xbb\xbf" + data)


@to_the_file
def windows_line_ends(path: Path, data: bytes) -> None:
    """Saved on Windows, with indents."""
    path.write_bytes(json.dumps(json.loads(data), indent=4).replace("\n", "\r\n").encode())


@to_the_file
def written_without_blanks(path: Path, data: bytes) -> None:
    """As short as JSON can be, and every other character as it is."""
    path.write_text(json.dumps(json.loads(data), separators=(",", ":"), ensure_ascii=False), "utf-8")


@to_the_file
def keys_in_another_order(path: Path, data: bytes) -> None:
    """Keys sorted by a tool for version control."""
    path.write_text(json.dumps(json.loads(data), sort_keys=True, indent="\t") + "\n\n\n")


@to_the_file
def not_a_number_in_it(path: Path, data: bytes) -> None:
    """NaN in an output, as Python writes it."""
    path.write_bytes(data.replace(b'"nbformat_minor"', b'"x": [NaN, -Infinity], "nbformat_minor"'))


# --- what programs write into it -------------------------------------------------------------------------------------


@accident
def text_as_one_string(notebook: Data) -> None:
    """Every source is one text."""
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])


@accident
def text_as_lines(notebook: Data) -> None:
    """Every source is a list of lines."""
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


@accident(everyday=True)
def saved_by_colab(notebook: Data) -> None:
    """Colab's metadata; ids are gone."""
    notebook["metadata"] = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "accelerator": "GPU",
    }
    notebook["nbformat_minor"] = 0
    for number, cell in enumerate(notebook["cells"]):
        cell.pop("id", None)
        cell["metadata"] |= {"id": f"x{number}", "colab": {"base_uri": "https://localhost:8080/"}, "outputId": "7"}


@accident
def saved_by_an_editor(notebook: Data) -> None:
    """VS Code's metadata."""
    notebook["metadata"]["vscode"] = {"interpreter": {"hash": "31f2"}}
    for cell in notebook["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python"}


@accident
def saved_by_other_services(notebook: Data) -> None:
    """What Kaggle, Deepnote, Databricks and papermill write."""
    notebook["metadata"] |= {"kaggle": {"dataSources": []}, "deepnote_notebook_id": "x", "papermill": {"duration": 1.5}}
    for cell in notebook["cells"]:
        cell["metadata"] |= {
            "_uuid": "8f2839",
            "trusted": True,
            "deepnote_cell_type": "code",
            "execution": {"iopub.status.busy": "x"},
        }


@accident
def written_by_jupytext(notebook: Data) -> None:
    """A notebook that was a script in between: no ids, no outputs, no marks of nbgrader."""
    notebook["metadata"]["jupytext"] = {"text_representation": {"extension": ".py", "format_name": "percent"}}
    for cell in notebook["cells"]:
        cell.pop("id", None)
        cell["metadata"] = {}


@accident
def seen_as_slides(notebook: Data) -> None:
    """Slides, tags, folded and hidden cells."""
    for cell in notebook["cells"]:
        cell["metadata"] |= {
            "slideshow": {"slide_type": "slide"},
            "tags": ["x", "hide"],
            "collapsed": True,
            "scrolled": "auto",
            "jupyter": {"source_hidden": True},
        }


@accident
def cells_that_cannot_be_deleted(notebook: Data) -> None:
    """Cells are locked against editing and deleting."""
    for cell in notebook["cells"]:
        cell["metadata"] |= {"deletable": False, "editable": False, "run_control": {"frozen": True}}


@accident
def no_kernel_is_named(notebook: Data) -> None:
    """The metadata of the notebook is gone."""
    notebook["metadata"] = {}


@accident
def another_kernel(notebook: Data) -> None:
    """An environment of the student's own."""
    notebook["metadata"] = {
        "kernelspec": {"name": "conda-env-ml-py", "display_name": "ml (3.9)", "language": "python"},
        "language_info": {"name": "python", "version": "2.7.18"},
    }


@accident
def widgets_in_the_metadata(notebook: Data) -> None:
    """The state of widgets, and a table of contents."""
    notebook["metadata"] |= {
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {str(i): {} for i in range(999)}}},
        "toc": {"base_numbering": 1},
    }


@accident
def an_old_minor_version(notebook: Data) -> None:
    """Saved by Jupyter of 2017: format 4.2, no ids."""
    notebook["nbformat_minor"] = 2
    for cell in notebook["cells"]:
        cell.pop("id", None)


@accident
def a_newer_minor_version(notebook: Data) -> None:
    """Saved by a Jupyter that is newer than ours, with keys that nobody knows yet."""
    notebook["nbformat_minor"] = 7
    notebook["future"] = {"x": 1}
    for cell in notebook["cells"]:
        cell["future"] = [1]


@accident
def ids_are_missing(notebook: Data) -> None:
    """No ids where the format wants them."""
    for cell in notebook["cells"]:
        cell.pop("id", None)


@accident
def ids_are_all_the_same(notebook: Data) -> None:
    """Every cell has the same id."""
    for cell in notebook["cells"]:
        cell["id"] = "same"


@accident
def ids_are_odd(notebook: Data) -> None:
    """Ids that are no ids."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = ["", 7, None, "é" * 200][number % 4]


@accident
def one_mark_is_lost(notebook: Data) -> None:
    """One exercise was retyped in a new cell that has no mark of nbgrader."""
    for cell in notebook["cells"]:
        if name_of(cell) in ("sigmoid", "check_model"):
            cell["metadata"] = {}


@accident
def marks_with_other_names(notebook: Data) -> None:
    """nbgrader's toolbar has given the cells other names."""
    for number, cell in enumerate(notebook["cells"]):
        if name_of(cell):
            cell["metadata"]["nbgrader"]["grade_id"] = f"cell-{number:016x}"


@accident
def marks_of_an_old_nbgrader(notebook: Data) -> None:
    """The marks have the schema of nbgrader 0.4."""
    for cell in notebook["cells"]:
        if name_of(cell):
            cell["metadata"]["nbgrader"]["schema_version"] = 1
            cell["metadata"]["nbgrader"].pop("cell_type", None)
            cell["metadata"]["nbgrader"].pop("task", None)


# --- outputs ---------------------------------------------------------------------------------------------------------


@accident(everyday=True)
def errors_were_saved(notebook: Data) -> None:
    """Every cell shows a traceback in colours."""
    for number, cell in enumerate(code_cells(notebook)):
        cell["execution_count"] = number
        cell["outputs"] = [
            {
                "output_type": "error",
                "ename": "NameError",
                "evalue": "name 'np' is not defined",
                "traceback": ["\x1b[0;31m" + "-" * 75, "\x1b[0;32m<ipython-input-3>\x1b[0m in \x1b[0;36mf\x1b[0m"],
            }
        ]


@accident
def outputs_are_huge(notebook: Data) -> None:
    """A megabyte of text and figures."""
    for cell in code_cells(notebook)[:10]:
        cell["outputs"] = [stream(["line\n"] * 5_000), shown({"image/png": PIXEL * 800, "text/plain": ["<Figure>"]})]


@accident
def outputs_of_many_kinds(notebook: Data) -> None:
    """HTML, LaTeX, SVG, JSON, widgets and figures of plotly."""
    kinds = {
        "text/html": ["<table>"],
        "text/latex": "$x$",
        "image/svg+xml": "<svg/>",
        "application/json": {"a": 1},
        "application/vnd.plotly.v1+json": {},
        "text/plain": "x",
    }
    for cell in code_cells(notebook):
        cell["outputs"] = [
            shown(kinds),
            stream("x", "stderr"),
            {"output_type": "update_display_data", "data": {}, "metadata": {}},
        ]


@accident
def outputs_are_missing(notebook: Data) -> None:
    """No outputs and no numbers of runs at all."""
    for cell in code_cells(notebook):
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


@accident
def numbers_of_runs_in_disorder(notebook: Data) -> None:
    """Cells were run in any order, some while the file was saved."""
    for number, cell in enumerate(code_cells(notebook)):
        cell["execution_count"] = [999 - number, None, 1, "*"][number % 4]


@accident
def pictures_in_the_text(notebook: Data) -> None:
    """Pictures attached to text cells."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["attachments"] = {"image.png": {"image/png": PIXEL}}


@accident
def raw_cells(notebook: Data) -> None:
    """Raw cells and headings of an old format between the others."""
    notebook["cells"] += [
        {"cell_type": kind, "source": "def sigmoid(z): return 0", "metadata": {}} for kind in ("raw", "heading")
    ]


@accident
def text_cells_of_ones_own(notebook: Data) -> None:
    """Long notes with code in them."""
    note = {
        "cell_type": "markdown",
        "source": "```python\ndef sigmoid(z):\n    return 0\n```\n" + "text " * 5_000,
        "metadata": {},
    }
    notebook["cells"] = [note, *notebook["cells"], note]
