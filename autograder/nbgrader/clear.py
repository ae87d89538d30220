"""A step of generate_assignment: regions become placeholders, their markers stay."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions as StockClearSolutions

from autograder.authoring.regions import cleared, regions


class ClearSolutions(StockClearSolutions):
    """Stock ClearSolutions, but for cells with regions, which are cleared as described above."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> tuple[NotebookNode, Any]:
        """Clear one cell."""
        if cell.cell_type == "code" and regions(cell.source):
            cell.source = cleared(cell.source)
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)
