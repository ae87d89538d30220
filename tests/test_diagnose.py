"""From outcomes to a result: points part by part, one headline, and a mistake only where it is certain."""

from __future__ import annotations

import sys
import types
from collections import Counter

import numpy as np
import pytest

from autograder.calling.call import observe
from autograder.calling.reads_global import borrowed_global
from autograder.checks.made import exercise_checks
from autograder.key.exercises import case, exercise, steps
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.rules import close, equal, follows, scalar
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.report import to_text
from autograder.verdict.sealed import Verdict

HINTS = ("What is asked for?", "Which sum is it?", "Divide the sum by the count.")


def summary(keeps_arguments=False, seconds=7.0):
    """An exercise of three parts and one of its own; a fresh one for each test."""

    @exercise(
        returns=({"mean": scalar("mean", points=2), "centred": close("centred", points=1)}, scalar("spread", points=1)),
        case_points={"large": 1},
        hints=HINTS,
        keeps_arguments=keeps_arguments,
        seconds=seconds,
        aliases=("summarise",),
    )
    def describe(x, times=1):
        mean = np.mean(x)
        return {"mean": mean, "centred": x - mean}, np.std(x)

    @describe.inputs
    def inputs(rng):
        for size in (3, 5, 8):
            yield case(rng.uniform(1, 2, size), 1)
        yield case(rng.uniform(1, 2, 4) * 1e6, 1, part="large")

    @describe.variant
    def with_one_degree_less(x, times=1):
        """You divide by one less than the count, which is right too."""
        return {"mean": np.mean(x), "centred": x - np.mean(x)}, np.std(x, ddof=1)

    @describe.mistake
    def summed(x, times=1):
        """The mean is the sum. What turns a sum into a mean?"""
        return {"mean": np.sum(x), "centred": x - np.mean(x)}, np.std(x)

    @describe.mistake
    def turned(x, times=1):
        """Your centred numbers have the wrong sign."""
        return {"mean": np.mean(x), "centred": np.mean(x) - x}, np.std(x)

    @describe.mistake
    def squared_spread(x, times=1):
        """Your spread is the square of what is asked for."""
        return {"mean": np.mean(x), "centred": x - np.mean(x)}, np.std(x) ** 2

    return describe


def right(x, times=1):
    return {"mean": float(np.mean(x)), "centred": list(x - np.mean(x))}, np.std(x)


def judged(function, key=None, seed=3, confirm=None):
    key = key or summary()
    checks = exercise_checks(key, seed)
    return result_of(checks, each_alone(lambda case: observe(function, case, checks.optional)), confirm)


def lost(result) -> set[str]:
    return {part.name for part in result.parts if not part.score}


def returns(change):
    """The right answer, changed by a function of (mean, centred, spread, x)."""

    def answer(x, times=1):
        mean, centred, spread = change(np.mean(x), x - np.mean(x), np.std(x), x)
        return {"mean": mean, "centred": centred}, spread

    return answer


# --- points ------------------------------------------------------------------------------------------------------


def test_all_right_earns_all_points():
    result = judged(right)
    assert (result.status, result.score, result.points) == (Status.RIGHT, 5.0, 5.0)
    assert result.message == "All 4 checks pass."
    assert (result.mistake, result.hint, result.evidence, result.line, result.notes) == (None, "", None, "", ())


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (lambda m, c, s, x: (m + 1, c, s), {"mean", "large"}),
        (lambda m, c, s, x: (m, c[:, None], s), {"centred", "large"}),
        (lambda m, c, s, x: (m, c, s * np.nan), {"spread", "large"}),
        (lambda m, c, s, x: (m + 1, c, -s), {"mean", "spread", "large"}),
        (lambda m, c, s, x: (m, c, s + (x.size == 8)), {"spread"}),
        (lambda m, c, s, x: (m, c + (m > 1e5), s), {"large"}),
        (lambda m, c, s, x: (None, None, None), {"mean", "centred", "spread", "large"}),
    ],
)
def test_a_part_is_earned_if_all_its_cases_pass(change, missing):
    result = judged(returns(change))
    assert result.status == Status.WRONG
    assert lost(result) == missing
    assert all(part.score in (0.0, part.points) and type(part.score) is float for part in result.parts)


def test_a_variant_is_right_if_used_for_all_cases():
    result = judged(summary().variants[0])
    assert result.status == Status.RIGHT
    assert result.notes == ("You divide by one less than the count, which is right too.",)
    mixed = judged(returns(lambda m, c, s, x: (m, c, np.std(x, ddof=x.size == 8))))
    assert lost(mixed) == {"spread"}


def test_the_accepted_version_that_explains_most_points_is_taken():
    result = judged(returns(lambda m, c, s, x: (m + 1, c, np.std(x, ddof=1))))
    assert lost(result) == {"mean", "large"}


# --- headlines ---------------------------------------------------------------------------------------------------


def fails_at_five(problem):
    """Right, but for five numbers it does what ``problem`` does."""

    def answer(x, times=1):
        result = right(x)
        return problem(x, result) if x.size == 5 else result

    return answer


def raises(x, result):
    raise ValueError(f"five numbers {x.size}")


def changes(x, result):
    x *= 2
    return result


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (raises, "describe(x, times) stopped with ValueError: five numbers 5"),
        (
            lambda x, r: {}[x.size],
            "In {}[x.size], {} has no key 5. Which keys does it have?\ndescribe(x, times) stopped with KeyError: 5",
        ),
        (lambda x, r: sys.exit(), "describe(x, times) stopped with SystemExit"),
        (lambda x, r: None, "describe(x, times) returned None."),
        (changes, "describe changed its argument x."),
        (lambda x, r: r[0], "what describe returned is a dictionary with 'mean', 'centred'; expected is a tuple"),
        (lambda x, r: (*r, 1), "what describe returned has 3 values; expected are 2."),
        (lambda x, r: ({}, r[1]), "value 1 of what describe returned has no key 'mean'"),
        (lambda x, r: ({"mean": 0, "centred": 0}, r[1]), "centred is a number; expected is an array of 5 numbers."),
        (lambda x, r: ({**r[0], "mean": np.nan}, r[1]), "mean holds nan or inf"),
        (lambda x, r: ({**r[0], "mean": 0.0}, r[1]), "mean is not the expected value."),
    ],
)
def test_the_first_rung_of_the_ladder_is_the_headline(problem, words):
    result = judged(fails_at_five(problem), summary(keeps_arguments=True))
    assert result.message.startswith(words), result.message
    assert result.mistake is None


RUNGS = [raises, lambda x, r: None, changes, lambda x, r: r[0], lambda x, r: ({}, r[1]),
         lambda x, r: ({**r[0], "centred": x[:1]}, r[1]), lambda x, r: ({**r[0], "mean": np.inf}, r[1]),
         lambda x, r: ({**r[0], "mean": 0.0}, r[1])]  # fmt: skip


@pytest.mark.parametrize("first", range(len(RUNGS) - 1))
def test_an_earlier_rung_wins_over_a_smaller_case(first):
    def answer(x, times=1):
        if x.size not in (3, 8):
            return right(x)
        return RUNGS[first if x.size == 8 else first + 1](x, right(x))

    both = judged(answer, summary(keeps_arguments=True))
    worse = judged(lambda x, times=1: RUNGS[first](x, right(x)) if x.size == 8 else right(x), summary(True))
    assert both.message == worse.message


def test_of_one_rung_the_smallest_failing_case_is_shown():
    result = judged(returns(lambda m, c, s, x: (m + (x.size > 3), c, s)))
    assert result.evidence is not None
    assert result.evidence.call == "describe(x, times)"
    ((name, shown), other) = result.evidence.arguments
    assert (name, other) == ("x", ("times", "1"))
    assert shown.count(" ") >= 4
    assert float(result.evidence.got) == pytest.approx(float(result.evidence.expected) + 1)


def test_a_case_that_varies_shows_all_its_counts():
    @exercise(returns=equal("value", points=1), hints=HINTS)
    def train(x, count):
        return x * count

    @train.inputs
    def inputs(rng):
        yield steps(2.0, 0, vary={1: (6, 7, 8)})

    result = judged(lambda x, count: x + count, train)
    assert result.evidence is not None
    assert result.evidence.arguments == (("x", "2"), ("count", "6 and then 7 and then 8"))
    assert result.evidence.got == "[ 8.  9. 10.]"


def test_an_exception_shows_the_students_own_line():
    result = judged(fails_at_five(raises))
    assert result.status == Status.CRASHED
    assert result.line == 'raise ValueError(f"five numbers {x.size}")'
    assert judged(fails_at_five(lambda x, r: None)).line == ""


def test_an_exception_is_explained_before_pythons_own_words():
    result = judged(fails_at_five(lambda x, r: x @ np.ones((2, 2))))
    meaning, python = result.message.split("\n")
    assert meaning.startswith("In x @ np.ones((2, 2)), the left side of a product ends in size 5")
    assert python.startswith("describe(x, times) stopped with ValueError: matmul: Input operand 1")
    assert result.line.startswith("result = judged(fails_at_five(")


def test_what_no_entry_explains_keeps_its_sentence():
    result = judged(fails_at_five(raises))
    assert result.message == "describe(x, times) stopped with ValueError: five numbers 5"


def test_pythons_own_words_are_cut_at_the_end_of_a_word():
    def endless(x, result):
        raise ValueError("really\n" * 60)

    message = judged(fails_at_five(endless)).message
    assert message.startswith("describe(x, times) stopped with ValueError: really really")
    assert message.endswith("really …")
    assert len(message) < 300


def stops_in_a_helper(x):
    return x.no_such


def calls_a_helper(x, times=1):
    return stops_in_a_helper(x)


def describe(x, times=1):
    return stops_in_a_helper(x)


def test_it_is_said_whose_line_stopped():
    result = judged(describe)
    assert (result.line, result.line_in, result.line_caller) == ("return x.no_such", "stops_in_a_helper", "describe")
    result = judged(named("summarise", "return x.no_such"))
    assert (result.line_in, result.line_caller) == ("", "")
    assert judged(right).line_in == ""


# --- not started, and ends that cannot be survived -----------------------------------------------------------------


def named(name, body):
    scope = {"np": np, "right": right}
    exec(f"def {name}(x, times=1):\n    {body}", scope)
    return scope[name]


@pytest.mark.parametrize("name", ["describe", "summarise"])
def test_a_placeholder_is_not_started(name):
    result = judged(named(name, f"raise NotImplementedError('{name}: write it')"))
    assert (result.status, result.score, result.evidence) == (Status.NOT_STARTED, 0.0, None)
    assert result.message == "describe has not been started: its region still holds the placeholder."


def test_the_placeholder_of_a_helper_is_an_error_like_others():
    helper = named("helper", "raise NotImplementedError('helper: write it')")
    result = judged(lambda x, times=1: helper(x))
    assert result.status == Status.CRASHED
    assert result.message == "describe(x, times) stopped with NotImplementedError: helper: write it"


def test_a_placeholder_that_is_met_late_does_not_cost_the_parts_that_are_done():
    body = "if x[0] > 1e5: raise NotImplementedError('not for large ones yet')\n    return right(x)"
    result = judged(named("describe", body))
    assert result.status == Status.CRASHED
    assert lost(result) == {"large"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Status.TIMED_OUT, "describe(x, times) did not finish within 7 seconds."),
        (Status.TOO_MUCH_MEMORY, "describe(x, times) asked for more memory"),
        (Status.CRASHED, "describe(x, times) ended the Python process."),
    ],
)
def test_after_a_call_without_an_end_only_what_decides_about_other_parts_is_tried(kind, words):
    checks, seen = exercise_checks(summary(), 3), []

    def watched(case):
        seen.append(case.part)
        return Outcome(kind) if len(seen) == 2 else observe(right, case, 1)

    result = result_of(checks, each_alone(watched))
    assert seen == [None, None, "large"]
    assert (result.status, result.score, lost(result)) == (kind, 1, {"mean", "centred", "spread"})
    assert result.mistake is None
    assert result.message.startswith(words)


def test_a_call_without_an_end_is_not_made_once_more_to_find_a_name():
    key, asked = summary(), []

    @key.mistake(reads_global=True)
    def reads(x, times=1):
        """You read {name} in the place of x."""
        return right(data)  # noqa: F821

    checks = exercise_checks(key, 3)
    result = result_of(
        checks, each_alone(lambda case: Outcome(Status.TIMED_OUT)), lambda case: asked.append(case) or "data"
    )
    assert (result.mistake, asked) == (None, [])


@pytest.mark.parametrize("ends", [{0}, {1, 2}, {0, 3}, {0, 1, 2, 3}])
def test_every_part_is_tried_once_however_many_calls_do_not_come_to_an_end(ends):
    @exercise(returns=close("one", points=1), case_points={"two": 1, "three": 1, "four": 1}, hints=HINTS)
    def double(x):
        return 2 * x

    @double.inputs
    def inputs(rng):
        for part in (None, "two", "three", "four"):
            yield from (case(rng.uniform(1, 2, size), part=part) for size in (3, 4))

    seen, parts = [], [None, "two", "three", "four"]

    def watched(case):
        seen.append(case.part)
        ended = parts.index(case.part) in ends
        return Outcome(Status.TIMED_OUT) if ended else observe(lambda x: 2 * x, case, 0)

    result = result_of(exercise_checks(double, 3), each_alone(watched))
    assert Counter(seen) == {part: 1 if number in ends else 2 for number, part in enumerate(parts)}
    assert (result.status, result.score) == (Status.TIMED_OUT, 4 - len(ends))


# --- changed arguments -------------------------------------------------------------------------------------------


@exercise(
    returns=(scalar("u", points=1), follows("v", "a + u", points=1), follows("J", "3 * v", points=1)),
    hints=("Which box comes first?",),
)
def graph(a, b, c):
    """Three boxes, one made from the other."""
    u = b * c
    v = a + u
    J = 3 * v
    return u, v, J


@graph.inputs
def graph_inputs(rng):
    for _ in range(3):
        yield case(*(float(number) for number in rng.integers(2, 9, size=3)))


@pytest.mark.parametrize(
    ("function", "earned", "says"),
    [
        (lambda a, b, c: (b + c, a + b + c, 3 * (a + b + c)), {"v", "J"}, "v, J ✓:"),
        (lambda a, b, c: (b * c, a * b * c, 3 * a * b * c), {"u", "J"}, "J ✓:"),
        (lambda a, b, c: (b + c, a + b * c, 3 * (a + b * c)), {"v", "J"}, ""),  # what is expected
        (lambda a, b, c: (b + c, a - b, a), set(), ""),
        (lambda a, b, c: (b * c, a + b * c, a), {"u", "v"}, ""),
    ],
)
def test_what_is_right_from_a_wrong_value_on_is_earned_and_it_is_said_that_its_numbers_are_others(
    function, earned, says
):
    result = judged(function, graph)
    assert {part.name for part in result.parts if part.score} == earned
    assert (f"{says} judged from your own values" in to_text(result)) == bool(says)
    assert ("judged from" in to_text(result)) == bool(says)
    sealed = Verdict.of(exercise_checks(graph, 3), result).result("The hidden cases say so, too.")
    assert sealed.from_own == result.from_own


def in_place(x, times=1):
    mean = np.mean(x)
    spread = np.std(x)
    x -= mean
    return {"mean": mean, "centred": x}, spread


def test_a_changed_argument_costs_nothing_where_the_exercise_does_not_ask():
    result = judged(in_place)
    assert result.status == Status.RIGHT
    assert result.notes == ("Good to know: describe changes its argument x in place.",)


def test_a_changed_argument_is_wrong_where_the_caller_needs_it():
    result = judged(in_place, summary(keeps_arguments=True))
    assert (result.status, result.score) == (Status.WRONG, result.points / 2)  # the numbers are right
    assert result.message.startswith("describe changed its argument x.")
    assert result.notes == ()


def test_the_mistake_of_changing_an_argument_is_named_if_that_is_all():
    key = summary(keeps_arguments=True)

    @key.mistake(changes_input=True)
    def changes_x(x, times=1):
        """You subtract the mean from x itself, which the caller needs as it was."""
        return in_place(x)

    assert judged(in_place, key).mistake == "changes_x"

    def also_wrong(x, times=1):
        x -= 1
        return in_place(x)

    assert judged(also_wrong, key).mistake is None


# --- mistakes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["summed", "turned", "squared_spread"])
def test_a_mistake_is_named_as_itself(name):
    key = summary()
    (known,) = (mistake for mistake in key.mistakes if mistake.name == name)
    for seed in range(1, 6):
        result = judged(known.function, key, seed)
        assert (result.mistake, result.hint, result.message) == (name, known.hint, known.hint)
        assert result.status == Status.WRONG


def test_the_smallest_case_on_which_a_mistake_shows_is_the_evidence():
    result = judged(summary().mistakes[0].function)
    assert result.evidence is not None
    assert result.evidence.arguments[0][1].count(".") == 3
    assert float(result.evidence.got) == pytest.approx(3 * float(result.evidence.expected))


@pytest.mark.parametrize(
    "change",
    [
        # equal to a mistake on the failing cases only
        lambda m, c, s, x: (m * x.size if x.size > 3 else m, c, s),
        lambda m, c, s, x: (m, -c if x.size != 5 else c, s),
        lambda m, c, s, x: (m, c, s**2 if x.size < 8 else s),
        # equal on all cases but one, where it is wrong in another way
        lambda m, c, s, x: (m * x.size + (x.size == 8), c, s),
        # of the right form only
        lambda m, c, s, x: (m * x.size * 1.001, c, s),
        lambda m, c, s, x: (m * 3, c, s),
        lambda m, c, s, x: (m, c[::-1], s),
        lambda m, c, s, x: (m, c, s**3),
        lambda m, c, s, x: (np.sum, c, s),
    ],
)
def test_what_only_resembles_a_mistake_is_not_named(change):
    for seed in range(1, 6):
        result = judged(returns(change), seed=seed)
        assert result.status == Status.WRONG
        assert (result.mistake, result.hint) == (None, "")


def test_a_mistake_in_one_part_is_named_beside_another_fault():
    result = judged(returns(lambda m, c, s, x: (m * x.size, c[::-1], s)))
    assert result.mistake == "summed"
    assert lost(result) == {"mean", "centred", "large"}
    assert result.evidence is not None
    assert float(result.evidence.got) > 2 * float(result.evidence.expected)


def test_of_two_mistakes_in_two_parts_that_of_the_first_part_is_named():
    result = judged(returns(lambda m, c, s, x: (m * x.size, -c, s)))
    assert result.mistake == "summed"


def test_two_mistakes_that_do_the_same_name_none():
    key = summary()

    @key.mistake
    def summed_by_hand(x, times=1):
        """The same numbers for another reason."""
        return {"mean": x.sum(), "centred": x - x.mean()}, x.std()

    result = judged(key.mistakes[0].function, key)
    assert (result.status, result.mistake) == (Status.WRONG, None)
    assert result.message.startswith(
        "In all 4 calls, mean is exactly what is expected times the number of entries of x"
    )
    assert judged(key.mistakes[1].function, key).mistake == "turned"


def test_of_two_mistakes_that_are_equal_in_a_part_the_one_is_named_that_is_wrong_nowhere_else():
    key = summary()

    @key.mistake
    def summed_and_turned(x, times=1):
        """Both at once."""
        return {"mean": np.sum(x), "centred": np.mean(x) - x}, np.std(x)

    assert judged(key.mistakes[-1].function, key).mistake == "summed_and_turned"
    only_mean = judged(returns(lambda m, c, s, x: (m * x.size, c[::-1], s)), key)
    assert only_mean.mistake == "summed"  # what is wrong in the other two parts as well, is not this answer


def test_a_mistake_must_show_on_two_cases():
    key = summary()

    @key.mistake
    def large_forgotten(x, times=1):
        """Only the large ones are wrong, and there is but one such case."""
        return {"mean": np.mean(x) % 1e5, "centred": x - np.mean(x)}, np.std(x)

    assert judged(large_forgotten, key).mistake is None


def stops_with(kind, message):
    def answer(x, times=1):
        if x.size != 3:
            raise kind(message)
        return right(x)

    return answer


def test_an_exception_is_never_named_by_its_type_alone():
    key = summary()
    loops = stops_with(IndexError, "index 3 is out of range")
    loops.__name__, loops.__doc__ = "loops_too_long", "The loop runs too far."
    key.mistake(loops)

    assert judged(stops_with(IndexError, "index 3 is out of range"), key).mistake == "loops_too_long"
    assert judged(stops_with(IndexError, "index 4 is out of range"), key).mistake is None
    assert judged(stops_with(ValueError, "index 3 is out of range"), key).mistake is None


def test_words_that_a_mistake_mentions_must_be_on_the_line_that_stopped():
    key = summary()

    @key.mistake(mentions="x ^ 2")
    def caret(x, times=1):
        """The sign ^ is no power."""
        return x ^ 2

    def without_blanks(x, times=1):
        return np.sum(x^2)  # fmt: skip

    def with_other_words(x, times=1):
        return x ^ times

    def with_another_message(x, times=1):
        raise TypeError(x ^ 2 if times > 1 else "x ^ 2")

    assert judged(without_blanks, key).mistake == "caret"
    assert judged(with_other_words, key).mistake is None
    assert judged(with_another_message, key).mistake is None


def test_numbers_and_what_is_quoted_in_a_message_are_the_students_own():
    key = summary()

    @key.mistake(mentions="moment")
    def unset(x, times=1):
        """A moment is read that has no value."""
        if times > 1:
            moment = 1
        return moment

    def by_another_name(x, times=1):
        if times > 1:
            moments = 1
        return moments

    assert judged(by_another_name, key).mistake == "unset"


# --- what proves a mistake ----------------------------------------------------------------------------------------


def test_a_mistake_of_two_parts_is_not_named_by_one_of_them():
    key = summary()

    @key.mistake
    def all_doubled(x, times=1):
        """Your mean and your spread are twice as large."""
        return {"mean": 2 * np.mean(x), "centred": x - np.mean(x)}, 2 * np.std(x)

    assert judged(returns(lambda m, c, s, x: (2 * m, c, 2 * s)), key).mistake == "all_doubled"
    assert judged(returns(lambda m, c, s, x: (2 * m, c[::-1], 2 * s)), key).mistake == "all_doubled"
    for change in (
        lambda m, c, s, x: (2 * m, c, s),
        lambda m, c, s, x: (m, c, 2 * s),
        lambda m, c, s, x: (2 * m, c, 3 * s),
        lambda m, c, s, x: (2 * m, c, 2 * s + (x.size == 4)),  # in the part that belongs to cases
    ):
        assert judged(returns(change), key).mistake is None


@pytest.mark.parametrize("says", ["The mean is right", "All numbers in the mean are right"])
def test_a_sentence_that_calls_something_right_is_not_said_beside_another_fault(says):
    key = summary()

    def cubed_spread(x, times=1):
        return {"mean": np.mean(x), "centred": x - np.mean(x)}, np.std(x) ** 3

    cubed_spread.__doc__ = f"{says}, but your spread is to the power of three."
    key.mistake(cubed_spread)
    assert judged(returns(lambda m, c, s, x: (m, c, s**3)), key).mistake == "cubed_spread"
    assert judged(returns(lambda m, c, s, x: (m + 1, c, s**3)), key).mistake is None
    assert judged(returns(lambda m, c, s, x: (m + 1, c, s**2)), key).mistake == "squared_spread"


@pytest.mark.parametrize(
    ("wrong", "answer", "is_named"),
    [
        (lambda m, s: (np.nan, s), lambda m, s: (np.nan, s), False),
        (lambda m, s: (np.inf, s), lambda m, s: (np.inf, s), False),
        (lambda m, s: (0.0, s), lambda m, s: (m * 1e-14, s), False),  # alike in the absolute tolerance alone
        (lambda m, s: (m * 1e-14, s), lambda m, s: (0.0, s), False),
        (lambda m, s: (0.0, s), lambda m, s: (0.0, s), True),
        (lambda m, s: (m * 2, s), lambda m, s: (m * 2 * (1 + 1e-12), s), True),
        (lambda m, s: (np.nan, 2 * s), lambda m, s: (np.nan, 2 * s), True),  # the other part proves it
    ],
)
def test_nan_inf_and_next_to_nothing_prove_nothing(wrong, answer, is_named):
    key = summary()

    @key.mistake
    def odd(x, times=1):
        """Some odd numbers."""
        mean, spread = wrong(np.mean(x), np.std(x))
        return {"mean": mean, "centred": x - np.mean(x)}, spread

    def given(m, c, s, x):
        mean, spread = answer(m, s)
        return mean, c, spread

    assert (judged(returns(given), key).mistake == "odd") == is_named


def test_which_entries_are_nan_proves_something():
    key = summary()

    def holed(c):
        return np.where(c < 0, np.nan, c)

    @key.mistake
    def negative_become_nan(x, times=1):
        """Your negative numbers are nan."""
        return {"mean": np.mean(x), "centred": holed(x - np.mean(x))}, np.std(x)

    assert judged(returns(lambda m, c, s, x: (m, holed(c), s)), key).mistake == "negative_become_nan"
    assert judged(returns(lambda m, c, s, x: (m, c * np.nan, s)), key).mistake is None


def test_another_structure_is_not_named_by_what_is_left_of_it():
    key = summary()
    squared = key.mistakes[2]
    assert squared.name == "squared_spread"
    for change in (
        lambda r, x: ({"Mean": r[0]["mean"], "centred": r[0]["centred"]}, r[1] ** 2),
        lambda r, x: ({**r[0], "centred": r[0]["centred"][:, None]}, r[1] ** 2),
        lambda r, x: ([*r[0].values()], r[1] ** 2),
    ):
        assert judged(lambda x, times=1, change=change: change(right(x), x), key).mistake is None
    wrong = judged(returns(lambda m, c, s, x: (m, c + 1, s**2)), key)
    assert wrong.mistake == "squared_spread"


def test_no_right_answer_is_given_a_diagnosis():
    key = summary()
    for function in (right, in_place, key.reference, key.variants[0]):
        for seed in range(1, 10):
            result = judged(function, key, seed)
            assert (result.status, result.mistake, result.hint) == (Status.RIGHT, None, "")


# --- variables of the notebook -----------------------------------------------------------------------------------

NOTEBOOK = {
    "np": np,
    "data": np.array([1.0, 2.0, 4.0]),
    "matrix": np.eye(2),
    "K": 3,
    "spread": 0.5,
    "helper": np.mean,
    "costs": [],
}


def cell(source: str):
    """A function defined in a notebook whose other cells have run."""
    import linecache

    name = "<cell borrowed>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    scope = dict(NOTEBOOK)
    exec(compile(source, name, "exec"), scope)
    function = scope["f"]
    assert isinstance(function, types.FunctionType)
    return function


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def f(x, times=1):\n    return np.mean(data)", "data"),
        ("def f(x, times=1):\n    return [np.mean(v) for v in data]", "data"),
        ("def f(x, times=1):\n    def g(): return data\n    return g()", "data"),
        ("def f(x, times):\n    return x * K", "K"),
        ("def f(x, times=1):\n    y = x - np.mean(x)\n    return y, spread", "spread"),
        # every argument is used
        ("def f(x, times=1):\n    return x + data * times", ""),
        ("def f(x, times=1):\n    def g(): return x * times\n    return g() + data", ""),
        # a constant does not stand in the place of an array, nor an array of two axes in that of one
        ("def f(x, times=1):\n    return K * times", ""),
        ("def f(x, times=1):\n    return matrix * times", ""),
        # its own name, a builtin, a function, a module
        ("def f(x, times=1):\n    data = x\n    return data", ""),
        ("def f(x, times=1):\n    return helper([1, 2]) + len('ab') + np.pi", ""),
        # it does not depend on the variable
        ("def f(x, times=1):\n    try:\n        return data\n    except NameError:\n        return x", ""),
        ("def f(x, times=1):\n    return 1 if times else data", ""),
    ],
)
def test_a_borrowed_variable_is_found_only_where_it_is_certain(source, name):
    case_ = case(np.array([3.0, 5.0]), 1)
    assert borrowed_global(cell(source), {"mean", "spread"}, case_, 1) == name


def test_what_has_no_source_borrows_nothing():
    for thing in (np.mean, len, 5, None, np.vectorize(abs), cell("def f(x): return data").__code__):
        assert borrowed_global(thing, set(), case(1), 0) == ""
    scope: dict = {"data": 1}
    exec("def f(x): return data", scope)
    assert borrowed_global(scope["f"], set(), case(1), 0) == ""


def test_a_borrowed_variable_is_named_in_the_hint():
    key = summary()

    @key.mistake(reads_global=True)
    def reads(x, times=1):
        """You read {name} in the place of x."""

    result = judged(returns(lambda m, c, s, x: (m, c, 7)), key, confirm=lambda case: "data")
    assert (result.mistake, result.message) == ("reads", "You read data in the place of x.")
    assert judged(returns(lambda m, c, s, x: (m, c, 7)), key, confirm=lambda case: "").mistake is None
    assert judged(returns(lambda m, c, s, x: (m, c, 7)), key).mistake is None
    known = judged(returns(lambda m, c, s, x: (m * x.size, c, s)), key, confirm=lambda case: "data")
    assert known.mistake == "summed"  # numbers that prove a mistake come first


def test_the_borrowed_variable_is_looked_for_on_a_case_that_fails():
    key, cases = summary(), []

    @key.mistake(reads_global=True)
    def reads(x, times=1):
        """You read {name} in the place of x."""

    def confirm(case):
        cases.append(case)
        return ""

    judged(returns(lambda m, c, s, x: (m, c, s + (x.size == 8))), key, confirm=confirm)
    assert [case.args[0].size for case in cases] == [8]


# --- both values can be told apart --------------------------------------------------------------------------------


def test_two_values_have_as_many_digits_as_it_takes():
    result = judged(returns(lambda m, c, s, x: (m, c + 3e-8 * (x.size == 3), s)))
    assert lost(result) == {"centred"}
    assert result.evidence is not None
    assert result.evidence.got != result.evidence.expected
    mine, due = (
        np.array(text.strip("[]").split(), dtype=float) for text in (result.evidence.got, result.evidence.expected)
    )
    assert mine - due == pytest.approx([3e-8] * 3, rel=0.1)
