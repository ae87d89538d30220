"""One formula of TeX as MathML, which a browser draws without a script, a font or a network.

latex2mathml reads the TeX. What it makes of it is not trusted: the formula is written anew with elements and attributes
of a closed list, and ``None`` is returned where anything else is in it, or where the library gives up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from autograder.nbgrader.typeset import BACK, TOKENS, typeset

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
        ("minsize maxsize mathsize height depth lspace rspace linethickness", LENGTH),
        ("width", "|".join((LENGTH, *map(re.escape, BACK.values())))),
        ("columnspacing rowspacing", rf"(?:(?:{LENGTH})(?: (?:{LENGTH}))*)?"),
        ("columnalign", "left|center|right"),
        ("columnlines rowlines", "(?:none|solid|dashed)(?: (?:none|solid|dashed))*"),
        ("scriptlevel", "[0-2]"),
        ("mathvariant", "normal|bold|italic|monospace|sans-serif"),
        ("mathcolor", "[a-z]{3,20}|#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}"),
    )
    for name in names.split()
}


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
        formula = convert_to_element(tex, display=kind)
        typeset(formula)
        inside = "".join(map(_written, formula))
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


def _written(element: Element, level: int = 0) -> str:
    """One element as text; ValueError if it, or anything in it, is not on the lists."""
    tag, children = element.tag, list(element)
    if level > DEEPEST_TREE or not _has_room(tag, len(children)):
        raise ValueError
    attributes = "".join(f' {name}="{_value(name, value)}"' for name, value in element.items())
    text = escape(element.text or "") if tag in TOKENS else ""
    text.encode()  # a surrogate cannot be written down
    return f"<{tag}{attributes}>{text}{''.join(_written(child, level + 1) for child in children)}</{tag}>"


def _has_room(tag: str, children: int) -> bool:
    """Whether an element is on the lists, and holds as much as it should."""
    fixed = 0 if tag in TOKENS else 2 if tag in PAIRS else 3 if tag in TRIPLES else None
    return tag in GROUPS or children == fixed


def _value(name: str, value: str) -> str:
    """The value of an attribute, if both are on the list."""
    if name not in ATTRIBUTES or not ATTRIBUTES[name].fullmatch(value):
        raise ValueError
    return value
