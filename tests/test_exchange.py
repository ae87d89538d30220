"""A week with nbgrader's exchange: released, fetched, handed in, collected, graded, and given back, by its own commands."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader import apps, utils
from nbgrader.api import Gradebook

from autograder.judge.bench import close_all
from autograder.notebook.read import read_notebook
from tests import tiny_course as tiny
from tests.tiny_course import DOUBLE, NAME, NOTEBOOK, source_cells

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
    ),
]
COURSE = "neural-networks-from-numpy"
SCORES = {"ada": 5, "bob": 3}
WORK = {"ada": source_cells(), "bob": source_cells(double=DOUBLE.replace("2 * x", "x * x"))}


class Week:
    """A course, an exchange and the folders of students, as in the containers of a JupyterHub."""

    def __init__(self, folder: Path, patched: pytest.MonkeyPatch) -> None:
        self.folder, self.patched = folder, patched
        self.root = tiny.make_course(folder / "course")
        self.exchange = folder / "exchange"
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        patched.setattr(utils, "get_osusername", lambda: "jovyan")  # whom nbgrader asks the hub about

    def run(self, command: str, who: str = "") -> Path:
        """One of nbgrader's commands, of a student or of the instructor; the folder in which it was called."""
        here = self.folder / who if who else self.root
        here.mkdir(exist_ok=True)
        self.patched.chdir(here)
        self.patched.setenv("JUPYTERHUB_USER", who or "instructor")
        settings = [f"--Exchange.root={self.exchange}", f"--Exchange.cache={here / 'cache'}"]
        app = getattr(apps, "".join(map(str.capitalize, command.split("_"))) + "App")()
        app.initialize([NAME, *settings, *([f"--course={COURSE}"] if who else [])])
        app.start()
        return here


@pytest.fixture
def week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Week]:
    yield Week(tmp_path, monkeypatch)
    close_all()


def test_a_week_with_the_exchange(week: Week) -> None:
    week.run("generate_assignment")
    week.run("release_assignment")
    for student, cells in WORK.items():
        fetched = week.run("fetch_assignment", student) / NAME
        assert sorted(path.name for path in fetched.iterdir()) == ["checks.json", f"{NOTEBOOK}.ipynb"]
        assert "2 * x" not in "".join(read_notebook(fetched / f"{NOTEBOOK}.ipynb").code)
        (fetched / f"{NOTEBOOK}.ipynb").write_text(json.dumps(tiny.notebook(cells)))
        week.run("submit", student)

    week.run("collect")
    assert {path.name for path in (week.root / "submitted").iterdir()} == set(WORK)
    week.run("autograde")
    with Gradebook(f"sqlite:///{week.root / 'gradebook.db'}") as gradebook:
        assert {one.student.id: one.score for one in gradebook.assignment_submissions(NAME)} == SCORES
    week.run("generate_feedback")
    week.run("release_feedback")

    for student, score in SCORES.items():
        home = week.run("fetch_feedback", student)
        pages = [path for path in home.rglob("*.html") if not path.is_relative_to(home / "cache")]
        assert len(pages) == 1
        title = re.search(r'<h1 id="top">.*</h1>', pages[0].read_text("utf-8"))
        assert title is not None
        assert f"{float(score)} of 5.0 points" in title[0]
    everything = {Path(name).name for _, folders, files in os.walk(week.exchange) for name in (*folders, *files)}
    assert not {"gradebook.secret", "gradebook.db", "keys", "source"} & everything
