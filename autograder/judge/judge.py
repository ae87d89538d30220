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
from autograder.judge.attempts import (
    ATTEMPTS,
    LENDING,
    TOGETHER,
    Attempt,
    Lent,
    Standing,
    rounds,
)
from autograder.judge.lending import Lender, RightAnswers
from autograder.judge.nothing_to_show import not_reached, ungraded, without_function, without_numbers
from autograder.judge.one_core import on_one_core
from autograder.judge.session import Session
from autograder.judge.verdicts import confirmed, explained, seen, verdict_of
from autograder.judge.zygote import SandboxError, Zygote
from autograder.key.assignment import Assignment
from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.lent import with_lent
from autograder.verdict.own_text import with_own_text
from autograder.verdict.result import Grade, Result, with_notes
from autograder.verdict.sealed import Verdict, fault

LARGEST_CELL = 1_000_000
SETTLED = (Status.RIGHT, Status.NOT_STARTED)
NOTHING_TO_SHOW = (*SETTLED, Status.TIMED_OUT)


class Judge:
    """Judges notebooks of one assignment.

    ``hidden`` are the checks that decide (None: practice, the public checks decide), ``public`` those of the
    notebook, ``assignment`` the answer key that lends answers for needed exercises that are not right.
    """

    def __init__(
        self, zygote: Zygote, public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None
    ) -> None:
        self.zygote, self.public, self.assignment = zygote, public, assignment
        self.answers = RightAnswers(assignment) if assignment else None
        self.hidden = hidden
        self.checks = hidden or public

    def grade(
        self, cells: Sequence[str], notebook: str = "", seed: int | None = None, numbers: Sequence[int] = ()
    ) -> Grade:
        """The grade of one notebook, from the text of its code cells; ``numbers`` are theirs in the student's file."""
        numbers = numbers or range(1, len(cells) + 1)
        large = [n for n, cell in zip(numbers, cells, strict=True) if len(cell) > LARGEST_CELL]
        notes = [say("note_large_cell", cell=n) for n in large]
        standing = Standing([cell if len(cell) <= LARGEST_CELL else "" for cell in cells], numbers, notes=notes)
        with on_one_core(self.zygote.process.pid):
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
        enough = standing.has_enough_for(attempt)
        session: Session | None = None
        later: list[ExerciseChecks] = []
        for exercise, seconds in rounds(tried, later):
            if standing.may_wait_for_another(exercise) and (math.isinf(seconds) or standing.purse.is_up()):
                alive.close()
                session = None
                if (known_so_far := self._without_waiting(exercise, standing)) is not None:
                    standing.add(known_so_far)
                    continue
            if standing.purse.is_up():
                standing.leave(not_reached(exercise, standing))
                continue
            if session is None or attempt.alone:
                alive.close()
                session = self._session(standing, [exercise] if attempt.alone else everything, attempt)
                alive.callback(session.close)
            ended = session.start()
            if not ended and not attempt.alone and (enough or not standing.purse.is_up()):
                standing.whole_never_ends |= attempt.whole
                return  # nor would it come to an end for the others
            if not ended and standing.purse.is_up():
                standing.leave(not_reached(exercise, standing))
                continue
            first = exercise.name not in known
            decided = self._result(session, exercise, standing, seconds)
            if decided is None:
                later.append(exercise)
                continue
            result, verdict = decided
            better = standing.add(result, ended)
            if standing.purse.is_up() and known[exercise.name].status not in (*SETTLED, Status.UNGRADED):
                standing.unsure.add(exercise.name)  # it may have stopped for want of time
            if better and attempt.note:
                standing.notes.append(say(attempt.note))
            if better and verdict is not None:
                standing.unexplained[exercise.name] = verdict, attempt
            if first:
                if exercise.name in session.loaded.reads:
                    standing.reads[exercise.name] = session.loaded.reads[exercise.name]
                standing.rebound |= session.loaded.rebound
                standing.notes += session.loaded.notes
                if not attempt.alone:
                    standing.unresolved = session.loaded.unresolved

    def _session(
        self,
        standing: Standing,
        wanted: Iterable[ExerciseChecks],
        attempt: Attempt,
        lender: Lender | None = None,
        purse: Allowance | None = None,
    ) -> Session:
        """A worker's place, with none in it yet; whoever asks for it must close it before there is another: no two live
        at once, they would find a way to talk."""
        purse = purse or standing.purse
        return Session(self.zygote, standing.cells, standing.numbers, self.checks, wanted, attempt, lender, purse)

    def _result(
        self, session: Session, exercise: ExerciseChecks, standing: Standing, seconds: float
    ) -> tuple[Result, Verdict | None] | None:
        """Grade one exercise; a fault of ours is the status ``ungraded``, never a mark.

        The verdict is there where it is still to be put into words. None if these seconds of processor time were too
        short, and it has more.
        """
        try:
            return self._decided(session, exercise, standing, seconds)
        except (SandboxError, KeyboardInterrupt):
            raise
        except Exception as error:
            session.close()
            return ungraded(exercise, error), None

    def _decided(
        self, session: Session, exercise: ExerciseChecks, standing: Standing, seconds: float
    ) -> tuple[Result, Verdict | None] | None:
        """What the cases that decide say."""
        if (result := without_function(session, exercise)) is not None:
            return result, None
        if self.hidden is None:
            return seen(session, exercise), None
        allowance, more = (Allowance(min(seconds, exercise.limit), purse=standing.purse) for _ in range(2))
        known, marked, short = standing.results.get(exercise.name), session.unsettled, seconds < exercise.limit
        verdict = verdict_of(session, exercise, allowance, more, after_time_out=not short)
        hurried = verdict.status == Status.TIMED_OUT or allowance.is_up() or more.is_up()
        if short and hurried and verdict.status not in SETTLED and not allowance.is_purse_up():
            session.close()  # what it is, and what half of it may be worth, is found out with all the time that it has
            return None
        if marked and known is None and verdict.status not in (*SETTLED, Status.TIMED_OUT):
            if standing.may_be_lent_to(exercise):
                standing.unsure.add(exercise.name)
            else:
                session.close()
                return self._decided(session, exercise, standing, seconds)
        if verdict.status == Status.TIMED_OUT and not standing.may_wait_for_another(exercise):
            if allowance.is_purse_up():
                return not_reached(exercise, standing), None
            verdict = confirmed(verdict, session, exercise)
        session.unsettled |= verdict.status not in SETTLED
        if known is not None and verdict.score <= known.score:  # it will not count, so nobody will read it
            return verdict.result(""), None
        if verdict.status in NOTHING_TO_SHOW:  # the public cases would only cost the same time again
            return verdict.result(without_numbers(verdict, exercise, min(seconds, exercise.limit))), None
        if verdict.mistake in {known.name for known in exercise.mistakes if known.reads_global}:
            standing.misreads.add(exercise.name)
        return verdict.without_mistake().result(say("hidden_failed")), verdict

    def _settled(self, name: str, standing: Standing) -> Result:
        """The result of an exercise with nothing lent, in words, and tried alone if another has left a mark on it.

        The words come from a worker that has never seen a hidden case: nothing that a student remembers reaches them.
        """
        exercise, everything = self.checks.exercises[name], self.checks.exercises.values()
        if name in standing.unsure and not standing.purse.is_up():
            standing.unsure.discard(name)
            doubtful = standing.results.pop(name)
            with contextlib.closing(self._session(standing, everything, TOGETHER)) as session:
                result, verdict = self._result(session, exercise, standing, math.inf) or (doubtful, None)
            standing.results[name] = doubtful
            if result.score >= doubtful.score:
                standing.results[name] = result
                standing.unexplained.pop(name, None)
                if verdict is not None:
                    standing.unexplained[name] = verdict, TOGETHER
        if name in standing.unexplained:
            verdict, attempt = standing.unexplained.pop(name)
            wanted = [exercise] if attempt.alone else everything
            with contextlib.closing(self._session(standing, wanted, attempt, purse=standing.purse_for())) as showing:
                standing.results[name] = explained(verdict, showing, self.public.exercises[name])
        if name in standing.unsure:  # no time was left to find out
            return replace(standing.results[name], by_hand=True)
        return standing.results[name]

    def _final(self, name: str, standing: Standing) -> Result:
        """The result of an exercise, after those of what it needs."""
        if name not in standing.final:
            standing.final[name] = self._carried_forward(name, standing)
        return standing.final[name]

    def _without_waiting(self, exercise: ExerciseChecks, standing: Standing) -> Result | None:
        """What an exercise is that may wait for one that does not end; None if only all its time can tell.

        It is tried with that lent before the same loop takes its time once more. What it earns so counts when all is
        known of the others (:meth:`_carried_forward`); until then it has timed out, and a person would look at it.
        """
        failed = standing.to_lend(exercise, self.checks.exercises, {name for name, *_ in standing.lent}.__contains__)
        if not (self.answers and failed):
            return None
        try:
            lent = self._lent(self.answers, failed, exercise, standing)
        except (SandboxError, KeyboardInterrupt):
            raise
        except Exception:  # a fault of ours: it is said where it counts
            return None
        if lent.verdict is None or lent.verdict.status == Status.TIMED_OUT:
            return None
        if lent.is_right and not lent.asked:
            return lent.verdict.result(without_numbers(lent.verdict, exercise, exercise.limit))
        if lent.is_right or standing.purse.is_up():
            return replace(not_reached(exercise, standing), status=Status.TIMED_OUT)
        return None

    def _carried_forward(self, name: str, standing: Standing) -> Result:
        """The result of an exercise, once more with right answers for what it needs; its parts count, no more.

        Where it is right with them, nobody reads what was said of it without: it is not put into words at all.
        """
        exercise, result = self.checks.exercises[name], standing.results[name]
        failed = standing.to_lend(
            exercise, self.checks.exercises, lambda needed: self._final(needed, standing).status == Status.RIGHT
        )
        if not (self.answers and failed and standing.is_lent_to(name)):
            return self._settled(name, standing)
        if standing.purse_for().is_up():
            result = self._settled(name, standing)
            return not_reached(exercise, standing) if result.did_not_end else replace(result, by_hand=True)
        try:
            lent = self._lent(self.answers, failed, exercise, standing)
        except (SandboxError, KeyboardInterrupt):
            raise
        except Exception as error:  # a fault of ours must not cost what was earned before
            return with_notes(self._settled(name, standing), fault(error))
        best = lent.verdict if lent.verdict and lent.verdict.score >= result.score else None
        if best is None or best.status != Status.RIGHT:
            result = self._settled(name, standing)
        if best is not None and best.score >= result.score:
            result = with_lent(result, best, failed)
        return replace(result, by_hand=True) if lent.cut_off else result

    def _lent(self, answers: RightAnswers, failed: Sequence[str], exercise: ExerciseChecks, standing: Standing) -> Lent:
        """The best that an exercise earns with right answers for some others; once it is right, that is kept."""
        if (what := (exercise.name, *failed)) in standing.lent:
            return standing.lent[what]
        best = Lent()
        for attempt in LENDING:
            if not attempt.may_help(standing, exercise.name):
                continue
            lender = Lender(answers, failed, exercise)
            purse = standing.purse if attempt.whole else standing.purse_for(exercise.limit)
            with contextlib.closing(self._session(standing, [exercise], attempt, lender, purse)) as session:
                ended = session.start()
                if ended and session.state(exercise.name)[0] == Status.DEFINED:
                    verdict = verdict_of(session, exercise, Allowance(exercise.limit, purse=purse))
                    if best.verdict is None or verdict.score > best.verdict.score:
                        best = Lent(verdict, lender.asked > 0)
                if exercise.name in session.loaded.reads:
                    standing.reads.setdefault(exercise.name, session.loaded.reads[exercise.name])
            if best.is_right:
                standing.lent[what] = best
                standing.notes += [say(attempt.note)] if attempt.note else []
            if best.is_right or not ended or purse.is_up():
                return replace(best, cut_off=purse.is_up() and not best.is_right)
        return best


@contextlib.contextmanager
def judging(
    public: Checks, hidden: Checks | None = None, assignment: Assignment | None = None, released: Sequence[str] = ()
) -> Iterator[Judge]:
    """A judge with its own worker processes, ended on leaving. Workers can read the course's data, no more.

    ``released`` are the code cells that everybody was given.
    """
    with Zygote(readable=locate.shipped("data"), cells=released) as zygote:
        yield Judge(zygote, public, hidden, assignment)
