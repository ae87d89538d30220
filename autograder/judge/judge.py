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

from autograder.checks.contents import Checks, ExerciseChecks
from autograder.course import locate
from autograder.judge.session import Session
from autograder.judge.zygote import SandboxError, Zygote
from autograder.key.assignment import Assignment
from autograder.messages import say
from autograder.plain.outcome import CRASHED, TIMED_OUT
from autograder.verdict.diagnose import grade
from autograder.verdict.result import (
    MISSING,
    NOT_STARTED,
    RIGHT,
    UNGRADED,
    WRONG,
    Grade,
    Result,
    nothing_earned,
    with_notes,
)
from autograder.verdict.sealed import BLANK, Verdict, fault

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
            unresolved = set(session.loaded.get("unresolved", []))
            results: dict[str, Result] = {}
            for exercise in exercises:
                if not together:
                    session, showing = (self._session(stack, cells, [exercise], alone=True) for _ in range(2))
                results[exercise.name] = self._result(session, showing, exercise)
                notes += session.loaded.get("notes", [])
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
            return nothing_earned(exercise.name, exercise.parts, UNGRADED, say("ungraded"), notes=(fault(error),))

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
        if self.hidden is None:
            return self._run(session, exercise)
        verdict = self._verdict(session, exercise)
        if verdict.status in (RIGHT, NOT_STARTED, TIMED_OUT):  # the public cases would only cost the same time again
            return verdict.result(_without_numbers(verdict, exercise))
        if not showing.start():
            return verdict.without_mistake().result(say("hidden_failed"))
        return self._shown(verdict, showing, self.public.exercises[exercise.name])

    def _shown(self, verdict: Verdict, showing: Session, public: ExerciseChecks) -> Result:
        """A verdict in words: those of the key, and those of a session that knows the public cases alone."""
        if verdict.mistake is None:  # what the hidden cases have ruled out is not certain
            public = replace(public, catalogue=tuple)
        shown = self._run(showing, public)
        if shown.status != RIGHT and shown.mistake == verdict.mistake:
            return replace(verdict.shown_by(shown, shown.message), hint=shown.hint)
        if verdict.needs_a_name:  # which only the public cases could tell
            return self._shown(verdict.without_mistake(), showing, public)
        if shown.status == RIGHT:
            return verdict.result(verdict.hint or say("hidden_only", name=verdict.name))
        return verdict.shown_by(shown, verdict.hint)

    def _verdict(self, session: Session, exercise: ExerciseChecks) -> Verdict:
        """What the cases decide of which the session may not speak."""
        deadline = time.monotonic() + exercise.seconds
        result = grade(
            exercise,
            lambda case: session.observe(exercise, case, deadline),
            lambda case: BLANK if session.borrowed_global(exercise, case, deadline) else "",
        )
        return Verdict.of(exercise, result)

    def _run(self, session: Session, exercise: ExerciseChecks) -> Result:
        """The result of cases that everybody may see."""
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
        best: Verdict | None = None
        for own_helpers in (True, False):
            session = self._session(stack, cells, [exercise], proxies=failed, own_helpers=own_helpers)
            if not session.start() or session.state(exercise.name)[0] != "defined":
                break
            try:
                lent = self._verdict(session, exercise)
            except (SandboxError, KeyboardInterrupt):
                raise
            except Exception as error:  # a fault of ours must not cost what was earned before
                return with_notes(result, fault(error))
            finally:
                session.close()
            if lent.score > (best or result).score:
                best = lent
            if lent.status == RIGHT or not session.loaded["rebound"]:
                break
        if best is None:
            return result
        note = say("note_carried", helpers=", ".join(failed))
        if best.status == RIGHT:
            return replace(best.result(note), notes=(), carried_forward=True)
        if best.mistake is not None and not best.needs_a_name:  # certain, now that nothing else is in its way
            result = replace(best.result(best.hint), notes=result.notes)
        return with_notes(replace(result, parts=best.parts, carried_forward=True), note)


def _without_numbers(verdict: Verdict, exercise: ExerciseChecks) -> str:
    """The sentence of an exercise of which nothing need be shown."""
    if verdict.status == RIGHT:
        return say("right", count=len(exercise.cases))
    if verdict.status == NOT_STARTED:
        return say("not_started", name=exercise.name)
    call = f"{exercise.name}({', '.join(exercise.parameters[: len(exercise.cases[0].args)])})"
    return say("timed_out", call=call, seconds=f"{exercise.seconds:g}")


@contextlib.contextmanager
def judging(public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None) -> Iterator[Judge]:
    """A judge with its own worker processes, ended on leaving. Workers can read the course's data, no more."""
    with Zygote(readable=locate.shipped("data")) as zygote:
        yield Judge(zygote, public, hidden, assignment)
