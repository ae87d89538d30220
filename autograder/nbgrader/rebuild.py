"""The only sanitising step of autograde: ``autograded/`` from the release and the cells that intake has read."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.messages import say
from autograder.notebook.rebuild import notebook_with, rebuilt


class Rebuild(NbGraderPreprocessor):
    """The only sanitising step: makes ``autograded/`` from the release and the cells that intake has read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Rebuild one notebook."""
        bench, handed_in = self.parent.bench, resources["autograder"]
        released = bench.notebooks[resources["nbgrader"]["notebook"]]
        state = {key: handed_in[key] for key in ("unreadable", "fault") if key in handed_in}
        try:
            cells, repairs = rebuilt(released.cells, handed_in["cells"], bench.public.accepted)
        except Exception as error:  # a fault of ours must not stop the batch
            self.log.warning("A notebook could not be rebuilt", exc_info=True)
            cells, repairs = rebuilt(released.cells, [], bench.public.accepted)
            state = {"fault": say("nb_fault", error=type(error).__name__)}
        notes = list(state.values()) if state else [*handed_in["repairs"], *repairs]
        return notebook_with(cells, notes, released, {**state, "fingerprint": handed_in["fingerprint"]}), resources
