"""Half of the points for numbers that are right and do not come back as the text asks; never more, never for others."""

from __future__ import annotations

import functools
import sys

import numpy as np
import pytest

from autograder.calling.at_its_end import at_its_end
from autograder.calling.call import observe
from autograder.checks.made import exercise_checks
from autograder.key.exercises import DescriptionError, case, exercise, steps
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.rules import close, scalar
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.report import to_html, to_text
from autograder.verdict.sealed import Verdict

# ruff: noqa: F841, RUF059  (what stays behind in a function is what these tests look at)


def layers(keeps_arguments=False):
    """Two layers and a cost: ``return hidden, {"out": out}, cost``."""

    @exercise(
        returns=(close("hidden", points=2), {"out": close("out", points=1)}, scalar("cost", points=1)),
        case_points={"one column": 1},
        hints=("?",),
        keeps_arguments=keeps_arguments,
    )
    def forward(X, W):
        """Forward."""
        hidden = np.tanh(W @ X)
        out = 1 / (1 + np.exp(-hidden))
        cost = np.mean(out**2)
        return hidden, {"out": out}, cost

    @forward.inputs
    def inputs(rng):
        for m in (3, 4):
            yield case(rng.uniform(0.5, 1, (2, m)), rng.uniform(0.5, 1, (3, 2)))
        yield case(rng.uniform(0.5, 1, (2, 1)), rng.uniform(0.5, 1, (3, 2)), part="one column")

    return forward


KEY = layers()


def told(function, key=KEY):
    checks = exercise_checks(key, 3)

    def ended(one):
        return observe(at_its_end(function, checks.hands_back), one, checks.optional)

    return result_of(checks, each_alone(lambda one: observe(function, one, checks.optional)), None, ended)


def earned(function, key=KEY) -> dict[str, float]:
    return {part.name: part.score for part in told(function, key).parts}


def everything(share):
    return {"hidden": 2 * share, "out": share, "cost": share, "one column": share}


def right(X, W):
    hidden = np.tanh(W @ X)
    out = 1 / (1 + np.exp(-hidden))
    cost = np.mean(out**2)
    return hidden, {"out": out}, cost


def printed(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    print(hidden, out, cost)


def in_another_order(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    return cost, hidden, {"out": out}


def no_dictionary(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    return hidden, out, cost


def one_alone(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    return hidden


def stops_at_the_last_line(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    return hidden, {"out": oot}, cost  # noqa: F821


def a_check_of_its_own_fails(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    assert isinstance(cost, int)
    return hidden, {"out": out}, cost


def in_itself(X, W, again=True):
    if again:
        in_itself(X + 1, W, again=False)
    hidden, out, cost = right(X, W)
    out = out["out"]


@pytest.mark.parametrize(
    "function",
    [
        printed,
        in_another_order,
        stops_at_the_last_line,
        a_check_of_its_own_fails,
        in_itself,
        functools.wraps(printed)(lambda *args: printed(*args)),
    ],
)
def test_what_is_right_in_the_function_has_half(function):
    assert earned(function) == everything(0.5)


def test_what_comes_back_as_asked_has_all_beside_it():
    assert earned(no_dictionary) == {"hidden": 2, "out": 0.5, "cost": 1, "one column": 0.5}


def test_one_value_alone_leaves_the_others_their_half():
    assert earned(one_alone) == everything(0.5)


def test_what_is_right_has_all():
    assert earned(right) == everything(1)


def stops_on_the_way(X, W):
    hidden = np.tanh(W @ X)
    out = 1 / (1 + np.exp(-hiden))  # noqa: F821
    cost = np.mean(out**2)
    return hidden, {"out": out}, cost


def test_a_line_that_stops_costs_what_comes_from_it():
    assert earned(stops_on_the_way) == {"hidden": 1, "out": 0, "cost": 0, "one column": 0}


def stops_for_several_columns(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    X[0].item()
    return hidden, {"out": out}, cost


def test_a_part_that_is_right_as_it_is_keeps_all():
    result = told(stops_for_several_columns)
    assert {part.name: part.score for part in result.parts} == {**everything(0.5), "one column": 1}


def other_names(X, W):
    a, b, c = right(X, W)


def wrong_at_its_end(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    hidden, out, cost = hidden + 1, out * 2, -cost


def wrong_for_few(X, W):
    hidden, out, cost = right(X, W)
    out = out["out"]
    hidden, out, cost = (hidden, out, cost) if X.shape[1] == 3 else (hidden + 1, out + 1, cost + 1)


def stops_at_once(X, W):
    raise ValueError("no")


def is_no_python(X, W):
    return None


@pytest.mark.parametrize(
    "function",
    [
        other_names,
        wrong_at_its_end,
        wrong_for_few,
        stops_at_once,
        is_no_python,
        functools.partial(printed, W=np.ones((3, 2))),
        np.add,
        type("Callable", (), {"__call__": lambda self, X, W: None})(),
    ],
)
def test_what_is_not_right_has_nothing(function):
    assert earned(function) == everything(0)


def test_an_argument_as_it_came_is_no_result():
    @exercise(returns={"rate": scalar("rate", points=1), "w": scalar("w", points=1)}, hints=("?",))
    def settings(w, rate):
        """A step, and the rate that it had."""
        w = w - rate
        return {"rate": rate, "w": w}

    @settings.inputs
    def inputs(rng):
        yield case(2.5, 0.25)
        yield case(3.5, 0.125)

    def stops(w, rate):
        w[0]

    def lost(w, rate):
        w = w - rate

    assert earned(stops, settings) == {"rate": 0, "w": 0}
    assert earned(lost, settings) == {"rate": 0, "w": 0.5}


def test_another_values_name_earns_nothing():
    def exchanged(X, W):
        out, rest, cost = right(X, W)
        hidden = rest["out"]

    assert earned(exchanged) == {"hidden": 0, "out": 0, "cost": 0.5, "one column": 0}


def test_an_array_on_its_side_has_half():
    def lying(X, W):
        hidden, out, cost = right(X, W)
        return hidden.T, {"out": out["out"].T}, cost

    assert earned(lying) == {"hidden": 1, "out": 0.5, "cost": 1, "one column": 0.5}


def test_a_changed_argument_costs_half_where_it_must_stay():
    def in_place(X, W):
        hidden, out, cost = right(X, W)
        X *= 2
        return hidden, out, cost

    def in_place_and_wrong(X, W):
        hidden, out, cost = in_place(X, W)
        return hidden + 1, out, cost

    key = layers(keeps_arguments=True)
    assert earned(in_place, key) == everything(0.5)
    assert earned(in_place_and_wrong, key) == {"hidden": 0, "out": 0.5, "cost": 0.5, "one column": 0}


def test_the_ways_are_not_mixed():
    """A part is right in one reading of all its calls, not in another one for each."""

    def once_lying_once_lost(X, W):
        hidden, out, cost = right(X, W)
        out = out["out"]
        if X.shape[1] == 3:
            return hidden.T, {"out": out.T}, cost
        hidden, kept, cost = -hidden, {"out": out}, -cost
        return None

    assert earned(once_lying_once_lost)["hidden"] == 0


def test_nothing_is_asked_of_a_call_without_an_end():
    asked = []
    checks = exercise_checks(KEY, 3)
    outcome = Outcome(Status.TIMED_OUT)
    result = result_of(checks, each_alone(lambda _: outcome), None, lambda one: asked.append(one) or outcome)
    assert (result.score, asked) == (0, [])


def test_a_right_answer_is_not_called_once_more():
    asked = []
    checks = exercise_checks(KEY, 3)
    result_of(checks, each_alone(lambda one: observe(right, one, 0)), None, asked.append)
    assert asked == []


def test_several_calls_have_a_value_each():
    @exercise(returns=close("value", points=2), hints=("?",))
    def double(x):
        """Double."""
        value = 2 * x
        return value

    @double.inputs
    def inputs(rng):
        yield steps(1.0, vary={0: (1.0, 2.5)})

    def lost(x):
        value = 2 * x
        print(value)

    assert earned(lost, double) == {"value": 1}


def test_the_card_says_what_the_half_is_for():
    result = told(printed)
    words = "hidden, out, cost, one column ½: right by itself, but it does not come back as the text asks."
    for card in (to_text(result), to_html(result)):
        assert words in card
        assert "hidden ½ · out ½ · cost ½ · one column ½" in card
    assert "½" not in to_text(told(right)) + to_text(told(stops_at_once))


def test_the_hidden_judge_has_room_for_it():
    checks = exercise_checks(KEY, 3)
    verdict = Verdict.of(checks, told(printed))
    assert "½: right by itself" in to_text(verdict.result(""))


def test_a_profiler_is_put_back():
    def watch(*_):
        pass

    def stops():
        sys.setprofile(None)
        raise ValueError

    sys.setprofile(watch)
    try:
        assert at_its_end(stops, "x")() is None
        assert sys.getprofile() is watch
    finally:
        sys.setprofile(None)


def described(hands_back, reference):
    reference.__doc__ = "What it returns."
    return exercise(returns=close("value", points=1), hints=("?",), hands_back=hands_back)(reference)


def test_the_line_is_the_references_or_what_the_key_says():
    def named(x):
        value = 2 * x
        return value

    def worked_out(x):
        return 2 * x

    assert described("", named).hands_back == "value"
    assert described("", worked_out).hands_back == ""
    assert described("double", worked_out).hands_back == "double"
    assert described('a, {"b": b}', worked_out).hands_back == "(a, {'b': b})"


@pytest.mark.parametrize("said", ["2 * x", "f(x)", "x[0]", "a, 1", "return x", "{**a}"])
def test_what_is_no_name_is_refused(said):
    with pytest.raises(DescriptionError, match="hands_back takes names"):
        described(said, lambda x: 2 * x)


def test_the_card_of_what_stopped_says_how_far_it_was_right():
    words = "½: right as far as your function came before it stopped."
    assert words in to_text(told(stops_at_the_last_line))
    assert words not in to_text(told(printed))
