"""Calls of ours with other arguments than they take: one sentence, in the place of a traceback through our code."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from autograder.messages import say
from autograder.plain.values import name_of
from autograder.verdict.stopped import kind

USAGE = {
    "check": "check_takes",
    "hint": "hint_takes",
    "ready": "ready_takes",
    "replay": "replay_takes",
    "progress": "progress_takes",
    "reset": "reset_takes",
    "before_you_hand_in": "before_you_hand_in_takes",
}


def usage(called: str, thing: Any) -> str:
    """What one of our functions takes, in the place of this."""
    if isinstance(thing, str) and called not in ("hint", "progress", "reset"):
        return say("no_quotation_marks", called=called)
    return say(USAGE[called], got=kind(name_of(type(thing))))


def one_sentence(refuse: Callable[[str], Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer a call with too many or too few arguments with a sentence, by ``refuse``."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def called(*args: Any, **named: Any) -> Any:
            try:
                signature.bind(*args, **named)
            except TypeError:
                count = len(args) + len(named)
                got = say("given_arguments", count=count) if count else say("given_nothing")
                return refuse(say(USAGE[function.__name__], got=got))
            return function(*args, **named)

        return called

    return decorate
