"""Whatever people write or print: on a page nothing of it runs or loads, and what is clean stays as it is."""

from __future__ import annotations

import base64
import copy
import re
from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html_mistune

from autograder.nbgrader.feedback import FeedbackExporter
from autograder.nbgrader.markdown import markdown2html
from autograder.nbgrader.mathml import ATTRIBUTES, GROUPS, PAIRS, TRIPLES, mathml
from autograder.nbgrader.typeset import TOKENS
from autograder.notebook.clean import (
    HTML_STYLES,
    HTML_TAGS,
    LONGEST_MARKDOWN,
    LONGEST_TEXT,
    as_markdown,
    clean_html,
    clean_markdown,
    literal,
)
from autograder.notebook.handed_in import handed_in
from autograder.notebook.nesting import DEEPEST
from autograder.notebook.outputs import LARGEST_OUTPUTS, LONGEST_ALT, MOST_OUTPUTS, clean_outputs
from autograder.notebook.read import encodable
from autograder.notebook.rebuild import cells_of
from autograder.plain.text import printable_lines
from tests.fuzz import anything, damaged, json_data, kept_in_a_file, tiers

MATH = {"math", *TOKENS, *GROUPS, *PAIRS, *TRIPLES}
IN_MARKDOWN = HTML_TAGS | MATH | {"del", "img", "input"}
ON_A_PAGE = IN_MARKDOWN | set("html head meta title style body main h1 section button".split())
PLAIN = set("align alt checked class colspan disabled display id max rel rowspan start title type value".split())
BESIDE, INSIDE = r"(?!.*\.\.)[\w.-][\w./-]*", r"data:image/(?:png|jpeg);base64,[\w+/=]+"  # where images may be
EMPTY = set("br hr img input meta".split())
WITHIN = re.compile(r"\"[^\"]*\"|'[^']*'|\([^()]*\)")  # a text, or the arguments of a function, of a style


class Parts(HTMLParser):
    """Python's own reading of a piece of HTML: ``wrong`` is what should not be in it, or does not end.

    ``crossed`` are ends of what has not begun, or has others in it that end later.
    """

    def __init__(self, html: str, elements: set[str], images: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements, self.images = elements, images
        self.wrong: list[str] = []
        self.crossed: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.deepest = self.count = 0
        self.feed(html)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
        if tag not in self.elements:
            self.wrong.append(tag)
        if tag not in EMPTY:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))
        self.wrong += [f"{tag} {name}={value}" for name, value in attrs if not self.may_be(tag, name, value or "")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in MATH and "math" in self.open[:-1] and self.open[-2] not in TOKENS:
            self.open.pop()  # in a formula, and nowhere else, that ends it (HTML, 13.2.6.5)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        elif tag not in EMPTY:
            self.crossed.append(tag)
            if tag in self.open:
                self.open.reverse()
                self.open.remove(tag)
                self.open.reverse()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def may_be(self, tag: str, name: str, value: str) -> bool:
        """Whether an attribute neither runs nor loads anything, nor covers the page."""
        address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", value).lower()
        if name == "href":
            return tag == "a" and bool(re.match(r"https?:|mailto:|[^:]*(#|$)", address)) and address[:2] != "//"
        if name == "src":
            return tag == "img" and bool(re.fullmatch(self.images, value))
        if name == "style":  # none of these can load anything, whatever their value is
            return set(re.findall(r"(?:^|;)\s*([^\s:;]+)\s*:", WITHIN.sub("x", value))) <= HTML_STYLES
        if tag in MATH:
            return name == "display" or (name in ATTRIBUTES and bool(ATTRIBUTES[name].fullmatch(value)))
        return name in PLAIN


@pytest.mark.parametrize(
    ("html", "left_open"),
    [
        ("<math><msup><mi /><mi>x</mi></msup></math>", []),
        ("<math><mi><mi /></mi></math>", ["mi"]),
        ("<mi /><math></math>", ["mi"]),
        ("<math></math><b />", ["b"]),
        ("<br />", []),
    ],
)
def test_only_in_a_formula_a_tag_can_be_its_own_end(html: str, left_open: list[str]) -> None:
    """As Chromium reads it; the headings of nbconvert write an empty place of a formula so."""
    assert Parts(html, IN_MARKDOWN, BESIDE).open == left_open


# --- halves of characters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\ud83d\ude00b", "a\U0001f600b"),
        ("\ud800", "\ufffd"),
        ("\udc00\ud800", "\ufffd\ufffd"),
        ("\ud800\ud83d\ude00\ude00", "\ufffd\U0001f600\ufffd"),
        ("\udbff\udfffx\ud800x", "\U0010ffffx\ufffdx"),
        ("\ufeff\ufffe\U0001f600\0", "\ufeff\ufffe\U0001f600\0"),
    ],
)
def test_halves_of_characters_are_joined_or_replaced(text: str, kept: str) -> None:
    assert encodable(text) == kept_in_a_file(text) == kept


# --- HTML ---------------------------------------------------------------------------------------------------------

HOSTILE = """script style iframe object embed svg math template noscript textarea title xmp plaintext select option form
input button img video audio source base link meta body html head frameset annotation-xml foreignObject desc mtext mi
image isindex listing noembed caption colgroup col dialog slot custom-x""".split()
NAMES = "href src style title onclick ONLOAD srcset xlink:href formaction action background id class name data-x target".split()
VALUES = [
    "javascript:evil()", "java&#115;cript:evil()", "jAvAsCrIpT&colon;evil()", " \x01javascript:evil()", "java\tscript:evil()",
    "data:text/html;base64,AAAA", "data:text/html,<script>evil()</script>", "vbscript:evil", "//evil/x", "http://evil/x.png",
    "https://numpy.org", "mailto:a@b", "#a", "a/b", "color:red", "color:red;position:fixed", "color:var(--x, #fff)", "background-color:url(http://evil)",
    "color:expression(evil())", "colo\\72:red", "white-space:pre;color:\\75rl(x)", "</b>", "><script>evil()</script>", "2", "&#x22;>",
]  # fmt: skip
GLUE = [
    "<",
    ">",
    "/>",
    "</",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<!",
    "<?",
    "&lt;",
    "&#60;",
    "&",
    "\x00",
    "'",
    '"',
    "`",
    "=",
    "\x0c",
    "\n",
]
REAL = """<style scoped>.dataframe tbody tr th {vertical-align: top;}</style><table border="1" class="dataframe"><thead>
<tr style="text-align: right;"><th></th><th>a</th></tr></thead><tbody><tr><th>0</th><td>1 &lt; 2</td></tr></tbody></table>
<details><summary>more</summary><pre>x = <span style="color:#008000;font-weight:bold">1</span></pre></details>"""

names = st.sampled_from(sorted(HTML_TAGS)) | st.sampled_from(HOSTILE)
values = st.sampled_from(VALUES) | anything
attributes = st.builds(
    lambda name, quote, value: f"{name}={quote[0]}{value}{quote[-1]}",
    st.sampled_from(NAMES),
    st.sampled_from(['""', "''", "``", '"', "'", "  "]),
    values,
)
tags = st.builds(
    lambda start, name, blank, some, end: f"{start}{name}{blank}{blank.join(some)}{end}",
    st.sampled_from(["<", "<", "</", "< ", "<\x00"]),
    names | names.map(str.upper) | anything,
    st.sampled_from([" ", "/", "\n", "\x0c", "\x0b", "\t"]),
    st.lists(attributes, max_size=3),
    st.sampled_from([">", ">", ">", "/>", "", " "]),
)
pieces = tags | st.sampled_from(GLUE) | values | names.map(lambda name: f"<{name}>x</{name}>")


@st.composite
def cut_up(draw: st.DrawFn, real: str, other: st.SearchStrategy[str]) -> str:
    """Something real in which a few pieces are lost, doubled, or something else."""
    text = real
    for _ in range(draw(st.integers(0, 5))):
        start, size = draw(st.integers(0, len(text))), draw(st.integers(0, 12))
        piece = draw(other | st.just(text[start : start + size] * 2))
        text = text[:start] + piece + text[start + draw(st.sampled_from([0, size])) :]
    return text


html = st.lists(pieces, max_size=25).map("".join) | cut_up(REAL, pieces)


def is_clean(cleaned: str, given: str) -> bool:
    """Whether cleaned HTML is passive, well nested, not deep, not much larger, and what cleaning would leave."""
    parts = Parts(cleaned, HTML_TAGS | {"tbody", "colgroup"}, images="none at all")
    assert (parts.wrong, parts.crossed) == ([], [])
    assert parts.deepest <= DEEPEST * 4 / 3 and parts.count <= given.count("<") + 50
    assert len(cleaned) <= 6 * len(given) + 1_000
    assert clean_html(cleaned) == cleaned
    return True


IN_A_CARD = "color:var(--jp-content-font-color1, #1f2328);background-color:transparent"


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("text-align: right;", "text-align:right"),
        ("color:#008000;font-weight:bold", "color:#008000;font-weight:bold"),
        ("color: rgb(1, 2, 3); background-color: HSLA(1 2% 3% / .5)", None),
        ("color:var(--jp-content-font-color1, #1f2328);background-color:transparent;padding:10px", IN_A_CARD),
        ("font-family:Menlo,'DejaVu Sans Mono';white-space:pre", "white-space:pre"),
        ("text-align:color:expression(evil()) right;color:red", "color:red"),
        ("color:url(x);text-align:left", "text-align:left"),
        ("color:'a;b'", ""),
        ("color:u\\72l(x)", ""),
    ],
)
def test_a_style_is_cleaned_once_for_all(style: str, kept: str | None) -> None:
    given = f'<b style="{style}">x</b>'
    cleaned = clean_html(given)
    assert is_clean(cleaned, given)
    if kept is None:
        assert "rgb(1, 2, 3)" in cleaned and "0.5" in cleaned
    else:
        assert cleaned == (f'<b style="{kept}">x</b>' if kept else "<b>x</b>")


ROW = "<tbody><tr><td>1</td></tr></tbody>"


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("<dd><table><dt>x<tr><td>1</table></dd>", f"<dd>x<table>{ROW}</table></dd>"),
        ("<li><table><li>x<tr><td>1</table></li>", f"<li>x<table>{ROW}</table></li>"),
        ("<h1><table><tr><h2>x<td>1</table></h1>", f"<h1>x<table>{ROW}</table></h1>"),
        ("<p>a<table><tr><td>1</td><b>x<hr></table>", f"<p>a</p>x<table>{ROW}</table>"),
        ("<tr><li>x", "<li>x</li>"),
        ("<table><tr><td><ul><li>x</table>", "<table><tbody><tr><td><ul><li>x</li></ul></td></tr></tbody></table>"),
        (f"<table><caption><b>x</b></caption>{ROW}</table>", f"<table><caption><b>x</b></caption>{ROW}</table>"),
    ],
)
def test_what_a_parser_moves_out_of_a_table_is_its_text_alone(given: str, cleaned: str) -> None:
    assert clean_html(given) == cleaned
    assert is_clean(cleaned, given)


@tiers("html")
def test_whatever_html_is_shown_nothing_of_it_runs_or_loads(inputs) -> None:
    @inputs
    @given(html)
    def holds(text: str) -> None:
        text = kept_in_a_file(text)  # as what an output holds comes to be cleaned
        assert is_clean(clean_html(text), text)

    holds()


# --- Markdown -----------------------------------------------------------------------------------------------------

WRITTEN = """# Why $a < b$

- *x* and `y`, see [the docs](https://numpy.org "t") <br> **ok**, ![p](figure.png) and <https://a.org>
- [ ] to do, ~~no~~, https://b.org, [r]

> $$\\begin{align} a &= \\frac{1}{2} \\\\ b &= \\text{c} \\end{align}$$

| a | b |
|:--|---|
| 1 | $\\sqrt{x}$ |

```python
x = 1 < 2
```

Term
: what it is

[r]: https://c.org
"""
SIGNS = """* ** _ ` `` ``` ~~~ ~~~~ [ ] ( ) ]( ![ [x]: ]: < > <b> </b> <br/onclick=evil()> # - + 1. | |- > $ $$ \\( \\) \\\\( \\\\[ \\begin{a}
\\end{a} \\frac \\href{javascript:a}{b} \\unicode{x3c} { } \\ & &lt; &#60; &#x6a; &colon; : javascript: data:text/html, attachment: http:// //evil
mermaid [^1] [^1]: *[x]: {{ }} ~~ == ^ - [x] :::""".split()
signs = st.sampled_from([*SIGNS, "\n", "\n\n", "    ", "  \n", "\t", " "]) | pieces
markdown = st.lists(signs, max_size=30).map("".join) | cut_up(WRITTEN, signs)


@tiers("markdown")
def test_whatever_markdown_is_shown_nothing_of_it_runs_or_loads(inputs) -> None:
    @inputs
    @given(markdown)
    def holds(text: str) -> None:
        for cleaned in (clean_markdown(text), literal(text), as_markdown(text)):
            assert len(cleaned) <= 10 * LONGEST_MARKDOWN
            for page in (markdown2html(cleaned), markdown2html_mistune(cleaned)):
                assert Parts(page, IN_MARKDOWN, BESIDE).wrong == []
        assert clean_markdown(clean_markdown(text)) == clean_markdown(text)
        said = Parts(markdown2html(f"- {as_markdown(text)}"), IN_MARKDOWN, BESIDE)
        assert "".join(said.text.split()) == "".join(printable_lines(kept_in_a_file(text)).split())

    holds()


@pytest.mark.parametrize("formula", ["$'*a < b$", r"$$\begin{align} a &= 1 \\ &= b \end{align}$$"])
def test_a_heading_may_have_a_formula_with_an_empty_place(formula: str) -> None:
    assert Parts(markdown2html(clean_markdown(f"# Why {formula}")), IN_MARKDOWN, BESIDE).wrong == []


PIECES = r"""\frac \sqrt \left \right \begin{align} \end{align} \text{a} \href{b} \color{red} \bigl \mathbf \! \\ { } ( ) [ ] _ ^ & #
% ' < > x 1 \{ \verb|a| \operatorname{f} \limits \sum \unicode{x3c} \style{a} \class{b}""".split()


@tiers("formulas")
def test_whatever_formula_is_drawn_only_what_is_on_the_lists_comes_out(inputs) -> None:
    @inputs
    @given(st.lists(st.sampled_from(PIECES) | anything, max_size=30).map(" ".join), st.booleans())
    def holds(tex: str, display: bool) -> None:
        parts = Parts(mathml(tex, display) or "", MATH, images="none at all")
        assert (parts.wrong, parts.crossed) == ([], [])

    holds()


# --- outputs ------------------------------------------------------------------------------------------------------

PNG, JPEG = (base64.b64encode(magic + b"x").decode() for magic in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
OUTPUTS = [
    {"output_type": "stream", "name": "stdout", "text": ["a\n", "\x1b[31mb\x1b[0m\x00\u202e"]},
    {"output_type": "error", "ename": "ValueError", "evalue": "<b>", "traceback": ["\x1b[0;31mV\x1b[0m", "<script>"]},
    {
        "output_type": "execute_result",
        "data": {"text/html": REAL, "text/plain": "a", "image/svg+xml": "<svg onload=evil()>"},
        "metadata": {"image/png": {"width": "x"}},
        "execution_count": 1,
    },
    {"output_type": "display_data", "data": {"image/png": PNG, "image/jpeg": JPEG, "text/html": "x"}, "metadata": {}},
    {
        "output_type": "display_data",
        "data": {"text/html": f'<img src="data:image/png;base64,{PNG}" alt="a &quot;b&quot;"><p>c</p>'},
        "metadata": {"image/png": {"alt": "d"}, "alt": "e"},
    },
    {"output_type": "display_data", "data": {"application/javascript": "evil()", "text/latex": "$x$"}, "metadata": {}},
    {"output_type": "pyout", "text": "1", "html": "<b>1", "png": PNG, "prompt_number": 1},
]
texts = html | st.sampled_from([PNG, JPEG, "AAAA", "é"]) | st.lists(html | json_data, max_size=3)
bundles = st.dictionaries(
    st.sampled_from("text/plain text/html image/png image/jpeg image/svg+xml text/markdown text/latex".split()), texts
)
output = st.builds(
    lambda kind, data, text: {"output_type": kind, "data": data, "text": text, "traceback": [text], "evalue": text},
    st.sampled_from("stream error pyerr display_data execute_result pyout update_display_data".split()),
    bundles | json_data,
    texts,
)
outputs = st.one_of(damaged(OUTPUTS), damaged(OUTPUTS), st.lists(output, max_size=40), json_data)


@tiers("outputs")
def test_whatever_is_printed_or_displayed_nothing_of_it_runs_or_loads(inputs) -> None:
    @inputs
    @given(outputs)
    def holds(shown: Any) -> None:
        kept = clean_outputs(shown)
        nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=nbformat.from_dict(kept))]))
        assert len(kept) <= MOST_OUTPUTS and len(str(kept)) <= LARGEST_OUTPUTS * 2
        for one in kept:
            data = dict(one.get("data", {}))
            assert data.keys() <= {"text/plain", "text/html", "image/png", "image/jpeg"}
            if "text/html" in data:
                assert is_clean(data["text/html"], "<" * 1_000)
            for kind, magic in (("image/png", b"\x89PNG"), ("image/jpeg", b"\xff\xd8")):
                assert base64.b64decode(data.get(kind, ""), validate=True)[: len(magic)] in (magic, b"")
            said = [data.get("text/plain", ""), one.get("text", ""), one.get("evalue", ""), *one.get("traceback", [])]
            said.append(alt := one.get("metadata", {}).get("alt", ""))
            assert all(len(text) <= 6 * LONGEST_TEXT and is_seen(text) for text in said)
            assert bool(alt) == bool({"image/png", "image/jpeg"} & data.keys()) and len(alt) <= LONGEST_ALT
        assert clean_outputs(copy.deepcopy(kept)) == kept

    holds()


def is_seen(text: str) -> bool:
    """Whether there is nothing in an output but what is seen, ends of lines, and colours."""
    text.encode()
    return not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


# --- the page -----------------------------------------------------------------------------------------------------

GRADED = {"notebook": "n", "score": 1.0, "max_score": 2.0, "late_penalty": 0.0}


@tiers("pages")
def test_whatever_is_on_a_page_nothing_of_it_runs_or_loads(inputs) -> None:
    exporter = FeedbackExporter()

    def page_of(cells: list[dict[str, Any]]) -> Parts:
        book = nbformat.v4.new_notebook(cells=nbformat.from_dict(cells_of(handed_in(cells, [], lambda name: ()))))
        return Parts(
            exporter.from_notebook_node(book, resources={"nbgrader": GRADED})[0], ON_A_PAGE, f"{INSIDE}|{BESIDE}"
        )

    usual = page_of([]).wrong

    @inputs
    @given(st.lists(markdown, max_size=2), outputs, anything | html)
    def holds(said: list[str], shown: Any, code: str) -> None:
        cells = [{"cell_type": "markdown", "source": text} for text in said]
        assert page_of([*cells, {"cell_type": "code", "source": code, "outputs": shown}]).wrong == usual

    holds()
