"""One result as a card: plain text, or HTML that needs neither colour nor JavaScript.

Every text is escaped here, for the medium that it goes to; whoever calls these functions hands over data.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from autograder.messages import say
from autograder.result import MISSING, NOT_STARTED, RIGHT, UNGRADED, Grade, Result

MARKS = {RIGHT: "✓", NOT_STARTED: "○", MISSING: "○", UNGRADED: "?"}
WORDS = {
    RIGHT: "right",
    NOT_STARTED: "not started",
    MISSING: "missing",
    UNGRADED: "not graded yet",
    "wrong": "not right yet",
    "crashed": "stopped with an error",
    "timed_out": "took too long",
    "too_much_memory": "used too much memory",
}
GREEN, AMBER, RED = ("#1a7f4b", "#e9f6ee"), ("#8a5f00", "#fdf4df"), ("#b3261e", "#fdecea")
CARD = (
    "border:1px solid {edge};border-left:6px solid {edge};border-radius:6px;background:{ground};color:#1f2328;"
    "padding:10px 14px;margin:6px 0;max-width:60em;font-family:system-ui,sans-serif;font-size:14px;line-height:1.45"
)
CODE = (
    "background:#ffffff;color:#1f2328;border:1px solid #d0d7de;border-radius:4px;padding:6px 8px;margin:2px 0;"
    "overflow:auto;white-space:pre-wrap;font-family:ui-monospace,monospace;font-size:12.5px"
)


def mark_of(result: Result) -> str:
    """A sign and a word, so that nothing depends on colour."""
    if result.waits_for:
        return "○ waiting"
    return f"{MARKS.get(result.status, '✗')} {WORDS.get(result.status, result.status)}"


def colours(result: Result) -> tuple[str, str]:
    """Edge and ground: green is right, amber has not begun or waits, red needs work."""
    if result.waits_for or result.status in (NOT_STARTED, MISSING, UNGRADED):
        return AMBER
    return GREEN if result.status == RIGHT else RED


def parts_line(result: Result) -> str:
    """Which parts are earned: ``cost ✓ · dw ✗``; empty where there is only one part."""
    if len(result.parts) < 2:
        return ""
    return " · ".join(f"{part.name} {'✓' if part.score else '✗'}" for part in result.parts)


def to_text(result: Result, points: bool = False) -> str:
    """The card as plain text."""
    lines = [f"{result.name}: {mark_of(result)}" + (f" ({points_of(result)})" if points else ""), result.message]
    if result.line:
        lines.append(say("raised_line", line=result.line))
    evidence = result.evidence
    if evidence is not None:
        lines.append(f"Called {evidence.call} with")
        lines += [_indented(f"{name} = ", text) for name, text in evidence.arguments]
        if evidence.got:
            lines.append(_indented("yours:    ", evidence.got))
        if evidence.expected:
            lines.append(_indented("expected: ", evidence.expected))
    if line := parts_line(result):
        lines.append(f"Parts: {line}")
    return "\n".join([*lines, *result.notes])


def _indented(label: str, text: str) -> str:
    first, *rest = text.splitlines() or [""]
    return "\n".join([f"  {label}{first}", *(" " * (2 + len(label)) + line for line in rest)])


def to_html(result: Result, points: bool = False) -> str:
    """The card as HTML."""
    edge, ground = colours(result)
    score = f" <span>({escape(points_of(result))})</span>" if points else ""
    rows = [
        f'<div style="font-weight:600;color:{edge}">{escape(mark_of(result))}: '
        f'<code style="background:none;color:inherit;font-weight:700">{escape(result.name)}</code>{score}</div>',
        f'<div style="margin-top:4px">{_paragraphs(result.message)}</div>',
    ]
    if result.line:
        rows.append(f"<div>The line that stopped:</div>{_code(result.line)}")
    rows += _evidence_html(result)
    if line := parts_line(result):
        rows.append(f'<div style="margin-top:4px">Parts: {escape(line)}</div>')
    rows += [f'<div style="margin-top:4px;color:#57606a">{escape(note)}</div>' for note in result.notes]
    return f'<div role="status" style="{CARD.format(edge=edge, ground=ground)}">{"".join(rows)}</div>'


def _evidence_html(result: Result) -> list[str]:
    evidence = result.evidence
    if evidence is None:
        return []
    arguments = "\n".join(
        line[2:] for name, text in evidence.arguments for line in _indented(f"{name} = ", text).split("\n")
    )
    rows = [f'<div style="margin-top:6px">Called <code>{escape(evidence.call)}</code> with</div>{_code(arguments)}']
    cells = [
        f'<td style="vertical-align:top;text-align:left;padding:0 12px 0 0;border:none">'
        f"<div>{label}</div>{_code(text)}</td>"
        for label, text in (("yours", evidence.got), ("expected", evidence.expected))
        if text
    ]
    if cells:
        rows.append(
            f'<table style="border:none;margin:4px 0"><tr style="background:none">{"".join(cells)}</tr></table>'
        )
    return rows


def _code(text: str) -> str:
    return f'<pre style="{CODE}">{escape(text)}</pre>'


def _paragraphs(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def points_of(result: Result) -> str:
    """``3 of 5 points``."""
    return say("points", score=result.score, points=result.points)


def grade_to_text(grade: Grade) -> str:
    """A whole notebook as text: a line for each exercise, the cards of those that are not right, the sum."""
    width = max((len(result.name) for result in grade.results), default=0)
    lines = [
        f"  {result.name:<{width}}  {result.score:g}/{result.points:g}  {mark_of(result)}"
        + (" (with a correct helper)" if result.carried_forward else "")
        for result in grade.results
    ]
    cards = [to_text(result) for result in grade.results if result.status not in (RIGHT, NOT_STARTED, MISSING)]
    total = f"{grade.assignment}: {say('points', score=grade.score, points=grade.points)}"
    return "\n".join([total, *lines, *_separated(cards), *_separated([*grade.repairs, *grade.notes])])


def _separated(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in ("", text)]
