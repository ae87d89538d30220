"""What a student reads and earns where right answers were lent for the exercises that another one needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.messages import say
from autograder.plain.status import Status
from autograder.verdict.result import Result, with_notes
from autograder.verdict.sealed import Verdict


def with_lent(result: Result, best: Verdict, lent: Sequence[str]) -> Result:
    """What was earned with answers lent for some exercises, where that is no less than without them.

    What is said is then what is true with them: a mistake found without may be that of the other exercise, and both
    values were made with its wrong answers.
    """
    needed = ", ".join(lent)
    note, more = say("note_carried", needed=needed), best.score > result.score
    if best.status == Status.RIGHT:
        return replace(best.result(note), notes=(), carried_forward=True)
    named = best.mistake is not None and (not best.needs_a_name or best.mistake == result.mistake)
    if named and best.mistake == result.mistake:
        told = replace(result, status=best.status, parts=best.parts, from_own=best.from_own)
    elif named:
        told = replace(best.result(best.hint), notes=result.notes)
    elif not more and (best.status != Status.WRONG or (_says_as_much(result, best) and not result.relation)):
        return result  # it may have stopped by the bounds of what is lent
    else:
        parts = ", ".join(part.name for part in best.parts if part.score < part.points)
        message = say("wrong_with_lent", name=best.name, needed=needed, parts=parts)
        told = replace(best.without_mistake().result(message), notes=result.notes)
    return with_notes(replace(told, carried_forward=more, by_hand=result.by_hand), note)


def _says_as_much(result: Result, verdict: Verdict) -> bool:
    """Whether a result without a name is what the verdict is."""
    return (result.status, result.parts, result.mistake) == (verdict.status, verdict.parts, None)
