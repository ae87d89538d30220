"""What the pages are made of that people read: formulas are MathML, nothing runs, nothing comes from anywhere."""

from __future__ import annotations

import json
import re
import uuid
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import from_dict
from nbformat.v4 import new_markdown_cell, new_notebook
from traitlets.config import Config

from autograder.authoring.build import configuration
from autograder.nbgrader import markdown
from autograder.nbgrader.feedback import STOCK_TEMPLATES, FeedbackExporter
from autograder.nbgrader.markdown import MOST_FORMULAS, markdown2html
from autograder.nbgrader.mathml import GROUPS, LONGEST, PAIRS, TRIPLES, mathml
from autograder.nbgrader.typeset import TOKENS
from tests.tiny_course import notebook, text

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "release").glob("*/*.ipynb"))
ELEMENTS = {"math", *TOKENS, *GROUPS, *PAIRS, *TRIPLES}


class Page(HTMLParser):
    """Elements, attributes, and the text outside of formulas and code."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.prose = self.all = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in {"meta", "link", "img", "br", "hr", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.all += data
        if not {"math", "code", "pre", "style", "script"} & set(self.open):
            self.prose += data


def markdown_of(path: Path) -> list[str]:
    """The Markdown cells of a notebook."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


# --- One formula ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_course_is_drawn(path: Path) -> None:
    page = Page("".join(markdown2html(source) for source in markdown_of(path)))
    assert page.tags.count("math") > 50
    assert ("class", "tex") not in page.attributes
    assert not re.search(r"[$\\]", page.prose)  # no formula was passed over


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"a_1^2 < \frac12", "a12<12"),
        (r"\text{decay\_rate}", "decay_rate"),
        (r"\text{if $x < 3$}", "if x<3"),
        (r"\mathcal N \mathbb{R} \mathbf{W} \boldsymbol{\theta}", "𝒩ℝ𝐖𝜽"),
        (r"\bigl\{ x \bigr\} \lVert w \rVert", "{x}‖w‖"),
        (r"W := 1 \label{eq:w}", "W≔1"),
        (r"\arg\min_x \operatorname{softmax}(x)", "argminxsoftmax(x)"),
        (r"\begin{aligned} a &= b \\[4pt] &= c \end{aligned}", "a=b=c"),
        (r"\begin{cases} 1 & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}", "{1if z>00otherwise"),
        (r"10\% \& \{\}", "10%&{}"),
    ],
)
def test_a_formula_says_what_was_written(tex: str, text: str) -> None:
    drawn = mathml(tex, True)
    assert drawn is not None
    assert Page(drawn).all.replace("\xa0", " ") == text


def test_lines_of_a_formula_are_rows_and_stand_below_each_other() -> None:
    assert Page(mathml(r"a \\ b", True) or "").tags.count("mtr") == 2
    assert Page(mathml(r"\begin{gather} a \\ b \\ c \end{gather}", True) or "").tags.count("mtr") == 3
    aligned = mathml(r"\begin{align} a &= b \\ &= c \end{align}", True) or ""
    assert aligned.count('columnalign="right"') == aligned.count('columnalign="left"') == 2


@pytest.mark.parametrize(
    ("tex", "sign"),
    [
        ("a = -1", '<mo form="prefix">−</mo>'),
        (r"(\ -1)", '<mo form="prefix">−</mo>'),
        (r"2 \cdot -1", '<mo form="prefix">−</mo>'),
        ("a - 1", "<mo>−</mo>"),
        ("f(a) - 1", "<mo>−</mo>"),
        ("a_1 - 1", "<mo>−</mo>"),
        (r"\infty - 1", "<mo>−</mo>"),
        (r"\begin{align} a & - b \end{align}", "<mo>−</mo>"),
        ("|a|", '<mo stretchy="false" lspace="0" rspace="0">|</mo>'),
        (r"x \sim p", "<mo>∼</mo>"),
        (r"\log x", '<mo lspace="0.167em" rspace="0.167em">log</mo>'),
        (r"\log(x)", '<mo lspace="0.167em" rspace="0">log</mo>'),
    ],
)
def test_signs_functions_and_bars_stand_as_in_a_book(tex: str, sign: str) -> None:
    assert sign in (mathml(tex, True) or "")


@pytest.mark.parametrize(
    "markdown",
    [
        "$a$",
        r"\\(a\\)",
        "$$a$$",
        "$$\na\n$$",
        r"\\[a\\]",
        "\\begin{equation}\na\n\\end{equation}",
        "\\begin{align*}\na\n\\end{align*}",
        "| $a$ |\n|---|\n| b |",
        "# $a$",
    ],
)
def test_a_formula_is_found_wherever_jupyter_finds_it(markdown: str) -> None:
    assert Page(markdown2html(markdown)).tags.count("math") == 1


def test_money_and_code_are_no_formulas() -> None:
    assert "math" not in Page(markdown2html(r"It costs \$5 or \$6, and `$x$` is code.")).tags


@pytest.mark.parametrize(
    "tex",
    [
        r"\foo",
        r"\frac{1}",
        "a & b",
        "a }",
        "{ a",
        "x^1^2",
        r"\left( a",
        r"\begin{align} a",
        r"\text{a {b} c}",
        r"\href{javascript:evil()}{x}",
        r"\style{position:fixed}{x}",
        r"\class{evil}{x}",
        r"\color{url(evil)}{x}",
        r"\hspace{-100em}",
        r"\hspace{9999em}",
        r"\rule{100em}{100em}",
        r"\raise 100em {x}",
        r"\llap{over the mark}",
        r"\!" * 100,
        r"\unicode{xd800}",
        r"\unicode{xffffff}",
        r"\def\a{\a\a}\a",
        r"\newcommand{\a}{\b\b}\newcommand{\b}{\c\c}\a",
        r"\newenvironment{a}{\a}{\a}",
        r"\DeclareMathOperator{\a}{evil}",
        "{" * 900 + "}" * 900,
        r"\sqrt" * 390,
        r"\left(" * 280,
        r"\begin{matrix}" * 140,
        r"\frac" * 390,
        "x" * (LONGEST + 1),
        "\ud800",
    ],
)
def test_what_cannot_be_drawn_stays_as_it_was_written(tex: str) -> None:
    start = process_time()
    assert mathml(tex, True) is None
    assert process_time() - start < 1
    if "\ud800" not in tex:
        page = Page(markdown2html(f"$${tex}$$"))
        assert page.all.strip() == f"$${tex}$$"
        assert set(page.tags) <= {"p", "code"}
        assert set(page.attributes) <= {("class", "tex")}


@pytest.mark.parametrize("tex", [r"\text{<script>evil()</script>}", "<img src=x onerror=evil()>", r"\unicode{x3c}b>"])
def test_markup_in_a_formula_is_text(tex: str) -> None:
    assert set(Page(markdown2html(f"${tex}$")).tags) <= ELEMENTS | {"p", "code"}


def test_a_megabyte_of_tex_and_ten_thousand_formulas_come_to_an_end() -> None:
    start = process_time()
    assert "math" not in Page(markdown2html("$" + "x+" * 500_000 + "$")).tags
    many = Page(markdown2html(" ".join(f"$x_{{{number}}}$" for number in range(3_000))))
    assert many.tags.count("math") == MOST_FORMULAS
    assert many.tags.count("code") == 3_000 - MOST_FORMULAS
    assert process_time() - start < 20


# --- The pages --------------------------------------------------------------------------------------------

GRADED = {"notebook": "n", "score": 1.0, "max_score": 2.0, "late_penalty": 0.0}
IDS = "submission_id notebook_id assignment_id".split()
NAMES = "notebook_path last_name first_name student".split()
EVIL = "</script><script>evil()</script>\"'<b onclick=evil()>"
CELLS = from_dict(notebook([text("Because $a < b$, $$c = \\frac12$$", "why")]))


def feedback() -> str:
    """A student's page."""
    return str(FeedbackExporter().from_notebook_node(CELLS, resources={"nbgrader": GRADED})[0])


def formgrader(name: str = "ada") -> str:
    """formgrader's view of a submission, by the exporter that it makes of its own settings and the course's."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(STOCK_TEMPLATES)]
    config.merge(configuration(ROOT))
    resources = {**dict.fromkeys(IDS, "x"), **dict.fromkeys(NAMES, name), "base_url": "", "index": 0, "total": 1}
    return str(HTMLExporter(config=config).from_notebook_node(CELLS, resources=resources)[0])


@pytest.mark.parametrize("page", [feedback, formgrader])
def test_a_page_draws_its_formulas_and_names_no_other_host(page) -> None:
    content = Page(page())
    assert content.tags.count("math") == 2
    for name, value in content.attributes:
        if name in {"href", "src"}:
            assert re.match(r"#|/formgrader/", value), value
    assert not re.search(r"(?i)mathjax\.|https?:|url\(|@import", page())


@pytest.mark.parametrize("page", [feedback, formgrader])
def test_the_policy_is_the_first_thing_in_the_head(page) -> None:
    first, policy = re.findall(r"<head>\s*<(\w+)([^>]*)>", page())[0]
    assert first == "meta"
    assert 'http-equiv="Content-Security-Policy"' in policy
    assert "default-src 'none'" in unescape(policy)


def test_a_students_page_has_no_script_at_all() -> None:
    assert not {"script", "link", "iframe", "object"} & set(Page(feedback()).tags)


def test_in_formgrader_a_script_needs_the_nonce_of_the_page() -> None:
    page = formgrader()
    scripts = re.findall(r"<script\b([^>]*)>", page)
    nonces = {nonce for script in scripts for nonce in re.findall(r'nonce="([^"]+)"', script)}
    assert len(scripts) > 10
    assert len(nonces) == 1
    assert f"script-src 'nonce-{nonces.pop()}';" in page
    assert re.search(r"'nonce-\S+'", page)[0] not in formgrader()  # another one each time
    assert not [name for name, _ in Page(page).attributes if name.startswith("on")]


def test_formgrader_has_all_the_scripts_of_its_own() -> None:
    stock = (STOCK_TEMPLATES / "formgrade" / "formgrade_macros.html.j2").read_text("utf-8")
    wanted = [source.removeprefix("{{ resources.base_url }}") for source in re.findall(r'src="([^"]+)"', stock)]
    assert re.findall(r'src="([^"]+)"', formgrader()) == wanted


def test_no_name_of_a_student_is_markup_in_formgrader() -> None:
    page = formgrader(EVIL)
    assert "b" not in Page(page).tags
    assert not re.search(r"<(script|b)\b(?![^>]*nonce=)", page)


def test_what_is_on_the_pages_of_many_is_made_once(monkeypatch):
    """Whatever becomes of the exporter's environment in between."""
    made, usual = [], markdown.MarkdownWithMath.render
    monkeypatch.setattr(markdown.MarkdownWithMath, "render", lambda self, text: made.append(text) or usual(self, text))
    texts = [f"Written {uuid.uuid4()} with $x^2$", "long " * markdown.LONGEST_REMEMBERED]
    page = new_notebook(cells=[new_markdown_cell(text) for text in texts])
    first, second = (FeedbackExporter().from_notebook_node(page, resources={"nbgrader": GRADED})[0] for _ in range(2))
    assert first == second and "<math" in first
    assert [made.count(text) for text in texts] == [1, 2]
