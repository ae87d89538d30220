"""What one hand-in becomes: the released notebook around the student's text with cards, and its marks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.grading.intake import LOG, Intake, why_not_graded
from autograder.grading.stamp import Stamp, digest_of_scores
from autograder.grading.student_verdict import StudentVerdict
from autograder.judge.bench import Bench
from autograder.judge.zygote import SandboxError
from autograder.messages import say
from autograder.notebook.handed_in import HandedIn
from autograder.notebook.rebuild import CHECK, note_in_front, rebuilt
from autograder.notebook.released import Released, grade_id_of, mark_of
from autograder.plain.status import Status
from autograder.verdict.report import parts_line, points_of, to_html, to_text
from autograder.verdict.result import Grade, Result

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Marking:
    """The marks of one hand-in, by the name of the cell; ``fingerprint`` is empty where it has to be tried again.

    ``scores``: ``(score or None, whether a person must look)`` of each cell that is graded; ``comments``: what is said
    of each cell that students write in.
    """

    verdict: StudentVerdict
    fingerprint: str
    scores: dict[str, tuple[float | None, bool]]
    comments: dict[str, str | None]

    @property
    def stamp(self) -> Stamp:
        """What the finished notebook says of itself."""
        return Stamp(self.fingerprint, digest_of_scores({name: score for name, (score, _) in self.scores.items()}))


def notebook_for(bench: Bench, intake: Intake, log: logging.Logger = LOG) -> tuple[Notebook, str]:
    """The notebook that people look at, without cards, and the fault of ours that kept it from being made, or ""."""
    try:
        return rebuilt(intake.work, bench.released, intake.notes), ""
    except Exception as error:
        log.warning("A notebook could not be rebuilt", exc_info=True)
        fault = f"{type(error).__name__}: {error}"
        return rebuilt(bench.nothing(), bench.released, [why_not_graded("", fault)]), fault


def marked(
    notebook: Notebook,
    intake: Intake,
    fault: str,
    released: Released,
    judge: Callable[[HandedIn], Grade],
    log: logging.Logger = LOG,
) -> Marking:
    """Judge what came in, and put cards, notes and stamp into its notebook; a fault of ours stops nobody.

    SandboxError, which would be the same for everybody, is raised.
    """
    fault, grade = fault or intake.fault, None
    if not fault and not intake.unreadable:
        try:
            grade = judge(intake.work)
        except SandboxError:
            raise
        except Exception as error:
            log.exception("A notebook could not be graded")
            fault = f"{type(error).__name__}: {error}"
    verdict = StudentVerdict(grade, intake.unreadable, fault, intake.sharing)
    results = {result.name: result for result in grade.results} if grade else {}
    as_given = {cell.grade_id: cell.text for cell in released.cells if cell.solution}
    note_in_front(notebook, grade.notes if grade else [])
    scores, comments = {}, {}
    for cell, mark, name in marked_cells(notebook):
        if mark.get("grade"):
            untouched = cell["source"] == as_given.get(name)
            scores[name] = _score(name, verdict, results.get(name), float(mark.get("points") or 0), untouched)
        if mark.get("solution") or mark.get("task"):
            comments[name] = _remark(verdict, results.get(name))
        checked = results.get(name.removeprefix(CHECK)) if name.startswith(CHECK) else None
        if checked is not None and cell["cell_type"] == "code":
            cell["outputs"] = [card(checked)]
    marking = Marking(verdict, intake.fingerprint if verdict.finished else "", scores, comments)
    notebook["metadata"]["autograder"] = marking.stamp.as_metadata()
    return marking


def marked_cells(notebook: Notebook) -> Iterator[tuple[dict[str, Any], Any, str]]:
    """Each cell that nbgrader knows, with its mark and its name."""
    for cell in notebook["cells"]:
        if name := grade_id_of(cell):
            yield cell, mark_of(cell), name


def _score(
    name: str, verdict: StudentVerdict, result: Result | None, points: float, untouched: bool
) -> tuple[float | None, bool]:
    """``(score, whether a person must look)`` of a graded cell; outputs, which a student can forge, do not count."""
    if verdict.fault:
        return None, True
    if verdict.unreadable:
        return 0.0, points > 0
    if result is not None:
        score = None if result.status == Status.UNGRADED else min(max(0.0, result.score), points)
        return score, score is None or result.by_hand
    settled = untouched or (points == 0 and name.startswith(CHECK))
    return (0.0, False) if settled else (None, True)


def _remark(verdict: StudentVerdict, result: Result | None) -> str | None:
    """What the page says about a cell that students write in, as plain text."""
    if sentence := why_not_graded(verdict.unreadable, verdict.fault):
        return sentence
    return remark_on(result) if result is not None else say("nb_not_an_exercise")


def remark_on(result: Result) -> str:
    """Points, parts and message of one exercise in a line or two."""
    parts = parts_line(result)
    head = points_of(result) if result.status != Status.UNGRADED else ""
    return ". ".join(text for text in (head, f"{parts}. {result.message}" if parts else result.message) if text)


def card(result: Result) -> dict[str, Any]:
    """The card of a result as the output of its check cell."""
    data = {"text/html": to_html(result, points=True), "text/plain": to_text(result, points=True)}
    return {"output_type": "display_data", "data": data, "metadata": {}}
