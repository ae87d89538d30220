"""The release is made from the source, and only from a source that obeys the laws about notebooks."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring import build as building
from autograder.authoring import verify as verifying
from autograder.authoring.build import build, without_outputs
from autograder.authoring.clashes import clashes
from autograder.authoring.regions import cleared, regions
from autograder.authoring.verify import given_functions, hygiene, law_7, verify
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.judge.judge import Judge
from autograder.key.assignment import Assignment, load_assignment
from autograder.key.exercises import Given
from autograder.notebook.read import Notebook, NotebookError, read_notebook
from tests import tiny_course as tiny
from tests.keys import KEYS
from tests.tiers import one_of
from tests.tiny_course import DOUBLE, NAME, NOTEBOOK, STATISTICS, source_cells

pytestmark = [
    pytest.mark.usefixtures("one_parent_of_workers"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny.make_course(tmp_path_factory.mktemp("built"))
    sentences = build(root)
    assert sentences == [
        f"release/{NAME}/checks.json is missing: run `autograder build`",
        f"release/{NAME}/{NOTEBOOK}.ipynb is missing: run `autograder build`",
    ]
    return root


@pytest.fixture
def course(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built course to change; its solution is taken as proven, for speed."""
    monkeypatch.setattr(verifying, "prove", lambda *_: None)
    return Path(shutil.copytree(built, tmp_path / "course"))


def release(root: Path, name: str) -> Path:
    return root / "release" / NAME / name


# --- Building ---------------------------------------------------------------------------------------------


def test_a_fresh_release_is_not_stale_and_not_rewritten(course: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in (course / "release").rglob("*.*")}
    assert build(course, check=True) == []
    assert build(course) == []
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before
    assert not list(course.rglob("gradebook*"))


def test_two_builds_are_the_same_byte_for_byte(built: Path, course: Path) -> None:
    shutil.rmtree(course / "release")
    assert len(build(course)) == 2
    for name in ("checks.json", f"{NOTEBOOK}.ipynb"):
        assert release(course, name).read_bytes() == release(built, name).read_bytes()


def test_the_release_keeps_markers_and_no_solution(built: Path) -> None:
    notebook = release(built, f"{NOTEBOOK}.ipynb").read_text("utf-8")
    everything = notebook + release(built, "checks.json").read_text("utf-8")
    assert notebook.count("START CODE HERE ### (≈ ") == 3
    assert all(line not in everything for line in ("2 * x", "np.mean(y)", "np.max(", "x * x"))
    assert "IndexError" in everything
    cells = nbformat.reads(notebook, as_version=4).cells
    assert [cell.id for cell in cells] == [cell["id"] for cell in source_cells()]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def edit_notebook(root: Path) -> None:
    cells = source_cells()
    cells[0]["source"] += " More."
    tiny.write(root / "source" / NAME / f"{NOTEBOOK}.ipynb", cells)


def edit_key(old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        (key,) = root.glob("keys/*/_all.py")
        assert old in key.read_text("utf-8")
        key.write_text(key.read_text("utf-8").replace(old, new), encoding="utf-8")

    return edit


def move_outputs(by: float) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        path = release(root, "checks.json")
        data = json.loads(path.read_text("utf-8"))
        (case, *_) = data["exercises"][1]["cases"]
        case["expected"] = json.loads(json.dumps(case["expected"]), parse_float=lambda text: float(text) * (1 + by))
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("edit", "stale", "reason"),
    [
        (edit_notebook, [f"{NOTEBOOK}.ipynb"], "is stale"),
        (edit_key("What is a mean?", "What is the mean?"), ["checks.json"], "inputs, rules, texts"),
        (edit_key("rng.uniform(2, 9", "rng.uniform(2, 8"), ["checks.json"], "inputs, rules, texts"),
        (
            edit_key("return np.mean(y), np.max(y)", "return np.mean(y) + 1e-3, np.max(y)"),
            ["checks.json"],
            "key version",
        ),
        (move_outputs(1e-3), ["checks.json"], "expected outputs of statistics"),
        (move_outputs(1e-13), [], ""),
        (lambda root: release(root, "checks.json").write_text("{"), ["checks.json"], "damaged"),
        (lambda root: release(root, "checks.json").unlink(), ["checks.json"], "is missing"),
        (lambda root: release(root, "notes.txt").write_text("x"), ["notes.txt"], "does not come from"),
    ],
)
def test_what_is_stale_is_said_and_built_anew(
    course: Path, edit: Callable[[Path], Any], stale: list[str], reason: str
) -> None:
    edit(course)
    said = build(course, check=True)
    assert [sentence.split()[0] for sentence in said] == [f"release/{NAME}/{name}" for name in stale]
    assert all(reason in sentence for sentence in said)
    assert build(course) == said
    assert build(course, check=True) == []


def test_an_interrupted_build_leaves_the_old_release(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_notebook(course)
    before = release(course, f"{NOTEBOOK}.ipynb").read_bytes()

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(course)
    assert release(course, f"{NOTEBOOK}.ipynb").read_bytes() == before
    assert sorted(path.name for path in (course / "release" / NAME).iterdir()) == [
        "checks.json",
        f"{NOTEBOOK}.ipynb",
    ]


def test_a_release_of_nothing_is_stale(course: Path) -> None:
    (course / "release" / "old").mkdir()
    (course / "release" / "old" / "checks.json").write_text("{}")
    assert build(course, check=True) == ["release/old comes from nothing in source/: remove it"]


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda root: shutil.rmtree(root / "keys"), "has no answer key"),
        (edit_key("import numpy as np", "import numpy as np\n1 / 0"), "ZeroDivisionError"),
        (lambda root: (root / "source" / NAME / f"{NOTEBOOK}.ipynb").write_text("{"), "is not a notebook"),
        (lambda root: (root / "source" / NAME / "second.ipynb").write_text("{}"), "holds 2 notebooks"),
        (lambda root: (root / "nbgrader_config.py").unlink(), "has no nbgrader_config.py"),
    ],
)
def test_a_course_that_cannot_be_built_says_so_in_a_sentence(
    course: Path, prepare: Callable[[Path], Any], sentence: str
) -> None:
    prepare(course)
    with pytest.raises(CourseError, match=sentence) as caught:
        build(course)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_is_no_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="holds no keys/ and no source/"):
        build(tmp_path)


# --- Refusals ---------------------------------------------------------------------------------------------


def test_no_student_version_of_a_wrong_solution(tmp_path: Path) -> None:
    root = tiny.make_course(tmp_path, cells=source_cells(statistics=STATISTICS.replace("np.max", "np.min")))
    with pytest.raises(CourseError, match=r"the solution of statistics in source/01_tiny earns 2 of 3 points"):
        build(root)
    assert not (root / "release").exists()


def test_no_student_version_that_is_not_a_beginning(tmp_path: Path) -> None:
    early = DOUBLE.replace('    """Twice x."""\n', '    """Twice x."""\n    if len(x) > 4:\n        return 2 * x\n')
    late = DOUBLE.replace("    ### START", "    if True:\n        return 2 * x\n    ### START")
    for number, double in enumerate((early, late)):
        root = tiny.make_course(tmp_path / str(number), cells=source_cells(double=double))
        if number:
            with pytest.raises(CourseError, match="the student version of double in 01_tiny is right"):
                verify(Course(root), NAME)
        else:
            verify(Course(root), NAME)  # the first case meets the placeholder, so nothing is earned


def test_no_line_of_a_solution_is_released(course: Path) -> None:
    told = "Mean and largest number: mean = np.mean(y) does it."
    tiny.write(
        course / "source" / NAME / f"{NOTEBOOK}.ipynb",
        [tiny.text(told, "told"), *source_cells()],
    )
    with pytest.raises(CourseError, match=r"a line of the solution would be released with 01_tiny: mean = np"):
        build(course)


def test_the_judge_is_asked_only_once_about_the_same_source(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "grade", lambda *_: pytest.fail("graded again"))
    verify(Course(built), NAME)


def mended(change: Callable[[list[dict[str, Any]]], Any]) -> nbformat.NotebookNode:
    cells = copy.deepcopy(source_cells())
    change(cells)
    return nbformat.from_dict(tiny.notebook(cells))


def flag(position: int, **fields: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda cells: cells[position]["metadata"]["nbgrader"].update(fields)


def put(position: int, **fields: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda cells: cells[position].update(fields)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (flag(3, points=4), "double has 4 points in the notebook and 2 in the answer key"),
        (flag(3, grade_id="doubled"), "no cell has the grade_id double"),
        (flag(3, locked=True), "double must be a code cell"),
        (flag(3, solution=False), "double must be a code cell"),
        (put(3, source="x = 1"), "the cell double does not define double"),
        (put(3, source="def double(x):\n    return 2 * x"), "double has no region"),
        (put(3, source=DOUBLE + DOUBLE.replace("double", "other")), "is not in the function double"),
        (put(7, source=DOUBLE), "the cell look has a region but belongs to no exercise"),
        (flag(4, grade_id="test_double"), "no cell check_double follows double"),
        (lambda cells: cells.insert(0, cells.pop(4)), "no cell check_double follows double"),
        (flag(4, points=1), "check_double must be grade, locked, no solution, 0 points"),
        (flag(4, locked=False), "check_double must be grade, locked, no solution, 0 points"),
        (put(4, source="check(statistics)"), "check_double must hold check(double) and no more"),
        (lambda cells: cells.append(copy.deepcopy(cells[3])), "the grade_id double is there twice"),
    ],
)
def test_law_7(built: Path, change: Callable[[list[dict[str, Any]]], None], fault: str) -> None:
    assignment = Course(built).assignment(NAME)
    assert list(law_7(mended(lambda cells: None), assignment)) == []
    assert any(fault in sentence for sentence in law_7(mended(change), assignment))


@pytest.mark.parametrize(
    ("helper", "locked", "faults"),
    [
        ('def half(x):\n    """Other words."""\n    return x / 2', True, 0),
        ("def half(x):\n    return x / 2  # half of it", True, 0),
        ("def half(x):\n    return x / 2", False, 1),
        ("def half(x):\n    return x / 3", True, 1),
        ("def half(y):\n    return x / 2", True, 1),
        ("x = 3", True, 1),
    ],
)
def test_given_functions_are_shown_as_they_are(helper: str, locked: bool, faults: int) -> None:
    given = Given("half", lambda x: x / 2, 'def half(x):\n    """Half of it."""\n    return x / 2\n')
    assignment = Assignment(NAME, {}, (given,), {}, Path())
    cells = [tiny.code("x = 1"), tiny.code(helper, "half", tiny.mark("half", locked=locked))]
    found = list(given_functions(nbformat.from_dict(tiny.notebook(cells)), assignment))
    assert len(found) == faults
    assert all("half" in fault for fault in found)


@pytest.mark.parametrize(
    ("source", "name", "what"),
    [
        ("def double(x):\n    return 3 * x", "double", "an exercise"),
        ("def twice(x):\n    return 3 * x", "twice", "another name of the exercise double"),
        ("def half(x):\n    return x / 3", "half", "a given function"),
        ("class statistics:\n    pass", "statistics", "an exercise"),
        ("double = 3", "double", "an exercise"),
        ("a, double = 3, 4", "double", "an exercise"),
        ("for half in (1, 2):\n    pass", "half", "a given function"),
        ("from math import exp as double", "double", "an exercise"),
        ("%%time\nif True:\n    double = 3", "double", "an exercise"),
        ("x = double(3)\n\n\ndef show(double):\n    twice = double\n    return twice", "", ""),
        ("def half(x):\n    return x / 2  # once more, for whoever begins here", "", ""),
        ("double_of_it = [double(x) for x in range(3)]", "", ""),
        ("%matplotlib inline", "", ""),
    ],
)
def test_a_name_that_is_taken_is_refused_as_that(built: Path, source: str, name: str, what: str) -> None:
    assignment = Course(built).assignment(NAME)
    given = Given("half", lambda x: x / 2, 'def half(x):\n    """Half of it."""\n    return x / 2\n')
    assignment = Assignment(NAME, assignment.exercises, (given,), {}, Path())
    shown = tiny.code("def half(x):\n    return x / 2", "half", tiny.mark("half", locked=True))
    for at in (2, 8):
        changed = mended(lambda cells, at=at: cells.insert(at, tiny.code(source, "helper")))
        changed.cells.append(nbformat.from_dict(shown))
        said = f"the cell helper gives the name {name} to something else, but {name} is {what}: choose another name"
        assert list(clashes(changed, assignment)) == ([said] if name else [])


def test_the_cell_of_one_exercise_does_not_name_another(built: Path) -> None:
    assignment = Course(built).assignment(NAME)
    found = list(clashes(mended(put(5, source=STATISTICS + DOUBLE)), assignment))
    assert len(found) == 1
    assert "the cell statistics gives the name double" in found[0]


def test_a_clash_stops_a_build_before_anything_is_graded(course: Path) -> None:
    cells = [*source_cells(), tiny.code("def twice(x):\n    return 3 * x", "helper")]
    tiny.write(course / "source" / NAME / f"{NOTEBOOK}.ipynb", cells)
    with pytest.raises(CourseError, match="the cell helper gives the name twice to something else"):
        build(course)


def test_hygiene() -> None:
    assert list(hygiene(mended(lambda cells: None))) == []
    assert list(hygiene(mended(put(3, execution_count=3)))) == ["the cell double has outputs: clear them"]
    assert list(hygiene(mended(put(3, id="title")))) == ["the cell id title is there twice"]


def test_cells_without_an_id_are_refused(course: Path) -> None:
    cells = source_cells()
    del cells[2]["id"]
    tiny.write(course / "source" / NAME / f"{NOTEBOOK}.ipynb", cells)
    with pytest.raises(CourseError, match="has cells without an id"):
        verify(Course(course), NAME)


# --- Clearing ---------------------------------------------------------------------------------------------

LOOP = """def train(w, n):
    for i in range(n):
        ### START CODE HERE ### (≈ 2 lines of code)
        cost = f(w)
        unused = [z for z in range(3)]
        ### END CODE HERE ###
        ### START CODE HERE ###
        step, w = w / 2, w - 1
        costs.append(cost)
        ### END CODE HERE ###
        ### START CODE HERE ###
        print(cost)

        ### END CODE HERE ###
    return w, cost
"""
LOOP_CLEARED = """def train(w, n):
    for i in range(n):
        ### START CODE HERE ### (≈ 2 lines of code)
        raise NotImplementedError("train has not been written yet")  # replace this line
        ### END CODE HERE ###
        ### START CODE HERE ###
        w = None
        ### END CODE HERE ###
        ### START CODE HERE ###
        pass
        ### END CODE HERE ###
    return w, cost
"""


def test_cleared_regions() -> None:
    assert cleared(LOOP) == LOOP_CLEARED
    assert cleared("x = 1\n# START CODE HERE\na = b = 2\nc += 1\n# END CODE HERE\nprint(a)") == (
        "x = 1\n# START CODE HERE\na = None\nb = None\nc = None\n# END CODE HERE\nprint(a)"
    )
    assert cleared("no region") == "no region"


@pytest.mark.parametrize("source", [LOOP, DOUBLE + STATISTICS])
def test_cleared_code_still_parses(source: str) -> None:
    compile(cleared(source), "cell", "exec")


@pytest.mark.parametrize(
    "source",
    [
        "# START CODE HERE\n",
        "# END CODE HERE\n",
        "# START CODE HERE\n# START CODE HERE\n# END CODE HERE",
    ],
)
def test_markers_that_do_not_pair(source: str) -> None:
    with pytest.raises(CourseError, match="CODE HERE"):
        regions(source)


# --- The course and its secret ----------------------------------------------------------------------------


def test_the_secret_is_made_once_whoever_asks_first(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        secrets = set(pool.map(lambda _: Course(tmp_path).secret(), range(64)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    assert Course(tmp_path).secret_path.stat().st_mode & 0o777 == 0o600


def test_seeds_depend_on_secret_assignment_and_version(tmp_path: Path) -> None:
    course = Course(tmp_path)
    seed = course.seed("a\0001")
    assert seed == course.seed("a\0001")
    assert 0 <= seed < 2**63
    (tmp_path / "other").mkdir()
    others = {
        course.seed("b\0001"),
        course.seed("a\0002"),
        course.seed("a1\000"),
        Course(tmp_path, tmp_path / "other").seed("a\0001"),
    }
    assert len(others | {seed}) == 5


def test_a_damaged_secret_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "gradebook.secret").write_text("abc")
    with pytest.raises(CourseError, match="is damaged"):
        Course(tmp_path).secret()
    assert (tmp_path / "gradebook.secret").read_text() == "abc"


def test_official_checks_fit_together(course: Path) -> None:
    public, hidden, assignment = Course(course).official(NAME)
    assert public.version == hidden.version
    assert public.exercises.keys() == hidden.exercises.keys() == assignment.exercises.keys()
    edit_key("return 2 * x\n\n\n@double.inputs", "return 3 * x\n\n\n@double.inputs")(course)
    with pytest.raises(CourseError, match="another version of the answer key"):
        Course(course).official(NAME)


def test_which_course_and_which_assignment(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (course / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(course / "deep" / "er")
    found = Course.find()
    assert found.root == course
    assert found.assignment_called("01") == found.assignment_called(NAME) == NAME
    with pytest.raises(CourseError, match="there is no assignment 02"):
        found.assignment_called("02")
    path = Path("homework.ipynb")
    assert found.assignment_of(Notebook(path, ("def twice(x):\n    pass",))) == NAME
    with pytest.raises(CourseError, match="not certain which assignment"):
        found.assignment_of(Notebook(path, ("def other(x):\n    pass",)))


def test_a_function_of_two_assignments_is_of_the_one_that_the_file_is_named_after(course: Path) -> None:
    shutil.copytree(course / "release" / NAME, course / "release" / "02_other")
    shared = ("def double(x):\n    pass",)
    with pytest.raises(CourseError, match="not certain which assignment"):
        Course(course).assignment_of(Notebook(Path("homework.ipynb"), shared))
    for name in (NAME, "02_other"):
        assert Course(course).assignment_of(Notebook(Path(name, "homework.ipynb"), shared)) == name
    (course / "release" / "02_other" / f"{NOTEBOOK}.ipynb").rename(course / "release" / "02_other" / "other.ipynb")
    assert Course(course).assignment_of(Notebook(Path("other.ipynb"), shared)) == "02_other"


# --- This repository --------------------------------------------------------------------------------------


def test_the_keys_of_this_repository_are_complete() -> None:
    course = Course(tiny.REPOSITORY)
    for name, key in KEYS.items():
        notebook = verifying.source_notebook(course, name)
        assert list(law_7(notebook, load_assignment(key))) == []
        assert list(hygiene(notebook)) == []


OTHER_PROCESSOR = """
import json, sys
from pathlib import Path
from autograder.authoring.build import without_outputs
from autograder.checks.made import make_checks
from autograder.checks.frozen import to_text
from autograder.key.assignment import load_assignment
print(without_outputs(to_text(make_checks(load_assignment(Path(sys.argv[1]))))))
"""


@pytest.mark.parametrize("name", one_of(*KEYS))
def test_inputs_do_not_depend_on_the_processor(name: str) -> None:
    """The last bits of a matrix product and of tanh do; released inputs are compared byte for byte."""
    older = {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", OTHER_PROCESSOR, str(KEYS[name])]
    surroundings = {**os.environ, "PYTHONPATH": str(tiny.REPOSITORY), **older}
    made = subprocess.run(command, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=True)
    released = tiny.REPOSITORY / "release" / name / "checks.json"
    assert made.stdout.strip() == without_outputs(released.read_text("utf-8")).strip()


@pytest.mark.slow
def test_the_release_of_this_repository_is_not_stale() -> None:
    folder = os.getcwd()
    try:
        assert build(tiny.REPOSITORY, check=True) == []
    finally:
        os.chdir(folder)


def test_a_notebook_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="is not a file"):
        read_notebook(tmp_path)
