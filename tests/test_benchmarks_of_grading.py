"""What a class costs: the class is the one that is described, the figures are what was measured, and so are the pages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import class_of_200, comparison, disk, growth, page, section
from benchmarks.__main__ import medians
from benchmarks.class_of_200 import CLASSES, ENDLESS, GROUPS, SOLVED, STUDENTS, ClassOf200, Student
from benchmarks.floor import STEPS, Grader
from benchmarks.goals import RATIOS, Goal, goals
from benchmarks.per_student import GOALS, MIXED, ROWS, Cost, in_turn, mean
from benchmarks.processor_time import command
from benchmarks.scale import STRIDE
from benchmarks.watched import MAIN, POOL, ROLES, watched
from tests.answers import answers
from tests.sample_class.template import FIRST, Template, code, text_of
from tests.tiers import one_of

COST = {"students": 3, "grading": 0.1, "page": 0.01}
THEIRS = {"grading": 9.0, "page": 1.0}
USED = {"wall": 60.0, "processor": 20.0, "memory": 400.0, "roles": dict.fromkeys(ROLES, 100.0)}
BYTES = dict.fromkeys((*disk.FOLDERS, disk.GRADEBOOK, disk.JOURNAL), 8e5)


def grading() -> dict[str, Any]:
    """Figures that meet every goal."""
    kept: dict[str, Any] = {
        "rounds": 2,
        "most": None,
        "per_student": dict.fromkeys(CLASSES, dict.fromkeys(ROWS, COST)),
        "stock": {
            "stock, bare": {"grading": 2.0, "page": 1.0},
            "stock, as students have it": THEIRS,
            "ours": {"grading": 0.1, "page": 0.01},
        },
        "steps": {name: {step: {"whole": 0.02, "floor": 0.01} for step in STEPS} for name in CLASSES},
        "disk": dict.fromkeys(CLASSES, BYTES),
        "outputs": dict.fromkeys(CLASSES, dict.fromkeys(disk.KINDS, 5e5)),
    }
    return json.loads(json.dumps(kept))


def scale(*sizes: int) -> dict[str, Any]:
    """Classes of these sizes, in which a student costs a fifth of a second and nothing grows."""
    used = {n: {**USED, "processor": 0.2 * n} for n in sizes}
    again = {n: {**USED, "processor": 0.02 * n} for n in sizes}
    classes = [{"students": n, "grade": used[n], "again": again[n], "feedback": used[n], "disk": BYTES} for n in sizes]
    return json.loads(json.dumps({"cores": 2, "classes": classes}))


# --- The class -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("assignment", one_of(*CLASSES))
def test_a_class_has_two_hundred_students_and_no_two_hand_in_the_same(assignment: str) -> None:
    people = ClassOf200(assignment)
    students = list(people.students())
    assert len(students) == STUDENTS == sum(kind.count for kind in CLASSES[assignment])
    files = [people.file(student) for student in students]
    assert len(set(files)) == len({student.name for student in students}) == STUDENTS
    assert files[-9:] == [ClassOf200(assignment).file(student) for student in students[-9:]]
    assert set(GROUPS) >= {kind.group for kind in CLASSES[assignment]} >= {SOLVED, ENDLESS}
    assert CLASSES[assignment][0].group == SOLVED


def test_who_is_drawn_has_answers_of_the_kind_that_is_said(template: Template) -> None:
    people = ClassOf200(FIRST)
    right = {answer.code for answer in answers() if answer.is_right}
    wrong = {answer.code for answer in answers() if not answer.is_right}
    for number, kind in enumerate(kind for kind in people.kinds if not kind.like):
        notebook = json.loads(people.file(Student(number, kind)))
        texts = {text_of(cell) for cell in notebook["cells"]}
        assert len(texts & wrong) == kind.wrong
        expected = template.solutions.values() if kind.wrong else ()
        assert len(texts & (right | set(expected))) >= len(template.solutions) - kind.wrong


def test_the_answer_that_never_ends_is_drawn_by_nobody() -> None:
    (answer,) = (answer for answer in answers() if answer.name == class_of_200.NEVER_ENDS)
    people = ClassOf200(answer.assignment)
    assert answer.code not in {other.code for other in people.wrong[answer.exercise]}


def test_every_notebook_has_the_outputs_of_the_solved_one(template: Template) -> None:
    executed = template.filled()
    for number, cell in enumerate(executed["cells"]):
        if cell["cell_type"] == "code":
            text = {"output_type": "stream", "name": "stdout", "text": f"said by {number}"}
            cell |= {"outputs": [text], "execution_count": number}
    for kind in CLASSES[FIRST]:
        if kind.like != "wanjiru":
            notebook = json.loads(ClassOf200(FIRST, executed).file(Student(7, kind)))
            said = {output["text"] for cell in notebook["cells"] for output in cell.get("outputs", ())}
            assert said == {output["text"] for cell in executed["cells"] for output in cell.get("outputs", ())}


def test_larger_classes_are_mixed_as_the_class_of_200_is() -> None:
    mixed = [kind.what for kind in CLASSES[FIRST] for _ in range(kind.count) if kind.group != ENDLESS]
    assert Counter(mixed[n * STRIDE % len(mixed)] for n in range(len(mixed))) == Counter(mixed)


# --- The figures ---------------------------------------------------------------------------------------------


def test_a_command_costs_processor_time_and_one_that_fails_is_no_figure(tmp_path: Path) -> None:
    (tmp_path / "busy.py").write_text("import time\nwhile time.process_time() < 0.3: pass\n")
    (tmp_path / "children.py").write_text("import subprocess, sys\nsubprocess.run([sys.executable, 'busy.py'])\n")
    (tmp_path / "fails.py").write_text("raise SystemExit('there is no gradebook')")
    assert command(tmp_path, "children") > 0.3
    used = watched(tmp_path, "children")
    assert used.processor > 0.3
    assert used.wall > 0.3
    assert used.memory >= used.roles[MAIN] > 1
    for run in (command, watched):
        with pytest.raises(SystemExit, match="ended with 1: there is no gradebook"):
            run(tmp_path, "fails")


def test_some_of_each_kind_are_measured_where_not_all_are() -> None:
    people = ClassOf200(FIRST)
    some = in_turn(people.students())
    assert len(some) == STUDENTS
    assert len({student.kind for student in some[: len(people.kinds)]}) == len(people.kinds)


def test_the_mixed_class_is_its_groups_with_their_shares(template: Template) -> None:
    costs = {"solved as in the course": Cost(2, 0.1, 0.01), "unfinished": Cost(1, 0.4, 0.02)}
    of_both = mean(costs, ClassOf200(FIRST))
    assert of_both.grading == pytest.approx((50 * 0.1 + 16 * 0.4) / 66)
    assert of_both.together == pytest.approx(of_both.grading + (50 * 0.01 + 16 * 0.02) / 66)
    assert of_both.students == 3


def test_medians_are_taken_figure_by_figure() -> None:
    assert medians([{"a": {"b": 1.0}}, {"a": {"b": 9.0}}, {"a": {"b": 2.0}}]) == {"a": {"b": 2.0}}


def test_a_goal_is_met_or_missed() -> None:
    assert Goal("seconds", 0.3, 0.3, "s").row() == ("seconds", "≤ 0.30 s", "0.300 s", "met")
    assert not Goal("seconds", 0.3, 0.31, "s").met
    assert Goal("ratio", 10.0, 9.9, "times", most=False).row() == ("ratio", "≥ 10.0 times", "9.9 times", "missed")
    assert Goal("ratio", 10.0, 10.0, "times", most=False).met


def test_every_goal_is_held_against_what_was_measured() -> None:
    assert len(goals(grading())) == len(comparison.GOALS) + len(GOALS) + len(disk.GOALS)
    assert missed(grading()) == []
    slow = grading()
    slow["per_student"][FIRST][MIXED]["page"] = 1.0
    assert missed(slow) == [f"01, {MIXED}"]
    large = grading()
    large["disk"][FIRST]["submitted"] = 4e6
    assert missed(large) == ["01, a student's three files on the disk"]
    near = grading()
    near["stock"]["stock, bare"]["page"] = 0.1
    assert missed(near) == [RATIOS["bare with page"]]


def missed(kept: dict[str, Any]) -> list[str]:
    return [goal.what for goal in goals(kept) if not goal.met]


def test_pictures_are_counted_wherever_they_stand() -> None:
    html = '<img src="data:image/png;base64,AAAA"><img src="data:image/gif;base64,BB">'
    outputs = [{"data": {"text/html": html}}, {"data": {"image/png": "CCCCC"}}, {"text": "said"}]
    found = disk.contents({"cells": [{**code(""), "outputs": outputs}]})
    assert found.pop("text") > 4
    assert found == {"png": 9, "gif": 2, "jpeg": 0}


def test_bytes_are_those_of_the_files(tmp_path: Path) -> None:
    for name, length in (("submitted/a/x", 10), ("submitted/b/x", 30), ("feedback/a/x", 2), ("gradebook.db", 100)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(length))
    (tmp_path / "autograded").mkdir()
    found = disk.per_student(tmp_path, 2, empty=40)
    assert found == {"submitted": 20, "autograded": 0, "feedback": 1, disk.JOURNAL: 0, disk.GRADEBOOK: 30}


@pytest.mark.slow
def test_the_floor_of_each_step_is_below_the_step(tmp_path: Path) -> None:
    with Grader(tmp_path / "course", FIRST, {}) as grader:
        shares = grader.shares(2)
    assert list(shares) == list(STEPS)
    assert all(share.floor >= 0 and share.whole > 0 for share in shares.values())
    assert sum(share.floor for share in shares.values()) < sum(share.whole for share in shares.values())
    assert grader.workers >= 2


# --- The page ------------------------------------------------------------------------------------------------


def test_the_page_is_made_of_the_figures() -> None:
    assert page.text() == page.PAGE.read_text("utf-8")
    assert page.FIGURE.exists() == page.SCALE.exists()
    assert not page.FIGURE.exists() or page.drawn_from() == page.digest()


def test_whatever_is_measured_stands_on_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "".join(f"{section.begin(page.COMMAND, name)}{section.END}" for name in page.sections())
    for name in ("PAGE", "GRADING", "SCALE", "FIGURE"):
        monkeypatch.setattr(page, name, tmp_path / getattr(page, name).name)
    page.PAGE.write_text(text)
    page.write()
    assert page.PAGE.read_text("utf-8").count(page.NOT_MEASURED) == len(page.OF_GRADING) + 1
    page.keep(page.GRADING, grading())
    page.keep(page.SCALE, scale(100, 10_000))
    made = page.PAGE.read_text("utf-8")
    assert page.NOT_MEASURED not in made
    assert page.drawn_from() == page.digest()
    assert "| 01, the whole class but for endless loops | ≤ 0.30 s | 0.110 s | met |" in made
    assert "| 03 | with mistakes | 100 | 10 |" in made
    assert "| judging | 20.0 | 10.0 | 20.0 | 10.0 |" in made
    assert "| together | 100.0 | 50.0 | 100.0 | 50.0 |" in made
    assert "| submitted | 800 | 800 |" in made
    assert "| 10,000 | 200 | 20 | 200 | 1.0 | 1.0 | 1.0 | 100 | 100 | 100 | 100 | 100 | 800.0 |" in made
    page.keep(page.GRADING, {**grading(), "most": 3})
    assert page.PAGE.read_text("utf-8") != made


def test_a_cluster_is_for_classes_that_no_machine_grades_in_a_coffee_break() -> None:
    kept = grading()
    kept["per_student"][FIRST][MIXED] = {"students": 3, "grading": 0.9, "page": 0.1}  # a second for each
    rows = [row for row in page.of_clusters(kept).splitlines() if row.startswith(f"| 01, {MIXED}")]
    assert ["one machine of 2 cores" in row for row in rows] == [True, True, True, False]
    assert "| 1,000 | 8.3 | 2.1 |" in rows[2]
    assert "| 10,000 | 83.3 | 20.8 | 2.6 | a cluster |" in rows[3]


def test_the_figure_has_a_point_for_each_class_and_is_read_in_grey() -> None:
    made = growth.figure(scale(100, 300, 1_000))
    assert [axes.get_xlabel() for axes in made.axes] == ["students in the class"] * 3
    assert all("(" in axes.get_ylabel() for axes in made.axes)
    for axes in made.axes:
        assert len({(line.get_linestyle(), line.get_marker()) for line in axes.lines}) == len(axes.lines)
        assert [list(line.get_xdata()) for line in axes.lines] == [[100, 300, 1_000]] * len(axes.lines)


def test_growth_is_told_from_the_smallest_to_the_largest_class() -> None:
    classes = scale(100, 300)
    classes["classes"][1]["grade"]["processor"] = 80.0
    classes["classes"][1]["grade"]["roles"] |= {MAIN: 101.0, POOL: 103.0}
    said = growth.sentence(classes)
    assert said.startswith("From 100 to 300 students, on 2 cores: 400 ms of processor time for each student became 467")
    assert "The memory of the pool went from 100 to 103 MB" in said
    assert "took 1 MB more, 5.0 kB for each student. Grading again" in said
    assert "takes 20 ms for each student of the largest class, and 100 MB of the main process" in said


def test_a_page_without_a_place_is_refused() -> None:
    first = section.begin("python -m x")
    assert section.replaced(f"a\n{first}old\n{section.END}b\n", first, "new\n") == f"a\n{first}new\n{section.END}b\n"
    for text in ("a", f"a\n{first}old", section.END):
        with pytest.raises(ValueError, match="no place"):
            section.replaced(text, first, "new\n")
