"""nbgrader's own commands, with the course's configuration, on submissions of every kind."""

from __future__ import annotations

import copy
import html
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from traitlets.config import Config

from autograder.authoring.build import build, configuration
from autograder.batch.report import reasons
from autograder.gradebook.marks import Mark, Marks
from autograder.grading.intake import Intake
from autograder.grading.marking import marked
from autograder.grading.student_verdict import StudentVerdict
from autograder.judge.bench import bench_for
from autograder.nbgrader.feedback import STOCK_TEMPLATES
from autograder.notebook.clean import as_markdown, clean_html, clean_markdown, literal
from autograder.notebook.handed_in import Cell, HandedIn, handed_in
from autograder.notebook.outputs import clean_outputs
from autograder.notebook.read import all_cells, cell_text
from autograder.notebook.rebuild import cells_of
from autograder.notebook.released import Released
from autograder.plain.status import Status
from autograder.verdict.result import Grade, nothing_earned
from tests import tiny_course as tiny
from tests.tiny_course import DOUBLE, NAME, NOTEBOOK, STATISTICS, code, hand_in, source_cells, text

# nbgrader, SQLAlchemy and the kernels warn about one another.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning"
)

Cells = list[dict[str, Any]]
GOOD = source_cells()
SQUARED = DOUBLE.replace("2 * x", "x * x")
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
EVIL = "<script>evil()</script><img src=x onerror=evil()><svg onload=evil()></svg><iframe src=//evil></iframe>"


# --- Submissions ------------------------------------------------------------------------------------------


def changed(function: Callable[[dict[str, Any]], Any]) -> Cells:
    """The right solution with every cell changed in place."""
    cells = copy.deepcopy(GOOD)
    for cell in cells:
        function(cell)
    return cells


def without_marks(cell: dict[str, Any]) -> None:
    cell["metadata"] = {}
    del cell["id"]


def as_colab(cell: dict[str, Any]) -> None:
    cell["metadata"] = {"id": "Xy12", "outputId": "9f", "colab": {"base_uri": "https://localhost:8080/"}}
    del cell["id"]


def wrong_flags(cell: dict[str, Any]) -> None:
    if mark := cell["metadata"].get("nbgrader"):
        mark.update(
            grade=False,
            solution=not mark["solution"],
            locked="yes",
            points=100,
            checksum="0",
            schema_version=1,
        )


def nonsense(cell: dict[str, Any]) -> None:
    if "nbgrader" in cell["metadata"]:
        cell["metadata"] = {"nbgrader": [1, 2]}
    cell["outputs"] = {"not": "a list"}
    cell["source"] = cell["source"].splitlines(keepends=True)


def as_text(cell: dict[str, Any]) -> None:
    if cell["metadata"].get("nbgrader", {}).get("solution"):
        cell["cell_type"] = "raw" if cell["id"] == "double" else "markdown"


def only(*names: str) -> Cells:
    return [cell for cell in copy.deepcopy(GOOD) if cell["id"] in names]


def without(*names: str) -> Cells:
    return [cell for cell in copy.deepcopy(GOOD) if cell["id"] not in names]


def edited(name: str, source: str, **more: str) -> Cells:
    """The right solution with other text in some cells."""
    texts = {name: source, **more}
    return [{**cell, "source": texts.get(cell["id"], cell["source"])} for cell in copy.deepcopy(GOOD)]


HELPER = "def helper(x):\n    return x + x"
USES_HELPER = "def double(x):\n    return helper(x)"
SHOUTS = 'import sys\nprint("5/5")\nprint("warning", file=sys.stderr)\n'
LOOP = "def double(x):\n    while True:\n        pass"

# name: (cells, points, whether a person must look)
READABLE: dict[str, tuple[Cells, float]] = {
    "right": (GOOD, 5),
    "wrong_helper": (source_cells(double=SQUARED), 3),
    "partial": (source_cells(statistics=STATISTICS.replace("np.mean(y)", "np.sum(y)")), 3),
    "no_metadata": (changed(without_marks), 5),
    "colab": (changed(as_colab), 5),
    "wrong_flags": (changed(wrong_flags), 5),
    "nonsense": (changed(nonsense), 5),
    "reordered": (copy.deepcopy(GOOD[::-1]), 5),
    "all_twice": (copy.deepcopy(GOOD + GOOD), 5),
    "copy_above": ([code(SQUARED, "copy", tiny.exercise_mark("double", 2)), *GOOD], 5),
    "copy_below": ([*GOOD, code(SQUARED, "copy", tiny.exercise_mark("double", 2))], 3),
    "wrong_below": ([*GOOD, code(SQUARED)], 3),
    "checks_deleted": (without("double-check", "statistics-check"), 5),
    "only_functions": (only("double", "statistics"), 5),
    "one_deleted": (without("statistics"), 2),
    "helper_cell": ([code(HELPER), *edited("double", USES_HELPER)], 5),
    "helper_below": ([*edited("double", USES_HELPER), code(HELPER)], 5),
    "helper_in_imports": (edited("imports", f"import numpy as np\n{HELPER}", double=USES_HELPER), 5),
    "helper_in_check": (edited("double-check", f"{HELPER}\ncheck(double)", double=USES_HELPER), 5),
    "alias": (edited("double", DOUBLE.replace("double", "twice")), 5),
    "noisy": (edited("double", SHOUTS + DOUBLE), 5),
    "notes_below": (
        [*changed(without_marks), text("My notes:\n\n```\ndef double(x):\n```\ndef double(x):")],
        5,
    ),
    "broken_cell": ([code("def oops(:"), *GOOD], 5),
    "magics": ([code("%matplotlib inline\n!ls"), code("%%bash\nrm -rf /"), *GOOD], 5),
    "null_byte": ([code("x = '\0'"), *GOOD], 5),
    "surrogate": ([code("x = '\ud800'"), text("\udfff"), *GOOD], 5),
    "large_cell": ([code("x = '" + "a" * 1_100_000 + "'"), *GOOD], 5),
    "exits": ([code("import sys; sys.exit()"), code("import os; os._exit(0)"), *GOOD], 5),
    "exits_inside": (edited("double", "def double(x):\n    import os\n    os._exit(0)"), 3),
    "endless": (edited("double", LOOP), 3),
    "forged_checks": ([*without("double", "statistics"), code("5.0\nprint('All checks pass')")], 0),
    "active": (
        [
            text(EVIL),
            text(EVIL, kind="raw"),
            text("[x](javascript:evil())\n\n![y](attachment:evil.png)"),
            *GOOD,
        ],
        5,
    ),
}
RETYPED = changed(as_text)


def with_outputs() -> Cells:
    """The right solution, with outputs of every kind that a page would run or load."""
    cells = copy.deepcopy(GOOD)
    cells[-1]["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {"text/html": {"isolated": True}},
            "data": {"text/html": ["kept<b>!</b>", EVIL]},
        },
        {"output_type": "display_data", "metadata": {}, "data": {"application/javascript": "evil()"}},
        {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": "<svg onload='evil()'/>"}},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/markdown": EVIL, "text/latex": "evil"},
        },
        {
            "output_type": "display_data",
            "metadata": {"width": "1 onerror=evil()"},
            "data": {"image/png": PIXEL},
        },
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": 'x" onerror="evil()'}},
        {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": {"text/plain": EVIL}},
        {"output_type": "stream", "name": "stdout", "text": EVIL + "\x1b[31mred" + "long " * 50_000},
        {"output_type": "error", "ename": "E", "evalue": EVIL, "traceback": [EVIL] * 1000},
        {"output_type": "widget", "data": EVIL},
        *({"output_type": "stream", "name": "stdout", "text": "many"} for _ in range(500)),
    ]
    cells[3]["source"] = cells[3]["source"].replace("y = 2 * x", f"raise ValueError({EVIL!r})")
    return [*cells, {**code("look = 1"), "outputs": copy.deepcopy(cells[-1]["outputs"])}]


def unreadable(root: Path) -> None:
    """Hand in what holds no notebook that may be read."""
    files = {
        "empty": b"",
        "truncated": json.dumps(tiny.notebook(GOOD)).encode()[:900],
        "not_json": b"\x89PNG\r\n",
        "a_list": b"[1, 2]",
        "no_cells": b'{"cells": 3}',
        "deep": b"[" * 100_000,
        "latin": '{"cells": ["é"]}'.encode("latin-1"),
    }
    for student, content in files.items():
        hand_in(root, student, GOOD).write_bytes(content)
    for student in ("linked", "pipe", "folder", "several", "nothing", "hard_link"):
        hand_in(root, student, GOOD).unlink()
    place = {s: root / "submitted" / s / NAME / f"{NOTEBOOK}.ipynb" for s in ("linked", "pipe", "folder", "hard_link")}
    victim = hand_in(root, "victim", GOOD)
    place["linked"].symlink_to(victim)
    os.link(victim, place["hard_link"])
    os.mkfifo(place["pipe"])
    place["folder"].mkdir()
    hand_in(root, "several", GOOD, "one.ipynb")
    hand_in(root, "several", GOOD, "two.ipynb")
    (root / "submitted" / "linked_folder").mkdir()
    (root / "submitted" / "linked_folder" / NAME).symlink_to(root / "submitted" / "right" / NAME)
    (root / "submitted" / "linked_student").symlink_to(root / "submitted" / "right")


UNREADABLE = (
    "empty truncated not_json a_list no_cells deep latin linked pipe folder several nothing "
    "linked_folder linked_student"
).split()


PAGES = ("active", "outputs", "magics", "not_json", "old_format", "partial")


def old_format(cells: Cells) -> bytes:
    """The same notebook as nbformat 3 wrote it."""
    outputs = [{"output_type": "pyout", "prompt_number": 1, "text": ["seen"]}]
    sheet = []
    for cell in cells:
        old = {"cell_type": cell["cell_type"], "metadata": {}}
        if cell["cell_type"] == "code":
            lines = cell["source"].splitlines(keepends=True)
            sheet.append({**old, "input": lines, "outputs": outputs, "language": "python", "prompt_number": 1})
        else:
            sheet.append({**old, "source": cell["source"]})
    data = {"worksheets": [{"cells": sheet}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    return json.dumps(data).encode()


def hand_in_all(root: Path) -> None:
    """One submission of every kind."""
    for student, (cells, _) in READABLE.items():
        hand_in(root, student, cells)
    hand_in(root, "untouched", tiny.released(root))
    hand_in(root, "retyped", RETYPED)
    hand_in(root, "outputs", with_outputs())
    hand_in(root, "old_format", GOOD).write_bytes(old_format(GOOD))
    hand_in(root, "renamed", GOOD, f"{NOTEBOOK} (1).ipynb")
    hand_in(root, "own_name", GOOD, "homework of mine.ipynb")
    hand_in(root, "bom", GOOD).write_bytes(b"\xef\xbb\xbf" + json.dumps(tiny.notebook(GOOD)).encode())
    extra = hand_in(root, "other_files", GOOD).parent
    (extra / "numpy.py").write_text("evil = 1")
    (extra / "page.html").write_text(EVIL)
    (extra / "passwd").symlink_to("/etc/passwd")
    os.mkfifo(extra / "waits.txt")
    (extra / "submission_secret.txt").write_text("secret")
    (hand_in(root, "bad_time", GOOD).parent / "timestamp.txt").write_text("soon")
    (hand_in(root, "time_folder", GOOD).parent / "timestamp.txt").mkdir()
    os.mkfifo(hand_in(root, "time_pipe", GOOD).parent / "timestamp.txt")
    (hand_in(root, "late", GOOD).parent / "timestamp.txt").write_text("2030-01-02 00:00:00 UTC")
    unreadable(root)


# --- The course, built and graded once --------------------------------------------------------------------


class Graded:
    """A course with its API, and what the gradebook says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        config = configuration(root)
        config.LateSubmissionPlugin.penalty_method = "zero"
        self.api = NbGraderAPI(config=config)

    def autograde(self, student: str = "*") -> dict[str, Any]:
        self.api.coursedir.assignment_id, self.api.coursedir.student_id = NAME, student
        converter = Autograde(coursedir=self.api.coursedir, parent=self.api)
        result: dict[str, Any] = capture_log(converter)
        self.api.coursedir.student_id = "*"
        return result

    def grades(self, student: str) -> dict[str, tuple[float | None, bool, str]]:
        """Score, whether a person must look, and comment of each graded cell."""
        with Gradebook(self.api.coursedir.db_url, self.api.coursedir.course_id) as gradebook:
            notebook = gradebook.find_submission_notebook(NOTEBOOK, NAME, student)
            comments = {comment.name: comment.auto_comment for comment in notebook.comments}
            return {
                grade.name: (grade.auto_score, grade.needs_manual_grade, comments.get(grade.name) or "")
                for grade in notebook.grades
            }

    def result(self, student: str) -> Path:
        return self.root / "autograded" / student / NAME / f"{NOTEBOOK}.ipynb"

    def cells(self, student: str) -> Cells:
        return all_cells(json.loads(self.result(student).read_text("utf-8")), NOTEBOOK)

    def page(self, student: str) -> str:
        return (self.root / "feedback" / student / NAME / f"{NOTEBOOK}.html").read_text("utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = os.getcwd()
    course = Graded(tiny.make_course(tmp_path_factory.mktemp("course")))
    made = course.api.generate_assignment(NAME)
    assert made["success"], made
    with Gradebook(course.api.coursedir.db_url, course.api.coursedir.course_id) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=datetime(2030, 1, 1))
    hand_in_all(course.root)
    before = snapshot(course.root / "submitted")
    result = course.autograde()
    assert result["success"], result.get("log", "")[-3000:]
    assert snapshot(course.root / "submitted") == before
    for student in PAGES:
        feedback = course.api.generate_feedback(NAME, student)  # what formgrader's button calls
        assert feedback["success"], feedback.get("log", "")[-3000:]
    os.chdir(folder)
    return course


def snapshot(folder: Path) -> dict[str, Any]:
    """Names, types, times and sizes of everything below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        info = path.lstat()
        found[str(path)] = info.st_mode, info.st_mtime_ns, info.st_size
    return found


@pytest.mark.parametrize("student", READABLE)
def test_every_readable_submission_gets_its_points(graded: Graded, student: str) -> None:
    grades = graded.grades(student)
    assert sum(score or 0 for score, _, _ in grades.values()) == READABLE[student][1]
    assert not any(by_hand for _, by_hand, _ in grades.values())
    assert all(type(score) is float for score, _, _ in grades.values())


@pytest.mark.parametrize(
    "student",
    "retyped old_format renamed own_name bom other_files bad_time time_folder time_pipe late".split(),
)
def test_repaired_submissions_get_full_marks(graded: Graded, student: str) -> None:
    assert [score for score, _, _ in graded.grades(student).values()] == [2, 0, 3, 0]


def test_untouched_is_not_started(graded: Graded) -> None:
    grades = graded.grades("untouched")
    assert [score for score, _, _ in grades.values()] == [0, 0, 0, 0]
    assert "not been started" in grades["double"][2]
    assert not any(by_hand for _, by_hand, _ in grades.values())


@pytest.mark.parametrize("student", UNREADABLE)
def test_what_cannot_be_read_earns_nothing_and_is_listed(graded: Graded, student: str) -> None:
    grades = graded.grades(student)
    assert {name: grade[:2] for name, grade in grades.items()} == {
        "double": (0, True),
        "check_double": (0, False),
        "statistics": (0, True),
        "check_statistics": (0, False),
    }
    assert grades["double"][2].startswith("This was not graded")


def test_message_comes_with_partial_credit(graded: Graded) -> None:
    score, _, comment = graded.grades("partial")["statistics"]
    assert score == 1
    assert comment.startswith("1 of 3 points. largest ✓ · mean ✗. Your mean grows")
    page = graded.page("partial")
    assert "Your mean grows with the number of entries." in page
    assert "1.0 of 3.0 points" in page


def test_late_penalty_still_counts(graded: Graded) -> None:
    with Gradebook(graded.api.coursedir.db_url, graded.api.coursedir.course_id) as gradebook:
        assert gradebook.find_submission_notebook(NOTEBOOK, NAME, "late").late_submission_penalty == 5
        assert gradebook.find_submission_notebook(NOTEBOOK, NAME, "right").late_submission_penalty is None


def test_only_nbgraders_notes_are_copied(graded: Graded) -> None:
    names = {path.name for path in graded.result("other_files").parent.iterdir()}
    assert names == {f"{NOTEBOOK}.ipynb", "submission_secret.txt"}
    assert (graded.result("late").parent / "timestamp.txt").is_file()


def test_the_card_is_in_the_check_cell(graded: Graded) -> None:
    (card,) = [cell["outputs"] for cell in graded.cells("wrong_helper") if "".join(cell["source"]) == "check(double)"]
    assert "Each number came back multiplied by itself" in "".join(card[0]["data"]["text/html"])
    assert "your double(x):" in "".join(card[0]["data"]["text/plain"])


# --- Nothing active ---------------------------------------------------------------------------------------


class Active(HTMLParser):
    """Collects whatever in a page could run or load something of the student's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attrs:
            plain = re.sub(r"\s", "", value or "").lower()
            if "evil" in plain or "javascript:" in plain or name.startswith("on"):
                self.found.append(f"<{tag} {name}={value}>")
        if tag in {"iframe", "object", "embed", "svg", "form", "base"}:
            self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if self.inside in {"script", "style"} and "evil" in data:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def active_parts(page: str) -> list[str]:
    parser = Active()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("student", PAGES)
def test_no_page_holds_anything_active(graded: Graded, student: str) -> None:
    assert active_parts(graded.page(student)) == []
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(STOCK_TEMPLATES)]
    config.merge(configuration(graded.root))
    names = "base_url submission_id notebook_id assignment_id notebook_path last_name first_name student"
    resources = {**dict.fromkeys(names.split(), "x"), "index": 0, "total": 1}
    page, _ = HTMLExporter(config=config).from_filename(str(graded.result(student)), resources=resources)
    assert active_parts(page) == []


def test_outputs_are_kept_but_passive_and_short(graded: Graded) -> None:
    *_, look, own = graded.cells("outputs")
    for cell, picture in ((look, set()), (own, {"image/png"})):
        outputs = cell["outputs"]
        kinds = {key for output in outputs for key in output.get("data", {output["output_type"]: 0})}
        assert kinds == {"text/html", "text/plain", "stream", "error"} | picture
        assert len(outputs) <= 30
        assert "kept<b>!</b>" in "".join(outputs[0]["data"]["text/html"])
        # the course's own figures are where they were handed in, and a sentence says so
        assert ("Figure: see the notebook" in json.dumps(outputs)) == (not picture)
    assert graded.result("outputs").stat().st_size < 400_000


def test_feedback_page(graded: Graded) -> None:
    page = graded.page("outputs")
    assert '<html lang="en">' in page
    assert "stopped with ValueError: &lt;script&gt;evil()" in page
    assert "check_double" not in page  # a check cell shows its card, not a score of 0 / 0
    assert "<title>tiny: feedback</title>" in page


@pytest.mark.parametrize(
    "source",
    [
        EVIL,
        "[x](javascript:evil())",
        "[x](java&#115;cript:evil())",
        "[x](< javascript:evil()>)",
        "[x](data:text/html;base64,AAAA)",
        "[x]: vbscript:evil\n\n[x]",
        "<javascript:evil()>",
        "![x](http://evil/pixel.png)",
        "![x](//evil/pixel.png)",
        "![x](/logout)",
        "![x](attachment:nothing.png)",
        "```mermaid\n<img src=x onerror=evil()>\n```",
        "$<img src=x onerror=evil()>$",
        "<b onmouseover=evil()>x</b>",
        "<br/onclick=evil()>",
        "<div\nonclick=evil()>",
        "~~~~\n~~~~\n[x](javascript:evil())",
        "[" * 15_000,
        "> " * 5_000,
    ],
)
def test_markdown_renders_passive(source: str) -> None:
    from nbconvert.filters import markdown2html_mistune

    assert active_parts(markdown2html_mistune(clean_markdown(source))) == []
    assert active_parts(markdown2html_mistune(literal(source))) == []


def test_honest_markdown_stays_as_it_is() -> None:
    honest = "# Why $a < b$\n\n- *x* and `y`, see [the docs](https://numpy.org) <br> ok\n\n| a |\n|---|\n| 1 |"
    assert clean_markdown(honest) == honest


@pytest.mark.parametrize(
    "said", ["a <b> *c* _d_ `e` $f$ [g](h) # i", "1 & 2 &amp; 'q' \"r\" ~~s~~", "| x |\n- y", "7. x\n8. y"]
)
def test_text_in_markdown_shows_as_it_is(said: str) -> None:
    from nbconvert.filters import markdown2html_mistune

    class Text(HTMLParser):
        seen = ""

        def handle_data(self, data: str) -> None:
            self.seen += data

    parser = Text()
    parser.feed(markdown2html_mistune(as_markdown(said)))
    assert parser.seen.strip() == said
    (indented := Text()).feed(markdown2html_mistune(as_markdown(f"    {said}")))
    assert indented.seen.strip() == said
    assert "<em>" not in markdown2html_mistune(as_markdown(said))


def test_cleaned_html_cannot_cover_the_page() -> None:
    cleaned = clean_html('<div style="position:fixed;color:red" id="a" class="b"><a href="/logout">x</a></div>')
    assert "position" not in cleaned
    assert "logout" not in cleaned
    assert "color:red" in cleaned


def test_outputs_that_are_none() -> None:
    assert clean_outputs("text") == []
    assert clean_outputs([None, 3, {"output_type": "display_data", "data": [1]}]) == []


# --- Rebuilding -------------------------------------------------------------------------------------------


def work(cells: Cells) -> HandedIn:
    """The code cells as they are."""
    return HandedIn(tuple(Cell("code", cell_text(cell)) for cell in cells if cell["cell_type"] == "code"))


@pytest.mark.parametrize("student", sorted(READABLE.keys() - {"endless", "exits_inside", "large_cell"}))  # slow
def test_the_rebuilt_notebook_grades_like_the_original(graded: Graded, student: str) -> None:
    bench = bench_for(graded.root, graded.root, NAME)
    cells = READABLE[student][0]
    original = bench.grade(work(cells))
    again = bench.grade(handed_in(cells, bench.released.cells, bench.public.accepted))
    assert [(r.name, r.status, r.score) for r in again.results] == [
        (r.name, r.status, r.score) for r in original.results
    ]


@pytest.mark.parametrize("student", [*READABLE, "retyped", "untouched", "empty"])
def test_every_released_mark_is_there_once(graded: Graded, student: str) -> None:
    marks = [cell["metadata"]["nbgrader"] for cell in graded.cells(student) if "nbgrader" in cell["metadata"]]
    expected = [cell["metadata"]["nbgrader"] for cell in tiny.released(graded.root) if "nbgrader" in cell["metadata"]]
    assert sorted(marks, key=lambda mark: mark["grade_id"]) == sorted(expected, key=lambda mark: mark["grade_id"])


def test_notes_are_not_taken_for_code(graded: Graded) -> None:
    kinds = [cell["cell_type"] for cell in graded.cells("notes_below") if "My notes" in "".join(cell["source"])]
    assert kinds == ["markdown"]


@pytest.mark.parametrize("student", ["victim", "hard_link"])
def test_one_file_of_two_students_costs_nobody_anything(graded: Graded, student: str) -> None:
    """Who has made the link cannot be told; the page says what was seen, and no name."""
    assert [score for score, _, _ in graded.grades(student).values()] == [2, 0, 3, 0]
    assert not any(by_hand for _, by_hand, _ in graded.grades(student).values())
    note = "".join(graded.cells(student)[0]["source"])
    assert "is one file with a notebook in another submission; each of them was graded" in html.unescape(note)
    assert not {"victim", "hard"} & set(note.split())


def test_repairs_are_said(graded: Graded) -> None:
    assert "recognised by their function or text" in "".join(graded.cells("no_metadata")[0]["source"])
    assert "was taken for" in "".join(graded.cells("renamed")[0]["source"])
    assert graded.cells("right")[0]["id"] == "cell-0"


def test_a_changed_locked_cell_is_restored_and_the_change_kept(graded: Graded) -> None:
    sources = ["".join(cell["source"]) for cell in graded.cells("helper_in_imports")]
    assert "import numpy as np\nfrom autograder import check, ready" in sources
    assert f"import numpy as np\n{HELPER}" in sources


# --- Runs -------------------------------------------------------------------------------------------------


def test_finished_results_are_left_alone_and_half_made_ones_done_again(graded: Graded) -> None:
    finished, half, cut = (graded.result(student) for student in ("right", "partial", "colab"))
    time = finished.stat().st_mtime_ns
    for path in (half, cut):
        path.chmod(0o644)
    half.write_text(half.read_text("utf-8").replace('"graded": true', '"graded": false'), encoding="utf-8")
    cut.write_bytes(cut.read_bytes()[:-500])
    with Gradebook(graded.api.coursedir.db_url, graded.api.coursedir.course_id) as gradebook:
        gradebook.find_grade("statistics", NOTEBOOK, NAME, "partial").auto_score = None
        gradebook.db.commit()
    assert graded.autograde()["success"]
    assert finished.stat().st_mtime_ns == time
    assert graded.grades("partial")["statistics"][0] == 1
    assert '"graded": true' in cut.read_text("utf-8")


def test_what_would_come_out_otherwise_is_done_again_and_nothing_else(course: Graded) -> None:
    """Plain ``nbgrader autograde``, no timestamps: another file, one that had been missing, key, secret, gradebook."""
    build(course.root)
    names = ("same", "replaced", "missing", "linked")
    for name in names:
        hand_in(course.root, name, GOOD)
    source = course.root / "submitted" / "missing" / NAME / f"{NOTEBOOK}.ipynb"
    source.unlink()
    linked = course.root / "submitted" / "linked" / NAME / f"{NOTEBOOK}.ipynb"
    linked.unlink()
    linked.symlink_to("/etc/passwd")

    def run() -> set[str]:
        """Who was done again."""
        before = {name: mtime(course.result(name)) for name in names}
        result = course.autograde()
        assert result["success"], result.get("log", "")[-3000:]
        return {name for name in names if mtime(course.result(name)) != before[name]}

    def total(name: str) -> float:
        return sum(score or 0 for score, _, _ in course.grades(name).values())

    assert run() == {*names}
    assert run() == set()
    with Gradebook(course.api.coursedir.db_url, course.api.coursedir.course_id) as gradebook:
        gradebook.find_grade("double", NOTEBOOK, NAME, "replaced").manual_score = 1.5
        gradebook.db.commit()
    hand_in(course.root, "replaced", source_cells(double=SQUARED))
    hand_in(course.root, "missing", GOOD)
    linked.unlink()
    hand_in(course.root, "linked", GOOD)
    assert run() == {"replaced", "missing", "linked"}
    assert [total(name) for name in names] == [5, 3, 5, 5]
    with Gradebook(course.api.coursedir.db_url, course.api.coursedir.course_id) as gradebook:
        grade = gradebook.find_grade("double", NOTEBOOK, NAME, "replaced")
        assert (grade.manual_score, grade.needs_manual_grade) == (1.5, True)

    (course.root / "gradebook.secret").unlink()
    assert run() == {*names}
    (key,) = course.root.glob("keys/*/_all.py")
    key.write_text(tiny.KEY.replace("rng.uniform(2, 9, size)", "rng.uniform(2, 8, size)"), encoding="utf-8")
    build(course.root)
    assert run() == {*names}
    assert run() == set()

    with Gradebook(course.api.coursedir.db_url, course.api.coursedir.course_id) as gradebook:
        gradebook.find_grade("double", NOTEBOOK, NAME, "same").auto_score = 0  # as an older backup would have it
        gradebook.remove_submission(NAME, "missing")
    assert run() == {"same", "missing"}
    assert [total(name) for name in names] == [5, 3, 5, 5]


def mtime(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def test_what_comes_to_an_end_too_late_keeps_its_mark_and_is_listed_for_a_person() -> None:
    late = nothing_earned("double", {"value": 2.0}, Status.TIMED_OUT, "too late", by_hand=True)
    never = nothing_earned("half", {"value": 1.0}, Status.TIMED_OUT, "never")
    names = ("double", "half")
    cells = [code("pass", name, tiny.exercise_mark(name, 2)) for name in names]
    grade = Grade("01_judged", "", None, (late, never))
    made = marked(
        {"cells": cells, "metadata": {}}, Intake(HandedIn(())), "", Released("x", {"cells": []}), lambda _: grade
    )
    assert made.scores == {"double": (0.0, True), "half": (0.0, False)}
    verdict = StudentVerdict(grade)
    as_recorded = {name: Mark("", 0.0, 2.0, 0.0) for name in names}
    assert reasons("bo", verdict, Marks(as_recorded)) == ["bo is for you to look at in double: it ends, but too late"]
    looked_at = {**as_recorded, "double": Mark("", 1.5, 2.0, 0.0)}
    assert not reasons("bo", verdict, Marks(looked_at))


def test_a_manual_score_is_kept_and_looked_at_again(graded: Graded) -> None:
    with Gradebook(graded.api.coursedir.db_url, graded.api.coursedir.course_id) as gradebook:
        gradebook.find_grade("double", NOTEBOOK, NAME, "bom").manual_score = 1.5
        gradebook.db.commit()
    assert graded.api.autograde(NAME, "bom")["success"]  # what formgrader's button calls
    assert graded.grades("bom")["double"][:2] == (2, True)


@pytest.mark.slow
def test_feedback_for_the_whole_class(graded: Graded) -> None:
    feedback = graded.api.generate_feedback(NAME, force=False)
    assert feedback["success"], feedback.get("log", "")[-3000:]
    assert '<html lang="en">' in graded.page("right")


def test_seeds_and_secret(graded: Graded) -> None:
    bench = bench_for(graded.root, graded.root, NAME)
    secret = bench.course.secret_path
    assert secret == graded.root / "gradebook.secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert bench is bench_for(graded.root, graded.root, NAME)
    assert not any("secret" in path.name for path in (graded.root / "release").rglob("*"))


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Graded]:
    folder = os.getcwd()
    yield Graded(tiny.make_course(tmp_path))
    os.chdir(folder)


@pytest.mark.slow
def test_a_cell_of_the_instructors_own_is_graded_by_hand(tmp_path: Path) -> None:
    essay = {
        **text("### BEGIN SOLUTION\nBecause.\n### END SOLUTION", "essay"),
        "metadata": tiny.exercise_mark("essay", 4),
    }
    essay["metadata"]["nbgrader"]["cell_type"] = "markdown"
    own_test = code("assert True", "own", tiny.mark("own_test", grade=True, locked=True, points=2))
    course = Graded(tiny.make_course(tmp_path, cells=[*GOOD, essay, own_test]))
    made = course.api.generate_assignment(NAME)
    assert made["success"], made
    written = copy.deepcopy(tiny.released(course.root))
    hand_in(course.root, "silent", written)
    next(cell for cell in written if cell["id"] == "essay")["source"] = "Because of **this**."
    next(cell for cell in written if cell["id"] == "own")["outputs"] = [
        {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": {"text/plain": "2.0"}}
    ]
    hand_in(course.root, "writes", written)
    assert course.autograde()["success"]
    assert course.grades("silent")["essay"][:2] == (0, False)
    assert course.grades("writes")["essay"][:2] == (None, True)
    assert course.grades("writes")["own_test"][:2] == (None, True)
    assert "a person grades it" in course.grades("writes")["essay"][2]


@pytest.mark.slow
def test_a_fault_of_ours_costs_no_marks(course: Graded, monkeypatch: pytest.MonkeyPatch) -> None:
    assert course.api.generate_assignment(NAME)["success"]
    for student in ("first", "second"):
        hand_in(course.root, student, GOOD)

    def fault(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("autograder.judge.bench.Bench.grade", fault)
    assert course.autograde()["success"]
    for student in ("first", "second"):
        score, by_hand, comment = course.grades(student)["double"]
        assert (score, by_hand) == (None, True)
        assert "a fault on our side (ZeroDivisionError)" in comment
    monkeypatch.undo()
    assert course.autograde()["success"]  # what was a fault is tried again
    assert [score for score, _, _ in course.grades("second").values()] == [2, 0, 3, 0]


def test_workers_that_are_gone_are_replaced(graded: Graded) -> None:
    bench = bench_for(graded.root, graded.root, NAME)
    process = bench.judge.zygote.process
    process.kill()
    process.wait()
    assert bench.grade(work(GOOD)).score == 5


def test_very_much_markdown_is_not_rendered() -> None:
    cells = cells_of(handed_in([text("[" * 9_000) for _ in range(2_000)], [], lambda name: ()))
    assert cells[-1]["source"].startswith("~~~~")


@pytest.mark.slow
def test_grading_begins_in_a_fresh_clone_and_follows_new_points(course: Graded) -> None:
    build(course.root)
    hand_in(course.root, "right", GOOD)
    assert course.autograde()["success"]
    assert [score for score, _, _ in course.grades("right").values()] == [2, 0, 3, 0]
    (key,) = course.root.glob("keys/*/_all.py")
    key.write_text(tiny.KEY.replace("points=2), hints", "points=4), hints"), encoding="utf-8")
    cells = copy.deepcopy(GOOD)
    next(cell for cell in cells if cell["id"] == "double")["metadata"] = tiny.exercise_mark("double", 4)
    tiny.write(course.root / "source" / NAME / f"{NOTEBOOK}.ipynb", cells)
    build(course.root)
    assert course.api.autograde(NAME, "right")["success"]
    with Gradebook(course.api.coursedir.db_url, course.api.coursedir.course_id) as gradebook:
        grade = gradebook.find_grade("double", NOTEBOOK, NAME, "right")
        assert (grade.auto_score, grade.max_score) == (4, 4)


def test_a_release_that_is_stale_stops_the_run_with_a_sentence(course: Graded) -> None:
    assert course.api.generate_assignment(NAME)["success"]
    hand_in(course.root, "right", GOOD)
    (key,) = course.root.glob("keys/*/_all.py")
    key.write_text(tiny.KEY.replace("return 2 * x", "return 3 * x"))
    result = course.autograde()
    assert not result["success"]
    assert "run `autograder build`" in result["log"]
    assert not (course.root / "autograded").exists()


def test_generate_assignment_refuses_a_wrong_solution(tmp_path: Path) -> None:
    course = Graded(tiny.make_course(tmp_path, cells=source_cells(double=SQUARED)))
    made = course.api.generate_assignment(NAME)
    assert not made["success"]
    assert "the solution of double in source/01_tiny earns 0 of 2 points" in made["log"]
    assert not list((tmp_path / "release").rglob("*.ipynb"))


# --- Without this configuration ---------------------------------------------------------------------------


@pytest.mark.slow
def test_stock_nbgrader_gives_no_marks_and_keeps_the_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"])
    tiny.make_course(tmp_path)
    (tmp_path / "nbgrader_config.py").unlink()
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.CourseDirectory.course_id = "stock"
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    assert api.generate_assignment(NAME)["success"]
    everything = "".join(path.read_text("utf-8") for path in (tmp_path / "release").rglob("*") if path.is_file())
    assert "2 * x" not in everything
    assert "np.mean(y)" not in everything
    forged = copy.deepcopy(tiny.released(tmp_path))
    for cell in forged:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = "import sys\nsys.displayhook(5.0)\n5.0"
    hand_in(tmp_path, "wrong", source_cells(double=SQUARED))
    hand_in(tmp_path, "forged", forged)
    hand_in(tmp_path, "untouched", tiny.released(tmp_path))
    for student in ("wrong", "forged", "untouched"):
        assert api.autograde(NAME, student)["success"]
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        scores = {submission.student.id: submission.score for submission in gradebook.assignment_submissions(NAME)}
    assert scores == {"wrong": 0, "forged": 0, "untouched": 0}
