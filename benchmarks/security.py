"""What do attacks do to stock nbgrader, and what to ours? ``python -m benchmarks.security [--run] [--check]``

Grades attacks of ``tests/attacks`` with both and measures what became of them (``Outcome``). Ours grades all in one
class, stock nbgrader a family in one; where something happened to classmates or to files, each attack of the class is
graded once more, in a class of its own.
``--run`` (half an hour, Linux, the superuser) keeps the outcomes in ``benchmarks/security.json``; the table of
docs/security.md is made from that. Stock nbgrader runs attacks unprotected, so this refuses to run them where the
containment (``benchmarks/containment.py``) does not hold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from autograder.checks.made import make_checks
from autograder.key.exercises import Exercise
from benchmarks.containment import contained, why_not
from benchmarks.section import begin, replaced
from benchmarks.stock import stock_notebook
from tests.attacks.corpus import CANARY, LEAKED, Attack, all_attacks, secrets_of
from tests.sample_class.course import SECRET, gradebook, make_course
from tests.sample_class.course import nbgrader as run_nbgrader
from tests.sample_class.template import FIRST, FIRST_FILE, ROOT, Template, code, with_cells

DATA = ROOT / "benchmarks" / "security.json"
PAGE = ROOT / "docs" / "security.md"
BEGIN = begin("python -m benchmarks.security")
FIRST_STUDENT, VICTIM = "aaa", "victim"  # graded before and after most attackers
SEED = 12  # of the hidden tests that stock nbgrader has
SECONDS, SECONDS_EACH = 120.0, 40.0  # for each of two steps: for a class of honest students, and for each attacker more
MADE_BY_GRADING = ("autograded", "feedback", "home", "log.txt", "gradebook.db")
CASES = {  # of each family those that differ most
    "objects": ("equals_everything", "array_that_equals_everything", "metaclass", "cyclic", "huge_keys"),
    "channel": ("forged_marks", "forged_npy_of_objects", "forged_lying_encoder"),
    "oracle": ("oracle_many_times", "oracle_hands_on_the_answer"),
    "snooping": (
        "snoop_reads_files",
        "snoop_reads_files_in_other_ways",
        "snoop_looks_through_frames",
        "snoop_looks_through_memory",
        "snoop_imports_the_reference",
        "snoop_changes_files",
        "displayhook",
    ),
    "state": (
        "changes_every_setting",
        "uses_magics",
        "patched_comparisons",
        "replaces_builtins_while_called",
        "stops_at_a_breakpoint",
    ),
    "telling": ("tells_by_an_error", "tells_by_a_type", "tells_by_keys"),
    "texts": (
        "markup_in_a_message",
        "markup_in_a_name",
        "cell_null_byte",
        "cell_lone_surrogate",
        "cell_deep_brackets",
        "broken_definition",
    ),
    "files": (
        "claims_points",
        "active_content",
        "cut_off",
        "link_to_a_classmate",
        "link_to_the_key",
        "link_to_a_device",
        "renamed",
        "metadata_lost",
        "format_3",
        "copied_cells",
        "pipe",
    ),
    "floods": (
        "endless_loop_that_swallows_everything",
        "recursion",
        "prints_200_000_lines",
        "loop_in_a_cell_of_its_own",
        "memory",
        "large_array",
        "many_files",
    ),
    "processes": (
        "os_exit",
        "kills_itself",
        "kills_everybody",
        "starts_programs",
        "network",
        "own_modules",
        "stops_itself",
        "forks",
        "thread_bomb",
    ),
}
LEFT_OUT = {  # stock nbgrader would do it for long, until the containment ends it, on a machine that others use
    "memory": "fills the memory",
    "large_array": "fills the memory",
    "many_files": "fills the disk",
    "link_to_a_device": "fills the disk",
    "forks": "takes all processors",
    "thread_bomb": "takes all processors",
}


@dataclass(frozen=True)
class Outcome:
    """What an attack did, as it was measured.

    ``gains``: points above what the notebook honestly earns. ``loses``: points missing from exercises that are right
    and call nothing that is attacked. ``reaches``: a canary from a file that nobody may read, or the word that an
    attack announces a success with (it read, found or started what it must not), is in what the student gets back.
    ``changes``: files of the course and of others that are changed, new or gone. ``active``: elements on the student's
    page that run or load something, beyond those of an honest page. ``stops``: a classmate has not all marks.
    """

    gains: float
    loses: float
    reaches: bool
    changes: tuple[str, ...]
    active: int
    stops: bool


EFFECTS = {
    "gains": "gains marks",
    "reaches": "reaches the forbidden",
    "changes": "changes others' files",
    "active": "runs in the page",
    "stops": "takes classmates' marks",
    "loses": "right work loses marks",
}


class Active(HTMLParser):
    """Counts what a page would run or load."""

    ELEMENTS = ("script", "iframe", "object", "embed", "base", "form", "link")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.count = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        handlers = sum(name.startswith("on") for name, _ in attributes)
        loads = sum(name == "src" and not (value or "").startswith("data:") for name, value in attributes)
        scripts = sum((value or "").strip().lower().startswith("javascript:") for _, value in attributes)
        self.count += (tag in self.ELEMENTS) + handlers + loads + scripts


class Grader:
    """One way to grade, with a course that is ready for submissions."""

    def __init__(self, template: Template, prepared: Path, prefix: str) -> None:
        self.template, self.prepared, self.prefix = template, prepared, prefix
        self.usual: frozenset[str] = frozenset()

    @classmethod
    def stock(cls, top: Path) -> Grader:
        """Nothing of ours: solutions, and cells of asserts whose numbers nobody has seen, as hidden tests."""
        ours = Template.of()
        solved = stock_notebook(bare=True, checks=make_checks(ours.key, SEED))
        for cell in solved.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("check_"):
                cell.source = f"### BEGIN HIDDEN TESTS\n{cell.source}\n### END HIDDEN TESTS"
        root = top / "stock"
        path = root / "source" / FIRST / FIRST_FILE
        path.parent.mkdir(parents=True)
        nbformat.write(solved, path)
        (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = '.'\n")
        key, _, secret, _ = secrets_of(root)
        key.parent.mkdir(parents=True)
        key.touch()
        secret.write_text(SECRET)
        list(run_nbgrader(root, "generate_assignment", FIRST))
        released = json.loads((root / "release" / FIRST / FIRST_FILE).read_text("utf-8"))
        return cls(Template(released, ours.solutions, ours.key, ours.public, ours.file), planted(root), "check_")

    @classmethod
    def ours(cls, top: Path) -> Grader:
        """This course, its loops cut short as in the tests."""
        root = make_course(top / "ours", impatient=True)
        list(run_nbgrader(root, "generate_assignment", FIRST, "--force"))
        return cls(Template.of(), planted(root), "")

    @cached_property
    def needed(self) -> dict[str, set[str]]:
        """Every exercise with all that it calls."""

        def calls(exercise: Exercise) -> set[str]:
            return {exercise.name}.union(*map(calls, exercise.needs))

        return {name: calls(exercise) for name, exercise in self.template.key.exercises.items()}

    def outcomes(self, attacks: Sequence[Attack]) -> dict[str, Outcome]:
        """What became of each attack."""
        together = self.grade(attacks)
        if len(attacks) == 1 or not any(outcome.changes or outcome.stops for outcome in together.values()):
            return together
        return {attack.name: self.grade([attack])[attack.name] for attack in attacks}

    def grade(self, attacks: Sequence[Attack]) -> dict[str, Outcome]:
        """Grade them in one class, between classmates; what became of classmates and files is said of each."""
        with tempfile.TemporaryDirectory() as top:
            course = Path(top, "course")
            shutil.copytree(self.prepared, course, symlinks=True)
            honest = self.template.filled()
            for student in (FIRST_STUDENT, VICTIM):
                folder = course / "submitted" / student / FIRST
                folder.mkdir(parents=True)
                cells = [code(f"mine = '{CANARY}'")] if student == VICTIM else []
                (folder / FIRST_FILE).write_text(json.dumps(with_cells(honest, *cells)))
            for attack in attacks:
                attack.hand_in(course / "submitted" / attack.name / FIRST, self.template, course)
            before = state_of(course, attacks)
            steps = [[sys.executable, "-m", "nbgrader", step, FIRST] for step in ("autograde", "generate_feedback")]
            contained(course, *steps, seconds=SECONDS + SECONDS_EACH * len(attacks))
            after = state_of(course, attacks)
            changed = {name for name in {*before, *after} if before.get(name) != after.get(name)} - self.usual
            marks = marks_of(course, [FIRST_STUDENT, VICTIM, *(attack.name for attack in attacks)])
            if marks.pop("last name", CANARY) != CANARY:
                changed.add("gradebook.db")
            full = {f"{self.prefix}{name}": points for name, points in self.template.points.items()}
            stops = any(
                marks.get(student, {}).get(name) != points
                for student in (FIRST_STUDENT, VICTIM)
                for name, points in full.items()
            )
            plain = Active(text_of(self.page(course, FIRST_STUDENT))).count
            return {
                attack.name: Outcome(
                    *self.difference(attack, marks.get(attack.name, {})),
                    reaches=any(word in self.told(course, attack.name) for word in (CANARY, LEAKED)),
                    changes=tuple(sorted(changed)),
                    active=max(0, Active(text_of(self.page(course, attack.name))).count - plain),
                    stops=stops,
                )
                for attack in attacks
            }

    def difference(self, attack: Attack, marks: dict[str, float]) -> tuple[float, float]:
        """``(points gained, points lost)`` against what is honestly earned."""
        earned = attack.earns(self.template)
        attacked = set(attack.functions) - set(attack.honest)
        got = {name: marks.get(f"{self.prefix}{name}", 0.0) for name in earned}
        gains = sum(max(0.0, got[name] - earned[name]) for name in earned)
        loses = sum(max(0.0, earned[name] - got[name]) for name in earned if not self.needed[name] & attacked)
        return round(gains, 2), round(loses, 2)

    def page(self, course: Path, student: str) -> Path:
        """The page that a student gets back."""
        return course / "feedback" / student / FIRST / Path(FIRST_FILE).with_suffix(".html").name

    def told(self, course: Path, student: str) -> str:
        """All that is made for a student."""
        folders = (course / made / student / FIRST for made in ("autograded", "feedback"))
        return "".join(text_of(path) for folder in folders for path in sorted(folder.glob("*.*")))

    def learn_what_is_usual(self) -> None:
        """Remember which files grading writes anyway; RuntimeError if honest work has not all marks."""
        honest = Attack("honest")
        outcome = self.grade([honest])[honest.name]
        self.usual = frozenset(outcome.changes)
        if outcome != Outcome(0.0, 0.0, False, outcome.changes, 0, False):
            raise RuntimeError(f"honest work is not graded right: {outcome}")


def planted(root: Path) -> Path:
    """Put a canary into everything that nobody may read."""
    key, *_ = secrets_of(root)
    with key.open("a", encoding="utf-8") as file:
        file.write(f'\nTHE_SECRET_OF_THIS_KEY = "{CANARY}"\n')
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as records:
        records.add_student(VICTIM, last_name=CANARY)
    return root


def state_of(course: Path, attacks: Sequence[Attack]) -> dict[str, str]:
    """Each file and folder that grading an attacker should leave alone, with its kind, rights and contents."""
    own = tuple(f"submitted/{attack.name}/" for attack in attacks)
    state = {}
    for path in sorted(course.rglob("*")):
        name = path.relative_to(course).as_posix()
        if name.split("/")[0] in MADE_BY_GRADING or f"{name}/".startswith(own):
            continue
        status = path.lstat()
        body = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
        state[name] = f"{status.st_mode:o} {body}"
    return state


def text_of(path: Path) -> str:
    """The text of a file that a stranger may have made; '' if it is none."""
    return path.read_text("utf-8", "replace") if path.is_file() and not path.is_symlink() else ""


def marks_of(course: Path, students: Sequence[str]) -> dict:
    """What the gradebook holds of each student who is in it, and the last name of the victim."""
    if not (course / "gradebook.db").is_file() or (course / "gradebook.db").is_symlink():
        return {}
    marks: dict = {}
    for student in students:
        try:
            entries = gradebook(course, [student])[student]
        except (MissingEntry, ValueError):
            continue
        marks[student] = {name: entry.score for name, entry in entries.items() if entry.score is not None}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as records:
        marks["last name"] = records.find_student(VICTIM).last_name
    return marks


def run() -> None:
    """Grade all cases in both ways, and keep what became of them; RuntimeError where the containment does not hold."""
    if faults := why_not():
        raise RuntimeError(f"stock nbgrader cannot be contained here: {'; '.join(faults)}")
    known = {attack.name: attack for attack in all_attacks()}
    kept: dict[str, dict[str, dict]] = {}
    contained_ones = [[name for name in names if name not in LEFT_OUT] for names in CASES.values()]
    with tempfile.TemporaryDirectory() as top:
        for way, classes in ((Grader.ours, [list(chain(*CASES.values()))]), (Grader.stock, contained_ones)):
            grader = way(Path(top))
            grader.learn_what_is_usual()
            for names in classes:
                found = grader.outcomes([known[name] for name in names])
                kept.setdefault(way.__name__, {}).update({name: asdict(outcome) for name, outcome in found.items()})
                DATA.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def effects(outcome: dict) -> list[str]:
    """What an attack did, by the names of ``EFFECTS``."""
    return [name for name in EFFECTS if outcome[name]]


def rows(kept: dict) -> Iterator[tuple[str, ...]]:
    """The table: an attack a row."""
    tried = {attack.name: attack.tried for attack in all_attacks()}
    for family, names in CASES.items():
        for name in names:
            ours = ", ".join(EFFECTS[effect] for effect in effects(kept["ours"][name])) or "nothing"
            if name in LEFT_OUT:
                done = (f"not run: {LEFT_OUT[name]}", *[""] * (len(EFFECTS) - 1))
            else:
                done = tuple("●" if effect in effects(kept["stock"][name]) else "" for effect in EFFECTS)
            yield family, tried[name], *done, ours


def summary(kept: dict) -> str:
    """The totals in one sentence."""
    stock, ours = (sum(bool(effects(outcome)) for outcome in kept[way].values()) for way in ("stock", "ours"))
    return (
        f"Of {len(kept['stock'])} attacks, {stock} did something to stock nbgrader's marks, files, pages or classes; "
        f"of {len(kept['ours'])} here, {ours or 'none'} did."
    )


def made(kept: dict) -> str:
    """What stands on the page between the marks."""
    head = ("family", "what is tried", *(f"stock: {words}" for words in EFFECTS.values()), "ours")
    lines = [head, ("---", "---", *[":-:"] * len(EFFECTS), "---"), *rows(kept)]
    return "".join(["| " + " | ".join(line) + " |\n" for line in lines]) + f"\n{summary(kept)}\n"


def page(kept: dict) -> str:
    """The whole of docs/security.md, its table made anew; ValueError if it has no place for it."""
    return replaced(PAGE.read_text("utf-8"), BEGIN, made(kept))


def main() -> int:
    """Grade, write the table, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", action="store_true", help="grade all attacks anew")
    parser.add_argument("--check", action="store_true", help="say whether the page is what the outcomes make it")
    options = parser.parse_args()
    if options.run:
        run()
    text = page(json.loads(DATA.read_text("utf-8")))
    if options.check:
        same = PAGE.read_text("utf-8") == text
        print("docs/security.md is " + ("up to date" if same else "out of date: run python -m benchmarks.security"))
        return 0 if same else 1
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
