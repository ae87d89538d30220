"""Every attack and every accident ends in the mark that the honest part of the notebook earns."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from autograder.judge import judge as module
from autograder.judge.judge import Judge
from autograder.plain.status import Status
from autograder.sandbox import lock
from autograder.verdict.report import grade_to_text, to_html, to_text
from autograder.verdict.result import Grade
from tests.attacks.corpus import CANARY, FAMILIES, LEAKED, Attack, all_attacks, cells_of, secrets_of
from tests.attacks.routes import (
    ALL_RIGHT,
    BAD_INPUT,
    MAY_WRITE,
    NOT_ALL_RIGHT,
    ROUTES,
    Graded,
    Place,
    started_with,
)
from tests.ordinary_user import as_ordinary_user, skip_where_nobody_can_become_one
from tests.sample_class.course import feedback_of, grade_class, gradebook, hand_in, make_course
from tests.sample_class.submissions import Submission
from tests.sample_class.template import FIRST, Template, code, with_cells

ATTACKS = all_attacks()
IN_CLASS = """
    equals_everything forged_marks oracle_hands_on_the_answer snoop_reads_files kills_everybody
    endless_loop_that_swallows_everything changes_every_setting tells_by_a_variable markup_in_a_message
    claims_points cut_off own_modules link_to_the_solution pipe named_like_an_option named_with_escapes
""".split()  # on every route one of each family, files that nobody can read, and what lies beside a notebook
HONEST = ("aaa", "mmm", "zzz")  # first, in the middle and last


def plant(root: Path, template: Template) -> None:
    """Put a canary into everything that no worker may read."""
    key, _, _, victim = secrets_of(root)
    with key.open("a", encoding="utf-8") as file:
        file.write(f'\nTHE_SECRET_OF_THIS_KEY = "{CANARY}"\n')
    victim.parent.mkdir(parents=True)
    victim.write_text(json.dumps(with_cells(template.filled(), code(f"mine = '{CANARY}'"))))


def state_of(files: list[Path]) -> list[tuple[bytes, int, int, int]]:
    """Contents, rights, owner and time of files."""
    return [(p.read_bytes(), (s := p.stat()).st_mode, s.st_uid, s.st_mtime_ns) for p in files]


@pytest.fixture(scope="session")
def course(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder with secrets in it."""
    root = make_course(tmp_path_factory.mktemp("attacked") / "course", impatient=True)
    plant(root, template)
    (root / "gradebook.db").write_text(CANARY)
    return root


def slow_unless_chosen(attack: Attack) -> object:
    return pytest.param(attack, id=attack.name, marks=() if attack.name in IN_CLASS else pytest.mark.slow)


@pytest.mark.parametrize("attack", [slow_unless_chosen(attack) for attack in ATTACKS])
def test_judge(attack: Attack, template: Template, judge: Judge, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if attack.load_seconds:
        for table in ("ATTEMPTS", "LENDING"):
            hurried = [replace(attempt, seconds=attack.load_seconds) for attempt in getattr(module, table)]
            monkeypatch.setattr(module, table, hurried)
    before = state_of(secrets_of(course))
    cells = cells_of(attack, template, course)
    if cells is None:
        assert not attack.readable
        return
    grade = judge.grade(cells)
    assert all(result.status != Status.UNGRADED for result in grade.results), grade_to_text(grade)
    earned = {result.name: result.score for result in grade.results}
    assert earned == attack.earns(template), grade_to_text(grade)
    told = everything_told(grade)
    assert CANARY not in told
    assert LEAKED not in told or judge.zygote.missing
    assert state_of(secrets_of(course)) == before
    assert psutil.Process(judge.zygote.process.pid).children(recursive=True) == []
    assert not [folder for folder in judge.zygote.home.iterdir() if folder.name.isdigit()]


def everything_told(grade: Grade) -> str:
    """Every word of a grade that anybody reads; it can be written anywhere."""
    cards = [text for result in grade.results for text in (to_text(result), to_html(result))]
    told = "\n".join([json.dumps(grade.to_json(), ensure_ascii=False), grade_to_text(grade), *cards])
    told.encode("utf-8")
    assert all(character.isprintable() or character == "\n" for character in told)
    return told


@pytest.fixture(scope="session")
def armed(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that is ready to grade, with secrets in it."""
    root = make_course(tmp_path_factory.mktemp("armed") / "course", impatient=True)
    plant(root, template)
    grade_class(root, steps=["generate_assignment"])
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as records:
        records.add_student("victim", last_name=CANARY)
    return root


def class_of(route: str, attacks: list[Attack], template: Template, armed: Path, root: Path) -> None:
    """Let a route grade attackers between honest classmates: everybody gets the honest mark, and nothing else is left."""
    place = Place(root)
    course = Path(shutil.copytree(armed, place.course))
    classmates = () if route == "test" else HONEST  # where each is graded in a run of its own, the victim is enough
    files = {name: hand_in(course, Submission(name, "", Template.filled), template) for name in classmates}
    files["victim"] = secrets_of(course)[3]
    for attack in attacks:
        files[attack.name] = attack.hand_in(course / "submitted" / attack.name / FIRST, template, course)
    refused = {attack.name for attack in attacks if not attack.readable}
    before = tree_of(course, MAY_WRITE[route])
    graded = ROUTES[route](place, files, refused, template)
    assert tree_of(course, MAY_WRITE[route]) == before
    assert place.files_left() == []
    assert place.processes_left() == []
    assert {path.name for path in root.iterdir()} <= {"course", *(folder.name for folder in place.aside)}
    assert CANARY not in graded.said
    assert "\x1b" not in graded.said
    assert LEAKED not in graded.said or lock.missing_here()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as records:
        assert records.find_student("victim").last_name == CANARY
    for student in (*classmates, "victim"):
        assert graded.scores[student] == template.points, student
        assert graded.codes.get(student, ALL_RIGHT) == ALL_RIGHT, student
    faults = {attack.name: list(faults_of(attack, template, course, graded)) for attack in attacks}
    if route == "nbgrader":
        for attack in attacks:
            faults[attack.name] += faults_of_page(attack, template, course)
    assert not {name: found for name, found in faults.items() if found}


def tree_of(course: Path, without: tuple[str, ...]) -> dict[str, object]:
    """Every path in a course but for these folders and files: what it is, whose, since when, and what is in it."""
    found: dict[str, object] = {}
    for path in sorted(course.rglob("*")):
        name = path.relative_to(course)
        if name.parts[0] in without or "__pycache__" in name.parts:
            continue
        is_file = stat.S_ISREG(path.lstat().st_mode)
        found[str(name)] = state_of([path]) if is_file else path.lstat().st_mode
    return found


def faults_of(attack: Attack, template: Template, course: Path, graded: Graded) -> Iterator[str]:
    """What went wrong with one attacker: the marks, the exit code, and what is written down."""
    earned = attack.earns(template)
    scores = graded.scores.get(attack.name) or dict.fromkeys(earned, 0.0)
    if scores != earned:
        yield f"{scores} is not {earned}"
    expected = BAD_INPUT if not attack.readable else ALL_RIGHT if earned == template.points else NOT_ALL_RIGHT
    if graded.codes.get(attack.name, expected) != expected:
        yield f"the exit code was {graded.codes[attack.name]}, not {expected}"
    for place in ("autograded", "feedback"):
        for path in (course / place / attack.name).rglob("*"):
            written = path.read_text("utf-8", "replace") if path.is_file() else ""
            if CANARY in written:
                yield "a secret was read"
            if LEAKED in written and not lock.missing_here():
                yield "something leaked"


def faults_of_page(attack: Attack, template: Template, course: Path) -> Iterator[str]:
    """What went wrong with the page of one attacker, and with what nbgrader lists for a person."""
    entries = gradebook(course, [attack.name])[attack.name]
    mine = [entries[name] for name in template.points]
    if attack.readable and not attack.slow and any(entry.by_hand for entry in mine):
        yield "a person has to look at it"
    if not all(entry.comment for entry in mine):
        yield "something has no comment"
    pages = [feedback_of(course, student).read_text("utf-8") for student in (HONEST[0], attack.name)]
    if pages[0].count("<script") != pages[1].count("<script"):
        yield "the page holds scripts"


CHOSEN = [attack for attack in ATTACKS if attack.name in IN_CLASS]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("route", "attacks"),
    [
        *(pytest.param(route, CHOSEN, id=f"{route}, one of each class") for route in ("grade", "test", "judge")),
        *(pytest.param(route, ATTACKS, id=f"{route}, the whole corpus") for route in ("nbgrader", "grade")),
    ],
)
def test_a_class_of_attackers(
    route: str, attacks: list[Attack], template: Template, armed: Path, tmp_path: Path
) -> None:
    class_of(route, attacks, template, armed, tmp_path)


def test_every_class_of_attacks_is_tried_on_every_route() -> None:
    assert len(CHOSEN) == len(IN_CLASS)
    assert {attack.family for attack in CHOSEN} == set(FAMILIES)
    assert not all(attack.readable for attack in CHOSEN)


def test_what_a_program_leaves_is_found(tmp_path: Path) -> None:
    place = Place(tmp_path)
    forks = "import subprocess, sys\nsubprocess.Popen(['sleep', '60'], start_new_session=True)\nopen(sys.argv[1], 'w')"
    left = place.aside[1] / "left"
    subprocess.run([sys.executable, "-c", forks, left], env=place.environment(), check=True)
    (process,) = started_with(place.aside[1])
    assert str(left) in place.files_left()
    process.kill()


def test_whatever_changes_in_a_course_is_seen(tmp_path: Path) -> None:
    course = tmp_path / "course"
    for name in ("keys/a", "submitted/victim/a", "submitted/mallory/a"):
        (course / name).parent.mkdir(parents=True)
        (course / name).write_text("x")
    before = tree_of(course, ("autograded",))
    (course / "autograded").mkdir()
    assert tree_of(course, ("autograded",)) == before
    for change in (
        lambda: (course / "submitted/victim/a").write_text("y"),
        lambda: (course / "submitted/victim/a").chmod(0o777),
        lambda: (course / "feedback").mkdir(),
        lambda: (course / "submitted/mallory/a").unlink(),
    ):
        change()
        after = tree_of(course, ("autograded",))
        assert after != before
        before = after


@pytest.mark.slow
def test_one_attack_of_each_class_as_an_ordinary_user() -> None:
    """The tests above once more, of the judge and of the commands, in a process without any privilege."""
    skip_where_nobody_can_become_one()
    with tempfile.TemporaryDirectory(prefix="ordinary-") as folder:
        options = ["-q", "-p", "no:cacheprovider", f"--basetemp={folder}/tests"]
        routes = [
            f"{__file__}::test_a_class_of_attackers[{route}, one of each class]" for route in ("grade", "test", "judge")
        ]
        judged = [f"{__file__}::test_judge[{name}]" for name in IN_CLASS]
        done = as_ordinary_user([sys.executable, "-m", "pytest", *options, *routes, *judged], Path(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(routes) + len(judged)} passed in" in done.stdout
