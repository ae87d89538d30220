"""The judge: a trusted process that decides what the numbers of an untrusted one are worth.

One way to grade, for nbgrader, pytest, the command line and mass grading. Hidden cases decide the score;
where they fail, the public cases (those of the notebook) supply the message, so no hidden number is shown.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from autograder.calling.time_limit import Allowance
from autograder.checks.contents import Checks, ExerciseChecks
from autograder.course import locate
from autograder.judge.attempts import ATTEMPTS, FIRST_ROUND, LENDING, NOTHING_TO_LEND_FOR, Attempt, Standing
from autograder.judge.lending import Lender, calls_of_the_reference
from autograder.judge.session import Session
from autograder.judge.zygote import SandboxError, Zygote
from autograder.key.assignment import Assignment
from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.diagnose import result_of
from autograder.verdict.glosses import gloss_of
from autograder.verdict.lent import with_lent
from autograder.verdict.own_text import with_own_text
from autograder.verdict.result import Grade, Result, nothing_earned, with_notes
from autograder.verdict.sealed import BLANK, Verdict, fault

LARGEST_CELL = 1_000_000
PATIENCE = 3  # times the limit, when a time-out is confirmed
NOTHING_TO_SHOW = (Status.RIGHT, Status.NOT_STARTED, Status.TIMED_OUT)


class Judge:
    """Judges notebooks of one assignment.

    ``hidden`` are the checks that decide (None: practice, the public checks decide), ``public`` those of the
    notebook, ``assignment`` the answer key that lends answers for needed exercises that are not right.
    """

    def __init__(
        self, zygote: Zygote, public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None
    ) -> None:
        self.zygote, self.public, self.assignment = zygote, public, assignment
        self.hidden = hidden
        self.checks = hidden or public
        self.calls: dict[str, dict[str, int]] = {}

    def grade(
        self, cells: Sequence[str], notebook: str = "", seed: int | None = None, numbers: Sequence[int] = ()
    ) -> Grade:
        """The grade of one notebook, from the text of its code cells; ``numbers`` are theirs in the student's file."""
        numbers = numbers or range(1, len(cells) + 1)
        large = [n for n, cell in zip(numbers, cells, strict=True) if len(cell) > LARGEST_CELL]
        notes = [say("note_large_cell", cell=n) for n in large]
        standing = Standing([cell if len(cell) <= LARGEST_CELL else "" for cell in cells], numbers, notes=notes)
        for attempt in ATTEMPTS:
            with contextlib.ExitStack() as alive:
                self._try(alive, attempt, standing)
        results = tuple(
            with_own_text(self._final(name, standing), self.checks.accepted(name), standing.cells)
            for name in self.checks.exercises
        )
        notes = list(dict.fromkeys(standing.notes))
        return Grade(self.checks.assignment, notebook, seed, results, (), tuple(notes))

    def _try(self, alive: contextlib.ExitStack, attempt: Attempt, standing: Standing) -> None:
        """Run the notebook in one way, for the exercises for which that may help."""
        known, everything = standing.results, list(self.checks.exercises.values())
        tried = [one for one in everything if one.name not in known or attempt.may_help(standing, one.name)]
        pair: tuple[Session, ...] = ()
        later: list[ExerciseChecks] = []
        for exercise, seconds in rounds(tried, later):
            if standing.purse.is_up():
                standing.add(not_reached(exercise, standing))
                continue
            if not pair or attempt.alone:
                alive.close()
                wanted = [exercise] if attempt.alone else everything
                pair = tuple(self._session(standing, wanted, attempt) for _ in range(2))
                for session in pair:
                    alive.callback(session.close)
            session, showing = pair
            ended = session.start()
            if not ended and not attempt.alone:  # nor would it come to an end for the others
                return
            first = exercise.name not in known
            result = self._result(session, showing, exercise, standing, seconds)
            if result is None:
                later.append(exercise)
                continue
            better = standing.add(result, ended)
            if better and attempt.note:
                standing.notes.append(say(attempt.note))
            if first:
                if exercise.name in session.loaded.reads:
                    standing.reads[exercise.name] = session.loaded.reads[exercise.name]
                standing.rebound |= session.loaded.rebound
                standing.notes += session.loaded.notes
                if not attempt.alone:
                    standing.unresolved = session.loaded.unresolved

    def _session(
        self, standing: Standing, wanted: Iterable[ExerciseChecks], attempt: Attempt, lender: Lender | None = None
    ) -> Session:
        """A worker's place, with none in it yet; whoever asks for it must close it before there is another."""
        return Session(
            self.zygote, standing.cells, standing.numbers, self.checks, wanted, attempt, lender, standing.purse
        )

    def _result(
        self, session: Session, showing: Session, exercise: ExerciseChecks, standing: Standing, seconds: float
    ) -> Result | None:
        """Grade one exercise; a fault of ours is the status ``ungraded``, never a mark.

        None if these seconds of processor time were too short, and it has more.
        """
        try:
            return self._hidden_then_public(session, showing, exercise, standing, seconds)
        except (SandboxError, KeyboardInterrupt):
            raise
        except Exception as error:
            session.close()
            return nothing_earned(
                exercise.name, exercise.parts, Status.UNGRADED, say("ungraded"), notes=(fault(error),)
            )

    def _hidden_then_public(
        self, session: Session, showing: Session, exercise: ExerciseChecks, standing: Standing, seconds: float
    ) -> Result | None:
        """``showing`` has never seen a hidden case, so nothing that a student remembers reaches the message."""
        if not session.start():
            return nothing_earned(
                exercise.name, exercise.parts, Status.CRASHED, say("cell_crashed", name=exercise.name)
            )
        state, reason = session.state(exercise.name)
        if state == Status.MISSING:
            return nothing_earned(exercise.name, exercise.parts, Status.MISSING, say("missing", name=exercise.name))
        if state != Status.DEFINED:
            message = "\n".join(
                filter(None, [say("missing_broken", name=exercise.name, reason=reason), gloss_of(reason)])
            )
            return nothing_earned(exercise.name, exercise.parts, Status.CRASHED, message)
        if self.hidden is None:
            return self._run(session, exercise)
        allowance = Allowance(min(seconds, exercise.limit), purse=standing.purse)
        verdict = self._verdict(session, exercise, allowance)
        if verdict.status == Status.TIMED_OUT and not standing.may_wait_for_another(exercise):
            if allowance.is_purse_up():
                return not_reached(exercise, standing)
            if seconds < exercise.limit:
                return None
            verdict = self._confirmed(verdict, session, exercise)
        known = standing.results.get(exercise.name)
        if known is not None and verdict.score <= known.score:  # it will not count, so nobody will read it
            return verdict.result("")
        if verdict.status in NOTHING_TO_SHOW:  # the public cases would only cost the same time again
            return verdict.result(_without_numbers(verdict, exercise, min(seconds, exercise.limit)))
        session.close()  # no two of them live at once: they would find a way to talk
        try:
            if not showing.start():
                return verdict.without_mistake().result(say("hidden_failed"))
            shown = self._shown(verdict, showing, self.public.exercises[exercise.name])
        finally:
            showing.close()
        return verdict.without_mistake().result(say("hidden_failed")) if standing.purse.is_up() else shown

    def _shown(self, verdict: Verdict, showing: Session, public: ExerciseChecks) -> Result:
        """A verdict in words: those of the key, and those of a session that knows the public cases alone."""
        if verdict.mistake is None:  # what the hidden cases have ruled out is not certain
            public = replace(public, catalogue=tuple)
        shown = self._run(showing, public)
        if shown.status != Status.RIGHT and shown.mistake == verdict.mistake:
            return replace(verdict.shown_by(shown, shown.message), hint=shown.hint)
        if verdict.needs_a_name:  # which only the public cases could tell
            return self._shown(verdict.without_mistake(), showing, public)
        if shown.status == Status.RIGHT:
            return verdict.result(verdict.hint or say("hidden_only", name=verdict.name))
        return self._shown(verdict.without_mistake(), showing, public)  # what both do not say is not certain

    def _confirmed(self, verdict: Verdict, session: Session, exercise: ExerciseChecks) -> Verdict:
        """A time-out is no accident only if it happens again, alone in a fresh worker.

        That one has three times as long. What comes to an end there, but too late, is a person's to look at, and so is
        one for which so much is not left.
        """
        session.close()
        patient = Allowance(PATIENCE * exercise.limit, purse=session.purse)
        again = self._verdict(session, exercise, patient)
        if again.status == Status.TIMED_OUT:
            return replace(verdict, by_hand=patient.is_purse_up())
        late = patient.processor < (PATIENCE - 1) * exercise.limit and again.status != Status.TOO_MUCH_MEMORY
        return replace(verdict, by_hand=True) if late else again

    def _verdict(self, session: Session, exercise: ExerciseChecks, allowance: Allowance) -> Verdict:
        """What the cases decide of which the session may not speak."""
        result = result_of(
            exercise,
            lambda case: session.observe(exercise, case, allowance.or_further()),
            lambda case: BLANK if session.borrowed_global(exercise, case, allowance) else "",
            lambda case: session.observe(exercise, case, allowance.or_further(), exercise.hands_back),
        )
        return Verdict.of(exercise, result)

    def _run(self, session: Session, exercise: ExerciseChecks) -> Result:
        """The result of cases that everybody may see."""
        allowance = Allowance(exercise.limit, purse=session.purse)
        return result_of(
            exercise,
            lambda case: session.observe(exercise, case, allowance.or_further()),
            lambda case: session.borrowed_global(exercise, case, allowance),
            lambda case: session.observe(exercise, case, allowance.or_further(), exercise.hands_back),
        )

    def _final(self, name: str, standing: Standing) -> Result:
        """The result of an exercise, after those of what it needs."""
        if name not in standing.final:
            standing.final[name] = self._carried_forward(name, standing)
        return standing.final[name]

    def _calls_of_the_reference(self, assignment: Assignment, exercise: ExerciseChecks) -> dict[str, int]:
        """What it calls in the cases that decide, counted when the first student needs it."""
        if exercise.name not in self.calls:
            self.calls[exercise.name] = calls_of_the_reference(assignment, exercise)
        return self.calls[exercise.name]

    def _wrong_themselves(self, name: str, standing: Standing) -> list[str]:
        """What an exercise needs, directly or not, and is wrong itself.

        What is right as soon as what it needs is lent stays as the student wrote it: others may call it in its own way.
        """
        found: list[str] = []
        for needed in self.checks.exercises[name].needs:
            if standing.results[needed].status in (Status.RIGHT, Status.UNGRADED):
                continue
            right = self._final(needed, standing).status == Status.RIGHT
            found += self._wrong_themselves(needed, standing) if right else [needed]
        return list(dict.fromkeys(found))

    def _carried_forward(self, name: str, standing: Standing) -> Result:
        """The result of an exercise, once more with right answers for what it needs; its parts count, no more."""
        exercise, result = self.checks.exercises[name], standing.results[name]
        failed = self._wrong_themselves(name, standing)
        if self.assignment is None or not failed or result.status in NOTHING_TO_LEND_FOR:
            return result
        if name in standing.never_ended:  # the same cells would only do it again
            return result
        if standing.purse.is_up():
            return (
                not_reached(exercise, standing) if result.status == Status.TIMED_OUT else replace(result, by_hand=True)
            )
        best: Verdict | None = None
        for attempt in LENDING:
            if not attempt.may_help(standing, name):
                continue
            lender = Lender(self.assignment, failed, self._calls_of_the_reference(self.assignment, exercise))
            with contextlib.closing(self._session(standing, [exercise], attempt, lender)) as session:
                if not session.start() or session.state(name)[0] != Status.DEFINED:
                    break
                try:
                    lent = self._verdict(session, exercise, Allowance(exercise.limit, purse=standing.purse))
                except (SandboxError, KeyboardInterrupt):
                    raise
                except Exception as error:  # a fault of ours must not cost what was earned before
                    return with_notes(result, fault(error))
            if lent.score >= result.score and (best is None or lent.score > best.score):
                best = lent
            if lent.status == Status.RIGHT:
                break
        return result if best is None else with_lent(result, best, failed)


def rounds(tried: Sequence[ExerciseChecks], later: Sequence[ExerciseChecks]) -> Iterator[tuple[ExerciseChecks, float]]:
    """Every exercise with the processor time of the first round; then those that were put off, with all that they have.

    Nothing that one exercise does takes the others their turn. ``later`` may grow until the first round ends.
    """
    yield from ((exercise, FIRST_ROUND) for exercise in tried)
    yield from ((exercise, math.inf) for exercise in later)


def not_reached(exercise: ExerciseChecks, standing: Standing) -> Result:
    """Of an exercise for which no time was left: no mark, and a person looks at it."""
    message = say("not_reached", name=exercise.name, count=standing.purse.seconds)
    return nothing_earned(exercise.name, exercise.parts, Status.UNGRADED, message, by_hand=True)


def _without_numbers(verdict: Verdict, exercise: ExerciseChecks, seconds: float) -> str:
    """The sentence of an exercise of which nothing need be shown."""
    if verdict.status == Status.RIGHT:
        return say("right", count=len(exercise.cases))
    if verdict.status == Status.NOT_STARTED:
        return say("not_started", name=exercise.name)
    call = f"{exercise.name}({', '.join(exercise.parameters[: len(exercise.cases[0].args)])})"
    return say("too_slow" if verdict.by_hand else "timed_out", call=call, count=seconds)


@contextlib.contextmanager
def judging(public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None) -> Iterator[Judge]:
    """A judge with its own worker processes, ended on leaving. Workers can read the course's data, no more."""
    with Zygote(readable=locate.shipped("data")) as zygote:
        yield Judge(zygote, public, hidden, assignment)
