"""A report of a class, made of marks and verdicts alone: nothing is read from disk here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.batch.report import reasons_for
from autograder.batch.said import BLANK
from autograder.batch.troubles import Sort, Trouble, trouble_of, who_met
from autograder.gradebook.marks import Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.plain.status import Status
from autograder.report.answers import same_answers
from autograder.report.contents import (
    Example,
    ExerciseFigures,
    Met,
    NeedsHelp,
    Report,
    Spread,
    StudentRow,
    ToLookAt,
)
from autograder.report.repairs import repairs
from autograder.report.statistics import discrimination, quartiles, share_earned
from autograder.verdict.result import Result

HALF = 0.5  # of the points: who has less needs help
BEGINNINGS = (Status.NOT_STARTED, Status.MISSING)


@dataclass(frozen=True)
class Class:
    """What is known of a class.

    ``exercises`` are the points of each by its name, in the order of the notebook; ``hints`` the sentences of known
    mistakes by exercise and mistake; ``example`` finds what one of some students wrote for an exercise.
    """

    assignment: str
    exercises: Mapping[str, float]
    submissions: Sequence[str]  # students
    verdicts: Mapping[str, StudentVerdict]
    marks: Mapping[str, Marks]
    hints: Mapping[tuple[str, str], str] = field(default_factory=dict)
    example: Callable[[Sequence[str], str], Example | None] = field(default=lambda students, exercise: None)

    def result(self, student: str, exercise: str) -> Result | None:
        """What was found out about one exercise of one student."""
        verdict = self.verdicts.get(student)
        results = verdict.grade.results if verdict and verdict.grade else ()
        return next((result for result in results if result.name == exercise), None)

    def began(self, student: str, exercise: str) -> bool:
        """Whether a student wrote anything for an exercise, as far as anybody knows."""
        result = self.result(student, exercise)
        return result is None or result.status not in BEGINNINGS

    def score(self, student: str, exercise: str) -> float | None:
        """The score that counts for one exercise."""
        mark = self.marks[student].cells.get(exercise)
        return mark.score if mark else None

    def counted(self) -> dict[str, Marks]:
        """Everybody with a mark, but those whose 0 stands for a file that nobody could read."""
        return {
            student: marks
            for student, marks in self.marks.items()
            if marks.score is not None and (marks.by_hand or not self.is_unreadable(student))
        }

    def is_unreadable(self, student: str) -> bool:
        """Whether the file of a student is no notebook that could be graded."""
        verdict = self.verdicts.get(student)
        return verdict is not None and bool(verdict.unreadable)


def report_of(known: Class, made: str) -> Report:
    """The report, with everybody's name in it."""
    students = sorted({*known.submissions, *known.marks})
    looks, helps, met = to_look_at(known), needs_help(known), what_was_met(known)
    return Report(
        known.assignment,
        made,
        anonymous=False,
        handed_in=len(students),
        unreadable=sum(map(known.is_unreadable, students)),
        unknown=sum(student not in known.verdicts for student in students),
        marks=spread(known.counted()),
        exercises=tuple(figures_of(known, name) for name in known.exercises),
        met=met,
        same_answers=same_answers(known.verdicts),
        repairs=repairs(known.verdicts),
        looks=len(looks),
        to_look_at=looks,
        helps=len(helps),
        needs_help=helps,
        students=tuple(row_of(known, student) for student in sorted(known.marks)),
    )


def spread(counted: Mapping[str, Marks]) -> Spread | None:
    """How the marks are spread; None where there are none."""
    scores = sorted(marks.score for marks in counted.values() if marks.score is not None)
    if not scores:
        return None
    return Spread(
        points=max(marks.points for marks in counted.values()),
        scores=tuple(scores),
        mean=sum(scores) / len(scores),
        quartiles=quartiles(scores),
        late=sum(marks.penalty > 0 for marks in counted.values()),
        by_hand=sum(marks.by_hand for marks in counted.values()),
    )


def figures_of(known: Class, name: str) -> ExerciseFigures:
    """The figures of one exercise."""
    points = known.exercises[name]
    scores = {s: score for s in known.counted() if (score := known.score(s, name)) is not None}
    table = [[known.score(student, other) for other in known.exercises] for student in known.counted()]
    complete = [[score for score in row if score is not None] for row in table if None not in row]
    full = sum(score >= points for score in scores.values())
    none = [student for student, score in scores.items() if score <= 0]
    started = sum(known.began(student, name) for student in none)
    results = [known.result(student, name) for student in scores]
    return ExerciseFigures(
        name,
        points,
        share=share_earned(list(scores.values()), points),
        discrimination=discrimination(complete, list(known.exercises).index(name)),
        all_points=full,
        some_points=len(scores) - full - len(none),
        no_points=started,
        not_started=len(none) - started,
        lent=sum(result is not None and result.carried_forward and result.score > 0 for result in results),
    )


def what_was_met(known: Class) -> tuple[Met, ...]:
    """All that went wrong, the commonest first."""
    return tuple(
        Met(
            trouble.exercise,
            trouble.sort,
            trouble.words,
            sentence_of(known, trouble, who[0]),
            len(who),
            tuple(who),
            known.example(who, trouble.exercise),
        )
        for trouble, who in who_met(known.verdicts).items()
    )


def sentence_of(known: Class, trouble: Trouble, student: str) -> str:
    """What students were told: of a known mistake the answer key's sentence, else what one of them read."""
    if trouble.sort is Sort.MISTAKE:
        return known.hints.get((trouble.exercise, trouble.name), "").replace("{name}", BLANK)
    result = known.result(student, trouble.exercise)
    return result.message if result else ""


def to_look_at(known: Class) -> tuple[ToLookAt, ...]:
    """Whoever formgrader lists for manual grading, or has no mark, and why."""
    listed = sorted(s for s, marks in known.marks.items() if marks.to_look_at or marks.score is None)
    others = sorted(s for s, verdict in known.verdicts.items() if verdict.fault and s not in known.marks)
    return tuple(ToLookAt(student, why(known, student)) for student in [*listed, *others])


def why(known: Class, student: str) -> str:
    """The reasons, in a sentence or two."""
    marks, verdict = known.marks.get(student, Marks()), known.verdicts.get(student, StudentVerdict())
    said = list(reasons_for(verdict, marks))
    if not said and marks.by_hand:
        said = ["has a score that was set by hand, and the work was graded anew since"]
    return "; ".join(said) or "has a cell that a person grades, or a mark that is still missing"


def needs_help(known: Class) -> tuple[NeedsHelp, ...]:
    """Whoever has less than half of the points, the fewest first."""
    counted = {s: marks for s, marks in known.counted().items() if marks.points}
    shares = {student: (marks.score or 0.0) / marks.points for student, marks in counted.items()}
    lost = sorted((share, student) for student, share in shares.items() if share < HALF)
    return tuple(_help(known, student) for _, student in lost)


def _help(known: Class, student: str) -> NeedsHelp:
    marks = known.marks[student]
    begun = [name for name in known.exercises if known.began(student, name)]
    lost = {name: known.exercises[name] - (known.score(student, name) or 0.0) for name in begun}
    most = max(lost, key=lambda name: lost[name], default="")
    most = most if most and lost[most] > 0 else ""
    result = known.result(student, most) if most else None
    trouble = trouble_of(result) if result else None
    return NeedsHelp(
        student,
        marks.score or 0.0,
        marks.points,
        tuple(name for name in known.exercises if name not in begun),
        most,
        trouble.words if trouble else "",
    )


def row_of(known: Class, student: str) -> StudentRow:
    """The marks of one student."""
    marks = known.marks[student]
    scores = tuple(known.score(student, name) for name in known.exercises)
    return StudentRow(student, marks.score, marks.points, marks.penalty, scores)
