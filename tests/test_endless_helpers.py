"""Who calls what never ends gets a right answer lent in its place, whatever the loop has used up."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator

import pytest

from autograder.checks.contents import Checks
from autograder.checks.made import make_checks
from autograder.course import locate
from autograder.judge import attempts
from autograder.judge import judge as module
from autograder.judge.judge import Judge, judging
from autograder.judge.zygote import Zygote
from autograder.key.assignment import Assignment, load_assignment
from autograder.verdict.result import Result
from tests.conftest import SEED
from tests.keys import KEYS, write_key
from tests.sample_class.template import Template
from tests.tiers import one_of

KEY = '''
import numpy as np
from autograder.key import case, exercise
from autograder.rules import close

HINTS = ("What is twice a number?", "Add the number to itself.", "Multiply the whole array by two.")
SECONDS = 0.8


def _numbers(rng):
    for size in (3, 5, 8):
        yield case(rng.uniform(2, 9, size))


@exercise(returns=close("lone", points=1), hints=HINTS, seconds=SECONDS)
def lone(x):
    """Half of x."""
    return x / 2


@lone.inputs
def lone_inputs(rng):
    yield from _numbers(rng)


@exercise(returns=close("base", points=1), hints=HINTS, seconds=SECONDS)
def base(x):
    """Twice x."""
    return 2 * x


@base.inputs
def base_inputs(rng):
    yield from _numbers(rng)


@exercise(returns=close("middle", points=2), needs=[base], hints=HINTS, seconds=SECONDS)
def middle(x):
    """One more than twice x."""
    return base(x) + 1


@middle.inputs
def middle_inputs(rng):
    yield from _numbers(rng)


@middle.mistake
def one_less(x):
    """Your values are two too small. Is one added, or taken away?"""
    return base(x) - 1


@exercise(returns=close("top", points=3), needs=[middle], hints=HINTS, seconds=SECONDS)
def top(x):
    """The square of middle(x)."""
    return middle(x) ** 2


@top.inputs
def top_inputs(rng):
    yield from _numbers(rng)
'''
LOOP = "def {}(x):\n    while True: pass"
WAITS = "def {}(x):\n    time.sleep(1000)"
SLOW = "def {}(x):\n    began = time.thread_time()\n    while time.thread_time() < began + 0.06: pass\n    return {}"
RIGHT = {
    "lone": "def lone(x):\n    return x / 2",
    "base": "def base(x):\n    return x + x",
    "middle": "def middle(x):\n    return 1 + base(x)",
    "top": "def top(x):\n    m = middle(x)\n    return m * m",
}
USED_UP, AMPLE = 1.5, 60.0  # seconds of a notebook: one confirmed loop takes more than the first


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Assignment:
    return load_assignment(write_key(tmp_path_factory.mktemp("key"), KEY, "01_chain", tuple(RIGHT)))


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(readable=locate.shipped("data")) as started:
        yield started


@pytest.fixture
def judge(zygote, key, monkeypatch) -> Judge:
    """A judge with a short first round, at which this machine's speed decides nothing."""
    monkeypatch.setattr(attempts, "FIRST_ROUND", 0.15)
    return Judge(zygote, without_measured(make_checks(key)), without_measured(make_checks(key, SEED)), key)


@pytest.fixture(params=one_of(USED_UP, AMPLE), ids=["used up", "ample"])
def purse(request, monkeypatch) -> float:
    """Seconds that the notebook has in all."""
    monkeypatch.setattr(attempts, "SUBMISSION", request.param)
    return request.param


def without_measured(checks: Checks) -> Checks:
    """The same, whose limits are those of the key, however slow the reference was here."""
    exercises = {name: dataclasses.replace(one, reference_seconds=0.0) for name, one in checks.exercises.items()}
    return dataclasses.replace(checks, exercises=exercises)


def graded(judge: Judge, **changed: str) -> dict[str, Result]:
    cells = ["import time\nimport numpy as np", *{**RIGHT, **changed}.values()]
    return {result.name: result for result in judge.grade(cells).results}


def is_right_once_lent(result: Result) -> bool:
    return (result.status, result.carried_forward, result.by_hand) == ("right", True, False)


def did_not_end(result: Result) -> bool:
    """Whether it has no points: as it did not end, or as nobody knows."""
    return result.score == 0 and (result.status == "timed_out" or (result.status == "ungraded" and result.by_hand))


@pytest.mark.parametrize("loop", one_of(LOOP, WAITS))
def test_a_chain_above_what_never_ends_is_right(judge, purse, loop, monkeypatch):
    if loop == WAITS:
        monkeypatch.setattr(attempts, "SUBMISSION_ON_THE_WALL", 4.0 if purse == USED_UP else AMPLE)
    results = graded(judge, base=loop.format("base"))
    assert did_not_end(results["base"])
    assert is_right_once_lent(results["middle"]) and is_right_once_lent(results["top"])
    assert "a correct base" in results["middle"].message and "a correct base" in results["top"].message
    assert results["lone"].status == "right" and not results["lone"].carried_forward


def test_the_loop_itself_is_confirmed_where_there_is_time_for_it(judge):
    results = graded(judge, base=LOOP.format("base"))
    assert (results["base"].status, results["base"].by_hand) == ("timed_out", False)
    assert results["base"].message.startswith("base(x) did not finish within 0.8 seconds.")


def test_two_loops_in_one_chain_cost_only_themselves(judge, purse):
    results = graded(judge, base=LOOP.format("base"), middle=LOOP.format("middle"))
    assert did_not_end(results["base"]) and did_not_end(results["middle"])
    assert is_right_once_lent(results["top"])
    assert "a correct middle" in results["top"].message


def test_a_loop_somewhere_else_takes_nobody_its_turn(judge, purse):
    results = graded(judge, lone=LOOP.format("lone"), base=LOOP.format("base"))
    assert did_not_end(results["lone"]) and did_not_end(results["base"])
    assert is_right_once_lent(results["middle"]) and is_right_once_lent(results["top"])


def test_a_mistake_above_what_never_ends_is_named(judge, purse):
    results = graded(judge, base=LOOP.format("base"), middle="def middle(x):\n    y = base(x)\n    return y - 1")
    assert (results["middle"].status, results["middle"].mistake, results["middle"].score) == ("wrong", "one_less", 0)
    assert is_right_once_lent(results["top"])
    assert "a correct base and middle" in results["top"].message or "a correct middle" in results["top"].message


def test_what_is_wrong_and_not_known_is_wrong(judge, purse):
    result = graded(judge, base=LOOP.format("base"), middle="def middle(x):\n    return base(x) + 5")["middle"]
    assert (result.status, result.mistake, result.score) == ("wrong", None, 0) or did_not_end(result)


def test_who_does_not_call_it_is_right_by_itself(judge, purse):
    """It is slow, so it is put off like one that never ends; nothing has been lent when it is done."""
    middle = SLOW.format("middle", "2 * x + 1")
    results = graded(judge, base=LOOP.format("base"), middle=middle)
    middle, top = results["middle"], results["top"]
    assert (middle.status, middle.by_hand, middle.carried_forward) == ("right", False, False)
    assert middle.message.startswith("All ")
    assert (top.status, top.by_hand) == ("right", False) or (purse == USED_UP and did_not_end(top))


def test_who_is_slow_and_calls_it_is_right_too(judge, purse):
    results = graded(judge, base=LOOP.format("base"), middle=SLOW.format("middle", "base(x) + 1"))
    assert is_right_once_lent(results["middle"])


def test_what_is_only_slow_is_lent_to_nobody(judge):
    results = graded(judge, base=SLOW.format("base", "2 * x"))
    assert {result.status for result in results.values()} == {"right"}
    assert not any(result.carried_forward or result.by_hand for result in results.values())


def test_what_never_ends_elsewhere_is_no_matter(judge, purse):
    """Those who need it call it in a way in which it ends."""
    base = "def base(x, often=True):\n    while often: pass\n    return x + x"
    results = graded(judge, base=base, middle="def middle(x):\n    return base(x, often=False) + 1")
    assert did_not_end(results["base"])
    assert results["middle"].status == "right" and not results["middle"].carried_forward


def test_what_is_not_there_stays_missing(judge, purse):
    results = graded(judge, base=LOOP.format("base"), middle="")
    assert results["middle"].status == "missing"
    assert is_right_once_lent(results["top"])


def test_all_of_it_has_an_end(judge, monkeypatch):
    monkeypatch.setattr(attempts, "SUBMISSION", 1.0)
    monkeypatch.setattr(attempts, "RESERVE", 1.0)
    began = time.monotonic()
    results = graded(judge, **{name: LOOP.format(name) for name in RIGHT})
    assert all(map(did_not_end, results.values()))
    assert time.monotonic() - began < 30


def test_where_the_reserve_is_used_up_as_well_a_person_looks(judge, monkeypatch):
    monkeypatch.setattr(attempts, "SUBMISSION", USED_UP)
    monkeypatch.setattr(attempts, "RESERVE", 0.0)
    results = graded(judge, base=LOOP.format("base"))
    assert all(results[name].by_hand and did_not_end(results[name]) for name in ("middle", "top"))


def test_a_fault_of_ours_while_lending_costs_nothing(judge, purse, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(module, "Lender", fails)
    results = graded(judge, base=LOOP.format("base"))
    assert results["lone"].status == "right"
    assert did_not_end(results["middle"])
    assert results["middle"].by_hand or "ZeroDivisionError" in " ".join(results["middle"].notes)


def test_who_would_be_right_in_another_way_is_not_wrong_for_want_of_time(judge, purse):
    """It reads what a later statement fills in, which is only tried once it is not right."""
    filled = "share = [1, 0.5]\nshare.sort()\ndef lone(x):\n    return x * share[0]"
    lone = graded(judge, base=LOOP.format("base"), lone=filled)["lone"]
    assert (lone.status, lone.by_hand) == ("right", False) or (purse == USED_UP and lone.by_hand)


@pytest.mark.parametrize(
    "made",
    [
        "offset = [5, 1]\noffset.sort()",
        "offset = [5]\nexec('off' + 'set[0] = 1')",
        "offset = [5]\ndef setup():\n    global offset\n    offset = [1]\nsetup()",
    ],
    ids=["filled", "exec", "global"],
)
def test_who_calls_it_and_needs_another_way_is_right_too(judge, purse, made):
    """With a right answer lent, and with what only later statements, or only the whole notebook, make."""
    middle = f"{made}\ndef middle(x):\n    return base(x) + offset[0]"
    results = graded(judge, base=LOOP.format("base"), middle=middle)
    assert is_right_once_lent(results["middle"]) or (purse == USED_UP and results["middle"].by_hand)
    assert is_right_once_lent(results["top"])


def test_who_is_wrong_in_every_way_is_no_doubt_where_there_was_time(judge):
    middle = "offset = [5]\ndef setup():\n    global offset\n    offset = [4]\nsetup()\n"
    middle += "def middle(x):\n    return base(x) + offset[0]"
    result = graded(judge, base=LOOP.format("base"), middle=middle)["middle"]
    assert (result.status, result.by_hand) == ("wrong", False)


def test_where_the_time_ends_while_answers_are_lent_a_person_looks(judge, monkeypatch):
    """Some of the calls have answers, for the rest no time was left: nobody knows what they would earn."""
    monkeypatch.setattr(attempts, "SUBMISSION", USED_UP)
    monkeypatch.setattr(attempts, "RESERVE", 0.15)
    middle = SLOW.format("middle", "base(x) + 1").replace("0.06", "0.1")
    result = graded(judge, base=LOOP.format("base"), middle=middle)["middle"]
    assert result.by_hand


@pytest.mark.parametrize("purse", [0.5, 2.0])
def test_where_the_cells_have_used_up_the_time_nothing_is_said_of_the_functions(judge, monkeypatch, purse):
    """Each way to run the notebook runs into the loop of its cells; what no way has reached is for a person."""
    monkeypatch.setattr(attempts, "SUBMISSION", purse)
    results = graded(judge, lone="for n in range(3):\n    while n == 2: pass\n    def lone(x): return x / (n + 2)")
    for result in results.values():
        assert result.status == "right" or result.by_hand or (result.name, result.status) == ("lone", "crashed")


BY_EXEC = """exec('def lone(x): return x / 2{}')"""


def test_cells_that_never_end_are_no_doubt_where_they_had_the_time(judge, monkeypatch):
    monkeypatch.setattr(attempts, "SUBMISSION", 2.0)
    results = graded(judge, lone=BY_EXEC.format(r"\nwhile True: pass"))
    assert (results["lone"].status, results["lone"].by_hand) == ("missing", False)
    assert all(result.status == "right" for name, result in results.items() if name != "lone")


def test_what_only_the_whole_notebook_makes_is_not_missing_for_want_of_time(judge, purse):
    lone = graded(judge, base=LOOP.format("base"), lone=BY_EXEC.format(""))["lone"]
    assert (lone.status, lone.by_hand) == ("right", False) or (purse == USED_UP and lone.by_hand)


def test_what_stops_since_the_notebook_has_no_time_left_is_for_a_person(judge, monkeypatch):
    """An exception in one call, and no time for the next: what else it might earn is not known."""
    monkeypatch.setattr(attempts, "SUBMISSION", 0.3)
    monkeypatch.setattr(attempts, "FIRST_ROUND", 1.0)
    monkeypatch.setattr(attempts, "RESERVE", 0.0)
    lone = "def lone(x):\n    assert len(x) > 3\n    while True: pass"
    result = graded(judge, lone=lone)["lone"]
    assert (result.score, result.by_hand) == (0, True)


def test_one_worker_lives_at_a_time(judge, purse, monkeypatch):
    alive, fork = [], Zygote.fork

    def counted(zygote):
        alive.append(len(zygote.folders))
        return fork(zygote)

    monkeypatch.setattr(Zygote, "fork", counted)
    graded(judge, base=LOOP.format("base"), middle=SLOW.format("middle", "base(x) + 1"))
    assert set(alive) == {0}
    assert not judge.zygote.folders


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "name"), [(0, "sigmoid"), (1, "forward_propagation_rows"), (3, "settle")])
def test_with_all_the_time_that_the_course_gives(assignment, name):
    """The helpers of the course that cost most: of two that train, many exercises, or long loops are made."""
    template = Template.of(list(KEYS)[assignment])
    cells = [
        "".join(cell["source"])
        for cell in template.filled(**{name: f"def {name}(*values, **named):\n    while True: pass"})["cells"]
        if cell["cell_type"] == "code"
    ]
    with judging(template.public, make_checks(template.key, SEED), template.key) as judge:
        results = {result.name: result for result in judge.grade(cells).results}
    helper = results.pop(name)
    assert (helper.status, helper.by_hand) == ("timed_out", False)
    assert {one: (result.status, result.by_hand) for one, result in results.items()} == dict.fromkeys(
        results, ("right", False)
    )
    needs = {one for one, exercise in template.public.exercises.items() if name in exercise.needs}
    assert needs <= {one for one, result in results.items() if result.carried_forward}
