"""One formula of TeX as MathML, which a browser draws without a script, a font or a network.

latex2mathml reads the TeX. What it makes of it is not trusted: the formula is written anew with elements and attributes
of a closed list, and ``None`` is returned where anything else is in it, or where the library gives up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby, zip_longest
from xml.etree.ElementTree import Element, SubElement

from latex2mathml.converter import convert_to_element
from latex2mathml.symbols_parser import convert_symbol

from autograder.notebook.clean import CONTROLS

LONGEST = 2_000  # characters; the longest formula of a course has a few hundred
DEEPEST_TEX = 20
DEEPEST_TREE = 60
MOST_NEGATIVE = 8  # spaces that go back, or a formula could be drawn over what is beside it

# A macro can make a formula of any size from a short text, and no formula stands for the next one here.
MACROS = re.compile(r"\\(?:def|newcommand|newenvironment|DeclareMathOperator)(?![A-Za-z])")
UNSEEN = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])|(?<=\\\\)\s*\[-?[\d.]+\s*[a-z]{2}\]")
SPELLINGS = (
    (re.compile(r"\\(begin|end)\{(?:aligned|align|eqnarray\*?)\}"), r"\\\1{align*}"),
    (re.compile(":="), r"\\coloneqq "),
    (re.compile(r"\\[lr]Vert(?![A-Za-z])"), r"\\|"),  # as high as a letter, unless \left says otherwise
    (re.compile(r"\\[lr]vert(?![A-Za-z])"), "|"),
    (re.compile(r"\\arg(?![A-Za-z])"), r"\\operatorname{arg}"),
    (re.compile(r"\\text(\{[^{}$]*\$[^{}]*\})"), r"\\hbox\1"),  # with a formula inside
)

TOKENS = {"mi", "mn", "mo", "mtext", "mspace"}
GROUPS = set("mrow msqrt mtable mtr mtd mstyle mphantom".split())
PAIRS = set("msub msup munder mover mfrac mroot".split())
TRIPLES = {"msubsup", "munderover"}
LENGTH = r"\d?(?:\.\d+)?(?:em|ex)|\d\d?(?:\.\d+)?(?:px|pt)|0"
YES_OR_NO = "true|false"
ATTRIBUTES = {
    name: re.compile(values)
    for names, values in (
        ("accent displaystyle fence largeop movablelimits separator stretchy", YES_OR_NO),
        ("form", "prefix|infix|postfix"),
        ("minsize maxsize mathsize width height depth lspace rspace linethickness", LENGTH),
        ("columnspacing rowspacing", rf"(?:(?:{LENGTH})(?: (?:{LENGTH}))*)?"),
        ("columnalign", "left|center|right"),
        ("columnlines rowlines", "(?:none|solid|dashed)(?: (?:none|solid|dashed))*"),
        ("scriptlevel", "[0-2]"),
        ("mathcolor", "[a-z]{3,20}|#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}"),
    )
    for name in names.split()
}
# Browsers know lengths alone, and of the alphabets none but upright letters.
SPACES = {
    "thinmathspace": "0.167em",
    "thickmathspace": "0.278em",
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
}
ALPHABETS = {"script", "fraktur", "double-struck", "bold", "bold-italic", "sans-serif", "monospace"}
TEXT_FONTS = {"bold", "italic", "sans-serif", "monospace"}
LIMITS = {"lim", "max", "min", "sup", "inf"}
CODE_POINT = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
NEW_LINE = {"linebreak": "newline"}


@lru_cache(maxsize=1024)  # a class writes the same formulas in every notebook
def mathml(tex: str, display: bool) -> str | None:
    """A formula as a ``math`` element, or None where it cannot be one."""
    if len(tex) > LONGEST or MACROS.search(tex) or not 0 <= _depth(tex) <= DEEPEST_TEX:
        return None
    tex = UNSEEN.sub("", tex)
    for spelling, known in SPELLINGS:
        tex = spelling.sub(known, tex)
    kind = "block" if display else "inline"
    try:
        inside = "".join(_written(child) for child in convert_to_element(tex, display=kind))
    except Exception:  # the library's own errors, and those that it runs into
        return None
    return None if inside.count('width="-') > MOST_NEGATIVE else f'<math display="{kind}">{inside}</math>'


def _depth(tex: str) -> int:
    """How deep braces are nested; -1 where they do not fit each other, which the library does not mind."""
    depth = deepest = 0
    for brace in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return -1
        deepest = max(deepest, depth)
    return -1 if depth else deepest


def _written(element: Element, level: int = 0, following: Element | None = None) -> str:
    """One element as text; ValueError if it, or anything in it, is not on the lists."""
    tag, children = element.tag, list(element)
    if level > DEEPEST_TREE or not _has_room(tag, len(children)):
        raise ValueError
    if tag == "mrow" and any(child.attrib == NEW_LINE for child in children):
        return _written(_in_lines(children), level)
    if tag == "msub" and children[0].text in LIMITS:
        tag = "munder"
        children[0].set("movablelimits", "true")
    text = _text(element) if tag in TOKENS else ""
    if tag in {"mi", "mo"} and len(text) > 1 and text.isalpha():  # a function's name, such as log
        tag = "mo"
        element.attrib.update(lspace="0.167em", rspace="0" if _opens(following) else "0.167em")
    attributes = "".join(f' {name}="{value}"' for name, value in _attributes(element))
    inside = "".join(_written(child, level + 1, after) for child, after in zip_longest(children, children[1:]))
    return f"<{tag}{attributes}>{text}{inside}</{tag}>"


def _opens(element: Element | None) -> bool:
    """Whether it is an opening bracket."""
    return element is not None and element.text in {"(", "[", "&#x00028;", "&#x0005B;"}


def _has_room(tag: str, children: int) -> bool:
    """Whether an element is on the lists, and holds as much as it should."""
    fixed = 0 if tag in TOKENS else 2 if tag in PAIRS else 3 if tag in TRIPLES else None
    return tag in GROUPS or children == fixed


def _in_lines(children: Sequence[Element]) -> Element:
    """What stands between line breaks, which browsers do not know, as the rows of a table."""
    table = Element("mtable", {"displaystyle": "true", "rowspacing": "3pt"})
    for is_break, line in groupby(children, lambda child: child.attrib == NEW_LINE):
        if not is_break:
            SubElement(SubElement(table, "mtr"), "mtd").extend(line)
    return table


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.items():
        if name == "mathvariant":
            yield from _font(element.tag, value)
        elif name == "width" and element.tag == "mspace" and value in SPACES:
            yield name, SPACES[value]
        elif name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(value):
            yield name, value
        else:
            raise ValueError


def _font(tag: str, variant: str) -> Iterator[tuple[str, str]]:
    """What an alphabet asks of the element; that of a letter is in the letter itself."""
    if (tag == "mtext" and variant in TEXT_FONTS) or (tag == "mi" and variant == "normal"):
        yield "mathvariant", variant
    elif variant not in ALPHABETS | {"italic", "normal"}:
        raise ValueError


def _text(element: Element) -> str:
    """The text of an element, escaped. The library writes characters as references, and TeX as it found it."""
    raw = element.text or ""
    if element.tag == "mtext":
        raw = re.sub(r"\\([_%&#${} ])", lambda found: f"&#x{ord(found[1]):x};", raw)
    elif element.tag == "mo" and (symbol := convert_symbol(raw)):  # a bracket after \bigl, as it stood in the TeX
        raw = f"&#x{symbol};"
    if re.search(r"[\\{}$]", raw) or raw in {
        "&",
        "#",
    }:  # an unknown command, or a character that means something in TeX
        raise ValueError
    text = CODE_POINT.sub(lambda found: chr(int(found[1], 16)), raw).translate(CONTROLS)
    text.encode()  # a surrogate cannot be written down
    variant = element.get("mathvariant", "")
    if element.tag in {"mi", "mn"} and variant in ALPHABETS:
        text = "".join(_letter(character, variant) for character in text)
    return escape(text)


def _letter(character: str, variant: str) -> str:
    """A letter or digit of one of the mathematical alphabets, if it is there."""
    alphabet = variant.upper().replace("BOLD-", "BOLD ")
    name = re.sub(r"^(?:LATIN|GREEK) (\w+) LETTER ", r"\1 ", unicodedata.name(character, ""))
    for full in (f"MATHEMATICAL {alphabet} {name}", f"{alphabet} {name}"):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return character
