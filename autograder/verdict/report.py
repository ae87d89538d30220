"""One result as a card: plain text, or HTML that needs neither colour nor JavaScript.

Every text is escaped here, for the medium that it goes to; whoever calls these functions hands over data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from autograder.messages import say
from autograder.plain.beside import Spans
from autograder.plain.status import Status
from autograder.verdict.result import Evidence, Grade, Result

MARKS = {Status.RIGHT: "✓", Status.NOT_STARTED: "○", Status.MISSING: "○", Status.UNGRADED: "?"}
WORDS = {
    Status.RIGHT: "status_right",
    Status.NOT_STARTED: "status_not_started",
    Status.MISSING: "status_missing",
    Status.UNGRADED: "status_ungraded",
    Status.WRONG: "status_wrong",
    Status.CRASHED: "status_crashed",
    Status.TIMED_OUT: "status_timed_out",
    Status.TOO_MUCH_MEMORY: "status_too_much_memory",
}
EARNED = re.compile(r'<(span|div) class="earned" style="[^"]*">[^<]*</\1>')
"""What says in a card how much was earned: the points, and which parts."""
GAP = "\0"  # stands in a sentence for what is an element of its own in HTML
# Every element says both its colour and its ground, so that no page's own rules can put light text on a light ground.
# The two variables are those of JupyterLab's theme; elsewhere the card is dark on white. A colour is one function at
# most: `nh3`, which cleans what students hand in, cannot read one inside another.
INK = "color:var(--jp-content-font-color1, #1f2328);"
ON_PAPER = INK + "background-color:var(--jp-layout-color1, #ffffff);"
ON_TINT = INK + "background-color:transparent;"
# Edge and tint. An edge is as dark as white text needs (4.5 : 1), and as light as it must be to be seen on a dark theme
# (3 : 1); a tint lets the theme's own ground shine through.
GREEN, AMBER, RED = ("#1a7f4b", "#1a7f4b1a"), ("#946600", "#f0a0001f"), ("#d0342b", "#d0342b1a")
CARD = (
    "border:1px solid {edge};border-left:6px solid {edge};border-radius:6px;margin:6px 0;max-width:60em;"
    "font-family:system-ui,sans-serif;font-size:14px;line-height:1.45;overflow-wrap:break-word"
)
TINTED = INK + "background-color:{tint};padding:10px 14px;border-radius:0 5px 5px 0"
LABEL = "color:#ffffff;background-color:{edge};"
HEADING = (
    "display:inline-block;font-weight:600;padding:1px 8px;border-radius:4px;"
    "print-color-adjust:exact;-webkit-print-color-adjust:exact"  # white text on no ground would print as light grey
)
DIFFERS = "color:#1f2328;background-color:#ffd66b;font-weight:700"  # dark on amber, on any page
ROW = ON_TINT + "margin-top:4px"
SIDE = "display:inline-block;vertical-align:top;max-width:100%;box-sizing:border-box;padding-right:12px"
CODE = (
    "border:1px solid #8c959f80;border-radius:4px;padding:6px 8px;margin:2px 0;white-space:pre-wrap;"
    "font-family:ui-monospace,monospace;font-size:12.5px"
)


def mark_of(result: Result) -> str:
    """A sign and a word, so that nothing depends on colour."""
    if result.waits_for:
        return f"○ {say('status_waiting')}"
    return f"{MARKS.get(result.status, '✗')} {say(WORDS[result.status])}"


def colours(result: Result) -> tuple[str, str]:
    """Edge and tint: green is right, amber has not begun or waits, red needs work."""
    if result.waits_for or result.status in (Status.NOT_STARTED, Status.MISSING, Status.UNGRADED):
        return AMBER
    return GREEN if result.status == Status.RIGHT else RED


def parts_line(result: Result) -> str:
    """Which parts are earned, these first: ``cost ✓ · dw ✗``; empty for a single one, and where none was judged.

    Where values are made from one another, the first that is wrong stands for those behind it.
    """
    if len(result.parts) < 2 or colours(result) == AMBER:
        return ""
    lost = [part.name for part in result.parts if not part.score]
    behind = _behind(result.chain, lost)
    right = [f"{part.name} ✓" for part in result.parts if part.score == part.points]
    right += [f"{name} ½" for name in halves(result)]
    wrong = [f"{name} ✗" for name in lost if name not in behind]
    if behind:
        first = f"{result.chain[-len(behind) - 1]} ✗"
        wrong = [say("from_here_on", part=text) if text == first else text for text in wrong]
    return " · ".join([*right, *wrong])


def _behind(chain: tuple[str, ...], lost: list[str]) -> tuple[str, ...]:
    """The end of a chain behind its first lost part; nothing if one of them is right."""
    start = next((place for place, name in enumerate(chain) if name in lost), len(chain))
    return chain[start + 1 :] if all(name in lost for name in chain[start:]) else ()


def halves(result: Result) -> list[str]:
    """The parts that have half of their points."""
    return [part.name for part in result.parts if 0 < part.score < part.points]


def half(result: Result) -> str:
    """What a half is for; "" where there is none."""
    if not halves(result):
        return ""
    names = ", ".join(halves(result))
    return say("note_half" if result.status == Status.WRONG else "note_half_stopped", names=names)


def from_own(result: Result) -> str:
    """Which parts are right although their numbers are others than expected; "" where none are."""
    return say("note_from_own", names=", ".join(result.from_own)) if result.from_own else ""


def next_step(result: Result) -> str:
    """What is offered, else where to find a question if a call was seen and what is said of it asks none; or ""."""
    asks = result.waits_for or result.status in MARKS or result.evidence is None or result.asks
    return result.offer or ("" if asks else say("next_hint", name=result.name))


def to_text(result: Result, points: bool = False) -> str:
    """The card as plain text: what is right and the first that is not, what was seen, one thing to do, the call."""
    heading = f"{result.name}: {mark_of(result)}" + (f" ({points_of(result)})" if points else "")
    lines = [heading, parts_line(result), result.message]
    if result.line:
        lines.append(_stopped(result, result.line))
    if result.line_calling:
        lines.append(say("calling_line", caller=result.line_caller, line=result.line_calling))
    evidence = result.evidence
    if evidence is not None:
        sides = _sides(evidence)
        width = max((len(label) for label, _, _ in sides), default=0) + 2
        lines += [_marked(f"{label}:".ljust(width), text, spans) for label, text, spans in sides]
        lines.append(_elsewhere(evidence))
    lines += [half(result), from_own(result), *result.notes, next_step(result)]
    if evidence is not None and evidence.arguments:
        lines.append(say("called", call=evidence.call))
        lines += [_indented(f"{name} = ", text) for name, text in evidence.arguments]
    return "\n".join(filter(None, lines))


def _stopped(result: Result, line: str) -> str:
    """The sentence about the line that stopped; it may stand in another function than the exercise's."""
    if result.line_in and result.line_caller:
        return say("raised_line_called", function=result.line_in, caller=result.line_caller, line=line)
    return (
        say("raised_line_in", function=result.line_in, line=line) if result.line_in else say("raised_line", line=line)
    )


def _sides(evidence: Evidence) -> list[tuple[str, str, Spans]]:
    """Both values, each with its label and its marked entries; those that are shown."""
    labels = say("yours", what=evidence.what), say("expected", what=evidence.what)
    sides = zip(labels, (evidence.got, evidence.expected), evidence.marked, strict=True)
    return [side for side in sides if side[1]]


def _elsewhere(evidence: Evidence) -> str:
    """Why a value that differs here is ✓ all the same; "" where it is not."""
    part = evidence.counts_for
    return say("right_elsewhere", what=evidence.what, part=part) if part else ""


def _indented(label: str, text: str) -> str:
    first, *rest = text.splitlines() or [""]
    return "\n".join([f"  {label}{first}", *(" " * (2 + len(label)) + line for line in rest)])


def _marked(label: str, text: str, spans: Spans) -> str:
    """A value behind its label, with ``^`` under each marked entry."""
    lines, start = [], 0
    for line in text.splitlines():
        lines.append(line)
        here = [(first - start, last - start) for first, last in spans if start <= first < start + len(line)]
        if here:
            lines.append("".join("^" if any(a <= i < b for a, b in here) else " " for i in range(here[-1][1])))
        start += len(line) + 1
    return _indented(label, "\n".join(lines))


def to_html(result: Result, points: bool = False) -> str:
    """The card as HTML."""
    edge, tint = colours(result)
    label = LABEL.format(edge=edge)
    name = _element("code", label + "padding:0;font-weight:700", escape(result.name))
    score = _earned("span", label + "padding:0", f" ({escape(points_of(result))})") if points else ""
    heading = f"{escape(mark_of(result))}: {name}{score}"
    rows = [_element("span", label + HEADING, heading)]
    if line := parts_line(result):
        rows.append(_earned("div", ROW, escape(line)))
    rows.append(_row(_paragraphs(result.message)))
    if result.line:
        rows.append(_with_code(_stopped(result, GAP), result.line))
    if result.line_calling:
        rows.append(_with_code(say("calling_line", caller=result.line_caller, line=GAP), result.line_calling))
    if result.evidence is not None and (sides := _sides(result.evidence)):
        rows.append(_row("".join(_side(*side) for side in sides)))
        if words := _elsewhere(result.evidence):
            rows.append(_row(escape(words)))
    rows += [_row(escape(note)) for note in (half(result), from_own(result), *result.notes, next_step(result)) if note]
    if result.evidence is not None and result.evidence.arguments:
        rows.append(_folded(result.evidence))
    body = _element("div", TINTED.format(tint=tint), "".join(rows))
    return f'<div role="status" style="{ON_PAPER}{CARD.format(edge=edge)}">{body}</div>'


def without_points(html: str) -> str:
    """A card as HTML that no longer says what was earned, because somebody has set other points."""
    return EARNED.sub("", html)


def _side(label: str, text: str, spans: Spans) -> str:
    """One value under its label."""
    pieces, done = [], 0
    for first, last in spans:
        pieces += [escape(text[done:first]), _element("b", DIFFERS, escape(text[first:last]))]
        done = last
    html = "".join([*pieces, escape(text[done:])])
    return _element("div", ON_TINT + SIDE, escape(label) + _element("pre", ON_PAPER + CODE, html))


def _folded(evidence: Evidence) -> str:
    """The call, and behind it, folded away, its arguments."""
    arguments = "\n".join(
        line[2:] for name, text in evidence.arguments for line in _indented(f"{name} = ", text).split("\n")
    )
    before, after = _around(say("called", call=GAP))
    call = before + _element("code", ON_TINT + "padding:0", escape(evidence.call)) + after
    return _element(
        "details", ON_TINT + "margin-top:4px", _element("summary", ON_TINT + "padding:0", call) + _code(arguments)
    )


def _with_code(sentence: str, code: str) -> str:
    """A sentence that ends in a line of code, which stands below it."""
    before, after = _around(sentence)
    return _row(before.rstrip()) + _code(code) + after


def _around(sentence: str) -> tuple[str, str]:
    """What stands before and after the gap in a sentence, as HTML."""
    before, _, after = escape(sentence).partition(GAP)
    return before, after


def _element(tag: str, style: str, html: str) -> str:
    return f'<{tag} style="{style}">{html}</{tag}>'


def _earned(tag: str, style: str, text: str) -> str:
    return _element(tag, style, text).replace(f"<{tag}", f'<{tag} class="earned"', 1)


def _row(html: str) -> str:
    return _element("div", ROW, html)


def _code(text: str) -> str:
    return _element("pre", ON_PAPER + CODE, escape(text))


def _paragraphs(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def points_of(earned: Result | Grade) -> str:
    """``3 of 5 points``."""
    return say("points", score=earned.score, count=earned.points)


def grade_to_text(grade: Grade) -> str:
    """A whole notebook as text: a line for each exercise, the cards of those that are not right, the sum."""
    width = max((len(result.name) for result in grade.results), default=0)
    lines = [
        f"  {result.name:<{width}}  {result.score:g}/{result.points:g}  "
        + (say("status_carried", status=mark_of(result)) if result.carried_forward else mark_of(result))
        for result in grade.results
    ]
    cards = [
        to_text(result)
        for result in grade.results
        if result.status not in (Status.RIGHT, Status.NOT_STARTED, Status.MISSING)
    ]
    total = f"{grade.assignment}: {points_of(grade)}"
    return "\n".join([total, *lines, *_separated(cards), *_separated([*grade.repairs, *grade.notes])])


def _separated(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in ("", text)]
