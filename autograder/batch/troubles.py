"""What went wrong in an exercise, as one thing that can be counted: who in a class has met the same?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from autograder.batch.said import id_of, ids
from autograder.grading.student_verdict import StudentVerdict
from autograder.plain.status import Status
from autograder.verdict.gloss_table import TABLE
from autograder.verdict.result import Result


class Sort(StrEnum):
    """How much is known of what went wrong: the most first."""

    MISTAKE = "known mistake"
    FACT = "fact about the value"
    EXPLAINED = "exception, explained"
    RAISED = "exception"
    SEEN = "what was seen"
    ENDED = "ended early"
    NOT_STARTED = "nothing to grade"


SORT_OF = {
    Status.TIMED_OUT: Sort.ENDED,
    Status.TOO_MUCH_MEMORY: Sort.ENDED,
    Status.NOT_STARTED: Sort.NOT_STARTED,
    Status.MISSING: Sort.NOT_STARTED,
}
SEEN = ids(
    *"returned_ wrong_ not_comparable not_finite not_learned missing_keys no_keys rank_ whole_ point_ truth_".split(),
    *"changed_ draws_ batch_ array_ step_wrong move_ start_level start_at_rest epoch_ costs_ dealt_ split_".split(),
    *"same_for other_for hidden_".split(),
)
"""What a card says of an answer where it knows no mistake and no fact."""
GLOSSES = tuple(dict.fromkeys(entry.says for entry in TABLE))


@dataclass(frozen=True)
class Trouble:
    """One thing that went wrong in one exercise; ``name`` is its id in the answer key or among our sentences.

    Of an exception without an explanation it is the name of its type, which is a student's word.
    """

    exercise: str
    sort: Sort
    name: str

    @property
    def words(self) -> str:
        """The id as people read it."""
        words = self.name.removeprefix("gloss_").replace("_", " ")
        return f"stopped ({words})" if self.sort in (Sort.EXPLAINED, Sort.RAISED) else words


def trouble_of(result: Result) -> Trouble | None:
    """What went wrong; None where nothing did, or the fault is ours."""
    if result.status in (Status.RIGHT, Status.UNGRADED):
        return None
    return Trouble(result.name, *_sort_and_name(result))


def _sort_and_name(result: Result) -> tuple[Sort, str]:
    if result.mistake:
        return Sort.MISTAKE, result.mistake
    if result.relation:
        return Sort.FACT, result.relation
    if result.status in SORT_OF:
        return SORT_OF[result.status], str(result.status)
    lines = result.message.splitlines() if result.status == Status.CRASHED else []
    if (exception := _exception(lines)) is not None:
        return exception
    if (seen := id_of(result.message, SEEN)) is not None:
        return Sort.SEEN, seen
    return (Sort.ENDED if result.status == Status.CRASHED else Sort.SEEN), str(result.status)


def _exception(lines: list[str]) -> tuple[Sort, str] | None:
    """What is known of an exception, by the lines of a message: the explanation, or what Python says; None of none."""
    explained = [found for line in lines if (found := id_of(line, GLOSSES))]
    if explained:
        return Sort.EXPLAINED, explained[0]
    for line in lines:
        said = id_of(line, ("raised", "missing_broken"))
        if said is not None:
            between = " stopped with " if said == "raised" else " could not be read: "
            return Sort.RAISED, line.partition(between)[2].partition(":")[0].strip()
    return None


class WhoMet:
    """Who in a class met which trouble, told one student after the other."""

    def __init__(self) -> None:
        self._who: dict[Trouble, list[str]] = defaultdict(list)
        self._place: dict[str, int] = {}

    def add(self, student: str, verdict: StudentVerdict) -> None:
        """Note what one student met."""
        for result in verdict.grade.results if verdict.grade else ():
            self._place.setdefault(result.name, len(self._place))
            if (trouble := trouble_of(result)) is not None:
                self._who[trouble].append(student)

    def ranked(self) -> dict[Trouble, list[str]]:
        """The commonest first, of these what most is known of, else in the order of the notebook."""

        def rank(trouble: Trouble) -> tuple[int, int, int, str]:
            sort = list(Sort).index(trouble.sort)
            return -len(self._who[trouble]), sort, self._place[trouble.exercise], trouble.name

        return {trouble: self._who[trouble] for trouble in sorted(self._who, key=rank)}


def who_met(verdicts: Mapping[str, StudentVerdict]) -> dict[Trouble, list[str]]:
    """Who met which trouble, :meth:`WhoMet.ranked`."""
    met = WhoMet()
    for student, verdict in verdicts.items():
        met.add(student, verdict)
    return met.ranked()
