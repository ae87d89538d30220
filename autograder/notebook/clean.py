"""Make what a student handed in passive: nothing in it may run or load in the page of whoever reads it.

Formgrader shows Markdown cells and HTML outputs as they are, on the origin of the instructor's own Jupyter.
So outputs are rewritten by an allow-list (``outputs.py``), HTML is cleaned, and Markdown that could become more than
text, links and formulas is shown as its own source.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import nh3

from autograder.messages import say
from autograder.notebook.nesting import well_nested
from autograder.notebook.read import encodable
from autograder.plain.text import printable_lines

Data = dict[str, Any]

LONGEST_TEXT = 20_000
LONGEST_MARKDOWN = 10_000

HTML_TAGS = set(
    "a b blockquote br caption code dd details div dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre progress s "
    "samp small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
HTML_ATTRIBUTES = {
    "*": {"style"},
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "progress": {"max", "value"},
}
HTML_STYLES = set(
    "color background-color font-weight font-style overflow-wrap text-align vertical-align white-space".split()
)
BLANK = " \t\n\r\f"
STYLED = re.compile(
    r"\s*+(?:(?:rgba?|hsla?|var)\([\w\s#%.,/+-]*+\)\s*+|[\w#%.,+-]++\s*+)++(?:!\s*+important\s*+)?",
    re.ASCII | re.IGNORECASE,
)
"""What a style may say: words, numbers and colours. Anything else may read otherwise when it is cleaned once more."""

PLAIN_TAG = r"/?(?:b|i|u|em|strong|code|sub|sup|br)\s*/?>"
OTHER_TAG = re.compile(rf"<(?!{PLAIN_TAG})(?=[A-Za-z/!?])", re.IGNORECASE)
RENDERED_TAGS = HTML_TAGS | {"del", "img", "input"}
NEVER_OPEN = {"br", "hr", "img", "input"}
MANY_BRACKETS = re.compile(r"(?:\[[^\[\n]*+){100}(?!\n)")
"""In one line; nbconvert would look for a link from each of them to the line's end."""
ATTACHMENT = re.compile("attachment:(?! )")
"""There is none, and a renderer stops where it looks for it."""
NUMBERED = re.compile(r"^([0-9]+)\.")  # what Markdown takes for an entry of a list
MARKUP = frozenset("\\`*_{}[]()<>#+-!|~$&\"'=:")
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\r\t\x1b"} | {
    code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def text_of(value: Any, limit: int = LONGEST_TEXT) -> str:
    """Any JSON value that should be text: lines are joined, surrogates replaced, what is too long is cut."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    return encodable(f"{value[:limit]}\n{say('nb_cut')}" if len(value) > limit else value)


def shown(value: Any) -> str:
    """Text for an output: control and bidirectional characters, but for colours, as visible escapes."""
    return text_of(value).translate(CONTROLS)


def clean_html(text: str) -> str:
    """HTML without anything that runs, loads, submits or covers the page."""
    return nh3.clean(
        well_nested(text, HTML_TAGS),
        tags=HTML_TAGS,
        clean_content_tags={"script", "style"},
        attributes=HTML_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_attribute,
        filter_style_properties=HTML_STYLES,
        link_rel="noopener noreferrer nofollow",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """What of an attribute stays; None: nothing."""
    if name == "style":
        return ";".join(filter(_is_plain_style, value.split(";"))) or None
    return None if name == "href" and ":" not in value else value


def _is_plain_style(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    return name.strip(BLANK).lower() in HTML_STYLES and STYLED.fullmatch(value) is not None


def clean_markdown(source: str) -> str:
    """Markdown that renders to text, formulas and links. What would be more is shown as its own source."""
    source = without_tags(source)
    return source if _is_passive(source) else fenced(source)


def literal(source: str) -> str:
    """Any text as a code block; cheap, because it need not be rendered to be known as passive."""
    return fenced(without_tags(source))


def without_tags(source: str) -> str:
    """Markdown in which no ``<`` begins a tag with attributes, whatever the renderer makes of the rest."""
    source = OTHER_TAG.sub("< ", text_of(source, LONGEST_MARKDOWN).translate(CONTROLS))
    source = MANY_BRACKETS.sub(r"\g<0>\n", source)
    return ATTACHMENT.sub("attachment: ", source)


def _is_passive(source: str) -> bool:
    """Render as the page will, and look at every tag and address of the result."""
    from nbconvert.filters import markdown2html_mistune  # which takes long to load, and few hand-ins need it

    inspector = Inspector()
    try:
        inspector.feed(markdown2html_mistune(source))
        inspector.close()
    except Exception:  # whatever a renderer cannot take would stop the page later
        return False
    return inspector.passive and not any(inspector.still_open.values())


class Inspector(HTMLParser):
    """Reads rendered Markdown; ``passive`` is False once a tag, attribute or address is not allowed."""

    passive = True

    def __init__(self) -> None:
        super().__init__()
        self.still_open: Counter[str] = Counter()  # elements that have not ended; a page would go on in them

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag with its attributes."""
        self.passive &= tag in RENDERED_TAGS
        self.still_open[tag] += tag not in NEVER_OPEN
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", value or "").lower()
            if name == "href":
                self.passive &= bool(re.match(r"https?://|mailto:|#|[^:/\\?&]*(#|$)", address))
            elif name == "src":
                self.passive &= bool(re.fullmatch(r"[\w.-][\w./-]*", address)) and ".." not in address
            else:
                self.passive &= name in {
                    "class",
                    "id",
                    "title",
                    "alt",
                    "type",
                    "disabled",
                    "checked",
                    "start",
                    "style",
                }

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A slash ends nothing: for a browser ``<b/>`` is ``<b>``."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Look at one end; one of nothing does no harm."""
        self.still_open[tag] = max(0, self.still_open[tag] - 1)

    def handle_comment(self, data: str) -> None:
        """Comments come only from raw HTML, which there should be none of."""
        self.passive = False


def fenced(source: str) -> str:
    """Any text as a Markdown code block."""
    longest = max((len(run) for run in re.findall(r"~+", source)), default=0)
    fence = "~" * max(4, longest + 1)
    return f"{fence}\n{source}\n{fence}"


def as_markdown(text: str) -> str:
    """Markdown that shows exactly ``text``, whatever is in it; four spaces before it would make it code."""
    lines = ("".join(map(_literal, line.strip())) for line in printable_lines(text_of(text)).splitlines())
    return "<br>\n".join(NUMBERED.sub(r"\1&#46;", line) for line in lines)


def _literal(character: str) -> str:
    return f"&#{ord(character)};" if character in MARKUP else character
