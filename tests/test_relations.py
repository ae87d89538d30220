"""Relations: facts about wrong answers that no catalogued mistake names. They are true, and never more than that."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.calling.call import observe
from autograder.checks.made import exercise_checks
from autograder.key.exercises import case, exercise, steps
from autograder.messages import ENGLISH
from autograder.plain.status import Status
from autograder.relations.vocabulary import RELATIONS
from autograder.rules import (
    close,
    cost_history,
    equal,
    first_array,
    labels,
    layers,
    proportional,
    scalar,
    training_costs,
    trajectory,
)
from autograder.rules.tree import all_of
from autograder.verdict.diagnose import each_alone, result_of

SIZES = ((2, 3), (4, 7), (5, 6))


def judged(returns, reference, answer, inputs, **options):
    """What is said of an answer to an exercise that is made up of these."""
    key = exercise(returns=returns, hints=("?",), **options)(reference)
    key.inputs(inputs)
    checks = exercise_checks(key, 5)
    return result_of(checks, each_alone(lambda case: observe(answer, case, checks.optional)))


def tables(rng, sizes=SIZES):
    """A table, a scalar, and labels for its columns."""
    for n, m in sizes:
        yield case(rng.normal(0, 1, (n, m)), float(rng.uniform(2, 3)), rng.integers(0, 2, (1, m)).astype(float))


def table(answer, reference=lambda X, c, Y: X**2 + 1, inputs=tables, returns=None):
    """What is said of an answer that is one table."""

    def square(X, c, Y):
        return reference(X, c, Y)

    return judged(returns or close("square", points=1), square, lambda X, c, Y: answer(X, c, Y), inputs)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda X, c, Y: expected(X).astype(int), "holds whole numbers (int64): all that stands behind the point"),
        (lambda X, c, Y: expected(X) > 0, "holds True and False, which a comparison gives"),
    ],
)
def test_what_says_itself_what_is_wrong_needs_no_relation(answer, words):
    result = table(answer)
    assert result.relation is None
    assert words in result.message


def test_an_array_of_whole_numbers_is_called_so_where_nothing_better_is_known():
    ways = {
        "holds whole numbers (int64), and what is expected has digits": lambda X, c, Y: (3 * X + 1).astype(int),
        "every entry of what square returned is 4": lambda X, c, Y: np.full(X.shape, 4),
    }
    for words, answer in ways.items():
        assert words in table(answer).message
    wholes = table(lambda X, c, Y: (Y + X.size).astype(int), reference=lambda X, c, Y: Y + c - c)
    assert "whole numbers" not in wholes.message  # no more has what is expected


def expected(X):
    """What is expected of ``square``."""
    return X**2 + 1


SAID = [
    ("rounded", lambda X, c, Y: np.round(expected(X), 2), "rounded to 2 decimals"),
    ("cut_off", lambda X, c, Y: np.trunc(expected(X)), "without all that stands behind the point"),
    ("first_digits", lambda X, c, Y: expected(X) * (1 + 3e-6 * np.sign(X)), "in 5 digits of its largest numbers"),
    ("argument", lambda X, c, Y: X, "is the X that was handed over, unchanged"),
    ("one_number", lambda X, c, Y: np.full(X.shape, 1e-8), "every entry of what square returned is 1e-08"),
    ("one_number", lambda X, c, Y: np.zeros(X.shape), "every entry of what square returned is 0"),
    ("negated", lambda X, c, Y: -expected(X), "the expected size and the opposite sign"),
    ("constant", lambda X, c, Y: expected(X) / 255, "exactly 1/255 times"),
    ("constant", lambda X, c, Y: 2 * expected(X), "exactly 2 times"),
    ("constant", lambda X, c, Y: expected(X) / np.log(2), "1.442695 times what is expected; the natural logarithm of 2"),
    ("counted", lambda X, c, Y: expected(X) * X.shape[1], "times the number of columns of X, here 3"),
    ("counted", lambda X, c, Y: expected(X) / X.shape[0], "divided by the number of rows of X, here 2"),
    ("counted", lambda X, c, Y: -expected(X) * X.shape[0], "times the number of rows of X, here 2, and of the opposite"),
    ("counted", lambda X, c, Y: -expected(X) / X.shape[1], "divided by the number of columns of X, here 3, and of the"),
    ("counted", lambda X, c, Y: expected(X) / c, "divided by c, here 2."),
    ("exchanged", lambda X, c, Y: expected(X) * X.shape[1] / X.shape[0], "columns of X and divided by the number of row"),
    ("fixed", lambda X, c, Y: expected(X) * X.shape[1] / 209, "columns of X and divided by 209, which is the same in"),
    ("fixed", lambda X, c, Y: expected(X) / X.shape[1] * 209, "divided by the number of columns of X and times 209"),
    ("entrywise", lambda X, c, Y: expected(X) * X, "times X, entry by entry"),
    ("entrywise", lambda X, c, Y: expected(X) / X, "divided by X, entry by entry"),
    ("both", lambda X, c, Y: expected(X) * X.shape[1] / np.log(2), "times 1.442695 and times the number of columns of X, h"),
    ("both", lambda X, c, Y: expected(X) * X.shape[1] * 2, "times 2 and times the number of columns of X, here 3"),
    ("both", lambda X, c, Y: -3 * expected(X) / X.shape[0], "times -3 and divided by the number of rows of X, here 2"),
    ("function_of", lambda X, c, Y: 1 / (1 + np.exp(-X)), "is exactly the sigmoid of X. Which function"),
    ("function_of", lambda X, c, Y: np.tanh(X), "is exactly tanh of X"),
    ("function_of", lambda X, c, Y: np.maximum(X, 0), "is exactly X with zeros for all that is negative"),
    ("function_of", lambda X, c, Y: X * (1 - X), "is exactly X times one less X"),
    ("function_of", lambda X, c, Y: 1 - np.tanh(X) ** 2, "is exactly the slope of tanh at X"),
    ("factor_of", lambda X, c, Y: expected(X) * X * (1 - X), "is what is expected times (X times one less X), entry by"),
    ("factor_of", lambda X, c, Y: -expected(X) / X**2, "is what is expected divided by -1 (the square of X), entry by"),
    ("argument_added", lambda X, c, Y: expected(X) - X, "exactly what is expected without X. Where should X"),
    ("argument_added", lambda X, c, Y: expected(X) - c, "exactly what is expected without c."),
    ("argument_added", lambda X, c, Y: expected(X) + X, "exactly what is expected with X added to it"),
    ("argument_added", lambda X, c, Y: expected(X) - 2 * X, "exactly what is expected less twice X. With which sign"),
    ("argument_added", lambda X, c, Y: expected(X) + 2 * c, "exactly what is expected and twice c more"),
    ("argument_added", lambda X, c, Y: expected(X) - Y, "exactly what is expected without Y."),
    ("number_added", lambda X, c, Y: expected(X) + 1, "exactly 1 more than what is expected, everywhere"),
    ("number_added", lambda X, c, Y: expected(X) - 0.25, "exactly 0.25 less than what is expected, everywhere"),
    ("turned", lambda X, c, Y: np.ones(X.shape[::-1]), "has the shape (3, 2); expected is (2, 3). In all 3 calls, rows and columns"),
    ("transposed", lambda X, c, Y: expected(X).T, "with rows and columns exchanged"),
    ("reshaped", lambda X, c, Y: expected(X).reshape(-1), "has the shape (6,), a rank-1 array: neither a row nor a column. Expected is (2, 3)."),
    ("other_order", lambda X, c, Y: expected(X).T.reshape(X.shape), "those of a column stand where those of a row belong"),
    ("piece", lambda X, c, Y: expected(X)[0, 0], "it is exactly the first entry of what is expected. Where are the oth"),
    ("piece", lambda X, c, Y: expected(X)[-1:, -1:], "has the shape (1, 1); expected is (2, 3). In all 3 calls, it is e"),
    ("piece", lambda X, c, Y: expected(X)[:1], "it is exactly the first row of what is expected"),
    ("piece", lambda X, c, Y: expected(X)[:, 0], "it is exactly the first column of what is expected"),
    ("piece", lambda X, c, Y: expected(X)[1:], "it is exactly all the rows but the first of what is expected"),
    ("piece", lambda X, c, Y: expected(X)[:, :-1].tolist(), "it is exactly all the columns but the last of what is exp"),
    ("one_each", lambda X, c, Y: np.ones(len(X)), "Expected is (2, 3). In all 3 calls, there is one number for each row"),
    ("one_each", lambda X, c, Y: np.ones((1, X.shape[1])), "expected is (2, 3). In all 3 calls, there is one number for each col"),
    ("gathered", lambda X, c, Y: expected(X).sum(), "one number, the sum of all the entries"),
    ("gathered", lambda X, c, Y: expected(X).mean(), "one number, the mean of all the entries"),
    ("gathered", lambda X, c, Y: expected(X).sum(axis=0), "the sum of what is expected along axis 0"),
    ("gathered", lambda X, c, Y: expected(X).mean(axis=1, keepdims=True), "the mean of what is expected along axis 1"),
    ("entries", lambda X, c, Y: np.where(X > 0, expected(X), X), "wherever X is negative, and nowhere else. There it hol"),
    ("entries", lambda X, c, Y: np.where(X > 0, expected(X), -X), "There it is X with the opposite sign."),
    ("entries", lambda X, c, Y: np.where(X > 0, 0, expected(X)), "wherever X is positive, and nowhere else. There it is alw"),
    ("entries", lambda X, c, Y: np.where(X > 0, expected(X) * X**2, expected(X)), "nowhere else. What should it be there?"),
    ("one_line", lambda X, c, Y: np.vstack([X[:1], expected(X)[1:]]), "right but for its first row"),
    ("one_line", lambda X, c, Y: np.hstack([expected(X)[:, :-1], X[:, -1:]]), "right but for its last column"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "answer", "words"), SAID)
def test_a_fact_that_holds_in_every_wrong_call_is_said(name, answer, words):
    result = table(answer)
    assert result.relation == name, result.message
    assert words in result.message
    assert "In all 3 calls, " in result.message
    assert "?" in result.message
    assert (result.mistake, result.hint) == (None, "")


NOT_SAID = [
    lambda X, c, Y: expected(X) - 3 * X,
    lambda X, c, Y: expected(X)[:1, 1:] + 1e-3,
    lambda X, c, Y: expected(X)[:1] if X.shape[1] == 3 else expected(X)[:, 0],
    lambda X, c, Y: np.zeros(1),
    lambda X, c, Y: np.ones(len(X) + 1),
    lambda X, c, Y: np.ones(len(X)) if len(X) > 2 else np.ones(X.shape[1]),
    lambda X, c, Y: expected(X) * X.shape[1] * 1.7,
    lambda X, c, Y: np.tanh(3 * X),
    lambda X, c, Y: expected(X) + X * X[:1],
    lambda X, c, Y: expected(X) + np.where(X > 0, 1, 2),
    lambda X, c, Y: expected(X) + X.shape[1],  # another number in each call
    lambda X, c, Y: expected(X) + 3e-8,
    lambda X, c, Y: np.ones((X.shape[1], X.shape[0] + 1)),
]


@pytest.mark.parametrize("answer", NOT_SAID)
def test_what_is_not_exactly_so_is_not_said(answer):
    assert table(answer).relation not in {
        "argument_added",
        "piece",
        "one_each",
        "factor_of",
        "number_added",
        "turned",
        "some_calls",
        "both",
        "function_of",
    }


def test_the_square_of_an_error_for_the_error_is_told():
    def delta(y, layer):
        return (y - layer) * layer * (1 - layer)

    def inputs(rng):
        yield from (case(rng.normal(0, 1, size), rng.uniform(0.1, 0.9, size)) for size in SIZES)

    def squared(y, layer):
        return 0.5 * (y - layer) ** 2 * layer * (1 - layer)

    result = judged(close("delta", points=1), delta, squared, inputs)
    assert "what delta returned is what is expected times 1/2 (y - layer), entry by entry." in result.message
    result = judged(close("delta", points=1), delta, lambda y, layer: y - layer, inputs)
    assert "is what is expected divided by (layer times one less layer), entry by entry." in result.message
    result = judged(close("delta", points=1), delta, lambda y, layer: (y - layer) ** 2 * (1 - layer), inputs)
    assert result.relation is None


def test_a_column_that_goes_to_every_column_is_missing():
    def scores(W, X, b):
        return W @ X + b

    def inputs(rng):
        for n, m in SIZES:
            yield case(rng.normal(0, 1, (n + 5, n)), rng.normal(0, 1, (n, m)), rng.normal(0, 1, (n + 5, 1)))

    result = judged(close("Z", points=1), scores, lambda W, X, b: W @ X, inputs)
    assert "is exactly what is expected without b." in result.message
    result = judged(close("Z", points=1), scores, lambda W, X, b: W @ X - b, inputs)
    assert "is exactly what is expected less twice b." in result.message


def test_a_value_is_told_from_the_argument_of_its_name():
    def update(W, dW):
        return {"W": W - 0.1 * dW}

    def inputs(rng):
        yield from (case(rng.normal(0, 1, shape), rng.normal(0, 1, shape)) for shape in SIZES)

    result = judged({"W": close("W", points=1)}, update, lambda W, dW: {"W": -0.1 * dW}, inputs)
    assert "W is exactly what is expected without the W that was handed over." in result.message


def test_calls_are_told_by_what_is_left_out():
    def power(x, base=2.0):
        return base**x

    def inputs(rng):
        for size in (3, 4, 5, 6):
            yield case(rng.uniform(1, 2, size), 3.0, **({"left_out": 1} if size > 4 else {}))

    result = judged(close("power", points=1), power, lambda x, base=2.0: 2.0**x, inputs)
    assert "In 2 of 4 calls, those where base is handed over, what power returned" in result.message


def test_a_function_of_an_own_value_is_told_only_where_that_value_is_right():
    def layer(X, W):
        return W @ X, np.tanh(W @ X)

    def inputs(rng):
        yield from (case(rng.normal(0, 1, (n, m)), rng.normal(0, 1, (n + 6, n))) for n, m in SIZES)

    def other_function(X, W):
        return W @ X, 1 / (1 + np.exp(-W @ X))

    def other_score(X, W):
        return W @ X**3, 1 / (1 + np.exp(-(W @ X**3)))

    returns = close("Z", points=1), close("A", points=1)
    assert (
        "is exactly the sigmoid of value 1 of what layer returned"
        in judged(returns, layer, other_function, inputs).message
    )
    assert judged(returns, layer, other_score, inputs).relation is None


def test_zeros_of_the_turned_shape_are_said_to_be_turned():
    def zeros(n, m):
        return np.zeros((n, m))

    def inputs(rng):
        yield from (case(n, m) for n, m in SIZES)

    result = judged(close("v", points=1), zeros, lambda n, m: np.zeros((m, n)), inputs)
    assert result.relation == "turned"
    assert result.message.startswith("what zeros returned has the shape (3, 2); expected is (2, 3). In all 3 calls, ")


def epochs(answer, reference=lambda rate, epoch, X: rate / (1 + epoch) + X):
    """What is said of an answer that should depend on a number and an array."""

    def decay(rate, epoch, X):
        return reference(rate, epoch, X)

    def inputs(rng):
        for epoch, size in ((0, 4), (1, 5), (3, 6), (7, 8)):
            yield case(0.4, epoch, rng.uniform(1, 2, size))
        yield case(0.4, 5, np.arange(1, 4))

    return judged(close("rates", points=1), decay, answer, inputs)


def odd(epoch):
    """Something that no relation knows."""
    return np.sin(epoch) + np.cos(np.arange(epoch + 2, dtype=float).sum())


def test_which_calls_are_wrong_is_said_where_the_arguments_tell_it():
    result = epochs(lambda rate, epoch, X: rate / (1 + epoch) + X * (odd(epoch) if epoch > 1 else 1))
    assert result.relation == "some_calls"
    assert "In 3 of 5 calls, those where epoch is more than 1, what decay returned is not what is exp" in result.message
    assert "in all others it is right." in result.message
    result = epochs(lambda rate, epoch, X: rate / (1 + epoch) + X * (odd(epoch) if epoch <= 1 else 1))
    assert "In 2 of 5 calls, those where epoch is at most 1, " in result.message
    result = epochs(lambda rate, epoch, X: rate / (1 + epoch) + X * (odd(epoch) if X.dtype.kind == "f" else 1))
    assert "In 4 of 5 calls, those where X is an array of decimal numbers, " in result.message


def test_numbers_are_told_from_arrays_before_anything_else_of_them():
    def half(x):
        return x / 2

    def inputs(rng):
        yield from (case(x) for x in (3.5, rng.uniform(1, 2, 5), rng.uniform(1, 2, (2, 3)), 2.25))

    arrays = judged(close("half", points=1), half, lambda x: x / 2 * (1 if np.ndim(x) == 0 else odd(x.size)), inputs)
    assert "In 2 of 4 calls, those where x is an array, what half returned" in arrays.message
    numbers = judged(close("half", points=1), half, lambda x: x / 2 * (odd(int(x)) if np.ndim(x) == 0 else 1), inputs)
    assert "In 2 of 4 calls, those where x is a number, what half returned" in numbers.message


def test_calls_are_told_by_rows_and_by_what_stands_beside_the_diagonal():
    def inputs(rng):
        yield from (case(rng.normal(0, 1, (1, m))) for m in (4, 5))
        yield from (case(np.diag(rng.normal(0, 1, n))) for n in (2, 3))
        yield from (case(rng.normal(0, 1, (n, n))) for n in (2, 3, 4))

    def twice(W):
        return 2 * W

    rows = judged(close("twice", points=1), twice, lambda W: 2 * W * (odd(len(W)) if len(W) > 1 else 1), inputs)
    assert "In 5 of 7 calls, those where W is an array of several rows, what twice" in rows.message
    full = judged(close("twice", points=1), twice, lambda W: 2 * W * (odd(len(W)) if W[-1, 0] else 1), _squares(inputs))
    assert "In 3 of 5 calls, those where W is an array with other numbers than 0 beside its diagonal," in full.message


def _squares(inputs):
    """The calls with square arrays alone."""
    return lambda rng: (one for one in inputs(rng) if one.args[0].shape[0] > 1)


def test_which_calls_are_wrong_is_not_said_where_nothing_tells_it():
    def now_and_then(rate, epoch, X):
        return rate / (1 + epoch) + X * (odd(epoch) if epoch in (0, 3) else 1)

    assert epochs(now_and_then).relation is None
    assert epochs(lambda rate, epoch, X: rate / (1 + epoch) + X * odd(epoch)).relation is None


def history(answer):
    """What is said of an answer that lists costs."""

    def costs(x):
        return list(x**2)

    def inputs(rng):
        for size in (3, 4, 6):
            yield case(rng.uniform(1, 2, size))

    return judged(cost_history("costs", points=1), costs, answer, inputs)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x: list(x**2)[1:], "but for the first value, which is not there"),
        (lambda x: list(x**2)[:-1], "but for the last value, which is not there"),
        (lambda x: [9.0, *x**2], "one value more before it"),
        (lambda x: [*x**2, 9.0], "one value more behind it"),
        (lambda x: [9.0, *(x**2)[:-1]], "but the first is what is expected one place before"),
        (lambda x: [*(x**2)[1:], 9.0], "but the last is what is expected one place further on"),
    ],
)
def test_a_history_that_is_shifted_or_lacks_an_end_is_told(answer, words):
    result = history(answer)
    assert result.relation == "history"
    assert words in result.message


def test_of_a_step_the_array_that_its_rule_looks_at_is_told_from_what_is_expected():
    def update(parameters, grads, rate):
        return {key: parameters[key] - rate * grads[f"d{key}"] for key in parameters}

    def inputs(rng):
        for n, m in SIZES:
            parameters = {"W1": rng.normal(0, 1, (n, m)), "b1": rng.normal(0, 1, (n, 1))}
            yield case(parameters, {f"d{key}": rng.normal(0, 1, value.shape) for key, value in parameters.items()}, 0.3)

    result = judged(first_array("step", points=1), update, lambda p, g, r: update(p, g, 2 * r), inputs)
    assert result.relation == "step"
    assert result.evidence.what == "W1"


def step(answer):
    """What is said of an answer that moves parameters."""

    def update(parameters, grads, rate):
        return {key: parameters[key] - rate * grads[f"d{key}"] for key in parameters}

    def inputs(rng):
        for n, m in SIZES:
            parameters = {"W1": rng.normal(0, 1, (n, m)), "b1": rng.normal(0, 1, (n, 1))}
            grads = {"dW1": rng.normal(0, 1, (n, m)), "db1": rng.normal(0, 1, (n, 1))}
            yield case(parameters, grads, float(rng.uniform(0.3, 0.9)))

    returns = layers({"W": close("weights", points=1), "b": close("biases", points=1)})
    return judged(returns, update, answer, inputs)


def moved(change):
    """A step that is changed for every parameter: ``change(step, rate)``."""

    def answer(parameters, grads, rate):
        return {key: parameters[key] + change(-rate * grads[f"d{key}"], rate) for key in parameters}

    return answer


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("step", lambda s, rate: -s, "as far from the parameters['W1'] that was handed over as it should, but on the other"),
        ("step", lambda s, rate: 2 * s, "exactly 2 times as far from"),
        ("step", lambda s, rate: s / rate, "the expected one divided by rate"),
        ("step", lambda s, rate: s * rate, "the expected one times rate"),
        ("argument", lambda s, rate: 0 * s, "W1 is the parameters['W1'] that was handed over, unchanged"),
    ],
)  # fmt: skip
def test_a_step_is_measured_from_the_argument_of_the_same_key(name, change, words):
    result = step(moved(change))
    assert result.relation == name
    assert words in result.message


def test_what_is_true_of_other_values_word_for_word_is_told_with_it():
    def both(x):
        return {"low": x - 3, "high": x + 3}

    def inputs(rng):
        for size in (3, 4):
            yield case(rng.normal(0, 1, size))

    returns = {"low": close("low", points=1), "high": close("high", points=1)}
    result = judged(returns, both, lambda x: {"low": 3 - x, "high": -x - 3}, inputs)
    assert result.relation == "negated"
    assert result.message.endswith("The same is true of high.")
    exchanged = judged(returns, both, lambda x: {"low": x + 3, "high": x - 3}, inputs)
    assert exchanged.relation == "other_value"
    assert "low holds what is expected of high" in exchanged.message
    copied = judged(returns, both, lambda x: {"low": x**3, "high": x**3}, inputs)
    assert copied.relation == "own_value"
    assert "low is the same as your high" in copied.message


def test_one_number_that_is_a_size_is_called_by_it():
    def count(X):
        return X.shape[1]

    def inputs(rng):
        for n, m in SIZES:
            yield case(rng.normal(0, 1, (n, m)))

    result = judged(scalar("count", points=1), count, lambda X: X.shape[0], inputs)
    assert result.relation == "quantity"
    assert "is the number of rows of X" in result.message
    always = judged(scalar("count", points=1), count, lambda X: 2, inputs)
    assert always.relation == "one_number"
    assert "what count returned is 2." in always.message


def test_the_values_that_are_shown_are_those_that_the_sentence_speaks_of():
    result = step(
        lambda parameters, grads, rate: {"W1": parameters["W1"] - rate * grads["dW1"], "b1": parameters["b1"]}
    )
    assert result.relation == "argument"
    assert "b1 is the parameters['b1']" in result.message
    shown = dict(result.evidence.arguments)
    assert shown["parameters['b1']"] == result.evidence.got != result.evidence.expected


def test_the_same_is_told_of_values_with_keys_of_their_own():
    still = step(moved(lambda s, rate: 0 * s))
    assert still.message.endswith("What should happen to it? The same is true of b1.")
    back = step(moved(lambda s, rate: -s))
    assert back.message.endswith("Which way should the step go? The same is true of b1.")


def test_which_kinds_of_values_are_right_is_told_where_nothing_else_is():
    def answer(parameters, grads, rate):
        return {key: parameters[key] - rate * grads[f"d{key}"] ** (3 if key == "b1" else 1) for key in parameters}

    def update(parameters, grads, rate):
        return {key: parameters[key] - rate * grads[f"d{key}"] for key in parameters}

    def inputs(rng):
        for n, m in SIZES:
            parameters, grads = (
                {f"{d}W1": rng.normal(0, 1, (n, m)), f"{d}b1": rng.normal(0, 1, (n, 1))} for d in ("", "d")
            )
            yield case(parameters, grads, float(rng.uniform(0.3, 0.9)))

    one_part = layers({"W": close("parameters", points=1), "b": close("parameters")})
    result = judged(one_part, update, answer, inputs)
    assert result.relation == "kinds"
    assert result.message == "Wrong in every call: b1. Right in every call: W1. What is different between them?"


def test_labels_on_their_side_are_a_matter_of_shape():
    def first(X):
        return (X[:1] > 0).astype(int)

    def inputs(rng):
        for n, m in SIZES:
            yield case(rng.normal(0, 1, (n, m)))

    result = judged(labels("labels", points=1), first, lambda X: first(X).T, inputs)
    assert result.relation == "transposed"


def test_what_tells_the_wrong_calls_from_the_right_ones_is_told():
    def turn(x, back):
        return -x - 1 if back else x + 1

    def inputs(rng):
        for size, back in ((3, True), (4, False), (5, True), (6, False)):
            yield case(rng.normal(0, 1, size), back)

    result = judged(close("turned", points=1), turn, lambda x, back: x + 1, inputs)
    assert result.message.startswith(
        "In 2 of 4 calls, those where back is True, what turn returned has the expected size"
    )
    unsure = judged(close("turned", points=1), turn, lambda x, back: -(x + 1) if x.size == 6 else x + 1, inputs)
    assert unsure.message.startswith("In 3 of 4 calls, what turn returned has")


@pytest.mark.parametrize(
    ("factor", "text"), [(4 / 3, "4/3"), (-0.75, "-3/4"), (1 / 255, "1/255"), (7, "7"), (0.1234, "0.1234")]
)
def test_a_factor_is_written_as_one_writes_it(factor, text):
    assert f"exactly {text} times" in table(lambda X, c, Y: factor * expected(X)).message


# --- training ----------------------------------------------------------------------------------------------------


def trained(X, Y, optimizer, rate, size, count, step=None, average=None):
    """A neuron that learns; ``step(rate, m)`` is what a gradient is taken times, ``average`` what becomes of the costs."""
    m, rng = X.shape[1], np.random.default_rng(1)
    theta, memory, costs = {"W1": rng.normal(0, 1, (1, X.shape[0])), "b1": np.zeros((1, 1))}, {"W1": 0.0, "b1": 0.0}, []
    for _ in range(count):
        means, order = [], rng.permutation(m)
        for k in range(0, m, size):
            columns = order[k : k + size]
            A = 1 / (1 + np.exp(-theta["W1"] @ X[:, columns] - theta["b1"]))
            D, y = A - Y[:, columns], Y[:, columns]
            means.append((float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))), columns.size))
            for name, gradient in (("W1", D @ X[:, columns].T / columns.size), ("b1", np.mean(D, keepdims=True))):
                if optimizer == "momentum":
                    gradient = memory[name] = 0.9 * memory[name] + 0.1 * gradient
                theta = {**theta, name: theta[name] - (step(rate, m) if step and rate else rate) * gradient}
        shares = [cost * number for cost, number in means]
        costs.append(average(means, size) if average else sum(shares) / m)
    return theta, costs


KINDS_OF_TRAINING = ((2, 4, "gd", 9), (3, 5, "gd", 9), (3, 6, "momentum", 9), (2, 5, "momentum", 2), (3, 4, "gd", 3))


def training(answer):
    """What is said of an answer to an exercise that is all of this."""

    def train(X, Y, optimizer, rate, size, count):
        return trained(X, Y, optimizer, rate, size, count)

    def inputs(rng):
        for n, m, optimizer, size in KINDS_OF_TRAINING:
            X, Y, rate = rng.normal(0, 1, (n, m)), np.arange(m)[None] % 2.0, float(np.round(rng.uniform(0.2, 0.6), 2))
            yield steps(X, Y, optimizer, rate, size, 1, vary={3: (0.0, rate, rate), 5: (1, 1, 2)})

    shared = {"network": (("W1", "b1", "sigmoid"),), "settings": {"beta": 0.9}}
    arguments = {"optimizer": 2, "rate": 3, "batch": 4, "iterations": 5}
    returns = all_of(
        trajectory("training", points=1, arguments=arguments, **shared),
        training_costs("costs", points=1, every=1, arguments=arguments, **shared),
    )
    return judged(returns, train, answer, inputs)


def with_step(step):
    """A training with steps of another length."""
    return lambda *args: trained(*args, step=step)


def with_costs(average):
    """A training with another average of the costs of mini-batches, (cost, examples) of each."""
    return lambda *args: trained(*args, average=average)


def total(means):
    """How many examples there are."""
    return sum(number for _, number in means)


def one_batch_always(X, Y, optimizer, rate, size, count):
    return trained(X, Y, optimizer, rate, X.shape[1], count)


def always(name):
    """A training with this optimiser, whatever is asked for."""
    return lambda X, Y, optimizer, rate, size, count: trained(X, Y, name, rate, size, count)


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("still", with_step(lambda rate, m: 0.0), "In all 5 calls, the parameters are the same, however many"),
        ("length", with_step(lambda rate, m: -rate), "in the opposite direction"),
        ("length", with_step(lambda rate, m: 2 * rate), "exactly 2 times as long"),
        ("length", with_step(lambda rate, m: m * rate), "times the number of examples, here 4"),
        ("length", with_step(lambda rate, m: rate / m), "divided by the number of examples, here 4"),
        ("length", with_step(lambda rate, m: 1.0), "divided by rate"),
        (
            "optimizer",
            always("gd"),
            "In 2 of 5 calls, those where optimizer is 'momentum', the parameters move as gd moves them",
        ),
        (
            "optimizer",
            always("momentum"),
            "In 3 of 5 calls, those where optimizer is 'gd', the parameters move as momentum moves them",
        ),
        ("one_batch", one_batch_always, "In 2 of 5 calls, the parameters move as if all the examples were one"),
        (
            "averages",
            with_costs(lambda means, size: sum(c for c, _ in means)),
            "is the sum of those of the mini-batches.",
        ),
        ("averages", with_costs(lambda means, size: means[-1][0]), "is that of a single mini-batch"),
        ("averages", with_costs(lambda means, size: sum(c for c, _ in means) / len(means)), "each counting alike"),
        (
            "averages",
            with_costs(lambda means, size: sum(c for c, _ in means) * min(size, total(means)) / total(means)),
            "counts for as many examples as the others",
        ),
        (
            "averages",
            with_costs(lambda means, size: sum(c for c, _ in means) / total(means)),
            "divided by the number of",
        ),
    ],
)
def test_a_training_that_would_be_right_with_another_setting_is_told(name, answer, words):
    result = training(answer)
    assert result.relation == name, result.message
    assert words in result.message
    assert result.evidence is not None


@pytest.mark.parametrize(
    "answer",
    [
        with_step(lambda rate, m: 1.7 * rate),
        with_step(lambda rate, m: rate / (1 + m)),
        with_costs(lambda means, size: max(c for c, _ in means) + 0.1),
    ],
)
def test_of_another_training_nothing_is_said(answer):
    assert training(answer).relation is None


# --- parts -------------------------------------------------------------------------------------------------------


def test_a_fact_may_hold_in_the_calls_of_one_part_alone():
    def scaled(x):
        return x**2 + 1

    def inputs(rng):
        for size in (3, 4, 5):
            yield case(rng.uniform(1, 2, size))
        for size in (6, 7):
            yield case(rng.uniform(-2, -1, size), part="negative")

    def answer(x):
        return -(x**2) - 1 if x[0] < 0 else np.sin(x)

    result = judged(close("values", points=1), scaled, answer, inputs, case_points={"negative": 1})
    assert result.relation == "negated"
    assert result.message.startswith("In 2 of 5 calls, what scaled returned has")


def test_rules_that_look_at_the_same_value_make_one_place():
    def direction(x):
        return {"dw": x + 3}

    def inputs(rng):
        for size in (3, 4):
            yield case(rng.normal(0, 1, size))

    returns = {"dw": all_of(close("dw", points=1), proportional("dw up to a factor", points=1))}
    result = judged(returns, direction, lambda x: {"dw": 3 * x + 9}, inputs)
    assert result.relation == "constant"
    assert result.message.startswith("In both calls, dw is exactly 3 times what is expected.")
    assert [part.score for part in result.parts] == [0.0, 1.0]


def test_values_of_the_same_key_are_told_apart():
    def averages(v, s, g):
        return {"dW": 0.9 * v["dW"] + 0.1 * g["dW"]}, {"dW": 0.9 * s["dW"] + 0.1 * g["dW"] ** 2}

    def inputs(rng):
        for size in (3, 4):
            yield case(*({"dW": rng.uniform(1, 2, size)} for _ in range(3)))

    returns = ({"dW": close("v", points=1)}, {"dW": close("s", points=1)})
    result = judged(returns, averages, lambda v, s, g: (averages(v, s, g)[0], s), inputs)
    assert result.relation == "argument"
    assert "s['dW'] is the s['dW'] that was handed over" in result.message


# --- nothing is said ---------------------------------------------------------------------------------------------


def test_nothing_is_said_of_a_right_answer():
    assert table(lambda X, c, Y: expected(X)).relation is None
    assert table(lambda X, c, Y: expected(X)).status == Status.RIGHT


@pytest.mark.parametrize(
    "answer",
    [
        lambda X, c, Y: np.sin(X),  # another formula
        lambda X, c, Y: expected(X) * (2 if X.shape[0] == 2 else 3),  # a factor that is nothing of the call
        lambda X, c, Y: -expected(X) if X.shape[0] == 2 else expected(X),  # in a single call
        lambda X, c, Y: -expected(X) if X.shape[0] == 2 else np.sin(X),  # in one of the wrong calls
        lambda X, c, Y: np.full(X.shape, np.nan),
        lambda X, c, Y: -expected(X) if X.shape[0] != 2 else np.full(X.shape, np.nan),  # what it is there, is unknown
        lambda X, c, Y: np.where(X < 0, expected(X), X + (X.shape[0] == 2)) + np.sin(X),
        lambda X, c, Y: None,
        lambda X, c, Y: "square",
    ],
)
def test_nothing_is_said_where_it_is_not_certain(answer):
    result = table(answer)
    assert (result.status, result.relation) == (Status.WRONG, None)


@pytest.mark.parametrize("extreme", [1e308, -1e300, 1e-310, 5e-324, np.inf, np.nan])
def test_extreme_numbers_are_no_fault_of_ours(extreme):
    for answer in (
        lambda X, c, Y: extreme * X,
        lambda X, c, Y: X + extreme,
        lambda X, c, Y: np.where(X > 0, X, extreme),
    ):
        assert table(answer).status == Status.WRONG


def test_nothing_is_said_where_a_call_stops():
    def stops(X, c, Y):
        assert X.shape[0] != 5
        return -expected(X)

    assert table(stops).relation is None


def test_a_size_that_is_the_same_in_all_calls_is_only_a_number():
    def inputs(rng):
        return tables(rng, ((2, 3), (4, 3), (5, 3)))

    result = table(lambda X, c, Y: expected(X) * X.shape[1], inputs=inputs)
    assert result.relation == "constant"
    assert "3 times what is expected" in result.message


def test_a_length_of_one_is_no_factor():
    """It would be right there; what is wrong there, is so for another reason."""

    def inputs(rng):
        return tables(rng, ((2, 1), (3, 1)))

    assert table(lambda X, c, Y: expected(X) * X.shape[1], inputs=inputs).status == Status.RIGHT


def test_of_zeros_nothing_is_said():
    def zeros(X, c, Y):
        return np.zeros(X.shape)

    for answer in (lambda X, c, Y: np.ones(X.shape), lambda X, c, Y: X):
        assert table(answer, reference=zeros).relation is None
    assert table(lambda X, c, Y: X.T, reference=zeros).relation == "turned"  # which is true of shapes, not of numbers


def test_a_symmetric_table_is_not_called_transposed():
    def symmetric(X, c, Y):
        return X @ X.T

    result = table(lambda X, c, Y: -(X @ X.T).T, reference=symmetric)
    assert result.relation == "negated"


def test_a_small_step_from_an_argument_is_not_called_a_matter_of_digits():
    """Whoever returns the argument, or half the step, is as near to what is expected."""

    def small(X, c, Y):
        return X + 1e-6 * X**2

    assert table(lambda X, c, Y: X + 0.5e-6 * X**2, reference=small).relation is None
    assert table(lambda X, c, Y: X - 1e-6 * X**2, reference=small).relation is None


def test_digits_come_before_all_else():
    """A value that is nearly right is nearly many things."""
    result = table(lambda X, c, Y: expected(X) * 1.00001)
    assert result.relation == "first_digits"
    assert result.message.startswith("In all 3 calls, what square returned agrees with what is expected in 4 digits")


def test_labels_do_not_agree_by_chance():
    """Two calls with a few zeros and ones each are soon the same as something."""

    def first(x, y):
        return 1 - x

    def inputs(rng):
        for size in (2, 3):
            x = np.arange(size) % 2.0
            yield case(x, 1 - x[::-1] if size == 2 else x)

    assert judged(labels("labels", points=1), first, lambda x, y: x, inputs).relation is None
    assert judged(equal("labels", points=1), first, lambda x, y: x, inputs).relation is None


def test_two_numbers_that_are_the_same_call_twice_are_one():
    def twice(x):
        return x**2

    def inputs(rng):
        yield case(0.7)
        yield case(0.7)

    assert judged(scalar("twice", points=1), twice, lambda x: x**2 * 0.35, inputs).relation is None


def test_a_pattern_that_few_entries_show_is_chance():
    def inputs(rng):
        for row in ([[1.5, -2.5, 0.5]], [[-1.5, 3.5, -0.5]]):
            yield case(np.array(row), 2.0, np.ones((1, 3)))

    assert table(lambda X, c, Y: np.where(X > 0, expected(X), X**3), inputs=inputs).relation is None


def test_where_everything_would_be_right_is_no_news():
    """relu times anything is right wherever z is negative."""

    def relu(X, c, Y):
        return np.maximum(X, 0)

    assert table(lambda X, c, Y: np.maximum(X, 0) * (1 + X**2), reference=relu).relation is None
    told = table(lambda X, c, Y: np.sign(np.maximum(X, 0)), reference=relu)
    assert "wherever X is positive, and nowhere else. There it is always 1." in told.message


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", ["normal", "shuffled", "labels", "wrong by a tenth"])
def test_of_invented_numbers_nothing_is_said(kind, seed):
    rng = np.random.default_rng(seed)

    def answer(X, c, Y):
        due = expected(X)
        if kind == "shuffled":
            return rng.permutation(due.reshape(-1)).reshape(X.shape)
        if kind == "labels":
            return rng.integers(0, 2, X.shape)
        return rng.normal(0, 1, X.shape) if kind == "normal" else due * rng.uniform(0.9, 1.1, X.shape)

    assert table(answer).relation is None


# --- with the rest -----------------------------------------------------------------------------------------------


def test_a_known_mistake_comes_first():
    def total(x):
        return x.mean()

    key = exercise(returns=scalar("total", points=1), hints=("?",))(total)

    @key.inputs
    def inputs(rng):
        for size in (3, 5, 6):
            yield case(rng.uniform(1, 2, size))

    @key.mistake
    def summed(x):
        """The mean is the sum. What turns a sum into a mean?"""
        return x.sum()

    checks = exercise_checks(key, 5)
    named = result_of(checks, each_alone(lambda case: observe(lambda x: x.sum(), case, checks.optional)))
    assert (named.mistake, named.relation) == ("summed", None)
    other = result_of(checks, each_alone(lambda case: observe(lambda x: x.mean() * x.size**2, case, checks.optional)))
    assert (other.mistake, other.relation) == (None, None)
    fact = result_of(checks, each_alone(lambda case: observe(lambda x: x.mean() / x.size, case, checks.optional)))
    assert (fact.mistake, fact.relation) == (None, "counted")
    assert "divided by the number of entries of x, here 3" in fact.message
    assert fact.to_json()["relation"] == "counted"


def test_the_nearest_right_version_is_what_an_answer_is_compared_with():
    def spread(x):
        return {"mean": np.mean(x), "spread": np.std(x)}

    key = exercise(returns={"mean": scalar("mean", points=1), "spread": scalar("spread", points=1)}, hints=("?",))(
        spread
    )

    @key.inputs
    def inputs(rng):
        for size in (3, 5, 6, 8):
            yield case(rng.uniform(1, 2, size))

    @key.variant
    def with_one_degree_less(x):
        """You divide by one less than the count, which is right too."""
        return {"mean": np.mean(x), "spread": np.std(x, ddof=1)}

    checks = exercise_checks(key, 5)
    answer = lambda x: {"mean": -np.mean(x), "spread": np.std(x, ddof=1)}  # noqa: E731
    result = result_of(checks, each_alone(lambda case: observe(answer, case, checks.optional)))
    assert (
        result.message == "In all 4 calls, mean has the expected size and the opposite sign. Where is the sign decided?"
    )


def test_every_relation_is_tried_here():
    tried = {name for name, *_ in SAID} | {"history", "step", "own_value", "other_value", "quantity", "some_calls"}
    assert {relation.name for relation in RELATIONS} == tried
    assert len(RELATIONS) == len(tried)


def test_a_relation_asks_and_blames_nobody():
    told = [text for name, text in ENGLISH.items() if name.startswith("relation_")]
    assert not [text for text in map(str, told) if "mistake" in text or "forgot" in text]
