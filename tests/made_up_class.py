"""A class that nobody has taught: marks and verdicts for tests of the report, made without a course or a judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.gradebook.marks import Mark, Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.plain.status import Status
from autograder.report.collect import Class
from autograder.report.contents import Example
from autograder.verdict.result import Evidence, Grade, Part, Result

NAME = "01_made_up"
POINTS = {"sigmoid": 3.0, "propagate": 5.0, "model": 2.0}
HINT = "Your dw grows with {name}. By what is a sum divided to become a mean?"


def result(
    name: str, score: float | None = None, status: Status = Status.RIGHT, message: str = "", **more: Any
) -> Result:
    """One exercise with so many of its points; all of them if nobody says."""
    earned = POINTS[name] if score is None else score
    return Result(name, status, (Part("value", earned, POINTS[name]),), message, **more)


def wrong(name: str, message: str = "dw is not the expected value.", score: float = 0.0, **more: Any) -> Result:
    """One that is wrong."""
    return result(name, score, Status.WRONG, message, **more)


def not_started(name: str) -> Result:
    """One that nobody has begun."""
    return result(
        name, 0.0, Status.NOT_STARTED, f"{name} has not been started: its region still holds the placeholder."
    )


def shown(got: str, call: str = "propagate(w, b)", what: str = "dw", expected: str = "[[1.]]") -> Evidence:
    """The call of a card."""
    return Evidence(call, (("w", "[[2.]]"), ("b", "0.5")), got, expected, what)


def verdict(*results: Result, repairs: Sequence[str] = (), **more: Any) -> StudentVerdict:
    """Of a student; what is not said is right."""
    said = {one.name: one for one in results}
    every = tuple(said.get(name) or result(name) for name in POINTS)
    return StudentVerdict(Grade(NAME, "", None, every, tuple(repairs)), **more)


def marks_for(judged: StudentVerdict, penalty: float = 0.0, by_hand: bool = False, **more: Any) -> Marks:
    """What the gradebook has after that, in another order than that of the notebook."""
    results = judged.grade.results if judged.grade else tuple(result(name, 0.0) for name in POINTS)
    cells = {f"check_{one.name}": Mark("made_up", 0.0, 0.0, 0.0) for one in results}
    cells |= {one.name: Mark("made_up", one.score, POINTS[one.name], one.score, by_hand) for one in reversed(results)}
    return Marks(cells, {"made_up": penalty}, **more)


def a_class(verdicts: Mapping[str, StudentVerdict], marks: Mapping[str, Marks] | None = None, code: str = "") -> Class:
    """All that is known of it; ``code`` is what everybody wrote."""
    book = {student: marks_for(judged) for student, judged in verdicts.items()} if marks is None else marks
    hints = {("propagate", "dw_not_averaged"): HINT}
    return Class(
        NAME,
        POINTS,
        list(verdicts),
        verdicts,
        book,
        hints,
        lambda students, exercise: Example(students[0], code) if code else None,
    )


def hostile(text: str) -> Class:
    """A class in which this text stands wherever a student could put it."""
    mistaken = wrong(
        "propagate", f"Your dw grows with {text}.", mistake="dw_not_averaged", evidence=shown(text), line=text
    )
    stopped = result("sigmoid", 0.0, Status.CRASHED, f"sigmoid(z) stopped with {text}: {text}", line=text)
    glossed = f"In {text}, there is no function {text} when the line runs. Is it spelt as where it is defined?"
    explained = result("model", 0.0, Status.CRASHED, f"{glossed}\nmodel(X) stopped with NameError: {text}", line=text)
    fact = f"In both calls, {text} has the expected size and the opposite sign. Where is the sign decided?"
    related = wrong("model", fact, relation="negated", evidence=shown(text), notes=(text,))
    verdicts = {
        f"{text}1": verdict(mistaken, stopped, explained, repairs=[f"{text} was taken for made_up.ipynb."]),
        f"{text}2": verdict(mistaken, stopped, related, repairs=[text], sharing=(text,)),
        f"{text}3": StudentVerdict(unreadable=f"{text}.ipynb is empty: save the notebook again and hand in that file"),
        f"{text}4": StudentVerdict(fault=f"ValueError: {text}"),
    }
    marks = {student: marks_for(judged, to_look_at=not judged.grade) for student, judged in verdicts.items()}
    return a_class(verdicts, marks, code=f"def f(x):\n    # {text}\n    return {text!r}")
