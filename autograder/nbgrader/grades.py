"""The judge's verdict into the gradebook, and its cards into the notebook."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.gradebook.marks import engine_of
from autograder.gradebook.writing import Entry, write
from autograder.grading.marking import marked
from autograder.grading.provenance import Provenance


class JudgeGrades(NbGraderPreprocessor):
    """In the place of SaveAutoGrades: scores and comments that no student's process has ever held."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade the notebook, then write what was found: all of it in one transaction, or nothing."""
        parent, names = self.parent, resources["nbgrader"]
        bench, intake = parent.bench, parent.intake
        marking = marked(nb, intake, parent.fault, bench.released, bench.grade, self.log)
        if marking.verdict.grade is not None:
            grade = marking.verdict.grade
            self.log.info("%s: %g of %g points", names["student"], grade.score, grade.points)
        entry = Entry(marking, Provenance.of(bench, intake.work))
        engine = engine_of(parent.folders)
        try:  # AssignLatePenalties, the next step, sees to the penalty
            write(engine, names["assignment"], names["notebook"], {names["student"]: entry}, None)
        finally:
            engine.dispose()
        return from_dict(nb), resources
