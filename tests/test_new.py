"""``autograder new`` and ``autograder build ASSIGNMENT --only EXERCISE``: how an instructor begins, and works on, one."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autograder import cli
from autograder.authoring import laws, trial
from autograder.authoring import new as making
from autograder.authoring.fill_in import places
from autograder.authoring.new import with_exercise
from autograder.checks import made
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.key import exercises
from tests import tiny_course as tiny
from tests.keys import KEYS, ROOT

pytestmark = [
    pytest.mark.usefixtures("one_parent_of_workers"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]

PAGE = '''"""Three times a number, and something more."""

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close


@exercise(
    returns=close("value", points=1),
    hints=(
        "What would you have to do to one number to make it three times as large?",
        "Three times a number is the number added to itself, and then once more.",
        "There is an operator that does this to a whole array at once: which one is it?",
    ),
)
def triple(x, plus):
    """Three times x and something more."""
    value = 3 * x + plus
    return value


@triple.inputs
def triple_inputs(rng):
    for size in (3, 5):
        yield case(np.round(rng.uniform(1, 2, size), 2), 1.5)


triple.slips(
    doubled=(
        "value = 2 * x + plus",
        "Your numbers are twice those of x, and not three times: which factor is asked for?",
    ),
    plus_left_out=(
        "value = 3 * x",
        "Your numbers are too small by one and the same amount: what is still to be added?",
    ),
    squared=(
        "value = x * x + plus",
        "Your numbers are the squares of x: which operation is asked for, and how often?",
    ),
)


@triple.also_correct
def by_adding(x, plus):
    return x + x + x + plus
'''
SOLVED = '''def triple(x, plus):
    """Three times x and something more."""
    ### START CODE HERE ### (≈ 1 line of code)
    value = x + x + x + plus
    ### END CODE HERE ###
    return value
'''


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which there is nothing but a configuration; one stands in it."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    """The exit code of a command, and the lines that it printed; nothing of it is a traceback."""
    code = cli.main(arguments)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out.splitlines(), [line.removeprefix("autograder: ") for line in err.splitlines()]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence of a refusal, which changes nothing."""
    before = files(Path.cwd())
    code, out, sentences = said(capsys, *arguments)
    assert (code, out, len(sentences)) == (cli.BAD_INPUT, [], 1), sentences
    assert files(Path.cwd()) == before
    return sentences[0]


def files(folder: Path) -> dict[str, bytes]:
    there = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in there}


def cells(course: Path, name: str = "k_means") -> list[dict[str, Any]]:
    (path,) = (course / "source" / name).glob("*.ipynb")
    return json.loads(path.read_text("utf-8"))["cells"]


def begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "new", "assignment", "k_means")[0] == cli.GRADED


def with_triple(course: Path, page: str = PAGE) -> None:
    """An assignment whose one exercise is finished."""
    key = course / "keys" / "k_means"
    key.mkdir(parents=True, exist_ok=True)
    (key / "__init__.py").write_text('assignment = "k_means"\nexercises = ("triple",)\n')
    (key / "triple.py").write_text(page)
    mark, check = tiny.exercise_mark("triple", 1), tiny.check_mark("triple")
    imports = tiny.code("from autograder import check", "imports", tiny.mark("imports", locked=True))
    done = [tiny.code(SOLVED, "triple", mark), tiny.code("check(triple)", "check-triple", check)]
    tiny.write(course / "source" / "k_means" / "k_means.ipynb", [imports, *done])


# --- what is made -------------------------------------------------------------------------------------------------


def test_an_assignment_is_begun_where_there_is_nothing(course, capsys):
    code, out, err = said(capsys, "new", "assignment", "05_k_means")
    assert (code, err) == (cli.GRADED, [])
    assert files(course).keys() == {"nbgrader_config.py", "keys/k_means/__init__.py", "source/05_k_means/k_means.ipynb"}
    assert out[:2] == ["keys/k_means/__init__.py", "source/05_k_means/k_means.ipynb"]
    assert out[2] == "Fill in what is marked with FILL IN; then autograder new exercise NAME --in 05_k_means"
    assert [cell["id"] for cell in cells(course, "05_k_means")] == ["title", "how-it-works", "imports"]
    assert Course(course).keys() == {"05_k_means": course / "keys" / "k_means"}


def test_until_it_has_an_exercise_the_build_says_how_one_is_made(course, capsys):
    begin(capsys)
    (path,) = course.glob("source/*/*.ipynb")
    path.write_text(path.read_text("utf-8").replace("FILL IN: ", ""), "utf-8")
    assert "`autograder new exercise NAME --in k_means` makes one" in refused(capsys, "build")


def test_exercises_are_added_at_the_end_and_nothing_else_is_touched(course, capsys):
    begin(capsys)
    first = cells(course)
    code, out, err = said(capsys, "new", "exercise", "move_centres", "--in", "k_means")
    assert (code, err) == (cli.GRADED, [])
    assert out[:3] == ["keys/k_means/move_centres.py", "keys/k_means/__init__.py", "source/k_means/k_means.ipynb"]
    page = (course / "keys/k_means/move_centres.py").read_bytes()
    said(capsys, "new", "exercise", "nearest", "--in", "k_means")
    assert (course / "keys/k_means/move_centres.py").read_bytes() == page
    now = cells(course)
    assert now[:3] == first
    ids = ["move-centres-text", "move-centres", "check-move-centres", "nearest-text", "nearest", "check-nearest"]
    assert [cell["id"] for cell in now[3:]] == ids
    assert 'exercises = ("move_centres", "nearest")' in (course / "keys/k_means/__init__.py").read_text()
    (path,) = course.glob("source/*/*.ipynb")
    assert path.stat().st_mode & 0o777 == (course / "keys/k_means/nearest.py").stat().st_mode & 0o777


def test_what_is_to_be_filled_in_is_said_place_by_place(course, capsys):
    begin(capsys)
    said(capsys, "new", "exercise", "nearest", "--in", "k_means")
    code, out, sentences = said(capsys, "build")
    assert (code, out) == (cli.BAD_INPUT, [])
    texts = [path.read_text("utf-8") for path in course.rglob("*.*") if path.suffix in (".py", ".ipynb")]
    assert len(sentences) == len(set(sentences)) == sum(text.count("FILL IN: ") for text in texts) > 15
    assert "keys/k_means/nearest.py, line 21: fill in the right function" in sentences
    assert "source/k_means/k_means.ipynb, cell nearest, line 8: fill in the solution" in sentences
    assert said(capsys, "build", "--check")[::2] == (cli.BAD_INPUT, sentences)


IN_THE_PAGE = [
    '"""Three times a number, and something more."""',
    '    returns=close("value", points=1),',
    '        "What would you have to do to one number to make it three times as large?",',
    '        "Three times a number is the number added to itself, and then once more.",',
    '        "There is an operator that does this to a whole array at once: which one is it?",',
    "def triple(x, plus):",
    '    """Three times x and something more."""',
    "    value = 3 * x + plus",
    "        yield case(np.round(rng.uniform(1, 2, size), 2), 1.5)",
    '        "value = 2 * x + plus",',
    '        "Your numbers are twice those of x, and not three times: which factor is asked for?",',
    '        "value = 3 * x",',
    '        "Your numbers are too small by one and the same amount: what is still to be added?",',
    '        "value = x * x + plus",',
    '        "Your numbers are the squares of x: which operation is asked for, and how often?",',
    "def written_otherwise(x, plus):",
    "    return x + x + x + plus",
]
IN_THE_NOTEBOOK = [
    "# Three times as much",
    "You multiply.",
    "## Threefold",
    "Three times x and something more.",
    "def triple(x, plus):",
    '    """Three times x and something more.',
    "    Arguments: x, plus",
    "    Returns: value",
    "    value = 3 * x + plus",
]


def test_with_all_marked_lines_filled_in_and_no_other_one_it_builds_at_once(course, capsys):
    begin(capsys)
    said(capsys, "new", "exercise", "triple", "--in", "k_means")
    page, (path,) = course / "keys/k_means/triple.py", course.glob("source/*/*.ipynb")
    page.write_text(filled_in(page.read_text("utf-8"), lines := [*IN_THE_PAGE]), "utf-8")
    data, further = json.loads(path.read_text("utf-8")), [*IN_THE_NOTEBOOK]
    for cell in data["cells"]:
        cell["source"] = filled_in("".join(cell["source"]), further)
    path.write_text(json.dumps(data))
    assert (lines, further) == ([], [])
    code, out, _ = said(capsys, "build")
    assert (code, out) == (cli.GRADED, [f"made: release/k_means/{name}" for name in ("checks.json", "k_means.ipynb")])


def filled_in(text: str, lines: list[str]) -> str:
    """The text with the next of some lines in the place of each that is marked."""
    return "\n".join(lines.pop(0) if "FILL IN" in line else line for line in text.split("\n"))


def test_what_is_marked_is_found_in_any_text():
    text = 'a = 1\n"FILL IN: the hint."  # FILL IN: more\nFILL IN:\nto fill in'
    assert list(places("page", text)) == [
        "page, line 2: fill in the hint",
        "page, line 2: fill in more",
        "page, line 3: fill in what is marked",
    ]


def test_nothing_in_this_repository_is_marked():
    pages = [*ROOT.glob("source/*/*.ipynb"), *(page for key in KEYS.values() for page in key.glob("*.py"))]
    assert [path.name for path in pages if list(places("", path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exercises = ()\n", 'exercises = ("new",)\n'),
        ('exercises = ("a",)  # one\n', 'exercises = ("a", "new")  # one\n'),
        ("exercises = ['a', 'b']\n", 'exercises = ("a", "b", "new")\n'),
        ('"""é"""\né = 1; exercises = ("a", "b")\n', '"""é"""\né = 1; exercises = ("a", "b", "new")\n'),
        (
            'exercises = (\n    "a",  # first\n    "b",\n)\n',
            'exercises = (\n    "a",  # first\n    "b",\n    "new",\n)\n',
        ),
        ('exercises = (\n    "a",\n    "b"\n)\nx = 1\n', 'exercises = (\n    "a",\n    "b",\n    "new"\n)\nx = 1\n'),
        (
            f'exercises = ("{"a" * 50}", "{"b" * 50}")\n',
            f'exercises = (\n    "{"a" * 50}",\n    "{"b" * 50}",\n    "new",\n)\n',
        ),
    ],
)
def test_a_list_is_continued_as_it_was_written(text, expected):
    assert with_exercise(text, "new", "x/__init__.py") == expected


@pytest.mark.parametrize("text", ["", "exercises = NAMES\n", "exercises = ()\nexercises = ()\n"])
def test_a_list_that_is_not_written_out_is_refused(text):
    with pytest.raises(CourseError, match=r"x/__init__.py has no list exercises = "):
        with_exercise(text, "new", "x/__init__.py")


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["", "k means", "k-means", "../x", "/x", "05_", "05", "class", "_x", "é", "a" * 51, "05_if"]
)
def test_what_is_no_name_is_refused(course, capsys, name):
    assert "is no name for this: take one such as 05_k_means" in refused(capsys, "new", "assignment", name)
    begin(capsys)
    assert "is no name for this" in refused(capsys, "new", "exercise", name, "--in", "k_means")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("k_means", "source/k_means"),
        ("K_means", "source/k_means"),
        ("06_k_means", "keys/k_means"),
        ("other", "source/other"),
        ("old", "release/old"),
    ],
)
def test_an_assignment_that_is_there_is_not_made_again(course, capsys, name, place):
    begin(capsys)
    (course / "source" / "other").mkdir()
    (course / "release" / "old").mkdir(parents=True)
    sentence = refused(capsys, "new", "assignment", name)
    assert sentence == f"{place} is there already: choose another name than {name}"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("double", "an exercise or a cell of 01_tiny already"),
        ("Double", "an exercise or a cell of 01_tiny already"),
        ("check_double", "an exercise or a cell of 01_tiny already"),
        ("imports", "an exercise or a cell of 01_tiny already"),
        ("twice", "an alias of another exercise"),
        ("half", "a given function"),
        ("look", "in use in the cell helper of the notebook"),
        ("check", "in use in the cell imports of the notebook"),
        ("case", "a function of Python's own or of answer keys"),
        ("sum", "a function of Python's own or of answer keys"),
    ],
)
def test_a_name_that_is_taken_is_refused(course, capsys, name, what):
    helper = tiny.code("for look in (1, 2):\n    pass", "helper")
    tiny.make_course(course, cells=[*tiny.source_cells(), helper])
    (course / "keys" / "01_tiny" / "_given.py").write_text("def half(x):\n    return x / 2\n")
    assert refused(capsys, "new", "exercise", name, "--in", "01") == f"{name} is {what}: choose another name"


def test_an_exercise_needs_an_assignment_with_a_key_and_a_notebook(course, capsys):
    assert "there is no assignment k_means" in refused(capsys, "new", "exercise", "nearest", "--in", "k_means")
    begin(capsys)
    (path,) = course.glob("source/*/*.ipynb")
    path.unlink()
    assert "source/k_means holds 0 notebooks" in refused(capsys, "new", "exercise", "nearest", "--in", "k_means")


def test_a_folder_that_is_no_course_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert "use the folder that holds nbgrader_config.py" in refused(capsys, "new", "assignment", "k_means")


def test_if_something_cannot_be_written_all_is_as_it_was(course, capsys, monkeypatch):
    begin(capsys)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making.shutil, "copymode", full)
    sentence = refused(capsys, "new", "exercise", "nearest", "--in", "k_means")
    assert sentence.endswith("__init__.py cannot be written: No space left on device")


# --- working on one exercise --------------------------------------------------------------------------------------


def test_one_exercise_is_tried_and_nothing_is_written(course, capsys):
    with_triple(course)
    said(capsys, "new", "exercise", "unfinished", "--in", "k_means")
    before = files(course)
    code, out, err = said(capsys, "build", "k_means", "--only", "triple")
    assert code == cli.GRADED
    assert out == ["triple keeps the laws. Nothing was written: autograder build k_means does that"]
    assert err == ["k_means: triple (1 of 1): laws 1 2 2 4 4 5 6 10 11 12 13 14"]
    assert files(course) == before
    code, _, sentences = said(capsys, "build", "k_means", "--only", "unfinished")
    assert code == cli.BAD_INPUT
    assert all(one.startswith("keys/k_means/unfinished.py, line ") for one in sentences)


def test_what_one_exercise_breaks_is_said_law_by_law(course, capsys):
    with_triple(course, PAGE.replace("Three times a number is the number added to itself, and then once more.", "Add."))
    code, out, err = said(capsys, "build", "k_means", "--only", "triple")
    assert (code, out) == (cli.BAD_INPUT, [])
    assert err[1:] == ["triple: the text is too short to help: 'Add.'"]
    code, out, err = said(capsys, "build", "k_means")
    assert (code, out) == (cli.BAD_INPUT, [])
    assert "nothing was released, because docs/laws.md is not kept: triple: the text is too short" in err[-1]
    assert not (course / "release").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("k_means", "--only", "tripel"), "k_means has no exercise tripel; its exercises are triple"),
        (("k_means", "--only", "../triple"), "k_means has no exercise ../triple; its exercises are triple"),
        (("--only", "triple"), "--only takes an exercise of one assignment: autograder build ASSIGNMENT --only triple"),
        (("other",), "there is no assignment other; assignments are k_means"),
    ],
)
def test_what_is_not_there_cannot_be_tried(course, capsys, arguments, sentence):
    with_triple(course)
    assert refused(capsys, "build", *arguments) == sentence


def test_a_build_of_one_assignment_leaves_the_others(course, capsys):
    with_triple(course)
    said(capsys, "new", "assignment", "other")
    assert said(capsys, "build")[0] == cli.BAD_INPUT
    code, out, _ = said(capsys, "build", "k_means")
    assert (code, len(out)) == (cli.GRADED, 2)
    assert said(capsys, "build", "k_means", "--check")[:2] == (cli.GRADED, ["release/ is what source/ builds."])
    assert [path.name for path in (course / "release").iterdir()] == ["k_means"]


def test_what_is_still_being_written_disturbs_nobody_elses_grading(course, capsys, tmp_path):
    with_triple(course)
    assert said(capsys, "build", "k_means")[0] == cli.GRADED
    for begun in ("other", "third"):
        said(capsys, "new", "assignment", begun)
    said(capsys, "new", "exercise", "unfinished", "--in", "third")
    tiny.write(tmp_path / "work" / "mine.ipynb", [tiny.code(SOLVED)])
    code, out, err = said(capsys, "judge", "work/mine.ipynb")
    assert (code, err) == (cli.GRADED, [])
    assert out[0] == "k_means: 1 of 1 point"


def test_a_terminal_shows_which_law_is_running(course, monkeypatch):
    with_triple(course)
    console, shown = Console(file=io.StringIO(), force_terminal=True), []

    class Status:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def update(self, text):
            shown.append(str(text))

    monkeypatch.setattr(console, "status", lambda _: Status())
    assert trial.broken_in("k_means", [Course(course).exercise("k_means", "triple")], console) == []
    assert shown[0] == "k_means: triple (1 of 1): law 1, what is right passes"
    assert shown[-1] == "k_means: triple (1 of 1): law 14, no card contradicts itself"


WORDS = "Your loop has no end, since plus never changes: what would have to become of it?"
ENDLESS = [
    ("    for size in (3, 5):\n", "    while True:\n        pass\n    for size in (3, 5):\n"),
    ("    for size in (3, 5):\n", "    for size in iter(int, 1):\n"),
    ("    value = 3 * x + plus\n", "    while plus:\n        value = 3 * x + plus\n"),
    (
        "@triple.also_correct\n",
        f'@triple.mistake\ndef endless(x, plus):\n    """{WORDS}"""\n    while plus:\n        pass\n\n\n@triple.also_correct\n',
    ),
]
SAID = [
    "the inputs of triple did not come to an end within 0.2 seconds: which numbers does triple_inputs wait for?",
    "the inputs of triple are more than 1000 calls: does triple_inputs end?",
    "triple of triple did not come to an end within 0.2 seconds on its own inputs",
    "endless of triple did not come to an end within 0.2 seconds on its own inputs",
]


@pytest.mark.parametrize(("change", "sentence"), list(zip(ENDLESS, SAID, strict=True)))
def test_what_comes_to_no_end_is_named(course, capsys, monkeypatch, change, sentence):
    monkeypatch.setattr(exercises, "INPUT_SECONDS", 0.2)
    monkeypatch.setattr(made, "CALL_SECONDS", 0.2)
    monkeypatch.setattr(laws, "MUTANT_SECONDS", 0.2)
    with_triple(course, PAGE.replace(*change))
    for command in (["build", "k_means", "--only", "triple"], ["build"]):
        code, out, err = said(capsys, *command)
        assert (code, out) == (cli.BAD_INPUT, [])
        assert sentence in err[-1]
