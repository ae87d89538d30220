"""What is left of a placeholder is said: in the notebook and by the judge, of a function that was begun."""

from __future__ import annotations

import pytest

from autograder.verdict.leftovers import lines_of, placeholders, regions_of

REGION = "    ### START CODE HERE ### (≈ 2 lines of code)\n{}\n    ### END CODE HERE ###\n"


def function(*regions: str, name: str = "f") -> str:
    """A cell with a function that has these regions."""
    texts = (REGION.format("\n".join(f"    {line}" for line in region.split("\n"))) for region in regions)
    return f"import numpy as np\n\ndef {name}(w, X):\n" + "    # next\n".join(texts) + "    return w\n\nprint(f)\n"


def left(cell: str, name: str = "f") -> list[str]:
    lines = lines_of(cell, name)
    return [line for region in regions_of(lines) for line in placeholders(region, lines)]


@pytest.mark.parametrize(
    ("regions", "found"),
    [
        (("A = w @ X", "dw = None\ndb = None"), ["dw = None", "db = None"]),
        (("A = w @ X", "dw = None  # the slope\n# db\ndb = None"), ["dw = None", "db = None"]),
        (("A = w @ X", "dw = A\ndb = None"), ["db = None"]),
        (("A = w @ X", "dw, db = A, 1\ndb = None"), []),
        (("A = w @ X", "pass"), ["pass"]),
        (("w = w @ X", "w = None"), ["w = None"]),  # the parameter is set in the first, and in the second the same line
        (('raise NotImplementedError("f has not been written yet")  # replace', "w = 1"),
         ['raise NotImplementedError("f has not been written yet")']),
        # what a student may well have written
        (("last = None\nA = 1", "for i in X:\n    if last is None:\n        last = i"), []),
        (("last = None\nfor last in X:\n    pass", "A = 1"), []),
        (("last = None\nif last is None:\n    A = 1", "A = 2"), []),
        (("A = None\nA += 1", "B = 2"), []),
        (("A = 1", "B = 2"), []),
        (("A = 1", ""), []),
        (("A = dict(last=None)", "B = 1"), []),
    ],
)  # fmt: skip
def test_a_line_of_a_placeholder_is_found(regions, found):
    assert left(function(*regions)) == found


def test_only_the_function_itself_is_looked_at():
    done, open_ = function("A = 1", "B = 2"), function("A = 1", "B = None", name="g")
    assert left(done + open_) == left(open_ + done) == []
    assert left(done + open_, "g") == left(open_ + done, "g") == ["B = None"]
    assert left(open_, "f") == left("", "f") == left("f = 3", "f") == left("def f", "f") == []
    assert left(function("A = 1", "B = None") + done) == []  # the last one counts
    assert left(function("A = 1", "B = None").replace("###", "#-")) == []  # without markers nobody knows
    assert left(function("A = 1", "B = None").replace("(w, X)", "(\n    w,\n    X\n)")) == ["B = None"]
    assert left(function("A = 1", "B = None").replace("def f", "async def f")) == ["B = None"]


SAID = "In a region of propagate there is still what stood there as its placeholder: dw = None; db = None"


def test_the_judge_says_it(judge, template):
    cells = template.filled()["cells"]
    cells = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    place = next(n for n, cell in enumerate(cells) if "def propagate" in cell)
    (first, second) = regions_of(lines_of(cells[place], "propagate"))
    lines = [line for line in cells[place].splitlines() if line.strip() not in second]
    start = max(n for n, line in enumerate(lines) if "START CODE" in line)
    half = "\n".join([*lines[: start + 1], "    dw = None", "    db = None", *lines[start + 1 :]])
    grades = {
        text: {result.name: result for result in judge.grade([*cells[:place], text, *cells[place + 1 :]]).results}
        for text in (cells[place], half)
    }
    result = grades[half]["propagate"]
    assert result.status != "right" and result.notes[0] == SAID
    assert first and not any("placeholder" in note for one in grades[cells[place]].values() for note in one.notes)
    assert sum("placeholder" in note for one in grades[half].values() for note in one.notes) == 1
