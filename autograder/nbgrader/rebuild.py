"""The only sanitising step of autograde: ``autograded/`` from the release and what intake has read."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.messages import say
from autograder.notebook.rebuild import rebuilt


class Rebuild(NbGraderPreprocessor):
    """The only sanitising step: makes ``autograded/`` from the release and what intake has read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Rebuild one notebook."""
        bench, intake = self.parent.bench, self.parent.intake
        notes = list(intake.state.values()) or intake.work.repairs
        state = {**intake.state, "fingerprint": intake.fingerprint}
        try:
            return rebuilt(intake.work, bench.released, notes, state), resources
        except Exception as error:  # a fault of ours must not stop the batch
            self.log.warning("A notebook could not be rebuilt", exc_info=True)
            fault = say("nb_fault", error=type(error).__name__)
            return rebuilt(bench.nothing(), bench.released, [fault], {**state, "fault": fault}), resources
