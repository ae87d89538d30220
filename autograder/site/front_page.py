"""The front page of a site: what the course is, and a card for each notebook that leads into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from autograder.messages import say
from autograder.notebook.released import Released
from autograder.practice.start_page import exercises_in, hours, path_of, points_in, title_of
from autograder.site.cards import Picture

TEMPLATE = Path(__file__).with_name("front_page.html")


def front_page(notebooks: Sequence[tuple[str, Released]], pictures: Mapping[str, Picture] | None = None) -> str:
    """The page as HTML; every text in it is escaped. Pictures are those of the assignments that have one."""
    cards = [
        {
            "link": f"notebooks/index.html?path={quote(path_of(name, notebook))}",
            "path": path_of(name, notebook),
            "picture": (pictures or {}).get(name),
            "title": title_of(notebook, name),
            "exercises": len(exercises_in(notebook)),
            "points": f"{points_in(notebook):g}",
            "time": say("start_page_time", count=hours(notebook)),
        }
        for name, notebook in notebooks
    ]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(TEMPLATE.read_text("utf-8")).render(title=say("site_title"), cards=cards)
