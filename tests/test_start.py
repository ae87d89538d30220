"""What starting costs: who loads what, and that the lock is proven once, by the process that needs it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.build import build
from autograder.batch import run as batch
from autograder.batch.grading_process import opened
from autograder.batch.pool import WORKER, Died, Pool
from autograder.batch.settings import Settings
from autograder.checks.frozen import load_checks, names_in
from autograder.course.course import Course
from autograder.course.errors import CourseError
from autograder.course.light import GRAMMAR
from autograder.judge.bench import Bench, close_all
from autograder.judge.zygote import SandboxError
from autograder.notebook.read import Notebook
from tests import tiny_course as tiny
from tests.tiers import one_of
from tests.tiny_course import KEY, NAME, hand_in, source_cells

TELLING = '''

import atexit
import gc
import json
import sys
from pathlib import Path


def _tell():
    """Leave a file of what this process has loaded and how often it went through all of it, named after its program."""
    if program := next((word for word in sys.orig_argv if word.startswith("autograder.")), ""):
        told = {"loaded": sorted(sys.modules), "collected": gc.get_stats()[0]["collections"]}
        Path(__file__).parents[2].joinpath(f"{program}.json").write_text(json.dumps(told))


atexit.register(_tell)
'''
ONLY_FOR_THE_GRADEBOOK = {"jsonschema", "jupyter_server", "nbconvert", "nbformat", "nbgrader", "sqlalchemy", "tornado"}
ONLY_FOR_WORKERS = {"IPython", "h5py", "matplotlib", "neural_networks"}
NEVER = {GRAMMAR, "lark"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one student; whoever reads its key tells in the end what it has loaded."""
    key = KEY.replace("import numpy as np\n", "import numpy as np\n" + TELLING, 1)
    root = tiny.make_course(tmp_path_factory.mktemp("built") / "course", key=key)
    build(root)
    hand_in(root, "ada", source_cells())
    return root


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "course"))


def test_each_process_loads_only_what_it_needs(course: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "grade", NAME], cwd=course, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("WARNING")) == (0, 0), done
    told = {name: json.loads((course / f"{name}.json").read_text()) for name in ("autograder.cli", WORKER)}
    loaded = {name: {module.split(".")[0] for module in one["loaded"]} for name, one in told.items()}
    assert not loaded[WORKER] & (ONLY_FOR_THE_GRADEBOOK | ONLY_FOR_WORKERS | NEVER)
    assert loaded["autograder.cli"] >= {"nbgrader", "sqlalchemy"}
    assert not loaded["autograder.cli"] & (ONLY_FOR_WORKERS | NEVER)
    assert told["autograder.cli"]["collected"] < 100  # hundreds of times without collect_seldom


def test_the_batch_itself_has_no_workers_and_draws_no_hidden_case(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        pytest.fail("this is for the processes that judge")

    monkeypatch.setattr(Bench, "judge", property(never))
    monkeypatch.setattr(Course, "hidden", never)
    assert batch.run(Settings(NAME, course, quiet=True)) == 0


# --- what the first process says before anybody is graded ------------------------------------------------------------


def test_the_first_process_proves_the_lock(course: Path) -> None:
    assert opened(str(course), str(course), NAME) == {"missing": Bench(Course(course), NAME).missing()}
    close_all()


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (SandboxError("the sandbox does not hold"), {"unlocked": "the sandbox does not hold"}),
        (CourseError("no such course"), {"refused": "no such course"}),
        (KeyError("x"), {"fault": "KeyError: 'x'"}),
    ],
)
def test_what_stops_the_first_process_is_its_answer(
    course: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, answer: dict[str, str]
) -> None:
    def stop(_: Bench) -> None:
        raise error

    monkeypatch.setattr(Bench, "missing", stop)
    assert opened(str(course), str(course), NAME) == answer


STOPPED = SandboxError(
    "nothing was graded, because the first process did not get ready (it ended): mend that and run it again"
)


@pytest.mark.parametrize(
    ("answer", "error"),
    one_of(
        ({"unlocked": "the sandbox does not hold"}, SandboxError("the sandbox does not hold")),
        ({"refused": "no such course"}, CourseError("no such course")),
        ({"fault": "KeyError: 'x'"}, RuntimeError("KeyError: 'x'")),
        (Died("it ended"), STOPPED),
    ),
)
def test_nobody_is_graded_where_the_first_process_is_stopped(
    course: Path, monkeypatch: pytest.MonkeyPatch, answer: object, error: Exception
) -> None:
    monkeypatch.setattr(Pool, "work", lambda _, orders: iter([({}, answer)]))
    with pytest.raises(type(error), match=f"^{re.escape(str(error))}$"):
        batch.run(Settings(NAME, course))
    assert not (course / "autograded").exists() and not (course / "gradebook.db").exists()


def test_what_the_first_process_misses_is_said(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Pool.work

    def without_files(pool: Pool, orders: list[dict[str, str]]) -> Iterator[object]:
        for order, answer in work(pool, orders):
            yield order, {"missing": ["Files are not restricted."]} if "missing" in answer else answer

    monkeypatch.setattr(Pool, "work", without_files)
    assert batch.run(Settings(NAME, course)) == 0
    assert capsys.readouterr().err.startswith("autograder: WARNING: Files are not restricted.")


def test_a_process_that_got_ready_takes_the_first_order() -> None:
    with Pool("tests.echo") as pool:
        pool.get_ready()
        (first,) = pool._idle
        pool.begin({"number": 1})
        assert list(pool.work([])) == [({"number": 1}, {"number": 1})]
        assert [answer for _, answer in pool.work([{"number": 2}])] == [{"number": 2}]
        assert pool._idle == [first]
        with pool:
            pass
        assert first.process.returncode is not None


def test_orders_are_asked_for_only_when_somebody_is_free_to_carry_them_out() -> None:
    asked: list[int] = []

    def orders() -> Iterator[dict[str, int]]:
        for number in range(20):
            asked.append(number)
            yield {"number": number}

    with Pool("tests.echo", 2) as pool:
        for done, (order, answer) in enumerate(pool.work(orders())):
            assert answer == order
            assert len(asked) <= done + 1 + 2  # what is answered, and what both work on
    assert asked == list(range(20))


def test_orders_that_cannot_be_made_end_the_work_and_the_processes() -> None:
    def orders() -> Iterator[dict[str, int]]:
        yield {"number": 1}
        raise CourseError("the gradebook cannot be read")

    with Pool("tests.echo", 1) as pool:
        answers = pool.work(orders())
        assert next(answers) == ({"number": 1}, {"number": 1})
        (child,) = pool._idle
        with pytest.raises(CourseError, match="cannot be read"):
            list(answers)
    assert child.process.returncode is not None


# --- what is not loaded ----------------------------------------------------------------------------------------------

BY_ITSELF = "import json, jsonschema; print(json.dumps(sorted(jsonschema.FormatChecker.checkers)))"


def formats(*lines: str) -> set[str]:
    """The formats that jsonschema checks in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join((*lines, BY_ITSELF))], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_nothing_but_two_formats_is_left_out_and_no_notebook_has_them() -> None:
    lightly = formats(
        "import sys",
        "from autograder.course.light import load_nbformat",
        "load_nbformat()",
        "assert not {'rfc3987_syntax', 'lark'} & set(sys.modules)",
        "import rfc3987_syntax",  # whoever wants it has it
    )
    left_out = formats() - lightly
    assert left_out == {"iri", "iri-reference"}
    schemas = list(Path(nbformat.__file__).parent.rglob("*.schema.json"))
    assert len(schemas) > 5
    assert not [path for path in schemas if any(f'"{name}"' in path.read_text("utf-8") for name in left_out)]


def test_a_notebook_is_recognised_by_names_alone(course: Path) -> None:
    checks = course / "release" / NAME / "checks.json"
    assert names_in(checks) == {"double", "twice", "statistics"}
    data = json.loads(checks.read_text("utf-8"))
    for item in data["exercises"]:
        item["cases"] = "no list"
    other = course / "release" / "02_other" / "checks.json"
    other.parent.mkdir()
    other.write_text(json.dumps({**data, "exercises": data["exercises"][:1]}), "utf-8")
    found = Course(course)
    work = Notebook(Path("any.ipynb"), ("def double(x): pass\ndef statistics(x): pass",))
    assert found.assignment_of(work) == NAME
    with pytest.raises(CourseError, match="damaged"):
        found.public("02_other")
    assert set(load_checks(checks).exercises) < names_in(checks)
