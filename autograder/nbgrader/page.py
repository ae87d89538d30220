"""The page of one student, made of a graded notebook."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from autograder.course.gradebook import configured
from autograder.gradebook.shown import Shown
from autograder.nbgrader.feedback import FeedbackExporter, show


@lru_cache(1)
def _exporter(root: str) -> FeedbackExporter:
    """Its template brings the colours of the code along."""
    return FeedbackExporter(config=configured(Path(root)))


def made(root: str, notebook: str, target: str, shown: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    """Make the page of one student in the file ``target``, of a graded notebook; or say in the answer what went wrong.

    The file has another name until it is whole, so that an earlier page stays until then.
    """
    try:
        nb = nbformat.v4.reads(Path(notebook).read_text("utf-8"))
        resources = {"nbgrader": dict(names), "unique_key": names["notebook"]}
        show(nb, resources, Shown.from_json(shown))
        page, _ = _exporter(root).from_notebook_node(nb, resources)
        place = Path(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}.new")
        unfinished.write_text(f"{page}\n" if not page.endswith("\n") else page, encoding="utf-8")
        unfinished.replace(place)
    except Exception as error:
        return {"fault": f"{type(error).__name__}: {error}"}
    return {}
