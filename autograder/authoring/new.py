"""``autograder new``: the files of an assignment, or the page and the cells of an exercise, to be filled in.

Nothing is overwritten: files are made, a list and a notebook are added to, and a refusal leaves all as it was.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import keyword
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.clashes import bound_in
from autograder.authoring.skeletons import PACKAGE, PAGE, exercise_cells, first_cells
from autograder.authoring.source import source_notebook, source_path
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.notebook.released import grade_id_of

NAME = re.compile(r"[A-Za-z]\w{0,49}", re.ASCII)
NUMBER = re.compile(r"\d+_", re.ASCII)
IN_A_PAGE = ("np", "case", "close", "exercise")
LONGEST, NEXT = 120, "\n    "  # of a line, and how one of several names goes on the next one
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def new_assignment(course: Course, name: str) -> list[Path]:
    """Make the answer key and the source notebook of an assignment; the files that were made."""
    package = NUMBER.sub("", name, count=1)
    refuse_no_name(name, package, "05_k_means")
    for folder in (course.source(name), course.release(name), course.root / "keys" / package):
        if taken := called_like(folder):
            raise CourseError(f"{taken.relative_to(course.root)} is there already: choose another name than {name}")
    notebook = nbformat.v4.new_notebook(cells=first_cells(), metadata={"kernelspec": KERNEL})
    made = {
        course.root / "keys" / package / "__init__.py": PACKAGE.format(assignment=name),
        course.source(name) / f"{package}.ipynb": text_of(notebook),
    }
    write(made, {})
    return list(made)


def new_exercise(course: Course, name: str, assignment: str) -> list[Path]:
    """Make the page of an exercise, and add it to the list and to the end of the notebook; the files that changed."""
    refuse_no_name(name, name, "move_centres")
    key = course.key(assignment)
    if key is None:
        raise CourseError(f"{assignment} has no answer key: begin one with `autograder new assignment {assignment}`")
    notebook, page = source_notebook(course, assignment), key / f"{name}.py"
    if what := taken_by(name, key, notebook):
        raise CourseError(f"{name} is {what}: choose another name")
    notebook.cells += exercise_cells(name, {cell.id for cell in notebook.cells})
    listed = with_exercise((key / "__init__.py").read_text("utf-8"), name, f"{key.name}/__init__.py")
    changed = {key / "__init__.py": listed, source_path(course, assignment): text_of(notebook)}
    write({page: PAGE.replace("NAME", name)}, changed)
    return [page, *changed]


def refuse_no_name(name: str, part: str, example: str) -> None:
    """CourseError unless the part of a name that Python sees is one that it accepts."""
    if not NAME.fullmatch(part) or keyword.iskeyword(part):
        raise CourseError(
            f"{name} is no name for this: take one such as {example}, of letters without accents, digits and _, at "
            "most 50, that begins with a letter and is no word of Python's own"
        )


def called_like(path: Path) -> Path | None:
    """What has this name in its folder already; on some disks ``A`` is ``a``."""
    there = path.parent.iterdir() if path.parent.is_dir() else ()
    return next((one for one in there if one.name.casefold() == path.name.casefold()), None)


def taken_by(name: str, key: Path, notebook: NotebookNode) -> str:
    """What has the name of a new exercise already; "" if nothing."""
    graded = {grade_id_of(cell) for cell in notebook.cells}
    if called_like(key / f"{name}.py") or graded & {name, f"check_{name}"}:
        return f"an exercise or a cell of {key.name} already"
    if name in IN_A_PAGE or hasattr(builtins, name):
        return "a function of Python's own or of answer keys"
    for cell in notebook.cells:
        if cell.cell_type == "code" and bound_in(cell.source, name):
            return f"in use in the cell {cell.id} of the notebook"
    given = (key / "_given.py").read_text("utf-8") if (key / "_given.py").is_file() else ""
    if bound_in(given, name):
        return "a given function"
    return "an alias of another exercise" if name in aliases(key) else ""


def aliases(key: Path) -> Iterator[str]:
    """The other names of exercises, as the pages say them; none of them is run, since they may be unfinished."""
    for page in key.glob("*.py"):
        with contextlib.suppress(SyntaxError, ValueError):
            for node in ast.walk(ast.parse(page.read_text("utf-8"))):
                if isinstance(node, ast.keyword) and node.arg == "aliases":
                    yield from (str(one.value) for one in ast.walk(node.value) if isinstance(one, ast.Constant))


def with_exercise(text: str, name: str, place: str) -> str:
    """The text of a package with one more exercise at the end of its list, which is written as it was."""
    found = list(lists_of_exercises(ast.parse(text)))
    if len(found) != 1:
        raise CourseError(f"{place} has no list exercises = (...) to which {name} could be added")
    (listed,) = found
    if not listed.elts or listed.lineno == listed.end_lineno:
        before, after = around(text, listed)
        names = [ast.unparse(item).replace("'", '"') for item in listed.elts] + [f'"{name}"']
        line = f"({', '.join(names)}{'' if listed.elts else ','})"
        fits = len(before.rpartition("\n")[2] + line) <= LONGEST
        return before + (line if fits else f"(\n    {f',{NEXT}'.join(names)},\n)") + after
    before, after = around(text, listed.elts[-1])
    head = text.removesuffix(after)
    indent = re.match(r"\s*", head.splitlines()[-1])
    return f'{head},\n{indent[0] if indent else ""}"{name}"{after}'


def lists_of_exercises(module: ast.Module) -> Iterator[ast.Tuple | ast.List]:
    """What ``exercises`` is in the package of an answer key, where that is written out."""
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="exercises")], value=ast.Tuple() | ast.List() as listed):
                yield listed


def around(text: str, node: ast.expr) -> tuple[str, str]:
    """What stands before an expression, and what stands behind it; Python counts columns in bytes."""
    data = text.encode()
    starts = [0, *(found.end() for found in re.finditer(rb"\n", data))]
    begin = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    return data[:begin].decode(), data[end:].decode()


def text_of(notebook: NotebookNode) -> str:
    """A notebook as JupyterLab saves it."""
    return str(nbformat.writes(notebook)) + "\n"


def write(made: Mapping[Path, str], changed: Mapping[Path, str]) -> None:
    """Write new files, and put other texts in the place of old ones; if one fails all is as it was."""
    done: list[Path] = []
    try:
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                done.append(path)
                file.write(text)
        for path, text in changed.items():
            done.append(beside(path))
            done[-1].write_text(text, encoding="utf-8", newline="\n")
            shutil.copymode(path, done[-1])
    except OSError as error:
        for one in done:
            one.unlink()
        raise CourseError(f"{path} cannot be written: {error.strerror}") from None
    for path in changed:
        os.replace(beside(path), path)


def beside(path: Path) -> Path:
    """Where the new text of a file waits until all others are written, too."""
    return path.with_name(f".{path.name}.new")
