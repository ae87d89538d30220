"""The laws hold for every exercise of every key, and each of them can be broken."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring import laws, laws_of_names
from autograder.authoring.laws_of_cards import contradictions
from autograder.calling.reads_global import borrowed_global
from autograder.checks.made import PUBLIC_SEED
from autograder.key.assignment import load_assignment
from autograder.key.exercises import Exercise, case, exercise
from autograder.plain.status import Status
from autograder.rules import close, layers, scalar
from autograder.rules.tree import keys_of
from autograder.verdict import certain_mistake
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.result import Evidence, Part, Result
from tests.keys import ALL

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = [
    pytest.param(exercise, id=f"{path.stem}-{name}")
    for path in ALL
    for name, exercise in load_assignment(path).exercises.items()
]
DEAR = ("optimization-model", "optimization-update_parameters_with_adam")  # as dear as forty others: in the long run
OFTEN = [pytest.param(*one.values, id=one.id, marks=[pytest.mark.slow] * (one.id in DEAR)) for one in EXERCISES]
FURTHER_SEEDS = (2,)
MANY_SEEDS = range(1, 21)


@pytest.mark.parametrize("exercise", OFTEN)
def test_an_exercise_obeys_the_laws(exercise):
    broken = [
        *laws.law_1_right_passes(exercise, FURTHER_SEEDS),
        *laws.law_2_mistakes_are_named(exercise, (PUBLIC_SEED,)),  # whose cards laws 6 and 14 look at, too
        *laws.law_4_texts(exercise),
        *laws.law_4_mutants_are_killed(exercise),
        *laws.law_5_sizes(exercise),
        *laws.law_6_scores(exercise),
        *laws.law_11_trivial_answers(exercise),
        *laws.law_12_wire(exercise),
        *laws.law_13_half_a_mistake_has_no_name(laws.checks_of(exercise, PUBLIC_SEED)),
        *laws.law_14_no_card_contradicts_itself(laws.checks_of(exercise, PUBLIC_SEED), told_of_mistakes(exercise)),
    ]
    assert not broken, "\n".join(broken)


def told_of_mistakes(exercise):
    """What each mistake hears: what the mutants hear, too, is looked at in the long run."""
    for mistake, function in laws.wrong_versions(exercise):
        yield mistake.name, laws.judged(exercise, PUBLIC_SEED, function)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_exercise_obeys_the_laws_on_many_seeds(exercise):
    broken = [
        *laws.law_1_right_passes(exercise, MANY_SEEDS),
        *laws.law_2_mistakes_are_named(exercise, MANY_SEEDS),
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_card_of_a_mutant_contradicts_itself(exercise):
    checks = laws.checks_of(exercise, PUBLIC_SEED)
    broken = list(laws.law_14_no_card_contradicts_itself(checks, laws.told(exercise)))
    assert not broken, "\n".join(broken)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_public_and_hidden_cases_reject_alike(exercise):
    broken = list(laws.law_10_parity(exercise, range(2, 7)))
    assert not broken, "\n".join(broken)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_mutant_is_named_as_a_mistake_from_which_it_differs(exercise):
    broken = list(laws.law_2_mutants_are_not_misnamed(exercise, 1_000))
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_mistakes_that_read_the_notebook_are_named(exercise):
    outputs = keys_of(exercise.returns) | set(exercise.parts)
    found: list[str] = []

    def confirmed(function):
        def confirm(case):
            found.append(borrowed_global(function, outputs, case, exercise.optional))
            return found[-1]

        return confirm

    def called(function):
        return each_alone(lambda case: laws.watched(function, case, exercise.optional, laws.MUTANT_SECONDS))

    for mistake in exercise.mistakes:
        if mistake.reads_global:
            for seed in FURTHER_SEEDS:
                checks = laws.checks_of(exercise, seed)
                result = result_of(checks, called(mistake.function), confirmed(mistake.function))
                assert result.mistake == mistake.name
                assert found[-1]
                assert found[-1] in result.message
                assert "{" not in result.message


# --- every law can be broken -------------------------------------------------------------------------------------

HINTS = (
    "What would you have to do to one number to make it three times as large?",
    "Three times a number is the number added to itself, and then once more.",
    "There is an operator that does this to a whole array at once: which one is it?",
)


def usual_cases(rng):
    for size in (3, 5):
        yield case(rng.uniform(1, 2, size), 1.5)


def triple(x, plus):
    """Three times x and something more."""
    return 3 * x + plus


def described(reference=triple, cases=usual_cases, mistakes=True, alternative=True, **options) -> Exercise:
    """An exercise that obeys all laws, until it is changed."""
    options = {"returns": close("value", points=2), "hints": HINTS, **options}
    made = exercise(**options)(reference)
    made.inputs(cases)
    if alternative:

        @made.also_correct
        def by_adding(x, plus):
            return x + x + x + plus

    if mistakes:

        @made.mistake
        def doubled(x, plus):
            """Your numbers are twice those of x, and not three times: which factor is asked for?"""
            return 2 * x + plus

        @made.mistake
        def plus_left_out(x, plus):
            """Your numbers are too small by one and the same amount: what is still to be added?"""
            return 3 * x

        @made.mistake
        def squared(x, plus):
            """Your numbers are the squares of x: which operation is asked for, and how often?"""
            return x * x + plus

    return made


def test_a_good_description_breaks_no_law():
    assert not list(laws.broken_laws(described(), 2))


def broken(sentences) -> str:
    (sentence,) = sentences
    return sentence


def test_law_1_finds_a_right_version_that_is_told():
    bad = described()

    @bad.also_correct
    def wrong_in_truth(x, plus):
        return 4 * x

    assert broken(laws.law_1_right_passes(bad, [1])).startswith("triple: wrong_in_truth is right but is told (seed 1)")


def test_law_1_finds_a_reference_that_is_not_repeatable():
    calls = []

    def triple(x, plus):
        """It returns something else each time."""
        calls.append(1)
        return 3 * x + plus + len(calls)

    assert "triple is right but is told" in broken(laws.law_1_right_passes(described(triple, alternative=False), [4]))


def test_law_2_finds_a_mistake_that_passes():
    bad = described()

    @bad.mistake
    def right_after_all(x, plus):
        """This is said to be wrong, but it is not."""
        return x * 3 + plus

    assert broken(laws.law_2_mistakes_are_named(bad, [5])) == "triple: the mistake right_after_all passes (seed 5)"


def test_law_2_finds_two_mistakes_that_cannot_be_told_apart():
    bad = described()

    @bad.mistake
    def doubled_again(x, plus):
        """The very same numbers as another mistake."""
        return x + x + plus

    assert list(laws.law_2_mistakes_are_named(bad, [1])) == [
        *[
            "triple: doubled and doubled_again do the same in every case, so none can be named: keep one, or add a case "
            "that tells them apart"
        ]
        * 2,
    ]


def test_law_2_finds_a_mutant_that_is_named_wrongly():
    def mostly_small(rng):
        for size in (3, 5, 7):
            yield case(rng.uniform(1, 2, size) + 100 * (rng.random() < 0.01), 1.5)

    bad = described(cases=mostly_small)

    @bad.mistake
    def subtracts(x, plus):
        """Only for small numbers is this the mutant that subtracts."""
        return 3 * x - plus + (x > 50)

    assert broken(laws.law_2_mutants_are_not_misnamed(bad)) == (
        "triple: the mutant return 3 * x + plus: 3 * x + plus -> 3 * x - plus is wrongly named subtracts"
    )
    assert not list(laws.law_2_mutants_are_not_misnamed(bad, 3))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"hints": (*HINTS, "Too short.")}, "the text is too short to help: 'Too short.'"),
        ({"hints": (*HINTS, "一" * 15)}, "the text is too short to help"),
        ({"hints": HINTS[:2]}, "has 2 hints; three were expected"),
        ({"hints": (*HINTS, "Write this line and you are done: return 3 * x + plus")}, "holds a line of the solution"),
        (
            {"hints": (*HINTS, "And now, as the last step of all, write `return 3 * x + plus`.")},
            "'return 3 * x + plus'",
        ),
        ({"mistakes": False}, "has 0 mistakes; 3 were expected"),
        ({"alternative": False}, "has no alternative version; one was expected"),
    ],
)
def test_law_4_finds_poor_texts(options, words):
    assert words in broken(laws.law_4_texts(described(**options)))


def test_law_4_takes_a_reason_and_chinese():
    reasons = {"mistakes": "there are none", "alternatives": "there are none"}
    assert not list(laws.law_4_texts(described(mistakes=False, alternative=False, reasons=reasons)))
    assert laws_of_names.long_enough("一" * 16)


def test_law_4_finds_a_mutant_that_lives():
    def zeros_only(rng):
        for size in (3, 5):
            yield case(np.zeros(size), 1.5)

    alive = list(laws.law_4_mutants_are_killed(described(cases=zeros_only)))
    assert "triple: the mutant 'return 3 * x + plus: 3 -> 4' passes" in alive
    listed = described(equivalent={"return 3 * x + plus: 3 -> 4": "not in truth"})
    assert broken(laws.law_4_mutants_are_killed(listed)) == (
        "triple: 'return 3 * x + plus: 3 -> 4' is listed as equivalent, but no such mutant passes"
    )


def test_law_5_finds_equal_sizes():
    def square(rng):
        yield case(rng.normal(size=(3, 3)), 1.5)

    def by_chance(rng):
        yield case(rng.normal(size=(3, 2)), rng.normal(size=(1, 2)))
        yield case(rng.normal(size=(2, 2, 1)), 1.5)
        yield case(rng.normal(size=(5, 4)), rng.normal(size=(5, 4)))

    assert "case 1 has an array of two equal sizes (3, 3)" in broken(laws.law_5_sizes(described(cases=square)))
    found = list(laws.law_5_sizes(described(cases=by_chance)))
    assert found[0] == "triple: case 2 has an array of two equal sizes (2, 2, 1)"
    assert found[1:] == ["triple: size 1 of 2 of plus[0] and size 1 of 2 of x[0] are equal by chance in case 3"]
    assert not list(laws.law_5_sizes(described(cases=square, reasons={"sizes": "squares are meant"})))


def test_law_6_finds_scores_out_of_bounds_and_noise_that_counts():
    negative = described()
    negative.parts = {"value": -1.0}
    assert "triple: triple scores -1.0" in list(laws.law_6_scores(negative))

    def triple(x, plus):
        """It listens to who calls it."""
        return 0 * x if sys._getframe(1).f_code.co_name == "noisy" else 3 * x + plus

    assert broken(laws.law_6_scores(described(triple))) == "triple: the reference scores 0.0 when it prints and warns"


def test_law_10_finds_what_only_hidden_cases_reject():
    def sometimes_negative(rng):
        for size in (3, 5):
            yield case(rng.uniform(1, 2, size) * (-1 if rng.random() < 0.1 else 1), 1.5)

    bad = described(cases=sometimes_negative)
    assert all(c.args[0][0] > 0 for c in laws.checks_of(bad, 1).cases)

    @bad.mistake
    def absolute(x, plus):
        """Your numbers are never negative: what has become of the sign?"""
        return 3 * np.abs(x) + plus

    found = list(laws.law_10_parity(bad, range(2, 12)))
    assert found
    assert all(sentence.startswith("triple: absolute loses ['value'] on seed ") for sentence in found)
    assert not list(laws.law_10_parity(described(), range(2, 12)))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (lambda x, plus: np.zeros(x.shape), "zeros"),
        (lambda x, plus: np.ones(x.shape), "ones"),
        (lambda x, plus: x, "first argument"),
    ],
)
def test_law_11_finds_answers_without_thought(body, name):
    def triple(x, plus):
        """No thought."""
        return body(x, plus)

    assert broken(laws.law_11_trivial_answers(described(triple))) == f"triple: {name} earns the part value"
    reasons = {"trivial": f"{name} value: this is what is asked for."}
    assert not list(laws.law_11_trivial_answers(described(triple, reasons=reasons)))


def test_law_11_looks_at_every_part():
    def pair(x, plus):
        """One of them is no work."""
        return 3 * x, 0.0

    bad = described(pair, returns=(close("a", points=1), scalar("b", points=1)), mistakes=False, alternative=False)
    assert broken(laws.law_11_trivial_answers(bad)) == "pair: zeros earns the part b"


def test_law_12_finds_an_array_that_does_not_survive(monkeypatch):
    usual = laws.from_json
    monkeypatch.setattr(laws, "from_json", lambda data: np.atleast_1d(usual(data)))
    assert not list(laws.law_12_wire(described()))

    def scalars(rng):
        yield case(np.array(2.0), 1.5)

    assert "an array of shape () does not survive the wire" in broken(laws.law_12_wire(described(cases=scalars)))
    monkeypatch.setattr(laws, "from_json", lambda data: usual(data)[::-1])
    assert len(list(laws.law_12_wire(described()))) == 8


def both_parts(returns, values, wrong):
    """An exercise of two parts with one mistake in both."""

    def pair(x, plus):
        """Two values."""
        return values(x, plus)

    made = described(pair, returns=returns, mistakes=False, alternative=False)

    def tripled(x, plus):
        """Both of your values are three times as large."""
        return wrong(x, plus)

    made.mistake(tripled)
    return laws.checks_of(made, 1)


@pytest.mark.parametrize(
    ("returns", "values", "wrong"),
    [
        (
            (close("a", points=1), scalar("b", points=1)),
            lambda x, plus: (x, plus),
            lambda x, plus: (3 * x, 3 * plus),
        ),
        (
            {"a": close("a", points=1), "b": (scalar("b", points=1),)},
            lambda x, plus: {"a": x, "b": (plus,)},
            lambda x, plus: {"a": 3 * x, "b": (3 * plus,)},
        ),
        (
            layers({"W": close("a", points=1), "b": close("b", points=1)}),
            lambda x, plus: {"W1": x, "b1": x + 1, "W2": x, "b2": x + 2},
            lambda x, plus: {"W1": 3 * x, "b1": 3 * (x + 1), "W2": 3 * x, "b2": 3 * (x + 2)},
        ),
    ],
)
def test_law_13_finds_a_name_that_half_a_mistake_is_given(monkeypatch, returns, values, wrong):
    checks = both_parts(returns, values, wrong)
    assert not list(laws.law_13_half_a_mistake_has_no_name(checks))
    monkeypatch.setattr(certain_mistake, "wrong_cells", lambda checks, version: frozenset({(None, "b")}))
    assert broken(laws.law_13_half_a_mistake_has_no_name(checks)) == "pair: tripled is named by a part of it, b"


def test_law_13_tries_no_halves_that_nobody_can_return():
    def stops(x, plus):
        raise ValueError("no")

    returns = close("a", points=1), scalar("b", points=1)
    for wrong in (stops, lambda x, plus: 3 * plus, lambda x, plus: (3 * x,)):
        assert not list(laws.law_13_half_a_mistake_has_no_name(both_parts(returns, lambda x, plus: (x, plus), wrong)))


def test_law_13_tries_what_lacks_one_part_first():
    cells = frozenset((None, letter) for letter in "abcdef")
    tried = list(laws_of_names.halves(cells))
    assert len(tried) == laws_of_names.MOST_HALVES
    assert {len(half) for half in tried[:12]} == {1, 5}


def test_law_14_finds_a_card_that_shows_the_same_twice():
    results, checks = dict(laws.told(described())), laws.checks_of(described(), 1)
    assert not list(laws.law_14_no_card_contradicts_itself(checks, results.items()))
    name, result = next(item for item in results.items() if item[1].evidence is not None)
    same = replace(result.evidence, got="[1]", expected="[1]")
    found = broken(laws.law_14_no_card_contradicts_itself(checks, [(name, replace(result, evidence=same))]))
    assert found == f"triple: the card of {name} shows the same as yours and as expected, [1]"


CARD = Result(
    "pair",
    Status.WRONG,
    (Part("a", 1.0, 1.0), Part("b", 0.0, 1.0), Part("c", 0.0, 1.0)),
    "",
    evidence=Evidence("pair(x)", (), "1", "2", "b"),
)


@pytest.mark.parametrize(
    ("hint", "what", "found"),
    [
        ("Your b is too large.", "b", []),
        ("Your b and c are too large; a is right.", "c", []),
        ("Is your b a sum?", "b['W1']", []),
        ("Your b is too large. c is right.", "b", ["calls c right, and it is ✗"]),
        ("a, b and c are right, but not quickly.", "c", ["calls b, c right, and it is ✗"]),
        ("Your b is too large.", "c", ["speaks of b and shows c"]),
        ("Your b is too large.", "pair(x)", []),
        ("", "b", []),
        ("", "a", ["shows a as wrong, and it is ✓"]),
    ],
)
def test_law_14_finds_what_does_not_go_together(hint, what, found):
    message = hint or "What is shown is not the expected value."
    result = replace(CARD, message=message, hint=hint, evidence=replace(CARD.evidence, what=what))
    assert list(contradictions(result, {"b", "c"})) == found


def test_law_14_lets_a_value_be_right_in_other_calls():
    evidence = replace(CARD.evidence, what="a", counts_for="b")
    assert not list(contradictions(replace(CARD, evidence=evidence), {"a"}))


def test_every_law_is_tried_on_every_exercise():
    def thrice(x, plus):
        """The same by another name."""
        return 3 * x + plus

    names = {name for name in vars(laws) if name.startswith("law_")}
    called = set()

    def spy(name):
        usual = getattr(laws, name)

        def law(*args):
            called.add(name)
            return usual(*args)

        return law

    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(laws, name, spy(name))
        bad = described(alternative=False, hints=HINTS[:2]), described(thrice, mistakes=False)
        sentences = [sentence for exercise in bad for sentence in laws.broken_laws(exercise, 1)]
    assert called == names
    assert sentences == [
        "triple has 2 hints; three were expected",
        "triple has no alternative version; one was expected",
        "thrice has 0 mistakes; 3 were expected",
    ]
