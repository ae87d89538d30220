"""What a session's outcomes are worth: the verdict of cases that decide, and the words of those that all may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.calling.time_limit import Allowance
from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.judge.nothing_to_show import ungraded
from autograder.judge.session import Session
from autograder.judge.zygote import SandboxError
from autograder.messages import say
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.verdict.diagnose import result_of
from autograder.verdict.result import Result
from autograder.verdict.sealed import BLANK, Verdict

PATIENCE = 3  # times the limit, when a time-out is confirmed


def explained(verdict: Verdict, showing: Session, public: ExerciseChecks) -> Result:
    """A verdict in words, as far as the session can find them."""
    try:
        if showing.start():
            shown = shown_by(verdict, showing, public)
            if showing.purse is None or not showing.purse.is_up():
                return shown
    except (SandboxError, KeyboardInterrupt):
        raise
    except Exception as error:
        return ungraded(public, error)
    return verdict.without_mistake().result(say("hidden_failed"))


def shown_by(verdict: Verdict, showing: Session, public: ExerciseChecks) -> Result:
    """A verdict in words: those of the key, and those of a session that knows the public cases alone."""
    if verdict.mistake is None:  # what the hidden cases have ruled out is not certain
        public = public.without_mistakes
    elif verdict.needs_a_name:  # which one call tells, if it is not right: others would only cost what it reads
        shown = seen(showing, public.one_call)
        if shown.mistake == verdict.mistake:
            return replace(verdict.shown_by(shown, shown.message), hint=shown.hint)
    shown = seen(showing, public)
    if shown.status != Status.RIGHT and shown.mistake == verdict.mistake:
        return replace(verdict.shown_by(shown, shown.message), hint=shown.hint)
    if verdict.needs_a_name:  # which only the public cases could tell
        return shown_by(verdict.without_mistake(), showing, public)
    if shown.status == Status.RIGHT:
        return verdict.result(verdict.hint or say("hidden_only", name=verdict.name))
    return shown_by(verdict.without_mistake(), showing, public)  # what both do not say is not certain


def confirmed(verdict: Verdict, session: Session, exercise: ExerciseChecks) -> Verdict:
    """A time-out is no accident only if it happens again, alone in a fresh worker.

    That one has three times as long. What comes to an end there, but too late, is a person's to look at, and so is
    one for which so much is not left.
    """
    session.close()
    patient = Allowance(PATIENCE * exercise.limit, purse=session.purse)
    again = verdict_of(session, exercise, patient, after_time_out=False)
    if again.status == Status.TIMED_OUT:
        return replace(verdict, by_hand=patient.is_purse_up())
    late = patient.processor < (PATIENCE - 1) * exercise.limit and again.status != Status.TOO_MUCH_MEMORY
    return replace(verdict, by_hand=True) if late else again


def verdict_of(
    session: Session,
    exercise: ExerciseChecks,
    allowance: Allowance,
    second: Allowance | None = None,
    after_time_out: bool = True,
) -> Verdict:
    """What the cases decide of which the session may not speak.

    ``after_time_out``: whether calls are made after one that did not end, for what they may earn. What is called once
    more, because it is not right, has a ``second`` allowance, as large as the first: what is earned and named does not
    depend on how much of that was left.
    """
    more = second or Allowance(allowance.seconds, purse=allowance.purse)
    last = Outcome(Status.RETURNED)

    def observed(cases: Sequence[CheckCase]) -> list[Outcome]:
        nonlocal last
        if not after_time_out and last.kind == Status.TIMED_OUT:
            return [last]
        outcomes = session.observe(exercise, cases, allowance)
        last = outcomes[-1]
        return outcomes

    result = result_of(
        exercise,
        observed,
        lambda case: BLANK if session.borrowed_global(exercise, case, more) else "",
        lambda case: session.observe(exercise, [case], more, exercise.hands_back)[0],
        False,  # words come from another session
    )
    return Verdict.of(exercise, result)


def seen(session: Session, exercise: ExerciseChecks) -> Result:
    """The result of cases that everybody may see."""
    allowance, more = (Allowance(exercise.limit, purse=session.purse) for _ in range(2))
    return result_of(
        exercise,
        lambda cases: session.observe(exercise, cases, allowance),
        lambda case: session.borrowed_global(exercise, case, more),
        lambda case: session.observe(exercise, [case], more, exercise.hands_back)[0],
    )
