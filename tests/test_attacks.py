"""Every attack and every accident ends in the mark that the honest part of the notebook earns."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from autograder.course.course import Course
from autograder.judge import judge as module
from autograder.judge.judge import Judge
from autograder.notebook.files import RefusedError, notebook_of
from autograder.notebook.handed_in import read_handed_in
from autograder.notebook.read import NotebookError
from autograder.plain.status import Status
from autograder.sandbox import lock
from autograder.verdict.report import grade_to_text, to_html, to_text
from autograder.verdict.result import Grade
from tests.attacks.corpus import CANARY, LEAKED, Attack, all_attacks, secrets_of
from tests.sample_class.course import Entry, feedback_of, grade_class, gradebook, hand_in, make_course
from tests.sample_class.submissions import Submission
from tests.sample_class.template import FIRST, Template, code, with_cells

ATTACKS = all_attacks()
IN_CLASS = """
    equals_everything forged_marks oracle_hands_on_the_answer snoop_reads_files kills_everybody
    endless_loop_that_swallows_everything changes_every_setting tells_by_a_variable markup_in_a_message
    claims_points cut_off
""".split()  # those that `make test` hands in to nbgrader, one of each family and a file that nobody can read
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


def slow_unless_everyday(attack: Attack) -> object:
    return pytest.param(attack, id=attack.name, marks=() if attack.everyday else pytest.mark.slow)


@pytest.mark.parametrize("attack", [slow_unless_everyday(attack) for attack in ATTACKS])
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


def cells_of(attack: Attack, template: Template, course: Path) -> list[str] | None:
    """Hand in, and read what was handed in as grading does; None if nobody may or can read it."""
    folder = course / "submitted" / attack.name / FIRST
    attack.hand_in(folder, template, course)
    try:
        file = notebook_of(folder, Path(template.file).stem)
        return read_handed_in(file, Course(course).released(FIRST), template.public.accepted).code
    except (RefusedError, NotebookError):
        return None
    finally:
        shutil.rmtree(folder.parent)


def everything_told(grade: Grade) -> str:
    """Every word of a grade that anybody reads; it can be written anywhere."""
    cards = [text for result in grade.results for text in (to_text(result), to_html(result))]
    told = "\n".join([json.dumps(grade.to_json(), ensure_ascii=False), grade_to_text(grade), *cards])
    told.encode("utf-8")
    assert all(character.isprintable() or character == "\n" for character in told)
    return told


def class_of(attacks: list[Attack], template: Template, root: Path) -> None:
    """Let nbgrader grade attackers between honest classmates; everybody gets the honest mark."""
    course = make_course(root / "course", impatient=True)
    plant(course, template)
    grade_class(course, steps=["generate_assignment"])
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as records:
        records.add_student("victim", last_name=CANARY)
    for student in HONEST:
        hand_in(course, Submission(student, "", Template.filled), template)
    for attack in attacks:
        attack.hand_in(course / "submitted" / attack.name / FIRST, template, course)
    key, _, secret, victim = secrets_of(course)
    before = state_of([key, secret, victim])
    log = grade_class(course, steps=["autograde", "generate_feedback"])
    assert state_of([key, secret, victim]) == before
    assert not (course / "leaked").exists()
    assert CANARY not in "".join(log)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as records:
        assert records.find_student("victim").last_name == CANARY
    everybody = [*HONEST, "victim", *(attack.name for attack in attacks)]
    book = gradebook(course, everybody)
    for student in (*HONEST, "victim"):
        assert {name: book[student][name].score for name in template.points} == template.points, student
    scripts = feedback_of(course, HONEST[0]).read_text("utf-8").count("<script")
    wrong = {attack.name: list(faults_of(attack, template, course, book[attack.name], scripts)) for attack in attacks}
    assert not {name: faults for name, faults in wrong.items() if faults}


def faults_of(
    attack: Attack, template: Template, course: Path, entries: dict[str, Entry], scripts: int
) -> Iterator[str]:
    """What went wrong with one attacker: the marks, what a person must look at, and the page."""
    mine = {name: entries[name] for name in template.points}
    scores = {name: entry.score for name, entry in mine.items()}
    if scores != attack.earns(template):
        yield f"{scores} is not {attack.earns(template)}"
    if attack.readable and not attack.slow and any(entry.by_hand for entry in mine.values()):
        yield "a person has to look at it"
    if not all(entry.comment for entry in mine.values()):
        yield "something has no comment"
    page = feedback_of(course, attack.name).read_text("utf-8")
    if page.count("<script") != scripts:
        yield "the page holds scripts"
    if CANARY in page + (course / "autograded" / attack.name / FIRST / template.file).read_text("utf-8"):
        yield "a secret was read"
    if LEAKED in page and not lock.missing_here():
        yield "something leaked"


def test_nbgrader(template: Template, tmp_path: Path) -> None:
    chosen = [attack for attack in ATTACKS if attack.name in IN_CLASS]
    assert len(chosen) == len(IN_CLASS)
    class_of(chosen, template, tmp_path)


@pytest.mark.slow
def test_nbgrader_with_the_whole_corpus(template: Template, tmp_path: Path) -> None:
    class_of(ATTACKS, template, tmp_path)
