"""A figure of a student's own on the pages that people look at: once, with its alternative text and its caption."""

from __future__ import annotations

import base64
import io
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert import HTMLExporter
from PIL import Image

from autograder.nbgrader.feedback import FeedbackExporter
from autograder.notebook.outputs import LONGEST_ALT, clean_outputs, taken_apart
from neural_networks.plots.animation import ShownAnimation
from neural_networks.plots.figure import Shown

ALT, CAPTION = 'A curve, "down" & down, < 1.', "What <it> does & where."


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(buffer, kind)
    return buffer.getvalue()


PNG, GIF, JPEG = map(picture, ("PNG", "GIF", "JPEG"))
PNG_TEXT = base64.b64encode(PNG).decode()


def displayed(data: dict, metadata: dict | None = None) -> dict:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def of(shown: Shown) -> dict:
    return displayed(shown._repr_mimebundle_())


def as_it_was_once(shown: Shown) -> dict:
    """What notebooks of earlier versions hold: the PNG in the HTML and beside it."""
    data = {**shown._repr_mimebundle_(), "image/png": shown.png}
    return displayed(data, {"image/png": {"alt": shown.alt, "width": shown.width}})


STILL = Shown(PNG, 700, CAPTION, ALT)
FILM = ShownAnimation(GIF, PNG, 700, CAPTION, ALT)


class Images(HTMLParser):
    """Every picture on a page with its alternative text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "img":
            self.found.append(((attributes["src"] or "").partition(",")[2], attributes.get("alt")))


@pytest.mark.parametrize("shown", [STILL, FILM])
@pytest.mark.parametrize("written", [of, as_it_was_once])
def test_a_figure_is_kept_once_with_its_words(shown, written):
    figure, words = clean_outputs([written(shown)])
    assert base64.b64decode(figure["data"]["image/png"]) == PNG
    assert figure["data"].keys() == {"image/png", "text/plain"}
    assert figure["metadata"] == {"alt": ALT}
    assert words["data"] == {"text/html": "What &lt;it&gt; does &amp; where."}


@pytest.mark.parametrize("written", [of, as_it_was_once])
def test_lines_of_html_as_a_file_has_them_make_no_difference(written):
    output = written(FILM)
    output["data"]["text/html"] = [line + ">" for line in output["data"]["text/html"].split(">")][:-1]
    assert clean_outputs([output]) == clean_outputs([of(FILM)])


@pytest.mark.parametrize("written", [of, as_it_was_once])
def test_a_figure_of_the_courses_own_cell_is_a_sentence(written):
    (said,) = clean_outputs([written(STILL)], pictures=False)
    assert said["text"] == "Figure: see the notebook that was handed in.\n"


def test_what_matplotlib_shows_by_itself_has_a_word_for_an_alternative_text():
    (figure,) = clean_outputs([displayed({"image/png": PNG_TEXT, "text/plain": "<Figure>"}, {"needs_background": "l"})])
    assert figure["metadata"] == {"alt": "Figure"}


def test_html_beside_a_picture_that_it_does_not_hold_is_left_out_as_a_page_would_prefer_it():
    (figure,) = clean_outputs([displayed({"image/png": PNG_TEXT, "text/html": "<b>x</b>"})])
    assert figure["data"] == {"image/png": PNG_TEXT}


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<b>no picture</b>", [{"text/html"}]),
        ('<img src="data:image/svg+xml;base64,AAAA" alt="a">x', [{"text/html"}]),
        ('<img src="data:image/png;base64,AAAA" alt="no PNG">x', [{"text/html"}]),
        ('<img src="http://evil/x.png">x', [{"text/html"}]),
        (f'<img src="data:image/png;base64,{PNG_TEXT}">', [{"image/png"}]),
        (f'<img src="data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}">x', [{"image/jpeg"}, {"text/html"}]),
        (f'<td><img src="data:image/png;base64,{PNG_TEXT}"></td>' * 3, [{"image/png"}]),
        (
            '<img src="data:image/svg+xml;base64,AAAA"><img src="data:image/jpeg;base64,'
            f'{base64.b64encode(JPEG).decode()}"><img src="data:image/png;base64,{PNG_TEXT}">',
            [{"image/jpeg"}],
        ),
    ],
)
def test_a_picture_is_one_only_if_it_is_a_png_or_jpeg(html, kinds):
    kept = clean_outputs([displayed({"text/html": html})])
    assert [output["data"].keys() for output in kept] == kinds
    assert "data:" not in str(kept) and "http" not in str(kept)


@pytest.mark.parametrize(
    ("metadata", "alt"),
    [
        ({"image/png": {"alt": "of the picture"}, "alt": "of all"}, "of the picture"),
        ({"image/png": {"width": 7}, "alt": "of all"}, "of all"),
        ({"image/png": "no metadata", "alt": ["in ", "lines"]}, "in lines"),
        ({"alt": {"no": "text"}}, "Figure"),
        ({"alt": " \n "}, "Figure"),
        (["no metadata"], "Figure"),
        ({"alt": "a\x00b\u202ec\n d"}, "a\\x00b\\u202ec d"),
        ({"alt": "x " * LONGEST_ALT}, ("x " * LONGEST_ALT)[:LONGEST_ALT].rstrip()),
    ],
)
def test_an_alternative_text_is_one_line_whatever_stands_in_the_metadata(metadata, alt):
    (figure,) = clean_outputs([{**displayed({"image/png": PNG_TEXT}), "metadata": metadata}])
    assert figure["metadata"] == {"alt": alt}
    assert clean_outputs([figure]) == [figure]


def test_of_very_much_html_the_picture_behind_it_and_the_words_are_found_soon():
    for text in (
        "<img " * 100_000,
        '<img alt="' * 100_000,
        "<img" + ' alt="' * 100_000,
        "data:image/png;base64," * 100_000,
    ):
        assert len(taken_apart(text)[1]) <= 1
    far = "<b>x</b>" * 20_000 + STILL.html()
    assert clean_outputs([displayed({"text/html": far})])[0]["metadata"] == {"alt": ALT}


def page_of(outputs: list[dict], exporter: HTMLExporter) -> str:
    cell = nbformat.v4.new_code_cell("plots.show(figure)", outputs=nbformat.from_dict(outputs))
    book = nbformat.v4.new_notebook(cells=[cell], metadata={"autograder": {"graded": False}})
    nbgrader = {"notebook": "x", "score": 0, "max_score": 0, "late_penalty": 0}
    page, _ = exporter.from_notebook_node(book, {"nbgrader": nbgrader, "metadata": {"name": "x"}})
    return page


@pytest.mark.parametrize("shown", [STILL, FILM])
@pytest.mark.parametrize("written", [of, as_it_was_once])
def test_a_feedback_page_shows_the_figure_and_its_words(shown, written):
    page = page_of(clean_outputs([written(shown)]), FeedbackExporter())
    assert Images(page).found == [(PNG_TEXT, ALT)]
    assert "What &lt;it&gt; does &amp; where." in page


@pytest.mark.parametrize("shown", [STILL, FILM])
def test_nbconvert_shows_the_figure_with_its_alternative_text(shown):
    page = page_of([of(shown)], HTMLExporter())
    ((_, alt),) = Images(page).found
    assert alt == ALT
    assert page.count(PNG_TEXT) == 1


def test_no_alternative_text_ends_its_attribute():
    evil = '"><script>evil()</script><img alt="'
    figure, *_ = clean_outputs([displayed({"image/png": PNG_TEXT}, {"alt": evil})])
    page = page_of([figure], FeedbackExporter())
    assert "<script>evil" not in page
    assert Images(page).found == [(PNG_TEXT, evil)]
