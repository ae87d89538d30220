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
from typing import Any

from autograder import locate
from autograder.assignment import Assignment
from autograder.checks import Checks, ExerciseChecks
from autograder.diagnose import grade
from autograder.messages import say
from autograder.outcome import CRASHED, TIMED_OUT
from autograder.result import MISSING, NOT_STARTED, RIGHT, UNGRADED, WRONG, Grade, Result, nothing_earned, with_notes
from autograder.session import Session
from autograder.zygote import SandboxError, Zygote

LARGEST_CELL = 1_000_000
DYNAMIC = re.compile(r"\b(exec|eval|globals|locals|vars|setattr|__dict__|__import__|import_module|global)\b")


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
                self._once_more(stack, cells, results, (MISSING, CRASHED), whole=True)
            if session.loaded.get("rebound"):  # a student's own sigmoid is as good as ours, unless it is wrong
                self._once_more(stack, cells, results, (WRONG, CRASHED), own_helpers=False)
            for name, result in list(results.items()):
                results[name] = self._carried_forward(stack, cells, result, results)
        return Grade(self.checks.assignment, notebook, seed, tuple(results.values()), (), tuple(dict.fromkeys(notes)))

    def _once_more(
        self,
        stack: contextlib.ExitStack,
        cells: Sequence[str],
        results: dict[str, Result],
        statuses: Sequence[str],
        **settings: Any,
    ) -> None:
        """Grade what has ended like this in another kind of session; what is better there counts."""
        exercises = self.checks.exercises.values()
        session, showing = (self._session(stack, cells, exercises, **settings) for _ in range(2))
        for name, result in results.items():
            if result.status in statuses:
                if not session.start():  # it would not come to an end for the others either
                    break
                again = self._result(session, showing, self.checks.exercises[name])
                results[name] = again if again.score > result.score else result

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
        again = result
        for own_helpers in (True, False):
            session = self._session(stack, cells, [exercise], proxies=failed, own_helpers=own_helpers)
            if not session.start() or session.state(exercise.name)[0] != "defined":
                break
            try:
                lent = self._run(session, exercise)
            except (SandboxError, KeyboardInterrupt):
                raise
            except Exception as error:  # a fault of ours must not cost what was earned before
                return with_notes(result, f"{type(error).__name__}: {error}")
            finally:
                session.close()
            again = lent if lent.score > again.score else again
            if again.status == RIGHT or not session.loaded["rebound"]:
                break
        if again.score <= result.score:
            return result
        note = say("note_carried", helpers=", ".join(failed))
        if again.status == RIGHT:
            return replace(again, message=note, mistake=None, notes=(), evidence=None, carried_forward=True)
        if again.mistake is not None:  # certain, now that nothing else is in its way; its hint holds no number
            told = replace(result, status=again.status, mistake=again.mistake, hint=again.hint, message=again.hint)
            result = replace(told, evidence=None, line="")
        return with_notes(replace(result, parts=again.parts, carried_forward=True), note)


def _decision(decided: Result) -> dict[str, Any]:
    """What the hidden cases decide; none of it holds their numbers."""
    return {name: getattr(decided, name) for name in ("status", "parts", "mistake", "hint", "notes")}


@contextlib.contextmanager
def judging(public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None) -> Iterator[Judge]:
    """A judge with its own worker processes, ended on leaving. Workers can read the course's data, no more."""
    with Zygote(readable=locate.shipped("data")) as zygote:
        yield Judge(zygote, public, hidden, assignment)
