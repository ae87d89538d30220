"""One quiet call: what it leaves behind (nothing), what it is given (copies), and what comes of it (data)."""

from __future__ import annotations

import builtins
import contextlib
import functools
import json
import linecache
import random
import sys
import time
import types
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from autograder.calling import time_limit as limits
from autograder.calling.call import call, observe, quiet
from autograder.calling.time_limit import Allowance, time_limit
from autograder.key.exercises import case, steps
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Unsupported

# --- what is left behind -----------------------------------------------------------------------------------------


def noisy(x):
    print("to stdout")
    print("to stderr", file=sys.stderr)
    warnings.warn("careful", UserWarning, stacklevel=1)
    np.log(np.array(0.0)) / np.array(0.0)
    return x


def meddling(x):
    random.seed(1)
    np.random.seed(1)
    np.random.default_rng = None
    np.random.randn(3)
    np.seterr(all="raise")
    np.set_printoptions(precision=1, formatter={"float": repr})
    np.set_string_function = None
    warnings.simplefilter("error")
    warnings.showwarning = None
    builtins.input = None
    sys.breakpointhook = None
    sys.stdout = sys.stderr = None
    return x


def failing(x):
    meddling(x)
    raise SystemExit


def settings() -> dict[str, object]:
    return {
        "stdout": sys.stdout,
        "stderr": sys.stderr,
        "legacy": [np.asarray(part).tolist() for part in np.random.get_state()],
        "default_rng": np.random.default_rng,
        "random": random.getstate(),
        "errstate": np.geterr(),
        "print": np.get_printoptions(),
        "filters": list(warnings.filters),
        "showwarning": warnings.showwarning,
        "input": builtins.input,
        "breakpoint": sys.breakpointhook,
        "trace": sys.gettrace(),
    }


@pytest.mark.parametrize("function", [noisy, meddling, failing])
def test_every_setting_is_put_back(function, capsys):
    before = settings()
    call(function, (1.0,))
    after = settings()
    assert after == before
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("function", [noisy, meddling])
def test_noise_does_not_change_what_is_returned(function):
    assert call(function, (2.5,)) == Outcome(Status.RETURNED, 2.5)


def test_settings_of_the_notebook_do_not_reach_the_call():
    def divides():
        return np.float64(1) / np.float64(0)

    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert call(divides, ()) == Outcome(Status.RETURNED, np.float64(np.inf))


def test_random_numbers_are_the_same_in_every_call():
    def draws():
        rng = np.random.default_rng()
        return [random.random(), np.random.rand(), rng.random(), np.random.default_rng(seed=None).random()]

    first, second = call(draws, ()), call(draws, ())
    assert first == second
    assert first != call(draws, (), seed=21)
    assert len(set(first.value)) == 3  # two generators without a seed draw the same


def test_a_seed_of_the_function_itself_counts():
    def seeded(seed):
        np.random.seed(seed)
        return [np.random.rand(), np.random.default_rng(seed).random(), np.random.default_rng(seed=seed).random()]

    assert call(seeded, (3,)).value == seeded(3)


@pytest.mark.parametrize("ask", [lambda: input("Your name? "), lambda: breakpoint()])
def test_nobody_answers(ask):
    outcome = call(ask, ())
    assert outcome.kind == Status.RAISED
    assert outcome.error is not None
    assert outcome.error.type_name == "EOFError"


def test_every_call_draws_the_same_also_where_nobody_else_draws(monkeypatch):
    def draws():
        return [np.random.randn(3), np.random.rand(), random.random()]

    usual = call(draws, ())
    monkeypatch.setattr("autograder.calling.call._draws_elsewhere", False)
    before = np.random.default_rng, builtins.input
    for _ in range(2):  # the first leaves half of a pair of normal numbers behind
        assert repr(call(draws, ())) == repr(usual)
    assert (np.random.default_rng, builtins.input) == before


def test_quiet_calls_may_be_nested():
    before = settings()
    with quiet(1), quiet(2):
        noisy(1)
    assert settings() == before


# --- what it is given --------------------------------------------------------------------------------------------


def test_every_call_gets_fresh_copies():
    shared = {"W": np.ones((2, 2)), "list": [1, 2]}

    def destroys(parameters, X):
        parameters["W"] *= 0
        parameters["list"].clear()
        parameters["more"] = 1
        X -= 1
        return parameters["W"]

    X = np.ones(3)
    outcome = call(destroys, (shared, X))
    assert outcome.changed == (0, 1)
    assert shared == {"W": shared["W"], "list": [1, 2]}
    assert shared["W"].sum() == 4
    assert X.sum() == 3


def put_object(x):
    x[0] = object()


@pytest.mark.parametrize(
    ("change", "arg"),
    [
        (lambda x: x.__setitem__(0, 5.0), np.zeros(3)),
        (lambda x: x.sort(), [3, 1, 2]),
        (lambda x: x.append(1), []),
        (lambda x: x.update(a=2), {"a": 1}),
        (lambda x: x.pop("a"), {"a": 1}),
        (lambda x: x["a"].fill(1), {"a": np.zeros(2)}),
        (lambda x: x.resize((2, 1)), np.zeros(2)),
        (lambda x: setattr(x, "shape", (3, 1)) if False else x.__ipow__(2), np.full(2, 2.0)),
        (put_object, [1]),
    ],
)
def test_a_changed_argument_is_found(change, arg):
    assert call(change, (arg,)).changed == (0,)
    assert call(lambda x: None, (arg,)).changed == ()


def test_reading_an_argument_is_no_change():
    def reads(X, parameters):
        return X.T @ X, dict(parameters), X.copy().fill(0)

    assert call(reads, (np.array([[np.nan, 1.0]]), {"a": np.zeros(2)})).changed == ()


def test_what_is_returned_is_cut_off_from_what_was_given():
    def keeps(X):
        return X

    X = np.zeros(2)
    assert call(keeps, (X,)).value is not X


ARGS = (1, 2, 3)


@pytest.mark.parametrize(
    ("function", "optional", "got"),
    [
        (lambda a, b, c: (a, b, c), 1, (1, 2, 3)),
        (lambda a, b: (a, b), 1, (1, 2)),
        (lambda a: (a,), 2, (1,)),
        (lambda: (), 3, ()),
        (lambda a, b, c=7, d=8: (a, b, c, d), 1, (1, 2, 3, 8)),
        (lambda *args: args, 1, (1, 2, 3)),
        (lambda a, *args: (a, args), 2, (1, (2, 3))),
        (lambda a, b, *, c=9: (a, b, c), 1, (1, 2, 9)),
        (lambda a, b, /: (a, b), 1, (1, 2)),
        (functools.partial(lambda z, a, b: (z, a, b), 0), 1, (0, 1, 2)),
        (max, 1, 3),
        (np.vectorize(lambda a, b, c: a + b + c), 1, np.array(6)),
    ],
)
def test_trailing_optional_arguments_are_dropped_where_the_signature_is_shorter(function, optional, got):
    outcome = call(function, ARGS, optional)
    assert outcome.kind == Status.RETURNED
    assert outcome.value == got


@pytest.mark.parametrize("function", [lambda: 1, lambda a: 1, lambda a, b, c, d: 1, lambda *, a, b, c: 1])
def test_a_signature_that_does_not_fit_raises_like_any_call(function):
    outcome = call(function, ARGS, 1)
    assert outcome.error is not None
    assert outcome.error.type_name == "TypeError"


def test_a_case_that_varies_is_called_once_for_each_value():
    seen = []

    def train(X, iterations):
        seen.append(iterations)
        X += 1
        return [X, iterations]

    varied = steps(np.zeros(1), None, vary={1: (6, 7)})
    outcome = observe(train, varied, 0)
    assert seen == [6, 7]
    assert [value[1] for value in outcome.value] == [6, 7]
    assert [float(value[0][0]) for value in outcome.value] == [1, 1]
    assert outcome.changed == (0,)


def test_a_case_that_varies_ends_with_the_first_call_that_fails():
    varied = steps(3, vary={0: (2, 0, 1)})
    outcome = observe(lambda n: 1 // n, varied, 0)
    assert outcome.kind == Status.RAISED
    assert observe(lambda n: 1 // n, case(2), 0) == Outcome(Status.RETURNED, 0)


def test_an_argument_that_is_left_out_is_handed_over_where_there_is_no_default():
    left_out = case(3, 1.2, left_out=1)
    for function, value in [
        (lambda n, rate=5: n * rate, 15),  # its own default, whatever it is
        (lambda n, rate: n + rate, 4.2),
        (lambda n: n, 3),
        (lambda *args: len(args), 1),
    ]:
        assert observe(function, left_out, 1).value == value
    assert Case.asked(json.loads(json.dumps(left_out.question)), {}) == left_out


# --- what comes of it --------------------------------------------------------------------------------------------


class Quit(BaseException):
    pass


@pytest.mark.parametrize(
    "kind",
    [ValueError, SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, RecursionError, Quit, AssertionError],
)
def test_every_exception_is_data(kind):
    def stops():
        raise kind("words")

    outcome = call(stops, ())
    assert outcome.kind == Status.RAISED
    assert outcome.error is not None
    assert (outcome.error.type_name, outcome.error.message) == (kind.__name__, "words")
    assert outcome.error.line == 'raise kind("words")'


def test_leaving_the_process_is_data():
    for leave in (lambda: sys.exit(3), lambda: exit(), lambda: quit()):
        outcome = call(leave, ())
        assert outcome.error is not None
        assert outcome.error.type_name == "SystemExit"


def test_too_much_memory_is_told_apart():
    assert call(lambda: np.ones(2**46), ()) == Outcome(Status.TOO_MUCH_MEMORY)

    def gives_up():
        raise MemoryError

    assert call(gives_up, ()) == Outcome(Status.TOO_MUCH_MEMORY)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda: no_such_name, "no_such_name"),  # noqa: F821
        (lambda: {"W1": 1}["dW1"], "'dW1'"),
        (lambda: {}[("a", 1)], "('a', 1)"),
        (lambda: [][0], ""),
        (lambda: None.shape, ""),
    ],
)
def test_an_error_remembers_the_name_it_is_about(function, name):
    error = call(function, ()).error
    assert error is not None
    assert error.name == name


def unfinished(x):
    raise NotImplementedError("unfinished: write it")


def uses_unfinished(x):
    return unfinished(x) + 1


def test_a_placeholder_is_known_by_its_function():
    for function in (unfinished, uses_unfinished):
        error = call(function, (1,)).error
        assert error is not None
        assert (error.type_name, error.name) == ("NotImplementedError", "unfinished")


def deep(x):
    return deeper(x)


def deeper(x):
    y = x + 1
    return np.linalg.inv(y)


def test_the_line_is_the_students_own_and_not_numpys():
    error = call(deep, (np.zeros((2, 3)),)).error
    assert error is not None
    assert error.type_name == "LinAlgError"
    assert error.line == "return np.linalg.inv(y)"


def test_the_line_is_found_in_the_cell_that_holds_it():
    scope: dict = {"np": np}

    for number, text in ((3, "def helper(x):\n    return x.no_such\n"), (7, "def f(x):\n    return helper(x)\n")):
        linecache.cache[f"<cell {number}>"] = (len(text), None, text.splitlines(keepends=True), f"<cell {number}>")
        exec(compile(text, f"<cell {number}>", "exec"), scope)
    for function in (scope["f"], np.vectorize(scope["f"])):
        error = call(function, (np.zeros(2),)).error
        assert error is not None
        assert error.line == "return x.no_such"


def in_cell(text, name):
    """A function out of a cell with this text."""
    scope: dict = {"np": np}
    linecache.cache["<cell 5>"] = (len(text), None, text.splitlines(keepends=True), "<cell 5>")
    exec(compile(text, "<cell 5>", "exec"), scope)
    return scope[name]


def what_is_known(text, name, *args):
    error = call(in_cell(text, name), args).error
    assert error is not None
    return error


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("y = 1 + x @ x.T.no_such", "x.T.no_such"),
        ("return np.dot(x, np.ones(7)) + 1", "np.dot(x, np.ones(7))"),
        ("ä = 'ä'; return x['é']", "x['é']"),
        ("x -= np.ones(7)", "x -= np.ones(7)"),
        ("return (x +\n      np.ones(7))", "x +\n      np.ones(7)"),
        ("return [\n1,\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9,\n10\n](x)", ""),
        ("raise ValueError('x')", "raise ValueError('x')"),
    ],
)
def test_the_part_of_the_line_that_stopped_is_known(body, part):
    rows = "".join(f"    {row}\n" for row in body.split("\n"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        assert what_is_known(f"def f(x):\n{rows}", "f", np.ones((2, 3))).expression.split() == part.split()


@pytest.mark.parametrize(
    ("text", "function", "caller"),
    [
        ("def f(x):\n    return x.no", "f", ""),
        ("def g(x):\n    return x.no\ndef f(x):\n    return g(x)", "g", "f"),
        ("def h(x):\n    return x.no\ndef g(x):\n    return h(x)\ndef f(x):\n    return g(x)", "h", "g"),
        ("def g(x):\n    return x.no\ndef f(x):\n    return [g(y) for y in [x]]", "g", "f"),
        ("def f(x):\n    return [y.no for y in [x]]", "f", ""),
        ("def f(x):\n    return sum(y.no for y in [x])", "f", ""),
        ("def f(x):\n    return (lambda y: y.no)(x)", "f", ""),
        ("def f(x):\n    def g(y):\n        return y.no\n    return g(x)", "g", "f"),
        ("g = lambda x: x.no\ndef f(x):\n    return g(x)", "", "f"),
        ("f = lambda x: x.no", "", ""),
        ("def g(x, n):\n    return g(x, n - 1) if n else x.no\ndef f(x):\n    return g(x, 3)", "g", "f"),
        ("class A:\n    def step(self, x):\n        return x.no\ndef f(x):\n    return A().step(x)", "step", "f"),
        ("def f():\n    return 1", "", ""),  # it is called with one argument: no line of its own has run
    ],
)
def test_it_is_known_whose_line_it_was(text, function, caller):
    error = what_is_known(text, "f", 1.0)
    assert (error.function, error.caller) == (function, caller)
    assert bool(error.calling) == bool(caller)


def test_it_is_known_which_line_of_the_caller_it_was():
    helpers = "def h(x):\n    return x.no\ndef g(x):\n    y = x\n    return h(y)\n"
    assert what_is_known(f"{helpers}def f(x):\n    return g(x)", "f", 1.0).calling == "return h(y)"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("learningrate", "learning_rate"),
        ("Learning_Rate", "learning_rate"),
        ("laerning_rate", "learning_rate"),
        ("learning_rates", ""),  # one of many is another thing
        ("layer1_detla", "layer1_delta"),
        ("layer2_delta", ""),
        ("x", "X"),
        ("y", ""),
        ("Y_train", ""),  # beside X_train
        ("cost", ""),  # beside costs
        ("gradient", "gradiient"),
        ("sigmiod", "sigmoid"),
        ("dw", ""),  # beside dW and d_w
        ("import_", ""),
        ("d_sigmoid", ""),
        ("sigmoi", "sigmoid"),
        ("counte", ""),  # data outside of the function
    ],
)
def test_a_name_that_is_nearly_there_is_known(name, near):
    text = (
        "counter = 1\ndef sigmoid(z):\n    return z\n"
        "def f(X, learning_rate, X_train=1, costs=(), dW=1, d_w=1):\n"
        f"    layer1_delta = gradiient = 1\n    return {name}\n"
    )
    assert what_is_known(text, "f", 1.0, 0.5).near == near


REGION = "def f(x):\n    y = x\n    # START CODE HERE (1 line)\n{}    ### END CODE HERE ###\n    return y\n"
STUB = "    raise NotImplementedError('f has not been written yet')\n"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (STUB, "f"),
        (f"    # y is twice x\n\n{STUB}\n", "f"),
        (f"{STUB}    y = 2 * x\n", ""),
        (f"    y = 2 * x\n{STUB}", ""),
        (f"    y = 2 * x\n    if x:\n    {STUB}", ""),
    ],
)
@pytest.mark.parametrize("hashes", ["#", "###"])
def test_a_placeholder_beside_other_lines_is_none(lines, name, hashes):
    text = REGION.format(lines).replace("# START", f"{hashes} START")
    assert what_is_known(text, "f", 1.0).name == name
    second = text + "    ### START CODE HERE ###\n    y = 3\n    ### END CODE HERE ###\n"
    assert what_is_known(second, "f", 1.0).name == name


def test_a_placeholder_without_markers_is_one():
    assert what_is_known(f"def f(x):\n    y = x\n{STUB}", "f", 1.0).name == "f"
    before = "### START CODE HERE ###\n### END CODE HERE ###\n"
    assert what_is_known(f"{before}def f(x):\n    y = x\n{STUB}", "f", 1.0).name == "f"


def boom(*_):
    raise RuntimeError("out of the exception itself")


class Nasty(NameError):
    __str__ = __repr__ = boom
    name = property(boom)
    __traceback__ = property(boom)


class NastyKey(KeyError):
    args = property(boom)


class Odd:
    __repr__ = __str__ = boom


class Meta(type):
    __name__ = property(boom)


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (lambda: Nasty(), "Nasty"),
        (lambda: NastyKey(), "NastyKey"),
        (lambda: KeyError(Odd()), "KeyError"),
        (lambda: ValueError(Odd()), "ValueError"),
        (lambda: Meta("Hidden", (Exception,), {})(), "Hidden"),
        (lambda: type("\u202eevil\n", (Exception,), {})(), "\\u202eevil\\n"),
        (lambda: ValueError("x" * 10**6 + "\x1b"), "ValueError"),
        (lambda: NameError("gone", name=5), "NameError"),
    ],
)
def test_an_exception_may_do_anything_and_is_still_data(error, name):
    def stops():
        raise error()

    outcome = call(stops, ())
    assert outcome.kind == Status.RAISED
    assert outcome.error is not None
    assert outcome.error.type_name == name
    assert len(outcome.error.message) <= 500
    assert all(type(text) is str for text in list(vars(outcome.error).values())[:4])


class Signature:
    __signature__ = property(boom)
    __name__ = "signature"

    def __call__(self, x):
        return x


class HostileLen(list):
    __len__ = __iter__ = __getitem__ = __eq__ = boom
    __hash__ = None


def test_hostile_callables_and_arguments_become_data():
    assert call(Signature(), (1,)).kind in (Status.RETURNED, Status.RAISED)

    def plants(parameters):
        parameters["W"] = HostileLen([1])
        parameters["X"] = Odd()
        return {"a": HostileLen([2]), "b": Odd()}

    outcome = call(plants, ({"W": 1.0},))
    assert outcome.value == {"a": [2], "b": Unsupported("Odd")}
    assert outcome.changed == (0,)


def test_what_is_not_a_function_is_data_too():
    for thing in (5, None, "sigmoid", np.zeros(2)):
        outcome = call(thing, (1,))
        assert outcome.error is not None
        assert outcome.error.type_name == "TypeError"


# --- time --------------------------------------------------------------------------------------------------------


def plain_loop():
    while True:
        pass


def swallows_exception():
    while True:
        try:
            np.ones(100).sum()
        except Exception:
            pass


def swallows_everything():
    while True:
        try:
            np.exp(np.ones(1000))
        except BaseException:
            continue


def swallows_while_asleep():
    while True:
        try:
            time.sleep(0.005)
        except:  # noqa: E722
            pass


def busy():
    while True:
        np.exp(np.ones(10))


def swallows_in_a_helper():
    while True:
        try:
            busy()
        except BaseException:
            pass


def never_lets_go():
    while True:
        try:
            sum(range(10_000))
        finally:
            continue  # noqa: B012


def returns_late():
    try:
        while True:
            pass
    except BaseException:
        return 1.0


LOOPS = [
    plain_loop,
    swallows_exception,
    swallows_everything,
    swallows_while_asleep,
    swallows_in_a_helper,
    never_lets_go,
]


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_loop_is_stopped_whatever_it_swallows(loop):
    before = settings()
    with time_limit(0.05):
        outcome = call(loop, ())
    assert outcome == Outcome(Status.TIMED_OUT)
    assert settings() == before
    assert sys.exception() is None  # else the next error would be shown as one that came while this was handled


@pytest.mark.parametrize("kind", [StopIteration, GeneratorExit, SystemExit])
def test_what_ends_a_generator_is_an_exception_like_others(kind):
    def answer():
        raise kind("enough")

    outcome = call(answer, ())
    assert (outcome.kind, outcome.error.type_name, outcome.error.message) == (Status.RAISED, kind.__name__, "enough")
    assert outcome.error.line == 'raise kind("enough")'


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clocks(monkeypatch):
    """``(processor, wall)`` as an allowance sees them."""
    processor, wall = Clock(), Clock()
    monkeypatch.setattr(limits, "time", types.SimpleNamespace(monotonic=wall))
    return processor, wall


def test_processor_time_is_what_is_allowed_and_the_wall_clock_is_far(clocks):
    processor, wall = clocks
    allowance = Allowance(10)
    with allowance.spending(processor) as left:
        assert left() == 10
        wall.now = 40.0  # a busy machine
        assert left() == 10
        processor.now = 3.0
        assert left() == 7
        wall.now = 58.0
        assert left() == 2
    assert not allowance.is_up()
    wall.now, processor.now = 1000.0, 500.0  # nothing is taken off in between
    with allowance.spending(processor) as left:
        assert left() == 2
        wall.now += 3
        assert left() == -1
    assert allowance.is_up()


def test_what_is_used_is_taken_from_the_purse_too(clocks):
    processor, _ = clocks
    purse = Allowance(5, wall=20)
    first, second = Allowance(3, purse=purse), Allowance(3, purse=purse)
    with first.spending(processor) as left:
        assert left() == 3
        processor.now = 2.0
        assert left() == 1
    with second.spending(processor) as left:
        assert left() == 3
        processor.now = 4.5
        assert left() == 0.5
        processor.now = 5.0
        assert left() == 0
    assert second.is_purse_up() and second.is_up() and first.is_up()
    assert Allowance(1, purse=purse).or_further().is_up()


def test_waiting_is_taken_from_the_purse_too(clocks):
    processor, wall = clocks
    purse = Allowance(60, wall=20)
    allowance = Allowance(10, purse=purse)
    with allowance.spending(processor) as left:
        wall.now = 19.0
        assert left() == 1
        wall.now = 20.5
        assert left() < 0
    assert allowance.is_purse_up()


def test_what_was_used_before_an_exception_is_taken_off(clocks):
    processor, _ = clocks
    allowance = Allowance(10)
    with contextlib.suppress(ZeroDivisionError), allowance.spending(processor):
        processor.now = 11.0
        raise ZeroDivisionError
    assert allowance.is_up()


def test_waiting_is_no_work():
    with time_limit(0.5):
        assert call(time.sleep, (0.6,)) == Outcome(Status.RETURNED, None)


def test_whoever_only_waits_is_stopped_too():
    with time_limit(0.02):
        assert call(time.sleep, (1000,)) == Outcome(Status.TIMED_OUT)


def test_what_the_threads_of_a_library_compute_is_not_counted():
    def computes():
        while time.thread_time() < 0.3:
            pass
        return 1

    def waits_for_it():
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(computes).result()

    with time_limit(0.25):
        assert call(waits_for_it, ()) == Outcome(Status.RETURNED, 1)


def test_several_calls_share_their_time():
    def burns(seconds):
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    allowance, kinds = Allowance(0.2), []
    for _ in range(3):
        with time_limit(allowance):
            kinds.append(call(burns, (0.15,)).kind)
    assert kinds == [Status.RETURNED, Status.TIMED_OUT, Status.TIMED_OUT]


def test_an_answer_after_the_end_of_time_is_an_answer():
    with time_limit(0.05):
        assert call(returns_late, ()) == Outcome(Status.RETURNED, 1.0)


def test_work_that_ends_in_time_is_not_disturbed():
    with time_limit(60):
        assert call(lambda x: x + 1, (1,)) == Outcome(Status.RETURNED, 2)
    deadline = time.monotonic() + 0.12
    with time_limit(0.05):
        pass
    while time.monotonic() < deadline:  # the alarm has been turned off, so nothing stops this
        pass


def test_a_case_is_called_with_its_arguments_in_order():
    assert list(Case((1, 2)).calls()) == [(1, 2)]
    assert list(steps(1, 2, 3, vary={1: (5, 6)}).calls()) == [(1, 5, 3), (1, 6, 3)]
