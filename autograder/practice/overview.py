"""How far a student is in the whole course, and what comes next, as text and as HTML."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from autograder.checks.frozen import load_checks
from autograder.course.locate import is_same
from autograder.messages import say
from autograder.plain.status import Status
from autograder.practice.browser import IN_BROWSER
from autograder.practice.card import Card
from autograder.practice.examining import by_itself
from autograder.practice.saved import Standing, standings
from autograder.verdict.findings import names
from autograder.verdict.report import AMBER, CARD, GREEN, MARKS, ON_PAPER, ON_TINT, TINTED

CELL = ON_TINT + "text-align:left;padding:2px 14px 2px 0"


def overview(folder: Path, live: bool) -> Card:
    """How far a student is in the notebooks around a folder.

    ``live`` is whether this is the kernel of a notebook in that folder: then of its functions the checks say it now.
    """
    found = standings(folder)
    if not found:
        nothing = say("no_files_in_browser") if IN_BROWSER else say("progress_none", folder=folder.resolve())
        return Card(escape(nothing), nothing)
    if live:
        found = [as_it_is_now(one) if is_same(one.folder, folder) else one for one in found]
    here = next((one for one in found if live and is_same(one.folder, folder)), None)
    words = [next_step(found, here, folder), say("progress_live") if here else say("progress_saved")]
    return Card(_html(found, words, folder), _text(found, words))


def as_it_is_now(saved: Standing) -> Standing:
    """The same with what the checks say of the functions that this kernel has."""
    if saved.trouble and not saved.exercises:
        return saved
    checks, scope = load_checks(saved.checks), vars(sys.modules["__main__"])
    done = set(saved.done)
    for exercise in checks.exercises.values():
        function = next((scope[name] for name in names(exercise) if callable(scope.get(name))), None)
        if function is not None:
            right = by_itself(checks, exercise, function).status == Status.RIGHT
            (done.add if right else done.discard)(exercise.name)
    return replace(saved, done=frozenset(done), trouble="")


def next_step(found: Sequence[Standing], here: Standing | None, folder: Path) -> str:
    """What is to be done next: in the notebook in which one is, else in the first that is not finished."""
    if here is not None and here.next:
        return say("progress_next_here", name=here.next)
    for one in found:
        if one.next:
            return say("progress_next", name=one.next, notebook=_path(one, folder))
    return say("progress_look" if any(one.trouble for one in found) else "progress_finished")


def _state(one: Standing) -> tuple[str, str]:
    """``(how many are done, what is next or wrong)``."""
    if one.trouble:
        return "", one.trouble
    done = say("progress_done", done=len(one.done), all=len(one.exercises))
    if one.notebook is None:
        return done, say("progress_no_notebook")
    return done, one.next or f"{MARKS[Status.RIGHT]} {say('progress_complete')}"


def _text(found: Sequence[Standing], words: Sequence[str]) -> str:
    rows = [(one.assignment, *_state(one)) for one in found]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{name:<{widths[0]}}  {done:<{widths[1]}}  {after}".rstrip() for name, done, after in rows]
    return "\n".join([*lines, *words])


def _html(found: Sequence[Standing], words: Sequence[str], folder: Path) -> str:
    edge, tint = AMBER if any(one.next or one.trouble for one in found) else GREEN
    heads = (say("progress_column_notebook"), say("progress_column_done"), say("progress_column_next"))
    head = "".join(f'<th scope="col" style="{CELL}">{escape(word)}</th>' for word in heads)
    body = "".join(_row(one, folder) for one in found)
    rows = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    table = f'<table style="{ON_TINT}border-collapse:collapse">{rows}</table>'
    said = "".join(f'<div style="{ON_TINT}margin-top:6px">{escape(word)}</div>' for word in words)
    inner = f'<div style="{TINTED.format(tint=tint)}">{table}{said}</div>'
    return f'<div style="{ON_PAPER}{CARD.format(edge=edge)}">{inner}</div>'


def _row(one: Standing, folder: Path) -> str:
    done, after = _state(one)
    name = escape(one.assignment)
    if one.notebook is not None:
        name = f'<a href="{escape(quote(_path(one, folder)))}">{name}</a>'
    cells = "".join(f'<td style="{CELL}">{escape(text)}</td>' for text in (done, after))
    return f'<tr><th scope="row" style="{CELL};font-weight:400">{name}</th>{cells}</tr>'


def _path(one: Standing, folder: Path) -> str:
    """Where a notebook is, from a folder on."""
    return Path(os.path.relpath(one.notebook or one.folder, folder.resolve())).as_posix()
