"""The judge: what a notebook earns, why, and at whose cost; all through real, locked worker processes."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
import socket
import time
import types
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from autograder.calling.time_limit import Allowance
from autograder.checks.contents import Checks
from autograder.checks.frozen import from_text, to_text
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.course.course import Course
from autograder.judge import attempts, lending, verdicts
from autograder.judge import judge as module
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import Worker, Zygote
from autograder.key.assignment import Assignment, load_assignment
from autograder.plain.wire import Channel, WireError, WireTimeout, to_json
from autograder.sandbox.ceilings import Limits
from autograder.verdict.report import grade_to_text
from autograder.verdict.report import to_text as to_card
from autograder.verdict.result import Grade, Result
from tests.keys import HARD, ROOT, write_key
from tests.tiers import one_of

KEY = '''
import numpy as np
from autograder.key import case, exercise, given
from autograder.rules import close, scalar

HINTS = ("What is twice a number?", "Add the number to itself.", "Multiply the whole array by two.")


@given
def halve(x):
    return x / 2


def _numbers(rng):
    for size in (3, 5, 8):
        yield case(rng.uniform(2, 9, size))


@exercise(returns=close("value", points=2), hints=HINTS, aliases=("twice",), seconds=1)
def double(x):
    """Twice x."""
    return 2 * x


@double.inputs
def double_inputs(rng):
    yield from _numbers(rng)


@double.mistake
def squared(x):
    """Each number came back multiplied by itself. By which number should it be multiplied?"""
    return x * x


@exercise(returns=(scalar("mean", points=2), scalar("largest", points=1)), needs=[double], hints=HINTS,
          seconds=1)
def statistics(x):
    """Mean and largest number of double(x)."""
    y = double(x)
    return np.mean(y), np.max(y)


@statistics.inputs
def statistics_inputs(rng):
    yield from _numbers(rng)


@statistics.mistake
def summed(x):
    """Your mean is a sum. By what is a sum divided to become a mean?"""
    return np.sum(2 * x), np.max(2 * x)


@statistics.mistake(reads_global=True)
def reads_the_notebook(x):
    """Your function reads {name}, a variable of the notebook."""
    return 1.0, 2.0


@exercise(returns=scalar("all", points=4), needs=[statistics], hints=HINTS, seconds=1)
def report(x):
    """The sum of both."""
    return sum(statistics(x))


@report.inputs
def report_inputs(rng):
    yield from _numbers(rng)


@exercise(returns=close("half", points=1), hints=HINTS, seconds=1)
def half(x):
    """Half of x."""
    return halve(x)


@half.inputs
def half_inputs(rng):
    yield from _numbers(rng)
'''
DOUBLE = "def double(x):\n    return x + x"
STATISTICS = "def statistics(x):\n    y = double(x)\n    return y.mean(), max(y)"
REPORT = "def report(x):\n    return np.sum(statistics(x))"
HALF = "def half(x):\n    return halve(x)"
CELLS = {"double": DOUBLE, "statistics": STATISTICS, "report": REPORT, "half": HALF}


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Assignment:
    folder = tmp_path_factory.mktemp("key")
    return load_assignment(write_key(folder, KEY, "01_judged", tuple(CELLS), ("halve",)))


@pytest.fixture(scope="module")
def public(key) -> Checks:
    return make_checks(key)


@pytest.fixture(scope="module")
def hidden(key) -> Checks:
    return make_checks(key, 99)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(Limits(memory_bytes=300 * 2**20), locate.shipped("data")) as started:
        yield started


@pytest.fixture(scope="module")
def judge(zygote, public, hidden, key) -> Judge:
    return Judge(zygote, public, hidden, key)


@pytest.fixture(scope="module")
def brisk(zygote, public, hidden, key) -> Judge:
    """The same, with little time for each exercise."""
    checks = (
        dataclasses.replace(
            known, exercises={name: dataclasses.replace(one, seconds=0.3) for name, one in known.exercises.items()}
        )
        for known in (public, hidden)
    )
    return Judge(zygote, *checks, key)


def cells(*more: str, **changed: str) -> list[str]:
    """A right notebook, changed here and there, and the cells after it."""
    return ["import numpy as np", *(source for source in {**CELLS, **changed}.values() if source), *more]


def graded(judge: Judge, *more: str, **changed: str) -> dict[str, Result]:
    return {result.name: result for result in judge.grade(cells(*more, **changed)).results}


def scores(results: dict[str, Result]) -> dict[str, float]:
    return {name: result.score for name, result in results.items()}


def statuses(results: dict[str, Result]) -> dict[str, str]:
    return {name: result.status for name, result in results.items()}


FULL = {"double": 2.0, "statistics": 3.0, "report": 4.0, "half": 1.0}


# --- statuses ----------------------------------------------------------------------------------------------------


def test_a_right_notebook_earns_everything(judge):
    grade = judge.grade(cells(), "nn.ipynb", 5)
    assert (grade.score, grade.points) == (10.0, 10.0)
    assert (grade.assignment, grade.notebook, grade.seed) == ("01_judged", "nn.ipynb", 5)
    assert {result.status for result in grade.results} == {"right"}
    assert [result.name for result in grade.results] == list(FULL)
    assert (grade.notes, grade.repairs) == ((), ())


@pytest.mark.parametrize(
    ("double", "status", "words"),
    [
        ("def double(x):\n    return x ** 2", "wrong", "Each number came back multiplied by itself."),
        ("def double(x):\n    return 3 * x", "wrong", "what double returned is exactly 3/2 times what is"),
        ("def double(x):\n    pass", "wrong", "double(x) returned None."),
        ("def double(x):\n    return x[:, None] * 2", "wrong", "has the shape (3, 1); expected is (3,)"),
        ("def double(x):\n    raise NotImplementedError('double: write it')", "not_started", "has not been started"),
        ("", "missing", "No function called double was found in this notebook."),
        ("def double(x:\n    return 2 * x", "crashed", "The cell that defines double could not be read: SyntaxError"),
        ("double = no_such_name", "crashed", "could not be read: NameError: name 'no_such_name'"),
        ("def double(x):\n    return y", "crashed", "stopped with NameError: name 'y' is not defined"),
        ("def double(x):\n    import os\n    os._exit(0)", "crashed", "double(x) ended the Python process."),
        ("def double(x):\n    import os\n    os.kill(os.getpid(), 11)", "crashed", "ended the Python process."),
        ("def double(x):\n    raise SystemExit", "crashed", "stopped with SystemExit"),
        ("double = 5", "crashed", "stopped with TypeError"),
        ("def double(x):\n    return [bytearray(2**26) for _ in range(99)]", "too_much_memory", "more memory"),
        ("def double(x):\n    return np.ones(2**40)", "too_much_memory", "more memory than there is"),
        ("def double(x):\n    return {1, 2}", "wrong", "what double returned is a value of type set"),
    ],
)
def test_every_end_has_its_status_and_costs_only_its_exercise(judge, double, status, words):
    results = graded(judge, double=double)
    assert results["double"].status == status
    assert results["double"].score == 0
    assert words in results["double"].message
    assert scores(results)["half"] == 1


@pytest.mark.parametrize(
    "loop", one_of("while True:\n        try: x = x * 1\n        except BaseException: pass", "while True: pass")
)
def test_an_endless_loop_ends_with_its_time(judge, loop):
    results = graded(judge, double=f"def double(x):\n    {loop}")
    assert statuses(results) == {"double": "timed_out", "statistics": "right", "report": "right", "half": "right"}
    assert results["double"].message.startswith("double(x) did not finish within 1 second.")
    assert results["statistics"].carried_forward


@pytest.mark.parametrize(
    ("seconds", "status", "by_hand", "words"),
    [
        ((0.1,), "right", False, "All "),
        ((0.6, 0.1), "right", False, "All "),  # a busy machine, or an accident
        ((0.6, 0.6), "timed_out", True, "takes longer than the 1 second that there is. A person will look at it."),
        ((0.6, 2.0), "timed_out", False, "did not finish within 1 second"),
    ],
)
def test_a_time_out_is_confirmed_once_in_a_fresh_worker(judge, monkeypatch, seconds, status, by_hand, words):
    """The calls of double take so much processor time in the first worker, and so much in the second."""
    usual, workers, names = module.Session._ask, [], []

    def asked(self, question, allowance):
        answer = usual(self, question, allowance)
        names.extend([] if question is None else [question.get("name")])  # None: what comes of the next case
        if names[-1] == "double" and self.lender is None:
            workers.extend([self.worker] if self.worker not in workers else [])
            allowance.processor -= seconds[workers.index(self.worker)]
            if allowance.is_up():
                raise WireTimeout("no answer in time")
        return answer

    monkeypatch.setattr(module.Session, "_ask", asked)
    grade = judge.grade(cells())
    result = next(result for result in grade.results if result.name == "double")
    assert (result.status, result.by_hand) == (status, by_hand)
    assert result.score == (2 if status == "right" else 0)
    assert words in result.message
    assert len(workers) == len(seconds)


def test_a_loop_without_an_end_costs_its_own_parts_and_little_time_more(zygote, public, monkeypatch):
    given, usual = [], module.Session._ask

    def asked(self, question, allowance):
        if question is None or question["do"] == "call":
            given.append(allowance.seconds)
        return usual(self, question, allowance)

    monkeypatch.setattr(module.Session, "_ask", asked)
    half = public.exercises["half"]
    (small, large), parts = half.cases[:2], {"half": 1.0, "large": 0.5}
    cases = small, dataclasses.replace(large, part="large")
    checks = dataclasses.replace(
        public, exercises={"half": dataclasses.replace(half, seconds=1.0, cases=cases, parts=parts)}
    )
    size = np.size(small.args[0])
    loop = f"def half(x):\n    while np.size(x) == {size}: pass\n    return x / 2"
    (result,) = Judge(zygote, checks, checks).grade(["import numpy as np", loop]).results
    assert (result.status, result.by_hand, result.score) == ("timed_out", False, 0.5)
    assert given == pytest.approx([1, 0.05, 3])  # and the loop once more, to be sure


LOOP = "def {}(x):\n    while True: pass"


def test_every_exercise_has_its_turn_before_one_that_never_ends_has_all_its_time(judge, monkeypatch):
    monkeypatch.setattr(attempts, "FIRST_ROUND", 0.2)
    given, usual = [], module.Session.observe

    def observed(self, checks, cases, allowance):
        given.append((checks.name, allowance.seconds))
        return usual(self, checks, cases, allowance)

    monkeypatch.setattr(module.Session, "observe", observed)
    results = graded(judge, half=LOOP.format("half"), double=LOOP.format("double"))
    turns = list(dict.fromkeys(given))
    first = [turn for turn in turns if turn[1] == 0.2]
    assert {name for name, _ in first} == {"double", "statistics", "report", "half"}
    assert turns[: len(first)] == first
    assert statuses(results) == {"double": "timed_out", "statistics": "right", "report": "right", "half": "timed_out"}
    assert "within 1 second" in results["half"].message


SLOW_AT_LAST = """
import time
other = np.array([1.0, 2.0])

def tick():
    tick.calls = getattr(tick, "calls", 0) + 1
    began = time.thread_time()
    while tick.calls > {calls} and time.thread_time() < began + 0.4:
        pass

def statistics(x):
    tick()
    return np.mean(other), np.max(other)
"""


def test_what_a_mistake_is_does_not_depend_on_how_little_time_the_first_round_has(judge, hidden, monkeypatch):
    monkeypatch.setattr(attempts, "FIRST_ROUND", 0.2)
    slow = SLOW_AT_LAST.format(calls=len(hidden.exercises["statistics"].cases))
    result = graded(judge, statistics=slow)["statistics"]
    assert (result.status, result.mistake) == ("wrong", "reads_the_notebook")
    assert "reads other, a variable of the notebook" in result.message


@pytest.mark.parametrize(
    "notebook",
    [
        cells(),
        cells(double="def double(x):\n    return x * x"),  # wrong, named, and lent to what needs it
        cells(double="def double(x):\n    return helper(x)"),  # every way to run it is tried
        cells("exec('def double(x): return unknown(x)')"),
        cells(double="def double(x):\n    while True:\n        pass"),
    ],
)
def test_one_worker_of_a_notebook_lives_at_a_time(brisk, monkeypatch, notebook):
    alive = []
    fork = Zygote.fork

    def counted(zygote):
        alive.append(len(zygote.folders))
        return fork(zygote)

    monkeypatch.setattr(Zygote, "fork", counted)
    brisk.grade(notebook)
    assert set(alive) == {0}
    assert not brisk.zygote.folders


def test_no_notebook_has_more_than_its_time_and_what_was_not_reached_is_no_mark(judge, monkeypatch):
    monkeypatch.setattr(attempts, "SUBMISSION", 1.0)
    monkeypatch.setattr(attempts, "FIRST_ROUND", 0.1)
    began = time.process_time()
    results = graded(judge, half=LOOP.format("half"), double=LOOP.format("double"))
    assert (results["double"].status, results["double"].by_hand) == ("ungraded", True)
    assert results["double"].message == (
        "double was not reached: the rest of the notebook has used up the 1 second that it has. A person will look at it."
    )
    assert time.process_time() - began < 60


def test_waiting_has_an_end_for_the_notebook_as_a_whole(judge, monkeypatch):
    monkeypatch.setattr(attempts, "SUBMISSION_ON_THE_WALL", 1.0)
    began = time.monotonic()
    waits = "import time\ndef {}(x):\n    time.sleep(1000)"
    results = graded(judge, half=waits.format("half"), double=waits.format("double"))
    assert {results["half"].status, results["double"].status} <= {"ungraded", "timed_out"}
    assert results["half"].by_hand
    assert time.monotonic() - began < 30


def test_who_calls_what_never_ends_is_not_tried_for_longer(brisk, monkeypatch):
    asked, usual = [], module.confirmed

    def confirmed(verdict, session, exercise):
        asked.append(exercise.name)
        return usual(verdict, session, exercise)

    monkeypatch.setattr(module, "confirmed", confirmed)
    results = graded(brisk, double="def double(x):\n    while True: pass")
    assert asked == ["double"]
    assert statuses(results) == {"double": "timed_out", "statistics": "right", "report": "right", "half": "right"}
    asked.clear()
    loops = graded(brisk, statistics="def statistics(x):\n    while True: pass")
    assert asked == ["statistics"] and statuses(loops)["double"] == "right"


def test_who_waits_is_not_stopped_for_it(judge):
    """Waiting stands for a machine that does other things: it is longer here than what there is of computing."""
    waits = DOUBLE.replace("return", "time.sleep(0.45); return")
    assert statuses(graded(judge, "import time", double=waits))["double"] == "right"


def test_who_waits_for_ever_is_stopped(zygote, public):
    quick = dataclasses.replace(public, exercises={"half": dataclasses.replace(public.exercises["half"], seconds=0.1)})
    grade = Judge(zygote, quick, quick).grade(["import time", "def half(x): time.sleep(1000)"])
    assert [(result.status, result.by_hand) for result in grade.results] == [("timed_out", False)]


def test_a_fault_of_ours_is_no_mark(judge, monkeypatch):
    usual = verdicts.result_of

    def fails_for_half(checks, *rest):
        if checks.name == "half":
            raise ZeroDivisionError("ours")
        return usual(checks, *rest)

    monkeypatch.setattr(verdicts, "result_of", fails_for_half)
    grade = judge.grade(cells())
    result = grade.results[3]
    assert (result.status, result.score) == ("ungraded", 0.0)
    assert result.message.startswith("This exercise could not be graded because of a fault on our side")
    assert re.fullmatch(r"ZeroDivisionError \(test_judge.py, line \d+\)", result.notes[0])
    assert grade.to_json()["exercises"][3]["score"] is None
    assert grade.score == 9


def test_a_fault_of_ours_while_carrying_forward_keeps_what_was_earned(judge, monkeypatch):
    usual, calls = verdicts.result_of, []

    def fails_the_second_time(checks, *rest):
        calls.append(checks.name)
        if calls.count("statistics") == 2:
            raise ZeroDivisionError("ours")
        return usual(checks, *rest)

    monkeypatch.setattr(verdicts, "result_of", fails_the_second_time)
    results = graded(judge, double="def double(x):\n    return x + np.max(x)", report="")
    assert results["statistics"].status == "wrong"
    assert results["statistics"].score == 1
    assert results["half"].score == 1


def test_practice_is_decided_by_the_public_checks(zygote, public):
    practice = Judge(zygote, public)
    results = graded(practice, double="def double(x):\n    return 3 * x")
    assert statuses(results) == {"double": "wrong", "statistics": "wrong", "report": "wrong", "half": "right"}
    assert results["double"].evidence is not None  # nothing is hidden in practice
    assert not results["statistics"].carried_forward  # there is no key to ask
    assert scores(graded(practice)) == FULL


def test_an_empty_notebook_earns_nothing(judge):
    for empty in ([], [""], ["# nothing", "x = 1"]):
        grade = judge.grade(empty)
        assert {result.status for result in grade.results} == {"missing"}
        assert grade.score == 0.0


# --- where a function is found -----------------------------------------------------------------------------------


def test_the_order_of_the_cells_does_not_matter(judge):
    for order in (reversed(cells()), sorted(cells()), [HALF, REPORT, STATISTICS, DOUBLE]):
        assert judge.grade(list(order)).score == 10


def test_functions_go_by_aliases_assignments_and_decorators(judge):
    for double in (
        "def twice(x):\n    return 2 * x\ndef mine(x): return twice(x)\ndouble = mine",
        "def my_solution(x):\n    return 2 * x\ndouble = my_solution",
        "double = np.vectorize(lambda v: 2 * v)",
        "import functools\ndef deco(f):\n    return lambda *a: f(*a)\n@deco\ndef double(x):\n    return 2 * x",
        "class double:\n    def __new__(cls, x):\n        return 2 * x",
    ):
        assert scores(graded(judge, double=double)) == FULL, double


AGAIN = [
    "double = double(np.arange(3.0))",
    "while True: pass\ntrain_set = 1\ndouble = double(train_set)",
    "for double in range(3): pass",
    "from solutions import double",
    "import double",
    "double = no_such_name",
    "double = np.zeros(3)",
    "double = statistics(np.arange(3.0))[0]",
    "statistics = statistics(np.arange(3.0))\nreport, x = report(np.arange(3.0)), 3\nhalf = [half]",
]


@pytest.mark.parametrize("again", AGAIN)
def test_a_name_that_is_used_again_for_something_else_costs_nothing(judge, again):
    grade = judge.grade(cells(again))
    assert {result.name: result.score for result in grade.results} == FULL
    assert not any(result.carried_forward for result in grade.results)
    assert any("(cell 6)" in note and "the function from cell " in note for note in grade.notes)
    if again == AGAIN[0]:
        sentence = "double was used as a name for something else later (cell 6); the function from cell 2 counts."
        assert grade.notes == (sentence,)


def test_a_name_that_is_used_again_costs_nothing_beside_a_poisoned_cell(judge, hurried):
    poisoned = (
        f"for K in [1]:\n    while True: pass\n{HALF.replace('x)', 'K * x)', 1)}\n{HALF.replace('(x):', '(x, k=K):')}"
    )
    grade = judge.grade(cells("double = double(3)\nstatistics = statistics(3)", half=poisoned))
    assert {result.name: result.score for result in grade.results} == {**FULL, "half": 0.0}
    assert [note for note in grade.notes if note.startswith("statistics was used")] != []


def test_the_last_function_counts_even_where_it_is_worse(judge):
    results = graded(judge, "double = double(3)", "double = lambda x: x * x", "double = double(3)")
    assert statuses(results) == {"double": "wrong", "statistics": "right", "report": "right", "half": "right"}
    assert results["double"].mistake == "squared"


def test_an_alias_alone_is_enough(judge):
    results = graded(judge, double="def twice(x):\n    return 2 * x")
    assert results["double"].status == "right"


def test_only_what_is_needed_runs(judge):
    noise = (
        "while True:\n    pass",
        "1 / 0",
        "import os\nos._exit(1)",
        "raise SystemExit",
        "!rm -rf /",
        "%%bash\necho no python",
        "def broken(:",
        "x = np.ones(2**40)",
        "input()",
        "open('/etc/passwd')",
    )
    grade = judge.grade([*noise, *cells(), *noise])
    assert grade.score == 10
    assert [note.split(" could")[0] for note in grade.notes] == ["Cell 7", "Cell 22"]


def test_the_whole_notebook_runs_where_names_are_made_in_other_ways(judge):
    for double in (
        "exec('def double(x): return 2 * x')",
        "globals()['double'] = lambda x: 2 * x",
        "def setup():\n    global factor\n    factor = 2\nsetup()\ndef double(x):\n    return factor * x",
        "vars()['double'] = lambda x: 2 * x",
    ):
        grade = judge.grade(cells(double=double))
        assert grade.score == 10, double
        assert "Some names are only made while the whole notebook runs, so it was run once." in grade.notes


SCALED = "def double(x):\n    return K[0] * x"
FILLED = {
    "method": ("K = np.zeros(1)\nK.fill(2)", SCALED),
    "own method": ("class C:\n    def load(self): self.k = 2\nc = C()\nc.load()", "def double(x): return c.k * x"),
    "class": (
        "class C:\n    k = 1\n    @classmethod\n    def load(cls): cls.k = 2\nC.load()",
        "def double(x): return C.k * x",
    ),
    "sort": ("K = [3, 2]\nK.sort()", SCALED),
    "shuffle": ("rng = np.random.default_rng(3)\nK = np.array([3, 2])\nrng.shuffle(K)", SCALED),
    "function": ("K = {}\ndef fill(d): d[0] = 2\nfill(K)", SCALED),
    "function of NumPy": ("K = np.ones(1)\nnp.put(K, 0, 2)", SCALED),
    "out": ("K = np.ones(1)\nnp.add(K, 1, out=K)", SCALED),
    "another name": ("J = [1]\nK = J\nJ[0] = 2", SCALED),
    "attribute": ("K = [1]\nsetattr(np, 'of_mine', K)\nnp.of_mine[0] = 2", SCALED),
    "loop": ("K = [1]\nfor item in (K,):\n    item[0] = 2", SCALED),
    "global": ("K = [1]\ndef setup():\n    global K\n    K = [2]\nsetup()", SCALED),
    "below": (SCALED, "K = [1]\ndef fill(d): d[0] = 2\nfill(K)"),
    "attribute of a module": ("np.K = [2]", "def double(x): return np.K[0] * x"),
    "default": ("K = [3, 2]\nK.sort()", "def double(x, k=K[0]): return k * x"),
    "cached": (
        "import functools\nK = [2]\n@functools.cache\ndef g(): return K[0]\ng()",
        "def double(x): return g() * x",
    ),
    "timed": ("%time K = [2]", SCALED),
    "timed value": ("K = %time [2]", SCALED),
    "timed in a loop": ("for k in (1, 2):\n    %time K = [k]", SCALED),
    "main": ("import __main__\n__main__.K = [2]", SCALED),
    "main again": ("K = [1]\nimport __main__ as here\nhere.K = [2]", SCALED),
    "file": ("%%writefile numbers_of_mine.py\nK = [2]", f"from numbers_of_mine import K\n{SCALED}"),
    "file of functions": ("%%writefile of_mine.py\nimport numpy as np\n" + DOUBLE, "from of_mine import double"),
    "for": ("def square(x): return x * x", "for double in (square, lambda x: 2 * x): print(double(3))"),
    "failing import": (DOUBLE, "from nowhere import double"),
    "result": (DOUBLE, "double = double(np.ones(3))"),
    "loop over results": (DOUBLE, "for double in map(double, range(3)): print(double)"),
}


@pytest.mark.parametrize("way", FILLED)
def test_however_a_variable_is_filled(judge, way):
    first, second = FILLED[way]
    grade = judge.grade(cells(first, second, double=""))
    assert {result.name: result.score for result in grade.results} == FULL, grade_to_text(grade)


@pytest.mark.parametrize(
    ("first", "double", "ways"),
    [
        ("K = [1]\nK.sort()", "return 3 * x", []),
        ("K = [1]\nK.sort()", "return np.ones(3)", []),
        ("K = [1]", "return K[0] * x", ["WHOLE"]),
        ("K = [1]\nK.sort()", "return K[0] * x", ["FILLED", "WHOLE"]),
        ("K = [2]\nK.sort()", "return K[0] * x", []),
        ("K = [1]\ndef fill(): K[0] = 2\nfill()", "return K[0] * x", ["WHOLE"]),
    ],
)
def test_only_what_is_not_right_and_loads_variables_is_run_in_more_ways(judge, monkeypatch, first, double, ways):
    used, usual = [], judge._session
    monkeypatch.setattr(judge, "_session", lambda *rest, **more: used.append(rest[2]) or usual(*rest, **more))
    judge.grade(cells(first, double=f"def double(x): {double}"))
    assert list(dict.fromkeys(way for way in ("FILLED", "WHOLE") if getattr(attempts, way) in used)) == ways


def test_a_variable_that_others_fill_is_filled_with_lent_answers_too(judge):
    statistics = "def statistics(x):\n    y = double(x)\n    return K[0] * y.mean(), max(y)"
    results = graded(judge, "K = [3, 1]\nK.sort()", double="def double(x): return 3 * x", statistics=statistics)
    assert scores(results) == {**FULL, "double": 0}


IN_THE_WHOLE = {
    "function": "K = [3]\ndef fill(): K[0] = {}\nfill()",
    "global": "K = [3]\ndef setup():\n    global K\n    K = [{}]\nsetup()",
    "exec": "K = [3]\nexec('K' + '[0] = {}')",
    "main": "import __main__\n__main__.K = [{}]",
}
WITH_K = "def statistics(x):\n    y = double(x)\n    return K[0] * y.mean(), max(y)"
WHOLE_NOTE = "Some names are only made while the whole notebook runs, so it was run once."


@pytest.mark.parametrize("way", IN_THE_WHOLE)
def test_a_variable_of_the_whole_notebook_is_there_with_lent_answers_too(judge, way):
    first = IN_THE_WHOLE[way].format(1)
    grade = judge.grade(cells(first, double="def double(x): return 3 * x", statistics=WITH_K))
    earned = {result.name: (result.score, result.by_hand) for result in grade.results}
    assert earned == {name: (0 if name == "double" else score, False) for name, score in FULL.items()}
    assert WHOLE_NOTE in grade.notes


@pytest.mark.parametrize("way", IN_THE_WHOLE)
def test_what_is_wrong_in_the_whole_notebook_with_lent_answers_is_wrong(judge, way):
    first = IN_THE_WHOLE[way].format(5)
    statistics = graded(judge, first, double="def double(x): return 3 * x", statistics=WITH_K)["statistics"]
    assert (statistics.status, statistics.score, statistics.by_hand) == ("wrong", 1, False)


def test_what_exec_makes_gets_lent_answers_too(judge):
    by_exec = f"exec({STATISTICS!r})"
    results = graded(judge, double="def double(x): return 3 * x", statistics=by_exec)
    assert scores(results) == {**FULL, "double": 0}
    assert results["statistics"].carried_forward and not results["statistics"].by_hand


def test_a_whole_notebook_without_an_end_leaves_no_doubt_of_what_is_lent(judge, hurried):
    first = "K = [3]\ndef fill(): K[0] = 1\nwhile True: pass\nfill()"
    results = graded(judge, first, double="def double(x): return 3 * x", statistics=WITH_K)
    assert scores(results) == {**FULL, "double": 0, "statistics": 1}
    assert not any(result.by_hand for result in results.values())


def test_what_fills_a_variable_and_has_no_end_costs_nothing_more(brisk, hurried):
    double = "def double(x):\n    return [2, 3, 3][min(len(x) // 4, 2)] * K * x"
    grade = brisk.grade(cells("K = 1\nwhile K: pass", double=double))
    assert {r.name: r.score for r in grade.results} == {**FULL, "double": 0.0}


def test_the_whole_notebook_does_not_run_in_vain(judge):
    grade = judge.grade(cells("print('globals')", double=""))
    assert grade.score == 8  # double is missing; the others are right with a right one
    assert judge.grade(cells(double="def double(x): return undefined_name")).notes == ()


@pytest.fixture
def hurried(monkeypatch):
    for table in ("ATTEMPTS", "LENDING"):
        monkeypatch.setattr(
            module, table, [dataclasses.replace(attempt, seconds=1.0) for attempt in getattr(module, table)]
        )


@pytest.mark.parametrize(
    "poison", one_of("import os; os._exit(0)", "while True: pass", "import os; os.kill(os.getpid(), 9)")
)
def test_a_poisoned_cell_costs_only_those_who_need_it(judge, hurried, poison):
    results = graded(judge, half=f"{poison}\n{HALF}", double=f"K = 2\n{DOUBLE}")
    assert statuses(results) == {"double": "right", "statistics": "right", "report": "right", "half": "right"}
    results = graded(judge, half=f"for K in [1]:\n    {poison}\ndef half(x):\n    return K * halve(x)")
    assert statuses(results) == {"double": "right", "statistics": "right", "report": "right", "half": "crashed"}
    assert results["half"].message == "The cells that half needs did not come to an end, or ended the Python process."
    results = graded(judge, double=f"for K in [2]:\n    {poison}\ndef double(x):\n    return K * x")
    assert statuses(results)["half"] == "right"
    assert statuses(results)["double"] == "crashed"


def test_a_whole_notebook_without_an_end_is_tried_once(judge, hurried):
    results = graded(judge, "while True: pass", "exec('pass')", double="", statistics="", report="")
    assert statuses(results) == {"double": "missing", "statistics": "missing", "report": "missing", "half": "right"}


def test_a_large_cell_is_left_out_and_said(judge):
    grade = judge.grade(["x = '" + "a" * 1_000_001 + "'", *cells()])
    assert grade.score == 10
    assert grade.notes == ("Cell 1 is larger than 1 MB and was left out.",)


def test_missing_modules_are_said_and_cost_only_who_uses_them(judge):
    grade = judge.grade(
        ["from planar_utils import *\nimport testcases, os", *cells(half="from helpers import halve\n" + HALF)]
    )
    assert grade.score == 10
    assert grade.notes == tuple(
        f"{name} is not available here; what needs it may stop." for name in ("planar_utils", "helpers")
    )


def test_given_helpers_are_those_of_the_course(judge):
    assert graded(judge, half="def halve(x):\n    return 'changed'\n" + HALF)["half"].status == "right"


def test_a_students_own_helper_is_as_good_as_the_courses(judge):
    own = "def halve(x, by=2):\n    return x / by\n"
    half = graded(judge, half=own + HALF.replace("halve(x)", "halve(x, by=2)"))["half"]
    assert (half.status, half.carried_forward) == ("right", False)
    wrong = graded(judge, half=own + "def half(x):\n    return halve(x, by=3)")["half"]
    assert wrong.status == "wrong"


# --- seeds and secrets -------------------------------------------------------------------------------------------


NOTEBOOKS = [
    {},
    {"double": "def double(x):\n    return x ** 2"},
    {"double": "def double(x):\n    return 2 * x if len(x) < 8 else x", "report": ""},
    {"statistics": "def statistics(x):\n    return double(x).sum(), max(double(x))"},
    {"statistics": "def statistics(x):\n    return 1.0, x[0]", "half": "def half(x): return halve(x)[::-1]"},
]


SLOPE = "def slope(f, x):\n    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ([SLOPE], "right"),
        ([SLOPE, "def bowl(x):\n    return 0\nwaves = None"], "right"),
        (["def slope(f, x):\n    return f(x)"], "wrong"),
        (["def slope(f, x):\n    return f"], "wrong"),
        (["def slope(f, x):\n    return f.function(x)"], "crashed"),
        (["def bowl(x):\n    return 0\ndef slope(f, x):\n    return bowl(x)"], "wrong"),
    ],
)
def test_a_function_is_handed_over_as_the_course_has_written_it(zygote, cells, status):
    key = load_assignment(HARD)
    grade = Judge(zygote, from_text(to_text(make_checks(key))), make_checks(key, 7), key).grade(cells)
    assert next(result.status for result in grade.results if result.name == "slope") == status


def test_seeds_change_the_numbers_and_not_the_marks(zygote, public, hidden, key):
    other = make_checks(key, 12345)
    for name, exercise in hidden.exercises.items():
        for one, two in zip(exercise.cases, other.exercises[name].cases, strict=True):
            assert not np.array_equal(one.args[0], two.args[0])
    first, second = (Judge(zygote, public, checks, key) for checks in (hidden, other))
    for changed in NOTEBOOKS:
        one, two = (graded(judge, **changed) for judge in (first, second))
        assert one == two


def test_grading_twice_gives_the_same(judge):
    for changed in NOTEBOOKS:
        assert judge.grade(cells(**changed)) == judge.grade(cells(**changed))


def numbers_of(checks: Checks) -> list[str]:
    """The leading digits of every number in the cases, right answers included."""
    found = []
    for exercise in checks.exercises.values():
        for case in exercise.cases:
            for tree in (*case.args, *case.expected):
                for array in tree if isinstance(tree, tuple) else (tree,):
                    found += [f"{float(number):.5f}"[:6] for number in np.ravel(array)]
    return found


REVEALING = [
    "def double(x):\n    raise ValueError(x.tolist())",
    "def double(x):\n    raise KeyError(str(x))",
    "def double(x):\n    raise type(str(x), (Exception,), {})",
    "def double(x):\n    return {str(x): x}",
    "def double(x):\n    return str(x)",
    "def double(x):\n    return x",
    "def double(x):\n    return x.astype(str)",
    "def double(x):\n    return np.diag(x)",
    "def double(x):\n    return type(str(x), (), {})()",
    "def double(x):\n    print(x)\n    x[0] = 0\n    return x",
    "seen = []\ndef double(x):\n    seen.append(x.tolist())\n    raise ValueError(seen)",
    "seen = []\ndef double(x):\n    seen.append(x.tolist())\n    return {str(seen): 1}",
    "import os\nn = []\ndef double(x):\n    n.append(1)\n    if len(n) > 1: os._exit(0)\n    raise ValueError(list(x))",
    "import os\nn = []\ndef double(x):\n    n.append(str(x))\n    if len(n) > 1: os._exit(0)\n    raise ValueError(n)",
    "n = []\ndef double(x):\n    n.append(str(x))\n    if len(n) > 1: return [bytearray(2**26) for _ in range(99)]\n"
    "    raise ValueError(n)",
    "def double(x):\n    raise NotImplementedError(str(x))",
    "def double(x):\n    raise NameError(str(x), name=str(x))",
    "def double(x):\n    if round(x[0], 3) != PUBLIC: raise ValueError(x.tolist())\n    return 2 * x",
]


@pytest.mark.parametrize("double", REVEALING, ids=range(len(REVEALING)))
def test_no_hidden_number_is_ever_shown(judge, public, hidden, double):
    grade = judge.grade(cells(double=double))
    shown = json.dumps(grade.to_json(), ensure_ascii=False) + grade_to_text(grade)
    shown += "".join(str(vars(result)) for result in grade.results)
    secret = set(numbers_of(hidden)) - set(numbers_of(public))
    assert len(secret) > 60
    digits = {number[:6] for number in re.findall(r"\d+\.\d+", shown)}
    assert not digits & secret
    assert grade.results[0].score == 0


TELL = """
import gc
seen, told = [], []
def tell(text):
    told.append(text)
    for thing in gc.get_objects():
        if type(thing).__name__ == "Worker":
            thing.borrowed = lambda question: text
"""
HIDDEN_TELLERS = [
    *({"double": double} for double in REVEALING),
    # a forged name of a variable of the notebook, for the mistake whose hint has a blank for it
    {"statistics": TELL + "def statistics(x):\n    seen.append(x.tolist())\n    tell(str(seen))\n    return 0.0, 0.0"},
    {"statistics": TELL + "def statistics(x):\n    tell(str(x) * 9)\n    raise ValueError(str(x))"},
    {"statistics": TELL + "def statistics(x):\n    tell(str(x))\n    return x.sum(), x[0]"},
    {"statistics": TELL + "def statistics(x):\n    seen.append(str(x))\n    if len(seen) > 2: tell(str(seen))\n"
     "    return 0.0, 0.0"},
    # what a lent helper answers
    {"double": "def double(x):\n    return 3 * x",
     "statistics": TELL + "def statistics(x):\n    y = double(x)\n    tell(str(y) + str(double(1.23456)))\n"
     "    return y.mean(), 0.0"},
    {"double": "def double(x):\n    return 3 * x",
     "statistics": "def statistics(x):\n    y = double(x)\n    raise type(str(y[:1]), (Exception,), {})(str(double(1.23456)))"},
    {"double": "def double(x):\n    return 3 * x",
     "statistics": "K = double(1.23456)\nassert K > 3, str(K)\ndef statistics(x):\n    return K, {str(K): K}"},
    # shapes, types, keys, counts
    {"double": "def double(x):\n    return np.zeros((int(x[0] * 10**6), 0))"},
    {"double": "def double(x):\n    return np.zeros(2, dtype=[(str(x), float)])"},
    {"double": "def double(x):\n    return np.zeros(2, dtype=f'S{int(x[0] * 10**6)}')"},
    {"double": "def double(x):\n    return {int(x[0] * 10**6): 1}"},
    {"double": "def double(x):\n    return [0] * int(x[0] * 10**4)"},
    {"double": "def double(x):\n    return type(str(x), (list,), {})([1])"},
    {"double": "def double(x):\n    return {type(str(x), (), {})(): 1}"},
    {"statistics": "def statistics(x):\n    return type(str(x), (), {})(), x"},
    {"statistics": "def statistics(x):\n    return (0,) * int(x[0] * 10**4)"},
    {"report": "def report(x):\n    globals()[str(x)] = x\n    return x"},
    {"half": "def half(x):\n    return [][int(x[0] * 10**6)]"},
    {"half": "def half(x):\n    return eval('missing_' + str(int(x[0] * 10**6)))"},
    {"half": "exec('def half(x):\\n    raise ValueError(x)')"},
]  # fmt: skip


def everything(grade: Grade) -> str:
    """Every word of a grade, told or kept."""
    fields = "".join(str(vars(result)) for result in grade.results)
    return json.dumps(grade.to_json(), ensure_ascii=False) + grade_to_text(grade) + fields


@pytest.fixture(scope="module")
def other(zygote, public, key) -> Judge:
    """The same judge, with other hidden numbers."""
    return Judge(zygote, public, make_checks(key, 12345), key)


@pytest.mark.parametrize("changed", HIDDEN_TELLERS, ids=range(len(HIDDEN_TELLERS)))
def test_no_word_depends_on_a_hidden_number(judge, other, changed):
    one, two = (everything(judge.grade(cells(**changed))) for judge in (judge, other))
    assert one == two
    assert "2.46912" not in one  # only the judge can double where the notebook cannot
    assert "1.23456" not in one or "3.70368" in one


def test_the_text_of_a_fault_of_ours_is_not_told(judge, other, monkeypatch):
    usual = verdicts.result_of

    def fails(checks, observe, *rest):
        raise ValueError(str(observe(checks.cases[:1])))

    def fails_the_second_time(checks, observe, *rest):
        if checks.name == "statistics":
            asked.append(observe(checks.cases[:1]))
            if len(asked) == 2:
                raise ValueError(str(asked))
        return usual(checks, observe, *rest)

    for fault in (fails, fails_the_second_time):
        told = []
        for one in (judge, other):
            asked: list[object] = []
            monkeypatch.setattr(verdicts, "result_of", fault)
            told.append(everything(one.grade(cells(double="def double(x):\n    return x", report="", half=""))))
        assert told[0] == told[1]
        assert "ValueError (test_judge.py, line" in told[0]


def test_the_blank_of_a_hint_is_filled_from_the_public_cases(judge, public):
    first = [float(case.args[0][0]) for case in public.exercises["statistics"].cases]
    own = "data = np.arange(3.0)\ndef statistics(x):\n    return data.mean(), max(data)"
    only_hidden = (
        "data = np.arange(3.0)\ndef statistics(x):\n    "
        f"y = double(x) if float(x[0]) in {first} else data\n    return y.mean(), max(y)"
    )
    named = graded(judge, statistics=own)["statistics"]
    assert (named.mistake, named.message) == (
        "reads_the_notebook",
        "Your function reads data, a variable of the notebook.",
    )
    hidden = graded(judge, statistics=only_hidden)["statistics"]
    assert (hidden.mistake, hidden.hint, hidden.score) == (None, "", 0.0)
    assert hidden.message.startswith("The checks in the notebook pass;")


def test_the_message_comes_from_the_public_case(judge, public):
    result = graded(judge, double="def double(x):\n    return 3 * x")["double"]
    case = public.exercises["double"].cases[0]
    assert result.evidence is not None
    assert result.evidence.expected == str(np.round(2 * case.args[0], 6)).replace("\n", "")


def test_where_only_a_hidden_case_fails_a_sentence_without_numbers_says_so(judge, public):
    sizes = [float(case.args[0][0]) for case in public.exercises["double"].cases]
    table = f"def double(x):\n    return 2 * x if float(x[0]) in {sizes} else x"
    result = graded(judge, double=table)["double"]
    assert (result.status, result.score, result.evidence) == ("wrong", 0.0, None)
    assert result.message == "The checks in the notebook pass; with the other numbers of the grading, double does not."


def test_a_mistake_that_the_hidden_cases_rule_out_is_not_named(judge, public):
    sizes = [float(case.args[0][0]) for case in public.exercises["double"].cases]
    result = graded(judge, double=f"def double(x):\n    return x * x if float(x[0]) in {sizes} else x")["double"]
    assert (result.status, result.mistake, result.hint) == ("wrong", None, "")
    assert result.message.startswith("In all 3 calls, what double returned is exactly the square of x.")  # as is shown


def test_a_mistake_is_named_with_the_public_numbers(judge, public):
    result = graded(judge, double="def double(x):\n    return x * x")["double"]
    case = public.exercises["double"].cases[0]
    assert result.mistake == "squared"
    assert result.message == result.hint
    assert result.evidence is not None
    assert result.evidence.got == str(np.round(case.args[0] ** 2, 6))


def test_a_variable_of_the_notebook_is_named(judge):
    own = "data = np.arange(3.0)\ndef statistics(x):\n    y = double(data)\n    return y.mean(), max(y)"
    result = graded(judge, statistics=own)["statistics"]
    assert result.mistake == "reads_the_notebook"
    assert result.message == "Your function reads data, a variable of the notebook."


def test_an_exception_is_explained_and_it_is_said_whose_line_stopped(judge):
    helper = "def total(y):\n    return y @ np.ones((1, 1))\ndef statistics(x):\n    return total(double(x)), 1.0"
    result = graded(judge, statistics=helper)["statistics"]
    assert result.status == "crashed"
    assert result.message.startswith("In y @ np.ones((1, 1)), the left side of a product ends in size 3")
    assert (result.line, result.line_in, result.line_caller) == ("return y @ np.ones((1, 1))", "total", "statistics")
    assert "The line that stopped, in total, called by statistics: return y @ np.ones((1, 1))" in to_card(result)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("raise NotImplementedError('double has not been written yet')", "not_started"),
        ("raise NotImplementedError('double has not been written yet')\n    y = 2 * x", "crashed"),
        ("y = 2 * x\n    raise NotImplementedError('double has not been written yet')", "crashed"),
    ],
)
def test_a_placeholder_beside_a_finished_line_is_not_called_unstarted(judge, lines, status):
    marked = f"    ### START CODE HERE ###\n    {lines}\n    ### END CODE HERE ###\n"
    result = graded(judge, double=f"def double(x):\n{marked}    return y")["double"]
    assert (result.status, result.score) == (status, 0.0)
    assert result.message.startswith("The line with raise is still there") == (status == "crashed")


def test_it_is_said_what_keeps_a_cell_from_being_read(judge):
    result = graded(judge, double="def double(x):\n    y = x\n        return y")["double"]
    reason, meaning = result.message.split("\n")
    assert reason == "The cell that defines double could not be read: IndentationError: unexpected indent (line 3)"
    assert meaning.startswith("That line begins further to the right")


# --- error carried forward ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "double",
    [
        "def double(x):\n    return 3 * x",
        "def double(x):\n    raise ValueError('x')",
        "def double(x):\n    raise NotImplementedError('double: write it')",
        "def double(x:\n    return 2 * x",
        "",
        "def double(x):\n    import os\n    os._exit(0)",
        "def double(x):\n    return x[:, None]",
        "double = 5",
    ],
)
def test_a_mistake_in_a_helper_is_not_counted_again(judge, double):
    results = graded(judge, double=double)
    assert scores(results) == {**FULL, "double": 0.0}
    for name in ("statistics", "report"):
        assert results[name].carried_forward
        assert results[name].message == (
            "Graded once more with a correct double: a mistake there is not counted again here."
        )
        assert (results[name].mistake, results[name].evidence) == (None, None)
    assert not results["double"].carried_forward


def test_a_function_that_is_wrong_by_itself_stays_wrong(judge):
    results = graded(judge, double="def double(x):\n    return 3 * x", statistics=STATISTICS.replace("mean", "sum"))
    assert results["statistics"].status == "wrong"
    assert results["statistics"].score == 1  # the largest is right with a right helper
    assert results["statistics"].carried_forward
    assert results["statistics"].notes[-1].startswith("Graded once more with a correct double")
    assert results["report"].score == 4


@pytest.mark.parametrize(
    ("double", "body", "mistake", "status", "score", "message"),
    [
        # named with the wrong helper alone
        ("return 3 * x", "np.sum(y) * 2 / 3, max(y)", None, "wrong", 1, "With a correct double, statistics does not"),
        ("return 3 * x", "np.sum(y) * 2 / 3, 7.0", None, "wrong", 0, "Still to do: mean, largest."),
        # named with a right one alone
        ("return 3 * x", "np.sum(y), max(y)", "summed", "wrong", 1, "Your mean is a sum."),
        ("return 3 * x", "np.sum(y), 7.0", "summed", "wrong", 0, "Your mean is a sum."),
        ("raise ValueError('no')", "np.sum(y), 7.0", "summed", "wrong", 0, "Your mean is a sum."),
        # it stops no more
        ("raise ValueError('no')", "np.sum(y) * 5, 7.0", None, "wrong", 0, "With a correct double"),
        # nothing new; and less than before
        ("return 3 * x", "np.sum(y**2), y[0] ** 3", None, "wrong", 0, "value 1 of what statistics returned is not"),
        # a fact about numbers that were made with the wrong one may have its reason there
        ("return 3 * x", "np.sum(y) * 5, 7.0", None, "wrong", 0, "With a correct double, statistics does not"),
        ("return 3 * x", "np.sum(y) * 2 / 3, max(y) * 2 / 3", "summed", "wrong", 1, "Your mean is a sum."),
    ],
)
def test_what_is_said_is_true_with_a_right_helper(judge, double, body, mistake, status, score, message):
    own = f"def statistics(x):\n    y = double(x)\n    return {body}"
    result = graded(judge, double=f"def double(x):\n    {double}", statistics=own)["statistics"]
    assert (result.mistake, result.status, result.score) == (mistake, status, score)
    assert message in result.message
    assert bool(result.hint) == bool(mistake)


def test_a_right_helper_is_not_replaced(judge):
    results = graded(judge, statistics="def statistics(x):\n    return 1.0, 2.0")
    assert not results["statistics"].carried_forward
    assert results["report"].carried_forward


@pytest.mark.parametrize(
    "statistics",
    [
        "def statistics(x):\n    for _ in range(3000): y = double(x)\n    return y.mean(), max(y)",
        "def statistics(x):\n    y = double(np.append(x, np.zeros(200_000)))[: x.size]\n    return y.mean(), max(y)",
        "def statistics(x):\n    double(10**600)\n    y = double(x)\n    return y.mean(), max(y)",
        "def statistics(x):\n    double(10**6)\n    y = double(x)\n    return y.mean(), max(y)",
        "def statistics(x):\n    y = double([x] * 101)[0]\n    return y.mean(), max(y)",
        "def statistics(x):\n    y = double(object())\n    return y.mean(), max(y)",
        "def statistics(x):\n    y = double(x, x, x)\n    return y.mean(), max(y)",
    ],
)
def test_a_helper_is_answered_for_within_bounds(judge, statistics):
    results = graded(judge, double="def double(x):\n    return 3 * x", statistics=statistics)
    assert results["statistics"].score == 0
    assert not results["statistics"].carried_forward
    assert results["half"].score == 1


@pytest.mark.parametrize("double", ["def double(x):\n    return 3 * x", ""])
def test_what_is_right_with_a_lent_helper_is_not_lent_itself(judge, double):
    """Its callers know the names that its own parameters have, and what else it takes and gives."""
    statistics = "def statistics(values, *, as_list=False):\n    y = double(values)\n    found = y.mean(), max(y)\n" + (
        "    return list(found) if as_list else found"
    )
    report = "def report(x):\n    found = statistics(values=x, as_list=True)\n    return found.pop() + found.pop()"
    results = graded(judge, double=double, statistics=statistics, report=report)
    assert scores(results) == {**FULL, "double": 0.0}
    assert "with a correct double" in results["report"].message


def test_what_is_wrong_itself_is_lent_and_what_it_needs_is_not(judge, monkeypatch):
    lent, usual = [], module.Lender
    monkeypatch.setattr(module, "Lender", lambda key, names, *more: lent.append(names) or usual(key, names, *more))
    wrong = {"double": "def double(x):\n    return 3 * x", "statistics": "def statistics(x):\n    return 1.0, 2.0"}
    results = graded(judge, **wrong)
    assert results["report"].score == 4
    assert lent == [["double"], ["statistics"]]


def test_what_a_right_answer_asks_for_is_counted_once_for_a_class(judge, monkeypatch):
    counted, usual = [], lending.calls_of_the_reference
    monkeypatch.setattr(lending, "FEWEST_CALLS", 0)
    monkeypatch.setattr(
        lending, "calls_of_the_reference", lambda key, asking: counted.append(asking.name) or usual(key, asking)
    )
    fresh = Judge(judge.zygote, judge.public, judge.hidden, judge.assignment)
    wrong = {"double": "def double(x):\n    return 3 * x"}
    assert scores(graded(fresh, **wrong)) == scores(graded(fresh, **wrong))
    assert counted and len(counted) == len(set(counted))


@pytest.mark.parametrize(
    "statistics",
    ["def statistics(values):\n    y = double(values)\n    return y.sum(), 0.0", "def statistics(values=3, b=2): pass"],
)
def test_a_lent_helper_is_called_as_the_student_has_called_it(judge, statistics):
    report = "def report(x):\n    return np.sum(statistics(values=x))"
    results = graded(judge, statistics=statistics, report=report)
    assert (results["statistics"].score, results["report"].score) == (0, 4)


@pytest.mark.parametrize(("times", "score"), [(1, 1), (2, 1), (10, 1), (11, 0)])
def test_help_is_bounded_by_what_the_reference_needs(tmp_path, monkeypatch, times, score):
    monkeypatch.setattr(lending, "FEWEST_CALLS", 1)
    text = """
import numpy as np
from autograder.key import case, exercise
from autograder.rules import close

@exercise(returns=close("value", points=1), hints=("How?",))
def step(x):
    "Half of x, and one."
    return x / 2 + 1

@step.inputs
def step_inputs(rng):
    yield case(np.float64(rng.uniform(3, 4)))

@exercise(returns=close("value", points=1), needs=[step], hints=("How?",))
def steps(x, n):
    "n steps."
    for _ in range(n):
        x = step(x)
    return x

@steps.inputs
def steps_inputs(rng):
    yield case(np.float64(rng.uniform(3, 4)), 5)
    yield case(np.float64(rng.uniform(3, 4)), 7)
"""
    assignment = load_assignment(write_key(tmp_path, text, "01_steps", ("step", "steps"), ()))
    loop = f"def steps(x, n):\n    for _ in range(n):\n        for _ in range({times}):\n            y = step(x)\n        x = y\n"
    with judging(make_checks(assignment), make_checks(assignment, 7), assignment) as judge:
        grade = judge.grade(["def step(x): return x", loop + "    return x"])
    assert [result.score for result in grade.results] == [0, score]


def test_a_helper_is_asked_by_position_keyword_and_alias(judge):
    for call in (
        "double(x)",
        "double(x=x)",
        "twice(x)",
        "(lambda f: f(x))(double)",
        "np.array([double(v) for v in x])",
    ):
        own = f"def statistics(x):\n    y = {call}\n    return y.mean(), max(y)"
        assert graded(judge, double="def double(x):\n    return 3 * x", statistics=own)["statistics"].score == 3, call


# --- one student, several functions --------------------------------------------------------------------------------


def test_what_one_function_spoils_is_not_held_against_the_next(judge):
    """A function that spoils the process is the student's own loss, in its own exercise."""
    for spoiled in (
        "np.random.seed(1); np.seterr(all='raise'); np.set_printoptions(precision=1)",
        "import warnings; warnings.simplefilter('error')",
        "import builtins; builtins.input = None",
        "import sys; sys.stdout = None; sys.setrecursionlimit(200)",
        "x *= 0",
        "import os; os.chdir('/')",
        "print('x' * 10**6)",
        "import threading; threading.Thread(target=print).start()",
    ):
        results = graded(judge, double=f"def double(x):\n    y = 2 * x\n    {spoiled}\n    return y")
        assert scores(results) == FULL, spoiled


def test_modules_that_a_function_changes_stay_in_its_own_notebook(judge):
    graded(judge, double="def double(x):\n    np.mean = np.max = np.sum = None\n    return 2 * x")
    assert scores(graded(judge)) == FULL


def test_a_new_worker_goes_on_after_a_dead_one(judge):
    dead = "import os\n    os._exit(0)"
    results = graded(judge, double=f"def double(x):\n    {dead}", statistics=f"def statistics(x):\n    {dead}")
    assert statuses(results) == {"double": "crashed", "statistics": "crashed", "report": "right", "half": "right"}


# --- inside the worker -------------------------------------------------------------------------------------------


def test_the_course_is_a_stub_but_for_its_data(judge):
    course = (
        "from autograder import check, datasets, hint, plots, progress, ready\nimport autograder\n"
        "check(None); hint(None, 3)\n"
        "import neural_networks.plots.curves\nfrom neural_networks.datasets.small import load_iris\n"
        "SIZE = datasets.load_galaxy_nebula().train_set_x.shape[0]\n"
        "SIZE += len(load_iris().X) + len(datasets.load_temperatures()) + datasets.load_two_moons()[1].size\n"
        "FREE = not ready(None) and list(progress(range(3), 'x')) == [0, 1, 2]\n"
    )
    results = graded(judge, half=f"{course}def half(x):\n    assert SIZE > 900 and FREE and plots\n    return halve(x)")
    assert results["half"].status == "right", results["half"].message


@pytest.mark.parametrize(
    "look",
    [
        "import autograder.judge.judge",
        "import autograder.checks.made",
        "import autograder.key.assignment",
        "from autograder import judge",
        "import sys; sys.modules['autograder.plain.wire']",
        "import sys; sys.modules['autograder.running.worker']",
        "import __main__; __main__.Worker",
        "import sys; [m for m in sys.modules if m.startswith('autograder.') and m[11:16] not in ('datas', 'plots')][0]",
    ],
)
def test_the_grader_is_not_to_be_found_in_the_worker(judge, look):
    assert graded(judge, half=f"def half(x):\n    {look}\n    return halve(x)")["half"].status == "crashed"


def test_no_expected_value_is_in_the_worker(judge, hidden):
    looks = (
        "import gc\ndef half(x):\n    for o in gc.get_objects():\n"
        "        if isinstance(o, np.ndarray) and o.shape == x.shape and np.allclose(o, x / 2): return o\n"
        "        if isinstance(o, (list, tuple)) and len(o) == 1 and isinstance(o[0], np.ndarray) and "
        "o[0].shape == x.shape and np.allclose(o[0], x / 2): return o[0]\n"
        "    return None"
    )
    assert graded(judge, half=looks)["half"].score == 0


# --- the protocol ------------------------------------------------------------------------------------------------


@pytest.fixture
def talk():
    """A worker's two ends, without a process: ours, and the far one that answers as it likes."""
    ours, theirs = socket.socketpair()
    zygote = types.SimpleNamespace(end=lambda process_id: 0)
    with ours, theirs:
        yield Worker(zygote, 1, Channel(ours), Path("nowhere")), Channel(theirs)  # type: ignore[arg-type]


class Answers:
    """A socket's far end that answers a question before it is read by ours."""

    def __init__(self, worker: Worker, far: Channel, reply) -> None:
        send = worker.channel.send

        def sent(message, deadline=None):
            send(message, deadline)
            for answer in reply(far.receive(deadline)):
                far.send(answer)

        worker.channel.send = sent  # type: ignore[method-assign]


def ask(worker: Worker):
    return list(worker.ask({"do": "call"}, Allowance(1000)))


def test_an_answer_carries_its_nonce(talk):
    worker, far = talk
    Answers(worker, far, lambda question: [{"nonce": question["nonce"], "outcome": 1}])
    assert ask(worker)[-1]["outcome"] == 1
    assert ask(worker)[-1]["outcome"] == 1


@pytest.mark.parametrize(
    "reply",
    [
        lambda question: [{"outcome": 1}],
        lambda question: [{"nonce": "0" * 32, "outcome": 1}],
        lambda question: [{"nonce": None, "outcome": 1}],
        lambda question: [{"nonce": question["nonce"]}, {"nonce": question["nonce"]}],
        lambda question: [{"nonce": question["nonce"]}, {}],
    ],
)
def test_an_answer_to_no_question_ends_the_trust(talk, reply):
    worker, far = talk
    Answers(worker, far, reply)
    with pytest.raises(WireError, match="an answer to no question"):
        ask(worker)


def test_an_answer_given_in_advance_ends_the_trust(talk):
    worker, far = talk
    far.send({"nonce": "guess"})
    with pytest.raises(WireError, match="an answer to no question"):
        ask(worker)


def test_a_request_for_help_comes_before_the_answer(talk):
    worker, far = talk
    Answers(worker, far, lambda question: [{"ask": "double"}, {"nonce": question["nonce"]}])
    assert [set(message) for message in ask(worker)] == [{"ask"}, {"nonce"}]


def forged(judge: Judge, answer, notebook: Sequence[str] = ()) -> Grade:
    """The grade of a notebook whose worker answers calls as it likes."""

    @contextlib.contextmanager
    def patched():
        usual = module.Session._ask

        def asked(self, question, allowance):
            return answer if question["do"] == "call" else usual(self, question, allowance)

        module.Session._ask = asked
        try:
            yield
        finally:
            module.Session._ask = usual

    with patched():
        return judge.grade(notebook or cells())


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"outcome": None},
        {"outcome": "right"},
        {"outcome": {"kind": "right"}},
        {"outcome": {"kind": "returned", "value": {"npy": "!"}}},
        {"outcome": {"kind": "returned", "value": {"score": 10}}},
        {"outcome": {"kind": "returned", "changed": [-1]}},
        {"outcome": {"kind": "returned", "value": [[[]]] * 3, "changed": [99]}},
        {"outcome": {"kind": "raised", "error": ["NotImplementedError", "", "half", "", 1]}},
        {"score": 10, "status": "right"},
    ],
    ids=range(10),
)
def test_whatever_a_worker_answers_is_graded_and_earns_nothing(judge, answer):
    grade = forged(judge, answer)
    assert grade.score == 0
    assert {result.status for result in grade.results} <= {"wrong", "crashed", "not_started"}


@pytest.mark.parametrize(
    "value", [[], [1.0], [[], []], [[1.0]] * 3, [None] * 99, 1.0, None, {"tuple": []}, to_json(np.ones(5))]
)
@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("01_logistic_regression", "optimize"),
        ("02_one_hidden_layer", "nn_model"),
        ("03_optimization", "model"),
        ("04_iris_backpropagation", "train"),
    ],
)
def test_an_answer_of_another_length_than_the_calls_earns_nothing(zygote, name, exercise, value):
    """A case of several calls has a result for each; whoever forges fewer has not found a fault of ours."""
    checks = Course(ROOT).public(name)
    alone = dataclasses.replace(checks, exercises={exercise: dataclasses.replace(checks.exercises[exercise], needs=())})
    answer = {"outcome": {"kind": "returned", "value": value}}
    grade = forged(Judge(zygote, alone, alone), answer, [f"def {exercise}(*args): return 1"])
    assert (grade.score, grade.results[0].status) in [(0, "crashed"), (0, "wrong")], grade_to_text(grade)


def test_checks_may_be_made_impatient(public):
    quick = dataclasses.replace(public.exercises["double"], seconds=0.5)
    assert quick.cases is public.exercises["double"].cases


SPOILS = "SPOILT = False\ndef double(x):\n    global SPOILT\n    SPOILT = True\n    return x * x"


@pytest.mark.parametrize("double", [SPOILS, SPOILS + " if x[0] > 100 else x * x"])
def test_what_a_wrong_answer_leaves_behind_costs_no_other_answer_anything(judge, double):
    """The next one that is not right is tried alone, before that counts."""
    results = graded(judge, double=double, half="def half(x):\n    return 0 * x if SPOILT else halve(x)")
    assert (results["double"].score, results["half"].score) == (0, 1)


def test_what_a_wrong_answer_leaves_behind_costs_nothing_where_answers_are_lent(judge):
    """Here those do not help: it calls the wrong one, but the mark that this leaves is what it stops at."""
    statistics = "def statistics(x):\n    return (0, 0) if SPOILT else (2 * x.mean(), 2 * max(x))"
    results = graded(judge, double=SPOILS, statistics=statistics)
    assert (results["double"].score, results["statistics"].score, results["report"].score) == (0, 3, 4)


def test_words_are_those_of_an_answer_tried_alone(judge):
    half = "def half(x):\n    if SPOILT:\n        return 0 * x\n    return 3 * x"
    alone, behind = (
        graded(judge, double=double, half=half)["half"] for double in (SPOILS.replace("True", "SPOILT"), SPOILS)
    )
    assert dataclasses.replace(behind, notes=()) == dataclasses.replace(alone, notes=())
    assert alone.status == "wrong"


def counting_workers(monkeypatch) -> list[int]:
    """Grows by one with each worker."""
    asked, fork = [], Zygote.fork
    monkeypatch.setattr(Zygote, "fork", lambda zygote: asked.append(1) or fork(zygote))
    return asked


def test_a_wrong_answer_costs_a_worker_for_its_words_and_one_for_each_that_needs_it(judge, monkeypatch):
    workers = counting_workers(monkeypatch)
    results = graded(judge, double="def double(x):\n    return x * x")
    assert results["double"].mistake == "squared"
    assert scores(results) == {**FULL, "double": 0.0}
    assert len(workers) == 4  # one decides, one says why, and two right answers are lent to


@pytest.mark.parametrize(
    ("mean", "mistake", "again"),
    [("2 * numbers.mean()", "reads_the_notebook", False), ("2 * numbers.mean() + x.min()", None, True)],
)
def test_what_reads_a_variable_in_the_place_of_an_argument_is_not_run_in_other_ways(
    judge, monkeypatch, mean, mistake, again
):
    filled, usual = set(), judge._session

    def session(standing, wanted, attempt, *more, **options):
        if attempt is attempts.FILLED:
            filled.update(exercise.name for exercise in wanted)
        return usual(standing, wanted, attempt, *more, **options)

    monkeypatch.setattr(judge, "_session", session)
    statistics = f"def statistics(x):\n    return {mean}, 2 * max(numbers)"
    results = graded(judge, "numbers = np.array([3.0, 4.0])", "np.put(numbers, 0, 5)", statistics=statistics)
    assert results["statistics"].mistake == mistake
    assert ("statistics" in filled) == again


def test_the_words_of_a_wrong_answer_are_there_although_another_has_used_up_the_time(judge, monkeypatch):
    monkeypatch.setattr(attempts, "SUBMISSION", 3.0)
    results = graded(
        judge, half="def half(x):\n    while True:\n        pass", double="def double(x):\n    return x * x"
    )
    assert results["double"].mistake == "squared"
