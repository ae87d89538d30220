"""What a student calls in the notebook, in a plain Python process and in a real kernel."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import json
import os
from pathlib import Path

import nbclient
import nbformat
import numpy as np
import pytest

import autograder
from autograder import before_you_hand_in, check, hint, progress, ready, reset
from autograder.calling.time_limit import time_limit
from autograder.checks.contents import ChecksError
from autograder.checks.frozen import FORMAT, from_text, to_text
from autograder.checks.made import make_checks
from autograder.key.assignment import load_assignment
from autograder.practice.checking import CheckFailed
from autograder.practice.examining import examined, run
from autograder.practice.exercises import found
from autograder.practice.hints import Memory
from tests.keys import ALL, write_key
from tests.tiers import one_of

ROOT = Path(__file__).resolve().parents[1]

KEY = '''
import numpy as np
from autograder.key import case, exercise, given
from autograder.rules import close, scalar

HINTS = ("What is twice a number?", "Add the number to itself.", "Multiply the whole array by two.")


@given
def halve(x):
    return x / 2


@exercise(returns=close("value", points=2), hints=HINTS, aliases=("twice",), seconds=0.8)
def double(x):
    """Twice x."""
    return 2 * x


@double.inputs
def double_inputs(rng):
    for size in (3, 5, 8):
        yield case(rng.uniform(2, 9, size))


@double.mistake
def squared(x):
    """Each number came back multiplied by itself. By which number should it be multiplied?"""
    return x * x


@exercise(returns=(scalar("mean", points=2), scalar("largest", points=1)), needs=[double], hints=HINTS,
          seconds=0.8)
def statistics(x):
    """Mean and largest number of double(x)."""
    y = double(x)
    return np.mean(y), np.max(y)


@statistics.inputs
def statistics_inputs(rng):
    yield from double_inputs(rng)


@statistics.mistake
def summed(x):
    """Your mean is a sum. By what is a sum divided to become a mean?"""
    return np.sum(2 * x), np.max(2 * x)


@statistics.mistake(reads_global=True)
def reads_the_notebook(x):
    """Your function reads {name}, a variable of the notebook."""
    return 1.0, 2.0


@exercise(returns=scalar("all", points=4), needs=[statistics], hints=HINTS, seconds=0.8)
def report(x):
    """The sum of both."""
    return sum(statistics(x))


@report.inputs
def report_inputs(rng):
    yield from double_inputs(rng)
'''
RIGHT = {
    "double": "def double(x):\n    return x + x",
    "statistics": "def statistics(x):\n    y = double(x)\n    return y.mean(), max(y)",
    "report": "def report(x):\n    return np.sum(statistics(x))",
}


def stub(name: str) -> str:
    return f"def {name}(x):\n    raise NotImplementedError('{name}: write it')"


@pytest.fixture(scope="session")
def frozen(tmp_path_factory) -> str:
    """The text of checks.json."""
    folder = write_key(
        tmp_path_factory.mktemp("key"), KEY, "01_practice", ("double", "statistics", "report"), ("halve",)
    )
    return to_text(make_checks(load_assignment(folder)))


@pytest.fixture
def folder(frozen, tmp_path, monkeypatch) -> Path:
    """The current folder: that of a notebook, with checks.json beside it."""
    (tmp_path / "checks.json").write_text(frozen, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUTOGRADER_HOME", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr("autograder.practice.hints.MEMORY", Memory())
    return tmp_path


def notebook(*sources: str, **changed: str) -> dict:
    """The names of a notebook: the right functions but for those given, and the cells after them."""
    import linecache

    scope: dict = {"np": np, "__name__": "__main__"}
    for number, source in enumerate([*{**RIGHT, **changed}.values(), *sources], 1):
        name = f"<cell {number}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), scope)
    return scope


def said(function, *args, **options) -> str:
    """What a call prints."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        function(*args, **options)
    return screen.getvalue().strip()


def examine(function):
    return examined(*found(function), function)


def card(name: str, *sources: str, **changed: str) -> str:
    return said(check, notebook(*sources, **changed)[name])


HALVED = "def double(x):\n    return 4 * halve(x)"
OTHER_HALF = "def halve(x, by=3):\n    return x / by"


def test_a_helper_that_was_changed_is_held_against_nobody(folder):
    assert "✓ right" in card("double", "def halve(x):\n    return x / 2", double=HALVED)
    assert "✓ right" in card("double", OTHER_HALF, double=HALVED)
    assert "✓ right" in card("double", OTHER_HALF, double="def double(x):\n    return 3 * halve(x, by=1.5)")
    assert "✗" in card("double", OTHER_HALF, double="def double(x):\n    return 5 * halve(x)")
    scope = notebook(OTHER_HALF, double=HALVED)
    own = scope["halve"]
    said(check, scope["double"])
    assert scope["halve"] is own


# --- check -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_function_is_green_and_no_promise_is_made(folder, name):
    text = card(name)
    parts = "\nmean ✓ · largest ✓" * (name == "statistics")
    assert text == f"{name}: ✓ right{parts}\nAll 3 checks pass.\nGrading uses other numbers."
    assert "all tests" not in text.lower()


def test_a_catalogued_mistake_shows_its_hint_and_both_values(folder):
    text = card("double", double="def double(x):\n    return x ** 2")
    lines = text.splitlines()
    assert lines[0] == "double: ✗ not right yet"
    assert lines[1].startswith("Each number came back multiplied by itself.")
    assert [line.strip().partition(": ")[0] for line in lines[2:4]] == ["your double(x)", "double(x) expected"]
    assert lines[4] == "Called double(x) with"
    assert [line.split(" ")[2] for line in lines[5:]] == ["x"]


def test_an_exception_shows_the_students_line_and_none_of_ours(folder):
    text = card("double", double="def double(x):\n    y = x + 1\n    return y.no_such_thing")
    assert "stopped with AttributeError" in text
    assert "The line that stopped: return y.no_such_thing" in text
    assert "autograder" not in text
    assert "Traceback" not in text


def test_a_variable_of_the_notebook_is_named(folder):
    own = "def statistics(x):\n    y = double(data)\n    return y.mean(), max(y)"
    text = card("statistics", "data = np.arange(3.0)", statistics=own)
    assert "Your function reads data, a variable of the notebook." in text


def test_a_placeholder_is_amber(folder):
    assert card("double", double=stub("double")) == (
        "double: ○ not started\ndouble has not been started: its region still holds the placeholder."
    )


@pytest.mark.parametrize(
    ("double", "words"),
    [
        (stub("double"), "{name} uses double, which has not been started. Begin there."),
        ("def double(x):\n    return 3 * x", "Your double is not right yet; {name} uses it. Finish double first."),
        ("def double(x):\n    while True: pass", "Your double is not right yet; {name} uses it. Finish double first."),
    ],
)
@pytest.mark.parametrize("name", ["statistics", "report"])
def test_a_function_waits_for_its_helpers_however_deep(folder, name, double, words):
    text = card(name, double=double)
    assert text.splitlines()[:2] == [f"{name}: ○ waiting", words.format(name=name)]


def test_a_function_that_does_without_its_helper_does_not_wait(folder):
    own = "def statistics(x):\n    return 2 * x.mean(), 2 * x.max()"
    assert card("statistics", double=stub("double"), statistics=own).startswith("statistics: ✓ right")


def test_a_helper_under_an_alias_is_found(folder):
    scope = notebook("def twice(x):\n    return x", statistics="def statistics(x):\n    return twice(x).mean(), 1")
    del scope["double"]
    assert "Your double is not right yet" in said(check, scope["statistics"])
    assert said(check, scope["twice"]).startswith("double: ✗")


def test_an_endless_loop_is_stopped(folder):
    text = card("double", double="def double(x):\n    while True:\n        x = x + 1")
    assert "double: ✗ took too long" in text
    assert "did not finish within 0.8 seconds" in text


def test_all_calls_of_a_check_share_the_time(folder):
    slow = "import time\nstart = time.thread_time()\ncalls = []\ndef double(x):\n    calls.append(1)\n" + (
        "    while time.thread_time() < start + 0.45 * len(calls): pass\n    return 2 * x"
    )
    assert "took too long" in card("double", double=slow)


def test_the_notebooks_names_are_looked_up_for_functions_that_go_by_another(folder):
    decorated = (
        "def loud(f):\n    def wrapper(*args):\n        print('!')\n        return f(*args)\n    return wrapper\n"
    )
    for source in (
        "double = lambda x: 2 * x",
        f"{decorated}@loud\ndef double(x):\n    return 2 * x",
        "double = np.vectorize(lambda x: 2 * x)",
    ):
        scope = notebook(double=source)
        if isinstance(scope["double"], np.vectorize):
            scope["double"].__name__ = "double"
        assert said(check, scope["double"]).startswith("double: ✓ right"), source


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (5, "it was given a whole number (int)."),
        (None, "it was given None."),
        (functools.partial(max, 1), "it was given a value of type partial."),
        (len, "len is not one of the exercises of 01_practice: double, statistics, report."),
        (lambda x: x, "<lambda> is not one of the exercises"),
        (np.array(3), "it was given an array."),
    ],
)
def test_what_is_no_exercise_gets_one_sentence(folder, thing, words):
    for function in (check, hint, ready):
        text = said(function, thing)
        assert words in text
        assert "\n" not in text


USAGE = {
    check: "check takes one function, by its name alone, as in check(sigmoid); it was given {}.",
    hint: "hint takes a function or its name, and perhaps a number: hint(sigmoid, 2); it was given {}.",
    ready: "ready takes functions, each by its name alone, as in ready(sigmoid); it was given {}.",
    progress: "progress takes what a loop goes through, as in progress(range(100)), or nothing: progress() says what is "
    "done and what comes next; it was given {}.",
    reset: "reset takes a function or its name, as in reset(sigmoid); it was given {}.",
    before_you_hand_in: "before_you_hand_in() takes nothing; it was given {}.",
}


@pytest.mark.parametrize(
    ("function", "given", "got"),
    [
        (check, (), "nothing"),
        (check, (max, max), "2 arguments"),
        (check, (notebook()["double"](3),), "a whole number (int)"),
        (hint, (), "nothing"),
        (hint, (3,), "a whole number (int)"),
        (hint, (3, max), "a whole number (int)"),
        (hint, (max, 1, 2), "3 arguments"),
        (ready, (), "nothing"),
        (ready, (3,), "a whole number (int)"),
        (progress, (3,), "a whole number (int)"),
        (progress, (None,), "None"),
        (progress, ([1], "label", 3), "3 arguments"),
        (reset, (), "nothing"),
        (reset, (3,), "a whole number (int)"),
        (reset, (max, 1), "2 arguments"),
        (before_you_hand_in, (max,), "1 argument"),
    ],
)
def test_wrong_use_gets_one_sentence(folder, function, given, got):
    assert said(function, *given) == USAGE[function].format(got)


def test_names_are_accepted_where_they_help_and_else_get_one_sentence(folder):
    without = "{} takes the function itself: its name stands there without quotation marks."
    assert said(check, "double") == without.format("check")
    assert said(ready, "double") == without.format("ready")
    assert said(hint, "double") == "Hint 1 of 3 for double: What is twice a number?"
    assert said(hint, "twice", 2) == "Hint 2 of 3 for double: Add the number to itself."
    assert said(hint, "no_such") == "no_such is not one of the exercises of 01_practice: double, statistics, report."


def test_wrong_use_answers_what_the_next_line_can_live_with(folder):
    answers = []
    said(lambda: answers.extend([ready(), ready(3), ready("double"), list(progress(3)), check(), hint()]))
    assert answers == [False, False, False, [], None, None]


def test_what_a_function_takes_is_still_to_be_seen():
    assert str(inspect.signature(check)) == "(function: 'Callable[..., Any]') -> 'None'"
    assert "cards" not in (check.__doc__ or "") and "one exercise" in check.__doc__


class Trap:
    __name__ = "double"

    def __call__(self, x):
        raise SystemExit

    def __getattr__(self, name):
        raise RuntimeError(name)


@pytest.mark.parametrize(
    "source",
    [
        "def double(x): raise KeyboardInterrupt",
        "def double(x): raise SystemExit(3)",
        "def double(x): raise GeneratorExit",
        "def double(x): return double",
        "def double(x):\n    a = []; a.append(a); return a",
        "def double(x): return double(x)",
        "def double(): pass",
        "def double(*, x): pass",
        "async def double(x): return x",
        "def double(x):\n    yield x",
        "class double:\n    def __init__(self, x): pass",
        "class double:\n    def __init__(self, x): raise ValueError('\\x1b[31m')",
        "def double(x):\n    class E(Exception):\n        def __str__(self): raise RuntimeError\n    raise E",
        "def double(x):\n    np.random.seed(0); np.seterr(all='raise'); np.set_printoptions(formatter={'all': 5})",
        "def double(x): return 'text \\x1b[31m \\u202e'",
        "def double(x): return {'\\x1b[31m': 1}",
        "def double(x): return type('\\x1b[31m\\n', (), {})()",
        "def double(x): x.resize((1, 1), refcheck=False); return x",
        "def double(x): return input('?')",
        "def double(x): return np.ones(2**46)",
    ],
)
@pytest.mark.filterwarnings("ignore:coroutine")
def test_check_never_raises_and_shows_no_control_characters(folder, source):
    text = card("double", double=source)
    assert text
    assert all(c.isprintable() or c == "\n" for c in text)
    assert said(check, Trap())


def test_a_fault_of_ours_is_called_one(folder, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("autograder.practice.examining.run", fails)
    text = card("double")
    assert text.startswith("The check of double met a fault of its own (ZeroDivisionError: ours)")
    assert "your code is untouched" in text


# --- damaged checks ----------------------------------------------------------------------------------------------


def changed(text: str, **values) -> str:
    return json.dumps({**json.loads(text), **values})


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: "", "damaged (JSONDecodeError)"),
        (lambda text: text[: len(text) // 2], "damaged (JSONDecodeError)"),
        (lambda text: "[]", "damaged (TypeError)"),
        (lambda text: "{}", "damaged (KeyError)"),
        (lambda text: "[" * 100_000, "damaged (RecursionError)"),
        (lambda text: changed(text, exercises=[{}]), "damaged (KeyError)"),
        (lambda text: changed(text, exercises=[5]), "damaged (TypeError)"),
        (lambda text: text.replace('"npy":"', '"npy":"!'), "damaged (WireError)"),
        (lambda text: text.replace('"rule": "close"', '"rule": "closer"'), "damaged (KeyError)"),
        (lambda text: text.replace('"rule": "close"', '"rule": "equal"'), "damaged (TypeError)"),
        (lambda text: changed(text, format=FORMAT + 1), f"has the format {FORMAT + 1}; this version reads {FORMAT}"),
        (lambda text: changed(text, format="<b>"), "has the format '<b>'"),
        (lambda text: changed(text, engine=99), "needs a newer autograder"),
    ],
)
def test_damaged_checks_give_one_sentence(folder, frozen, damage, words):
    (folder / "checks.json").write_text(damage(frozen), encoding="utf-8")
    double = notebook()["double"]
    for function in (check, hint, ready):
        text = said(function, double)
        assert words in text
        assert "\n" not in text
    with pytest.raises(ChecksError):
        examine(double)


def test_checks_of_another_encoding_give_one_sentence(folder):
    (folder / "checks.json").write_bytes(b"\xff\xfe{}")
    assert card("double").endswith("is not text: download the file again")


def test_missing_checks_give_one_sentence(folder, tmp_path, monkeypatch):
    deep = tmp_path / "a" / "b" / "c" / "d" / "e"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    monkeypatch.setattr("autograder.course_package.folders", lambda: (deep / "package",))
    text = card("double")
    assert text.startswith("No checks were found for double.")
    assert "AUTOGRADER_HOME" in text


def test_checks_are_found_through_the_environment(frozen, tmp_path, monkeypatch):
    home = tmp_path / "home" / "release" / "01_practice"
    home.mkdir(parents=True)
    (home / "checks.json").write_text(frozen, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("AUTOGRADER_HOME", str(tmp_path / "home"))
    assert card("double").startswith("double: ✓ right")
    # of two assignments with a function of this name, the one of which the notebook defines more
    other = home.parent / "00_other"
    other.mkdir()
    renamed = json.loads(frozen)
    renamed["assignment"], renamed["exercises"] = "00_other", renamed["exercises"][:1]
    renamed["exercises"][0]["parts"] = {"value": 9.0}
    (other / "checks.json").write_text(json.dumps(renamed))
    assert examine(notebook()["double"]).points == 2
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/other.ipynb")
    assert examine(notebook()["double"]).points == 9


def test_checks_that_cannot_be_opened_give_way_to_those_elsewhere(folder, frozen, tmp_path, monkeypatch):
    home = tmp_path / "home" / "release" / "01_practice"
    home.mkdir(parents=True)
    (home / "checks.json").write_text(frozen, encoding="utf-8")
    monkeypatch.setenv("AUTOGRADER_HOME", str(tmp_path / "home"))
    (folder / "checks.json").write_text("{}")
    opened = Path.open

    def refuses(path, *args, **kwargs):
        if path == folder / "checks.json":
            raise OSError(5, "Input/output error")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuses)
    assert card("double").startswith("double: ✓ right")


def test_checks_that_change_are_read_again(folder, frozen):
    assert card("double").startswith("double: ✓ right")
    (folder / "checks.json").write_text("{}")
    os.utime(folder / "checks.json", ns=(1, 1))
    assert "damaged" in card("double")


@pytest.mark.parametrize(
    "path", one_of(*sorted(ALL, key=lambda path: path.name != "logistic_regression")), ids=lambda path: path.name
)
def test_frozen_checks_say_what_the_key_says(path):
    assignment = load_assignment(path)
    frozen = from_text(to_text(make_checks(assignment)))
    assert (frozen.assignment, frozen.points) == (assignment.name, assignment.points)
    assert {name: exercise.version for name, exercise in frozen.exercises.items()} == assignment.versions
    for name, exercise in assignment.exercises.items():
        result = run(frozen.exercises[name], exercise.reference)
        assert (result.status, result.score) == ("right", exercise.points)
        for mistake in exercise.mistakes:
            if not mistake.reads_global:
                assert run(frozen.exercises[name], mistake.function).mistake == mistake.name


# --- under nbgrader's Validate -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["validate", "autograde"])
def test_under_nbgrader_a_check_that_is_not_right_raises_one_line(folder, monkeypatch, how):
    monkeypatch.setenv("NBGRADER_EXECUTION", how)
    check(notebook()["double"])
    scope = notebook(double="def double(x):\n    return 3 * x", report=stub("report"))
    for name, words in (("double", "double: In all 3 calls, what double"), ("statistics", "statistics: Your double"),
                        ("report", "report: report has not been started")):  # fmt: skip
        with pytest.raises(CheckFailed) as caught:
            check(scope[name])
        (line,) = caught.value._render_traceback_()
        assert line.startswith(words)
        assert "\n" not in line


def test_validate_does_not_pass_what_could_not_be_checked(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(CheckFailed, match="it was given a whole number"):
        check(5)
    with pytest.raises(CheckFailed, match="it was given nothing"):
        check()
    (folder / "checks.json").write_text("{}")
    with pytest.raises(CheckFailed, match="damaged"):
        check(notebook()["double"])


# --- hint, ready, progress ---------------------------------------------------------------------------------------


def test_hints_grow_and_end(folder):
    double = notebook()["double"]
    assert said(hint, double) == "Hint 1 of 3 for double: What is twice a number?"
    assert said(hint, double, 2) == "Hint 2 of 3 for double: Add the number to itself."
    assert said(hint, double, level=3) == "Hint 3 of 3 for double: Multiply the whole array by two."
    assert said(hint, double, 4).splitlines() == [
        "Hint 3 of 3 for double: Multiply the whole array by two.",
        "There are 3 hints for double; this is the last.",
    ]
    assert said(hint, double, np.int64(2)).startswith("Hint 2 of 3")
    for level in (0, -5, "2", None, 1.5, True, double):
        assert said(hint, double, level) == (
            "double has 3 hints, with numbers from 1 on: hint(double), hint(double, 2)."
        )


SQUARED = "def double(x):\n    return x ** 2"
TRIPLED = "def double(x):\n    return 3 * x"
OFFER = "There is a hint for double that was not shown yet: hint(double{})"


def test_from_the_third_red_card_of_one_kind_on_the_next_hint_is_offered(folder):
    assert [OFFER[:20] in card("double", double=SQUARED) for _ in range(4)] == [False, False, True, True]
    assert OFFER.format(", 1") in card("double", double=SQUARED).splitlines()
    said(hint, "double")
    assert OFFER.format(", 2") in card("double", double=SQUARED).splitlines()
    said(hint, "double", 3)
    assert OFFER[:20] not in card("double", double=SQUARED)


@pytest.mark.parametrize(
    ("between", "offered"),
    [
        (SQUARED, True),
        ("def double(x):\n    return np.square(x)", True),  # written otherwise, the same mistake
        (RIGHT["double"], False),
        (TRIPLED, False),
        ("def double(x):\n    return x / 0 + no_such", False),
        (stub("double"), False),
    ],
)
def test_another_kind_of_card_begins_the_count_anew(folder, between, offered):
    cards = [card("double", double=source) for source in (SQUARED, between, SQUARED)]
    assert (OFFER[:20] in cards[-1]) is offered


def test_cards_that_differ_in_numbers_or_lines_alone_are_of_one_kind(folder):
    for one in ("def double(x):\n    return {} * x", "def double(x):\n    y{} = x\n    return y.none"):
        texts = [card("double", double=one.format(number)) for number in (3, 4, 5)]
        assert [OFFER[:20] in text for text in texts] == [False, False, True]
        said(check, notebook()["double"])


def test_what_waits_neither_counts_nor_resets(folder):
    wrong = "def statistics(x):\n    return 7, 7"
    texts = [card("statistics", statistics=wrong, double=double) for double in (RIGHT["double"], TRIPLED) * 3]
    assert [OFFER[:20].replace("double", "statistics") in text for text in texts[::2]] == [False, False, True]
    assert all("waiting" in text and "hint" not in text for text in texts[1::2])


@pytest.mark.parametrize("own", [OTHER_HALF, "def halve(x):\n    return x / 2", "def halve(x):\n    return x / 3"])
@pytest.mark.parametrize("double", [HALVED, "def double(x):\n    return 3 * halve(x, by=1.5)", TRIPLED, stub("double")])
def test_ready_and_check_never_disagree(folder, own, double):
    """A student's own version of a given function may do; what needs an exercise is asked the same way."""
    scope = notebook(own, double=double)
    for name in ("double", "statistics", "report"):
        answers = []
        text = said(lambda name=name, answers=answers: answers.append(ready(scope[name])))
        assert answers == ["✓ right" in said(check, scope[name])]
        assert answers[0] is (text == "")


def test_a_helper_that_is_right_by_the_courses_given_function_is_waited_for_by_nobody(folder):
    own = "def statistics(x):\n    return 7, 7"
    text = said(check, notebook(OTHER_HALF, double=HALVED, statistics=own)["statistics"])
    assert "statistics: ✗" in text


def test_ready_says_what_is_missing(folder):
    scope = notebook(double=stub("double"))
    assert ready(notebook()["double"], notebook()["statistics"])
    answers = []
    text = said(lambda: answers.append(ready(scope["double"], scope["statistics"])))
    assert answers == [False]
    assert text == "Still to do before this cell shows something: double, statistics."


def test_progress_passes_every_item_on(capsys):
    assert list(progress(range(3), "training")) == [0, 1, 2]
    assert list(progress([])) == []
    assert list(progress(i for i in "ab")) == ["a", "b"]
    assert list(progress({"a": 1})) == ["a"]
    for item in progress(range(10)):
        if item == 3:
            break


def test_the_public_names():
    names = {"before_you_hand_in", "check", "hint", "progress", "ready", "replay", "reset"}
    assert set(autograder.__all__) == names


# --- in a real kernel --------------------------------------------------------------------------------------------


CELLS = {
    "imports": "import numpy as np\nfrom autograder import check, hint, progress, ready",
    "stub": stub("double") + "\ncheck(double)",
    "not ready": "if ready(double):\n    print(double(np.ones(1)))",
    "statistics": RIGHT["statistics"] + "\ncheck(statistics)",
    "endless": "def double(x):\n    while True:\n        try:\n            x = np.exp(x * 0)\n        except:\n"
    "            pass\ncheck(double)",
    "raises": "def double(x):\n    y = 1\n    return y / 0\ncheck(double)",
    "noisy": "def double(x):\n    print('noise'); np.log(-1.0 * x)\n    return x * x\ncheck(double)",
    "right": RIGHT["double"] + "\ncheck(double)",
    "both right": "check(statistics)",
    "ready": "if ready(double, statistics):\n    print('here:', double(np.ones(1))[0])",
    "hint": "hint(double, 2)",
    "progress": "print(sum(progress(range(5), 'training')))",
    "no progress": "list(progress([]))",
    "damaged": "open('checks.json', 'w').write('{}')\ncheck(double)",
    "validate": "import os\nos.environ['NBGRADER_EXECUTION'] = 'validate'\ncheck(double)",
    "alive": "print('still alive')",
}


@pytest.fixture(scope="module")
def outputs(frozen, tmp_path_factory):
    """The outputs of each cell, after a real kernel has run all of them."""
    folder = tmp_path_factory.mktemp("kernel")
    (folder / "checks.json").write_text(frozen, encoding="utf-8")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()])
    resources = {"metadata": {"path": str(folder)}}
    client = nbclient.NotebookClient(book, timeout=60, kernel_name="python3", allow_errors=True, resources=resources)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NBGRADER", "AUTOGRADER"))}
    client.execute(env={**environment, "PYTHONPATH": str(ROOT)})
    return dict(zip(CELLS, (cell.outputs for cell in book.cells), strict=True))


def texts(outputs) -> str:
    return "".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("stub", "double: ○ not started"),
        ("statistics", "statistics: ○ waiting"),
        ("endless", "double: ✗ took too long"),
        ("raises", "The line that stopped: return y / 0"),
        ("noisy", "Each number came back multiplied by itself."),
        ("right", "double: ✓ right"),
        ("both right", "statistics: ✓ right"),
    ],
)
def test_in_a_kernel_a_check_shows_one_card_as_html_and_text(outputs, cell, words):
    (shown,) = outputs[cell]
    assert shown.output_type == "display_data"
    assert set(shown.data) == {"text/html", "text/plain"}
    assert words in shown.data["text/plain"]
    assert shown.data["text/html"].startswith('<div role="status"')


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("imports", ""),
        ("not ready", "Still to do before this cell shows something: double.\n"),
        ("ready", "here: 2.0\n"),
        ("hint", "Hint 2 of 3 for double: Add the number to itself.\n"),
        ("damaged", "checks.json is damaged (KeyError): download it again, or run `autograder build`\n"),
        ("alive", "still alive\n"),
    ],
)
def test_in_a_kernel_sentences_are_printed(outputs, cell, text):
    assert texts(outputs[cell]) == text


def test_in_a_kernel_progress_is_a_bar(outputs):
    assert texts(outputs["progress"]).startswith("training\n")
    assert texts(outputs["progress"]).endswith("10\n")
    assert any("<progress" in o.get("data", {}).get("text/html", "") for o in outputs["progress"])
    assert not [o for o in outputs["no progress"] if o.output_type in ("error", "stream")]


def test_in_a_kernel_only_validate_sees_an_error_of_one_line(outputs):
    errors = {cell: [o for o in shown if o.output_type == "error"] for cell, shown in outputs.items()}
    assert [cell for cell, found in errors.items() if found] == ["validate"]
    (error,) = errors["validate"]
    assert error.ename == "CheckFailed"
    assert error.traceback == ["checks.json is damaged (KeyError): download it again, or run `autograder build`"]


def test_a_time_limit_of_the_test_itself_is_not_disturbed(folder):
    with time_limit(30):
        pass
    assert card("double").startswith("double: ✓ right")
