"""``before_you_hand_in``: whether the saved file is what was run, from top to bottom, and what the checks say of it.

In the tab of a browser there is no process of its own for the file: the checks speak of what was run, and the card says
so. It offers the student's notebooks as one archive, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from autograder.checks.frozen import load_checks
from autograder.messages import say
from autograder.notebook.read import NotebookError, code_cells, read_json
from autograder.notebook.released import plain
from autograder.plain.status import Status
from autograder.practice.browser import IN_BROWSER, address_of
from autograder.practice.card import Card, present, shell
from autograder.practice.examining import status_in
from autograder.practice.my_work import NAME, archive_of, my_work
from autograder.practice.saved import places, this_file
from autograder.practice.usage import one_sentence
from autograder.verdict.report import AMBER, CARD, GREEN, ON_PAPER, ON_TINT, TINTED

CALL = "before_you_hand_in("
YES, NO = "✓", "✗"
LONGEST_LINE = 60
NOT_BEGUN = (Status.NOT_STARTED, Status.MISSING)
Line = tuple[str, str]
"""A sign, and a sentence."""


@one_sentence(print)
def before_you_hand_in() -> None:
    """Compare the saved notebook with what was run, and have the checks judge it, if possible in another process.

    Nothing is handed in, and nothing is changed. Under nbgrader, which runs the notebook by itself, nothing happens.
    """
    if os.environ.get("NBGRADER_EXECUTION"):
        return
    path = this_file()
    if path is None:
        print(say("no_files_in_browser" if IN_BROWSER else "hand_in_no_file"))
        return
    saved = time.strftime("%H:%M:%S", time.localtime(path.stat().st_mtime))
    try:
        lines = [compared(path), *(judged_here(path) if IN_BROWSER else judged(path))]
        offer = offered(path) if IN_BROWSER else None
    except NotebookError as error:
        print(error)
        return
    except KeyboardInterrupt:
        print(say("check_interrupted", name=path.name))
        return
    present(card(say("hand_in_title", notebook=path.name, time=saved), lines, offer))


def compared(path: Path) -> Line:
    """Whether the kernel has run the code cells of the saved file, each once, in their order."""
    ran = ran_here()
    texts = [plain(text) for text in code_cells(read_json(path), path.name) if text.strip()]
    own = max((place for place, text in enumerate(texts) if CALL in text), default=len(texts))
    for wanted, text in zip([*texts[:own], ""], [*ran, ""], strict=False):
        if wanted != text:
            return NO, say("hand_in_differs", line=(wanted or text).partition("\n")[0][:LONGEST_LINE])
    return YES, say("hand_in_same")


def ran_here() -> list[str]:
    """The text of all that this kernel has run before the running cell, but for that cell's own earlier runs."""
    running = shell()
    texts = [plain(text) for text in running.history_manager.input_hist_raw[1:]] if running is not None else []
    return [text for text in texts[:-1] if text != texts[-1]]


def judged(path: Path) -> list[Line]:
    """What the checks say of the file, in a process of its own: it knows nothing of this kernel."""
    command = [sys.executable, "-P", "-m", "autograder.cli", "check", "--json", str(path)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    try:
        exercises = json.loads(done.stdout)["exercises"]
    except (ValueError, KeyError, TypeError):
        return [(NO, done.stderr.strip() or say("hand_in_not_judged"))]
    return list(said_of(exercises))


def judged_here(path: Path) -> list[Line]:
    """What the checks say of the functions that this kernel has."""
    file = places(path.parent).get(path.parent)
    if file is None:
        return [(NO, say("hand_in_no_exercises", folder=path.parent.name))]
    checks, scope = load_checks(file), vars(sys.modules["__main__"])
    status_of = status_in(checks, scope)
    return said_of([{"name": name, "status": status_of(name) or Status.MISSING} for name in checks.exercises])


def offered(path: Path) -> Card:
    """How to hand in from a browser, with all notebooks in one archive."""
    files = my_work(path)
    if not files:
        return Card(escape(say("hand_in_download_nothing")), say("hand_in_download_nothing"))
    said = say("hand_in_download", names=", ".join(files), name=NAME)
    link = f'<a href="{address_of(archive_of(files), "application/zip")}" download="{NAME}">{NAME}</a>'
    return Card(escape(said).replace(NAME, link, 1), said)


def said_of(exercises: Sequence[dict[str, Any]]) -> list[Line]:
    """How many exercises are right, and which are not."""
    right = [one["name"] for one in exercises if one["status"] == Status.RIGHT]
    begun = [one["name"] for one in exercises if one["status"] in NOT_BEGUN]
    wrong = [one["name"] for one in exercises if one["name"] not in (*right, *begun)]
    numbers = {"done": len(right), "count": len(exercises)}
    told = say("hand_in_right_in_browser" if IN_BROWSER else "hand_in_right", **numbers)
    lines = [(YES if len(right) == len(exercises) else NO, told)]
    lines += [(NO, say("hand_in_wrong", names=", ".join(wrong)))] if wrong else []
    return lines + ([(NO, say("hand_in_not_started", names=", ".join(begun)))] if begun else [])


def card(title: str, lines: Sequence[Line], offer: Card | None) -> Card:
    """The card that says it, with an offer below."""
    edge, tint = GREEN if all(sign == YES for sign, _ in lines) else AMBER
    texts = [title, *(f"{sign} {sentence}" for sign, sentence in lines), say("hand_in_nothing_changed")]
    shown = [*map(escape, texts), *([offer.html] if offer else [])]
    texts += [offer.text] if offer else []
    rows = "".join(f'<div style="{ON_TINT}margin-top:4px">{part}</div>' for part in shown)
    inner = f'<div style="{TINTED.format(tint=tint)}">{rows}</div>'
    return Card(f'<div role="status" style="{ON_PAPER}{CARD.format(edge=edge)}">{inner}</div>', "\n".join(texts))
