"""The judge's verdict into the gradebook, and its cards into the notebook."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import determine_grade, is_grade, is_solution, is_task

from autograder.judge.zygote import SandboxError
from autograder.messages import say
from autograder.nbgrader.results import Stamp, digest_of_scores
from autograder.notebook.rebuild import note_in_front
from autograder.plain.status import Status
from autograder.verdict.report import parts_line, points_of, to_html, to_text
from autograder.verdict.result import Grade, Result


class JudgeGrades(SaveAutoGrades):
    """SaveAutoGrades with scores and comments that no student's process has ever held."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade the notebook, then write what was found."""
        state = nb.metadata.get("autograder", {})
        self.unreadable, self.fault = state.get("unreadable", ""), state.get("fault", "")
        self.results: dict[str, Result] = {}
        if not self.unreadable and not self.fault:
            self._judge(nb, resources)
        scores = self._write(nb, resources)
        faulty = bool(self.fault) or any(result.status == Status.UNGRADED for result in self.results.values())
        stamp = Stamp("" if faulty else state["fingerprint"], digest_of_scores(scores))
        nb.metadata["autograder"] = {**state, "graded": True, **vars(stamp)}
        return nb, resources

    def _write(self, nb: NotebookNode, resources: Any) -> dict[str, float | None]:
        """All scores and comments of a submission in one transaction, so the gradebook has them all, or none.

        The scores as the gradebook has them.
        """
        names = resources["nbgrader"]
        self.notebook_id, self.assignment_id = names["notebook"], names["assignment"]
        self.student_id, self.db_url = names["student"], names["db_url"]
        self.gradebook = Gradebook(self.db_url)
        with self.gradebook:
            for index, cell in enumerate(nb.cells):
                self.preprocess_cell(cell, resources, index)
            written = self.gradebook.find_submission_notebook(self.notebook_id, self.assignment_id, self.student_id)
            scores = {grade.name: grade.auto_score for grade in written.grades}
            self.gradebook.db.commit()
        return scores

    def _judge(self, nb: NotebookNode, resources: Any) -> None:
        """Grade the code; a fault of ours costs no marks and does not stop the batch."""
        student = resources["nbgrader"]["student"]
        try:
            grade: Grade = self.parent.bench.grade(self.parent.intake.work)
        except SandboxError:  # it would be the same for everybody: not finished, so done again by the next run
            raise
        except Exception as error:
            self.log.exception("%s could not be graded", student)
            self.fault = say("nb_fault", error=type(error).__name__)
            return
        self.log.info("%s: %g of %g points", student, grade.score, grade.points)
        self.results = {result.name: result for result in grade.results}
        note_in_front(nb, grade.notes)

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> tuple[NotebookNode, Any]:
        """Write score and comment of a cell; a check cell gets the card of its exercise."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        result = self.results.get(name.removeprefix("check_")) if name.startswith("check_") else None
        if result is not None and cell.cell_type == "code":
            cell.outputs = [card(result)]
        return cell, resources

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        score, by_hand = self.verdict(cell)
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        most = float(cell.metadata["nbgrader"]["points"])
        grade.auto_score = None if score is None else min(max(0.0, float(score)), most)
        grade.needs_manual_grade = by_hand or grade.manual_score is not None

    def verdict(self, cell: NotebookNode) -> tuple[float | None, bool]:
        """``(score, whether a person must look)`` of a graded cell."""
        name = cell.metadata.nbgrader.grade_id
        points = float(cell.metadata.nbgrader.points)
        if self.fault:
            return None, True
        if self.unreadable:
            return 0.0, points > 0
        if name in self.results:
            result = self.results[name]
            return (None, True) if result.status == Status.UNGRADED else (result.score, result.by_hand)
        if points == 0 and name.startswith("check_"):
            return 0.0, False
        if is_solution(cell):  # untouched: 0 by its checksum; outputs, which a student can forge, do not count
            score, _ = determine_grade(cell, self.log)
            return score, score is None
        return None, True

    def _add_comment(self, cell: NotebookNode, resources: Any) -> None:
        comment = self.gradebook.find_comment(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        comment.auto_comment = self.remark(cell)

    def remark(self, cell: NotebookNode) -> str | None:
        """What the page says about a solution cell, as plain text."""
        result = self.results.get(cell.metadata.nbgrader.grade_id)
        if self.unreadable or self.fault:
            return self.unreadable or self.fault
        if result is not None:
            return remark_on(result)
        return say("nb_not_an_exercise") if is_grade(cell) or is_task(cell) or is_solution(cell) else None


def remark_on(result: Result) -> str:
    """Points, parts and message of one exercise in a line or two."""
    parts = parts_line(result)
    head = points_of(result) if result.status != Status.UNGRADED else ""
    return ". ".join(text for text in (head, f"{parts}. {result.message}" if parts else result.message) if text)


def card(result: Result) -> NotebookNode:
    """The card of a result as the output of its check cell."""
    data = {"text/html": to_html(result, points=True), "text/plain": to_text(result, points=True)}
    return new_output("display_data", data=data)
