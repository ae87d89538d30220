"""The judge: a trusted process that decides what the numbers of an untrusted one are worth.

One way to grade, for nbgrader, pytest, the command line and mass grading. Hidden cases decide the score;
where they fail, the public cases (those of the notebook) supply the message, so no hidden number is shown.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autograder import locate
from autograder.assignment import Assignment
from autograder.checks import CheckCase, Checks, ExerciseChecks, question_of
from autograder.diagnose import grade, names
from autograder.messages import say
from autograder.outcome import CRASHED, TIMED_OUT, Outcome, quiet, time_limit, visible
from autograder.result import MISSING, NOT_STARTED, RIGHT, UNGRADED, Grade, Result, nothing_earned, with_notes
from autograder.rules.tree import keys_of
from autograder.values import DEEPEST, LONGEST, Tree, Unsupported, plain
from autograder.wire import WireError, WireTimeout, from_json, to_json
from autograder.zygote import SandboxError, Worker, Zygote

LOAD_SECONDS = 20.0
ALONE_SECONDS = 5.0  # for the definitions of one exercise, where those of all did not come to an end
WHOLE_SECONDS = 60.0
LARGEST_CELL = 1_000_000
DYNAMIC = re.compile(r"\b(exec|eval|globals|locals|vars|setattr|__dict__|__import__|import_module|global)\b")
PROXY_CALLS = 2_000
PROXY_NUMBERS = 100_000
PROXY_COUNT = 5_000
PROXY_MEMORY = 512 * 2**20
MALFORMED = (KeyError, TypeError, IndexError, ValueError, AttributeError, ArithmeticError, RecursionError)


class Session:
    """One worker that holds one notebook; started when first asked, started anew after it died."""

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[str],
        checks: Checks,
        wanted: Iterable[ExerciseChecks],
        *,
        whole: bool = False,
        alone: bool = False,
        proxies: Sequence[str] = (),
        assignment: Assignment | None = None,
    ) -> None:
        self.zygote, self.assignment, self.whole, self.alone = zygote, assignment, whole, alone
        self.load: dict[str, Any] = {
            "do": "load",
            "cells": list(cells),
            "names": {exercise.name: list(names(exercise)) for exercise in wanted},
            "given": checks.given,
            "whole": whole,
            "proxies": {name: list(checks.exercises[name].parameters) for name in proxies},
        }
        for name in proxies:
            self.load["names"].setdefault(name, list(names(checks.exercises[name])))
        self.worker: Worker | None = None
        self.loaded: dict[str, Any] = {}
        self.asked = 0

    def start(self) -> bool:
        """Load the definitions into a fresh worker; whether that came to an end."""
        if self.worker is None:
            self.worker = self.zygote.fork()
            try:
                seconds = WHOLE_SECONDS if self.whole else ALONE_SECONDS if self.alone else LOAD_SECONDS
                answer = self._ask(self.load, time.monotonic() + seconds)
                functions = answer["functions"]
                self.loaded = {
                    "functions": {name: (str(functions[name][0]), str(functions[name][1])) for name in functions},
                    "unresolved": [str(name) for name in answer["unresolved"]],
                    "notes": [
                        *(say("note_import", module=visible(str(module))) for module in answer["imports"][:20]),
                        *(
                            say("note_broken_cell", cell=int(cell), reason=visible(str(reason)))
                            for cell, reason in answer["broken"][:20]
                        ),
                    ],
                }
            except (*MALFORMED, WireError):
                self.close()
                return False
        return True

    def state(self, name: str) -> tuple[str, str]:
        """``(defined | broken | missing, reason)`` of a graded name."""
        state, reason = self.loaded["functions"].get(name, (MISSING, ""))
        return state, visible(reason)

    def observe(self, checks: ExerciseChecks, case: CheckCase, deadline: float) -> Outcome:
        """Make the calls of one case in the worker."""
        if not self.start():
            return Outcome(CRASHED)
        question = {"do": "call", "name": checks.name, "case": question_of(case), "optional": checks.optional}
        try:
            return _outcome(self._ask(question, deadline).get("outcome"))
        except WireTimeout:
            self.close()
            return Outcome(TIMED_OUT)
        except (WireError, RecursionError):
            timed_out = self.worker is not None and self.worker.ran_out_of_time()
            self.close()
            return Outcome(TIMED_OUT if timed_out else CRASHED)

    def borrowed_global(self, checks: ExerciseChecks, case: CheckCase, deadline: float) -> str:
        """The notebook variable that the function reads in the place of an argument, or ''."""
        question = {
            "do": "borrowed",
            "name": checks.name,
            "case": question_of(case),
            "optional": checks.optional,
            "outputs": sorted(keys_of(checks.returns) | set(checks.parts)),
        }
        try:
            return visible(str(self._ask(question, deadline).get("name", ""))) if self.start() else ""
        except (WireError, RecursionError):
            self.close()
            return ""

    def close(self) -> None:
        """End the worker."""
        if self.worker is not None:
            self.worker.end()
            self.worker = None

    def _ask(self, question: dict[str, Any], deadline: float) -> dict[str, Any]:
        assert self.worker is not None
        message: dict[str, Any] = {}
        for message in self.worker.ask(question, deadline):
            if "ask" in message:
                self.worker.reply(self._help(message, deadline), deadline)
                if time.monotonic() > deadline:
                    raise WireTimeout("requests for help without an end")
        return message

    def _help(self, message: dict[str, Any], deadline: float) -> dict[str, Any]:
        """Answer for a helper of the student's that is not right: numbers only, and within bounds."""
        name, self.asked = str(message["ask"])[:100], self.asked + 1
        if self.assignment is None or name not in self.load["proxies"] or self.asked > PROXY_CALLS:
            raise WireError("a request for help that was not offered")
        try:
            args = [from_json(arg) for arg in message["args"]]
            keywords = {str(key): from_json(value) for key, value in message["keywords"].items()}
            bounded = all(_bounded(value) for value in (*args, *keywords.values()))
        except MALFORMED:
            raise WireError("not a request for help") from None
        if not bounded:
            return {"error": "the arguments are too large"}
        try:
            left = max(0.01, deadline - time.monotonic())
            with memory_limit(PROXY_MEMORY), quiet(0), time_limit(left):
                return {"value": to_json(plain(self.assignment.exercises[name](*args, **keywords)))}
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return {"error": type(error).__name__}


def _bounded(value: Tree) -> bool:
    """Whether the reference can be called with this value without costing the judge its time."""
    if isinstance(value, dict):
        return len(value) <= 100 and all(_bounded(item) for item in value.values())
    if isinstance(value, list | tuple):
        return len(value) <= 100 and all(_bounded(item) for item in value)
    if isinstance(value, np.ndarray):
        return value.size <= PROXY_NUMBERS
    return not isinstance(value, int | float | np.generic) or not abs(float(value)) > PROXY_COUNT


@contextlib.contextmanager
def memory_limit(further: int) -> Iterator[None]:
    """MemoryError in the body beyond this many further bytes, where the platform can (Linux)."""
    if not Path("/proc/self/statm").exists():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + further
    resource.setrlimit(resource.RLIMIT_AS, (most if soft < 0 else min(most, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _outcome(data: Any) -> Outcome:
    """What a worker says came of a call, however it was forged; WireError if it is no such thing."""
    try:
        outcome = Outcome.from_json(data)
    except RecursionError:
        raise WireError("a very deep structure") from None
    if any(index < 0 for index in outcome.changed):
        raise WireError("not an argument")
    return replace(outcome, value=_shallow(outcome.value))


def _shallow(tree: Tree, depth: int = 0) -> Tree:
    """The tree, cut off where :func:`plain` would have, with the names of types made visible."""
    if isinstance(tree, Unsupported):
        return Unsupported(visible(tree.type_name))
    if not isinstance(tree, tuple | list | dict):
        return tree
    if depth > DEEPEST or len(tree) > LONGEST:
        return Unsupported("a very deep or large structure")
    if isinstance(tree, dict):
        return {_shallow(key): _shallow(item, depth + 1) for key, item in tree.items()}
    return type(tree)(_shallow(item, depth + 1) for item in tree)


class Judge:
    """Grades notebooks of one assignment.

    ``hidden`` are the checks that decide (None: practice, the public checks decide), ``public`` those of the
    notebook, ``assignment`` the answer key that answers for helpers that are not right.
    """

    def __init__(
        self, zygote: Zygote, public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None
    ) -> None:
        self.zygote, self.public, self.assignment = zygote, public, assignment
        self.hidden = hidden
        self.checks = hidden or public

    def grade(self, cells: Sequence[str], notebook: str = "", seed: int | None = None) -> Grade:
        """Grade the code cells of one notebook."""
        exercises = list(self.checks.exercises.values())
        notes = [say("note_large_cell", cell=n) for n, cell in enumerate(cells, 1) if len(cell) > LARGEST_CELL]
        cells = [cell if len(cell) <= LARGEST_CELL else "" for cell in cells]
        with contextlib.ExitStack() as stack:
            session, showing = (self._session(stack, cells, exercises) for _ in range(2))
            together = session.start()
            notes += session.loaded.get("notes", [])
            unresolved = set(session.loaded.get("unresolved", []))
            results: dict[str, Result] = {}
            for exercise in exercises:
                if not together:
                    session, showing = (self._session(stack, cells, [exercise], alone=True) for _ in range(2))
                results[exercise.name] = self._result(session, showing, exercise)
            if self._whole_might_help(cells, results, unresolved):
                notes.append(say("note_whole_notebook"))
                whole, showing = (self._session(stack, cells, exercises, whole=True) for _ in range(2))
                for name, result in results.items():
                    if result.status in (MISSING, CRASHED):
                        if not whole.start():  # it would not come to an end for the others either
                            break
                        again = self._result(whole, showing, self.checks.exercises[name])
                        results[name] = again if again.score > result.score else result
            for name, result in list(results.items()):
                results[name] = self._carried_forward(stack, cells, result, results)
        return Grade(self.checks.assignment, notebook, seed, tuple(results.values()), (), tuple(dict.fromkeys(notes)))

    def _session(
        self,
        stack: contextlib.ExitStack,
        cells: Sequence[str],
        wanted: Iterable[ExerciseChecks],
        **settings: Any,
    ) -> Session:
        session = Session(self.zygote, cells, self.checks, wanted, assignment=self.assignment, **settings)
        stack.callback(session.close)
        return session

    def _result(self, session: Session, showing: Session, exercise: ExerciseChecks) -> Result:
        """Grade one exercise; a fault of our own is the status ``ungraded``, never a mark."""
        try:
            return self._hidden_then_public(session, showing, exercise)
        except (SandboxError, KeyboardInterrupt):
            raise
        except Exception as error:
            session.close()
            note = f"{type(error).__name__}: {error}"
            return nothing_earned(exercise.name, exercise.parts, UNGRADED, say("ungraded"), notes=(note,))

    def _hidden_then_public(self, session: Session, showing: Session, exercise: ExerciseChecks) -> Result:
        """``showing`` has never seen a hidden case, so nothing that a student remembers reaches the message."""
        if not session.start():
            return nothing_earned(exercise.name, exercise.parts, CRASHED, say("cell_crashed", name=exercise.name))
        state, reason = session.state(exercise.name)
        if state == MISSING:
            return nothing_earned(exercise.name, exercise.parts, MISSING, say("missing", name=exercise.name))
        if state != "defined":
            message = say("missing_broken", name=exercise.name, reason=reason)
            return nothing_earned(exercise.name, exercise.parts, CRASHED, message)
        decided = self._run(session, exercise)
        if decided.status in (RIGHT, NOT_STARTED) or self.hidden is None:
            return decided
        secret = replace(decided, evidence=None, line="")
        if decided.status == TIMED_OUT:  # the public cases would only cost the same time again
            return secret
        public = self.public.exercises[exercise.name]
        if decided.mistake is None:  # what the hidden cases have ruled out is not certain
            public = replace(public, catalogue=tuple)
        if not showing.start():
            return replace(secret, message=say("hidden_failed"))
        shown = self._run(showing, public)
        if shown.status == RIGHT:
            message = secret.hint or say("hidden_only", name=exercise.name)
            return replace(secret, message=message)
        message = shown.message if shown.mistake == decided.mistake else decided.hint
        return replace(shown, **_decision(decided), message=message)

    def _run(self, session: Session, exercise: ExerciseChecks) -> Result:
        deadline = time.monotonic() + exercise.seconds
        return grade(
            exercise,
            lambda case: session.observe(exercise, case, deadline),
            lambda case: session.borrowed_global(exercise, case, deadline),
        )

    def _whole_might_help(self, cells: Sequence[str], results: dict[str, Result], unresolved: set[str]) -> bool:
        """Whether names are missing that only running the notebook could make: by exec, globals() and the like."""
        stopped = unresolved and any(result.status == CRASHED for result in results.values())
        missing = any(result.status == MISSING for result in results.values())
        return bool(stopped or missing) and any(map(DYNAMIC.search, cells))

    def _carried_forward(
        self, stack: contextlib.ExitStack, cells: Sequence[str], result: Result, results: dict[str, Result]
    ) -> Result:
        """Once more, with the helpers that failed answered for by the reference; its parts count, no more."""
        exercise = self.checks.exercises[result.name]
        helpers = [results[name] for name in exercise.needs]
        failed = [helper.name for helper in helpers if helper.carried_forward or helper.status not in (RIGHT, UNGRADED)]
        if self.assignment is None or not failed or result.status in (RIGHT, NOT_STARTED, MISSING, UNGRADED):
            return result
        if result.message == say("cell_crashed", name=result.name):  # the same cells would only do it again
            return result
        session = self._session(stack, cells, [exercise], proxies=failed)
        if not session.start() or session.state(exercise.name)[0] != "defined":
            return result
        try:
            again = self._run(session, exercise)
        except (SandboxError, KeyboardInterrupt):
            raise
        except Exception as error:  # a fault of ours must not cost what was earned before
            return with_notes(result, f"{type(error).__name__}: {error}")
        finally:
            session.close()
        if again.score <= result.score:
            return result
        note = say("note_carried", helpers=", ".join(failed))
        if again.status == RIGHT:
            return replace(again, message=note, mistake=None, notes=(), evidence=None, carried_forward=True)
        return with_notes(replace(result, parts=again.parts, carried_forward=True), note)


def _decision(decided: Result) -> dict[str, Any]:
    """What the hidden cases decide; none of it holds their numbers."""
    return {name: getattr(decided, name) for name in ("status", "parts", "mistake", "hint", "notes")}


@contextlib.contextmanager
def judging(public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None) -> Iterator[Judge]:
    """A judge with its own worker processes, ended on leaving. Workers can read the course's data, no more."""
    with Zygote(readable=locate.shipped("data")) as zygote:
        yield Judge(zygote, public, hidden, assignment)
