"""The report on a class: what is counted, what is computed, and whatever students write, what of it goes out and how."""

from __future__ import annotations

import base64
import csv
import functools
import io
import json
import string
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.batch.said import id_of, outline
from autograder.batch.troubles import GLOSSES, SEEN, Sort, Trouble, trouble_of, who_met
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.gradebook.marks import Mark, Marks
from autograder.grading.student_verdict import StudentVerdict
from autograder.messages import ENGLISH, say
from autograder.notebook.recognise import KINDS as MENDED
from autograder.plain.outcome import Raised
from autograder.plain.status import Status
from autograder.plain.text import HIDDEN
from autograder.report import files as report_files
from autograder.report import run as report_run
from autograder.report.anonymous import without_names
from autograder.report.collect import report_of
from autograder.report.examples import shortened
from autograder.report.figures import pictures
from autograder.report.files import files_of, table_of, write_whole
from autograder.report.page import MOST, page_of
from autograder.report.repairs import KINDS, repairs
from autograder.report.statistics import FEWEST, discrimination, quartiles, share_earned
from autograder.report.terminal import in_terminal
from autograder.verdict.glosses import gloss
from autograder.verdict.result import Result
from tests import tiny_course as tiny
from tests.made_up_class import (
    HINT,
    NAME,
    POINTS,
    a_class,
    hostile,
    marks_for,
    not_started,
    result,
    shown,
    verdict,
    wrong,
)
from tests.sample_class.course import hand_in, make_course
from tests.sample_class.everybody import SUBMISSIONS
from tests.sample_class.template import FIRST, Template
from tests.test_report import HOSTILE, Reader

MADE = "2030-01-01 12:00 UTC"
MISTAKEN = wrong("propagate", "Your dw grows with m.", 3.0, mistake="dw_not_averaged", evidence=shown("[[9.]]"))
NASTY = [
    r"$\frac{$",
    "long " * 50,
    "=cmd|' /C calc'!A0",
    'a"b,c',
    "two\nlines",
    "\x1b[2J\u202e",
    "\udcff",
    "李 明",
    "عمر",
    *HOSTILE,
]


def report(verdicts, marks=None, **more):
    return report_of(a_class(verdicts, marks, **more), MADE)


@functools.cache
def everywhere(text: str) -> dict[str, str]:
    """The files of a report on a class in which a text is in every place that a student can write to."""
    return files_of(report_of(hostile(text), MADE))


# --- Which of our sentences a text is --------------------------------------------------------------------------------


def filled(message_id: str, words: str) -> str:
    """A sentence with the same words in each of its blanks."""
    sentence = ENGLISH[message_id]
    form = sentence if isinstance(sentence, str) else sentence[1]
    return "".join(text + (words if name is not None else "") for text, name, _, _ in string.Formatter().parse(form))


@pytest.mark.parametrize("words", ["dW1", "In `x, y`, there is", ""])
@pytest.mark.parametrize("among", [GLOSSES, SEEN, tuple(KINDS)], ids=["glosses", "seen", "repairs"])
def test_every_sentence_is_known_again_whatever_fills_it(among, words):
    assert {name: id_of(filled(name, words), among) for name in among} == {name: name for name in among}


def test_a_text_that_is_none_of_them_is_none():
    assert id_of("Something else.", [*GLOSSES, *KINDS]) is None
    assert id_of("", ["returned_none"]) is None


def test_an_outline_has_dots_for_blanks():
    assert outline("returned_none") == "… returned None. Does every path through the function end with a return?"
    assert outline("right") == "All … checks pass."


def test_all_that_can_be_mended_is_counted():
    assert {f"nb_{kind}" for kind in MENDED} < KINDS.keys()


# --- What went wrong -------------------------------------------------------------------------------------------------

NAME_ERROR = Raised("NameError", "name 'q' is not defined")
STOPPED = say("raised", call="sigmoid(z)", error="ZeroDivisionError: why")
UNREAD = say("missing_broken", name="sigmoid", reason="SyntaxError: '(' was never closed (line 3)")


@pytest.mark.parametrize(
    ("graded", "sort", "name"),
    [
        (MISTAKEN, Sort.MISTAKE, "dw_not_averaged"),
        (replace(MISTAKEN, status=Status.CRASHED), Sort.MISTAKE, "dw_not_averaged"),
        (wrong("model", "In both calls, …", relation="negated"), Sort.FACT, "negated"),
        (result("model", 0, Status.CRASHED, f"{gloss(NAME_ERROR)}\n{STOPPED}"), Sort.EXPLAINED, "gloss_name"),
        (result("model", 0, Status.CRASHED, STOPPED), Sort.RAISED, "ZeroDivisionError"),
        (result("model", 0, Status.CRASHED, UNREAD), Sort.RAISED, "SyntaxError"),
        (result("model", 0, Status.CRASHED, say("cell_crashed", name="model")), Sort.ENDED, "crashed"),
        (result("model", 0, Status.CRASHED, say("hidden_only", name="model")), Sort.SEEN, "hidden_only"),
        (result("model", 0, Status.TIMED_OUT, "…"), Sort.ENDED, "timed_out"),
        (result("model", 0, Status.TOO_MUCH_MEMORY, "…"), Sort.ENDED, "too_much_memory"),
        (wrong("model", say("returned_none", call="model(X)")), Sort.SEEN, "returned_none"),
        (wrong("model", say("wrong_shape", where="w", got=(3,), expected=(3, 1))), Sort.SEEN, "wrong_shape"),
        (wrong("model", say("wrong_entries", where="A", count=1, of=7)), Sort.SEEN, "wrong_entries"),
        (wrong("model", "words of tomorrow"), Sort.SEEN, "wrong"),
        (not_started("model"), Sort.NOT_STARTED, "not_started"),
        (result("model", 0, Status.MISSING, "…"), Sort.NOT_STARTED, "missing"),
    ],
)
def test_each_way_to_be_wrong_is_one_thing(graded: Result, sort, name):
    assert trouble_of(graded) == Trouble(graded.name, sort, name)


@pytest.mark.parametrize("status", [Status.RIGHT, Status.UNGRADED])
def test_what_is_right_or_our_own_fault_is_nothing(status):
    assert trouble_of(result("model", 0, status)) is None


def test_the_commonest_comes_first_then_what_most_is_known_of():
    found = who_met(
        {
            "a": verdict(not_started("model"), wrong("sigmoid", say("returned_none", call="f"))),
            "b": verdict(MISTAKEN),
            "c": verdict(not_started("model")),
        }
    )
    assert [(trouble.name, who) for trouble, who in found.items()] == [
        ("not_started", ["a", "c"]),
        ("dw_not_averaged", ["b"]),
        ("returned_none", ["a"]),
    ]


# --- Statistics ------------------------------------------------------------------------------------------------------


def test_the_share_is_the_mean_of_the_points():
    assert share_earned([0, 1, 2, 2], 2) == 5 / 8
    assert share_earned([], 2) is None
    assert share_earned([0.0], 0) is None


def test_quartiles_by_hand():
    assert quartiles([0, 1, 2, 3, 4]) == (0, 1, 2, 3, 4)
    assert quartiles([7]) == (7,) * 5


def test_an_exercise_is_compared_with_the_others_and_not_with_itself():
    table = [[k % 2, k % 2, 0.0] for k in range(FEWEST)]
    assert discrimination(table, 0) == pytest.approx(1)
    table = [[k % 2, 1 - k % 2, k // 2 % 2] for k in range(FEWEST)]
    assert discrimination(table, 2) is None  # the others add up to the same for everybody
    rng = np.random.default_rng(1)
    table = rng.random((50, 4))
    own, rest = table[:, 1], table[:, 0] + table[:, 2] + table[:, 3]
    by_hand = np.mean((own - own.mean()) * (rest - rest.mean())) / (own.std() * rest.std())
    assert discrimination(table.tolist(), 1) == pytest.approx(by_hand)
    assert abs(by_hand) < np.corrcoef(own, table.sum(axis=1))[0, 1] - 0.2  # with itself in the sum it would be large


def test_nothing_is_said_where_it_means_nothing():
    rows = [[float(k), float(k)] for k in range(FEWEST)]
    assert discrimination(rows, 0) == pytest.approx(1)
    assert discrimination(rows[:-1], 0) is None
    assert discrimination([[row[0]] for row in rows], 0) is None
    assert discrimination([[1.0, row[0]] for row in rows], 0) is None
    assert discrimination([[0.1 + 0.2 if k % 2 else 0.3, float(k)] for k in range(FEWEST)], 0) is None


# --- What is in a report ---------------------------------------------------------------------------------------------


def test_marks_are_the_gradebooks_with_late_penalties_and_scores_by_hand():
    verdicts = {"a": verdict(), "b": verdict(MISTAKEN), "late": verdict(), "hand": verdict(MISTAKEN)}
    marks = {student: marks_for(judged) for student, judged in verdicts.items()}
    marks["late"] = marks_for(verdicts["late"], penalty=4)
    marks["hand"] = marks_for(verdicts["hand"])
    marks["hand"].cells["propagate"] = Mark("made_up", 4.5, 5, 3, by_hand=True)
    made = report(verdicts, marks)
    assert made.marks.scores == (6, 8, 9.5, 10)
    assert (made.marks.points, made.marks.late, made.marks.by_hand) == (10, 1, 1)
    assert made.marks.quartiles[2] == 8.75
    figures = {one.name: one for one in made.exercises}
    assert list(figures) == list(POINTS)
    assert figures["propagate"].share == (5 + 3 + 5 + 4.5) / 20
    assert (figures["propagate"].all_points, figures["propagate"].some_points) == (2, 2)
    assert [row.student for row in made.students] == ["a", "b", "hand", "late"]
    assert made.students[3].exercises == (3, 5, 2)


def test_a_file_that_nobody_can_read_is_in_no_statistics_until_a_person_grades_it():
    verdicts = {
        "a": verdict(),
        "cut": StudentVerdict(unreadable="cut.ipynb is empty"),
        "mended": StudentVerdict(unreadable="?"),
    }
    marks = {student: marks_for(judged, to_look_at=not judged.grade) for student, judged in verdicts.items()}
    marks["mended"] = marks_for(verdict(), by_hand=True)
    made = report(verdicts, marks)
    assert made.marks.scores == (10, 10)
    assert made.unreadable == 2
    assert [(one.student, one.why) for one in made.to_look_at] == [("cut", "is for you to look at: cut.ipynb is empty")]
    assert made.needs_help == ()


def test_whoever_formgrader_lists_is_there_with_the_reason():
    late = replace(result("model", 0, Status.TIMED_OUT, "…"), by_hand=True)
    verdicts = {
        "slow": verdict(late),
        "again": verdict(),
        "ours": StudentVerdict(fault="ValueError: x"),
        "fine": verdict(),
        "never recorded": StudentVerdict(fault="OSError: y"),
    }
    marks = {student: marks_for(verdicts[student], to_look_at=student != "fine") for student in list(verdicts)[:4]}
    marks["again"] = marks_for(verdicts["again"], to_look_at=True, by_hand=True)
    marks["essay"] = marks_for(verdict(), to_look_at=True)
    assert {one.student: one.why for one in report(verdicts, marks).to_look_at} == {
        "slow": "is for you to look at in model: it ends, but too late",
        "again": "has a score that was set by hand, and the work was graded anew since",
        "ours": "is not graded: ValueError: x",
        "essay": "has a cell that a person grades, or a mark that is still missing",
        "never recorded": "is not graded: OSError: y",
    }


def test_who_needs_help_has_less_than_half_the_fewest_first():
    verdicts = {
        "half": verdict(wrong("propagate")),
        "none": verdict(*map(not_started, POINTS)),
        "some": verdict(wrong("propagate", mistake="dw_not_averaged"), not_started("model")),
        "all": verdict(),
    }
    found = report(verdicts).needs_help
    assert [(one.student, one.score, one.not_started, one.lost_most, one.trouble) for one in found] == [
        ("none", 0, tuple(POINTS), "", ""),
        ("some", 3, ("model",), "propagate", "dw not averaged"),
    ]


def test_the_same_wrong_answer_to_the_same_call_is_one_group():
    nine = wrong("propagate", evidence=shown("[[9.]]"))
    verdicts = {
        "a": verdict(nine),
        "b": verdict(MISTAKEN),
        "c": verdict(wrong("propagate", evidence=shown("[[8.]]"))),
        "d": verdict(wrong("propagate", evidence=shown("[[9.]]", call="propagate(w)"))),
        "e": verdict(wrong("propagate", evidence=shown("[[9.]]", what="db"))),
        "f": verdict(wrong("propagate", evidence=shown(""))),
        "g": verdict(wrong("propagate", evidence=shown(""))),
        **{name: verdict(wrong("sigmoid", evidence=shown("0.5", call="sigmoid(z)"))) for name in "hij"},
    }
    groups = report(verdicts).same_answers
    assert [(one.exercise, one.got, one.who, one.known_as) for one in groups] == [
        ("sigmoid", "0.5", ("h", "i", "j"), ""),
        ("propagate", "[[9.]]", ("a", "b"), "dw not averaged"),
    ]


def test_a_mistake_has_the_keys_sentence_and_an_example():
    (met,) = report({"a": verdict(MISTAKEN)}, code="def propagate(): ...").met
    assert met.sentence == HINT.replace("{name}", "…")
    assert (met.name, met.count, met.who) == ("dw not averaged", 1, ("a",))
    assert met.example.code == "def propagate(): ..."


def test_repairs_are_counted_by_kind_once_for_a_hand_in():
    renamed = [say("nb_renamed", found=f"x ({k}).ipynb", name="x.ipynb") for k in range(3)]
    found = repairs(
        {"a": verdict(repairs=renamed[:2]), "b": verdict(repairs=[renamed[2], say("nb_foreign")]), "c": verdict()}
    )
    assert [(one.sentence, one.count) for one in found] == [(KINDS["nb_renamed"], 2), (KINDS["nb_foreign"], 1)]


def test_code_that_is_long_is_cut():
    assert shortened("\tx = 1") == "    x = 1"
    assert shortened("x\n" * 500).endswith("x\n…") and len(shortened("x" * 9999)) < 5000


# --- Odd classes -----------------------------------------------------------------------------------------------------

ODD = {
    "one student": ({"a": verdict(MISTAKEN)}, None),
    "nothing is handed in any more": ({}, {"a": marks_for(verdict())}),
    "nobody has a mark": ({"a": StudentVerdict(fault="x")}, {"a": Marks({"sigmoid": Mark("n", None, 3, None)})}),
    "an exercise that nobody started": ({s: verdict(not_started("model")) for s in "abc"}, None),
    "all is right": ({s: verdict() for s in "abc"}, None),
    "nobody started": ({s: verdict(*map(not_started, POINTS)) for s in "abc"}, None),
    "a cell that is worth nothing": ({"a": verdict()}, {"a": Marks({"x": Mark("n", 0.0, 0.0, 0.0)})}),
}


@pytest.mark.parametrize("anonymous", [False, True], ids=["names", "anonymous"])
@pytest.mark.parametrize(("verdicts", "marks"), ODD.values(), ids=ODD.keys())
def test_every_class_has_a_report(verdicts, marks, anonymous):
    made = report(verdicts, marks)
    made = without_names(made) if anonymous else made
    files = files_of(made)
    page = reader(files["report.html"])
    assert NAME in page.text
    assert "None" not in page.text and "nan" not in page.text
    assert json.loads(files["report.json"])["assignment"] == NAME
    assert len(list(csv.reader(io.StringIO(files["exercises.csv"])))) == 4
    assert printed(made, 80)


def test_an_exercise_that_nobody_started_is_hard_and_says_so():
    made = report({student: verdict(not_started("model")) for student in "abc"})
    assert (made.exercises[2].share, made.exercises[2].not_started) == (0, 3)
    assert "The hardest exercise was model: on average 0 % of its points." in text_of(made)


def test_three_hundred_students_fit_on_a_page():
    verdicts = {f"s{k:03}": verdict(wrong("propagate", f"{k}", relation=f"r{k}")) for k in range(300)}
    made = report(verdicts, code="x = 1\n" * 60)
    files = files_of(made)
    assert len(files["report.html"]) < 500_000
    assert f"{300 - MOST} more are in mistakes.csv." in text_of(made)
    assert len(list(csv.reader(io.StringIO(files["students.csv"])))) == 301
    assert len(list(csv.reader(io.StringIO(files["mistakes.csv"])))) == 301


# --- What goes out ---------------------------------------------------------------------------------------------------


def reader(page: str) -> Reader:
    """The body of a page as a browser takes it."""
    return Reader(page.partition("<body>")[2].partition("</body>")[0])


def text_of(made) -> str:
    return " ".join(reader(page_of(made)).text.split())


@pytest.mark.parametrize("text", NASTY)
def test_the_page_shows_every_text_and_runs_none(text):
    usual, nasty = (reader(everywhere(word)["report.html"]) for word in ("plain", text))
    assert nasty.elements == usual.elements
    assert nasty.attributes == usual.attributes
    assert not {"script", "iframe", "object", "form", "style", "link"} & set(usual.elements)
    assert usual.text.count("plain") > 20
    page = page_of(report_of(hostile(text), MADE))
    assert [
        letter for letter in page if unicodedata.category(letter) in HIDDEN and letter not in "\n\u200c\u200d"
    ] == []


def test_the_page_has_the_policy_of_a_students_page_and_nothing_that_loads():
    template = Path("autograder/nbgrader/templates/graded/index.html.j2").read_text("utf-8")
    (policy,) = (line for line in template.splitlines() if "Content-Security-Policy" in line)
    page = everywhere("plain")["report.html"]
    assert policy in page
    assert page.count("src=") == page.count('src="data:image/svg+xml;base64,') == 3
    assert "http://" not in page and "https://" not in page


@pytest.mark.parametrize("text", NASTY)
def test_no_field_of_a_table_is_a_formula_or_ends_a_row(text):
    files = everywhere(text)
    for name in ("students.csv", "mistakes.csv", "exercises.csv"):
        rows = list(csv.reader(io.StringIO(files[name], newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not any(field.startswith(("=", "+", "@")) or "\n" in field for row in rows for field in row)
    assert len(files["students.csv"].splitlines()) == 5
    assert json.loads(files["report.json"])["students"][0]["student"] == f"{text}1"
    assert files["report.json"].isascii()


def test_numbers_in_tables_are_numbers():
    assert table_of(("a",), [(-1.5,), ("-1.5",), (None,), (True,)]) == 'a\n-1.5\n\'-1.5\n""\nTrue\n'


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("text", NASTY)
def test_the_terminal_gets_lines_of_its_width_and_nothing_that_it_obeys(text, width):
    lines = printed(report_of(hostile(text), MADE), width).splitlines()
    assert max(map(len, lines)) <= width
    assert not [c for line in lines for c in line if unicodedata.category(c) in HIDDEN and c not in "\u200c\u200d"]


def printed(made, width: int) -> str:
    screen = io.StringIO()
    console = Console(file=screen, width=width, highlight=False)
    for part in in_terminal(made, Path("reports/x/report.html")):
        console.print(part)
    return screen.getvalue()


# --- Figures ---------------------------------------------------------------------------------------------------------


def test_each_figure_asks_a_question_and_says_its_numbers():
    verdicts = {"a": verdict(MISTAKEN), "b": verdict(MISTAKEN), "c": verdict(not_started("model"))}
    found = pictures(report(verdicts))
    assert list(found) == ["marks", "exercises", "mistakes"]
    assert all(picture.title.endswith("?") for picture in found.values())
    assert found["marks"].words == "Students by points: 8 to 9 points: 3. The median is 8 of 10 points."
    assert "propagate: 1 all points, 2 some, 0 none, 0 not started" in found["exercises"].words
    assert "model: 2 all points, 0 some, 0 none, 1 not started" in found["exercises"].words
    assert "propagate: dw not averaged: 2" in found["mistakes"].words
    for picture in found.values():
        tags = {
            element.tag.rpartition("}")[2] for element in ElementTree.fromstring(base64.b64decode(picture.data)).iter()
        }
        assert not {"script", "image", "a", "foreignObject"} & tags


def test_the_same_report_has_the_same_page():
    verdicts = {"a": verdict(MISTAKEN)}
    assert page_of(report(verdicts)) == page_of(report(verdicts))


def test_a_name_in_any_script_can_be_drawn():
    assert pictures(report({"a": verdict(wrong("model", "x", mistake="梯度_عكس"))}))["mistakes"].words


# --- Without names ---------------------------------------------------------------------------------------------------

SECRET = "Ottilie"


def test_without_names_no_word_of_a_student_is_in_any_file():
    assert "".join(everywhere(SECRET).values()).count(SECRET) > 40
    made = without_names(report_of(hostile(SECRET), MADE))
    files = files_of(made)
    assert [name for name, text in files.items() if SECRET.lower() in text.lower()] == []
    assert "students.csv" not in files
    assert SECRET not in printed(made, 200)
    assert "who" not in files["mistakes.csv"].splitlines()[0]
    text = text_of(made)
    assert "Without names." in text and "numbers alone may show who is meant" in text
    assert "dw not averaged" in text and HINT.replace("{name}", "…") in text
    assert "…, there is no function … when the line runs." in text


@pytest.mark.parametrize(
    ("got", "kept"),
    [("[[9. nan]\n [-1e-05 True]]", True), ("None", True), ("'Ottilie'", False), ("<Ottilie>", False), ("nano", False)],
)
def test_without_names_a_value_is_shown_if_it_is_made_of_numbers(got, kept):
    verdicts = {student: verdict(wrong("propagate", evidence=shown(got))) for student in "ab"}
    assert bool(without_names(report(verdicts)).same_answers) is kept


def test_without_names_the_order_does_not_tell_whose_it_is():
    one, two = verdict(MISTAKEN), verdict(wrong("propagate", say("returned_none", call="f")), not_started("model"))
    there = without_names(report({"a": one, "b": two, "c": two}))
    back = without_names(report({"a": two, "b": two, "c": one}))
    assert there == back


def test_without_names_exceptions_that_students_made_are_one():
    own = [result("model", 0, Status.CRASHED, say("raised", call="f", error=f"{name}: x")) for name in ("Mia", "Leo")]
    verdicts = {"a": verdict(own[0]), "b": verdict(own[1]), "c": verdict(result("model", 0, Status.CRASHED, STOPPED))}
    assert [(one.name, one.count) for one in without_names(report(verdicts)).met] == [
        ("stopped (an exception that is not Python's own)", 2),
        ("stopped (ZeroDivisionError)", 1),
    ]


# --- Files -----------------------------------------------------------------------------------------------------------


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_takes_the_place_of_an_earlier_one_with_all_its_files(tmp_path):
    folder = tmp_path / "deep" / "reports"
    write_whole({"report.html": "1", "students.csv": "1"}, folder)
    write_whole({"report.html": "2"}, folder)
    assert names_in(folder) == ["report.html"]
    assert (folder / "report.html").read_text() == "2"
    assert names_in(folder.parent) == ["reports"]


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "r").mkdir()
    write_whole({"report.html": "1"}, tmp_path / "r")
    assert names_in(tmp_path / "r") == ["report.html"]


def test_a_folder_with_anything_else_is_left_alone(tmp_path):
    (tmp_path / "gradebook.db").write_text("marks")
    with pytest.raises(CourseError, match=r"holds other files \(gradebook.db\).*--output"):
        write_whole({"report.html": "1"}, tmp_path)
    assert names_in(tmp_path) == ["gradebook.db"]


def test_a_link_or_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link", "file/below"):
        with pytest.raises(CourseError, match=r"is no folder|cannot be written"):
            write_whole({"report.html": "1"}, tmp_path / name)
    assert names_in(tmp_path) == ["file", "link"]


@pytest.mark.parametrize("broken", ["write_text", "rename"])
def test_what_cannot_be_written_leaves_the_earlier_report(tmp_path, monkeypatch, broken):
    folder = tmp_path / "r"
    write_whole({"report.html": "1", "report.json": "1"}, folder)
    whole, calls = getattr(Path, broken), []

    def fails(*arguments, **more):
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return whole(*arguments, **more)

    monkeypatch.setattr(Path, broken, fails)
    with pytest.raises(CourseError, match="No space left on device"):
        write_whole({"report.html": "2", "report.json": "2"}, folder)
    monkeypatch.undo()
    assert names_in(tmp_path) == ["r"]
    assert {path.read_text() for path in folder.iterdir()} == {"1"}


def test_all_files_that_there_are_may_be_replaced():
    assert set(files_of(report({"a": verdict()}))) == set(report_files.NAMES)


# --- The command -----------------------------------------------------------------------------------------------------


def test_a_class_that_was_never_graded_is_one_sentence(tmp_path):
    root = tiny.make_course(tmp_path / "course")
    (root / "release" / tiny.NAME).mkdir(parents=True)
    (root / "release" / tiny.NAME / "checks.json").write_text("{}")
    with pytest.raises(CourseError, match=r"nobody has been graded in 01_tiny: run `autograder grade 01_tiny` first"):
        report_run.run("01", root)
    assert not (root / "reports").exists() and not list(root.glob("gradebook*"))


def test_a_gradebook_that_is_none_is_one_sentence(tmp_path):
    root = tiny.make_course(tmp_path / "course")
    (root / "gradebook.db").write_text("no database")
    with pytest.raises(CourseError, match="the gradebook cannot be read"):
        report_run.class_of(Course(root), tiny.NAME)


@pytest.mark.slow
def test_a_class_is_graded_and_reported(tmp_path):
    """The way from what was handed in to the page, by both commands, and what changes on it after that."""
    root, template = make_course(tmp_path / "course"), Template.of()
    for submission in SUBMISSIONS[FIRST]:
        if submission.student in ("amina", "ewa", "farid", "grace", "sven", "wanjiru"):
            hand_in(root, submission, template)
    assert command(root, "grade", "01").returncode == 3  # a person has to look at wanjiru's file, which is cut off
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    done = command(root, "report", "01")
    assert (done.returncode, done.stderr) == (0, "")
    assert "sigmoid forgotten" in done.stdout and "1 student for a person to look at: wanjiru." in done.stdout
    folder = root / "reports" / FIRST
    assert names_in(folder) == sorted(report_files.NAMES)
    changed = {path for path, when in before.items() if path.stat().st_mtime_ns != when}
    assert changed == set()
    text = " ".join(reader((folder / "report.html").read_text("utf-8")).text.split())
    for said in (
        "6 students handed in, 5 have a mark.",
        "predict: sigmoid forgotten · 2 students known mistake: farid, grace",
        "Examples whose score lies between 0 and 0.5 got a 0",
        "A[0, i] > 0.5",  # from the code of one of them
        "ewa 0 / 30 everything",
        "wanjiru is for you to look at: logistic_regression.ipynb is not a notebook or was cut off",
        "The file had another name.",
    ):
        assert said in text
    data = json.loads((folder / "report.json").read_text("utf-8"))
    assert [one["who"] for one in data["same_answers"]] == [["farid", "grace"]]
    # handed in anew, and a score by hand
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("sigmoid", template.file.removesuffix(".ipynb"), FIRST, "ewa").manual_score = 2
        gradebook.db.commit()
    again = replace(next(s for s in SUBMISSIONS[FIRST] if s.student == "grace"), student="farid", make=Template.filled)
    hand_in(root, again, template)
    done = command(root, "report", "01", "--anonymous", "--output", "elsewhere")
    assert done.returncode == 0
    assert "only the marks are known" not in done.stdout  # the report is about what is recorded, not what came since
    data = json.loads((root / "elsewhere" / "report.json").read_text("utf-8"))
    assert data["marks"]["scores"][0] == 2 and len(data["same_answers"]) == 1
    for path in (root / "elsewhere").iterdir():
        assert not [
            name for name in ("amina", "ewa", "farid", "grace", "sven", "wanjiru") if name in path.read_text("utf-8")
        ]
    refused = command(root, "report", "01", "--output", "keys")
    assert refused.returncode == 2 and "holds other files" in refused.stderr
    assert "nobody has been graded in 02_one_hidden_layer" in command(root, "report", "02").stderr


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of our commands in a course."""
    line = [sys.executable, "-m", "autograder.cli", *arguments]
    return subprocess.run(line, cwd=root, check=False, capture_output=True, text=True, encoding="utf-8")
