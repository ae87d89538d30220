"""One question about all cases of an exercise: its worker goes through them by itself, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from autograder.calling.time_limit import Allowance
from autograder.checks.contents import ExerciseChecks
from autograder.checks.made import make_checks
from autograder.judge.attempts import TOGETHER
from autograder.judge.judge import Judge
from autograder.judge.lending import Lender, RightAnswers
from autograder.judge.session import Session
from autograder.judge.verdicts import verdict_of
from autograder.judge.zygote import Worker, Zygote
from autograder.key.assignment import Assignment, load_assignment
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from tests.keys import write_key

KEY = '''
from autograder.key import case, exercise
from autograder.rules import close

HINTS = ("What is twice a number?", "Add the number to itself.", "Multiply it by two.")


@exercise(
    returns=close("small", points=1), case_points={"middle": 1, "large": 1}, hints=HINTS, seconds=2
)
def double(x):
    """Twice x."""
    return 2 * x


@double.inputs
def double_inputs(rng):
    for part, numbers in ((None, (1, 2)), ("middle", (3, 4)), ("large", (5, 6))):
        yield from (case(float(x), part=part) for x in numbers)


@exercise(returns=close("four", points=1), needs=[double], hints=HINTS)
def fourfold(x):
    """Four times x."""
    return double(double(x))


@fourfold.inputs
def fourfold_inputs(rng):
    yield from (case(float(x)) for x in range(5))
'''
VALUES = [2.0, 4.0, 6.0, 8.0, 10.0, 12.0]
RETURNED, TIMED_OUT, CRASHED = Status.RETURNED, Status.TIMED_OUT, Status.CRASHED


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return load_assignment(write_key(tmp_path_factory.mktemp("key"), KEY, "01_doubled", ("double", "fourfold")))


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is asked from here on."""
    asked: list[dict[str, Any]] = []
    ask = Worker.ask

    def heard(self: Worker, question: dict[str, Any], allowance: Allowance) -> Iterator[dict[str, Any]]:
        asked.append(question)
        return ask(self, question, allowance)

    monkeypatch.setattr(Worker, "ask", heard)
    return asked


@pytest.fixture
def session(zygote: Zygote, key: Assignment) -> Iterator[Callable[..., Session]]:
    """Makes the session of a notebook that has one cell."""
    made: list[Session] = []

    def session_of(cell: str, lender: Lender | None = None) -> Session:
        checks = make_checks(key, 99)
        made.append(Session(zygote, [cell], [1], checks, checks.exercises.values(), TOGETHER, lender))
        return made[-1]

    yield session_of
    for one in made:
        one.close()


@pytest.fixture
def double(key: Assignment) -> ExerciseChecks:
    return make_checks(key, 99).exercises["double"]


def outcomes(session: Session, checks: ExerciseChecks, allowance: Allowance | None = None) -> list[Outcome]:
    """What came of all cases, with as many questions as that takes; each must get further than the one before."""
    found: list[Outcome] = []
    while len(found) < len(checks.cases):
        further = session.observe(checks, checks.cases[len(found) :], allowance or Allowance(30))
        assert 0 < len(further) <= len(checks.cases) - len(found)
        found += further
    return found


def kinds(found: Sequence[Outcome]) -> list[Status]:
    return [outcome.kind for outcome in found]


def calls(questions: list[dict[str, Any]]) -> list[int]:
    """How many cases each question was about."""
    return [len(question["cases"]) for question in questions if question["do"] == "call"]


# --- what comes to its end -----------------------------------------------------------------------------------------


def test_one_question_for_all_cases_brings_what_one_for_each_does(session, double, questions):
    cell = "import numpy as np\ndef double(x):\n    return {'twice': 2 * x, 'draw': np.random.rand(), 'x': np.ones(3)}"
    together, alone = session(cell), session(cell)
    found = together.observe(double, double.cases, Allowance(30))
    together.close()
    one_by_one = [one for case in double.cases for one in alone.observe(double, [case], Allowance(30))]
    assert calls(questions) == [6, 1, 1, 1, 1, 1, 1]
    assert [str(one.to_json()) for one in found] == [str(one.to_json()) for one in one_by_one]
    assert kinds(found) == [RETURNED] * 6


def test_what_raises_is_an_outcome_like_another(session, double, questions):
    found = outcomes(session("def double(x):\n    return 1 / (x - 2)"), double)
    assert kinds(found) == [RETURNED, Status.RAISED, *[RETURNED] * 4]
    assert calls(questions) == [6]


def test_each_case_gets_its_own_arguments_and_the_function_of_that_moment(session, double):
    cell = "def double(x):\n    global double\n    double = lambda x: 3 * x\n    return 2 * x"
    assert [one.value for one in outcomes(session(cell), double)] == [2.0, 6.0, 9.0, 12.0, 15.0, 18.0]


def test_a_right_function_is_asked_once_in_all(session, double, questions):
    verdict = verdict_of(session("def double(x):\n    return 2 * x"), double, Allowance(30))
    assert (verdict.status, verdict.score) == (Status.RIGHT, 3)
    assert calls(questions) == [6]


# --- what does not -------------------------------------------------------------------------------------------------


def test_what_came_before_a_call_without_an_end_is_known(session, double, questions):
    one = session("def double(x):\n    while x == 3:\n        pass\n    return 2 * x")
    found = one.observe(double, double.cases, Allowance(0.5))
    assert kinds(found) == [RETURNED, RETURNED, TIMED_OUT]
    assert [outcome.value for outcome in found[:2]] == VALUES[:2]
    assert kinds(one.observe(double, double.cases[3:], Allowance(30))) == [RETURNED] * 3
    assert calls(questions) == [6, 3]


def test_after_a_call_without_an_end_only_other_parts_are_asked_for(session, double, questions):
    verdict = verdict_of(
        session("def double(x):\n    while x == 3:\n        pass\n    return 2 * x"), double, Allowance(0.5)
    )
    assert (verdict.status, verdict.score) == (TIMED_OUT, 2)
    assert calls(questions) == [6, 2]


@pytest.mark.parametrize(
    ("ends", "kind"),
    [
        ("import os; os._exit(3)", CRASHED),
        ("[0] * 10**12", Status.TOO_MUCH_MEMORY),
        ("raise MemoryError", Status.TOO_MUCH_MEMORY),
    ],
)
def test_what_came_before_a_call_that_ended_is_known_and_no_further_call_made_unasked(session, double, ends, kind):
    cell = f"made = []\ndef double(x):\n    made.append(x)\n    if x == 3:\n        {ends}\n    return made"
    one = session(cell)
    found = one.observe(double, double.cases, Allowance(30))
    assert kinds(found) == [RETURNED, RETURNED, kind]
    (further,) = one.observe(double, double.cases[5:], Allowance(30))
    assert further.value == ([6.0] if kind == CRASHED else [1.0, 2.0, 3.0, 6.0])


def test_results_that_are_too_large_together_cost_their_own_case(session, double):
    cell = "import numpy as np\ndef double(x):\n    return np.ones(3_000_000) if x == 2 else 2 * x"
    first, second, *others = double.cases
    varied = replace(second, vary=((0, (2.0, 2.0, 2.0)),))
    found = outcomes(session(cell), replace(double, cases=(first, varied, *others)))
    assert kinds(found) == [RETURNED, Status.TOO_MUCH_MEMORY, *[RETURNED] * 4]


def test_a_placeholder_is_met_once(session, double, questions):
    cell = "met = []\ndef double(x):\n    met.append(x)\n    raise NotImplementedError('double' + '!' * (len(met) - 1))"
    one = session(cell)
    assert verdict_of(one, double, Allowance(30)).status == Status.NOT_STARTED
    assert calls(questions) == [6]
    (found,) = one.observe(double, double.cases[:1], Allowance(30))
    assert found.error is not None and found.error.message == "double!"  # it had been called once


def test_another_not_implemented_error_costs_no_case(session, double, questions):
    cell = "def double(x):\n    if x in (2, 4):\n        raise NotImplementedError('later')\n    return 2 * x"
    assert kinds(outcomes(session(cell), double)) == [
        RETURNED, Status.RAISED, RETURNED, Status.RAISED, RETURNED, RETURNED,
    ]  # fmt: skip
    assert calls(questions) == [6, 4, 2]


# --- time ----------------------------------------------------------------------------------------------------------

SLOW = "import time\ndef double(x):\n    end = time.process_time() + 0.2\n    while time.process_time() < end:\n        pass\n"


def test_each_call_has_what_is_left_or_a_little_more(session, double, questions):
    found = outcomes(session(f"{SLOW}    return 2 * x"), double, Allowance(0.5, wall=600))
    assert kinds(found)[:2] == [RETURNED, RETURNED]
    assert TIMED_OUT in kinds(found)  # what is left over is less than one of the calls takes
    found = outcomes(session(f"{SLOW}    return 2 * x"), double, Allowance(8, wall=600))
    assert kinds(found) == [RETURNED] * 6
    assert calls(questions)[-1] == 6


def test_cheap_calls_after_the_time_is_up_still_count(session, double):
    cell = "import time\ndef double(x):\n    end = time.process_time() + (0.2 if x == 1 else 0)\n"
    allowance = Allowance(4, wall=600)
    allowance.processor = 0.19
    cell += "    while time.process_time() < end:\n        pass\n    return 2 * x"
    found = outcomes(session(cell), double, allowance)
    assert kinds(found)[1:] == [RETURNED] * 5


# --- helpers that are not right ------------------------------------------------------------------------------------


def test_help_is_given_in_between(session, key, questions):
    checks = make_checks(key, 99)
    lender = Lender(RightAnswers(key), ["double"], checks.exercises["fourfold"])
    found = outcomes(session("def fourfold(x):\n    return double(double(x))", lender), checks.exercises["fourfold"])
    assert [outcome.value for outcome in found] == [0.0, 4.0, 8.0, 12.0, 16.0]
    assert (calls(questions), lender.asked) == ([5], 10)


# --- workers that keep to nothing ----------------------------------------------------------------------------------

SPEAKS = """
import gc, sys
def double(x):
    channel = next(o for o in gc.get_objects() if type(o).__name__ == "Channel")
    frame = sys._getframe()
    while "question" not in frame.f_locals:
        frame = frame.f_back
    nonce = frame.f_locals["question"]["nonce"]
    outcome = {"kind": "returned", "value": 2 * x, "error": None, "changed": []}
    SAY
"""


@pytest.mark.parametrize(
    "says",
    [
        "while True: channel.send({'nonce': nonce, 'outcome': outcome, 'more': True})",
        "for _ in range(7): channel.send({'nonce': nonce, 'outcome': outcome, 'more': True})",
        "for _ in range(6): channel.send({'nonce': nonce, 'outcome': outcome, 'more': True})\n    import os; os._exit(0)",
        "channel.send({'nonce': nonce, 'outcome': {**outcome, 'kind': 'timed_out', 'value': None}, 'more': True})\n"
        "    while True: pass",
        "channel.send({'nonce': '', 'outcome': outcome, 'more': True})\n    while True: pass",
        "channel.send({'outcome': outcome, 'more': True})\n    while True: pass",
        "channel.send({'nonce': nonce, 'more': True})\n    while True: pass",
    ],
)
def test_whoever_answers_what_was_not_asked_is_not_trusted(session, double, says):
    one = session(SPEAKS.replace("SAY", says))
    found = outcomes(one, double)
    assert CRASHED in kinds(found)
    assert one.worker is None or kinds(found)[-1] != CRASHED


def test_fewer_answers_than_cases_lose_none(session, double, questions):
    says = "channel.send({'nonce': nonce, 'outcome': outcome})\n    import os; os._exit(0)"
    found = outcomes(session(SPEAKS.replace("SAY", says)), double)
    assert len(found) == 6
    assert len(calls(questions)) >= 3


def test_one_exercise_after_another_that_crashed_starts_anew(zygote, key):
    cell = "def double(x):\n    import os; os._exit(0)\ndef fourfold(x):\n    return 4 * x"
    grade = Judge(zygote, make_checks(key, 7), make_checks(key, 99), key).grade([cell])
    assert {result.name: result.status for result in grade.results} == {"double": CRASHED, "fourfold": Status.RIGHT}
