"""A score that a person has set is never overwritten, and the page agrees with it: card, parts, comment and total."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Comment, Grade, Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.authoring.build import configuration
from autograder.judge.bench import close_all
from tests import tiny_course as tiny
from tests.tiny_course import DOUBLE, NAME, NOTEBOOK, STATISTICS, source_cells

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
)
STUDENT = "ada"
HALF = STATISTICS.replace("np.max(y)", "np.min(y)")  # the mean is right
HANDED_IN = source_cells(double=DOUBLE.replace("2 * x", "x * x"), statistics=HALF)
BY_HAND, FOUND = "A person has set these points.", "What the checks had found"


class Graded:
    """One student's work, graded: 0 of 2 points for ``double``, 2 of 3 for ``statistics``."""

    def __init__(self, root: Path) -> None:
        self.root, self.api = root, NbGraderAPI(config=configuration(root))

    def autograde(self) -> None:
        """As formgrader's button does it."""
        assert self.api.autograde(NAME, STUDENT)["success"]

    def change(self, name: str, change: Callable[[Grade, Comment], object]) -> None:
        """Do to a grade and the comment of its exercise what a person does in formgrader."""
        with Gradebook(self.api.coursedir.db_url) as gradebook:
            place = NOTEBOOK, NAME, STUDENT
            comment = gradebook.find_comment(name.removeprefix("check_"), *place)
            change(gradebook.find_grade(name, *place), comment)
            gradebook.db.commit()

    def page(self) -> str:
        """What a reader of the page sees, in lines; what is folded away stands behind its summary."""
        made = self.api.generate_feedback(NAME, force=False)
        assert made["success"], made
        html = (self.root / "feedback" / STUDENT / NAME / f"{NOTEBOOK}.html").read_text("utf-8")
        body = html.partition("<main>")[2]
        return re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]*>", "", re.sub(r"</(p|div|h1|h2|td|summary|pre)>", "\n", body)))


@pytest.fixture(scope="module")
def once(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    here, root = os.getcwd(), Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("by_hand") / "course"))
    tiny.hand_in(root, STUDENT, HANDED_IN)
    course = Graded(root)
    course.autograde()
    os.chdir(here)
    yield course
    close_all()


@pytest.fixture
def graded(once: Graded, tmp_path: Path) -> Iterator[Graded]:
    """Graded, and not touched by a person; whatever a test changes is put back."""
    here, before = os.getcwd(), shutil.copytree(once.root, tmp_path / "before")
    yield once
    os.chdir(here)
    shutil.rmtree(once.root)
    shutil.copytree(before, once.root)


def set_score(score: float | None, comment: str | None = None) -> Callable[[Grade, Comment], None]:
    def change(grade: Grade, note: Comment) -> None:
        grade.manual_score, note.manual_comment = score, comment

    return change


def test_what_the_judge_gave_is_on_the_page_until_a_person_sets_something(graded: Graded) -> None:
    before = graded.page()
    for words in (
        "tiny: 2.0 of 5.0 points",
        "not right yet: double (0 of 2 points)",
        "not right yet: statistics (2 of 3 points)",
        "mean ✓ · largest ✗",
        "0 of 2 points. Each number came back multiplied by itself.",
    ):
        assert words in before, words
    assert BY_HAND not in before
    assert FOUND not in before
    graded.change("double", set_score(0))  # the same as the judge's
    assert graded.page() == before


def test_points_that_a_person_has_set(graded: Graded) -> None:
    graded.page()  # is there, and no longer true
    graded.change("double", set_score(1.5))
    graded.change("statistics", set_score(3, "You have **explained** it well."))
    for again in (False, True):
        if again:
            graded.autograde()
        page = graded.page()
        assert "tiny: 4.5 of 5.0 points" in page
        assert page.count("1.5 of 2.0 points") == 1
        assert "1.5 / 2.0" in page
        assert "3.0 / 3.0" in page
        assert page.count(BY_HAND) == page.count(FOUND) == 2
        assert "You have explained it well." in page
        for words in ("0 of 2", "0.0 / 2", "2 of 3", "2.0 / 3", "mean ✓", "largest ✗"):
            assert words not in page, words
        for name in ("double", "statistics"):
            assert re.search(rf"{FOUND}\n✗ not right yet: {name}(?! \()", page)
    with Gradebook(graded.api.coursedir.db_url) as gradebook:
        grade = gradebook.find_grade("double", NOTEBOOK, NAME, STUDENT)
        assert (grade.manual_score, grade.auto_score, grade.score) == (1.5, 0, 1.5)
        assert gradebook.find_comment("statistics", NOTEBOOK, NAME, STUDENT).manual_comment.startswith("You have")


def test_extra_credit_a_comment_alone_and_taking_it_back(graded: Graded) -> None:
    before = graded.page()

    def praise(grade: Grade, _: Comment) -> None:
        grade.extra_credit = 0.5

    graded.change("statistics", praise)
    page = graded.page()
    assert "tiny: 2.5 of 5.0 points" in page
    assert page.count(BY_HAND) == 1
    assert "2 of 3 points" not in page
    graded.change("check_statistics", praise)
    page = graded.page()
    assert "tiny: 3.0 of 5.0 points" in page
    assert "check_statistics\n0.5 / 0.0" in page
    for name in ("statistics", "check_statistics"):
        graded.change(name, lambda grade, _: setattr(grade, "extra_credit", None))
    assert graded.page() == before
    graded.change("double", set_score(None, "Look again."))
    page = graded.page()
    assert "Look again." in page
    assert BY_HAND not in page
    assert "not right yet: double (0 of 2 points)" in page


def test_what_is_taken_off_for_being_late_leaves_nothing_below_0(graded: Graded) -> None:
    with Gradebook(graded.api.coursedir.db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=datetime(2030, 1, 1))
        gradebook.find_submission_notebook(NOTEBOOK, NAME, STUDENT).late_submission_penalty = 2
        gradebook.db.commit()
    graded.change("statistics", set_score(1))
    page = graded.page()
    assert "tiny: 0.0 of 5.0 points" in page
    assert "1.0 / 3.0" in page


def test_work_that_could_not_be_read(graded: Graded) -> None:
    tiny.hand_in(graded.root, STUDENT, []).write_bytes(b"{")
    graded.autograde()
    assert graded.page().count("This was not graded") == 3  # at the top, and at each exercise
    graded.change("double", set_score(2))
    page = graded.page()
    assert "tiny: 2.0 of 5.0 points" in page
    assert page.count(BY_HAND) == 1
    assert page.count("This was not graded") == 2
