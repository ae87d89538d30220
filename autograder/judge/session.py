"""One notebook in one worker: questions out, outcomes back, of which nothing is believed but the numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.calling.time_limit import WALL, Allowance
from autograder.checks.contents import CheckCase, Checks, ExerciseChecks
from autograder.judge.attempts import Attempt
from autograder.judge.lending import Lender
from autograder.judge.zygote import Worker, Zygote
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import DEEPEST, LONGEST, NotData, Tree, Unsupported, visible
from autograder.plain.wire import MALFORMED, WireError, WireTimeout
from autograder.rules.tree import keys_of
from autograder.verdict.findings import names


@dataclass(frozen=True)
class Loaded:
    """What a worker has found when it had run the definitions; of one that did not come to an end nothing is known."""

    functions: dict[str, tuple[Status, str]] = field(default_factory=dict)  # of each graded name: its state, and why
    unresolved: frozenset[str] = frozenset()  # names that the definitions load and nothing binds
    reads: dict[str, bool] = field(default_factory=dict)  # what loads variables; whether more statements mention these
    rebound: bool = False  # whether the student has another version of a given function
    notes: tuple[str, ...] = ()


class Session:
    """One worker that holds one notebook; started when first asked, started anew after it died."""

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[str],
        numbers: Sequence[int],
        checks: Checks,
        wanted: Iterable[ExerciseChecks],
        attempt: Attempt,
        lender: Lender | None = None,
        purse: Allowance | None = None,
    ) -> None:
        self.zygote, self.numbers, self.attempt, self.lender, self.purse = zygote, numbers, attempt, lender, purse
        lent = lender.names if lender else ()
        self.load: dict[str, Any] = {
            "do": "load",
            "cells": list(cells),
            "names": {exercise.name: list(names(exercise)) for exercise in wanted},
            "graded": [name for exercise in checks.exercises.values() for name in names(exercise)],
            "given": checks.given,
            "whole": attempt.whole,
            "filled": attempt.filled,
            "own_given": attempt.own_given,
            "lent": {name: list(checks.exercises[name].parameters) for name in lent},
        }
        for name in lent:
            self.load["names"].setdefault(name, list(names(checks.exercises[name])))
        self.worker: Worker | None = None
        self.unsettled = False  # whether something that was not right has run in the worker, and may have left a mark
        self.loaded = Loaded()

    def start(self) -> bool:
        """Load the definitions into a fresh worker; whether that came to an end."""
        if self.worker is None:
            self.worker, self.unsettled = self.zygote.fork(), False
            try:
                self.loaded = self._loaded(self._ask(self.load, Allowance(self.attempt.seconds, purse=self.purse)))
            except (*MALFORMED, WireError):
                self.close()
                return False
        return True

    def _loaded(self, answer: dict[str, Any]) -> Loaded:
        """What a worker says of the definitions; one of MALFORMED if that cannot be."""
        functions = answer["functions"]
        return Loaded(
            {name: (Status(functions[name][0]), str(functions[name][1])) for name in functions},
            frozenset(str(name) for name in answer["unresolved"]),
            {str(name): more is True for name, (some, more) in answer["reads"].items() if some is True},
            answer["rebound"] is True,
            (
                *(say("note_import", module=visible(str(module))) for module in answer["imports"][:20]),
                *(self._eclipsed(*item) for item in answer["eclipsed"][:50]),
                *(
                    say("note_broken_cell", cell=self._number(cell), reason=visible(str(reason)))
                    for cell, reason in answer["broken"][:20]
                ),
            ),
        )

    def _eclipsed(self, name: str, cell: int, later: int, certain: bool) -> str:
        """A graded name is used for something else below the function that counts."""
        if name not in self.load["graded"] or cell > later:
            raise ValueError("no such name, or not later")
        place, place_later = self._number(cell), self._number(later)
        return say("note_name_reused" if certain else "note_not_made", name=name, cell=place, later=place_later)

    def _number(self, cell: int) -> int:
        """The number that the student knows a cell by."""
        if not 0 < cell <= len(self.numbers):
            raise ValueError("no such cell")
        return self.numbers[int(cell) - 1]

    def state(self, name: str) -> tuple[Status, str]:
        """``(defined, missing or crashed, why)`` of a graded name."""
        state, reason = self.loaded.functions.get(name, (Status.MISSING, ""))
        return state, visible(reason)

    def observe(
        self, checks: ExerciseChecks, cases: Sequence[CheckCase], allowance: Allowance, at_its_end: str = ""
    ) -> list[Outcome]:
        """What came of the calls of the first of these cases: of all, or up to one that may decide what comes after it.

        All are one question, as asking takes longer than most calls. ``allowance`` is what they may use together, and
        then a little more each. ``at_its_end``: what is asked of the function's variables at its end.
        """
        outcomes: list[Outcome] = []
        if not self.start():
            return [Outcome(Status.CRASHED)]
        question: dict[str, Any] = {"do": "call", "name": checks.name, "cases": [case.question for case in cases]}
        question.update(optional=checks.optional, at_its_end=at_its_end)
        try:
            for case in cases:
                answer = self._ask(None if outcomes else question, allowance.or_further())
                outcome, more = _outcome(answer.get("outcome"), case), answer.get("more") is True
                if more and (case is cases[-1] or outcome.kind not in (Status.RETURNED, Status.RAISED)):
                    raise WireError("an answer to no question")
                outcomes.append(outcome)
                if not more:
                    break
        except WireTimeout:
            self.close()
            outcomes.append(Outcome(Status.TIMED_OUT))
        except (WireError, RecursionError):
            timed_out = self.worker is not None and self.worker.ran_out_of_time()
            self.close()
            outcomes.append(Outcome(Status.TIMED_OUT if timed_out else Status.CRASHED))
        return outcomes

    def borrowed_global(self, checks: ExerciseChecks, case: CheckCase, allowance: Allowance) -> str:
        """The notebook variable that the function reads in the place of an argument, or ''."""
        question = {
            "do": "borrowed",
            "name": checks.name,
            "case": case.question,
            "optional": checks.optional,
            "outputs": sorted(keys_of(checks.returns) | set(checks.parts)),
        }
        try:
            return visible(str(self._ask(question, allowance).get("name", ""))) if self.start() else ""
        except (WireError, RecursionError):
            self.close()
            return ""

    def close(self) -> None:
        """End the worker."""
        if self.worker is not None:
            self.worker.end()
            self.worker = None

    def _ask(self, question: dict[str, Any] | None, allowance: Allowance) -> dict[str, Any]:
        """The worker's answer to a question; None: its next one to the last."""
        assert self.worker is not None
        message: dict[str, Any] = {}
        for message in self.worker.answer(allowance) if question is None else self.worker.ask(question, allowance):
            if "ask" in message:
                if self.lender is None:
                    raise WireError("a request for help that was not offered")
                self.worker.reply(self.lender.answer(message, allowance.wall / WALL))
        return message


def _outcome(data: Any, case: CheckCase) -> Outcome:
    """What a worker says came of the calls of a case, however it was forged; WireError if it is no such thing."""
    text, of_the_reference = case.of_the_reference
    try:
        if json.dumps(data) == text:  # as from most right answers; comparing takes less time than reading
            return of_the_reference
        outcome = Outcome.from_json(data)
    except RecursionError:
        raise WireError("a very deep structure") from None
    if any(index < 0 for index in outcome.changed):
        raise WireError("not an argument")
    if case.vary and outcome.kind == Status.RETURNED and not _one_for_each(outcome.value, case):
        raise WireError("not a result for each call")
    return replace(outcome, value=_shallow(outcome.value))


def _one_for_each(value: Tree, case: CheckCase) -> bool:
    """Whether this is a list of as many results as a case makes calls."""
    return isinstance(value, list) and len(value) == sum(1 for _ in case.calls())


def _shallow(tree: Tree, depth: int = 0) -> Tree:
    """The tree, cut off where :func:`plain` would have, with the names of types made visible."""
    if isinstance(tree, Unsupported):
        return replace(tree, type_name=visible(tree.type_name))
    if not isinstance(tree, tuple | list | dict):
        return tree
    if depth > DEEPEST or len(tree) > LONGEST:
        return Unsupported(why=NotData.DEEP_OR_LARGE)
    if isinstance(tree, dict):
        return {_shallow(key): _shallow(item, depth + 1) for key, item in tree.items()}
    return type(tree)(_shallow(item, depth + 1) for item in tree)
