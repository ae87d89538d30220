"""However much is handed in: what is read, cleaned and shown stays small, and all of the code is graded."""

from __future__ import annotations

import json
import random
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from nbformat import from_dict

from autograder.notebook import read
from autograder.notebook.clean import HTML_TAGS, clean_html, clean_markdown, literal
from autograder.notebook.handed_in import HandedIn, handed_in
from autograder.notebook.nesting import DEEPEST, well_nested
from autograder.notebook.outputs import clean_outputs
from autograder.notebook.read import NotebookError, read_json
from autograder.notebook.rebuild import cells_of, rebuilt
from autograder.notebook.released import Released, with_texts
from autograder.notebook.room import LARGEST_CODE, LARGEST_OUTPUTS, LONGEST_CODE, MOST_CELLS, MOST_OUTPUTS, Room
from tests import tiny_course as tiny
from tests.tiny_course import code, source_cells, text

RELEASED = Released("tiny", with_texts(tiny.notebook(source_cells()), "tiny.ipynb"))
EXERCISES = {"double": ("double",), "statistics": ("statistics",)}
LONG = 'style="' + "color:red;" * 300 + '"'
EACH = 20_000


def many(piece: str, size: int = 200_000) -> str:
    return piece * (size // len(piece))


# --- HTML ---------------------------------------------------------------------------------------------------------


class Tree(HTMLParser):
    """Counts the elements of well-formed HTML, and how deep they are."""

    elements = depth = deepest = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements += 1
        if tag not in ("br", "hr"):
            self.depth += 1
            self.deepest = max(self.depth, self.deepest)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def tree_of(html: str) -> Tree:
    tree = Tree()
    tree.feed(html)
    tree.close()
    return tree


HOSTILE = {
    "div": many("<div>"),
    "b": many("<b>"),
    "anchors": many("<a><div>"),
    "tables": many("<table><tr><td>"),
    "lists": many("<ul><li>"),
    "different": "".join(f"<b title={number}>" for number in range(6_000)) + many("<p>x", 100_000),
    "repeated_in_items": "<li>" + "".join(f"<b title={number}>" for number in range(28)) + many("<li>x</li>"),
    "repeated_in_blocks": "<p>" + "".join(f"<i title={number}>" for number in range(28)) + many("<div>x</div>"),
    "repeated_by_a_rule": f"<p><b {LONG}>" + many("x<hr>x"),
    "repeated_in_rows": f"<table><b {LONG}>" + many("<tr>x</tr>x"),
    "ends_in_a_value": many("<b title='></b>'>"),
    "ends_behind_a_quote": many("""<b x"='></b>'>"""),
    "ends_in_a_name": many("<b\x0btitle='></b>'>"),
    "ends_elsewhere": "".join(f"<b title={number}><table><td></b></table>" for number in range(5_000)),
    "comments": many("<!--"),
    "empty_comments": many("<!-->"),
    "scripts": many("<script>"),
    "brackets": many("<"),
    "quotes": many("<a b='"),
    "attributes": "<a " + many("b=1 "),
    "blanks": "<a" + many(" "),
    "entities": many("&"),
    "foreign": many("<svg><desc>"),
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_is_neither_deep_nor_does_it_grow(html: str) -> None:
    cleaned = clean_html(html)
    tree = tree_of(cleaned)
    assert tree.deepest <= DEEPEST * 4 / 3  # a parser adds the body of a table
    assert tree.elements <= html.count("<") + 50
    assert len(cleaned) <= 5 * len(html) + 1_000  # & becomes &amp;


def test_nothing_is_repeated_however_elements_are_mixed() -> None:
    chance = random.Random(20)
    tags = sorted(HTML_TAGS)
    for _ in range(1_500):
        some = chance.sample(tags, chance.randint(2, 7))
        pieces = [chance.choice(("<{0}>", "</{0}>", "<{0}>x", "<{0}>x</{0}>")) for _ in range(60)]
        html = "".join(piece.format(chance.choice(some)) for piece in pieces)
        place = chance.randrange(len(html) // 2)
        html = html[:place] + f"<{chance.choice(('b', 'i', 'a', 'code'))} {LONG}>" + html[place:]
        assert clean_html(html).count("color:red") <= html.count("color:red"), html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<b>a</b> and <i>b</i>", "<b>a</b> and <i>b</i>"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("a<BR/>b<hr >c", "a<br>b<hr>c"),
        ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"),
        ("<i><div>a</div></i>", "<i></i><div>a</div>"),
        ("<style scoped>\n .a > b {}\n</style >x<script>1 < 2</script>y<!-- <b> -->z", "xyz"),
        ("<section>a</section></div>", "a"),
        ("<td>a</td><3 <-", "a&lt;3 &lt;-"),
        ('<span style="color:red" title="a > b">x</span>', '<span style="color:red">x</span>'),
        (
            '<table border="1" class="dataframe">\n<thead><tr style="text-align: right;"><th></th><th>a</th></tr></thead>'
            "<tbody><tr><th>0</th><td>1</td></tr></tbody></table>",
            '<table>\n<thead><tr style="text-align:right"><th></th><th>a</th></tr></thead>'
            "<tbody><tr><th>0</th><td>1</td></tr></tbody></table>",
        ),
    ],
)
def test_honest_html_looks_as_it_did(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


def test_a_long_list_that_ends_no_item_keeps_all_of_them() -> None:
    assert well_nested("<ul>" + "<li>a" * 500, HTML_TAGS).count("<li>") == 500


# --- Outputs, cells, code -----------------------------------------------------------------------------------------


def shown(*html: str) -> list[dict[str, Any]]:
    return [{"output_type": "display_data", "data": {"text/html": each}, "metadata": {}} for each in html]


def printed(said: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": said}


def page_of(cells: list[dict[str, Any]]) -> tuple[HandedIn, list[Any], str]:
    """What is graded, the cells of the page, and what it says in front of them."""
    work = handed_in(cells, RELEASED.cells, lambda name: EXERCISES.get(name, ()))
    first, *others = from_dict(rebuilt(work, RELEASED, work.repairs)).cells
    return (work, others, first.source) if first.id == "before-grading" else (work, [first, *others], "")


def test_of_very_many_outputs_the_first_are_shown_and_the_page_says_so() -> None:
    noisy = [{**code("x = 1"), "outputs": [printed("a")] * 25} for _ in range(60)]
    work, cells, note = page_of([*noisy, *source_cells()])
    assert sum(len(cell.get("outputs", ())) for cell in cells) <= MOST_OUTPUTS + len(cells)
    assert "no room for the outputs from cell 41 on" in note
    assert len(work.code) == 60 + 6
    assert cells[59].outputs[0].text == "… the rest was left out …"


def test_outputs_are_large_together_where_none_is_large_alone() -> None:
    noisy = [{**code("x = 1"), "outputs": shown("<b>x</b>" * 10_000)} for _ in range(40)]
    _, cells, note = page_of(noisy)
    assert sum(len(str(cell.get("outputs", ""))) for cell in cells) <= LARGEST_OUTPUTS + 200_000
    assert "no room for the outputs from cell 14 on" in note


def test_outputs_that_are_cut_within_a_cell_cost_the_others_nothing() -> None:
    cells = [{**code("x = 1"), "outputs": [printed("a")] * 400_000}, {**code("y = 1"), "outputs": [printed("b")]}]
    _, made, note = page_of([*cells, *source_cells()])
    assert len(made[0].outputs) == 30
    assert made[1].outputs[0].text == "b"
    assert note == ""


def test_figures_are_counted_for_themselves() -> None:
    room = Room()
    for _ in range(5):
        room.take_output(100, 3_000_000)
    assert room.for_outputs()
    room.take_output(100, 3_000_000)
    assert not room.for_outputs()


def test_cells_that_the_page_has_no_room_for_are_graded() -> None:
    """And the exercises are shown, wherever they stand."""
    own = [code(f"y{number} = {number}") for number in range(EACH)]
    work, cells, note = page_of([*own, *source_cells()])
    assert len(work.code) == EACH + 6
    assert len(cells) <= MOST_CELLS + len(RELEASED.cells)
    others = sum(not cell.grade_id for cell in RELEASED.cells)
    assert f"{EACH - MOST_CELLS + others} cells that belong to no exercise. They were graded with the rest" in note
    marks = [cell.metadata.nbgrader.grade_id for cell in cells if "nbgrader" in cell.metadata]
    assert sorted(marks) == sorted(cell.grade_id for cell in RELEASED.cells if cell.grade_id)


def test_copies_of_released_text_are_cells_of_ones_own() -> None:
    (_, cells, _) = page_of([text("Look at this.  ") for _ in range(EACH)])
    assert len(cells) <= MOST_CELLS + len(RELEASED.cells)


def test_code_that_the_page_has_no_room_for_is_graded_whole() -> None:
    long = "x = 1\n" * 100_000
    solved = [
        {**cell, "source": f"{cell['source']}\n{long}"} if cell["id"] == "double" else cell for cell in source_cells()
    ]
    work, cells, note = page_of([*[code(long)] * 30, *solved])
    assert sum(len(code) for code in work.code) > 31 * len(long)
    assert sum(len(cell.source) for cell in cells) < 2 * LARGEST_CODE
    (double,) = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "double"]
    assert len(double.source) > LONGEST_CODE
    assert double.source.endswith("# … the rest was left out …")
    assert "all the code of 31 cells, the first of which is cell 1" in note


def test_a_notebook_as_students_hand_it_in_is_shown_whole() -> None:
    own = [{**code("print('a')"), "outputs": [printed("a\n" * 200)]} for _ in range(100)]
    _, cells, note = page_of([*source_cells(), *own])
    assert note == ""
    assert len(cells) == len(source_cells()) + 100


@pytest.mark.parametrize("shows", [clean_markdown, literal])
def test_no_line_of_a_text_has_very_many_brackets(shows: Any) -> None:
    said = shows("[" * 9_000 + "\n" + "[a](b) " * 90)
    assert max(line.count("[") for line in said.splitlines()) <= 100
    assert said.count("[") >= 9_090
    assert "[a](b) " * 90 in said


@pytest.mark.parametrize("said", ["a <b>c", "<code>a\n\n- c", "<b/>a</c>", "</b>a<b>", "<i><b>a</b>"])
def test_a_text_that_leaves_an_element_open_is_shown_as_its_source(said: str) -> None:
    """Else all of the page below it would be bold."""
    assert clean_markdown(said) == literal(said)


@pytest.mark.parametrize("said", ["a <b>c</b>", "<b>a\n\n- c</b>", "a<br>b<br/>c", "a</b>", "<i>a<b>c</i>d</b>"])
def test_a_text_that_ends_all_elements_is_rendered(said: str) -> None:
    assert clean_markdown(said) == said


@pytest.mark.parametrize("said", ["see attachment:a.png", "[" * 250, "a" + "[b" * 100])
def test_what_is_clean_stays_as_it_is(said: str) -> None:
    assert clean_markdown(clean_markdown(said)) == clean_markdown(said)


def test_outputs_of_no_kind_are_passed_over() -> None:
    assert clean_outputs([{}] * 100_000) == []
    assert cells_of(handed_in([text("a")], [], lambda name: ()))[0]["source"] == "a"


# --- Files --------------------------------------------------------------------------------------------------------


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    try:
        read_json(path)
    except NotebookError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("part", [b"[]", b"{}", b"1", b'"a"', b'{"a":[]}', b"[[[[1]]]]", b'{"":""}'])
def test_a_file_of_very_many_parts_is_refused(tmp_path: Path, part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_PARTS", 1_000)
    content = b'{"x": [' + b",".join([part] * 1_100) + b'], "cells": []}'
    assert "nn.ipynb holds millions of pieces" in refusal(tmp_path / "nn.ipynb", content)


@pytest.mark.parametrize("said", ["[{," * 5_000, '"[,' * 5_000, '\\"[,' * 5_000, "\\", '\\\\"', "[" * 5_000 + "\\"])
def test_what_is_text_is_one_part(tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_PARTS", 100)
    data = {"cells": [code("x = 1", "x", {said: said}), {**code(said), "outputs": [printed(said)]}]}
    assert refusal(tmp_path / "nn.ipynb", json.dumps(data).encode()) == ""


def test_what_jupyter_writes_has_room(tmp_path: Path) -> None:
    """A million printed lines, each a text of its own, and a million numbers."""
    lines = {
        **code("x = 1"),
        "outputs": [printed(""), {"output_type": "display_data", "data": {"x": [0.25] * 900_000}}],
    }
    lines["outputs"][0]["text"] = [f"{number}\n" for number in range(900_000)]
    assert refusal(tmp_path / "nn.ipynb", json.dumps({"cells": [lines]}).encode()) == ""
