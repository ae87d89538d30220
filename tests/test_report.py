"""Cards: data goes in, and whatever it holds, it comes out as text for one medium, readable without colour."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console
from rich.text import Text

from autograder.notebook.clean import clean_html
from autograder.verdict.report import AMBER, GREEN, RED, colours, grade_to_text, mark_of, to_html, to_text
from autograder.verdict.result import Evidence, Grade, Part, Result, nothing_earned, with_notes

PARTS = (Part("cost", 2.0, 2.0), Part("dw", 0.0, 1.5))
WRONG = Result(
    "propagate",
    "wrong",
    PARTS,
    "dw is not the expected value.",
    evidence=Evidence("propagate(w, b)", (("w", "[[1.]\n [2.]]"), ("b", "0.5")), "[1. 2.]", "[[1.]\n [2.]]", "dw"),
    notes=("Good to know: propagate changes its argument w in place.",),
)
CRASHED = replace(WRONG, status="crashed", line="y = x / 0")
STATUSES = ["right", "wrong", "not_started", "missing", "crashed", "timed_out", "too_much_memory", "ungraded"]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'); DROP TABLE grades; --",
    "[red]markup[/x] [link=http://x]y[/link]",
    "]]> <!-- --> &lt; &amp;",
    "</pre></div></code><style>*{display:none}</style>",
    "{0} {name} %s %(x)s",
]


class Reader(HTMLParser):
    """The elements, attributes and text of a card, as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.styles: list[dict[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        style = dict(attrs).get("style") or ""
        self.styles += [dict(rule.split(":", 1) for rule in style.split(";"))] if style else []
        self.text += " "
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        raise AssertionError(data)


def everywhere(text: str) -> Result:
    """A result that holds ``text`` wherever a worker, a key or a student could put it."""
    return Result(
        text,
        "wrong",
        (Part(text, 1.0, 1.0), Part("b", 0.0, 1.0)),
        f"first {text}\nsecond {text}",
        mistake=text,
        hint=text,
        evidence=Evidence(text, ((text, text), ("b", f"{text}\n{text}")), text, text, text),
        line=text,
        notes=(text, text),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_every_text_and_runs_none(text):
    usual, hostile = Reader(to_html(everywhere("plain"), True)), Reader(to_html(everywhere(text), True))
    assert hostile.elements == usual.elements
    assert hostile.attributes == usual.attributes == {"style", "role", "class"}
    assert not hostile.open
    assert hostile.text.count(text) == usual.text.count("plain") == 17


@pytest.mark.parametrize("text", HOSTILE)
def test_the_text_holds_every_text_as_it_is_and_rich_prints_it(text):
    card = to_text(everywhere(text), True)
    assert card.count(text) == to_text(everywhere("plain"), True).count("plain") == 17
    screen = io.StringIO()
    Console(file=screen, soft_wrap=True, highlight=False).print(Text(card))
    assert screen.getvalue().strip() == card.strip()


def test_the_card_of_a_wrong_answer_as_text():
    assert to_text(WRONG, points=True) == (
        "propagate: ✗ not right yet (2 of 3.5 points)\n"
        "cost ✓ · dw ✗\n"
        "dw is not the expected value.\n"
        "  your dw:     [1. 2.]\n"
        "  dw expected: [[1.]\n"
        "                [2.]]\n"
        "Good to know: propagate changes its argument w in place.\n"
        "Stuck? hint(propagate) asks a question.\n"
        "Called propagate(w, b) with\n"
        "  w = [[1.]\n"
        "       [2.]]\n"
        "  b = 0.5"
    )


def test_html_and_text_say_the_same():
    for result in (WRONG, CRASHED, replace(WRONG, status="right", evidence=None)):
        html, text = (
            re.findall(r"[\w.]+", card) for card in (Reader(to_html(result, True)).text, to_text(result, True))
        )
        assert sorted(html) == sorted(text)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_a_sign_and_a_word(status):
    result = replace(WRONG, status=status)
    sign, word = mark_of(result).split(" ", 1)
    assert sign in "✓✗○?"
    assert word
    assert "_" not in word
    for card in (to_text(result), Reader(to_html(result)).text):
        assert mark_of(result) in card
    assert len({mark_of(replace(WRONG, status=other)) for other in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize(
    ("result", "colour"),
    [
        (replace(WRONG, status="right"), GREEN),
        (WRONG, RED),
        (CRASHED, RED),
        (replace(WRONG, status="timed_out"), RED),
        (replace(WRONG, status="not_started"), AMBER),
        (replace(WRONG, status="missing"), AMBER),
        (replace(WRONG, status="ungraded"), AMBER),
        (replace(WRONG, waits_for="sigmoid"), AMBER),
    ],
)
def test_amber_has_not_begun_or_waits(result, colour):
    assert colours(result) == colour
    assert colour[0] in to_html(result)
    assert colour[1] in to_html(result)


def test_a_result_that_waits_says_so():
    waiting = nothing_earned(
        "propagate", {"cost": 2.0, "dw": 1.0}, "wrong", "Finish sigmoid first.", waits_for="sigmoid"
    )
    assert to_text(waiting) == "propagate: ○ waiting\nFinish sigmoid first."


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def over(paper: str, tint: str) -> str:
    """A colour with an alpha channel on another one."""
    red, green, blue, alpha = (int(tint[i : i + 2], 16) for i in (1, 3, 5, 7))
    below = (int(paper[i : i + 2], 16) for i in (1, 3, 5))
    mixed = (round((alpha * c + (255 - alpha) * b) / 255) for c, b in zip((red, green, blue), below, strict=True))
    return "#" + "".join(f"{c:02x}" for c in mixed)


# our own colours, and those of JupyterLab's light, dark and dark high contrast themes
THEMES = {
    "own": ("#1f2328", "#ffffff"),
    "light": ("#212121", "#ffffff"),
    "dark": ("#ffffff", "#212121"),
    "high": ("#ffffff", "#111111"),
}


@pytest.mark.parametrize("ink_and_paper", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("edge_and_tint", [GREEN, AMBER, RED], ids=["green", "amber", "red"])
def test_colours_have_contrast_in_every_theme(edge_and_tint, ink_and_paper):
    (edge, tint), (ink, paper) = edge_and_tint, ink_and_paper
    assert contrast("#ffffff", edge) >= 4.5
    assert contrast(edge, paper) >= 3
    assert contrast(ink, over(paper, tint)) >= 7


COLOURED = {"color", "background-color"}


@pytest.mark.parametrize("status", STATUSES)
def test_every_element_says_both_its_colour_and_its_ground(status):
    card = Reader(to_html(replace(CRASHED, status=status), True))
    assert len(card.styles) == len(card.elements) > 10
    for style in card.styles:
        assert style.keys() >= COLOURED
        assert not style.keys() & {"background", "opacity"}


def test_a_card_that_was_handed_in_keeps_its_colours_and_grounds():
    card, cleaned = Reader(to_html(CRASHED, True)), Reader(clean_html(to_html(CRASHED, True)))
    assert [{name: style[name] for name in COLOURED} for style in cleaned.styles] == [
        {name: style[name] for name in COLOURED} for style in card.styles
    ]
    assert cleaned.elements == card.elements


def test_what_is_empty_takes_no_line():
    bare = Result("f", "right", (Part("value", 1.0, 1.0),), "All 3 checks pass.")
    assert to_text(bare) == "f: ✓ right\nAll 3 checks pass."
    no_values = replace(bare, evidence=Evidence("f(x)", (), "", ""))
    assert to_text(no_values) == to_text(bare)
    assert "expected" not in Reader(to_html(no_values)).text


# --- a whole notebook --------------------------------------------------------------------------------------------

RIGHT = Result("sigmoid", "right", (Part("value", 2.0, 2.0),), "All 4 checks pass.")
GRADE = Grade(
    "01_logistic_regression",
    "é/notebook.ipynb",
    7,
    (
        RIGHT,
        WRONG,
        replace(RIGHT, name="predict", carried_forward=True),
        nothing_earned("model", {"all": 3.0}, "not_started", "Not yet."),
        nothing_earned("optimize", {"all": 1.0}, "ungraded", "A fault of ours.", notes=("ValueError: secret",)),
    ),
    ("Cell 3 was mended.",),
    ("A note.",),
)


def test_a_grade_as_text():
    text = grade_to_text(GRADE)
    assert text.splitlines()[:6] == [
        "01_logistic_regression: 6 of 11.5 points",
        "  sigmoid    2/2  ✓ right",
        "  propagate  2/3.5  ✗ not right yet",
        "  predict    2/2  ✓ right (with what it needs put right)",
        "  model      0/3  ○ not started",
        "  optimize   0/1  ? not graded yet",
    ]
    assert to_text(WRONG) in text
    assert text.endswith("\n\nCell 3 was mended.\n\nA note.")


def test_a_grade_as_json_has_exactly_the_agreed_shape():
    data = json.loads(json.dumps(GRADE.to_json()))
    assert list(data) == ["assignment", "notebook", "seed", "score", "points", "repairs", "notes", "exercises"]
    assert (data["score"], data["points"], data["seed"]) == (6.0, 11.5, 7)
    assert (data["repairs"], data["notes"]) == (["Cell 3 was mended."], ["A note."])
    for exercise in data["exercises"]:
        assert list(exercise) == [
            "name",
            "score",
            "points",
            "status",
            "mistake",
            "relation",
            "carried_forward",
            "message",
            "parts",
        ]
        for part in exercise["parts"]:
            assert list(part) == ["name", "score", "points"]
    assert data["exercises"][1]["parts"] == [
        {"name": "cost", "score": 2.0, "points": 2.0},
        {"name": "dw", "score": 0.0, "points": 1.5},
    ]
    assert data["exercises"][4]["score"] is None  # no mark at all, rather than 0
    assert "secret" not in json.dumps(data)


def test_scores_are_plain_floats():
    for value in (WRONG.score, WRONG.points, GRADE.score, GRADE.points, Grade("a", "", None, ()).score):
        assert type(value) is float


def test_notes_are_added_at_the_end():
    assert with_notes(WRONG, "a", "b").notes == (*WRONG.notes, "a", "b")


@pytest.mark.parametrize(
    ("function", "caller", "words"),
    [
        ("", "", "The line that stopped: y = x / 0"),
        ("", "optimize", "The line that stopped: y = x / 0"),
        ("propagate", "", "The line that stopped, in propagate: y = x / 0"),
        ("propagate", "optimize", "The line that stopped, in propagate, called by optimize: y = x / 0"),
        ("<b>", "</div>", "The line that stopped, in <b>, called by </div>: y = x / 0"),
    ],
)
def test_the_line_that_stopped_says_whose_it_is(function, caller, words):
    result = replace(CRASHED, line_in=function, line_caller=caller)
    assert "made this call" not in to_text(result) + to_html(result)
    assert words in to_text(result)
    assert words in " ".join(Reader(to_html(result)).text.split())


def test_the_line_that_made_the_call_is_shown_below():
    result = replace(CRASHED, line_in="propagate", line_caller="optimize", line_calling="g = propagate(<w>)")
    words = "The line that made this call, in optimize: g = propagate(<w>)"
    assert f"y = x / 0\n{words}\n" in to_text(result)
    assert words in " ".join(Reader(to_html(result)).text.split())
