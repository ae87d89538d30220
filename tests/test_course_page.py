"""docs/course.md says what the answer keys and the notebooks say."""

from __future__ import annotations

import ast
import inspect
import json
import re
from pathlib import Path

import pytest

from autograder.key.assignment import load_assignment
from tests.keys import KEYS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "course.md").read_text("utf-8")
NOTEBOOKS = sorted(path for folder in ("source", "release") for path in (ROOT / folder).glob("*/*.ipynb"))
LINK = re.compile(r"\[([^\]]*)\]\((\S+?\.ipynb)(?:#(\S+?))?\)(?=[^)]|$)")


def text_of(notebook):
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def headings(notebook):
    return re.findall(r"^#+ (.+)$", text_of(notebook), re.MULTILINE)


def tables():
    """The cells of every table row, its notebook's number first."""
    rows = re.findall(r"^\| (\d) \| (.+) \|$", PAGE, re.MULTILINE)
    return [(int(number), rest.split(" | ")) for number, rest in rows]


def signature_rows():
    """(notebook, exercise) -> its row: signature, arguments, returns, alias, points, also right."""
    rows = {}
    for number, cells in tables():
        if found := re.fullmatch(r"`(\w+)(\(.*\))`", cells[0]):
            assert (number, found[1]) not in rows, f"{found[1]} stands in the table twice"
            rows[number, found[1]] = (found[2], *cells[1:])
    return rows


def parameters(signature):
    """Names in order, and their defaults, of a signature as it is written."""
    arguments = ast.parse(f"lambda {signature[1:-1]}: 0", mode="eval").body.args
    names = [argument.arg for argument in arguments.args]
    return names, [ast.literal_eval(default) for default in arguments.defaults]


@pytest.mark.parametrize("name", KEYS)
def test_every_exercise_stands_in_the_table_as_the_key_has_it(name):
    number, rows = int(name[:2]), signature_rows()
    exercises = load_assignment(KEYS[name]).exercises
    assert {name for notebook, name in rows if notebook == number} == set(exercises)
    for name, exercise in exercises.items():
        signature, arguments, returns, alias, points, also_right = rows[number, name]
        wanted = inspect.signature(exercise.reference).parameters.values()
        defaults = [parameter.default for parameter in wanted if parameter.default is not parameter.empty]
        assert parameters(signature) == ([parameter.name for parameter in wanted], defaults), name
        assert float(points) == exercise.points, name
        assert re.findall(r"`(\w+)`", alias) == list(exercise.aliases), name
        assert arguments and returns, name
        if exercise.variants:
            assert "ε inside the root" in also_right, name


def test_the_sums_are_right():
    assignments = {int(name[:2]): load_assignment(key) for name, key in KEYS.items()}
    sums = {number: cells[-2:] for number, cells in tables() if len(cells) == 4}
    assert sums == {n: [str(len(a.exercises)), f"{a.points:g}"] for n, a in assignments.items()}
    points = sum(assignment.points for assignment in assignments.values())
    assert f"{sum(len(a.exercises) for a in assignments.values())} exercises, {points:g} points" in PAGE


def test_every_section_that_the_page_links_to_is_in_the_notebook():
    links = LINK.findall(PAGE)
    assert len(links) > 60
    for words, target, anchor in links:
        notebook = (ROOT / "docs" / target).resolve()
        assert words in headings(notebook), (words, target)
        assert anchor in ("", words.replace(" ", "-")), anchor


def test_every_section_of_the_notebooks_is_on_the_page():
    linked = {(Path(target).name, words) for words, target, _ in LINK.findall(PAGE)}
    for notebook in sorted((ROOT / "release").glob("*/*.ipynb")):
        numbered = [heading for heading in headings(notebook) if re.match(r"\d+\.\d ", heading)]
        assert numbered
        assert not [heading for heading in numbered if (notebook.name, heading) not in linked]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_notebooks_link_to_notebooks_that_are_there(notebook):
    targets = {target for _, target, _ in LINK.findall(text_of(notebook))}
    assert targets
    assert not [target for target in targets if not (notebook.parent / target).is_file()]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_notebooks_begin_and_end_alike(notebook):
    assert headings(notebook)[1] == "How this notebook works"
    assert "What you can do now" in headings(notebook)
    assert "**What you will have at the end:**" in text_of(notebook)
    assert "**Next:**" in text_of(notebook)[text_of(notebook).index("## What you can do now") :]
