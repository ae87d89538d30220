"""What a formula needs to look as in a book, where a browser cannot guess it: characters, alphabets, lines and spaces.

latex2mathml writes MathML as it was long ago: characters as references, alphabets and line breaks as attributes that
browsers have given up, and nothing of what TeX knows of the signs between letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby, zip_longest
from xml.etree.ElementTree import Element, SubElement

from latex2mathml.symbols_parser import convert_symbol

from autograder.notebook.clean import CONTROLS

TOKENS = {"mi", "mn", "mo", "mtext", "mspace"}
NEW_LINE = {"linebreak": "newline"}
LIMITS = {"lim", "max", "min", "sup", "inf"}
ALPHABETS = {"script", "fraktur", "double-struck", "bold", "bold-italic", "sans-serif", "monospace"}
CODE_POINT = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
BACK = {
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
}
SPACES = {"thinmathspace": "0.167em", "thickmathspace": "0.278em", **BACK}
OPENING = tuple("([{")
TIGHT = tuple("|‖./")
SIGNS = tuple("+−±∓")
BEFORE_A_SIGN = ("", *"([{=<>≤≥≈≠≔∼→⇒∈,;:+−±·×/")  # behind these, + and − belong to the number
SOMETHING = "x"


def typeset(element: Element) -> None:
    """Make an element, with all that is in it, what a browser draws as it was meant."""
    if element.tag == "mrow" and any(child.attrib == NEW_LINE for child in element):
        _into_lines(element)
    if element.tag == "msub" and element[0].text in LIMITS:
        element.tag = "munder"
        element[0].set("movablelimits", "true")
    for child in element:
        if child.tag in TOKENS:
            _settle(child)
    _space_out(list(element))
    for child in element:
        typeset(child)


def _into_lines(row: Element) -> None:
    """What stands between line breaks becomes the rows of a table."""
    lines = [list(line) for is_break, line in groupby(row, lambda child: child.attrib == NEW_LINE) if not is_break]
    row.clear()
    table = SubElement(row, "mtable", {"displaystyle": "true", "rowspacing": "3pt"})
    for line in lines:
        SubElement(SubElement(table, "mtr"), "mtd").extend(line)


def _settle(token: Element) -> None:
    """The text of a token in plain characters, of the alphabet that was asked for."""
    token.text = _characters(token.tag, token.text or "")
    if token.get("width") in SPACES:
        token.set("width", SPACES[token.attrib["width"]])
    variant = token.get("mathvariant")
    if token.tag == "mtext" or variant is None or (token.tag == "mi" and variant == "normal"):
        return
    del token.attrib["mathvariant"]
    if variant in ALPHABETS and token.tag != "mo":
        token.text = "".join(_letter(character, variant) for character in token.text)


def _characters(tag: str, raw: str) -> str:
    """The text that the library means; ValueError if there is TeX in it that it did not understand."""
    if tag == "mtext":
        raw = re.sub(r"\\([_%&#${} ])", lambda found: f"&#x{ord(found[1]):x};", raw)
    elif tag == "mo" and (symbol := convert_symbol(raw)):  # a bracket after \bigl, as it stood in the TeX
        raw = f"&#x{symbol};"
    if re.search(r"[\\{}$]", raw) or raw in {"&", "#"}:  # an unknown command, or one out of place
        raise ValueError
    return CODE_POINT.sub(lambda found: chr(int(found[1], 16)), raw).translate(CONTROLS)


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


def _space_out(children: Sequence[Element]) -> None:
    """The space around functions, relations, bars, and signs that belong to a number."""
    before = ""
    for child, after in zip_longest(children, children[1:]):
        text = (child.text or "").strip() if child.tag in TOKENS else SOMETHING
        if child.tag in {"mi", "mo"}:
            _as_operator(child, text, before, after is not None and after.text in OPENING)
        if text or child.tag == "mi":  # an empty one stands for something before a sign
            before = text or SOMETHING


def _as_operator(child: Element, text: str, before: str, brackets: bool) -> None:
    if len(text) > 1 and text.isalpha():  # a function, such as log
        child.tag = "mo"
        child.attrib.update(lspace="0.167em", rspace="0" if brackets else "0.167em")
    elif child.tag == "mi" and len(text) == 1 and unicodedata.category(text) == "Sm":
        child.tag, child.text = "mo", text.replace("~", "∼")
    elif text in TIGHT:
        child.attrib.update(lspace="0", rspace="0")
    elif text in SIGNS and before in BEFORE_A_SIGN:
        child.set("form", "prefix")
