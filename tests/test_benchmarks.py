"""What is measured beside ours is fair: stock nbgrader's notebook has the marks that it is graded for."""

from __future__ import annotations

import pytest

from benchmarks.autograde import stock_notebook


def test_the_solved_notebook_passes_the_asserts_that_stock_nbgrader_has() -> None:
    namespace: dict[str, object] = {}
    cells = [cell for cell in stock_notebook(bare=True).cells if cell.cell_type == "code"]
    for cell in cells:
        exec(cell.source, namespace)
    namespace["sigmoid"] = lambda z: z
    wrong = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "check_sigmoid"]
    assert len(wrong) == 1
    with pytest.raises(AssertionError):
        exec(wrong[0].source, namespace)
